"""The report's own outline: sections are begun, themes and quotations hung into them, and all of it moved about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from workbench import report
from workbench.folder import REPORT_FILE
from workbench.report import OutlineStanding, ToHang, outline_draft
from workbench.report.outline_draft import Kind, Node, Path, Tree, Way
from workbench.settings import OutlineSection, ReportChoices
from workbench.study import Study
from workbench.tui import work
from workbench.tui.aside import Draft
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens.choices_box import ChoicesBox, ChoicesSaved
from workbench.tui.screens.hang import HangScreen, Offer, offers_of
from workbench.tui.screens.outline_words import OutlineWords
from workbench.tui.screens.question import AskLine
from workbench.tui.widgets.outline_nodes import OutlineNode, OutlineNodes
from workbench.tui.widgets.row_list import RowList
from workbench.visible import visible


class OutlineRead(Message):
    """The outline as it stands, and what can be hung into it."""

    def __init__(self, standing: OutlineStanding) -> None:
        self.standing, self.offers = standing, offers_of(standing)
        super().__init__()


class OutlineScreen(ChoicesBox):
    """A tree of sections; saving it has the report follow it.

    Args:
        study: The study.
    """

    PLACE = "outline"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("outline"))

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self._offers: Mapping[str, Offer] = {}
        self._tree: Tree = ()
        self._saved: Tree = ()
        self._before: list[tuple[Tree, Path | None]] = []
        self._told: dict[tuple[str, str], tuple[str, str]] = {}
        self._writing: tuple[Path, OutlineWords] | None = None

    def compose(self) -> ComposeResult:
        """The list; what stands under its cursor is said whole below."""
        with Vertical(classes="dialog whole", id="outline") as box:
            box.border_title = "The report’s own outline"
            yield Static(f"It holds for everybody who writes this report: {REPORT_FILE}", classes="hint", markup=False)
            yield OutlineNodes()
            yield Static("", id="said", markup=False)
            yield from self.below()

    def on_mount(self) -> None:
        """Read it."""
        study = self.study
        work.start(self, "Read the outline", lambda: OutlineRead(report.outline_standing(study)), only_reads=True)
        rows = self.query_one(OutlineNodes)
        rows.show([], empty="Reading the outline, and what can be put into it …")
        rows.focus()

    @on(OutlineRead)
    def _show(self, message: OutlineRead) -> None:
        self.choices, self._offers = message.standing.choices, message.offers
        self._told = dict(message.standing.told)
        self._tree = self._saved = outline_draft.tree_of(message.standing.choices.outline)
        self._draw(None)

    # What is shown

    @property
    def standing(self) -> Tree:
        """The outline, with the words that are being written for a section of it."""
        if self._writing is None:
            return self._tree
        path, box = self._writing
        return outline_draft.with_text(self._tree, path, box.text)

    @property
    def unsaved(self) -> bool:
        """Whether the outline is another than in the file."""
        return self.standing != self._saved

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return {"outline": json.dumps(_as_values(self.standing))}

    def is_about_this(self, draft: Draft) -> bool:
        """Whether an outline was kept that can be read."""
        return super().is_about_this(draft) and _kept(draft.typed) is not None

    def not_here(self, typed: Mapping[str, str]) -> str:
        """Its lines, where it is another outline."""
        tree = _kept(typed) or ()
        return self._in_lines(tree) if tree != self._tree else ""

    def _in_lines(self, tree: Tree) -> str:
        lines = []
        for path, node in outline_draft.paths_in(tree):
            said = filter(None, (self._line(path, node).called, node.text))
            lines += [f"{'  ' * (len(path) - 1)}{one}" for one in said]
        return "\n".join(lines)

    def put_in(self, typed: Mapping[str, str]) -> None:
        """Have it in the place of what stands here, which can be taken back."""
        self._change(_kept(typed) or (), None)

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
        shown = [self._line(place, node) for place, node in outline_draft.paths_in(self._tree)]
        rows.show(shown, empty=f"There is no section yet: {key_of('outline.add')} begins one.")
        if path is not None:
            rows.go_to(path)
        self._say()

    def _line(self, path: Path, node: Node) -> OutlineNode:
        if node.kind == "section":
            return OutlineNode(path, node, node.name)
        return OutlineNode(path, node, *self._told.get((node.kind, node.name), (self._stands_for(node), "")))

    def _stands_for(self, node: Node) -> str:
        """What the name of a theme or quotation that was hung here stands for."""
        rows = self._offers[node.kind].rows
        one = rows.get(node.name)
        return _called(one) if one is not None else node.name

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
        self.say_trouble("")
        self._draw(path)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self._before:
            self._tree, path = self._before.pop()
            self._draw(path)

    def action_add(self) -> None:
        """Begin a section."""
        if self.choices is not None:  # else what is read would take its place
            self.app.push_screen(AskLine("Heading of the new section", done="Begin it"), self._added)

    def _added(self, heading: str | None) -> None:
        if heading and heading.strip():
            path = self.node.path if self.node is not None else None
            self._change(*outline_draft.with_section(self._tree, path, " ".join(heading.split())))

    def action_rename(self) -> None:
        """Give the section another heading."""
        if (row := self.node) is not None and self.is_at_section:

            def named(heading: str | None) -> None:
                if heading and heading.strip():
                    self._change(outline_draft.renamed(self._tree, row.path, " ".join(heading.split())), row.path)

            self.app.push_screen(AskLine("Heading of the section", value=row.node.name), named)

    def action_words(self) -> None:
        """Write words of the section's own."""
        if (row := self.node) is not None and self.is_at_section:

            def written(text: str | None) -> None:
                self._writing = None
                if text is not None:
                    self._change(outline_draft.with_text(self._tree, row.path, text), row.path)

            box = OutlineWords(row.node.name, row.node.text)
            self._writing = row.path, box
            self.app.push_screen(box, written)

    def action_theme(self) -> None:
        """Put a theme into the section."""
        self._hang("Which theme is put here?", "theme")

    def action_quotation(self) -> None:
        """Put a quotation into the section."""
        self._hang("Which quotation is put here?", "quotation")

    def _hang(self, title: str, kind: Kind) -> None:
        row = self.node
        if row is None:
            return
        offer = self._offers[kind]

        def chosen(name: str | None) -> None:
            if name is not None:
                found = offer.rows[name]
                # A theme is called by its name, where that is one theme's alone.
                is_alone = kind == "theme" and sum(one.title == found.title for one in offer.rows.values()) == 1
                called = found.title if is_alone else found.id
                self._told[kind, called] = (_called(found), "")
                self._change(*outline_draft.with_hung(self._tree, row.path, kind, called))

        self.app.push_screen(HangScreen(title, offer), chosen)

    def action_remove(self) -> None:
        """Take it out."""
        if (row := self.node) is not None:
            self._change(outline_draft.without(self._tree, row.path), None)

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
        done = outline_draft.moved(self._tree, row.path, way)
        if done is None:
            self.notify("It can go no further that way.", markup=False, timeout=2)
        else:
            self._change(*done)

    # Saving

    def changes(self) -> dict[str, Any]:
        """The outline; nothing of one that is empty stays in the file."""
        return {"outline": _as_values(self._tree) or None}

    def saved(self, answer: ChoicesSaved, standing: object) -> None:
        """The report follows it."""
        self._saved = cast("Tree", standing)
        told = "the report follows it now" if answer.choices.outline else "there is none any more"
        self.app.notify(f"Saved the outline: {told}.", markup=False)

    def not_saved(self, now: ReportChoices) -> None:
        """Another outline is shown, and nothing is written over it but by the writer's own wish."""
        theirs = outline_draft.tree_of(now.outline)
        if theirs in (self._saved, self._tree):
            self.agree()
        else:
            self.contest("outline", self._in_lines(theirs))


def _called(one: ToHang) -> str:
    return one.title if one.theme is None else f"{one.title} ({one.told})"


def _as_values(tree: Tree) -> list[dict[str, Any]]:
    return [one.as_value() for one in outline_draft.outline_of(tree)]


def _kept(typed: Mapping[str, str]) -> Tree | None:
    """The outline that was kept aside; None where it cannot be read."""
    try:
        return outline_draft.tree_of([OutlineSection(**one) for one in json.loads(typed["outline"])])
    except (KeyError, TypeError, ValueError):
        return None
