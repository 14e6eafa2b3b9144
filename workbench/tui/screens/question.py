"""A question that is answered with yes or no, and one that is answered in a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.dialog import Dialog
from workbench.tui.widgets.line import Line
from workbench.visible import one_line, visible


class Question(Dialog[bool]):
    """Asks before something is done; the keyboard rests on the answer that changes nothing.

    Args:
        title: What is about to be done.
        text: What it means.
        yes: What the button says that does it.
        no: What the button says that does not.

    Attributes:
        HAS_YES_KEY: Whether a letter says yes: not where it may have been meant for what one was typing.
    """

    PLACE = "question"
    HAS_YES_KEY: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("question"))

    def __init__(self, title: str, text: str, *, yes: str, no: str = "Cancel") -> None:
        super().__init__()
        self._title, self._text, self._yes, self._no = title, text, yes, no

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        # What somebody else wrote may be long: it is scrolled, and the answers stay in sight below it.
        with VerticalScroll(classes="dialog small question", can_focus=False) as box:
            box.border_title = Content(one_line(self._title))
            yield Static(visible(self._text), markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self._no, id="no")
                yield Button(self._yes, variant="warning", id="yes")
                yield from self.more()

    def more(self) -> ComposeResult:
        """Further answers."""
        return ()

    @property
    def how(self) -> str:
        """How it is answered, for whoever presses a key that is no answer."""
        if self.HAS_YES_KEY:
            yes, no = key_of("question.yes"), key_of("question.no")
            return f"Nothing is saved by that: the question waits for an answer, {yes} for yes, {no} for no."
        return "Nothing is saved by that: the question waits for an answer; the arrow keys go to one, Enter gives it."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done just now."""
        return self.HAS_YES_KEY if action == "yes" else super().check_action(action, parameters)

    def action_yes(self) -> None:
        """Answer with yes."""
        self.dismiss(True)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")


def leave(box: Dialog[Any], question: Question) -> None:
    """Close a box without an answer; where something is unsaved in it, only if the question is answered with yes."""

    def then(sure: bool | None) -> None:
        if sure:
            box.dismiss(None)

    if box.unsaved:
        box.app.push_screen(question, then)
    else:
        box.dismiss(None)


class ElsewhereQuestion(Question):
    """Asks whether what is written may stand in the place of what somebody else wrote meanwhile.

    Args:
        what: What both wrote.
        theirs: What the other one wrote.
        is_kept: Whether history keeps that.
    """

    HAS_YES_KEY = False

    def __init__(self, what: str, theirs: str, *, is_kept: bool = True) -> None:
        kept = "History keeps it" if is_kept else "It is gone"
        said = f"{kept} if you put yours in its place. By now it says:\n\n{theirs.strip() or '(nothing)'}"
        super().__init__(f"Somebody else changed this {what}", said, yes="Put mine in its place", no="Not yet")


class WriteQuestion(Question):
    """Asks whether what is filled in may be written, where something speaks against it.

    Args:
        title: What it is about.
        said: What speaks against it.
    """

    HAS_YES_KEY = False

    def __init__(self, title: str, said: str) -> None:
        super().__init__(title, said, yes="Write it all the same", no="Not so")


class UnsavedQuestion(Question):
    """Asks what is to become of what was filled in; yes is to close and lose it.

    Args:
        save: Saves it, and closes the form where that can be done.
        done: What the button says that does it.
    """

    PLACE = "unsaved"
    HAS_YES_KEY = False
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("unsaved"))

    def __init__(self, save: Callable[[], object], *, done: str = "Save") -> None:
        super().__init__("Not saved", "What you filled in is not saved.", yes="Throw away", no="Keep editing")
        self._save, self._done = save, done

    def more(self) -> ComposeResult:
        """To save it."""
        yield Button(self._done, variant="primary", id="save")

    @on(Button.Pressed, "#save")
    def _save_it(self) -> None:
        self.app.call_later(self._save)

    def action_save(self) -> None:
        """Save it."""
        self.dismiss(False)
        self._save_it()


class KeptQuestion(Question):
    """Asks whether what could not be saved the last time is to be put in; it may be put off, or thrown away.

    Args:
        text: What happened.
        kept: What was kept.
        throw_away: Forgets it.
    """

    HAS_YES_KEY = False

    def __init__(self, text: str, kept: str, throw_away: Callable[[], object]) -> None:
        super().__init__("Not saved the last time", f"{text}\n\n{kept}", yes="Put it in", no="Not now")
        self._throw_away = throw_away

    def more(self) -> ComposeResult:
        """To throw it away."""
        yield Button("Throw away", id="away")

    @on(Button.Pressed, "#away")
    def _away(self) -> None:
        self._throw_away()


class AskLine(Dialog[str | None]):
    """Asks for a line; None where none was given.

    Args:
        title: What is asked for.
        value: What stands there at first.
        hint: What to type.
        done: What the button says.
    """

    PLACE = "ask"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("ask"))

    def __init__(self, title: str, *, value: str = "", hint: str = "", done: str = "OK") -> None:
        super().__init__()
        self._title, self._value, self._hint, self._done = title, value, hint, done

    def compose(self) -> ComposeResult:
        """The line, and two buttons."""
        with Vertical(classes="dialog small") as box:
            box.border_title = Content(one_line(self._title))
            yield Line(self._value, placeholder=self._hint)
            yield from self.more()
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button(self._done, variant="primary", id="done")

    def more(self) -> ComposeResult:
        """What stands below the line."""
        return ()

    @on(Input.Submitted)
    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Give what is typed."""
        self.dismiss(self.query_one(Input).value.strip() or None)

    @on(Button.Pressed, "#cancel")
    def _leave(self) -> None:
        self.dismiss(None)
