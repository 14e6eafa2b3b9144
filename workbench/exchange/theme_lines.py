"""The text form of themes: `themes.yaml`, an entry a theme. Pure."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import yaml

from workbench.errors import BadInput
from workbench.exchange.lines import Place, place_values, read_place
from workbench.exchange.values import BadLine, choice_of, line_of, moment_of, text_of, uuid_of, written
from workbench.prepared import Prepared, prepared_from
from workbench.storable import storable
from workbench.themes import STANCES, STATUSES, USES

_LARGEST_POSITION = 1_000_000
THEME_FIELDS = ("name", "status", "concept", "definition", "includes", "excludes", "none_found", "narrative")


class Judged(NamedTuple):
    """What a pack says of a passage as evidence of a theme, and how it is prepared for print."""

    place: Place
    stance: str
    use: str
    prepared: Prepared | None = None


@dataclass(frozen=True)
class ThemeEntry:
    """One theme in a pack; ``evidence`` are sentences, each with its source."""

    id: uuid.UUID
    fields: Mapping[str, str]
    parent: uuid.UUID | None
    position: int
    made_at: dt.datetime | None
    removed_at: dt.datetime | None
    codes: tuple[str, ...]
    extracts: tuple[Judged, ...]
    answers: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


def themes_text(entries: Iterable[ThemeEntry]) -> str:
    """Themes as YAML: one after another, a field a line, long texts as blocks."""
    values = []
    for entry in entries:
        shown: dict[str, Any] = {"id": str(entry.id)}
        shown |= {name: entry.fields[name] for name in THEME_FIELDS if entry.fields.get(name)}
        shown |= {"parent": str(entry.parent)} if entry.parent else {}
        shown |= {"position": entry.position, "made_at": written(entry.made_at)}
        shown |= {"removed_at": written(entry.removed_at)} if entry.removed_at else {}
        shown["codes"] = list(entry.codes)
        shown |= {"answers": list(entry.answers)} if entry.answers else {}
        shown["extracts"] = [
            place_values(one.place)
            | {"stance": one.stance}
            | ({"use": one.use} if one.use else {})
            | ({"quotation": one.prepared.as_value()} if one.prepared else {})
            for one in entry.extracts
        ]
        if entry.evidence:
            shown["evidence"] = [
                {"sentence": said} | ({"source": source} if source else {}) for said, source in entry.evidence
            ]
        values.append(shown)
    return yaml.dump({"themes": values}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def read_theme(values: Any) -> ThemeEntry:
    """A theme from a mapping of YAML.

    Raises:
        BadLine: It is no mapping, has no id or name, or a value is of the wrong kind.
    """
    if not isinstance(values, Mapping):
        raise BadLine("a theme must be a mapping of keys")
    theme_id, position = uuid_of(values, "id"), values.get("position", 0)
    if theme_id is None or not values.get("name"):
        raise BadLine("a theme needs an id and a name")
    if type(position) is not int or not 0 <= position <= _LARGEST_POSITION:
        raise BadLine(f"position must be a whole number from 0 to {_LARGEST_POSITION}")
    codes, extracts = values.get("codes") or [], values.get("extracts") or []
    if not isinstance(codes, list) or not isinstance(extracts, list):
        raise BadLine("codes and extracts must be lists")
    if not all(isinstance(code, str | int) for code in codes):
        raise BadLine("a code must be a text")
    judged = []
    for extract in extracts:
        if not isinstance(extract, Mapping):
            raise BadLine("an extract must be a mapping of keys")
        stance = choice_of(extract, "stance", STANCES, missing="supports")
        place = read_place(extract)
        judged.append(Judged(place, stance, choice_of(extract, "use", USES), _prepared(extract, place)))
    fields = {name: text_of(values, name) for name in THEME_FIELDS}
    fields["name"] = line_of(values, "name").strip()
    fields["status"] = choice_of(values, "status", STATUSES, missing=STATUSES[0])
    return ThemeEntry(
        theme_id,
        fields,
        uuid_of(values, "parent"),
        position,
        moment_of(values, "made_at"),
        moment_of(values, "removed_at"),
        tuple(storable(str(code)) for code in codes),
        tuple(judged),
        _answers(values),
        tuple(map(_evidence, _list(values, "evidence"))),
    )


def _list(values: Mapping[str, Any], key: str) -> list[Any]:
    found = values.get(key) or []
    if not isinstance(found, list):
        raise BadLine(f"{key} must be a list")
    return found


def _answers(values: Mapping[str, Any]) -> tuple[str, ...]:
    found = _list(values, "answers")
    if not all(isinstance(one, str | int) and not isinstance(one, bool) for one in found):
        raise BadLine("answers must be ids of questions")
    return tuple(dict.fromkeys(storable(str(one)) for one in found))


def _evidence(value: Any) -> tuple[str, str]:
    if not isinstance(value, Mapping):
        raise BadLine("evidence must be a list of mappings, each with a sentence")
    return line_of(value, "sentence"), line_of(value, "source") if value.get("source") else ""


def _prepared(extract: Mapping[str, Any], place: Place) -> Prepared | None:
    value = extract.get("quotation")
    if value is None:
        return None
    try:
        prepared = prepared_from(value if isinstance(value, Mapping) else {"edits": value})
    except BadInput as error:
        raise BadLine(f"quotation: {error.message.rstrip('.')}") from error
    if prepared is None or not prepared.says_something:
        return None
    return replace(prepared, text=prepared.text or place.text_sha256)


class _Dumper(yaml.SafeDumper):
    """Safe YAML whose texts of several lines are blocks."""


_OTHER_LINE_ENDS = frozenset("\r\x85\u2028\u2029\ufeff")


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # YAML folds these into spaces or line ends unless they are escaped, which only double quotes do.
    style = '"' if _OTHER_LINE_ENDS.intersection(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _block)
