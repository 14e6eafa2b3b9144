"""Paragraphs of plain text for which somebody is named: a quotation if something like it was said, else prose. Pure.

An attribution behind a last word without a stop, behind a dash, in the paragraph below, in the row of a table, or a
label in front may as well name of whom a paragraph of the report's own speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.report.verify.around import Around
from workbench.report.verify.attributions import Names, labels_in
from workbench.report.verify.brackets import NEAR
from workbench.report.verify.claims import Claim
from workbench.report.verify.naming import Naming
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph, quotation, unnumbered
from workbench.report.verify.quotes import how_many_words, quoted_in
from workbench.report.verify.speaking import Speaking
from workbench.report.verify.verdicts import Judged, Verdict

_LEAST, _LEAST_LIKE = 6, 8
"""Fewer words than that are prose; of words that are only like what was said, so many are needed."""
_LEAST_LABELLED, _LEAST_LIKE_LABELLED = 3, 5
"""The same for whole sentences behind a label: so many are a quotation, or so many in a row of what was said."""
_DOUBLE = ("“", '"', "„", "«", "»")
_INDENT = 4
"""So many blanks set a paragraph in."""
_SENTENCE = re.compile(r"\W*[^\Wa-z_][\s\S]*[.?!…][”’\"')\]]*\s*\Z")


class _Stretch(NamedTuple):
    """What may be quoted of a paragraph, whoever is named for it, and the paragraph in which they are."""

    start: int
    end: int
    last: int
    claim: Claim | None
    is_led: bool = False
    """Whether a name stands in front of them."""
    waves: frozenset[str] = frozenset()
    """The waves in brackets behind them, where a name stands elsewhere."""


def with_plain(
    paragraphs: Sequence[ReportParagraph], names: Names, found: Sequence[FoundQuotation]
) -> list[FoundQuotation]:
    """Quotations with the paragraphs of plain text that may be some, in order.

    Args:
        paragraphs: The report.
        names: Whom attributions may name.
        found: Its quotations.
    """
    others: dict[int, list[FoundQuotation]] = {}
    for one in found:
        for at in range(one.paragraph, one.last + 1):
            others.setdefault(at, []).append(one)
    plain = [one for one in _Plain(paragraphs, names).found() if not _is_prose(one, others.get(one.paragraph, ()))]
    return sorted([*found, *plain], key=lambda one: (one.paragraph, one.start, not one.is_plain))


def is_quoted(one: FoundQuotation, its: Judged) -> bool:
    """Whether a plain paragraph is a quotation, by what was found of it: all of it was said, or much of it in a row."""
    many = how_many_words(one.words)
    if its.verdict is not Verdict.NOT_FOUND and one.is_labelled:
        return many >= _LEAST_LABELLED
    if its.verdict not in (Verdict.DIFFERS, Verdict.NOT_FOUND):
        return many >= _LEAST
    if its.verdict is Verdict.DIFFERS:
        return many >= _LEAST_LIKE
    if any(how_many_words(inner) >= _LEAST for inner in quoted_in(one.words)):
        return False  # what is like it may be no more than these
    least = _LEAST_LIKE_LABELLED if one.is_labelled else _LEAST_LIKE
    return any(how_many_words(piece.text) >= least for piece in its.difference if piece.kind == "same")


def without_inner(found: Sequence[FoundQuotation], are: Sequence[bool]) -> list[bool]:
    """Which of some quotations are told, where those that stand in marks within a plain one are of it.

    Args:
        found: The quotations.
        are: Of each whether it is one.
    """
    outer: dict[int, list[FoundQuotation]] = {}
    for one, is_one in zip(found, are, strict=True):
        if one.is_plain and is_one:
            outer.setdefault(one.paragraph, []).append(one)
    return [
        is_one and (one.is_plain or not any(_holds(other, one) for other in outer.get(one.paragraph, ())))
        for one, is_one in zip(found, are, strict=True)
    ]


def _holds(outer: FoundQuotation, one: FoundQuotation) -> bool:
    return outer.start <= one.start < outer.start + len(outer.words)


def _is_prose(one: FoundQuotation, others: Sequence[FoundQuotation]) -> bool:
    """Whether a plain paragraph is the report's own by the quotations in it: more than a speaker quotes of others."""
    inner = [other for other in others if other.paragraph == one.paragraph and _holds(one, other)]
    if any(other not in inner and _reaches(other, one) for other in others):
        return True
    if inner and not one.words[inner[-1].start - one.start + 1 + len(inner[-1].words) :].strip(" ”’\"'».,"):
        # The attribution is of what stands in marks in front of it.
        is_its = one.words[inner[-1].start - one.start : inner[-1].start - one.start + 1] in _DOUBLE
        if is_its or len(inner) > 1:
            return True
    return sum(how_many_words(other.words) for other in inner) > how_many_words(one.words) / 2


def _reaches(other: FoundQuotation, one: FoundQuotation) -> bool:
    """Whether a quotation that began before a plain paragraph has its end in it."""
    return other.paragraph < one.paragraph or other.start < one.start < other.start + len(other.words)


