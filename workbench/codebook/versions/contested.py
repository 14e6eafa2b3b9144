"""What a code was before one side of a merge took it out and the other changed it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.codebook.schema import CODE_FIELDS, STAYS, Code, Codebook
from workbench.codebook.versions.life_told import Comparisons
from workbench.codebook.versions.lives import Stage

_NOT_COMPARED = ("id", "was", "changes", "conflicts")
"""Of a code these tell no change of what it means or where it stands."""


class FieldChanged(NamedTuple):
    """A field of a code that says something else than before, in words.

    Attributes:
        field: The field.
        before: What it said; empty where it said nothing.
        after: What it says.
    """

    field: str
    before: str
    after: str


def before_contested(stages: Sequence[Stage], code: Code) -> Code | None:
    """A code as both sides knew it, before one took it out and the other changed it; None where that is not known.

    It is what stood there when it was taken out, where a version is known that did so. Else it is the last known state
    of it that says something else than it says now.

    Args:
        stages: The versions that are known, newest first.
        code: The code as it stands, with both sides' conflict.
    """
    books = Comparisons()
    ids = (code.id, *code.was)
    last: Code | None = None
    for stage in stages:
        now = books.of(stage.text, stage.file) if stage.text is not None else None
        befores = [book for text in stage.before if text is not None and (book := books.of(text, stage.file))]
        stood = [found for book in befores if (found := _of(book, ids)) is not None and _differ(found, code)]
        if now is not None and _of(now, ids) is None and stood:
            return stood[0]
        last = last or next(iter(stood), None)
    return last


def fields_changed(before: Code, after: Code) -> tuple[FieldChanged, ...]:
    """The fields in which a code says something else than before, in the order of a codebook's file."""
    return tuple(
        FieldChanged(field, _said(getattr(before, field)), _said(getattr(after, field)))
        for field in CODE_FIELDS
        if field not in _NOT_COMPARED and getattr(before, field) != getattr(after, field)
    )


def needing(book: Codebook, code_id: str) -> Iterator[Code]:
    """The codes of a codebook that name another: stand under it, or went into it."""
    for one in book.codes:
        if one.id != code_id and code_id in (one.parent, one.merged_into, *one.split_into):
            yield one


def _of(book: Codebook, ids: Sequence[str]) -> Code | None:
    return next((found for one in ids if (found := book.code(one)) is not None), None)


def _differ(before: Code, after: Code) -> bool:
    """Whether it says something else, and nothing of it was open then."""
    is_open = any(one.field == STAYS for one in before.conflicts)
    return not is_open and bool(fields_changed(replace(before, conflicts=()), after))


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(map(str, value))
    return "yes" if value is True else str(value or "")
