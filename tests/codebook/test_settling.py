"""What a merge left open is settled one by one, in place."""

from __future__ import annotations

import pytest

from workbench.codebook.check import check
from workbench.codebook.file import parse
from workbench.codebook.merges.settling import settled
from workbench.codebook.merges.text import merged_text
from workbench.errors import BadInput, NotFound

BASE = """\
name: B
version: "1"
codes:
  # kept
  - id: a
    name: A
    definition: One.
  - id: b
    name: B
  - id: c
    name: C
    parent: b
"""


def of(base, ours, theirs):
    found = merged_text(base, ours, theirs, file="b")
    return found.text, [(one.code, one.field) for one in found.conflicts]


def test_a_wording_of_either_or_a_third():
    text, fields = of(BASE, BASE.replace("One.", "Two."), BASE.replace("One.", "Three."))
    assert fields == [("a", "definition")]
    (fault,) = check(text, file="b", mode="codebook")
    assert fault.command == "Or: workbench codebook resolve a definition ours|theirs"
    assert settled(text, "a", "definition", "ours") == BASE.replace("One.", "Two.")
    assert settled(text, "a", "definition", "theirs") == BASE.replace("One.", "Three.")
    assert settled(text, "a", "definition", None, wording="Four.") == BASE.replace("One.", "Four.")
    assert settled(text, "a", "definition", None, wording="") == BASE.replace("    definition: One.\n", "")
    with pytest.raises(NotFound, match="nothing of name is left"):
        settled(text, "a", "name", "ours")
    with pytest.raises(NotFound):
        settled(text, "x", "name", "ours")


def why(definition: str, *reasons: str, include: str = "") -> str:
    """The base with another rule of a, and the reasons for it."""
    changes = "".join(f"      - date: 2026-03-1{at}\n        reason: {one}\n" for at, one in enumerate(reasons))
    said = f"    include: {include}\n" if include else ""
    return BASE.replace("One.\n", f"{definition}\n{said}" + (f"    changes:\n{changes}" if changes else ""))


def reasons(text: str) -> list[str]:
    return [one.reason for one in parse(text, file="b").code("a").changes]


def test_the_reason_of_what_is_turned_down_goes_with_it():
    ours, theirs = why("Two.", "It was too narrow."), why("Three.", "The trainer asked.", "So did we, often.")
    text, _ = of(BASE, ours, theirs)
    (one,) = parse(text, file="b").code("a").conflicts
    assert (one.ours_reason, one.theirs_reason) == ("It was too narrow.", "The trainer asked.\nSo did we, often.")
    assert reasons(text) == ["It was too narrow.", "The trainer asked.", "So did we, often."]
    (fault,) = check(text, file="b", mode="codebook")
    assert "leave under changes the reason of what you took" in fault.hint
    assert settled(text, "a", "definition", "ours") == ours
    assert parse(settled(text, "a", "definition", "theirs"), file="b") == parse(theirs, file="b")
    assert reasons(settled(text, "a", "definition", None, wording="Four.")) == reasons(text)
    # Either way round, and merged again, it is the same; a reason that both gave is nobody's alone.
    (back,) = parse(of(BASE, theirs, ours)[0], file="b").code("a").conflicts
    assert (back.ours_reason, back.theirs_reason) == (one.theirs_reason, one.ours_reason)
    assert of(BASE, text, theirs)[0] == text
    (one,) = parse(of(BASE, why("Two.", "Same."), why("Three.", "Same.", "More."))[0], file="b").code("a").conflicts
    assert (one.ours_reason, one.theirs_reason) == ("", "More.")
    # Settled in different ways on two branches, it is open again, with the reason of each.
    again, fields = of(text, settled(text, "a", "definition", "ours"), settled(text, "a", "definition", "theirs"))
    assert (fields, sorted(reasons(again))) == ([("a", "definition")], sorted(reasons(text)))
    assert reasons(settled(again, "a", "definition", "theirs")) == ["The trainer asked.", "So did we, often."]


def test_a_reason_stays_as_long_as_it_may_be_that_of_something_taken():
    ours, theirs = why("Two.", "Mine.", include="This."), why("Three.", "Theirs.", include="That.")
    text, fields = of(BASE, ours, theirs)
    assert fields == [("a", "definition"), ("a", "include")]
    first = settled(text, "a", "definition", "ours")
    assert reasons(first) == ["Mine.", "Theirs."]
    assert reasons(settled(first, "a", "include", "ours")) == ["Mine."]
    assert reasons(settled(first, "a", "include", "theirs")) == ["Mine.", "Theirs."]
    # Whoever changed something else as well may have meant that.
    text, _ = of(BASE, why("Two.", "Mine."), theirs)
    assert reasons(settled(text, "a", "definition", "ours")) == ["Mine.", "Theirs."]
    assert reasons(settled(text, "a", "definition", "theirs")) == ["Theirs."]


@pytest.mark.parametrize(
    ("mine", "other", "choice", "stay"),
    [
        ("Short.", "Clearer.", "ours", ["2026-03-10", "2026-04-01"]),
        ("Clearer.", "Short.", "theirs", ["2026-03-10", "2026-05-01"]),
        ("Clearer.", "Clearer.", "ours", ["2026-03-10", "2026-04-01"]),
        ("Clearer.", "Clearer.", "theirs", ["2026-03-10", "2026-05-01"]),
    ],
)
def test_a_reason_that_was_given_before_or_by_both_goes_once(mine, other, choice, stay):
    base = why("One.", "Clearer.")

    def side(definition, date, reason):
        new = base.replace("One.", definition)
        return new.replace("Clearer.\n", f"Clearer.\n      - date: {date}\n        reason: {reason}\n")

    text, _ = of(base, side("Two.", "2026-04-01", mine), side("Three.", "2026-05-01", other))
    done = parse(settled(text, "a", "definition", choice, file="b"), file="b").code("a")
    assert [one.date for one in done.changes] == stay


