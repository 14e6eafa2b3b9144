"""All hits of a search, each accepted or left out, and what is accepted coded as one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from workbench.coding import Hit, NewCode
from workbench.coding.finding import PASSAGE_KINDS, PassageKind
from workbench.spans import Span
from workbench.study import Study
from workbench.tui import looks, work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of, key_of
from workbench.tui.screens import coding_jobs as jobs
from workbench.tui.screens import hit_jobs
from workbench.tui.screens.dialog import Dialog
from workbench.tui.screens.picker import Picked, PickerScreen
from workbench.tui.screens.question import Question, leave
from workbench.tui.screens.quoting import make_where_quoting
from workbench.tui.widgets.actions import ActionLine
from workbench.tui.widgets.decided_hits import DecidedHits
from workbench.tui.widgets.hit_rows import hit_key
from workbench.tui.widgets.only_read import OnlyRead
from workbench.tui.widgets.progress import ProgressScreen
from workbench.tui.widgets.row_list import RowList
from workbench.visible import one_line, plural, visible

_MANY = 200
"""Of so many passages it is shown how far coding them is."""

_SHOWN = 1500
"""Code points of a passage that are shown below the list."""

_IN_WORDS: Mapping[PassageKind, str] = {"sentence": "the sentence", "turn": "the turn", "words": "the words found"}


class CodeHitsScreen(Dialog[Message | None]):
    """Gives what was done to the study (`coding_jobs.Done`); None where nothing was coded.

    Nothing is coded that was not accepted.

    Args:
        study: The study.
        hits: The hits of a search, of one transcript or of several.
        words: What was looked for.
        told: What else is to be known of the hits.
    """

    PLACE = "code-hits"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("code-hits"))
    AUTO_FOCUS = "DecidedHits"

    def __init__(self, study: Study, hits: Sequence[Hit], words: str, *, told: str = "") -> None:
        super().__init__()
        self._study, self._hits, self._words, self._told = study, hits, words, told
        self._kind: PassageKind = PASSAGE_KINDS[0]
        self._ready: hit_jobs.Ready | None = None
        self._numbers = {hit_key(hit): number for number, hit in enumerate(hits)}

    @property
    def unsaved(self) -> bool:
        """Whether anything was decided."""
        rows = self.query_one(DecidedHits)
        return bool(rows.marked or rows.left_out)

    def compose(self) -> ComposeResult:
        """The hits, what can be decided, the passage of the one under the cursor, and two buttons."""
        with Vertical(classes="dialog", id="code-hits") as box:
            box.border_title = Content(f"Code all hits of “{one_line(self._words)}”"[:200])
            yield Static("", id="how-many", markup=False)
            yield DecidedHits()
            yield ActionLine(
                self.PLACE,
                (
                    ("accept", "Accept"),
                    ("leave-out", "Leave out"),
                    ("accept-others", "All others"),
                    ("decide-nothing", "None"),
                    ("sentence", "Sentence"),
                    ("turn", "Turn"),
                    ("words", "Words"),
                ),
            )
            yield OnlyRead(widget_id="passage")
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Code …", variant="primary", id="code")

    def on_mount(self) -> None:
        """Show the hits; sentences, turns and codes come when they were read."""
        self.query_one(DecidedHits).show(self._hits)
        study, hits = self._study, self._hits
        work.start(self, "Read the passages", lambda: hit_jobs.prepare(study, hits), only_reads=True)

    @on(hit_jobs.Ready)
    def _prepared(self, message: hit_jobs.Ready) -> None:
        self._ready = message
        self._tell()

    # Telling

    @on(RowList.Moved, "#hits")
    def _tell(self) -> None:
        rows = self.query_one(DecidedHits)
        accepted, left_out = len(rows.marked), len(rows.left_out)
        undecided = len(self._hits) - accepted - left_out
        said = (
            f"{plural(len(self._hits), 'hit')}: {accepted:,} accepted, {left_out:,} left out, {undecided:,} undecided"
        )
        if self._ready is not None and accepted:
            said += f" → {plural(len(self._passages()), 'passage')}, each {_IN_WORDS[self._kind]}"
        else:
            said += f". Coded is {_IN_WORDS[self._kind]} of each that is accepted"
        self.query_one("#how-many", Static).update(f"{said}. {self._told}".strip())
        self.query_one("#passage", Static).update(self._passage())

    def _passages(self) -> set[tuple[UUID, Span]]:
        """The passages of what is accepted; several hits may be in one."""
        if self._ready is None:
            return set()
        spans, marked = self._ready.spans[self._kind], self.query_one(DecidedHits).marked
        return {(hit.revision_id, span) for hit, span in zip(self._hits, spans, strict=True) if hit_key(hit) in marked}

    def _passage(self) -> Content:
        """What would be coded of the hit under the cursor."""
        hit = self.query_one(DecidedHits).current
        if hit is None or self._ready is None:
            return Content("")
        text = self._ready.texts[hit.revision_id].text
        start, end = self._ready.spans[self._kind][self._numbers[hit_key(hit)]]
        first, last = max(start, hit.start - _SHOWN), min(end, hit.end + _SHOWN)
        sealed = "not for quotation · " if hit.not_for_quotation else ""
        return Content.assemble(
            (sealed, "bold $error"),
            (one_line(f"{hit.transcript} · {hit.speaker or 'nobody named'}:") + " ", "dim"),
            "…" if first > start else "",
            visible(text[first : max(first, hit.start)]),
            (visible(text[max(first, hit.start) : min(hit.end, last)]), "bold underline"),
            visible(text[min(hit.end, last) : last]),
            "…" if last < end else "",
        )

    # Deciding

    def action_accept(self) -> None:
        """Accept the hit under the cursor, and go on."""
        self.query_one(DecidedHits).accept()

    def action_leave_out(self) -> None:
        """Leave the hit under the cursor out, and go on."""
        self.query_one(DecidedHits).leave_out()

    def action_accept_others(self) -> None:
        """Accept all that were not left out."""
        self.query_one(DecidedHits).accept_others()

    def action_decide_nothing(self) -> None:
        """Forget what was decided."""
        self.query_one(DecidedHits).decide_nothing()

    def action_kind(self, kind: PassageKind) -> None:
        """Choose what is coded of a hit."""
        self._kind = kind
        self._tell()

    # Coding

    @on(Button.Pressed, "#code")
    def action_code(self) -> None:
        """Choose codes for what is accepted."""
        ready, accepted = self._ready, self._accepted()
        if not accepted:
            one, others = key_of("code-hits.accept"), key_of("code-hits.accept-others")
            said = (
                f"Nothing is accepted yet: {one} accepts the hit under the cursor, {others} all that are not left out."
            )
            self.notify(said, timeout=5)
        elif ready is not None:
            study, kind, texts = self._study, self._kind, ready.texts
            names = {code.id: code.name for code in ready.books.codes()}

            def make(new: NewCode, codes: tuple[str, ...]) -> Message:
                return hit_jobs.code(study, accepted, kind, texts, codes, names, new=new)

            def then(answer: Picked | Message | None) -> None:
                if isinstance(answer, Picked):
                    self._code(accepted, answer.codes, names)
                elif isinstance(answer, Message):
                    self.dismiss(answer)

            shown = looks.looks_of(ready.books.codes(), self.app.current_theme)
            title = plural(len(self._passages()), "passage")
            aside = Aside(study, "new-code")
            new = make_where_quoting(study, make)
            box = PickerScreen(ready.books, ready.recent, ready.digits, shown, title, new, aside=aside)
            self.app.push_screen(box, then)

    def _accepted(self) -> list[Hit]:
        marked = self.query_one(DecidedHits).marked
        return [hit for hit in self._hits if hit_key(hit) in marked]

    def _code(self, accepted: Sequence[Hit], codes: Sequence[str], names: Mapping[str, str]) -> None:
        study, kind, texts = self._study, self._kind, self._ready.texts if self._ready is not None else {}
        if len(accepted) < _MANY:
            work.start(self, "Code the hits", lambda: hit_jobs.code(study, accepted, kind, texts, codes, names))
            return
        box = ProgressScreen(
            "Code the hits", lambda tell: hit_jobs.code(study, accepted, kind, texts, codes, names, tell=tell)
        )
        self.app.push_screen(box, self._coded_many)

    def _coded_many(self, answer: Message | None) -> None:
        # Where it failed or was cancelled the box stays, with all that was decided.
        if answer is not None:
            self.dismiss(answer)

    @on(jobs.Done)
    def _coded(self, message: jobs.Done) -> None:
        message.stop()
        self.dismiss(message)

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close without coding; asks where something was decided."""
        said = "What you accepted and left out would be forgotten; nothing is coded."
        leave(self, Question("Not coded", said, yes="Leave it", no="Go on"))
