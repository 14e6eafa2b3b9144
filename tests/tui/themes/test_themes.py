"""The themes screen, by keyboard and by mouse."""

from __future__ import annotations

import json
from threading import Event

from textual.app import App
from textual.command import CommandPalette
from textual.content import Content
from textual.widgets import Input

from workbench import coding, themes
from workbench.tui import work
from workbench.tui.screens import theme_jobs as jobs
from workbench.tui.screens.question import Question
from workbench.tui.screens.theme_form import StatusForm, ThemeForm
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.actions import ActionItem
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.theme_rows import CodeRows, ExtractRows, ThemeRows

JOINT = "PM1+PM2 Early"
SMALL, TINY = (80, 24), (40, 12)


def test_a_theme_is_made_filled_and_judged_with_the_keyboard_alone(at_themes, behind, studies, coded, shown, told):
    async def steps(hand):
        assert "No themes yet" in shown(hand.app)
        await hand.press("k")
        assert "There is no theme yet: a makes one." in told(hand.app)
        # No key of the room is pressed in vain without a word.
        await hand.press("w", "space", "d")
        assert "Write: there is no theme yet; a makes one." in told(hand.app)
        assert "Only codes and extracts are marked" in told(hand.app)
        assert "Remove theme: go to a theme first" in shown(hand.app)
        await hand.press("a")
        assert isinstance(hand.app.screen, ThemeForm)
        await hand.type("Being [/bold]")
        await hand.press("tab")
        await hand.type("Somebody comes")
        await hand.press("ctrl+s")
        assert "Being [/bold]" in shown(hand.app)
        await hand.press("shift+tab")
        assert hand.app.screen.at == "codes"
        await hand.press("down", "space", "space", "i")
        assert "Moved 2 codes into “Being [/bold]”" in told(hand.app)
        # The extract under the cursor is meant wherever the keyboard is; it is said which.
        await hand.press("tab", "n")
        assert hand.app.screen.at == "themes"
        assert "“She sat with me”: not useful" in told(hand.app)
        await hand.press("enter")
        assert hand.app.screen.at == "extracts"
        await hand.press("down", "x", "k", "up", "u")
        assert "− contradicts ● key" in shown(hand.app)
        await hand.press("ctrl+z")
        assert "○ useful" not in shown(hand.app)
        await hand.press("ctrl+y", "space", "space", "c", "0")
        assert "Took back what was said of 2 extracts" in told(hand.app)
        await hand.press("k")

    at_themes(steps, size=SMALL)
    study = studies.again(coded)
    theme = themes.find_theme(study, "Being [/bold]")
    assert (theme.concept, theme.codes) == ("Somebody comes", ("listening", "practical"))
    assert behind(study, theme.name) == [("She", "supports", "key"), ("I", "supports", "key")]


def test_a_theme_is_made_filled_and_judged_with_the_mouse(at_themes, behind, studies, coded):
    async def steps(hand):
        await hand.do("#themes-pane", "New")
        await hand.type("Trust")
        await hand.click("#save")
        await hand.click("#codes", offset=(6, 3))
        await hand.do("#codes-pane", "Move in")
        await hand.click("#extracts", offset=(0, 0))
        await hand.click("#extracts", offset=(0, 3))
        assert len(hand.rows(ExtractRows).marked) == 2
        await hand.do("#extracts-pane", "Contradicts")
        await hand.do("#extracts-pane", "No use")
        await hand.click("#extracts", offset=(10, 4), times=2)
        assert hand.app.screen.PLACE == "coding"
        assert hand.app.screen.transcript == JOINT

    at_themes(steps)
    study = studies.again(coded)
    assert behind(study, "Trust") == [("In", "contradicts", "not useful"), ("It", "contradicts", "not useful")]


async def every_command_line_names_commands_that_are_there(hand):
    assert len(hand.app.screen.query(ActionItem)) == 18
    # Those that do not fit whole are left out: half a word says nothing.
    shown = [item for item in hand.app.screen.query("#extracts-pane ActionItem") if item.display]
    assert len(shown) == 7
    assert all(item.region.right <= item.parent.region.right for item in shown)
    await hand.resize((200, 60))
    assert all(item.display for item in hand.app.screen.query(ActionItem))
    await hand.do("#codes-pane", "Mark")
    assert hand.rows(CodeRows).marked
    hand.rows(CodeRows).clear_marks()
    # The other button marks nothing, also before a row.
    await hand.pilot.click(CodeRows, offset=(0, 1), button=3)
    assert isinstance(hand.app.screen, CommandPalette)
    await hand.press("escape")
    assert not hand.rows(CodeRows).marked
    await hand.pilot.click(ThemeRows, offset=(5, 1), button=3)
    assert isinstance(hand.app.screen, CommandPalette)
    await hand.press("escape")
    await hand.resize((120, 40))


