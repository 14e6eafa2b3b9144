"""What the rooms in which coders are compared have done in threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from textual.content import Content
from textual.message import Message

from workbench.agreement import consensus
from workbench.agreement import people as who
from workbench.agreement.before_after import BeforeAfter, before_after
from workbench.agreement.comparison import Comparison, compare
from workbench.agreement.confusion import Confusion, confusion
from workbench.agreement.consensus import Settled
from workbench.agreement.consensus_told import change_in_words, in_short, label_of
from workbench.agreement.differing import Differences, Differing, Passage, differences, passages
from workbench.agreement.differing_told import names_of
from workbench.agreement.frame import Unit
from workbench.agreement.rounds import Rounds, compare_rounds
from workbench.agreement.rounds_told import in_words_of
from workbench.agreement.rule_changes import RuleChange, rule_changes
from workbench.agreement.sample_list import SampleFound
from workbench.codebook.differences.things import FieldTold
from workbench.codebook.differences.word_diff import Piece, shortened
from workbench.errors import NotFound, Refused
from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.commands import key_of
from workbench.tui.screens.confusion_box import map_of
from workbench.tui.screens.rounds_box import table_of
from workbench.tui.widgets import word_changes
from workbench.tui.widgets.measure_rows import Measures
from workbench.tui.widgets.rows import Table
from workbench.visible import one_line, plural, visible

AROUND = 240
"""So many code points before and after a passage are read with it."""


class OnWords(TypedDict):
    """On which words coders are compared."""

    sample: str | bool | None
    include_interviewer: bool


@dataclass(frozen=True)
class Wanted:
    """What is compared.

    Attributes:
        coders: The names of two or more; the first is A.
        unit: What is counted.
        include_interviewer: Whether what interviewers said counts too.
        as_settled: Whether what was settled counts in the place of their own codings there.
        sample: On what, as for `gathering.gathered`: a sample by its name; True: whatever they coded; None: the sample
            of two of them that was revealed last, and where there is none, whatever they coded.
    """

    coders: tuple[str, ...]
    unit: Unit = "turn"
    include_interviewer: bool = False
    as_settled: bool = False
    sample: str | bool | None = None

    @property
    def on(self) -> OnWords:
        """On which words, as every function takes it that compares."""
        return {"sample": self.sample, "include_interviewer": self.include_interviewer}


class PeopleRead(Message):
    """Who has coded.

    Attributes:
        coded: How many transcripts each has coded, by name.
        offered: Who is compared unless somebody chooses others; empty where nobody can be.
        missing: Why nobody can be compared, and what to do about it; empty where somebody can.
        samples: The samples.
    """

    def __init__(
        self, coded: Mapping[str, int], offered: tuple[str, ...], missing: str, samples: Sequence[SampleFound]
    ) -> None:
        self.coded, self.offered, self.missing, self.samples = coded, offered, missing, samples
        super().__init__()


class Compared(Message):
    """A comparison, its table with few figures and with all.

    Of what was settled also what is said of it, the comparison before, and the rules that were changed for it.
    """

    def __init__(
        self,
        wanted: Wanted,
        comparison: Comparison,
        few: Measures,
        all_of_them: Measures,
        *,
        said: Sequence[Content] = (),
        settled: tuple[BeforeAfter, Sequence[RuleChange]] | None = None,
    ) -> None:
        self.wanted, self.comparison, self.few, self.all_of_them = wanted, comparison, few, all_of_them
        self.said, self.settled = said, settled
        super().__init__()


class ConfusionRead(Message):
    """Which codes two coders take for each other, and the map of it."""

    def __init__(self, found: Confusion, shown: Table) -> None:
        self.found, self.shown = found, shown
        super().__init__()


class RoundsRead(Message):
    """The rounds of a sample, their table, and what is said of them."""

    def __init__(self, found: Rounds, shown: Table, said: Sequence[Content]) -> None:
        self.found, self.shown, self.said = found, shown, said
        super().__init__()


class NoRounds(Message):
    """Why there are no rounds to compare, and what to do about it."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__()


class NothingToCompare(Message):
    """Why these cannot be compared, and what to do about it."""

    def __init__(self, wanted: Wanted, said: str) -> None:
        self.wanted, self.said = wanted, said
        super().__init__()


