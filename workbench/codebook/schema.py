"""What a codebook is: its codes and their fields, as plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

CODEBOOK_FIELDS = ("name", "version", "description", "conflicts", "codes")
"""Keys at the top of a codebook's file, in the order the program writes them."""

CODE_FIELDS = (
    "id",
    "name",
    "definition",
    "include",
    "exclude",
    "examples",
    "parent",
    "colour",
    "origin",
    "was",
    "merged_into",
    "split_into",
    "retired",
    "exclusive",
    "changes",
    "conflicts",
)
"""Keys of a code, in the order the program writes them."""

STAYS = "code"
"""The field of a conflict in which it is open whether the code stays."""

TAKEN_OUT = "taken out"
"""What the one side of such a conflict did with the code."""

ORIGINS = ("a priori", "data-driven")
"""Where a code can come from: the questions one began with, or the interviews."""

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
"""A colour as ``#RRGGBB``."""

ID_LENGTH = 80
"""How many characters an id may have."""

INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))
"""Unicode's categories of white space and of characters nobody sees: no id holds one."""

REFERENCE = re.compile(r"coding: ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
"""An example that is no sentence but names a coding; in the file it is the mapping ``coding: UUID``."""


class Change(NamedTuple):
    """Why a code was changed, as its authors noted it.

    Args:
        date: When, as ``2026-03-14``; empty where it is not said.
        reason: Why; empty where it is not said.
    """

    date: str
    reason: str


class Conflict(NamedTuple):
    """A field that two sides of a merge gave different wordings; the field itself holds ours.

    Args:
        field: The field; ``code`` where one side took the code out that the other changed.
        ours: What our side has.
        theirs: What the other side has.
        ours_reason: Of the code's reasons (`Code.changes`), those that are for nothing but what our side has; a line
            each.
        theirs_reason: Likewise those of the other side. Whichever is turned down, its reasons go with it.
    """

    field: str
    ours: str
    theirs: str
    ours_reason: str = ""
    theirs_reason: str = ""

    @property
    def said(self) -> dict[str, str]:
        """What both sides say of the field, as it is written: the reasons only where there are any."""
        said = self._asdict()
        del said["field"]
        return {key: text for key, text in said.items() if text or key in ("ours", "theirs")}


@dataclass(frozen=True)
class Code:
    """One code.

    Args:
        id: Stable; codings and themes refer to it. Unique over the study.
        name: What people read; may change freely.
        definition: What the code means; empty where it is not written yet.
        include: What also counts; a list in the file becomes one text, a line for each item.
        exclude: What does not count, and where it goes instead; as ``include``.
        examples: Invented sentences, and codings by their ids (`REFERENCE`).
        parent: Id of the group it stands in, or None.
        colour: ``#RRGGBB``, or None.
        origin: One of ``ORIGINS``, or None.
        was: Ids it had before.
        merged_into: Id of the code that took its place, or None.
        split_into: Ids of the codes that took its place together; its codings wait to be shared out among them. With
            its own id among them it lives on, as what is left of it.
        retired: Whether it is put on passages no more.
        exclusive: For a group: a passage gets one of its codes only.
        changes: Why it was changed, oldest first; as far as its authors noted it.
        conflicts: What a merge left to be decided.
    """

    id: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    parent: str | None = None
    colour: str | None = None
    origin: str | None = None
    was: tuple[str, ...] = ()
    merged_into: str | None = None
    split_into: tuple[str, ...] = ()
    retired: bool = False
    exclusive: bool = False
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def is_living(self) -> bool:
        """Whether it is still put on passages: not merged into another, not retired, not split away."""
        return self.merged_into is None and not self.retired and not self.is_split_away

    @property
    def is_split_away(self) -> bool:
        """Whether others took its place, and nothing is left of it."""
        return bool(self.split_into) and self.id not in self.split_into


@dataclass(frozen=True)
class Codebook:
    """A codebook as its file has it.

    Args:
        name: Its name; the file's name where it gives none.
        version: As written, ``1.10`` stays ``1.10``; empty where it gives none.
        description: What it is for.
        codes: In the order of the file, merged and retired codes included.
        file: The file's name, as shown to people.
        conflicts: What a merge left to be decided of name, version and description.
    """

    name: str
    version: str
    description: str
    codes: tuple[Code, ...]
    file: str
    conflicts: tuple[Conflict, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Code]:
        return {code.id: code for code in reversed(self.codes)}

    @cached_property
    def _by_parent(self) -> dict[str | None, tuple[Code, ...]]:
        below: dict[str | None, list[Code]] = {}
        for code in self.codes:
            # A code whose parent is not there stands at the top, so that a tree loses none.
            below.setdefault(code.parent if code.parent in self._by_id else None, []).append(code)
        return {parent: tuple(codes) for parent, codes in below.items()}

    def code(self, code_id: str) -> Code | None:
        """The code with this id, or None; former ids are the business of `Lineage`."""
        return self._by_id.get(code_id)

    def children(self, code_id: str | None) -> tuple[Code, ...]:
        """The codes directly below a code, in the order of the file; None gives those at the top."""
        return self._by_parent.get(code_id, ())

    def below(self, code_id: str) -> set[str]:
        """The ids of a code and of all that stand under it, at whatever depth; a ring ends where it began."""
        found, waiting = set[str](), [code_id]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += [code.id for code in self.children(one)]
        return found

    def may_stand_above(self, code_id: str) -> list[Code]:
        """The codes under which a code may be put: living ones that do not stand under it."""
        below = self.below(code_id)
        return [code for code in self.codes if code.is_living and code.id not in below]

    @property
    def groups(self) -> tuple[Code, ...]:
        """The codes that have codes below them."""
        return tuple(code for code in self.codes if code.id in self._by_parent)
