"""The picker: find codes by a few letters, see their rules, and take one, several, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from workbench.codebook.books import Codebooks
from workbench.codebook.finding import CodeFinder, CodeFound, named
from workbench.coding import NewCode
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of, commands_of, in_turn, key_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.transcript.page import Look
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.found_rows import FoundRows
from workbench.tui.widgets.line import Line
from workbench.visible import one_line

_BOX = 5
"""So many cells before a code mark it when they are clicked."""

_NEW = ""
"""Stands among the codes for the line that makes a new one."""


@dataclass(frozen=True)
class Picked:
    """What was chosen.

    Attributes:
        codes: The codes; none where a new one is wanted.
        new: What was typed as the name of that.
    """

    codes: tuple[str, ...]
    new: str = ""


Make = Callable[[NewCode, tuple[str, ...]], Message]
"""Makes a new code and does with it, and with the codes that are marked, what they are for; done in a thread."""


class _Codes(FoundRows):
    """The codes that were found, by their ids."""

    class Ticked(Message):
        """The box before a code was clicked, or the code while Ctrl was held."""

    def on_click(self, event: events.Click) -> None:
        """A click on a code takes it; before it, or with Ctrl, it marks it."""
        place, offset = self._place_under(event), event.get_content_offset(self)
        if place is None or offset is None or event.button != 1:
            return
        if event.ctrl or offset.x < _BOX:
            event.prevent_default()
            self.move_to(place[0])
            self.post_message(self.Ticked())


class _Wanted(Line):
    """Where one types; Enter and Tab are about what is found when all that was typed before them is looked up."""

    BINDINGS: ClassVar[list[BindingType]] = in_turn("picker", {"enter": "submit", "tab": "mark"})

    class Mark(Message):
        """Tab was pressed."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where one code alone may be taken none is marked."""
        return bool(self.screen.check_action(action, parameters))

    def action_mark(self) -> None:
        """Have the code marked."""
        self.post_message(self.Mark())


class _Marked(Static):
    """What is marked; a click applies it."""

    class Clicked(Message):
        """It was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Say so."""
        if event.button == 1:
            self.post_message(self.Clicked())


