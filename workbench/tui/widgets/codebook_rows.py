"""The codebooks as a list: groups and codes with their marks, how often they were used, and which are hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from workbench.codebook.lineage import Lineage
from workbench.codebook.outline import Outline, OutlineRow
from workbench.codebook.schema import Code, Codebook
from workbench.tui import looks
from workbench.tui.commands import bindings_of, commands_of, key_of
from workbench.tui.transcript.page import Look
from workbench.tui.widgets.code_rules import OPEN_STILL
from workbench.tui.widgets.codes_asking import CodesAsking
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import one_line

FOLDED, OPEN, HIDDEN, SUM = "+", "-", "○", "∑"
"""Signs before a group that is folded and one that is not, before the name of a code hidden on the text, and before
what was counted of a group and all codes in it."""

_ON_TEXT = ("apply", "hide", "show_all")
"""What is done to the words of a transcript."""

_BEFORE = 2
"""Cells before each row: see `RowList`."""

_BROAD = 30
"""In a list of fewer cells codes are set in less."""

_FOR_BOTH = 26
"""In a list of fewer cells only one number stands behind a code."""

_FOR_INTO = 7
"""In fewer cells behind a code that was merged, nobody could tell into which."""


class CodesShown(NamedTuple):
    """The codes as they are shown.

    Attributes:
        books: The codebooks.
        looks: How codes look.
        here: How often each code stands in the transcript shown.
        everywhere: How often in the whole study.
        digits: The key that puts a code on a passage, where it has one.
        hidden: The codes that are hidden on the text.
        lineage: What codes that were merged into others are today.
    """

    books: tuple[Codebook, ...] = ()
    looks: Mapping[str, Look] = MappingProxyType({})
    here: Mapping[str, int] = MappingProxyType({})
    everywhere: Mapping[str, int] = MappingProxyType({})
    digits: Mapping[str, str] = MappingProxyType({})
    hidden: frozenset[str] = frozenset()
    lineage: Lineage = Lineage(())


class CodebookRows(CodesAsking):
    """Every code under its group; of a long codebook only what is seen is drawn.

    Attributes:
        outline: The codes as they stand under each other.
        folded: The keys of the groups that are folded.
        sought: The words that the codes shown have in them; empty where all are shown.
        found: The places in the outline of those that have; None where all are shown.
        shown: How they are shown.
        left_open: How many conflicts a merge left in them.
        is_beside_text: Whether a transcript is beside it, on whose words codes are put and hidden.
    """

    PLACE: ClassVar[str] = "codebook"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("codebook"))

    class Folded(Message):
        """Other groups are folded."""

    def __init__(self) -> None:
        super().__init__(id="codebook-rows")
        self.outline = Outline()
        self.folded: set[str] = set()
        self.sought = ""
        self.found: frozenset[int] | None = None
        self.shown = CodesShown()
        self.is_beside_text = True
        self._has_groups = False
        self._sums: tuple[list[int], list[int]] | None = None
        self._open_before, self.left_open = [0], 0

    # What is shown

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to the words of a transcript is not offered where there is none."""
        return self.is_beside_text or action not in _ON_TEXT

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of commands that are not offered where it stands, and in no help there."""
        offered = "" if self.is_beside_text else self.PLACE
        return frozenset(one.id for one in commands_of(offered) if one.action in _ON_TEXT)

    def take(self, shown: CodesShown) -> None:
        """Show the codes of all codebooks. Where only counts changed, what is seen is drawn anew and no more."""
        before, self.shown, self._sums = self.shown, shown, None
        if before.books != shown.books or not self.rows:
            # What is open at the top of a codebook has a row that shows it.
            is_open = any(book.conflicts for book in shown.books)
            self.outline = Outline(shown.books, headings=is_open or len(shown.books) > 1)
            self._open_before = self.outline.open_before()
            self.left_open = sum(
                len(book.conflicts) + sum(len(code.conflicts) for code in book.codes) for book in shown.books
            )
            self._has_groups = any(row.is_group for row in self.outline.rows)
            self.lay_out()
        else:
            self.draw_anew()

    def begin_folded(self, keys: Collection[str]) -> None:
        """Fold the groups that were folded the last time."""
        self.folded = set(keys)
        self.lay_out()

    def lay_out(self) -> None:
        """Show the rows that are not folded away or filtered out."""
        outline, sought = self.outline, self.sought.strip()
        if sought:
            rows, self.found = outline.matching(sought)
        else:
            rows, self.found = outline.unfolded(self.folded), None
        marked = self.marked & outline.places.keys()
        empty = f"There are no codes yet: {key_of('codebook.new')} makes one."
        if sought:
            empty = f"No code has “{one_line(sought)}” in it. {key_of('codebook.back')} shows all."
        self.show(rows, empty=empty)
        # What is folded away or filtered out stays marked: codes that are marked together stand in several groups.
        self.marked = marked

    def filter(self, words: str) -> None:
        """Show only the codes in which some words stand, and their groups; the cursor goes to the first of them."""
        self.sought = words
        self.lay_out()
        found = self.found
        if found and self.current is not None and self.current.number not in found:
            self.move_to(next(number for number, row in enumerate(self.rows) if row.number in found))

    @property
    def is_open(self) -> bool:
        """Whether a merge left something to be decided of the code under the cursor, or at the top of a codebook."""
        return next(open_in(self.shown.books, self.current), None) is not None

    @property
    def code(self) -> Code | None:
        """The code under the cursor."""
        return self.current.code if self.current is not None else None

    @property
    def marked_codes(self) -> list[Code]:
        """The codes that are marked, in the codebook's order, whether they are shown just now or not."""
        rows = (self.outline.rows[place] for key, place in self.outline.places.items() if key in self.marked)
        return [row.code for row in sorted(rows, key=lambda row: row.number) if row.code is not None]

    @property
    def pointed_at(self) -> str:
        """The code under the cursor, for a menu."""
        return f"Code: {self.code.name}" if self.code is not None else ""

    def point_at(self, code_id: str) -> None:
        """Put the cursor on a code; groups that it stands in are unfolded."""
        place = self.outline.places.get(code_id)
        if place is None:
            return
        above = self.outline.rows[place].above
        before = set(self.folded)
        while above is not None:
            self.folded.discard(self.outline.rows[above].key)
            above = self.outline.rows[above].above
        if self.folded != before:
            self.lay_out()
        self.go_to(code_id)

    # Rows

    def key(self, row: OutlineRow) -> str:
        """Its key in the outline."""
        return row.key

    def lines(self, row: OutlineRow, width: int) -> list[Content]:
        """Fold, digit, mark and name on the left, counts on the right."""
        name = Content(one_line(row.name))
        if row.is_open or (self._is_folded(row) and self.open_in(row)):
            name = Content.assemble((OPEN_STILL, "bold $error"), " ", name)
        if row.is_group:
            name = name.stylize("bold")
        if self.found is not None and row.number not in self.found:
            name = name.stylize("dim")
        before = " " * self._indent(row, width) + self._sign(row)
        if row.code is None:
            return [Content.assemble(before, name).truncate(width, ellipsis=True)]
        if not row.code.is_living:
            said = Content.assemble(before, "    ", name.stylize("dim strike"))
            return [_gone(said, row.code, self.shown.lineage, self._counted(row), width)]
        look, is_hidden = self.shown.looks.get(row.key, looks.GONE), row.key in self.shown.hidden
        mark = Content.assemble((look.mark, "dim" if is_hidden else f"bold {look.colour}"), " ")
        if is_hidden:
            mark, name = mark + Content(f"{HIDDEN} "), name.stylize("dim")
        digit = (f"{self.shown.digits.get(row.key, ' ')} ", "dim")
        said, counted = Content.assemble(before, digit, mark, name), self._counted(row)
        if not counted:
            return [said.truncate(width, ellipsis=True)]
        return [columns(((said, 0), (Content.styled(counted, "dim"), -len(counted))), width)]

    def tip(self, row: OutlineRow) -> str:
        """Its whole name and id, and what its signs mean."""
        if row.code is None:
            return one_line(row.name)
        return _tip(row, row.code, self.shown, *self._counts(row))

    def words(self) -> Callable[[OutlineRow], str]:
        """Its name and its id."""
        return lambda row: one_line(f"{row.name} {row.key}")

    def _is_folded(self, row: OutlineRow) -> bool:
        return row.is_group and row.key in self.folded and self.found is None

    def open_in(self, row: OutlineRow) -> int:
        """Of how many rows, of a row and of those that stand under it, a merge left something to be decided."""
        return self._open_before[row.end] - self._open_before[row.number]

    def _counts(self, row: OutlineRow) -> tuple[int, int]:
        """How often here and in the study; of a group that is folded, with all that is in it."""
        if not self._is_folded(row):
            return self.shown.here.get(row.key, 0), self.shown.everywhere.get(row.key, 0)
        if self._sums is None:
            self._sums = self.outline.sums(self.shown.here), self.outline.sums(self.shown.everywhere)
        here, everywhere = self._sums
        return here[row.end] - here[row.number], everywhere[row.end] - everywhere[row.number]

    def _counted(self, row: OutlineRow) -> str:
        here, everywhere = self._counts(row)
        # In a list of few cells, names would be cut to a few letters.
        counted = f"{here}/{everywhere}" if self.is_broad else str(here or "")
        return f"{SUM if self._is_folded(row) else ''}{counted}" if everywhere and counted else ""

    @property
    def is_broad(self) -> bool:
        """Whether there is room for two numbers behind each code."""
        return self._width >= _FOR_BOTH

    @property
    def counted(self) -> str:
        """How often the code under the cursor was used, here and in all; empty where it was not."""
        here, everywhere = self._counts(self.current) if self.current is not None else (0, 0)
        return f"{here}/{everywhere}" if everywhere else ""

    def _indent(self, row: OutlineRow, width: int) -> int:
        """Cells before a row's sign; however deep it stands, half of the list is left for its name."""
        return min((2 if width >= _BROAD else 1) * row.depth, width // 3)

    def _sign(self, row: OutlineRow) -> str:
        if row.is_group:
            return f"{FOLDED if self._is_folded(row) else OPEN} "
        return " " if self._has_groups else ""

    # Keyboard and mouse

    def on_click(self, event: events.Click) -> None:
        """A click shows the rule, one on the sign before a group folds it; two put the code on the words, as Enter."""
        place, offset = self._place_under(event), event.get_content_offset(self)
        if place is None or offset is None or event.button != 1:
            return
        row = self.rows[place[0]]
        begin = _BEFORE + self._indent(row, self._width)
        if row.is_group and offset.x in (begin, begin + 1):
            event.prevent_default()
            self.move_to(place[0])
            self.action_turn()

    @on(RowList.Chosen)
    def _double_clicked(self) -> None:
        """Do as Enter does, and give the keyboard back to the words: with the mouse one goes on selecting there."""
        self.action_apply()
        if self.code is not None and self.is_beside_text:
            self._ask("text")

    def action_apply(self) -> None:
        """Put the code on the selected words, or open it where there are none; a codebook as a whole is folded."""
        # Asked here and not by the pane: what a widget is made to post by the one round it goes no further than that.
        if self.code is not None:
            self._ask("apply" if self.is_beside_text else "change")
        else:
            self.action_turn()

    def action_turn(self) -> None:
        """Fold the group under the cursor, or unfold it."""
        if self.current is not None:
            self._fold(self.current, fold=not self._is_folded(self.current))

    def action_fold(self) -> None:
        """Fold the group under the cursor; from anything else go to what it stands under."""
        row = self.current
        if row is None:
            return
        if row.is_group and not self._is_folded(row) and self.found is None:
            self._fold(row, fold=True)
        elif row.above is not None:
            self.go_to(self.outline.rows[row.above].key)

    def action_unfold(self) -> None:
        """Unfold the group under the cursor; in one that is unfolded go to the first in it."""
        row = self.current
        if row is None or not row.is_group:
            return
        if self._is_folded(row):
            self._fold(row, fold=False)
        else:
            self.move_to(self.cursor + 1)

    def _fold(self, row: OutlineRow, *, fold: bool) -> None:
        if not row.is_group:
            self.notify("That is no group: nothing stands under it.", timeout=2, markup=False)
        else:
            self._fold_to(self.folded | {row.key} if fold else self.folded - {row.key})

    def _fold_to(self, folded: set[str]) -> None:
        """Fold these groups and no others."""
        if self.found is not None:
            self.notify(
                f"Filtered, groups stay open; {key_of('codebook.back')} shows all codes.", timeout=3, markup=False
            )
            return
        self.folded = folded
        row = seen = self.current
        while row is not None and row.above is not None:
            row = self.outline.rows[row.above]
            seen = row if row.key in folded else seen
        self.lay_out()
        if seen is not None:
            self.go_to(seen.key)
        self.post_message(self.Folded())

    def action_fold_all(self) -> None:
        """Fold all groups."""
        self._fold_to({row.key for row in self.outline.rows if row.is_group})

    def action_unfold_all(self) -> None:
        """Unfold all groups."""
        self._fold_to(set())


def open_in(books: Sequence[Codebook], row: OutlineRow | None) -> Iterator[Code | Codebook]:
    """The code of a row, and the codebooks, of which a merge left something to be decided."""
    if row is not None and row.is_open and (owner := row.code or row.book) is not None:
        yield owner
    yield from (book for book in books if book.conflicts)


def _tip(row: OutlineRow, code: Code, shown: CodesShown, here: int, everywhere: int) -> str:
    """A code's whole name and id, what became of it, and how often it was used."""
    used = f"{here:,} here, {everywhere:,} in the study" if everywhere else "not used yet"
    hidden = "hidden on the text" if row.key in shown.hidden else ""
    told = (f"{row.name} ({row.key})", shown.lineage.became(code), used if code.merged_into is None else "", hidden)
    return one_line(" · ".join(part for part in told if part))


def _gone(said: Content, code: Code, lineage: Lineage, counted: str, width: int) -> Content:
    """A code that is put on passages no more, with its counts unless they are its successor's."""
    became = one_line(lineage.became(code))
    if code.merged_into is not None:
        return _merged(said, became, one_line(lineage.merged_into(code)), width)
    for words in (became, became.partition(" ")[0]):
        left = Content.styled(f" {words}", "dim")
        if said.cell_length + left.cell_length + len(counted) < width:
            said = Content.assemble(said, left)
            break
    return columns(((said, 0), (Content.styled(counted, "dim"), -len(counted))), width)


def _merged(said: Content, became: str, into: str, width: int) -> Content:
    """A code that was merged, and where there is room for it into which; a long name is cut."""
    left = width - said.cell_length
    for more in (Content.styled(f" {became}", "dim"), Content.styled(f" → {into}", "dim")):
        if more.cell_length <= left:
            return Content.assemble(said, more)
    return Content.assemble(said, more if left >= _FOR_INTO else "").truncate(width, ellipsis=True)
