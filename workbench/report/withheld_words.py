"""Words that must not be printed, looked for in what the writer has written. Pure.

A quotation is withheld by itself. A narrative is not: it may hold words that were copied into it before somebody said
that they must not be quoted. Nor is a coder's memo in the extract book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from workbench.report.attribution import may_be_quoted, whose_wishes
from workbench.report.clarified import clarifications
from workbench.report.content import Block, Heading, Quotation, TitlePage, own_words, quotations_of
from workbench.report.facts import NEVER, PassageRow, ReportFacts, ThemeRow, TranscriptRow
from workbench.report.printing import Withheld, quotation
from workbench.report.quotation import OMISSION, turns_in
from workbench.report.same_words import Texts, amount, has_digits, runs, words_of
from workbench.spans import Span

RUN = 6
"""So many words in a row that stand in a passage are taken to be from there; the whole of a shorter one."""
LEAST_MARKED, LEAST_SPOKEN = 3, RUN
"""Shorter passages are not looked for: their words stand in many a sentence by themselves. What is marked is looked for
from three words on, for what is so short is marked for what it names, and to put it otherwise costs little."""

TITLE_PAGE = "The title page"


class Piece(NamedTuple):
    """Words that must not be printed: where they stand, why not, and what is said there."""

    passage: PassageRow
    why: Withheld
    said: str
    is_heading: bool = False
    """Whether nobody's label stands before them: it may be what every transcript begins with, the study's title."""


class Repeated(NamedTuple):
    """A run of words of a piece that a text repeats: the text's number, from 0, and whether digits count in the run."""

    text: int
    piece: Piece
    run: str
    digits: bool


class Forbidden(NamedTuple):
    """Pieces of a transcript said one after the other, and how many words of them are looked for at the least."""

    pieces: tuple[Piece, ...]
    least: float


