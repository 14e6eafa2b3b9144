"""How codings that wait for another look stand in a list, and what is told of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from uuid import UUID

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from workbench.codebook.rule import RULE
from workbench.coding.review import CodeWaiting, Look, Waiting
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import beginning, last_cells, one_line, visible

_NAME, _WHY = 18, 10
"""The most cells of a code's name; the cells of the reason."""

_WHERE = 24
"""The most cells of the name of a transcript."""

_LONGEST = 4000
"""Code points of a coding that are shown; the rest is read in its transcript."""

_BEGINS = 240
"""So many code points of its words stand in the list."""

_AROUND = (120, 60, 30, 0)
"""So much of what stands before and after it: as much as leaves room for the coding itself."""

_HIGH, _VERY_HIGH = 10, 18
"""In a list of so many lines there is room for two a coding, and for three: its words have them for themselves."""

_BROAD = 90
"""From so many cells on one line has room for all that is told of a coding."""

_SHORT = {"gone": "gone", "split": "split", "retired": "retired", **dict.fromkeys(RULE, "rule")}


class ReviewRows(RowList[Waiting]):
    """A line or two a coding: its code, why it waits, its words. Those about which is just being decided are dim."""

    class Scrolled(Message):
        """Other rows are in sight."""

    def __init__(self) -> None:
        super().__init__(id="waiting", can_mark=False)
        self._names: dict[str, str] = {}
        self._width_of_names = self._width_of_places = 0
        self._deciding: frozenset[UUID] = frozenset()
        self._begin: dict[UUID, str] = {}

    def show_queue(self, codings: Sequence[Waiting], codes: Sequence[CodeWaiting], *, empty: str) -> None:
        """Show codings and the names of their codes."""
        self._names = {code.id: one_line(code.name) for code in codes}
        self._begin.clear()
        self._width_of_names = min(_NAME, max(map(cell_len, self._names.values()), default=0))
        self._width_of_places = max(
            (cell_len(one_line(name)) for name in {one.transcript for one in codings}), default=0
        )
        self.show(codings, empty=empty)

    def take_words(self, looks: Iterable[Look]) -> None:
        """Show how the words of codings begin, once these are read; until then it is told where they stand."""
        self._begin |= {one.waiting.id: one.extract.quote[:_BEGINS] for one in looks if one.extract is not None}
        self.draw_anew()

    def decide(self, ids: Collection[UUID]) -> None:
        """About these is just being decided."""
        self._deciding = frozenset(ids)
        self.draw_anew()

    @property
    def in_sight(self) -> range:
        """The places of the rows that are seen."""
        first, height = int(self.scroll_offset.y) // self.row_height, self.scrollable_content_region.height
        return range(first, min(len(self.rows), first + height // self.row_height + 1))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that other rows are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def on_resize(self, event: events.Resize) -> None:
        """Where there is room, words have lines of their own; others are in sight."""
        self.row_height = _height_of_rows(self.scrollable_content_region.size)
        super().on_resize(event)
        self.post_message(self.Scrolled())

    def key(self, row: Waiting) -> UUID:
        """The coding."""
        return row.id

    def lines(self, row: Waiting, width: int) -> list[Content]:
        """How the words begin; code, reason and place, beside them or below."""
        deciding = row.id in self._deciding
        name = Content.styled(self._names.get(row.code, one_line(row.code)), "bold")
        why = Content.styled("…" if deciding else _SHORT[row.reasons[0]], "dim")
        begins, where = self._begin.get(row.id), one_line(row.transcript)
        said = one_line(begins) if begins is not None else f"{row.span.start}–{row.span.end}"
        if self.row_height > 1:
            below = Content("  ").join([name, why, Content.styled(where, "dim")])
            lines = [*_wrapped(said, width, self.row_height - 1), below.truncate(width, ellipsis=True)]
        else:
            parts: list[tuple[Content | str, int]] = [(said, 0), (name, self._width_of_names or 1)]
            if width >= _BROAD:
                parts += [(why, _WHY), (where, min(_WHERE, self._width_of_places))]
            lines = [columns(parts, width)]
        return [line.stylize("dim") if deciding else line for line in lines]

    def words(self) -> Callable[[Waiting], str]:
        """Its code and its transcript."""
        names = self._names
        return lambda row: f"{names.get(row.code, row.code)}\n{row.transcript}"

    def tip(self, row: Waiting) -> str:
        """Where it stands."""
        name = self._names.get(row.code, one_line(row.code))
        return f"{name}\n{one_line(row.transcript)} {row.span.start}–{row.span.end}"


def _height_of_rows(size: Size) -> int:
    """How many lines a coding has in a list of that size."""
    if size.width > _BROAD or size.height < _HIGH:
        return 1
    return 3 if size.height >= _VERY_HIGH else 2


def _wrapped(said: str, width: int, most: int) -> list[Content]:
    """Words on at most so many lines."""
    lines = Content(said).wrap(max(1, width))
    if len(lines) > most:
        lines = [*lines[: most - 1], Content(f"{lines[most - 1].plain} …").truncate(width, ellipsis=True)]
    return lines


def words_of(look: Look, width: int, height: int) -> Content:
    """A coding's words between those before and after it.

    Args:
        look: The coding.
        width: Cells of a line.
        height: Lines that are seen: where there are more, what stands round it is told in less.
    """
    for around in _AROUND:
        said = _words_of(look, around)
        # About so many lines: to break them only to count them would take as long as to show them.
        if said.cell_length + width // 2 * said.plain.count("\n") <= int(0.93 * width * height):
            break
    return said


def _words_of(look: Look, around: int) -> Content:
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
        (_end_of(before, around), "$foreground 65%"),
        (visible(quote), "bold $accent"),
        cut,
        (_begin_of(after, around), "$foreground 65%"),
        memo,
        visible(beginning(extract.memo.strip(), _LONGEST)) if memo else "",
    )


def _end_of(before: str, around: int) -> str:
    """The end of what stands before a coding, from a word on."""
    said = one_line(before)
    if not around or not said:
        return ""
    shown = last_cells(said, around).strip()
    if len(shown) < len(said):
        shown = f"…{shown.partition(' ')[2] or shown}"
    return f"{shown}{' ' * before[-1:].isspace()}"


def _begin_of(after: str, around: int) -> str:
    """The beginning of what stands after a coding."""
    return f"{' ' * after[:1].isspace()}{one_line(after)[:around].rstrip()}…" if after and around else ""
