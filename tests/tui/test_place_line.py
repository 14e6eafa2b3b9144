"""The line under a transcript."""

from __future__ import annotations

from uuid import UUID

import pytest
from textual.app import App, ComposeResult

from workbench.spans import Span
from workbench.transcripts.listing import SpokenText, SpokenTurn
from workbench.tui.widgets.place_line import PlaceLine

TEXT = "Interviewer: And then?\nPM1: We moved.\n"


class Stage(App[None]):
    def compose(self) -> ComposeResult:
        yield PlaceLine()


@pytest.mark.parametrize(
    ("words", "who"), [("Interviewer", "Interviewer"), ("then", "Interviewer"), ("PM1", "PM1"), ("moved", "PM1")]
)
def test_it_names_who_speaks_where_the_caret_is_on_a_label_too(drive, words, who):
    turns = (SpokenTurn(13, 22, "Interviewer", 0, (), True), SpokenTurn(28, 37, "PM1", 9000, ("PM1",), False))
    spoken = SpokenText(UUID(int=1), UUID(int=2), "PM1 T1", TEXT, turns)
    app = Stage()

    async def steps(pilot):
        line = app.query_one(PlaceLine)
        line.show(spoken, TEXT.index(words), None)
        assert str(line.visual).startswith(who)

    drive(app, steps)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span(28, 36), "8 characters selected"),
        (Span(28, 30), "2 characters selected"),
        (Span(31, 34), "3 characters selected, a word is cut"),
        (Span(29, 36), "7 characters selected, a word is cut"),
        (Span(36, 37), "1 character selected"),
    ],
)
def test_a_selection_that_cuts_a_word_is_told(drive, span, said):
    app = Stage()
    spoken = SpokenText(UUID(int=1), UUID(int=2), "PM1 T1", TEXT, ())

    async def steps(pilot):
        line = app.query_one(PlaceLine)
        line.show(spoken, span.end, span)
        assert str(line.visual).endswith(f"· {said}")

    drive(app, steps)
