"""Adds many codes to a codebook's text at once, and changes others; every other line stays. Text in, text out.

`edit.add_code` reads the whole text again for every code, which takes minutes for a table of hundreds. Here the lines
of all but the first are made beside the text, and the whole is read and proved once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.codebook.editing import edit
from workbench.codebook.editing.edit_many import change_codes
from workbench.codebook.file import usable
from workbench.codebook.schema import Code, Codebook
from workbench.errors import BadInput
from workbench.yamltext import BadYaml, add_key, append_item, insert_item, read_yaml
from workbench.yamltext import Mapping as Keys
from workbench.yamltext import Sequence as List
from workbench.yamltext.layout import column_of, line_ending_of


def brought_in(
    text: str,
    added: Sequence[Code],
    fields: Mapping[str, Mapping[str, edit.FieldValue]],
    *,
    file: str = "codebook",
    others: Sequence[Codebook] = (),
) -> str:
    """Add codes at the end of a codebook, in canonical form, and change fields of others, all or nothing.

    Args:
        text: The codebook's whole text.
        added: The new codes; they may name each other.
        fields: What is to be written in codes that stand there already, by their ids; it may name new ones.
        file: The file's name, for messages.
        others: The study's other codebooks, whose ids count as known.

    Raises:
        BadInput: The codebook cannot be used, or would have a fault then.
        NotFound: There is no such code.
    """
    before, faults = usable(text, file=file, others=others)
    new = _with_codes(text, [edit.as_code(code) for code in added], before, file)
    expected = replace(before, codes=(*before.codes, *added))
    new = edit.accepted(new, expected, faults, others)
    return change_codes(new, fields, file=file, others=others) if fields else new


def _with_codes(text: str, codes: Sequence[Code], before: Codebook, file: str) -> str:
    if not codes:
        return text
    try:
        new = _at_once(text, codes, file)
        if usable(new, file=file)[0].codes == (*before.codes, *codes):
            return new
    except BadInput:
        pass  # What stands at the end of the text is out of the ordinary: then one after the other.
    for code in codes:
        text = _with_code(text, code, file)
    return text


def _with_code(text: str, code: Code, file: str) -> str:
    root = read_yaml(text, name=file).root
    if isinstance(root, Keys) and root.get("codes") is not None:
        return append_item(text, ("codes",), edit.as_item(code), blank_line=True, name=file)
    return add_key(text, (), "codes", [edit.as_item(code)], name=file)


def _at_once(text: str, codes: Sequence[Code], file: str) -> str:
    """The text with the codes at its end, the lines of all but the first made beside it."""
    text = _with_code(text, codes[0], file)
    found = read_yaml(text, name=file).node(("codes",))
    if not isinstance(found, List) or found.is_flow:
        raise BadYaml(file, "the codes stand in brackets", None)
    last = found.items[-1]
    end = text.find("\n", last.end)
    at, gap = (end + 1, "") if end >= 0 else (len(text), "\n")
    dash = " " * column_of(text, found.body)
    head = f"codes:\n{dash}- id: x\n{' ' * column_of(text, last.start)}name: x\n"
    lines = [insert_item(head, ("codes",), 1, edit.as_item(code), blank_line=True)[len(head) :] for code in codes[1:]]
    return text[:at] + (gap + "".join(lines)).replace("\n", line_ending_of(text)) + text[at:]
