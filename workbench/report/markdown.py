"""The small part of Markdown that narratives use, as content: paragraphs, emphasis, lists, sub-headings.

Links print as their text with the address behind it; HTML is text like any other; nothing is fetched or executed.
A reference to an extract (`[[3f2a91c4]]`) is a run of its own, which `workbench.report.parts.narrative_part` looks up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from workbench.report.content import Block, Heading, Kind, ListItem, Paragraph, Run
from workbench.themes.references import REFERENCE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DEEPEST_HEADING = 4
"""Headings below this level print at this level."""

_REFERENCE = "reference to an extract"

_OPENS = "([“‘\"'"
"""Behind these no blank comes before a reference."""

_MOST_SIGNS = 6
"""Markdown has headings of so many levels."""

_MEANS_SOMETHING = re.compile(r"[\\`*_<&\[\]]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BEGINS_SOMETHING = re.compile(r"^([0-9]*)([#>+\-=~.)])")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only wanted where a narrative is read

    parser = MarkdownIt("commonmark", {"html": False}).disable(["code", "html_block", "html_inline"])
    parser.inline.ruler.before("link", _REFERENCE, _refers)
    return parser


def _refers(state: StateInline, silent: bool) -> bool:
    """Read a reference to an extract, if one stands here."""
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push(_REFERENCE, "", 0)
        token.content, token.info = found[0], found[1]
    state.pos = found.end()
    return True


def blocks_of(markdown: str, *, level: int, series: Iterator[int]) -> tuple[Block, ...]:
    """The content of a narrative.

    Args:
        markdown: The narrative as the writer wrote it.
        level: The heading level under which it stands; its own headings come below.
        series: Gives each ordered list of the report a number of its own.
    """
    return tuple(_Reader(level, series).read(_parser().parse(markdown)))


def headings_below(markdown: str, *, level: int) -> str:
    """Markdown whose headings stand below that level; all else is as it was written. Pure."""
    lines = markdown.split("\n")
    for token in _parser().parse(markdown):
        if token.type == "heading_open" and token.markup.startswith("#") and token.map is not None:
            deeper = "#" * min(_MOST_SIGNS, len(token.markup) + level)
            lines[token.map[0]] = lines[token.map[0]].replace(token.markup, deeper, 1)
    return "\n".join(lines)


def as_markdown(words: str) -> str:
    r"""Words as Markdown that `blocks_of` reads as exactly these words, in one paragraph.

    What would mean something in Markdown gets a backslash, and so does a line break. White space round the words and
    round their line breaks goes, as everywhere in Markdown.

    >>> as_markdown("I *never* said [names city]")
    'I \\*never\\* said \\[names city\\]'
    """
    lines = (_MEANS_SOMETHING.sub(r"\\\g<0>", line.strip(" \t")) for line in words.strip().split("\n"))
    return "\\\n".join(_BEGINS_SOMETHING.sub(r"\1\\\2", line) for line in lines)


def as_markdown_between(before: str, words: str, after: str) -> str | None:
    r"""Words as Markdown for a place in a narrative, so that they are read there as exactly these words.

    Where they would not be, as in a heading that they are too long for or behind a backtick that waits for its other
    half, they begin a paragraph of their own.

    Args:
        before: The narrative up to the place.
        words: The words.
        after: The narrative from the place on.

    Returns:
        What is to be put there; None where nothing helps, as where a fence is open.

    >>> as_markdown_between("He wrote `x and ", "so `no`", "")
    '\n\nso \\`no\\`'
    """
    meant = "\n".join(line.strip(" \t") for line in words.strip().split("\n"))
    if not meant:
        return ""
    after = _BLANK_LINE.split(after, maxsplit=1)[0]  # what comes behind it has no bearing on them
    # Words are read as they are where they come as letters do that stand between their first and their last one.
    letters = next(chr(one) for one in range(0xE000, 0xF8FF) if chr(one) not in f"{before}{words}{after}")
    stand_in = f"{meant[0]}{letters}{meant[-1]}"
    for begins, ends in (("", ""), ("\n\n", ""), ("\n\n", "\n\n")):
        written = f"{begins}{as_markdown(words)}{ends}"
        would_be = _read(f"{before}{begins}{as_markdown(stand_in)}{ends}{after}")
        if _put_in(would_be, stand_in, meant) == _read(f"{before}{written}{after}"):
            return written
    return None


def reference_between(before: str, reference: str, after: str) -> str | None:
    r"""A reference to an extract for a place in a narrative, so that it is read there as one.

    In an empty line it is a paragraph of its own; elsewhere it stands in the sentence, or, where it would not be read
    as a reference there, in a paragraph of its own too.

    Args:
        before: The narrative up to the place.
        reference: The reference.
        after: The narrative from the place on.

    Returns:
        What is to be put there; None where nothing helps, as where a fence is open.

    >>> reference_between("He said so:\n", "[[3f2a91c4]]", "")
    '\n[[3f2a91c4]]'
    """
    is_alone = before.endswith("\n") and after[:1] in ("", "\n")
    begins = "\n" * (2 - len(before[-2:]) + len(before[-2:].rstrip("\n"))) if before else ""
    ends = "\n" * (2 - len(after[:2]) + len(after[:2].lstrip("\n"))) if after else ""
    gap = " " if before and not before[-1].isspace() and before[-1] not in _OPENS else ""
    ways = [(begins, ends)] if is_alone else [(gap, ""), (begins, ends)]
    read = _references_in(f"{before}{after}")
    for first, last in ways:
        if _references_in(f"{before}{first}{reference}{last}{after}") == read + 1:
            return f"{first}{reference}{last}"
    return None


def _references_in(markdown: str) -> int:
    blocks = (block for block in _read(markdown) if isinstance(block, (Paragraph, ListItem)))
    return sum(bool(run.refers) for block in blocks for run in block.runs)


def _read(markdown: str) -> tuple[Block, ...]:
    return blocks_of(markdown, level=1, series=count())


def _put_in(blocks: tuple[Block, ...], stand_in: str, words: str) -> tuple[Block, ...] | None:
    """The blocks with words in the place of what stands in for them; None where that does not stand there once."""
    found = 0
    put: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            found += block.text.count(stand_in)
            put.append(replace(block, text=block.text.replace(stand_in, words)))
        elif isinstance(block, (Paragraph, ListItem)):
            found += sum(run.text.count(stand_in) for run in block.runs)
            runs = tuple(replace(run, text=run.text.replace(stand_in, words)) for run in block.runs)
            put.append(replace(block, runs=runs))
    return tuple(put) if found == 1 else None


class _Reader:
    """Walks the parser's tokens and keeps what lists it is in."""

    def __init__(self, level: int, series: Iterator[int]) -> None:
        self._level = level
        self._series = series
        self._lists: list[tuple[bool, int, int]] = []  # ordered, series, first number
        self._item_begun = False
        self._set_in = 0

    def read(self, tokens: list[Token]) -> Iterator[Block]:
        heading = 0
        for token in tokens:
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                ordered = kind == "ordered_list_open"
                self._lists.append((ordered, next(self._series) if ordered else 0, int(token.attrGet("start") or 1)))
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._lists.pop()
            elif kind == "list_item_open":
                self._item_begun = False
            elif kind == "blockquote_open":
                self._set_in += 1
            elif kind == "blockquote_close":
                self._set_in -= 1
            elif kind == "heading_open":
                heading = int(token.tag[1:])
            elif kind == "inline":
                yield self._text(_runs(token.children or []), heading)
                heading = 0
            elif kind == "fence":
                yield self._text((Run(token.content.rstrip("\n")),), 0)

    def _text(self, runs: tuple[Run, ...], heading: int) -> Block:
        if self._lists:
            ordered, series, first = self._lists[-1]
            depth = len(self._lists) - 1
            if self._item_begun:
                return Paragraph(runs, Kind.LISTED, depth)
            self._item_begun = True
            return ListItem(runs, ordered, depth, series, first)
        if heading:
            below = min(self._level + max(heading - 1, 1), DEEPEST_HEADING)
            return Heading("".join(run.text for run in runs).replace("\n", " "), below)
        return Paragraph(runs, Kind.INDENTED if self._set_in else Kind.BODY)


