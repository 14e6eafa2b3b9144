"""What a form is filled in with."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.screen import Screen

from workbench.tui.app import Workbench
from workbench.tui.widgets.form_fields import Line, TextField


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
        assert line.value == "a Early inter␛views z"

    drive(Narrow(), steps)


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
