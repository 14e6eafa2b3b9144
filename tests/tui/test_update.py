"""On the screen: a report is brought up to date, and the copy to send is made."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import qn
from rejecting import document_of
from textual.widgets import Button, Input

from workbench import coding, report, themes
from workbench.report.before_sending import ReadBack
from workbench.tui.screens.clean_copy import CleanScreen, PickToSend
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.question import Question, WriteQuestion
from workbench.tui.screens.report import ReportScreen
from workbench.tui.screens.update import PickWorkedOn, UpdateScreen
from workbench.tui.screens.verify import VerifyScreen
from workbench.tui.screens.verify_jobs import PickReport
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.change_rows import ChangeRows
from workbench.tui.widgets.rows import Rows

LETTERS = "She sat with me when the letters came."


@pytest.fixture
def reported(study, code):
    """A study with a theme and its report, written before one of its people got another label."""
    made = code(study, "Parent 1 Early", LETTERS, "listening")
    made += code(study, "Parent 1 Late", "I doubt it would have", "listening")
    theme = themes.add(study, "Being there", codes=["listening"], fields={"status": "reviewed"})
    themes.judge(study, theme, [one.id for one in made], use="key")
    report.write(study, study.exports / "theme-report.docx")
    return study


def test_a_report_is_brought_up_to_date_and_a_copy_to_send_is_made(
    reported, workbench_in, drive, settle, pressing, shown
):
    path = reported.exports / "theme-report.docx"
    before = path.read_bytes()

    async def go(pilot):
        app, press = pilot.app, pressing(pilot)

        async def pick(box):
            assert isinstance(app.screen, box)
            app.screen.query_one(Input).value = str(path)
            app.screen.query_one(Input).focus()
            await press("enter")

        async def say_yes(app):
            app.screen.query_one("#yes", Button).press()
            await settle(pilot)

        async def nothing_has_changed_yet():
            await press("u")
            await pick(PickWorkedOn)
            assert isinstance(app.screen, UpdateScreen)
            assert "Nothing is to be brought" in shown(app)
            await press("ctrl+s")
            assert path.read_bytes() == before
            await press("escape")
            assert isinstance(app.screen, ReportScreen)

        async def what_changed_is_listed_and_written():
            table = reported.transcripts / "participants.csv"
            table.write_text(table.read_text().replace("P1,Parent 1,parent", "P1,Mother 1,parent"))
            place = coding.find_place(reported, "Parent 1 Late", quote="I doubt", start=None, end=None)
            coding.mark_not_for_quotation(reported, "Parent 1 Late", place)
            await press("u")
            await pick(PickWorkedOn)
            assert [row[1].what for row in app.screen.query_one(ChangeRows).rows] == ["withdrawn", "changed"]
            text = " ".join(shown(app).split())
            assert "must go" in text
            assert "1 must go, 1 changed" in text
            assert app.screen.query_one(ChangeRows).size.height >= 5
            assert "struck out" in text
            assert "I doubt" not in text
            await press("down")
            assert "{+(Mother+} 1" in shown(app)
            await press("ctrl+s")
            assert isinstance(app.screen, Question)
            await press("y")
            assert isinstance(app.screen, WrittenScreen)
            assert "2 changes by “workbench”" in shown(app)
            assert b"Mother" in document_of(path.read_bytes())
            await press("escape")

        async def the_copy_to_send_holds_none_of_it():
            place = coding.find_place(reported, "Parent 1 Early", quote="when the letters", start=None, end=None)
            coding.mark_not_for_quotation(reported, "Parent 1 Early", place)
            await press("d")
            await pick(PickToSend)
            assert isinstance(app.screen, CleanScreen)
            assert app.screen.typed == "exports/theme-report to send.docx"
            text = " ".join(shown(app).split())
            assert "× 1 quotation must not stay so: not for" in text
            # As the command does, it asks before a copy is made of what must not stay so.
            sent = reported.exports / "theme-report to send.docx"
            await press("ctrl+s")
            assert isinstance(app.screen, WriteQuestion)
            assert "must not stay so" in " ".join(shown(app).split())
            await press("escape")
            assert isinstance(app.screen, CleanScreen)
            assert not sent.exists()
            await press("ctrl+s")
            await say_yes(app)
            assert isinstance(app.screen, WrittenScreen)
            assert "tracked deletions carried out" in shown(app)
            words = document_of(sent.read_bytes()).decode()
            assert ">Mother<" in words
            assert "I doubt" not in words
            assert "w:sdt" not in words
            await press("escape")
            assert isinstance(app.screen, ReportScreen)

        await press("f5")
        await nothing_has_changed_yet()
        await what_changed_is_listed_and_written()
        await the_copy_to_send_holds_none_of_it()

    drive(workbench_in(reported.folder), go, size=(80, 24))


def test_of_files_beside_a_report_none_is_picked_and_a_typed_path_counts_from_the_folder_shown(
    reported, workbench_in, drive, settle, pressing, shown, told
):
    async def go(pilot):
        app, press = pilot.app, pressing(pilot)
        await press("f5")
        for key, box in (("v", PickReport), ("u", PickWorkedOn), ("d", PickToSend)):
            await press(key)
            assert isinstance(app.screen, box)
            names = [row.cells[1] for row in app.screen.query_one(Rows)._rows]
            assert names == ["..", "theme-report.docx"]
            assert "a path, from the folder below" in shown(app)
            app.screen._open(reported.folder)
            await settle(pilot)
            app.screen.query_one(Input).focus()
            await press(*"exports/none.docx", "enter")
            assert f"/{reported.folder.name}/exports/none.docx" in told(app)
            await press("escape", "escape")
            app.clear_notifications()
            assert isinstance(app.screen, ReportScreen | VerifyScreen)
            await press("f5")

    drive(workbench_in(reported.folder), go, size=(80, 24))


@pytest.mark.parametrize("was_read", [True, False])
def test_before_a_copy_to_send_is_made_of_what_nobody_could_read_back_one_is_asked(
    reported, workbench_in, drive, settle, pressing, shown, was_read
):
    path = reported.exports / "theme-report.docx"
    back = ReadBack(told=("participants.csv is faulty.",), was_read=was_read)

    async def go(pilot):
        app, press = pilot.app, pressing(pilot)
        app.push_screen(CleanScreen(reported, path, back))
        await settle(pilot)
        await press("ctrl+s")
        assert isinstance(app.screen, WriteQuestion) is not was_read
        assert (reported.exports / "theme-report to send.docx").exists() is was_read

    drive(workbench_in(reported.folder), go, size=(80, 24))


def test_what_nobody_knows_to_be_left_out_comes_when_one_says_so(reported, workbench_in, drive, pressing, shown, code):
    path = reported.exports / "theme-report.docx"
    worked_on = docx.Document(str(path))
    for one in worked_on.paragraphs:
        if any("I doubt it" in (text.text or "") for text in one._p.iter(qn("w:t"))):
            one._p.getparent().remove(one._p)
    worked_on.save(str(path))
    # The database does not remember the export: it is not known who left out what is not there.
    with reported.database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM export")
    made = code(reported, "Parent 1 Early", "I was scared of", "listening")
    (theme,) = themes.themes(reported)
    themes.judge(reported, theme, [made[0].id], use="key")

    async def go(pilot):
        app, press = pilot.app, pressing(pilot)
        await press("f5", "u")
        app.screen.query_one(Input).value = str(path)
        app.screen.query_one(Input).focus()
        await press("enter")
        assert isinstance(app.screen, LinesScreen)
        await press("escape")
        assert [row[1].what for row in app.screen.query_one(ChangeRows).rows] == ["uncertain", "uncertain"]
        assert not app.screen.query_one("#write").display
        app.screen.query_one("#missing").focus()
        await press("enter")
        assert isinstance(app.screen, UpdateScreen)
        assert [row[1].what for row in app.screen.query_one(ChangeRows).rows] == ["new", "new"]
        assert not app.screen.query_one("#missing").display
        await press("ctrl+s", "y")
        assert b"scared of" in document_of(path.read_bytes())

    drive(workbench_in(reported.folder), go)
