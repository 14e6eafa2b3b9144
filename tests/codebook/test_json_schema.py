"""The JSON Schema for editors: it refuses what `check` calls a fault of shape, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook import json_schema
from workbench.codebook.check import check
from workbench.codebook.schema import CODE_FIELDS, CODEBOOK_FIELDS

ROOT = Path(__file__).parents[2]
SCHEMA = json_schema.json_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
UUID = "6f1c2d3e-0000-4000-8000-0123456789ab"
SHAPE = re.compile(
    r"where a (list of )?texts? is expected|where a text is expected|is not known (at|in)|has no (id|name)"
    r"|id is empty|id holds white|the id has \d|not a colour|origin is not known|neither true nor false|not the id of"
    r"|not a day|is not a mapping|not a list|is a mapping with"
)


def is_accepted(value: Any) -> bool:
    return VALIDATOR.is_valid(value)


def has_the_shape(text: str) -> bool:
    """Whether `check` finds no fault that lies in the shape of a single field."""
    faults = check(text, file="one.yaml", mode="codebook")
    return not any(SHAPE.search(fault.problem) for fault in faults if fault.severity == "error")


def test_it_is_a_schema_and_the_examples_are_valid() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert json.loads((ROOT / "docs" / "codebook.schema.json").read_text()) == SCHEMA
    books = [path.read_text() for path in (ROOT / "codebooks").glob("*.yaml")]
    page = (ROOT / "docs" / "codebook.md").read_text()
    books += [found for found in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "codes:" in found]
    assert len(books) >= 2
    for text in books:
        VALIDATOR.validate(yaml.safe_load(text))


def test_it_says_of_each_key_what_the_docs_say() -> None:
    page = (ROOT / "docs" / "codebook.md").read_text()
    for heading, fields, said in (
        ("## At the top", CODEBOOK_FIELDS, json_schema.SAID_AT_TOP),
        ("## A code\n", CODE_FIELDS, json_schema.SAID_OF_CODE),
    ):
        section = page.partition(heading)[2].partition("\n## ")[0]
        rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE))
        assert rows == said
        assert set(said) == set(fields)


@pytest.mark.parametrize(
    "field",
    [
        {"id": "two words"},
        {"id": "x" * 81},
        {"id": ""},
        {"id": ["a"]},
        {"name": " "},
        {"name": {"a": "b"}},
        {"definition": ["one", "two"]},
        {"include": {"a": "b"}},
        {"include": [["a"]]},
        {"examples": {"coding": UUID}},
        {"examples": [{"coding": "1234"}]},
        {"examples": [{"coding": UUID, "note": "x"}]},
        {"colour": "blue"},
        {"colour": 123456},
        {"origin": "invented"},
        {"was": {"a": "b"}},
        {"retired": "maybe"},
        {"retired": 1},
        {"changes": [["a"]]},
        {"changes": [{"date": "14.3.2026"}]},
        {"changes": [{"day": "2026-03-14"}]},
        {"conflicts": ["name"]},
        {"conflicts": {"name": "ours"}},
        {"colr": "#112233"},
    ],
)
def test_both_refuse(field: dict[str, Any]) -> None:
    book = {"name": "Book", "codes": [{"id": "a", "name": "A"} | field]}
    assert not has_the_shape(json.dumps(book))
    assert not is_accepted(book)


WORDS = st.text("ab :-#\nÄ\t\u200b", max_size=6) | st.sampled_from(
    ["#3B7FB0", "a priori", "true", "yes?", "2026-03-14"]
)
SCALARS = WORDS | st.booleans() | st.integers(-9, 9) | st.none()
ITEMS = SCALARS | st.lists(SCALARS, max_size=2) | st.fixed_dictionaries({"coding": st.sampled_from([UUID, "no"])})
CHANGES = st.fixed_dictionaries({}, optional={"date": SCALARS, "reason": SCALARS, "who": SCALARS})
SIDES = st.dictionaries(st.sampled_from(["ours", "theirs", "base"]), SCALARS, max_size=2)
VALUES = ITEMS | st.lists(ITEMS | CHANGES, max_size=2) | CHANGES | st.dictionaries(st.just("name"), SIDES | SCALARS)
CODES = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b-c", 7, True]) | WORDS, "name": st.sampled_from(["A", 7]) | WORDS},
    optional=dict.fromkeys((*CODE_FIELDS[2:], "unknown"), VALUES),
)


@given(st.fixed_dictionaries({"codes": st.lists(CODES, max_size=1)}, optional={"version": SCALARS, "name": ITEMS}))
def test_it_refuses_what_check_refuses_and_nothing_else(book: dict[str, Any]) -> None:
    assert is_accepted(book) == has_the_shape(json.dumps(book, ensure_ascii=False))
