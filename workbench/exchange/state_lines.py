"""The states of codebooks as lines of a pack: the first whole, each other one by what it replaces in another. Pure.

Every code made while coding gives the codebook another state. Were each written whole, a pack would grow with the
square of the codes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.codebook.file import sha256_of as sha256_of_text
from workbench.exchange import lines
from workbench.exchange.line_changes import Replaced, applied, difference, replaced_of
from workbench.exchange.values import BadLine, sha256_of, text_of
from workbench.model import storable


@dataclass(frozen=True)
class PackedState:
    """A state of a codebook.

    Attributes:
        sha256: The sha256 of its text in UTF-8.
        version: The version as the codebook's authors wrote it; empty where they gave none.
        text: The whole text.
    """

    sha256: str
    version: str
    text: str


@dataclass(frozen=True)
class StateLine:
    """A state of a codebook as a line of a pack says it.

    Attributes:
        where: The pack's name and the line's number, for people.
        sha256: The sha256 of its text.
        version: The version as the codebook's authors wrote it.
        text: The whole text; None where it is told by what it replaces in another.
        base: The sha256 of that other text.
        changes: What it replaces there.
    """

    where: str
    sha256: str
    version: str
    text: str | None
    base: str = ""
    changes: tuple[Replaced, ...] = ()


def written(states: Iterable[PackedState]) -> list[str]:
    """States as lines of JSON, without line ends: the same lines for the same states, however they come."""
    before: PackedState | None = None
    rows = []
    # A codebook mostly grows, so that states that follow each other in life do so here.
    for state in sorted(states, key=lambda one: (len(one.text), one.sha256)):
        named = {"sha256": state.sha256, "version": state.version}
        forms = [lines.as_json({**named, "text": state.text})]
        if before is not None:
            changes = difference(before.text, state.text)
            forms.append(lines.as_json({**named, "from": before.sha256, "lines": changes}))
        # Of two that are as long the whole text, which needs no other.
        rows.append(min(forms, key=len))
        before = state
    return rows


def read(values: Mapping[str, Any], where: str) -> StateLine:
    """A state from one line's JSON object; a whole text is held against its sha256.

    Raises:
        BadLine: A value is missing or cannot be, or the text is not the one that the sha256 names.
    """
    sha256, text, base = sha256_of(values, "sha256"), values.get("text"), sha256_of(values, "from")
    if not sha256:
        raise BadLine("the key 'sha256' is missing")
    if text is None and base:
        changes = replaced_of(values.get("lines"))
        if changes is None or any(storable(line) != line for _, _, new in changes for line in new):
            raise BadLine("the value of 'lines' must be a list of [first, last, [lines]]")
        return StateLine(where, sha256, text_of(values, "version"), None, base, tuple(changes))
    if text is None:
        raise BadLine("the key 'text' is missing")
    if not isinstance(text, str) or storable(text) != text:
        raise BadLine("the value of 'text' must be the text of a codebook")
    if sha256_of_text(text) != sha256:
        raise BadLine("the text is not the one that its sha256 names")
    return StateLine(where, sha256, text_of(values, "version"), text)


def put_together(
    read: Iterable[StateLine], texts_here: Callable[[Collection[str]], Mapping[str, str]]
) -> tuple[list[PackedState], list[str]]:
    """The states that lines tell of, whole; and what is wrong with lines, each with file and line.

    Git's union merge leaves a state of two machines in two lines, from two others: one that leads to it is enough.

    Args:
        read: The lines, in any order.
        texts_here: Gives the texts of those of some states that the study has, by their sha256.
    """
    found: dict[str, PackedState] = {}
    waiting: dict[str, list[StateLine]] = defaultdict(list)
    told = set()
    for line in read:
        told.add(line.sha256)
        if line.text is None:
            waiting[line.base].append(line)
        else:
            found.setdefault(line.sha256, PackedState(line.sha256, line.version, line.text))
    faults = _follow(waiting, {sha256: one.text for sha256, one in found.items()}, found)
    wanted = {sha256 for base, rows in waiting.items() for sha256 in (base, *(row.sha256 for row in rows))}
    here = texts_here(wanted) if wanted else {}
    faults += _follow(waiting, here, found)
    for base, rows in waiting.items():
        why = "cannot be put together either" if base in told else "stands neither in the packs nor in this study"
        what = f"the text {base[:8]} that its 'from' names {why}"
        faults += [f"{row.where}: {what}." for row in rows if row.sha256 not in found and row.sha256 not in here]
    return list(found.values()), faults


def _follow(waiting: dict[str, list[StateLine]], texts: Mapping[str, str], found: dict[str, PackedState]) -> list[str]:
    """Put together what begins at these texts, and at those that this gives; gives what is wrong with lines."""
    faults = []
    ready = list(texts.items())
    while ready:
        base, text = ready.pop()
        for line in waiting.pop(base, ()):
            try:
                result = applied(text, line.changes)
            except ValueError:
                faults.append(f"{line.where}: the text {base[:8]} that its 'from' names has not these lines.")
                continue
            if sha256_of_text(result) != line.sha256:
                faults.append(f"{line.where}: the text is not the one that its sha256 names.")
            elif line.sha256 not in found:
                found[line.sha256] = PackedState(line.sha256, line.version, result)
                ready.append((line.sha256, result))
    return faults