class _Plain:
    def __init__(self, paragraphs: Sequence[ReportParagraph], names: Names) -> None:
        self._paragraphs, self._names, self._naming = paragraphs, names, Naming(names)
        self._speaking = Speaking(names)
        self._around = Around(paragraphs, self._naming, self._speaking)
        self._has_margin = any(not _is_indented(one.text) for one in paragraphs)

    def found(self) -> Iterator[FoundQuotation]:
        for at, one in enumerate(self._paragraphs):
            if one.is_heading or one.is_quotation or not one.text.strip():
                continue
            for stretch in self._stretches(at, one):
                stretch = stretch._replace(start=stretch.start + unnumbered(one.text[stretch.start : stretch.end]))
                text = one.text[stretch.start : stretch.end]
                made = quotation(self._names, at, stretch.last, text, stretch.claim)
                if made is None or (not stretch.is_led and self._is_named_in(made)):
                    continue
                if stretch.waves and made.claim is not None and not made.claim.waves:
                    made = replace(made, claim=replace(made.claim, waves=stretch.waves))
                made = self._naming.in_column(made, self._paragraphs)
                # What is set in, with a name below it, is quoted whatever it says.
                is_block = self._is_set_in(one.text) and stretch.claim is not None and not stretch.claim.loose
                is_labelled = stretch.is_led and _SENTENCE.match(made.words + one.text.rstrip()[-1]) is not None
                if is_block or how_many_words(made.words) >= (_LEAST_LABELLED if is_labelled else _LEAST):
                    yield replace(made, start=stretch.start, is_plain=not is_block, is_labelled=is_labelled)

    def _stretches(self, at: int, one: ReportParagraph) -> Iterator[_Stretch]:
        text, place = one.text, 0
        lines = self._naming.lines(text, 0, one.beside)
        for found in sorted([*self._naming.within(text), *lines], key=lambda each: each.start()):
            claim = self._names.read(found[1])
            if claim is not None and _is_somebody(claim):
                yield _Stretch(place, found.start(), at, claim)
                place = found.end()
        rest = text[place:]
        if not rest.strip():
            return
        tail = max(place, len(text) - NEAR)
        if (ended := self._naming.at_end(text, one.beside, tail)) is not None and _is_somebody(ended[1]):
            yield _Stretch(place, ended[0], at, ended[1])
            return
        stop, waves = (ended[0], ended[1].waves) if ended is not None else (len(text), frozenset())
        yield from (each._replace(waves=waves) for each in self._others(at, one, place, stop))

    def _others(self, at: int, one: ReportParagraph, place: int, stop: int) -> Iterator[_Stretch]:
        """What may be quoted of the rest of a paragraph that names nobody at its end."""
        text = one.text[:stop]
        rest = text[place:]
        if one.beside:
            claim = self._naming.cell(one.beside)
            if claim is not None or one.column:
                yield _Stretch(place, len(text), at, claim)
        elif (led := self._naming.at_front(rest)) is not None and _is_somebody(led[1]):
            yield _Stretch(place + led[0], len(text), at, led[1], is_led=True)
        elif (claim := self._around.below(at + 1)) is not None and _is_somebody(claim):
            # Between two names it may be of either.
            is_certain = not (self._is_name(at - 1) and self._is_name(at + 1))
            yield _Stretch(place, len(text), at + 1, claim) if is_certain else _Stretch(place, len(text), at, None)
        elif (lead := self._around.announcing(at)) and (claim := self._speaking.announced(lead)) is not None:
            yield _Stretch(place, len(text), at, claim, is_led=True)
        elif self._is_name(at - 1) and (claim := self._naming.alone(self._paragraphs[at - 1].text)) is not None:
            yield _Stretch(place, len(text), at, replace(claim, loose=True))
        elif next(iter(labels_in(rest, self._names)), None) is not None:
            yield _Stretch(place, len(text), at, None, is_led=True)

    def _is_named_in(self, one: FoundQuotation) -> bool:
        """Whether the words name whom their attribution names: nobody speaks so of themselves."""
        if one.claim is None or not one.claim.named or not one.claim.people:
            return False
        claims = (self._names.read(one.words[found.start : found.end]) for found in self._names.mentioned(one.words))
        return any(claim is not None and claim.named and claim.people == one.claim.people for claim in claims)

    def _is_set_in(self, text: str) -> bool:
        """Whether a paragraph of a text is set in, and not all of them are."""
        return _is_indented(text) and self._has_margin

    def _is_name(self, at: int) -> bool:
        return 0 <= at < len(self._paragraphs) and self._naming.is_bare(self._paragraphs[at].text)


def _is_indented(text: str) -> bool:
    return all(line.expandtabs(_INDENT)[:_INDENT].isspace() for line in text.split("\n"))


def _is_somebody(claim: Claim) -> bool:
    return bool(claim.people) or bool(claim.unknown) or claim.interviewer
