"""What closes closes once, with what lies above it, and nothing below."""

from __future__ import annotations

from textual.command import CommandPalette

from workbench.tui.screens.memo_form import MemoForm
from workbench.tui.screens.question import Question
from workbench.tui.widgets.command_line import CommandLine


async def a_box_that_is_answered_takes_what_lies_above_it_along(hand):
    room, answers = hand.app.screen, []
    boxes = [Question(f"Question {number}", "Is it so?", yes="Yes") for number in range(3)]
    for box in boxes:
        hand.app.push_screen(box, answers.append)
        await hand.press()
    boxes[1].dismiss(True)
    await hand.press()
    assert (hand.app.screen, answers) == (boxes[0], [True])
    boxes[1].dismiss(True)
    hand.app.push_screen(Question("Another", "Is it so?", yes="Yes"), answers.append)
    await hand.press()
    boxes[0].dismiss(False)
    boxes[0].dismiss(True)
    await hand.press()
    assert (hand.app.screen, answers) == (room, [True, False])


async def commands_that_are_closed_twice_leave_the_form_below_as_it_is(hand):
    await hand.press("M", *"Typed", "ctrl+p")
    commands = hand.app.screen
    assert isinstance(commands, CommandPalette)
    commands.dismiss()
    commands.dismiss()
    await hand.press()
    assert isinstance(hand.app.screen, MemoForm)
    assert "Typed" in hand.shown
    # Nor does what closes below them leave them there.
    form = hand.app.screen
    await hand.press("ctrl+p")
    form.dismiss()
    await hand.press()
    assert not {MemoForm, CommandPalette} & {type(screen) for screen in hand.app.screen_stack}


async def what_is_told_as_its_time_is_over_keeps_no_box_from_closing(hand):
    room = hand.app.screen
    await hand.press("M")
    # A busy machine comes to it when no second is left.
    assert hand.app.screen.query_one(CommandLine).tell("Told", 0.0)
    await hand.press()
    hand.app.screen.dismiss()
    await hand.press()
    assert hand.app.screen is room
    await hand.press("M", *"Typed")
    assert isinstance(hand.app.screen, MemoForm)
    hand.app.screen.dismiss()
    await hand.press()


def test_what_closes_closes_once(at_text):
    async def steps(hand):
        await a_box_that_is_answered_takes_what_lies_above_it_along(hand)
        await what_is_told_as_its_time_is_over_keeps_no_box_from_closing(hand)
        await commands_that_are_closed_twice_leave_the_form_below_as_it_is(hand)

    at_text(steps)
