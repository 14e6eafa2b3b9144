"""What is done in threads where the codes of two frameworks are brought together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Literal, NamedTuple

from textual.content import Content
from textual.message import Message

from workbench.agreement import frameworks as frameworks_room
from workbench.agreement.frameworks import Frameworks, OwnCode, Pair, SharedTurn, frameworks
from workbench.codebook.changes import matching
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.schema import Change
from workbench.codebook.states import states
from workbench.errors import NotFound, Refused
from workbench.memos import today
from workbench.progress import Tell
from workbench.spans import Span
from workbench.study import Study
from workbench.tui.screens.agreement_jobs import NothingToCompare, Wanted
from workbench.tui.screens.reshape_jobs import Reshaped
from workbench.tui.widgets.rows import Column, Row, Table, table
from workbench.visible import one_line, plural, visible

_NAME, _LEAST, _NUMBER, _HEAD = 34, 12, 8, 18
_TURNS, _LONGEST = 12, 900
"""So many turns stand side by side, and so many code points of each."""

_SHADES = " ░▒▓█"
_NONE = "–"

Both = tuple[str, str]
"""The ids of a code of A's and of one of B's; either is empty where a code stands alone."""


class FrameworksRead(Message):
    """The codes of two frameworks, as a list of pairs and as a map."""

    def __init__(self, wanted: Wanted, found: Frameworks, listed: Table, mapped: Table) -> None:
        self.wanted, self.found, self.listed, self.mapped = wanted, found, listed, mapped
        super().__init__()


class ExtractsRead(Message):
    """What both put on the same turns, of a pair of what was found."""

    def __init__(self, found: Frameworks, both: Both, a: Content, b: Content, said: str) -> None:
        self.found, self.both, self.a, self.b, self.said = found, both, a, b, said
        super().__init__()


def read(study: Study, wanted: Wanted, *, tell: Tell) -> Message:
    """Set the codes of two coders side by side."""
    try:
        found = frameworks(study, wanted.coders, unit=wanted.unit, tell=tell, **wanted.on)
    except (NotFound, Refused) as error:
        return NothingToCompare(wanted, f"{error.message}\n{error.hint}")
    return FrameworksRead(wanted, found, listed(found), mapped(found))


def listed(found: Frameworks) -> Table:
    """The pairs, best first, and then the codes that share nothing with any of the other's; as a table, measured."""
    columns = (
        Column("A's code", _NAME, _LEAST, ends=True),
        Column("B's code", _NAME, _LEAST, ends=True),
        Column("both", _NUMBER, 4, right=True),
        *(Column(f"only {sign}", _NUMBER, 6, right=True) for sign in "AB"),
        Column("Jaccard", _NUMBER, 7, right=True),
        Column("decided", _NUMBER, 7),
    )
    rows = [_row_of(one) for one in found.pairs]
    paired = {code.id for one in found.pairs for code in (one.a, one.b)}
    rows += [_row_alone(one, found, is_a=True) for one in found.a if one.id not in paired]
    rows += [_row_alone(one, found, is_a=False) for one in found.b if one.id not in paired]
    return table(columns, rows)


def _row_of(one: Pair) -> Row:
    numbers = (f"{one.shared:,}", f"{one.only_a:,}", f"{one.only_b:,}", f"{one.jaccard:.2f}")
    left = one.a.is_undecided or one.b.is_undecided
    said = f"√ {one.decided}" if one.decided else ""
    return Row((one.a.id, one.b.id), (_name(one.a), _name(one.b), *numbers, said), dim=not left)


def _row_alone(code: OwnCode, found: Frameworks, *, is_a: bool) -> Row:
    kinds = [one.kind for one in found.decided if code.id in (one.code, one.other)]
    said = f"√ {kinds[0]}" if kinds else ""
    names = (_name(code), _NONE) if is_a else (_NONE, _name(code))
    counts = (_NONE, f"{code.units:,}", _NONE) if is_a else (_NONE, _NONE, f"{code.units:,}")
    both = (code.id, "") if is_a else ("", code.id)
    return Row(both, (*names, *counts, _NONE, said), dim=not code.is_undecided)


def _name(code: OwnCode) -> str:
    return one_line(code.name)


