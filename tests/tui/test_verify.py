"""A report read back on the screen: its quotations with their verdicts, and what is done about them."""

from __future__ import annotations

from threading import Event

import pytest
from docx import Document

from workbench import themes
from workbench.report.verify.checking import Checked
from workbench.report.verify.counted import Counted
from workbench.report.verify.verify import Verified
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.report import ReportScreen
from workbench.tui.screens.verify import VerifyScreen
from workbench.tui.screens.verify_jobs import PickReport
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.actions import ActionItem
from workbench.tui.widgets.rows import Rows
from workbench.tui.widgets.verdict_rows import Entry, VerdictRows, told_of

SAID = "She sat with me when the letters came."
WRONG = "She sat with them when the letters came."


@pytest.fixture
def report(study):
    """A report of two quotations, one of them altered, below the heading of a theme."""
    themes.add(study, "Being there", codes=["listening"], fields={"status": "reviewed"})
    study.exports.mkdir(exist_ok=True)
    path = study.exports / "final.docx"
    write(path, WRONG)
    for beside in ("final-writers-note.docx", "final-checklist.docx"):
        (study.exports / beside).write_bytes(b"")
    return path


def write(path, said):
    document = Document()
    document.add_heading("Being there", 1)
    document.add_paragraph(f"All parents spoke of it: “{SAID}”")
    document.add_paragraph(said, style="Quote")
    document.save(str(path))


@pytest.fixture
def at_report(study, workbench_in, drive, pressing):
    def run(steps, *, size=(120, 40)):
        async def go(pilot):
            press = pressing(pilot)
            await press("f5")
            assert isinstance(pilot.app.screen, ReportScreen)
            await steps(pilot, pilot.app, press)

        drive(workbench_in(study.folder), go, size=size)

    return run


async def choose(app, press, path):
    """Type the path where the keyboard is, in the list of files: it stands in the line."""
    assert isinstance(app.screen, PickReport)
    assert app.screen.query_one(Rows).has_focus
    await press(*path.name, "enter")


def verdicts(app):
    return [row.verdict for row in app.screen.query_one(VerdictRows).rows]


def test_a_report_is_read_back_gone_through_mended_and_read_again(at_report, report, study, shown, told, settle):
    async def steps(pilot, app, press):
        await press("v")
        assert isinstance(app.screen, PickReport)
        assert "final.docx" in shown(app)
        assert "-checklist" not in shown(app)
        assert "writers-note" not in shown(app)
        await press("escape")
        assert "No report was read back yet" in shown(app)
        await press("w")
        assert "no report was read back yet" in told(app)
        await press("f")
        await choose(app, press, report)
        # The quotations in order, then the words that count people.
        assert verdicts(app) == ["verbatim", "differs", "counts people"]
        assert "final.docx · 2 quotations" in shown(app)
        assert "1 differs, 1 verbatim, 1 counts people" in shown(app)
        await press("n")
        said = shown(app)
        assert "[-me-]" in said
        assert "{+them+}" in said
        assert "In the report, paragraph 3, below" in said
        # Words are found in whatever stands in the list.
        await press("ctrl+f", *"them when", "enter")
        await settle(pilot)
        assert app.screen.entry.verdict == "differs"
        await press("ctrl+f", "home", "shift+end", *"with me", "enter")
        await settle(pilot)
        assert app.screen.entry.verdict == "verbatim"
        await press("ctrl+f", *"nowhere", "enter")
        await settle(pilot)
        assert "These words are not in the list." in told(app)
        await press("t")
        assert verdicts(app) == ["differs", "counts people"]
        await press("end")
        assert "Who spoke of it, as it is coded" in shown(app)
        await press("t", "home")
        # To the passage, and back.
        await press("enter")
        assert isinstance(app.screen, CodingScreen)
        await press("f5", "v")
        assert isinstance(app.screen, VerifyScreen)
        # A copy with comments.
        await press("w", "enter")
        assert isinstance(app.screen, WrittenScreen)
        copy = study.exports / "final-verified.docx"
        assert [one.author for one in Document(str(copy)).comments] == ["workbench"]
        await press("escape")
        # The writer mends it.
        write(report, SAID)
        await press("a")
        assert verdicts(app) == ["verbatim", "verbatim", "counts people"]
        assert "Read again: 2 verbatim" in told(app)
        await press("n")
        assert "No quotation after this one is to be looked at" in told(app)
        app.study_changed()
        await settle(pilot)
        assert "the study has changed since: a" in shown(app)
        await press("escape")
        assert isinstance(app.screen, ReportScreen)

    at_report(steps)