def withheld_words(facts: ReportFacts, title: TitlePage, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Where the writer's own text holds words that are marked not for quotation, or of somebody never to be quoted.

    Words that may be quoted from another extract are not among them.

    Args:
        facts: The study.
        title: The title page of a report or an extract book.
        blocks: Its content; of quotations only what the writer put in brackets is looked at.

    Returns:
        A sentence for each place, without a word of it.
    """
    bracketed = [(one.where, one.words) for one in clarifications(facts, list(quotations_of(blocks)))]
    return withheld_in(facts, [*written_in(title, blocks), *bracketed])


def withheld_in(facts: ReportFacts, placed: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Where texts hold words that must not be printed, as `withheld_words` tells it.

    Args:
        facts: The study.
        placed: The place of each text as it is told, and the text; what is the title stands in the first.
    """
    places, texts = zip(*placed, strict=True)

    @cache
    def written(digits: bool) -> Texts:
        return Texts(texts, digits=digits)

    @cache
    def quotable(digits: bool) -> Texts:
        return Texts(_quotable(facts), digits=digits)

    @cache
    def titles(digits: bool) -> Texts:
        return Texts(texts[:1], digits=digits)

    @cache
    def texts_of_themes(digits: bool) -> list[tuple[str, Texts]]:
        return [
            (f"The theme “{theme.name}”, in its {what},", Texts(some, digits=digits))
            for theme in facts.themes
            for what, some in texts_of(theme).items()
        ]

    def place_of(at: int, run: str, digits: bool) -> str:
        """Where a run of words stands, as its writer finds it: in a text of a theme, wherever that is printed."""
        own = texts_of_themes(digits) if places[at] != TITLE_PAGE else ()
        return next((place for place, text in own if text.find(run) is not None), f"“{places[at]}”")

    def may_stand(piece: Piece, run: str, digits: bool) -> bool:
        as_title = piece.is_heading and titles(digits).find(run) is not None
        return as_title or quotable(digits).find(run) is not None

    told = (
        f"{place_of(at, run, digits)} holds words that must not be printed, "
        f"{piece.why.value}: {piece.passage.transcript}, "
        f"characters {piece.passage.start}–{piece.passage.end}, at {_far_down(facts, piece.passage)} % of it."
        for one in _forbidden(facts)
        for piece, run, digits in _runs(one)
        if (at := written(digits).find(run)) is not None and not may_stand(piece, run, digits)
    )
    return tuple(dict.fromkeys(told))


def withheld_runs(facts: ReportFacts, texts: Sequence[str]) -> Iterator[Repeated]:
    """Each run of words that must not be printed and is repeated in texts, wherever these words stand besides.

    Args:
        facts: The study: its participants, all of its transcripts, and what is marked.
        texts: What somebody wrote.
    """
    return _repeated(texts, _forbidden(facts))


def texts_of(theme: ThemeRow) -> dict[str, list[str]]:
    """A theme's own texts, by what they are called when something is told of them."""
    return {
        "concept": [theme.concept],
        "narrative": [theme.narrative],
        "definition": [theme.definition, theme.includes, theme.excludes],
        "other evidence": [text for one in theme.evidence for text in (one.sentence, one.source)],
    }


def repeating_withheld_words(facts: ReportFacts, texts: Sequence[str]) -> set[int]:
    """Which texts repeat words that must not be printed, wherever these words stand besides.

    Args:
        facts: The study: its participants, all of its transcripts, and what is marked.
        texts: What somebody wrote, such as memos.

    Returns:
        The numbers of those texts, from 0.
    """
    return _holding(texts, _forbidden(facts))


def repeating_marked_words(
    transcripts: Iterable[TranscriptRow], marked: Iterable[PassageRow], texts: Sequence[str]
) -> set[int]:
    """Which texts repeat words that are marked not for quotation, wherever these words stand besides.

    Args:
        transcripts: All transcripts with something marked.
        marked: What is marked.
        texts: What somebody wrote, such as memos.

    Returns:
        The numbers of those texts, from 0.
    """
    text_of = {one.name: one for one in transcripts}
    forbidden = (
        Forbidden((Piece(passage, Withheld.MARKED, said),), LEAST_MARKED)
        for passage in marked
        for said in _marked_words(text_of[passage.transcript], Span(passage.start, passage.end))
    )
    return _holding(texts, forbidden)


def _holding(texts: Sequence[str], forbidden: Iterable[Forbidden]) -> set[int]:
    """The numbers of the texts in which any of that stands."""
    return {one.text for one in _repeated(texts, forbidden)}


def _repeated(texts: Sequence[str], forbidden: Iterable[Forbidden]) -> Iterator[Repeated]:
    @cache
    def written(digits: bool) -> Texts:
        return Texts(texts, digits=digits)

    for one in forbidden:
        for piece, run, digits in _runs(one):
            for number in written(digits).all_with(run):
                yield Repeated(number, piece, run, digits)


def _far_down(facts: ReportFacts, passage: PassageRow) -> int:
    """How far down a passage is in its transcript, in hundredths, as the line below the transcript's text says it."""
    return 100 * passage.start // max(1, len(facts.transcript_of[passage.transcript].text))


def _forbidden(facts: ReportFacts) -> Iterator[Forbidden]:
    for passage in facts.marked:
        for said in _marked_words(facts.transcript_of[passage.transcript], Span(passage.start, passage.end)):
            yield Forbidden((Piece(passage, Withheld.MARKED, said),), LEAST_MARKED)
    if all(who.quoting != NEVER for who in facts.participants):
        return
    for transcript in facts.transcripts:
        for is_forbidden, group in groupby(_pieces(facts, transcript), lambda piece: piece is not None):
            if is_forbidden:
                yield Forbidden(tuple(piece for piece in group if piece), LEAST_SPOKEN)


def _marked_words(transcript: TranscriptRow, place: Span) -> Iterator[str]:
    """What is marked, as it stands and, where it goes over several turns, without the labels between them."""
    text = transcript.text
    yield place.of(text)
    touched = turns_in(place, transcript.turns)
    turns = [part.of(text) for turn in touched if (part := place.cut_to(Span(turn.start, turn.end)))]
    if len(turns) > 1:
        yield "\n".join(turns)


def _pieces(facts: ReportFacts, transcript: TranscriptRow) -> Iterator[Piece | None]:
    """The turns of a transcript, None for one that may be quoted."""

    @cache
    def may_be(people: Sequence[str]) -> bool:
        return may_be_quoted(facts, whose_wishes(transcript, [people]))

    for turn in transcript.all_turns:
        if turn.interviewer or may_be(turn.participants):
            yield None
        else:
            why = Withheld.UNKNOWN if may_be_quoted(facts, turn.participants) else Withheld.NEVER
            passage = PassageRow(transcript.name, turn.start, turn.end)
            is_heading = not turn.participants and not turn.label
            yield Piece(passage, why, transcript.text[turn.start : turn.end], is_heading)


def _runs(one: Forbidden) -> Iterator[tuple[Piece, str, bool]]:
    """Each run of words that is looked for, the piece it begins in, and whether digits count in it."""
    for digits in (False, True) if any(has_digits(piece.said) for piece in one.pieces) else (False,):
        words, pieces = list[str](), list[Piece]()
        for piece in one.pieces:
            found = words_of(piece.said, digits=digits)
            words += found
            pieces += [piece] * len(found)
        many = amount(words)
        if many >= one.least:
            for first, run in runs(words, size=min(RUN, many)):
                yield pieces[first], run, digits


def _quotable(facts: ReportFacts) -> Iterator[str]:
    """The words of all extracts that may be quoted: the printed coder's, and those that are examples of codes."""
    for extract in (*facts.extracts, *facts.examples.values()):
        made = quotation(facts, extract, omission=OMISSION)
        if isinstance(made, Quotation):
            yield made.words


def written_in(title: TitlePage, blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The writer's text, each piece that stands between quotations, with the part of the report that it stands in."""
    fields = (title.title, title.subtitle, *title.authors, title.organisation, title.commissioner, title.date)
    fields += (title.about,)
    yield TITLE_PAGE, "\n".join(fields)
    where, texts = "", list[str]()
    for block in blocks:
        if isinstance(block, Quotation) or (isinstance(block, Heading) and block.level == 1):
            yield where, "\n".join(texts)
            texts.clear()
        if isinstance(block, Heading) and block.level == 1:
            where = block.text
        for number, words in enumerate(own_words(block)):
            if number:
                yield where, "\n".join(texts)
                texts.clear()
            texts.append(words)
    yield where, "\n".join(texts)
