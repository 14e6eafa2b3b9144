"""The room of samples: one is drawn after it was seen, finished, revealed, drawn again; all of it by keys and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.agreement.sample_list import find
from workbench.agreement.sample_words import own_left
from workbench.sight import history
from workbench.transcripts import listing
from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.hand_out import HandOutBox
from workbench.tui.screens.question import Question
from workbench.tui.screens.sample_draw import DrawScreen, RoundScreen
from workbench.tui.screens.sample_without import WithoutBox
from workbench.tui.screens.samples import SamplesScreen
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.place_line import PlaceLine
from workbench.tui.widgets.rows import Rows
from workbench.tui.widgets.sample_line import SampleLine

EARLY, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"


@pytest.fixture
def drawn(study, code):
    """A sample of two transcripts for Ruth and Owen, one of which Owen has begun."""
    samples.draw(study, "First [/b]", ("Ruth", "Owen"), Asked(number=2, by=()), seed=3)
    name = find(study).transcripts[0].name
    code(replace(study, coder="Owen"), name, {EARLY: "I was scared", LATE: "I doubt it"}.get(name, "We"), "doubt")
    return study


def about(app):
    return str(app.screen.query_one("#sample-about").render())


def preview(app):
    return str(app.screen.query_one("#draw-told").render())


def test_a_sample_is_drawn_as_it_was_shown(drive, workbench_in, study, studies, shown, told, pressing):
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g", "p")
        assert isinstance(app.screen, SamplesScreen)
        assert "No sample was drawn yet." in shown(app)
        assert "d draws one; you see first what would be drawn." in shown(app)
        await press("f", "r", "n", "delete")
        assert "there is no sample yet; d draws one" in told(app)
        await press("d")
        form = app.screen
        assert isinstance(form, DrawScreen)
        # What is missing is told until it is there, and nothing can be drawn meanwhile.
        assert "A sample is coded by two people at least." in preview(app)
        await press("ctrl+s")
        assert "Nothing can be drawn so" in shown(app)
        await press(*"Try", "enter", "end", *"Owen", "tab", *"3")
        assert "3 transcripts cannot give 1 of each stratum: that takes 4." in preview(app)
        await press("backspace", "4")
        assert "4 of 5 transcripts, by role and wave, at least 1 of each; drawn by chance" in preview(app)
        assert "New in the study: Ruth and Owen." in preview(app)
        await press("backspace", *"40 %", "tab", "tab", "x")
        assert "is a whole number" in preview(app)
        await press("backspace", "0", "tab", "2")
        assert "(40 % were asked for), of each a stretch of 2 turns" in preview(app)
        # One is left out.
        await press("tab", "enter")
        assert isinstance(app.screen, WithoutBox)
        await press("slash", *"Late", "enter", "space", "slash", "ctrl+a", "delete")
        assert "1 left out" in shown(app)
        await press("ctrl+s")
        assert "1 transcript left out beforehand" in preview(app)
        await press("tab", "tab", *"77")
        assert "(seed 77)" in preview(app)
        names = {row.cells[0]: row.cells[3] for row in form.query_one(Rows)._rows}
        await press("ctrl+s")
        assert isinstance(app.screen, SamplesScreen)
        assert "Drew “Try”." in told(app)
        assert "Owen 0 of 2, Ruth 0 of 2" in shown(app)
        assert "Blind is a courtesy, no lock" in about(app)
        assert "finished: Owen 0, Ruth 0" in about(app)
        rows = app.screen.query_one("#sample-transcripts", Rows)
        assert ", ".join(row.cells[0] for row in rows._rows) == ", ".join(filter(None, names.values()))
        assert "Lines" in shown(app)
        # Nobody worked on it: undo takes it away.
        await press("ctrl+z")
        assert "No sample was drawn yet." in shown(app)
        await press("ctrl+y")
        assert "Owen 0 of 2" in shown(app)

    drive(app, steps, size=(80, 24))
    again, _ = studies.open(study.folder)
    assert find(again, "Try").asked == Asked(0.4, None, ("role", "wave"), 0, (LATE,), 2)
    assert find(again).seed == 77


def test_it_is_worked_through_and_revealed(drive, workbench_in, drawn, studies, shown, told, pressing, settle):
    drawn.close()
    app = workbench_in(drawn.folder)
    owen = replace(studies.again(drawn), coder="Owen")

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+r")
        room = app.screen
        assert "… in work" in shown(app)
        assert "You have 2 transcripts left; f says of one that it is finished." in about(app)
        await press("n")
        assert "the sample is open still; r reveals it" in told(app)
        # One, with the keyboard on it; then all that are left.
        await press("enter", "f")
        assert "√ finished" in shown(app)
        assert "Finished " in told(app)
        await press("o")
        assert "Reopened " in told(app)
        # With the mouse: below of the one under the cursor, above of all.
        await press("shift+tab")
        for item in app.screen.query("#sample-pane ActionItem"):
            if item.command.id == "samples.finish":
                await pilot.click(item)
        await press()
        assert list(find(owen).unfinished()["Ruth"]) == [room.sample.transcripts[1].name]
        await press("shift+tab", "f")
        assert isinstance(app.screen, Question)
        assert "You have coded nothing in " in shown(app)
        await press("y")
        assert find(owen).unfinished().keys() == {"Owen"}
        # Early: who has not finished is told, and nothing is done unless it is meant.
        await press("r")
        assert "Not all have finished it: Owen" in shown(app)
        assert "every later result" in " ".join(shown(app).split())
        await press("escape")
        assert find(owen).is_open
        samples.finish(owen)
        app._look_around()
        await settle(pilot)
        await press("r")
        assert "All have finished “First [/b]”" in shown(app)
        await press("y")
        assert "c compares its coders" in about(app)
        assert not find(owen, "First [/b]").revealed_early
        await press("f")
        assert "the sample is revealed" in told(app)
        await press("c")
        assert isinstance(app.screen, AgreementScreen)
        assert (app.screen.wanted.coders, app.screen.wanted.sample) == (("Ruth", "Owen"), "First [/b]")
        # A next round: others, or the same.
        await press("p", "n")
        assert isinstance(app.screen, RoundScreen)
        assert "2 transcripts left out beforehand" in preview(app)
        await press("tab", "enter", "down", "enter")
        assert "transcripts left out beforehand" in preview(app)
        assert "Coded on already" not in preview(app)
        await press("enter", "down", "enter")
        assert "the transcripts of the round before again" in preview(app)
        assert "Coded on already, in sight of all, so that it would be blind only in part: " in preview(app)
        # What is typed behind the key comes too late for this sample, and draws no other.
        await press("ctrl+s", "x")
        assert room.sample.name == "First [/b], round 2"
        assert (room.sample.round, room.sample.follows) == (2, "First [/b]")
        # Into the transcript, and back to the room; then it is taken away again.
        await press("enter", "enter")
        assert isinstance(app.screen, CodingScreen)
        await press("ctrl+r", "shift+tab", "delete")
        assert "The codings stay" in shown(app)
        await press("y")
        assert "Discarded “First [/b], round 2”." in told(app)
        assert [one.name for one in room._read.found] == ["First [/b]"]
        await press("ctrl+z")
        assert [one.name for one in room._read.found] == ["First [/b], round 2", "First [/b]"]

    drive(app, steps, size=(140, 40))


def test_what_is_to_be_coded_is_told_where_one_codes(drive, workbench_in, drawn, studies, shown, told, pressing):
    first, second = (one.name for one in find(drawn).transcripts)
    drawn.close()
    app = workbench_in(drawn.folder)
    again = studies.again(drawn)

    def line(app):
        widget = app.screen.query_one(SampleLine)
        return str(widget.render()) if widget.display else ""

    async def steps(pilot):
        press = pressing(pilot)
        assert line(app) == "To code for the sample “First [/b]”: 2 transcripts · G goes to the next"
        await pilot.resize_terminal(100, 30)
        await press()
        assert "or a click here, goes to the next" in line(app)
        await press("G")
        room = app.screen
        assert room.opened.transcript.name == first
        assert "“First [/b]”: all of it · D finishes · G: next of 2 left" in line(app)
        await press("D")
        assert f"Finished {first}." in told(app)
        assert "finished · G: next of 1 left" in line(app)
        await pilot.click(SampleLine)
        await press()
        assert room.opened.transcript.name == second
        await press("D")
        assert "all of yours are finished" in line(app)
        await press("G")
        assert "no open sample has anything left for you; Ctrl+R shows them" in told(app)
        await press("D", "ctrl+z")
        assert own_left(find(again), "Ruth") == []
        # Whoever is not to code it is told that others' codings are not shown; where it is revealed, nothing is.
        app.take_up(replace(app.opened, coder="Ann"))
        await press()
        assert line(app) == "Sample “First [/b]” is open: you see your own codings here only"
        await press("D")
        assert "this is in no open sample of yours" in told(app)
        samples.reveal(again, early=True)
        app._look_around()
        await press()
        assert line(app) == ""

    drive(app, steps, size=(80, 24))


def test_handed_out_and_revealed_early(drive, workbench_in, drawn, studies, shown, told, pressing, tmp_path):
    drawn.close()
    app = workbench_in(drawn.folder)
    names = [one.name for one in find(drawn).transcripts]

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+r")
        await pilot.click("#samples ActionItem")
        await pilot.pause()
        assert isinstance(app.screen, DrawScreen)
        await press("escape")
        # Handed out: as a study, then as Word files; where that cannot be written is told while one types.
        for kind, files in (("study", ["study.yaml", "transcripts"]), ("Word", ["Codebook.docx", f"{names[0]}.docx"])):
            await press("h")
            box = app.screen
            assert isinstance(box, HandOutBox)
            if kind == "Word":
                await press("shift+tab", "enter", "down", "enter", "tab")
            assert files[0] in str(box.query_one("#hand-out-files").render())
            for where in (drawn.folder / "codings", tmp_path / kind):
                box.query_one("#hand-out-folder").value = str(where)
                await press()
                fits = "It will lie in" in str(box.query_one("#hand-out-where").render())
                assert fits == (where.name == kind)
            await press("ctrl+s")
            assert isinstance(app.screen, WrittenScreen)
            assert "“First [/b]” for Owen: 2 transcripts." in shown(app)
            assert ("a comment" if kind == "Word" else "says what is finished: Ctrl+R f.") in " ".join(
                shown(app).split()
            )
            assert all((tmp_path / kind / name).exists() for name in files)
            await press("escape")
        await press("r", "y")
        assert "Revealed “First [/b]”, early." in told(app)
        assert "revealed early" in shown(app)

    drive(app, steps, size=(80, 24))
    study, _ = studies.open(drawn.folder)
    assert find(study, "First [/b]").revealed_early
    told = [one.sentence for one in history(study)]
    assert any(one.startswith("Revealed the sample “First [/b]” early: not finished by") for one in told)


def test_what_lies_outside_of_a_stretch_is_told_when_it_is_coded(
    drive, workbench_in, study, studies, shown, told, pressing
):
    samples.draw(study, "Part", ("Ruth", "Owen"), Asked(share=1, by=(), turns=1), seed=3)
    one = next(each for each in find(study).transcripts if each.name == JOINT)
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)
        with studies.again(study).read() as session:
            spoken = listing.spoken(session, {one.revision_id})[one.revision_id]
        inside = next(each for each in spoken.lines if each.start == one.start)
        outside = next(each for each in spoken.lines if each.start >= one.end)
        room = None
        for line in (inside, outside):
            app.open_extract(JOINT, line.start, line.end)
            await press()
            room = app.screen
            await press("c", *"Trust", "enter", "ctrl+s")
            said = str(room.query_one(PlaceLine).render())
            assert "oded “" in said, shown(app)
            assert said.startswith("Outside of the sample “Part” (line") == (line is outside)
        # What was done before is not told any more where something else was done since.
        await press("D")
        assert "Finished " in told(app)
        assert "oded “" not in str(room.query_one(PlaceLine).render())
        # Beside what was drawn stands a line, as long as the sample is open.
        view = room.view
        edges = [view.render_line(row).text[0] for row in range(view.ground.layout.rows)]
        where = view.ground.layout.row_at(one.start)
        assert (edges.pop(where), set(edges)) == ("[", {" "})
        samples.reveal(studies.again(study), early=True)
        app._look_around()
        await press()
        assert view.render_line(where).text[0] == " "

    drive(app, steps, size=(200, 30))
