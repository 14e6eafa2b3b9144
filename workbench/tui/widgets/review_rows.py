"""How codings that wait for another look stand in a list, and what is told of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from uuid import UUID

from rich.cells import cell_len
from textual.content import Content

from workbench.codebook.differences.word_diff import word_diff
from workbench.codebook.rule import RULE
from workbench.codebook.schema import Code
from workbench.coding.review import CodeWaiting, Look, Queue, Waiting, in_words
from workbench.tui.commands import key_of
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import last_cells, one_line, plural, visible

_NAME, _WHY = 18, 10
"""The most cells of a code's name; the cells of the reason."""

_ROOMY = 44
"""From so many cells on there is room for the reason."""

_LONGEST = 1500
"""Code points of a coding that are shown; the rest is read in its transcript."""

_BEGINS = 120
"""So many code points of its words stand in the list."""

_AROUND = 120
"""So much of what stands before and after it."""

_SHORT = {"gone": "gone", "split": "split", "retired": "retired", **dict.fromkeys(RULE, "rule")}
_TITLES = {"definition": "", "include": "Use: ", "exclude": "Not: "}


class ReviewRows(RowList[Waiting]):
    """A line a coding: its code, why it waits, where it stands. Those about which is just being decided are dim."""

    def __init__(self) -> None:
        super().__init__(id="waiting", can_mark=False)
        self._names: dict[str, str] = {}
        self._width_of_names = 0
        self._deciding: frozenset[UUID] = frozenset()
        self._begin: dict[UUID, str] = {}

    def show_queue(self, codings: Sequence[Waiting], codes: Sequence[CodeWaiting], *, empty: str) -> None:
        """Show codings and the names of their codes."""
        self._names = {code.id: one_line(code.name) for code in codes}
        self._begin.clear()
        self._width_of_names = min(_NAME, max(map(cell_len, self._names.values()), default=0))
        self.show(codings, empty=empty)

    def take_words(self, looks: Iterable[Look]) -> None:
        """Show how the words of codings begin, once these are read; until then it is told where they stand."""
        self._begin |= {one.waiting.id: one.extract.quote[:_BEGINS] for one in looks if one.extract is not None}
        self.draw_anew()

    def decide(self, ids: Collection[UUID]) -> None:
        """About these is just being decided."""
        self._deciding = frozenset(ids)
        self.draw_anew()

    def key(self, row: Waiting) -> UUID:
        """The coding."""
        return row.id

    def lines(self, row: Waiting, width: int) -> list[Content]:
        """One line."""
        deciding = row.id in self._deciding
        name = self._names.get(row.code, one_line(row.code))
        why = "…" if deciding else _SHORT[row.reasons[0]]
        begins = self._begin.get(row.id)
        where = f"{one_line(row.transcript)} {row.span.start}–{row.span.end}"
        if begins is not None:
            where = f"{one_line(row.transcript)}  {one_line(begins)}"
        parts: list[tuple[Content | str, int]] = [(Content.styled(name, "bold"), self._width_of_names or 1)]
        parts += [(Content.styled(why, "dim"), _WHY)] if width >= _ROOMY else []
        line = columns((*parts, (where, 0)), width)
        return [line.stylize("dim") if deciding else line]

    def words(self) -> Callable[[Waiting], str]:
        """Its code and its transcript."""
        names = self._names
        return lambda row: f"{names.get(row.code, row.code)}\n{row.transcript}"

    def tip(self, row: Waiting) -> str:
        """Where it stands."""
        name = self._names.get(row.code, one_line(row.code))
        return f"{name}\n{one_line(row.transcript)} {row.span.start}–{row.span.end}"


def words_of(look: Look) -> Content:
    """A coding's words between those before and after it."""
    extract = look.extract
    if extract is None:
        return Content.styled("It is gone meanwhile.", "dim")
    before, after = look.context
    sealed = ("not for quotation  ", "bold $error") if extract.not_for_quotation else ""
    who = " · ".join(filter(None, (one_line(extract.transcript), one_line(", ".join(extract.speakers)))))
    quote, cut = extract.quote[:_LONGEST], " …" if len(extract.quote) > _LONGEST else ""
    memo = ("\nMemo: ", "bold") if extract.memo.strip() else ""
    return Content.assemble(
        sealed,
        (f"{who}\n", "bold"),
        (_end_of(before), "$foreground 65%"),
        (visible(quote), "bold $accent"),
        cut,
        (f"{' ' * after[:1].isspace()}{one_line(after)[:_AROUND]}…" if after else "", "$foreground 65%"),
        memo,
        visible(extract.memo.strip()) if memo else "",
    )


