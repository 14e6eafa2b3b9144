"""Rooms in which one sees what is to be coded of a sample that is open, and goes from one of it to the next."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from textual import on
from textual.message import Message

from workbench.agreement.stretches import stretch_in
from workbench.agreement.tasks import Task, lines_told, next_of, tasks
from workbench.tui.commands import key_of
from workbench.tui.screens import coding_jobs, sample_jobs
from workbench.tui.screens.codebook_room import CodebookRoom
from workbench.tui.screens.room import Room
from workbench.tui.widgets.sample_line import SampleLine
from workbench.visible import one_line, plural


class TasksRead(Message):
    """The transcripts of the samples that are open."""

    def __init__(self, found: Sequence[Task]) -> None:
        self.found = found
        super().__init__()


class SampledRoom(Room):
    """A room that tells what is left to be coded of samples.

    Attributes:
        tasks: The transcripts of the samples that are open.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tasks: Sequence[Task] = ()

    @property
    def has_tasks(self) -> bool:
        """Whether anything is left that whoever is coding has to code."""
        return next_of(self.tasks, None) is not None

    @property
    def sampled_here(self) -> UUID | None:
        """The transcript from which one goes on to the next."""
        return None

    def look_for_tasks(self) -> None:
        """Find what is to be coded."""
        study = self.study
        self.read("Look for samples", lambda: TasksRead(tasks(study)))

    @on(TasksRead)
    def _take_tasks(self, message: TasksRead) -> None:
        self.tasks = message.found
        self.show_tasks()

    def show_tasks(self) -> None:
        """Tell of them."""
        self.query_one(SampleLine).tell(*map(one_line, self.said_of_tasks()))
        self.refresh_bindings()

    def said_of_tasks(self) -> Sequence[str]:
        """What is told in the line: what is left; in other words where there is less room."""
        left = [one for one in self.tasks if one.is_mine and not one.is_finished]
        if not left:
            return ()
        samples = list(dict.fromkeys(one.sample for one in left))
        which = f"the sample “{samples[0]}”" if len(samples) == 1 else plural(len(samples), "sample")
        key, many = key_of(f"{self.PLACE}.next-sampled"), plural(len(left), "transcript")
        return (
            f"To code for {which}: {many} · {key}, or a click here, goes to the next",
            f"To code for {which}: {many} · {key} goes to the next",
            f"{many} to code · {key} goes to the next",
        )

    @on(SampleLine.Clicked)
    def action_next_sampled(self) -> None:
        """Go to the next transcript that is to be coded."""
        one = next_of(self.tasks, self.sampled_here)
        if one is None:
            self.notify("You have nothing left to code for an open sample.", timeout=3)
        elif one.start is None:
            self.workbench.open_transcript(one.transcript)
        else:
            self.workbench.open_extract(one.transcript, one.start, one.start)


class SampledText(SampledRoom, CodebookRoom):
    """A coding room that tells of the transcript that is open what is to be coded of it."""

    @property
    def sampled(self) -> Task | None:
        """What is to be coded of the transcript; None where it is in no open sample of whoever is coding."""
        return next((one for one in self._here_sampled if one.is_mine), None)

    @property
    def _here_sampled(self) -> list[Task]:
        return [one for one in self.tasks if one.transcript_id == self.sampled_here]

    @property
    def sampled_here(self) -> UUID | None:
        """The transcript that is open."""
        return self.opened.transcript.id if self.opened is not None else None

    @on(coding_jobs.Read)
    def _look_for_tasks(self) -> None:
        self.look_for_tasks()

    def show_tasks(self) -> None:
        """Tell of them, and show in the text which stretch of it is to be coded."""
        super().show_tasks()
        task, opened = self.sampled, self.opened
        its = stretch_in(task, opened.spoken.revision_id) if task is not None and opened is not None else None
        self.view.limit(its)

    def said_of_tasks(self) -> Sequence[str]:
        """What is to be coded of the transcript, or that others' codings on it are not shown."""
        task, here = self.sampled, self._here_sampled
        if task is None:
            if not here:
                return ()
            return (
                f"Sample “{here[0].sample}” is open: you see your own codings here only",
                "Only your own codings here",
            )
        finish, following = key_of("coding.finish-sampled"), key_of("coding.next-sampled")
        left = sum(one.is_mine and not one.is_finished for one in self.tasks)
        what, state = self._what_of(task), "finished" if task.is_finished else f"{finish} says it is finished"
        rest = f"{following}: next of {left:,} left" if left else "all of yours are finished"
        return (
            f"Sample “{task.sample}”: code {what} · {state} · {rest}",
            f"Sample “{task.sample}”: {what} · {'finished' if task.is_finished else f'{finish} finishes'} · {rest}",
            f"Sample: {what} · {'finished' if task.is_finished else f'{finish} finishes'} · {rest}",
        )

    def _what_of(self, task: Task) -> str:
        if task.start is None or self.opened is None:
            return "all of it"
        spoken = self.opened.spoken
        its = stretch_in(task, spoken.revision_id)
        if its is None:
            return "a stretch of the text it had"
        return lines_told(spoken.lines, its)

    def action_finish_sampled(self) -> None:
        """Say that the transcript is finished, or take that back."""
        task, study = self.sampled, self.study
        if task is not None:
            mark = sample_jobs.reopen if task.is_finished else sample_jobs.finish
            name, what = task.transcript, "Reopen" if task.is_finished else "Finish"
            self.start(what, lambda: mark(study, task.sample, [name]))

    @on(sample_jobs.Changed)
    def _take_mark(self, message: sample_jobs.Changed) -> None:
        self.notify(f"{message.said} {key_of('app.undo')} takes it back.", timeout=5)
        # What was done before is not what the key takes back any more.
        self._said = ""
        self._say_done(is_news=True)
        self.workbench.study_changed()