FOLDED = """>-
      A longer rule, which its author broke
      after these words, so that git shows
      what changed."""
LITERAL = """|
      First line: this.

      And that."""
PLAIN = """A longer rule, which its author broke
      after these words."""


@pytest.mark.parametrize("long", [FOLDED, LITERAL, PLAIN, '"Quoted: yes,\n      and broken."'])
def test_what_is_taken_stands_in_the_lines_in_which_its_author_wrote_it(long):
    ours, theirs = BASE.replace("One.", "Two."), BASE.replace("One.", long)
    for one, other in ((ours, theirs), (theirs, ours), (BASE.replace("One.", FOLDED.replace("git", "all")), theirs)):
        text, fields = of(BASE, one, other)
        assert fields == [("a", "definition")]
        assert settled(text, "a", "definition", "ours") == one
        assert settled(text, "a", "definition", "theirs") == other
    top = BASE.replace('version: "1"', f"description: {long}".replace("\n      ", "\n  "))
    text, _ = of(BASE.replace("version", "description"), BASE.replace('version: "1"', "description: Short."), top)
    assert settled(text, "-", "description", "theirs") == top


def test_what_stands_at_the_top():
    text, fields = of(BASE, BASE.replace('"1"', '"x"'), BASE.replace('"1"', '"y"'))
    assert fields == [("", "version")]
    assert settled(text, "-", "version", "theirs") == BASE.replace('"1"', '"y"')
    assert settled(text, "-", "version", None, wording="") == BASE.replace('version: "1"\n', "")


def test_whether_a_code_stays():
    without = BASE.replace("  # kept\n  - id: a\n    name: A\n    definition: One.\n", "")
    text, fields = of(BASE, without, BASE.replace("One.", "Two."))
    assert fields == [("a", "code")]
    assert parse(settled(text, "a", "code", "ours"), file="b") == parse(without, file="b")
    assert parse(settled(text, "a", "code", "theirs"), file="b") == parse(BASE.replace("One.", "Two."), file="b")
    with pytest.raises(BadInput):
        settled(text, "a", "code", None, wording="stays")
    # A code that others stand under cannot go before these are elsewhere.
    moved = BASE.replace("    parent: b\n", "").replace("  - id: b\n    name: B\n", "")
    text, fields = of(BASE.replace("    parent: b\n", ""), BASE, moved)
    assert fields == [("b", "code")]
    with pytest.raises(BadInput, match="under it stands c"):
        settled(text, "b", "code", "theirs")


def test_an_id_is_followed_by_what_names_it():
    ours, theirs = (
        BASE.replace("id: b\n", f"id: {new}\n    was: [b]\n").replace("parent: b", f"parent: {new}") for new in "xy"
    )
    text, fields = of(BASE, ours, theirs)
    assert fields == [("x", "id")]
    book = parse(settled(text, "x", "id", "theirs"), file="b")
    assert [code.id for code in book.codes] == ["a", "y", "c"]
    assert book.code("c").parent == "y"
    assert set(book.code("y").was) == {"b", "x"}
    assert set(parse(settled(text, "x", "id", "ours"), file="b").code("x").was) == {"b", "y"}


def test_merged_by_one_and_split_by_the_other():
    ours = BASE.replace("One.\n", "One.\n    merged_into: b\n")
    theirs = BASE.replace("One.\n", "One.\n    split_into: [b, c]\n")
    text, fields = of(BASE, ours, theirs)
    assert fields == [("a", "split_into")]
    assert parse(settled(text, "a", "split_into", "ours"), file="b") == parse(ours, file="b")
    assert parse(settled(text, "a", "split_into", "theirs"), file="b") == parse(theirs, file="b")
    text, fields = of(BASE, theirs, ours)
    assert fields == [("a", "merged_into")]
    assert parse(settled(text, "a", "merged_into", "theirs"), file="b") == parse(ours, file="b")


def test_a_circle_that_neither_made():
    ours, theirs = BASE.replace("One.\n", "One.\n    parent: c\n"), BASE.replace("parent: b", "parent: a")
    text, fields = of(BASE, ours, theirs)
    assert fields == [("c", "parent")]
    with pytest.raises(BadInput, match="stands below itself"):
        settled(text, "c", "parent", "theirs")
    assert settled(text, "c", "parent", "ours") == ours


def test_a_code_that_others_name_is_not_taken_out_and_they_are_named():
    old = BASE.replace("name: B\n  - id: c\n    name: C\n    parent: b", "name: B\n    definition: One.")
    without = old.replace("  - id: b\n    name: B\n    definition: One.\n", "")
    text, fields = of(old, without, old.replace("name: B\n    definition: One.", "name: B\n    definition: Two."))
    assert fields == [("b", "code")]
    with pytest.raises(BadInput, match="under it stands q") as refused:
        settled(text + "  - id: q\n    name: Q\n    parent: b\n", "b", "code", "ours")
    assert "workbench codebook move q --under GROUP" in refused.value.command
    with pytest.raises(BadInput, match="q went into it"):
        settled(text + "  - id: q\n    name: Q\n    merged_into: b\n", "b", "code", "ours")
