"""What a codebook is: its codes and their fields, as plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

CODEBOOK_FIELDS = ("name", "version", "description", "codes")
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
    "exclusive",
)
"""Keys of a code, in the order the program writes them."""

ORIGINS = ("a priori", "data-driven")
"""Where a code can come from: the questions one began with, or the interviews."""

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
"""A colour as ``#RRGGBB``."""

ID_LENGTH = 80
"""How many characters an id may have."""


@dataclass(frozen=True)
class Code:
    """One code.

    Args:
        id: Stable; codings and themes refer to it. Unique over the study.
        name: What people read; may change freely.
        definition: What the code means; empty where it is not written yet.
        include: What also counts; a list in the file becomes one text, a line for each item.
        exclude: What does not count, and where it goes instead; as ``include``.
        examples: Invented sentences.
        parent: Id of the group it stands in, or None.
        colour: ``#RRGGBB``, or None.
        origin: One of ``ORIGINS``, or None.
        was: Ids it had before.
        merged_into: Id of the code that took its place, or None.
        exclusive: For a group: a passage gets one of its codes only.
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
    exclusive: bool = False

    @property
    def is_living(self) -> bool:
        """Whether it is still put on passages; one that was merged into another is not."""
        return self.merged_into is None


@dataclass(frozen=True)
class Codebook:
    """A codebook as its file has it.

    Args:
        name: Its name; the file's name where it gives none.
        version: As written, ``1.10`` stays ``1.10``; empty where it gives none.
        description: What it is for.
        codes: In the order of the file, merged codes included.
        file: The file's name, as shown to people.
    """

    name: str
    version: str
    description: str
    codes: tuple[Code, ...]
    file: str

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
