"""The transcript, the codebook, and what is coded where the caret is: how they are read and shown."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workbench.codebook.schema import Code
from workbench.coding.place import Place, keep_place
from workbench.coding.reading import CodingHere, Counted, Opened
from workbench.spans import Span
from workbench.study import Study, same_coder
from workbench.tui import work
from workbench.tui.commands import key_of
from workbench.tui.mouse import Menu
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens.hits_room import HitsRoom
from workbench.tui.transcript.page import page_of
from workbench.tui.transcript.view import TranscriptView
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.codebook_rows import CodebookRows, CodesShown
from workbench.tui.widgets.codings_here import CodingsHere, innermost
from workbench.tui.widgets.find_bar import FindBar
from workbench.tui.widgets.hidden_line import HiddenLine
from workbench.tui.widgets.place_line import PlaceLine
from workbench.tui.widgets.ruler import Ruler
from workbench.tui.widgets.sample_line import SampleLine

NO_CODES = (
    f"There are no codes yet. Select words in the transcript, press {key_of('coding.apply')} and type a name: "
    "it becomes the first code. "
    "A codebook that is there already goes into the study's folder codebooks, as a YAML file."
)
"""What stands in place of an empty codebook."""

_ACTIONS = (("recode", "Recode"), ("borders-to-selection", "Borders"), ("split", "Split"))
_MORE_ACTIONS = (("transfer", "Transfer"), ("not-for-quotation", "Not for quotation", "No quotation"))
"""What the mouse reaches under the list of codings."""

_OPEN = "Open the transcript"

_ANYWHERE = ("app.find", "coding.code-all", "app.undo", "app.redo")
_WITH_WORDS = (
    *(f"coding.{name}" for name in ("apply", "repeat", "in-vivo", "new-memo", "not-for-quotation")),
    *_ANYWHERE,
)
_WITH_CODING = (
    *(
        f"coding.{name}"
        for name in ("remove", "recode", "memo", "select-coding", "next-here", "split", "use-as-example")
    ),
    *_WITH_WORDS,
)
"""What stands first in the menu of a place in the text."""


class CodingRoom(HitsRoom):
    """A room that shows a transcript with its codings, and the codebook."""

    def __init__(self) -> None:
        super().__init__()
        self._counted = Counted({}, ())
        self._at_digits: tuple[str | None, ...] = ()
        self._hidden_of = ""
        self._said = self._rule_of = ""
        self._nothing_meant = True
        self._news_beside: bool | None = None
        self._text = TranscriptView(id="text")
        self._here: tuple[Study, Place] | None = None
        self._kept: tuple[Study, Place] | None = None

    def content(self) -> ComposeResult:
        """Text on the left; codebook, rules and codings on the right."""
        with Horizontal(id="desk"):
            with Vertical(id="reading"):
                yield Static("", id="title", markup=False)
                yield from (SampleLine(), HiddenLine())
                with Horizontal(id="page"):
                    yield self._text
                    yield Ruler(self._text)
                yield FindBar("this transcript", codes=True)
                yield PlaceLine()
            with Vertical(id="side"):
                yield CodingsHere()
                yield ActionLine("coding", _ACTIONS)
                more = ActionLine("coding", _MORE_ACTIONS)
                more.id = "more-actions"
                yield more
                yield CodebookPane()
                empty = Static(NO_CODES, id="no-codes", classes="pane", markup=False)
                empty.border_title, empty.display = "Codebook", False
                yield empty
                yield CodeRules(whole=key_of("coding.code-extracts"))

    def on_mount(self) -> None:
        """Follow a change of the look: codes without colours of their own have others then."""
        self.view.drawn.subscribe(self, lambda _: self._show_news_beside())
        self.app.theme_changed_signal.subscribe(self, lambda _: self._take_look())

    def _take_look(self) -> None:
        if self.opened is not None:
            self.take_codes(self.opened)
            self._show_codings()

    # Reading

    def load(self) -> None:
        """Read the transcript that was chosen."""
        study, asked, digits = self.study, self.asked, self._at_digits
        # Somebody else at work has codes of their own hidden, and other codings are theirs.
        before = self.opened if self._hidden_of == study.coder else None
        self.read(_OPEN, lambda: jobs.read(study, asked, before=before, digits=digits))

    @on(jobs.Read)
    def _show(self, message: jobs.Read) -> None:
        if self.wanted is not None and message.asked != self.wanted.name:
            # Read before that was wanted: what is shown would go and come under the coder's hands.
            return
        wanted, self.wanted = self.wanted, None
        if message.opened is not None and not self._is_shown(message.opened):
            self.keep_place()
        before, self.opened = self.opened, message.opened
        if message.is_gone:
            gone = wanted.name if wanted is not None else before.transcript.name if before is not None else ""
            self.notify(f"{gone} is not among the transcripts any more.", title="Not there", severity="warning")
        self.query_one("#desk").set_class(message.opened is None, "-empty")
        if message.opened is None:
            self.query_one("#title", Static).update(
                f"No transcript yet. {key_of('app.library')} goes to the library, where they are imported."
            )
            return
        opened, view = message.opened, self.view
        self.take_codes(opened)
        if message.counts is not None:
            self._counted, self._at_digits = message.counts.counted, message.counts.digits
        else:
            self.call_after_refresh(self._count)
        if self._hidden_of != self.study.coder:
            # What was read so far was read by whoever was at work before.
            self.keep_place()
            view.forget_seen()
            # From then on it is what was hidden here: what is read may be older than the last key.
            self._hidden, self._hidden_of = message.aside.hidden, self.study.coder
            self.query_one(CodebookRows).begin_folded(message.aside.folded)
        if before is None or before.spoken != opened.spoken:
            view.show(page_of(opened.spoken))
        if before is None:
            view.focus()
        if before is not None and before.books != opened.books and self._rule_of:
            self._show_rule(self._rule_of)
        self.query_one(FindBar).take(opened.spoken.text)
        self._show_codings()
        title, heading = jobs.title_of(opened, self.study.settings), self.query_one("#title", Static)
        if str(heading.visual) != title:
            heading.update(title)
        if wanted is not None and wanted.place is not None and wanted.name == opened.transcript.name:
            view.select(wanted.place)
        elif message.at is not None and (before is None or before.transcript.id != opened.transcript.id):
            view.go_to(message.at)
        self._say_done(is_news=before is None or before.coded != opened.coded)
        # With a text, and with a code chosen last, more can be done than before.
        self.refresh_bindings()

    @on(jobs.Followed)
    def _follow(self, message: jobs.Followed) -> None:
        """Show what is coded otherwise now."""
        if self.wanted is not None and message.asked != self.wanted.name:
            return
        if self.opened is not message.before:
            # Something else was read meanwhile: what is shown now is followed.
            self._shown_version = -1
            self.catch_up()
            return
        before, opened, wanted, self.wanted = message.before, message.opened, self.wanted, None
        self.opened, hidden = opened, self.hidden
        if before.books != opened.books:
            self.take_codes(opened)
            if self._rule_of:
                self._show_rule(self._rule_of)
            self._show_codebook()
        if hidden == self.hidden:
            self.paint_change(opened, before.coded, message.gone, message.new)
        else:
            self.paint_all(opened)
        if wanted is not None and wanted.place is not None:
            self.view.select(wanted.place)
        is_news = before.coded.codings is not opened.coded.codings or before.coded != opened.coded
        self._news_beside = bool(self._news_beside) or is_news
        # What stands beside the words is laid out anew, which takes longer than painting these: they come first.
        if not (message.gone or message.new):
            self._show_news_beside()

    def _show_news_beside(self) -> None:
        if self._news_beside is not None:
            is_news, self._news_beside = self._news_beside, None
            self._show_beside(is_news=is_news)

    def _show_beside(self, *, is_news: bool) -> None:
        opened = self.opened
        if opened is None:
            return
        self._show_here()
        self._say_done(is_news=is_news)
        self.refresh_bindings()
        self.keep_place()
        self._count()

    @property
    def is_up_to_date(self) -> bool:
        """Whether all that was asked for is done and shown."""
        busy = any(job.group == work.GROUP or job.name == _OPEN for job in work.running(self.app))
        is_read = self._shown_version == self.workbench.version and self._news_beside is None
        return is_read and not busy and not self.message_queue_size

    def _count(self) -> None:
        """Count anew what takes longer than reading what is shown."""
        study, opened, digits = self.study, self.opened, self._at_digits
        if opened is not None:
            self.read("Count the codings", lambda: jobs.count(study, opened.books, digits))

    @on(jobs.Counts)
    def _show_counts(self, message: jobs.Counts) -> None:
        self._counted, self._at_digits = message.counted, message.digits
        self._show_codebook()

    def _say_done(self, *, is_news: bool) -> None:
        if self._said or is_news:
            self.query_one(PlaceLine).say(self._said)
            self._said = ""
        self._tell_place()

    @property
    def _digits(self) -> dict[str, str]:
        return {code: str(digit) for digit, code in enumerate(self._at_digits, start=1) if code is not None}

    def _show_codings(self) -> None:
        if self.opened is not None:
            self.paint_all(self.opened)
            self._show_codebook()
            self._show_here()

    def _show_codebook(self) -> None:
        if self.opened is None:
            return
        pane, here, hidden = self.query_one(CodebookPane), self._used, self.hidden
        counts, books = self._counted.counts, self.opened.books
        pane.take(CodesShown(books.books, self._looks, here, counts, self._digits, hidden, books.lineage))
        pane.tell_whose("yours" if self._only_mine else "all coders")
        pane.display = any(True for _ in self.opened.books.codes())
        self.query_one("#no-codes").display = not pane.display
        self.query_one(HiddenLine).tell(len(hidden), sum(here[code] for code in hidden))

    @on(TranscriptView.Moved)
    def _show_here(self) -> None:
        if self.opened is None:
            return
        view = self.view
        chosen = view.selection or Span(view.caret, view.caret + 1)
        ids = view.codings_in(chosen)
        every = [self._painted[one] for one in ids if one in self._painted]
        here = self.opened.here(innermost(every, self.held))
        more = len(every) - len(here)
        self.query_one(CodingsHere).show(here, self._names, self._looks, self.study.coder, self.held, more=more)
        # Where what is selected begins: behind it nothing may be coded when one comes back.
        self._here = self.study, Place(self.opened.transcript.id, chosen.start)
        self._tell_place()

    def _is_shown(self, opened: Opened) -> bool:
        return self.opened is not None and self.opened.transcript.id == opened.transcript.id

    def _place_now(self) -> tuple[Study, Place] | None:
        """Where the coder is, and what they have read, where that has not been noted so."""
        if self._here is None or self.opened is None:
            return None
        study, place = self._here
        here = study, place._replace(read=self._text.seen, of=len(self._text.page.text))
        return here if here != self._kept else None

    def keep_place(self) -> None:
        """Note where the coder is, for the next time the transcript is opened."""
        here = self._place_now()
        if here is not None:
            self._kept = here
            work.start(self, "Note the place", lambda: jobs.keep(*here), only_reads=True)

    def on_screen_suspend(self) -> None:
        """Leaving the room: come back to this place."""
        self.keep_place()

    def on_unmount(self) -> None:
        """The program ends, or another study is opened."""
        here = self._place_now()
        if here is not None:
            keep_place(*here)

    def _tell_place(self) -> None:
        if self.opened is not None:
            # Where there is no room for the list of codings, the line names what remove, recode and memo are about.
            is_named = self.query_one("#side").display
            meant = Content("") if is_named else self.query_one(CodingsHere).meant_line
            view, line = self.view, self.query_one(PlaceLine)
            line.show(
                self.opened.spoken, view.caret, view.selection, meant, extending=view.extending, only=view.only_called
            )

    def on_resize(self) -> None:
        """There may be room for the list of codings now, or none any more."""
        self.call_after_refresh(self._tell_place)

    @property
    def held(self) -> UUID | None:
        """The coding that stays the one meant, whatever else stands where the caret is; None where that is not so."""
        return None

    @property
    def coding_meant(self) -> CodingHere | None:
        """The coding that remove, recode and memo are about."""
        return self.query_one(CodingsHere).meant if self.is_mounted else None

    def taken_over(self, then: Callable[[], None]) -> bool:
        """Whether what is asked for is done a little later, about words of another transcript; see `BesideRoom`."""
        return False

    def menu_of(self, widget: Widget) -> Menu:
        """In the text: the selection, or the coding that is meant there."""
        if widget is not self.view:
            return super().menu_of(widget)
        if self.coding_meant is not None:
            code = self._names.get(self.coding_meant.code, self.coding_meant.code)
            return Menu(f"Coding: {code}", _WITH_CODING)
        return Menu("The selected words" if self.view.selection is not None else "", _WITH_WORDS)

    @on(CodingsHere.Meant)
    def _mean(self, message: CodingsHere.Meant) -> None:
        self.view.emphasise(message.coding)
        self.query_one(Ruler).mean(self.coding_meant.code if self.coding_meant is not None else None, self._looks)
        self._tell_place()
        if self.coding_meant is not None:
            self._show_rule(self.coding_meant.code)
        # The footer is made anew by this, which takes longer than a move of the caret: only where it changes.
        if (message.coding is None) != self._nothing_meant:
            self._nothing_meant = message.coding is None
            self.refresh_bindings()

    @on(CodebookPane.Pointed)
    def _show_rules(self, event: CodebookPane.Pointed) -> None:
        self._show_rule(event.code)

    def _show_rule(self, code_id: str) -> None:
        self._rule_of = code_id
        if self.opened is not None:
            code, became, merged = rule_of(self.opened, code_id)
            self.query_one(CodeRules).show(code, became=became, merged_into=merged)

    def _is_own(self, one: CodingHere) -> bool:
        return same_coder(one.coder, self.study.coder)


def rule_of(opened: Opened, code_id: str) -> tuple[Code | None, str, str]:
    """A code as it stands in the codebook, what became of it, and the name of the one it was merged into.

    None where it is in no codebook; empty where it is put on passages, or was not merged.
    """
    code = next((code for code in opened.books.codes() if code.id == code_id), None)
    if code is None:
        return None, "", ""
    return code, opened.books.lineage.became(code), opened.books.lineage.merged_into(code)
