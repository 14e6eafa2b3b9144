"""What must not be quoted does not come into the report by the writer's own text."""

from __future__ import annotations

import dataclasses
import re

import pytest

from workbench import coding, opening, report, themes
from workbench.errors import BadInput, Refused
from workbench.report.compose import compose
from workbench.report.facts import PassageRow, TurnRow
from workbench.report.for_the_team.extract_book import compose_extract_book
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
        "You can’t\n\nlearn that from a book",
        "You can&shy;'t learn that fr\u200bom a bo-\nok",
        "You can ´t learn[1] thát from¹ a book",
    ],
)
def test_a_marked_passage_in_a_narrative_is_found_however_it_is_written(study, narrative):
    (said,) = told(study, narrative, marked="You can't learn that from a book.")
    assert "holds words that must not be printed, marked not for quotation: Parent 1 T1, characters " in said
    assert re.search(r"characters \d+–\d+, at \d+ % of it\.$", said)
    assert "learn" not in said


def test_words_of_somebody_never_to_be_quoted_are_found(study):
    (said,) = told(study, "She has been where I am.", never="P1")
    assert said.startswith("The theme “Someone who has been there”, in its narrative, holds words")
    assert "spoken by someone who is never to be quoted" in said


def test_what_is_said_in_other_words_may_stand(study):
    other = "You learn that from no book. She has been there. That's all, really."
    assert told(study, other, marked="You can't learn that from a book.", never="P1") == ()
    assert told(study, "From a book. You can't, they say.", marked="a book") == ()
    assert told(study, "You can't, they say.", marked="You can't") == ()


def in_chinese(study, narrative, *, never=""):
    """Why a report must not be written with this narrative, where a study's words are Chinese."""
    said = "我的丈夫每天晚上都打我和孩子，我们非常害怕，没有地方可以去。"
    row = study.transcript("P T1", "individual", "verbatim", "T1", [("Cleo", said)], ("P1",))
    at = row.text.index("我们")
    people = tuple(
        dataclasses.replace(who, quoting="never") if who.participant == never else who
        for who in study.make_facts().participants
    )
    theme = dataclasses.replace(study.make_facts().themes[0], narrative=narrative, extracts=())
    marked = () if never else (PassageRow(row.name, at, at + 8),)
    return compose(study.make_facts(transcripts=(row,), themes=(theme,), participants=people, marked=marked)).forbidden


def test_words_without_blanks_are_found(study):
    assert in_chinese(study, "她说她们非常害怕", never="P1") == ()
    assert len(in_chinese(study, "她说：每天晚上都打我和孩子，我们。", never="P1")) == 1
    assert len(in_chinese(study, "她说：我们非常害怕，没有。")) == 1
    assert in_chinese(study, "她说：我们很好。") == ()


def test_what_somebody_said_who_may_be_quoted_is_no_other_persons(study):
    never, other = "At the end of the day I was glad.", "At the end of the day I got help."
    rows = (
        study.transcript("A T1", "individual", "verbatim", "T1", [("Cleo", never)], ("P1",)),
        study.transcript("B T1", "individual", "verbatim", "T1", [("Dee", other)], ("P2",)),
    )
    facts = study.make_facts()
    people = tuple(
        dataclasses.replace(who, quoting="never") if who.participant == "P1" else who for who in facts.participants
    )

    def told(narrative, coded=(), marked=()):
        theme = dataclasses.replace(facts.themes[0], narrative=narrative, extracts=())
        given = {"transcripts": rows, "participants": people, "themes": (theme,), "marked": marked}
        return compose(study.make_facts(**given, extracts=coded)).forbidden

    coded = (study.extract(rows, "B T1", other),)
    assert len(told(f"“{other}”")) == 1
    assert told(f"“{other}”", coded) == ()
    assert len(told(f"“{never}”", coded)) == 1
    sealed = (dataclasses.replace(coded[0], not_for_quotation=True),)
    assert len(told(f"“{other}”", sealed)) == 1
    # A mark over two turns is found without the labels between them, and the numbers in it count.
    text = "“Call me. 0131 555 0199”"
    rows = (study.transcript("A T1", "joint", "verbatim", "T1", [("Dee", "Call me."), ("Eve", "0131 555 0199")], ()),)
    marked = (PassageRow("A T1", 5, len(rows[0].text) - 2),)
    assert len(told(text, marked=marked)) == 1
    assert told("“Call me. 0131 555 0198”", marked=marked) == ()


