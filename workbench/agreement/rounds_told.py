"""Rounds side by side: as a table, in words, and as JSON has them. Pure."""

from __future__ import annotations

from typing import Any, NamedTuple

from workbench.agreement import as_json as figures
from workbench.agreement import in_words, table
from workbench.agreement.comparison import CodeCompared, Comparison
from workbench.agreement.consensus_told import change_as_json, change_in_words
from workbench.agreement.differing_told import names_of
from workbench.agreement.figures import Measured
from workbench.agreement.rounds import Round, Rounds
from workbench.codebook.differences import told_as
from workbench.codebook.differences.summing_up import summary
from workbench.codebook.differences.voices import Plain
from workbench.codebook.differences.wording import Line
from workbench.visible import one_line, plural

ABSENT = "–"
"""What stands where a code was in no codebook yet."""

POOLED = "pooled"
UNDER_TODAYS = (
    "Each round is compared by what the coders had coded when it was revealed, under the codes of today: codings made "
    "with a code that was merged since count for the one it is in now."
)


class Side(NamedTuple):
    """A round in the table.

    Attributes:
        round: The round.
        comparison: Its figures.
        heading: What its columns are called.
    """

    round: Round
    comparison: Comparison
    heading: str


def sides(rounds: Rounds) -> list[Side]:
    """The rounds that stand in the table."""
    return [Side(one, found, f"round {one.sample.round}") for one, found in rounds.compared]