def test_by_mouse_in_a_small_window_and_what_goes_wrong(at_report, report, study, shown, told, slowly, settle):
    async def steps(pilot, app, press):
        await press("v")
        broken = study.exports / "broken.docx"
        broken.write_bytes(b"no Word file")
        await choose(app, press, broken)
        assert "broken.docx" in told(app)
        assert app.screen.found is None
        # Cancelled while it waits.
        event = Event()
        slowly(app, event)
        await pilot.press("f")
        await pilot.pause()
        event.set()
        await settle(pilot)
        text = study.exports / "plain.txt"
        text.write_text(
            f"“{SAID}” (Parent 2)\n\n‘Never was there a garden so full of stones and thistles’ (Parent 1)\n"
        )
        await choose(app, press, text)
        assert verdicts(app) == ["wrong attribution", "not found"]
        await press("w")
        assert "only Word files have comments" in told(app)
        await press("down", "enter")
        assert isinstance(app.screen, VerifyScreen)
        assert "nothing in the transcripts is like it" in told(app)
        await pilot.click(VerdictRows, offset=(6, 0), times=2)
        await settle(pilot)
        assert isinstance(app.screen, CodingScreen)
        await press("f5", "v")
        items = [one for one in app.screen.query(ActionItem) if one.command.id == "verify.narrow"]
        assert items
        await pilot.click(items[0])
        await settle(pilot)
        assert verdicts(app) == ["wrong attribution", "not found"]
        assert "to look at" in shown(app)

    at_report(steps, size=(80, 24))


def checked(number, verdict="verbatim", **more):
    given = {
        "quotation": f"word {number} of [/bold] \x1b[31m", "attribution": "PM1, T1", "verdict": verdict,
        "transcript": "Parent 1 Early", "start": 3, "end": 9, "nearest": "", "difference": (), "reasons": (),
        "where": f"paragraph {number}", "section": "", "is_fault": verdict == "differs", "paragraph": number,
    }  # fmt: skip
    return Checked(**given | more)


def test_ten_thousand_quotations_are_gone_through_at_once(at_report, report, shown):
    many = tuple(checked(number, "differs" if number % 1000 == 999 else "verbatim") for number in range(10_000))

    async def steps(pilot, app, press):
        room = app.get_screen("verify", VerifyScreen)
        room.found = found = Verified(report, many)
        await press("v")
        room.show_found(found)
        await press("n", "n")
        assert room.entry.number == 1999
        assert "[/bold] ␛[31m" in shown(app)
        await press("t")
        assert verdicts(app) == ["differs"] * 10
        assert "2 of 10" in shown(app)

    at_report(steps)


def test_what_is_told_shows_nothing_that_is_not_for_quotation():
    told = str(told_of(Entry(0, quotation=checked(1, "not for quotation", reasons=("marked not for quotation",)))))
    assert "What stands there is not for quotation." in told
    own = checked(1, "not for quotation", attribution="", is_own_text=True)
    assert "nobody is named" not in str(told_of(Entry(0, quotation=own)))
    counted = Counted(
        "all [/x] parents", "All parents said so.", "Being there", "paragraph 2", "Parent: T1 3 of 6; Staff: T1 1 of 2"
    )
    told = str(told_of(Entry(1, counted=counted)))
    assert "Parent: T1 3 of 6\nStaff: T1 1 of 2" in told
    assert "all [/x] parents" in told
