"""From the words looked for in a transcript to all their hits, to be coded."""

from __future__ import annotations

from textual import on

from workbench.tui.commands import key_of
from workbench.tui.screens import hit_jobs
from workbench.tui.screens.code_hits import CodeHitsScreen
from workbench.tui.screens.marked_room import MarkedRoom
from workbench.tui.widgets.find_bar import FindBar
from workbench.visible import one_line, plural


class HitsRoom(MarkedRoom):
    """A room with a transcript, all hits of whose words can be coded."""

    @property
    def sought_words(self) -> str:
        """The words looked for; empty where none are."""
        return self.query_one(FindBar).words if self.is_mounted else ""

    def action_code_all(self) -> None:
        """Look through all hits of the words looked for, and code what is accepted."""
        if self.opened is None or not self.sought_words:
            self.notify(f"Code all hits: no words are looked for; {key_of('app.find')} asks for them.", timeout=3)
            return
        study, name, asked = self.study, self.opened.transcript.name, self.query_one(FindBar).asked
        self.read("Find the hits", lambda: hit_jobs.find(study, name, asked.words, asked.switches))

    @on(hit_jobs.Found)
    def _show_hits(self, message: hit_jobs.Found) -> None:
        hits, in_labels = message.found
        labels = f"Left out: {plural(in_labels, 'place')} in labels of speakers." if in_labels else ""
        if not hits:
            said = f"“{one_line(message.words)}” is said nowhere in this transcript. {labels}"
            self.notify(said.strip(), markup=False, timeout=4)
        elif self.is_current:
            self.app.push_screen(CodeHitsScreen(self.study, hits, message.words, told=labels), self.take_answer)
