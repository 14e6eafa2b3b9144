"""Many codes added to a text at once stand in it as if each had been added alone, and no other line is touched."""

import pytest

from workbench.codebook.editing.edit import add_code
from workbench.codebook.editing.rewriting import brought_in
from workbench.codebook.file import parse
from workbench.codebook.schema import Code
from workbench.errors import BadInput

NEW = (
    Code("x", "X: 'so'", "a\n\n# b", examples=("coding: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e",)),
    Code("y", "Y", parent="z"),
    Code("z", "Z", colour="#112233", was=("w",)),
)


@pytest.mark.parametrize(
    "text",
    [
        "name: B\ncodes: []\n",
        "name: B\n",
        "codes:\n- id: a\n  name: A  # why",
        "codes:\n    -   id: a\n        name: A\n\n# -- the end --\nversion: 2\n",
        "codes:\r\n  - id: a\r\n    name: A\r\n    definition: |+\r\n      kept\r\n\r\n",
    ],
)
def test_codes_are_added_as_if_one_by_one(text):
    added = brought_in(text, NEW, {})
    assert parse(added, file="b").codes[-3:] == NEW
    alone = text
    # A code may name one that comes behind it: alone that is written last.
    for code in (NEW[0], NEW[2]):
        alone = add_code(alone, code, file="b")
    for line in alone.splitlines():
        assert line.strip() in [one.strip() for one in added.splitlines()]
    assert ("\r\n" in added) == ("\r\n" in text)
    assert not text.count("\r\n") or added.count("\r\n") == added.count("\n")
    kept = [line for line in text.splitlines() if line.strip() and line != "codes: []"]
    assert [line for line in added.splitlines() if line in kept][: len(kept)] == kept


def test_fields_of_others_may_name_new_codes_and_what_cannot_be_is_refused_whole():
    text = "codes:\n- id: a\n  name: A  # why\n"
    assert brought_in(text, NEW, {"a": {"parent": "y"}}).startswith("codes:\n- id: a\n  name: A  # why\n  parent: y\n")
    for codes, fields in (((Code("a", "Again"),), {}), (NEW, {"a": {"parent": "nowhere"}}), ((Code("q", ""),), {})):
        with pytest.raises(BadInput):
            brought_in(text, codes, fields)
    with pytest.raises(BadInput):
        brought_in("codes: [{id: a, name: A}", NEW, {})
