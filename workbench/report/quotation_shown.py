"""A theme's extract while it is prepared for print: how it will print, how long it is, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import NamedTuple
from uuid import UUID

from workbench.coding import extracts
from workbench.errors import BadInput, NotFound
from workbench.prepared import Prepared, check_words
from workbench.report.clarified import Names, words_of
from workbench.report.content import Part, Quotation
from workbench.report.facts import ExtractRow, ReportFacts, ThemeExtractRow, ThemeRow
from workbench.report.gather import as_its_files_say, gather, marked_rows, printed_coder
from workbench.report.lengths import FEWEST, MOST, length_of
from workbench.report.omission import omission_in
from workbench.report.preparing import edits_for
from workbench.report.printing import Withheld, goes_on_with, joined, printed_span, quotation
from workbench.report.read_back import verdict_of
from workbench.report.rows import extract_row, people_and_texts, study_facts, theme_row
from workbench.report.verify.verdicts import GOOD
from workbench.report.withheld_words import withheld_in
from workbench.spans import Span
from workbench.study import Study
from workbench.themes import Theme, ThemeExtract, find_theme, redactions, theme_extracts


class TurnShown(NamedTuple):
    """A turn's part of a passage: places in the passage's words, who speaks, and whether an interviewer does."""

    start: int
    end: int
    speaker: str
    interviewer: bool


@dataclass(frozen=True)
class OpenQuotation:
    """An extract of a theme that is to be prepared for print.

    Attributes:
        theme_id: The theme.
        theme: What it is called.
        coding: The coding behind the extract.
        transcript: The transcript's name.
        start: Where the passage begins, in code points of the transcript's text.
        words: The passage's words, labels between turns among them; empty where it is not for quotation.
        turns: Who speaks in it.
        prepared: How it is prepared so far.
        withheld: Why it is not printed whatever is done to it; empty where it may be.
        may_go_on: Whether it can be printed as one with the theme's next extract of the transcript.
        facts: What is known of the transcript and of those who speak in it.
        theme_row: The theme with its extracts.
        row: The extract among them.
        omission: The omission mark.
        whole: The study as a report is composed from it, gathered when it is first asked for: what writers put in
            brackets may name somebody of any transcript.
        interviewers: The labels that interviewers have.
    """

    theme_id: UUID
    theme: str
    coding: UUID
    transcript: str
    start: int
    words: str
    turns: tuple[TurnShown, ...]
    prepared: Prepared | None
    withheld: str
    may_go_on: bool
    facts: ReportFacts = field(repr=False)
    theme_row: ThemeRow = field(repr=False)
    row: ThemeExtractRow = field(repr=False)
    omission: str
    whole: Callable[[], tuple[ReportFacts, Names]] = field(repr=False)
    interviewers: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Of the transcript's text: edits are of this text."""
        return self.facts.transcript_of[self.transcript].sha256


@dataclass(frozen=True)
class ShownQuotation:
    """How a quotation prints.

    Attributes:
        parts: What each speaker says.
        attribution: What stands in brackets behind it.
        withheld: Why it is not printed; empty where it is.
        length: How many words are printed, an interviewer's left out.
        told: What its writer should know: of its length, of what cannot be done.
        verdict: What reading it back would say of it; empty where it is not printed.
        reasons: Why that.
        following: How many of the theme's extracts are printed as one with it.
    """

    parts: tuple[Part, ...] = ()
    attribution: str = ""
    withheld: str = ""
    length: int = 0
    told: tuple[str, ...] = ()
    verdict: str = ""
    reasons: tuple[str, ...] = ()
    following: int = 0

    @property
    def words(self) -> str:
        """All that is printed before the attribution, speakers on lines of their own."""
        return "\n".join(f"{part.label}: {part.words}" if part.label else part.words for part in self.parts)

    @property
    def is_doubtful(self) -> bool:
        """Whether reading it back would ask for another look."""
        return bool(self.verdict) and self.verdict not in GOOD


