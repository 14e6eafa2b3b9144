"""Two transcripts side by side."""

from __future__ import annotations

from workbench import coding
from workbench.coding.place import last_place, place_in, read_by
from workbench.spans import Span
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.widgets.beside_pane import BesidePane

PARENT, LATE = "Parent 1 Early", "Parent 1 Late"


async def in_a_narrow_window_the_two_are_read_in_turn(hand):
    await hand.resize(80, 24)
    hand.select("She sat with me")
    hand.forget()
    await hand.press("p")
    assert "beside it from 150 columns on" in hand.shown
    await hand.press("enter")
    assert hand.view.page.name == LATE
    assert "p goes back to Parent 1 Early; side by side from 150 columns on, here are 80." in hand.told
    await hand.go_to("doubt")
    await hand.press("p")
    assert hand.view.page.name == PARENT
    assert hand.view.selection == hand.place("She sat with me")
    await hand.press("S")
    assert hand.view.page.name == LATE
    assert hand.view.caret == hand.place("doubt").start
    # Whoever went on to a third one chooses anew.
    hand.app.open_transcript("Parent 2 Early")
    await hand.press()
    await hand.press("p")
    assert isinstance(hand.app.screen, ChooseScreen)
    await hand.press("escape")
    hand.app.open_transcript(PARENT)
    await hand.press()
    hand.view.go_to(0)


async def it_is_chosen_in_a_wide_window(hand):
    await hand.press("S")
    assert "no other transcript stands beside; p puts one there" in hand.told
    await in_a_narrow_window_the_two_are_read_in_turn(hand)
    await hand.resize(170, 40)
    await hand.press("p")
    assert isinstance(hand.app.screen, ChooseScreen)
    assert "the same participant" in hand.shown
    assert "the same pair" in hand.shown
    await hand.press("enter")
    pane = hand.app.screen.query_one(BesidePane)
    assert pane.opened.transcript.name == LATE
    assert "I do the forms" in hand.shown
    assert "She sat with me" in hand.shown
    assert hand.view.has_focus
    assert abs(pane.view.size.width - hand.view.size.width) <= 2
    return pane


async def nothing_is_coded_in_it_before_it_was_brought_to_the_left(hand, pane):
    hand.select("She sat with me")
    await hand.press("tab")
    assert pane.view.has_focus
    doubt = pane.view.page.text.index("I doubt")
    pane.view.select(Span(doubt, doubt + 7))
    for key in ("r", "delete", "u"):
        hand.forget()
        await hand.press(key)
        assert "Enter has it coded in place of the left one" in hand.told, key
    assert hand.view.selection == hand.place("She sat with me")
    assert hand.codes == []
    hand.forget()
    assert "Enter Code this one" in hand.shown
    # What is clicked, or found by its name, is about the words where the keyboard is, as with a key.
    assert "which comes to the left" in hand.app.screen.menu_of(pane.view).about
    await hand.app.run_action("apply", hand.app.screen)
    await hand.press()
    assert isinstance(hand.app.screen, PickerScreen)
    assert "I doubt" in str(hand.app.screen.query_one("#picker").border_title)
    await hand.press("escape", "S", "tab")
    assert pane.view.selection == Span(doubt, doubt + 7)
    await hand.press("escape", "escape")
    assert hand.view.has_focus
    pane.view.select(Span(doubt, doubt + 7))
    pane.view.focus()
    await hand.press("enter")
    assert hand.view.page.name == LATE
    assert hand.view.selection == Span(doubt, doubt + 7)
    assert pane.view.page.name == PARENT
    assert pane.view.selection.of(pane.view.page.text) == "She sat with me"
    # What is done with words there is done with them on the left, and what is typed behind the key goes where it leads.
    pane.view.focus()
    await hand.press("c")
    assert isinstance(hand.app.screen, PickerScreen)
    assert hand.view.page.name == PARENT
    assert "She sat with me" in str(hand.app.screen.query_one("#picker").border_title)
    await hand.press("escape")
    assert hand.codes == []
    pane.view.focus()
    await hand.press("i")
    assert [words for _, words in hand.codes] == ["I doubt"]
    assert hand.view.page.name == LATE
    await hand.press("ctrl+z")
    assert hand.codes == []
    # Back and forth, from wherever the keyboard is, each with what is selected in it.
    for name, words in ((PARENT, "She sat with me"), (LATE, "I doubt")):
        await hand.press("S", "tab")
        assert hand.view.page.name == name
        assert hand.view.selection.of(hand.view.page.text) == words
    hand.view.focus()
    await hand.press("c", *"dou", "enter")
    assert hand.codes == [("doubt", "I doubt")]


async def what_is_coded_in_it_is_shown_and_gone_to(hand, pane):
    place = Span(pane.view.page.text.index("even in"), pane.view.page.text.index(" the snow"))
    coding.apply(hand.app.opened, PARENT, [place], ["trust"])
    hand.app.study_changed()
    await hand.press()
    assert [(one.start, one.end, one.code) for one in pane.view.codings.values()] == [(*place, "trust")]
    pane.view.focus()
    hand.forget()
    await hand.press("right_square_bracket")
    assert "The keyboard is" not in hand.told
    assert pane.view.caret == place.start
    assert hand.view.page.name == LATE
    assert hand.view.selection is not None


async def it_is_closed_and_both_places_are_known(hand, pane):
    left, right = hand.app.screen.opened.transcript.id, pane.opened.transcript.id
    at = pane.view.caret
    await hand.press("p")
    assert hand.app.screen.pane is None
    assert hand.view.has_focus
    hand.app.screen.keep_place()
    await hand.press()
    assert place_in(hand.app.opened, right) == at
    assert last_place(hand.app.opened).transcript == left
    assert read_by(hand.app.opened)[right] == 1.0
    # The one that stood there last is offered first.
    await hand.press("p", "enter")
    assert hand.app.screen.pane.opened.transcript.name == PARENT
    hand.app.screen.pane.view.focus()
    await hand.resize(120, 40)
    assert "She sat with me" not in hand.shown
    assert hand.view.has_focus


def test_another_transcript_stands_beside(at_text):
    async def steps(hand):
        pane = await it_is_chosen_in_a_wide_window(hand)
        await nothing_is_coded_in_it_before_it_was_brought_to_the_left(hand, pane)
        await what_is_coded_in_it_is_shown_and_gone_to(hand, pane)
        await it_is_closed_and_both_places_are_known(hand, pane)

    at_text(steps)
