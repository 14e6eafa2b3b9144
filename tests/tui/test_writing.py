"""The editor of longer texts: it changes nothing by itself, and sends nothing that a terminal would obey."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Paste

from workbench.tui.widgets.writing import Writing

ODD = "one\u2028two\x0bthree\x0cfour\x85five \x1b[31mred\x1b[0m\x9b \u202eback\nlast\n"


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Writing(ODD)


def test_a_text_stays_as_it_is_and_no_control_reaches_the_terminal(drive, settle):
    async def steps(pilot):
        area = pilot.app.query_one(Writing)
        assert area.text == ODD
        assert not area.changed
        assert area.document.line_count == 3
        strips = "".join(area.render_line(y).text for y in range(area.size.height))
        assert not set(strips) & set("\x1b\x9b\x0b\x0c\x85\u2028\u202e")
        assert "␛[31mred" in strips
        area.focus()
        area.move_cursor((0, 0))
        area.select_line(0)
        assert area.selected_text == ODD.split("\n")[0]
        await pilot.press("right", "!")
        assert area.text == ODD.replace("\nlast", "!\nlast", 1)
        assert area.changed
        await pilot.press("ctrl+z")
        assert area.text == ODD
        assert not area.changed
        area.move_cursor(area.document.end)
        pilot.app.post_message(Paste("a\r\nb\rc\x1b"))
        await settle(pilot)
        assert area.text == ODD + "a\nb\nc\x1b"
        area.text = "windows\r\nlines"
        assert area.text == "windows\nlines"
        assert not area.changed
        area.text = "two words\nlines"
        for times, taken in ((2, "words"), (3, "two words"), (4, "two words\nlines")):
            await pilot.click(area, offset=(6, 1), times=times)
            assert area.selected_text.strip("\n") == taken, times

    drive(Bare(), steps, size=(40, 20))
