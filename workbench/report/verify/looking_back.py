"""A report that was just written, read back: what of it is not as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.report.content import Report, printed_text, quotations_of
from workbench.report.facts import ReportFacts
from workbench.report.verify.assessing import Place
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import Checked, check_found
from workbench.report.verify.document import bytes_of, can_be_read, read_report, rest_of_word
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph, quotation
from workbench.report.verify.plain import with_plain
from workbench.report.verify.verdicts import Verdict
from workbench.settings import StudySettings
from workbench.visible import first_few, plural


@dataclass(frozen=True)
class LookedBack:
    """What was found in a report that was just written.

    Attributes:
        faults: How many quotations must not stay as they are.
        to_check: How many somebody should look at.
        notices: The same in words, for whoever wrote it: no words of an interview.
    """

    faults: int = 0
    to_check: int = 0
    notices: tuple[str, ...] = ()


def look_back(facts: ReportFacts, settings: StudySettings, report: Report, path: Path) -> LookedBack:
    """Hold what a file says that was made from a report against the transcripts.

    What is no Word file, Markdown or text is held against them as it was to be written.

    Args:
        facts: What the report was composed from.
        settings: The study's settings.
        report: The report.
        path: The file that was written.
    """
    names = Names(facts, settings.interviewers)
    try:
        if path.suffix.casefold() == ".docx":
            paragraphs, found = _of_word(path, report, names)
        else:
            paragraphs, found = _read(path, names) if can_be_read(path) else _composed(report, names)
    except WorkbenchError as error:
        return LookedBack(1, 0, (f"{path.name} was written, but not read back: {error.message} {error.hint}",))
    tidied = settings.quoting_style == "tidied"
    places = {
        one.mark: Place(one.source.transcript, one.source.start, one.source.end)
        for one in quotations_of(report.blocks)
        if one.mark
    }
    checked = check_found(facts, paragraphs, found, tidied=tidied, fillers=settings.fillers, places=places)
    lost = _lost(report, found) if path.suffix.casefold() == ".docx" else 0
    wrong = [one for one in checked if one.is_fault]
    doubtful = [one for one in checked if one.verdict == Verdict.CHECK.value]
    notices = []
    if wrong:
        notices.append(f"Read back, {plural(len(wrong), 'quotation')} must not stay so: {by_verdict(wrong)}.")
    if lost:
        do = "does" if lost == 1 else "do"
        notices.append(f"Read back, {plural(lost, 'quotation')} that should stand in {path.name} {do} not.")
    if doubtful:
        notices.append(
            f"Read back, somebody should look at {plural(len(doubtful), 'quotation')}: {by_verdict(doubtful)}."
        )
    return LookedBack(len(wrong) + lost, len(doubtful), tuple(notices))


def _of_word(path: Path, report: Report, names: Names) -> tuple[Sequence[ReportParagraph], list[FoundQuotation]]:
    """The quotations of a Word file: those whose mark holds what was to be written need not be looked for."""
    blocks = {one.mark: one for one in quotations_of(report.blocks) if one.mark}
    known = {mark: printed_text(block) for mark, block in blocks.items()}
    paragraphs, places = rest_of_word(bytes_of(path), path.name, known)
    found = with_plain(paragraphs, names, find_quotations(paragraphs, names))
    for at, mark in places:
        block = blocks[mark]
        one = quotation(names, at, at, block.words, names.read(block.attribution))
        found += [replace(one, mark=mark)] if one is not None else []
    return paragraphs, sorted(found, key=lambda one: one.paragraph)


def _read(path: Path, names: Names) -> tuple[Sequence[ReportParagraph], list[FoundQuotation]]:
    _, paragraphs = read_report(path)
    return paragraphs, with_plain(paragraphs, names, find_quotations(paragraphs, names))


def _composed(report: Report, names: Names) -> tuple[Sequence[ReportParagraph], list[FoundQuotation]]:
    """The quotations of a report as paragraphs, though none is written."""
    paragraphs: list[ReportParagraph] = []
    found: list[FoundQuotation] = []
    for printed in quotations_of(report.blocks):
        at = len(paragraphs)
        paragraphs.append(ReportParagraph(printed.words, f"quotation {at + 1}", is_quotation=True))
        one = quotation(names, at, at, printed.words, names.read(printed.attribution))
        found += [replace(one, mark=printed.mark)] if one is not None else []
    return paragraphs, found


def _lost(report: Report, found: Iterable[FoundQuotation]) -> int:
    """How many quotations with a mark are not in the file as often as in the report."""
    written = Counter(one.mark for one in quotations_of(report.blocks) if one.mark)
    return (written - Counter(one.mark for one in found)).total()


def by_verdict(checked: Sequence[Checked]) -> str:
    """Quotations by their verdicts, with where each stands, in words."""
    places: dict[str, list[str]] = {}
    for one in checked:
        places.setdefault(one.verdict, []).append(one.place)
    return "; ".join(f"{verdict}, {first_few(where)}" for verdict, where in places.items())
