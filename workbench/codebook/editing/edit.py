"""Changes one thing of a codebook's text; every other character stays. Text in, text out.

A change is handed out only when the new text holds the old codebook with just that change, and no fault that the old
one did not have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from workbench.codebook.check import examined
from workbench.codebook.faults import Fault, instead
from workbench.codebook.file import usable
from workbench.codebook.lineage import Lineage
from workbench.codebook.schema import CODE_FIELDS, REFERENCE, Change, Code, Codebook, Conflict
from workbench.errors import BadInput, NotFound
from workbench.yamltext import (
    Mapping,
    Node,
    OneLine,
    Scalar,
    Value,
    add_key,
    insert_item,
    read_yaml,
    remove_key,
    replace_value,
)
from workbench.yamltext import Sequence as List

FieldValue = str | bool | Sequence[str] | Sequence[Change] | Sequence[Conflict] | None
"""What a field can be given: a text, a list of texts, of changes or conflicts, true or false, or None for "leave it
out"."""

_LISTS = ("examples", "was", "split_into")
_IDS = ("was", "split_into")
_NESTED: dict[str, type[Change] | type[Conflict]] = {"changes": Change, "conflicts": Conflict}
_SWITCHES = ("retired", "exclusive")
_NOTHING = (None, "", (), False)
_LINE_NUMBER = re.compile(r"in line \d+")


def set_fields(
    text: str,
    code_id: str,
    fields: AnyMapping[str, FieldValue],
    *,
    file: str = "codebook",
    others: Sequence[Codebook] = (),
) -> str:
    """Change, add or take out fields of one code, all or none of them.

    Args:
        text: The codebook's whole text.
        code_id: The code's id as it stands in the file.
        fields: Of ``CODE_FIELDS``, without ``id``: a text; a list of texts for ``examples``, ``was`` and
            ``split_into``, of `Change` for ``changes`` and of `Conflict` for ``conflicts``; true or false for
            ``retired`` and ``exclusive``. None, an empty list and False take the field out. White space round a text is
            dropped, and line ends become LF.
        file: The file's name, for messages.
        others: The study's other codebooks, whose ids count as known.

    Raises:
        BadInput: The codebook cannot be used, a field is not known, a value is none for it, the code with all of them
            changed would be a fault (an unknown parent, a circle), or the place cannot be changed safely.
        NotFound: There is no such code.
    """
    for field in fields:
        if field not in CODE_FIELDS or field == "id":
            known = [name for name in CODE_FIELDS if name != "id"]
            hint = (
                "An id stays; the name may change." if field == "id" else instead(field, known, f"{', '.join(known)}.")
            )
            raise BadInput(f'The field "{field}" of a code cannot be changed.', hint)
    before, faults = usable(text, file=file, others=others)
    code = wanted(before, code_id)
    cleaned = {field: as_read(field, value) for field, value in fields.items()}
    if "name" in cleaned and not cleaned["name"]:
        raise BadInput(f'The code "{code_id}" needs a name.', "Give it one, or leave the old one.")
    new = text
    for field, clean in cleaned.items():
        if getattr(code, field) != clean:
            new = with_field(new, code_id, field, clean, file)
    if new == text:
        return text
    changed = [replace(one, **cleaned) if one.id == code_id else one for one in before.codes]
    return accepted(new, replace(before, codes=tuple(changed)), faults, others)


def with_field(text: str, code_id: str, field: str, clean: Any, file: str) -> str:
    """The text with one field of a code written, or taken out where it says nothing.

    Args:
        text: The codebook's whole text.
        code_id: The code's id as it stands in the file.
        field: The field.
        clean: What it is to say, as `as_read` gives it.
        file: The file's name, for messages.
    """
    path = path_of(text, file, code_id)
    owner = read_yaml(text, name=file).node(path)
    old = owner.get(field) if isinstance(owner, Mapping) else None
    if clean in _NOTHING:
        return remove_key(text, (*path, field), name=file)
    if field == "conflicts" and isinstance(old, Mapping) and not _follows(old, [one.field for one in clean]):
        # Keys that stay stand before those that come: in another order they are all written anew.
        text, old = remove_key(text, (*path, field), name=file), None
        owner = read_yaml(text, name=file).node(path)
    if old is None:
        return add_key(text, path, field, _as_yaml(field, clean), after=_before(owner, field), name=file)
    return replace_value(text, (*path, field), _in_old_shape(field, clean, old), name=file)


