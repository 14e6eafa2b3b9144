"""Forms in which a sample, or a next round of one, is drawn: beside them stands what would be."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Select, Static

from workbench.agreement.drawing import Drawn
from workbench.agreement.sample_list import SampleFound
from workbench.agreement.sample_words import coded_before_in_words
from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import bindings_of
from workbench.tui.screens import sample_jobs as jobs
from workbench.tui.screens.question import Question
from workbench.tui.screens.room import AskedAgain
from workbench.tui.screens.sample_without import WithoutField
from workbench.tui.screens.writing_dialog import WritingDialog
from workbench.tui.widgets.choice_fields import SelectField
from workbench.tui.widgets.form_fields import Field, TextField
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.rows import Rows
from workbench.visible import first_few, one_line, visible

_BY = (
    ("role and wave", "role,wave"),
    ("role", "role"),
    ("wave", "wave"),
    ("kind", "kind"),
    ("role and kind", "role,kind"),
    ("wave and kind", "wave,kind"),
    ("role, wave and kind", "role,wave,kind"),
)


_CODED = (("left out", "out"),)


class DrawForm(WritingDialog):
    """A form with fields, and beside it what would be drawn; gives `sample_jobs.DrawnNow`, or None.

    Args:
        study: The study.

    Attributes:
        HINTS: What is said of each field while the keyboard is in it.
    """

    PLACE = "sample-draw"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("sample-draw"))
    HINTS: ClassVar[Mapping[str, str]] = {}

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self._previewing, self._asked = asyncio.Lock(), 0
        self._shown: tuple[Hashable, Drawn | None] = (None, None)
        self._called = TextField("name", "", "")

    @property
    @abstractmethod
    def title_of_box(self) -> str:
        """What stands in the frame."""

    @abstractmethod
    def fields(self) -> Sequence[Field]:
        """What is filled in."""

    @property
    @abstractmethod
    def wanted(self) -> Hashable:
        """What is filled in but for the name, as the preview is made of it."""

    @abstractmethod
    def preview(self) -> work.Job:
        """What finds what would be drawn."""

    @abstractmethod
    def drawing(self, name: str, drawn: Drawn) -> work.Job:
        """What draws just that."""

    def compose(self) -> ComposeResult:
        """The fields; beside or below them what would be drawn; two buttons."""
        with Vertical(classes="dialog whole", id="sample-draw") as box:
            box.border_title = Content(self.title_of_box)
            with Container(id="draw-desk"):
                with Vertical(id="draw-form"):
                    with VerticalScroll(classes="form", can_focus=False):
                        yield from self.fields()
                    yield Static("", id="draw-hint", classes="hint", markup=False)
                with Vertical(classes="pane", id="draw-preview"):
                    yield Static("", id="draw-told", markup=False)
                    yield Rows(jobs.DRAWN, empty="")
            yield Static("", id="trouble", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Cancel", id="cancel", compact=True)
                yield Button("Draw", variant="primary", id="draw", compact=True)

    def on_mount(self) -> None:
        """The keyboard is on the first field."""
        super().on_mount()
        self.query_one("#draw-preview").border_title = "What would be drawn"

    @property
    def standing(self) -> object:
        """What is filled in."""
        return self._called.value, self.wanted

    @property
    def unsaved(self) -> bool:
        """Whether something is filled in otherwise than it was shown."""
        return self.answer is None and any(field.changed for field in self.fields())

    def suggest_name(self, name: str) -> None:
        """Suggest a name, unless one is typed already; what is typed takes its place."""
        if not self._called.value:
            self._called.show(name)
            self._called.query_one(Line).select_all()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field means in which the keyboard is."""
        field = next((one for one in event.widget.ancestors_with_self if isinstance(one, Field)), None)
        if field is not None:
            self.query_one("#draw-hint", Static).update(self.hint_of(field.key))

    def hint_of(self, key: str) -> str:
        """What is said of a field."""
        return self.HINTS.get(key, "")

    @on(Input.Changed)
    @on(Select.Changed)
    @on(WithoutField.Changed)
    def look(self) -> None:
        """Find what would be drawn; of several that wait for their turn only the last is found."""
        self._asked += 1
        number, job = self._asked, self.preview()
        work.start(
            self,
            "Find what would be drawn",
            lambda: job() if number == self._asked else AskedAgain(),
            only_reads=True,
            turn=self._previewing,
        )

    @on(jobs.Previewed)
    def _show(self, message: jobs.Previewed) -> None:
        if message.wanted != self.wanted:
            return
        self.say_trouble("")
        drawn, told = message.drawn, self.query_one("#draw-told", Static)
        self._shown = (message.wanted, drawn)
        if drawn is None:
            told.update(visible(message.trouble))
        else:
            said = drawn.asked.in_words(seed=drawn.seed, there=drawn.there, drawn=len(drawn.transcripts))
            new = f" New in the study: {' and '.join(map(one_line, drawn.new_coders))}." if drawn.new_coders else ""
            told.update(one_line(f"{said}.{new} {coded_before_in_words(drawn)}".rstrip()))
        told.set_class(drawn is None, "-faulty")
        rows = self.query_one(Rows)
        rows.fill(message.table)

    @on(Input.Submitted)
    def _go_on(self) -> None:
        """Enter goes to the next field: a sample is not drawn by the way."""
        self.focus_next()

    @on(Button.Pressed, "#draw")
    def action_draw(self) -> None:
        """Draw what is shown."""
        if self.is_writing:
            return
        wanted, drawn = self._shown
        name = str(self._called.value)
        if wanted != self.wanted:
            self.say_trouble("What would be drawn is another by now: look at it first.")
        elif drawn is None:
            self.say_trouble("Nothing can be drawn so: what is missing stands under “What would be drawn”.")
        elif not name:
            self.say_trouble("Give it a name.")
            self._called.enter()
        else:
            self.write("Draw the sample", self.drawing(name, drawn))

    def answered(self, answer: Message, standing: object) -> None:
        """It is drawn: what was typed since would be another sample."""
        self.answer = answer
        self.leave()

    @on(Button.Pressed, "#cancel")
    def action_close(self) -> None:
        """Close; asks where something was filled in."""
        if self.is_writing or not self.unsaved:
            self.leave()
            return
        question = Question("Not drawn", "What you filled in would be lost.", yes="Close", no="Go on")
        self.app.push_screen(question, lambda sure: self.leave() if sure else None)


