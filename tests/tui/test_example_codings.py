"""Codings as examples of their codes on the screens: made, shown, typed; words of interviews are asked about."""

from __future__ import annotations

from uuid import UUID

from workbench import coding
from workbench.codebook.changes import change
from workbench.codebook.states import states
from workbench.spans import Span
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.code_form import CodeForm
from workbench.tui.screens.question import WriteQuestion
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.example_codings import ExampleCodings
from workbench.tui.widgets.writing import Writing

NOWHERE = UUID("6f1c2d3e-0000-4000-8000-0123456789ab")
WORDS = "She sat with me when the letters came"


def test_a_coding_is_made_an_example_and_shown_with_the_rule(study, drive, workbench_in, settle, shown, pressing):
    (made,) = coding.apply(study, "Parent 1 Early", [Span(41, 41 + len(WORDS))], ["trust"])
    (other,) = coding.apply(study, "PM1+PM2 Early", [Span(36, 65)], ["trust"])
    words = {one.id: one.quote for one in coding.extracts(study)}
    place = coding.find_place(study, "PM1+PM2 Early", quote=words[other.id], start=None, end=None)
    coding.mark_not_for_quotation(study, "PM1+PM2 Early", place)
    change.edit_code(study, "trust", {"examples": ("Invented.", f"coding: {other.id}", f"coding: {NOWHERE}")})
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)

        def examples():
            return next(code for code in states.current(app.study).codes() if code.id == "trust").examples

        app.open_transcript("Parent 1 Early")
        await settle(pilot)
        room = app.screen
        room.view.go_to(60)
        await settle(pilot)
        assert "e.g. Invented." in shown(app)
        text = str(app.screen.query_one(ExampleCodings).visual)
        assert "(not for quotation)" in text
        assert "which is not" in text
        assert f"coding: {other.id}" not in text
        await press("E")
        assert examples()[-1] == f"coding: {made.id}"
        assert "An example of “Trust” now; Ctrl+Z" in shown(app)
        await press("E")
        assert "That is an example of “Trust” already." in shown(app)
        assert len(examples()) == 4
        # The whole rule, in a box of its own.
        await press("z")
        assert isinstance(app.screen, CodeExtractsScreen)
        assert f"“{words[made.id]}” Parent 1 Early" in str(app.screen.query_one(ExampleCodings).visual)
        await press("escape", "ctrl+z")
        assert len(examples()) == 3
        # In the form they are lines that can be typed, by the beginning of an id as well.
        await press("b")
        app.screen.query_one(CodebookRows).point_at("trust")
        await press("e")
        assert isinstance(app.screen, CodeForm)
        assert f"“{words[other.id]}”" in str(app.screen.query_one(ExampleCodings).visual)
        field = app.screen.query_one("#examples", Writing)
        assert field.cursor_location == field.document.end != (0, 0)
        assert field.text.split("\n")[1:] == [f"coding: {other.id}", f"coding: {NOWHERE}"]
        field.insert(f"\ncoding: {str(NOWHERE)[:8]}", field.document.end)
        await press("ctrl+s")
        assert isinstance(app.screen, CodeForm)
        assert "There is no coding whose id begins with '6f1c2d3e'." in " ".join(shown(app).split())
        field.clear()
        field.insert(f"coding: {str(made.id)[:8]}\nI said that {WORDS}.")
        await press("ctrl+s")
        assert isinstance(app.screen, WriteQuestion)
        said = " ".join(shown(app).replace("│", " ").split())
        assert "The code Trust, examples: 8 words in a row, from word 4 on, stand in the transcript Parent 1" in said
        assert len(examples()) == 3
        await press("right", "enter")
        assert app.screen is room
        assert examples() == (f"coding: {made.id}", f"I said that {WORDS}.")

    drive(app, steps, size=(140, 50))
