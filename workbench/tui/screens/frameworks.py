"""The codes of two coders who coded with codebooks of their own: pairs, what both put on the same turns, decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.agreement.differing_told import names_of
from workbench.agreement.frameworks import Frameworks, OwnCode
from workbench.agreement.frameworks_told import IN_NO_BOOK, in_words
from workbench.codebook.schema import Code
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import agreement_jobs, reshape_jobs
from workbench.tui.screens import framework_jobs as jobs
from workbench.tui.screens.agreement_jobs import Wanted
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.comparing_room import ComparingRoom
from workbench.tui.screens.framework_jobs import Both
from workbench.tui.screens.match_form import Asked, MatchForm, keeping, merging, nesting
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.painted import entitle
from workbench.tui.widgets.rows import Rows
from workbench.visible import one_line, plural

_COMMANDS = (
    ("merge", "merge …", "merge"),
    ("nest", "nest …", "nest"),
    ("keep", "keep …", "keep"),
    ("map", "map"),
    ("gather", "one codebook …", "one book"),
    ("read-on", "read on", "on"),
    ("back", "back"),
)
_SAME_BOOKS = (
    "They coded with the same codebooks: there are no two frameworks to bring together.\n"
    "A codebook is somebody's own where only they put codes of it on what is compared."
)


class FrameworksScreen(ComparingRoom):
    """Where codes of two frameworks are brought together.

    Attributes:
        wanted: Whose they are; None before two were compared.
        found: The codes; None before they were read.
    """

    PLACE = "frameworks"
    PANE = "#pairs-pane"
    STOPS = "frameworks.back"
    AUTO_FOCUS = "#pairs"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("frameworks"))

    def __init__(self) -> None:
        super().__init__()
        self.wanted: Wanted | None = None
        self.found: Frameworks | None = None

    def content(self) -> ComposeResult:
        """The pairs, as a list or as a map; below them what both put on the same turns."""
        with Container(id="frameworks"):
            with Vertical(classes="pane", id="pairs-pane"):
                yield Rows([], id="pairs")
                yield Rows([], by_cell=True, stays=1, id="pairs-map")
                yield ActionLine("frameworks", _COMMANDS)
            with Vertical(classes="pane", id="side-pane"), VerticalScroll(id="side", can_focus=False):
                yield Static("", id="pair-said", markup=False)
                with Horizontal(id="side-by-side"):
                    yield OnlyRead(widget_id="of-a")
                    yield OnlyRead(widget_id="of-b")

    def on_mount(self) -> None:
        """The list comes first."""
        self.query_one("#pairs-map", Rows).display = False

    # What commands need

    @property
    def is_map(self) -> bool:
        """Whether the map is shown in the place of the list."""
        return self.query_one("#pairs-map", Rows).display

    @property
    def rows(self) -> Rows:
        """The list, or the map."""
        return self.query_one("#pairs-map" if self.is_map else "#pairs", Rows)

    @property
    def both(self) -> Both:
        """The ids of A's and of B's code under the cursor, either of them empty where a code stands alone."""
        found, rows = self.found, self.rows
        if found is None or rows.key is None:
            return "", ""
        if not self.is_map:
            a, b = rows.key
            return str(a), str(b)
        return found.a[int(rows.key)].id, found.b[rows.column - 1].id if rows.column else ""

    @property
    def has_pair(self) -> bool:
        """Whether the cursor is on two codes that stand in codebooks."""
        return self.is_mounted and len(self._codes) == 2

    @property
    def has_code(self) -> bool:
        """Whether the cursor is on one or two such codes."""
        return self.is_mounted and bool(self._codes)

    @property
    def has_codes(self) -> bool:
        """Whether there are codes of two frameworks."""
        return self.found is not None and bool(self.found.own.frameworks)

    @property
    def can_gather(self) -> bool:
        """Whether it is decided what becomes of all codes of one of the two."""
        return self.found is not None and self.has_codes and not self.found.own.is_open

    @property
    def _codes(self) -> list[Code]:
        """The codes under the cursor that stand in codebooks."""
        if self.found is None:
            return []
        known = {code.id: code for code in self.found.books.codes()}
        return [known[one] for one in self.both if one in known]

    # Reading

    def come_to(self, wanted: Wanted) -> None:
        """Show the codes of two coders."""
        if wanted != self.wanted:
            self.found = None
            self._shown_version = -1
        self.wanted = wanted

    def load(self) -> None:
        """Set the codes side by side."""
        study, wanted = self.study, self.wanted
        if wanted is None:
            return
        if self.found is None:
            self._say("Comparing …")
        self.compare("Set the codes side by side", lambda tell: jobs.read(study, wanted, tell=tell))

    def _say(self, words: str) -> None:
        for rows in self.query(Rows):
            rows.empty = words
            rows.narrow(())
        self._show_pair()

    @on(agreement_jobs.NothingToCompare)
    def _nothing(self, message: agreement_jobs.NothingToCompare) -> None:
        self.found = None
        self._say(message.said)

    @on(jobs.FrameworksRead)
    def _show(self, message: jobs.FrameworksRead) -> None:
        found = self.found = message.found
        nothing = _SAME_BOOKS if not found.own.frameworks else "Nobody put any of these codes here."
        for name, table in (("#pairs", message.listed), ("#pairs-map", message.mapped)):
            rows = self.query_one(name, Rows)
            rows.empty = nothing
            rows.fill(table)
        self._entitle(found)
        self._show_pair()

    def _entitle(self, found: Frameworks) -> None:
        parts = ["Two frameworks"]
        if self.has_codes:
            for name, sign, codes in zip(found.coders, "AB", (found.a, found.b), strict=True):
                parts.append(f"{one_line(name)} ({sign}) {_left(codes)}")
        parts.append(plural(found.units, found.unit))
        entitle(self.query_one(self.PANE), Content(" · ".join(parts)))

    @on(Rows.Moved)
    def _show_pair(self) -> None:
        """Say of the pair under the cursor what was decided, and read what both put on the same turns."""
        found, both = self.found, self.both
        said, side = self.query_one("#pair-said", Static), self.query_one("#side-by-side", Horizontal)
        self.refresh_bindings()
        side.display = any(both)
        words = self._pair_told(found, both) if found is not None else Content("")
        said.update(words)
        said.display = bool(words)
        entitle(self.query_one("#side-pane"), Content(""))
        if found is not None and any(both):
            work.start(self, "Read the extracts", lambda: jobs.side_by_side(found, both), only_reads=True)

    def _pair_told(self, found: Frameworks, both: Both) -> Content:
        """What the cursor is on, what was decided of it, and what is left to do."""
        called = names_of(found.books)
        # Where there are no two frameworks any more, all that was decided is told.
        asked = {*filter(None, both)}
        decided = [one for one in found.decided if asked & {one.code, one.other} or not self.has_codes]
        lines = [Content.styled(in_words(one, called), "$success") for one in decided]
        known = {code.id for code in found.books.codes()}
        if any(code and code not in known for code in both):
            lines.append(Content.styled(IN_NO_BOOK, "$warning"))
        if found.own.frameworks and not found.own.is_open:
            back, gather = key_of("frameworks.back"), key_of("frameworks.gather")
            done = f"Nothing is left to decide of one of them: {back} shows the figures, {gather} makes one codebook."
            lines.append(Content.styled(done, "bold"))
        elif self.is_map and self.both[0]:
            lines.insert(0, Content(self._cell_told(found, both)))
        return Content("\n").join(lines)

    def _cell_told(self, found: Frameworks, both: Both) -> str:
        a = next(one for one in found.a if one.id == both[0])
        if not both[1]:
            return f"“{one_line(a.name)}”: {plural(a.units, found.unit)} of {one_line(found.coders[0])}'s."
        b = next(one for one in found.b if one.id == both[1])
        one = found.pair(found.a.index(a), found.b.index(b))
        only = ", ".join(f"only {sign} {count:,}" for sign, count in zip("AB", (one.only_a, one.only_b), strict=True))
        names = f"“{one_line(a.name)}” and “{one_line(b.name)}”"
        return f"{names}: both {one.shared:,}, {only}; Jaccard {one.jaccard:.2f}."

    @on(jobs.ExtractsRead)
    def _show_extracts(self, message: jobs.ExtractsRead) -> None:
        found = self.found
        if found is None or message.found is not found or message.both != self.both:
            return
        called = names_of(found.books)
        for name, coder, code, words in zip(
            ("#of-a", "#of-b"), found.coders, message.both, (message.a, message.b), strict=True
        ):
            head = Content.assemble((one_line(coder), "bold"), f"  {called(code)}\n")
            column = self.query_one(name, OnlyRead)
            column.update(Content.assemble(head, words))
            column.display = bool(code)
        entitle(self.query_one("#side-pane"), Content(message.said))
        self.query_one("#side", VerticalScroll).scroll_home(animate=False)

    # Commands

    def action_merge(self) -> None:
        """Make one code of the two under the cursor."""
        self._ask(merging)

    def action_nest(self) -> None:
        """Put one of the two under the other."""
        self._ask(nesting)

    def _ask(self, about: Callable[[Code, Code], Asked]) -> None:
        codes = self._codes
        if len(codes) == 2:
            self.app.push_screen(MatchForm(self.study, codes, about(*codes)), self.take_answer)

    def action_keep(self) -> None:
        """Keep both, or one that no other is like."""
        codes = self._codes
        if codes:
            asked = keeping(codes[0], codes[1] if len(codes) > 1 else None)
            self.app.push_screen(MatchForm(self.study, codes, asked), self.take_answer)

    def action_gather(self) -> None:
        """Choose the codebook into which all codes go."""
        study, wanted, found = self.study, self.wanted, self.found
        if wanted is None or found is None:
            return
        files = [file for one in found.own.frameworks for file in one.files if file]
        names = {book.file: book.name for book in found.books.books if book.file in files}

        def then(into: str | None) -> None:
            if into is not None:
                self.start("Make one codebook", lambda: jobs.gather(study, wanted, into))

        self.app.push_screen(ChooseScreen("Into which codebook all codes go", names), then)

    @on(reshape_jobs.Reshaped)
    def _decided(self, message: reshape_jobs.Reshaped) -> None:
        self.notify(f"{message.said}; {key_of('app.undo')} takes it back.", timeout=5)
        self.workbench.study_changed()

    def action_map(self) -> None:
        """Show the codes as a map, or the list of pairs again."""
        both = self.both
        rows, other = self.query_one("#pairs", Rows), self.query_one("#pairs-map", Rows)
        rows.display, other.display = other.display, rows.display
        shown = self.rows
        if self.found is not None and both[0]:
            if self.is_map:
                shown.go_to([one.id for one in self.found.a].index(both[0]))
                across = [one.id for one in self.found.b].index(both[1]) + 1 if both[1] else 0
                shown.action_across(across - shown.column)
            else:
                shown.go_to(both)
        shown.focus()
        self._show_pair()

    def action_scroll(self, by: int) -> None:
        """Read on, or back, in the extracts."""
        scroll = self.query_one("#side", VerticalScroll)
        scroll.scroll_relative(y=by * max(1, scroll.size.height - 1), animate=False)

    def action_back(self) -> None:
        """Stop comparing, or go back to the table."""
        if self.is_comparing and self.found is None:
            self.stop()
            self._shown_version = -1
        self.workbench.action_agreement()


def _left(codes: tuple[OwnCode, ...]) -> str:
    """How many of somebody's codes are left to decide, of how many."""
    left = sum(one.is_undecided for one in codes)
    return f"{left:,} of {len(codes):,} left" if left else "all decided"
