"""The codes of two frameworks: as JSON has them, and in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workbench.agreement import as_json as figures
from workbench.agreement.frameworks import Frameworks, OwnCode, Pair, SharedTurn
from workbench.codebook.matched import Matched
from workbench.spans import Span
from workbench.visible import one_line, plural

Named = Callable[[str], str]


IN_NO_BOOK = (
    "Codes that are in no codebook cannot be merged, nested or kept: put the file of their codebook into the folder "
    "codebooks first."
)
"""What is to be done where codings came without their codebook."""


def as_json(found: Frameworks) -> dict[str, Any]:
    """The codes, whole: rows of ``shared`` and ``jaccard`` are A's codes, columns B's; of none with either, null."""
    alike = found.overlap.jaccard.tolist()
    return {
        "coders": list(found.coders),
        "unit": found.unit,
        "units": found.units,
        "interviewer": found.include_interviewer,
        "transcripts": list(found.transcripts),
        **found.basis.as_json(),
        "codebooks": [{"file": file, "sha256": sha256} for file, sha256 in found.books.states.items()],
        "frameworks": figures.frameworks(found.own),
        "is_open": found.own.is_open,
        "a": [_code(one) for one in found.a],
        "b": [_code(one) for one in found.b],
        "shared": found.overlap.shared.tolist(),
        "jaccard": [[None if value != value else value for value in row] for row in alike],
        "pairs": [pair_as_json(one) for one in found.pairs],
        "decided": [one._asdict() | {"other": one.other or None} for one in found.decided],
    }


def _code(code: OwnCode) -> dict[str, Any]:
    return {
        "code": code.id,
        "name": code.name,
        "codebook": code.file or None,
        "units": code.units,
        "undecided": code.is_undecided,
    }


def pair_as_json(pair: Pair) -> dict[str, Any]:
    """A pair with its counts."""
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        "shared": pair.shared,
        "only_a": pair.only_a,
        "only_b": pair.only_b,
        "jaccard": pair.jaccard,
        "decided": pair.decided,
    }


def turn_as_json(turn: SharedTurn) -> dict[str, Any]:
    """A turn with what both coded of it; spans are half-open, in code points of the transcript's text."""
    return {
        "transcript": turn.transcript,
        "speaker": turn.speaker,
        "start": turn.span.start,
        "end": turn.span.end,
        "quote": turn.words,
        "a": [list(span) for span in turn.a],
        "b": [list(span) for span in turn.b],
        "not_for_quotation": turn.not_for_quotation,
    }


def heading(found: Frameworks) -> list[str]:
    """Who coded with what, on which words, and how much is left to decide."""
    first, second = map(one_line, found.coders)
    whose = "turns of participants and interviewers" if found.include_interviewer else "participants' turns"
    of = f"{plural(found.units, found.unit)} ({whose}) of {plural(len(found.transcripts), 'transcript')}"
    lines = [f"{first} (A) and {second} (B), by {found.unit}: {of}.", *found.basis.in_words()]
    if not found.own.frameworks:
        return [*lines, "They coded with the same codebooks: there are no two frameworks to bring together."]
    for one, sign in zip(found.own.frameworks, "AB", strict=True):
        books = " and ".join(one_line(file) or "codes that are in no codebook" for file in one.files)
        lines.append(f"{sign} alone used {books}: {plural(len(one.codes), 'code')}.")
    if any("" in one.files for one in found.own.frameworks):
        lines.append(IN_NO_BOOK)
    return lines


def left_to_decide(found: Frameworks) -> list[str]:
    """Of which codes it is left to decide what becomes of them; and whether figures are given of them."""
    lines = []
    for sign, codes in (("A", found.a), ("B", found.b)):
        left = [f"“{one_line(one.name)}” ({one.id})" for one in codes if one.is_undecided]
        if left:
            lines.append(f"Left to decide of {sign}'s: {', '.join(left)}.")
    if found.own.frameworks and not found.own.is_open:
        done = "That leaves codes of one of them only" if lines else "All of them are decided"
        lines.append(f"{done}: figures of agreement are given.")
    return lines


def in_words(one: Matched, called: Named) -> str:
    """What was decided of a code, in a line."""
    how = {
        "merged": f"merged into “{called(one.other)}”",
        "nested": f"nested under “{called(one.other)}”",
        "kept": f"kept beside “{called(one.other)}”" if one.other else "kept as it is",
    }[one.kind]
    day = f" ({one.date})" if one.date else ""
    return f"“{called(one.code)}” {how}{day}: {one_line(one.why)}"


def with_brackets(turn: SharedTurn) -> tuple[str, str]:
    """The turn's words twice: with what A coded of it in brackets, and with what B did."""
    return _bracketed(turn, turn.a), _bracketed(turn, turn.b)


def _bracketed(turn: SharedTurn, spans: Sequence[Span]) -> str:
    found, last = "", 0
    for start, stop in spans:
        start, stop = start - turn.span.start, stop - turn.span.start
        found += f"{turn.words[last:start]}[{turn.words[start:stop]}]"
        last = stop
    return found + turn.words[last:]
