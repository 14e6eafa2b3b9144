"""Changes that concern several codes of a codebook's text, or a code's place in it. Text in, text out.

Each code is changed within its own lines, as if these were a file of their own; no other line is touched. As with
`workbench.codebook.editing.edit`, a new text is handed out only when it holds the old codebook with just that change,
and no fault that the old one did not have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count, takewhile
from typing import Any

from workbench.codebook.editing import edit
from workbench.codebook.file import usable
from workbench.codebook.schema import CODE_FIELDS, Code, Codebook
from workbench.errors import BadInput
from workbench.yamltext import BadYaml, Document, insert_item, item_lines, read_yaml, remove_item, replace_value
from workbench.yamltext.layout import layout_of, line_ending_of

_LINE_END = re.compile(r"\r\n|\n|\r")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)")
_BLANKS_BELOW = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")


def change_codes(
    text: str,
    fields: Mapping[str, Mapping[str, edit.FieldValue]],
    *,
    ids: Mapping[str, str] | None = None,
    added: Mapping[str, Sequence[Code]] | None = None,
    file: str = "codebook",
    others: Sequence[Codebook] = (),
) -> str:
    """Change fields and ids of several codes, and add codes behind others, all or nothing.

    Args:
        text: The codebook's whole text.
        fields: What is to be written, by the code's id as it stands in the file; see `edit.set_fields`.
        ids: The new id of each code that gets one. What other codes say of it is not changed here.
        added: New codes in canonical form, by the id of the code behind which they go.
        file: The file's name, for messages.
        others: The study's other codebooks, whose ids count as known.

    Raises:
        BadInput: The codebook cannot be used, a field is not known, a value is none for it, the codebook with all of
            them changed would have a fault, or a place cannot be changed safely.
        NotFound: There is no such code.
    """
    before, faults = usable(text, file=file, others=others)
    ids, added = ids or {}, {after: [edit.as_code(one) for one in codes] for after, codes in (added or {}).items()}
    wanted: dict[str, dict[str, Any]] = {}
    for code_id in dict.fromkeys((*fields, *ids, *added)):
        code = edit.wanted(before, code_id)
        clean = {field: edit.as_read(field, value) for field, value in _known(fields.get(code_id, {})).items()}
        if "name" in clean and not clean["name"]:
            raise BadInput(f'The code "{code_id}" needs a name.', "Give it one, or leave the old one.")
        changed = {field: value for field, value in clean.items() if getattr(code, field) != value}
        new_id = ids.get(code_id, code_id)
        if changed or new_id != code_id or added.get(code_id):
            wanted[code_id] = changed | ({"id": new_id} if new_id != code_id else {})
    if not wanted:
        return text
    new = _rewritten(text, before, wanted, added, file)
    codes = [
        one for code in before.codes for one in (replace(code, **wanted.get(code.id, {})), *added.get(code.id, ()))
    ]
    return edit.accepted(new, replace(before, codes=tuple(codes)), faults, others)


def move_codes(
    text: str,
    code_id: str,
    *,
    before: str | None = None,
    behind: str | None = None,
    file: str = "codebook",
    others: Sequence[Codebook] = (),
) -> str:
    """Put a code's lines, with the comments right above and in them, at another place of the file.

    The codes that stand under it, as far as they follow it in the file, move along; "behind" a code is behind those
    that stand under that one and follow it. All other lines stay in their order.

    Args:
        text: The codebook's whole text.
        code_id: The code's id as it stands in the file.
        before: The code before which it goes.
        behind: The code behind which it goes, where ``before`` is not given.
        file: The file's name, for messages.
        others: The study's other codebooks.

    Raises:
        BadInput: The codebook cannot be used, its codes are written in brackets, the place lies among those that move,
            or they cannot be moved safely.
        NotFound: There is no such code.
    """
    book, faults = usable(text, file=file, others=others)
    first, stop = with_followers(book, code_id)
    to = book.codes.index(edit.wanted(book, before)) if before is not None else with_followers(book, behind or "")[1]
    if (before or behind) in [code.id for code in book.codes[first:stop]]:
        raise BadInput(f'The code "{before or behind}" stands under "{code_id}".', "Choose a place outside of it.")
    if first <= to <= stop:
        return text
    spans = item_lines(read_yaml(text, name=file), ("codes",))
    rest, block, ending, blanks = _cut(text, spans, first, stop)
    removed = len(text) - len(rest)
    shift = removed if to > first else 0
    if before is None or to == len(spans):
        # Right behind it: a heading that stands over the next code stays there.
        at = spans[to - 1][1] - shift
        new = rest[:at] + ending + blanks + block + rest[at:]
    else:
        at = spans[to][0] - shift
        new = rest[:at] + block + ending + blanks + rest[at:]
    codes = [*book.codes[:first], *book.codes[stop:]]
    place = to if to <= first else to - (stop - first)
    codes[place:place] = book.codes[first:stop]
    return edit.accepted(new, replace(book, codes=tuple(codes)), faults, others)


def take_out_code(text: str, code_id: str, *, file: str = "codebook", others: Sequence[Codebook] = ()) -> str:
    """Take a code's lines out of the file, with the comments right above and in them.

    Raises:
        BadInput: The codebook cannot be used or would have a fault then (a code stands under it), or the lines cannot
            be taken out safely.
        NotFound: There is no such code.
    """
    book, faults = usable(text, file=file, others=others)
    at = book.codes.index(edit.wanted(book, code_id))
    new = cut_out(text, [at], file)
    return edit.accepted(new, replace(book, codes=(*book.codes[:at], *book.codes[at + 1 :])), faults, others)


def cut_out(text: str, places: Sequence[int], file: str) -> str:
    """The text without the lines of the codes at some places; whether that is sound is for whoever asks to find out."""
    going = sorted(set(places), reverse=True)
    try:
        spans = item_lines(read_yaml(text, name=file), ("codes",))
    except BadYaml:
        for at in going:
            text = remove_item(text, ("codes", at), name=file)
        return text
    # The last one that a list has leaves an empty list.
    kept = going.pop() if len(going) == len(spans) else None
    for at in going:
        # One by one, the last first: what stands between two of them, and belongs to none, stays.
        text = _cut(text, spans, at, at + 1)[0]
    if kept is None:
        return text
    # Its comments go with it: what is taken out of the list stands there bare.
    start, end = item_lines(read_yaml(text, name=file), ("codes",))[0]
    dashed = next(line for line in _LINE_END.split(text[start:end]) if line.lstrip(" ").startswith("-"))
    bare = f"{' ' * (len(dashed) - len(dashed.lstrip(' ')))}- gone"
    return remove_item(text[:start] + bare + text[end:], ("codes", 0), name=file)


def with_followers(book: Codebook, code_id: str) -> tuple[int, int]:
    """The places, ``[first, stop)``, of a code and of those under it that follow it in the file without a gap.

    Raises:
        NotFound: There is no such code.
    """
    first = book.codes.index(edit.wanted(book, code_id))
    below = book.below(code_id)
    stop = next(at for at in count(first + 1) if at == len(book.codes) or book.codes[at].id not in below)
    return first, stop


def following(code: Code, old: str, new: str) -> dict[str, edit.FieldValue]:
    """The fields of a code that name another by its id, with the new id of that."""
    found: dict[str, edit.FieldValue] = {
        field: new for field in ("parent", "merged_into") if getattr(code, field) == old
    }
    if old in code.split_into:
        found["split_into"] = [new if one == old else one for one in code.split_into]
    return found


def _known(fields: Mapping[str, edit.FieldValue]) -> Mapping[str, edit.FieldValue]:
    for field in fields:
        if field not in CODE_FIELDS or field == "id":
            raise BadInput(f'The field "{field}" of a code cannot be changed.', f"{', '.join(CODE_FIELDS[1:])}.")
    return fields


def _rewritten(
    text: str,
    book: Codebook,
    wanted: Mapping[str, Mapping[str, Any]],
    added: Mapping[str, Sequence[Code]],
    file: str,
) -> str:
    """The text with each code changed within its own lines; where that cannot be, in the whole text."""
    document = read_yaml(text, name=file)
    try:
        spans = item_lines(document, ("codes",))
        frame = _Frame(document, spans)
    except BadYaml:
        spans, frame = [], None
    for at, code in reversed(list(enumerate(book.codes))):
        if code.id not in wanted:
            continue
        fields, new = wanted[code.id], added.get(code.id, ())
        if frame is not None:
            start, end = spans[at]
            try:
                within = frame.around(text[start:end])
                within = _with_codes(_with_fields(within, code.id, fields, file), fields.get("id", code.id), new, file)
                text = text[:start] + frame.inner(within) + text[end:]
                continue
            except BadYaml:
                # An alias of what stands elsewhere, perhaps: then the whole text is needed.
                pass
        text = _with_codes(_with_fields(text, code.id, fields, file), fields.get("id", code.id), new, file)
    return text


def _with_fields(text: str, code_id: str, fields: Mapping[str, Any], file: str) -> str:
    for field, value in fields.items():
        if field != "id":
            text = edit.with_field(text, code_id, field, value, file)
    if "id" in fields:
        text = replace_value(text, (*edit.path_of(text, file, code_id), "id"), fields["id"], name=file)
    return text


def _with_codes(text: str, after: str, codes: Sequence[Code], file: str) -> str:
    for code in reversed(codes):
        path = edit.path_of(text, file, after)
        text = insert_item(text, path[:1], path[1] + 1, edit.as_item(code), blank_line=True, name=file)
    return text


class _Frame:
    """Makes of one code's lines a small codebook, in which new lines are laid out as in the whole file.

    Args:
        document: The whole file.
        spans: Where the codes' lines stand in it.
    """

    def __init__(self, document: Document, spans: Sequence[tuple[int, int]]) -> None:
        if not spans:
            raise BadYaml(document.name, "there are no codes", None)
        text, layout = document.text, layout_of(document)
        self._ending = line_ending_of(text)
        head = next(line for line in _LINE_END.split(text[slice(*spans[0])]) if line.lstrip(" ").startswith("-"))
        dash = len(head) - len(head.lstrip(" "))
        keys = " " * (dash + layout.pad)
        habits = [
            f"{' ' * dash}-{' ' * (layout.pad - 1)}a:",
            f"{keys}{' ' * layout.dash}-{' ' * (layout.pad - 1)}b",
            f"{keys}c:",
            f"{keys}{' ' * layout.step}d: e",
        ]
        self._head = f"codes:{self._ending}"
        self._tail = "".join(f"{self._ending}{line}" for line in habits) + self._ending

    def around(self, lines: str) -> str:
        """A codebook of a code's lines, which have no last line end, and of what shows the file's habits."""
        return self._head + lines + self._tail

    def inner(self, text: str) -> str:
        """The code's lines as they stand in such a codebook now."""
        return text.removeprefix(self._head).removesuffix(self._tail)


