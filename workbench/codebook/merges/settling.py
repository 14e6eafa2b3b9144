"""Settles what a merge left to be decided in a codebook's text. Text in, text out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from workbench.codebook.editing import edit, edit_many
from workbench.codebook.faults import instead
from workbench.codebook.file import parse, usable
from workbench.codebook.merges.fields import without_reasons
from workbench.codebook.schema import STAYS, TAKEN_OUT, Code, Codebook, Conflict
from workbench.errors import BadInput, NotFound
from workbench.visible import first_few
from workbench.yamltext import Copy, Path, Value, add_key, copied, read_yaml, remove_key, replace_value

TOP = "-"
"""What stands for the codebook itself where a code is named."""

Side = Literal["ours", "theirs"]

_BECAME = ("merged_into", "split_into")
_BETWEEN = re.compile(r"[,\s]+")


def settled(
    text: str,
    code_id: str,
    field: str,
    choice: Side | None,
    *,
    wording: str | None = None,
    file: str = "codebook",
    others: Sequence[Codebook] = (),
) -> str:
    """A text in which one field that a merge left open says what was decided, and is open no more.

    Args:
        text: The codebook's whole text.
        code_id: The code's id as it stands in the file; `TOP` for what is said of the codebook itself.
        field: The field; ``code`` where it is open whether the code stays.
        choice: Whose wording holds; None where a third is given.
        wording: That third.
        file: The file's name, for messages.
        others: The study's other codebooks, whose ids count as known.

    Raises:
        BadInput: The codebook cannot be used or would have a fault then, or there is no wording for this.
        NotFound: There is no such code, or nothing of that field is open in it.
    """
    book, _ = usable(text, file=file, others=others)
    owner = book if code_id == TOP else edit.wanted(book, code_id)
    conflict = _open(owner, field, file)
    if wording is None and choice is None:
        raise BadInput("It is not said what holds.", "Say ours or theirs, or give the wording.")
    said = wording if wording is not None else getattr(conflict, choice or "ours")
    rest = [one for one in owner.conflicts if one is not conflict]
    if isinstance(owner, Codebook):
        return _settled_top(text, book, field, said, rest, others, choice if wording is None else None)
    if field == STAYS:
        if wording is not None:
            raise BadInput("Whether a code stays is no wording.", "Say ours or theirs.")
        if said == TAKEN_OUT:
            _refuse_named(book, code_id)
            return edit_many.take_out_code(text, code_id, file=file, others=others)
        return edit.set_fields(text, code_id, {"conflicts": rest}, file=file, others=others)
    changes, rest = without_reasons(owner, conflict, choice if wording is None else None)
    if field == "id":
        return _with_id(text, book, owner, said.strip(), {"conflicts": rest, "changes": changes}, others)
    fields: dict[str, edit.FieldValue] = {field: _value(field, said), "changes": changes, "conflicts": rest}
    if field in _BECAME and fields[field]:
        # A code is merged or split, not both.
        fields |= {other: None for other in _BECAME if other != field}
    new = edit.set_fields(text, code_id, fields, file=file, others=others)
    return _in_its_lines(new, text, edit.path_of(text, file, code_id), field, choice, file) if wording is None else new


def _in_its_lines(new: str, text: str, owner: Path, field: str, choice: Side | None, file: str) -> str:
    """A text in which what was taken stands in the lines in which the conflict had it."""
    lines = Copy((*owner, field), text, (*owner, "conflicts", field, choice or "ours"))
    found = copied(new, [lines], name=file)
    return found if found != new and parse(found, file=file) == parse(new, file=file) else new


def _refuse_named(book: Codebook, code_id: str) -> None:
    """Refuse to take out a code that others of the file name."""
    below = [one.id for one in book.codes if one.parent == code_id]
    if below:
        raise BadInput(
            f'"{code_id}" cannot be taken out: under it {"stand" if len(below) > 1 else "stands"} {first_few(below)}.',
            "Move what stands under it first.",
            command=f'As with: workbench codebook move {below[0]} --under GROUP (--under "" puts it at the top)',
        )
    became = [one.id for one in book.codes if code_id in (one.merged_into, *one.split_into)]
    if became:
        raise BadInput(
            f'"{code_id}" cannot be taken out: {first_few(became)} went into it.',
            "Keep it: it stays as what they became.",
        )


def _open(owner: Code | Codebook, field: str, file: str) -> Conflict:
    """What is open of a field."""
    found = next((one for one in owner.conflicts if one.field == field), None)
    if found is not None:
        return found
    where = "at the top of it" if isinstance(owner, Codebook) else f'in the code "{owner.id}"'
    known = [one.field for one in owner.conflicts]
    hint = instead(field, known, f"Open there: {', '.join(known)}." if known else "Nothing is open there.")
    raise NotFound(f"{file}: nothing of {field} is left to be decided {where}.", hint)


def _value(field: str, said: str) -> edit.FieldValue:
    if field == "split_into":
        return [part for part in _BETWEEN.split(said) if part]
    return said


def _with_id(
    text: str,
    book: Codebook,
    code: Code,
    new: str,
    with_it: Mapping[str, edit.FieldValue],
    others: Sequence[Codebook],
) -> str:
    """The text with a code under another id, which those that name it follow."""
    if not new:
        raise BadInput(f'The code "{code.id}" needs an id.', "Say ours or theirs, or give the id.")
    former = [one for one in (*code.was, code.id) if one != new]
    fields: dict[str, dict[str, edit.FieldValue]] = {code.id: dict(with_it)}
    if new != code.id:
        fields[code.id]["was"] = former
        for one in book.codes:
            named = edit_many.following(one, code.id, new)
            if named:
                fields.setdefault(one.id, {}).update(named)
    return edit_many.change_codes(text, fields, ids={code.id: new}, file=book.file, others=others)


def _settled_top(
    text: str,
    book: Codebook,
    field: str,
    said: str,
    rest: Sequence[Conflict],
    others: Sequence[Codebook],
    choice: Side | None,
) -> str:
    """The text with something decided that is said of the codebook itself."""
    said = said.replace("\r\n", "\n").strip()
    if field == "name" and not said:
        raise BadInput("A codebook needs a name.", "Give it one, or leave the old one.")
    values: dict[str, Any] = {field: said, "conflicts": tuple(rest)}
    new = text
    for key, value in values.items():
        has_it = read_yaml(new, name=book.file).has((key,))
        written: Value = {one.field: one.said for one in rest} if key != field else said
        if not value:
            new = remove_key(new, (key,), name=book.file) if has_it else new
        elif has_it:
            new = replace_value(new, (key,), written, name=book.file)
        else:
            new = add_key(new, (), key, written, name=book.file)
    if choice is not None:
        new = _in_its_lines(new, text, (), field, choice, book.file)
    return edit.accepted(new, replace(book, **values), usable(text, file=book.file, others=others)[1], others)
