"""Boxes that ask where a code is to stand in its codebook, and which id it is to have."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from workbench.codebook.books import Codebooks
from workbench.codebook.finding import told_of_id
from workbench.codebook.schema import Code
from workbench.study import Study
from workbench.tui import work
from workbench.tui.screens import reshape_jobs as jobs
from workbench.tui.screens.reshape import ReshapeForm
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.visible import one_line


class PlaceForm(ReshapeForm):
    """Asks where beside another code a code is to stand.

    Args:
        study: The study.
        code: The code.
        other: The other one.
    """

    HAS_REASON: ClassVar[bool] = False

    def __init__(self, study: Study, code: Code, other: Code) -> None:
        name, beside = one_line(code.name), one_line(other.name)
        means = (
            f"The lines of “{name}” go there in the codebook's file, with their comments, and what stands under it "
            "goes along. Its id stays, and so do its codings."
        )
        super().__init__(study, [code], f"Move “{name}”", means, done="Move")
        self._other = other.id
        ways = [
            (Text(f"under “{beside}”, as the last there"), "under"),
            (Text(f"before “{beside}”, in the same group"), "before"),
            (Text(f"behind “{beside}”, in the same group"), "behind"),
            (Text("at the top, in no group"), "top"),
        ]
        self._where: DropDown[str] = DropDown(ways, value="under", allow_blank=False, id="where", compact=True)

    def fields(self) -> list[Widget]:
        """Where."""
        return [Label("Where"), self._where]

    @property
    def standing(self) -> object:
        """What is chosen."""
        return self._where.value

    @property
    def unsaved(self) -> bool:
        """Nothing is typed that could be lost."""
        return False

    def job(self) -> work.Job:
        """To move it."""
        study, code, where, other = self.study, self.code, str(self._where.value), self._other
        place = {"under": ""} if where == "top" else {where: other}
        return lambda: jobs.put(study, code, **place)


class IdForm(ReshapeForm):
    """Asks for another id of a code.

    Args:
        study: The study.
        books: The codebooks.
        code: The code.
    """

    def __init__(self, study: Study, books: Codebooks, code: Code) -> None:
        name = one_line(code.name)
        means = (
            f"The id {one_line(code.id)} goes to the former ones of “{name}”, and still finds it: no coding is "
            "rewritten. Codes that name it, in whichever codebook, follow. People read its name; its id is for files "
            "and commands."
        )
        super().__init__(study, [code], f"Change the id of “{name}”", means, done="Change")
        self._books, self._line = books, Line(code.id, id="id")

    def fields(self) -> list[Widget]:
        """The id, and what stands in its way."""
        said = Static("", id="taken", classes="hint", markup=False)
        said.display = False
        return [Label("Its id: short, lasting, without spaces"), self._line, said]

    @on(Input.Changed, "#id")
    def _tell_taken(self) -> None:
        said, hint = told_of_id(self._books, self._line.value, but=self.code.id), self.query_one("#taken", Static)
        hint.update(one_line(said))
        hint.display = bool(said)

    @property
    def new_id(self) -> str:
        """The id, as typed."""
        return self._line.value.strip()

    @property
    def standing(self) -> object:
        """What is filled in."""
        return self.reason, self.new_id

    @property
    def unsaved(self) -> bool:
        """Whether something was typed."""
        return bool(self.reason or self.new_id != self.code.id)

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return super().typed | ({"id": self.new_id} if self.new_id != self.code.id else {})

    def on_mount(self) -> None:
        """The id is what is asked for."""
        self._line.focus()

    def job(self) -> work.Job:
        """To change it."""
        study, code, new, reason = self.study, self.code, self.new_id, self.reason
        return lambda: jobs.change_id(study, code, new, reason)
