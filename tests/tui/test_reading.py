"""Going about in a transcript on the coding screen."""

from __future__ import annotations

from dataclasses import replace

from workbench import coding, memos
from workbench.coding.place import read_by
from workbench.tui.screens.place import PlaceScreen
from workbench.tui.widgets.place_line import PlaceLine
from workbench.tui.widgets.ruler import Ruler


async def a_place_is_typed_and_what_is_none_is_said_in_the_box(hand):
    await hand.press("percent_sign")
    assert isinstance(hand.app.screen, PlaceScreen)
    assert "Line 1–4, turn t1–t4, or 0–100 %." in hand.shown
    await hand.press(*"t9", "enter")
    assert hand.text("#trouble") == "There is no turn 9. This transcript has 4 turns."
    await hand.press("ctrl+a", *"12:03", "enter")
    assert "has no times" in hand.text("#trouble")
    await hand.press("ctrl+a", *"t4")
    assert hand.text("#trouble") == ""
    await hand.press("enter")
    assert hand.view.caret == hand.place("She came every").start
    await hand.press("percent_sign", *"50 %", "enter")
    assert "50 %" in hand.text(PlaceLine)
    await hand.press("percent_sign", *"3", "escape")
    assert "50 %" in hand.text(PlaceLine)


async def what_is_not_coded_is_gone_through(hand):
    hand.view.go_to(0)
    await hand.press("u")
    assert hand.view.caret == hand.place("She sat").start
    assert "Not coded from here on: 13 words" in hand.text(PlaceLine)
    await hand.code("She sat with me when the letters came.", *"tru")
    assert len(hand.codes) == 1
    hand.view.go_to(0)
    await hand.press("u")
    assert hand.view.caret == hand.place("I was scared").start
    await hand.press("u")
    assert hand.view.caret == hand.place("She came every").start
    await hand.press("u")
    assert "There is none further." in hand.told
    await hand.press("U")
    assert hand.view.caret == hand.place("I was scared").start


async def memos_are_gone_to(hand):
    hand.forget()
    await hand.press("semicolon")
    assert "There is none further." in hand.told
    (made,) = coding.extracts(hand.app.opened)
    coding.set_memo(hand.app.opened, made.id, "Look again.")
    hand.app.study_changed()
    await hand.press()
    await hand.press("comma")
    assert hand.view.caret == hand.place("She sat").start
    study, snow = hand.app.opened, hand.place("in the snow")
    memos.add(study, "In winter?", about="passage", name="Parent 1 Early", span=snow)
    other = replace(study, coder="Somebody else")
    memos.add(other, "Whose?", about="passage", name="Parent 1 Early", span=hand.place("Go on"))
    memos.add(study, "A worry.", kind="safeguarding", about="passage", name="Parent 1 Early", span=hand.place("came"))
    hand.view.go_to(0)
    # Fast: each press is a step.
    await hand.press("semicolon", "semicolon")
    assert hand.view.caret == hand.place("Go on").start
    await hand.press("semicolon")
    assert hand.view.caret == snow.start
    hand.forget()
    await hand.press("semicolon")
    assert "There is none further." in hand.told
    await hand.press("a", "comma")
    assert hand.view.caret == hand.place("She sat").start
    await hand.press("a")


async def the_ruler_shows_where_codings_lie_and_is_clicked(hand):
    ruler = hand.app.screen.query_one(Ruler)
    coded = [one.codings for one in ruler.stretches]
    rows = [hand.view.ground.layout.row_at(one.start) for one in coding.extracts(hand.app.opened)]
    assert [row for row, many in enumerate(coded) if many] == sorted(set(rows)) == [1]
    assert list(ruler.page) == list(range(hand.view.ground.layout.rows))
    await hand.click(ruler, 0, 2)
    assert hand.view.caret == hand.place("Interviewer: Go on.").start
    assert ruler.render_line(1).text == "█"
    await hand.click(ruler, 0, 1)
    assert hand.view.caret == hand.place("She sat").start
    mark = hand.app.screen._looks["trust"].mark
    assert ruler.render_line(1).text == mark
    await hand.press("delete")
    assert [one.codings for one in ruler.stretches] == [0] * len(coded)
    assert ruler.render_line(1).text == " "


async def only_one_speakers_turns_are_shown_and_nothing_is_selected_unseen(hand):
    hand.view.go_to(0)
    await hand.press("f")
    assert "Parent 1 ... (13 words)" in hand.shown
    await hand.press("f")
    assert "She sat with me" in hand.shown
    await hand.go_to("She sat")
    await hand.press("f")
    assert "Interviewer ... (4 words)" in hand.shown
    assert "What was it like?" not in hand.shown
    assert "only Parent 1: f shows all" in hand.text(PlaceLine)
    # On from turn to turn of this speaker; selecting ends before what is folded.
    await hand.press("right_curly_bracket")
    assert hand.view.caret == hand.place("She came every").start
    await hand.go_to("scared of")
    hand.forget()
    await hand.press("ctrl+shift+end")
    assert hand.view.selection.of(hand.view.page.text) == "scared of (name).\n"
    assert "What is folded is not selected" in hand.told
    await hand.press("escape", "space")
    assert "Interviewer: Go on." in hand.shown
    assert hand.view.selection is None
    assert "What was it like?" not in hand.shown
    # Going to a place shows it.
    hand.view.select(hand.place("What was it like?"))
    assert "What was it like?" in hand.shown
    await hand.press("f", "f")
    first = hand.place("Interviewer").start
    column, row = hand.view.words_left + 2, hand.view.ground.layout.row_at(first)
    hand.view.fold("P1")
    await hand.pilot.pause()
    await hand.pilot.mouse_down(hand.view, offset=(column, row))
    await hand.pilot.hover(hand.view, offset=(column, row + 1))
    await hand.pilot.mouse_up(hand.view, offset=(column, row + 1))
    assert hand.view.selection is None
    await hand.click(hand.view, column, row, times=2)
    assert "What was it like?" in hand.shown


async def somebody_else_at_work_has_read_only_what_they_saw(hand):
    before, shown = hand.app.opened, hand.app.screen.opened.transcript.id
    await hand.code("She sat with me", *"tru")
    await hand.press("a", "f", "f")
    assert hand.view.only == "P1"
    assert len(hand.app.screen.codings) == 1
    hand.app.take_up(replace(before, coder="Somebody else"))
    await hand.press()
    assert len(hand.app.screen.codings) == 0
    hand.app.screen.keep_place()
    await hand.press()
    assert read_by(before)[shown] == 1.0
    assert 0.5 < read_by(hand.app.opened)[shown] < 1.0


def test_places_uncoded_passages_and_memos_are_gone_to(at_text):
    async def steps(hand):
        await a_place_is_typed_and_what_is_none_is_said_in_the_box(hand)
        await what_is_not_coded_is_gone_through(hand)
        await memos_are_gone_to(hand)
        await the_ruler_shows_where_codings_lie_and_is_clicked(hand)
        await only_one_speakers_turns_are_shown_and_nothing_is_selected_unseen(hand)
        await somebody_else_at_work_has_read_only_what_they_saw(hand)

    at_text(steps)
