"""A report that was worked on brought up to date with the study, by tracked changes to be accepted in Word.

What is shown before (`plan_update`) is what is written (`write_update`): where the study or the report says something
else by then, nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from workbench.errors import BadInput, ChangedElsewhere, Refused
from workbench.model import utc_now
from workbench.progress import Tell, silent
from workbench.report import exports
from workbench.report.choosing import chosen_instead
from workbench.report.compose import compose
from workbench.report.content import Block, quotations_of
from workbench.report.gather import as_its_files_say, gather, printed_coder
from workbench.report.marks import read_mark
from workbench.report.place import check_place, goes_to_exports
from workbench.report.unbroken import with_blanks
from workbench.report.update.by_words import ByWords
from workbench.report.update.deciding import Printing, What, offered
from workbench.report.update.document import ReportDocument
from workbench.report.update.making import Making
from workbench.report.update.otherwise import UNKNOWN, otherwise
from workbench.report.update.plan import Change, Updated, UpdatePlan
from workbench.report.update.standing import Standing
from workbench.safefile import write_bytes_safely
from workbench.study import Study
from workbench.visible import plural


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
    if goes_to_exports(study, target):
        study.exports.mkdir(exist_ok=True)
    write_bytes_safely(target, data, expected=work.document.data if target == plan.path else None)
    return Updated(target, now, exports.remember(study, work.token, work.known))


def _planned(
    study: Study,
    path: Path,
    coder: str | None,
    instead: Mapping[str, Any] | None,
    progress: Tell,
    *,
    add_missing: bool,
) -> tuple[UpdatePlan, Making]:
    from workbench.office.cleaning_copy import read_word_file

    if path.suffix.casefold() != ".docx":
        raise BadInput(f"{path.name} cannot be brought up to date.", "Name the report as a Word file (.docx).")
    study_id = study.settings.id
    if study_id is None:
        raise Refused("This study has no id, so its reports carry no marks.", "Write `id:` into study.yaml.")
    progress(0, 3, f"Reading {path.name}")
    data = read_word_file(path)
    document = ReportDocument(data, path.name, utc_now())
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
    unknown = {mark.extract for mark in marks if mark.extract not in now and not standing.is_ours(mark)}
    ours = frozenset(mark.export for mark in marks if mark.extract not in unknown)
    if not known.known and not ours:
        message = f"{path.name} is no report of this study: none of its {plural(len(marks), 'mark')} is known here."
        raise Refused(message, "Open the study that it was written from.")
    by_words = ByWords(facts, study.settings, data, path.name, unknown)
    work = Making(
        study_id,
        facts,
        document,
        report.blocks,
        now,
        replace(known, unknown=known.unknown & ours),
        standing,
        by_words,
        add_missing=add_missing,
    )
    progress(3, 3, "")
    shown = (replace(one, before=with_blanks(one.before), after=with_blanks(one.after)) for one in work.changes)
    changes = tuple(sorted(shown, key=lambda one: _ORDER.index(one.what)))
    notices = (*told, *report.forbidden, *facts.notices, *_told(changes, document))
    else_told = _otherwise(study_id, document, report.blocks)
    asked = (coder, instead, add_missing)
    return UpdatePlan(path, changes, len(marks), work.own, notices, else_told, asked), work


def _otherwise(study: UUID, document: ReportDocument, blocks: Sequence[Block]) -> tuple[str, ...]:
    if not document.said:
        return ()  # it is not known, which `_told` says
    return tuple(otherwise(study, document.said, blocks, list(document.rows()), document.texts()))


_ORDER: Sequence[What] = (
    "redacted", "withdrawn", "unmarked", "conflict", "no place", "changed", "joined", "new", "there", "uncertain",
    "not printed", "left out", "foreign",
)  # fmt: skip


def _printings(blocks: Sequence[Block]) -> dict[str, Printing]:
    """What the study prints, by the first part of its marks, in the order of print."""
    found: dict[str, Printing] = {}
    for one in quotations_of(blocks):
        if (mark := read_mark(one.mark)) is not None:
            found.setdefault(mark.extract, Printing(one, mark))
    return found


def _told(changes: Sequence[Change], document: ReportDocument) -> Iterator[str]:
    counts = Counter(change.what for change in changes)
    if counts["foreign"]:
        yield f"Marks that are none of this study's, left as they are: {counts['foreign']}."
    if not document.said:
        yield UNKNOWN
    if counts["withdrawn"] * 2 > len(document.quotations):
        yield (
            "Most of its quotations would be struck out. Was it written of another coder's codings, or of another "
            "layer of them?"
        )