def open_quotation(study: Study, theme: str, coding: UUID, *, place: tuple[str, int] | None = None) -> OpenQuotation:
    """An extract of a theme, to be prepared for print.

    Args:
        study: The study.
        theme: The theme's name or id.
        coding: A coding in sight that stands behind it.
        place: The transcript, and where the extract begins in it: what was settled with others is nobody's coding, and
            is prepared as the extract that begins there.

    Raises:
        NotFound: There is no such theme or coding, or it does not stand behind the theme.
        BadInput: study.yaml, report.yaml or participants.csv is faulty.
    """
    study, _ = as_its_files_say(study)
    found = find_theme(study, theme)
    behind = theme_extracts(study)[found.id]
    one = _meant(study, found, behind, coding, place)
    participants, transcripts = people_and_texts(study, {one.extract.transcript})
    facts = ReportFacts(
        study_facts(study, study.coder, []),
        participants,
        transcripts,
        marked=marked_rows(study, transcripts),
        # Its own stand in how it is prepared, and may be taken back there.
        redactions=tuple(redactions(study, but=(found.id, one.extract.passage_id))),
    )
    row = theme_row(found, behind, {each.extract.id: extract_row(each.extract) for each in behind})
    own = next(each for each in row.extracts if each.extract.id == str(one.extract.id))
    omission = omission_in(study, facts, own.extract)
    # What somebody else may take away again does not stand in the way for good: only what no edit changes does.
    made = quotation(facts, own.extract, omission=omission)
    withheld = made.value if isinstance(made, Withheld) and made is not Withheld.WORDLESS else ""
    return OpenQuotation(
        found.id,
        found.name,
        one.extract.id,
        one.extract.transcript,
        one.extract.start,
        "" if withheld else one.extract.quote,
        () if withheld else tuple(_turns(facts, own.extract)),
        one.prepared,
        withheld,
        goes_on_with(facts, row, own) is not None,
        facts,
        row,
        own,
        omission,
        cache(partial(_whole, study, facts)),
        tuple(study.settings.interviewers),
    )


def _whole(study: Study, facts: ReportFacts) -> tuple[ReportFacts, Names]:
    # Where nobody has coded whose codings are printed there is no report: then what is from the transcript counts.
    with suppress(NotFound):
        facts = gather(study, printed_coder(study, None))
    return facts, Names(facts)


def _meant(
    study: Study, theme: Theme, behind: Sequence[ThemeExtract], coding: UUID, place: tuple[str, int] | None
) -> ThemeExtract:
    """The extract of a theme that a coding, or a place, means."""
    wanted = extracts(study, ids=[coding])
    if not wanted and place is None:
        raise NotFound(f"There is no coding {coding}.", command="See: workbench themes NAME")
    one = next(
        (
            each
            for each in behind
            # Of several codings of one passage one stands behind the theme.
            if (wanted and each.extract.passage_id == wanted[0].passage_id)
            or (not wanted and (each.extract.transcript, each.extract.start) == place)
        ),
        None,
    )
    if one is None and not wanted:
        raise NotFound(
            "These words were settled with others, and nobody's extract of the theme begins where they do.",
            "Print the lead coder's codings, and prepare the quotation there.",
        )
    if one is None:
        hint = "Bring it in first."
        raise NotFound(
            f"That coding does not stand behind the theme “{theme.name}”.", hint, command="See: workbench theme extract"
        )
    return one


def _turns(facts: ReportFacts, extract: ExtractRow) -> Iterator[TurnShown]:
    span = Span(extract.start, extract.end)
    for turn in facts.transcript_of[extract.transcript].turns:
        part = span.cut_to(Span(turn.start, turn.end))
        if part is not None:
            yield TurnShown(part.start - span.start, part.end - span.start, turn.label, turn.interviewer)


