"""Changes one place of a YAML text and leaves every other character alone.

Each function returns the new text. Nothing is trusted: before a new text is handed out it is read again, and must hold
what the old one held with just that change. Where no way of writing passes this, the function raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from difflib import SequenceMatcher
from itertools import pairwise

from workbench.yamltext.layout import (
    Layout,
    Value,
    column_of,
    dash_of,
    entry_lines,
    in_flow,
    is_collection,
    layout_of,
    line_end,
    line_ending_of,
    line_start,
)
from workbench.yamltext.nodes import BadYaml, Document, Mapping, Node, Path, Scalar, Sequence
from workbench.yamltext.proof import Tree, changed_at, holds, old_trees, tree_for, tree_of
from workbench.yamltext.reading import read_yaml
from workbench.yamltext.replacing import scalar_candidates, swap_collection, swap_for_collection

_NAME = "this YAML text"
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def replace_value(text: str, path: Path, value: Value, *, name: str = _NAME) -> str:
    """Put ``value`` in the place of what stands at ``path``.

    The style of a scalar is kept where it can hold the new value. Lists and mappings are changed item by item, so that
    comments and items that stay keep their text.

    Args:
        text: The whole YAML text.
        path: Keys and positions to the value.
        value: The new value. A text is written so that it is read as a text, in quotes where it must be, except
            where a plain scalar gives way to one that YAML takes for the same kind (``1.2`` for ``1.1``).
        name: The file's name, for messages.

    Raises:
        BadYaml: The text cannot be read, or cannot be changed safely at this place.
        KeyError: Nothing stands at ``path``.
    """
    document = read_yaml(text, name=name)
    old = document.node(path)
    if tree_of(old) == tree_for(value):
        return text
    if isinstance(old, Sequence) and isinstance(value, list | tuple) and old.items and value and not old.is_alias:
        return _replace_items(text, path, old, list(value), name)
    if isinstance(old, Mapping) and isinstance(value, AnyMapping) and old.entries and value and not old.is_alias:
        return _replace_entries(text, path, old, value, name)
    if is_collection(value):
        candidates = swap_for_collection(document, path, old, value)
        return _proved(document, candidates, path, lambda _: tree_for(value))
    if isinstance(old, Scalar):
        written, tree = scalar_candidates(document, path, old, value)
        return _proved(document, written, path, lambda _: tree)
    return _proved(document, swap_collection(document, path, old, value), path, lambda _: tree_for(value))


def add_key(text: str, path: Path, key: str, value: Value, *, after: str | None = None, name: str = _NAME) -> str:
    """Add a key to the mapping at ``path``.

    Args:
        text: The whole YAML text; may be empty where ``path`` is ``()``.
        path: Keys and positions to the mapping.
        key: The new key, which must not stand there yet.
        value: Its value.
        after: The key behind which it goes; None puts it at the end.
        name: The file's name, for messages.

    Raises:
        BadYaml: The text cannot be read, there is no mapping, the key stands there already, or it cannot be added.
        KeyError: Nothing stands at ``path``, or ``after`` is no key of the mapping.
    """
    document = read_yaml(text, name=name)
    if not path and document.root is None:
        layout = layout_of(document)
        new = _at_end(text, entry_lines(f"{in_flow(key)}:", value, 0, layout), layout)
        return _proved(document, [new], (), lambda _: tree_for({key: value}))
    owner = document.node(path)
    if isinstance(owner, Scalar) and owner.is_null:
        return replace_value(text, path, {key: value}, name=name)
    if not isinstance(owner, Mapping) or owner.get(key) is not None:
        raise _unsafe(document, owner.start)
    if not owner.entries:
        return replace_value(text, path, {key: value}, name=name)
    keys = [entry.key.text for entry in owner.entries]
    position = len(keys) if after is None else _index(keys, after) + 1
    behind = owner.entries[position - 1]
    if owner.is_flow:
        candidates = [f"{text[: behind.value.end]}, {in_flow(key)}: {in_flow(value)}{text[behind.value.end :]}"]
    else:
        column = column_of(text, owner.entries[0].key.start)
        entries = [entry_lines(f"{in_flow(key)}:", value, column, layout) for layout in layout_of(document).ways]
        candidates = [_line_added(text, behind.value.end, lines) for lines in entries]

    def added(tree: Tree) -> Tree:
        pairs = list(tree[0].items())
        return (dict([*pairs[:position], (key, tree_for(value)), *pairs[position:]]),)

    return _proved(document, candidates, path, added, grows=True)


def insert_item(
    text: str, path: Path, position: int, value: Value, *, blank_line: bool | None = None, name: str = _NAME
) -> str:
    """Add an item to the list at ``path`` so that it stands at ``position`` (at least 1 where the list is not empty).

    Args:
        text: The whole YAML text.
        path: Keys and positions to the list; an empty value counts as an empty list.
        position: Where the item will stand, counted from 0.
        value: The new item.
        blank_line: Whether an empty line goes before it; None does as most items there do.
        name: The file's name, for messages.

    Raises:
        BadYaml: The text cannot be read, there is no list, or the item cannot be added safely.
        KeyError: Nothing stands at ``path``.
    """
    document = read_yaml(text, name=name)
    owner = document.node(path)
    if (isinstance(owner, Scalar) and owner.is_null) or (isinstance(owner, Sequence) and not owner.items):
        return replace_value(text, path, [value], name=name)
    if not isinstance(owner, Sequence) or not 0 < position <= len(owner.items):
        raise _unsafe(document, owner.start)
    behind = owner.items[position - 1]
    if owner.is_flow:
        candidates = [f"{text[: behind.end]}, {in_flow(value)}{text[behind.end :]}"]
    else:
        dash = column_of(text, owner.body)
        gap = _has_blank_lines(text, owner) if blank_line is None else blank_line
        ways = [entry_lines("-", value, dash, layout) for layout in layout_of(document).ways]
        at = _after_own_comments(text, behind.end, dash)
        # Behind a block that keeps its blank lines (|+) another would become part of it.
        heads: list[list[str]] = [[""], []] if gap else [[]]
        candidates = [_line_added(text, at, [*head, *lines]) for head in heads for lines in ways]

    def added(tree: Tree) -> Tree:
        return [*tree[:position], tree_for(value), *tree[position:]]

    return _proved(document, candidates, path, added, grows=True)


def append_item(text: str, path: Path, value: Value, *, blank_line: bool | None = None, name: str = _NAME) -> str:
    """Add an item at the end of the list at ``path``; see `insert_item`."""
    owner = read_yaml(text, name=name).node(path)
    position = len(owner.items) if isinstance(owner, Sequence) else 0
    return insert_item(text, path, position, value, blank_line=blank_line, name=name)


def remove_key(text: str, path: Path, *, name: str = _NAME) -> str:
    """Remove the key that ends ``path``, with its value and the comment on its line; other comments stay.

    Raises:
        BadYaml: The text cannot be read, or the key cannot be removed safely.
        KeyError: Nothing stands at ``path``.
    """
    return _removed(read_yaml(text, name=name), path)


def remove_item(text: str, path: Path, *, name: str = _NAME) -> str:
    """Remove the item of a list at ``path``; see `remove_key`."""
    return _removed(read_yaml(text, name=name), path)


def item_lines(document: Document, path: Path) -> list[tuple[int, int]]:
    """Where each item of a list begins and ends: with the comment lines right above it, without the last line end.

    Raises:
        BadYaml: The list is none that is written with dashes.
        KeyError: Nothing stands at ``path``.
    """
    owner = document.node(path)
    if not isinstance(owner, Sequence) or owner.is_flow or owner.is_alias:
        raise _unsafe(document, owner.start)
    return [_lines_of(document.text, owner, at) for at in range(len(owner.items))]


def _lines_of(text: str, owner: Sequence, at: int) -> tuple[int, int]:
    item, column = owner.items[at], column_of(text, owner.body)
    start = line_start(text, dash_of(text, owner, item))
    end = line_end(text, _after_own_comments(text, item.end, column))
    while start > 0:
        above = line_start(text, start - (2 if text[:start].endswith("\r\n") else 1))
        comment = text[above:start].lstrip(" ")
        # One that is indented deeper is the item's before it; see `_after_own_comments`.
        if not comment.startswith("#") or start - above - len(comment) > column:
            break
        start = above
    return start, end


def _removed(document: Document, path: Path) -> str:
    document.node(path)
    owner, step = document.node(path[:-1]), path[-1]
    if isinstance(owner, Mapping):
        starts = [entry.key.start for entry in owner.entries]
        ends = [entry.value.end for entry in owner.entries]
        at = _index([entry.key.text for entry in owner.entries], str(step))
    elif isinstance(owner, Sequence):
        ends = [item.end for item in owner.items]
        starts = [item.start if owner.is_flow else dash_of(document.text, owner, item) for item in owner.items]
        at = int(step)
    else:
        raise KeyError(path)
    if len(starts) == 1:
        empty: Value = {} if isinstance(owner, Mapping) else []
        return replace_value(document.text, path[:-1], empty, name=document.name)
    candidates = (_cut_flow if owner.is_flow else _cut_lines)(document, starts, ends, at)

    def without(tree: Tree) -> Tree:
        if isinstance(tree, list):
            return [item for position, item in enumerate(tree) if position != at]
        return ({key: item for key, item in tree[0].items() if key != step},)

    return _proved(document, candidates, path[:-1], without)


def _cut_flow(document: Document, starts: list[int], ends: list[int], at: int) -> list[str]:
    text = document.text
    start, end = (starts[0], starts[1]) if at == 0 else (ends[at - 1], ends[at])
    if "#" in (text[ends[0] : end] if at == 0 else text[start : starts[at]]):
        raise _unsafe(document, starts[at])  # a comment may stand between the two
    return [text[:start] + text[end:]]


def _cut_lines(document: Document, starts: list[int], ends: list[int], at: int) -> list[str]:
    text = document.text
    start, end = line_start(text, starts[at]), line_end(text, ends[at])
    if text[start : starts[at]].strip(" \ufeff"):  # it shares its line with a dash before it
        between = text[end : starts[at + 1]] if at + 1 < len(starts) else "#"
        if "#" in between:
            raise _unsafe(document, starts[at])
        return [text[: starts[at]] + text[starts[at + 1] :]]
    start += int(text.startswith("\ufeff") and start == 0)
    rest = text[end:]
    for ending in ("\r\n", "\n", "\r"):
        if rest.startswith(ending):
            return [text[:start] + rest.removeprefix(ending)]
    # The last line of a file without a last line end: the line before becomes so, unless a block there needs its own.
    head = text[:start]
    return [head.removesuffix("\n").removesuffix("\r") if head.endswith("\n") else head.removesuffix("\r"), head]


def _replace_items(text: str, path: Path, old: Sequence, value: list[Value], name: str) -> str:
    before, after = [repr(tree_of(item)) for item in old.items], [repr(tree_for(item)) for item in value]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for _, old_start, old_end, new_start, new_end in reversed(steps):
        if before[old_start:old_end] == after[new_start:new_end]:
            continue
        shared = min(old_end - old_start, new_end - new_start)
        for offset in range(shared):
            text = replace_value(text, (*path, old_start + offset), value[new_start + offset], name=name)
        for position in range(new_start + shared, new_end):
            text = _insert_anywhere(text, path, old_start + position - new_start, value[position], name)
        for position in reversed(range(old_start + shared, old_end)):
            text = remove_item(text, (*path, position), name=name)
    return text


def _insert_anywhere(text: str, path: Path, position: int, value: Value, name: str) -> str:
    """As `insert_item`, at the head of the list as well, whose first item keeps its lines and the comment in them.

    Where it has no line of its own, a first text gives way and comes again behind.
    """
    if position:
        return insert_item(text, path, position, value, name=name)
    document = read_yaml(text, name=name)
    owner = document.node(path)
    first = owner.items[0] if isinstance(owner, Sequence) else owner
    try:
        candidates = _put_before(document, owner, first, value)
        return _proved(document, candidates, path, lambda tree: [tree_for(value), *tree])
    except BadYaml:
        if not isinstance(first, Scalar) or first.tag != "str":
            raise
    text = insert_item(text, path, 1, first.text, name=name)
    return replace_value(text, (*path, 0), value, name=name)


def _put_before(document: Document, owner: Node, first: Node, value: Value) -> Iterator[str]:
    """The texts with an item above the first of a list, whose lines stay as they are."""
    text = document.text
    if isinstance(owner, Sequence) and owner.is_flow:
        yield f"{text[: first.start]}{in_flow(value)}, {text[first.start :]}"
    elif isinstance(owner, Sequence):
        dash = dash_of(text, owner, first)
        start = line_start(text, dash)
        if not text[start:dash].strip(" "):
            layout = layout_of(document)
            for way in layout.ways:
                lines = entry_lines("-", value, dash - start, way)
                yield text[:start] + "".join(line + layout.line_end for line in lines) + text[start:]


def _replace_entries(text: str, path: Path, old: Mapping, value: AnyMapping[str, Value], name: str) -> str:
    kept = [entry.key.text for entry in old.entries if entry.key.text in value]
    if not kept:
        document = read_yaml(text, name=name)
        candidates = swap_for_collection(document, path, old, value)
        return _proved(document, candidates, path, lambda _: tree_for(value))
    for entry in old.entries:
        if entry.key.text not in value:
            text = remove_key(text, (*path, entry.key.text), name=name)
    for key, item in value.items():
        if key in kept:
            text = replace_value(text, (*path, key), item, name=name)
        else:
            text = add_key(text, path, key, item, name=name)
    return text


def _after_own_comments(text: str, offset: int, column: int) -> int:
    """Past the comment lines below that are indented deeper than ``column``: they belong to what stands above."""
    end = line_end(text, offset)
    while end < len(text):
        start = end + (2 if text.startswith("\r\n", end) else 1)
        line = text[start : line_end(text, start)]
        indent = len(line) - len(line.lstrip(" "))
        if not line[indent:].startswith("#") or indent <= column:
            break
        end = start + len(line)
    return end


def _has_blank_lines(text: str, owner: Sequence) -> bool:
    """Whether most items are set apart by empty lines."""
    pairs = list(pairwise(owner.items))
    gaps = [text[line_end(text, one.end) : dash_of(text, owner, two)] for one, two in pairs]
    return sum(bool(_BLANK_LINE.search(gap)) for gap in gaps) * 2 > len(gaps)


def _line_added(text: str, offset: int, lines: Iterable[str]) -> str:
    """``lines`` put behind the line that holds ``offset``, with the file's own line ends."""
    at = line_end(text, offset)
    ending = line_ending_of(text)
    return text[:at] + "".join(ending + line for line in lines) + text[at:]


def _at_end(text: str, lines: list[str], layout: Layout) -> str:
    head = text if not text.strip("\ufeff") or text.endswith(("\n", "\r")) else text + layout.line_end
    return head + "".join(line + layout.line_end for line in lines)


def _index(keys: list[str], key: str) -> int:
    if key not in keys:
        raise KeyError(key)
    return keys.index(key)


def _proved(
    document: Document,
    candidates: Iterable[str],
    path: Path,
    change: Callable[[Tree], Tree],
    *,
    grows: bool = False,
) -> str:
    """The first candidate that holds what the old text held, with ``change`` at ``path``."""
    wanted = [changed_at(tree, path, change) for tree in old_trees(document, grows=grows)]
    for candidate in candidates:
        if any(holds(candidate, tree, document.name) for tree in wanted):
            return candidate
    raise _unsafe(document, document.node(path).start if document.has(path) else 0)


def _unsafe(document: Document, offset: int) -> BadYaml:
    hint = "Nothing was changed. Change it in an editor; anchors (&, *) and lists in brackets are the usual reason."
    return BadYaml(document.name, "this place cannot be changed safely", document.place_at(offset), hint)
