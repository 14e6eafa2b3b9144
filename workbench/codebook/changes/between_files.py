"""Codes that go from one codebook's file to another, with their lines and the comments in them. Text in, text out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from workbench.codebook.books import parsed
from workbench.codebook.editing import edit, edit_many
from workbench.codebook.file import usable
from workbench.codebook.merges.pieces import Pieces, shifted, taken_apart
from workbench.codebook.schema import Code, Codebook
from workbench.errors import BadInput
from workbench.yamltext import insert_item, item_lines, read_yaml
from workbench.yamltext.layout import line_ending_of


class Given(NamedTuple):
    """A codebook's file: its name and whole text."""

    file: str
    text: str


def handed_over(
    source: Given,
    target: Given,
    code_ids: Collection[str],
    *,
    before: str | None = None,
    behind: str | None = None,
    others: Sequence[Codebook] = (),
) -> tuple[str, str]:
    """Take codes and all that stands under them out of one codebook, and put them into another.

    The codes stand at the top there; those under them stay under them. They come with their lines and the comments
    right above and in them, in the other file's indentation; where those cannot be read there as they are read here,
    as the program writes codes.

    Args:
        source: The codebook from which it goes.
        target: The one to which it goes.
        code_ids: The codes' ids.
        before: The code of the target before which they go.
        behind: The code behind which they go, and behind those under that, where ``before`` is not given.
        others: The study's codebooks but these two.

    Returns:
        Both new texts: of the source, and of the target.

    Raises:
        BadInput: One of the codebooks cannot be used or would have a fault then.
        NotFound: There is no such code.
    """
    left, there = parsed(source.text, source.file), parsed(target.text, target.file)
    _, faults = usable(source.text, file=source.file, others=[*others, there])
    _, faults_there = usable(target.text, file=target.file, others=[*others, left])
    below = {one for code_id in code_ids for one in left.below(edit.wanted(left, code_id).id)}
    tops = {code.id: {"parent": None} for code in left.codes if code.id in below and code.parent not in below}
    text = edit_many.change_codes(source.text, tops, file=source.file, others=[*others, there])
    going = [code for code in parsed(text, source.file).codes if code.id in below]
    rest = edit_many.cut_out(text, [at for at, code in enumerate(left.codes) if code.id in below], source.file)
    remaining = replace(left, codes=tuple(code for code in left.codes if code.id not in below))
    place = (
        there.codes.index(edit.wanted(there, before))
        if before is not None
        else edit_many.with_followers(there, behind or "")[1]
    )
    expected = replace(there, codes=(*there.codes[:place], *going, *there.codes[place:]))
    new = _put_in(Given(source.file, text), target, going, expected, is_before=before is not None)
    # Each is held against the other as it will be: what one names may stand in the other now. A fault of a code that
    # goes, goes along.
    accepted = edit.accepted(rest, remaining, faults, [*others, parsed(new, target.file)])
    return accepted, edit.accepted(new, expected, [*faults_there, *faults], [*others, parsed(rest, source.file)])


def _put_in(source: Given, target: Given, going: Sequence[Code], expected: Codebook, *, is_before: bool) -> str:
    """The target's text with the codes: in front of the one at a place, or else behind the one they are expected at."""
    one, other = taken_apart(source.text, name=source.file), taken_apart(target.text, name=target.file)
    place = expected.codes.index(going[0])
    if one is not None and other is not None:
        own = [_in_lines(one.own[code.id], one, other) for code in going]
        new = _between(target, own, place, is_before=is_before)
        if _reads(new, target.file) == expected:
            return new
    text = target.text
    for at, code in enumerate(going, place):
        # As values: one of the files is laid out in brackets, or a line means something else in the other.
        text = insert_item(text, ("codes",), at, edit.as_item(code), blank_line=True, name=target.file)
    return text


def _in_lines(own: str, source: Pieces, target: Pieces) -> str:
    """A code's lines with the other file's columns and line ends."""
    lines = shifted(own.replace("\r\n", "\n").replace("\r", "\n"), source, target)
    return lines.replace("\n", line_ending_of(target.document.text))


def _between(target: Given, own: Sequence[str], place: int, *, is_before: bool) -> str:
    """The target's text with some codes' lines in front of the code at a place, or right behind the one before it."""
    text, ending = target.text, line_ending_of(target.text)
    spans = item_lines(read_yaml(text, name=target.file), ("codes",))
    gaps = [text[one[1] : other[0]] for one, other in pairwise(spans)]
    blank = not gaps or 2 * sum(len(gap.splitlines()) > 1 for gap in gaps) > len(gaps)
    between = ending * (2 if blank else 1)
    if is_before:
        at = spans[place][0]
        return text[:at] + "".join(lines + between for lines in own) + text[at:]
    # Right behind it: a heading that stands over the next code stays there.
    at = spans[place - 1][1]
    return text[:at] + "".join(between + lines for lines in own) + text[at:]


def _reads(text: str, file: str) -> Codebook | None:
    try:
        return parsed(text, file)
    except BadInput:
        return None
