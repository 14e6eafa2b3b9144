"""What must not be quoted does not come into the report by the writer's own text."""

from __future__ import annotations

import dataclasses

import pytest

from workbench import coding, opening, report, themes
from workbench.errors import BadInput, Refused
from workbench.report.compose import compose
from workbench.report.facts import PassageRow
from workbench.spans import Span

PARENT = "Parent 1 T1"


def told(study, narrative, *, marked="", never=""):
    """Why the report on a theme with this narrative must not be written."""
    facts = study.make_facts()
    text = facts.transcript_of[PARENT].text
    theme = dataclasses.replace(facts.themes[0], narrative=narrative)
    passage = PassageRow(PARENT, text.index(marked), text.index(marked) + len(marked))
    people = tuple(
        dataclasses.replace(who, quoting="never") if who.participant == never else who for who in facts.participants
    )
    found = study.make_facts(themes=(theme,), participants=people, marked=(passage,) if marked else ())
    return compose(found).forbidden


@pytest.mark.parametrize(
    "narrative",
    [
        "She said: “You can't learn that from a book.”",
        "*You* can’t LEARN that\nfrom a **book**, she says",
        "- a point\n- you can't learn that from a book",
        "### You can't learn that from a book",
        "It cannot be had: “you can't learn that from a …” — they say.",
    ],
)
def test_a_marked_passage_in_a_narrative_is_found_however_it_is_written(study, narrative):
    (said,) = told(study, narrative, marked="You can't learn that from a book.")
    assert "holds words that must not be printed, marked not for quotation: Parent 1 T1, characters " in said
    assert "learn" not in said


def test_words_of_somebody_never_to_be_quoted_are_found(study):
    (said,) = told(study, "She has been where I am.", never="P1")
    assert said.startswith("“Someone who has been there” holds words")
    assert "spoken by someone who is never to be quoted" in said


def test_what_is_said_in_other_words_may_stand(study):
    other = "You learn that from no book. She has been there. That's all, really."
    assert told(study, other, marked="You can't learn that from a book.", never="P1") == ()
    assert told(study, "From a book. You can't, they say.", marked="a book") == ()
    assert told(study, "You can't, they say.", marked="You can't") == ()


def test_the_report_is_not_written_and_the_preview_says_why(studies, code):
    study = studies.new()
    words = "She sat with me when the letters came"
    (made,) = code(study, "Parent 1 Early", words, "listening")
    theme = themes.add(study, "Presence", codes=["listening"], fields={"narrative": f"“{words}”, they say."})
    path = report.default_path(study)
    report.write(study, path)
    before = path.read_bytes()
    (extract,) = coding.extracts(study)
    assert extract.id == made.id
    coding.mark_not_for_quotation(study, "Parent 1 Early", Span(extract.start, extract.end))
    with pytest.raises(Refused, match=r"The report was not written\. “Presence” holds words .* not for quotation"):
        report.write(study, path)
    assert path.read_bytes() == before
    assert "“Presence” holds words that must not be printed" in report.preview(study).notices[0]
    # The team's own book prints what is coded, and no narrative.
    report.write_extract_book(study, report.default_path(study, book=True))
    opening.undo(study)
    themes.write_narrative(study, theme, "They say it.", before=f"“{words}”, they say.")
    report.write(study, path)


def test_nothing_is_printed_by_settings_that_the_file_does_not_say_any_more(studies, code):
    study = studies.new()
    code(study, "Parent 1 Early", "She sat with me", "listening")
    themes.add(study, "Presence", codes=["listening"])
    path, file = report.default_path(study), study.folder / "study.yaml"
    good = file.read_text()
    file.write_text(good + 'atribution: "{role}"\n')
    for do in (report.write, report.write_extract_book):
        with pytest.raises(BadInput, match="atribution"):
            do(study, path)
    with pytest.raises(BadInput, match="atribution"):
        report.preview(study)
    assert not path.exists()
    file.write_text(good.replace("title: ", "title: Now "))
    report.write(study, path)
    assert report.preview(study).title.startswith("Now ")


@pytest.fixture
def engine():
    return "sqlite"
