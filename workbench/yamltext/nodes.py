"""What a YAML text is made of, with the place of everything in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import yaml

from workbench.errors import BadInput

Path = tuple[str | int, ...]
"""The way to a node from the top: keys of mappings and positions in lists, as in ``("codes", 3, "name")``."""

BOM = "\ufeff"
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_RESOLVER: Any = yaml.resolver.Resolver()
_TAG_PREFIX = "tag:yaml.org,2002:"


class Place(NamedTuple):
    """A place in a file, as an editor shows it: both counted from 1, columns in characters."""

    line: int
    column: int


class BadYaml(BadInput):
    """A YAML text that cannot be read or changed.

    Args:
        name: The file's name, as the user knows it.
        problem: What is wrong, without the place.
        place: Where, or None for the file as a whole.
        hint: What to do.
    """

    def __init__(self, name: str, problem: str, place: Place | None, hint: str = "") -> None:
        where = f"{name}, line {place.line}, column {place.column}" if place else name
        super().__init__(f"{where}: {problem}.", hint)
        self.name = name
        self.problem = problem
        self.place = place


@lru_cache(maxsize=8192)
def resolved_tag(text: str) -> str:
    """What YAML takes ``text`` for where it stands without quotes: str, int, float, bool, null, timestamp, …."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False))).removeprefix(_TAG_PREFIX)


class Scalar(NamedTuple):
    """One value that is neither a mapping nor a list; a tuple, since a file holds thousands of them."""

    text: str
    """The value as text: escapes and folded lines resolved, but ``no``, ``1.10`` and ``2024-01-01`` as written."""
    style: str
    """Empty for plain, else ``'``, ``"``, ``|`` or ``>``."""
    explicit_tag: str | None
    start: int
    """Offset of the first character (an anchor or tag, where there is one)."""
    end: int
    """Offset after the last character that belongs to the value; a line end is left out."""
    is_alias: bool = False
    """Whether this stands in the text as ``*name``, so that start and end are those of the alias."""
    size: int = 1

    @property
    def tag(self) -> str:
        """What YAML takes the value for: str, int, float, bool, null or timestamp."""
        if self.explicit_tag is not None:
            return self.explicit_tag
        return "str" if self.style else resolved_tag(self.text)

    @property
    def is_null(self) -> bool:
        """Whether the value is left empty, or a plain ``null`` or ``~``."""
        return self.tag == "null"


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    is_flow: bool
    start: int
    end: int
    body: int
    """Offset of the first dash, or of the bracket."""
    size: int
    is_alias: bool = False


class Entry(NamedTuple):
    """A key of a mapping and what it stands for."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file."""

    entries: tuple[Entry, ...]
    is_flow: bool
    start: int
    end: int
    size: int
    is_alias: bool = False
    _values: dict[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Know the values by their keys: each is asked for many times."""
        object.__setattr__(self, "_values", {key.text: value for key, value in reversed(self.entries)})

    def get(self, key: str) -> Node | None:
        """The value of ``key``; the first where it stands twice, None where it does not stand."""
        return self._values.get(key)

    def entry(self, key: str) -> Entry | None:
        """The key and its value; the first where it stands twice."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


Node = Scalar | Sequence | Mapping


class DuplicateKey(NamedTuple):
    """A key that stands twice in one mapping."""

    key: str
    first: Place
    second: Place


@dataclass(frozen=True)
class Document:
    """A YAML text as a tree of nodes that know their places."""

    name: str
    """The file's name, for messages."""
    text: str
    """Exactly as read, with a byte-order mark where there is one."""
    root: Node | None
    """None where the file holds nothing but white space and comments."""
    duplicates: tuple[DuplicateKey, ...] = field(default=())

    @cached_property
    def _line_starts(self) -> list[int]:
        return [int(self.text.startswith(BOM)), *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def place_at(self, offset: int) -> Place:
        """Line and column of the character at ``offset`` in the text."""
        line = max(0, bisect_right(self._line_starts, offset) - 1)
        return Place(line + 1, max(0, offset - self._line_starts[line]) + 1)

    def node(self, path: Path) -> Node:
        """What stands at ``path``.

        Raises:
            KeyError: Nothing stands there.
        """
        node = self.root
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
                node = node.items[step]
            else:
                node = None
            if node is None:
                raise KeyError(path)
        if node is None:
            raise KeyError(path)
        return node

    def has(self, path: Path) -> bool:
        """Whether anything stands at ``path``."""
        try:
            self.node(path)
        except KeyError:
            return False
        return True

    def place(self, path: Path) -> Place:
        """Where the value at ``path`` begins.

        Raises:
            KeyError: Nothing stands there.
        """
        return self.place_at(self.node(path).start)

    def key_place(self, path: Path) -> Place:
        """Where the key that ends ``path`` begins; for a position in a list, where the item begins.

        Raises:
            KeyError: Nothing stands there.
        """
        owner = self.node(path[:-1]) if path else None
        if isinstance(owner, Mapping) and (entry := owner.entry(str(path[-1]))) is not None:
            return self.place_at(entry.key.start)
        return self.place(path)

    def texts(self) -> Any:
        """The document as dicts, lists and texts: every scalar as written, None for an empty one, ``null`` or ``~``."""
        return None if self.root is None else _texts(self.root)

    def value(self) -> Any:
        """The document as plain Python values, scalars read as YAML 1.1 reads them; keys are always texts.

        Raises:
            BadYaml: A value looks like a date or number and is none, such as ``2024-13-45``.
        """
        return None if self.root is None else self._value(self.root)

    def _value(self, node: Node) -> Any:
        if isinstance(node, Mapping):
            return {entry.key.text: self._value(entry.value) for entry in node.entries}
        if isinstance(node, Sequence):
            return [self._value(item) for item in node.items]
        if node.tag == "str":
            return node.text
        try:
            return yaml.constructor.SafeConstructor().construct_document(
                yaml.ScalarNode(f"{_TAG_PREFIX}{node.tag}", node.text)
            )
        except (ValueError, KeyError, yaml.YAMLError) as error:
            problem = f"this value looks like a {_KIND.get(node.tag, node.tag)} and is none"
            hint = "Put quotes round it if it is meant as text."
            raise BadYaml(self.name, problem, self.place_at(node.start), hint) from error


_KIND = {"int": "number", "float": "number", "timestamp": "date", "bool": "true or false"}


def _texts(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {entry.key.text: _texts(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [_texts(item) for item in node.items]
    return None if node.is_null else node.text
