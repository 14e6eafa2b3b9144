"""Several codes of a text changed at once, and codes at other places: what is written where."""

from __future__ import annotations

import pytest

from workbench.codebook.editing.edit_many import change_codes, move_codes, take_out_code
from workbench.codebook.file import parse
from workbench.codebook.schema import Code
from workbench.errors import BadInput, NotFound

TEXT = """\
# INVENTED
name: Peer mentoring
codes:

  # ---- one ----
  # about a
  - id: a
    name: 'A'   # odd
    examples:   # invented
    - She rang.

  - {id: b, name: B, parent: a}

  # ---- two ----

  # about c
  - name: C
    id: c
    parent: a
      # c's own

  - id: d
    name: D
    # more of d
    merged_into: c
# the end
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_ids_and_fields_of_several_codes_are_changed_in_their_own_lines(ending):
    text = TEXT.replace("\n", ending)
    fields = {"b": {"parent": "c2"}, "d": {"merged_into": "c2"}, "c": {"was": ["c"], "examples": ["One."], "name": "C"}}
    new = change_codes(text, fields, ids={"c": "c2"}, added={"b": [Code("n", "N"), Code("m", "M", parent="n")]})
    expected = (
        TEXT.replace("parent: a}", "parent: c2}\n\n  - id: n\n    name: N\n\n  - id: m\n    name: M\n    parent: n")
        .replace("    id: c\n    parent: a\n", "    id: c2\n    parent: a\n    was: [c]\n")
        .replace("  - name: C\n", "  - name: C\n    examples:\n    - One.\n")
        .replace("merged_into: c\n", "merged_into: c2\n")
    )
    assert new == expected.replace("\n", ending)
    assert change_codes(text, {"a": {"name": " A "}}) is text


def test_what_would_be_a_fault_changes_nothing():
    for fields, ids in (
        ({"a": {"parent": "b"}, "b": {"parent": "a"}}, {}),
        ({"a": {"name": "Z"}, "b": {"parent": "nobody"}}, {}),
        ({"a": {"id": "z"}}, {}),
        ({"a": {"nmae": "z"}}, {}),
        ({"a": {"name": ""}}, {}),
        ({}, {"a": "b"}),
        ({}, {"a": "no id"}),
        ({}, {"a": "z"}),  # b and c would stand under nothing
    ):
        with pytest.raises(BadInput) as caught:
            change_codes(TEXT, fields, ids=ids)
        assert caught.value.hint
    with pytest.raises(NotFound):
        change_codes(TEXT, {"nobody": {"name": "x"}})
    with pytest.raises(BadInput, match="twice"):
        change_codes(TEXT, {}, added={"a": [Code("b", "B")]})


def test_codes_in_brackets_and_with_anchors_are_changed_in_the_whole_text():
    text = "codes: [{id: a, name: &n A}, {id: b, name: *n, parent: a}]\n"
    new = change_codes(text, {"a": {"was": ["a"]}, "b": {"parent": "z"}}, ids={"a": "z"})
    assert new == "codes: [{id: z, name: &n A, was: [a]}, {id: b, name: *n, parent: z}]\n"
    text = "codes:\n  - {id: a, name: &n A}\n  - id: b\n    name: *n\n    definition: x\n"
    assert change_codes(text, {"b": {"definition": "y"}}) == text.replace("x", "y")
    with pytest.raises(BadInput):
        change_codes(text, {"a": {"name": "B"}})


def test_a_code_is_moved_with_its_comments_and_what_stands_under_it():
    a = TEXT[TEXT.index("  # ---- one") : TEXT.index("\n  - {id: b")]
    b = "  - {id: b, name: B, parent: a}\n"
    c = TEXT[TEXT.index("  # about c") : TEXT.index("\n  - id: d")]
    d = TEXT[TEXT.index("  - id: d") : TEXT.index("# the end")]
    two = "  # ---- two ----\n"
    head, end = TEXT[: TEXT.index(a)], "# the end\n"
    assert f"{head}{a}\n{b}\n{two}\n{c}\n{d}{end}" == TEXT
    assert move_codes(TEXT, "d", before="c") == f"{head}{a}\n{b}\n{two}\n{d}\n{c}{end}"
    assert move_codes(TEXT, "b", behind="c") == f"{head}{a}\n{two}\n{c}\n{b}\n{d}{end}"
    assert move_codes(TEXT, "c", before="b") == f"{head}{a}\n{c}\n{b}\n{two}\n{d}{end}"
    # What stands under it and follows it goes along, with what stands between them.
    assert move_codes(TEXT, "a", behind="d") == f"{head}{d}\n{a}\n{b}\n{two}\n{c}{end}"
    assert move_codes(TEXT, "d", before="a") == f"{head}{d}\n{a}\n{b}\n{two}\n{c}{end}"
    # Right behind it, and not below what stands over the next one.
    assert move_codes(TEXT, "d", behind="b") == f"{head}{a}\n{b}\n{d}\n{two}\n{c}{end}"
    assert move_codes(TEXT, "b", behind="a") == move_codes(TEXT, "b", behind="c")
    assert move_codes(TEXT, "b", before="c") is TEXT
    for place in ("a", "b", "c"):
        with pytest.raises(BadInput, match="stands under"):
            move_codes(TEXT, "a", behind=place)
    with pytest.raises(NotFound):
        move_codes(TEXT, "a", before="nobody")
    with pytest.raises(BadInput):
        move_codes("codes: [{id: a, name: A}, {id: b, name: B}]\n", "a", behind="b")
    open_end = "codes:\n- id: a\n  name: A\n- id: b\n  name: B"
    assert move_codes(open_end, "b", before="a") == "codes:\n- id: b\n  name: B\n- id: a\n  name: A"
    assert move_codes(open_end, "a", behind="b") == "codes:\n- id: b\n  name: B\n- id: a\n  name: A"


def test_a_code_is_taken_out_with_its_comments():
    assert take_out_code(TEXT, "d") == TEXT[: TEXT.index("\n  - id: d")] + "# the end\n"
    assert take_out_code(TEXT, "b") == TEXT.replace("\n  - {id: b, name: B, parent: a}\n", "")
    with pytest.raises(BadInput, match="not a code"):
        take_out_code(TEXT, "a")
    alone = "codes:\n  - id: a\n    name: A\nname: X\n"
    assert parse(take_out_code(alone, "a"), file="x").codes == ()
    assert take_out_code("codes: [{id: a, name: A}, {id: b, name: B}]\n", "a") == "codes: [{id: b, name: B}]\n"
