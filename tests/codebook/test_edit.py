import pytest

from workbench.codebook.editing.edit import add_code, new_codebook_text, set_fields
from workbench.codebook.editing.edit_many import change_codes
from workbench.codebook.file import parse
from workbench.codebook.schema import Change, Code, Conflict
from workbench.errors import BadInput, NotFound, WorkbenchError

TEXT = """\
# INVENTED
name: Peer mentoring
version: 1.3   # see the log
codes:

  # ---- one ----
  - id: a
    name: 'A'
    definition: >-
      What mentor and parent
      are to one another.
    include: [one, two]
    examples:   # invented
      - She rang.  # twice
      - "He: no."
    colour: "#2E6F9E"

  - id: b
    parent: a
    name: B

  # ---- end ----
"""


def lines(*changes, text=TEXT):
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("code_id", "field", "value", "old", "new"),
    [
        ("a", "name", "It's", "'A'", "'It''s'"),
        ("b", "name", "Who: what", "name: B", 'name: "Who: what"'),
        ("a", "definition", "New.", "      What mentor and parent\n      are to one another.", "      New."),
        ("a", "colour", "#000000", "#2E6F9E", "#000000"),
        ("a", "include", "one\nthree", "[one, two]", "[one, three]"),
        ("a", "examples", ["She rang.", "Yes."], '"He: no."', '"Yes."'),
        ("a", "examples", ["He: no."], "      - She rang.  # twice\n", ""),
        ("a", "examples", None, '    examples:   # invented\n      - She rang.  # twice\n      - "He: no."\n', ""),
        ("a", "definition", "", "    definition: >-\n      What mentor and parent\n      are to one another.\n", ""),
        (
            "b",
            "definition",
            "It is.\r\nSo.",
            "    name: B\n",
            "    name: B\n    definition: |-\n      It is.\n      So.\n",
        ),
        ("b", "examples", ["x: y", "z"], "    name: B\n", '    name: B\n    examples:\n      - "x: y"\n      - z\n'),
        ("b", "was", ["old", "no"], "    parent: a\n", '    parent: a\n    was: [old, "no"]\n'),
        ("a", "exclusive", True, '    colour: "#2E6F9E"\n', '    colour: "#2E6F9E"\n    exclusive: true\n'),
        ("b", "merged_into", "a", "    parent: a\n", "    parent: a\n    merged_into: a\n"),
        ("b", "parent", None, "    parent: a\n", ""),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_one_field_changes_and_nothing_else(code_id, field, value, old, new, ending):
    found = set_fields(TEXT.replace("\n", ending), code_id, {field: value})
    assert found == lines((old, new)).replace("\n", ending)


def test_what_is_the_same_already_is_left_alone():
    assert set_fields(TEXT, "a", {"definition": " What mentor and parent are to one another.\n"}) is TEXT
    assert set_fields(TEXT, "b", {"definition": None}) is TEXT


@pytest.mark.parametrize(
    ("code_id", "field", "value", "words"),
    [
        ("a", "id", "c", "cannot be changed"),
        ("a", "nmae", "c", "cannot be changed"),
        ("a", "name", " ", "needs a name"),
        ("a", "parent", "b", "below itself"),
        ("a", "parent", "zz", "not a code"),
        ("a", "merged_into", "a", "merged into itself"),
        ("a", "colour", "red", "not a colour"),
        ("a", "origin", "mine", "origin"),
        ("a", "was", ["b"], "also the id"),
        ("a", "exclusive", "yes", "true nor false"),
        ("a", "name", ["x"], "takes a text"),
    ],
)
def test_a_change_that_would_be_a_fault_is_refused(code_id, field, value, words):
    with pytest.raises(BadInput, match=words) as caught:
        set_fields(TEXT, code_id, {field: value})
    assert caught.value.hint


def test_a_fault_that_was_there_before_does_not_stand_in_the_way():
    text = lines(("#2E6F9E", "red")) + "  - {id: B, name: b}\n"
    assert set_fields(text, "a", {"name": "x"}) == text.replace("'A'", "'x'")
    assert parse(add_code(text, {"id": "new", "name": "n"}), file="x").codes[-1].id == "new"


def test_unknown_codes_are_named_with_the_nearest():
    with pytest.raises(NotFound, match='no code "ab"'):
        set_fields(TEXT, "ab", {"name": "x"})
    with pytest.raises(NotFound):
        change_codes(TEXT, {}, added={"nowhere": [Code("c", "C")]})


def test_the_ids_of_other_codebooks_count():
    other = parse("codes: [{id: far, name: F}]\n", file="other.yaml")
    assert "merged_into: far" in set_fields(TEXT, "b", {"merged_into": "far"}, others=[other])
    with pytest.raises(BadInput, match="twice"):
        add_code(TEXT, {"id": "far", "name": "x"}, others=[other])


NEW = Code(
    "c", "C: c", definition="One.", examples=("x", "z: z"), parent="a", colour="#112233", was=("q",), exclusive=False
)
BLOCK = """\

  - id: c
    name: "C: c"
    definition: One.
    examples:
      - x
      - "z: z"
    parent: a
    colour: "#112233"
    was: [q]
"""


def test_a_code_is_added_in_canonical_form():
    assert add_code(TEXT, NEW) == lines(("    name: B\n", "    name: B\n" + BLOCK))
    assert change_codes(TEXT, {}, added={"a": [NEW]}) == lines(
        ('    colour: "#2E6F9E"\n', '    colour: "#2E6F9E"\n' + BLOCK)
    )
    crlf = TEXT.replace("\n", "\r\n")
    assert add_code(crlf, NEW) == add_code(TEXT, NEW).replace("\n", "\r\n")
    assert add_code(TEXT.rstrip().rsplit("\n", 1)[0].rstrip(), NEW).endswith("name: B\n" + BLOCK.rstrip())


def test_the_indentation_of_the_file_is_taken_up():
    text = "codes:\n-   id: a\n    name: A\n    examples:\n    -   x\n"
    assert add_code(text, Code("b", "B", examples=("u", "v"))) == (
        text + "\n-   id: b\n    name: B\n    examples:\n    -   u\n    -   v\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "# nothing yet",
        "name: X\n",
        "name: X",
        "codes:\n",
        "codes: []\n",
        "codes: [] # none\nname: X\n",
        "codes:  # none\r\nname: X\r\n",
        "codes: null\n",
        "---\n",
        "{}\n",
        "name: |\n  X",
    ],
)
def test_the_first_code_of_a_file(text):
    before = parse(text, file="x.yaml")
    new = add_code(text, {"id": "a", "name": "A", "examples": ["e: f"]}, file="x.yaml")
    after = parse(new, file="x.yaml")
    assert after.codes == (Code("a", "A", examples=("e: f",)),)
    assert after.name == before.name
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    assert ("\r\n" in new) == ("\r\n" in text)
    assert ("# none" in new) == ("# none" in text)
    if text != "{}\n":  # in braces it stays in braces
        assert "name: b" in add_code(new, {"id": "b", "name": "b"})