class DrawScreen(DrawForm):
    """Draws a sample."""

    HINTS: ClassVar[Mapping[str, str]] = {
        "name": "What you call it, in lists and results.",
        "amount": "So many in 100, as 20 % (10 to 25 are usual), or a number of transcripts, as 6.",
        "by": "What is to be in the sample in the shares it has in the study.",
        "minimum": "So many of each stratum at least; with many small ones the sample gets larger than asked for.",
        "turns": "Of each transcript one stretch of so many turns; with nothing here, whole transcripts.",
        "without": "Transcripts that are not to be drawn, such as those you practised on.",
        "coded": "What one of the coders has coded on, in sight of all, is not coded blind.",
        "seed": "With what chance begins. It is kept: with it, and the same transcripts, anybody draws the same.",
    }

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self._known: Sequence[str] = ()
        self._coders = TextField("coders", "", "")
        self._amount = TextField("amount", "", "20 %", label="How much")
        self._by = SelectField("by", "", "role,wave", _BY, nothing="nothing: all from one urn", label="Drawn by")
        self._minimum = TextField("minimum", "", "1", label="Of each at least")
        self._turns = TextField("turns", "", "", label="Turns of a stretch")
        self._without = WithoutField()
        self._coded = SelectField("coded", "", None, _CODED, nothing="drawn like all", label="Coded already")
        self._seed = TextField("seed", "", "")

    @property
    def title_of_box(self) -> str:
        """What it does."""
        return "Draw a sample"

    def fields(self) -> Sequence[Field]:
        """Nine fields."""
        these: Iterable[Field] = (self._called, self._coders, self._amount, self._by)
        return (*these, self._minimum, self._turns, self._without, self._coded, self._seed)

    def hint_of(self, key: str) -> str:
        """What is said of a field; of the coders who there are."""
        if key != "coders":
            return super().hint_of(key)
        known = f" There are: {first_few(map(one_line, self._known))}." if self._known else ""
        return f"Two or more, a semicolon between; a new name comes in with the draw.{known}"

    def on_mount(self) -> None:
        """Find with what it begins."""
        super().on_mount()
        study = self.study
        work.start(self, "Begin a sample", lambda: jobs.begun(study), only_reads=True)

    @on(jobs.Begun)
    def _begin(self, message: jobs.Begun) -> None:
        self._known = message.known
        self.suggest_name(message.name)
        self._coders.show(message.coders)
        self._seed.show(str(message.seed))
        self._without.offer(message.transcripts)
        self.look()

    @property
    def wanted(self) -> jobs.Wanted:
        """What is filled in."""
        return jobs.Wanted(
            self._coders.value,
            self._amount.value,
            tuple(one for one in str(self._by.value or "").split(",") if one),
            self._minimum.value,
            self._turns.value,
            self._without.value,
            self._coded.value is not None,
            self._seed.value,
        )

    def preview(self) -> work.Job:
        """A draw."""
        study, wanted = self.study, self.wanted
        return lambda: jobs.preview(study, wanted)

    def drawing(self, name: str, drawn: Drawn) -> work.Job:
        """Draws it."""
        study = self.study
        return lambda: jobs.draw(study, name, drawn)


