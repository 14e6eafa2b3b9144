"""The themes screen, by keyboard and by mouse."""

from __future__ import annotations

import json

from textual.app import App
from textual.content import Content
from textual.widgets import Input

from workbench import coding, themes
from workbench.tui.screens.question import Question
from workbench.tui.screens.theme_form import StatusForm, ThemeForm
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.actions import ActionItem
from workbench.tui.widgets.row_list import RowList
from workbench.tui.widgets.theme_rows import CodeRows, ExtractRows, ThemeRows

PARENT, SECOND, JOINT = "Parent 1 Early", "Parent 2 Early", "PM1+PM2 Early"
SMALL = (80, 24)


def test_a_theme_is_made_filled_and_judged_with_the_keyboard_alone(at_themes, behind, studies, coded, shown, told):
    async def steps(hand):
        assert "No themes yet" in shown(hand.app)
        await hand.press("k")
        assert "There is no theme yet: a makes one." in told(hand.app)
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


def test_enter_goes_to_the_extract_in_its_transcript(at_themes, coded, shown):
    themes.add(coded, "Help", codes=["practical"])

    async def steps(hand):
        await hand.press("enter", "enter")
        assert hand.app.screen.PLACE == "coding"
        assert "I do the forms" in shown(hand.app)
        view = hand.app.screen.view
        (one,) = coding.extracts(coded, codes=["practical"])
        assert (view.selection.start, view.selection.end) == (one.start, one.end)

    at_themes(steps)


def test_words_of_a_study_show_exactly_wherever_they_stand(at_themes, coded, shown, told, hard):
    called, seen = hard[0].replace("\x1b", ""), hard[1].replace("␛", "")
    themes.add(coded, called, codes=["trust"], fields={"concept": "[/b] \x1b[31m 中文"})
    book = coded.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("'Listening'", json.dumps(hard[0], ensure_ascii=False)))

    async def steps(hand):
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

    at_themes(steps)


def test_copying_brings_the_attribution_and_keeps_back_what_may_not_be_quoted(at_themes, coded, told, monkeypatch):
    copied = []
    monkeypatch.setattr("workbench.tui.clipboard.copy", lambda text, **_: copied.append(text) or "Copied")
    themes.add(coded, "All", codes=["listening", "practical"])
    (sat,) = coding.extracts(coded, codes=["listening"])
    coding.mark_not_for_quotation(coded, PARENT, coding.checked_span("x" * 500, sat.start, sat.end))

    async def steps(hand):
        await hand.press("ctrl+c")
        assert copied == []
        await hand.press("enter", "ctrl+a", "ctrl+c")

    at_themes(steps)
    assert copied == ["“I do the forms  myself now” (Parent 1, Late)"]


def test_a_form_opens_at_its_beginning(at_themes, shown):
    async def steps(hand):
        for size in (SMALL, (60, 20), (40, 12)):
            await hand.pilot.resize_terminal(*size)
            await hand.press("a")
            assert hand.app.focused.id == "name"
            assert "│ Name " in shown(hand.app)
            await hand.press("escape")

    at_themes(steps, size=SMALL)


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(at_themes, coded, shown):
    themes.add(coded, "Trust")

    async def steps(hand):
        await hand.press("a")
        await hand.type("trust")
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

    at_themes(steps)
    names = {theme.id: theme.name for theme in themes.themes(coded)}
    assert [(theme.name, names.get(theme.parent)) for theme in themes.themes(coded)] == [
        ("Trust", None),
        ("trusting", None),
        ("Slow", "trusting"),
    ]


def test_a_theme_is_defined_once_somebody_said_where_they_looked(at_themes, coded, shown):
    themes.add(coded, "Trust", codes=["trust"])

    async def steps(hand):
        await hand.press("t", "end", "enter")
        assert isinstance(hand.app.screen, StatusForm)
        assert "looked for in vain" in " ".join(shown(hand.app).split())
        assert themes.find_theme(coded, "Trust").status == "candidate"
        await hand.type("all of T1")
        await hand.press("enter")
        assert isinstance(hand.app.screen, ThemesScreen)
        assert "defined" in shown(hand.app)

    at_themes(steps, size=SMALL)
    theme = themes.find_theme(coded, "Trust")
    assert (theme.status, theme.none_found[12:]) == ("defined", "all of T1")


