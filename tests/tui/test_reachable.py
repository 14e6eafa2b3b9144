"""Every command of every place: in the palette, by mouse, in help and in the table of keys; and what no key does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from waiting_study import SPLIT, rewrite

from workbench import coding, memos, themes
from workbench.agreement import samples
from workbench.agreement.confusion import confusion
from workbench.agreement.drawing import Asked
from workbench.agreement.frameworks import OwnCode
from workbench.agreement.own_codes import Framework, OwnCodes
from workbench.agreement.pairing import Overlap
from workbench.agreement.rounds import Rounds
from workbench.agreement.sample_list import find
from workbench.codebook.schema import Conflict
from workbench.codebook.states import states
from workbench.coding.finding import find_hits
from workbench.coding.search_filters import Filters
from workbench.memos import Sifting
from workbench.prepared import Edit
from workbench.report.quotation_shown import open_quotation
from workbench.report.verify.checking import Checked
from workbench.report.verify.verify import Verified
from workbench.transcripts.importing import ImportSummary
from workbench.transcripts.recognising import Readings
from workbench.transcripts.tables import ParticipantFacts
from workbench.tui.commands import COMMANDS, commands_of, key_name
from workbench.tui.leaving import LeavingScreen
from workbench.tui.palette import CommandsHere
from workbench.tui.screens import framework_jobs
from workbench.tui.screens.build_example import ExampleScreen
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.choose_people import ChoosePeople
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.code_form import CodeForm
from workbench.tui.screens.code_hits import CodeHitsScreen
from workbench.tui.screens.coding_change_jobs import more_extracts
from workbench.tui.screens.compare_box import CompareBox
from workbench.tui.screens.confirm_import import Confirmed, ConfirmImport, Looked
from workbench.tui.screens.confusion_box import ConfusionBox, map_of
from workbench.tui.screens.export import ExportScreen
from workbench.tui.screens.file_box import Wrote
from workbench.tui.screens.hand_out import HandOutBox
from workbench.tui.screens.help import HelpScreen, places_on
from workbench.tui.screens.history import HistoryScreen
from workbench.tui.screens.import_codes import ImportCodes
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.screens.memo import MemoScreen
from workbench.tui.screens.memo_filter import MemoFilter
from workbench.tui.screens.memo_form import MemoForm
from workbench.tui.screens.narrative import NarrativeScreen
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.screens.new_study import NewStudyScreen
from workbench.tui.screens.open_folder import FolderScreen
from workbench.tui.screens.outline import OutlineScreen
from workbench.tui.screens.outline_words import OutlineWords
from workbench.tui.screens.own_keys import OwnKeysScreen
from workbench.tui.screens.participants import ParticipantForm
from workbench.tui.screens.pass_on import PassOnForm
from workbench.tui.screens.pick_files import PickFiles
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.screens.print import PrintScreen
from workbench.tui.screens.question import AskLine, Question, UnsavedQuestion
from workbench.tui.screens.quotation import QuotationScreen
from workbench.tui.screens.report_choices import ReportChoicesScreen
from workbench.tui.screens.reshape import RetireForm
from workbench.tui.screens.rounds_box import RoundsBox
from workbench.tui.screens.sample_draw import DrawScreen
from workbench.tui.screens.sample_without import WithoutBox
from workbench.tui.screens.settings import SettingsScreen
from workbench.tui.screens.settle import SettleForm
from workbench.tui.screens.start import StartScreen
from workbench.tui.screens.theme_evidence import EvidenceForm
from workbench.tui.screens.theme_form import StatusForm, ThemeForm
from workbench.tui.screens.transfer import TransferScreen
from workbench.tui.screens.verify import VerifyScreen
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.waiting import WaitingScreen
from workbench.tui.widgets.bar import BarItem
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.command_line import CommandLine
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.progress import ProgressScreen
from workbench.tui.widgets.rows import Column, table
from workbench.tui.widgets.theme_rows import Names
from workbench.tui.work import NotWritten

ROOMS = {
    "library": "f2", "coding": "f3", "themes": "f4", "report": "f5", "memos": "f8", "search": "f9", "home": "f12",
    "review": "ctrl+l", "codes": "f10", "agreement": "ctrl+g", "samples": "ctrl+r",
}  # fmt: skip

FINDS = (
    "library",
    "codes",
    "coding",
    "themes",
    "report",
    "verify",
    "narrative",
    "memos",
    "search",
    "history",
    "own-keys",
    "sample-without",
)
"""The places in which Ctrl+F finds; elsewhere it says that there is nothing to find in."""

KEYS = Path(__file__).parents[2] / "docs/keys.md"


def test_every_command_stands_in_the_table_of_keys():
    page, missing = KEYS.read_text(encoding="utf-8"), []
    for command in (command for place in COMMANDS for command in commands_of(place)):
        keys = ", ".join(f"`{key_name(key)}`" for key in command.keys)
        if f"| {keys} | {command.label} | {command.help} |" not in page:
            missing.append(command.id)
    assert missing == []


def two_frameworks(room, *undecided):
    """The codes of two coders, as if each had put only theirs, with those of which nothing was decided."""
    a, b = (OwnCode(one, one, "peer.yaml", 1, True) for one in ("doubt", "trust"))
    one = np.ones((1, 1), dtype=int)
    own = OwnCodes(tuple(Framework(who, ("peer.yaml",), (code.id,), undecided) for who, code in (("A", a), ("B", b))))
    found = replace(room.found, a=(a,), b=(b,), own=own, overlap=Overlap(one, one[0], one[0]))
    return framework_jobs.FrameworksRead(room.wanted, found, framework_jobs.listed(found), framework_jobs.mapped(found))


def boxes(app, tmp_path):
    """One box of every place that has one."""
    study, books = app.opened, app.get_screen("coding").opened.books
    theme = themes.themes(study)[0]
    codes = {code.id: code.name for code in books.codes()}
    yield PickFiles()
    yield ConfirmImport(study, Readings(), Looked(ImportSummary(), [], Confirmed([], {})))
    yield ParticipantForm(ParticipantFacts("P1", "Parent 1"), study.settings, take=lambda facts: None)
    yield ChoosePeople("Who?", [], "", separator=";")
    yield PickerScreen(books, [], {}, app.get_screen("coding")._looks, "words", lambda new, codes: None)
    yield TransferScreen(coding.plan_transfer(study, "Parent 1 Early", "listening", "trust"), codes)
    yield CodeExtractsScreen(
        "Listening", None, lambda at: more_extracts(study, "listening", study.coder_id(), at), "Ruth"
    )
    yield NewStudyScreen()
    yield FolderScreen(tmp_path)
    yield SettingsScreen()
    yield OwnKeysScreen()
    yield ThemeForm(app.opened, None)
    yield StatusForm(app.opened, theme)
    yield NarrativeScreen(app.opened, theme, [], Names({}, codes, {}, "Ruth"))
    opened = open_quotation(study, theme.name, themes.theme_extracts(study)[theme.id][0].extract.id)
    box = QuotationScreen(study, opened)
    box._states = [replace(box.now, edits=(Edit(0, 3, "redact", "XX"),), goes_on=one) for one in (False, True, False)]
    box._at = 1
    yield box
    yield EvidenceForm(study, replace(theme, answers=("1",)))
    yield ReportChoicesScreen(study, "")
    (study.folder / "report.yaml").write_text("outline:\n  - heading: First\n", encoding="utf-8")
    outline = OutlineScreen(study)
    outline._before = [((), None)]
    yield outline
    yield OutlineWords("A section", "Its words.")
    yield ExportScreen(study, has_themes=True)
    yield WrittenScreen(Wrote(tmp_path / "report.docx", "1 quotation", ()))
    yield PrintScreen(study, ["Parent 1 Early", "Parent 1 Late"])
    yield Question("Sure?", "It goes.", yes="Go")
    yield UnsavedQuestion(lambda: None)
    yield AskLine("A name")
    yield LeavingScreen()
    yield WaitingScreen(NotWritten("Code the passage", "The database is away."))
    yield HelpScreen(app.screen)
    yield HistoryScreen()
    yield LinesScreen("Summary", ["One line."])
    yield ExampleScreen()
    yield ChooseScreen("Go to", {"one": "the first"})
    yield MemoForm(study)
    yield MemoFilter(study, Sifting(), ["Ruth"])
    yield PassOnForm(study, memos.memos(study, Sifting(kind="safeguarding"))[0])
    yield MemoScreen("Memo", "", lambda text, before: None)
    yield NewCodeScreen(books, "", lambda new: None)
    yield CodeForm(app.opened, books, books.find("listening"))
    (tmp_path / "codes.csv").write_text("Code,Sense\nA,b\n", encoding="utf-8")
    yield ImportCodes(study, tmp_path / "codes.csv", ["peer.yaml"])
    yield RetireForm(study, books.find("listening"))
    yield SettleForm(study, books.find("listening"), Conflict("definition", "Ours.", "Theirs."))
    yield CodeHitsScreen(study, find_hits(study, "she").hits, "she")
    taken = confusion(study, ["Owen", "Ruth"], unit="character")
    yield ConfusionBox(taken, map_of(taken))
    yield RoundsBox(Rounds(("Owen", "Ruth"), "turn", (), (), books), table([Column("code", 9, 9)], []), [])
    yield CompareBox({"Owen": 1, "Ruth": 1}, (), None)
    yield DrawScreen(study)
    yield HandOutBox(study, find(study))
    yield WithoutBox(["Parent 1 Early"], ())
    yield ProgressScreen("Waiting", lambda tell: None)


@pytest.fixture
def full(study, code):
    """A study in which every command can be done somewhere."""
    code(study, "Parent 1 Early", "She sat with me", "listening")
    code(study, "Parent 1 Early", "I was scared", "doubt")
    code(owen := replace(study, coder="Owen"), "Parent 1 Early", "She sat", "listening")
    others = ("PM1+PM2 Early", "Parent 2 Early", "S1+S2 Early", "Parent 1 Late")
    samples.draw(study, "Seen", ("Ruth", "Owen"), Asked(number=1, by=(), without=others))
    for who in (study, owen):
        samples.finish(who)
    samples.reveal(study)
    samples.draw(study, "Open", ("Ruth", "Owen"), Asked(number=1, by=(), without=("Parent 1 Early", "Parent 1 Late")))
    rewrite(study, SPLIT)
    theme = themes.add(study, "Being there", codes=["listening"])
    themes.judge(study, theme, [one.extract.id for one in themes.theme_extracts(study)[theme.id]], use="key")
    memos.add(study, "A concern.", kind="safeguarding")
    memos.add_entry(study, 1, "Listened.")
    (lost := study.folder / "codebooks/lost.yaml").write_text("name: lost\ncodes:\n  - id: lost\n    name: Lost\n")
    states.take_in(study)
    code(study, "Parent 1 Early", "She sat with me", "lost")
    lost.unlink()
    (study.folder / "codebooks/open.yaml").write_text(
        "name: Open\ncodes:\n  - id: open\n    name: Open still\n"
        "    conflicts:\n      definition: {ours: Ours., theirs: Theirs.}\n"
    )
    (study.folder / "codebooks/other.yaml").write_text("codes: [", encoding="utf-8")
    return study


def test_every_command_is_in_the_palette_and_within_reach_of_the_mouse(
    full, workbench_in, drive, settle, shown, told, tmp_path, monkeypatch
):
    app = workbench_in(full.folder)
    # Where a key is waited for none is a command, but the one that leaves it: tests/tui/test_own_keys.py goes there.
    offered, reached = {"press.close"}, {"press"}
    # The one would have to be waited for, and the other's forms take long.
    for box in (ProgressScreen, SettingsScreen):
        monkeypatch.setattr(box, "on_mount", lambda box: None)

    async def look_at(pilot, screen):
        """What the palette offers here, and whether a click opens it."""
        reached.update(places_on(screen))
        offered.update(command.id for command, can_be_done in CommandsHere(screen)._commands() if can_be_done)
        assert f"{key_name('ctrl+p')} Commands" in shown(app).splitlines()[-1], screen
        line = screen.query_one(CommandLine)
        assert all(one.help for one in line.commands)
        own = {key for command in commands_of(screen.PLACE) for key in command.keys}
        for key, said in (("ctrl+s", "saved"), ("ctrl+f", "nothing to find")):
            if key not in own and not (key == "ctrl+f" and screen.PLACE in FINDS):
                line.hush()
                await pilot.press(key)
                assert said in told(app), (screen, key)
                assert app.screen is screen

    async def look_at_a_report_read_back(pilot):
        app.screen.query_one(CommandLine).hush()
        (report := tmp_path / "report.docx").write_bytes(b"")
        room = app.get_screen("verify", VerifyScreen)
        one = Checked("She sat", "", "verbatim", "Parent 1 Early", 0, 7, "", (), (), "paragraph 1", "", False, 0)
        room.found = Verified(report, (one,))
        app.go_to("verify")
        await settle(pilot)
        room.show_found(room.found)
        await settle(pilot)
        await look_at(pilot, room)
        await pilot.press("escape")
        await settle(pilot)

    async def steps(pilot):
        app.clear_notifications()
        for place, key in ROOMS.items():
            await pilot.press(key)
            await settle(pilot)
            room = app.screen
            assert place == room.PLACE
            assert "palette" in [item._action for item in room.query(BarItem)]
            if place == "coding":
                room.view.go_to(next(iter(room.codings)).start)
                room.last_codes = ("listening",)
                await pilot.press("b", "down", "h", "ctrl+f", *"she")
                room.query_one(CommandLine).hush()
                await pilot.resize_terminal(170, 40)
                await pilot.press("escape", "t", "p")
                await settle(pilot)
                await pilot.press("enter")
                await settle(pilot)
                await look_at(pilot, room)
                await pilot.press("escape", "p")
                await pilot.resize_terminal(80, 24)
                await pilot.press("ctrl+f")
                room.query_one(CommandLine).hush()
            if place == "codes":
                room.query_one(CodebookRows).point_at("open")
                room._ask_life()
                await settle(pilot)
            if place == "search":
                await pilot.press("s", "h", "e")
                room._begin()  # as after a rest
                await settle(pilot)
                room._filters = Filters(wave="T1")
            if place == "home":
                await pilot.press("shift+tab")
            if place == "memos":
                await look_at(pilot, room)  # of concerns only other things can be done
                room.query_one(CommandLine).hush()
                room.come_to(sifting=Sifting(kind="safeguarding"))
                room.catch_up()
            if place == "report":
                room.written = tmp_path / "report.docx"
                while not room.theme:
                    await pilot.press("down")
                while room.quotation is None:
                    await pilot.press("right_square_bracket")
            await settle(pilot)
            await look_at(pilot, room)
            if place == "report":
                await look_at_a_report_read_back(pilot)
            if place == "coding":
                room.query_one(CommandLine).hush()
                await pilot.press("escape", "G")
                await settle(pilot)
                await look_at(pilot, room)  # in a transcript that is in a sample
            if place == "samples":
                room.query_one(CommandLine).hush()
                await pilot.press("down")  # of one that is revealed other things can be done
                await look_at(pilot, room)
            if place == "agreement":
                room._given_up = Event()
                await look_at(pilot, room)  # what can be done while it compares
                room._given_up = None
                await pilot.press("f")
                await settle(pilot)
                for undecided in (("doubt",), ()):
                    app.screen.query_one(CommandLine).hush()
                    app.screen.post_message(two_frameworks(app.screen, *undecided))
                    await settle(pilot)
                    await look_at(pilot, app.screen)
                await pilot.press("escape")
                await settle(pilot)
                while room.code.id != "doubt":
                    await pilot.press("down")
                await pilot.press("enter")
                await settle(pilot)
                await pilot.press("1")
                await settle(pilot)
                await pilot.press("home")
                await look_at(pilot, app.screen)
            if place == "themes":
                room.query_one(CommandLine).hush()
                await pilot.press("tab")  # of a theme other things can be done than of codes and extracts
                await look_at(pilot, room)
        for box in boxes(app, tmp_path):
            app.push_screen(box)
            await settle(pilot)
            for field in box.query(DropDown)[:1]:
                field.expanded = True
            assert app.screen is box
            assert box.query_one(CommandLine).region.y == app.size.height - 1
            await look_at(pilot, box)
            telling = box.query_one(CommandLine).told
            box.dismiss(None)
            await pilot.pause()
            assert app.screen.query_one(CommandLine).told == telling, "what was told is still to be read"
            app.screen.query_one(CommandLine).hush()
        app.push_screen(StartScreen())
        await settle(pilot)
        await look_at(pilot, app.screen)
        assert set(COMMANDS) - reached == set()
        assert {command.id for commands in COMMANDS.values() for command in commands} - offered == set()

    drive(app, steps, size=(80, 24))
