"""Boxes in which something is written: they close only when it is on the disk."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Input, Static

from workbench.errors import WorkbenchError
from workbench.themes import to_put_back
from workbench.tui import work
from workbench.tui.aside import Aside, Draft, Meanwhile
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.question import ElsewhereQuestion, KeptQuestion, UnsavedQuestion, WriteQuestion
from workbench.tui.widgets.writing import Writing
from workbench.visible import visible

KEEP_EVERY = 5.0
"""Seconds after which what was typed is kept aside while the box is open."""

_MORE = "What stood here then is on the disk; what you typed since is not yet."
_LAST_TIME = "What was typed here the last time could not be saved, and was kept in a file. Put it in?"


class _Answered(Message):
    def __init__(self, what: str, answer: Message, standing: object) -> None:
        self.what, self.answer, self.standing = what, answer, standing
        super().__init__()


class _NothingWritten(_Answered, work.NotDone):
    """The job took no step: what waits behind it must not take it for done."""


class _KeptMeanwhile(Message):
    """What is typed was kept aside."""


class _Kept(Message):
    """What was kept aside, the latest first."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        super().__init__()


class WritingDialog(Dialog[Message | None]):
    """A box that gives the answer of the job that wrote what stands in it; None where nothing was written.

    It stays open when that cannot be written and says why in its ``#trouble``, so that nothing is typed twice; so it
    does where more was typed while it was being written. Where the program ends without asking, what is typed is kept
    aside, and one is asked about it when the box is opened again.

    Args:
        aside: Where what is typed is kept; None where it is not.

    Attributes:
        HISTORY_KEEPS: Whether history keeps what is written over.
        is_writing: Whether a job writes what stands in it.
        answer: What the last such job said; None before.
    """

    HISTORY_KEEPS: ClassVar[bool] = True
    is_writing = False
    answer: Message | None = None

    def __init__(self, aside: Aside | None = None) -> None:
        super().__init__()
        self._aside, self._has_taken_aside = aside, False
        self._meanwhile = Meanwhile(aside) if aside is not None else None
        self._keeping = asyncio.Lock()
        self._offered: Draft | None = None
        self._theirs: tuple[str, str] | None = None

    @property
    @abstractmethod
    def standing(self) -> object:
        """What stands in the box, to be held against what was written."""

    @property
    def typed(self) -> dict[str, str]:
        """The texts that are typed and not saved, by the ids of their fields."""
        return {}

    def on_mount(self) -> None:
        """Nothing is wrong yet; what could not be saved the last time is looked for."""
        self.say_trouble("")
        if self._aside is not None:
            aside = self._aside
            work.start(self, "Look for what was not saved", lambda: _Kept(aside.kept()), only_reads=True)
            self.set_interval(KEEP_EVERY, self.keep_meanwhile)

    def write(self, what: str, job: work.Job) -> None:
        """Write what stands in the box; it closes with the answer, unless more was typed meanwhile."""
        if not self.is_writing:
            self._write(what, job, self.standing)

    def _write(self, what: str, job: work.Job, standing: object) -> None:
        self.is_writing = True
        self.say_trouble("")

        def write() -> Message:
            answer = job()
            kind = _NothingWritten if isinstance(answer, work.NotDone) else _Answered
            return kind(what, answer, standing)

        work.start(self, what, write)

    def answered(self, answer: Message, standing: object) -> None:
        """Take up what the job says that wrote what was ``standing`` in the box."""
        self.answer, self._theirs = answer, None
        if self.standing == standing:
            self.leave()
        else:
            self.say_trouble(_MORE)

    def leave(self) -> None:
        """Close without writing any more; what is being written has to end first."""
        if not self.is_writing:
            if self._offered is not None and (self._has_taken_aside or not self.not_here(self._offered.typed)):
                self._offered.forget()
            self.dismiss(self.answer)

    def leave_or_ask(self, save: Callable[[], None], *, done: str = "Save") -> None:
        """Close; where something would be lost it is asked before. What is being written has to end first.

        Args:
            save: What writes what stands in the box.
            done: What that is called.
        """
        if self.is_writing or not self.unsaved:
            self.leave()
        else:
            question = UnsavedQuestion(save, done=done)
            self.app.push_screen(question, lambda sure: self.leave() if sure else None)

    def say_trouble(self, trouble: str) -> None:
        """Say what is wrong."""
        shown = self.query_one("#trouble", Static)
        shown.update(visible(trouble))
        shown.display = bool(trouble)

    @on(_Answered)
    def _take_up(self, message: _Answered) -> None:
        self.is_writing = False
        answer = message.answer
        if not isinstance(answer, work.AskFirst):
            self.answered(answer, message.standing)
            return

        def then(sure: bool | None) -> None:
            # What was asked about is written: more may have been typed meanwhile.
            if sure:
                self._write(message.what, answer.job, message.standing)

        self.app.push_screen(WriteQuestion(answer.title, answer.said), then)

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        self.is_writing = False
        self.say_trouble(f"Not done: {message.message} {message.hint}".strip())

    # What somebody else wrote meanwhile

    @property
    def is_contested(self) -> bool:
        """Whether somebody else wrote the same meanwhile: nothing is written over that but by the writer's own wish."""
        return self._theirs is not None

    def contest(self, what: str, theirs: str) -> None:
        """Take up that somebody else wrote the same meanwhile, and ask.

        Args:
            what: What both wrote: a memo, a theme.
            theirs: What it says by now, whole.
        """
        self._theirs = what, theirs
        self.say_trouble(f"Not kept yet: somebody else changed this {what} meanwhile.")
        self.ask_over()

    def agree(self) -> None:
        """Take up that what somebody else wrote is what the box was opened with again."""
        self._theirs = None

    def ask_over(self) -> None:
        """Show what somebody else wrote before it is written over."""
        if self._theirs is not None:
            question = ElsewhereQuestion(*self._theirs, is_kept=self.HISTORY_KEEPS)
            self.app.push_screen(question, lambda sure: self.write_over() if sure else None)

    def write_over(self) -> None:
        """Write what stands in the box in the place of what somebody else wrote."""
        raise NotImplementedError

    # What could not be saved

    def keep_meanwhile(self) -> None:
        """Keep what is typed aside while the box is open: the computer may stop before it is saved."""
        meanwhile, typed = self._meanwhile, dict(self.typed) if self.unsaved else {}
        if meanwhile is None or self._keeping.locked():
            return

        def job() -> Message:
            # Where it cannot be kept, what is typed is no worse off than without: it is asked about at the end.
            with suppress(WorkbenchError, OSError):
                meanwhile.keep(typed)
            return _KeptMeanwhile()

        work.start(self, "Keep what is typed", job, only_reads=True, turn=self._keeping)

    def on_unmount(self) -> None:
        """The last resort, where the program ends without having asked: what is not saved is kept."""
        if self._aside is None or self._meanwhile is None:
            return
        if self.unsaved and not self.may_be_lost:
            with suppress(WorkbenchError, OSError, RuntimeError):
                self.keep_at_the_end(self._aside)
                if self._offered is not None and self._has_taken_aside:
                    self._offered.forget()
                self._meanwhile.end()
        else:
            self._meanwhile.end()

    def keep_at_the_end(self, aside: Aside) -> None:
        """Keep what is not saved; nobody can be asked any more, and the box is empty but for what it holds itself."""
        aside.keep(self.typed)

    @on(_Kept)
    def _ask_about_aside(self, message: _Kept) -> None:
        for draft in filter(self.is_about_this, message.drafts):
            if words := self.not_here(draft.typed):
                self._offer(draft, words)
                return
            draft.forget()

    def is_about_this(self, draft: Draft) -> bool:
        """Whether what was kept is about what the box is about."""
        return True

    def _offer(self, draft: Draft, words: str) -> None:
        self._offered = draft
        question = KeptQuestion(_LAST_TIME, words, draft.forget)
        self.app.push_screen(question, lambda sure: self._take_aside(draft.typed) if sure else None)

    def _take_aside(self, typed: Mapping[str, str]) -> None:
        self._has_taken_aside = True
        self.put_in(typed)

    def not_here(self, typed: Mapping[str, str]) -> str:
        """What of that does not stand in the box, in the words in which it is asked about; empty where all does."""
        return "\n\n".join(text for _, text in self._other_than(typed))

    def put_in(self, typed: Mapping[str, str]) -> None:
        """Put it where it was typed; a longer text that says something else by now stays in front of it."""
        for field, text in self._other_than(typed):
            if isinstance(field, Writing):
                field.insert(to_put_back(field.text, text), field.document.end)
            else:
                field.value = " ".join(text.split())

    def _other_than(self, typed: Mapping[str, str]) -> list[tuple[Writing | Input, str]]:
        """The fields in which something else stands than was typed in them, each with that."""
        fields = [*self.query(Writing), *self.query(Input)]
        texts = [(field, typed.get(str(field.id), "").strip()) for field in fields]
        return [(field, text) for field, text in texts if text and not _stands_in(field, text)]


class WritingForm(WritingDialog):
    """Such a box with two buttons: it is saved, or closed without.

    Attributes:
        saves: What the button says that writes what stands in it.
    """

    saves = "Save"

    def below(self) -> ComposeResult:
        """What went wrong, and the two buttons."""
        yield Static("", id="trouble", markup=False)
        with Horizontal(classes="buttons"):
            yield Button("Cancel", id="cancel")
            yield Button(self.saves, variant="primary", id="save")

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Write what stands in the form; what somebody else wrote meanwhile is shown first."""
        if self.is_contested:
            self.ask_over()
        else:
            self.write_over()

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; asks where something was written."""
        self.leave_or_ask(self.action_save, done=self.saves)


def _stands_in(field: Writing | Input, text: str) -> bool:
    return text in field.text if isinstance(field, Writing) else text == field.value.strip()
