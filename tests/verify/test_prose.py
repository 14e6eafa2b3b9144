"""What a report's own text must not print: words that are not for quotation, names that are redacted."""

from __future__ import annotations

import dataclasses

import pytest
from talks import MARKED, facts

from workbench.report.facts import ThemeRow
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import check_found
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.paragraphs import ReportParagraph
from workbench.report.verify.prose import REDACTED, check_own_text
from workbench.themes.preparing import Redaction

NAMING = (
    "I rang Karen Holloway at 14 Elm Road. Phone calls cost money. My phone died. Rose came. Dana and Joe left."
    " My friend Nell is my neighbour."
)


def never(study, who):
    people = tuple(
        dataclasses.replace(one, quoting="never") if one.participant == who else one for one in study.participants
    )
    return dataclasses.replace(study, participants=people)


def redacting(*words, **changes):
    study = facts(**changes)
    row = study.transcripts[0]
    text = row.text + f"Ines: {NAMING}\n"
    own = row.turns[-1]._replace(start=len(row.text) + len("Ines: "), end=len(text) - 1)
    row = dataclasses.replace(row, text=text, turns=(*row.turns, own))
    hidden = tuple(Redaction(row.name, text.rindex(one), text.rindex(one) + len(one), "[name]") for one in words)
    return dataclasses.replace(study, transcripts=(row, *study.transcripts[1:]), redactions=hidden)


def read(study, *texts):
    paragraphs = [
        one if isinstance(one, ReportParagraph) else ReportParagraph(one, f"paragraph {number}")
        for number, one in enumerate(texts, 1)
    ]
    found = find_quotations(paragraphs, Names(study))
    return check_own_text(study, paragraphs, found, check_found(study, paragraphs, found))


def told(study, *texts):
    return [(one.where, one.quotation, one.reasons[1:]) for one in read(study, *texts) if one.is_own_text]


def test_marked_words_in_prose_are_found_once_in_each_paragraph():
    study = facts()
    found = read(
        study, f"He says that {MARKED}, and that {MARKED}.", "Not this one.", "He lost MY spectacles in the\ncompost."
    )
    assert [(one.where, one.verdict, one.is_fault, one.attribution) for one in found] == [
        ("paragraph 1", "not for quotation", True, ""),
        ("paragraph 3", "not for quotation", True, ""),
    ]
    assert found[0].quotation.startswith(MARKED)
    assert found[0].reasons == ("in the report's own text", "marked not for quotation")
    row = next(one for one in study.transcripts if one.name == found[0].transcript)
    assert row.text[found[0].start : found[0].end] == MARKED


def test_what_is_said_in_other_words_may_stand():
    assert told(facts(), "He lost spectacles in a compost heap.", "They were lost in the compost.") == []


def test_words_of_somebody_never_to_be_quoted_are_found_in_headings_tables_and_notes():
    study = never(facts(), "N1")
    said = "I hear them laughing over the wall of an evening"
    heading = ReportParagraph(said, "paragraph 1", is_heading=True)
    cell = ReportParagraph(f"Said: {said}", "table 1, row 2", beside=("Nobody",))
    note = ReportParagraph(f"{said}.", "note 1")
    assert [one[0] for one in told(study, heading, cell, note, "I hear them laughing.")] == [
        "paragraph 1",
        "table 1, row 2",
        "note 1",
    ]
    assert told(study, said)[0][2] == ("spoken by someone who is never to be quoted",)
    # What goes on in the next paragraph is one.
    assert told(study, "They hear them", "laughing over the wall", "of an evening") != []


def test_what_is_judged_as_a_quotation_is_not_told_again():
    study = never(facts(), "N1")
    found = read(study, "“I hear them laughing over the wall of an evening.” (Neighbour, T2)")
    assert [(one.verdict, one.is_own_text) for one in found] == [("not for quotation", False)]
    # What stands beside it in its paragraph is.
    beside = "So I hear them laughing over the wall: “I did not think I would last the winter.” (Gardener 1, T1)"
    assert [one.is_own_text for one in read(study, beside)] == [False, True]


