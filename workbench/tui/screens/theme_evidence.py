"""A box about a theme: which evaluation questions it answers, and what stands behind it beside its extracts."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, Field
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Label

from workbench import themes
from workbench.errors import ChangedElsewhere
from workbench.study import Study
from workbench.themes import Theme
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.theme_form import AboutTheme, Saved
from workbench.tui.widgets.form_rows import RowsField
from workbench.tui.widgets.row_list import RowList
from workbench.visible import one_line

_NO_QUESTIONS = "The study asks no questions yet: write them in the settings ({app.settings}), under Questions."
_HINT = "Printed with the theme, behind its narrative, and counted nowhere. An empty line goes."


class EvidenceLine(BaseModel):
    """Other evidence of a theme as it is typed."""

    model_config = ConfigDict(frozen=True)

    sentence: str = Field(default="", description="What it says.")
    source: str = Field(default="", description="Where that is from, as it is printed: postal questionnaire.")


class Asked(NamedTuple):
    """A question of the study; without words where it is asked no more."""

    id: str
    text: str


class QuestionRows(RowList[Asked]):
    """The study's questions; those that the theme answers are marked."""

    def key(self, row: Asked) -> Hashable:
        """Its id."""
        return row.id

    def lines(self, row: Asked, width: int) -> list[Content]:
        """Its id and its words."""
        text = one_line(row.text) if row.text else "(asked no more)"
        return [Content.assemble((f"{one_line(row.id)}  ", "bold"), text).truncate(width, ellipsis=True)]

    def tip(self, row: Asked) -> str:
        """All its words."""
        return one_line(row.text)


class EvidenceForm(AboutTheme):
    """Says which questions a theme answers, and its other evidence.

    Args:
        study: The study.
        theme: The theme.
    """

    PLACE = "theme-evidence"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("theme-evidence"))

    _theme: Theme

    def __init__(self, study: Study, theme: Theme) -> None:
        super().__init__(study, theme, f"evidence-{theme.id}")
        self._rows = QuestionRows(id="questions")
        lines = [EvidenceLine(sentence=one.sentence, source=one.source) for one in theme.evidence]
        self._field = RowsField("sentence", _HINT, lines, EvidenceLine, label="Other evidence")

    def compose(self) -> ComposeResult:
        """The questions, then the other evidence, a row each."""
        with Vertical(classes="dialog", id="theme-evidence") as box:
            box.border_title = Content(f"“{one_line(self._theme.name)}”: questions and other evidence")
            yield Label(f"Evaluation questions it answers; {key_of('theme-evidence.mark')} marks", markup=False)
            yield self._rows
            with VerticalScroll(can_focus=False):
                yield self._field
            yield from self.below()

    def on_mount(self) -> None:
        """Show the questions; the keyboard is on them, or where other evidence is added."""
        asked = [Asked(one, text) for one, text in self._study.settings.question_of.items()]
        asked += [Asked(one, "") for one in self._theme.answers if one not in self._study.settings.question_of]
        self._rows.marked = set(self._theme.answers)
        self._rows.show(asked, empty=_NO_QUESTIONS.replace("{app.settings}", key_of("app.settings")))
        self._rows.focus() if asked else self._field.enter()

    @property
    def is_at_questions(self) -> bool:
        """Whether the keyboard is on a question."""
        return self._rows.has_focus and bool(self._rows.rows)

    def action_mark(self) -> None:
        """The theme answers the question under the cursor, or no longer."""
        self._rows.mark()

    @property
    def _answers(self) -> tuple[str, ...]:
        return tuple(row.id for row in self._rows.rows if row.id in self._rows.marked)

    @property
    def _evidence(self) -> tuple[tuple[str, str], ...]:
        return tuple((one.get("sentence", ""), one.get("source", "")) for one in self._field.value)

    @property
    def standing(self) -> object:
        """Questions and evidence as they are marked and written."""
        return self._answers, self._evidence

    @property
    def unsaved(self) -> bool:
        """Whether something else is marked or written than was shown."""
        return self.standing != (self._theme.answers, _lines_of(self._theme))

    # What was not saved the last time

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return {"answers": json.dumps(self._answers), "evidence": json.dumps(self._evidence)}

    def not_here(self, typed: Mapping[str, str]) -> str:
        """Both, a line each, where either is another."""
        answers, evidence = _kept(typed)
        if (answers, evidence) == self.standing:
            return ""
        lines = (f"{sentence} ({source})" if source else sentence for sentence, source in evidence)
        return "\n".join((f"Questions it answers: {', '.join(answers) or 'none'}", *lines))

    def put_in(self, typed: Mapping[str, str]) -> None:
        """Have both in the place of what stands here."""
        answers, evidence = _kept(typed)
        self._rows.marked = set(answers)
        self._rows.draw_anew()
        self._field.fill([EvidenceLine(sentence=sentence, source=source) for sentence, source in evidence])

    def write_over(self) -> None:
        """Write both; the box closes when they are on the disk."""
        if not self.unsaved:
            self.leave()
            return
        study, theme, answers, evidence = self._study, self._theme, self._answers, self._evidence
        self.write("Save questions and other evidence", lambda: _written(study, theme, answers, evidence))

    def saved(self, standing: object) -> None:
        """See `AboutTheme.saved`."""
        self._field.settle(self._field.value)


def _lines_of(theme: Theme) -> tuple[tuple[str, str], ...]:
    return tuple((one.sentence, one.source) for one in theme.evidence)


def _kept(typed: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    evidence = ((str(sentence), str(source)) for sentence, source in json.loads(typed["evidence"]))
    return tuple(json.loads(typed["answers"])), tuple(evidence)


def _written(study: Study, theme: Theme, answers: Sequence[str], evidence: Sequence[tuple[str, str]]) -> Message:
    """Write what is another now, or say what stands in the way; ``theme`` is what the box shows."""
    try:
        return Saved(
            themes.set_behind(
                study,
                theme,
                answers=answers if tuple(answers) != theme.answers else None,
                evidence=evidence if tuple(evidence) != _lines_of(theme) else None,
                shown=theme,
            )
        )
    except ChangedElsewhere as error:
        return work.Clash(error.theirs, themes.find_theme(study, str(theme.id)))
