"""An outline while it is being written: whatever is moved, nothing of it is lost, and it can always be written."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from workbench.report.outline_draft import (
    moved,
    node_at,
    outline_of,
    paths_in,
    renamed,
    tree_of,
    with_hung,
    with_section,
    with_text,
    without,
)
from workbench.settings import OutlineSection, depth_of

NAMES = st.lists(st.sampled_from("abcdef"), max_size=2)
LEAVES = st.builds(OutlineSection, heading=st.sampled_from("ABC"), themes=NAMES, quotations=NAMES)
SECTIONS = st.builds(
    OutlineSection, heading=st.sampled_from("XYZ"), text=st.just("t"), themes=NAMES, quotations=NAMES,
    sections=st.lists(st.builds(
        OutlineSection, heading=st.sampled_from("PQ"), themes=NAMES, sections=st.lists(LEAVES, max_size=2)
    ), max_size=2),
)  # fmt: skip


def counted(tree):
    return Counter((node.kind, node.name, node.text) for _, node in paths_in(tree))


@given(st.lists(SECTIONS, min_size=1, max_size=3), st.data())
def test_moves_lose_nothing_and_what_is_moved_is_where_it_is_said_to_be(outline, data):
    tree = tree_of(outline)
    assert outline_of(tree) == outline
    for _ in range(6):
        path, node = data.draw(st.sampled_from(list(paths_in(tree))))
        done = moved(tree, path, data.draw(st.sampled_from(["up", "down", "in", "out"])))
        if done is not None:
            after, there = done
            assert counted(after) == counted(tree)
            assert node_at(after, there) == node
            # It is as an outline would have it: in the order of print, and not too deep.
            assert tree_of(outline_of(after)) == after
            assert depth_of(outline_of(after)) <= 4
            tree = after


def test_sections_and_what_hangs_in_them_come_and_go():
    tree, first = with_section((), None, "One")
    tree, theme = with_hung(tree, first, "theme", "t1")
    tree, quotation = with_hung(tree, theme, "quotation", "ab12")
    assert (first, theme, quotation) == ((0,), (0, 0), (0, 0))
    tree, second = with_section(tree, quotation, "Two")
    assert second == (1,)
    tree, inner = moved(tree, second, "in")
    assert inner == (0, 2)
    assert [one.name for one in node_at(tree, (0,)).inner] == ["ab12", "t1", "Two"]
    tree, there = moved(tree, (0, 1), "in")
    assert (there, node_at(tree, there).name) == ((0, 1, 0), "t1")
    tree, there = moved(tree, there, "out")
    assert there == (0, 1)
    assert moved(tree, (0,), "out") is None
    assert moved(tree, (0,), "up") is None
    tree = renamed(with_text(tree, (0,), "Words."), (0,), "First")
    assert outline_of(without(tree, (0, 2))) == [
        OutlineSection(heading="First", text="Words.", themes=["t1"], quotations=["ab12"])
    ]