def by_code(rounds: Rounds, *, folded: bool = False) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a table: for each code the figures of every round, and last the pooled ones.

    Args:
        rounds: The rounds.
        folded: Whether counts are shown in the place of coefficients.
    """
    shown = sides(rounds)
    headings, rows = ["code"], [[name] for _, name in rounds.codes]
    pooled = [POOLED]
    for side in shown:
        first = table.coefficient(side.comparison)
        asked = [
            column
            for column in table.columns(side.comparison)
            if (column.name not in ("percent", first) if folded else column.name == "percent")
        ]
        number = side.round.sample.round
        headings += [f"{column.heading} {number}" for column in asked]
        headings += [] if folded else [f"{first} {number}", f"interval {number}"]
        for row, (code, _) in zip(rows, rounds.codes, strict=True):
            found = rounds.of(code, side.round)
            row += [table.cell(found.measured, column) if found is not None else ABSENT for column in asked]
            row += [] if folded else _coefficient(found.measured if found is not None else None, first)
        of_all = side.comparison.pooled
        pooled += [ABSENT] * len(asked) + ([] if folded else _coefficient(of_all, "kappa"))
    has_pooled = not folded and any(side.comparison.pooled is not None for side in shown)
    return headings, [*rows, *([pooled] if has_pooled else [])]


def _coefficient(measured: Measured | None, name: str) -> list[str]:
    if measured is None:
        return [ABSENT, ABSENT]
    return [in_words.figure(measured, name), in_words.interval(measured, name) or ABSENT]


def round_in_words(one: Round, *, pooled: bool = True, transcripts: bool = True) -> list[str]:
    """What a round is: its sample, how it was coded, under which codebook, and its pooled figure.

    Args:
        one: The round.
        pooled: Whether its pooled figure is told.
        transcripts: Whether transcripts are named, which may be called what a report must not tell.
    """
    sample, found = one.sample, one.comparison
    which = f"Round {sample.round}, “{one_line(sample.name)}”"
    if found is None:
        return [f"{which}, is not compared: {one.why_not}"]
    units = plural(found.frame.continuum.length, found.frame.unit)
    size = f"{units} of {plural(len(found.frame.transcripts), 'transcript')}"
    lines = [f"{which}: {size}; {found.basis.how_coded()}. Codebook: {_books(one)}."]
    if found.basis.apart:
        lines += found.basis.told_apart(names=transcripts)
    if pooled and found.pooled is not None:
        lines.append(in_words.pooled(found.pooled))
    return [*lines, *(in_words.undefined(found) if pooled else ())]


def _books(one: Round) -> str:
    if one.codebooks is None:
        return "not known here as it was then"
    states = one.codebooks.states
    return ", ".join(
        in_words.state_in_words(book.file, book.version, states[book.file]) for book in one.codebooks.books
    )


def between_in_words(one: Round, before: Round) -> str:
    """What was done to the codebook between two rounds, in a sentence."""
    between = f"Between round {before.sample.round} and round {one.sample.round}"
    if one.changes is None:
        return f"{between}: what was other in the codebook is not known here."
    if not one.changes:
        return f"{between} the codebook stayed as it was."
    return f"{between}: {summary(one.changes, Plain())}"


def changes_in_words(one: Round) -> list[Line]:
    """What was other in the codebooks than in the round before: a line each, with both wordings below."""
    return told_as.as_lines(one.changes) if one.changes is not None else []


def differed_in_words(one: Round, rounds: Rounds) -> list[str]:
    """Which of the rules were changed because coders differed in the round before, and on what."""
    called = names_of(rounds.books)
    return [f"{change_in_words(change, called)}." for change in one.rules]


def in_words_of(rounds: Rounds, *, pooled: bool = True) -> list[Line]:
    """The rounds in words: what each is, and what was other in the codebook in between, with both wordings below.

    Args:
        rounds: The rounds.
        pooled: Whether the pooled figures are told.
    """
    lines: list[Line] = []
    before: Round | None = None
    for one in rounds.rounds:
        if before is not None and one.sample.revealed_at is not None:
            lines += [Line(between_in_words(one, before)), *changes_in_words(one)]
            lines += map(Line, differed_in_words(one, rounds))
        lines += [Line(said) for said in round_in_words(one, pooled=pooled)]
        before = one if one.sample.revealed_at is not None else before
    return [*lines, Line(note(rounds))]


def note(rounds: Rounds) -> str:
    """What is to be known of every figure in the table."""
    untold = any(in_words.NO_INTERVAL in row for row in by_code(rounds)[1])
    return f"{UNDER_TODAYS}{f' An interval is {in_words.NO_INTERVAL} where draws cannot tell it.' if untold else ''}"


def as_json(rounds: Rounds) -> dict[str, Any]:
    """The rounds, whole: each with its comparison and what was other in the codebook; then by code, side by side."""
    return {
        "coders": list(rounds.coders),
        "unit": rounds.unit,
        "rounds": [_round(one) for one in rounds.rounds],
        "codes": [
            {"code": code, "name": name, "rounds": [_side(rounds.of(code, one)) for one in rounds.rounds]}
            for code, name in rounds.codes
        ],
    }


def _round(one: Round) -> dict[str, Any]:
    states = one.codebooks.states if one.codebooks is not None else {}
    books = one.codebooks.books if one.codebooks is not None else ()
    when = one.sample.revealed_at
    return {
        "sample": one.sample.name,
        "round": one.sample.round,
        "revealed_at": when.isoformat(timespec="seconds") if when is not None else None,
        "codebooks": [{"file": book.file, "version": book.version, "sha256": states[book.file]} for book in books],
        "codebook_changes": told_as.as_json(one.changes) if one.changes is not None else None,
        "rule_changes": [change_as_json(change) for change in one.rules],
        "comparison": figures.as_json(one.comparison) if one.comparison is not None else None,
        "why": one.why_not or None,
    }


def _side(found: CodeCompared | None) -> dict[str, Any] | None:
    if found is None:
        return None
    whole = figures.code_as_json(found)
    shown = {name: whole[name] for name in _SHOWN}
    return shown | {part: {name: whole[part][name] for name in _SHOWN if name in whole[part]} for part in _OF_FIGURES}


_SHOWN = ("n", "both", "only_a", "only_b", "percent", "kappa", "alpha")
_OF_FIGURES = ("why", "intervals")
