"""A codebook's text taken apart into its codes' own lines and what stands between them, for a merge. Pure.

All texts here have LF line ends and no byte-order mark; `Manner` knows what they had.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import fields as fields_of
from functools import cached_property
from itertools import pairwise

from workbench.codebook.editing.edit import as_item, with_field
from workbench.codebook.reading import drafted
from workbench.codebook.schema import Code
from workbench.errors import BadInput
from workbench.yamltext import Document, Mapping, Scalar, Sequence, item_lines, read_yaml, replace_value
from workbench.yamltext.layout import Layout, column_of, entry_lines, layout_of
from workbench.yamltext.nodes import BOM

_ENDS = re.compile(r"\r\n|\n|\r")
_FILE = "codebook"


@dataclass(frozen=True)
class Manner:
    """What a file has at its beginning and at the ends of its lines.

    Args:
        bom: The byte-order mark, or nothing.
        end: What ends all its lines; empty where they differ, and are left as they are.
    """

    bom: str
    end: str

    @classmethod
    def of(cls, text: str) -> Manner:
        """A text's manner."""
        ends = set(_ENDS.findall(text))
        return cls(BOM if text.startswith(BOM) else "", ends.pop() if len(ends) == 1 else "" if ends else "\n")

    def taken_off(self, text: str) -> str:
        """A text of this manner with LF line ends and no mark, as far as its lines all end alike."""
        bare = text.removeprefix(BOM)
        return bare.replace(self.end, "\n") if self.end else bare

    def put_on(self, text: str) -> str:
        """A text with LF line ends in this manner."""
        return self.bom + (text.replace("\n", self.end) if self.end not in ("", "\n") else text)


def plain_lines(text: str) -> str:
    """A text with LF line ends and no byte-order mark."""
    return _ENDS.sub("\n", text.removeprefix(BOM))


@dataclass(frozen=True)
class Pieces:
    """A codebook's text in parts that make it up again, one behind the other.

    Args:
        head: All before the first code's lines.
        own: Each code's own lines by its id, in the order of the file: with the comments right above it, without its
            last line end.
        gaps: What stands between a code and the next, which begins with a line end.
        tail: All behind the last code's lines.
        dash: The column of the dashes.
        pad: Columns from a dash to what follows it.
        document: The whole text.
    """

    head: str
    own: dict[str, str]
    gaps: tuple[str, ...]
    tail: str
    dash: int
    pad: int
    document: Document

    def gap(self, one: str | None, other: str | None) -> str | None:
        """What stands between two codes; None where the one is not followed by the other."""
        return self._between.get((one or "", other or ""))

    @cached_property
    def layout(self) -> Layout:
        """The file's habits."""
        return layout_of(self.document)

    @cached_property
    def above(self) -> dict[str, str]:
        """What stands between each code and the one before it, by the code's id; the first has none."""
        return {below: gap for (_, below), gap in self._between.items()}

    @cached_property
    def _between(self) -> dict[tuple[str, str], str]:
        return dict(zip(pairwise(self.own), self.gaps, strict=True))


def taken_apart(text: str, *, name: str) -> Pieces | None:
    """The pieces of a text; None where its codes are not a list with dashes.

    Args:
        text: A usable codebook.
        name: The file's name; the same text was mostly read under it just before, which is remembered.
    """
    document = read_yaml(text, name=name)
    owner = document.root.get("codes") if isinstance(document.root, Mapping) else None
    if not isinstance(owner, Sequence) or owner.is_flow or owner.is_alias or not owner.items:
        return None
    spans = item_lines(document, ("codes",))
    ids = [_id_of(item) for item in owner.items]
    if len(set(ids)) < len(ids) or any(two[0] <= one[1] for one, two in pairwise(spans)):
        return None
    dash = column_of(text, owner.body)
    return Pieces(
        head=text[: spans[0][0]],
        own={code_id: text[start:end] for code_id, (start, end) in zip(ids, spans, strict=True)},
        gaps=tuple(text[one[1] : two[0]] for one, two in pairwise(spans)),
        tail=text[spans[-1][1] :],
        dash=dash,
        pad=column_of(text, owner.items[0].start) - dash,
        document=document,
    )


def _id_of(item: object) -> str:
    found = item.get("id") if isinstance(item, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""


def shifted(own: str, source: Pieces, target: Pieces) -> str:
    """A code's own lines with its dash, and what stands behind and below it, in another file's columns."""
    out = target.dash - source.dash
    within = out + target.pad - source.pad
    if not out and not within:
        return own
    lines, found = own.split("\n"), list[str]()
    is_inside = False
    for line in lines:
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if not bare:
            found.append(line)
        elif not is_inside and bare.startswith("- ") and indent == source.dash:
            is_inside = True
            found.append(" " * target.dash + "-" + " " * (target.pad - 1) + bare[1:].lstrip(" "))
        else:
            found.append(" " * max(0, indent + (within if is_inside else out)) + bare)
    return "\n".join(found)


def canonical(code: Code, pieces: Pieces) -> str:
    """A code's own lines as the program writes new ones, a field a line, by the habits of a file."""
    return "\n".join(entry_lines("-", as_item(code), pieces.dash, pieces.layout))


def code_in(own: str, code_id: str) -> Code | None:
    """The code that own lines hold; None where they hold none of that id, or one that cannot be used."""
    # What other codes have to do with it is for the whole file to be checked for.
    try:
        draft = drafted(f"codes:\n{own}\n", _FILE)
    except BadInput:
        return None
    if len(draft.codes) != 1 or any(fault.stops for fault in draft.faults):
        return None
    return draft.codes[0] if draft.codes[0].id == code_id else None


def edited(own: str, before: Code, after: Code, pieces: Pieces) -> str | None:
    """A code's own lines with the fields changed that differ; None where that cannot be done.

    Args:
        own: Its lines.
        before: The code as they hold it.
        after: The code as they are to hold it.
        pieces: The file, whose habits hold.
    """
    if before == after:
        return own
    specimen = next((one for one in pieces.own.values() if len(re.findall(r"^ *- ", one, re.MULTILINE)) > 1), "")
    for above in dict.fromkeys([f"{specimen}\n" if specimen and specimen != own else "", ""]):
        try:
            text = f"codes:\n{above}{own}\n"
            for field in fields_of(Code):
                if field.name != "id" and getattr(before, field.name) != getattr(after, field.name):
                    text = with_field(text, before.id, field.name, getattr(after, field.name), _FILE)
            if before.id != after.id:
                text = replace_value(text, ("codes", 1 if above else 0, "id"), after.id, name=_FILE)
        except (BadInput, KeyError, StopIteration):
            continue
        new = text.removeprefix(f"codes:\n{above}").removesuffix("\n")
        if code_in(new, after.id) == after:
            return new
    return None
