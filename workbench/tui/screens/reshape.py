"""Boxes that ask before codes are retired, merged, split or taken out: what it touches, and why it is done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Static

from workbench.codebook.schema import Code
from workbench.coding.codebook_words import texts_of
from workbench.study import Study
from workbench.themes.touched import Doing
from workbench.tui import work
from workbench.tui.aside import Aside
from workbench.tui.commands import bindings_of
from workbench.tui.screens import reshape_jobs as jobs
from workbench.tui.screens.quoting import ask_where_quoting
from workbench.tui.screens.writing_dialog import WritingForm
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.writing import Writing
from workbench.visible import first_few, one_line, plural, visible


class ReshapeForm(WritingForm):
    """Asks before something is done to a whole code; gives `reshape_jobs.Reshaped`, or None.

    Args:
        study: The study.
        codes: The code, or several.
        title: What is about to be done.
        means: What that means, in sentences.
        done: What the button says that does it.

    Attributes:
        HAS_REASON: Whether it is asked why: the reason goes into the codebook.
    """

    HAS_REASON: ClassVar[bool] = True

    PLACE = "reshape"
    doing: Doing = ""
    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of("reshape"))

    def __init__(
        self,
        study: Study,
        codes: Sequence[Code],
        title: str,
        means: str,
        *,
        done: str,
    ) -> None:
        super().__init__(Aside(study, f"reshape-{done.casefold()}-{codes[0].id}"))
        self.study, self.codes = study, codes
        self.saves = done
        self._title, self._means = title, means
        self._reason = Line("", placeholder=jobs.REASON, id="reason")

    def compose(self) -> ComposeResult:
        """What it means and touches, what has to be said for it, the reason."""
        with Vertical(classes="dialog small", id="reshape") as box:
            box.border_title = Content(one_line(self._title))
            with VerticalScroll(can_focus=False):
                yield Static(visible(self._means), markup=False)
                yield Static("Looking what it touches …", id="touches", classes="hint", markup=False)
                yield from self.fields()
                if self.HAS_REASON:
                    yield Label("Why")
                    yield self._reason
            yield from self.below()

    def fields(self) -> list[Widget]:
        """What else is filled in."""
        return []

    def on_mount(self) -> None:
        """Look what it touches."""
        work.start(self, "Look what it touches", self.looking(), only_reads=True)

    def looking(self) -> work.Job:
        """What looks what is touched."""
        study, codes, doing = self.study, [code.id for code in self.codes], self.doing
        return lambda: jobs.touches(study, codes, doing)

    @property
    def code(self) -> Code:
        """The code; of several the first."""
        return self.codes[0]

    @on(jobs.Touches)
    def _tell_touched(self, message: jobs.Touches) -> None:
        self.query_one("#touches", Static).update(visible(message.said))

    @property
    def standing(self) -> object:
        """What is filled in."""
        return self._reason.value.strip()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed."""
        return bool(self.standing)

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return {"reason": self._reason.value.strip()} if self._reason.value.strip() else {}

    @property
    def reason(self) -> str:
        """Why it is done, as typed."""
        return self._reason.value.strip()

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What would be written into the codebook's file, each text with its field."""
        return texts_of({}, reason=self.reason)

    @abstractmethod
    def job(self) -> work.Job:
        """What is to be done, with what is filled in; put together here, for a thread touches no widget."""

    def write_over(self) -> None:
        """Do it, with the reason."""
        self.write(self._title, partial(ask_where_quoting, self.study, self.code.name, self.texts, self.job()))


class RetireForm(ReshapeForm):
    """Asks whether a code is to be retired, or put on passages again where it was."""

    doing: Doing = "retire"

    def __init__(self, study: Study, code: Code) -> None:
        name = one_line(code.name)
        if code.retired:
            means = f"“{name}” is put on passages again."
            self.doing = ""
            super().__init__(study, [code], f"Bring back “{name}”", means, done="Bring back")
            return
        means = f"“{name}” is put on passages no more. Its codings stay, and wait for another look."
        super().__init__(study, [code], f"Retire “{name}”", means, done="Retire")

    def job(self) -> work.Job:
        """To do so."""
        study, code, reason = self.study, self.code, self.reason
        return lambda: jobs.retire(study, code, reason)


