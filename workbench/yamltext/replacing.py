"""Ways of putting a new value where an old one stands, best first. The caller proves which of them holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.yamltext.layout import (
    Layout,
    OneLine,
    Value,
    as_written,
    block_lines,
    column_of,
    dash_of,
    in_flow,
    layout_of,
    line_end,
    line_ending_of,
    line_start,
)
from workbench.yamltext.nodes import Document, Mapping, Node, Path, Scalar, Sequence, resolved_tag
from workbench.yamltext.proof import Tree, tree_for
from workbench.yamltext.scalars import Frame, Written, styles_for, write

_PROPERTIES = re.compile(r"(?:[&!][^\s\[\]{},]*[ \t]*)+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


def scalar_candidates(document: Document, path: Path, old: Scalar, value: Value) -> tuple[Iterator[str], Tree]:
    """The texts with a scalar in the place of a scalar, and the tree that must then stand there."""
    text, tree = as_written(value), tree_for(value)
    if not isinstance(value, str):
        return iter([spliced(document, old, Written(text))]), tree
    # A plain 1.1 may become a plain 1.2: what was a number to other programs stays one.
    tag = old.tag if not old.style and not old.is_null and resolved_tag(text) == old.tag else "str"
    is_flow = stands_in_flow(document, path)
    frame = _frame(document, path, old, is_flow=is_flow)
    styles = styles_for(text, old=None if old.is_null else old.style, is_flow=is_flow, tag=tag)
    if old.is_alias:
        styles = styles_for(text, old=None, is_flow=is_flow)
    wide = Frame(frame.indent, outer=frame.outer)
    written = (write(text, style, one) for one in (frame, wide) for style in styles)
    return (spliced(document, old, one) for one in written), (tag if styles[0] == "" else "str", text)


def swap_for_collection(document: Document, path: Path, old: Node, value: Value) -> Iterator[str]:
    """The texts with a list or mapping in the place of anything."""
    if stands_in_flow(document, path) or not value or isinstance(value, OneLine) or not path:
        yield from _swapped_for_line(document, path, old, in_flow(value))
        return
    for layout in layout_of(document).ways:
        yield _swapped_for_block(document, path, old, value, layout)


def _swapped_for_block(document: Document, path: Path, old: Node, value: Value, layout: Layout) -> str:
    text = document.text
    owner = owner_column(document, path)
    below = owner + (layout.dash if isinstance(value, list | tuple) else layout.step)
    if isinstance(path[-1], int):
        # Its first line stands behind the dash, as far from it as what was there; lists may differ in that.
        below = column_of(text, old.start)
    lines = block_lines(value, below, layout)
    ending = layout.line_end
    joined = ending.join(lines)
    if isinstance(old, Scalar) and old.style in ("|", ">"):
        start = old.start
        header = _BLOCK_HEADER.match(text, start)
        rest = text[header.end() if header else start : line_end(text, start)]
        return text[:start].rstrip(" ") + rest + ending + joined + text[max(old.end, line_end(text, start)) :]
    if isinstance(old, Scalar) or old.is_flow or old.is_alias:
        tail = text[old.end : line_end(text, old.end)]
        if isinstance(path[-1], int):
            return text[: old.start] + joined.lstrip(" ") + tail + text[line_end(text, old.end) :]
        head = text[: old.start] if old.start == old.end else text[: old.start].rstrip(" ")
        return head + tail.rstrip(" ") + ending + joined + text[line_end(text, old.end) :]
    start = _body(text, old)
    if text[line_start(text, start) : start].strip(" "):
        return text[:start] + joined.lstrip(" ") + text[old.end :]
    return text[: line_start(text, start)] + joined + text[old.end :]


def swap_collection(document: Document, path: Path, old: Node, value: Value) -> Iterator[str]:
    """The texts with a scalar in the place of a list or mapping."""
    is_flow = stands_in_flow(document, path)
    for style in styles_for(value, old=None, is_flow=is_flow) if isinstance(value, str) else [""]:
        if style not in ("|", ">"):
            head = write(value, style, Frame(0)).head if isinstance(value, str) else as_written(value)
            yield from _swapped_for_line(document, path, old, head)


def stands_in_flow(document: Document, path: Path) -> bool:
    """Whether the value at ``path`` stands within brackets or braces."""
    owners = [document.node(path[:depth]) for depth in range(len(path))]
    return any(isinstance(owner, Sequence | Mapping) and owner.is_flow for owner in owners)


def _swapped_for_line(document: Document, path: Path, old: Node, head: str) -> Iterator[str]:
    """The texts with ``head``, on one line, in the place of anything."""
    text = document.text
    if isinstance(old, Scalar):
        yield spliced(document, old, Written(head))
    elif old.is_flow or old.is_alias:
        yield text[: old.start] + head + text[old.end :]
    elif path:
        start = _body(text, old)
        indicator = _indicator_end(document, path)
        first_line = line_start(text, start)
        if first_line <= indicator:  # the block begins on the line of the key or dash that owns it
            yield text[:start] + head + text[old.end :]
        else:
            above = text[indicator:first_line].rstrip("\r\n")
            yield text[:indicator] + " " + head + above + text[max(old.end, first_line) :]
    else:
        yield text[: _body(text, old)] + head + text[old.end :]


def spliced(document: Document, old: Scalar, written: Written, *, ending: str = "") -> str:
    """The text with a scalar in the place of a scalar: tags, anchors and the comment on its line stay.

    Args:
        document: The text.
        old: The scalar that stands there.
        written: What is to stand there.
        ending: The line end of new lines; empty for the commonest, which is looked for in the whole text.
    """
    text = document.text
    start, end = old.start, old.end
    if not old.is_alias and (found := _PROPERTIES.match(text, start, max(start, end))):
        start = found.end()
    ending = ending or line_ending_of(text)
    below = "".join(ending + line for line in written.lines)
    gap = "" if text[start - 1 : start] in (" ", "\t", "[", "{", "\n", "\r", "") else " "
    if old.style in ("|", ">"):
        header = _BLOCK_HEADER.match(text, start)
        rest = text[header.end() if header else start : line_end(text, start)]
        return text[:start] + written.head + rest + below + text[max(end, line_end(text, start)) :]
    if written.head[:1] in ("|", ">"):
        tail = text[end : line_end(text, end)]
        return text[:start] + gap + written.head + tail + below + text[line_end(text, end) :]
    return text[:start] + gap + written.head + below + text[end:]


def _frame(document: Document, path: Path, old: Scalar, *, is_flow: bool) -> Frame:
    text = document.text
    outer = owner_column(document, path)
    lines = re.split(r"\r\n|\n|\r", text[old.start : old.end])
    below = [line for line in lines[1:] if line.strip()]
    indents = [len(line) - len(line.lstrip(" ")) for line in below]
    indent = indents[0] if indents else outer + layout_of(document).step
    if old.style in ("|", ">") and (digit := re.search(r"\d", lines[0].split("#")[0])):
        indent = outer + int(digit.group())
    width = None
    if below:
        head = column_of(text, old.start) + len(lines[0]) if old.style not in ("|", ">") else 0
        width = max([40, head, *(len(line) for line in below)])
        width = width if len(below) + (head > 0) > 1 else max(width, 80)
    return Frame(max(indent, outer + 1), width, column_of(text, old.start), is_flow, outer)


def owner_column(document: Document, path: Path) -> int:
    """Column of the key or dash that owns the value at ``path``."""
    owner = document.node(path[:-1])
    if isinstance(owner, Mapping):
        entry = owner.entry(str(path[-1]))
        return column_of(document.text, entry.key.start) if entry else 0
    return column_of(document.text, owner.body) if isinstance(owner, Sequence) else 0


def _indicator_end(document: Document, path: Path) -> int:
    """Offset after the colon or dash that owns the value at ``path``."""
    owner = document.node(path[:-1])
    if isinstance(owner, Mapping) and (entry := owner.entry(str(path[-1]))):
        return document.text.find(":", entry.key.end) + 1
    node = document.node(path)
    return dash_of(document.text, owner, node) + 1 if isinstance(owner, Sequence) else node.start


def _body(text: str, node: Node) -> int:
    """Offset of the first key or dash of a block, past its anchor."""
    if isinstance(node, Sequence):
        return node.body
    return node.entries[0].key.start if isinstance(node, Mapping) and node.entries else node.start
