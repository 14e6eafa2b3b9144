"""Samples that several code apart: how far each coder is with what; drawn, finished, revealed, drawn again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbench.agreement.sample_list import SampleFound, TranscriptOfSample
from workbench.agreement.sample_words import (
    COURTESY,
    is_for,
    own_left,
    standing,
    was_handed_out,
    what_is_finished,
)
from workbench.study import same_coder
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import sample_jobs as jobs
from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.agreement_jobs import Wanted
from workbench.tui.screens.file_box import Wrote
from workbench.tui.screens.hand_out import HandOutBox
from workbench.tui.screens.question import Question
from workbench.tui.screens.room import Room
from workbench.tui.screens.sample_draw import DrawScreen, RoundScreen
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.rows import Rows, table
from workbench.visible import one_line, plural

_COMMANDS = (
    ("draw", "draw …", "draw"),
    ("finish", "finish all", "finish"),
    ("reopen", "reopen all", "reopen"),
    ("reveal", "reveal …", "reveal"),
    ("compare", "compare"),
    ("hand-out", "hand out …", "hand out"),
    ("next-round", "next round …", "next"),
    ("discard", "discard …", "discard"),
)
_OF_TRANSCRIPTS = (("open", "open"), ("finish", "finish"), ("reopen", "reopen"))
"""What a click does with the transcript under the cursor; above it is about all of the coder's."""

_MOST, _ROUND = 5, 4
"""So many samples are seen at once at most; lines for the frame, the titles of columns and the commands."""


def _nothing(*, is_reflexive: bool) -> str:
    what_for = "to talk over where you read differently" if is_reflexive else "to learn how far you agree"
    return f"""No sample was drawn yet.
A sample is what two or more of you code apart, without seeing what the others do, {what_for}: \
some transcripts, or a stretch of each, drawn by chance. While it is open everybody sees on it their own codings only. \
When all have finished it is revealed, and compared.
{key_of("samples.draw")} draws one; you see first what would be drawn."""


