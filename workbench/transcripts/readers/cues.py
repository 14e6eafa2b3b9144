"""The cues of a subtitle file, .vtt or .srt: when each begins, and the lines in it.

The libraries at hand (webvtt-py, srt) skip or merge what they do not understand without a word. A transcript must not
lose a line, so this walk goes line by line: what stands outside any cue is taken into the cue before it and said, and a
line that was meant to be a cue's times but cannot be read is an error that names the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.errors import BadInput
from workbench.transcripts.labels import milliseconds
from workbench.visible import plural

_CLOCK = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*({_CLOCK})\s*-->\s*{_CLOCK}(?:\s.*)?")
_MEANT_AS_TIMES = re.compile(r"[\s\d:.,]*-->[\s\d:.,]*|\s*\d{1,4}:\S{0,14}\s*-->.*")
_FRAGMENT_OF_TIMES = re.compile(r"[\s\d:.,]*(?:-{1,2}>?)?[\s\d:.,]*")
_NOT_SHOWN = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t].*)?")


@dataclass
class Cue:
    """One subtitle: where it stands, when it is shown and what it says.

    Args:
        line: The number of the line with its times, from 1.
        time: When it begins, in milliseconds.
        payload: Its lines as they stand in the file, tags and all.
    """

    line: int
    time: int
    payload: list[str] = field(default_factory=list)


@dataclass
class _State:
    cues: list[Cue] = field(default_factory=list)
    notes: int = 0
    outside: int = 0
    fragment: bool = False


def cues_of(text: str, name: str, *, web: bool) -> tuple[list[Cue], list[str]]:
    """The cues of a subtitle file in the file's order, and notices.

    Args:
        text: The file's text with LF line ends.
        name: The file, for messages.
        web: Whether it is WebVTT, which has a header and blocks that are not shown.

    Raises:
        BadInput: There is no cue, or a line of times cannot be read; names the line.
    """
    lines = text.split("\n")
    state = _State()
    at = _after_header(lines) if web else 0
    while lines and not lines[-1].strip():
        lines.pop()
    while at < len(lines):
        at = _block(lines, at, state, name, web=web)
    if not state.cues:
        raise BadInput(
            f"{name}, line 1: no subtitle with a line of times (00:00:01.000 --> 00:00:04.000) was found.", _HINT
        )
    return state.cues, _notices(lines, state, web=web)


_HINT = "Export the subtitles again from the program that made them, or save them as plain text (.txt)."


def _after_header(lines: Sequence[str]) -> int:
    if not lines[0].startswith("WEBVTT"):
        return 0
    at = 1
    while at < len(lines) and lines[at].strip() and "-->" not in lines[at]:
        at += 1
    return at


def _block(lines: Sequence[str], at: int, state: _State, name: str, *, web: bool) -> int:
    """Takes in the block that begins at line ``at`` (from 0); returns where the next begins."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    end = at
    while end < len(lines) and lines[end].strip():
        end += 1
    block = lines[at:end]
    shown = _NOT_SHOWN.fullmatch(block[0]) if block and web else None
    if shown and not any(_TIMES.fullmatch(line) for line in block):
        state.notes += shown.group(1) == "NOTE"
        return end
    _take_in(block, at, state, name, at_end=end == len(lines), web=web)
    return end


def _take_in(block: Sequence[str], at: int, state: _State, name: str, *, at_end: bool, web: bool) -> None:
    cue: Cue | None = None
    for offset, line in enumerate(block):
        times = _TIMES.fullmatch(line) if "-->" in line else None
        following = block[offset + 1] if offset + 1 < len(block) else ""
        if times is not None:
            cue = Cue(at + offset + 1, milliseconds(times.group(1)))
            state.cues.append(cue)
        elif "-->" in line and _MEANT_AS_TIMES.fullmatch(line):
            raise BadInput(f"{name}, line {at + offset + 1}: the times of a subtitle cannot be read.", _HINT)
        elif "-->" in following and _TIMES.fullmatch(following) and (line.strip().isdigit() or (offset == 0 and web)):
            continue  # the cue's number or name
        elif cue is not None:
            cue.payload.append(line)
        elif at_end and _FRAGMENT_OF_TIMES.fullmatch(line):
            state.fragment = True
        elif not state.cues:
            raise BadInput(f"{name}, line {at + offset + 1}: text stands before the first subtitle's times.", _HINT)
        else:
            state.cues[-1].payload.append(line)
            state.outside += 1


def _notices(lines: Sequence[str], state: _State, *, web: bool) -> list[str]:
    notices = []
    if web and not lines[0].startswith("WEBVTT"):
        notices.append("the WEBVTT header is missing")
    if state.notes:
        notices.append(
            f"{plural(state.notes, 'NOTE block')} {'is' if state.notes == 1 else 'are'} not part of the text"
        )
    if state.outside:
        was = "was" if state.outside == 1 else "were"
        notices.append(f"{plural(state.outside, 'line')} outside any subtitle {was} taken into the one before")
    if state.fragment or not any(line.strip() for line in state.cues[-1].payload):
        notices.append(f"the file seems to be cut off after line {state.cues[-1].line}")
    return notices
