"""The rules of a code: what it means, when it is put on a passage and when not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbench.codebook.schema import STAYS, Code
from workbench.coding import Extract, ExtractPage, coding_of
from workbench.tui.commands import key_of
from workbench.tui.widgets.example_codings import ExampleCodings
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.painted import entitle
from workbench.visible import beginning, one_line, visible

_WORDS = 160
"""So many characters of an extract are shown below the rules."""


class CodeRules(VerticalScroll):
    """Name, definition, rules and examples of one code.

    Args:
        whole: The key that shows all of it; empty where there is none.
    """

    class Clicked(Message):
        """It was clicked: all of it is wanted."""

    def __init__(self, whole: str = "") -> None:
        super().__init__(classes="pane")
        self._whole = whole
        self.border_title = "Rule"
        self._text, self._extracts = Static("", markup=False), OnlyRead(widget_id="extracts-so-far")
        self._examples = ExampleCodings()
        self._shown: Code | None = None
        self._became = self._merged_into = ""

    def on_mount(self) -> None:
        """An empty text at first."""
        self.mount(self._text, self._examples, self._extracts)

    def watch_show_vertical_scrollbar(self, is_shown: bool) -> None:
        """Where not all of it is seen, say how it is."""
        entitle(self, subtitle=Content(f"{self._whole}: all of it" if is_shown and self._whole else ""))

    def on_click(self) -> None:
        """Say so."""
        self.post_message(self.Clicked())

    def show(self, code: Code | None, *, became: str = "", merged_into: str = "") -> None:
        """Show a code, what became of it, and the name of the one it was merged into; None shows nothing."""
        self._examples.show(code)
        if (code, became, merged_into) != (self._shown, self._became, self._merged_into):
            if code is None or self._shown is None or code.id != self._shown.id:
                self._extracts.update("")
            self._shown, self._became, self._merged_into = code, became, merged_into
            self._text.update(rules_of(code, became=became) if code is not None else "")
            self.scroll_home(animate=False)

    def show_extracts(self, code: str, page: ExtractPage) -> None:
        """Show the newest extracts of a code below its rules, unless another one is shown by now."""
        if self._shown is not None and self._shown.id == code:
            shown = _extracts(page.extracts, page.total, self._merged_into) if page.extracts else ""
            self._extracts.update(shown)


def rules_of(code: Code, *, became: str = "") -> Content:
    """A code's rules as text, with what became of it where it is put on passages no more.

    Examples that are codings are shown by `ExampleCodings`.
    """
    return Content("\n").join(_lines(code, became))


def _lines(code: Code, became: str) -> Iterator[Content]:
    yield Content.styled(one_line(code.name), "bold")
    yield Content.styled(one_line(code.id), "dim")
    if became:
        instead = f"which {'is' if code.merged_into is not None else 'are'} put on passages instead"
        if code.retired:
            instead = "put on passages no more"
        yield Content.styled(f"{became[0].upper()}{one_line(became[1:])}, {instead}.", "bold")
        yield Content.styled("Its rule was:", "dim")
    for conflict in code.conflicts:
        left = "whether it stays" if conflict.field == STAYS else one_line(conflict.field.replace("_", " "))
        said = f"A merge left {left} to be decided; {key_of('codebook.settle')} settles it."
        yield Content.styled(said, "bold $error")
    if code.definition:
        yield Content(visible(code.definition))
    else:
        yield Content.styled("No definition yet.", "dim italic")
    for title, said in (("Use", code.include), ("Not", code.exclude)):
        if said:
            yield Content.assemble((f"{title}: ", "bold"), visible(said))
    for example in code.examples:
        if coding_of(example) is None:
            yield Content.assemble(("e.g. ", "dim"), visible(example))


def _extracts(found: Sequence[Extract], total: int, merged_into: str) -> Content:
    """The newest extracts, each with the transcript it is from; of a code that was merged, those of its successor."""
    whose = f"{one_line(merged_into)} in" if merged_into else "In"
    lines = [
        Content(""),
        Content.styled(f"{whose} other transcripts ({total:,}); {key_of('coding.code-extracts')}: all", "bold"),
    ]
    for one in found:
        shown = beginning(one_line(one.quote[: 2 * _WORDS]), _WORDS)
        sealed = (" (not for quotation)", "$error") if one.not_for_quotation else ""
        lines.append(Content.assemble((f"{one_line(one.transcript)}: ", "dim"), shown, sealed))
    return Content("\n").join(lines)
