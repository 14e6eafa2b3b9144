"""Where coders differ, as passages to be talked over. Pure.

For each code the coders' codings that overlap make one *passage*; where all of them put it on the same characters they
agree. What one coder alone has is set beside what another has on the same words with another code, so that whoever
settles it decides once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from workbench.spans import Span, shared, union

Kind = Literal["only", "borders", "another"]
"""Some have put the code there, others nothing of it; all have, on other characters; they took two codes for it."""

SAME_WORDS = 0.5
"""The share of the shorter of two passages that both must hold for them to be on the same words."""


class Held(NamedTuple):
    """What a coder put there.

    Attributes:
        coder: The coder's number.
        code: The code.
        spans: Where, in order.
    """

    coder: int
    code: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Disagreement:
    """A passage on which coders differ.

    Attributes:
        kind: In what.
        span: From the first to the last character that any of them coded there.
        held: Who put which code where, by coder and code.
        differs: For each code concerned, the characters that some of the coders put it on and others not.
    """

    kind: Kind
    span: Span
    held: tuple[Held, ...]
    differs: Mapping[str, tuple[Span, ...]]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes concerned: of two codes first that of the coder who was named first."""
        return tuple(dict.fromkeys(one.code for one in self.held))

    @property
    def coders(self) -> tuple[int, ...]:
        """The numbers of those who have coded there, with whichever of the codes."""
        return tuple(sorted({one.coder for one in self.held}))

    @property
    def size(self) -> int:
        """On how many characters they differ; one on which they differ in two codes counts once."""
        return sum(span.length for span in union(span for spans in self.differs.values() for span in spans))


def disagreements(codings: Sequence[Mapping[str, Iterable[Span]]]) -> list[Disagreement]:
    """The passages of one text on which coders differ, largest first.

    Every character that some coders put a code on and others not is, with that code, in exactly one of them.

    Args:
        codings: For each coder who coded the text, by code, where; what touches or overlaps is one coding.
    """
    found: list[Disagreement] = []
    for code in sorted({code for codes in codings for code in codes}):
        found += _of_code(code, [union(codes.get(code, ())) for codes in codings])
    return sorted(_paired(found), key=lambda one: (-one.size, one.span, one.codes))


def _of_code(code: str, coders: Sequence[Collection[Span]]) -> Iterator[Disagreement]:
    units = sorted((span, coder) for coder, spans in enumerate(coders) for span in spans)
    passage: list[tuple[Span, int]] = []
    end = -1
    for unit in [*units, None]:
        if unit is None or unit[0].start >= end:
            differs = _differing(passage, len(coders))
            if differs:
                held = tuple(
                    Held(coder, code, tuple(span for span, _ in some))
                    for coder, some in groupby(
                        sorted(passage, key=lambda one: (one[1], one[0])), key=lambda one: one[1]
                    )
                )
                kind: Kind = "borders" if len(held) == len(coders) else "only"
                yield Disagreement(kind, Span(passage[0][0].start, end), held, {code: differs})
            passage, end = [], -1
        if unit is not None:
            passage.append(unit)
            end = max(end, unit[0].end)


def _differing(units: Sequence[tuple[Span, int]], coders: int) -> tuple[Span, ...]:
    """The characters that some, and not all, coders have coded; of one coder no two units overlap."""
    changes: dict[int, int] = {}
    for span, _ in units:
        changes[span.start] = changes.get(span.start, 0) + 1
        changes[span.end] = changes.get(span.end, 0) - 1
    found: list[Span] = []
    number = 0
    for place, following in pairwise(sorted(changes)):
        number += changes[place]
        if 0 < number < coders:
            found.append(Span(place, following))
    return tuple(union(found))


def _paired(found: Sequence[Disagreement]) -> list[Disagreement]:
    """Passages that some have with one code and others with another are made one, those first that share most."""
    lone = sorted((one for one in found if one.kind == "only"), key=lambda one: (one.span, one.codes))
    pairs, open_ones = [], list[int]()
    for number, one in enumerate(lone):
        open_ones = [before for before in open_ones if lone[before].span.end > one.span.start]
        for before in open_ones:
            if one.codes != lone[before].codes and not {*one.coders} & {*lone[before].coders}:
                here, there = _coded(one), _coded(lone[before])
                both = shared(here, there)
                if both >= SAME_WORDS * min(sum(span.length for span in some) for some in (here, there)):
                    pairs.append((-both, before, number))
        open_ones.append(number)
    taken: set[int] = set()
    joined = []
    for _, *pair in sorted(pairs):
        if not taken.intersection(pair):
            taken.update(pair)
            joined.append(_joined(*(lone[number] for number in pair)))
    rest = [one for number, one in enumerate(lone) if number not in taken]
    return [*(one for one in found if one.kind != "only"), *rest, *joined]


def _coded(one: Disagreement) -> list[Span]:
    return union(span for held in one.held for span in held.spans)


def _joined(one: Disagreement, other: Disagreement) -> Disagreement:
    span = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
    held = tuple(sorted((*one.held, *other.held)))
    return Disagreement("another", span, held, {**one.differs, **other.differs})
