"""A report that was worked on brought up to date with the study, by tracked changes to be accepted in Word.

What is shown before (`plan_update`) is what is written (`write_update`): where the study or the report says something
else by then, nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from workbench.errors import BadInput, ChangedElsewhere, Refused
from workbench.model import utc_now
from workbench.progress import Tell, silent
from workbench.report import exports
from workbench.report.choosing import chosen_instead
from workbench.report.compose import compose
from workbench.report.content import Block, Heading, Quotation, Source, quotations_of
from workbench.report.gather import as_its_files_say, gather, printed_coder
from workbench.report.marks import export_part, read_mark
from workbench.report.place import check_place, goes_to_exports
from workbench.report.update.deciding import BROUGHT, Offered, Printing, What, compared, is_as_printed, offered
from workbench.report.update.document import Marked, ReportDocument
from workbench.report.update.placing import Groups
from workbench.report.update.standing import Standing
from workbench.report.update.wording import Hunk, applied, printed_text
from workbench.safefile import write_bytes_safely
from workbench.study import Study
from workbench.visible import plural

WRITER_TOO = "its writer changed it too"
UNKNOWN_EXPORT = "it came from an export that this database does not know"


@dataclass(frozen=True)
class Change:
    """What is to be said of one quotation.

    Attributes:
        what: Of what kind it is: see `workbench.report.update.deciding.What`.
        where: Where it stands in the report; of one that comes in, behind or under what it comes.
        section: The heading it stands under.
        before: What stands there; empty where it must not be printed, or is not there yet.
        after: What is to stand there; empty where it is taken out or left as it is.
        why: Why, where there is more to be said.
        source: Where in the transcripts the words stand: transcript, start, end; None where that is not known.
    """

    what: What
    where: str
    section: str
    before: str = ""
    after: str = ""
    why: str = ""
    source: tuple[str, int, int] | None = None


@dataclass(frozen=True)
class UpdatePlan:
    """What would be brought into a report.

    Attributes:
        path: The report.
        changes: First what must not be printed any more, then what cannot be brought, then the others in their order.
        quotations: How many quotations with marks stand in it.
        own: How many of them its writer changed, and the study did not.
        notices: What the user must know besides.
        asked: What was asked for, so that it can be asked again: coder, other choices, whether missing ones are added.
    """

    path: Path
    changes: tuple[Change, ...]
    quotations: int
    own: int
    notices: tuple[str, ...]
    asked: tuple[str | None, Mapping[str, Any] | None, bool] = (None, None, False)

    @property
    def brought(self) -> tuple[Change, ...]:
        """Those that change the report."""
        return tuple(change for change in self.changes if change.what in BROUGHT)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each kind."""
        return Counter(change.what for change in self.changes)


@dataclass(frozen=True)
class Updated:
    """A report that was brought up to date.

    Attributes:
        path: The file.
        plan: What was brought into it.
    """

    path: Path
    plan: UpdatePlan


@dataclass
class _Work:
    """An update that is being made."""

    study: Study
    id: UUID
    document: ReportDocument
    blocks: tuple[Block, ...]
    offered: Offered
    add_missing: bool
    changes: list[Change] = field(default_factory=list)
    own: int = 0
    token: str = ""
    known: frozenset[str] = frozenset()


def plan_update(
    study: Study,
    path: Path,
    *,
    coder: str | None = None,
    instead: Mapping[str, Any] | None = None,
    add_missing: bool = False,
    progress: Tell = silent,
) -> UpdatePlan:
    """What would be brought into a report; nothing is written.

    Args:
        study: The study.
        path: The report, as it is by now.
        coder: Whose codings it prints; see `workbench.report.write`.
        instead: Choices that hold in the place of report.yaml's, as for `workbench.report.write`.
        add_missing: Whether quotations are put in of which nobody knows whether the writer took them out.
        progress: Told before each stage.

    Raises:
        NotFound: There is no such file; or what `workbench.report.write` says of coder and layer.
        BadInput: It is no Word file, encrypted, damaged, or hostile; or holds macros, or no marks; or a file of the
            study is faulty.
        Refused: It is the report of another study.
        Unavailable: A file cannot be read.
    """
    return _planned(study, path, coder, instead, progress, add_missing=add_missing)[0]


