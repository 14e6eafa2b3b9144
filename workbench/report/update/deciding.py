"""What becomes of each quotation of a report, and of each that the study prints and the report has not. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from workbench.report.content import Quotation, printed_text
from workbench.report.marks import Mark, export_part, printed_part
from workbench.report.unbroken import unbroken, with_blanks
from workbench.report.update.wording import Hunk, Wording, as_printed, beside, hunks, wordings

What = Literal[
    "redacted",
    "withdrawn",
    "unmarked",
    "conflict",
    "changed",
    "joined",
    "new",
    "no place",
    "there",
    "not printed",
    "left out",
    "uncertain",
    "foreign",
]
"""What is to be said of a quotation:

- redacted: it is its writer's or is printed no longer, and holds words that are redacted now, or names whom it must not
  name: that is put otherwise;
- withdrawn: it must not be printed any more, and is struck out;
- unmarked: it must not be printed, and has no mark: it is left, to be taken out by hand;
- conflict: the study prints it in other words now, and the writer changed it too: it is left as it is;
- changed: the study prints other words or another attribution, and they are put in;
- joined: it is printed as one with another now, which comes in as new, and is struck out itself;
- new: it is put in;
- no place: it is new, and the heading it belongs under is not in the report;
- there: it is new, and its words stand in the report already, without a mark;
- not printed: the study prints it no longer, though it may be printed: it is left as it is;
- left out: the study prints it, and the writer took it out: it is not brought again;
- uncertain: it is not in the report, and nobody knows whether the writer took it out;
- foreign: its mark is none of this study's: it is left as it is.
"""

BROUGHT: Collection[What] = ("redacted", "withdrawn", "changed", "joined", "new")
"""Those that change the report."""

LEFT_TO_DO: Collection[What] = ("unmarked", "conflict", "no place")
"""Those that its writer has to see to."""


@dataclass(frozen=True)
class Printing:
    """A quotation as the study prints it now.

    Attributes:
        quotation: The quotation.
        mark: The mark it would get.
    """

    quotation: Quotation
    mark: Mark


@dataclass(frozen=True)
class Outcome:
    """What becomes of a quotation that stands in the report and that the study prints as well.

    Attributes:
        what: "changed", "conflict", or "" where it stays as it is.
        hunks: What changes in its words.
        own: Whether its writer changed it.
    """

    what: Literal["changed", "conflict", ""]
    hunks: tuple[Hunk, ...] = ()
    own: bool = False


def compared(study: UUID, mark: Mark, said: str, was: str, now: Printing) -> Outcome:
    """What becomes of a quotation that the study prints too.

    Args:
        study: The study's id.
        mark: Its mark in the report.
        said: What stands there, tracked changes as accepted.
        was: The same with them rejected.
        now: What the study prints.
    """
    is_printed = _printed_by(study, mark)
    as_it_was = as_printed(said, is_printed)
    if mark.printed == now.mark.printed:
        return Outcome("", own=as_it_was is None)
    if any((one.words, one.attribution) == (now.quotation.words, now.quotation.attribution) for one in wordings(said)):
        return Outcome("")
    if as_it_was is not None:
        return Outcome("changed", hunks(said, printed_text(now.quotation, as_it_was.quote_marks)))
    found = _beside_the_writers(said, was, now.quotation, is_printed)
    return Outcome("changed", found, own=True) if found else Outcome("conflict", own=True)


def is_as_printed(study: UUID, mark: Mark, said: str) -> bool:
    """Whether a quotation stands as it was printed."""
    return as_printed(said, _printed_by(study, mark)) is not None


def _printed_by(study: UUID, mark: Mark) -> Callable[[str, str], bool]:
    """What says whether words and attribution are those that a mark tells of."""
    return lambda words, attribution: printed_part(study, words, attribution) == mark.printed


def _beside_the_writers(
    said: str, was: str, now: Quotation, is_printed: Callable[[str, str], bool]
) -> tuple[Hunk, ...] | None:
    """The study's changes in what the writer changed too, where it is known what was printed and they do not touch."""
    before = as_printed(was, is_printed) if was != said else None
    if before is not None:
        return beside(was, said, printed_text(now, before.quote_marks))
    for one in wordings(said):
        if is_printed(now.words, one.attribution):  # the writer changed the words, and the study only who said them
            return hunks(said, f"{said[: _at_attribution(said, one)]} ({unbroken(now.attribution)})")
        if is_printed(one.words, now.attribution):  # and the other way round
            words = printed_text(now, one.quote_marks)[: -len(f" ({now.attribution})")]
            return hunks(said, f"{words}{said[_at_attribution(said, one) :]}")
    return None


def _at_attribution(said: str, one: Wording) -> int:
    return with_blanks(said).rindex(f" ({one.attribution})")


@dataclass(frozen=True)
class Offered:
    """Which quotations a report was offered, by all exports that its marks name.

    Attributes:
        extracts: The first parts of their marks.
        known: The exports of which that is known.
        unknown: Those of which it is not.
    """

    extracts: frozenset[str]
    known: frozenset[str]
    unknown: frozenset[str]


def offered(
    study: UUID, marks: Collection[Mark], remembered: Mapping[str, Collection[str]], printed_now: Collection[str]
) -> Offered:
    """Which quotations a report was offered.

    An export that this database has not made is known all the same where its mark is that of all that stands in the
    report, or of all that the study prints now.

    Args:
        study: The study's id.
        marks: The marks in the report.
        remembered: The extracts of exports by their parts of marks, as far as they are remembered.
        printed_now: The first parts of the marks of what the study prints now.
    """
    standing = frozenset(mark.extract for mark in marks)
    extracts, known, unknown = set(standing), set(), set()
    for export in {mark.export for mark in marks}:
        guesses = (
            remembered.get(export),
            frozenset(mark.extract for mark in marks if mark.export == export),
            standing,
            printed_now,
        )
        found = next(
            (one for number, one in enumerate(guesses) if one and (not number or export_part(study, one) == export)),
            None,
        )
        if found is None:
            unknown.add(export)
        else:
            known.add(export)
            extracts |= set(found)
    return Offered(frozenset(extracts), frozenset(known), frozenset(unknown))
