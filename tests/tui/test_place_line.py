"""The line under a transcript."""

from __future__ import annotations

from uuid import UUID

from textual.app import App, ComposeResult

from workbench.spans import Span
from workbench.transcripts.listing import SpokenText, SpokenTurn
from workbench.tui.widgets.place_line import PlaceLine

TEXT = "Interviewer: And then?\nPM1: We moved.\n"


class Stage(App[None]):
    def compose(self) -> ComposeResult:
        yield PlaceLine()


def test_it_names_who_speaks_and_tells_a_selection_that_cuts_a_word(drive):
    turns = (SpokenTurn(13, 22, "Interviewer", 0, (), True), SpokenTurn(28, 37, "PM1", 9000, ("PM1",), False))
    spoken = SpokenText(UUID(int=1), UUID(int=2), "PM1 T1", TEXT, turns)
    app = Stage()

    def who_speaks_where_the_caret_is_on_a_label_too(line):
        for words, who in (("Interviewer", "Interviewer"), ("then", "Interviewer"), ("PM1", "PM1"), ("moved", "PM1")):
            line.show(spoken, TEXT.index(words), None)
            assert str(line.visual).startswith(who), words

    def a_selection_that_cuts_a_word_is_told(line):
        for span, said in (
            (Span(28, 36), "8 characters selected"),
            (Span(28, 30), "2 characters selected"),
            (Span(31, 34), "3 characters selected, a word is cut"),
            (Span(29, 36), "7 characters selected, a word is cut"),
            (Span(36, 37), "1 character selected"),
        ):
            line.show(SpokenText(UUID(int=1), UUID(int=2), "PM1 T1", TEXT, ()), span.end, span)
            assert str(line.visual).endswith(f"· {said}"), span

    async def steps(pilot):
        line = app.query_one(PlaceLine)
        who_speaks_where_the_caret_is_on_a_label_too(line)
        a_selection_that_cuts_a_word_is_told(line)
        line.show(spoken, 30, None, extending=True)
        assert "selecting: v ends it" in str(line.visual)[:40]

    drive(app, steps)
