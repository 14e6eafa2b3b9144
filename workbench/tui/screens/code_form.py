"""The form of a code: what it is called, means and looks like, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static

from workbench import coding
from workbench.codebook.books import Codebooks
from workbench.codebook.changes import change
from workbench.codebook.finding import told_of_name
from workbench.codebook.schema import ORIGINS, Code
from workbench.codebook.states import states
from workbench.coding.codebook_words import texts_of
from workbench.study import Study
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of
from workbench.tui.screens import reshape_jobs
from workbench.tui.screens.quoting import ask_where_quoting
from workbench.tui.screens.writing_dialog import WritingForm
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.example_codings import ExampleCodings
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.swatches import Swatches
from workbench.tui.widgets.under_field import UnderField
from workbench.tui.widgets.writing import Writing
from workbench.visible import one_line, visible

_TEXTS = {
    "definition": "What it means",
    "include": "When to use it",
    "exclude": "When not to, and what to use instead",
    "examples": "Examples, one a line; better invented, for they are printed; or coding: and the id of a coding",
}


class CodeSaved(Message):
    """A code was changed, or stood as it was wanted already.

    Attributes:
        code: The code as it is now.
        is_other: Whether anything was written.
    """

    def __init__(self, code: Code, *, is_other: bool) -> None:
        self.code, self.is_other = code, is_other
        super().__init__()


Edits = Callable[..., change.Edited]
"""What writes fields into a code, as `change.edit_code` does."""


def save(
    study: Study, shown: Code, fields: dict[str, Any], reason: str = "", *, edits: Edits = change.edit_code
) -> Message:
    """Write into a code, or say what stands in the way; ``shown`` is the code as the form shows it."""
    if "examples" in fields:
        fields = fields | {"examples": coding.as_examples(study, fields["examples"], kept=shown.examples)}
    texts = texts_of(fields, kept=shown.examples, reason=reason)
    return ask_where_quoting(study, shown.name, texts, partial(_save, study, shown, fields, reason, edits))


def _save(study: Study, shown: Code, fields: dict[str, Any], reason: str, edits: Edits) -> Message:
    try:
        done = edits(study, shown.id, fields, shown=shown, why=reshape_jobs.why_of(reason))
    except change.CodeChanged as error:
        return work.Clash(error.theirs, error.now)
    return CodeSaved(states.current(study).as_it_stands(shown.id), is_other=done.is_other)


class CodeForm(WritingForm):
    """Changes a code.

    Args:
        study: The study it is written in.
        books: The codebooks.
        code: The code as it is.
        reason: Why it is changed, where whoever opens the form knows that.
        edits: What writes the fields, as one step.
    """

    PLACE = "code-form"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("code-form"))

    def __init__(
        self, study: Study, books: Codebooks, code: Code, *, reason: str = "", edits: Edits = change.edit_code
    ) -> None:
        super().__init__(Aside(study, f"code-{code.id}"))
        self._edits = edits
        self._study, self._books, self._code = study, books, code
        self._line = Line(code.name, id="name")
        self._texts = {name: Writing(_text(code, name), id=name) for name in _TEXTS}
        for writing in self._texts.values():
            writing.compact = True
        book = next((one for one in books.books if one.code(code.id) is not None), None)
        above = book.may_stand_above(code.id) if book is not None else []
        self._under = UnderField(above, code.parent, id="parent")
        self._colour, self._swatches = Line(code.colour or "", id="colour"), Swatches(code.colour or "")
        self._reason = Line(reason, placeholder=reshape_jobs.REASON, id="reason")
        origins = [(Text(one), one) for one in ORIGINS]
        # Told only once it is there, it would say that nothing was said.
        chosen = code.origin if code.origin is not None else DropDown.NULL
        self._origin: DropDown[str] = DropDown(origins, prompt="not said", value=chosen, id="origin", compact=True)

    def compose(self) -> ComposeResult:
        """The name, where it stands, the rules, how it looks, where it comes from."""
        with Vertical(classes="dialog", id="code-form") as box:
            box.border_title = Content(f"The code “{one_line(self._code.name)}” ({one_line(self._code.id)})")
            with VerticalScroll(can_focus=False):
                yield Label("Name")
                yield self._line
                yield Static("", id="named", classes="hint", markup=False)
                yield Static("Looking what it touches …", id="touches", classes="hint", markup=False)
                yield Label("Under")
                yield self._under
                yield Label("Colour: one of these, or #rrggbb", markup=False)
                yield self._swatches
                yield self._colour
                for name, label in _TEXTS.items():
                    yield Label(label, markup=False)
                    yield self._texts[name]
                yield ExampleCodings()
                yield Label("Where it comes from")
                yield self._origin
                yield Label("Why it is changed")
                yield self._reason
            yield from self.below()

    def on_mount(self) -> None:
        """Read the words of the examples that are codings, and look what a change of the code touches.

        Whoever comes to a field writes on where it ends.
        """
        for writing in self._texts.values():
            writing.move_cursor(writing.document.end)
        self.query_one(ExampleCodings).show(self._code)
        study, code = self._study, self._code.id
        work.start(self, "Look what it touches", lambda: reshape_jobs.touches(study, [code]), only_reads=True)

    @on(reshape_jobs.Touches)
    def _tell_touched(self, message: reshape_jobs.Touches) -> None:
        again = " Where the words of its rule become others, they wait for another look." if message.codings else ""
        self.query_one("#touches", Static).update(visible(message.said + again))

    # What is filled in

    @property
    def standing(self) -> dict[str, Any]:
        """The fields as they are filled in."""
        origin = self._origin.value
        return {
            "name": " ".join(self._line.value.split()),
            **{name: writing.text.strip() for name, writing in self._texts.items() if name != "examples"},
            "examples": examples_in(self._texts["examples"].text, self._code),
            "parent": self._under.value,
            "colour": self._colour.value.strip() or None,
            "origin": origin if isinstance(origin, str) else None,
        }

    def _changed(self) -> dict[str, Any]:
        """The fields in which something else stands than in the code."""
        code = self._code
        shown = {**{name: getattr(code, name) for name in self.standing}, "name": " ".join(code.name.split())}
        untouched = {name for name, writing in self._texts.items() if not writing.changed}
        return {name: value for name, value in self.standing.items() if value != shown[name] and name not in untouched}

    @property
    def unsaved(self) -> bool:
        """Whether something is filled in that is not saved."""
        return bool(self._changed())

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        changed = self._changed()
        texts = {name: self._texts[name].text for name in changed if name in self._texts}
        reason = {"reason": self._reason.value.strip()} if self._reason.value.strip() else {}
        return texts | reason | {name: changed[name] or "" for name in ("name", "colour") if name in changed}

    @on(Input.Changed, "#name")
    def _tell_named(self) -> None:
        said = told_of_name(self._books, self._line.value, but=self._code.id)
        if not self._line.value.strip():
            said = "A code needs a name."
        hint = self.query_one("#named", Static)
        hint.update(one_line(said))
        hint.display = bool(said)

    @on(Swatches.Chosen)
    def _take_colour(self, message: Swatches.Chosen) -> None:
        self._colour.value = message.colour

    @on(Input.Changed, "#colour")
    def _show_colour(self) -> None:
        self._swatches.show(self._colour.value)

    # Writing

    def write_over(self) -> None:
        """Write the fields that are changed, as one step; the form closes when it is on the disk."""
        changed, study, shown = self._changed(), self._study, self._code
        if not changed:
            self.leave()
            return
        reason, edits = self._reason.value.strip(), self._edits
        self.write("Change the code", lambda: save(study, shown, changed, reason, edits=edits))

    def answered(self, answer: Message, standing: object) -> None:
        """Close when it is written; show what somebody else wrote meanwhile."""
        if isinstance(answer, work.Clash):
            self._show(answer.now)
            self.contest("code", answer.theirs)
            return
        if isinstance(answer, CodeSaved):
            self._code = answer.code
            for writing in self._texts.values():
                writing.settle()
        super().answered(answer, standing)

    def _show(self, now: Code) -> None:
        """Show what somebody else wrote where nothing was written here; saving again is to know of the rest."""
        mine = self._changed()
        self._code = now
        self.query_one(ExampleCodings).show(now)
        for name, writing in self._texts.items():
            if name not in mine:
                writing.text = _text(now, name)
        if "name" not in mine:
            self._line.value = now.name
        if "colour" not in mine:
            self._colour.value = now.colour or ""
        if "parent" not in mine:
            self._under.choose(now.parent)
        if "origin" not in mine and now.origin is not None:
            self._origin.value = now.origin
        elif "origin" not in mine:
            self._origin.clear()


def examples_in(text: str, code: Code) -> tuple[str, ...]:
    """The examples in what was typed, one a line; those that the code has on several lines keep their line breaks."""
    whole = {" ".join(one.split()): one for one in code.examples}
    return tuple(whole.get(line.strip(), line.strip()) for line in text.split("\n") if line.strip())


def _text(code: Code, field: str) -> str:
    value = getattr(code, field)
    return "\n".join(" ".join(one.split()) for one in value) if isinstance(value, tuple) else str(value)
