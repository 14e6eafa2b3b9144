"""The codebooks as one list: every code once, under what it stands; folding, filtering and sums."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook.outline import Outline
from workbench.codebook.schema import Code, Codebook, Conflict

TREE = (
    Code("support", "Support"),
    Code("trust", "Trust", definition="Believing her."),
    Code("listening", "Listening", definition="Being heard.", parent="support"),
    Code("cafe", "Café talk", parent="listening"),
    Code("lost", "Lost", parent="nowhere"),
)


def book(*codes, file="a.yaml"):
    return Codebook(file.removesuffix(".yaml"), "", "", codes, file)


def keys(found):
    return [row.key for row in found]


@st.composite
def codes(draw):
    """Codes, each under one that stands before it, or under none."""
    many = draw(st.integers(0, 30))
    above = [draw(st.none() | st.integers(0, place - 1)) if place else None for place in range(many)]
    order = draw(st.permutations(range(many)))
    made = [
        Code(f"c{place}", f"Code {place}", parent=None if up is None else f"c{up}") for place, up in enumerate(above)
    ]
    return tuple(made[place] for place in order)


@given(codes(), st.data())
def test_every_code_stands_once_below_its_parent_and_sums_are_those_of_all_below(made, data):
    outline = Outline([book(*made)])
    assert sorted(keys(outline.rows)) == sorted(code.id for code in made)
    counts = {code.id: data.draw(st.integers(0, 9)) for code in made}
    sums = outline.sums(counts)
    for place, row in enumerate(outline.rows):
        assert row.number == outline.places[row.key] == place
        above = outline.rows[row.above] if row.above is not None else None
        assert (above.key if above else None) == row.code.parent
        assert row.depth == (above.depth + 1 if above else 0)
        below = outline.codes_at(row.key)
        assert above is None or row.key in outline.codes_at(above.key)
        assert sums[row.end] - sums[row.number] == sum(counts[one] for one in below)
    folded = set(data.draw(st.lists(st.sampled_from(keys(outline.rows))))) if made else set()
    seen = keys(outline.unfolded(folded))
    hidden = {one for key in folded for one in outline.codes_at(key)[1:]}
    assert seen == [key for key in keys(outline.rows) if key not in hidden]


def test_a_codes_words_are_found_whatever_capitals_and_accents_and_groups_stay():
    outline = Outline([book(*TREE)])
    assert keys(outline.rows) == ["support", "listening", "cafe", "trust", "lost"]
    assert keys(outline.matching("CAFE").rows) == ["support", "listening", "cafe"]
    assert [outline.rows[place].key for place in outline.matching("cafe").places] == ["cafe"]
    assert keys(outline.matching("being heard").rows) == ["support", "listening"]
    assert keys(outline.matching("heard believing").rows) == []
    # A slip is forgiven where nothing has the words; few letters are like anything.
    assert keys(outline.matching("trsut").rows) == ["trust"]
    assert keys(outline.matching("zq").rows) == []
    assert keys(outline.matching("  ").rows) == keys(outline.rows)


def test_several_codebooks_have_a_heading_each():
    outline = Outline([book(*TREE[:2]), book(Code("hope", "Hope"), file="b.yaml")])
    assert [(row.name, row.depth, row.is_group) for row in outline.rows] == [
        ("a", 0, True),
        ("Support", 1, False),
        ("Trust", 1, False),
        ("b", 0, True),
        ("Hope", 1, False),
    ]
    assert outline.codes_at(" b.yaml") == ["hope"]
    assert keys(outline.matching("hope").rows) == [" b.yaml", "hope"]
    assert outline.codes_at("nowhere") == []


def test_thousands_of_codes_may_stand_each_under_the_one_before():
    deep = [Code(f"c{place}", "סיפור", parent=f"c{place - 1}" if place else None) for place in range(5000)]
    outline = Outline([book(*deep)])
    assert outline.rows[-1].depth == 4999
    assert len(outline.codes_at("c0")) == 5000
    assert len(outline.matching("סיפור").places) == 5000
    assert keys(outline.unfolded({"c0"})) == ["c0"]


def test_a_code_may_stand_under_those_that_do_not_stand_under_it():
    merged = Code("old", "Old", merged_into="trust")
    tree = book(*TREE, merged)
    assert tree.below("support") == {"support", "listening", "cafe"}
    assert [code.id for code in tree.may_stand_above("listening")] == ["support", "trust", "lost"]
    assert book(Code("a", "A", parent="b"), Code("b", "B", parent="a")).below("a") == {"a", "b"}, "a ring is a fault"


def test_what_a_merge_left_open_is_counted_with_the_codebooks_own():
    left = (Conflict("name", "A", "B"),)
    own = replace(
        book(*(replace(code, conflicts=left) if code.id == "cafe" else code for code in TREE)), conflicts=left
    )
    outline = Outline((own,), headings=True)
    before = outline.open_before()
    found = {row.key: before[row.end] - before[row.number] for row in outline.rows}
    assert found == {" a.yaml": 2, "support": 1, "listening": 1, "cafe": 1, "trust": 0, "lost": 0}
    assert [row.key for row in outline.rows if row.is_open] == [" a.yaml", "cafe"]
    assert outline.rows[0].book == own
    assert Outline((own,)).rows[0].key == "support"
