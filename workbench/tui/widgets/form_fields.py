"""What a form asks for, one field each: its label, where it is filled in, what it means, and what is wrong with it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from workbench.tui.faults import Unbroken
from workbench.tui.widgets.choices import Choices
from workbench.tui.widgets.line import Line, Lines
from workbench.visible import one_line, visible

_YES_NO = ("yes", "no")
_LABEL = 21
"""Columns of a label; where it is filled in begins one further (see the style sheet)."""


class Field(Unbroken, Widget):
    """One thing that a form asks for: its label on the left, on the right where it is filled in and what is said of it.

    A form has many of them, and every widget costs time: the label is drawn by the field itself, and what is said of it
    stands in one place, which is mounted only where there is something to say.

    Args:
        key: The setting's name.
        hint: What it means.
        label: What people read; made from the key where it is empty.
        care: What whoever changes it should know.
    """

    def __init__(self, key: str, hint: str, *, label: str = "", care: str = "") -> None:
        super().__init__(classes="field")
        self.key = key
        self._label = one_line(label or label_of(key))
        self._care, self._fault, self._hint = care, "", hint
        self._notes = Static(self._told(), markup=False)
        self._shown: Any = None
        self._faulty: Any = None

    @property
    @abstractmethod
    def value(self) -> Any:
        """What is filled in, as the settings take it."""

    @property
    def is_secret(self) -> bool:
        """Whether what is filled in must not stand on the screen."""
        return False

    @property
    def changed(self) -> bool:
        """Whether something else is filled in than was shown."""
        return bool(self.value != self._shown)

    def settle(self, value: Any) -> None:
        """What was filled in stands in the file now; what is filled in otherwise since counts as changed."""
        self._shown = value

    @abstractmethod
    def show(self, value: Any) -> None:
        """Fill in a value; what is filled in counts as unchanged then."""

    def fill(self, value: Any) -> None:
        """Fill in a value as if somebody had: it counts as changed, where it is another than was shown."""
        shown = self._shown
        self.show(value)
        self._shown = shown

    @abstractmethod
    def editors(self) -> Sequence[Widget]:
        """Where it is filled in."""

    def compose(self) -> ComposeResult:
        """Where it is filled in, and what is said of it."""
        yield from self.editors()
        if self._told():
            yield self._notes

    def render(self) -> Content:
        """The label."""
        style = "bold $error" if self._fault else "bold"
        return Content("\n").join(Content.styled(self._label, style).wrap(_LABEL))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """At least the lines of the label."""
        lines = self.render().plain.count("\n") + 1
        return max(lines, super().get_content_height(container, viewport, width))

    def _told(self) -> Content:
        """What whoever changes it should know, what is wrong, and what it means."""
        said = ((self._care, "$warning"), (self._fault, "bold $error"), (self._hint, "$foreground 65%"))
        return Content("\n").join(Content.styled(visible(text), style) for text, style in said if text)

    def _tell(self) -> None:
        told = self._told()
        self._notes.update(told)
        self._notes.display = bool(told)
        if told and self.is_attached and not self._notes.is_attached:
            self.mount(self._notes)

    def explain(self, hint: str) -> None:
        """Say something else of what it means."""
        self._hint = hint
        self._tell()

    def say(self, fault: str) -> None:
        """Show what is wrong with what is filled in; an empty text takes it away, and so does another value."""
        self._fault, self._faulty = fault, self.value
        self._tell()
        self.refresh()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def look_again(self) -> None:
        """Say no longer what was wrong with what stood there before."""
        if self._fault and self.value != self._faulty:
            self.say("")

    def enter(self) -> None:
        """Put the keyboard where it is filled in."""
        for widget in self.query("*"):
            if widget.focusable:
                widget.focus()
                return


def label_of(key: str) -> str:
    """A setting's name as people read it: ``lead_coder`` → ``Lead coder``."""
    return key[:1].upper() + key[1:].replace("_", " ")


class TextField(Field):
    """A text on one line; with ``secret`` what is typed is not shown."""

    def __init__(self, key: str, hint: str, value: str, *, secret: bool = False, **words: str) -> None:
        super().__init__(key, hint, **words)
        self._line = Line(value, password=secret)
        self._shown = self.value

    @property
    def value(self) -> Any:
        """The text without blanks round it."""
        return self._line.value.strip()

    def guessed(self) -> None:
        """What stands here was only guessed: what is typed takes its place."""
        self._line.select_on_focus = True

    @property
    def is_secret(self) -> bool:
        """Whether only dots are shown."""
        return self._line.password

    def show(self, value: Any) -> None:
        """Fill in a text."""
        self._line.value = value
        self._shown = self.value

    def editors(self) -> Sequence[Widget]:
        """The line."""
        return [self._line]


