"""Memos as a document for the team, in Word or Markdown. It is no part of the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from workbench import memos, safefile
from workbench.errors import NotFound, Refused
from workbench.memos import ALL_MEMOS, MemoFound, Sifting
from workbench.report.content import Block, Heading, Kind, Report, TitlePage, plain
from workbench.report.facts import ReportFacts
from workbench.report.gather import as_its_files_say, marked_rows
from workbench.report.markdown import as_markdown, blocks_of, headings_below
from workbench.report.parts.memo_part import memo_heading
from workbench.report.place import check_place, goes_to_exports
from workbench.report.rows import people_and_texts, study_facts
from workbench.report.withheld_words import repeating_withheld_words
from workbench.study import Study
from workbench.visible import one_line, plural

LEFT_OUT = "[left out: it repeats words that must not be printed]"
"""What stands for a memo that holds words not for quotation, or of somebody who is never to be quoted."""

NAME_LEFT_OUT = "[name left out]"
"""What stands for the name of what a memo is about, where it holds such words: a code may be named by them."""

_FOR_THE_TEAM = "For the team, not for publication"


@dataclass(frozen=True)
class MemosWritten:
    """A document of memos that was written.

    Attributes:
        path: The file.
        memos: How many memos stand in it.
        left_out: Of how many the text was left out.
        notices: What whoever hands it on should know.
    """

    path: Path
    memos: int
    left_out: int
    notices: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    """A memo as it is printed: the day and what else stands above it, and its text."""

    kind: str
    day: dt.date
    title: str
    text: str


def memos_path(study: Study) -> Path:
    """Where the memos are written to unless somebody says otherwise."""
    return study.exports / "memos.docx"


def write_memos(study: Study, path: Path, sifting: Sifting = ALL_MEMOS) -> MemosWritten:
    """Write memos, the oldest first under each kind, as a Word file or as Markdown.

    Of a passage only its place is printed, and no memo whose text repeats words that must not be printed.

    Args:
        study: The study.
        path: The file; its ending, .docx or .md, says what it becomes. One that is there is replaced.
        sifting: Which of them.

    Raises:
        NotFound: There are no such memos.
        Refused: Those on safeguarding were asked for.
        BadInput: The file's name ends in neither, or it lies where none should be; or study.yaml or participants.csv is
            faulty.
        Unavailable: The file cannot be written, or one of the study's not read.
    """
    check_place(study, path, endings=(".docx", ".md"))
    study, told = as_its_files_say(study)
    found = memos.printable(study, sifting)
    if not found:
        raise NotFound("There are no such memos to write.", "Write one, or ask for others.")
    facts = _facts(study)
    left_out = repeating_withheld_words(facts, [one.text for one in found])
    unnamed = repeating_withheld_words(facts, [one.name for one in found])
    names = memos.phase_names(study.settings.mode)
    texts = [LEFT_OUT if at in left_out else one.text for at, one in enumerate(found)]
    told_of = [replace(one, name=NAME_LEFT_OUT) if at in unnamed else one for at, one in enumerate(found)]
    entries = [_Entry(one.kind, one.day, _title(one, names), text) for one, text in zip(told_of, texts, strict=True)]
    entries.sort(key=lambda one: memos.KINDS.index(one.kind))
    if path.suffix.casefold() == ".md":
        content = _as_markdown(facts, entries).encode()
    else:
        from workbench.report.word.document import (
            to_docx,  # takes long to load, and only those who write such a file want it
        )

        content = to_docx(_as_report(facts, entries))
    if goes_to_exports(study, path):
        study.exports.mkdir(exist_ok=True)
    safefile.write_bytes_safely(path, content)
    why = "words that are not for quotation, or of somebody never to be quoted."
    if left_out:
        told += (f"{plural(len(left_out), 'memo')} left out: its text repeats {why}",)
    if unnamed:
        told += (f"{plural(len(unnamed), 'memo')} without the name of what it is about: that repeats {why}",)
    return MemosWritten(path, len(found), len(left_out), told)


def may_be_copied(study: Study, memo: MemoFound) -> str:
    """A memo's text, where that may be copied: what is copied leaves the study, as a file does.

    Raises:
        Refused: It is on safeguarding, or repeats words that must not be printed.
        BadInput: study.yaml or participants.csv is faulty.
    """
    if memo.kind == memos.SAFEGUARDING:
        message = "Memos on safeguarding are not copied: they are in no export, pack or report."
        raise Refused(message, "Pass the concern on in words of your own.")
    study, _ = as_its_files_say(study)
    if repeating_withheld_words(_facts(study), [memo.text]):
        message = "Not copied: the memo repeats words that are not for quotation, or of somebody never to be quoted."
        raise Refused(message, "Take them out of it first.")
    return memo.text


def _facts(study: Study) -> ReportFacts:
    """What words that must not be printed are found by; no extract makes any of them quotable here."""
    participants, transcripts = people_and_texts(study)
    facts, marked = study_facts(study, study.coder, []), marked_rows(study, transcripts)
    return ReportFacts(study=facts, participants=participants, transcripts=transcripts, marked=marked)


def _title(memo: MemoFound, names: Sequence[str]) -> str:
    """What stands above a memo behind its day: who wrote it, and what it is about."""
    about = memo.about if memo.about == "study" else f"{memo.about} {memo.name}"
    phase = f"phase {memo.phase}, {names[memo.phase - 1].lower()}" if memo.phase else ""
    what = phase if memo.kind == memos.PHASE else ", ".join(filter(None, [about, phase]))
    gone = f" ({memo.gone})" if memo.gone else ""
    return one_line(f"{memo.coder}: {what}{gone}")


def _as_report(facts: ReportFacts, entries: Sequence[_Entry]) -> Report:
    blocks: list[Block] = []
    series, kind = count(1), ""
    for one in entries:
        blocks += [Heading(memo_heading(one.kind), 1)] if one.kind != kind else []
        kind = one.kind
        blocks.append(Heading(f"{one.day}, {one.title}", 2))
        blocks += blocks_of(one.text, level=2, series=series) or (plain(LEFT_OUT, Kind.NOTE),)
    study = facts.study
    title = TitlePage(study.title, "Memos", study.authors, study.organisation, "", study.date)
    return Report(title, tuple(blocks), study.language, _FOR_THE_TEAM, study.made_at)


def _as_markdown(facts: ReportFacts, entries: Sequence[_Entry]) -> str:
    lines = [f"# {as_markdown(one_line(facts.study.title))}: memos", _FOR_THE_TEAM + "."]
    kind = ""
    for one in entries:
        lines += [f"## {memo_heading(one.kind)}"] if one.kind != kind else []
        kind = one.kind
        lines += [f"### {one.day}, {as_markdown(one.title)}", headings_below(one.text.strip(), level=3)]
    return "\n\n".join(lines) + "\n"