def test_themes_are_put_in_order_and_under_each_other(at_themes, coded):
    for name in ("A", "B", "C"):
        themes.add(coded, name)
    orders = []

    def order():
        known = {theme.id: theme.name for theme in themes.themes(coded)}
        orders.append(" ".join(known.get(one.parent, "") + one.name for one in themes.themes(coded)))

    async def steps(hand):
        for keys in (
            ("down", "shift+up"),
            ("plus",),
            ("shift+right",),
            ("shift+left",),
            ("minus", "minus"),
            ("minus",),
        ):
            await hand.press(*keys)
            order()
            assert hand.app.screen.theme.name == "B"

    at_themes(steps)
    assert orders == ["B A C", "A B C", "A AB C", "A B C", "B A C", "B A C"]


def test_removing_asks_only_where_work_would_go_and_can_be_undone(at_themes, coded, told):
    (made,) = coding.extracts(coded, codes=["listening"])
    themes.judge(coded, themes.add(coded, "Judged", codes=["listening"]), [made.id], use="key")
    themes.add(coded, "Empty")

    async def steps(hand):
        await hand.press("delete")
        assert isinstance(hand.app.screen, Question)
        await hand.press("enter")
        assert len(themes.themes(coded)) == 2
        await hand.press("delete", "right", "enter")
        assert [theme.name for theme in themes.themes(coded)] == ["Empty"]
        await hand.press("delete")
        assert themes.themes(coded) == []
        assert "Removed “Empty”; Ctrl+Z brings it back." in told(hand.app)
        await hand.press("ctrl+z", "ctrl+z")

    at_themes(steps)
    assert [theme.name for theme in themes.themes(coded)] == ["Judged", "Empty"]


def test_codes_without_a_theme_can_be_shown_alone_and_words_found(at_themes, coded, shown):
    themes.add(coded, "A", codes=["support", "trust"])

    async def steps(hand):
        assert shown(hand.app).count("○ none") == 1
        await hand.press("f")
        assert [row.id for row in hand.rows(CodeRows).rows] == ["doubt"]
        await hand.press("f", "tab", "ctrl+f")
        await hand.type("CITY")
        await hand.press("enter")
        assert hand.rows(ExtractRows).current.extract.transcript == SECOND
        await hand.press("v")
        assert "العربية" in shown(hand.app)

    at_themes(steps, size=SMALL)


def test_what_fails_is_said_and_the_screen_goes_on(at_themes, behind, coded, told, monkeypatch):
    themes.add(coded, "Help", codes=["practical"])

    def broken(*_):
        raise RuntimeError("the words of an interview")

    async def steps(hand):
        with monkeypatch.context() as patch:
            patch.setattr("workbench.themes.codes_in_themes", broken)
            await hand.press("enter", "k")
            hand.app.study_changed()
            await hand.press("end")
            assert "mistake (RuntimeError" in told(hand.app)
            assert "interview" not in told(hand.app)
        hand.app.study_changed()
        await hand.press("home")
        assert hand.rows(ThemeRows).rows[0].name == "Help"

    at_themes(steps)
    assert behind(coded, "Help") == [("I", "supports", "key")]


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


def test_every_command_line_names_commands_that_are_there(at_themes):
    async def steps(hand):
        assert len(hand.app.screen.query(ActionItem)) == 14

    at_themes(steps)


def test_in_a_tiny_window_the_list_with_the_keyboard_has_the_room(at_themes, coded, shown):
    themes.add(coded, "Being there", codes=["listening", "trust"])

    async def steps(hand):
        lists = [hand.rows(kind) for kind in (CodeRows, ThemeRows, ExtractRows)]
        for _ in lists:
            focused = hand.app.screen.focused
            assert [one.size.height for one in lists] == [2 if one is focused else 1 for one in lists]
            assert min(one.size.width for one in lists) == 38
            await hand.press("tab")
        await hand.press("f5", "down")
        assert "How the study was done" in shown(hand.app)

    at_themes(steps, size=(40, 12))
