"""Words of an interview beside the lists: to be read, and taken elsewhere by no mouse."""

from __future__ import annotations

from textual.widgets import Static


class OnlyRead(Static):
    """Words that may be marked as not for quotation: the mouse selects none, and the command that copies knows."""

    ALLOW_SELECT = False

    def __init__(self, *, widget_id: str) -> None:
        super().__init__("", id=widget_id, markup=False)
