import hashlib

import pytest

from workbench.codebook.check import check
from workbench.codebook.file import parse, read, sha256_of
from workbench.codebook.lineage import Lineage
from workbench.codebook.schema import Code, Conflict
from workbench.errors import BadInput, NotFound

FULL = """\
name: Peer mentoring
version: 1.10
description: >
  Invented.
codes:
  - id: no
    name: 1.10
    definition: |
      One.

      Two.
    include: [a, b]
    exclude: yes
    examples:
      - She rang.
      - 2024-01-01
    colour: "#AAbbCC"
    origin: data-driven
    was: old
    exclusive: true
  - {id: b, name: null, parent: no, merged_into: no, definition: null}
"""


def test_everything_is_text_as_written():
    codebook = parse(FULL, file="x.yaml")
    assert (codebook.name, codebook.version, codebook.description) == ("Peer mentoring", "1.10", "Invented.")
    assert codebook.codes == (
        Code(
            id="no",
            name="1.10",
            definition="One.\n\nTwo.",
            include="a\nb",
            exclude="yes",
            examples=("She rang.", "2024-01-01"),
            colour="#AAbbCC",
            origin="data-driven",
            was=("old",),
            exclusive=True,
        ),
        Code(id="b", name="null", parent="no", merged_into="no"),
    )


def test_the_tree_of_codes():
    codebook = parse(
        "codes:\n" + "".join(f"  - {{id: {i}, name: n, parent: {p}}}\n" for i, p in ("a~", "ba", "ca", "db", "ez")),
        file="f",
    )
    assert [code.id for code in codebook.children(None)] == ["a", "e"]
    assert [code.id for code in codebook.children("a")] == ["b", "c"]
    assert [code.id for code in codebook.groups] == ["a", "b"]
    assert codebook.children("e") == ()
    assert codebook.code("d") == codebook.codes[3]
    assert codebook.code("x") is None


def test_an_empty_text_is_an_empty_codebook_named_after_its_file():
    codebook = parse("", file="codebooks\\peer mentoring.yaml")
    assert codebook.codes == ()
    assert codebook.name == "peer mentoring"


def test_faults_that_leave_a_codebook_usable_are_passed_over():
    codebook = parse("codes:\n  - {id: a, name: A, colour: red, origin: x, parent: q, more: 1}\n", file="x")
    assert codebook.codes == (Code(id="a", name="A", parent="q"),)


def test_the_first_faults_are_named_where_it_cannot_be_used():
    with pytest.raises(BadInput) as caught:
        parse("codes:\n" + "  - name: A\n" * 5, file="x.yaml")
    assert caught.value.message.count("no id") == 3
    assert "and 2 more" in caught.value.message
    with pytest.raises(BadInput, match="Keep one"):
        parse("codes:\n  - {id: a, id: b, name: A}\n", file="x.yaml")


def test_a_file_is_read_with_every_character(tmp_path):
    path = tmp_path / "a b é.yaml"
    text = "\ufeff" + FULL.replace("\n", "\r\n")
    path.write_bytes(text.encode())
    found, codebook = read(path)
    assert found == text
    assert codebook.file == "a b é.yaml"
    assert codebook.code("no").definition == "One.\n\nTwo."
    assert sha256_of(found) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read(path, file="codebooks/a.yaml")[1].file == "codebooks/a.yaml"


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(NotFound, match="no such codebook"):
        read(tmp_path / "none.yaml")
    with pytest.raises(BadInput, match="folder"):
        read(tmp_path)
    (tmp_path / "x.yaml").write_bytes("name: é".encode("utf-16"))
    with pytest.raises(BadInput, match="UTF-16"):
        read(tmp_path / "x.yaml")


def test_what_became_of_a_code_and_why():
    book = parse(
        """\
name: B
codes:
  - id: a
    name: A
    split_into: [b, c]
    changes:
      - date: 2026-03-14
        reason: Too wide.
      - Said so in the team.
    examples:
      - coding: 6F1C5F0E-6f0b-4c5e-9a6d-0d1a5b1c2d3e
      - She rang.
  - id: b
    name: B
    split_into: [b, c]
  - {id: c, name: C, retired: true}
""",
        file="b.yaml",
    )
    a, b, c = book.codes
    assert (a.is_living, b.is_living, c.is_living) == (False, True, False)
    assert a.changes == (("2026-03-14", "Too wide."), ("", "Said so in the team."))
    assert a.examples == ("coding: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e", "She rang.")
    lineage = Lineage([book])
    assert [lineage.became(code) for code in book.codes] == ["split into B and C", "", "retired"]


def test_what_a_merge_left_open_is_an_error_and_the_codebook_can_be_used():
    text = """\
name: B
codes:
  - id: a
    name: A
    definition: Ours.
    conflicts:
      definition: {ours: Ours., theirs: Theirs.}
"""
    assert parse(text, file="b.yaml").codes[0].conflicts == (Conflict("definition", "Ours.", "Theirs."),)
    (fault,) = check(text, file="b.yaml", mode="codebook")
    assert (fault.line, fault.severity, fault.stops) == (7, "error", False)
    assert "definition" in fault.problem
    assert "Theirs" not in fault.message


@pytest.mark.parametrize(
    "field",
    ["split_into: {a: b}", "retired: soon", "changes: [[a]]", "conflicts: [a]", "conflicts: {definition: a}"],
)
def test_fields_of_the_wrong_shape_stop(field):
    with pytest.raises(BadInput):
        parse(f"codes:\n  - id: a\n    name: A\n    {field}\n", file="b.yaml")


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("split_into: [nobody]", 'split_into names "nobody", which is no code'),
        ("changes: [{date: soon, reason: x}]", "this is not a day"),
        ("examples: [{coding: abc}]", "this is not the id of a coding"),
    ],
)
def test_fields_that_name_nothing_are_faults(field, problem):
    text = f"codes:\n  - id: a\n    name: A\n    {field}\n"
    assert [fault.problem for fault in check(text, file="b.yaml", mode="codebook")] == [problem]
