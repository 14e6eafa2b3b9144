"""The box in which a quotation is prepared: its words are cut, clarified and redacted, and cannot be typed over."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from workbench import coding, opening, themes
from workbench.prepared import Edit, Prepared
from workbench.report.content import as_text
from workbench.spans import Span
from workbench.tui.screens.question import UnsavedQuestion
from workbench.tui.screens.quotation import QuotationScreen
from workbench.tui.screens.report import ReportScreen
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.blocks import BlocksView
from workbench.tui.widgets.command_line import CommandLine
from workbench.tui.widgets.part_rows import PartRows
from workbench.tui.widgets.theme_rows import ExtractRows

PARENT, SECOND = "Parent 1 Early", "Parent 2 Early"
SAID = "She sat with me when the letters came."
HOSTILE = "In [names city], [/bold] then \x1b[31mred\x1b[0m. My family 👩\u200d👩\u200d👧 at the cafe\u0301, العربية"


@pytest.fixture
def themed(study, code):
    code(study, PARENT, SAID, "listening")
    code(study, SECOND, HOSTILE, "trust")
    theme = themes.add(study, "Presence", codes=["listening", "trust"], fields={"status": "reviewed"})
    themes.judge(study, theme, [one.id for one in coding.extracts(study)], use="key")
    return study


def extract_of(study, words):
    theme = themes.find_theme(study, "Presence")
    return next(one for one in themes.theme_extracts(study)[theme.id] if words in one.extract.quote)


def test_a_quotation_is_prepared_by_keys_and_saved_as_one_step(themed, workbench_in, drive, settle, shown, told):
    app = workbench_in(themed.folder)

    async def steps(pilot):
        async def press(*keys):
            for key in keys:
                await pilot.press(key)
                await settle(pilot)

        def box():
            assert isinstance(app.screen, QuotationScreen)
            return app.screen

        def select(words):
            view = box().query_one(TranscriptView)
            at = view.page.text.index(words)
            view.select(Span(at, at + len(words)))

        await press("f5")
        assert isinstance(app.screen, ReportScreen)
        await press("q")
        assert "go to a quotation of a theme first; ] goes to the next one" in told(app)
        parts = app.screen.query_one(PartRows)
        parts.move_to(next(number for number, one in enumerate(parts.rows) if one.title == "Presence"))
        await settle(pilot)

        def is_offered():
            line = app.screen.query_one(CommandLine)
            return next(one.enabled for one in line.commands if one.id == "report.quotation")

        assert not is_offered()
        await press("right_square_bracket")
        assert is_offered()  # the line at the bottom follows what is picked
        await press("q")
        assert SAID in shown(app)
        assert "print as they stand" in shown(app)
        assert "8 words · read back: verbatim" in shown(app)
        # Letters are keys here, and change no word: those that do nothing are left.
        await press("z", "y")
        assert box().now == Prepared(box().now.text)
        select("She")
        await press("r")
        app.screen.query_one(Input).value = "He"
        await press("enter")
        assert "no redaction" in told(app)
        select("She")
        await press("r", "enter")
        select("e lett")  # whole words go
        await press("l")
        select("with me")
        await press("c", *"to Parent ")
        assert "What stands in brackets" not in shown(app)
        await press("2")  # who is to be named by role only
        assert "What stands in brackets names somebody" in shown(app)
        app.screen.query_one(Input).value = "beside"
        await settle(pilot)
        assert "What stands in brackets" not in shown(app)
        await press("enter")
        assert "(name) sat [beside] when … came." in shown(app)
        assert [one.do for one in box().now.edits] == ["redact", "clarify", "leave out"]
        await press("ctrl+z")
        assert "with me when … came." in shown(app)
        await press("ctrl+y", "a", "a")
        assert "attributed without number" in shown(app)
        select("the letters")
        await press("t")
        assert "when the letters came." in shown(app)
        await press("d", "d", "g")
        assert "It cannot go on" in told(app)
        await press("escape", "escape")
        assert isinstance(app.screen, UnsavedQuestion)
        await press("escape", "ctrl+s")
        assert isinstance(app.screen, ReportScreen)
        view = app.screen.query_one(BlocksView)
        assert "(name) sat [beside] when the letters came." in view.text
        assert "(name) sat" in as_text(view.meant_blocks[0])  # one is still at it, and goes on from there
        await press("ctrl+z")
        assert SAID in app.screen.query_one(BlocksView).text

    drive(app, steps)
    assert extract_of(themed, "She sat").prepared is None
    opening.redo(themed)
    prepared = extract_of(themed, "She sat").prepared
    assert prepared.edits == (Edit(0, 3, "redact", "(name)"), Edit(8, 15, "clarify", "beside"))
    assert prepared.attribution == "no number"


def test_the_preview_stays_where_it_is_when_a_quotation_far_down_is_prepared(
    themed, code, workbench_in, drive, settle, shown
):
    for other in ("Narrative", "Concept"):
        themes.edit(themed, themes.find_theme(themed, "Presence"), fields={other.casefold(): f"{other} " * 400})
    app = workbench_in(themed.folder)

    async def steps(pilot):
        async def press(*keys):
            for key in keys:
                await pilot.press(key)
                await settle(pilot)

        await press("f5")
        parts, view = app.screen.query_one(PartRows), app.screen.query_one(BlocksView)
        parts.move_to(next(number for number, one in enumerate(parts.rows) if one.title == "Presence"))
        await settle(pilot)
        await press("right_square_bracket")
        top = view.scroll_offset.y
        assert top > 0
        assert "She sat" in shown(app)
        await press("q", "l", "ctrl+s")
        assert view.scroll_offset.y == top
        assert "sat with me" in shown(app)
        assert "She sat" not in shown(app)
        await press("end", "home")  # to another part and back: from its beginning
        parts.move_to(next(number for number, one in enumerate(parts.rows) if one.title == "Presence"))
        await settle(pilot)
        assert view.scroll_offset.y == 0
        assert view.meant is None

    drive(app, steps, size=(80, 24))


def test_odd_words_marked_ones_and_small_windows(themed, workbench_in, drive, settle, shown, told):
    app = workbench_in(themed.folder)

    async def steps(pilot):
        async def press(*keys):
            for key in keys:
                await pilot.press(key)
                await settle(pilot)

        await press("f4", "tab", "tab")
        rows = app.screen.query_one(ExtractRows)
        rows.move_to(next(number for number, one in enumerate(rows.rows) if "names city" in one.extract.quote))
        await press("q")
        assert isinstance(app.screen, QuotationScreen)
        screen = shown(app)
        assert "\x1b" not in screen
        assert "[/bold]" in screen
        view = app.screen.query_one(TranscriptView)
        at = view.page.text.index("\u200d")
        view.select(Span(at, at + 1))
        await press("l")
        assert app.screen.now.edits[0].span.of(view.page.text).startswith("👩")
        await press("ctrl+s")
        assert "prepared" in shown(app)
        coding.mark_not_for_quotation(
            themed, PARENT, Span(extract_of(themed, "She").extract.start, extract_of(themed, "She").extract.start + 3)
        )
        rows = app.screen.query_one(ExtractRows)
        rows.move_to(next(number for number, one in enumerate(rows.rows) if "She sat" in one.extract.quote))
        await press("q")
        assert "Not printed: marked not for quotation. Nothing can be done" in " ".join(shown(app).split())
        assert "letters" not in shown(app)
        await press("l")
        assert "not printed, whatever is done" in told(app)
        await press("escape")

    drive(app, steps, size=(80, 24))
