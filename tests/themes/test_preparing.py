"""An extract is prepared for print as a step; other evidence and answers of themes are kept; packs carry all three."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import coding, opening, themes
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.prepared import Edit, Prepared
from workbench.settings import Question
from workbench.spans import Span

PARENT = "Parent 1 Early"
SAT = "She sat with me"


@pytest.fixture
def theme(study, code):
    code(study, PARENT, SAT, "listening")
    return themes.add(study, "Presence", codes=["listening"])


def the_extract(study, name="Presence"):
    (one,) = themes.theme_extracts(study)[themes.find_theme(study, name).id]
    return one


def edits(*some):
    return Prepared(edits=tuple(Edit(*one) for one in some))


@pytest.mark.both_engines
def test_how_a_quotation_is_prepared_is_kept_and_taken_back(study, theme):
    coding_id = the_extract(study).extract.id
    assert the_extract(study).prepared is None
    wanted = replace(edits((4, 7, "leave out"), (0, 3, "redact", "(name)")), form="dialogue", attribution="role")
    done = themes.prepare(study, theme, coding_id, wanted, before=None)
    assert done.edits == (Edit(0, 3, "redact", "(name)"), Edit(4, 7, "leave out"))
    assert the_extract(study).prepared == done
    assert (the_extract(study).stance, the_extract(study).use) == ("supports", "")
    with pytest.raises(ChangedElsewhere, match="Somebody else prepared"):
        themes.prepare(study, theme, coding_id, edits((0, 3, "leave out")), before=None)
    with pytest.raises(ChangedElsewhere, match="another text"):
        themes.prepare(study, theme, coding_id, replace(wanted, text="0" * 64))
    themes.judge(study, theme, [coding_id], use="key")
    assert the_extract(study).prepared == done
    assert "how 1 quotation is prepared" in themes.goes_with(theme, [the_extract(study)])
    assert themes.prepare(study, theme, coding_id, Prepared()) is None
    assert the_extract(study).prepared is None
    opening.undo(study)
    assert the_extract(study).prepared == done


@pytest.mark.parametrize(
    ("some", "words"),
    [
        (((0, 2, "leave out"),), "stays whole"),
        (((3, 4, "leave out"),), "only blanks"),
        (((0, 16, "leave out"),), "outside the passage"),
        (((0, 7, "leave out"), (4, 7, "clarify", "Ann")), "same words"),
        (((2, 2, "clarify", "Ann"),), "stays whole"),
        (((0, 3, "clarify", " "),), "says something"),
        (((0, 3, "clarify", "a [b] c"),), "any of its own"),
        (((0, 3, "redact", "He"),), "no redaction"),
        (((0, 3, "redact", "(…)"),), "no redaction"),
        (((0, 3, "redact", "T."),), "begins with it"),
        (((4, 7, "redact", "S"),), "begins with it"),
        (((0, 3, "replace", "He"),), "nothing that can be done"),
        (((0, 3, "leave out", "He"),), "omission mark"),
        (((3, 3, "leave out"),), "its end comes after"),
    ],
)
def test_nothing_else_can_be_done_to_words(study, theme, some, words):
    with pytest.raises(BadInput, match=words):
        themes.prepare(study, theme, the_extract(study).extract.id, edits(*some))
    assert the_extract(study).prepared is None


def test_words_that_are_not_for_quotation_are_not_prepared(study, theme):
    extract = the_extract(study).extract
    done = themes.prepare(study, theme, extract.id, edits((0, 3, "redact", "(name)")))
    coding.mark_not_for_quotation(study, PARENT, Span(extract.start + 4, extract.start + 7))
    with pytest.raises(Refused, match="not for quotation"):
        themes.prepare(study, theme, extract.id, edits((4, 7, "leave out")))
    assert the_extract(study).prepared == done
    themes.prepare(study, theme, extract.id, None)
    with pytest.raises(NotFound, match="no coding"):
        themes.prepare(study, theme, theme.id, None)


def test_edits_stay_on_their_words_when_borders_are_moved(study, theme):
    extract = the_extract(study).extract
    themes.prepare(study, theme, extract.id, edits((4, 7, "leave out"), (8, 12, "clarify", "beside")))
    start, end = extract.start, extract.end
    coding.move_borders(study, extract.id, Span(start + 4, end))
    assert the_extract(study).prepared.edits == (Edit(0, 3, "leave out"), Edit(4, 8, "clarify", "beside"))
    coding.move_borders(study, extract.id, Span(start, start + 7))
    assert the_extract(study).prepared.edits == (Edit(4, 7, "leave out"),)
    opening.undo(study)
    coding.split(study, extract.id, start + 8)
    first, second = themes.theme_extracts(study)[theme.id]
    assert first.prepared.edits == (Edit(0, 3, "leave out"),)
    assert second.prepared.edits == (Edit(0, 4, "clarify", "beside"),)


def test_a_theme_answers_questions_of_the_study(study, theme):
    with pytest.raises(NotFound, match="asks no question '1'"):
        themes.set_answers(study, theme, ["1"])
    asked = [Question(text="Why?"), Question(text="Who?")]
    asking = replace(study, settings=study.settings.model_copy(update={"questions": asked}))
    shown = themes.set_answers(asking, theme, ["2", "1", " 2 "])
    assert shown.answers == ("1", "2")
    themes.set_answers(asking, shown, ["2"])
    with pytest.raises(ChangedElsewhere, match="which questions"):
        themes.set_answers(asking, shown, [], shown=shown)
    # What the study asks no more may stay.
    assert themes.edit(study, themes.find_theme(study, "Presence"), answers=["2"], fields={"concept": "x"}).answers == (
        "2",
    )


def test_other_evidence_is_one_line_and_nobody_writes_over_what_they_did_not_see(study, theme):
    made = themes.add_evidence(study, theme, " Nine of\n22 left. ", "postal questionnaire")
    assert (made.sentence, made.source) == ("Nine of 22 left.", "postal questionnaire")
    themes.change_evidence(study, theme, made.id, sentence="Ten left.", shown=made)
    with pytest.raises(ChangedElsewhere, match="meanwhile"):
        themes.change_evidence(study, theme, made.id, sentence="Two left.", shown=made)
    for wrong in ("", " \t", "\x1b[1m"):
        with pytest.raises(BadInput, match="one line"):
            themes.add_evidence(study, theme, wrong)
    themes.remove_evidence(study, theme, made.id)
    with pytest.raises(NotFound, match="no such other evidence"):
        themes.move_evidence(study, theme, made.id, 0)
