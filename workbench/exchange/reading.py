"""Read packs back from text: every line that can be used, and what is wrong with those that cannot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from workbench.errors import BadInput
from workbench.exchange import decisions, lines, quoting, sampled, seen, state_lines, theme_lines
from workbench.exchange.values import BadLine
from workbench.safefile import conflict_copy, file_bytes
from workbench.visible import one_line

Line = TypeVar("Line")

_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>")


@dataclass
class PacksRead:
    """What packs hold.

    Attributes:
        codings: Codings, in the order of the files.
        marks: Passages marked as not for quotation.
        memos: Memos.
        themes: Themes.
        wishes: Who may not be quoted freely.
        decisions: What coders settled where they differed.
        states: States of codebooks that codings are stamped with, each as its line tells it.
        samples: Samples for double coding.
        faults: What could not be read, in words, each with file and line.
        notices: What the user should know besides.
        files: The files read, each with the sha256 of its bytes.
    """

    codings: list[lines.CodingLine] = field(default_factory=list)
    marks: list[lines.Place] = field(default_factory=list)
    memos: list[lines.MemoLine] = field(default_factory=list)
    themes: list[theme_lines.ThemeEntry] = field(default_factory=list)
    wishes: list[quoting.Wish] = field(default_factory=list)
    decisions: list[decisions.DecisionLine] = field(default_factory=list)
    states: list[state_lines.StateLine] = field(default_factory=list)
    samples: list[sampled.PackedSample] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    files: dict[Path, str] = field(default_factory=dict)


def read_packs(paths: Sequence[Path]) -> PacksRead:
    """Read packs: files, or folders of them.

    Raises:
        BadInput: A path is not there, or is no pack.
    """
    read = PacksRead()
    for path in _files(paths, read):
        try:
            text = _text(path, read)
        except BadInput as error:
            if path in paths:
                raise
            # One of several: the others are read all the same.
            read.faults.append(f"{error.message} {error.hint}")
            continue
        if path.suffix.casefold() in (".yaml", ".yml"):
            _themes(path, text, read)
        elif path.name.casefold() == lines.PASSAGES:
            read.marks += _each(path, text, read, lines.read_mark)
        elif path.name.casefold() == lines.MEMOS:
            read.memos += _each(path, text, read, lines.read_memo)
        elif path.name.casefold() == decisions.FILE:
            read.decisions += _each(path, text, read, decisions.read)
        elif path.name.casefold() == quoting.FILE:
            read.wishes += _each(path, text, read, quoting.read)
        elif path.name.casefold() == lines.STATES:
            read.states += _each_with_place(path, text, read, state_lines.read)
        elif path.name.casefold() == sampled.FILE:
            read.samples += _each(path, text, read, sampled.read)
        elif _holds_codings(path, text, read):
            read.codings += _each(path, text, read, lines.read_coding)
    return read


def holds_packs(folder: Path) -> bool:
    """Whether there are packs in a folder."""
    return folder.is_dir() and any(map(_is_pack, folder.iterdir()))


def _is_pack(path: Path) -> bool:
    return path.suffix.casefold() == ".jsonl" or path.name == lines.THEMES


def _holds_codings(path: Path, text: str, read: PacksRead) -> bool:
    """Whether a file that is called as a coder's are holds anything of codings; what else it may be is told."""
    if not text.strip():
        read.notices.append(f"{path.name} is empty.")
        return False
    try:
        rows = [json.loads(row) for row in text.split("\n", 20)[:20] if row.strip()]
    except (ValueError, RecursionError):
        return True  # which line of it is damaged is told when it is read
    if any(not isinstance(row, dict) or not _MARKS_OF_CODINGS.isdisjoint(row) for row in rows):
        return True
    read.faults.append(f"{path.name}: no codings, nor anything else this version knows; {_NEWER}.")
    return False


_MARKS_OF_CODINGS = frozenset(("code", "coder"))
_NEWER = "if a newer version of the program wrote it, unpack it with that"


