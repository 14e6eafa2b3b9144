"""From the rows of a table to what it says of codes: groups and levels, names that are paths. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from workbench.exchange.codebooks.cells import NotRead, from_cell
from workbench.exchange.codebooks.columns import Columns, folded
from workbench.exchange.codebooks.entries import Entry, Told
from workbench.exchange.codebooks.paths import (
    NO_PATHS,
    ROOTED,
    ROOTS,
    SEPARATORS,
    separator_among,
    steps_of,
    without_root,
)
from workbench.visible import plural

_RANKS = {
    "theme": 0, "main theme": 0, "category": 0, "group": 0, "folder": 0, "parent": 0, "parent code": 0, "root": 0,
    "construct": 0, "subtheme": 1, "sub theme": 1, "subcategory": 1, "sub category": 1, "code": 2, "node": 2, "tag": 2,
    "child": 2, "child code": 2, "leaf": 2, "subcode": 3, "sub code": 3,
}  # fmt: skip


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        place: Where it stands, as in "row 5".
        cells: What its cells say.
    """

    place: str
    cells: Sequence[str]


@dataclass
class Node:
    """A code while it finds its place among the others."""

    place: str
    name: str
    id: str = ""
    guid: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    parent: str | None = None
    above: Node | None = None
    way: tuple[str, ...] = ()
    is_made: bool = False