class MergeForm(ReshapeForm):
    """Asks whether codes are to be merged into another.

    Args:
        study: The study.
        codes: The codes that go.
        into: The one that takes their place.
    """

    def __init__(self, study: Study, codes: Sequence[Code], into: Code) -> None:
        other = f"“{one_line(into.name)}”"
        what = plural(len(codes), "code") if len(codes) > 1 else f"“{one_line(codes[0].name)}”"
        super().__init__(study, codes, f"Merge {what} into {other}", told_of_merged(codes, other), done="Merge")
        self._into = into.id

    def looking(self) -> work.Job:
        """What looks what is touched, and what becomes of codes under them."""
        study, codes, into = self.study, [code.id for code in self.codes], self._into
        return lambda: jobs.touches_of_merge(study, codes, into)

    def job(self) -> work.Job:
        """To merge them."""
        study, codes, into, reason = self.study, self.codes, self._into, self.reason
        return lambda: jobs.merge(study, codes, into, reason)


def told_of_merged(codes: Sequence[Code], into: str) -> str:
    """What merging codes means, in words.

    Args:
        codes: The codes that go.
        into: What takes their place, as it is named in a sentence.
    """
    names = [f"“{one_line(code.name)}”" for code in codes]
    stay = "They stay in their files, and are" if len(codes) > 1 else f"{names[0]} stays in the codebook's file, and is"
    return (
        f"What was coded with {first_few(names)} counts for {into} from now on; no coding is rewritten. "
        f"{stay} put on passages no more."
    )


class SplitForm(ReshapeForm):
    """Asks into which codes one is split.

    Args:
        study: The study.
        code: The code.
    """

    doing = "split"

    def __init__(self, study: Study, code: Code) -> None:
        name = one_line(code.name)
        means = (
            f"The codings of “{name}” wait for another look: each is then given one of the new codes, or left. "
            "What the new ones mean is said in their forms."
        )
        super().__init__(study, [code], f"Split “{name}”", means, done="Split")
        self._names = Writing(id="names")
        self._names.compact = True
        ways = [(Text(f"“{name}” is put on passages no more"), False), (Text(f"“{name}” stays for the rest"), True)]
        self._stays: DropDown[bool] = DropDown(ways, value=False, allow_blank=False, id="stays", compact=True)

    def fields(self) -> list[Widget]:
        """The names of the new codes."""
        return [Label("The new codes, a name a line"), self._names, Label("And the code itself"), self._stays]

    @property
    def names(self) -> list[str]:
        """The names, as typed."""
        return [" ".join(line.split()) for line in self._names.text.split("\n") if line.strip()]

    @property
    def stays(self) -> bool:
        """Whether the code lives on, narrower."""
        return self._stays.value is True

    @property
    def standing(self) -> object:
        """What is filled in."""
        return self.reason, self.names, self.stays

    @property
    def unsaved(self) -> bool:
        """Whether something was typed."""
        return bool(self.reason or self.names)

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return super().typed | ({"names": self._names.text} if self.names else {})

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The names and the reason."""
        return [*(("name", one) for one in self.names), *super().texts]

    def write_over(self) -> None:
        """Split it, once there are names enough."""
        if len(self.names) + self.stays < 2:
            self.say_trouble("Name two codes or more; or one, where the code itself stays as well.")
            self._names.focus()
        else:
            super().write_over()

    def job(self) -> work.Job:
        """To split it so."""
        study, code, names, reason, lives_on = self.study, self.code, self.names, self.reason, self.stays
        return lambda: jobs.split(study, code, names, reason, lives_on=lives_on)
