"""The report's own outline: sections are begun, themes and quotations hung into them, and all of it moved about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from workbench import report
from workbench.errors import WorkbenchError
from workbench.folder import REPORT_FILE
from workbench.report import OutlineStanding, ToHang
from workbench.report import outline_draft as draft
from workbench.report.outline_draft import Kind, Node, Path, Tree, Way
from workbench.settings import ReportChoices
from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.form_screen import FormScreen
from workbench.tui.screens.outline_words import OutlineWords
from workbench.tui.screens.question import AskLine
from workbench.tui.widgets.outline_nodes import OutlineNode, OutlineNodes
from workbench.tui.widgets.row_list import RowList
from workbench.visible import beginning, one_line, visible

_SHOWN = 60
"""So many characters of a quotation tell which it is."""


class OutlineRead(Message):
    """The outline as it stands, and what can be hung into it."""

    def __init__(self, standing: OutlineStanding) -> None:
        self.standing = standing
        super().__init__()


class OutlineSaved(Message):
    """The outline stands in report.yaml."""

    def __init__(self, tree: Tree, choices: ReportChoices) -> None:
        self.tree, self.choices = tree, choices
        super().__init__()


class OutlineNotSaved(Message):
    """Why it was not saved, and what stands in the file now; None where that cannot be read."""

    def __init__(self, trouble: str, now: ReportChoices | None) -> None:
        self.trouble, self.now = trouble, now
        super().__init__()


class OutlineScreen(FormScreen):
    """A tree of sections; saving it has the report follow it.

    Args:
        study: The study.
    """

    PLACE = "outline"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("outline"))

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._study = study
        self._standing: OutlineStanding | None = None
        self._tree: Tree = ()
        self._saved: Tree = ()
        self._before: list[tuple[Tree, Path | None]] = []
        self._told: dict[tuple[str, str], tuple[str, str]] = {}

    def compose(self) -> ComposeResult:
        """The list; what stands under its cursor is said whole below."""
        with Vertical(classes="dialog whole", id="outline") as box:
            box.border_title = "The report’s own outline"
            yield Static(f"It holds for everybody who writes this report: {REPORT_FILE}", classes="hint", markup=False)
            yield OutlineNodes()
            yield Static("", id="said", markup=False)
            yield Static("", id="problem", markup=False)
            yield from self.buttons()

    def on_mount(self) -> None:
        """Read it."""
        study = self._study
        work.start(self, "Read the outline", lambda: OutlineRead(report.outline_standing(study)), only_reads=True)
        rows = self.query_one(OutlineNodes)
        rows.show([], empty="Reading the outline, and what can be hung into it …")
        rows.focus()

    @on(work.Failed)
    def _not_read(self) -> None:
        # It goes on to the app, which says it.
        if self._standing is None:
            self.dismiss()

    @on(OutlineRead)
    def _show(self, message: OutlineRead) -> None:
        self._standing = message.standing
        self._told = dict(message.standing.told)
        self._tree = self._saved = draft.tree_of(message.standing.choices.outline)
        self._draw(None)

    # What is shown

    @property
    def unsaved(self) -> bool:
        """Whether the outline is another than in the file."""
        return self._tree != self._saved

    @property
    def node(self) -> OutlineNode | None:
        """What the cursor is on."""
        return self.query_one(OutlineNodes).current

    @property
    def is_at_section(self) -> bool:
        """Whether that is a section."""
        return self.node is not None and self.node.node.kind == "section"

    @property
    def may_undo(self) -> bool:
        """Whether something was changed here that can be taken back."""
        return bool(self._before)

    def _draw(self, path: Path | None) -> None:
        """Show the tree, with the cursor on what stands at a path."""
        rows = self.query_one(OutlineNodes)
        shown = [self._line(place, node) for place, node in draft.paths_in(self._tree)]
        rows.show(shown, empty=f"There is no section yet: {key_of('outline.add')} begins one.")
        if path is not None:
            rows.go_to(path)
        self._say()

    def _line(self, path: Path, node: Node) -> OutlineNode:
        if node.kind == "section":
            return OutlineNode(path, node, node.name)
        return OutlineNode(path, node, *self._told.get((node.kind, node.name), (node.name, "")))

    @on(RowList.Moved, "#nodes")
    def _say(self) -> None:
        row = self.node
        said = "" if row is None else row.trouble or (row.node.text if row.node.kind == "section" else row.shown)
        self.query_one("#said", Static).update(visible(said))
        self.refresh_bindings()

    # Changes

    def _change(self, tree: Tree, path: Path | None) -> None:
        if tree != self._tree:
            self._before.append((self._tree, self.node.path if self.node is not None else None))
            self._tree = tree
        self.query_one("#problem", Static).update("")
        self._draw(path)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self._before:
            self._tree, path = self._before.pop()
            self._draw(path)

    def action_add(self) -> None:
        """Begin a section."""
        if self._standing is not None:  # else what is read would take its place
            self.app.push_screen(AskLine("Heading of the new section", done="Begin it"), self._added)

    def _added(self, heading: str | None) -> None:
        if heading and heading.strip():
            path = self.node.path if self.node is not None else None
            self._change(*draft.with_section(self._tree, path, " ".join(heading.split())))

    def action_rename(self) -> None:
        """Give the section another heading."""
        if (row := self.node) is not None and self.is_at_section:

            def named(heading: str | None) -> None:
                if heading and heading.strip():
                    self._change(draft.renamed(self._tree, row.path, " ".join(heading.split())), row.path)

            self.app.push_screen(AskLine("Heading of the section", value=row.node.name), named)

    def action_words(self) -> None:
        """Write words of the section's own."""
        if (row := self.node) is not None and self.is_at_section:

            def written(text: str | None) -> None:
                if text is not None:
                    self._change(draft.with_text(self._tree, row.path, text), row.path)

            self.app.push_screen(OutlineWords(row.node.name, row.node.text), written)

    def action_theme(self) -> None:
        """Hang a theme into the section."""
        if self._standing is not None:
            self._hang("Hang a theme", "theme", self._standing.themes)

    def action_quotation(self) -> None:
        """Hang a quotation into the section."""
        if self._standing is not None:
            self._hang("Hang a quotation", "quotation", self._standing.quotations)

    def _hang(self, title: str, kind: Kind, offered: Sequence[ToHang]) -> None:
        row = self.node
        if row is None:
            return
        known: dict[str, ToHang] = {}
        for one in offered:
            name = beginning(one_line(one.title), _SHOWN)
            known[name if name not in known else f"{name} ({one.id[:8]})"] = one

        def chosen(name: str | None) -> None:
            if name is not None:
                found = known[name]
                # A theme is called by its name, where that is one theme's alone.
                is_alone = kind == "theme" and sum(one.title == found.title for one in offered) == 1
                called = found.title if is_alone else found.id
                shown = found.title if kind == "theme" else f"{found.title} ({found.told})"
                self._told[kind, called] = (shown, "")
                self._change(*draft.with_hung(self._tree, row.path, kind, called))

        self.app.push_screen(ChooseScreen(title, {name: one.told for name, one in known.items()}), chosen)

    def action_remove(self) -> None:
        """Take it out."""
        if (row := self.node) is not None:
            self._change(draft.without(self._tree, row.path), None)

    def action_up(self) -> None:
        """Move it up."""
        self._move("up")

    def action_down(self) -> None:
        """Move it down."""
        self._move("down")

    def action_inside(self) -> None:
        """Move it in."""
        self._move("in")

    def action_outside(self) -> None:
        """Move it out."""
        self._move("out")

    def _move(self, way: Way) -> None:
        if (row := self.node) is None:
            return
        done = draft.moved(self._tree, row.path, way)
        if done is None:
            self.notify("It can go no further that way.", markup=False, timeout=2)
        else:
            self._change(*done)

    # Saving

    def action_save(self) -> None:
        """Write the outline; the report follows it from then on."""
        if self._standing is None or not self.unsaved:
            self.dismiss()
            return
        study, tree, shown = self._study, self._tree, self._standing.choices
        outline = [one.as_value() for one in draft.outline_of(tree)]
        # Without one the report is ordered as it would be unless anybody chose.
        order = "outline" if outline else "theme" if shown.order == "outline" else shown.order

        changes = {"outline": outline or None, "order": order}
        work.start(self, "Save the outline", lambda: _saved(study, tree, changes, shown))

    @on(OutlineNotSaved)
    def _not_saved(self, message: OutlineNotSaved) -> None:
        self.query_one("#problem", Static).update(visible(message.trouble))
        # Who saves again knows of it.
        if message.now is not None and self._standing is not None:
            self._standing = replace(self._standing, choices=message.now)

    @on(OutlineSaved)
    def _written(self, message: OutlineSaved) -> None:
        self._saved = message.tree
        told = "the report follows it now" if message.tree else "there is none any more"
        self.app.notify(f"Saved the outline: {told}.", markup=False)
        if not self.unsaved:
            self.dismiss()
        self.workbench.study_changed()


def _saved(study: Study, tree: Tree, changes: dict[str, Any], shown: ReportChoices) -> Message:
    try:
        return OutlineSaved(tree, report.change_choices(study, changes, shown=shown))
    except WorkbenchError as error:
        trouble = f"Not saved: {error.message} {error.hint}".strip()
    try:
        return OutlineNotSaved(trouble, study.choices)
    except WorkbenchError:
        # What stands there is faulty: that is what the trouble says.
        return OutlineNotSaved(trouble, None)
