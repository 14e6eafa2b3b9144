"""On what coders are compared: chosen in a box, told in the heading of the room."""

from __future__ import annotations

from dataclasses import replace

from compared_study import PARENT

from workbench.agreement.drawing import Asked
from workbench.agreement.samples import draw, finish, reveal
from workbench.model import utc_now
from workbench.transcripts.listing import transcripts
from workbench.tui.screens.compare_box import CompareBox


def test_on_what_they_are_compared_is_chosen_and_told(drive, workbench_in, compared, shown, pressing):
    name = "[names city] [/bold] [red] " + "x" * 200
    with compared.read() as session:
        others = tuple(one.name for one in transcripts(session) if one.name != PARENT)
    draw(compared, "First", ("Ruth", "Owen"), Asked(number=1, by=(), without=others))
    for who in (compared, replace(compared, coder="Owen")):
        finish(who, "First")
    reveal(compared, "First")
    draw(compared, name, ("Ruth", "Owen"), Asked(number=1, by=(), without=(PARENT,)))
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        assert "Agreement · Ruth (A), Owen (B) · “First” · 2 turns · 1 transcript" in shown(app)
        await press("c")
        assert "their sample that was revealed last" in shown(app)
        assert "Open, and compared once revealed: “[names city] [/bold]" in shown(app)
        await press("tab", "enter")
        today = f"{utc_now():%d %b %Y}"
        assert f"“First” · round 1 · revealed {today}" in shown(app)
        await press("end", "enter", "ctrl+s")
        assert "Agreement · Ruth (A), Owen (B) · all both coded · " in shown(app)
        assert app.screen.comparison.basis.sample is None
        # What is chosen holds for the passages, the map and what was settled, and stays chosen.
        await press("a")
        assert {one.transcript for one in app.screen.found.passages} == {PARENT}
        assert app.screen.wanted.sample is True
        await press("escape", "v", "escape", "e")
        assert "all both coded" in shown(app)
        await press("c")
        assert "every transcript that two of them coded" in shown(app)
        await press("tab", "enter", "up", "enter", "ctrl+s")
        assert "“First” · 2 turns · 1 transcript" in shown(app)

    drive(app, steps, size=(120, 40))


def test_a_sample_that_is_open_is_told_of_and_others_can_be_chosen(drive, workbench_in, study, code, shown, pressing):
    draw(study, "First", ("Ruth", "Owen"), Asked(share=1, by=()))
    code(study, "Parent 1 Late", "I doubt it", "doubt")
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        assert "Agreement · Ruth (A), Owen (B)" in shown(app)
        assert "The sample “First” is open still; not finished: Owen" in shown(app)
        assert "c chooses whom to compare, and on what." in shown(app)
        await press("c", "tab", "enter", "end", "enter", "ctrl+s")
        said = " ".join(shown(app).replace("│", "").split())
        assert "No transcript was coded by two of these: Ruth, Owen." in said
        assert "What is on a sample that is open (“First”) is left out." in said
        # Of many coders the box still has its buttons on a small screen.
        app.push_screen(CompareBox({f"Coder {number}": number for number in range(30)}, (), None))
        await press("end")
        assert "Coder 29" in shown(app)
        assert "Cancel          Compare" in shown(app)

    drive(app, steps, size=(80, 24))
