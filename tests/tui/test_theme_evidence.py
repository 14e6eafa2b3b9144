"""Which questions a theme answers and what it rests on beside its extracts, on the screens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import opening, themes
from workbench.errors import ChangedElsewhere
from workbench.settings import write_study_settings
from workbench.tui.screens.question import Question
from workbench.tui.screens.theme_evidence import EvidenceForm
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.line import Line

SENTENCE, SOURCE = "Nine of [bold] 22 said so.", "postal questionnaire"


@pytest.fixture
def theme(study):
    """A theme of a study that asks two questions; it has one piece of other evidence."""
    write_study_settings(
        study.folder / "study.yaml", {"questions": [{"text": "What [x] kept it going?"}, {"text": "How?"}]}
    )
    made = themes.add(study, "Presence")
    themes.add_evidence(study, made, SENTENCE, SOURCE)
    return themes.find_theme(study, "Presence")


def now(study):
    found = themes.find_theme(study, "Presence")
    return found.answers, [(one.sentence, one.source) for one in found.evidence]


def test_questions_and_evidence_are_said_saved_undone_and_never_written_over(
    study, theme, workbench_in, drive, pressing, shown, settle
):
    async def steps(pilot):
        press = pressing(pilot)
        app = pilot.app
        await press("f4", "r")
        assert isinstance(app.screen, EvidenceForm)
        assert "What [x] kept it going?" in shown(app)
        assert SENTENCE in shown(app)
        await press("down", "space")
        field = app.screen._field
        field.query_one(".add").press()
        await settle(pilot)
        field.query(Line)[2].value = "Nobody was asked at T2."
        await press("escape")
        assert isinstance(app.screen, Question)
        await press("escape", "ctrl+s")
        assert isinstance(app.screen, ThemesScreen)
        assert now(study) == (("2",), [(SENTENCE, SOURCE), ("Nobody was asked at T2.", "")])
        assert app.screen.theme.answers == ("2",)
        # Each of both is a step that can be taken back.
        opening.undo(app.study)
        assert now(study) == (("2",), [(SENTENCE, SOURCE)])
        app.study_changed()
        await settle(pilot)
        await press("r")
        app.screen._field.query(Line)[0].value = "Ten of 22 said so."
        themes.add_evidence(study, theme, "Somebody else's.")
        await press("ctrl+s")
        assert isinstance(app.screen, Question)
        assert "Somebody else's." in shown(app)
        assert now(study)[1] == [(SENTENCE, SOURCE), ("Somebody else's.", "")]
        await press("escape", "escape")

    drive(workbench_in(study.folder), steps, size=(100, 40))


def test_all_other_evidence_is_set_in_one_step_and_what_stays_keeps_its_id(study, theme):
    (first,) = theme.evidence
    made = themes.set_evidence(study, theme, [("New.", ""), (SENTENCE, SOURCE)], shown=theme)
    assert [one.id == first.id for one in made] == [False, True]
    with pytest.raises(ChangedElsewhere):
        themes.set_evidence(replace(study, coder="Owen"), theme, [], shown=theme)
    changed = themes.set_evidence(study, theme, [("New.", "a source")])
    assert [one.id for one in changed] == [made[0].id]
    assert now(study)[1] == [("New.", "a source")]
    opening.undo(study)
    assert now(study)[1] == [("New.", ""), (SENTENCE, SOURCE)]