class NumberField(Field):
    """A number, or nothing."""

    def __init__(self, key: str, hint: str, value: float | None, **words: str) -> None:
        super().__init__(key, hint, **words)
        self._line = Line("")
        self.show(value)

    @property
    def value(self) -> Any:
        """The number; None where nothing is filled in; the text itself where it is no number."""
        text = self._line.value.strip().replace(",", ".")
        try:
            number = float(text)
        except ValueError:
            return text or None
        return int(number) if number.is_integer() else number

    def show(self, value: Any) -> None:
        """Fill in a number."""
        self._line.value = "" if value is None else str(value)
        self._shown = self.value

    def editors(self) -> Sequence[Widget]:
        """The line."""
        return [self._line]


class LongField(Field):
    """A text of several lines."""

    def __init__(self, key: str, hint: str, value: str, **words: str) -> None:
        super().__init__(key, hint, **words)
        self._lines = Lines(value)
        self._shown = self._lines.text

    @property
    def value(self) -> Any:
        """The text as it stands."""
        return self._lines.text

    def show(self, value: Any) -> None:
        """Fill in a text."""
        self._lines.text = value
        self._shown = self._lines.text

    def editors(self) -> Sequence[Widget]:
        """The lines."""
        return [self._lines]


class TextsField(Field):
    """A list of texts, one a line."""

    def __init__(self, key: str, hint: str, value: Sequence[str], **words: str) -> None:
        super().__init__(key, f"{hint} One a line.", **words)
        self._lines = Lines("\n".join(value))
        self._shown = self.value

    @property
    def value(self) -> Any:
        """The lines that hold something."""
        return [line.strip() for line in self._lines.text.split("\n") if line.strip()]

    def show(self, value: Any) -> None:
        """Fill in the texts."""
        self._lines.text = "\n".join(value)
        self._shown = self.value

    def editors(self) -> Sequence[Widget]:
        """The lines."""
        return [self._lines]


class SomeOfField(Field):
    """Some of a few, in an order of their own, one a line; None where nothing is filled in."""

    def __init__(self, key: str, hint: str, value: Sequence[str] | None, **words: str) -> None:
        super().__init__(key, hint, **words)
        self._lines = Lines("\n".join(value or ()))
        self._shown = self.value

    @property
    def value(self) -> Any:
        """The lines that hold something."""
        return [line.strip() for line in self._lines.text.split("\n") if line.strip()] or None

    def show(self, value: Any) -> None:
        """Fill in what is chosen."""
        self._lines.text = "\n".join(value or ())
        self._shown = self.value

    def editors(self) -> Sequence[Widget]:
        """The lines."""
        return [self._lines]


class ChoiceField(Field):
    """One of a few; where each is explained, the explanation stands beside it."""

    def __init__(
        self, key: str, hint: str, value: str, choices: Sequence[str], meanings: Sequence[str] = (), **words: str
    ) -> None:
        super().__init__(key, "" if meanings else hint, **words)
        self.set_class(bool(meanings), "-broad")
        self._choices = Choices(choices, value, meanings)
        self._shown = value

    @property
    def value(self) -> Any:
        """The choice that is on."""
        return self._choices.chosen

    def show(self, value: Any) -> None:
        """Choose."""
        self._choices.chosen = self._shown = value

    def editors(self) -> Sequence[Widget]:
        """The choices."""
        return [self._choices]


class YesNoField(Field):
    """Yes or no."""

    def __init__(self, key: str, hint: str, value: bool, **words: str) -> None:
        super().__init__(key, hint, **words)
        self._choices = Choices(_YES_NO, _YES_NO[not value])
        self._shown = value

    @property
    def value(self) -> Any:
        """Whether it is yes."""
        return self._choices.chosen == _YES_NO[0]

    def show(self, value: Any) -> None:
        """Choose."""
        self._choices.chosen = _YES_NO[not value]
        self._shown = value

    def editors(self) -> Sequence[Widget]:
        """Yes and no."""
        return [self._choices]


class FixedField(Field):
    """What can only be read here."""

    def __init__(self, key: str, hint: str, value: Any, **words: str) -> None:
        super().__init__(key, hint, **words)
        self._shown = value
        self._text = Static("", classes="fixed", markup=False)
        self.show(value)

    @property
    def value(self) -> Any:
        """What is shown."""
        return self._shown

    def show(self, value: Any) -> None:
        """Show another value."""
        self._shown = value
        self._text.update("none" if value in (None, "", [], {}) else visible(str(value)))

    def editors(self) -> Sequence[Widget]:
        """What is shown."""
        return [self._text]
