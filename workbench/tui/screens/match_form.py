"""A box that asks what becomes of a pair of codes of two frameworks: which way round, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from rich.text import Text
from textual import on
from textual.widget import Widget
from textual.widgets import Label, Select

from workbench.codebook.schema import Code
from workbench.coding.codebook_words import texts_of
from workbench.study import Study
from workbench.tui import work
from workbench.tui.screens import framework_jobs as jobs
from workbench.tui.screens.framework_jobs import Way
from workbench.tui.screens.reshape import ReshapeForm
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.line import Line
from workbench.visible import one_line

_NO_REASON = "Say why in a few words: it is noted in the code, and is what others find there."
_NO_NAME = "Name the new code."


class Asked(NamedTuple):
    """What is asked.

    Attributes:
        title: What is about to be done.
        means: What that means.
        done: What the button says.
        ways: What can be chosen, in words and as it is done.
    """

    title: str
    means: str
    done: str
    ways: Sequence[tuple[str, Way]]


def merging(a: Code, b: Code) -> Asked:
    """To make one code of two."""
    first, second = _named(a), _named(b)
    means = (
        "No coding is rewritten: those of the code that goes count for the other from then on. It stays in its file, "
        "and is put on passages no more."
    )
    ways = [
        (f"{second} goes into {first}", Way("merge", (b.id, a.id))),
        (f"{first} goes into {second}", Way("merge", (a.id, b.id))),
        ("both go into a new code", Way("new", (a.id, b.id))),
    ]
    return Asked(f"Merge {first} and {second}", means, "Merge", ways)


def nesting(a: Code, b: Code) -> Asked:
    """To put one under the other."""
    first, second = _named(a), _named(b)
    means = (
        "The code goes to the file of the other, with its lines and comments and all that stands under it. It keeps "
        "its id and its codings."
    )
    ways = [
        (f"{second} under {first}", Way("nest", (b.id, a.id))),
        (f"{first} under {second}", Way("nest", (a.id, b.id))),
    ]
    return Asked(f"Nest {first} and {second}", means, "Nest", ways)


def keeping(a: Code | None, b: Code | None) -> Asked:
    """To keep both, or one of them."""
    codes = [code for code in (a, b) if code is not None]
    ways = [(f"{_named(code)} stays: the other coder has none like it", Way("keep", (code.id,))) for code in codes]
    if len(codes) > 1:
        ways.insert(0, ("both stay, one beside the other", Way("keep", tuple(code.id for code in codes))))
    title = f"Keep {' and '.join(map(_named, codes))}"
    return Asked(title, "Nothing changes but that it is decided: the codebook says so, and why.", "Keep", ways)


def _named(code: Code) -> str:
    return f"“{one_line(code.name)}”"


class MatchForm(ReshapeForm):
    """Asks what becomes of codes; gives `reshape_jobs.Reshaped`, or None.

    Args:
        study: The study.
        codes: The codes, one or two.
        asked: What is asked.
    """

    def __init__(self, study: Study, codes: Sequence[Code], asked: Asked) -> None:
        super().__init__(study, codes, asked.title, asked.means, done=asked.done)
        self._reason.placeholder = "it stands in the codebook, with the day"
        self._way: DropDown[Way] = DropDown(
            [(Text(words), way) for words, way in asked.ways],
            value=asked.ways[0][1],
            allow_blank=False,
            id="way",
            compact=True,
        )
        self._new = Line("", placeholder="what it is called", id="name")
        self._new_label = Label("The new code")

    def fields(self) -> list[Widget]:
        """Which way round, and the name of a new code."""
        self._show_name(shown=False)
        return [Label("How"), self._way, self._new_label, self._new]

    def on_mount(self) -> None:
        """Why is what is typed."""
        self._reason.focus()

    def _show_name(self, *, shown: bool) -> None:
        self._new.display = self._new_label.display = shown

    @on(Select.Changed, "#way")
    def _way_chosen(self) -> None:
        self._show_name(shown=self.way.kind == "new")

    @property
    def way(self) -> Way:
        """What is chosen."""
        chosen = self._way.value
        if not isinstance(chosen, Way):
            raise TypeError("A way is always chosen.")
        return chosen

    @property
    def name_of_new(self) -> str:
        """What the new code is called."""
        return " ".join(self._new.value.split())

    @property
    def standing(self) -> object:
        """What is filled in."""
        return self.reason, self.way, self.name_of_new

    @property
    def unsaved(self) -> bool:
        """Whether something was typed."""
        return bool(self.reason or self.name_of_new)

    @property
    def typed(self) -> dict[str, str]:
        """See `WritingDialog.typed`."""
        return super().typed | ({"name": self.name_of_new} if self.name_of_new else {})

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The name of a new code, and the reason."""
        return texts_of({"name": self.name_of_new} if self.way.kind == "new" else {}, reason=self.reason)

    def write_over(self) -> None:
        """Do it, once it is said why."""
        if self.way.kind == "new" and not self.name_of_new:
            self.say_trouble(_NO_NAME)
            self._new.focus()
        elif not self.reason:
            self.say_trouble(_NO_REASON)
            self._reason.focus()
        else:
            super().write_over()

    def job(self) -> work.Job:
        """To decide it so."""
        return partial(jobs.decide, self.study, self.way, self.name_of_new, self.reason)
