"""The report screen: what will be in the report, how it reads, and writing it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import Input, Select

from workbench import coding, report, themes
from workbench.report.content import (
    Quotation,
)
from workbench.spans import Span
from workbench.tui.screens.file_box import Wrote
from workbench.tui.screens.report import ReportScreen
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.blocks import BlocksView
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.part_rows import PartRows

PARENT, LATE, SECOND = "Parent 1 Early", "Parent 1 Late", "Parent 2 Early"
HOSTILE = "In [names city], [/bold] then \x1b[31mred\x1b[0m. My family 👩\u200d👩\u200d👧 at the cafe\u0301, العربية"
SMALL = (80, 24)


@pytest.fixture
def coded(study, code):
    """A study with three codings and no themes yet."""
    code(study, PARENT, "She sat with me when the letters came.", "listening")
    code(study, LATE, "I doubt it would have gone well", "doubt")
    code(study, SECOND, HOSTILE, "trust")
    return study


@pytest.fixture
def themed(coded):
    """The same with two themes, one of them a candidate."""
    one = themes.add(coded, "Being [/bold] there", codes=["listening", "trust"], fields={"status": "reviewed"})
    themes.edit(coded, one, fields={"concept": "Somebody comes", "narrative": "They *came*.\n\n1. by foot\n2. [/red]"})
    themes.judge(coded, one, [each.id for each in coding.extracts(coded, codes=["listening", "trust"])], use="key")
    themes.add(coded, "Doubt", codes=["doubt"])
    return coded


@pytest.fixture
def at_report(study, workbench_in, drive, settle, pressing):
    """Drive the app, beginning at the report."""

    def run(steps, *, size=SMALL):
        async def go(pilot):
            press = pressing(pilot)

            async def click(target, **where):
                await pilot.click(target, **where)
                await settle(pilot)

            await press("f5")
            assert isinstance(pilot.app.screen, ReportScreen)
            await steps(pilot, press, click)

        drive(workbench_in(study.folder), go, size=size)

    return run


def words(app, shown):
    """The screen's words in one line, frames left out."""
    return " ".join(re.sub("[│╭╮╰╯─]", " ", shown(app)).split())


def test_without_themes_the_screen_says_what_to_do(at_report, coded, shown):
    async def the_extract_book_is_all_there_is(app, press):
        text = shown(app)
        assert "No themes yet, so no report" in text
        assert "3 extracts of Ruth" in " ".join(text.replace("│", " ").split())
        await press("e")
        assert [label for label, _ in app.screen.query_one(Select)._options] == [
            "Extract book: every extract by code, for the team"
        ]
        await press("enter")
        assert isinstance(app.screen, WrittenScreen)

    async def nobody_who_has_coded_is_said_where_the_preview_would_be(app, press):
        path = coded.folder / "study.yaml"
        path.write_text(path.read_text() + "lead_coder: Nobody [/x]\n")
        app.open_study(coded.folder)
        await press("escape")
        await press("f5")
        assert "There is nothing to show yet" in shown(app)
        assert "Nobody [/x]" in shown(app)
        await press("f4", "f5")
        assert "Nobody [/x]" in shown(app)

    async def steps(pilot, press, click):
        app = pilot.app
        await the_extract_book_is_all_there_is(app, press)
        assert report.default_path(coded, book=True).is_file()
        await nobody_who_has_coded_is_said_where_the_preview_would_be(app, press)

    at_report(steps)


