"""A quotation while it is prepared stands as it will in the report, and is judged as it will be there."""

from __future__ import annotations

import pytest

from workbench import themes
from workbench.prepared import Edit, Prepared
from workbench.report.listed_quotations import quotations
from workbench.report.quotation_shown import open_quotation, shown_as
from workbench.transcripts import importing

PARENT = "Parent 1 Early"


@pytest.fixture
def prepared(study, code):
    """Says how words of the parent would stand, and be judged, if something were done to some of them."""

    def look(quote, words, do, instead):
        (one,) = code(study, PARENT, quote, "listening")
        theme = themes.add(study, "Presence", codes=["listening"])
        opened = open_quotation(study, theme.name, one.id)
        at = opened.words.index(words)
        return shown_as(opened, Prepared(edits=(Edit(at, at + len(words), do, instead),)))

    return look


def test_what_is_redacted_is_read_back_as_that(prepared):
    shown = prepared("She came every week, even in the snow.", "snow", "redact", "[weather]")
    assert shown.words == "She came every week, even in the [weather]."
    assert (shown.verdict, shown.reasons) == ("shortened", ())


@pytest.mark.parametrize(
    ("words", "instead", "verdict", "reasons"),
    [
        ("She sat with me", "It was winter", "check", ("“[It was winter]” stands for “She sat with me”",)),
        ("I was scared of (name)", "We coped", "check", ("“[We coped]” stands for “I was scared of (name)”",)),
        ("She", "My mentor", "shortened", ()),
    ],
)
def test_brackets_at_an_end_are_judged_by_what_they_stand_for(prepared, words, instead, verdict, reasons):
    shown = prepared("She sat with me when the letters came. I was scared of (name).", words, "clarify", instead)
    assert (shown.verdict, shown.reasons) == (verdict, reasons)


def test_a_denial_in_place_of_which_brackets_stand_is_told(study, code):
    (study.transcripts / "PM2_T2.txt").write_text("PM2: It was not her. That was good of them.\n", "utf-8")
    importing.import_files(study, [study.transcripts / "PM2_T2.txt"])
    (one,) = code(study, "PM2 Late", "It was not her. That was good of them.", "listening")
    theme = themes.add(study, "Presence", codes=["listening"])
    opened = open_quotation(study, theme.name, one.id)
    shown = shown_as(opened, Prepared(edits=(Edit(0, len("It was not her"), "clarify", "It was"),)))
    assert (shown.verdict, shown.reasons) == ("check", ("what is left out holds a negation",))


def test_the_omission_mark_is_that_of_the_whole_report(study, code):
    (study.transcripts / "PM2_T2.txt").write_text("PM2: I drove, and then... well, I walked.\n", "utf-8")
    importing.import_files(study, [study.transcripts / "PM2_T2.txt"])
    (paused,) = code(study, "PM2 Late", "I drove, and then... well, I walked.", "practical")
    (one,) = code(study, PARENT, "She came every week, even in the snow.", "listening")
    presence = themes.add(study, "Presence", codes=["listening"])
    walks = themes.add(study, "Walks", codes=["practical"])
    themes.judge(study, presence, [one.id], use="key")
    themes.prepare(study, presence, one.id, Prepared(edits=(Edit(9, 19, "leave out"),)))

    def words():
        opened = open_quotation(study, "Presence", one.id)
        (listed,) = quotations(study, theme="Presence")
        shown = shown_as(opened, opened.prepared).words
        assert listed.shown.words == shown
        return shown

    assert words() == "She came … even in the snow."
    themes.judge(study, walks, [paused.id], use="key")
    assert words() == "She came […] even in the snow."
