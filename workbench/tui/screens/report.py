"""The report screen: what will be in the report, each section as it prints, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message

from workbench import report
from workbench.errors import NotFound, WorkbenchError
from workbench.report import Preview, PreviewPart
from workbench.report.content import (
    Block,
    Heading,
    Kind,
    Quotation,
    as_text,
    labelled,
    plain,
    quotations_of,
)
from workbench.settings import ReportChoices
from workbench.spans import Span
from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import clean_copy, update
from workbench.tui.screens.export import ExportScreen
from workbench.tui.screens.file_box import Wrote
from workbench.tui.screens.finding_room import FindingRoom, Sought
from workbench.tui.screens.outline import OutlineScreen
from workbench.tui.screens.quotation import QuotationScreen
from workbench.tui.screens.quotation_jobs import QuotationOpened, open_to_prepare
from workbench.tui.screens.report_choices import ReportChoicesScreen
from workbench.tui.screens.report_overview import OVERVIEW, REVIEWED, nothing_yet, what_is_in
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.screens.verify import VerifyScreen
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.blocks import BlocksView, Showing
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.part_rows import PartRows
from workbench.tui.widgets.row_list import RowList
from workbench.visible import one_line

_COMMANDS = (
    ("export", "Export"),
    ("choices", "Choices"),
    ("outline", "Outline"),
    ("layer", "Layer"),
    ("agreement", "Agreement"),
    ("verify", "Verify"),
    ("update", "Update"),
    ("send", "Copy to send"),
    ("copy-path", "Copy path"),
)
_READ = "Read the report"


class Read(Message):
    """What the report would hold now."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        super().__init__()


class NothingToShow(Message):
    """Why there is no report, and whose codings it was to print."""

    def __init__(self, error: WorkbenchError, layer: str) -> None:
        self.error, self.layer = error, layer
        super().__init__()


class Chosen(Message):
    """What the writer chose stands in report.yaml."""

    def __init__(self, choices: ReportChoices) -> None:
        self.choices = choices
        super().__init__()


