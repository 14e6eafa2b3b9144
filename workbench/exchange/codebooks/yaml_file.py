"""Codebooks in YAML that are not ours: other keys, codes within codes, no ids. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workbench.codebook.editing.edit import as_read
from workbench.codebook.file import usable
from workbench.codebook.schema import CODE_FIELDS, Codebook
from workbench.errors import BadInput
from workbench.exchange.codebooks.cells import NotRead, from_cell
from workbench.exchange.codebooks.columns import field_of as field_of_heading
from workbench.exchange.codebooks.columns import folded
from workbench.exchange.codebooks.entries import Entry, Source, Told
from workbench.exchange.codebooks.rows import Node, as_entries, by_parents
from workbench.yamltext import Document, Mapping, Scalar, Sequence, read_yaml
from workbench.yamltext.nodes import Node as YamlNode

_LISTS = ("codes", "codebook", "code system", "codesystem", "children", "subcodes", "sub codes", "items", "nodes",
          "tags", "themes", "categories", "subthemes", "labels")  # fmt: skip
"""Keys under which codes stand."""

OURS = "codebook"
"""The kind of a file that is a codebook of ours, as it lies in a study."""


def read_yaml_codebook(text: str, name: str) -> Source:
    """A codebook from YAML: ours, or one with other keys, nested codes, or names alone.

    Args:
        text: What the file holds.
        name: The file's name.

    Raises:
        BadInput: It is no YAML, or holds no list of codes.
    """
    ours = _ours(text, name)
    if ours is not None:
        return ours
    document = read_yaml(text, name=name)
    title, codes = _codes(document)
    if codes is None:
        hint = "Codes stand in a list below codes:, each with a name."
        raise BadInput(f"{name}: there is no list of codes in it.", hint)
    faults: list[Told] = []
    nodes = list(_nodes(document, codes, faults))
    if not nodes:
        raise BadInput(f"{name} holds no codes.", "Codes stand in a list below codes:, each with a name.")
    by_parents(nodes)
    stem = re.sub(r"\.[^.]*$", "", name)
    return Source("YAML", title or stem, tuple(as_entries(nodes)), tuple(faults))


def _ours(text: str, name: str) -> Source | None:
    """A codebook that is ours already, every field of it; None where it is not."""
    try:
        book, faults = usable(text, file=name)
    except BadInput:
        return None
    if not book.codes or any("is not known" in fault.problem and "key" in fault.problem for fault in faults):
        return None
    return from_codebook(book)


def from_codebook(book: Codebook) -> Source:
    """A codebook of ours as a file from elsewhere would say it."""
    at = {code.id: place for place, code in enumerate(book.codes)}
    entries = []
    for place, code in enumerate(book.codes, 1):
        fields = {one: getattr(code, one) for one in CODE_FIELDS if one not in ("id", "name", "parent", "conflicts")}
        above = at.get(code.parent) if code.parent is not None else None
        entries.append(Entry(f"code {place}", code.name, code.id, "", fields, code.parent or "", above))
    return Source(OURS, book.name, tuple(entries), is_whole=True)


def _codes(document: Document) -> tuple[str, YamlNode | None]:
    """What the codebook is called, and the list of its codes."""
    root = document.root
    if isinstance(root, Sequence):
        return "", root
    if not isinstance(root, Mapping):
        return "", None
    title = next((_text(value) for key, value in root.entries if folded(key.text) in ("name", "title")), "")
    for key, value in root.entries:
        if folded(key.text) in _LISTS and isinstance(value, Sequence | Mapping):
            if isinstance(value, Mapping) and any(folded(inner.text) in _LISTS for inner, _ in value.entries):
                inside = next(node for inner, node in value.entries if folded(inner.text) in _LISTS)
                return title, inside
            return title, value
    is_named = not title and not any(folded(key.text) in _LISTS for key, _ in root.entries)
    if is_named and all(isinstance(value, Scalar | Mapping) for _, value in root.entries):
        return "", root  # Names of codes with what they mean.
    return title, None


def _nodes(document: Document, codes: YamlNode, faults: list[Told]) -> Iterator[Node]:
    """The codes in the order of the file, each before those in it."""
    waiting: list[tuple[str, YamlNode, Node | None]] = [*reversed(_items(codes, None))]
    while waiting:
        called, item, above = waiting.pop()
        line = document.place_at(item.start).line
        node, below = _node(f"line {line}", called, item, faults)
        if node is None:
            continue
        if above is not None:
            node.above, node.parent = above, None
        yield node
        for inside in reversed(below):
            waiting += [*reversed(_items(inside, node))]


def _items(codes: YamlNode, above: Node | None) -> list[tuple[str, YamlNode, Node | None]]:
    """The codes of a list, or of a mapping whose keys are their names."""
    if isinstance(codes, Sequence):
        return [("", item, above) for item in codes.items]
    if isinstance(codes, Mapping):
        return [(key.text, value, above) for key, value in codes.entries]
    return []


def _node(place: str, called: str, item: YamlNode, faults: list[Told]) -> tuple[Node | None, list[YamlNode]]:
    """What an item says of its code, and the lists of those below it."""
    if isinstance(item, Scalar):
        name, words = (called, _text(item)) if called else (_text(item), "")
        if not name:
            faults.append(Told(place, "no name; the item was left out"))
            return None, []
        return Node(place, " ".join(name.split()), fields={"definition": words} if words else {}), []
    if isinstance(item, Sequence):
        if called:
            return Node(place, " ".join(called.split())), [item]
        faults.append(Told(place, "a list where a code is expected; it was left out"))
        return None, []
    return _from_mapping(place, called, item, faults)


def _from_mapping(place: str, called: str, item: Mapping, faults: list[Told]) -> tuple[Node | None, list[YamlNode]]:
    said: dict[str, Any] = {}
    below: list[YamlNode] = []
    for key, value in item.entries:
        heading = folded(key.text)
        field = field_of_heading(key.text)
        if heading in _LISTS and isinstance(value, Sequence | Mapping):
            below.append(value)
        elif field and field not in said:
            try:
                said[field] = _value(field, value)
            except NotRead as problem:
                faults.append(Told(place, f"{key.text}: {problem}; it was left out"))
    code_id, name = str(said.pop("id", "")), str(said.pop("name", "") or called)
    parent = said.pop("parent", said.pop("group", None))
    for other in ("kind", "path", "level", "group"):
        said.pop(other, None)
    name = " ".join(name.split())
    if not name and not code_id:
        # A mapping of one name: what is in it is its definition or its codes.
        if len(item.entries) == 1 and not said and not below:
            key, value = item.entries[0]
            return _node(place, key.text, value, faults)
        faults.append(Told(place, "no name; the code was left out"))
        return None, []
    return Node(place, name or code_id, code_id if name else "", fields=said, parent=parent and str(parent)), below


def _value(field: str, node: YamlNode) -> Any:
    if isinstance(node, Sequence):
        texts = [_text(one) for one in node.items]
        if field in ("examples", "was", "split_into"):
            return as_read(field, texts)
        if field == "changes":
            return ()
        if field not in ("definition", "include", "exclude"):
            message = "this is a list, where a text is expected"
            raise NotRead(message)
        return as_read(field, "\n".join(texts))
    if isinstance(node, Mapping):
        message = "this is a mapping, where a text is expected"
        raise NotRead(message)
    if field in ("name", "id", "parent", "group", "kind", "path", "level"):
        return _text(node)
    return from_cell(field, _text(node))


def _text(node: YamlNode) -> str:
    if isinstance(node, Scalar):
        return "" if node.is_null else node.text.strip()
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key, value = node.entries[0]
        return f"{key.text}: {_text(value)}"
    return ""
