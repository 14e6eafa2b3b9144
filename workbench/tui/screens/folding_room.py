"""One speaker's turns only, the others folded to a line each."""

from __future__ import annotations

from textual import on

from workbench.tui.commands import key_of
from workbench.tui.screens.going_room import GoingRoom
from workbench.tui.transcript.folding import speakers
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.place_line import PlaceLine


class FoldingRoom(GoingRoom):
    """A room in whose transcript turns can be folded."""

    def action_fold(self) -> None:
        """Show only the turns of whoever speaks at the caret, or everybody's again."""
        view = self.view
        who = view.speaker if view.only is None else None
        if view.only is None and who is None:
            self.notify("Nobody speaks here. Go into a turn of the one whom you want to read.", markup=False)
            return
        if who is not None and speakers(view.page) == {who}:
            self.notify("Nobody else speaks in this transcript.", markup=False)
            return
        view.fold(who)
        self.query_one(PlaceLine).say(
            "All turns are shown" if who is None else f"The others are folded; {key_of('view.grow')} opens one"
        )
        view.tell()

    @on(TranscriptView.Stopped)
    def _tell_stopped(self) -> None:
        opens = f"{key_of('view.grow')} opens a turn, {key_of('coding.fold')} all of them"
        self.notify(f"What is folded is not selected: {opens}.", markup=False, timeout=4)
