"""A code that was merged into another: how it is shown, and what is done with it."""

from __future__ import annotations

from workbench import coding
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.found_rows import FoundRows
from workbench.tui.widgets.place_line import PlaceLine

MERGED = """\
  - id: faith
    name: Having faith
    definition: That it will be well.
    merged_into: trust
"""


def drawn(hand, width):
    rows = hand.app.screen.query_one(CodebookRows)
    (line,) = rows.lines(rows.current, width)
    assert line.cell_length <= width
    return line.plain


def offered(hand):
    picker = hand.app.screen
    assert isinstance(picker, PickerScreen)
    rows = picker.query_one(FoundRows)
    return [picker._line(row).plain for row in rows.rows]


def test_a_merged_code_says_into_which_and_its_name_finds_that(at_text, study, code):
    book = study.codebooks / "peer.yaml"
    book.write_text(book.read_text().rstrip("\n") + "\n" + MERGED)
    code(study, "Parent 1 Late", "I do the forms", "trust")

    async def steps(hand):
        screen = hand.app.screen
        await hand.press("b")
        screen.query_one(CodebookRows).point_at("faith")
        await hand.press()
        assert drawn(hand, 40).endswith("Having faith merged into Trust")
        assert drawn(hand, 27).endswith("Having faith → Trust")
        assert "→" not in drawn(hand, 20)
        screen.read_extracts()
        await hand.press()
        rules = screen.query_one(CodeRules)
        assert "Merged into Trust" in hand.shown
        assert "Trust in other transcripts (1)" in str(rules.query_one("#extracts-so-far").visual)
        await hand.press("z")
        assert isinstance(hand.app.screen, CodeExtractsScreen)
        assert "Having faith. Merged into Trust, and where that was put" in hand.shown
        await hand.press("escape")
        # Put on words, it is the one it became.
        hand.select("I was scared")
        screen.query_one(CodebookRows).focus()
        await hand.press("enter")
        assert "Coded “I was scared” with Trust" in hand.text(PlaceLine)
        assert ("trust", "I was scared") in hand.codes
        # Its name finds that one before a new code; so does its id.
        await hand.press("t")
        hand.select("every week")
        for typed in ("having", "faith"):
            await hand.press("c", *typed)
            first, last = offered(hand)
            assert "Trust · was Having faith" in first
            assert f"New code “{typed}”" in last
            await hand.press("escape")
        # What is to be replaced is not offered in its own place, under no name.
        await hand.go_to("I was scared")
        for key in "rw":
            await hand.press(key)
            assert len(offered(hand)) > 2
            assert not any("Trust" in one for one in offered(hand))
            await hand.press(*"Having")
            assert [one.startswith("+ New code") for one in offered(hand)] == [True]
            await hand.press("ctrl+a", *"trust")
            assert offered(hand) == []
            assert "That is the code it has." in hand.shown
            await hand.press("escape")
        assert [one.code for one in coding.extracts(hand.app.opened)].count("trust") == 2

    at_text(steps)
