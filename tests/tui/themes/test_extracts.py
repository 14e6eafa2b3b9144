"""The extracts behind a theme: what fails among them, copied, found, gone to, and the cursor on them."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

from workbench import coding, themes
from workbench.tui.screens import theme_jobs as jobs
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.theme_rows import CodeRows, ExtractRows, ThemeRows

PARENT, SECOND = "Parent 1 Early", "Parent 2 Early"
SMALL = (80, 24)


async def what_fails_is_said_and_the_screen_goes_on(hand, study, behind, told, monkeypatch):
    def broken(*_):
        raise RuntimeError("the words of an interview")

    await hand.only(study, ("Help", {"codes": ["practical"]}))
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
    assert behind(study, "Help") == [("I", "supports", "key")]


async def a_late_reading_moves_no_cursor_that_the_user_has_moved(hand, study, monkeypatch):
    await hand.only(study, ("A", {}), ("B", {}), ("C", {}))
    read, may_end = jobs.read, Event()
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "read", lambda it: (may_end.wait(), read(it))[1])
        for keys in (("shift+down",), ("a", "D", "enter")):
            before = hand.app.version
            await hand.pilot.press(*keys)
            while hand.app.version == before or not isinstance(hand.app.screen, ThemesScreen):
                await hand.pilot.pause(0.01)
            await hand.pilot.press("home", "end", "up")
            wanted = hand.app.screen.theme.name
            may_end.set()
            await hand.press("f11")
            assert hand.app.screen.theme.name == wanted
            may_end.clear()
    assert [one.name for one in hand.rows(ThemeRows).rows] == ["B", "A", "C", "D"]


async def a_judgement_hides_no_reading_that_failed(hand, study, behind, monkeypatch):
    await hand.only(study, ("Help", {"codes": ["practical"]}))
    themes.add(replace(study, coder="Owen"), "Owen's")
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "read", lambda _: 1 / 0)
        await hand.take_up()
    await hand.press("k")
    assert behind(study, "Help") == [("I", "supports", "key")]
    assert [one.name for one in hand.rows(ThemeRows).rows] == ["Help", "Owen's"]


async def copying_brings_the_attribution_and_keeps_back_what_may_not_be_quoted(hand, study, copied):
    await hand.only(study, ("All", {"codes": ["listening", "practical"]}))
    (sat,) = coding.extracts(study, codes=["listening"])
    coding.mark_not_for_quotation(study, PARENT, coding.checked_span("x" * 500, sat.start, sat.end))
    await hand.press("ctrl+c")
    assert copied == []
    await hand.press("enter", "ctrl+a", "ctrl+c")
    assert copied == ["“I do the forms  myself now” (Parent 1, Late)"]


async def what_is_not_for_quotation_is_neither_key_nor_offered_for_a_narrative(hand, told):
    await hand.take_up()
    quotes = [one.extract.quote for one in hand.rows(ExtractRows).rows]
    assert "She sat with me" in quotes
    await hand.press("home", "k")
    assert "1 of these 2 extracts is marked as not for quotation" in told(hand.app)
    await hand.press("w")
    offered = hand.app.screen.query_one(ExtractRows).rows
    assert [one.extract.quote for one in offered] == [one for one in quotes if one != "She sat with me"]
    assert "1 not for quotation left out" in str(hand.app.screen.query_one("#beside").border_subtitle)
    await hand.press("escape")


async def codes_without_a_theme_can_be_shown_alone_and_words_found(hand, study, shown):
    await hand.only(study, ("A", {"codes": ["support", "trust"]}))
    await hand.resize(SMALL)
    assert shown(hand.app).count("○ none") == 1
    await hand.press("f")
    assert [row.id for row in hand.rows(CodeRows).rows] == ["doubt"]
    await hand.press("f", "tab", "ctrl+f")
    await hand.type("CITY")
    await hand.press("enter")
    assert hand.rows(ExtractRows).current.extract.transcript == SECOND
    # Who and when, then the code; the name of the transcript only where it says more than these.
    assert "Parent 2, Early · Trust " in shown(hand.app)
    assert SECOND not in shown(hand.app)
    assert "العربية" not in shown(hand.app)
    await hand.press("v")
    assert "العربية" in shown(hand.app)
    await hand.press("escape")


async def another_theme_begins_at_its_first_extract_with_none_marked(hand, study, shown):
    await hand.only(study, ("A", {"codes": ["trust"]}), ("B", {"codes": ["listening", "trust"]}))
    rows = hand.rows(ExtractRows)
    await hand.press("x", "enter", "space", "shift+tab")
    assert "Extracts of “A”" in shown(hand.app)
    assert "2 extracts · 0 key · 1 against · 1 marked" in shown(hand.app)
    in_both = rows.rows[0].extract.id
    await hand.press("home", "down")
    assert [one.extract.id for one in rows.rows].index(in_both) > 0
    assert (rows.cursor, rows.marked) == (0, set())
    assert "Extracts of “B”" in shown(hand.app)
    assert "3 extracts · 0 key · 0 against ─" in shown(hand.app)
    # Read anew, the cursor stays with its extract, wherever that stands by then.
    rows.move_to(2)
    kept = rows.current.extract.id
    themes.edit(study, themes.find_theme(study, "B"), remove_codes=["listening"])
    await hand.take_up()
    assert (rows.cursor, rows.current.extract.id) == (1, kept)


async def enter_goes_to_the_extract_in_its_transcript(hand, study, shown):
    await hand.only(study, ("Help", {"codes": ["practical"]}))
    await hand.press("enter", "enter")
    assert hand.app.screen.PLACE == "coding"
    assert "I do the forms" in shown(hand.app)
    view = hand.app.screen.view
    (one,) = coding.extracts(study, codes=["practical"])
    assert (view.selection.start, view.selection.end) == (one.start, one.end)


def test_extracts_behind_a_theme_are_copied_found_and_gone_to(at_themes, behind, coded, shown, told, monkeypatch):
    copied = []
    monkeypatch.setattr("workbench.tui.clipboard.copy", lambda text, **_: copied.append(text) or "Copied")

    async def steps(hand):
        await what_fails_is_said_and_the_screen_goes_on(hand, coded, behind, told, monkeypatch)
        await a_judgement_hides_no_reading_that_failed(hand, coded, behind, monkeypatch)
        await a_late_reading_moves_no_cursor_that_the_user_has_moved(hand, coded, monkeypatch)
        await copying_brings_the_attribution_and_keeps_back_what_may_not_be_quoted(hand, coded, copied)
        await what_is_not_for_quotation_is_neither_key_nor_offered_for_a_narrative(hand, told)
        await another_theme_begins_at_its_first_extract_with_none_marked(hand, coded, shown)
        await codes_without_a_theme_can_be_shown_alone_and_words_found(hand, coded, shown)
        await enter_goes_to_the_extract_in_its_transcript(hand, coded, shown)

    at_themes(steps)
