"""The editor of longer texts: it changes nothing by itself, and sends nothing that a terminal would obey."""

from __future__ import annotations

from rich.text import Text
from textual.app import App, ComposeResult
from textual.events import Paste

from workbench.tui.widgets import writing
from workbench.tui.widgets.writing import Writing
from workbench.visible import CONTROLS

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


def test_a_paragraph_of_100_000_characters_is_cut_into_rows_once_for_a_page(drive, settle, monkeypatch):
    rows_made = []
    divide = Text.divide

    def counted(line, offsets):
        rows_made.append(len(found := divide(line, offsets)))
        return found

    monkeypatch.setattr(Text, "divide", counted)
    paragraph = "words in a memo, \x1b and \u4e2d\u6587, " * 3_200

    async def steps(pilot):
        area = pilot.app.query_one(Writing)
        area.text = "before\n" + paragraph
        area.focus()
        area.move_cursor(area.document.end)
        await settle(pilot)
        row = area.document.line_count - 1
        assert len(area.wrapped_document.get_sections(row)) > 1_000
        assert "".join(area.wrapped_document.get_sections(row)) == area.document[row]
        rows_made.clear()
        area.move_cursor(area.get_cursor_up_location())
        area.move_cursor(area.get_cursor_down_location())
        assert rows_made == []
        area.move_cursor(area.document.end)
        await pilot.press("!")
        await settle(pilot)
        assert area.text.endswith(", !")
        rows_made.clear()
        area._line_cache.clear()
        strips = [area.render_line(y) for y in range(area.size.height)]
        assert len(strips) == area.size.height
        assert sum(rows > 1_000 for rows in rows_made) <= 1
        bottom = area.render_line(area.size.height - 1).text.rstrip()
        assert bottom
        assert ("before\n" + paragraph + "!").replace("\x1b", "␛").rstrip().endswith(bottom)
        area.move_cursor((0, 0))
        await settle(pilot)
        assert area.render_line(0).text.rstrip() == "before"
        page = "".join(area.render_line(y).text.strip() + " " for y in range(1, 5))
        assert paragraph.replace("\x1b", "␛").startswith(page.rstrip())

    drive(Bare(), steps, size=(90, 24))


def test_every_control_character_has_a_stand_in():
    characters = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000))))
    assert list(map(ord, CONTROLS.findall(characters))) == list(writing._tables()[0])
