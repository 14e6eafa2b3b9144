"""Memos while coding: on words, codings, codes and the transcript; and which stand at the caret."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from textual import on
from textual.content import Content
from textual.message import Message

from workbench import memos
from workbench.errors import ChangedElsewhere
from workbench.memos import MemoFound
from workbench.memos.noted import Noted, impressions_of, noted_in
from workbench.spans import Span
from workbench.study import Study, same_coder
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import key_of
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.codebook_room import CodebookRoom
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.memo_form import edit_memo
from workbench.tui.screens.memo_jobs import OnWhat, Written
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.codings_here import CodingsHere
from workbench.tui.widgets.painted import entitle
from workbench.visible import beginning, one_line, plural

_BEGINS = 40
"""So many characters of words and memos are told where one chooses among them."""

_READ = "Read the memo"
_IMPRESSIONS = (
    "What strikes you as you read, before you code: a note of your own, one for each transcript. "
    f"It is listed among the memos ({key_of('app.memos')})."
)


class NotedRead(Message):
    """The memos on passages and codings of a text, and the coder's first impressions of its transcript."""

    def __init__(self, revision_id: UUID, noted: Sequence[Noted], transcript_id: UUID, impressions: str) -> None:
        self.revision_id, self.noted = revision_id, noted
        self.transcript_id, self.impressions = transcript_id, impressions
        super().__init__()


class MemoRead(Message):
    """A memo that is to be changed; None where it is gone."""

    def __init__(self, memo: MemoFound | None) -> None:
        self.memo = memo
        super().__init__()


