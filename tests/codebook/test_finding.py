from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook.books import Codebooks
from workbench.codebook.file import parse
from workbench.codebook.finding import CodeFinder, named, new_id
from workbench.codebook.lineage import Lineage

BOOK = """\
name: Peer support
codes:
  - id: contact
    name: Relationship and contact
  - id: in-touch
    name: Staying in touch
    parent: contact
    definition: How mentor and parent keep hold of each other between visits.
  - id: silence
    name: Silence
    parent: contact
  - id: trust
    name: Trust
  - id: mistrust
    name: Fear and mistrust
  - id: old
    name: Old trust
    merged_into: trust
  - id: faint
    name: Light wariness
    was: [pale]
    merged_into: old-doubt
  - id: doubt
    name: Second thoughts
    was: [old-doubt]
"""


@pytest.fixture
def books() -> Codebooks:
    book = parse(BOOK, file="peer.yaml")
    return Codebooks((book,), Lineage((book,)), {})


def ids(books: Codebooks, words: str, *recent: str) -> list[str]:
    return [found.code.id for found in CodeFinder(books, recent).find(words)]


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("silence", True),
        ("silnce", True),
        ("sielnce", True),
        ("stayng in touch", True),
        ("silnc", False),
        ("distrust", False),
        ("Rust", False),
        ("stay touch", True),
        ("between visits", True),
        ("Relation", True),
        ("Shame and contact with police", False),
        ("Being in touch with shame", False),
        ("Stiles", False),
    ],
)
def test_what_is_only_like_a_code_may_be_a_new_one(books, words, sure):
    finder = CodeFinder(books)
    found = finder.find(words)
    assert (bool(found) and finder.is_meant(words, found[0])) is sure


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("Informal support", "formal support"),
        ("Rep 1", "Rep 2"),
        ("Kill nine A", "Kill nine B"),
        ("Ending", "bending"),
        ("Matching", "watching"),
        ("Helpful staff", "unhelpful staff"),
        ("Before the course", "after the course"),
        ("Worker", "worked"),
        ("Round 12345", "Round 12354"),
    ],
)
def test_a_name_that_differs_by_a_little_is_not_the_one_that_is_there(there, typed):
    book = parse(f"name: x\ncodes:\n  - id: one\n    name: {there}\n", file="x.yaml")
    finder = CodeFinder(Codebooks((book,), Lineage((book,)), {}))
    assert not any(finder.is_meant(typed, found) for found in finder.find(typed))
    assert finder.is_meant(there, finder.find(there)[0])


def test_without_words_the_codes_used_last_come_first(books):
    assert ids(books, "", "trust", "silence")[:2] == ["trust", "silence"]
    assert ids(books, "  ") == ["contact", "in-touch", "silence", "trust", "mistrust", "doubt"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("trust", "trust"),
        ("TRUST", "trust"),
        ("mistr", "mistrust"),
        ("in-t", "in-touch"),
        ("stay touch", "in-touch"),
        ("silnce", "silence"),
        ("mentor and par", "in-touch"),
        ("betwen vists", "in-touch"),
        ("parnet vis", "in-touch"),
    ],
)
def test_names_ids_and_definitions_are_found_and_typing_errors_forgiven(books, words, first):
    assert ids(books, words)[0] == first


def test_a_group_finds_its_codes(books):
    assert set(ids(books, "relationship")) == {"contact", "in-touch", "silence"}


def test_merged_codes_are_not_offered(books):
    assert "old" not in ids(books, "")
    assert "old" not in ids(books, "old trust")
    assert {one.id for one in books.codes()} - {one.id for one in books.living()} == {"old", "faint"}
    assert books.called(["old", "nowhere"]).endswith(", nowhere")


@pytest.mark.parametrize(
    ("words", "was"),
    [("light", "Light wariness"), ("lihgt wariness", "Light wariness"), ("faint", "Light wariness"), ("pale", "pale")],
)
def test_what_a_code_was_finds_the_one_it_became(books, words, was):
    finder = CodeFinder(books)
    first = finder.find(words)[0]
    assert (first.code.id, first.was) == ("doubt", was)
    assert finder.is_meant(words, first)
    assert finder.find("old-d")[0].was == "old-doubt"
    assert finder.find("second")[0].was == ""


def test_codes_left_out_are_found_by_no_name(books):
    finder = CodeFinder(books, but={"doubt"})
    assert "doubt" not in {one.code.id for words in ("", "second", "light", "pale") for one in finder.find(words)}
    assert finder.find("trust")[0].code.id == "trust"


def test_words_like_nothing_find_nothing(books):
    assert ids(books, "zzzzzz") == []
    assert ids(books, "between zebras") == []


def test_a_definition_weighs_less_than_a_name():
    book = parse(
        "name: x\ncodes:\n  - id: a\n    name: Letters\n    definition: Silence kept.\n  - id: b\n    name: Silence\n",
        file="x.yaml",
    )
    found = Codebooks((book,), Lineage((book,)), {})
    assert ids(found, "silence") == ["b", "a"]
    assert ids(found, "silnce") == ["b", "a"]


def test_of_equal_codes_the_one_used_later_comes_first(books):
    assert ids(books, "relationship", "silence")[:2] == ["contact", "silence"]
    assert [found.recent for found in CodeFinder(books, ["silence"]).find("silence")] == [1]


def test_a_code_is_known_by_name_and_id_in_any_case(books):
    assert named(books, "staying  IN touch").id == "in-touch"
    assert named(books, "Silence").id == "silence"
    assert named(books, "old") is None
    assert named(books, "nothing") is None


@given(st.text(min_size=1, max_size=200), st.sets(st.text(max_size=8), max_size=8))
def test_a_new_id_is_unlike_all_others_and_can_be_written(name, taken):
    made = new_id(name, taken)
    assert made.casefold() not in {one.casefold() for one in taken}
    book = parse(f"name: x\ncodes:\n  - id: '{made}'\n    name: y\n", file="x.yaml")
    assert book.codes[0].id == made


def test_a_taken_id_gets_a_number():
    assert new_id("Trust", {"trust", "Trust-2"}) == "trust-3"
    assert new_id("…", set()) == "code"