def _end_of(before: str) -> str:
    """The end of what stands before a coding."""
    said = one_line(before)
    shown = last_cells(said, _AROUND).strip()
    return f"{'…' * (len(shown) < len(said))}{shown}{' ' * before[-1:].isspace()}"


def told_of(queue: Queue, waiting: Waiting) -> Content:
    """Why a coding waits, the rule then and now, and of a code that was split what may take its place."""
    return Content("\n").join(_told(queue, waiting))


def _by_digit(code: CodeWaiting) -> list[tuple[int, Code]]:
    """The codes in the place of one that was split, by the digits that give them."""
    return list(enumerate(code.candidates[:9], start=1))


def _told(queue: Queue, waiting: Waiting) -> Iterator[Content]:
    code = queue.code_of(waiting)
    why = in_words(waiting.reasons, code.code, queue.books)
    yield Content.assemble((one_line(code.name), "bold"), "  ", (one_line(code.id), "dim"))
    yield Content.styled(f"{why[:1].upper()}{why[1:]}.", "$warning")
    if code.candidates:
        # In a small window there is room for little more: what the digits give stands before what it means.
        parts = [
            [(f"{number} ", "bold $accent"), (f"{one_line(part.name)}   ", "bold")] for number, part in _by_digit(code)
        ]
        yield Content.assemble(*(piece for pieces in parts for piece in pieces))
    if code.others:
        others = ", ".join(f"{one_line(name)} {count:,}" for name, count in code.others)
        yield Content.styled(f"Of others wait as well: {others}. They decide about their own.", "dim")
    if code.candidates:
        yield Content("")
    for number, part in _by_digit(code):
        yield Content.assemble((f"{number}  ", "bold $accent"), (one_line(part.name), "bold"))
        yield from _rule(part, part)
    if len(code.candidates) > 9:
        yield Content.styled(f"{key_of('review.choose')} chooses among the other parts, too.", "dim")
    yield Content("")
    if code.code is None or not waiting.can_be_kept:
        yield Content.styled("There is no rule that it could be kept under.", "dim")
        return
    before = queue.before(waiting)
    if before is None:
        yield Content.styled("The rule; what it was when this was coded is not known:", "dim")
        yield from _rule(code.code, code.code)
    elif any(reason in RULE for reason in waiting.reasons):
        yield Content.styled("The rule, [-as it was-] and {+as it is+}:", "dim")
        yield from _rule(before, code.code)
    else:
        yield Content.styled("Its rule is what it was:", "dim")
        yield from _rule(code.code, code.code)


def _rule(then: Code, now: Code) -> Iterator[Content]:
    """The fields of a rule, with what is other in them."""
    if not any(getattr(then, field) or getattr(now, field) for field in RULE):
        yield Content.styled("No definition yet.", "dim italic")
    for field in RULE:
        old, new = getattr(then, field), getattr(now, field)
        if old or new:
            yield Content.assemble((_TITLES[field], "bold"), _compared(visible(old), visible(new)))


def _compared(old: str, new: str) -> Content:
    parts: list[Content | tuple[str, str] | str] = []
    for piece in word_diff(old, new):
        words = piece.text.strip()
        if piece.kind == "same" or not words:
            parts.append(piece.text)
            continue
        # The white space before a word goes with it; the signs stand at the words.
        begin = piece.text[: len(piece.text) - len(piece.text.lstrip())] or (" " if parts else "")
        is_old = piece.kind == "old"
        shown = (f"[-{words}-]", "$error") if is_old else (f"{{+{words}+}}", "bold $success")
        parts += [begin, shown, piece.text[len(piece.text.rstrip()) :]]
    return Content.assemble(*parts)


def counted(queue: Queue, waiting: Waiting | None) -> str:
    """How many wait, and how many of the code of the one under the cursor, in words."""
    total = len(queue.codings)
    if waiting is None or not total:
        return ""
    code = queue.code_of(waiting)
    place = next(number for number, one in enumerate(code.codings, start=1) if one.id == waiting.id)
    return f"{plural(total, 'coding')} · {one_line(code.name)} {place:,} of {len(code.codings):,}"
