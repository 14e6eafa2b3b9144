"""An outline while it is written: sections, what hangs in them, and every change of them. Pure.

Every change gives a new tree, so that what was before can be had back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbench.settings import OutlineSection
from workbench.settings.outline import DEEPEST

Kind = Literal["section", "theme", "quotation"]
Way = Literal["up", "down", "in", "out"]
Path = tuple[int, ...]
"""The number of a node among its siblings, on each level from the top."""

_IN_PRINT: tuple[Kind, ...] = ("quotation", "theme", "section")
"""The order in which what stands in a section is printed."""


@dataclass(frozen=True)
class Node:
    """A section, or what hangs in one.

    Attributes:
        kind: What it is.
        name: Its heading; of a theme its name or id, of a quotation the id of its coding or its first digits.
        text: A section's own words, in Markdown.
        inner: What stands in a section, as it is printed: quotations, themes, then sections.
    """

    kind: Kind
    name: str
    text: str = ""
    inner: tuple[Node, ...] = ()


Tree = tuple[Node, ...]


def tree_of(outline: Sequence[OutlineSection]) -> Tree:
    """An outline as a tree."""
    return tuple(
        Node(
            "section",
            one.heading,
            one.text,
            (
                *(Node("quotation", name) for name in one.quotations),
                *(Node("theme", name) for name in one.themes),
                *tree_of(one.sections),
            ),
        )
        for one in outline
    )


def outline_of(tree: Tree) -> list[OutlineSection]:
    """The outline that a tree is."""
    return [
        OutlineSection(
            heading=node.name,
            text=node.text,
            themes=[one.name for one in node.inner if one.kind == "theme"],
            quotations=[one.name for one in node.inner if one.kind == "quotation"],
            sections=outline_of(tuple(one for one in node.inner if one.kind == "section")),
        )
        for node in tree
    ]


def paths_in(tree: Tree, above: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node with its path, from the top."""
    for number, node in enumerate(tree):
        yield (*above, number), node
        yield from paths_in(node.inner, (*above, number))


def node_at(tree: Tree, path: Path) -> Node:
    """The node at a path."""
    node = tree[path[0]]
    for number in path[1:]:
        node = node.inner[number]
    return node


def section_at(tree: Tree, path: Path | None) -> Path | None:
    """The path of the section that a path leads to, or in which hangs what it leads to; None where there is none."""
    if not path:
        return None
    return path if node_at(tree, path).kind == "section" else path[:-1]


def with_section(tree: Tree, path: Path | None, heading: str) -> tuple[Tree, Path]:
    """A new section behind the one that is meant, or as the last of all."""
    here = section_at(tree, path)
    at = (len(tree),) if here is None else (*here[:-1], here[-1] + 1)
    return _changed(tree, at[:-1], lambda row: (*row[: at[-1]], Node("section", heading), *row[at[-1] :])), at


def with_hung(tree: Tree, path: Path, kind: Kind, name: str) -> tuple[Tree, Path]:
    """A theme or quotation, hung into the section that is meant as the last of its kind."""
    here = section_at(tree, path) or path
    inner = node_at(tree, here).inner
    at = sum(_IN_PRINT.index(one.kind) <= _IN_PRINT.index(kind) for one in inner)
    return _changed(tree, here, lambda row: (*row[:at], Node(kind, name), *row[at:])), (*here, at)


def renamed(tree: Tree, path: Path, name: str) -> Tree:
    """A section under another heading."""
    return _replaced(tree, path, lambda node: replace(node, name=name))


def with_text(tree: Tree, path: Path, text: str) -> Tree:
    """A section with other words of its own."""
    return _replaced(tree, path, lambda node: replace(node, text=text))


def without(tree: Tree, path: Path) -> Tree:
    """The tree without a node and all that stands in it."""
    return _changed(tree, path[:-1], lambda row: (*row[: path[-1]], *row[path[-1] + 1 :]))


def moved(tree: Tree, path: Path, way: Way) -> tuple[Tree, Path] | None:
    """A node one place on; None where it can go no further that way.

    Sections go up and down among their like, in under the one before, and out behind the one they stand in. What hangs
    goes up and down among its like, and on into the section before or behind; in and out as far as there are sections.
    """
    node = node_at(tree, path)
    if node.kind == "section":
        return _section_moved(tree, path, node, way)
    siblings = node_at(tree, path[:-1]).inner
    by = {"up": -1, "down": 1}.get(way)
    if by is not None:
        at = path[-1] + by
        if 0 <= at < len(siblings) and siblings[at].kind == node.kind:
            return _swapped(tree, path, at), (*path[:-1], at)
    sections = [place for place, one in paths_in(tree) if one.kind == "section"]
    here = path[:-1]
    if way == "in":
        there = next((one for one in sections if one[:-1] == here), None)
    elif way == "out":
        there = here[:-1] or None
    else:
        number = sections.index(here) + (by or 0)
        there = sections[number] if 0 <= number < len(sections) else None
    return _hung_elsewhere(tree, path, there, last=way != "down") if there is not None else None


def _section_moved(tree: Tree, path: Path, node: Node, way: Way) -> tuple[Tree, Path] | None:
    row = node_at(tree, path[:-1]).inner if path[:-1] else tree
    if way in ("up", "down"):
        at = path[-1] + (1 if way == "down" else -1)
        if not 0 <= at < len(row) or row[at].kind != "section":
            return None
        return _swapped(tree, path, at), (*path[:-1], at)
    rest = without(tree, path)
    if way == "out":
        if len(path) == 1:
            return None
        above = path[:-1]
        at = above[-1] + 1
        return _changed(rest, above[:-1], lambda row: (*row[:at], node, *row[at:])), (*above[:-1], at)
    before = (*path[:-1], path[-1] - 1)
    if path[-1] == 0 or row[path[-1] - 1].kind != "section" or len(path) + _depth(node) > DEEPEST:
        return None
    at = len(node_at(rest, before).inner)
    return _changed(rest, before, lambda row: (*row, node)), (*before, at)


def _hung_elsewhere(tree: Tree, path: Path, there: Path, *, last: bool) -> tuple[Tree, Path]:
    node = node_at(tree, path)
    # What hangs stands before the sections, so that taking it out moves the sections behind it in the same one up.
    rest = without(tree, path)
    above = path[:-1]
    if there[: len(above)] == above and len(there) > len(above):
        there = (*above, there[len(above)] - 1, *there[len(above) + 1 :])
    inner = node_at(rest, there).inner
    rank = _IN_PRINT.index(node.kind)
    at = sum(_IN_PRINT.index(one.kind) < rank + last for one in inner)
    return _changed(rest, there, lambda row: (*row[:at], node, *row[at:])), (*there, at)


def _depth(node: Node) -> int:
    return 1 + max((_depth(one) for one in node.inner if one.kind == "section"), default=0)


def _swapped(tree: Tree, path: Path, at: int) -> Tree:
    def swap(row: Tree) -> Tree:
        several = list(row)
        several[path[-1]], several[at] = several[at], several[path[-1]]
        return tuple(several)

    return _changed(tree, path[:-1], swap)


def _replaced(tree: Tree, path: Path, change: Callable[[Node], Node]) -> Tree:
    at = path[-1]
    return _changed(tree, path[:-1], lambda row: (*row[:at], change(row[at]), *row[at + 1 :]))


def _changed(tree: Tree, path: Path, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with another row of nodes below a path."""
    if not path:
        return change(tree)
    at = path[0]
    node = replace(tree[at], inner=_changed(tree[at].inner, path[1:], change))
    return (*tree[:at], node, *tree[at + 1 :])
