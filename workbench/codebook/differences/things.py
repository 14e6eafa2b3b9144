"""What can be told of two states of a study's codebooks: the things that a colleague would name, as values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, get_args

from workbench.codebook.differences.diff import Diff
from workbench.codebook.differences.word_diff import Piece, word_diff
from workbench.codebook.schema import Change

Kind = Literal[
    "conflict", "merged", "unmerged", "split", "unsplit", "retired", "back", "gone", "book gone", "rule", "exclusive",
    "description",
    "book new", "new",
    "book name", "renamed", "id", "group", "file", "book file", "place",
    "examples", "colour", "origin", "references", "wording", "past rule", "was", "notes", "settled", "version",
]  # fmt: skip
"""What can be told: a line each for what coders have to know, what is new, names and places, and small things."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they are told."""

SMALL = KINDS[KINDS.index("examples") :]
"""Those that change nobody's work."""


class Name(NamedTuple):
    """A code as it is named to people.

    Args:
        id: Its id.
        name: Its name.
        is_shared: Whether another code is called so too, so that the id has to be said.
    """

    id: str
    name: str
    is_shared: bool = False


class FieldTold(NamedTuple):
    """A field that says something else.

    Args:
        field: The field.
        before: What it said.
        after: What it says.
    """

    field: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Old and new by words."""
        return word_diff(self.before, self.after)


@dataclass(frozen=True)
class Told:
    """One thing that is other.

    Attributes:
        kind: What it is.
        codes: The codes it is about, as they are now; as they were, where they are gone.
        others: What they were merged or split into, or were before; for ``new`` the codes it was split from.
        became: For ``new``: what it was merged or split into already.
        before: What it was before: the old name, id, file; empty where there is nothing to say.
        after: What it is now.
        groups: The groups from which and to which codes moved, or None for the top; for ``new`` twice its own.
        fields: The fields of which the words are told.
        why: What its authors noted.
    """

    kind: Kind
    codes: tuple[Name, ...] = ()
    others: tuple[Name, ...] = ()
    became: tuple[Name, ...] = ()
    before: str = ""
    after: str = ""
    groups: tuple[Name | None, Name | None] = (None, None)
    fields: tuple[FieldTold, ...] = ()
    why: tuple[Change, ...] = ()


class Book(NamedTuple):
    """A codebook that stands on both sides, or on one of them: its name, and its version before and now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Telling:
    """What is other, in the order in which it is told.

    Attributes:
        books: The codebooks that are other; where none is, all that are compared.
        told: What is other.
        changes: The same as values: all codes of all files as one codebook.
        codings: By ids of the new side, how many codings were made under a rule that is another there; None where it
            is not known.
    """

    books: tuple[Book, ...]
    told: tuple[Told, ...]
    changes: Diff
    codings: Mapping[str, int] | None = None

    def __bool__(self) -> bool:
        """Whether anything is other."""
        return bool(self.told)

    def of(self, *kinds: Kind) -> list[Told]:
        """What is told of these kinds."""
        return [one for one in self.told if one.kind in kinds]

    def with_codings(self, counts: Mapping[str, int]) -> Telling:
        """The same with how many codings were made under another rule than the new one, of the codes it tells of."""
        named = {code.id for one in self.told for code in (*one.codes, *one.others)}
        return replace(self, codings={code: count for code, count in counts.items() if code in named and count})