def test_the_report_is_read_part_by_part_found_in_and_copied_from(at_report, themed, shown, told, monkeypatch):
    async def overview_and_section(app, press):
        overview = shown(app)
        assert "e Export c Choices o Outline q Quotation v Verify u Update d Send" in overview
        for said in ("Codings of Ruth", "draft", "Themes: 1 printed", "Quotations: 2", "Doubt: a candidate still"):
            assert said in overview
        assert "t there says that it is reviewed" in " ".join(overview.replace("│", " ").split())
        assert overview.index("What you should know") < overview.index("Left out") < overview.index("Codings of")
        await press("down", "down", "down")
        section = shown(app)
        assert "Being [/bold] there" in section
        for said in ("Somebody comes", "They came.", "2. [/red]", "In participants’ words", "(Parent 1, Early)"):
            assert said in section, said
        assert "In [names city], [/bold] then ␛[31mred␛[0m. My family 👩\u200d👩\u200d👧" in section
        assert "\x1b" not in section

    async def found(app, press):
        view, bar = app.screen.query_one(BlocksView), app.screen.query_one(FindBar)
        await press("ctrl+f", *"(parent  ")
        first = view.found
        assert view.found.of(view.text) == "(Parent"
        assert str(bar.query_one("#places").visual) == "1 of 2"
        await press("enter", "n")
        assert view.has_focus
        assert view.found.start > first.start
        await press("N", "N", "n")
        assert view.found == first
        await press("ctrl+f", *"they camp")
        assert str(bar.query_one("#places").visual) == "nowhere here"
        assert view.found == first
        await press("backspace")
        assert view.found.of(view.text) == "They cam"
        await press("p")
        await press("escape", "shift+tab", "end")
        assert view.found is None
        await press("home", "down", "down", "down")

    async def copied_by_section_and_by_block(app, press, click):
        """With its attribution."""
        copied = []
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await press("ctrl+c")
        for words in ("Being [/bold] there", "They came.", "(Parent 1, Early)"):
            assert words in copied[0]
        view = app.screen.query_one(BlocksView)
        # One key goes from quotation to quotation, another from paragraph to paragraph.
        await press("right_square_bracket")
        one = view.meant_blocks[0]
        assert isinstance(one, Quotation)
        assert one.words.split()[0] in shown(app)
        await press("right_square_bracket")
        assert isinstance(view.meant_blocks[0], Quotation)
        await press("left_square_bracket", "left_square_bracket")
        assert view.meant_blocks[0] is one
        assert "There is no quotation before this place" in told(app)
        await press("right_curly_bracket", "left_curly_bracket", "ctrl+c")
        assert copied[1] == f"{one.words} ({one.attribution})"
        before = view.meant
        await click(BlocksView, offset=(3, 0))
        assert view.meant not in (None, before)
        # The other button leaves it meant: what can be done there is about it.
        await click(BlocksView, offset=(3, 0), button=3)
        assert view.meant not in (None, before)
        await press("escape")
        await click(BlocksView, offset=(3, 0))
        assert len(view.meant_blocks) > 1

    async def how_far_coders_agree_is_told_where_its_writer_has_it(app, press):
        assert "How far the coders agree: not told (a changes it)" in words(app, shown)
        await press("a")
        overview = words(app, shown)
        assert "How far the coders agree: told" in overview
        assert "How far the coders agree is not told: no sample is revealed yet." in overview
        assert (themed.folder / "report.yaml").read_text().split() == [
            "parts:", "-", "method", "-", "participants", "-", "agreement", "-", "themes",
            "-", "definitions", "-", "codebook"
        ]  # fmt: skip
        await press("a")
        assert "How far the coders agree: not told" in words(app, shown)
        await press("l")
        assert "There is no layer of what Ruth settled with others: nothing is settled yet." in words(app, shown)
        assert "l prints the lead coder's own codings." in words(app, shown)
        await press("l")
        assert "Codings of Ruth (l changes that)" in words(app, shown)

    async def to_the_theme_of_what_is_not_printed(app, press):
        await press("shift+tab", "end", "up", "up")
        assert "Not in the report: it is a candidate still." in shown(app)
        assert "Enter goes to it; t there says" in " ".join(re.sub("[│╭╮]", " ", shown(app)).split())
        await press("enter")
        assert app.screen.PLACE == "themes"
        assert app.screen.theme.name == "Doubt"

    async def what_changed_meanwhile(app, press):
        themes.edit(themed, themes.find_theme(themed, "Doubt"), fields={"status": "reviewed"})
        await press("f5", "home")
        assert "Doubt 0 “”" not in words(app, shown)
        app.study_changed()
        await press("home")
        assert "Doubt 0 “”" in words(app, shown)
        # A theme may be called like the overview.
        theme = themes.edit(themed, themes.find_theme(themed, "Doubt"), fields={"name": "What will be in it"})
        app.study_changed()
        await press("home")
        app.screen.query_one(PartRows).go_to(str(theme.id))
        await press("f11")
        assert "What you should know" not in shown(app)

    async def steps(pilot, press, click):
        app = pilot.app
        await how_far_coders_agree_is_told_where_its_writer_has_it(app, press)
        await overview_and_section(app, press)
        await found(app, press)
        await pilot.resize_terminal(*SMALL)
        await copied_by_section_and_by_block(app, press, click)
        await to_the_theme_of_what_is_not_printed(app, press)
        await what_changed_meanwhile(app, press)

    at_report(steps, size=(120, 60))


