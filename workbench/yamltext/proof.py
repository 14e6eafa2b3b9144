"""Whether an edit did what it should and nothing else: both texts are read and compared, value by value."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from typing import Any

from workbench.yamltext.layout import Value, as_written
from workbench.yamltext.nodes import BadYaml, Document, Mapping, Node, Path, Scalar, Sequence
from workbench.yamltext.reading import read_yaml

_TOP: Path = ()
Tree = Any
"""A scalar as (tag, text), a list as a list of trees, a mapping as a list of (key, tree) in a tuple."""


def tree_of(node: Node | None) -> Tree:
    """What a node holds, with what YAML takes each value for, without its places and styles."""
    if node is None:
        return None
    if isinstance(node, Mapping):
        return ({entry.key.text: tree_of(entry.value) for entry in node.entries},)
    if isinstance(node, Sequence):
        return [tree_of(item) for item in node.items]
    return (node.tag, "" if node.is_null else node.text)


def tree_for(value: Value) -> Tree:
    """The tree a new value must give when it is read back."""
    if isinstance(value, AnyMapping):
        return ({key: tree_for(item) for key, item in value.items()},)
    if isinstance(value, list | tuple):
        return [tree_for(item) for item in value]
    if value is None:
        return ("null", "")
    kind = next(kind for kind in (str, bool, int, float) if isinstance(value, kind))
    return (kind.__name__, as_written(value))


def changed_at(tree: Tree, path: Path, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with ``change`` applied to what stands at ``path``; everything else as it was."""
    if not path:
        return change(tree)
    step, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(step, int):
        return [changed_at(item, rest, change) if at == step else item for at, item in enumerate(tree)]
    return ({key: changed_at(item, rest, change) if key == step else item for key, item in tree[0].items()},)


def old_trees(document: Document, *, grows: bool) -> list[Tree]:
    """What the old text holds, which the new one must hold as well.

    A block (``|``, ``>``) at the end of a file without a last line end gains one as soon as anything follows it. Where
    the change puts something there (``grows``), that is let pass: a second tree has the longer text.
    """
    tree = tree_of(document.root)
    last, path = document.root, _TOP
    while isinstance(last, Mapping | Sequence) and not last.is_alias and not last.is_flow:
        if isinstance(last, Mapping):
            path, last = (*path, last.entries[-1].key.text), last.entries[-1].value
        else:
            path, last = (*path, len(last.items) - 1), last.items[-1]
    is_open = isinstance(last, Scalar) and last.style in ("|", ">") and last.end == len(document.text)
    if not (grows and is_open):
        return [tree]
    return [tree, changed_at(tree, path, lambda leaf: (leaf[0], leaf[1] + "\n"))]


def holds(text: str, expected: Tree, name: str) -> bool:
    """Whether ``text`` reads as ``expected``, in the same order."""
    try:
        found = tree_of(read_yaml(text, name=name).root)
    except BadYaml:
        return False
    return bool(found == expected) and _in_one_order(found, expected)


def _in_one_order(one: Tree, other: Tree) -> bool:
    """Whether the keys of two equal trees stand in the same order."""
    if isinstance(one, list):
        return all(map(_in_one_order, one, other))
    if isinstance(one, tuple) and isinstance(one[0], dict):
        return list(one[0]) == list(other[0]) and all(map(_in_one_order, one[0].values(), other[0].values()))
    return True