class RoundScreen(DrawForm):
    """Draws a next round of a sample that is revealed.

    Args:
        study: The study.
        sample: The sample.
    """

    HINTS: ClassVar[Mapping[str, str]] = {
        "name": "What you call this round, in lists and results.",
        "which": "The very same again are coded anew after a rule was changed; others are drawn as those were, from "
        "what no round has had; what one has coded on, in sight of all, is not coded blind.",
        "seed": "With what chance begins. It is kept: with it, and the same transcripts, anybody draws the same.",
    }

    def __init__(self, study: Study, sample: SampleFound) -> None:
        super().__init__(study)
        self._sample = sample
        same = [("others that no coder has coded on", "uncoded"), ("the very same again", "same")]
        self._which = SelectField("which", "", None, same, nothing="others", label="Which transcripts")
        self._seed = TextField("seed", "", "")

    @property
    def title_of_box(self) -> str:
        """Whose next round."""
        return one_line(f"The next round of “{self._sample.name}”")

    def fields(self) -> Sequence[Field]:
        """Three fields."""
        return self._called, self._which, self._seed

    def on_mount(self) -> None:
        """Find a name and a seed."""
        super().on_mount()
        study = self.study
        work.start(self, "Begin a round", lambda: jobs.begun(study), only_reads=True)

    @on(jobs.Begun)
    def _begin(self, message: jobs.Begun) -> None:
        number = self._sample.round + 1
        self.suggest_name(f"{self._sample.name.removesuffix(f', round {number - 1}')}, round {number}")
        self._seed.show(str(message.seed))
        self.look()

    @property
    def wanted(self) -> tuple[str, str]:
        """Which, and the seed."""
        return str(self._which.value or ""), self._seed.value

    def preview(self) -> work.Job:
        """A next round."""
        study, name, wanted = self.study, self._sample.name, self.wanted
        return lambda: jobs.preview_round(study, name, wanted)

    def drawing(self, name: str, drawn: Drawn) -> work.Job:
        """Draws it."""
        study, before = self.study, self._sample.name
        return lambda: jobs.draw_round(study, before, name, drawn)
