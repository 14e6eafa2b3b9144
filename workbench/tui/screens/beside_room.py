"""Two transcripts side by side: what is coded stands on the left, what it is compared with on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from textual import events, on
from textual.message import Message
from textual.widget import Widget

from workbench.coding import reading
from workbench.coding.place import Place, keep_place, place_in
from workbench.coding.reading import Opened
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts.beside import Partner, Why, pairs, partners
from workbench.tui import work
from workbench.tui.command import Command
from workbench.tui.commands import commands_of, key_of
from workbench.tui.mouse import Menu
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.codebook_room import CodebookRoom
from workbench.tui.screens.marked_room import seals
from workbench.tui.widgets.beside_pane import BesidePane
from workbench.visible import one_line

WIDE = 150
"""Columns that two transcripts need."""

_WHY: dict[Why, str] = {"same": "the same participant · ", "pair": "the same pair · ", "other": ""}
_ALSO_FROM_THERE = frozenset({"coding.beside", "coding.swap", "coding.text", "coding.codebook"})
"""What can be done while the keyboard is in the other transcript."""

_WITH_WORDS_THERE = tuple(
    f"coding.{name}" for name in ("apply", "repeat", "in-vivo", "not-for-quotation", "memo", "new-memo", "familiarise")
)
"""What is about words, and takes those of the other transcript to the left first, where one sees what is done."""

_OF_PANE = tuple(f"beside.{name}" for name in ("take", "next-coding", "previous-coding"))


class OfferedBeside(Message):
    """The transcripts that may stand beside the one that is read."""

    def __init__(self, found: list[Partner]) -> None:
        self.found = found
        super().__init__()


class BesideRead(Message):
    """What stands beside, as it is now, and where its coder was in it; None where it is not there any more."""

    def __init__(self, asked: UUID, opened: Opened | None, at: int | None) -> None:
        self.asked, self.opened, self.at = asked, opened, at
        super().__init__()


class BesideRoom(CodebookRoom):
    """A coding room in which another transcript can stand beside; where there is no room for two, in its place.

    Attributes:
        pane: The other transcript; None where there is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pane: BesidePane | None = None
        self._beside: UUID | None = None
        self._last_beside: UUID | None = None
        self._beside_kept: Place | None = None
        self._in_turn: frozenset[UUID] = frozenset()
        self._spots: dict[UUID, Span] = {}

    @property
    def is_wide(self) -> bool:
        """Whether there is room for two transcripts."""
        return self.app.size.width >= WIDE

    @property
    def has_other(self) -> bool:
        """Whether another transcript stands beside, or is read in turn with this one."""
        return self.pane is not None or self._other_in_turn is not None

    def action_beside(self) -> None:
        """Choose what stands beside; where something does, close it. In a narrow window, read the two in turn."""
        if self.pane is not None and self.is_wide:
            self._close_other()
        elif self.has_other and not self.is_wide:
            self.action_swap()
        elif self.opened is not None:
            study, chosen, others = self.study, self.opened.transcript.id, self.opened.others

            def job() -> Message:
                with study.read() as session:
                    return OfferedBeside(partners(chosen, others, pairs(session)))

            self.read("List the transcripts", job)

    @on(OfferedBeside)
    def _offer(self, message: OfferedBeside) -> None:
        last = self._last_beside
        found = sorted(message.found, key=lambda one: one.transcript.id != last)
        if not found:
            self.notify("There is no other transcript.", markup=False)
            return
        names = {
            one.transcript.name: _WHY[one.why] + " · ".join([*one.transcript.participants, *one.transcript.roles])
            for one in found
        }
        ids = {one.transcript.name: one.transcript.id for one in found}
        how = "Read beside it" if self.is_wide else f"Read in turn with it (beside it from {WIDE} columns on)"
        self.app.push_screen(ChooseScreen(how, names), lambda name: self._open_other(ids[name]) if name else None)

    def _open_other(self, transcript: UUID) -> None:
        self._last_beside = transcript
        if not self.is_wide:
            if self.opened is not None:
                self._in_turn = frozenset({self.opened.transcript.id, transcript})
                self.action_swap()
            return
        self._beside = transcript
        said = f"{key_of('coding.swap')} has the two change places: the left one is coded; Tab goes to the right one."
        self.notify(said, markup=False, timeout=8)
        if self.pane is None:
            self.pane = BesidePane()
            self.query_one("#desk").mount(self.pane, after="#reading")
            self.query_one("#desk").add_class("-two")
        else:
            self._read_other()

    @property
    def _other_in_turn(self) -> UUID | None:
        """The transcript that is read in turn with the one that is shown; None where there is none."""
        shown = self.opened.transcript.id if self.opened is not None else None
        others = self._in_turn - {shown}
        return next(iter(others)) if len(others) == 1 else None

    def action_swap(self) -> None:
        """Have the two change places, each with what is selected in it; in a narrow window go to the other one."""
        if self.pane is not None:
            self.pane.action_take()
        elif self.opened is not None and (other := self._other_in_turn) is not None:
            name = next((one.name for one in self.opened.others if one.id == other), None)
            if name is None:
                self._in_turn = frozenset()
                self.notify("The other transcript is not there any more.", severity="warning", markup=False)
                return
            former = self.opened.transcript.name
            self._leave_spot()
            self.keep_place()
            self.come_to(name, self._spots.pop(other, None))
            back = f"{key_of('coding.beside')} goes back to {former}"
            self.notify(f"{back}; side by side from {WIDE} columns on, here are {self.app.size.width}.", timeout=6)

    def _leave_spot(self) -> None:
        """Remember what is selected in the transcript that goes."""
        if self.opened is not None and self.view.selection is not None:
            self._spots[self.opened.transcript.id] = self.view.selection

    def _close_other(self) -> None:
        self._keep_other()
        pane, self.pane, self._beside = self.pane, None, None
        if pane is not None:
            pane.remove()
        self.query_one("#desk").remove_class("-two")
        self.view.focus()

    def load(self) -> None:
        """Read the transcript that was chosen, and what stands beside it."""
        super().load()
        self._read_other()

    @on(BesidePane.Ready)
    def _read_other(self) -> None:
        study, asked = self.study, self._beside
        if asked is None or self.pane is None:
            return
        before = self.pane.opened if self.pane.shows(asked) else None

        def job() -> Message:
            followed = reading.follow(study, before) if before is not None else None
            if followed is not None:
                return BesideRead(asked, followed.opened, None)
            opened = reading.open_transcript(study, asked)
            if opened is None or opened.transcript.id != asked:
                return BesideRead(asked, None, None)
            return BesideRead(asked, opened, None if before is not None else place_in(study, asked) or 0)

        self.read("Open the transcript beside", job)

    @on(BesideRead)
    def _show_other(self, message: BesideRead) -> None:
        pane, opened = self.pane, message.opened
        if message.asked != self._beside or pane is None:
            return
        if opened is None:
            self.notify("The transcript that stood beside is not there any more.", severity="warning", markup=False)
            self._close_other()
            return
        before = pane.opened
        pane.show(opened, jobs.title_of(opened, self.study.settings), message.at)
        if message.at is not None and (spot := self._spots.pop(opened.transcript.id, None)) is not None:
            pane.view.select(spot)
        if before is None or (before.spoken, before.coded) != (opened.spoken, opened.coded):
            self._paint_other()

    def paint_all(self, opened: Opened) -> None:
        """Paint the codings of a transcript and no others, and those of the one beside."""
        super().paint_all(opened)
        self._paint_other()

    def _paint_other(self) -> None:
        if self.pane is None or self.pane.opened is None:
            return
        opened, hidden = self.pane.opened, self.hidden
        shown = [one for one in self._sift(opened.coded.codings.values()) if one.code not in hidden]
        self._look_for({one.code for one in shown})
        self.pane.view.mark([*shown, *seals(opened, opened.coded.not_for_quotation)], self._looks)

    @on(BesidePane.Taken)
    def _take(self, message: BesidePane.Taken) -> None:
        """The two change places."""
        if self.opened is not None:
            self.keep_place()
            self._leave_spot()
            self._beside = self._last_beside = self.opened.transcript.id
            self.come_to(message.name, message.place)

    @on(BesidePane.Left)
    def _leave_other(self) -> None:
        self.view.focus()

    # Where one was in it

    def keep_place(self) -> None:
        """Note where the coder is, and how far they have read, in both."""
        super().keep_place()
        self._keep_other()

    def _keep_other(self) -> None:
        if (place := self._place_of_other()) is not None:
            study, self._beside_kept = self.study, place
            work.start(self, "Note the place", lambda: _kept(study, place), only_reads=True)

    def _place_of_other(self) -> Place | None:
        place = self.pane.place if self.pane is not None else None
        return place if place != self._beside_kept else None

    def on_unmount(self) -> None:
        """The program ends, or another study is opened."""
        if (place := self._place_of_other()) is not None:
            _kept(self.study, place)

    # The keyboard in it

    def on_resize(self) -> None:
        """Where there is no room for two any more, the keyboard goes to the one that is coded."""
        if self.is_beside and self.app.size.width < WIDE:
            self.view.focus()

    @property
    def is_beside(self) -> bool:
        """Whether the keyboard is in the other transcript."""
        return self.pane is not None and self.focused is self.pane.view

    @on(events.Key)
    def _keep_key(self, event: events.Key) -> None:
        """No key codes words that nobody looks at: with the keyboard in the other transcript these mean that one."""
        its_own = {key for one in commands_of(BesidePane.PLACE) for key in one.keys}
        if self.is_beside and any(event.key in one.keys for one in _only_here()) and event.key not in its_own:
            does = f"{key_of('beside.take')} has it coded in place of the left one, {key_of('beside.back')} goes back"
            self.notify(f"The keyboard is in the transcript beside: {does}.", markup=False, timeout=4)
            event.prevent_default()
            event.stop()  # before it is looked up what the key does in the room

    def taken_over(self, then: Callable[[], None]) -> bool:
        """With the keyboard in the transcript beside, have the two change places, and do then what is asked for."""
        if not self.is_beside or self.pane is None or self.pane.opened is None:
            return False
        name = self.pane.opened.transcript.name
        self.pane.action_take()

        def is_shown() -> bool:
            shown = self.opened.transcript.name if self.opened is not None else ""
            return shown == name and self.wanted is None and self.is_up_to_date

        said = f"{one_line(name)} could not be opened in time; nothing was done."
        self.workbench.keep_keys(is_shown, then, lambda: self.notify(said, severity="warning"))
        return True

    def menu_of(self, widget: Widget) -> Menu:
        """In the transcript beside, what is done with its words is told to bring it to the left."""
        if self.pane is None or widget is not self.pane.view:
            return super().menu_of(widget)
        return Menu("Words of the transcript beside, which comes to the left", (*_WITH_WORDS_THERE, *_OF_PANE))


def _only_here() -> Iterator[Command]:
    """What is done with the transcript that is coded, and not from the other one."""
    others = (*_ALSO_FROM_THERE, *_WITH_WORDS_THERE)
    return (one for one in commands_of("coding") if one.id not in others and not one.id.startswith("coding.recent"))


def _kept(study: Study, place: Place) -> Message:
    keep_place(study, place, is_last=False)
    return jobs.Kept()
