"""What two sides made of a codebook, brought together: nothing is lost, and it can be used, whatever they did."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.codebook.lineage import Lineage
from workbench.codebook.merges import merging
from workbench.codebook.merges.merging import merged
from workbench.codebook.schema import Change, Code, Codebook, Conflict

TEXTS = st.sampled_from(["", "Trust.", "Whom they believe", "Not that.", "Calls.\nVisits."])
LINES = st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True, max_size=3)


def book(*codes: Code, **top: str) -> Codebook:
    values = {"name": "Book", "version": "1", "description": ""} | top
    return Codebook(codes=codes, file="book.yaml", **values)


def is_usable(codebook: Codebook) -> bool:
    """Whether what stops a codebook's use is not there: an id twice, a circle."""
    ids = [code.id for code in codebook.codes]
    return len(ids) == len(set(ids)) and not any(
        circle(codebook, field, code.id) for field in ("parent", "merged_into") for code in codebook.codes
    )


def circle(codebook: Codebook, field: str, code_id: str) -> bool:
    way, step = set(), code_id
    while step is not None and step not in way:
        way.add(step)
        code = codebook.code(step)
        step = getattr(code, field) if code else None
    return step == code_id


def names(code: Code) -> set[str]:
    return {one for one in (code.parent, code.merged_into, *code.split_into) if one}


@st.composite
def edited(draw, codebook: Codebook, new: str) -> Codebook:
    """A codebook after a few edits that leave it without a fault; codes that come are called by ``new``."""
    for turn in range(draw(st.integers(0, 4))):
        codes = list(codebook.codes)
        known = {code.id for code in codes} | {was for code in codes for was in code.was}
        kind = draw(st.sampled_from(["add", "fields", "fields", "id", "parent", "fate", "out", "move", "top"]))
        at = draw(st.integers(0, len(codes) - 1)) if codes else 0
        other = draw(st.sampled_from([code.id for code in codes])) if codes else None
        if kind == "add":
            code_id = draw(st.sampled_from([f"{new}{turn}", "shared", "shared2"]))
            if code_id in known:
                continue
            code = Code(
                code_id, draw(st.sampled_from(["N", "M"])), draw(TEXTS), parent=draw(st.sampled_from([None, other]))
            )
            codes.insert(draw(st.integers(0, len(codes))), code)
        elif kind == "top":
            codebook = replace(
                codebook, version=draw(st.sampled_from(["1", "1.10", "1.9", "x"])), description=draw(TEXTS)
            )
        elif not codes:
            continue
        elif kind == "fields":
            values = {
                "name": draw(st.sampled_from(["N", "M"])),
                "definition": draw(TEXTS),
                "include": draw(TEXTS),
                "examples": tuple(draw(LINES)),
                "changes": tuple(Change("", one) for one in draw(LINES)),
                "retired": draw(st.booleans()),
            }
            field = draw(st.sampled_from(sorted(values)))
            codes[at] = replace(codes[at], **{field: values[field]})
        elif kind == "id":
            old, code_id = codes[at].id, draw(st.sampled_from([f"{new}r{turn}", "shared", "renamed"]))
            if code_id in known:
                continue
            codes[at] = replace(codes[at], id=code_id, was=(*codes[at].was, old))
            codes = [pointed(code, old, code_id) for code in codes]
        elif kind == "parent":
            codes[at] = replace(codes[at], parent=draw(st.sampled_from([None, other])))
        elif kind == "fate":
            fate = draw(st.sampled_from([{"merged_into": other, "split_into": ()},
                                         {"merged_into": None, "split_into": (other,)},
                                         {"merged_into": None, "split_into": ()}]))  # fmt: skip
            codes[at] = replace(codes[at], **fate)
        elif kind == "out":
            gone = codes.pop(at).id
            codes = [pointed(code, gone, None) for code in codes]
        elif kind == "move":
            codes.insert(draw(st.integers(0, len(codes) - 1)), codes.pop(at))
        changed = replace(codebook, codes=tuple(codes))
        codebook = changed if is_usable(changed) else codebook
    return codebook


def pointed(code: Code, old: str, new: str | None) -> Code:
    """A code whose references to one id are to another, or to none."""
    values = {field: new for field in ("parent", "merged_into") if getattr(code, field) == old}
    parts = tuple(new if part == old else part for part in code.split_into)
    return replace(code, split_into=tuple(part for part in parts if part), **values)


@st.composite
def three(draw) -> tuple[Codebook, Codebook, Codebook]:
    start = book(*(Code(f"c{at}", "N", include="a\nb", examples=("a",)) for at in range(draw(st.integers(0, 5)))))
    base = draw(edited(start, "b"))
    return base, draw(edited(base, "o")), draw(edited(base, "t"))


def wordings(codebook: Codebook) -> set[str]:
    """Every line that stands in a field or a conflict of a codebook."""
    found = set[str]()
    for one in (codebook, *codebook.codes):
        values = [getattr(one, field.name) for field in fields(one) if field.name != "codes"]
        each = [part for value in values for part in (value if isinstance(value, tuple) else [value])]
        parts = [str(part) for one in each for part in (one if isinstance(one, tuple) else [one])]
        # A conflict has a list of ids in one line.
        found.update(line for part in parts for line in part.replace(", ", "\n").split("\n"))
    return found


def content(codebook: Codebook) -> object:
    """What is said, whichever side said it first."""
    return {
        tuple(
            frozenset(value) if isinstance(value, tuple) else frozenset(str(value).split("\n"))
            for value in vars(code).values()
        )
        for code in codebook.codes
    }


