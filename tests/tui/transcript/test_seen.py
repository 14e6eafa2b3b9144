from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.transcript.layout import lay_out
from workbench.tui.transcript.seen import Seen

LAYOUT = lay_out("word " * 900, 20)


@given(st.lists(st.tuples(st.integers(0, LAYOUT.rows + 3), st.integers(0, 9)), max_size=150))
def test_what_was_seen_is_what_the_pages_held(pages):
    seen, rows = Seen(), set()
    for top, height in pages:
        seen.note(LAYOUT, top, height)
        rows |= set(range(top, min(LAYOUT.rows, top + height)))
    characters = {at for start, end in seen.spans for at in range(start, end)}
    assert characters == {at for row in rows for at in range(*LAYOUT.span(row))}
    assert all(one.end < other.start for one, other in zip(seen.spans, seen.spans[1:], strict=False))
