"""Words are found as the switches say; an expression that never ends leaves the screen usable."""

from __future__ import annotations

from threading import Event

from textual.widgets import Input

from workbench.tui.widgets import find_bar
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.find_switches import FindSwitches

WHERE = "FindBar #places"


async def look_for(hand, words):
    field = hand.app.screen.query_one("FindBar Input", Input)
    field.focus()
    field.clear()
    await hand.press(*words)


async def each_switch_finds_more_or_less(hand):
    await hand.press("ctrl+f")
    foot = hand.shown.splitlines()[-1]
    assert "Down Next place Up Place before Alt+H Code all hits Esc Close" in " ".join(foot.split())
    assert "c Code" not in foot
    for words, key, before, then in (
        ("SHE", "alt+c", "1 of 3", "nowhere here"),
        ("é", "alt+a", "1 of 33", "nowhere here"),
        ("she", "alt+w", "1 of 3", "1 of 3"),
        ("he", "alt+w", "1 of 6", "nowhere here"),
        ("she|even", "alt+r", "nowhere here", "1 of 4"),
    ):
        await look_for(hand, words)
        assert hand.text(WHERE) == before, words
        await hand.press(key)
        assert hand.text(WHERE) == then, words
        await hand.press(key)
        assert hand.text(WHERE) == before, words
    assert hand.app.screen.query_one(FindBar).words == "she|even"


async def words_that_stand_nowhere_leave_nothing_selected(hand):
    hand.select("She sat")
    before = hand.view.place
    await look_for(hand, "camel")
    assert hand.text(WHERE) == "nowhere here"
    assert hand.view.place == before
    await hand.press("backspace")
    assert hand.view.selection == hand.place("came")
    await hand.press("x", "escape")
    assert hand.view.place == before
    # Where finding began nothing was selected, and c would code nothing.
    await hand.go_to("She sat")
    await hand.press("ctrl+f", *"camel", "escape")
    assert hand.view.selection is None
    assert hand.view.caret == hand.place("She sat").start
    # What one selects oneself meanwhile stays.
    await hand.press("ctrl+f", *"came")
    hand.select("She sat")
    await hand.press("l")
    assert hand.view.selection == hand.place("She sat")


async def a_switch_is_seen_and_turned_by_a_click(hand):
    await look_for(hand, "HE")
    assert "□ Case" in hand.shown
    assert "Alt+" in hand.shown
    await hand.click(hand.app.screen.query_one(FindSwitches).children[0])
    assert "√ Case" in hand.shown
    assert hand.text(WHERE) == "nowhere here"
    await hand.resize(80, 24)
    assert "√ Case" in hand.shown
    assert "Regex" in hand.shown
    await hand.click(hand.app.screen.query_one(FindSwitches).children[0])
    assert hand.text(WHERE) == "1 of 6"
    await hand.resize(120, 40)


async def a_wrong_expression_is_told_where_it_is_wrong_and_only_enter_tells_more(hand):
    hand.forget()
    await hand.press("alt+r")
    await look_for(hand, "she (c")
    assert hand.text(WHERE) == "is wrong at character 7: missing )."
    assert not hand.told.strip()
    await hand.press("enter")
    assert "The regular expression is wrong at character 7" in hand.told
    assert "takes its meaning" in hand.told
    await hand.press(*"ame|sat)", "down")
    assert hand.text(WHERE) == "2 of 3"
    assert hand.view.selection == hand.place("She came")
    await hand.press("up", "enter", "n", "N")
    assert hand.view.selection == hand.place("She sat")


async def one_that_never_ends_is_broken_off_while_the_screen_stays_usable(hand, monkeypatch):
    looked, go_on = [], Event()

    def find(text, words, switches):
        looked.append(words)
        if len(looked) == 1:
            assert go_on.wait(20)
        return at_once("a" * 5000 + "!", words, switches, seconds=0.05)

    at_once = find_bar.find
    monkeypatch.setattr(find_bar, "find", find)
    monkeypatch.setattr(find_bar, "_SOON", 0.001)
    await hand.pilot.press("ctrl+f", "backspace", "(")
    # While it is looked for one goes on typing, and codes; of what is typed only the last is looked for.
    await hand.pilot.press(*"a+)+$")
    assert hand.app.screen.query_one(FindBar).words == "(a+)+$"
    while hand.text(WHERE) != "looking …":
        await hand.pilot.pause()
    await hand.pilot.press("escape", "c")
    assert hand.app.screen.query("#picker")
    await hand.pilot.press("escape", "n")
    go_on.set()
    await hand.press()
    assert looked == ["(", "(a+)+$"]
    assert "takes too long" in hand.text(WHERE)
    assert "takes too long" in hand.told


def test_finding_in_a_transcript(at_text, monkeypatch):
    async def steps(hand):
        await each_switch_finds_more_or_less(hand)
        await words_that_stand_nowhere_leave_nothing_selected(hand)
        await a_switch_is_seen_and_turned_by_a_click(hand)
        await a_wrong_expression_is_told_where_it_is_wrong_and_only_enter_tells_more(hand)
        await one_that_never_ends_is_broken_off_while_the_screen_stays_usable(hand, monkeypatch)

    at_text(steps)