async def themes_are_put_in_order_and_under_each_other(hand, study):
    await hand.only(study, ("A", {}), ("B", {}), ("C", {}))
    orders = []
    for keys in (("down", "shift+up"), ("plus",), ("shift+right",), ("shift+left",), ("minus", "minus"), ("minus",)):
        await hand.press(*keys)
        known = {theme.id: theme.name for theme in themes.themes(study)}
        orders.append(" ".join(known.get(one.parent, "") + one.name for one in themes.themes(study)))
        assert hand.app.screen.theme.name == "B"
    assert orders == ["B A C", "A B C", "A AB C", "A B C", "B A C", "B A C"]


async def removing_asks_only_where_work_would_go_and_can_be_undone(hand, study, told):
    (made,) = coding.extracts(study, codes=["listening"])
    judged, _ = await hand.only(study, ("Judged", {"codes": ["listening"]}), ("Empty", {}))
    themes.judge(study, judged, [made.id], use="key")
    await hand.take_up()
    await hand.press("delete")
    assert isinstance(hand.app.screen, Question)
    await hand.press("enter")
    assert len(themes.themes(study)) == 2
    await hand.press("delete", "right", "enter")
    assert [theme.name for theme in themes.themes(study)] == ["Empty"]
    await hand.press("delete")
    assert themes.themes(study) == []
    assert "Removed “Empty”; Ctrl+Z brings it back." in told(hand.app)
    for back in ("Empty", "Judged"):
        await hand.press("ctrl+z")
        assert hand.app.screen.theme.name == back
    assert [theme.name for theme in themes.themes(study)] == ["Judged", "Empty"]


async def a_form_says_what_is_wrong_and_keeps_what_was_typed(hand, study, shown):
    await hand.only(study, ("Trust", {}))
    await hand.press("a")
    await hand.type("trust")
    assert "There is a theme “Trust” already" not in shown(hand.app)
    await hand.press("ctrl+s")
    assert "There is a theme “Trust” already" in shown(hand.app)
    assert hand.app.screen.query_one("#name", Input).value == "trust"
    await hand.press("escape")
    assert isinstance(hand.app.screen, Question)
    await hand.press("escape")
    await hand.type("ing")
    await hand.press("enter")
    assert isinstance(hand.app.screen, ThemesScreen)
    await hand.press("b")
    await hand.type("Slow")
    await hand.press("enter")
    names = {theme.id: theme.name for theme in themes.themes(study)}
    found = [(theme.name, names.get(theme.parent)) for theme in themes.themes(study)]
    assert found == [("Trust", None), ("trusting", None), ("Slow", "trusting")]


async def what_is_typed_while_a_form_is_being_saved_is_not_lost(hand, study, shown):
    async def while_others_are_at_work(*keys):
        go_on = Event()
        work.start(hand.app, "Wait", lambda: (go_on.wait(), jobs.Done(""))[1], only_reads=True)
        await hand.pilot.press(*keys)
        go_on.set()
        await hand.press("f11")

    await hand.only(study, ("Hope", {}))
    await hand.press("e", "tab")
    await hand.type("first")
    await while_others_are_at_work("ctrl+s", *" second")
    assert isinstance(hand.app.screen, ThemeForm)
    assert "what you typed since is not yet" in shown(hand.app)
    assert themes.find_theme(study, "Hope").concept == "first"
    await hand.press("ctrl+s")
    assert isinstance(hand.app.screen, ThemesScreen)
    assert themes.find_theme(study, "Hope").concept == "first second"
    await hand.press("a")
    await hand.type("Fear")
    await while_others_are_at_work("enter", "enter", "l", "y")
    assert "The theme “Fear”" in shown(hand.app)
    await hand.press("escape", "right", "enter")
    assert isinstance(hand.app.screen, ThemesScreen)
    assert hand.app.screen.theme.name == "Fear"
    assert [theme.name for theme in themes.themes(study)] == ["Hope", "Fear"]
    await hand.press("t", "tab")
    await hand.type("all of T1")
    await hand.press("escape")
    assert isinstance(hand.app.screen, Question)
    await hand.press("escape")
    await while_others_are_at_work("ctrl+s", *" and T2")
    assert isinstance(hand.app.screen, StatusForm)
    assert themes.find_theme(study, "Fear").none_found.endswith(": all of T1")
    await hand.press("ctrl+s")
    assert isinstance(hand.app.screen, ThemesScreen)
    assert themes.find_theme(study, "Fear").none_found.endswith(": all of T1 and T2")


def test_themes_are_ordered_removed_and_written_in_forms(at_themes, coded, shown, told):
    async def steps(hand):
        await every_command_line_names_commands_that_are_there(hand)
        await themes_are_put_in_order_and_under_each_other(hand, coded)
        await removing_asks_only_where_work_would_go_and_can_be_undone(hand, coded, told)
        await a_form_says_what_is_wrong_and_keeps_what_was_typed(hand, coded, shown)
        await what_is_typed_while_a_form_is_being_saved_is_not_lost(hand, coded, shown)

    at_themes(steps)


