"""The home screen: the phases, where things stand, and where each figure leads."""

from __future__ import annotations

from dataclasses import replace

from workbench import memos, themes
from workbench.standing import standing
from workbench.tui.screens.home import HomeScreen
from workbench.tui.screens.memo_form import MemoForm
from workbench.tui.widgets.home_rows import FigureRows, PhaseRows, figures_of

HOSTILE = "Listened. [/bold] \x1b[31mred [names city]"


def test_phases_are_noted_and_figures_lead_to_where_one_works(study, code, drive, workbench_in, shown, told, pressing):
    code(study, "Parent 1 Early", "She sat with me", "trust")
    themes.add(study, "[/] Being held", codes=["trust"])
    memos.add(study, "a bruise", kind="safeguarding")
    memos.add_entry(replace(study, coder="Sam"), 2, "Coded.")
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)

        async def from_figure(key):
            await press("f12")
            app.screen.query_one(FigureRows).focus()
            app.screen.query_one(FigureRows).go_to(key)
            await press("enter")
            return app.screen

        assert app.screen.PLACE == "library"
        await press("f12")
        home = app.screen
        assert isinstance(home, HomeScreen)
        page = shown(app)
        assert "Generating initial codes" in page
        assert "1 of 5 transcripts coded by you" in page
        assert "0 of 5 transcripts coded by two or more" in page
        assert "1 of 1 theme without an extract against" in page
        assert "open: [/] Being held" in page
        assert "bruise" not in page
        await press("shift+tab", "e")
        assert "Change: go to a phase in which something was noted" in told(app)
        await press("enter")
        assert isinstance(app.screen, MemoForm)
        app.screen.query_one("#note").text = HOSTILE
        await press("ctrl+s")
        page = shown(app)
        assert f"{memos.today()}, Ruth: Listened. [/bold] ␛[31mred [names city]" in page
        assert "1 entry" in page
        await press("e")
        app.screen.query_one("#note").text = "Listened twice."
        await press("ctrl+s")
        assert memos.phases(study)[0].latest.text == "Listened twice."
        await press("down", "e")
        assert "You have noted nothing in this phase yet" in told(app)
        await press("g")
        assert app.screen.memo.text == "Coded."
        await press("g")
        assert app.screen is home
        assert home.query_one(PhaseRows).current.number == 2
        # What was read since counts, though nothing in the study changed.
        assert "0 of 5 transcripts read" in shown(app)
        await press("f3", "ctrl+end", "f12")
        assert "1 of 5 transcripts read" in shown(app)
        library = await from_figure("uncoded")
        assert library.transcript.name == "Parent 1 Late"
        room = await from_figure("loose_codes")
        assert room.only_loose
        assert (await from_figure("unopposed_themes")).theme.name == "[/] Being held"
        assert (await from_figure("open_concerns")).memo.text == "a bruise"
        assert (await from_figure("double_coded")).PLACE == "library"

    drive(app, steps, size=(160, 40))


def test_a_study_without_transcripts_is_told_what_to_do_first(study):
    empty = replace(standing(study), transcripts=0, unread=(), uncoded=())
    (only,) = figures_of(empty)
    assert (only.said, only.open) == ("There are no transcripts yet", ())
    assert "i takes them in there" in only.leads
    first, second = figures_of(replace(empty, open_concerns=2))
    assert first.is_urgent
    assert first.said == "2 concerns for somebody's safety not passed on yet"
    assert second == only
    begun = {one.key: one.said for one in figures_of(replace(standing(study), codes=0, themes=0, double_coded=None))}
    assert begun["loose_codes"] == "There are no codes yet"
    assert begun["unopposed_themes"] == "There are no themes yet"
    assert "double_coded" not in begun
