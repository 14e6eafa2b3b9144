"""Which questions a theme answers and what it rests on beside its extracts, on the screens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import opening, themes
from workbench.errors import BadInput, ChangedElsewhere
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
        await press("f4")
        await press("r")
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
        # Both are one step.
        opening.undo(app.study)
        assert now(study) == ((), [(SENTENCE, SOURCE)])
        app.study_changed()
        await settle(pilot)
        await press("r")
        await press("space")
        app.screen._field.query(Line)[0].value = "Ten of 22 said so."
        themes.add_evidence(study, theme, "Somebody else's.")
        await press("ctrl+s")
        assert isinstance(app.screen, Question)
        assert "Somebody else's." in shown(app)
        # Whole or nothing.
        assert now(study) == ((), [(SENTENCE, SOURCE), ("Somebody else's.", "")])
        await press("escape", "escape")

    drive(workbench_in(study.folder), steps, size=(100, 40))


def test_answers_and_evidence_are_set_in_one_step_and_what_stays_keeps_its_id(study, theme):
    (first,) = theme.evidence
    asking = study.as_its_file_says()
    made = themes.set_behind(asking, theme, answers=["1"], evidence=[("New.", ""), (SENTENCE, SOURCE)], shown=theme)
    assert (made.answers, [one.id == first.id for one in made.evidence]) == (("1",), [False, True])
    with pytest.raises(ChangedElsewhere) as refused:
        themes.set_behind(replace(asking, coder="Owen"), theme, answers=[], evidence=[("Other.", "")], shown=theme)
    assert refused.value.theirs == f"Questions it answers: 1\n\nOther evidence:\nNew.\n{SENTENCE} ({SOURCE})"
    with pytest.raises(ChangedElsewhere, match="answers or rests on"):
        themes.set_behind(replace(asking, coder="Owen"), theme, answers=["2"], shown=theme)
    with pytest.raises(BadInput):
        themes.set_behind(asking, made, answers=[], evidence=[("", "no sentence")])
    assert now(study) == (("1",), [("New.", ""), (SENTENCE, SOURCE)])
    changed = themes.set_behind(asking, made, evidence=[("New.", "a source")])
    assert [one.id for one in changed.evidence] == [made.evidence[0].id]
    opening.undo(study)
    assert now(study)[1] == [("New.", ""), (SENTENCE, SOURCE)]
    opening.undo(study)
    assert now(study) == ((), [(SENTENCE, SOURCE)])
