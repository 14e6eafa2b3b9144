"""What a form is filled in with."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen

from workbench.tui.widgets.form_fields import Line


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

    drive(Narrow(), steps)
