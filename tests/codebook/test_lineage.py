from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook.lineage import Lineage
from workbench.codebook.schema import Code, Codebook


def book(*codes, file="x"):
    return Codebook("x", "", "", codes, file)


def code(code_id, **fields):
    return Code(id=code_id, name=code_id, **fields)


def test_ways_through_former_ids_and_mergers():
    lineage = Lineage(
        [
            book(
                code("a", was=("old", "older"), merged_into="b"),
                code("b", was=("bee",)),
                code("g"),
                code("h", parent="g"),
            ),
            book(code("c", merged_into="bee", parent="g"), code("d", parent="old"), file="y"),
        ]
    )
    for past in ("a", "old", "older", "b", "bee", "c"):
        assert lineage.today(past) == "b"
        assert lineage.known(past)
        assert lineage.ids_of(past) == {"a", "old", "older", "b", "bee", "c"}
    assert lineage.today("nowhere") == "nowhere"
    assert not lineage.known("nowhere")
    assert lineage.ids_of("nowhere") == {"nowhere"}
    assert lineage.descendants("g") == ("h",)
    assert lineage.descendants("older") == ("d",)
    assert lineage.added_up({"old": 2, "c": 1, "g": 3, "nowhere": 1}) == {"b": 3, "g": 3, "nowhere": 1}
    assert lineage.added_up({})["b"] == 0


def test_descendants_come_in_the_order_of_the_file_each_before_those_below():
    lineage = Lineage([book(code("a"), code("d", parent="a"), code("b", parent="a"), code("c", parent="d"))])
    assert lineage.descendants("a") == ("d", "c", "b")


def test_what_faulty_files_hold_does_no_harm():
    lineage = Lineage(
        [
            book(
                code("a", merged_into="b"),
                code("b", merged_into="a", was=("c", "x")),
                code("c", was=("x",), merged_into="gone"),
                code("d", merged_into="d", parent="d"),
                code("e", merged_into="a"),
                code("f", parent="g"),
                code("g", parent="f"),
            )
        ]
    )
    assert [lineage.today(one) for one in "abcdefgx"] == ["a", "b", "c", "d", "a", "f", "g", "b"]
    assert lineage.descendants("f") == ("g",)
    assert lineage.descendants("d") == ()
    assert Lineage([]).today("a") == "a"


IDS = st.sampled_from("abcdefghij")
MAYBE = st.one_of(st.none(), IDS)
CODES = st.builds(code, IDS, was=st.lists(IDS, max_size=3).map(tuple), merged_into=MAYBE, parent=MAYBE)


@given(st.lists(st.lists(CODES, max_size=8).map(lambda codes: book(*codes)), max_size=3))
def test_lineage_is_stable_and_parts_the_ids(books):
    lineage = Lineage(books)
    living = {one.id for each in books for one in each.codes}
    everything = [*"abcdefghij", "unknown"]
    for one in everything:
        today = lineage.today(one)
        assert lineage.today(today) == today
        assert one in lineage.ids_of(one)
        assert lineage.ids_of(one) == lineage.ids_of(today)
        assert lineage.known(one) == (today in living)
        assert one not in living or lineage.known(one)
        below = lineage.descendants(one)
        assert len(set(below)) == len(below)
        assert today not in below
        assert all(lineage.today(child) == child and child in living for child in below)
        for other in everything:
            same = lineage.today(other) == today
            assert (lineage.ids_of(one) == lineage.ids_of(other)) == same
            assert bool(lineage.ids_of(one) & lineage.ids_of(other)) == same
