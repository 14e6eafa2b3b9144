"""The text form of a study's work: what one line, or one entry, of a pack says. Pure.

Offsets are code points of the transcript's text. The words of a passage stand in a pack only where the study allows
it; otherwise their sha256 does, which tells whether a passage still is what it was without saying it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.exchange.values import (
    BadLine,
    choice_of,
    day_of,
    line_of,
    moment_of,
    sha256_of,
    text_of,
    uuid_of,
    written,
)
from workbench.memos import ABOUT, KINDS, PHASES
from workbench.model import SAFEGUARDING
from workbench.safefile import plain_name

PASSAGES, MEMOS, THEMES, STATES = "passages.jsonl", "memos.jsonl", "themes.yaml", "codebook_states.jsonl"
CODING_KEYS = (
    "id",
    "transcript",
    "text_sha256",
    "source_sha256",
    "start",
    "end",
    "quote",
    "code",
    "coder",
    "memo",
    "made_at",
    "removed_at",
    "codebook_version",
    "codebook_state",
    "looked_at",
)
NEEDED_KEYS = ("transcript", "start", "end", "code", "coder")
_NAMESPACE = uuid.UUID("5c0f6a5e-7d1c-5b7e-9a53-0f5b3f2f8c11")
_OTHER_FILES = {"passages", "memos", "quoting", "codebook_states", "consensus", "samples"}
"""What a coder's file must not be called, since other files of a pack are."""


@dataclass(frozen=True)
class Place:
    """A passage as a pack names it: the transcript's name and hashes (each may be missing) and the span."""

    transcript: str
    text_sha256: str
    source_sha256: str
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True)
class CodingLine:
    """One coding in a pack.

    `made_at` is None where the line does not say, and `has_id` False where it has no id. `codebook_state` is empty
    where it is not known under which state of the codebook it was made, or looked at again at `looked_at`.
    """

    id: uuid.UUID
    place: Place
    code: str
    coder: str
    memo: str
    made_at: dt.datetime | None
    removed_at: dt.datetime | None
    codebook_version: str
    has_id: bool = True
    codebook_state: str = ""
    looked_at: dt.datetime | None = None


@dataclass(frozen=True)
class MemoLine:
    """One memo in a pack.

    A transcript is named by the sha256 of its text, and by its name where several have that; a passage by its place;
    all else by its id.
    """

    id: uuid.UUID
    kind: str
    about: str
    about_id: str
    coder: str
    text: str
    made_at: dt.datetime | None
    removed_at: dt.datetime | None
    transcript: str = ""
    phase: int | None = None
    date: dt.date | None = None
    place: Place | None = None

    @property
    def said(self) -> tuple[object, ...]:
        """What a conflict is about: what its writer may have changed."""
        return self.text, self.kind, self.phase, self.date


_PACKED_KINDS = tuple(kind for kind in KINDS if kind != SAFEGUARDING)


def file_of(coder: str, taken: Iterable[str] = ()) -> str:
    """The file name of a coder's codings: their name with what file systems mind left out, unlike those taken."""
    base = plain_name(coder, otherwise="coder")
    if base.casefold() in _OTHER_FILES:
        base += "_"
    name, number, used = f"{base}.jsonl", 2, {one.casefold() for one in taken}
    while name.casefold() in used:
        name, number = f"{base}-{number}.jsonl", number + 1
    return name


def words_or_hash(words: str, *, allowed: bool) -> str:
    """The words themselves, or ``sha256:…`` of them."""
    return words if allowed else f"sha256:{hashlib.sha256(words.encode()).hexdigest()}"


def says_the_same(quote: str, words: str) -> bool:
    """Whether a pack's quote (words, hash or nothing) fits the words that stand there now."""
    return quote in ("", words, words_or_hash(words, allowed=False))


def coding_line(line: CodingLine) -> str:
    """A coding as one line of JSON, without line end."""
    place = line.place
    values = (
        str(line.id),
        place.transcript,
        place.text_sha256,
        place.source_sha256,
        place.start,
        place.end,
        place.quote,
        line.code,
        line.coder,
        line.memo,
        written(line.made_at),
        written(line.removed_at),
        line.codebook_version,
        line.codebook_state or None,
        written(line.looked_at),
    )
    return as_json(dict(zip(CODING_KEYS, values, strict=True)))