def shown_as(opened: OpenQuotation, prepared: Prepared | None) -> ShownQuotation:
    """How an extract would print if it were prepared so.

    Raises:
        BadInput: It cannot be prepared so; see `workbench.prepared.check_words`.
    """
    if opened.withheld:
        return ShownQuotation(withheld=opened.withheld)
    told = []
    if prepared is not None:
        if prepared.text in ("", opened.sha256):
            check_words(prepared, opened.words)
            prepared = replace(prepared, text=opened.sha256)
        else:
            told.append("The edits were made in another text of the transcript: they are not applied.")
    own = replace(opened.row, prepared=prepared)
    rows = tuple(own if each.extract.id == own.extract.id else each for each in opened.theme_row.extracts)
    theme = replace(opened.theme_row, extracts=rows)
    ((_, _, following),), _ = joined(opened.facts, [own.extract], theme, where="")
    if prepared is not None and prepared.goes_on and not following:
        told.append("No extract of the theme follows it with nothing but an interviewer's words between.")
    made = quotation(opened.facts, own.extract, omission=opened.omission, prepared=prepared, following=following)
    shown = told_of(opened.facts, own.extract, made, following=len(following))
    if isinstance(made, Withheld):
        return replace(shown, told=tuple(told))
    edits = (
        edits_for(prepared, opened.facts.transcript_of[opened.transcript], Span(own.extract.start, own.extract.end))
        or ()
    )
    verdict, reasons = verdict_of(opened.facts, own.extract, made, edits, opened.interviewers)
    told += told_of_brackets(opened, words_of(prepared))
    return replace(shown, told=(*told, *shown.told), verdict=verdict, reasons=reasons)


def told_of_brackets(opened: OpenQuotation, words: str) -> list[str]:
    """What speaks against what the writer puts in brackets, as the export tells it; without any of it.

    Args:
        opened: The extract.
        words: What stands in brackets, or is to.
    """
    if not words.strip():
        return []
    facts, names = opened.whole()
    told = [f"What stands in brackets {why}." for why in names.told(words)]
    if withheld_in(facts, [("", ""), ("", words)]):
        told.append("What stands in brackets holds words that must not be printed: no report is written with them.")
    return told


def told_of(
    facts: ReportFacts, extract: ExtractRow, made: Quotation | Withheld, *, following: int = 0
) -> ShownQuotation:
    """How an extract prints, without looking what reading it back would say.

    Args:
        facts: The study.
        extract: The extract.
        made: What it became.
        following: How many of the theme's extracts are printed as one with it.
    """
    if isinstance(made, Withheld):
        return ShownQuotation(withheld=made.value)
    length = length_of(made.parts)
    told = (*_of_borders(facts, extract), *_of_length(length))
    return ShownQuotation(made.parts, made.attribution, length=length, told=told, following=following)


def _of_borders(facts: ReportFacts, extract: ExtractRow) -> list[str]:
    """What becomes of a word that a border of an extract cuts."""
    whole, said = printed_span(facts, extract), []
    if whole.start < extract.start or extract.end < whole.end:
        said.append("Its border cuts through a word, which is printed whole.")
    if extract.start < whole.start or whole.end < extract.end:
        said.append("Its border cuts through a word that is not for quotation: that one is left out.")
    return said


def _of_length(length: int) -> list[str]:
    if length < FEWEST:
        return [f"It is short: published quotations have {FEWEST} words or more."]
    if length > MOST:
        return [f"It is long: published quotations have up to {MOST} words."]
    return []


def place_in(opened: OpenQuotation, *, quote: str | None, start: int | None, end: int | None) -> Span:
    """A place in a passage, counted from its beginning, that words or offsets of the transcript's text name.

    Args:
        opened: The extract.
        quote: Words that stand once in it.
        start: Where it begins, in code points of the transcript's text.
        end: Where it ends (exclusive).

    Raises:
        BadInput: Neither or both were given, the words stand in it more than once, or the place lies outside.
        NotFound: The words do not stand in it.
    """
    if (quote is None) == (start is None or end is None) or (quote is not None and (start, end) != (None, None)):
        raise BadInput(
            "Words of a quotation are named by themselves or by two offsets.",
            "Give one or the other.",
            command="See: --quote, --start, --end",
        )
    if quote is None:
        span = Span((start or 0) - opened.start, (end or 0) - opened.start)
        if not 0 <= span.start <= span.end <= len(opened.words):
            where = f"{opened.start}–{opened.start + len(opened.words)}"
            raise BadInput(f"{start}–{end} does not lie in the passage, which is {where} of {opened.transcript}.")
        return span
    count = opened.words.count(quote) if quote else 0
    if count != 1:
        hint = "Give more of the words, or the offsets." if count else "Give them just as the transcript has them."
        said = (
            f"These words stand {count} times in the passage." if count else "These words do not stand in the passage."
        )
        raise (BadInput if count else NotFound)(said, hint, command="See: --start, --end")
    at = opened.words.index(quote)
    return Span(at, at + len(quote))