def _files(paths: Sequence[Path], read: PacksRead) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(filter(_is_pack, path.iterdir()))
            names = [one.name for one in inside]
            for one in inside:
                if conflict_copy(one.name, names) is None:
                    yield one
                else:
                    read.notices.append(f"{one.name}: a synchroniser's conflict copy; it is not read.")
        elif not path.exists():
            raise BadInput(f"{path} is not there.", "Name a pack (.jsonl, themes.yaml) or a folder of them.")
        elif path.suffix.casefold() in (".jsonl", ".yaml", ".yml"):
            yield path
        elif path.suffix.casefold() in (".zip", ".7z", ".gz", ".rar"):
            raise BadInput(f"{path} is an archive.", "Unpack that first, and name the folder that was in it.")
        else:
            raise BadInput(f"{path} is no pack.", "Packs end in .jsonl, or are called themes.yaml.")


def _text(path: Path, read: PacksRead) -> str:
    try:
        content = file_bytes(path)
        read.files[path] = seen.sha256_of(content)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        hint = "Packs are UTF-8; save it as that, or ask for the file again."
        raise BadInput(f"{path}, line {line}: not UTF-8.", hint) from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check who may read it.") from error


def _each(path: Path, text: str, read: PacksRead, convert: Callable[[dict[str, Any]], Line]) -> list[Line]:
    return _each_with_place(path, text, read, lambda values, _: convert(values))


def _each_with_place(
    path: Path, text: str, read: PacksRead, convert: Callable[[dict[str, Any], str], Line]
) -> list[Line]:
    found: list[Line] = []
    seen_keys: set[tuple[str, ...]] = set()
    for number, row in enumerate(text.split("\n"), start=1):
        if not row.strip():
            continue
        where = f"{path.name}, line {number}"
        if row.startswith(_CONFLICT_MARKS):
            what = "a conflict mark of git's; settle the conflict first, nothing of the file was read"
            read.faults.append(f"{where}: {what}.")
            return []
        try:
            values = lines.as_object(json.loads(row))
            shape = tuple(values)
            if shape in seen_keys:
                found.append(convert(values, where))
                continue
            watched = _Watched(values)
            found.append(convert(watched, where))
            seen_keys.add(shape)
            if unread := [key for key in values if key not in watched.asked]:
                # A fault: packing must not write over what is not known here.
                read.faults.append(f"{where} and the like: {_quoted(unread)} is not known here; {_NEWER}.")
        except BadLine as error:
            read.faults.append(f"{where}: {error}.")
        except (ValueError, RecursionError) as error:
            # A ValueError that is no JSONDecodeError: a number of thousands of digits.
            column = error.colno if isinstance(error, json.JSONDecodeError) else 1
            read.faults.append(f"{where}, column {column}: not JSON, or cut off.")
    return found


class _Watched(dict[str, Any]):
    """The keys and values of a line, which knows after which keys it was asked.

    Attributes:
        asked: The keys.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key."""
        self.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)


def _quoted(keys: Iterable[str]) -> str:
    return ", ".join(repr(one_line(key)[:40]) for key in keys)


def _themes(path: Path, text: str, read: PacksRead) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        value = yaml.load(text, Loader=loader)  # noqa: S506 (a safe loader, the fast one where there is one)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        read.faults.append(f"{path.name}{where}: not YAML; none of its themes was read.")
        return
    entries = value.get("themes") if isinstance(value, dict) else None
    if entries is None:
        entries = []
        if value not in (None, {}):
            read.faults.append(f"{path.name}: a list under the key 'themes' was expected; none was read.")
    if not isinstance(entries, list):
        read.faults.append(f"{path.name}: a list under the key 'themes' was expected; none was read.")
        return
    for number, entry in enumerate(entries, start=1):
        try:
            watched = _Watched(entry) if isinstance(entry, dict) else entry
            read.themes.append(theme_lines.read_theme(watched))
            if unread := [str(key) for key in watched if key not in watched.asked]:
                read.faults.append(f"{path.name}, theme {number}: {_quoted(unread)} is not known here; {_NEWER}.")
        except BadLine as error:
            read.faults.append(f"{path.name}, theme {number}: {error}.")
