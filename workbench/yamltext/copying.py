"""Puts a text in the lines in which another YAML text has it: a block stays one, broken where its author broke it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from workbench.yamltext.layout import layout_of
from workbench.yamltext.nodes import BadYaml, Document, Path, Scalar
from workbench.yamltext.proof import changed_at, tree_of
from workbench.yamltext.reading import read_yaml
from workbench.yamltext.replacing import owner_column, spliced, stands_in_flow
from workbench.yamltext.scalars import Written

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLOCK = re.compile(r"[|>][-+]?")


class Copy(NamedTuple):
    """A scalar that is to stand in the lines in which another text has it.

    Attributes:
        path: Keys and positions to it.
        source: The other text; may be the same.
        at: Keys and positions to it there.
    """

    path: Path
    source: str
    at: Path


def copied(text: str, copies: Collection[Copy], *, name: str = "this YAML text") -> str:
    """A text in which scalars stand in the very lines in which other texts have them, each under its own key.

    Where that cannot be, or one says something else there but for white space round it, it stays as it is.

    Args:
        text: The whole YAML text.
        copies: What is to be copied.
        name: The file's name, for messages.

    Raises:
        BadYaml: One of the texts cannot be read.
    """
    document = read_yaml(text, name=name)
    found = [(one, *both) for one in copies if (both := _to_copy(document, one)) is not None]
    if not found:
        return text
    new, layout = text, layout_of(document)
    # From the last to the first: what stands before keeps its place.
    for one, old, lines in sorted(found, key=lambda each: -each[1].start):
        column = owner_column(document, one.path) + layout.step
        below = tuple(" " * column + line if line else "" for line in lines[1:])
        written = Written(lines[0], below)
        new = spliced(Document(name, new, document.root), old, written, ending=layout.line_end)
    if new == text or _say_the_same(document, new, [one.path for one, _, _ in found]):
        return new
    if len(found) == 1:
        return text
    half = len(found) // 2
    for some in (found[:half], found[half:]):
        text = copied(text, [one for one, _, _ in some], name=name)
    return text


def _to_copy(document: Document, one: Copy) -> tuple[Scalar, list[str]] | None:
    """The scalar that is to be written otherwise, and the lines; None where there is nothing to do, or it cannot be."""
    other = read_yaml(one.source, name=document.name)
    try:
        old, new = document.node(one.path), other.node(one.at)
    except KeyError:
        return None
    if not isinstance(old, Scalar) or not isinstance(new, Scalar) or old.text.strip() != new.text.strip():
        return None
    if old.is_alias or old.explicit_tag is not None or stands_in_flow(document, one.path):
        return None
    lines = _lines_of(other, one.at, new)
    return (old, lines) if lines is not None and lines != _lines_of(document, one.path, old) else None


def _say_the_same(document: Document, text: str, paths: Collection[Path]) -> bool:
    """Whether a text says what another does, but for white space round the scalars at some paths."""
    try:
        trees = [tree_of(document.root), tree_of(read_yaml(text, name=document.name).root)]
    except BadYaml:
        return False
    for path in paths:
        trees = [changed_at(tree, path, lambda leaf: leaf[1].strip()) for tree in trees]
    return bool(trees[0] == trees[1])


def _lines_of(document: Document, path: Path, node: Scalar) -> list[str] | None:
    """The lines in which a scalar stands, those below the first without what all of them are indented by.

    None where they say more than the text: an anchor, a tag, or by how much it is indented.
    """
    first, *below = _LINE_END.split(document.text[node.start : node.end].rstrip())
    if node.is_alias or first[:1] in ("&", "!") or stands_in_flow(document, path):
        return None
    if node.style in ("|", ">"):
        header = _BLOCK.match(first)
        if header is None or first[header.end() : header.end() + 1].isdigit():
            return None
        first = header[0]
    indents = [len(one) - len(one.lstrip(" ")) for one in below if one.strip()]
    return [first, *(one[min(indents) :] if one.strip() else "" for one in below)]
