"""The parts of a report before its themes: title page, how the data were collected, how they were coded. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from workbench import __version__
from workbench.report.content import Block, Heading, TitlePage, plain
from workbench.report.facts import (
    CodebookRow,
    ReportFacts,
    StudyFacts,
)
from workbench.report.parts.reading import how_to_read
from workbench.transcripts.tables import RECORDS

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_KINDS = {
    "individual": ("individual interview", "individual interviews"),
    "joint": ("joint interview", "joint interviews"),
    "group": ("group interview", "group interviews"),
    "questionnaire": ("questionnaire", "questionnaires"),
    "observation": ("observation", "observations"),
    "case file": ("case file", "case files"),
    "document": ("document", "documents"),
}


def title_page(facts: ReportFacts) -> TitlePage:
    """What the first page says: all of it from the study's settings."""
    study = facts.study
    subtitle = "Final report" if study.state == "final" else "Draft report"
    return TitlePage(study.title, subtitle, study.authors, study.organisation, study.commissioner, study.date)


def collection_part(facts: ReportFacts) -> tuple[Block, ...]:
    """How the data were collected: the transcripts, and what a reader must know of them."""
    blocks: list[Block] = [Heading("How the data were collected", 1)]
    if facts.transcripts:
        blocks += [plain(_transcripts(facts)), *map(plain, _attribution_notes(facts))]
    return tuple(blocks)


def coding_part(facts: ReportFacts, *, omission: str, prepared: Collection[str] = ()) -> tuple[Block, ...]:
    """How the data were coded, in the authors' own words and by the study's facts; how quotations are to be read.

    Args:
        facts: The study.
        omission: The report's omission mark.
        prepared: What was done to quotations for print: see `workbench.report.parts.reading.how_prepared`.
    """
    study = facts.study
    blocks: list[Block] = [Heading("How the data were coded", 1)]
    blocks += [plain(" ".join(text.split())) for text in study.approach.split("\n\n") if text.strip()]
    sentences = [_mode(study), *(_codebook(book) for book in facts.codebooks)]
    if study.codings:
        done = "made" if study.layer is None else "made or agreed on"
        sentences.append(
            f"In {counted(study.transcripts_coded, 'transcript', 'transcripts')} "
            f"{counted(study.codings, 'coding was', 'codings were')} {done}, "
            f"with {counted(study.codes_used, 'code', 'codes')}."
        )
    who = [*_coders(facts), _whose_codings(study)] if study.coder else []
    blocks += [plain(" ".join(row)) for row in (sentences, [*who, _software()]) if row]
    blocks += [Heading("Quotations", 2), plain(how_to_read(facts, omission, prepared))]
    return tuple(blocks)


def _mode(study: StudyFacts) -> str:
    """What the study's mode says of how it was coded; the approach itself has its authors' own words."""
    match study.mode:
        case "reflexive":
            return "The coding was reflexive: codes grew with the reading, and agreement was not taken for quality."
        case "reliability":
            return "The coding kept to the definitions of a codebook, so that coders’ agreement could be measured."
    return "A codebook gave the coding its structure."


def _coders(facts: ReportFacts) -> Iterator[str]:
    """How many coded, how much of it apart from each other, and whether they could see each other's work."""
    work = facts.study.coding
    if work.coders < 2:
        return
    yield f"{counted(work.coders, 'person', 'people').capitalize()} coded."
    if work.apart:
        stretches = ", or stretches of them," if work.in_stretches else ""
        were = "was" if work.apart == 1 else "were"
        unseen = "neither seeing the other’s" if work.together == 2 else "none seeing the others’"
        yield (
            f"{counted(work.apart, 'transcript', 'transcripts').capitalize()}{stretches} {were} coded by "
            f"{counted(work.together, 'of them', 'of them')} apart, {unseen} codings until all had finished."
        )
    if work.seen:
        one = counted(work.seen, "transcript was", "transcripts were").capitalize()
        yield f"{one} coded by several who could see each other’s codings on it before all had finished."
    if facts.agreement is not None:
        yield "How far they agree is told in a part of its own."


