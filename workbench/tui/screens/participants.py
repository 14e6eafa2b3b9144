"""A form for what is known of one participant: label, role, quoting, and whether they were interviewed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.settings import StudySettings
from workbench.transcripts.tables import QUOTING, STATUSES, ParticipantFacts
from workbench.transcripts.tables.values import statuses, written_status
from workbench.tui.commands import key_of
from workbench.tui.screens.facts_form import FactsForm, Taking
from workbench.tui.widgets.choice_fields import SelectField
from workbench.tui.widgets.form_fields import Field, TextField
from workbench.visible import one_line

_UNSAID = ParticipantFacts.quoting
"""How somebody may be quoted of whom the table says nothing."""


class ParticipantForm(FactsForm[ParticipantFacts]):
    """Label, role, quoting and status.

    Args:
        facts: What is known.
        settings: The study's settings.
        take: Says how what was filled in is taken.
    """

    def __init__(
        self,
        facts: ParticipantFacts,
        settings: StudySettings,
        *,
        take: Callable[[ParticipantFacts], Taking | None],
    ) -> None:
        super().__init__(take)
        self._facts = facts
        roles = [(role.printed, role.id) for role in settings.roles]
        said = statuses(facts.status)
        waves: dict[str | None, str] = {wave.id: wave.printed for wave in settings.waves}
        waves = {None: "", **waves, **{wave: wave or "" for wave in said if wave not in waves}}
        self._label = TextField("label", "As printed.", facts.label)
        self._role = SelectField("role", "", facts.role, roles, new="or a new one")
        self._quoting = SelectField("quoting", "", facts.quoting, [(one, one) for one in QUOTING], nothing=_UNSAID)
        self._reason = TextField("reason", "Why not interviewed.", facts.reason)
        self._statuses = {
            wave: SelectField(
                f"status {number}",
                "" if wave else "At every wave without a transcript, unless said below.",
                said.get(wave),
                [(status, status) for status in STATUSES],
                nothing="not said",
                label=f"Status {printed}".strip(),
            )
            for number, (wave, printed) in enumerate(waves.items())
        }

    @property
    def fields(self) -> list[Field]:
        """In the order in which they are shown."""
        return [self._label, self._role, self._quoting, *self._statuses.values(), self._reason]

    def compose(self) -> ComposeResult:
        """The fields one below the other, and two buttons that stay where they are."""
        with Vertical(classes="dialog", id="facts") as box:
            box.border_title = Content(one_line(f"Participant {self._facts.participant}"))
            with VerticalScroll(classes="form", can_focus=False):
                note = f"This changes participants.csv, which {key_of('app.undo')} does not take back."
                yield Static(note, classes="hint", markup=False)
                yield from self.fields
            yield from self.below("Take it")

    def on_mount(self) -> None:
        """The keyboard begins at the first field."""
        self._label.enter()

    def filled(self) -> ParticipantFacts:
        """What is filled in."""
        before = self._facts
        status = {wave: field.value for wave, field in self._statuses.items() if field.value}
        return replace(
            before,
            label=(self._label.value or before.participant) if self._label.changed else before.label,
            role=self._role.value,
            quoting=self._quoting.value or _UNSAID,
            status=before.status if status == statuses(before.status) else written_status(status),
            reason=self._reason.value if self._reason.changed else before.reason,
        )