def read_coding(values: Mapping[str, Any]) -> CodingLine:
    """A coding from one line's JSON object.

    Raises:
        BadLine: A needed key is missing or a value is of the wrong kind.
    """
    for key in NEEDED_KEYS:
        if values.get(key) in (None, ""):
            raise BadLine(f"the key {key!r} is missing")
    place = read_place(values)
    code, coder = text_of(values, "code"), line_of(values, "coder")
    identity = as_json([place.transcript, place.text_sha256, place.start, place.end, code, coder])
    named = uuid_of(values, "id")
    return CodingLine(
        named or uuid.uuid5(_NAMESPACE, identity),
        place,
        code,
        coder,
        text_of(values, "memo"),
        moment_of(values, "made_at"),
        moment_of(values, "removed_at"),
        text_of(values, "codebook_version"),
        named is not None,
        sha256_of(values, "codebook_state"),
        moment_of(values, "looked_at"),
    )


def as_object(value: Any) -> dict[str, Any]:
    """What a line of JSON must be.

    Raises:
        BadLine: It is no object.
    """
    if not isinstance(value, dict):
        raise BadLine("a JSON object was expected")
    return value


def read_place(values: Mapping[str, Any]) -> Place:
    """A passage from a JSON object or a mapping of YAML.

    Raises:
        BadLine: An offset is no whole number, or they are in the wrong order.
    """
    start, end = values.get("start"), values.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise BadLine("start and end must be whole numbers from 0, start before end")
    return Place(
        text_of(values, "transcript"),
        text_of(values, "text_sha256"),
        text_of(values, "source_sha256"),
        start,
        end,
        text_of(values, "quote"),
    )


def read_mark(values: Mapping[str, Any]) -> Place:
    """A passage that is not for quotation, from one line's JSON object.

    Raises:
        BadLine: It is no passage, or is said to be for quotation.
    """
    if values.get("not_for_quotation", True) is not True:
        raise BadLine("the value of 'not_for_quotation' must be true; passages that may be quoted have no line here")
    return read_place(values)


def place_values(place: Place) -> dict[str, Any]:
    """A passage as a JSON object; the quote only where there is one."""
    values: dict[str, Any] = {
        "transcript": place.transcript,
        "text_sha256": place.text_sha256,
        "source_sha256": place.source_sha256,
        "start": place.start,
        "end": place.end,
    }
    return values | ({"quote": place.quote} if place.quote else {})


def memo_line(line: MemoLine) -> str:
    """A memo as one line of JSON, without line end."""
    values: dict[str, Any] = {
        "id": str(line.id),
        "kind": line.kind,
        "about": line.about,
        "about_id": line.about_id,
        "coder": line.coder,
        "text": line.text,
        "made_at": written(line.made_at),
        "removed_at": written(line.removed_at),
    }
    values |= {"phase": line.phase} if line.phase else {}
    values |= {"date": line.date.isoformat()} if line.date else {}
    if line.place is not None:
        return as_json(values | place_values(line.place))
    return as_json(values | ({"transcript": line.transcript} if line.transcript else {}))


def read_memo(values: Mapping[str, Any]) -> MemoLine:
    """A memo from one line's JSON object.

    Raises:
        BadLine: A needed key is missing or a value is of the wrong kind.
    """
    for key in ("id", "kind", "about", "coder", "text"):
        if values.get(key) in (None, ""):
            raise BadLine(f"the key {key!r} is missing")
    memo_id = uuid_of(values, "id")
    if memo_id is None:
        raise BadLine("the key 'id' is missing")
    about, phase = choice_of(values, "about", ABOUT), values.get("phase")
    about_id = text_of(values, "about_id")
    if phase is not None and (type(phase) is not int or phase not in PHASES):
        raise BadLine(f"the value of 'phase' must be a whole number from {PHASES[0]} to {PHASES[-1]}")
    if about == "coding" and uuid_of(values, "about_id") is None:
        raise BadLine("the key 'about_id' is missing")
    return MemoLine(
        memo_id,
        choice_of(values, "kind", _PACKED_KINDS),
        about,
        "" if about == "passage" else about_id,
        line_of(values, "coder"),
        text_of(values, "text"),
        moment_of(values, "made_at"),
        moment_of(values, "removed_at"),
        text_of(values, "transcript"),
        phase,
        day_of(values, "date"),
        read_place(values) if about == "passage" else None,
    )


def as_json(value: Any) -> str:
    """One line of JSON, the same bytes for the same value everywhere."""
    return (
        json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
        .replace("\x85", "\\u0085")
    )
