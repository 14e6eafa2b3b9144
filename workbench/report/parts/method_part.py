"""The parts of a report before its themes: title page, how the data were collected, how they were coded. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from workbench import __version__
from workbench.report.content import Block, Heading, Paragraph, Run, TitlePage, plain
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
_NO_LANGUAGE = frozenset(("yes", "y", "true", "x", "1"))
"""What says in the column of languages that it is a translation, and not from which."""


def title_page(facts: ReportFacts) -> TitlePage:
    """What the first page says: all of it from the study's settings."""
    study = facts.study
    subtitle = "Final report" if study.state == "final" else "Draft report"
    return TitlePage(study.title, subtitle, study.authors, study.organisation, study.commissioner, study.date)


def collection_part(facts: ReportFacts) -> tuple[Block, ...]:
    """How the data were collected: the transcripts, and what a reader must know of them."""
    blocks: list[Block] = [Heading("How the data were collected", 1)]
    if facts.transcripts:
        blocks += [_transcripts(facts), *map(plain, _attribution_notes(facts))]
    return tuple(blocks)


def not_stated(facts: ReportFacts) -> tuple[str, ...]:
    """What the method part leaves to its writer, since the study does not say it: the report has gaps there."""
    kinds, records = _without(facts, "kind"), _without(facts, "record")
    gaps = [
        *([f"of what kind {counted(kinds, 'transcript is', 'transcripts are')}"] if kinds else []),
        *([f"how {counted(records, 'transcript was', 'transcripts were')} recorded"] if records else []),
    ]
    columns = listed(one for one, some in (("kind", kinds), ("record", records)) if some)
    told = f"Left open for you in “How the data were collected”: {listed(gaps)} (transcripts.csv, {columns})."
    return (told,) if gaps else ()


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
    in_appendix = "codebook" in facts.choices.parts_for(study.mode)
    sentences = [_mode(study), *(_codebook(book, in_appendix=in_appendix) for book in facts.codebooks)]
    if study.codings:
        times = "once" if study.codings == 1 else f"{study.codings:,} times"
        done = "applied" if study.layer is None else "applied, or agreed on,"
        sentences.append(
            f"Codes were {done} {times}, in {counted(study.transcripts_coded, 'transcript', 'transcripts')}; "
            f"{counted(study.codes_used, 'code was', 'different codes were')} used."
        )
    who = [*_coders(facts), _whose_codings(study)] if study.coder else []
    blocks += [plain(" ".join(row)) for row in (sentences, [*who, _software()]) if row]
    blocks += [Heading("Quotations", 2), plain(how_to_read(facts, omission, prepared))]
    return tuple(blocks)


def _mode(study: StudyFacts) -> str:
    """What the study's mode says of how it was coded; the approach itself has its authors' own words."""
    match study.mode:
        case "reflexive":
            return (
                "The coding was reflexive: codes developed as the transcripts were read, and agreement between coders "
                "was not taken as a measure of quality."
            )
        case "reliability":
            return (
                "The transcripts were coded by the definitions of a codebook, so that agreement between coders could "
                "be measured."
            )
    return "The transcripts were coded with a codebook."


def _coders(facts: ReportFacts) -> Iterator[str]:
    """How many coded, how much of it apart from each other, and whether they could see each other's work."""
    work = facts.study.coding
    if work.coders < 2:
        return
    yield f"{counted(work.coders, 'person', 'people').capitalize()} did the coding."
    if work.apart:
        stretches = f" ({'in part' if work.apart == 1 else 'some in part'})" if work.in_stretches else ""
        whom = "each other’s" if work.together == 2 else "the others’"
        yield (
            f"{counted(work.together, 'of them', 'of them').capitalize()} coded "
            f"{counted(work.apart, 'transcript', 'transcripts')}{stretches} independently, without seeing {whom} "
            "codings until all had finished."
        )
    if work.seen:
        one = counted(work.seen, "transcript was", "transcripts were").capitalize()
        yield f"{one} coded by more than one person, who could see the others’ codings while they worked."
    if facts.agreement is not None:
        yield "How far they agree is reported in a section of its own."


def _software() -> str:
    return f"The coding, the themes and the quotations were managed with workbench {__version__}."


