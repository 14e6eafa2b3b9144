from __future__ import annotations

from itertools import count
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from workbench.sight import PlacedCoding
from workbench.tui.transcript.layout import lay_out
from workbench.tui.transcript.overview import Overview, page_cells

PLACES = st.integers(0, 300)


@given(
    st.text("ab \n", max_size=300),
    st.integers(4, 30),
    st.integers(1, 40),
    st.lists(st.tuples(PLACES, PLACES, st.sampled_from("ab")), max_size=12),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_every_cell_tells_what_is_coded_in_its_rows(text, width, cells, spans, kept, changed):
    """Whether the codings came at once or by changes."""
    numbers = count()
    placed = [(min(one, len(text)), min(two, len(text)), code) for one, two, code in spans]
    codings = [
        PlacedCoding(UUID(int=next(numbers)), min(one), max(one), code, "", "")
        for *one, code in placed
        if one[0] != one[1]
    ]
    layout, overview = lay_out(text, width), Overview()
    otherwise = [one._replace(code="c", end=one.start + 1) for one in codings[kept : kept + changed]]
    overview.take({one.id: one for one in [*codings[:kept], *otherwise]})
    assert overview.mean("a")
    overview.change(otherwise, codings[kept:])
    assert not overview.mean("a")
    found = overview.stretches(layout, cells)
    assert len(found) == min(cells, layout.rows)
    assert [one.start for one in found] == [0, *(one.end for one in found[:-1])]
    assert found[-1].end == len(text)
    most = max(one.codings for one in found)
    for one in found:
        here = [each for each in codings if max(each.start, one.start) < min(each.end, one.end)]
        assert one.codings == len(here)
        assert one.meant == any(each.code == "a" for each in here)
        shown = [each for each in here if each.code == "a"] or here
        assert one.first == min((max(each.start, one.start) for each in shown), default=one.start)
        assert (one.level == 0) == (not here)
        assert one.level == 4 or not here or one.codings < most


def codings_of(codes):
    ids = [UUID(int=at) for at in range(len(codes))]
    return {
        one: PlacedCoding(one, 4 * one.int, 4 * one.int + 8, code, "", "")
        for one, code in zip(ids, codes, strict=True)
        if code
    }


@given(st.lists(st.tuples(*[st.sampled_from(["", "a", "b"])] * 3), min_size=1, max_size=5), st.data())
def test_a_change_that_was_there_already_when_the_codings_were_taken_is_not_counted_twice(states, data):
    """What was coded otherwise is told when it is painted, and the codings may have been asked for before."""
    layout, overview, was = lay_out("word " * 4, 4), Overview(), {}
    overview.mean("a")
    overview.take(codings_of(data.draw(st.sampled_from(states))))
    for now in map(codings_of, states):
        overview.change(
            [one for one in was.values() if now.get(one.id) != one],
            [one for one in now.values() if was.get(one.id) != one],
        )
        was = now
    once = Overview()
    once.mean("a")
    once.take(was)
    assert overview.stretches(layout, 9) == once.stretches(layout, 9)


@given(st.integers(1, 500), st.integers(1, 60), st.integers(1, 60), st.data())
def test_the_page_is_in_the_cells_that_hold_its_rows(rows, cells, height, data):
    top = data.draw(st.integers(0, rows - 1))
    layout = lay_out("x" * (10 * rows), 10)
    assert layout.rows == rows
    stretches = Overview().stretches(layout, cells)
    shown = range(10 * top, 10 * min(rows, top + height))
    holding = [at for at, one in enumerate(stretches) if one.start < shown.stop and one.end > shown.start]
    assert list(page_cells(top, height, rows, cells)) == holding