def test_codes_in_brackets_get_a_clear_answer():
    with pytest.raises(BadInput, match=r"line 1, column 8: the codes stand in brackets"):
        add_code("codes: [{id: a, name: A}]\n", {"id": "b", "name": "B"})
    assert set_fields("codes: [{id: a, name: A}]\n", "a", {"name": "x, y"}) == 'codes: [{id: a, name: "x, y"}]\n'


@pytest.mark.parametrize(
    "code",
    [
        {"id": "x"},
        {"name": "x"},
        {"id": "a", "name": "x"},
        {"id": "x", "name": "x", "nope": "1"},
        {"id": "x y", "name": "x"},
        {"id": "x", "name": "x", "parent": "zz"},
    ],
)
def test_a_code_that_would_be_a_fault_is_refused(code):
    with pytest.raises(BadInput) as caught:
        add_code(TEXT, code)
    assert caught.value.hint


@pytest.mark.parametrize("text", ["codes: [", "codes:\n  - {id: a, id: b, name: c}\n", "codes: text\n"])
def test_a_codebook_that_cannot_be_used_is_not_changed(text):
    with pytest.raises(WorkbenchError):
        add_code(text, {"id": "b", "name": "B"})
    with pytest.raises(WorkbenchError):
        set_fields(text, "a", {"name": "B"})


def test_anchors_shared_by_codes():
    text = "codes:\n  - {id: a, name: &n A}\n  - {id: b, name: *n}\n"
    assert set_fields(text, "b", {"name": "B"}) == text.replace("*n", "B")
    with pytest.raises(BadInput, match="safely"):
        set_fields(text, "a", {"name": "B"})


@pytest.mark.parametrize("name", ["Peer mentoring", "no: yes", "[bold]é😀", "#1", "1.10", "null"])
def test_a_new_codebook(name):
    text = new_codebook_text(name).replace("\n", "\r\n")
    book = parse(text, file="x.yaml")
    assert (book.name, book.version, book.codes) == (name, "1", ())
    assert text.count("\n") == text.count("\r\n") == 5
    assert parse(add_code(text, NEW.__class__("a", "A")), file="x").codes == (Code("a", "A"),)


def test_conflicts_come_in_the_order_in_which_they_are_given():
    """Also where one that stays stood before one that comes."""
    first, second = Conflict("definition", "One.", "Two."), Conflict("include", "", "Three.")
    text = set_fields(TEXT, "a", {"conflicts": [first]})
    for conflicts in ([second, first], [first, second], [second]):
        text = set_fields(text, "a", {"conflicts": conflicts})
        assert parse(text, file="codebook").code("a").conflicts == tuple(conflicts)


def test_a_reason_becomes_one_with_a_day_where_dashes_stand_elsewhere_than_those_of_codes():
    text = "codes:\n-  id: a\n   name: A\n   changes:\n"
    text += "     - date: 2026-03-14\n       reason: Too wide.\n     - Said so.\n"
    new = set_fields(text, "a", {"changes": [Change("", "One."), Change("2026-03-15", "Two.")]})
    assert parse(new, file="b").codes[0].changes == (Change("", "One."), Change("2026-03-15", "Two."))


CODING = "coding: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"\n      - {CODING}   # hers\n", f"\n      - She rang.\n      - {CODING}   # hers\n"),
        (f" [{{{CODING}}}, Yes.]\n", f" [She rang., {{{CODING}}}, Yes.]\n"),
        ("\n    # own\n    - Yes. # twice\n", "\n    # own\n    - She rang.\n    - Yes. # twice\n"),
    ],
)
def test_an_example_goes_before_all_others_which_keep_their_lines(before, after):
    text = f"name: B\ncodes:\n  - id: a\n    name: A\n    examples:{before}  - id: b\n    name: B\n"
    old = parse(text, file="b").code("a").examples
    assert set_fields(text, "a", {"examples": ["She rang.", *old]}) == text.replace(before, after)
