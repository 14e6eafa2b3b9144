"""The rules of a code: what it means, when it is put on a passage and when not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbench.codebook.differences.wording import listed
from workbench.codebook.schema import STAYS, Code, Codebook, Conflict
from workbench.coding import Extract, ExtractPage, coding_of
from workbench.tui.commands import key_of
from workbench.tui.widgets.example_codings import ExampleCodings
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.painted import entitle
from workbench.visible import beginning, one_line, plural, visible

OPEN_STILL = "!"
"""Before the name of what a merge left something open of."""

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
        self._shown: Code | Codebook | None = None
        self._became = self._merged_into = ""
        self._told = Content("")

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
            if code is None or not isinstance(self._shown, Code) or code.id != self._shown.id:
                self._tell_extracts(Content(""))
            self._shown, self._became, self._merged_into = code, became, merged_into
            self._text.update(rules_of(code, became=became) if code is not None else "")
            self.scroll_home(animate=False)

    def show_book(self, book: Codebook) -> None:
        """Show what is said of a whole codebook."""
        if book != self._shown:
            self._examples.show(None)
            self._tell_extracts(Content(""))
            self._shown, self._became, self._merged_into = book, "", ""
            self._text.update(rules_of_book(book))
            self.scroll_home(animate=False)

    def show_extracts(self, code: str, page: ExtractPage) -> None:
        """Show the newest extracts of a code below its rules, unless another one is shown by now."""
        if isinstance(self._shown, Code) and self._shown.id == code:
            found = page.extracts
            self._tell_extracts(_extracts(found, page.total, self._merged_into) if found else Content(""))

    def _tell_extracts(self, shown: Content) -> None:
        """Show extracts; the same ones again cost nothing, where any text would have the whole screen laid out anew."""
        if not shown.is_same(self._told):
            self._told = shown
            self._extracts.update(shown)


def rules_of(code: Code, *, became: str = "") -> Content:
    """A code's rules as text, with what became of it where it is put on passages no more.

    Examples that are codings are shown by `ExampleCodings`.
    """
    return Content("\n").join(_lines(code, became))


def _lines(code: Code, became: str) -> Iterator[Content]:
    yield Content.assemble((one_line(code.name), "bold"), "  ", (one_line(code.id), "dim"))
    if code.conflicts:
        yield _left_open(code.conflicts)
    if became:
        instead = f"which {'is' if code.merged_into is not None else 'are'} put on passages instead"
        if code.retired:
            instead = "put on passages no more"
        yield Content.styled(f"{became[0].upper()}{one_line(became[1:])}, {instead}.", "bold")
        yield Content.styled("Its rule was:", "dim")
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


def rules_of_book(book: Codebook) -> Content:
    """What a codebook says of itself, as text: with both wordings of what a merge left to be decided of it."""
    return Content("\n").join(_lines_of_book(book))


def _lines_of_book(book: Codebook) -> Iterator[Content]:
    yield Content.assemble((one_line(book.name), "bold"), "  ", (one_line(book.file), "dim"))
    if book.conflicts:
        yield _left_open(book.conflicts)
        for one in book.conflicts:
            yield Content.styled(f"{_field(one).capitalize()}:", "bold")
            for whose, said in (("ours", one.ours), ("theirs", one.theirs)):
                yield Content.assemble((f"  {whose}: ", "dim"), visible(said) or "(nothing)")
    gone = sum(not code.is_living for code in book.codes)
    codes = plural(len(book.codes), "code") + (f", {gone:,} of them put on passages no more" if gone else "")
    yield Content(f"Version {one_line(book.version)}: {codes}." if book.version else f"No version; {codes}.")
    open_codes = sum(bool(code.conflicts) for code in book.codes)
    if open_codes:
        said = f"Of {plural(open_codes, 'code')} a merge left something to be decided: {OPEN_STILL} before the name."
        yield Content.styled(said, "bold $error")
    yield Content("")
    yield Content(visible(book.description)) if book.description else Content.styled("No description.", "dim italic")


def _left_open(conflicts: Sequence[Conflict]) -> Content:
    """What a merge left to be decided, and how that is settled."""
    said = f"A merge left {listed([_field(one) for one in conflicts])} to be decided"
    it = "it" if len(conflicts) == 1 else "one after the other"
    return Content.styled(f"{said}; {key_of('codebook.settle')} settles {it}.", "bold $error")


def _field(conflict: Conflict) -> str:
    return "whether it stays" if conflict.field == STAYS else one_line(conflict.field.replace("_", " "))


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
