"""History as a list one walks: each step leads to its place, words narrow it, it goes on as far back as one goes."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from workbench import coding, memos, sight, themes
from workbench.spans import Span
from workbench.store.step_places import StepPlace
from workbench.tui.screens.history import HistoryScreen
from workbench.tui.widgets.rows import Rows


def latest(study):
    return sight.history(study, limit=1)[0].id


def test_a_step_is_found_where_it_was_and_no_more_where_that_is_gone(study):
    name = "Parent 1 Early"
    span = coding.find_place(study, name, quote="every week.", start=None, end=None)
    made = coding.apply(study, name, [span], ["trust"])
    assert sight.place_of_step(study, latest(study)) == StepPlace(name, span)
    coding.set_memo(study, made[0].id, "a memo")
    assert sight.place_of_step(study, latest(study)) == StepPlace(name, span)
    coding.mark_not_for_quotation(study, name, Span(0, 4))
    assert sight.place_of_step(study, latest(study)) == StepPlace(name, Span(0, 4))
    theme = themes.add(study, "A theme", codes=["trust"])
    step = latest(study)
    assert sight.place_of_step(study, step) == StepPlace(theme=theme.id)
    themes.remove(study, theme)
    assert sight.place_of_step(study, step) is None
    assert sight.place_of_step(study, 99_999) is None
    for about, name_of, place in (
        ("transcript", name, StepPlace(name)),
        ("theme", str(themes.add(study, "Another").id), None),
        ("code", "trust", None),
        ("study", "", None),
    ):
        memo_id = memos.add(study, "a memo", about=about, name=name_of)
        place = place or (StepPlace(theme=UUID(name_of)) if about == "theme" else StepPlace(memo=memo_id))
        assert sight.place_of_step(study, latest(study)) == place, about
    memos.add(study, "a memo", about="coding", coding_id=made[0].id)
    assert sight.place_of_step(study, latest(study)) == StepPlace(name, span)


def test_older_steps_are_those_before(study):
    theme = themes.add(study, "A theme")
    step = latest(study)
    themes.remove(study, theme)
    older = sight.history(study, before=step)
    assert all(one.id < step for one in older)
    assert len(older) == len(sight.history(study)) - 2


def test_a_long_name_leaves_room_for_what_was_done(study, drive, workbench_in, settle, shown):
    themes.add(replace(study, coder="Wilhelmina Featherstonehaugh-Cholmondeley"), "x" * 60)
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        await pilot.press("f7")
        await settle(pilot)
        assert "  Wilhelmina …  " in shown(app)

    drive(app, steps, size=(80, 24))


def test_the_list_goes_on_is_narrowed_and_leads_to_the_place(
    study, drive, workbench_in, settle, shown, told, monkeypatch
):
    monkeypatch.setattr("workbench.tui.screens.history._AT_ONCE", 5)
    name = "Parent 1 Early"
    span = coding.find_place(study, name, quote="every week.", start=None, end=None)
    coding.apply(study, name, [span], ["trust"])
    for number in range(4):
        themes.add(study, f"Theme [/b] {number}")
    count = len(sight.history(study))
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        await pilot.press("f7")
        await settle(pilot)
        rows = app.screen.query_one(Rows)
        assert rows.row_count == 5
        assert "5 steps so far" in shown(app)
        while rows.row_count < count:
            await pilot.press("pagedown")
            await settle(pilot)
        assert rows.row_count == count
        assert f"{count} steps" in shown(app)
        assert "so far" not in shown(app)
        await pilot.press("slash", *"trust", "enter")
        await settle(pilot)
        assert rows.row_count == 1
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.PLACE == "coding"
        assert app.screen.view.selection == span
        await pilot.press("f7", "slash", *"theme [/b] 3", "enter", "enter")
        await settle(pilot)
        assert app.screen.PLACE == "themes"
        assert "Theme [/b] 3" in shown(app)
        await pilot.press("f7", "slash", *"came in", "enter", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert "no passage, transcript, theme or memo" in told(app)

    drive(app, steps)
