"""What a form is filled in with."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.screen import Screen

from workbench.tui.app import Workbench
from workbench.tui.widgets.clicks import word_at
from workbench.tui.widgets.form_fields import LongField, TextField, TextsField
from workbench.tui.widgets.line import Line


class Narrow(App):
    CSS = "Line { width: 12; height: 1; }"

    def compose(self):
        yield Line()


def test_what_is_typed_is_followed_to_its_end_and_lays_out_nothing_anew(drive, shown, monkeypatch):
    laid_out = []
    layout = Screen._refresh_layout
    monkeypatch.setattr(
        Screen,
        "_refresh_layout",
        lambda screen, *given, **more: (laid_out.append(1), layout(screen, *given, **more))[1],
    )

    async def steps(pilot):
        laid_out.clear()
        await pilot.press(*"a line longer than its place")
        await pilot.pause()
        assert not laid_out
        assert "its place" in shown(pilot.app)
        assert "a line" not in shown(pilot.app)
        await pilot.press("home")
        await pilot.pause()
        assert "a line" in shown(pilot.app)
        line = pilot.app.query_one(Line)
        line.value = "a  z"
        line.cursor_position = 2
        line.post_message(events.Paste("Early\r\n\n  inter\x1bviews \n"))
        await pilot.pause()
        assert line.value == "a Early interviews z"
        # Two clicks take the word, three all; what is typed takes its place.
        line.value = "a don't b"
        line.cursor_position = 0
        for times, taken in ((2, "don't"), (3, "a don't b")):
            await pilot.click(line, offset=(4, 0), times=times)
            assert line.selected_text == taken
        line.password = True
        await pilot.click(line, offset=(4, 0), times=2)
        assert line.selected_text == "a don't b"
        assert [word_at("ab, cd", place) for place in (0, 2, 3, 4, 6)] == [(0, 2), (0, 2), (3, 3), (4, 6), (4, 6)]

    drive(Narrow(), steps)


def test_what_turns_the_reading_direction_is_kept_and_nothing_is_sent_that_a_terminal_obeys(drive, settle, shown):
    stored = "الأم\u200f 1\x1b[31m\tx\n\u202ay"
    arabic, pasted = "\u202aدراسة\u200f\u2066\u202c", "b\x1b\x00\x9b31m\ufff9\u2028\tc "

    async def steps(pilot):
        app = pilot.app
        fields = [TextField("title", "", stored), LongField("about", "", stored), TextsField("names", "", [stored])]
        await app.screen.mount(*fields, before=0)
        await settle(pilot)
        one, lines, names = (field.editors()[0] for field in fields)
        # What stood there is shown, can be gone through sign by sign, and is given back as it was.
        assert "الأم¤ 1␛[31m␉x␊¤y" in shown(app)
        assert (one._position_to_cell(len("الأم\u200f 1")), one._cell_offset_to_index(5)) == (7, 5)
        assert [field.changed for field in fields] == [False] * 3
        assert [one.value, lines.text, names.text] == [stored] * 3
        lines.move_cursor(lines.document.end)
        for editor in (one, lines):
            editor.focus()
            await settle(pilot)
            await pilot.press("end")
            app.post_message(events.Paste(arabic))
            app.post_message(events.Key("right_to_left_mark", "\u200f"))
            app.post_message(events.Paste(pasted))
            await settle(pilot)
        assert one.value == f"{stored}{arabic}\u200fb31m c"
        assert lines.text == f"{stored}{arabic}\u200fb31m\n\tc "
        await pilot.press("ctrl+a", "!")
        assert lines.text == "!"
        one.focus()
        await pilot.press("ctrl+a", "!")
        assert one.value == "!"
        # The palette's line is Textual's own.
        await pilot.press("ctrl+p")
        app.post_message(events.Paste(f"{arabic}{pasted}"))
        await settle(pilot)
        assert not set("\x00\x1b\x9b\u200f\u202a\u2066") & set(shown(app))

    drive(Workbench(), steps)


def test_a_field_shows_its_label_and_what_is_said_of_it_line_by_line(drive, settle, shown):
    async def steps(pilot):
        async def rows():
            await settle(pilot)
            return [line.split("│")[-1].rstrip() for line in shown(pilot.app).splitlines()[:6]]

        long = TextField("speaker", "", "S1", label="[b]The lady of the council who came late")
        short = TextField("wave", "When [it] was.", "T1", care="Take care.")
        await pilot.app.screen.mount(long, short, before=0)
        # A label that is longer than its place goes on below, and what comes next begins below it.
        assert await rows() == [
            "",
            "[b]The lady of the     S1",
            "council who came late",
            "",
            "Wave                   T1",
            "                      Take care.",
        ]
        assert "\n" + " " * 22 + "When [it] was.\n" in shown(pilot.app)
        # What is wrong comes under what it is wrong with, and goes again.
        long.say("[/b] \x1b nobody")
        assert (await rows())[1:3] == ["[b]The lady of the     S1", "council who came late [/b] ␛ nobody"]
        long.say("")
        assert (await rows())[2] == "council who came late"

    drive(Workbench(), steps)