def write_update(study: Study, plan: UpdatePlan, path: Path | None = None, *, progress: Tell = silent) -> Updated:
    """Write the report with what was planned, as tracked changes.

    Args:
        study: The study.
        plan: What was shown.
        path: The file to write; the report itself unless it is named.
        progress: Told before each stage; where it raises, nothing is written.

    Raises:
        ChangedElsewhere: The study or the report was changed since: something else would be brought.
        BadInput, Unavailable: It cannot be written there; and what `plan_update` raises.
    """
    target = path or plan.path
    check_place(study, target)
    coder, instead, add_missing = plan.asked
    now, work = _planned(study, plan.path, coder, instead, progress, add_missing=add_missing)
    if now.changes != plan.changes:
        message = "Nothing was written: the study or the report was changed since the changes were shown."
        raise ChangedElsewhere(message, "Look at what would be brought now.")
    data = work.document.saved()
    if work.token:
        exports.remember(work.study, work.token, work.known)
    if goes_to_exports(study, target):
        study.exports.mkdir(exist_ok=True)
    write_bytes_safely(target, data, expected=work.document.data if target == plan.path else None)
    return Updated(target, now)


def _planned(
    study: Study,
    path: Path,
    coder: str | None,
    instead: Mapping[str, Any] | None,
    progress: Tell,
    *,
    add_missing: bool,
) -> tuple[UpdatePlan, _Work]:
    from workbench.office.cleaning_copy import read_word_file

    if path.suffix.casefold() != ".docx":
        raise BadInput(f"{path.name} cannot be brought up to date.", "Name the report as a Word file (.docx).")
    study_id = study.settings.id
    if study_id is None:
        raise Refused("This study has no id, so its reports carry no marks.", "Write `id:` into study.yaml.")
    progress(0, 3, f"Reading {path.name}")
    document = ReportDocument(read_word_file(path), path.name, utc_now())
    if not document.quotations:
        message = f"{path.name} has no marks, so no quotation in it is known."
        hint = (
            "They are gone where it was not written by this program, or was saved by one that drops content controls."
        )
        raise BadInput(message, hint)
    progress(1, 3, "Reading the study")
    study, told = as_its_files_say(study)
    whose = printed_coder(study, coder)
    facts = gather(study, whose, choices=chosen_instead(study.choices, instead or {}))
    report = compose(facts)
    progress(2, 3, "Comparing")
    now = _printings(report.blocks)
    marks = [one.mark for one in document.quotations]
    known = offered(study_id, marks, exports.remembered(study, {mark.export for mark in marks}), set(now))
    sources = [one.quotation.source for one in now.values()]
    standing = Standing(study, facts, whose, sources)
    if not known.known and not any(mark.extract in now or standing.is_ours(mark) for mark in marks):
        message = f"{path.name} is no report of this study: none of its {plural(len(marks), 'mark')} is known here."
        raise Refused(message, "Open the study that it was written from.")
    ours = {
        mark.export
        for mark in marks
        if mark.export in known.unknown and (mark.extract in now or standing.is_ours(mark))
    }
    work = _Work(study, study_id, document, report.blocks, replace(known, unknown=frozenset(ours)), add_missing)
    _decide(work, now, standing)
    progress(3, 3, "")
    changes = tuple(sorted(work.changes, key=lambda one: _ORDER.index(one.what)))
    notices = (*told, *report.forbidden, *facts.notices, *_told(changes, document))
    plan = UpdatePlan(path, changes, len(marks), work.own, notices, (coder, instead, add_missing))
    return plan, work


_ORDER: Sequence[What] = (
    "withdrawn", "conflict", "no place", "changed", "joined", "new", "uncertain", "not printed", "left out", "foreign"
)  # fmt: skip


def _printings(blocks: Sequence[Block]) -> dict[str, Printing]:
    """What the study prints, by the first part of its marks, in the order of print."""
    found: dict[str, Printing] = {}
    for one in quotations_of(blocks):
        if (mark := read_mark(one.mark)) is not None:
            found.setdefault(mark.extract, Printing(one, mark))
    return found


