"""What a study's database knows of codebooks: the states it has seen, their texts, and what was coded under them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from workbench import sight_glance
from workbench.codebook.check import examined
from workbench.codebook.file import sha256_of
from workbench.codebook.last_known import last_known
from workbench.safefile import file_bytes
from workbench.store.glance import glance


@dataclass(frozen=True)
class SeenState:
    """A step that gave a codebook another state.

    Attributes:
        file: The codebook's file name.
        sha256: The state it brought; None where it took the codebook away.
        before: The state that it followed; None where there was none.
        version: The version as the codebook's authors wrote it; empty where they gave none.
        step: The step's number.
        made_at: When, in UTC.
        coder: Whose step it was; None where it was taken in from a file that was changed outside the program.
        sentence: What was done, as history tells it.
        kind: do, undo, redo or files.
        undone: Whether it is taken back at present.
    """

    file: str
    sha256: str | None
    before: str | None
    version: str
    step: int
    made_at: dt.datetime
    coder: str | None
    sentence: str
    kind: str
    undone: bool

    @property
    def holds(self) -> bool:
        """Whether it is neither taken back nor itself the taking back of another: what it did is part of the life."""
        return not self.undone and self.kind not in ("undo", "redo")


class BookImage(NamedTuple):
    """A codebook's row before and after one change, and the step that made it."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    step: int
    made_at: dt.datetime
    coder: str | None
    sentence: str
    kind: str
    undone: bool


def seen_in(images: Iterable[BookImage], versions: Mapping[str, str]) -> list[SeenState]:
    """Every step that gave a codebook another state.

    Args:
        images: The journal's images of codebooks, in the order in which they were made.
        versions: What the authors called each state.
    """
    found: dict[tuple[int, str], SeenState] = {}
    for one in images:
        row = one.after or one.before or {}
        sha256, before = ((image or {}).get("state_sha256") for image in (one.after, one.before))
        key = (one.step, row["file"])
        if key in found:
            # Several images of one row in a step count as one.
            before = found[key].before
        found[key] = SeenState(row["file"], sha256, before, versions.get(sha256 or "", ""), *one[2:])
    return [one for one in found.values() if one.sha256 != one.before]


class Known(Protocol):
    """What a study's database knows of codebooks."""

    def seen(self) -> list[SeenState]:
        """Every step that gave a codebook another state, in the order in which they were taken."""

    def versions(self) -> Mapping[str, str]:
        """What the authors called each state that the database has, by its sha256; empty where they did not."""

    def texts(self, states: Collection[str]) -> Mapping[str, str]:
        """The texts of states, by their sha256; one that the database does not have is left out."""

    def beginning_with(self, digits: str) -> list[str]:
        """The states whose sha256 begins so."""

    def present(self) -> list[tuple[str, str]]:
        """The codebooks as they are, by file name: each with its text."""

    def counts_by_stamp(self) -> Mapping[tuple[str, str | None], int]:
        """How many living codings the coder may see, by the id and the state of the codebook they were made with."""


_IMAGES = """
SELECT image.before, image.after, step.id, step.made_at, coder.name, step.sentence, step.kind, step.undone
FROM image JOIN step ON step.id = image.step_id LEFT JOIN coder ON coder.id = step.coder_id
WHERE image.table_name = 'codebook' ORDER BY image.step_id, image.id
"""
_VERSIONS = "SELECT sha256, version FROM codebook_state"
_TEXTS = "SELECT sha256, text FROM codebook_state WHERE sha256 IN (SELECT value FROM json_each(:states))"
_BEGINNING = "SELECT sha256 FROM codebook_state WHERE substr(sha256, 1, length(:digits)) = :digits ORDER BY sha256"
_PRESENT = """
SELECT codebook.file, codebook_state.text
FROM codebook JOIN codebook_state ON codebook_state.sha256 = codebook.state_sha256 ORDER BY codebook.file
"""