def _follows(old: Mapping, keys: Sequence[str]) -> bool:
    """Whether these keys are in the order in which they stand, those that do not stand yet behind all others."""
    there = [entry.key.text for entry in old.entries if entry.key.text in keys]
    return [*there, *(key for key in keys if key not in there)] == list(keys)


def add_code(
    text: str,
    code: Code | AnyMapping[str, Any],
    *,
    file: str = "codebook",
    others: Sequence[Codebook] = (),
) -> str:
    """Add a code in canonical form: one field a line in the order of ``CODE_FIELDS``, after an empty line.

    It is the last of its group and stands behind what is in that, so that git merges lines that two people add in
    different groups; without a group it is the last of all.

    Args:
        text: The codebook's whole text; may be empty.
        code: The new code, or its fields.
        file: The file's name, for messages.
        others: The study's other codebooks, whose ids must differ.

    Raises:
        BadInput: The codebook cannot be used, its codes are written in brackets, a field is not known, or the code
            would be a fault (an id that stands already, an unknown parent).
    """
    before, faults = usable(text, file=file, others=others)
    new_code = as_code(code)
    at = _behind_group(before, new_code.parent)
    document = read_yaml(text, name=file)
    codes = document.root.get("codes") if isinstance(document.root, Mapping) else None
    if codes is None:
        new = add_key(text, (), "codes", [as_item(new_code)], name=file)
    elif isinstance(codes, List) and codes.items and codes.is_flow:
        place = document.place_at(codes.start)
        hint = "Write the list with dashes, a field a line, and try again."
        raise BadInput(f"{file}, line {place.line}, column {place.column}: the codes stand in brackets.", hint)
    else:
        new = insert_item(text, ("codes",), at, as_item(new_code), blank_line=True, name=file)
    return accepted(new, replace(before, codes=(*before.codes[:at], new_code, *before.codes[at:])), faults, others)


def _behind_group(book: Codebook, parent: str | None) -> int:
    """Where among a codebook's codes a new one of a group stands: behind the last that is in the group."""
    inside = {parent, *Lineage((book,)).descendants(parent)} if parent is not None else set()
    return max((at for at, code in enumerate(book.codes, 1) if code.id in inside), default=len(book.codes))


NEW_NAME = "Codebook"
"""What a codebook is called for which nobody has a name."""


def new_codebook_text(name: str) -> str:
    """The text of a codebook without codes.

    Args:
        name: What the codebook is called.
    """
    text = add_key("", (), "name", _unix(name).strip())
    return text + 'version: "1"\ndescription: ""\n\ncodes: []\n'


def accepted(new: str, expected: Codebook, old_faults: list[Fault], others: Sequence[Codebook]) -> str:
    """The new text, once it is known to hold ``expected`` and no error that the old one did not have.

    Raises:
        BadInput: It holds another, or has one.
    """
    known = {_LINE_NUMBER.sub("", fault.problem) for fault in old_faults}
    file = expected.file
    found, faults = examined(new, file=file, others=others)
    for fault in faults:
        # What a merge leaves to be decided is written here on purpose.
        if fault.severity == "error" and not fault.undecided and _LINE_NUMBER.sub("", fault.problem) not in known:
            raise BadInput(f"{file}: {fault.problem}.", f"{fault.hint} Nothing was changed.".strip())
    if found != expected:
        hint = "Nothing was changed. Change it in an editor."
        raise BadInput(f"{file}: this cannot be written so that it is read as it was meant.", hint)
    return new


def wanted(codebook: Codebook, code_id: str) -> Code:
    """The code with that id.

    Raises:
        NotFound: There is none.
    """
    code = codebook.code(code_id)
    if code is None:
        known = [one.id for one in codebook.codes]
        raise NotFound(f'{codebook.file}: there is no code "{code_id}".', instead(code_id, known, ""))
    return code


