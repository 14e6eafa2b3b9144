"""Words that are redacted by now, and names that may not stand, in a quotation that is its writer's own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.report.attribution import by_role_only
from workbench.report.content import Source
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.unbroken import unbroken, with_blanks
from workbench.report.update.wording import Hunk, wordings
from workbench.report.verify.attributions import Names
from workbench.words import UNSPACED

_UNSPACED = re.compile(f"[{UNSPACED}]")


def redacted(facts: ReportFacts, row: ExtractRow | Source, said: str, printed: str) -> tuple[Hunk, ...]:
    """The words of a quotation that are redacted in its passage now, each with what stands for it in print.

    Args:
        facts: The study.
        row: The passage that the quotation is of.
        said: What stands in the report.
        printed: What the study prints now; words that stand there still are none that a reader is not to learn.
    """
    transcript = facts.transcript_of.get(row.transcript)
    found: list[Hunk] = []
    for one in facts.redacted_in.get(row.transcript, ()) if transcript is not None else ():
        words = transcript.text[one.start : one.end].split() if transcript is not None else []
        if not words or one.start >= row.end or row.start >= one.end:
            continue
        together = r"\W+".join(map(re.escape, words))
        # Where words have no blanks between them, a name stands among other letters.
        before = "" if _UNSPACED.match(words[0][0]) else r"(?<!\w)"
        behind = "" if _UNSPACED.match(words[-1][-1]) else r"(?!\w)"
        wanted = re.compile(f"{before}{together}{behind}", re.IGNORECASE)
        if wanted.search(printed) is None:
            found += [Hunk(*at.span(), one.words) for at in wanted.finditer(said)]
    return tuple(_joined(found))


def named_by_role(facts: ReportFacts, names: Names, said: str, instead: str) -> Hunk | None:
    """The attribution of a quotation, with what stands for it, where it names somebody who is to be named by role only.

    Args:
        facts: The study.
        names: Its names.
        said: What stands in the report.
        instead: Who said it, by role; empty where that is not known.
    """
    there = next(wordings(said), None)
    claim = names.read(there.attribution) if there is not None and instead else None
    if there is None or claim is None:
        return None
    named = {each for who in claim.each if who.by_name for each in who.people}
    if not by_role_only(facts, named):
        return None
    start = with_blanks(said).rindex(f" ({there.attribution})") + len(" (")
    return Hunk(start, start + len(there.attribution), unbroken(instead))


def _joined(found: Iterable[Hunk]) -> Iterator[Hunk]:
    """Redactions that overlap as one, under the words of the first and longest: none of the words may stay."""
    kept: Hunk | None = None
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept is None or one.start > kept.end:
            if kept is not None:
                yield kept
            kept = one
        else:
            words = kept.words + one.words if one.start == kept.end else kept.words
            kept = Hunk(kept.start, max(kept.end, one.end), words)
    if kept is not None:
        yield kept