class SamplesScreen(Room):
    """Where samples are drawn and worked through."""

    PLACE = "samples"
    AUTO_FOCUS = "#samples-list"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("samples"))

    def __init__(self) -> None:
        super().__init__()
        self._read: jobs.SamplesRead | None = None
        self._come_to = ""

    def content(self) -> ComposeResult:
        """The samples; below them the transcripts of one, and what is to be known of it."""
        with Container(id="samples"):
            with Vertical(classes="pane", id="samples-pane") as pane:
                pane.border_title = "Samples"
                yield Rows(jobs.LIST, id="samples-list", empty="Reading …")
                yield ActionLine("samples", _COMMANDS)
            with Container(id="sample"):
                with Vertical(classes="pane", id="sample-pane"):
                    yield Rows(jobs.columns_of(None), stays=1, id="sample-transcripts")
                    yield ActionLine("samples", _OF_TRANSCRIPTS)
                with Vertical(classes="pane", id="sample-about-pane"), VerticalScroll(can_focus=False):
                    yield Static("", id="sample-about", markup=False)

    # What commands need

    @property
    def _list(self) -> Rows:
        return self.query_one("#samples-list", Rows)

    @property
    def _transcripts(self) -> Rows:
        return self.query_one("#sample-transcripts", Rows)

    @property
    def _is_below(self) -> bool:
        """Whether the keyboard is in the transcripts; asked of the screen, which knows it before the widget."""
        return self.focused is self._transcripts

    @property
    def sample(self) -> SampleFound | None:
        """The sample under the cursor."""
        if self._read is None or not self.is_mounted:
            return None
        key = self._list.key
        return next((one for one in self._read.found if one.id == key), None)

    @property
    def transcript(self) -> TranscriptOfSample | None:
        """The transcript of it under the cursor."""
        sample, key = self.sample, self._transcripts.key if self.is_mounted else None
        return next((one for one in sample.transcripts if one.transcript_id == key), None) if sample else None

    @property
    def is_mine(self) -> bool:
        """Whether whoever is coding is to code it."""
        return self.sample is not None and is_for(self.sample, self.study.coder)

    def _left_of(self, sample: SampleFound) -> str:
        return self._read.left[sample.id] if self._read is not None else ""

    def _strata_of(self, sample: SampleFound) -> Sequence[str]:
        return self._read.strata[sample.id] if self._read is not None else ()

    # Reading

    def load(self) -> None:
        """Read the samples."""
        study = self.study
        self.read("Read the samples", lambda: jobs.read(study))

    @on(jobs.SamplesRead)
    def _show(self, message: jobs.SamplesRead) -> None:
        is_first = self._read is None
        self._read = message
        self._list.empty = _nothing(is_reflexive=self.study.settings.mode == "reflexive")
        self._list.fill(message.table)
        pane = self.query_one("#samples-pane")
        # As high as what is in it, so that most of the window is left to the transcripts.
        pane.styles.height = min(_MOST, len(message.found)) + _ROUND if message.found else None
        if self._come_to:
            named = next((one.id for one in message.found if one.name == self._come_to), None)
            self._list.go_to(named)
            self._come_to = ""
        elif is_first:
            still_open = next((one.id for one in message.found if one.is_open), None)
            self._list.go_to(still_open)
        self._show_sample()

    @on(Rows.Moved, "#samples-list")
    def _show_sample(self) -> None:
        sample, pane = self.sample, self.query_one("#sample-pane")
        self.query_one("#sample").display = sample is not None
        if sample is not None and self._read is not None:
            self._transcripts.fill(self._read.transcripts[sample.id])
            entitle(pane, Content(one_line(f"{sample.name} · {plural(len(sample.transcripts), 'transcript')}")))
            if sample.asked.turns is not None:
                study = self.study
                self.read("Find the lines of the stretches", lambda: jobs.lines(study, sample))
        else:
            self._transcripts.fill(table(jobs.columns_of(None), []))
        self.query_one("#sample-about", Static).update(self._about(sample) if sample is not None else "")
        self.refresh_bindings()

    @on(jobs.LinesRead)
    def _show_lines(self, message: jobs.LinesRead) -> None:
        if self.sample is message.sample:
            self._transcripts.fill(message.transcripts)

    @on(Rows.Moved, "#sample-transcripts")
    def _moved(self) -> None:
        self.refresh_bindings()

    def _about(self, sample: SampleFound) -> Content:
        """How it was drawn, how it stands, and what to do next."""
        state = standing(sample)
        parts = [Content.styled(f"{state[:1].upper()}{state[1:]}.", "bold"), Content(self._what_next(sample))]
        if sample.is_open and not was_handed_out(sample):
            parts.append(Content.styled(COURTESY, "$foreground 75%"))
        parts += [Content(one_line(f"How it was drawn: {sample.drawn}."))]
        if sample.follows is not None:
            parts.append(Content(one_line(f"Round {sample.round}, after “{sample.follows}”.")))
        if sample.coded_before:
            who = " and ".join(map(one_line, sample.coded_before))
            parts.append(Content(f"{who} had coded on it before it was drawn, in sight of all."))
        parts += [Content(line) for line in self._strata_of(sample)]
        return Content("\n").join(parts)

    def _what_next(self, sample: SampleFound) -> str:
        if not sample.is_open:
            return (
                f"{key_of('samples.compare')} compares its coders; {key_of('samples.next-round')} draws a next round."
            )
        if self.is_mine and (left := own_left(sample, self.study.coder)):
            key = key_of("samples.finish")
            return f"You have {plural(len(left), 'transcript')} left; {key} says of one that it is finished."
        left_over = self._left_of(sample)
        if was_handed_out(sample):
            end = f"not finished: {left_over}." if left_over else "all of it is finished: pack it and give it back."
            return f"It was handed out to {one_line(sample.coders[0])}; {end}"
        return (
            f"Not finished: {left_over}."
            if left_over
            else f"All have finished it: {key_of('samples.reveal')} reveals it."
        )

    # Commands

    def action_open(self) -> None:
        """Go to the transcripts; from there into one."""
        if not self._is_below:
            self._transcripts.focus()
        elif (one := self.transcript) is not None:
            if one.start is None or one.end is None:
                self.workbench.open_transcript(one.name)
            else:
                self.workbench.open_extract(one.name, one.start, one.start)

    @on(Rows.Clicked)
    def _clicked(self, message: Rows.Clicked) -> None:
        if message.double:
            self.action_open()

    def action_scroll(self, by: int) -> None:
        """Read on, or back, in what is known of the sample."""
        scroll = self.query_one("#sample-about-pane VerticalScroll", VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

    def action_draw(self) -> None:
        """Draw a sample."""
        self.app.push_screen(DrawScreen(self.study), self.take_answer)

    def action_hand_out(self) -> None:
        """Write a folder with the sample for a coder on another machine."""
        if self.sample is not None:
            self.app.push_screen(HandOutBox(self.study, self.sample), self._handed_out)

    def _handed_out(self, done: Wrote | None) -> None:
        if done is not None:
            self.app.push_screen(WrittenScreen(done))

    def action_compare(self) -> None:
        """Compare its coders, whoever is at work first."""
        if self.sample is not None:
            who = sorted(self.sample.coders, key=lambda name: not same_coder(name, self.study.coder))
            wanted = Wanted(tuple(who), sample=self.sample.name)
            self.workbench.get_screen("agreement", AgreementScreen).come_to(wanted)
            self.workbench.go_to("agreement")

    def action_next_round(self) -> None:
        """Draw a next round."""
        if self.sample is not None:
            self.app.push_screen(RoundScreen(self.study, self.sample), self.take_answer)

    def action_finish(self) -> None:
        """Say that the transcript under the cursor is finished, or all of the coder's."""
        sample, one, study = self.sample, self.transcript, self.study
        if sample is None:
            return
        if self._is_below and one is not None:
            self.start("Finish", lambda: jobs.finish(study, sample.name, [one.name]))
        elif left := own_left(sample, study.coder):
            said = what_is_finished(sample, study.coder, left)
            self._ask("Finish all of yours?", said, "Finish", lambda: jobs.finish(study, sample.name, left))
        else:
            self.notify("You have finished all of yours.", timeout=3)

    def action_reopen(self) -> None:
        """Take back that the transcript under the cursor is finished, or all of the coder's."""
        sample, one, study = self.sample, self.transcript, self.study
        if sample is None:
            return
        if self._is_below and one is not None:
            self.start("Reopen", lambda: jobs.reopen(study, sample.name, [one.name]))
        else:
            self.start("Reopen", lambda: jobs.reopen(study, sample.name, own_left(sample, study.coder, finished=True)))

    def action_reveal(self) -> None:
        """Reveal the sample; asks first."""
        sample, study = self.sample, self.study
        if sample is None:
            return
        left = self._left_of(sample)
        undo = key_of("app.undo")
        if left:
            said = (
                f"Not all have finished it: {left}.\n\nRevealed now, everybody sees all codings on it. The history "
                "says that it was early and who had not finished, and every later result that it was early. That is "
                f"for good: {undo} closes the sample again, but does not make it blind again."
            )
            title, yes = "Reveal it early?", "Reveal it early"
        else:
            said = (
                f"All have finished “{one_line(sample.name)}”. Revealed, everybody sees all codings on it. What was "
                f"seen cannot be unseen: {undo} closes the sample again, but it counts as revealed early from then on."
            )
            title, yes = "Reveal it?", "Reveal"
        self._ask(title, said, yes, lambda: jobs.reveal(study, sample.name, early=bool(left)))

    def action_discard(self) -> None:
        """Take the sample away; asks first."""
        sample, study = self.sample, self.study
        if sample is not None:
            said = (
                f"“{one_line(sample.name)}” goes, and with it who had finished what. The codings stay, and all see "
                f"them again. {key_of('app.undo')} brings the sample back."
            )
            self._ask("Discard it?", said, "Discard", lambda: jobs.discard(study, sample.name))

    def _ask(self, title: str, said: str, yes: str, job: Callable[[], Message]) -> None:
        def then(sure: bool | None) -> None:
            if sure:
                self.start(yes, job)

        self.app.push_screen(Question(title, said, yes=yes), then)

    @on(jobs.Changed)
    def _changed(self, message: jobs.Changed) -> None:
        if isinstance(message, jobs.DrawnNow):
            self._come_to = message.sample.name
        back = f" {key_of('app.undo')} takes it back." if message.is_step else ""
        self.notify(f"{message.said}{back}", timeout=6)
        self.workbench.study_changed()
