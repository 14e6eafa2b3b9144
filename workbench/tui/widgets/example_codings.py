"""The examples of a code that are codings: their words, and the transcript they are from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast
from uuid import UUID

from textual import on
from textual.content import Content
from textual.message import Message

from workbench import coding
from workbench.codebook.schema import Code
from workbench.coding import Extract
from workbench.study import Study
from workbench.tui import work
from workbench.tui.widgets.only_read import OnlyRead
from workbench.visible import beginning, one_line

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

_WORDS = 300
"""So many characters of an example are shown."""


class _Read(Message):
    """The codings behind a code's examples, as far as they are there."""

    def __init__(self, code: Code, found: Mapping[UUID, Extract]) -> None:
        self.code, self.found = code, found
        super().__init__()


class ExampleCodings(OnlyRead):
    """Shows them; they are read in a thread, and nothing is shown of a code that has none."""

    def __init__(self) -> None:
        super().__init__(widget_id="example-codings")
        self._shown: tuple[Code, int] | None = None
        self._asked = 0

    def show(self, code: Code | None) -> None:
        """Show those of a code; None shows nothing."""
        app = cast("Workbench", self.app)
        wanted = (code, app.version) if code is not None and any(map(coding.coding_of, code.examples)) else None
        if wanted == self._shown:
            return
        if wanted is None or self._shown is None or wanted[0].id != self._shown[0].id:
            self.update("")
        self._shown = wanted
        self._asked += 1
        study, number = app.study, self._asked
        if wanted is not None and study is not None:
            # Of several that wait only the last is read.
            work.start(self, "Read the examples", lambda: self._read(study, wanted[0], number), only_reads=True)

    def _read(self, study: Study, code: Code, number: int) -> Message:
        return _Read(code, coding.examples_in_sight(study, [code]) if number == self._asked else {})

    @on(_Read)
    def _take(self, message: _Read) -> None:
        message.stop()
        if self._shown is not None and message.code == self._shown[0]:
            self.update(Content("\n").join(_lines(message.code, message.found)))

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        self.update(Content.styled(f"The examples cannot be read: {one_line(message.message)}", "dim"))


def _lines(code: Code, found: Mapping[UUID, Extract]) -> list[Content]:
    lines = []
    for one in filter(None, map(coding.coding_of, code.examples)):
        extract = found.get(one)
        if extract is None:
            lines.append(Content.styled(f"e.g. the coding {one}, which is not there", "dim"))
            continue
        words = beginning(one_line(extract.quote[: 2 * _WORDS]), _WORDS)
        sealed = (" (not for quotation)", "$error") if extract.not_for_quotation else ""
        whose = (f" {one_line(extract.transcript)}", "dim")
        lines.append(Content.assemble(("e.g. ", "dim"), f"“{words}”", whose, sealed))
    return lines
