"""Spans by property: what two spans share, held against the sets of their code points."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from workbench.spans import Span, shared, trimmed, union

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


many = st.lists(spans, max_size=8)


def all_points(some: list[Span]) -> set[int]:
    return set().union(*(points(span) for span in some))


@given(many)
def test_a_union_holds_the_same_points_in_order_and_apart(some: list[Span]) -> None:
    joined = union(some)
    assert all_points(joined) == all_points(some)
    assert all(span.length for span in joined)
    assert all(one.end < other.start for one, other in itertools.pairwise(joined))


@given(many, many)
def test_what_is_shared_counts_each_point_once(some: list[Span], others: list[Span]) -> None:
    assert shared(some, others) == len(all_points(some) & all_points(others)) == shared(others, some)