def _whose_codings(study: StudyFacts) -> str:
    """A sentence that says whose codings are printed, and whether what was settled stands in their place."""
    if study.layer is None:
        return f"The report is based on the codings of {study.coder}."
    everybody = listed([study.coder, *study.layer.others])
    passages = counted(study.layer.settled, "passage", "passages")
    return (
        f"The report is based on the codings of {study.coder} and, where {everybody} had coded differently and "
        f"settled it ({passages}), on what they agreed: the consensus layer."
    )


def counted(number: int, one: str, many: str) -> str:
    """A number and its noun: in words up to nine, in figures from ten."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else many}"


def listed(items: Iterable[str]) -> str:
    """Items in a sentence: `a`, `a and b`, `a, b and c`."""
    row = list(items)
    return row[0] if len(row) == 1 else f"{', '.join(row[:-1])} and {row[-1]}" if row else ""


def _without(facts: ReportFacts, column: str) -> int:
    """Of how many transcripts nobody says of what kind they are, or how they were made."""
    known: Collection[str] = _KINDS if column == "kind" else RECORDS
    return sum(getattr(row, column) not in known for row in facts.transcripts)


def _transcripts(facts: ReportFacts) -> Paragraph:
    """What the data are and how they were made, with gaps where nothing says it."""
    number = len(facts.transcripts)
    kinds, records = (Counter(row.kind for row in facts.transcripts), Counter(row.record for row in facts.transcripts))
    phrases = [counted(kinds[kind], *names) for kind, names in _KINDS.items() if kinds[kind]]
    unknown = _without(facts, "kind")
    among = (", among them " if unknown else ": ") + listed(phrases) if phrases else ""
    runs = [Run(f"The report draws on {counted(number, 'transcript', 'transcripts')}{among}.")]
    if unknown:
        runs.append(_gap(f"of what kind {'the others' if phrases else 'they'} are"))
    recorded = records["verbatim"] + records["tidied"]
    ways = [(recorded, "recorded and transcribed"), (records["notes"], "noted by hand")]
    how = [counted(many, f"was {way}", f"were {way}") for many, way in ways if many]
    for many, way in ways:
        if many == number:
            runs.append(Run(f" {'It was' if number == 1 else 'All were'} {way}."))
            break
    else:
        runs += [Run(f" Of these, {listed(how)}.")] if how else []
    if _without(facts, "record"):
        runs.append(_gap(f"how {'the others' if how else 'they'} were recorded"))
    if records["tidied"]:
        one = counted(records["tidied"], "recording was", "recordings were").capitalize()
        runs.append(Run(f" {one} tidied in transcription."))
    return Paragraph((*runs, Run(_translated(facts))))


def _gap(what: str) -> Run:
    """A place that is left for the writer, who is told of it and cannot overlook it."""
    return Run(f" [To be added: {what}.]", strong=True)


def _translated(facts: ReportFacts) -> str:
    """How many transcripts are translations, and from what, where a language is named; empty where none is."""
    said = [row.translated_from.strip() for row in facts.transcripts if row.translated_from]
    if not said:
        return ""
    languages = sorted({one for one in said if one.casefold() not in _NO_LANGUAGE})
    number = counted(len(said), "transcript was", "transcripts were").capitalize()
    return f" {number} translated{f' from {listed(languages)}' if languages else ''}."


def _attribution_notes(facts: ReportFacts) -> list[str]:
    """What a reader must know of joint talk and of notes before trusting counts and quotations."""
    notes, counts = [], facts.study.mode != "reflexive"
    if counts and any(row.kind in ("joint", "group") for row in facts.transcripts):
        notes.append("In joint and group interviews, participants are counted only where they speak themselves.")
    if any(turn.one_of for row in facts.transcripts for turn in row.turns):
        notes.append(
            "Where a transcript does not show which of several people is speaking, their words are attributed to "
            f"their role{' and counted as those of at least one person' if counts else ''}."
        )
    if any(row.record == "notes" for row in facts.transcripts):
        notes.append("Quotations from interviews that were noted by hand give the words of the notes, and say so.")
    if any(row.translated_from for row in facts.transcripts):
        notes.append("Translated quotations give the words of the translation, and say so.")
    return [" ".join(notes)] if notes else []


def _codebook(book: CodebookRow, *, in_appendix: bool) -> str:
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
    where = "; it is printed in the appendix" if in_appendix else ""
    name = f" “{book.name}”" if book.name else ""
    return f"The codebook{name}{version} has {counted(codes, 'code', 'codes')}{grouped}{where}."