def as_key(name: str) -> str:
    """What two spellings of a name share: capitals, blanks and the form of accents aside."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def as_name(text: str) -> str:
    """A name on one line: blanks within it stay as they are, line breaks and tabs become one."""
    return re.sub(r"\s*[\n\r\t]\s*", " ", text).strip()


def entries_of(
    rows: Sequence[Row], columns: Columns, *, separator: str | None = None
) -> tuple[list[Entry], list[Told], list[Told]]:
    """What the rows below the header say of codes, what could not be taken in, and what else one should know.

    Args:
        rows: The rows.
        columns: Which column holds what.
        separator: What stands between the steps of names that are paths, as the user says; `NO_PATHS` where they are
            none. Else a name is taken for a path where what it begins with is a code as well.
    """
    faults: list[Told] = []
    notices: list[Told] = []
    nodes = [node for row in rows if (node := _node(row, columns, faults)) is not None]
    ways = _ways(rows, columns, nodes, separator)
    if not ways and separator != NO_PATHS:
        ways = _by_rooted_names(nodes) or _by_parent_paths(nodes, separator, notices)
    nodes = _without_doubles(nodes, ways, faults)
    if ways:
        nodes = _with_groups(nodes, ways, notices)
    elif columns.kind is not None and "parent" not in columns.fields:
        _by_kind(rows, columns, nodes)
    else:
        by_parents(nodes)
        # In a table with ids and parents it is said already what stands under what.
        is_said = {"id", "parent"} <= columns.fields.keys() and separator is None
        if columns.path is None and separator != NO_PATHS and not is_said:
            nodes = by_names(nodes, separator, notices)
    return as_entries(nodes), faults, notices


def as_entries(nodes: Sequence[Node]) -> list[Entry]:
    """Codes that have found their places, as entries that point at each other by number."""
    at = {id(node): place for place, node in enumerate(nodes)}
    return [
        Entry(
            one.place, one.name, one.id, one.guid, one.fields, one.parent, at.get(id(one.above)) if one.above else None,
            one.is_made,
        )
        for one in nodes
    ]  # fmt: skip


def _node(row: Row, columns: Columns, faults: list[Told]) -> Node | None:
    """What a row says of its own code; None where it says nothing that can be used."""
    cell = partial(_cell, row.cells)
    fields: dict[str, Any] = {}
    for name, place in columns.fields.items():
        if name in ("id", "name", "parent"):
            continue
        try:
            fields[name] = from_cell(name, cell(place))
        except NotRead as problem:
            faults.append(Told(row.place, f"{name.replace('_', ' ')}: {problem}; it was left out"))
    steps = [cell(place) for place in columns.levels]
    name = cell(columns.fields.get("name")) or next((one for one in reversed(steps) if one), "")
    name = as_name(name) or cell(columns.path)
    code_id = cell(columns.fields.get("id"))
    if not name and not code_id:
        if any(fields.values()):
            faults.append(Told(row.place, "no name; the row was left out"))
        return None
    parent = cell(columns.fields["parent"]) if "parent" in columns.fields else None
    return Node(row.place, name, code_id, fields=fields, parent=parent)


def _ways(
    rows: Sequence[Row], columns: Columns, nodes: Sequence[Node], separator: str | None
) -> dict[str, tuple[str, ...]]:
    """By each row's place, the names of all that it stands under, from the top; nothing where no column says it."""
    by_place = {row.place: row.cells for row in rows}
    if columns.path is not None and "parent" not in columns.fields and not columns.levels:
        return _by_paths(by_place, columns.path, nodes, separator)
    if not columns.levels:
        return {}
    repeats = _repeats(rows, columns)
    own = "name" not in columns.fields
    found: dict[str, tuple[str, ...]] = {}
    last: list[str] = []
    for node in nodes:
        cells = by_place[node.place]
        steps = [cells[place].strip() if place < len(cells) else "" for place in columns.levels]
        depth = next((at for at in reversed(range(len(steps))) if steps[at]), -1)
        if own or (depth >= 0 and not _cell(cells, columns.fields.get("name"))):
            steps, name = steps[:depth], [steps[depth]]
        else:
            name = [node.name]
        if not repeats:
            first = next((at for at, one in enumerate(steps) if one), len(steps))
            steps[:first] = (last + [""] * len(steps))[:first]
        last = [*steps, *name]
        found[node.place] = tuple(" ".join(one.split()) for one in steps if one)
    return found


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _repeats(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether a group is named in every row of it, so that an empty cell means none and not "the same as above"."""
    steps = columns.levels if "name" in columns.fields else columns.levels[:-1]
    for place in steps:
        cells = [_cell(row.cells, place) for row in rows]
        if any(one and one == other for one, other in pairwise(cells)):
            return True
        if cells and not cells[0] and "name" in columns.fields:
            return True
    return False


def _by_paths(
    by_place: Mapping[str, Sequence[str]], path: int, nodes: Sequence[Node], separator: str | None
) -> dict[str, tuple[str, ...]]:
    texts = [_cell(by_place[node.place], path) for node in nodes]
    if separator is None and (bare := without_root(texts)) is not None:
        return _named_by(nodes, bare, ROOTED)
    used = separator or next((one for one in SEPARATORS if any(one in text for text in texts)), NO_PATHS)
    return _named_by(nodes, texts, used)


def _named_by(nodes: Sequence[Node], paths: Sequence[str], separator: str) -> dict[str, tuple[str, ...]]:
    """What each code stands under, by its path, of which the last step becomes its name."""
    found = {}
    for node, path in zip(nodes, paths, strict=True):
        parts = steps_of(path, separator) if separator != NO_PATHS else tuple(filter(None, [path]))
        if parts:
            node.name = parts[-1]
        found[node.place] = parts[:-1]
    return found


def _by_rooted_names(nodes: Sequence[Node]) -> dict[str, tuple[str, ...]]:
    """What each code stands under, where all names begin with NVivo's root and are paths."""
    bare = without_root([node.name for node in nodes])
    return _named_by(nodes, bare, ROOTED) if bare is not None else {}


def _by_parent_paths(nodes: Sequence[Node], separator: str | None, notices: list[Told]) -> dict[str, tuple[str, ...]]:
    """What each code stands under, where the column of parents writes whole paths, as MAXQDA does."""
    texts = [node.parent or "" for node in nodes]
    if {node.id for node in nodes if node.id}.intersection(texts):
        return {}
    names = {as_key(node.name) for node in nodes}
    roots = set(ROOTS) - names
    bare = without_root([f"{text}{ROOTED}" if as_key(text) in roots else text for text in texts])
    if bare is not None:
        used = ROOTED
    elif separator is not None:
        used = separator if any(separator in text for text in texts) else ""
    else:
        used = separator_among({as_key(text) for text in texts}, names)
    if not used:
        return {}
    found = {}
    for node, text in zip(nodes, bare or texts, strict=True):
        found[node.place] = (text,) if as_key(text) in names else steps_of(text, used)
        node.parent = None if found[node.place] else ""
    notices.append(Told("", f"what codes stand under is written as paths, as in A {used} B"))
    return found


def _without_doubles(nodes: Sequence[Node], ways: Mapping[str, tuple[str, ...]], faults: list[Told]) -> list[Node]:
    """The codes without those that were there already: the same id, or the same name in the same place without one."""
    kept: list[Node] = []
    ids: dict[str, Node] = {}
    names: dict[tuple[str, ...], Node] = {}
    for node in nodes:
        where = tuple(as_key(one) for one in (*ways.get(node.place, (node.parent or "",)), node.name))
        twin = ids.get(node.id) if node.id else None
        if twin is not None:
            faults.append(Told(node.place, f"its id stands in {twin.place} already; the row was left out"))
            continue
        twin = names.get(where) if node.name else None
        if twin is not None and not (node.id and twin.id):
            faults.append(Told(node.place, f"its name stands in {twin.place} already; the row was left out"))
            continue
        if node.id:
            ids[node.id] = node
        names.setdefault(where, node)
        kept.append(node)
    return kept


def _with_groups(nodes: Sequence[Node], ways: Mapping[str, tuple[str, ...]], notices: list[Told]) -> list[Node]:
    """The codes with the groups that they stand in, each group before the first of them unless it has its own row."""
    by_way: dict[tuple[str, ...], Node] = {}
    by_name: dict[str, list[Node]] = {}
    for node in nodes:
        node.way = tuple(as_key(one) for one in (*ways[node.place], node.name))
        by_way.setdefault(node.way, node)
        by_name.setdefault(as_key(node.name), []).append(node)
    found: list[Node] = []
    made: list[str] = []
    for node in nodes:
        above: Node | None = None
        for depth, step in enumerate(ways[node.place], 1):
            way = node.way[:depth]
            group = by_way.get(way) or _sole(by_name.get(way[-1], []), node)
            if group is None:
                group = Node(node.place, step, above=above, way=way, is_made=True)
                made.append(step)
                found.append(group)
            by_way[way] = above = group
        node.above = above if above is not node else None
        found.append(node)
    if made:
        notices.append(
            Told("", f"{plural(len(made), 'group')} had no row and {'is' if len(made) == 1 else 'are'} made")
        )
    return found


def _sole(nodes: Sequence[Node], node: Node) -> Node | None:
    """The only code of a name, where it stands in no group itself."""
    return nodes[0] if len(nodes) == 1 and nodes[0] is not node and len(nodes[0].way) == 1 else None


def _by_kind(rows: Sequence[Row], columns: Columns, nodes: Sequence[Node]) -> None:
    """Each code stands under the last one before it that is of a higher kind: theme, subtheme, code."""
    kinds = {row.place: folded(_cell(row.cells, columns.kind)) for row in rows}
    above: list[tuple[int, Node]] = []
    for node in nodes:
        rank = _RANKS.get(kinds[node.place], 2)
        while above and above[-1][0] >= rank:
            above.pop()
        node.above = above[-1][1] if above else None
        above.append((rank, node))


def by_parents(nodes: Sequence[Node]) -> None:
    """What stands under what, where a column names it by id or name; others may be codes that the study has."""
    by_id = {node.id: node for node in reversed(nodes) if node.id}
    by_name = {as_key(node.name): node for node in reversed(nodes)}
    for node in nodes:
        if node.parent:
            found = by_id.get(node.parent) or by_name.get(as_key(node.parent))
            # One that names itself is told where circles are.
            node.above = found if found is not node else None


def by_names(nodes: list[Node], separator: str | None, notices: list[Told]) -> list[Node]:
    """The codes with those under others whose names are paths: "Coke::diet Coke" is "diet Coke" under "Coke".

    Args:
        nodes: The codes; they are changed.
        separator: What stands between the steps, as the user says; else a name is taken for a path where what it
            begins with is a code as well.
        notices: What was done is told here.
    """
    by_name = {as_key(node.name): node for node in reversed(nodes)}
    names = {id(node): node.name for node in nodes}
    found: list[Node] = []
    split = 0
    for node in nodes:
        for above, rest in _splits(names[id(node)], separator):
            group = by_name.get(as_key(above))
            fits = node.above is None and not node.parent
            if group is None and separator and fits:
                group = Node(node.place, above, is_made=True)
                by_name[as_key(above)] = group
                found.append(group)
            if group is not None and group is not node and (fits or node.above is group):
                node.name, node.above, node.parent = rest, group, None
                split += 1
                break
        found.append(node)
    if split:
        message = f"{split} names are paths, as in A/B; each stands under the code that its name begins with"
        notices.append(Told("", message if split > 1 else message.replace("names are paths", "name is a path")))
    return found


def _splits(name: str, separator: str | None) -> Iterator[tuple[str, str]]:
    """The ways to take a name for a path: what it begins with, and the rest; the longest beginning first."""
    for one in (separator,) if separator else SEPARATORS:
        at = name.rfind(one)
        while at > 0:
            above, rest = name[:at].strip(), name[at + len(one) :].strip()
            if above and rest:
                yield above, rest
            at = name.rfind(one, 0, at)
