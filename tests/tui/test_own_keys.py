"""Keys of one's own: judged, bound, shown, changed on the screen."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from workbench import cli
from workbench.settings import read_user_settings, user_file
from workbench.tui import own_keys
from workbench.tui.commands import COMMANDS, DEFAULTS
from workbench.tui.screens.own_keys import OwnKeysScreen, PressScreen


def judged(**wanted):
    return own_keys.judged(DEFAULTS, {name.replace("__", "-").replace("_", "."): keys for name, keys in wanted.items()})


def faults(**wanted):
    return {fault.command: fault.message for fault in judged(**wanted).faults}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("c", "c"), ("C", "C"), ("shift+c", "C"), ("Ctrl+K", "ctrl+k"), ("?", "question_mark"), ("PgUp", "pageup"),
        ("Alt+Up", "alt+up"), ("F10", "f10"), ("+", "plus"), ("Ctrl++", "ctrl+plus"), (" Esc ", "escape"),
        ("full_stop", "full_stop"), ("é", "é"), ("ctrl+pgdn", "ctrl+pagedown"),
    ],
)  # fmt: skip
def test_keys_are_understood_as_people_write_them(written, key):
    assert own_keys.key_typed(written) == key


@given(st.text(max_size=12))
def test_no_text_is_more_than_refused(text):
    try:
        key = own_keys.key_typed(text)
    except ValueError:
        return
    assert key
    assert key not in own_keys._SENT_AS


def test_what_cannot_be_is_told_and_the_rest_holds():
    told = faults(
        coding_memo=["Ctrl+I"], coding_recode=["x"], codng_split=["q"], picker_mark=["m"], app_history=["F2"],
        coding_remove=[""], coding_apply=["left"], library_print=["hyper+q"], dialog_help=["F10"], app_copy=["Ctrl+Q"],
        app_undo=["Alt+Z", "Ctrl+U"], themes_add=["A"],
    )  # fmt: skip
    assert set(told) == {
        "coding.memo", "coding.recode", "codng.split", "picker.mark", "app.history", "coding.remove", "coding.apply",
        "library.print", "dialog.help", "app.copy",
    }  # fmt: skip
    assert "Tab" in told["coding.memo"]
    assert "coding.not-for-quotation" in told["coding.recode"]
    assert "app.library" in told["app.history"]
    assert "view.left" in told["coding.apply"]
    assert "app.help" in told["dialog.help"]
    found = own_keys.judged(DEFAULTS, {"app.undo": ["Alt+Z", "Ctrl+U"], "coding.memo": ["x"], "app.help": ["F11"]})
    keys = {one.id: one.keys for those in found.commands.values() for one in those}
    assert keys["app.undo"] == ("alt+z", "ctrl+u")
    assert keys["app.help"] == keys["dialog.help"] == ("f11",)
    assert keys["coding.memo"] == ("m",)
    assert "Alt+Z brings it back" in next(one.help for one in found.commands["coding"] if one.id == "coding.remove")


def test_the_examples_in_the_guide_hold():
    guide = (Path(__file__).parents[2] / "docs" / "guide.md").read_text()
    keys = yaml.safe_load(re.search(r"```yaml\n(keys:\n.*?)```", guide, re.DOTALL)[1])["keys"]
    assert len(keys) > 1
    wanted = {name: [key] if isinstance(key, str) else key for name, key in keys.items()}
    assert own_keys.judged(DEFAULTS, wanted).faults == ()


def test_the_places_in_which_one_types_are_there():
    assert set(DEFAULTS) >= own_keys._TYPED_IN


def test_two_commands_may_change_places_and_what_comes_with_the_program_is_sound():
    assert faults(coding_memo=["r"], coding_recode=["m"]) == {}
    assert own_keys.judged(DEFAULTS, {}).commands == COMMANDS


def test_a_box_is_closed_by_the_key_that_opened_it_and_words_name_the_keys_one_has():
    found = judged(
        app_history=["Alt+Z"], coding_code__extracts=["Enter"], coding_apply=["y"], coding_next__coding=["B"]
    )
    commands = {one.id: one for those in found.commands.values() for one in those}
    assert commands["history.close"].keys == ("escape", "alt+z", "q")
    # Where that key does something else in the box, it does that.
    assert commands["code-extracts.close"].keys == ("escape",)
    assert commands["help.close"].keys == ("escape", "f1", "question_mark", "q")
    assert "y chooses one" in commands["coding.repeat"].cannot
    assert "B goes to the next coding" in commands["coding.recode"].cannot


CHANGED = """
import asyncio, sys
from pathlib import Path
from workbench.settings import read_user_settings
from workbench.tui import own_keys
own_keys.take(read_user_settings().keys)
from workbench.tui.app import Workbench
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.start import StartScreen

async def go():
    app = Workbench(None)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen), app.screen
        await pilot.press("f11")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen), app.screen
        said = "\\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "F11" in said and "F1 " not in said, said
        assert ["there is no command 'nobody.does'" in note.message for note in app._notifications] == [True]

asyncio.run(go())
"""


def test_a_changed_key_is_bound_and_shown_from_the_next_start_on(monkeypatch, tmp_path):
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text("keys: {app.help: F11, nobody.does: x}\n")
    done = subprocess.run([sys.executable, "-c", CHANGED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_keys_are_listed_and_checked_on_the_command_line(capfd):
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text("keys:\n  app.undo: [Alt+Z]\n  coding.memo: x\n  no.such: [a]\n")
    with pytest.raises(SystemExit) as left:
        cli.main(["keys", "--json"])
    said = capfd.readouterr()
    rows = {row["command"]: row for row in json.loads(said.out)}
    assert left.value.code == 1
    assert (rows["app.undo"]["shown"], rows["app.undo"]["changed"]) == (["Alt+Z"], True)
    assert "not-for-quotation" in rows["coding.memo"]["fault"]
    assert "coding.memo: x is" in said.err
    assert "no.such: there is no command" in said.err


def test_keys_are_changed_on_the_screen(study, drive, workbench_in, settle, shown, told):
    study.close()
    app = workbench_in(study.folder)
    label = next(one.label for one in DEFAULTS["coding"] if one.id == "coding.memo")

    async def steps(pilot):
        await pilot.press("f6")
        await settle(pilot)
        title = app.focused.value
        app.post_message(events.Key("alt+k", "k"))  # terminals send the letter with it
        await settle(pilot)
        assert isinstance(app.screen, OwnKeysScreen)
        assert title
        assert app.screen_stack[-2].query_one("Line").value == title
        await pilot.press("slash", *"coding.memo", "enter", "enter")
        await settle(pilot)
        assert isinstance(app.screen, PressScreen)
        assert f"Press the new key for {label}." in shown(app)
        await pilot.press("x")
        await settle(pilot)
        assert "Not for quotation" in shown(app)
        await pilot.press("f1")
        await settle(pilot)
        assert "F1 is Help" in shown(app)
        await pilot.press("Z")
        await settle(pilot)
        assert isinstance(app.screen, OwnKeysScreen)
        assert f"{label} is Z. It holds from the next start on." in told(app)
        assert read_user_settings().keys == {"coding.memo": ["Z"]}
        assert "yours" in shown(app)
        await pilot.press("delete")
        await settle(pilot)
        assert read_user_settings().keys == {}
        assert "keys:" not in user_file().read_text()
        assert f"{label} has its own key again." in told(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.PLACE == "settings"

    drive(app, steps)