def _software() -> str:
    return f"Codings, themes and quotations were kept, and this report was made, with workbench {__version__}."


def _whose_codings(study: StudyFacts) -> str:
    """A sentence that says whose codings are printed, and whether what was settled stands in their place."""
    if study.layer is None:
        return f"The codings reported here are those of {study.coder}."
    everybody = listed([study.coder, *study.layer.others])
    passages = counted(study.layer.settled, "passage", "passages")
    return (
        f"The codings reported here are those of {study.coder} and, where {everybody} had coded differently and "
        f"settled it ({passages}), what they agreed on: the consensus layer."
    )


def counted(number: int, one: str, many: str) -> str:
    """A number and its noun: in words up to nine, in figures from ten."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else many}"


def listed(items: Iterable[str]) -> str:
    """Items in a sentence: `a`, `a and b`, `a, b and c`."""
    row = list(items)
    return row[0] if len(row) == 1 else f"{', '.join(row[:-1])} and {row[-1]}" if row else ""


def _transcripts(facts: ReportFacts) -> str:
    kinds = Counter(row.kind if row.kind in _KINDS else "" for row in facts.transcripts)
    phrases = [counted(kinds[kind], *names) for kind, names in _KINDS.items() if kinds[kind]]
    if kinds[""]:
        phrases.append(counted(kinds[""], "record of a kind not stated", "records of a kind not stated"))
    total = counted(len(facts.transcripts), "transcript", "transcripts")
    records = Counter(row.record if row.record in RECORDS else "" for row in facts.transcripts)
    recorded = records["verbatim"] + records["tidied"]
    how = [
        counted(number, f"was {what}", f"were {what}")
        for number, what in (
            (recorded, "recorded and transcribed"),
            (records["notes"], "noted by hand"),
            (records[""], "made in a way that is not stated"),
        )
        if number
    ]
    tidied = f" Of those recorded, {counted(records['tidied'], 'was', 'were')} tidied." if records["tidied"] else ""
    return f"The data are {total}: {listed(phrases)}. Of these, {listed(how)}.{tidied}{_translated(facts)}"


def _translated(facts: ReportFacts) -> str:
    """How many transcripts are translations, and from what; empty where none is."""
    languages = Counter(row.translated_from for row in facts.transcripts if row.translated_from)
    if not languages:
        return ""
    number = counted(languages.total(), "transcript was", "transcripts were")
    return f" {number.capitalize()} translated, from {listed(sorted(languages))}."


def _attribution_notes(facts: ReportFacts) -> list[str]:
    """What a reader must know of joint talk and of notes before trusting counts and quotations."""
    notes = []
    if any(row.kind in ("joint", "group") for row in facts.transcripts):
        notes.append("In joint and group interviews participants count only where they speak themselves.")
    if any(turn.one_of for row in facts.transcripts for turn in row.turns):
        notes.append(
            "Where the transcript does not tell speakers apart, their words are attributed by role "
            "and counted as those of at least one of them."
        )
    if any(row.record == "notes" for row in facts.transcripts):
        notes.append("Quotations from what was noted by hand give the words of the notes.")
    if any(row.translated_from for row in facts.transcripts):
        notes.append("Quotations that were translated give the words of whoever translated them.")
    return [" ".join(notes)] if notes else []


def _codebook(book: CodebookRow) -> str:
    parents = {code.parent for code in book.codes if code.parent}
    live = [code for code in book.codes if not code.became]
    codes = sum(code.id not in parents for code in live)
    groups = sum(code.id in parents for code in live)
    version = f", version {book.version}," if book.version else ""
    grouped = ""
    if groups:
        inside = sum(bool(code.parent) and code.id not in parents for code in live)
        some = "" if inside == codes else f", {counted(inside, 'of them', 'of them')}"
        grouped = f"{some} in {counted(groups, 'group', 'groups')}"
    return (
        f"The codebook “{book.name}”{version} has {counted(codes, 'code', 'codes')}{grouped}; "
        "it is printed in the appendix."
    )
