"""How the report is to be: a form of all that its writers choose, and beside it a section of it as it would print."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from workbench import report
from workbench.folder import REPORT_FILE
from workbench.report import SectionPreview
from workbench.report.content import Block, Kind, Quotation, plain
from workbench.report.facts import ReportFacts
from workbench.settings import ReportChoices
from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens.choices_box import ChoicesBox, ChoicesSaved
from workbench.tui.widgets.blocks import BlocksView
from workbench.tui.widgets.choices import Choices
from workbench.tui.widgets.form import ModelForm, in_words
from workbench.tui.widgets.form_fields import label_of

_ELSEWHERE = ("outline",)
"""What has no field here: the outline has a box of its own."""

_PREVIEW = "Show a section of the report"


class ChoicesRead(Message):
    """What stands in report.yaml."""

    def __init__(self, choices: ReportChoices) -> None:
        self.choices = choices
        super().__init__()


class SectionShown(Message):
    """A section as it would print under what is chosen, and the number of the block that is to be seen."""

    def __init__(self, chosen: dict[str, Any], seen: SectionPreview, begins_at: int) -> None:
        self.chosen, self.seen, self.begins_at = chosen, seen, begins_at
        super().__init__()


class ReportChoicesScreen(ChoicesBox):
    """Asks how the report is to be.

    Args:
        study: The study.
        theme: The id of the theme whose section is shown beside; empty for the first.
    """

    PLACE = "report-choices"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("report-choices"))

    def __init__(self, study: Study, theme: str) -> None:
        super().__init__(study)
        self._theme = theme
        self._form: ModelForm | None = None
        self._facts: ReportFacts | None = None
        self._is_looking = False
        self._stands_at: int | None = None
        self._begins_at = 0
        self._shown_before: list[tuple[Block, ...]] = []
        self._looked_for: dict[str, Any] | None = None

    def compose(self) -> ComposeResult:
        """An empty frame; the form comes when the file is read."""
        with Vertical(classes="dialog whole", id="report-choices") as box:
            box.border_title = "How the report is to be"
            with Horizontal(classes="both"):
                yield VerticalScroll(id="asked", can_focus=False)
                with Vertical(id="shown"):
                    yield Static("A section of the report, as it would print", classes="hint", markup=False)
                    yield BlocksView()
            yield from self.below()

    def on_mount(self) -> None:
        """Read the file."""
        study = self.study
        work.start(self, "Read the choices", lambda: ChoicesRead(study.choices), only_reads=True)

    @on(work.Failed)
    def _not_shown(self, message: work.Failed) -> None:
        if message.what == _PREVIEW:
            message.prevent_default().stop()
            self._is_looking = False
            self.query_one(BlocksView).show((plain(f"{message.message} {message.hint}".strip(), Kind.NOTE),))

    @on(ChoicesRead)
    async def _show(self, message: ChoicesRead) -> None:
        self.choices = message.choices
        self._form = ModelForm(message.choices, without=_ELSEWHERE)
        hint = f"It holds for everybody who writes this report: {REPORT_FILE}"
        asked = self.query_one("#asked", VerticalScroll)
        await asked.mount(Static(hint, classes="hint", markup=False), self._form)
        for choices in self._form.query(Choices):
            self.watch(choices, "chosen", self._look, init=False)
        self._form.query("Line, Choices, Lines").first().focus()
        self._look()

    # The section beside

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _look(self) -> None:
        """Show the section under what is chosen now, one look after the other."""
        if self._form is None or self._is_looking or not self.is_attached:
            return
        chosen = self._form.changes()
        if chosen == self._looked_for or self._form.faults():
            return
        self._is_looking, self._looked_for = True, chosen
        study, theme, facts, before = self.study, self._theme, self._facts, list(self._shown_before)

        def job() -> Message:
            seen = report.preview_section(study, chosen, theme, known=facts)
            return SectionShown(chosen, seen, _to_be_seen(seen.blocks, before))

        work.start(self, _PREVIEW, job, only_reads=True)

    @on(SectionShown)
    def _section_shown(self, message: SectionShown) -> None:
        view, blocks = self.query_one(BlocksView), message.seen.blocks
        # At first where quotations begin, which is where most of the choices show; then where one has scrolled to, or
        # where what was chosen last shows.
        self._stands_at = view.scroll_offset.y if self._shown_before else None
        self._begins_at = message.begins_at
        self._shown_before = [*self._shown_before[:1], blocks]
        self._is_looking, self._facts = False, message.seen.facts
        view.show(blocks)
        if self._form is not None and (fault := message.seen.fault) is not None:
            self._form.field(fault.key).say(fault.message)
        # More may have been chosen meanwhile.
        self._look()

    @on(BlocksView.Changed)
    def _laid_out(self) -> None:
        # How far it can be scrolled is known only once it is drawn.
        self.call_after_refresh(self._stand_again)

    def _stand_again(self) -> None:
        self.query_one(BlocksView).come_to(self._begins_at, unless_seen_from=self._stands_at)

    # Saving

    @property
    def unsaved(self) -> bool:
        """Whether something else is filled in than in the file."""
        return self._form is not None and self._form.unsaved

    @property
    def standing(self) -> dict[str, Any]:
        """What is filled in."""
        return self._form.values() if self._form is not None else {}

    def changes(self) -> dict[str, Any] | None:
        """What is filled in otherwise; where that cannot be, it is said at its field."""
        form = self._form
        if form is None:
            return None
        if (faulty := form.say(form.faults())) is not None:
            faulty.call_after_refresh(faulty.enter)
            return None
        return form.changes()

    def saved(self, answer: ChoicesSaved, standing: object) -> None:
        """The report is so from now on."""
        if self._form is not None:
            self._form.settle(answer.saved)
        names = (label_of(one) for one in answer.saved)
        self.app.notify(f"Saved: {', '.join(names)}.", markup=False)

    def not_saved(self, now: ReportChoices) -> None:
        """Show what another program chose."""
        if self._form is not None:
            self._form.take(now)

    # What was not saved the last time

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return {key: json.dumps(value) for key, value in self._form.changes().items()} if self._form is not None else {}

    def not_here(self, typed: Mapping[str, str]) -> str:
        """What was chosen otherwise than it is here, a line each."""
        return "\n".join(f"{label_of(key)}: {in_words(value)}" for key, value in self._other(typed).items())

    def put_in(self, typed: Mapping[str, str]) -> None:
        """Choose it again."""
        if self._form is not None:
            self._form.fill(self._other(typed))

    def _other(self, typed: Mapping[str, str]) -> dict[str, Any]:
        here = self._form.values() if self._form is not None else {}
        kept = {key: json.loads(text) for key, text in typed.items() if key in here}
        return {key: value for key, value in kept.items() if value != here[key]}


def _to_be_seen(blocks: Sequence[Block], before: Sequence[Sequence[Block]]) -> int:
    """The number of the block in which a change shows: one that stood in nothing shown before, the first and the last.

    Where nothing was, what stands before the first quotation; -1 where nothing is new.
    """
    if not before:
        return max(0, next((at for at, one in enumerate(blocks) if isinstance(one, Quotation)), 0) - 1)
    first, last = set(before[0]), set(before[-1])
    new = [at for at, one in enumerate(blocks) if one not in last]
    return next((at for at in new if blocks[at] not in first), new[0] if new else -1)