@settings(suppress_health_check=list(HealthCheck))
@given(three())
def test_whatever_two_sides_do(states):
    base, ours, theirs = states
    both = merged(base, ours, theirs)
    # What one side alone did is taken as it is.
    assert merged(base, base, theirs) == theirs
    assert merged(base, ours, base) == ours
    assert merged(base, ours, ours) == ours
    # Once more changes nothing.
    assert merged(base, both, theirs) == both
    if not any(one.conflicts for one in (both, *both.codes)):
        assert content(merged(base, theirs, ours)) == content(both)
    # It can be used.
    assert is_usable(both)
    # Every code is there that neither took out, under its id or as a former one.
    now, ways = Lineage([both]), {side: Lineage([one]) for side, one in zip("bot", states, strict=True)}
    ids = {one for side in states for code in side.codes for one in (code.id, *code.was)}
    for code_id in ids:
        known = {side: way.known(code_id) for side, way in ways.items()}
        if (known["o"] and known["t"]) or ((known["o"] or known["t"]) and not known["b"]):
            assert now.known(code_id)
    # What either side wrote is in it, or in what is left to be decided, unless the other took it out.
    there = wordings(both)
    for side in (ours, theirs):
        assert wordings(side) - wordings(base) - {""} - {side.version} <= there
    # Nothing names a code that is not there, but what named none on a side.
    loose = {one for side in states for code in side.codes for one in names(code) if side.code(one) is None}
    assert {one for code in both.codes for one in names(code) if both.code(one) is None} <= loose


@given(three())
def test_without_a_state_both_began_from(states):
    _, ours, theirs = states
    both = merged(None, ours, theirs)
    assert is_usable(both)
    assert merged(None, ours, ours) == ours


def test_a_code_that_stays_is_what_its_name_stands_for():
    # Ours gives it another id, which theirs gave a new code of its own, and splits it so that it lives on.
    base = book(Code("c0", "N"), Code("c1", "N"))
    ours = book(Code("c0", "N"), Code("shared", "N", was=("c1",)))
    theirs = book(Code("c1", "N", split_into=("c1", "shared")), Code("shared", "N"), Code("c0", "N"))
    both = merged(base, ours, theirs)
    assert both.code("c1").split_into == ("c1", "shared")
    assert [(code.id, one.field) for code in both.codes for one in code.conflicts] == [("c1", "code")]
    assert merged(base, both, theirs) == both


def test_a_group_that_one_took_out_stays_where_the_other_put_a_code_under_it():
    base = book(Code("group", "G"), Code("a", "A"))
    both = merged(base, book(*base.codes, Code("b", "B", parent="group")), book(Code("a", "A")))
    assert both.code("b").parent == "group"
    assert [one[:3] for one in both.code("group").conflicts] == [("code", "used", "taken out")]
    # Under a code that was folded into another by `was`, it goes along.
    folded = book(Code("a", "A", was=("group",)))
    assert merged(base, book(*base.codes, Code("b", "B", parent="group")), folded).code("b").parent == "a"


def test_what_was_open_is_no_wording_that_both_began_from():
    """As where git merges two merges: of the two states they began from it makes one, and leaves in it what is open."""
    was_open = Code("a", "A", "Ours.", conflicts=(Conflict("definition", "Ours.", "Theirs."),))
    base = book(was_open, conflicts=(Conflict("name", "Book", "Books"),))
    ours, theirs = book(Code("a", "A", "Ours.")), book(Code("a", "A", "Theirs."), name="Books")
    both = merged(base, ours, theirs)
    assert both.code("a").conflicts == (Conflict("definition", "Ours.", "Theirs."),)
    assert both.conflicts == (Conflict("name", "Book", "Books"),)
    assert merged(base, theirs, ours).code("a").conflicts == (Conflict("definition", "Theirs.", "Ours."),)
    # Decided by one, or by both alike, it is decided.
    assert merged(base, base, theirs) == theirs
    assert merged(base, replace(theirs, codes=base.codes), theirs) == theirs
    assert merged(base, ours, ours) == ours
    split = Code("a", "A", merged_into="b", conflicts=(Conflict("split_into", "", "b, c"),))
    rest = Code("b", "B"), Code("c", "C")
    stays, parted = replace(split, conflicts=()), replace(split, merged_into=None, split_into=("b", "c"), conflicts=())
    both = merged(book(split, *rest), book(stays, *rest), book(parted, *rest))
    assert both.code("a") == split


def test_a_code_that_ours_moved_past_one_that_theirs_took_out_was_not_moved():
    contact, letters, calls = Code("contact", "Contact"), Code("letters", "Letters"), Code("calls", "Calls")
    base, ours, theirs = book(contact, letters, calls), book(contact, calls, letters), book(calls, contact)
    found = merged(base, ours, theirs)
    assert found == theirs
    assert merged(base, found, theirs) == found


def test_codes_that_are_new_on_both_sides_are_not_all_held_against_each_other(monkeypatch):
    held, usual = [], merging._is_ours_alone
    monkeypatch.setattr(merging, "_is_ours_alone", lambda *what: held.append(what) or usual(*what))
    ours = book(*(Code(f"a{number}", "A") for number in range(30)), Code("old", "Old", was=("older",)), Code("x", "X"))
    theirs = book(*(Code(f"b{number}", "B") for number in range(30)), Code("older", "Old"), Code("y", "X", was=("x",)))
    found = merged(None, ours, theirs)
    assert len(found.codes) == 62
    assert (found.code("old").was, found.code("y").was, len(held)) == (("older",), ("x",), 2)


def test_a_code_new_on_both_sides_has_one_of_theirs_in_its_place():
    ours = book(Code("b", "B", was=("a", "c")))
    found = merged(None, ours, book(Code("a", "A"), Code("c", "C")))
    assert [code.id for code in found.codes] == ["b", "c"]