def _runs(tokens: list[Token]) -> tuple[Run, ...]:
    """The runs of one line of text; neighbours of one appearance are joined."""
    runs: list[Run] = []
    strong = emphasis = 0
    addresses: list[tuple[str, int]] = []  # a link's address, and how many runs stood before it
    for token in tokens:
        text = ""
        match token.type:
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "em_open":
                emphasis += 1
            case "em_close":
                emphasis -= 1
            case "softbreak":
                text = " "
            case "hardbreak":
                text = "\n"
            case "link_open":
                addresses.append((str(token.attrGet("href") or ""), len(runs)))
            case "link_close":
                address, before = addresses.pop()
                shown = "".join(run.text for run in runs[before:])
                text = f" ({address})" if address and address not in (shown, f"mailto:{shown}") else ""
            case "image":
                address = str(token.attrGet("src") or "")
                text = f"{token.content} ({address})"
            case _:
                text = token.content
        if text:
            refers = token.info if token.type == _REFERENCE else ""
            runs.append(Run(text, strong > 0, emphasis > 0, refers=refers))
    return _joined(runs)


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and _look_alike(joined[-1], run):
            joined[-1] = Run(joined[-1].text + run.text, run.strong, run.emphasis)
        else:
            joined.append(run)
    return tuple(joined)


def _look_alike(one: Run, other: Run) -> bool:
    return not one.refers and not other.refers and (one.strong, one.emphasis) == (other.strong, other.emphasis)
