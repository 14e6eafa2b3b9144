"""Brings together what two sides made of one codebook's text: values as `merging` says, words as they wrote them.

The result is in the text of ours. First both texts are merged line by line; where what comes of that is not exactly
the merged codebook, it is put together code by code: lines that one side wrote as they are, the rest changed in place.
Comments that got lost on the way are put in again. Whatever is handed out was read again and holds the merged codebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from workbench.codebook.file import parse
from workbench.codebook.merges.assembly import assembled
from workbench.codebook.merges.comments import Sides
from workbench.codebook.merges.lines import MARK, merged_lines
from workbench.codebook.merges.merging import Merging, brought_together
from workbench.codebook.merges.pieces import Manner, plain_lines
from workbench.codebook.schema import Codebook, Conflict
from workbench.errors import BadInput
from workbench.yamltext import Copy, Document, Mapping, Node, Path, Scalar, Sequence, copied, read_yaml


class Open(NamedTuple):
    """Something that a merge left to be decided, and where it stands.

    Attributes:
        code: The code's id; empty for what stands at the top of the codebook.
        field: The field; ``code`` where it is open whether the code stays.
        ours: What ours says.
        theirs: What theirs says.
        line: The line of the result, counted from 1.
    """

    code: str
    field: str
    ours: str
    theirs: str
    line: int


@dataclass(frozen=True)
class MergedText:
    """Two texts brought together.

    Attributes:
        text: The result.
        conflicts: What is left to be decided in it, in the order of the file.
        trouble: Why it was merged line by line alone; empty where it is a usable codebook.
        is_rewritten: Whether the codes had to be written anew; their comments then stand in lines of their own.
    """

    text: str
    conflicts: tuple[Open, ...] = ()
    trouble: str = ""
    is_rewritten: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to be decided."""
        return not self.conflicts and not self.trouble


def merged_text(base: str | None, ours: str, theirs: str, *, file: str, size: int = MARK) -> MergedText:
    """One text with what both sides changed in a third, which both began from.

    Args:
        base: The text that both began from; None, or an empty one, where both made the file.
        ours: Our text; the result has its line ends, indentation and comments.
        theirs: The other.
        file: The file's name, for messages.
        size: How many signs git's marks have, where a side is no usable codebook and lines are merged alone.
    """
    start, one, other = (_read(text, file) for text in (base or "", ours, theirs))
    if isinstance(start, str) or isinstance(one, str) or isinstance(other, str):
        said = zip(("base", "ours", "theirs"), (start, one, other), strict=True)
        trouble = " ".join(f"In {side}: {found}" for side, found in said if isinstance(found, str))
        return _by_lines(base or "", ours, theirs, trouble, size)
    if ours == theirs or theirs == base:
        return MergedText(ours, still_open(ours, one))
    if ours == base:
        return MergedText(theirs, still_open(theirs, other))
    if not ours.strip():
        return MergedText(theirs, still_open(theirs, other))
    both_from = start if base and base.strip() else None
    merging = brought_together(both_from, one, other)
    wanted = merging.codebook
    manner = Manner.of(ours)
    texts = plain_lines(base or ""), manner.taken_off(ours), plain_lines(theirs)
    sides = Sides(*texts, merging.ids, file)
    if wanted == one and sides.are_kept_in(texts[1]):
        return MergedText(ours, still_open(ours, one))

    def is_merged(text: str) -> bool:
        return holds(manner.put_on(text), wanted)

    for text, is_rewritten in _made(texts, merging, one, other, both_from):
        if is_merged(text) and (found := sides.with_lost(text, is_merged)) is not None:
            found = manner.put_on(_in_their_lines(found, texts, merging, is_merged))
            return MergedText(found, still_open(found, wanted), is_rewritten=is_rewritten)
    return _by_lines(base or "", ours, theirs, f"{file}: what both changed cannot be written safely.", size)


def _made(
    texts: tuple[str, str, str], merging: Merging, one: Codebook, other: Codebook, start: Codebook | None
) -> Iterator[tuple[str, bool]]:
    """The texts that may hold the merged codebook, best first, each with whether codes were written anew."""
    lines = merged_lines(*texts, is_proved=True)
    if lines.is_clean:
        yield lines.text, False
    yield from assembled(*texts, merging, one, other, start)


def _in_their_lines(text: str, texts: tuple[str, str, str], merging: Merging, is_merged: Callable[[str], bool]) -> str:
    """A text with each wording that is open in the lines in which its side has it; so it is settled in these."""
    book = merging.codebook
    paths = [_paths(one, book.file) for one in (text, *texts[1:])]
    copies = list[Copy]()
    open_of = {code.id: (merging.ids[code.id], code.conflicts) for code in book.codes if code.conflicts}
    for here, (ids, conflicts) in {"": (("", "", ""), book.conflicts), **open_of}.items():
        at = paths[0].get(here)
        for whose, side, known, code_id in zip(("ours", "theirs"), texts[1:], paths[1:], ids[1:], strict=True):
            there = known.get(code_id)
            if at is None or there is None:
                continue
            for one in conflicts:
                copies.append(Copy((*at, "conflicts", one.field, whose), side, (*there, one.field)))
                if whose == "ours":
                    copies.append(Copy((*at, one.field), side, (*there, one.field)))
    found = copied(text, copies, name=book.file) if copies else text
    return found if found == text or is_merged(found) else text


def _paths(text: str, file: str) -> dict[str | None, Path]:
    """Where each code stands in a text, by its id; under the empty one its top."""
    root = read_yaml(text, name=file).root
    codes = root.get("codes") if isinstance(root, Mapping) else None
    items = codes.items if isinstance(codes, Sequence) else ()
    found: dict[str | None, Path] = {"": ()}
    for at, item in enumerate(items):
        if isinstance(item, Mapping) and isinstance(code_id := item.get("id"), Scalar):
            found[code_id.text] = ("codes", at)
    return found


def _read(text: str, file: str) -> Codebook | str:
    """The codebook that a text holds, or why it is none."""
    try:
        return parse(text, file=file)
    except BadInput as error:
        return str(error)


def _by_lines(base: str, ours: str, theirs: str, trouble: str, size: int) -> MergedText:
    manner = Manner.of(ours)
    lines = merged_lines(plain_lines(base), manner.taken_off(ours), plain_lines(theirs), size=size)
    return MergedText(manner.put_on(lines.text), trouble=trouble)


def holds(text: str, wanted: Codebook) -> bool:
    """Whether a text is read as a codebook."""
    try:
        return parse(text, file=wanted.file) == wanted
    except BadInput:
        return False


def still_open(text: str, codebook: Codebook) -> tuple[Open, ...]:
    """What is left to be decided in a usable codebook's text, in the order of the file."""
    if not codebook.conflicts and not any(code.conflicts for code in codebook.codes):
        return ()
    document = read_yaml(text, name=codebook.file)
    codes = document.root.get("codes") if isinstance(document.root, Mapping) else None
    items = codes.items if isinstance(codes, Sequence) else ()

    found = list(_open_at(document, document.root, "", codebook.conflicts))
    for node, code in zip(items, codebook.codes, strict=True):
        found += _open_at(document, node, code.id, code.conflicts)
    return tuple(found)


def _open_at(document: Document, owner: Node | None, code_id: str, conflicts: Iterable[Conflict]) -> Iterator[Open]:
    said = owner.get("conflicts") if isinstance(owner, Mapping) else None
    for one in conflicts:
        entry = said.entry(one.field) if isinstance(said, Mapping) else None
        line = document.place_at(entry.key.start).line if entry is not None else 1
        yield Open(code_id, one.field, one.ours, one.theirs, line)
