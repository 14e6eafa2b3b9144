"""Reads YAML safely: nothing is built before the whole text is known to be well-formed, finite and of plain values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import yaml

from workbench.yamltext.nodes import BOM, BadYaml, Document, DuplicateKey, Entry, Mapping, Node, Scalar, Sequence
from workbench.yamltext.problems import explained

NODE_LIMIT = 250_000
"""How many values a file may hold once its aliases are written out; 2,000 codes hold about 50,000."""
DEPTH_LIMIT = 60
"""How many mappings and lists may stand in one another."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it (ten times as fast), else PyYAML's own."""

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BELOW = re.compile(r"(?:\r\n|\n|\r)( *)([^\r\n]*)")
_CONFLICT_MARK = re.compile(r"^(?:<{7}|>{7})(?=[ \r\n]|$)", re.MULTILINE)
_TAGS = {f"tag:yaml.org,2002:{kind}": kind for kind in ("str", "int", "float", "bool", "null", "timestamp")} | {
    "!": "str"
}
_COLLECTION_TAGS = {None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


def read_yaml(text: str, *, name: str) -> Document:
    """Read a YAML text.

    Args:
        text: The whole text, line ends as they are; a byte-order mark at its start is accepted.
        name: The file's name, for messages.

    Raises:
        BadYaml: The text is not YAML, holds several documents, a key twice, conflict marks, characters that cannot be
            printed, a tag of another program, an alias within itself, or more than ``NODE_LIMIT`` values.
    """
    document = compose(text, name=name)
    if document.duplicates:
        key, first, second = document.duplicates[0]
        problem = f'the key "{key}" stands twice in one mapping: in line {first.line}, and here'
        raise BadYaml(name, problem, second, "Keep one of the two.")
    return document


def compose(text: str, *, name: str) -> Document:
    """Read a YAML text as `read_yaml` does, but leave keys that stand twice to the caller, in ``duplicates``."""
    try:
        return replace(_composed(text), name=name)
    except BadYaml as error:
        raise BadYaml(name, error.problem, error.place, error.hint) from error.__cause__


@lru_cache(maxsize=4)  # an edit reads the same text several times, under several names; documents do not change
def _composed(text: str) -> Document:
    blank = Document("", text, None)
    for pattern, problem, hint in _REFUSED:
        if found := pattern.search(text):
            raise BadYaml("", problem(found.group()), blank.place_at(found.start()), hint)
    offset = int(text.startswith(BOM))
    composer = _Composer(blank, offset)
    try:
        for event in _parse(text[offset:]):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        raise explained(error, blank, offset) from error
    except yaml.YAMLError as error:
        raise BadYaml("", "this is not YAML", None, "Is it the right file?") from error
    return Document("", text, composer.root, tuple(composer.duplicates))


def conflict_marks(text: str) -> Iterator[int]:
    """Offsets of the lines with which git opens and closes a conflict."""
    return (found.start() for found in _CONFLICT_MARK.finditer(text))


_REFUSED: tuple[tuple[re.Pattern[str], Callable[[str], str], str], ...] = (
    (
        _UNPRINTABLE,
        lambda found: f"the character U+{ord(found):04X} cannot stand in a YAML file",
        'Delete it; in a text in double quotes it can be written as "\\x..", "\\u....".',
    ),
    (
        _CONFLICT_MARK,
        lambda found: f"a conflict mark of git ({found}) was left in the file",
        "Settle the conflict: keep the wording you want and delete the lines <<<<<<<, ======= and >>>>>>>.",
    ),
)


def _parse(text: str) -> Iterator[Any]:
    # As yaml.parse does, which asks for each event twice.
    loader = LOADER(text)
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            yield event
    finally:
        loader.dispose()


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    event: Any
    start: int
    body: int
    is_mapping: bool
    children: list[Node] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    size: int = 1

    @property
    def awaits_key(self) -> bool:
        return self.is_mapping and len(self.children) % 2 == 0


class _Composer:
    """Builds nodes from the parser's events, one at a time, so that a bomb is refused before it is built."""

    def __init__(self, document: Document, offset: int) -> None:
        self.document = document
        self.offset = offset
        self.root: Node | None = None
        self.duplicates: list[DuplicateKey] = []
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._documents = 0

    def take(self, event: Any) -> None:
        start, end = event.start_mark.index + self.offset, event.end_mark.index + self.offset
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, start, end)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(str(event.anchor), start, end)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event, start, end)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(end)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                hint = "Keep one document in a file, without a second line ---."
                raise self._bad("a second YAML document begins here", start, hint)

    def _bad(self, problem: str, offset: int, hint: str) -> BadYaml:
        return BadYaml(self.document.name, problem, self.document.place_at(offset), hint)

    def _scalar(self, event: Any, start: int, end: int) -> None:
        tag = None
        if event.tag is not None:
            tag = _TAGS.get(event.tag)
            if tag is None:
                raise self._bad("this tag (a word that begins with !) is not understood here", start, "Delete the tag.")
        style = event.style or ""
        if style in ("|", ">"):
            end = _block_end(self.document.text, start, end)
        self._add(Scalar(event.value, style, tag, start, end), event.anchor)

    def _alias(self, anchor: str, start: int, end: int) -> None:
        if anchor not in self._anchors:
            raise self._bad(f"the alias *{anchor} has no anchor &{anchor} before it", start, "Write the value out.")
        target = self._anchors[anchor]
        if target is None:
            raise self._bad(f"the alias *{anchor} stands within what it repeats", start, "Write the value out.")
        if isinstance(target, Scalar):
            self._add(target._replace(start=start, end=end, is_alias=True), None)
        else:
            self._add(replace(target, start=start, end=end, is_alias=True), None)

    def _open(self, event: Any, start: int, end: int) -> None:
        if self._stack and self._stack[-1].awaits_key:
            raise self._bad("a list or mapping cannot be a key", start, "Use a word as the key.")
        if event.tag not in _COLLECTION_TAGS:
            raise self._bad("this tag (a word that begins with !) is not understood here", start, "Delete the tag.")
        if len(self._stack) >= DEPTH_LIMIT:
            raise self._bad(f"more than {DEPTH_LIMIT} lists stand in one another", start, "Is it the right file?")
        body = end - 1 if event.flow_style or self.document.text[end : end + 1] != "-" else end
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._stack.append(_Open(event, start, body, isinstance(event, yaml.MappingStartEvent)))

    def _close(self, end: int) -> None:
        opened = self._stack.pop()
        is_flow = bool(opened.event.flow_style)
        if not is_flow:
            # The parser ends a block where the next thing begins; ours ends with its last child.
            end = opened.children[-1].end if opened.children else opened.start
        node: Node
        if opened.is_mapping:
            pairs = zip(opened.children[::2], opened.children[1::2], strict=True)
            entries = tuple(Entry(key, value) for key, value in pairs if isinstance(key, Scalar))
            node = Mapping(entries, is_flow, opened.start, end, opened.size)
        else:
            node = Sequence(tuple(opened.children), is_flow, opened.start, end, opened.body, opened.size)
        self._add(node, opened.event.anchor)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._stack:
            # A document of nothing comes as one empty scalar.
            empty = isinstance(node, Scalar) and node.start == node.end and node.text == ""
            self.root = None if empty else node
            return
        opened = self._stack[-1]
        opened.size += node.size
        if opened.size > NODE_LIMIT:
            hint = "Is it the right file? Aliases (*name) that repeat aliases multiply."
            raise self._bad(f"more than {NODE_LIMIT:,} values, counting what aliases repeat", node.start, hint)
        if opened.awaits_key:
            self._check_key(opened, node)
        opened.children.append(node)

    def _check_key(self, opened: _Open, node: Node) -> None:
        if not isinstance(node, Scalar):
            raise self._bad("a list or mapping cannot be a key", node.start, "Use a word as the key.")
        if node.text == "<<" and node.style == "":
            raise self._bad("the merge key << is not supported", node.start, "Write the fields out.")
        first = opened.keys.setdefault(node.text, node.start)
        if first != node.start:
            place_at = self.document.place_at
            self.duplicates.append(DuplicateKey(node.text, place_at(first), place_at(node.start)))


def _block_end(text: str, start: int, end: int) -> int:
    """Where a block scalar's own text ends: blank lines after it are no part of it, unless it keeps them (``+``)."""
    keeps = "+" in text[start : start + 3]  # the header is at most a style, a digit and a sign
    region = text[start:end]
    if keeps:
        return end - (2 if region.endswith("\r\n") else 1 if region.endswith(("\n", "\r")) else 0)
    # A line of spaces only is text where it is longer than the indentation.
    lines = list(_LINE_BELOW.finditer(region))
    indent = min((len(line.group(1)) for line in lines if line.group(2)), default=len(region))
    last = [line for line in lines if line.group(2) or len(line.group(1)) > indent]
    header = re.split(r"[\r\n]", region, maxsplit=1)[0]
    return start + (last[-1].end() if last else len(header))