def test_the_title_page_is_looked_at_and_the_studys_title_in_a_transcripts_head_is_nobodys_words(study):
    facts, title = study.make_facts(), "Peer mentoring in Eastmoor: an evaluation"
    head = study.transcript("A T1", "joint", "verbatim", "T1", [("", title), ("Cleo", "Fine.")], ("P1", "P2"))
    head = dataclasses.replace(head, turns=(TurnRow(2, 2 + len(title), nobodys=True), *head.turns[1:]))
    rows, titled = (*facts.transcripts, head), dataclasses.replace(facts.study, title=title)
    people = tuple(dataclasses.replace(who, quoting="never") for who in facts.participants)
    assert compose(study.make_facts(transcripts=rows, participants=people, study=titled)).forbidden == ()
    for field, value in {"title": title, "organisation": title, "commissioner": title, "authors": (title,)}.items():
        marked = (PassageRow("A T1", 2, 2 + len(title)),)
        changed = dataclasses.replace(facts.study, **{field: value})
        (said,) = compose(study.make_facts(transcripts=rows, study=changed, marked=marked)).forbidden
        assert said.startswith("“The title page” holds words that must not be printed, marked not for quotation: A T1")


def test_the_extract_book_is_looked_at(study):
    rows, words = study.transcripts(), "You can't learn that from a book."
    at = rows[2].text.index(words)
    assert rows[2].name == PARENT
    marked = (PassageRow(PARENT, at, at + len(words)),)

    def told(memo="", definition=""):
        extract = study.extract(rows, PARENT, "That's all, really.", code="x", memo=memo)
        (book,) = study.make_facts().codebooks
        codes = tuple(dataclasses.replace(code, definition=definition) for code in book.codes)
        books = (dataclasses.replace(book, codes=codes),)
        return compose_extract_book(study.make_facts(extracts=(extract,), marked=marked, codebooks=books)).forbidden

    for given in ({"memo": f"compare: {words}"}, {"definition": words}):
        (said,) = told(**given)
        assert said.startswith("“Loose end (x)” holds words that must not be printed, marked not for quotation")
    assert told("A fine book.", "What is learnt.") == ()


def test_the_theme_is_named_whatever_the_order_and_wherever_its_text_stands(studies, code):
    questions = "questions: [What helped?]\n"
    study = studies.new()
    (study.folder / "study.yaml").write_text((study.folder / "study.yaml").read_text() + questions)
    study = studies.again(study)
    words = "She sat with me when the letters came"
    code(study, "Parent 1 Early", words, "listening")
    (extract,) = coding.extracts(study)
    coding.mark_not_for_quotation(study, "Parent 1 Early", Span(extract.start, extract.end))
    theme = themes.add(study, "Presence", codes=["listening"], fields={"narrative": f"“{words}”, they say."})
    theme = themes.set_answers(study, theme, ["1"])
    for order in ("question", "theme then role"):
        with pytest.raises(Refused, match="The theme “Presence”, in its narrative, holds words"):
            report.write(study, report.default_path(study), instead={"order": order})
    themes.edit(study, theme, fields={"narrative": "", "includes": words})
    with pytest.raises(Refused, match="The theme “Presence”, in its definition, holds words"):
        report.write(study, report.default_path(study))


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
    with pytest.raises(Refused, match=r"The theme “Presence”, in its narrative, holds .* not for quotation"):
        report.write(study, path)
    assert path.read_bytes() == before
    assert (
        "The theme “Presence”, in its narrative, holds words that must not be printed"
        in report.preview(study).notices[0]
    )
    # The team's own book prints what is coded, and no narrative.
    report.write_extract_book(study, report.default_path(study, book=True))
    opening.undo(study)
    themes.write_narrative(study, theme, "In the snow, they say.", before=f"“{words}”, they say.")
    report.write(study, path)
    # What is marked takes with it the words it cuts through.
    place = coding.find_place(study, "Parent 1 Early", quote="n the sno", start=None, end=None)
    coding.mark_not_for_quotation(study, "Parent 1 Early", place)
    with pytest.raises(Refused, match=r"“Presence”, in its narrative, holds words .* not for quotation"):
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
