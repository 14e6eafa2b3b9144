"""Bookmarks of a Word file: those that something refers to stay, under names that tell nothing; all others go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final

from lxml import etree

from workbench.office.cleaning_fields import WORD_OF_FIELD, freeze, kept_fields
from workbench.office.cleaning_trees import remove, unwrap

BOOKMARKS: Final = "bookmarks that nothing refers to"
REFERENCES: Final = "references to bookmarks that there are not, of which only what they show stays"

_OF_WORD = re.compile(r"_(?:Toc|Ref)\d+", re.IGNORECASE)
"""The names that Word itself gives: they tell nothing."""
_BEHIND = {"TOC": "\\b", "HYPERLINK": "\\l"}
"""What stands before a bookmark's name in a field's instruction."""
_AT = {"REF": 1, "PAGEREF": 1, "NOTEREF": 1, "SEQ": 2}
"""Which word of an instruction is a bookmark's name, where it is none that begins with a backslash."""


def clean_bookmarks(roots: Iterable[etree._Element], w: str, taken: Counter[str]) -> None:
    """Leave the bookmarks that something refers to, under other names, and references to them.

    Args:
        roots: The texts of a file; they are changed.
        w: Its namespace of WordprocessingML in braces.
        taken: Where it is counted what was found.
    """
    roots = [*roots]
    wanted = {name for root in roots for name in _referred_to(root, w)}
    kept = [name for root in roots for name in _without_others(root, w, wanted, taken)]
    names = dict(_new_names(kept))
    for root in roots:
        for start in root.iter(f"{w}bookmarkStart"):
            start.set(f"{w}name", names[start.get(f"{w}name", "").casefold()])
        _refer(root, w, names, taken)


def _referred_to(root: etree._Element, w: str) -> Iterator[str]:
    for link in root.iter(f"{w}hyperlink"):
        yield link.get(f"{w}anchor", "").casefold()
    instructions = [one.get(f"{w}instr", "") for one in root.iter(f"{w}fldSimple")]
    for instruction in [*instructions, *(one.instruction for one in kept_fields(root, w))]:
        if (name := _name_in(instruction)) is not None:
            yield name[0].casefold()


def _name_in(instruction: str) -> tuple[str, int, int] | None:
    """The bookmark that a field's instruction names, and from where to where (exclusive)."""
    given = list(WORD_OF_FIELD.finditer(instruction))
    words = [one[1] or one[2] or "" for one in given]
    kind = words[0].upper() if words else ""
    at = _AT.get(kind, len(words))
    if kind in _BEHIND and (kind != "HYPERLINK" or words[1:2] == ["\\l"]):  # else it is a place on a page of the web
        lower = [word.casefold() for word in words]
        at = lower.index(_BEHIND[kind]) + 1 if _BEHIND[kind] in lower else at
    if at >= len(words) or words[at].startswith("\\"):
        return None
    return words[at], given[at].start(), given[at].end()


def _without_others(root: etree._Element, w: str, wanted: set[str], taken: Counter[str]) -> Iterator[str]:
    """Take out bookmarks that nothing refers to, and ends without beginnings; gives the names of the others."""
    ends = {element.get(f"{w}id", ""): element for element in root.iter(f"{w}bookmarkEnd")}
    kept: set[etree._Element] = set()
    for element in list(root.iter(f"{w}bookmarkStart")):
        end, name = ends.get(element.get(f"{w}id", "")), element.get(f"{w}name", "")
        if end is not None and end not in kept and name.casefold() in wanted:
            kept.add(end)
            element.attrib.pop(f"{w}displacedByCustomXml", None)
            end.attrib.pop(f"{w}displacedByCustomXml", None)
            yield name
        else:
            taken[BOOKMARKS] += 1
            remove(element)
    for element in list(root.iter(f"{w}bookmarkEnd")):
        if element not in kept:
            remove(element)


def _new_names(names: list[str]) -> Iterator[tuple[str, str]]:
    """For each name, in small letters, the one that stands in its place."""
    of_word = {name.casefold(): name for name in names if _OF_WORD.fullmatch(name)}
    yield from of_word.items()
    free = (name for number in count(1) if (name := f"_Ref{number}").casefold() not in of_word)
    for name in dict.fromkeys(name.casefold() for name in names):
        if name not in of_word:
            yield name, next(free)


def _refer(root: etree._Element, w: str, names: Mapping[str, str], taken: Counter[str]) -> None:
    """Let what refers to bookmarks name them as they are called now; what refers to none shows its words alone."""
    for link in list(root.iter(f"{w}hyperlink")):
        name = link.attrib.pop(f"{w}anchor", None)
        if name is not None and name.casefold() in names:
            link.set(f"{w}anchor", names[name.casefold()])
        elif name is not None and not any("relationships}" in one for one in link.attrib):
            taken[REFERENCES] += 1
            unwrap(link)
    for field in list(root.iter(f"{w}fldSimple")):
        written = _renamed(field.get(f"{w}instr", ""), names)
        if written is None:
            taken[REFERENCES] += 1
            unwrap(field)
        else:
            field.set(f"{w}instr", written)
    for one in list(kept_fields(root, w)):
        written = _renamed(one.instruction, names)
        if written is None:
            taken[REFERENCES] += 1
            freeze(one)
        elif written != one.instruction:
            first, *others = one.said
            first.text = written
            for other in others:
                remove(other)


def _renamed(instruction: str, names: Mapping[str, str]) -> str | None:
    """An instruction with the new name of its bookmark; None where that is not there."""
    found = _name_in(instruction)
    if found is None:
        return instruction
    name, start, end = found
    new = names.get(name.casefold())
    return None if new is None else f"{instruction[:start]}{new}{instruction[end:]}"
