import hashlib

import pytest

from workbench.codebook.file import parse, read, sha256_of
from workbench.codebook.schema import Code
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
