"""How a file is laid out - line ends, indentation, dashes - and new values written in the same manner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from typing import Union

from workbench.yamltext.nodes import Document, Mapping, Node, Scalar, Sequence
from workbench.yamltext.scalars import Frame, styles_for, write

Value = Union[str, bool, int, float, None, "list[Value]", "tuple[Value, ...]", AnyMapping[str, "Value"]]
"""What can be written: a text, true or false, a number, None, or lists and mappings of these."""

_LINE_END = re.compile(r"\r\n|\n|\r")


class OneLine(tuple[str, ...]):
    """A list of texts that is to be written in brackets on one line."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The habits of a file.

    Args:
        line_end: What ends most lines.
        dash: Columns from a key to the dashes of its list.
        pad: Columns from a dash to what follows it.
        step: Columns from a key to the keys or the text below it.
        blocks: Whether texts of several lines may be written as blocks (``|``), else in quotes.
    """

    line_end: str = "\n"
    dash: int = 2
    pad: int = 2
    step: int = 2
    blocks: bool = True

    @property
    def ways(self) -> tuple[Layout, Layout]:
        """This layout, and the same without blocks: a file without a last line end cannot hold every block."""
        return self, replace(self, blocks=False)


def layout_of(document: Document) -> Layout:
    """The commonest habits of a file; those of lists within lists count before those at the top."""
    text = document.text
    dashes: Counter[tuple[bool, int]] = Counter()
    pads: Counter[int] = Counter()
    steps: Counter[int] = Counter()
    for inside, node in () if document.root is None else _mappings(document.root):
        for key, value in node.entries:
            if value.is_alias:
                continue
            if isinstance(value, Sequence) and not value.is_flow and value.items:
                dash = column_of(text, value.body)
                dashes[inside, dash - column_of(text, key.start)] += 1
                pads[column_of(text, value.items[0].start) - dash] += 1
            elif isinstance(value, Mapping) and not value.is_flow and value.entries:
                steps[column_of(text, value.entries[0].key.start) - column_of(text, key.start)] += 1
    nested = Counter({offset: count for (inside, offset), count in dashes.items() if inside})
    top = Counter({offset: count for (inside, offset), count in dashes.items() if not inside})
    dash = _commonest(nested or top, 2)
    return Layout(
        line_end=line_ending_of(text),
        dash=dash if dash >= 0 else 2,
        pad=max(2, _commonest(pads, 2)),
        step=max(1, _commonest(steps, dash or 2)),
    )


def _mappings(root: Node) -> Iterator[tuple[bool, Mapping]]:
    """Every mapping that is written with a key a line, and whether it stands in something."""
    waiting = [(False, root)]
    while waiting:
        inside, node = waiting.pop()
        if isinstance(node, Mapping):
            if not node.is_flow and not node.is_alias:
                yield inside, node
            waiting += [(True, one.value) for one in reversed(node.entries) if not isinstance(one.value, Scalar)]
        elif isinstance(node, Sequence):
            waiting += [(True, one) for one in reversed(node.items) if not isinstance(one, Scalar)]


def _commonest(counts: Counter[int], otherwise: int) -> int:
    return counts.most_common(1)[0][0] if counts else otherwise


def line_start(text: str, offset: int) -> int:
    """Where the line that holds ``offset`` begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line that holds ``offset`` ends, before its line end."""
    found = _LINE_END.search(text, offset)
    return found.start() if found else len(text)


def column_of(text: str, offset: int) -> int:
    """How many characters stand before ``offset`` in its line, a byte-order mark not counted."""
    start = line_start(text, offset)
    return offset - start - int(start == 0 and text.startswith("\ufeff"))


def dash_of(text: str, owner: Sequence, item: Node) -> int:
    """Offset of the dash before an item of a list that is written with dashes."""
    column, start = column_of(text, owner.body), line_start(text, item.start)
    bom = int(text.startswith("\ufeff"))
    while start >= 0:
        dash = start + column + (bom if start == 0 else 0)
        if text[dash : dash + 1] == "-" and dash <= item.start:
            return dash
        if start == 0:
            break
        start = line_start(text, start - (2 if text[:start].endswith("\r\n") else 1))
    return item.start


def line_ending_of(text: str) -> str:
    """The commonest line end of a text; LF where it has none."""
    ends = Counter(_LINE_END.findall(text))
    return ends.most_common(1)[0][0] if ends else "\n"


def is_collection(value: Value) -> bool:
    """Whether ``value`` is a list or a mapping."""
    return isinstance(value, list | tuple | AnyMapping)


def as_written(value: Value) -> str:
    """The text of a value that is neither list nor mapping: ``true``, ``null``, ``0.8``, or the text itself."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    text = repr(value)
    # YAML 1.1 takes 1e-05 for a text: a number with an exponent has a dot.
    return text.replace("e", ".0e") if isinstance(value, float) and "." not in text else text


def in_flow(value: Value) -> str:
    """``value`` on one line, as it may stand in brackets or braces."""
    if isinstance(value, AnyMapping):
        return "{" + ", ".join(f"{in_flow(key)}: {in_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(in_flow(item) for item in value) + "]"
    if not isinstance(value, str):
        return as_written(value)
    style = styles_for(value, old=None, is_flow=True)[0]
    return write(value, style, Frame(0, is_flow=True)).head


def entry_lines(prefix: str, value: Value, column: int, layout: Layout) -> list[str]:
    """The lines of ``key: value`` or ``- value``.

    Args:
        prefix: The key with its colon, or the dash, without indentation.
        value: What follows it.
        column: Where the prefix begins, counted from 0.
        layout: The habits of the file.
    """
    pad = " " * column
    if isinstance(value, OneLine) or (is_collection(value) and not value):
        return [f"{pad}{prefix} {in_flow(value)}"]
    if isinstance(value, AnyMapping) and prefix == "-":
        lines = block_lines(value, column + layout.pad, layout)
        return [f"{pad}-{' ' * (layout.pad - 1)}{lines[0].lstrip(' ')}", *lines[1:]]
    if isinstance(value, AnyMapping):
        return [pad + prefix, *block_lines(value, column + layout.step, layout)]
    if isinstance(value, list | tuple):
        return [pad + prefix, *block_lines(value, column + (layout.dash if prefix != "-" else layout.pad), layout)]
    gap = " " * (layout.pad - 1) if prefix == "-" else " "
    if not isinstance(value, str):
        return [pad + prefix + gap + as_written(value)]
    style = styles_for(value, old=None, is_flow=False, blocks=layout.blocks)[0]
    written = write(value, style, Frame(column + layout.step, outer=column))
    return [pad + prefix + gap + written.head, *written.lines]


def block_lines(value: Value, column: int, layout: Layout) -> list[str]:
    """The lines of a list or mapping that is not empty, each with its whole indentation."""
    if isinstance(value, AnyMapping):
        pairs = [(f"{in_flow(key)}:", item) for key, item in value.items()]
    else:
        pairs = [("-", item) for item in value] if isinstance(value, list | tuple) else []
    return [line for prefix, item in pairs for line in entry_lines(prefix, item, column, layout)]
