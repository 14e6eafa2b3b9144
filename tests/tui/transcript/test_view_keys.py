"""The view's keys: messages first, then its state, then what it shows."""

from __future__ import annotations

from textual.binding import Binding

from workbench.spans import Span
from workbench.tui.transcript.keys import VIEW_BINDINGS
from workbench.tui.transcript.page import Page
from workbench.tui.transcript.view import TranscriptView


def test_every_key_has_an_id_a_description_a_tooltip_and_an_action():
    assert len({binding.id for binding in VIEW_BINDINGS}) == len(VIEW_BINDINGS)
    keys = [key for binding in VIEW_BINDINGS for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))
    for binding in VIEW_BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id == f"view.{binding.action.replace('_', '-')}"
        assert binding.description
        assert binding.tooltip
        assert callable(getattr(TranscriptView, f"action_{binding.action}"))
    letters = [key for key in keys if len(key) == 1]
    assert letters == ["v"]


async def keys_move_and_select_and_every_change_is_told(on, interview):
    at = interview.text.index("Nobody")
    on.view.go_to(at)
    await on.pilot.press("ctrl+right")
    assert on.view.caret == at + len("Nobody")
    await on.pilot.press("ctrl+shift+right")
    assert on.words == " came"
    await on.pilot.press("alt+shift+right")
    assert on.words == " came at first."
    await on.pilot.press("shift+left")
    assert on.words == " came at first"
    told = [(message.caret, message.selection) for message in on.app.told]
    assert told == [
        (at, None),
        (at + 6, None),
        (at + 11, Span(at + 6, at + 11)),
        (at + 21, Span(at + 6, at + 21)),
        (at + 20, Span(at + 6, at + 20)),
    ]


async def sentences_and_turns_have_plain_keys(on, interview):
    at = interview.text.index("Nobody")
    on.view.go_to(at)
    await on.pilot.press("right_parenthesis")
    assert on.view.caret == at + len("Nobody came at first.")
    await on.pilot.press("left_parenthesis")
    assert on.view.caret == at
    await on.pilot.press("right_curly_bracket")
    assert on.view.caret == interview.text.index("And then?")
    await on.pilot.press("left_curly_bracket")
    assert on.view.caret == at


async def space_grows_and_backspace_shrinks(on, interview):
    on.view.go_to(interview.text.index("there with"))
    taken = []
    for key in ("space", "space", "space", "backspace", "backspace"):
        await on.pilot.press(key)
        taken.append(on.words)
    assert taken[:2] == ["there", "I sat there with tea!"]
    assert taken[2].startswith("Nobody came")
    assert taken[3:] == ["I sat there with tea!", "there"]


async def in_extend_mode_every_move_selects_until_escape(on, interview):
    on.view.go_to(0)
    await on.pilot.press("v", "right_parenthesis")
    assert on.words == "Two mentors, T1"
    assert on.app.told[-1].extending
    await on.pilot.press("escape")
    assert (on.view.selection, on.view.extending) == (None, False)
    assert not on.app.told[-1].extending


async def escape_is_left_to_others_where_nothing_is_selected(on, interview):
    heard = []
    on.app.bind("escape", "heard")
    on.app.action_heard = lambda: heard.append(True)
    on.view.select(Span(0, 3))
    await on.pilot.press("escape")
    assert (on.view.selection, heard) == (None, [])
    await on.pilot.press("escape")
    assert heard == [True]


async def rows_pages_and_ends(on, interview):
    await on.pilot.press("end")
    assert on.view.caret == len("Two mentors, T1")
    await on.pilot.press("down", "down", "home")
    assert on.view.caret == interview.turns[0].begin
    await on.pilot.press("pagedown")
    assert on.view.ground.layout.row_at(on.view.caret) == 2 + 24 - 2
    await on.pilot.press("pageup", "ctrl+end")
    assert on.view.caret == len(interview.text)
    assert on.view.scroll_offset.y == on.view.ground.layout.rows - 24
    await on.pilot.press("shift+up", "ctrl+shift+home")
    assert on.words == interview.text
    await on.pilot.press("right", "left", "ctrl+home")
    assert (on.view.caret, on.view.scroll_offset.y) == (0, 0)


def test_keys_move_and_select(play, interview):
    async def scene(on):
        for part in (
            keys_move_and_select_and_every_change_is_told,
            sentences_and_turns_have_plain_keys,
            space_grows_and_backspace_shrinks,
            in_extend_mode_every_move_selects_until_escape,
            escape_is_left_to_others_where_nothing_is_selected,
            rows_pages_and_ends,
        ):
            await part(on, interview)
            on.view.go_to(0)

    play(scene, interview)


def test_the_caret_stays_in_view_with_rows_round_it(play, interview):
    async def scene(on):
        for _ in range(12):
            await on.pilot.press("down")
        assert on.view.scroll_offset.y == 12 - 10 + 1 + 2
        assert on.cell(on.view.caret)[1] == 7

    play(scene, interview, size=(80, 10))


def test_a_caret_move_paints_two_rows_anew(play, interview):
    async def scene(on):
        on.view.go_to(interview.text.index("Nobody"))
        await on.pilot.pause()
        regions = []
        on.view.refresh = lambda *found, **_: regions.extend(found)
        on.view.action_down()
        assert {(region.y, region.height) for region in regions} == {(3, 1), (4, 1)}

    play(scene, interview)


def test_a_long_transcript_of_one_turn(play):
    words = "So we went there and she said that it was fine. " * 6_250

    async def scene(on):
        await on.pilot.press("ctrl+end", "alt+left", "space", "space")
        assert on.words == words[:48].strip()
        await on.pilot.press("space")
        assert on.view.selection == Span(0, len(words.rstrip()))
        assert on.rows()[-1].strip().endswith("it was fine.")

    play(scene, Page("x", words))


def test_an_empty_text(play):
    async def scene(on):
        for binding in VIEW_BINDINGS:
            await on.pilot.press(binding.key.split(",")[0])
        assert (on.view.caret, on.view.selection) == (0, None)
        await on.pilot.click(TranscriptView, offset=(20, 3))
        assert on.rows() == [""] * 24

    play(scene, Page("x", ""))
