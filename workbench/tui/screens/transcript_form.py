"""A form for what is known of one transcript: who takes part, when and what kind it is, and who each speaker is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

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
from workbench.transcripts.tables import INTERVIEWER, KINDS, RECORDS, ParticipantFacts, TranscriptFacts
from workbench.transcripts.tables.values import CellProblem, joined, read_date, split_list
from workbench.tui.screens.facts_form import FactsForm, Taking
from workbench.tui.widgets.choice_fields import PeopleField, SelectField
from workbench.tui.widgets.form_fields import Field, TextField
from workbench.visible import one_line

_MOST_SPEAKERS = 30
"""So many speakers are asked for; a text with more was probably misread."""


class Answer(NamedTuple):
    """What was filled in: the facts, and the role of participants who are new, None: as recognised."""

    facts: TranscriptFacts
    role: str | None


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
    ) -> None:
        super().__init__(take)
        self._title, self._note, self._done, self._facts = title, note, done, facts
        waves = [(wave.printed, wave.id) for wave in settings.waves]
        roles = [(role.printed, role.id) for role in settings.roles]
        text = joined(facts.participants)
        hint = "Who is interviewed, by short name; between several a semicolon: PM1; PM2."
        self._participants = PeopleField("participants", hint, text, people, separator=";", nothing="unknown")
        self._role = SelectField(
            "role",
            f"Of all those whom the study does not know yet: {one_line(recognised_role)}.",
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
        self._language = TextField("language", "", facts.language or "")
        self._speakers = _speaker_fields(facts, speakers, people)
        self._more = len(speakers) - len(self._speakers)

    @property
    def fields(self) -> list[Field]:
        """First what concerns the whole transcript, then each speaker."""
        return [
            self._participants,
            self._wave,
            self._kind,
            self._record,
            self._date,
            self._interviewer,
            self._language,
            self._role,
            *self._speakers.values(),
        ]

    def compose(self) -> ComposeResult:
        """The fields one below the other, and two buttons that stay where they are."""
        with Vertical(classes="dialog", id="facts") as box:
            box.border_title = Content(one_line(self._title))
            with VerticalScroll(classes="form", can_focus=False):
                yield Static(self._note, classes="hint", markup=False)
                yield from self.fields[:8]
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
            yield from self.below(self._done)

    def on_mount(self) -> None:
        """The keyboard begins at the first field."""
        self._participants.enter()

    def filled(self) -> Answer | None:
        """The facts; None where a date or a speaker cannot be read, which is said at its field."""
        for field in self.fields:
            field.say("")
        try:
            date = read_date(self._date.value)
        except CellProblem as problem:
            self._refuse(self._date, f"{problem} {problem.hint}")
            return None
        before, speakers = self._facts, dict(self._facts.speakers)
        for label, field in self._speakers.items():
            if not field.changed:
                continue
            try:
                said = said_of_speaker(field.value)
            except WorkbenchError as error:
                self._refuse(field, str(error))
                return None
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
            speakers=speakers,
        )
        return Answer(facts, self._role.value)

    def _refuse(self, field: Field, why: str) -> None:
        field.say(why)
        field.enter()
        field.scroll_visible()


def _speaker_fields(
    facts: TranscriptFacts, speakers: Sequence[tuple[str, str]], people: Sequence[ParticipantFacts]
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
