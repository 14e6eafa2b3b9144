"""Words that must not be printed, looked for in what the writer has written. Pure.

A quotation is withheld by itself. A narrative is not: it may hold words that were copied into it before somebody said
that they must not be quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.report.attribution import may_be_quoted, whose_wishes
from workbench.report.content import Block, Heading, Quotation, as_text
from workbench.report.facts import PassageRow, ReportFacts, TurnRow
from workbench.report.printing import Withheld

RUN = 6
"""So many words in a row that stand in a passage are taken to be from there; the whole of a shorter one."""
LEAST_MARKED, LEAST_SPOKEN = 3, RUN
"""Shorter passages are not looked for: their words stand in many a sentence by themselves."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['’]")

Run = tuple[str, ...]


class Forbidden(NamedTuple):
    """A passage whose words must not be printed, and why not."""

    passage: PassageRow
    why: Withheld
    least: int


def withheld_words(facts: ReportFacts, blocks: Iterable[Block]) -> tuple[str, ...]:
    """Where the writer's own text holds words that are marked not for quotation, or of somebody never to be quoted.

    Args:
        facts: The study.
        blocks: A report's content; its quotations are not looked at.

    Returns:
        A sentence for each place, without a word of it.
    """
    forbidden = [(one, words) for one in _forbidden(facts) if len(words := words_of(_said(facts, one))) >= one.least]
    written = _written(blocks, {min(RUN, len(words)) for _, words in forbidden})
    told = (
        f"“{written[run]}” holds words that must not be printed, {one.why.value}: {one.passage.transcript}, "
        f"characters {one.passage.start}–{one.passage.end}."
        for one, words in forbidden
        for run in _runs(words, min(RUN, len(words)))
        if run in written
    )
    return tuple(dict.fromkeys(told))


def _forbidden(facts: ReportFacts) -> Iterator[Forbidden]:
    for passage in facts.marked:
        yield Forbidden(passage, Withheld.MARKED, LEAST_MARKED)
    for transcript in facts.transcripts:
        for turn in transcript.turns or (TurnRow(0, len(transcript.text)),):
            if turn.interviewer or may_be_quoted(facts, whose_wishes(transcript, [turn.participants])):
                continue
            why = Withheld.UNKNOWN if may_be_quoted(facts, turn.participants) else Withheld.NEVER
            yield Forbidden(PassageRow(transcript.name, turn.start, turn.end), why, LEAST_SPOKEN)


def _said(facts: ReportFacts, one: Forbidden) -> str:
    return facts.transcript_of[one.passage.transcript].text[one.passage.start : one.passage.end]


def _written(blocks: Iterable[Block], lengths: Iterable[int]) -> dict[Run, str]:
    """The runs of so many words in the writer's text, each with the part of the report in which it stands first."""
    found: dict[Run, str] = {}
    where, lengths = "", tuple(lengths)
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            where = block.text
        if not isinstance(block, Quotation):
            words = words_of(as_text(block))
            for length in lengths:
                for run in _runs(words, length):
                    found.setdefault(run, where)
    return found


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared, "don't" as one: without capitals, signs and forms of accents."""
    return _WORD.findall(_APOSTROPHE.sub("", unicodedata.normalize("NFC", text).casefold()))


def _runs(words: Sequence[str], length: int) -> Iterator[Run]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
