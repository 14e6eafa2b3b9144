"""Fields of a Word file: those that a reader needs stay fields, of all others only what they show.

A field's instruction is hidden text: reference managers keep whole databases in it, others the paths of files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from workbench.office.cleaning_trees import PATH, local, remove, unwrap, words

FROZEN: Final = "fields of which only what they show stays"

KEPT: Final = words(
    """TOC PAGE NUMPAGES SECTION SECTIONPAGES SEQ REF PAGEREF NOTEREF STYLEREF HYPERLINK LISTNUM AUTONUM AUTONUMLGL
    AUTONUMOUT EQ SYMBOL ADVANCE FORMCHECKBOX FORMDROPDOWN"""
)
"""Fields that show what a reader sees, and need nothing else for it."""

WORD_OF_FIELD: Final = re.compile(r'"([^"]*)"|(\S+)')
"""A word of a field's instruction: what stands in quote marks, or between blanks."""
_WEB = re.compile(r"(https?|mailto|ftp|tel):", re.IGNORECASE)


def is_for_readers(target: str) -> bool:
    """Whether an address is one that a reader elsewhere can go to: not a file on somebody's computer."""
    return bool(_WEB.match(target))


@dataclass
class Field:
    """A field that is written with a sign where it begins, where it begins to show something, and where it ends.

    Attributes:
        said: The elements that its instruction stands in.
        shows: Whether it began to show something.
        own: Its signs.
        within: All that stands before it shows something.
    """

    said: list[etree._Element] = field(default_factory=list)
    shows: bool = False
    own: list[etree._Element] = field(default_factory=list)
    within: list[etree._Element] = field(default_factory=list)

    @property
    def instruction(self) -> str:
        """What it is told to show."""
        return "".join(one.text or "" for one in self.said)


def freeze_fields(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Leave only what they show of all fields that no reader needs."""
    for element in list(root.iter(f"{w}fldSimple")):
        if not _is_kept(element.get(f"{w}instr", "")):
            taken[FROZEN] += 1
            unwrap(element)
    for one in list(_complex(root, w)):
        if not _is_kept(one.instruction):
            taken[FROZEN] += 1
            freeze(one)
    for name in ("fldData", "helpText", "statusText", "entryMacro", "exitMacro"):
        for element in list(root.iter(w + name)):
            remove(element)
    for form in root.iter(f"{w}ffData"):
        _forget_choices(form, w)


def freeze(one: Field) -> None:
    """Leave of a field what it shows."""
    for element in (*one.own, *one.within):
        remove(element)


def kept_fields(root: etree._Element, w: str) -> Iterator[Field]:
    """The fields with signs that a reader needs."""
    return (one for one in _complex(root, w) if _is_kept(one.instruction))


def _forget_choices(form: etree._Element, w: str) -> None:
    """Leave of a form's field what it shows: not its name, nor what else might have been chosen."""
    for name in form.findall(f"{w}name"):
        remove(name)
    for choice in form.findall(f"{w}ddList"):
        chosen = next((one for name in ("result", "default") if (one := choice.find(w + name)) is not None), None)
        at = chosen.get(f"{w}val", "0") if chosen is not None else "0"
        for number, entry in enumerate(choice.findall(f"{w}listEntry")):
            if str(number) != at:
                remove(entry)
        for one in [*choice.findall(f"{w}result"), *choice.findall(f"{w}default")]:
            remove(one)


def _complex(root: etree._Element, w: str) -> Iterator[Field]:
    """The fields that are written with signs, each when it ends."""
    fields: list[Field] = []  # those not yet ended, the innermost last
    for run in root.iter(f"{w}r"):
        for element in run:
            name = local(element)
            if name == "rPr":
                continue
            kind = element.get(f"{w}fldCharType") if name == "fldChar" else None
            if kind == "begin":
                _within(fields, element)
                fields.append(Field(own=[element]))
            elif kind == "separate" and fields:
                fields[-1].own.append(element)
                fields[-1].shows = True
                _within(fields[:-1], element)
            elif kind == "end" and fields:
                ended = fields.pop()
                ended.own.append(element)
                _within(fields, element)
                yield ended
            else:
                if name == "instrText" and fields and not fields[-1].shows:
                    fields[-1].said.append(element)
                _within(fields, element)


def _within(fields: list[Field], element: etree._Element) -> None:
    """Remember that something stands in the instructions of the fields that do not show anything yet."""
    for one in fields:
        if not one.shows:
            one.within.append(element)


def _is_kept(instruction: str) -> bool:
    given = [quoted or word for quoted, word in WORD_OF_FIELD.findall(instruction)]
    kind = given[0].upper() if given else ""
    if kind == "HYPERLINK":
        target = "" if len(given) < 2 or given[1].startswith("\\") else given[1]
        return (not target or is_for_readers(target)) and not any(map(PATH.match, given))
    return kind in KEPT