class NotedRoom(CodebookRoom):
    """A coding room in which memos are written, and which tells where some stand."""

    def __init__(self) -> None:
        super().__init__()
        self._noted: Sequence[Noted] = ()
        self._is_read = True
        # Read beforehand: what is typed behind the key that opens the note is to go into it.
        self._impressions: tuple[UUID, str] | None = None

    # Which stand here

    @on(jobs.Read)
    @on(jobs.Followed)
    def _look_for_memos(self, message: jobs.Read | jobs.Followed) -> None:
        if message.opened is not None:
            study, revision_id = self.study, message.opened.spoken.revision_id
            transcript_id = message.opened.transcript.id

            def job() -> Message:
                noted = noted_in(study, revision_id)
                return NotedRead(revision_id, noted, transcript_id, impressions_of(study, transcript_id))

            self.read("Look for memos here", job)

    @on(NotedRead)
    def _take_noted(self, message: NotedRead) -> None:
        if self.opened is not None and message.revision_id == self.opened.spoken.revision_id:
            self._noted = message.noted
            self._impressions = message.transcript_id, message.impressions
            self._tell_noted()

    @on(TranscriptView.Moved)
    def _tell_noted(self) -> None:
        here = len(self._noted_here)
        said = f"{plural(here, 'memo')} here: {key_of('coding.new-memo')}" if here else ""
        entitle(self.query_one(CodingsHere), subtitle=Content(said))

    @property
    def _noted_here(self) -> list[Noted]:
        """The memos at the caret, or on words that are selected."""
        if not self._noted:
            return []
        view = self.view
        here = view.selection or Span(view.caret, view.caret + 1)
        return [one for one in self._noted if one.span.overlaps(here)]

    # Writing

    def action_new_memo(self) -> None:
        """Write a memo on what is selected, on the coding that is meant or on the transcript, or open one from here."""
        if self.opened is None or self.taken_over(self.action_new_memo):
            return
        choices = {one.called: one for one in self._subjects()}
        noted: dict[str, Noted] = {}
        for one in self._noted_here:
            whose = "your" if same_coder(one.coder, self.study.coder) else f"{one_line(one.coder)}'s"
            name = f"{whose} {one.kind} memo: {one_line(one.begins)}"
            while name in noted:  # of two that begin alike both are to be reached
                name += " …"
            noted[name] = one

        def then(name: str | None) -> None:
            if name in choices:
                self.write_memo(choices[name])
            elif name in noted:
                self._open_noted(noted[name])

        if len(choices) + len(noted) == 1:
            then(next(iter(choices)))
        else:
            names = dict.fromkeys(choices, "new") | dict.fromkeys(noted, "")
            self.app.push_screen(ChooseScreen("Memo on …", names), then)

    def _subjects(self) -> list[OnWhat]:
        """What a memo from here can be about."""
        opened, found = self.opened, []
        if opened is None:
            return []
        name, place, meant = opened.transcript.name, self.view.selection, self.coding_meant
        words = " ".join(place.of(opened.spoken.text).split()) if place is not None else ""
        if place is not None and words:
            found.append(
                OnWhat("passage", name, f"the words “{beginning(words, _BEGINS)}”", place, opened.spoken.revision_id)
            )
        if meant is not None:
            called = f"the coding with {one_line(self._names.get(meant.code, meant.code))}"
            found.append(OnWhat("coding", called=called, coding_id=meant.id))
        return [*found, OnWhat("transcript", name, f"the transcript {name}")]

    def write_beside(self, whose: str) -> None:
        """Open the editor where somebody wanted to write on a coding of theirs, and there is none.

        Args:
            whose: Whose coding is meant; empty where there is none.
        """
        found = self._subjects()
        if found:
            what = next((one for one in found if whose and one.about == "coding"), found[0])
            self.write_memo(what)
            why = f"The coding is {one_line(whose)}" if whose else "Nothing is coded here"
            self.notify(f"{why}: this is a memo of your own on {what.called}.", timeout=6)

    def write_memo(self, what: OnWhat, *, kind: str = "analytic") -> None:
        """Open the editor for a new memo."""
        edit_memo(self, what=what, kind=kind)

    def _open_noted(self, one: Noted) -> None:
        if not same_coder(one.coder, self.study.coder):
            self.workbench.open_memo(one.id)
            return
        study, self._is_read = self.study, False
        work.start(self, _READ, lambda: MemoRead(memos.find(study, one.id)), only_reads=True)
        # What is typed behind Enter goes into the memo.
        self.workbench.keep_keys(lambda: self._is_read, lambda: None, lambda: None)

    @on(work.Failed)
    def _not_read_memo(self, message: work.Failed) -> None:
        self._is_read = self._is_read or message.what == _READ

    @on(MemoRead)
    def _change_memo(self, message: MemoRead) -> None:
        self._is_read = True
        if message.memo is None:
            self.notify("The memo is gone.", timeout=3)
        else:
            edit_memo(self, message.memo)

    @on(CodebookRows.Asked)
    def _write_on_code(self, event: CodebookRows.Asked) -> None:
        if event.what == "memo" and event.row is not None and event.row.code is not None:
            code = event.row.code
            self.write_memo(OnWhat("code", code.id, f"the code {one_line(code.name)}"), kind="code rule")

    @on(Written)
    def _memo_written(self, message: Written) -> None:
        self.notify(f"{message.sentence}.", timeout=message.seconds)
        self.workbench.study_changed()

    def action_familiarise(self) -> None:
        """Open the coder's familiarisation note on the transcript; where there is none, begin it."""
        if self.opened is None or self.taken_over(self.action_familiarise):
            return
        study, transcript, known = self.study, self.opened.transcript, self._impressions
        if known is None or known[0] != transcript.id:
            self.workbench.keep_keys(
                lambda: self._impressions is not None and self._impressions[0] == transcript.id,
                self.action_familiarise,
                lambda: self.notify("The transcript is still being read.", timeout=3),
            )
            return
        name = transcript.name
        box = MemoScreen(
            f"First impressions of {name}",
            known[1],
            lambda text, before: _familiarised(study, name, text, before),
            aside=Aside(study, f"familiarisation-{transcript.id}"),
            about=_IMPRESSIONS,
        )
        self.app.push_screen(box, self.take_answer)


def _familiarised(study: Study, name: str, text: str, before: str) -> Message:
    """Write the familiarisation note, unless it says something else by now than ``before``."""
    try:
        memos.write_familiarisation(study, name, text, before=before)
    except ChangedElsewhere as error:
        return work.Clash(error.theirs)
    return Written(f"{'Wrote the first impressions' if text else 'Took the first impressions away'}; {jobs.BACK}")
