"""Names that are redacted wherever they are printed, looked for in a report's own words. Pure.

What is redacted may be any word: "phone" is no name, and stands in many a sentence by itself. A name or an address has
a capital letter where no sentence begins, or digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.report.facts import PassageRow, ReportFacts
from workbench.spans import Span
from workbench.words import Folder, WordFound, places

_ENDS = ".?!…:。？！"
_BETWEEN = " \t\n\"'“”‘’«»„([–—-"
"""What may stand between a sentence's end and the first word of the next."""
_FAR = 20
_LEAST_DIGITS = 5
"""Fewer digits alone are a figure: an age, a year."""


class RedactedName(NamedTuple):
    """A name: its words folded, which of them have a capital, where it stands in a transcript.

    ``is_certain`` says whether its capital cannot be that of a sentence's beginning.
    """

    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    passage: PassageRow
    is_certain: bool


class RedactedNames:
    """The names under a study's redactions.

    Args:
        facts: The study. What it is called itself, its people, roles, waves and themes may be named.
    """

    def __init__(self, facts: ReportFacts) -> None:
        self._folder = Folder()
        public = "\n".join(f" {' '.join(self._folder.words(text))} " for text in _public(facts))
        self._names: dict[str, list[RedactedName]] = {}
        for transcript, redactions in facts.redacted_in.items():
            row = facts.transcript_of.get(transcript)
            if row is None:
                continue
            for one in redactions:
                for name in self._names_in(row.text, PassageRow(transcript, one.start, one.end)):
                    known = self._names.setdefault(name.words[0], [])
                    if f" {' '.join(name.words)} " not in public and (name.words, name.is_certain) not in [
                        (other.words, other.is_certain) for other in known
                    ]:
                        known.append(name)

    def __bool__(self) -> bool:
        return bool(self._names)

    def found_in(self, text: str) -> Iterator[tuple[Span, RedactedName]]:
        """Each name in a text, in order; one that is not certain only where no sentence begins."""
        if self._names.keys().isdisjoint(self._folder.words(text)):
            return
        words = places(text, 0, len(text), self._folder)
        for at, first in enumerate(words):
            for name in self._names.get(first.word, ()):
                some = words[at : at + len(name.words)]
                if tuple(word.word for word in some) != name.words or not _has(text, some, name.capitals):
                    continue
                if name.is_certain or not begins_sentence(text, first.start):
                    yield Span(first.start, some[-1].end), name

    def _names_in(self, text: str, passage: PassageRow) -> Iterator[RedactedName]:
        """What of redacted words names somebody or something, without the words round it."""
        words = places(text, passage.start, passage.end, self._folder)
        telling = [at for at, one in enumerate(words) if _is_telling(text, one)]
        if len(telling) > 1 and telling[1] > telling[0] + 1 and begins_sentence(text, words[telling[0]].start):
            first = words[telling.pop(0)]  # "My friend Karen": the capital is the sentence's.
            if not _is_written_small(text, first):  # "Karen and Joe": it is not.
                yield from _named(text, [first], passage)
        if telling:
            yield from _named(text, words[telling[0] : telling[-1] + 1], passage)


def _named(text: str, words: Sequence[WordFound], passage: PassageRow) -> Iterator[RedactedName]:
    written = text[words[0].start : words[-1].end]
    if not any(map(str.isalpha, written)) and sum(map(str.isdigit, written)) < _LEAST_DIGITS:
        return
    is_certain = len(words) > 1 or not begins_sentence(text, words[0].start)
    capitals = tuple(text[one.start].isupper() for one in words)
    yield RedactedName(tuple(one.word for one in words), capitals, passage, is_certain)


def _public(facts: ReportFacts) -> Iterable[str]:
    study = facts.study
    yield from (study.title, *study.authors, study.organisation, study.commissioner)
    yield from (row.label for row in study.waves)
    yield from (row.label for row in study.roles)
    yield from (row.label for row in facts.participants)
    yield from (theme.name for theme in facts.themes)


def _is_telling(text: str, one: WordFound) -> bool:
    written = text[one.start : one.end]
    return any(map(str.isdigit, written)) or (written[0].isupper() and len(written) > 1)


def _is_written_small(text: str, one: WordFound) -> bool:
    small = text[one.start : one.end].lower()
    return re.search(rf"(?<!\w){re.escape(small)}(?!\w)", text) is not None


def _has(text: str, words: Iterable[WordFound], capitals: Iterable[bool]) -> bool:
    """Whether words have capitals where the name has them: a rose is no Rose."""
    return all(text[one.start].isupper() or not capital for one, capital in zip(words, capitals, strict=True))


def begins_sentence(text: str, place: int) -> bool:
    """Whether a word is the first of a sentence, or the first behind a speaker's label."""
    before = text[max(0, place - _FAR) : place]
    ended = before.rstrip(_BETWEEN)
    return not ended or "\n" in before[len(ended) :] or ended[-1] in _ENDS