class ReportScreen(FindingRoom):
    """Where a report is looked at before it is written.

    Attributes:
        written: The file that was written last.
    """

    PLACE = "report"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("report"))

    def __init__(self) -> None:
        super().__init__()
        self.written: Path | None = None
        self._preview: Preview | None = None
        self._trouble: tuple[str, ...] | None = None
        self._shown = ""

    def content(self) -> ComposeResult:
        """The parts on the left, the part under the cursor on the right."""
        with Container(id="report-desk"):
            with Vertical(classes="pane", id="parts-pane") as pane:
                pane.border_title = "The report · quotations"
                yield PartRows()
                yield ActionLine("report", _COMMANDS)
            with Vertical(classes="pane", id="preview-pane"):
                yield BlocksView()
                yield FindBar("this part of the report")

    def on_mount(self) -> None:
        """The keyboard is on the parts."""
        self.query_one(PartRows).focus()

    @property
    def theme(self) -> str:
        """The id of the theme under the cursor, or to which the block that is meant leads; else empty."""
        part = self.query_one(PartRows).current
        if part is None:
            return ""
        meant = self.query_one(BlocksView).meant
        is_led = meant is not None and meant < len(part.leads_to)
        return part.leads_to[meant] if is_led and meant is not None else part.theme

    def load(self) -> None:
        """Compose the report anew."""
        study = self.study

        def job() -> Message:
            layer = study.choices.layer
            try:
                return Read(report.preview(study))
            except NotFound as error:
                return NothingToShow(error, layer)

        self.read(_READ, job)

    @on(NothingToShow)
    def _nothing_to_show(self, message: NothingToShow) -> None:
        hints = [message.error.hint]
        if message.layer == "consensus":
            hints.append(f"{key_of('report.layer')} prints the lead coder's own codings.")
        self._say_instead(message.error.message, *hints)

    @on(Read)
    def _read(self, message: Read) -> None:
        self._preview, self._trouble = message.preview, None
        overview = PreviewPart(OVERVIEW, ())
        self.query_one(PartRows).show([overview, *message.preview.parts, *message.preview.for_writers])
        self._show_part()

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        if message.what != _READ:
            return
        # It stands where the preview would, for as long as it is so.
        message.stop()
        self._say_instead(message.message, message.hint)

    def _say_instead(self, *words: str) -> None:
        self._preview, self._trouble = None, words
        self.query_one(PartRows).show([])
        self._show_part()

    @on(RowList.Moved, "#parts")
    def _show_part(self) -> None:
        rows = self.query_one(PartRows)
        part = rows.current
        view, pane = self.query_one(BlocksView), self.query_one("#preview-pane")
        now = (part.theme or part.title) if part is not None and rows.cursor else ""
        stays, self._shown = now == self._shown, now
        pane.border_title = Content(one_line(part.title)) if part is not None else "The report"
        if part is None or rows.cursor == 0:  # a theme may be called what the overview is
            view.show(tuple(self._overview()), stays=stays)
        elif part.left_out:
            said = f"Not in the report: it is {part.left_out}. {key_of('report.theme')} goes to it; {REVIEWED}."
            view.show((Heading(part.title, 1), plain(said, Kind.NOTE)), stays=stays)
        else:
            view.show(part.blocks, stays=stays)
        self.refresh_bindings()

    # The overview

    def _overview(self) -> Iterator[Block]:
        preview = self._preview
        if self._trouble is not None:
            yield Heading("There is nothing to show yet", 1)
            yield from (plain(text) for text in self._trouble if text)
        elif preview is not None:
            yield from nothing_yet(preview) if not preview.parts else what_is_in(preview)
        if self.written is not None:
            yield labelled("Written last:", str(self.written))

    # Commands

    def action_export(self) -> None:
        """Ask what to write, and where to."""
        has_themes = self._preview is not None and bool(self._preview.parts)
        self.app.push_screen(ExportScreen(self.study, has_themes=has_themes), self._wrote)

    def _wrote(self, done: Wrote | None) -> None:
        if done is not None:
            self.written = done.path
            self._show_part()
            self.app.push_screen(WrittenScreen(done))

    @property
    def is_reflexive(self) -> bool:
        """Whether the study is worked on reflexively: then a report has no figures of agreement."""
        return self.study.settings.mode == "reflexive"

    def action_choices(self) -> None:
        """Choose how the report is to be."""
        self.app.push_screen(ReportChoicesScreen(self.study, self.theme), self._changed)

    def action_outline(self) -> None:
        """Write the outline."""
        self.app.push_screen(OutlineScreen(self.study), self._changed)

    def _changed(self, answer: Message | None) -> None:
        """What was written in a box is shown."""
        if answer is not None:
            self.workbench.study_changed()

    def action_agreement(self) -> None:
        """Have the report say how far the coders agree, or no longer."""
        self._choose(report.turn_agreement)

    def action_layer(self) -> None:
        """Print what was settled, or what the lead coder coded."""
        self._choose(report.turn_layer)

    def _choose(self, change: Callable[[Study], ReportChoices]) -> None:
        study = self.study
        self.start("Change the report", lambda: Chosen(change(study)))

    @on(Chosen)
    def _chosen(self) -> None:
        self.workbench.study_changed()

    def action_verify(self) -> None:
        """Go to the report that was read back, or choose one."""
        room = self.workbench.get_screen("verify", VerifyScreen)
        self.workbench.go_to("verify")
        if room.found is None:
            room.action_another()

    def action_update(self) -> None:
        """Bring a report that was worked on up to date."""
        update.begin(self.app, self.study, self._wrote)

    def action_send(self) -> None:
        """Make the copy of a report that is sent."""
        clean_copy.begin(self.app, self.study, self._wrote)

    @property
    def quotation(self) -> Quotation | None:
        """The quotation of a theme that is meant in the preview."""
        part, meant = self.query_one(PartRows).current, self.query_one(BlocksView).meant
        block = part.blocks[meant] if part is not None and meant is not None and meant < len(part.blocks) else None
        found = next(quotations_of([block]), None) if block is not None else None
        return found if found is not None and found.source.theme else None

    def action_quotation(self) -> None:
        """Prepare the quotation that is meant for print."""
        study, block = self.study, self.quotation
        if block is not None:
            source = block.source
            place = source.transcript, source.start
            job = partial(open_to_prepare, study, source.theme, UUID(source.extract), place)
            self.start("Open the quotation", job)

    @on(QuotationOpened)
    def _prepare(self, message: QuotationOpened) -> None:
        self.app.push_screen(QuotationScreen(self.study, message.opened), self._changed)

    def action_copy_path(self) -> None:
        """Copy the path of the file that was written last."""
        if self.written is not None:
            self.workbench.copy_to_clipboard(str(self.written))

    def action_next_block(self) -> None:
        """Point at the next paragraph of the preview, whatever it is."""
        self.query_one(BlocksView).mean_next(1)

    def action_previous_block(self) -> None:
        """Point at the one before."""
        self.query_one(BlocksView).mean_next(-1)

    def action_next_quotation(self) -> None:
        """Point at the next quotation; in the lists for the writers at the next line that leads to a theme."""
        self._point(1)

    def action_previous_quotation(self) -> None:
        """Point at the one before."""
        self._point(-1)

    def _point(self, by: int) -> None:
        part = self.query_one(PartRows).current

        if part is None:
            return

        def quotes(number: int) -> bool:
            return any(one.source.theme for one in quotations_of(part.blocks[number : number + 1]))

        is_wanted: Callable[[int], bool] = quotes
        if part.leads_to and not any(map(quotes, range(len(part.blocks)))):
            is_wanted = list(map(bool, part.leads_to)).__getitem__
        if not self.query_one(BlocksView).mean_next(by, is_wanted):
            where = "after" if by > 0 else "before"
            self.notify(f"There is no quotation {where} this place in this part of the report.", timeout=3)

    def action_copy(self) -> None:
        """Copy the block of the preview that is meant, or all that is shown there."""
        texts = [as_text(block) for block in self.query_one(BlocksView).meant_blocks]
        if any(texts):
            self.workbench.copy_words(texts)
        else:
            self.notify("There is nothing to copy.", markup=False, timeout=3)

    @property
    def sought(self) -> Sought:
        """The lines of the preview, from the place that was found or the top of what is seen on."""
        view = self.query_one(BlocksView)
        return Sought(view.text, view.found.start if view.found is not None else view.top)

    def show_place(self, place: Span) -> None:
        """Show it in the preview."""
        self.query_one(BlocksView).find(place)

    @property
    def standing(self) -> Showing:
        """What is shown as found or meant in the preview, and how far down it is."""
        return self.query_one(BlocksView).showing

    def stand_again(self, standing: object) -> None:
        """Show it again."""
        if isinstance(standing, Showing):
            self.query_one(BlocksView).show_again(standing)

    @on(BlocksView.Changed)
    def _look_through(self) -> None:
        """Another part is shown, or its lines are broken elsewhere."""
        self.query_one(FindBar).take(self.query_one(BlocksView).text)

    @on(FindBar.Closed)
    def _to_preview(self) -> None:
        self.query_one(BlocksView).focus()

    @on(RowList.Chosen, "#parts")
    def action_theme(self) -> None:
        """Go to this theme on the themes screen."""
        if self.theme:
            self.workbench.get_screen("themes", ThemesScreen).come_to(UUID(self.theme))
            self.workbench.go_to("themes")
