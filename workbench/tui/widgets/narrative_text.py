"""A narrative as it is written, in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widgets.text_area import Edit, EditResult

from workbench.report import as_markdown
from workbench.tui.widgets.writing import Writing, one_line_end

if TYPE_CHECKING:
    from workbench.tui.app import Workbench


class NarrativeText(Writing):
    """The editor. Words of interviews that were copied here are pasted so that they are read back as just these words.

    Among them may be signs that mean something in Markdown; what is copied from elsewhere is taken as it is.
    """

    def edit(self, edit: Edit) -> EditResult:
        """Take a change in."""
        copied = cast("Workbench", self.app).words_copied
        if copied and one_line_end(edit.text) == "\n\n".join(copied):
            edit.text = "\n\n".join(map(as_markdown, copied))
        return super().edit(edit)