def mapped(found: Frameworks) -> Table:
    """A's codes down, B's across, numbered; the darker a cell, the more of what either has both have."""
    numbers = range(len(found.b))
    columns = [Column("A's code", _NAME, _LEAST, ends=True)]
    columns += [Column(f"B{number} {_name(code)}", _HEAD, 5, right=True) for number, code in enumerate(found.b, 1)]
    rows = [
        Row(row, (f"A{row + 1} {_name(code)}", *(_shown(found.pair(row, column)) for column in numbers)))
        for row, code in enumerate(found.a)
    ]
    return table(columns, rows)


def _shown(one: Pair) -> str:
    if not one.shared:
        return "·"
    return f"{_SHADES[-int(-one.jaccard * (len(_SHADES) - 1) // 1)]}{one.shared:,}"


def side_by_side(found: Frameworks, both: Both) -> Message:
    """What A, and what B, put on the turns that have both codes; or, where one stands alone, that one."""
    turns = list(islice(found.side_by_side(*both), _TURNS + 1))
    more = len(turns) > _TURNS
    turns = turns[:_TURNS]
    first, second = (Content("\n\n").join([_turn(one, spans) for one, spans in put]) for put in _puts(turns))
    count = f"the first {_TURNS} turns" if more else plural(len(turns), "turn")
    which = "both" if all(both) else "it"
    return ExtractsRead(found, both, first, second, f"{count} with {which}" if turns else f"no turn with {which}")


def _puts(turns: Sequence[SharedTurn]) -> tuple[list[tuple[SharedTurn, Sequence[Span]]], ...]:
    return [(one, one.a) for one in turns], [(one, one.b) for one in turns]


def _turn(turn: SharedTurn, spans: Sequence[Span]) -> Content:
    """A turn with what somebody coded of it in brackets, whatever the colours are."""
    who = " · ".join(filter(None, (one_line(turn.transcript), one_line(turn.speaker))))
    sealed = ("not for quotation  ", "bold $error") if turn.not_for_quotation else ""
    parts: list[tuple[str, str]] = []
    place = 0
    for start, end in ((one.start - turn.span.start, one.end - turn.span.start) for one in spans):
        parts.append((visible(turn.words[place:start]), "$foreground 75%"))
        parts.append((f"[{_shortened(turn.words[start:end])}]", "bold"))
        place = end
    parts.append((_shortened(turn.words[place:]), "$foreground 75%"))
    return Content.assemble(sealed, (who, "bold $accent"), "\n", *parts)


def _shortened(words: str) -> str:
    return visible(words[:_LONGEST]) + (" …" if len(words) > _LONGEST else "")


# Deciding

Kind = Literal["merge", "new", "nest", "keep"]


class Way(NamedTuple):
    """What can become of codes.

    Attributes:
        kind: Merged, merged into a new code, nested or kept.
        codes: The ids of the codes: of a merge, and of nesting, that one comes first which goes.
    """

    kind: Kind
    codes: tuple[str, ...]


def decide(study: Study, way: Way, name: str, reason: str) -> Message:
    """Merge, nest or keep codes, with a reason; ``name`` is that of a new code into which they go."""
    why = Change(today().isoformat(), reason)
    names = {code.id: f"“{one_line(code.name)}”" for code in states.current(study).codes()}
    called = [names.get(code, code) for code in way.codes]
    if way.kind == "nest":
        matching.nest_matched(study, *way.codes, why=why)
        return Reshaped(way.codes[0], f"Put {' under '.join(called)}")
    if way.kind == "keep":
        matching.keep_matched(study, way.codes, why=why)
        return Reshaped(way.codes[0], f"Kept {' beside '.join(called)}")
    into = NewCode(name) if way.kind == "new" else way.codes[1]
    going = way.codes if way.kind == "new" else way.codes[:1]
    merged = matching.merge_matched(study, going, into, why=why)
    which = " and ".join(called[: len(going)])
    return Reshaped(merged.into, f"Merged {which} into “{one_line(merged.name)}”")


def gather(study: Study, wanted: Wanted, into: str) -> Message:
    """Bring all codes of both frameworks into one codebook."""
    gone = frameworks_room.gather(study, wanted.coders, into, sample=wanted.sample)
    return Reshaped(gone[0], f"Brought {plural(len(gone), 'code')} into {one_line(into)}")
