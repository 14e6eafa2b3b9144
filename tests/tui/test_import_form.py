"""The form of a file to import says what is recognised with what is typed into it, and people are chosen in it."""

from __future__ import annotations

from textual.widgets import Button, Input

from workbench.errors import Unavailable
from workbench.tui.screens import confirm_import
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.path_line import PathLine
from workbench.tui.widgets.rows import Rows


def test_the_form_of_a_file_says_what_will_be_recognised(begin, study, incoming, settle, shown, monkeypatch):
    (incoming / "PM1 T2.txt").unlink()
    (incoming / "X7 T2.txt").write_text("Interviewer: And?\nX7: Well.\nInterviewer: Oh.\nX7: Yes.\n")

    def read(app):
        return " ".join(shown(app).replace("│", " ").split())

    async def press(pilot, *keys):
        await pilot.press(*keys)
        await settle(pilot)

    async def who_is_typed_is_recognised(app, pilot):
        await press(pilot, "down", "e")
        form = app.screen
        page = read(app)
        assert "nobody knows who “Mum” is" in page
        assert "whom the study does not know yet: unknown" in page
        # Who speaks can be seen without scrolling, before what is rarely known.
        assert "Who speaks" in page
        form._kind.query_one(DropDown).expanded = True
        await settle(pilot)
        assert "Esc Close" in read(app)
        await press(pilot, "escape")
        form._participants.enter()
        await settle(pilot)
        await press(pilot, *"Parent 4", "tab")
        page = read(app)
        assert "Parent 4" in form._speakers["Mum"].query_one(Input).placeholder
        assert "nobody knows" not in page
        assert "whom the study does not know yet: Parent (recognised)." in page
        assert "Recognised: individual." in page
        # What could not be found out is said, and what is filled in can be taken all the same.
        with monkeypatch.context() as patch:
            patch.setattr(confirm_import, "look", lambda *_: (_ for _ in ()).throw(Unavailable("Away.", "Wait.")))
            await press(pilot, "shift+tab", "end", "x", "tab")
            assert "Away. Wait." in read(app)
        await press(pilot, "shift+tab", "end", "backspace", "tab")
        assert "Away" not in read(app)
        return form

    async def who_is_typed_can_be_chosen(app, pilot, form):
        mum = form._speakers["Mum"].query_one(Input)
        # Textual presses no button twice in a fifth of a second.
        form._speakers["Mum"].query_one(Button).active_effect_duration = 0
        await press(pilot, *["tab"] * 6)
        assert form.focused is mum
        await press(pilot, "tab", "enter")
        assert "Nothing chosen yet." in read(app)
        # Enter on somebody takes them where nobody is marked; nothing is taken from the line.
        await press(pilot, "enter")
        assert (app.screen, form.focused, mum.value) == (form, mum, "")
        await press(pilot, "tab", "enter", "down")
        app.screen.query_one(Rows).go_to("Parent 4")
        assert "Space Mark several" in read(app)
        await press(pilot, "enter")
        assert (app.screen, mum.value) == (form, "Parent 4")
        await press(pilot, "ctrl+s")

    async def the_role_of_several_files_is_said_at_once(app, pilot, confirm):
        page = read(app)
        assert "Parent 4 (parent)" in page
        assert "X7 (role unknown)" in page
        await press(pilot, "end", "space", "o", *"staf", "enter")
        page = read(app)
        assert "X7 (staff)" in page
        assert "Parent 7 (parent)" in page

    async def steps(app, pilot):
        await press(pilot, "i", "slash")
        app.screen.query_one(PathLine).value = str(incoming)
        await press(pilot, "enter")
        await press(pilot, "a", "enter")
        confirm = app.screen
        form = await who_is_typed_is_recognised(app, pilot)
        await who_is_typed_can_be_chosen(app, pilot, form)
        await the_role_of_several_files_is_said_at_once(app, pilot, confirm)

    begin(study, steps, size=(80, 24))