def path_of(text: str, file: str, code_id: str) -> tuple[str, int]:
    """Where a code stands in the YAML of a codebook's text."""
    codes = read_yaml(text, name=file).node(("codes",))
    items = codes.items if isinstance(codes, List) else ()
    ids = [item.get("id") if isinstance(item, Mapping) else None for item in items]
    return "codes", next(at for at, found in enumerate(ids) if isinstance(found, Scalar) and found.text == code_id)


def _before(owner: Node, field: str) -> str | None:
    """The last of the fields that canonical order puts before ``field``; None where the code has none of them."""
    earlier = CODE_FIELDS[: CODE_FIELDS.index(field)]
    keys = [entry.key.text for entry in owner.entries] if isinstance(owner, Mapping) else []
    return next((name for name in reversed(earlier) if name in keys), None)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_read(field: str, value: FieldValue) -> Any:
    """A field's value as it is read back once it is written: white space round it dropped, line ends LF.

    Raises:
        BadInput: The value is of another kind than the field.
    """
    if field in _SWITCHES:
        if not isinstance(value, bool | None):
            raise BadInput(f"{field} is neither true nor false.", "Give it true or false.")
        return bool(value)
    if field in _NESTED:
        rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
        read = (_NESTED[field](*(_unix(part).strip() for part in row)) for row in rows)
        return tuple(row for row in read if any(row))
    if field in _LISTS:
        items = [value] if isinstance(value, str) else [] if value is None or isinstance(value, bool) else value
        return tuple(clean for item in items if isinstance(item, str) and (clean := _unix(item).strip()))
    if value is None:
        return None if field in ("parent", "colour", "origin", "merged_into") else ""
    if not isinstance(value, str):
        raise BadInput(f'The field "{field}" takes a text.', "Give it one text.")
    clean = _unix(value).strip()
    return clean or None if field in ("parent", "colour", "origin", "merged_into") else clean


def as_code(code: Code | AnyMapping[str, Any]) -> Code:
    """A code, or its fields, as it is read back once it is written.

    Raises:
        BadInput: A field is not known, a value is of another kind than its field, or id or name are missing.
    """
    fields = asdict(code) if isinstance(code, Code) else dict(code)
    for field in fields:
        if field not in CODE_FIELDS:
            raise BadInput(f'A code has no field "{field}".', instead(field, CODE_FIELDS, f"{', '.join(CODE_FIELDS)}."))
    values = {field: as_read(field, value) for field, value in fields.items() if field != "id"}
    code_id = fields.get("id")
    if not code_id or not isinstance(code_id, str) or not values.get("name"):
        raise BadInput("A code needs an id and a name.", "Give it both.")
    return Code(id=code_id, **values)


def as_item(code: Code) -> Value:
    """A code as it is written: the fields that say something, in the order of ``CODE_FIELDS``."""
    return {name: _as_yaml(name, value) for name, value in vars(code).items() if value not in _NOTHING}


def _as_yaml(field: str, clean: Any) -> Value:
    if field in _IDS:
        return OneLine(clean)
    if field == "examples":
        return [_example(one) for one in clean]
    if field == "changes":
        return [{key: part for key, part in one._asdict().items() if part} for one in clean]
    if field == "conflicts":
        return {one.field: one.said for one in clean}
    value: Value = clean
    return value


def _example(text: str) -> Value:
    """A sentence, or the mapping that names a coding."""
    found = REFERENCE.fullmatch(text)
    return {"coding": found[1]} if found else text


def _in_old_shape(field: str, clean: Any, old: Node) -> Value:
    """The value in the shape the file's authors chose: a list of lines for a list, a last line end for a block."""
    if field in ("include", "exclude") and isinstance(old, List):
        return list(clean.split("\n"))
    if field in _LISTS and isinstance(old, Scalar) and len(clean) == 1:
        clean = clean[0]
        return _example(clean) if field == "examples" else clean
    if isinstance(clean, str) and isinstance(old, Scalar) and old.style in ("|", ">") and old.text.endswith("\n"):
        return clean + "\n"
    return _as_yaml(field, clean) if not isinstance(clean, str) else clean
