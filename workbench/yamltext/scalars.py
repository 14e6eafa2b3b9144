"""How a text is written as a YAML scalar: in which styles it can stand, and what it looks like in each."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache

from yaml.emitter import Emitter, ScalarAnalysis

from workbench.yamltext.nodes import resolved_tag

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\0": "\\0",
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
    "\x1b": "\\e",
}
_MUST_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_NOT_IN_BLOCKS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_SINGLE_SPACE = re.compile(r"(?<=\S) (?=\S)")


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar as it stands in the file: what follows the key, and the lines below it (without line ends)."""

    head: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a scalar stands and how wide it may run.

    Args:
        indent: Column, counted from 0, of the lines below the key.
        width: Where to wrap, in characters; None for one long line.
        first: Column at which the value itself begins, for wrapping its first line.
        is_flow: Whether it stands in brackets or braces.
        outer: Column of the key or dash that owns it, for the digit in a block's header.
    """

    indent: int
    width: int | None = None
    first: int = 0
    is_flow: bool = False
    outer: int = 0


@cache
def _emitter() -> Emitter:
    emitter = Emitter(io.StringIO())
    emitter.allow_unicode = True
    return emitter


def _analysis(text: str) -> ScalarAnalysis:
    return _emitter().analyze_scalar(text)


def plain_holds(text: str, *, is_flow: bool, tag: str = "str") -> bool:
    """Whether ``text`` may stand without quotes and is then read as ``tag``."""
    if not text or _MUST_ESCAPE.search(text.replace('"', "").replace("\\", "")) or text.startswith(("---", "...")):
        return False
    analysis = _analysis(text)
    allowed = analysis.allow_flow_plain if is_flow else analysis.allow_block_plain
    return bool(allowed) and not analysis.multiline and resolved_tag(text) == tag


def styles_for(text: str, *, old: str | None, is_flow: bool, tag: str = "str", blocks: bool = True) -> list[str]:
    """The styles to try, best first: the old one where it can hold the text, then the safe ones.

    Args:
        text: The new value.
        old: The old value's style; None where there was none.
        is_flow: Whether it stands in brackets or braces, where no block can.
        tag: What a plain value must be read as.
        blocks: Whether a block may be taken for a text that had none before.
    """
    several_lines = "\n" in text
    simple = not several_lines and not _MUST_ESCAPE.search(text.replace('"', "").replace("\\", ""))
    block = (
        bool(text.strip())
        and not is_flow
        and not _NOT_IN_BLOCKS.search(text)
        and not text.removesuffix("\n")[-1:].isspace()
    )
    quotes = ["'", '"'] if simple and ('"' in text or "\\" in text) else ['"']
    plain = [""] if plain_holds(text, is_flow=is_flow, tag=tag) else []
    if old in ("|", ">") and block:
        return ["|", '"'] if old == "|" else [">", "|", '"']
    if old == "'" and simple:
        return ["'", '"']
    if old in ("'", '"'):
        return ['"']
    return [*plain, *(["|"] if blocks and block and several_lines else []), *quotes]


def write(text: str, style: str, frame: Frame) -> Written:
    """``text`` in ``style``; the caller must read it back, since not every style holds every text."""
    if style in ("|", ">"):
        return _block(text, style, frame)
    if style == "'":
        return _wrapped("'" + text.replace("'", "''") + "'", frame)
    if style == '"':
        return _wrapped('"' + _MUST_ESCAPE.sub(_escaped, text) + '"', frame)
    return _wrapped(text, frame)


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"


def _wrapped(source: str, frame: Frame) -> Written:
    if frame.width is None or frame.is_flow:
        return Written(source)
    head, *rest = _filled(source, frame.width, frame.first, frame.indent)
    return Written(head, tuple(" " * frame.indent + line for line in rest))


def _block(text: str, style: str, frame: Frame) -> Written:
    body = text.removesuffix("\n")
    lines = body.split("\n")
    digit = str(frame.indent - frame.outer) if body[:1] in (" ", "\t", "\n") else ""
    if style == ">":
        width = frame.width or 80
        # A single line end is folded into a space, so each one is written as an empty line more.
        lines = [piece for line in lines for piece in ("", *_filled(line, width, frame.indent, frame.indent))][1:]
        lines = _unfolded_runs(lines)
    head = style + digit + ("" if text.endswith("\n") else "-")
    return Written(head, tuple(" " * frame.indent + line if line else "" for line in lines))


def _unfolded_runs(lines: list[str]) -> list[str]:
    """Runs of empty lines with every empty line of the text itself counted once.

    Joining lines with an empty one between gives 2k + 1 for k empty lines in a row; YAML wants k + 1.
    """
    result: list[str] = []
    empty = 0
    for line in [*lines, "end"]:
        if not line:
            empty += 1
            continue
        result += [""] * ((empty + 1) // 2)
        empty = 0
        result.append(line)
    return result[:-1]


def _filled(text: str, width: int, first: int, rest: int) -> list[str]:
    """``text`` broken at single spaces so that lines end before ``width`` where they can."""
    lines: list[str] = []
    current, column = "", first
    for word in _SINGLE_SPACE.split(text):
        if current and column + len(current) + 1 + len(word) > width:
            lines.append(current)
            current, column = word, rest
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]
