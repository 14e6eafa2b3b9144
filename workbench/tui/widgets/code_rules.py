"""The rules of a code: what it means, when it is put on a passage and when not."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.codebook.schema import Code
from workbench.visible import one_line, visible


class CodeRules(VerticalScroll):
    """Name, definition, rules and examples of one code."""

    def __init__(self) -> None:
        super().__init__(classes="pane")
        self.border_title = "Rule"
        self._text = Static("", markup=False)
        self._shown: Code | None = None

    def on_mount(self) -> None:
        """An empty text at first."""
        self.mount(self._text)

    def show(self, code: Code | None) -> None:
        """Show a code; None shows nothing."""
        if code != self._shown:
            self._shown = code
            self._text.update(rules_of(code) if code is not None else "")
            self.scroll_home(animate=False)


def rules_of(code: Code) -> Content:
    """A code's rules as text."""
    return Content("\n").join(_lines(code))


def _lines(code: Code) -> Iterator[Content]:
    yield Content.styled(one_line(code.name), "bold")
    yield Content.styled(one_line(code.id), "dim")
    if code.definition:
        yield Content(visible(code.definition))
    else:
        yield Content.styled("No definition yet.", "dim italic")
    for title, said in (("Use", code.include), ("Not", code.exclude)):
        if said:
            yield Content.assemble((f"{title}: ", "bold"), visible(said))
    for example in code.examples:
        yield Content.assemble(("e.g. ", "dim"), visible(example))