class PickerScreen(Dialog[Picked | Message | None]):
    """Choose codes; gives them, or the answer of the job that made a new one, or None where nothing was chosen.

    Args:
        books: The codebooks.
        recent: Ids of the codes used last, latest first.
        digits: The key that puts a code on a passage without this box, where it has one.
        looks: How codes look.
        words: What they are for, as the title says it.
        make: What is done with a new code, which a box asks about; None where none is made here.
        or_new: Whether, where none is made here, a new one may be chosen by its name; it is asked about elsewhere.
        several: Whether more than one may be taken.
        aside: Where what is typed of a new code is kept if it cannot be saved; None where it is not.
        but: Id of the code that is to be replaced, which is not offered; None where there is none.
    """

    PLACE = "picker"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("picker"))

    def __init__(
        self,
        books: Codebooks,
        recent: Sequence[str],
        digits: Mapping[str, str],
        looks: Mapping[str, Look],
        words: str,
        make: Make | None,
        *,
        or_new: bool = False,
        several: bool = True,
        aside: Aside | None = None,
        but: str | None = None,
    ) -> None:
        super().__init__()
        self._aside = aside
        self._books, self._digits, self._looks, self._words, self.several = books, digits, looks, words, several
        self._make, self._or_new = make, or_new
        self._finder = CodeFinder(books, recent, but=books.lineage.ids_of(but) if but is not None else ())
        self._names = {code.id: one_line(code.name) for code in books.codes()}
        self._found: dict[str, CodeFound] = {}
        self._marked: dict[str, None] = {}
        self._has_sought = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where one code alone is wanted none is marked; where it has to be one that there is none is made."""
        return not (action == "mark" and not self.several) and not (action == "new" and not self._takes_new)

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of commands that are not offered, and in no help there."""
        return frozenset(one.id for one in commands_of(self.PLACE) if not self.check_action(one.action, ()))

    def compose(self) -> ComposeResult:
        """What is typed, the codes that are like it, and the rules of the one under the cursor."""
        with Vertical(classes="dialog", id="picker") as box:
            box.set_class(not self._names, "-empty")
            box.border_title = Content(f"Code: {one_line(self._words)}"[:200])
            yield _Wanted(placeholder="Name, id, group or words of the definition", id="wanted")
            with Horizontal():
                yield _Codes(self._line, id="found")
                yield CodeRules()
            yield _Marked("", id="marked", classes="hint", markup=False)

    def on_mount(self) -> None:
        """All codes at first, those used last before the others."""
        self._show("")

    @on(Input.Changed, "#wanted")
    def _typed(self, event: Input.Changed) -> None:
        self._has_sought = bool(event.value.strip())
        self._show(event.value)

    def _show(self, words: str) -> None:
        found = self._finder.find(words)
        self._found = {one.code.id: one for one in found}
        rows = list(self._found)
        if self._may_be_new(words):
            # Enter must not put a code on the words that is only somehow like the name of a new one.
            sure = bool(found) and self._finder.is_meant(words, found[0])
            rows.insert(len(rows) if sure else 0, _NEW)
        empty = "The codebook is empty: type the name of a new code."
        if self._names:
            other = "There is no other code" + (": type a new one's name." if self._takes_new else ".")
            empty = "That is the code it has." if words.strip() else other
        self.query_one(_Codes).show(rows, empty=empty)

    def _line(self, row: str) -> Content:
        if row == _NEW:
            return Content.assemble(("+ ", "bold"), f"New code “{one_line(self._typed_words)}” …")
        one = self._found[row]
        look = self._looks[one.code.id]
        chosen = ("√ " if one.code.id in self._marked else "□ ") if self.several else ""
        digit = self._digits.get(one.code.id, " ")
        group = f"  {one_line(one.group)}" if one.group else ""
        return Content.assemble(
            (chosen, "bold" if one.code.id in self._marked else "dim"),
            (digit, "dim"),
            " ",
            (look.mark, f"bold {look.colour}"),
            " ",
            one_line(one.code.name),
            (f" · was {one_line(one.was)}" if one.was else "", "dim"),
            (group, "dim"),
        )

    @property
    def _takes_new(self) -> bool:
        """Whether it may be a new code."""
        return self._make is not None or self._or_new

    def _may_be_new(self, words: str) -> bool:
        return self._takes_new and bool(words.strip()) and named(self._books, words) is None

    @property
    def _typed_words(self) -> str:
        return self.query_one("#wanted", Input).value

    @property
    def _under_cursor(self) -> CodeFound | None:
        return self._found.get(self.query_one(_Codes).current or _NEW)

    @on(_Codes.Moved)
    def _tell(self) -> None:
        found = self._under_cursor
        self.query_one(CodeRules).show(found.code if found is not None else None)
        hint = f"{key_of('picker.mark')}, or a click on □, marks several." if self.several else ""
        if self._marked:
            taken = ", ".join(self._names[code] for code in self._taken)
            new = " and the new code" if self._is_at_new else ""
            hint = f"{key_of('picker.take')}, or a click here, applies: {taken}{new}"
        line = self.query_one(_Marked)
        if hint != str(line.visual):  # the box is laid out anew by it
            line.update(hint)

    @property
    def _is_at_new(self) -> bool:
        """Whether the cursor is on the line that makes a new code."""
        return self._under_cursor is None and self._may_be_new(self._typed_words)

    @property
    def _taken(self) -> tuple[str, ...]:
        """What is marked, with what was found by typing since; where nothing is marked, what is under the cursor."""
        found = self._under_cursor
        under = (found.code.id,) if found is not None and (self._has_sought or not self._marked) else ()
        return tuple(dict.fromkeys((*self._marked, *under)))

    @on(_Marked.Clicked)
    def _apply_marked(self) -> None:
        if self._marked:
            self.action_take()

    @on(_Codes.Chosen)
    def _clicked(self) -> None:
        """A click on a code means that one, with what is marked."""
        self._has_sought = True
        self.action_take()

    @on(Input.Submitted, "#wanted")
    def action_take(self) -> None:
        """Take what is marked and was found since, or what is under the cursor."""
        if self._is_at_new:
            # What is marked goes with the new one.
            self.action_new()
        elif taken := self._taken:
            self.dismiss(Picked(taken))

    @on(_Wanted.Mark)
    def action_mark(self) -> None:
        """Mark the code under the cursor, or take its mark away, and go on."""
        if self._turn_mark():
            codes = self.query_one(_Codes)
            if _NEW not in codes.rows[codes.cursor + 1 : codes.cursor + 2]:
                # Enter is to apply what was marked, and to make no new code that nobody asked for.
                self.action_move(1)
            self._tell()

    @on(_Codes.Ticked)
    def _ticked(self) -> None:
        if self._turn_mark():
            self._tell()
        else:
            self.action_take()

    def _turn_mark(self) -> bool:
        """Mark the code under the cursor, or take its mark away; False where none is there or one alone is wanted."""
        found = self._under_cursor
        if found is None or not self.several:
            return False
        if found.code.id in self._marked:
            del self._marked[found.code.id]
        else:
            self._marked[found.code.id] = None
        self._has_sought = False
        # What was typed has found its code: what is typed next looks for another one.
        self.query_one("#wanted", Input).select_all()
        self.query_one(_Codes).draw_anew()
        return True

    def action_move(self, by: int) -> None:
        """Move the cursor while the keyboard stays where one types."""
        self.query_one(_Codes).action_move(by)

    def action_new(self) -> None:
        """Make a new code of the words typed."""
        words, make, marked = self._typed_words, self._make, tuple(self._marked)
        if make is None:
            if self._or_new:
                self.dismiss(Picked((), words.strip()))
            return

        def then(answer: Message | None) -> None:
            if answer is not None:
                self.dismiss(answer)

        box = NewCodeScreen(self._books, words.strip(), lambda new: make(new, marked), aside=self._aside)
        self.app.push_screen(box, then)

    def action_close(self) -> None:
        """Close without choosing."""
        self.dismiss(None)