def test_words_that_somebody_may_be_quoted_with_may_stand():
    study = facts()
    first = study.transcripts[0]
    said = "She never told me what to do"
    at = first.text.index(said)
    other = dataclasses.replace(first, name="Another")
    mark = study.marked[0]._replace(transcript=first.name, start=at, end=at + len(said))
    marked = dataclasses.replace(study, marked=(mark,))
    assert told(marked, f"{said}.") != []
    assert told(dataclasses.replace(marked, transcripts=(*study.transcripts, other)), f"{said}.") == []


@pytest.mark.parametrize(
    ("hidden", "text", "found"),
    [
        ("Karen Holloway", "When Karen Holloway left, the mentors stayed.", "Karen Holloway"),
        ("Karen Holloway", "KAREN HOLLOWAY’s group", "KAREN HOLLOWAY"),
        ("I rang Karen Holloway", "When Karen Holloway left.", "Karen Holloway"),
        ("Dana and Joe", "Then Dana came.", "Dana"),
        ("Dana and Joe", "Then Joe came.", "Joe"),
        ("My friend Nell", "At My Place we met Nell.", "Nell"),
        ("Karen Holloway", "When Karen left, Holloways stayed.", ""),
        ("Karen Holloway", "“We met Karen Holloway.”", "Karen Holloway"),
        ("14 Elm Road", "They met at 14 Elm Road.", "14 Elm Road"),
        ("14", "14 came.", ""),
        ("phone", "By phone. Phone calls.", ""),
        ("Phone", "Phone calls.", ""),
        ("Rose", "Then Rose came.", "Rose"),
        ("Rose", "Prices rose. Rose gardens.", ""),
    ],
)
def test_names_that_are_redacted_are_found_and_other_words_are_not(hidden, text, found):
    assert told(redacting(hidden), text) == ([("paragraph 1", found, (REDACTED,))] if found else [])


def test_what_the_study_calls_so_itself_may_stand():
    theme = ThemeRow("t", "Karen Holloway and the fork")
    assert told(redacting("Karen Holloway", themes=(theme,)), "When Karen Holloway left.") == []


def test_a_name_in_an_attribution_or_between_quoted_words_is_found():
    study = redacting("Karen Holloway")
    text = "“It was all couch grass,” Karen Holloway said, “and broken glass.” (Gardener 1, T1)"
    assert [one[1] for one in told(study, text)] == ["Karen Holloway"]
    quoted = ReportParagraph(
        "It was all couch grass and broken glass. (Karen Holloway, T1)", "paragraph 1", is_quotation=True
    )
    assert [one[1] for one in told(study, quoted)] == ["Karen Holloway"]


@pytest.mark.parametrize("put_back", ["[Karen Holloway] costs money", "(Karen) calls cost money. My phone died."])
def test_a_redacted_name_put_back_into_a_quotation_in_brackets_is_found(put_back):
    study = redacting("Karen Holloway", "Karen")
    for text in (f"“{put_back}” (Gardener 1, T1)", f"It was “{put_back}”, said Gardener 1."):
        ((_, quotation, reasons),) = told(study, text)
        assert quotation.startswith("Karen")
        assert reasons == (REDACTED,)


def test_six_long_words_of_which_the_last_is_another_are_looked_at_too():
    study = facts()
    row = study.transcripts[0]
    words = " ".join(letter * 30 for letter in "abcdef")
    text = row.text + f"Ines: {words}\n"
    turn = row.turns[-1]._replace(start=len(row.text) + len("Ines: "), end=len(text) - 1)
    row = dataclasses.replace(row, text=text, turns=(*row.turns, turn))
    study = never(dataclasses.replace(study, transcripts=(row, *study.transcripts[1:])), *turn.participants)
    assert [one[0] for one in told(study, words)] == ["paragraph 1"]
    # Of so many letters that are the same they are taken for these.
    assert [one[0] for one in told(study, words.replace("f", "g"))] == ["paragraph 1"]
