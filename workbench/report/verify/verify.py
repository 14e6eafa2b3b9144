"""A report held against the study: each of its quotations with what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench import themes
from workbench.progress import Tell, silent
from workbench.report.facts import ReportFacts
from workbench.report.gather import as_its_files_say, gather, marked_rows, printed_coder, told_of_files
from workbench.report.rows import people_and_texts, study_facts
from workbench.report.verify.assessing import Quoted, Rules
from workbench.report.verify.attributions import Names
from workbench.report.verify.counted import Counted, find_counting, with_codings
from workbench.report.verify.document import read_report
from workbench.report.verify.finding import FoundQuotation, ReportParagraph, find_quotations
from workbench.report.verify.matching import judged
from workbench.report.verify.verdicts import Difference, Judged, Verdict
from workbench.report.verify.wording import wording
from workbench.study import Study

_LEAST, _LEAST_LIKE, _LEAST_UNCLAIMED = 3, 8, 15
"""Fewer words in quotation marks are a term, where nobody is named. So many like what was said are taken to be from
there, and so many to be a quotation whatever they are."""


@dataclass(frozen=True)
class Checked:
    """One quotation of a report.

    Attributes:
        quotation: Its words as printed.
        attribution: Who is said to have said it, as printed; empty where nobody is.
        verdict: The verdict, in words.
        transcript: Where it stands, or what is nearest; empty where nothing is.
        start: Where it begins there, in code points; None where nothing is like it.
        end: Where it ends (exclusive).
        nearest: The transcript's words, where they are others.
        difference: Both, word by word.
        reasons: Why the verdict is what it is.
        where: Where it stands in the report.
        section: The heading it stands under.
        is_fault: Whether it must not stay as it is.
        paragraph: The number of its paragraph among all of the report, from 0.
    """

    quotation: str
    attribution: str
    verdict: str
    transcript: str
    start: int | None
    end: int | None
    nearest: str
    difference: tuple[Difference, ...]
    reasons: tuple[str, ...]
    where: str
    section: str
    is_fault: bool
    paragraph: int


@dataclass(frozen=True)
class Verified:
    """What was found in a report.

    Attributes:
        path: The report.
        quotations: Its quotations in the order of the document.
        counted: The words in it that count people beside a theme, with what the codings say.
        notices: What the user must know of the study's files.
        paragraphs: How many paragraphs the report has, those in tables and notes among them.
    """

    path: Path
    quotations: tuple[Checked, ...]
    counted: tuple[Counted, ...] = ()
    notices: tuple[str, ...] = ()
    paragraphs: int = 0

    @property
    def has_faults(self) -> bool:
        """Whether any quotation must not stay as it is."""
        return any(one.is_fault for one in self.quotations)


def verify(study: Study, path: Path, *, coder: str | None = None, progress: Tell = silent) -> Verified:
    """Read a report back, and hold its quotations against the transcripts.

    Args:
        study: The study.
        path: The report, ours or anybody's: .docx, .md or .txt.
        coder: Whose codings words that count are held against; else the lead coder's, else those of whoever is coding.
        progress: Told of each transcript that was gone through.

    Raises:
        NotFound: There is no such file, or nobody of that name has coded.
        BadInput: It is no such file, or damaged; or study.yaml or participants.csv is faulty.
        Unavailable: It cannot be read.
    """
    _, paragraphs = read_report(path)
    study, told = as_its_files_say(study)
    facts = _facts(study)
    tidied = study.settings.quoting_style == "tidied"
    checked = check(facts, paragraphs, tidied=tidied, interviewers=study.settings.interviewers, progress=progress)
    counted = _counted(study, facts, paragraphs, coder)
    return Verified(path, tuple(checked), tuple(counted), (*told, *told_of_files(study)), len(paragraphs))


def _counted(
    study: Study, facts: ReportFacts, paragraphs: Sequence[ReportParagraph], coder: str | None
) -> list[Counted]:
    """Codings are asked only where there is anything to be held against them."""
    known = {str(theme.id): theme.name for theme in themes.themes(study)}
    if not known:
        return []
    quoted = find_quotations(paragraphs, Names(facts, study.settings.interviewers))
    roles = {role.id: role.label for role in facts.study.roles}
    found = find_counting(paragraphs, quoted, known, roles)
    if not found:
        return []
    printed = gather(study, printed_coder(study, coder), choices=study.choices)
    return with_codings(printed, found)


def _facts(study: Study) -> ReportFacts:
    participants, transcripts = people_and_texts(study)
    facts = study_facts(study, study.coder, [])
    return ReportFacts(facts, participants, transcripts, marked=marked_rows(study, transcripts))


def check(
    facts: ReportFacts,
    paragraphs: Sequence[ReportParagraph],
    *,
    tidied: bool = False,
    interviewers: Sequence[str] = ("Interviewer", "I"),
    progress: Tell = silent,
) -> list[Checked]:
    """The quotations of a report, each with what is to be said of it. Pure.

    Args:
        facts: The study: its people, transcripts, and what is marked.
        paragraphs: The report.
        tidied: Whether fillers may fall without a mark.
        interviewers: The labels that interviewers have.
        progress: Told of each transcript that was gone through.
    """
    found = find_quotations(paragraphs, Names(facts, interviewers))
    rules = Rules.of(facts.participants, facts.marked, tidied=tidied, language=facts.study.language)
    quoted = [Quoted(wording(one.words, one.breaks), one.claim, one.labels) for one in found]
    sections = list(_sections(paragraphs))
    return [
        _checked(one, its, paragraphs, sections[one.paragraph])
        for one, its in zip(found, judged(quoted, facts.transcripts, rules, progress=progress), strict=True)
        if _is_quotation(one, its)
    ]


def _is_quotation(one: FoundQuotation, found: Judged) -> bool:
    """Whether words in quotation marks are a quotation: a term, a title or a turn of phrase is none."""
    if any(map(str.isdigit, one.words)) and not any(map(str.isalpha, one.words)):
        return False  # a figure, in a table
    if one.claim is not None and not one.claim.loose and (one.claim.people or one.claim.unknown):
        return True
    words = len(one.words.split())
    is_there = found.verdict not in (Verdict.DIFFERS, Verdict.NOT_FOUND)
    if one.is_claimed:
        return words >= (_LEAST if is_there else _LEAST + 1)
    # Nothing but the marks says that it is one: it may be a title, or a turn of phrase.
    return words >= {Verdict.DIFFERS: _LEAST_LIKE, Verdict.NOT_FOUND: _LEAST_UNCLAIMED}.get(found.verdict, _LEAST + 1)


def _checked(one: FoundQuotation, its: Judged, paragraphs: Sequence[ReportParagraph], section: str) -> Checked:
    return Checked(
        " ".join(one.words.split()),
        one.attribution,
        its.verdict.value,
        its.transcript,
        its.start,
        its.end,
        its.nearest,
        its.difference,
        its.reasons,
        paragraphs[one.paragraph].where,
        section,
        its.verdict.is_fault,
        one.paragraph,
    )


def _sections(paragraphs: Sequence[ReportParagraph]) -> Iterator[str]:
    """For each paragraph the heading that it stands under."""
    heading = ""
    for one in paragraphs:
        if one.is_heading and one.text.strip():
            heading = " ".join(one.text.split())
        yield heading


def as_json(found: Verified) -> list[dict[str, object]]:
    """The quotations as a list for programs."""
    return [
        {
            "quotation": one.quotation,
            "attribution": one.attribution,
            "verdict": one.verdict,
            "transcript": one.transcript or None,
            "start": one.start,
            "end": one.end,
            "nearest": one.nearest or None,
            "difference": [{"kind": piece.kind, "text": piece.text} for piece in one.difference],
            "reasons": list(one.reasons),
            "where": one.where,
            "section": one.section,
        }
        for one in found.quotations
    ]
