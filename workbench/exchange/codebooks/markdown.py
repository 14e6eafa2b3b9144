"""A codebook as Markdown, for reading: on a hosting site, or printed. Pure."""

from __future__ import annotations

import re

from workbench.codebook.differences.voices import escaped
from workbench.codebook.lineage import Lineage
from workbench.codebook.outline import Outline
from workbench.codebook.schema import REFERENCE, Code, Codebook
from workbench.exchange.codebooks.refi import GUID
from workbench.exchange.codebooks.tables import Written
from workbench.visible import one_line, visible

_AT_BEGINNING = re.compile(r"^(\d*)([-+#=:.)])")
"""What is markup at the beginning of a line only: headings, lists, lines."""
_DEEPEST = 6
"""How many kinds of headings Markdown has."""


def as_markdown(book: Codebook) -> Written:
    """A codebook as Markdown: a heading for each code, its fields below. Whatever its texts hold is shown as it is."""
    lines = [f"# {_line(book.name)}", ""]
    if book.version:
        lines += [f"Version {_line(book.version)}", ""]
    if book.description:
        lines += [*_block(book.description), ""]
    lineage = Lineage((book,))
    names = {code.id: code.name for code in book.codes}
    for row in Outline((book,)).rows:
        if row.code is not None:
            lines += _code(row.code, min(row.depth + 2, _DEEPEST), lineage.became(row.code), names)
    losses = ["Markdown is for reading: it does not come back. .xlsx does."]
    return Written(("\n".join(lines).rstrip() + "\n").encode(), tuple(losses))


def _code(code: Code, level: int, became: str, names: dict[str, str]) -> list[str]:
    told = f" *({_line(became)})*" if became else ""
    lines = [f"{'#' * level} {_line(code.name)}{told}", ""]
    if code.definition:
        lines += [*_block(code.definition), ""]
    for field, label in (("include", "Use it for"), ("exclude", "Not for")):
        text = getattr(code, field)
        if text:
            first, *more = _block(text)
            lines += [f"**{label}:** {first}", *more, ""]
    if code.examples:
        lines += ["**Examples:**", ""]
        for one in code.examples:
            first, *more = _block(one)
            shown = f"a coding: `{one.removeprefix('coding: ')}`" if REFERENCE.fullmatch(one) else first
            lines += [f"- {shown}", *("  " + line if line else "" for line in more)]
        lines.append("")
    facts = [f"`{_plain(code.id)}`"]
    facts += [_line(code.origin)] if code.origin else []
    facts += [f"colour {_line(code.colour)}"] if code.colour else []
    facts += ["a passage gets one code of this group only"] if code.exclusive else []
    former = [f"`{_plain(one)}`" for one in code.was if not GUID.fullmatch(one)]
    facts += [f"was {', '.join(former)}"] if former else []
    facts += (
        [f"split into {', '.join(_line(names.get(one, one)) for one in code.split_into)}"] if code.split_into else []
    )
    lines += [" · ".join(facts), ""]
    lines += [f"- {_line(': '.join(filter(None, change)))}" for change in code.changes]
    return [*lines, ""] if code.changes else lines


def _block(text: str) -> list[str]:
    """A text of several lines: each stays one, and none is taken for markup."""
    lines = [_line(line) for line in text.split("\n")]
    return [line + "\\" if line and after else line for line, after in zip(lines, [*lines[1:], ""], strict=True)]


def _line(text: str) -> str:
    """A text on one line, with nothing in it that would be markup, a link, or call somebody."""
    return _AT_BEGINNING.sub(r"\1\\\2", escaped(one_line(text)))


def _plain(text: str) -> str:
    """A text within backticks."""
    return visible(text).replace("`", "'")
