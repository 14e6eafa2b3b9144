"""The codebook's room: codes are made and changed, and one sees what each means and is used for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from workbench.tui.commands import bindings_of
from workbench.tui.screens.codes_room import CodesRoom
from workbench.tui.widgets.codebook_rows import CodebookRows


class CodesScreen(CodesRoom):
    """What can be done with codes."""

    PLACE = "codes"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("codes"))

    def action_choose(self) -> None:
        """Change the code under the cursor."""
        self.change_code(self.query_one(CodebookRows).current)
