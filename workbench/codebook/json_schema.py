"""The codebook's format as a JSON Schema, with which editors complete and check while one writes. Pure.

It is as lenient as the reader, field by field. What holds between codes (an id that stands twice, a parent that is not
there, circles) no such schema can say: that is for `workbench.codebook.check`.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.codebook.schema import CODE_FIELDS, CODEBOOK_FIELDS, COLOUR, ID_LENGTH, INVISIBLE, ORIGINS, Conflict

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The version of JSON Schema that editors know."""

SAID_AT_TOP = {
    "name": "the codebook's name; the file's name unless set",
    "version": 'as you count: a number or a text. Put `"1.10"` in quotes, or other programs may read it as 1.1',
    "description": "what it is for",
    "conflicts": "what a merge left to be decided of these three",
    "codes": "the list of codes",
}
"""What each key at the top says; the same stands in docs/codebook.md."""

SAID_OF_CODE = {
    "id": "short and lasting, at most 80 characters, without spaces: `friend-or-mentor`. Codings and themes refer to "
    "it. Two ids may not differ in capitals only",
    "name": "what people read; may change freely",
    "definition": "what the code means. In a study of mode reliability every code needs one",
    "include": "when to use it: a text, or a list of texts",
    "exclude": "when not to, and what to use instead: a text, or a list of texts",
    "examples": "a list of example sentences, of which one alone may stand without a dash; better invented than from a "
    "transcript, since they are printed with the codebook. An entry may also be `coding:` with the id of a coding",
    "parent": "the id of the group or code it stands under, in the same file",
    "colour": '`"#RRGGBB"`, in quotes, for without them YAML takes it for a comment',
    "origin": "`a priori` or `data-driven`",
    "was": "a list of ids it had before",
    "merged_into": "the id of the code that took its place",
    "split_into": "the ids of the codes that took its place together: its codings wait to be shared out among them. "
    "With its own id among them it lives on, as what is left of it",
    "retired": "`true`: it is put on passages no more; its codings stay",
    "exclusive": "on a group, `true`: a passage gets one of its codes only. This version notes it and does not "
    "enforce it",
    "changes": "why the code was changed, oldest first: a list of entries with `date` (as `2026-03-14`), `reason`, or "
    "both; a reason alone may stand as a text",
    "conflicts": "what a merge left to be decided: for each field `ours` and `theirs`, and with `ours_reason` and "
    "`theirs_reason` which of the reasons under `changes` are for nothing else. The field itself holds ours. An error, "
    "until it is taken out",
}
"""What each key of a code says; the same stands in docs/codebook.md."""

_SCALAR = ["string", "number", "boolean", "null"]
"""Whatever stands after a key in one piece is a text to the reader."""

_UUID = r"^\s*[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\s*$"
_DAY = r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2})?\s*$"
_SWITCH = ["true", "false", "yes", "no", "on", "off"]
_END = r"(?![\s\S])"
"""The end of a text in a pattern; `$` may stand before a last line end as well."""

_LAST = 0x10000
"""Editors' patterns know no characters beyond these."""


def json_schema() -> dict[str, Any]:
    """The schema of a codebook's file."""
    return {
        "$schema": DIALECT,
        "title": "Codebook of the workbench",
        "type": ["object", "null"],
        "properties": _described(CODEBOOK_FIELDS, _AT_TOP, SAID_AT_TOP),
        "additionalProperties": False,
        "definitions": {
            "text": {"type": _SCALAR},
            "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
            "example": {"anyOf": [_TEXT, _REFERENCE]},
            "change": {"anyOf": [_TEXT, _CHANGE]},
            "conflicts": _CONFLICTS,
            "code": {
                "type": "object",
                "properties": _described(CODE_FIELDS, _of_code(), SAID_OF_CODE),
                "required": ["id", "name"],
                "additionalProperties": False,
            },
        },
    }


def as_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


_TEXT = _ref("text")

_REFERENCE = {
    "type": "object",
    "properties": {"coding": {"type": "string", "pattern": _UUID, "description": "the id of a coding"}},
    "required": ["coding"],
    "additionalProperties": False,
}

_CHANGE = {
    "type": "object",
    "properties": {
        "date": {"type": ["string", "null"], "pattern": _DAY, "description": "the day, as 2026-03-14"},
        "reason": _TEXT,
    },
    "additionalProperties": False,
}

_CONFLICTS = {
    "type": ["object", "null"],
    "additionalProperties": {"type": "object", "properties": dict.fromkeys(Conflict._fields[1:], _TEXT)},
}

_AT_TOP: dict[str, dict[str, Any]] = {
    "name": _TEXT,
    "version": _TEXT,
    "description": _TEXT,
    "conflicts": _ref("conflicts"),
    "codes": {"type": ["array", "null"], "items": _ref("code")},
}


def _of_code() -> dict[str, dict[str, Any]]:
    in_list = {"anyOf": [_TEXT, {"type": "array", "items": _ref("example")}]}
    return {
        "id": {
            "type": ["string", "number", "boolean"],
            "pattern": f"^[^{_invisible()}]+{_END}",
            "minLength": 1,
            "maxLength": ID_LENGTH,
        },
        "name": {"type": ["string", "number", "boolean"], "pattern": r"\S"},
        "definition": _TEXT,
        "include": _ref("texts"),
        "exclude": _ref("texts"),
        "examples": in_list,
        "parent": _TEXT,
        "colour": {"type": ["string", "null"], "pattern": f"^({COLOUR.pattern})?{_END}"},
        "origin": {"enum": [*ORIGINS, "", None]},
        "was": _ref("texts"),
        "merged_into": _TEXT,
        "split_into": _ref("texts"),
        "retired": _switch(),
        "exclusive": _switch(),
        "changes": {"anyOf": [_ref("change"), {"type": "array", "items": _ref("change")}]},
        "conflicts": _ref("conflicts"),
    }


def _switch() -> dict[str, Any]:
    """True or false: also in quotes, and as older YAML writes them."""
    words = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in _SWITCH)
    return {"anyOf": [{"type": ["boolean", "null"]}, {"type": "string", "pattern": f"^({words})?{_END}"}]}


def _described(fields: Iterable[str], shapes: dict[str, dict[str, Any]], said: dict[str, str]) -> dict[str, Any]:
    found = {}
    for field in fields:
        words = said[field].replace("`", "")
        # Beside a reference nothing else counts.
        shape = {"allOf": [shapes[field]]} if "$ref" in shapes[field] else shapes[field]
        found[field] = {"description": f"{words[0].upper()}{words[1:]}.", **shape}
    return found


def _invisible() -> str:
    """White space and invisible characters as the inside of a pattern's brackets."""
    return "".join(
        f"\\u{first:04x}" if first == last else f"\\u{first:04x}-\\u{last:04x}" for first, last in _invisible_ranges()
    )


def _invisible_ranges() -> Iterator[tuple[int, int]]:
    first = last = -2
    for point in range(_LAST):
        if unicodedata.category(chr(point)) in INVISIBLE:
            if point != last + 1:
                if first >= 0:
                    yield first, last
                first = point
            last = point
    yield first, last