class DifferencesRead(Message):
    """Where coders differ, and what was settled of it."""

    def __init__(self, wanted: Wanted, found: Differences, settled: Settled) -> None:
        self.wanted, self.found, self.settled = wanted, found, settled
        super().__init__()


class PassagesRead(Message):
    """Passages with their words; of the list that was asked about."""

    def __init__(self, found: Differences, read: Sequence[Passage]) -> None:
        self.found, self.read = found, read
        super().__init__()


def people(study: Study) -> Message:
    """Read who has coded what, and whom to compare."""
    found = who.people(study)
    missing = _missing(found.coded) if not found.offered else ""
    return PeopleRead(found.coded, found.offered, missing, found.samples)


def _missing(coded: Mapping[str, int]) -> str:
    """Why nobody can be compared, and what to do about it."""
    if not coded:
        return f"Nobody has coded yet.\n{key_of('app.coding')} goes to the transcripts."
    if len(coded) == 1:
        (name,) = coded
        return (
            f"Only {one_line(name)} has coded.\n"
            "A second coder codes some of the same transcripts: here, under their own name "
            f"({key_of('app.settings')}), or on another computer, from which a pack of their work comes back.\n"
            f"{key_of('app.samples')} draws what both are to code, neither seeing what the other does."
        )
    counts = ", ".join(f"{one_line(name)} {plural(count, 'transcript')}" for name, count in coded.items())
    return f"No transcript was coded by two people.\n{counts}.\nCoders are compared on what both have coded."


def compared(study: Study, wanted: Wanted, *, folded: bool, tell: Tell) -> Message:
    """Compare coders."""
    unit, on = wanted.unit, wanted.on
    said: list[Content] = []
    settled = None
    try:
        if wanted.as_settled:
            done = before_after(study, wanted.coders, unit=unit, tell=tell, **on)
            changes = rule_changes(study, done.made)
            called = names_of(done.found.books)
            said += map(Content, in_short(done, figures=not folded))
            for change in changes:
                said.append(Content(change_in_words(change, called)))
                said += [reads_now(one) for one in change.fields]
            found, settled = done.after, (done, changes)
        else:
            found = compare(study, wanted.coders, unit=unit, tell=tell, **on)
    except (NotFound, Refused) as error:
        return NothingToCompare(wanted, f"{error.message}\n{error.hint}")
    few, all_of_them = (Measures.of(found, more=more, folded=folded) for more in (False, True))
    return Compared(wanted, found, few, all_of_them, said=said, settled=settled)


def reads_now(one: FieldTold) -> Content:
    """A part of a rule as it was and as it is, word by word."""
    words = tuple(Piece(piece.kind, visible(piece.text)) for piece in shortened(one.pieces))
    return Content.assemble(f"  {label_of(one.field)}: ", word_changes.shown(words))


def confused(study: Study, wanted: Wanted, *, tell: Tell) -> Message:
    """Find which codes two coders take for each other."""
    try:
        found = confusion(study, wanted.coders, unit=wanted.unit, tell=tell, **wanted.on)
    except (NotFound, Refused) as error:
        return NothingToCompare(wanted, f"{error.message}\n{error.hint}")
    return ConfusionRead(found, map_of(found))


def rounds(study: Study, wanted: Wanted, *, folded: bool, tell: Tell) -> Message:
    """Compare the rounds of a sample."""
    try:
        sample = wanted.sample if isinstance(wanted.sample, str) else None
        include = wanted.include_interviewer
        found = compare_rounds(
            study, wanted.coders, sample=sample, unit=wanted.unit, include_interviewer=include, tell=tell
        )
    except (NotFound, Refused) as error:
        return NoRounds(f"{error.message} {error.hint}")
    said: list[Content] = []
    for line in in_words_of(found, pooled=not folded):
        said += [Content(line.text), *(Content(f"    {below}") for below in line.below)]
    return RoundsRead(found, table_of(found, folded=folded), said)


def differing(study: Study, wanted: Wanted, *, tell: Tell) -> Message:
    """Find where coders differ."""
    try:
        found = differences(study, wanted.coders, tell=tell, **wanted.on)
    except (NotFound, Refused) as error:
        return NothingToCompare(wanted, f"{error.message}\n{error.hint}")
    return DifferencesRead(wanted, found, consensus.settled(study, found))


def read(study: Study, found: Differences, those: Sequence[Differing]) -> Message:
    """Read the words of some passages."""
    return PassagesRead(found, passages(study, those, found.books, around=AROUND))
