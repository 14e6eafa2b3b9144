"""A form for what is known of one transcript: who takes part, when and what kind it is, and who each speaker is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Select, Static

from workbench.errors import WorkbenchError
from workbench.settings import StudySettings
from workbench.transcripts.correcting import (
    ALONE,
    NOBODY,
    said_of_speaker,
    speaker_said,
    with_speaker,
    written_speaker,
)
from workbench.transcripts.tables import INTERVIEWER, KINDS, RECORDS, ParticipantFacts, People, TranscriptFacts
from workbench.transcripts.tables.values import CellProblem, joined, read_date, split_list
from workbench.tui import work
from workbench.tui.screens.facts_form import FactsForm, Taking
from workbench.tui.widgets.choice_fields import PeopleField, SelectField
from workbench.tui.widgets.form_fields import Field, TextField
from workbench.visible import one_line

_MOST_SPEAKERS = 30
"""So many speakers are asked for; a text with more was probably misread."""
_LOOK = "Find out who speaks"


class Answer(NamedTuple):
    """What was filled in: the facts, and the role of participants who are new, None: as recognised."""

    facts: TranscriptFacts
    role: str | None


class Recognised(Message):
    """What is recognised of the transcript with what is filled in.

    Attributes:
        answer: What was filled in.
        kind: The kind as far as recognised.
        role: The role of people who are new, in words.
        speakers: Of each label who it is, in words.
        people: The participants there would be.
    """

    def __init__(
        self,
        answer: Answer,
        kind: str | None,
        role: str,
        speakers: Sequence[tuple[str, str]],
        people: Sequence[ParticipantFacts],
    ) -> None:
        self.answer, self.kind, self.role = answer, kind, role
        self.speakers, self.people = dict(speakers), people
        super().__init__()


class _Unreadable(Exception):
    """Something is filled in at a field that cannot be read."""

    def __init__(self, field: Field, why: str) -> None:
        self.field, self.why = field, why
        super().__init__()


class TranscriptForm(FactsForm[Answer]):
    """Who takes part, when and what kind it is, and who speaks.

    Args:
        title: What the form is about.
        note: What happens with it.
        facts: What is known.
        speakers: Of each label that stands in the transcript, who it is as far as recognised, in words.
        settings: The study's settings.
        people: The study's participants.
        take: Says how what was filled in is taken.
        done: What the button says.
        role: What was said before of the role of people who are new.
        recognised_role: What their role is as far as recognised, in words.
        recognise: Gives the job that finds out what is recognised with what is filled in, and answers `Recognised`;
            None where that is not looked up.
    """

    def __init__(
        self,
        title: str,
        note: str,
        facts: TranscriptFacts,
        speakers: Sequence[tuple[str, str]],
        settings: StudySettings,
        people: Sequence[ParticipantFacts],
        *,
        take: Callable[[Answer], Taking | None],
        done: str,
        role: str | None = None,
        recognised_role: str = "unknown",
        recognise: Callable[[Answer], work.Job] | None = None,
    ) -> None:
        super().__init__(take)
        self._recognise, self._people = recognise, people
        self._title, self._note, self._done, self._facts = title, note, done, facts
        waves = [(wave.printed, wave.id) for wave in settings.waves]
        roles = [(role.printed, role.id) for role in settings.roles]
        text = joined(facts.participants)
        hint = "Who is interviewed, by short name; between several a semicolon: PM1; PM2."
        self._participants = PeopleField("participants", hint, text, self._people_now, separator=";", nothing="unknown")
        self._role = SelectField(
            "role",
            _of_new(recognised_role),
            role,
            roles,
            nothing="as recognised",
            label="Role of new people",
            new="or a new one",
        )
        self._wave = SelectField("wave", "", facts.wave, waves, new="or a new one")
        self._kind = SelectField("kind", "", facts.kind, [(kind, kind) for kind in KINDS])
        self._record = SelectField("record", "", facts.record, [(record, record) for record in RECORDS])
        self._date = TextField("date", "Year-month-day.", facts.date.isoformat() if facts.date else "")
        self._interviewer = TextField("interviewer", "", facts.interviewer or "")
        self._language = TextField("language", "Of the text.", facts.language or "")
        hint = "The language that was spoken, where the text is a translation; its quotations say so."
        self._translated = TextField("translated-from", hint, facts.translated_from or "", label="Translated from")
        self._speakers = _speaker_fields(facts, speakers, self._people_now)
        self._more = len(speakers) - len(self._speakers)

    @property
    def _first(self) -> list[Field]:
        return [self._participants, self._wave, self._kind, self._role]

    @property
    def _last(self) -> list[Field]:
        return [self._record, self._date, self._interviewer, self._language, self._translated]

    @property
    def fields(self) -> list[Field]:
        """First who takes part and when, then who speaks, then what else is known of the transcript."""
        return [*self._first, *self._speakers.values(), *self._last]

    def compose(self) -> ComposeResult:
        """The fields one below the other, and two buttons that stay where they are."""
        with Vertical(classes="dialog", id="facts") as box:
            box.border_title = Content(one_line(self._title))
            with VerticalScroll(classes="form", can_focus=False):
                yield Static(self._note, classes="hint", markup=False)
                yield from self._first
                if self._speakers:
                    yield Static("Who speaks", classes="heading")
                    hint = (
                        f"Whose words these are: a person's short name (PM1), “{INTERVIEWER}” or “{NOBODY}”; PM1|PM2 "
                        "is one of the two. Empty: as recognised."
                    )
                    yield Static(hint, classes="hint", markup=False)
                yield from self._speakers.values()
                if self._more > 0:
                    yield Static(
                        f"… and {self._more} more labels; say who they are in transcripts.csv.", classes="hint"
                    )
                if self._speakers:
                    yield Static("How and when it was made", classes="heading")
                yield from self._last
            yield from self.below(self._done)

    def on_mount(self) -> None:
        """The keyboard begins at the first field."""
        self._participants.enter()
        self._asked = self._read()

    def _people_now(self) -> list[ParticipantFacts]:
        """Whom the study knows, and who is typed as taking part."""
        known, typed = People(self._people), split_list(self._participants.value)
        return [*self._people, *(ParticipantFacts(who, who) for who in typed if not known.all_named(who))]

    @on(events.DescendantBlur)
    @on(Select.Changed)
    def _filled_in(self) -> None:
        """A field was left: find out what is recognised with what stands in all of them now."""
        if self._recognise is None:
            return
        try:
            answer = self._read()
        except _Unreadable:
            return  # Said when it is to be taken.
        if answer != self._asked:
            self._asked = answer
            work.start(self, _LOOK, self._recognise(answer), only_reads=True)

    @on(Recognised)
    def _show_recognised(self, found: Recognised) -> None:
        if found.answer != self._asked:
            return
        self._people = found.people
        self._role.explain(_of_new(found.role))
        self._kind.explain(f"Recognised: {found.kind}." if found.kind and not self._kind.value else "")
        for label, field in self._speakers.items():
            field.recognise(found.speakers.get(label, ""))

    @on(work.Failed)
    def _not_found_out(self, message: work.Failed) -> None:
        """What could not be found out is no reason not to take what is filled in, which may be going on."""
        if message.what == _LOOK:
            message.prevent_default().stop()
            self._kind.explain(
                f"What is recognised now could not be found out: {message.message} {message.hint}".strip()
            )

    def filled(self) -> Answer | None:
        """The facts; None where a date or a speaker cannot be read, which is said at its field."""
        for field in self.fields:
            field.say("")
        try:
            return self._read()
        except _Unreadable as fault:
            self._refuse(fault.field, fault.why)
            return None

    def _read(self) -> Answer:
        """What is filled in.

        Raises:
            _Unreadable: A date or a speaker cannot be read.
        """
        try:
            date = read_date(self._date.value)
        except CellProblem as problem:
            raise _Unreadable(self._date, f"{problem} {problem.hint}") from problem
        before, speakers = self._facts, dict(self._facts.speakers)
        for label, field in self._speakers.items():
            if not field.changed:
                continue
            try:
                said = said_of_speaker(field.value)
            except WorkbenchError as error:
                raise _Unreadable(field, str(error)) from error
            speakers = with_speaker(speakers, label, said)
        people = tuple(dict.fromkeys(split_list(self._participants.value)))
        facts = replace(
            before,
            participants=people if self._participants.changed else before.participants,
            wave=self._wave.value,
            kind=self._kind.value,
            record=self._record.value,
            date=date,
            interviewer=(self._interviewer.value or None) if self._interviewer.changed else before.interviewer,
            language=(self._language.value or None) if self._language.changed else before.language,
            translated_from=(self._translated.value or None) if self._translated.changed else before.translated_from,
            speakers=speakers,
        )
        return Answer(facts, self._role.value)

    def _refuse(self, field: Field, why: str) -> None:
        field.say(why)
        field.enter()
        field.scroll_visible()


def _of_new(role: str) -> str:
    return f"Of all those whom the study does not know yet: {one_line(role)}."


def _speaker_fields(
    facts: TranscriptFacts, speakers: Sequence[tuple[str, str]], people: Callable[[], Sequence[ParticipantFacts]]
) -> dict[str, PeopleField]:
    return {
        label: PeopleField(
            f"speaker {number}",
            "",
            written_speaker(speaker_said(facts.speakers, label)),
            people,
            separator="|",
            others=ALONE,
            nothing=one_line(found),
            label=label,
        )
        for number, (label, found) in enumerate(speakers[:_MOST_SPEAKERS])
    }
