"""How transcripts were made, asked once for several of them."""

from __future__ import annotations

from workbench.transcripts.tables import RECORD_MEANINGS
from workbench.tui.screens.choose import ChooseScreen
from workbench.visible import plural


class ChooseRecord(ChooseScreen):
    """Gives the record; None where none was chosen.

    Args:
        count: Of how many transcripts it is asked.
    """

    def __init__(self, count: int) -> None:
        title = f"Record of {plural(count, 'transcript')}"
        super().__init__(title, RECORD_MEANINGS)
