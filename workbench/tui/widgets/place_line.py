"""The line under a transcript: what was done last, where the caret is, and in small windows which coding is meant."""

from __future__ import annotations

from bisect import bisect_right

from textual.content import Content
from textual.widgets import Static

from workbench.spans import Span
from workbench.transcripts.lines import line_from
from workbench.transcripts.listing import SpokenText, SpokenTurn
from workbench.tui.commands import key_of
from workbench.tui.transcript.page import begin_of, clock
from workbench.visible import one_line, plural
from workbench.words import cuts_word

_NOTHING = Content("")
_EXTENDING = f" selecting: {key_of('view.extend-mode')} ends it "


class PlaceLine(Static):
    """Says who speaks at the caret, when, in which line, how far down that is, and how much is selected."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._said = ""
        self._said_at: tuple[int, Span | None] = (0, None)
        self._at: tuple[int, Span | None] = (0, None)

    def say(self, sentence: str, *, at: int | None = None) -> None:
        """What was done; it stands there until the caret or the selection changes.

        Args:
            sentence: What is said.
            at: Where the caret is going to be shown, with nothing selected; None where it is shown already.
        """
        self._said, self._said_at = one_line(sentence), self._at if at is None else (at, None)

    def show(
        self,
        spoken: SpokenText,
        caret: int,
        selection: Span | None,
        meant: Content = _NOTHING,
        *,
        extending: bool = False,
        only: str = "",
    ) -> None:
        """Show where the caret is.

        Args:
            spoken: The transcript.
            caret: The caret's offset.
            selection: What is selected.
            meant: The coding that is meant, where nothing else on the screen names it.
            extending: Whether every move extends the selection.
            only: Whose turns alone are shown; empty where everybody's are.
        """
        self._at = (caret, selection)
        if self._at != self._said_at:
            self._said = ""
        turn = _turn_at(spoken, caret)
        who = one_line(turn.label or "") if turn is not None else ""
        time = clock(turn.time) if turn is not None and turn.time is not None else ""
        # Behind the last character of a line one is still in it.
        line = f"line {line_from(spoken.lines, caret - 1) + 1}" if spoken.lines else ""
        far = f"{100 * caret // max(1, len(spoken.text))} %"
        chosen = _chosen(spoken.text, selection) if selection is not None else ""
        place = " · ".join(part for part in (who, time, line, far, chosen) if part)
        said = (f"{self._said}  ", "bold") if self._said else ""
        # First, so that it is seen in narrow windows too: with it every move means something else.
        mode = (f"{_EXTENDING}  ", "bold reverse") if extending else ""
        if only:
            place = f"only {one_line(only)}: {key_of('coding.fold')} shows all · {place}"
        # One line it was and one line it stays: laying the whole screen out anew would cost more than the caret's move.
        named = Content.assemble(meant, "  ") if meant else meant
        self.update(Content.assemble(mode, said, named, (place, "dim")), layout=False)


def _chosen(text: str, selection: Span) -> str:
    """How much is selected; a word that is cut would be printed so."""
    cut = ", a word is cut" if cuts_word(text, selection.start) or cuts_word(text, selection.end) else ""
    return f"{plural(selection.length, 'character')} selected{cut}"


def _turn_at(spoken: SpokenText, caret: int) -> SpokenTurn | None:
    """The turn the caret is in; its label is in it."""
    number = bisect_right(spoken.turns, caret, key=lambda turn: turn.start)
    before = spoken.turns[number - 1] if number else None
    if number < len(spoken.turns):
        following = spoken.turns[number]
        if caret >= begin_of(spoken.text, following, before.end if before is not None else 0):
            return following
    return before