def test_where_a_report_goes_is_typed_and_what_is_wrong_with_it_said(at_report, themed, told, shown, monkeypatch):
    (themed.folder / "folder.docx").mkdir()
    (themed.folder / "sealed").mkdir()

    async def the_extract_book_has_a_path_of_its_own_unless_one_was_typed(app, press):
        form = app.screen
        form.query_one(Select).value = True
        await press("tab")
        assert form.query_one("#path", Input).value == str(Path("exports", "extract-book.docx"))
        form.query_one("#path", Input).value = "mine.docx"
        form.query_one(Select).value = False
        await press("tab")
        assert form.query_one("#path", Input).value == "mine.docx"

    async def the_shape_and_the_ending_are_one(app, press):
        form = app.screen
        what, shape, path = (
            form.query_one("#what", Select),
            form.query_one("#shape", Select),
            form.query_one("#path", Input),
        )
        path.value = form.default().name
        for typed, ending, becomes in (
            (str(Path("exports", "theme-report.docx")), ".md", str(Path("exports", "theme-report.md"))),
            ("my.notes", ".html", "my.notes.html"),
            ("my.notes.HTM", ".csv", "my.notes.csv"),
            ("x.html", ".htm", "x.html"),
        ):
            path.value = typed
            await press("tab")
            shape.value = report.shape_of(Path(f"x{ending}"))
            await press("tab")
            assert path.value == becomes, typed
        for typed, ending in (("x.JSON", ".json"), ("x.xlsx", ".xlsx"), ("x", ".xlsx"), ("x.htm", ".html")):
            path.value = typed
            await press("tab")
            assert shape.value.ending == ending, typed
        assert "(.html)" in shown(app)
        # The extract book is a Word file.
        what.value = True
        await press("tab")
        assert (shape.disabled, shape.value, path.value) == (True, report.WORD, "x.docx")
        path.value = "x.md"
        await press("tab")
        assert "A Word file ends in .docx" in str(form.query_one("#where").render())
        what.value = False
        await press("tab")
        assert (shape.disabled, shape.value.ending) == (False, ".md")
        await press("ctrl+s")
        assert app.screen is not form
        assert "x.md" in shown(app)
        assert (themed.folder / "x.md").read_text().startswith("# ")
        await press("escape", "e")
        assert app.screen.query_one("#path", Input).value == str(Path("exports", "theme-report.docx"))

    async def where_it_cannot_be_written_is_said_below_the_path(app, press):
        form = app.screen
        for path, said in (
            ("", "A file is needed"),
            ("~b", "It ends in .docx, .html, .htm, .md, .xlsx, .csv or .json"),
            ("report.pdf", "It ends in .docx, .html"),
            ("folder.docx", "It is a folder"),
            ("none/x.docx", "Its folder is not there"),
            ("none" + "/y" * 200 + "/x.docx", "Its folder is not there"),
            ("sealed/x.docx", "You may not write in its folder"),
            ("x" * 300 + ".docx", "File name too long"),
            ("x" * 300 + "/x.docx", "File name too long"),
            ("transcripts/x.docx", "The folder transcripts is for what"),
        ):
            form.query_one("#path", Input).value = path
            await press("tab")
            where = form.query_one("#where")
            assert str(where.render()).startswith(said), path
            await press("ctrl+s")
            assert app.screen is form
            assert said in str(where.render())
        assert not told(app).strip()

    async def what_must_not_be_printed_is_said_before_a_file_is_to_be_replaced(app, press):
        theme, words = themes.find_theme(themed, "Being [/bold] there"), "She sat with me when the letters came."
        themes.write_narrative(themed, theme, words, before=theme.narrative)
        (one,) = coding.extracts(themed, codes=["listening"])
        coding.mark_not_for_quotation(themed, PARENT, Span(one.start, one.end))
        # The preview was read before that.
        await press("e")
        form, said = (
            app.screen,
            "The report was not written. The theme “Being [/bold] there”, in its narrative, holds words",
        )
        form.query_one("#path", Input).value = "[bold] é.docx"
        await press("ctrl+s")
        assert app.screen is form
        assert said in words_of(form)
        assert "Take them out of that text." in words_of(form)
        form.query_one(Select).value = True
        await press("tab")
        assert "is there already" in words_of(form)

    def words_of(form):
        return str(form.query_one("#where").render())

    async def steps(pilot, press, click):
        app = pilot.app
        await press("e")
        await press("escape")
        assert isinstance(app.screen, ReportScreen)
        await press("e")
        await the_extract_book_has_a_path_of_its_own_unless_one_was_typed(app, press)
        await the_shape_and_the_ending_are_one(app, press)
        monkeypatch.setattr("workbench.report.place.os.access", lambda path, mode: path.name != "sealed")
        await where_it_cannot_be_written_is_said_below_the_path(app, press)
        app.screen.query_one("#path", Input).value = "~b/\x1b.docx"
        await press("tab")
        assert "~b/␛.docx" in shown(app)
        app.screen.query_one("#path", Input).value = str(Path("[bold] é.docx"))
        await press("ctrl+s")
        assert "[bold] é.docx" in shown(app)
        await press("escape")
        await press("e")
        app.screen.query_one("#path", Input).value = "[bold] é.docx"
        await press("ctrl+s")
        asked = re.sub(r"[\W_]", "", shown(app))  # where a name is broken over lines depends on the folder's length
        assert "Replacethefiles" in asked
        assert "boldéprovenancexlsx" in asked
        await press("escape", "escape")
        await what_must_not_be_printed_is_said_before_a_file_is_to_be_replaced(app, press)

    at_report(steps, size=(120, 40))
    written = {path.name for path in themed.folder.glob("*.docx") if not path.stem.endswith(("-note", "-checklist"))}
    assert written == {"[bold] é.docx", "folder.docx"}
    assert not list(themed.folder.glob("*.pdf"))


def test_what_was_written_is_told_above_its_buttons_in_a_small_window(coded, at_report, settle, shown):
    told = tuple(f"Notice {number} of something that its writer should know." for number in range(30))

    async def steps(pilot, press, click):
        path = Path("a long name of a folder " * 4) / "report.docx"
        pilot.app.push_screen(WrittenScreen(Wrote(path, "52 quotations, codings of Ruth. " * 2, told)))
        await settle(pilot)
        seen = shown(pilot.app)
        assert "report.docx" in seen.partition("Notice")[0]
        assert "Copy path" in seen.rpartition("Notice")[2].replace("p Copy path", "")

    at_report(steps)
