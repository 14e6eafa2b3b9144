"""Spans by property: what two spans share, held against the sets of their code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.spans import Span, trimmed

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))


def points(span: Span | None) -> set[int]:
    return set(range(span.start, span.end)) if span else set()


@given(spans, spans)
def test_what_two_spans_share(one: Span, other: Span) -> None:
    shared = points(one) & points(other)
    assert points(one.cut_to(other)) == shared
    if one.length and other.length:
        assert one.overlaps(other) == bool(shared) == other.overlaps(one)


@given(st.text(alphabet=" \n\tab\u00a0\u2003", max_size=30), spans)
def test_trimming_leaves_out_white_space_only_at_the_ends(text: str, span: Span) -> None:
    span = Span(min(span.start, len(text)), min(span.end, len(text)))
    left = trimmed(span, text)
    assert left.of(text) == span.of(text).strip()
    assert span.start <= left.start <= left.end
