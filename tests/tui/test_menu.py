"""The other button of the mouse: the menu is about what is under it."""

from __future__ import annotations

from textual.command import CommandInput, CommandPalette

from workbench.tui.commands import commands_of
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.coding_room import _WITH_CODING
from workbench.tui.widgets.rows import Rows


def cell_of(hand, words):
    """The cell of the view in which words begin."""
    view, at = hand.view, hand.place(words).start
    row, column = view.ground.layout.row_at(at), view.ground.layout.column_of(at)
    gutter = view.styles.gutter
    return gutter.left + view.words_left + column, gutter.top + row - view.scroll_offset.y


def test_what_stands_first_in_a_menu_can_be_done():
    assert {one.id for place in ("coding", "app") for one in commands_of(place)} >= set(_WITH_CODING)


def test_the_menu_is_about_the_coding_or_the_words_under_the_mouse(at_text):
    async def steps(hand):
        def asked():
            assert isinstance(hand.app.screen, CommandPalette)
            return hand.app.screen.query_one(CommandInput).placeholder

        await hand.code("every week.", *"listen")
        await hand.go_to("Interviewer")
        x, y = cell_of(hand, "every week")
        await hand.click(hand.view, x + 2, y, button=3)
        assert hand.view.caret == hand.place("every week").start + 2
        assert asked() == "Coding: Listening – what to do? …"
        first = [line for line in hand.shown.splitlines() if "Remove" in line or "Recode" in line or "Memo" in line]
        assert "Remove" in first[0]
        await hand.press("enter")
        assert isinstance(hand.app.screen, CodingScreen)
        assert hand.codes == []
        await hand.press("ctrl+z")
        # Where nothing is coded, the caret goes there and the menu is about no coding.
        x, y = cell_of(hand, "She sat")
        await hand.click(hand.view, x, y, button=3)
        assert hand.view.caret == hand.place("She sat").start
        assert "Coding" not in asked()
        await hand.press("escape")
        # A selection under the mouse stays, and the menu is about it.
        hand.select("She sat with me")
        await hand.pilot.pause()
        await hand.click(hand.view, x + 3, y, button=3)
        assert asked() == "The selected words – what to do? …"
        await hand.press("escape")
        assert hand.view.selection == hand.place("She sat with me")
        # In a table it is about the row under the mouse.
        await hand.press("f2")
        rows = hand.app.screen.query_one("#list", Rows)
        await hand.click(rows, 4, 2, button=3)
        assert asked() == f"{rows.pointed_at} – what to do? …"
        assert rows.pointed_at
        await hand.press("escape", "ctrl+p")
        assert asked() == "Search for commands …"

    at_text(steps)
