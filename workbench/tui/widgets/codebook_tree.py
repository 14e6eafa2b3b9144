"""The codebooks as a tree: groups and codes with their marks and how often they were used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual import events
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from workbench.codebook.schema import Codebook
from workbench.codebook.states import Codebooks
from workbench.tui.faults import Unbroken
from workbench.tui.transcript.page import Look
from workbench.visible import one_line


class CodebookTree(Unbroken, Tree[str]):
    """Every code under its group; a node's data is the code's id, empty for a codebook."""

    def __init__(self) -> None:
        super().__init__("Codebook", classes="pane")
        self.show_root = False
        self.guide_depth = 2
        # What chooses a group chooses it as a code; Space or a click on its arrow folds it.
        self.auto_expand = False
        self._by_code: dict[str, TreeNode[str]] = {}
        self._shown: tuple[Codebook, ...] = ()
        self._labels: dict[str, object] = {}

    def on_click(self, event: events.Click) -> None:
        """A click goes to a code, which shows its rule; a second one puts it on the words, as Enter does.

        The other buttons only go there.
        """
        line = event.style.meta.get("line")
        is_more = event.button == 1 and (event.chain == 2 or event.style.meta.get("toggle"))
        if line is not None and not is_more:
            event.prevent_default()
            self.cursor_line = line

    def show(
        self,
        books: Codebooks,
        looks: Mapping[str, Look],
        here: Mapping[str, int],
        counts: Mapping[str, int],
        digits: Mapping[str, str],
    ) -> None:
        """Show the codes of all codebooks.

        Args:
            books: The codebooks.
            looks: How codes look.
            here: How often each code stands in the transcript shown.
            counts: How often in the whole study.
            digits: The key that puts a code on a passage, where it has one.
        """
        if self._shown != books.books:
            self._fill(books.books)
        for code in books.codes():
            counted = f"{here.get(code.id, 0)}/{counts[code.id]}" if counts.get(code.id) else ""
            said = code.name, looks[code.id], counted, digits.get(code.id, " "), not code.is_living
            # A coding changes one of perhaps hundreds, and each that is set costs time.
            if self._labels.get(code.id) != said:
                self._labels[code.id] = said
                self._by_code[code.id].set_label(_Label(one_line(said[0]), *said[1:]))

    def _fill(self, books: tuple[Codebook, ...]) -> None:
        self._shown = books
        self.clear()
        self._by_code, self._labels = {}, {}
        for book in books:
            top = self.root.add(Text(one_line(book.name)), "", expand=True) if len(books) > 1 else self.root
            self._add(book, None, top)
        self.root.expand()

    def _add(self, book: Codebook, parent: str | None, node: TreeNode[str]) -> None:
        for code in book.children(parent):
            if code.id in self._by_code:
                continue
            leaf = not book.children(code.id)
            below = node.add("", code.id, expand=True, allow_expand=not leaf)
            self._by_code[code.id] = below
            self._add(book, code.id, below)

    def scroll_to_line(self, line: int, animate: bool = True) -> None:
        """Scroll to a line at once: gliding there all that is seen is painted ten times over."""
        super().scroll_to_line(line, animate=False)

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """The label of a node, cut so that the counts stand at the right edge."""
        label = node.label
        if not isinstance(label, _Label):
            return super().render_label(node, base_style, style)
        fold = ("▼ " if node.is_expanded else "► ") if node.allow_expand else ""
        depth = sum(1 for above in _above(node) if not above.is_root)
        room = self.scrollable_content_region.width - depth * self.guide_depth - len(fold) - 2
        shown = label.fitted(max(8, room))
        return Text.assemble((fold, base_style), shown, style=style)


class _Label(Text):
    """The label of a code. A tree takes Rich's text; given as such, no word in it is markup."""

    def __init__(self, name: str, look: Look, counted: str, digit: str, merged: bool) -> None:
        super().__init__(name)
        self._name, self._look, self._counted, self._digit, self._merged = name, look, counted, digit, merged

    def copy(self) -> _Label:
        """The same again; trees ask for it."""
        return _Label(self._name, self._look, self._counted, self._digit, self._merged)

    def fitted(self, room: int) -> Text:
        """Digit, mark, name and counts in so many cells."""
        room -= 2
        if self._merged:
            return Text(f"    {set_cell_size(self._name, room).rstrip()}", "dim strike")
        space = room - (cell_len(self._counted) + 1 if self._counted else 0)
        name = self._name if cell_len(self._name) <= space else f"{set_cell_size(self._name, max(1, space - 1))}…"
        gap = " " * max(1, room - cell_len(name) - cell_len(self._counted)) if self._counted else ""
        mark = (self._look.mark, f"bold {self._look.colour}")
        return Text.assemble((self._digit, "dim"), " ", mark, " ", name, gap, (self._counted, "dim"))


def _above(node: TreeNode[str]) -> Iterator[TreeNode[str]]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