class AtAGlance:
    """What a SQLite database knows, read without SQLAlchemy, which takes longer to load than what is asked here.

    What was changed on disk and is not taken in yet is told as if it were, and left to be. Where anything is unclear
    the study is opened after all.

    Args:
        path: The database, which is of one folder only.
        files: The study's codebooks on disk.
        opened: Opens the study; None where it cannot be used, and what it knows is left out.
    """

    def __init__(self, path: Path, files: Sequence[Path], opened: Callable[[], Known | None]) -> None:
        self._path, self._files, self._opened = path, files, opened

    @cached_property
    def _rest(self) -> Known | None:
        return self._opened()

    def seen(self) -> list[SeenState]:
        """See `Known`."""
        changed = self._changed_on_disk
        found = glance(self._path, _IMAGES, _VERSIONS) if changed is not None else None
        if found is None or changed is None:
            return self._rest.seen() if self._rest is not None else []
        seen = seen_in(map(_image, found[0]), dict(found[1]))
        step = max((one.step for one in seen), default=0) + 1
        return seen + [
            SeenState(
                one.file,
                sha256_of(one.text) if one.text is not None else None,
                one.before,
                one.version,
                step,
                dt.datetime.now(dt.UTC),
                None,
                "Changed on disk, and not taken in yet",
                "files",
                undone=False,
            )
            for one in changed
        ]

    def versions(self) -> Mapping[str, str]:
        """See `Known`."""
        found = glance(self._path, _VERSIONS)
        if found is None:
            return self._rest.versions() if self._rest is not None else {}
        return dict(found[0])

    def texts(self, states: Collection[str]) -> Mapping[str, str]:
        """See `Known`."""
        found = glance(self._path, _TEXTS, states=json.dumps(list(states)))
        if found is None:
            return self._rest.texts(states) if self._rest is not None else {}
        return dict(found[0]) | {sha256: text for sha256, text in self._on_disk.items() if sha256 in states}

    def beginning_with(self, digits: str) -> list[str]:
        """See `Known`."""
        found = glance(self._path, _BEGINNING, digits=digits)
        if found is None:
            return self._rest.beginning_with(digits) if self._rest is not None else []
        return sorted({sha256 for (sha256,) in found[0]} | {one for one in self._on_disk if one.startswith(digits)})

    def present(self) -> list[tuple[str, str]]:
        """See `Known`."""
        changed = self._changed_on_disk
        found = glance(self._path, _PRESENT) if changed is not None else None
        if found is None or changed is None:
            return self._rest.present() if self._rest is not None else []
        texts: dict[str, str | None] = dict(found[0]) | {one.file: one.text for one in changed}
        return [(file, text) for file, text in sorted(texts.items()) if text is not None]

    def counts_by_stamp(self) -> Mapping[tuple[str, str | None], int]:
        """See `Known`."""
        counts = sight_glance.counts_by_stamp(self._path)
        if counts is None:
            return self._rest.counts_by_stamp() if self._rest is not None else {}
        return counts

    @property
    def _on_disk(self) -> dict[str, str]:
        """The texts that are not taken in yet, by their sha256."""
        return {sha256_of(one.text): one.text for one in self._changed_on_disk or () if one.text is not None}

    @cached_property
    def _changed_on_disk(self) -> list[_Changed] | None:
        """The codebooks that stand otherwise on disk than the database knows them.

        None where that is not clear, where a state has still to reach its file, or what stands there cannot be used.
        """
        found = last_known(self._path)
        if found is None or any(one.state != one.seen for one in found):
            return None
        known = {one.file: one.state for one in found if one.state is not None}
        changed = []
        for path in self._files:
            try:
                text = file_bytes(path).decode("utf-8")
            except (OSError, UnicodeDecodeError):
                return None
            before = known.pop(path.name, None)
            if sha256_of(text) == before:
                continue
            book, faults = examined(text, file=path.name, mode="codebook")
            if book is None or any(fault.stops for fault in faults):
                return None
            changed.append(_Changed(path.name, text, before, book.version))
        return changed + [_Changed(file, None, before, "") for file, before in sorted(known.items())]


class _Changed(NamedTuple):
    """A codebook that stands otherwise on disk: its text there, None where it is gone, and the state it was in."""

    file: str
    text: str | None
    before: str | None
    version: str


def _image(row: Sequence[Any]) -> BookImage:
    before, after, step, made_at, coder, sentence, kind, undone = row
    at = dt.datetime.fromisoformat(made_at).astimezone(dt.UTC)
    return BookImage(
        json.loads(before or "null"), json.loads(after or "null"), step, at, coder, sentence, kind, bool(undone)
    )