def _decide(work: _Work, now: Mapping[str, Printing], standing: Standing) -> None:
    """Decide on every quotation, and write what is brought into the document that is held in memory."""
    struck: set[Marked] = set()
    changed: list[tuple[Marked, Printing, tuple[Hunk, ...]]] = []
    for one in work.document.quotations:
        printing = now.get(one.mark.extract)
        if not one.said.strip():
            continue  # struck out or emptied: whoever works on it took it out
        if printing is None:
            what, why, row = standing.why(one.mark, work.offered.known)
            source = (row.transcript, row.start, row.end) if row is not None else None
            before = "" if what == "withdrawn" else one.said
            if what == "joined" and not is_as_printed(work.id, one.mark, one.said):
                what, why = "conflict", f"{why}, and {WRITER_TOO}"
            work.changes.append(Change(what, one.where, one.section, before, "", why, source))
            if what in ("withdrawn", "joined"):
                struck.add(one)
            continue
        outcome = compared(work.id, one.mark, one.said, one.was, printing)
        work.own += outcome.own and not outcome.what
        if outcome.what:
            after = applied(one.said, outcome.hunks) if outcome.hunks else printed_text(printing.quotation)
            why = WRITER_TOO if outcome.own else ""
            source = _source(printing.quotation.source)
            work.changes.append(Change(outcome.what, one.where, one.section, one.said, after, why, source))
        if outcome.what == "changed":
            changed.append((one, printing, outcome.hunks))
    groups = Groups(work.blocks, work.document)
    new = list(_missing(work, now))
    work.known = work.offered.extracts | {one.mark.extract for one in new if groups.has_place(one.quotation)}
    work.token = export_part(work.id, work.known)
    for one, printing, hunks in changed:
        work.document.change(one, printing.mark._replace(export=work.token), hunks)
    for printing in new:
        _bring(work, groups, printing.quotation)
    for one in struck:
        work.document.strike(one)
    if not (new or changed):
        work.token = ""


def _missing(work: _Work, now: Mapping[str, Printing]) -> Iterator[Printing]:
    """The quotations that the report has not and is to get; of the others it is said why it is not to get them."""
    standing = {one.mark.extract for one in work.document.quotations}
    for extract, printing in now.items():
        if extract in standing:
            continue
        quotation = printing.quotation
        if extract not in work.offered.extracts and (work.add_missing or not work.offered.unknown):
            yield printing
            continue
        what: What = "left out" if extract in work.offered.extracts else "uncertain"
        why = "" if what == "left out" else UNKNOWN_EXPORT
        source = _source(quotation.source)
        heading = heading_of(work.blocks, quotation)
        work.changes.append(Change(what, "", heading, "", printed_text(quotation), why, source))


def heading_of(blocks: Sequence[Block], quotation: Quotation) -> str:
    """The heading that a quotation stands under."""
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif any(one is quotation for one in quotations_of([block])):
            return heading
    return ""


def _bring(work: _Work, groups: Groups, block: Quotation) -> None:
    """Put a new quotation into the document, where the study has it."""
    source = _source(block.source)
    place = groups.put_in(block, work.token)
    text = printed_text(block)
    heading = groups.heading_of(block)
    if place is None:
        why = "its heading is not in the report, and no quotation that stands beside it"
        why = "it stands within a sentence of a narrative: write it in there" if groups.is_within(block) else why
        work.changes.append(Change("no place", "", heading, "", text, why, source))
    else:
        work.changes.append(Change("new", place, heading, "", text, "", source))


def _source(source: Source) -> tuple[str, int, int]:
    return source.transcript, source.start, source.end


def _told(changes: Sequence[Change], document: ReportDocument) -> Iterator[str]:
    counts = Counter(change.what for change in changes)
    if counts["foreign"]:
        yield f"Marks that are none of this study's, left as they are: {counts['foreign']}."
    if counts["withdrawn"] * 2 > len(document.quotations):
        yield (
            "Most of its quotations would be struck out. Was it written of another coder's codings, or of another "
            "layer of them?"
        )