def _cut(text: str, spans: Sequence[tuple[int, int]], first: int, stop: int) -> tuple[str, str, str, str]:
    """Take codes' lines out of a text: the rest, the lines, the line end and the empty lines that set them apart."""
    start, end = spans[first][0], spans[stop - 1][1]
    if first:
        own = _LINE_END.match(text, spans[first - 1][1])
        ending = own.group() if own else line_ending_of(text)
        between = _LINE.findall(text, spans[first - 1][1] + len(ending), start)
        blanks = "".join(reversed(list(takewhile(_is_blank, reversed(between)))))
        is_under_comment = len(blanks) < start - spans[first - 1][1] - len(ending)
        if is_under_comment and (below := _BLANKS_BELOW.match(text, end)) is not None and below.group():
            # The comment belongs to no code: without an empty line behind it, it would be the next one's.
            return text[:start] + text[below.end() :], text[start:end], ending, blanks
        head = text[: start - len(blanks)]
        last = next((one for one in ("\r\n", "\n", "\r") if head.endswith(one)), "")
        return head.removesuffix(last) + text[end:], text[start:end], ending, blanks
    found = _LINE_END.match(text, end)
    ending = found.group() if found else line_ending_of(text)
    below = _BLANKS_BELOW.match(text, end + len(ending))
    blanks = below.group() if below else ""
    return text[:start] + text[end + len(ending) + len(blanks) :], text[start:end], ending, blanks


def _is_blank(line: str) -> bool:
    return not line.strip(" \t\r\n")