async def words_of_a_study_show_exactly_wherever_they_stand(hand, shown, told, hard):
    seen = hard[1].replace("␛", "")
    text = shown(hand.app)
    assert all(f"{before}[names city]" in text for before in ("► ", "  b ", "Extracts of “"))
    assert "[/b] ␛[31m 中文" in text
    assert "In [names city], [/bold] then ␛[31mred␛[0m. My family 👩\u200d👩\u200d👧" in text
    assert "\x1b" not in text
    await hand.press("tab", "s")
    await hand.press("shift+tab", "delete")
    assert isinstance(hand.app.screen, Question)
    assert f"With “{seen}" in " ".join(shown(hand.app).replace("│", "").split())
    await hand.press("escape", "e")
    assert f"The theme “{seen}" in shown(hand.app)
    await hand.press("escape", "t", "escape", "w", "escape", "shift+tab", "down", "enter")
    assert f"“{hard[1]}" in told(hand.app)
    await hand.pilot.hover("#themes", offset=(5, 0))
    assert hand.rows(ThemeRows).tooltip.plain.startswith(seen)
    await hand.pilot.hover("#codes", offset=(5, 1))
    assert hand.rows(CodeRows).tooltip.plain.startswith(hard[1])


async def a_theme_is_defined_once_somebody_said_where_they_looked(hand, study, shown):
    await hand.only(study, ("Trust", {"codes": ["trust"]}))
    await hand.resize(SMALL)
    await hand.press("t")
    assert "● candidate" in shown(hand.app)
    await hand.press("end")  # what will be saved has the sign
    assert ("● defined" in shown(hand.app), "○ candidate" in shown(hand.app)) == (True, True)
    await hand.press("enter")
    assert isinstance(hand.app.screen, StatusForm)
    assert "looked for in vain" in " ".join(shown(hand.app).split())
    await hand.press("t", "ctrl+s")
    assert "“t” does not say where" in shown(hand.app)
    assert isinstance(hand.app.screen, StatusForm)
    await hand.press("backspace")
    assert themes.find_theme(study, "Trust").status == "candidate"
    await hand.type("all of T1")
    await hand.press("enter")
    assert isinstance(hand.app.screen, ThemesScreen)
    assert "defined" in shown(hand.app)
    theme = themes.find_theme(study, "Trust")
    assert (theme.status, theme.none_found[12:]) == ("defined", "all of T1")


async def a_form_opens_at_its_beginning(hand, shown):
    for size in (SMALL, (60, 20), TINY):
        await hand.resize(size)
        await hand.press("a")
        assert hand.app.focused.id == "name"
        assert "│ Name " in shown(hand.app)
        await hand.press("escape")


async def in_a_tiny_window_the_list_with_the_keyboard_has_the_room(hand, study, shown):
    await hand.only(study, ("Being there", {"codes": ["listening", "trust"]}))
    await hand.resize(TINY)
    lists = [hand.rows(kind) for kind in (CodeRows, ThemeRows, ExtractRows)]
    for _ in lists:
        focused = hand.app.screen.focused
        assert [one.size.height for one in lists] == [2 if one is focused else 1 for one in lists]
        assert min(one.size.width for one in lists) == 38
        await hand.press("tab")
    await hand.press("f5", "down")
    assert "How the study was done" in shown(hand.app)


def test_hostile_words_are_shown_exactly_and_small_windows_hold_what_is_worked_with(
    at_themes, coded, shown, told, hard
):
    called = hard[0].replace("\x1b", "")
    themes.add(coded, called, codes=["trust"], fields={"concept": "[/b] \x1b[31m 中文"})
    book = coded.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("'Listening'", json.dumps(hard[0], ensure_ascii=False)))

    async def steps(hand):
        await words_of_a_study_show_exactly_wherever_they_stand(hand, shown, told, hard)
        await a_theme_is_defined_once_somebody_said_where_they_looked(hand, coded, shown)
        await a_form_opens_at_its_beginning(hand, shown)
        await in_a_tiny_window_the_list_with_the_keyboard_has_the_room(hand, coded, shown)

    at_themes(steps)


class Numbers(RowList[int]):
    """Ten thousand numbers that count how often they are drawn."""

    drawn = 0

    def key(self, row):
        return row

    def lines(self, row, width):
        self.drawn += 1
        return [Content(str(row))]


def test_only_the_rows_in_sight_are_drawn(drive, settle, shown):
    class Small(App):
        def compose(self):
            yield Numbers()

    async def steps(pilot):
        rows = pilot.app.query_one(Numbers)
        rows.show(range(10_000))
        rows.go_to(5_000)
        await settle(pilot)
        assert "► 5000" in shown(pilot.app)
        await pilot.press("end")
        await pilot.press("up", "up", "pageup")
        assert "9973" in shown(pilot.app)
        assert rows.drawn < 200
        rows.mark_all()
        assert len(rows.meant) == 10_000

    drive(Small(), steps, size=SMALL)
