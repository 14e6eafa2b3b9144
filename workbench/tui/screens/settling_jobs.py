"""What is done in threads where differences of coders are settled."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from workbench.agreement import consensus, deciding
from workbench.agreement.consensus import Agreed, Choice, Settled
from workbench.agreement.differing import Differences, Differing
from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.errors import ChangedElsewhere
from workbench.study import Study
from workbench.tui import work
from workbench.visible import one_line

SETTLE = "Settle the difference"
"""What is told to have failed where a decision could not be written."""


class SettledRead(Message):
    """Something was decided, and is on the disk.

    Attributes:
        found: Where coders differ.
        settled: What was decided of that by now.
        one: The passage it was about.
        said: What was done.
        is_rule: Whether a rule was changed: then what is shown of the codebook is another.
    """

    def __init__(
        self, found: Differences, settled: Settled, one: Differing, said: str, *, is_rule: bool = False
    ) -> None:
        self.found, self.settled, self.one, self.said, self.is_rule = found, settled, one, said, is_rule
        super().__init__()


class RuleRead(Message):
    """A code whose rule is to be changed for the sake of a passage.

    Attributes:
        one: The passage.
        books: The codebooks.
        code: The code.
        reason: Why it is changed, as far as that is known beforehand: the passage, by the id of a coding on it.
    """

    def __init__(self, one: Differing, books: Codebooks, code: Code, reason: str) -> None:
        self.one, self.books, self.code, self.reason = one, books, code, reason
        super().__init__()


def settle(
    study: Study,
    found: Differences,
    one: Differing,
    choice: Choice,
    *,
    taken_from: str,
    new: Sequence[Agreed],
    shown: Settled,
) -> Message:
    """Decide what holds on a passage."""
    deciding.settle(study, one, choice, taken_from=taken_from, new=new, shown=shown)
    said = {"one": f"{one_line(taken_from)}'s holds", "both": "All of it holds", "neither": "None of it holds"}
    return _read(study, found, one, said.get(choice, "A new coding holds"))


def reopen(study: Study, found: Differences, one: Differing, shown: Settled) -> Message:
    """Take a decision away."""
    deciding.take_back(study, one, shown=shown)
    return _read(study, found, one, "It is open again")


def note(study: Study, found: Differences, one: Differing, text: str, before: str) -> Message:
    """Write why, unless somebody else did meanwhile."""
    try:
        deciding.set_note(study, one, text, shown=before)
    except ChangedElsewhere as error:
        return work.Clash(error.theirs)
    return _read(study, found, one, "Noted why")


def rule_of(study: Study, one: Differing, code: str) -> Message:
    """Read a code whose rule is to be changed."""
    books = states.current(study)
    return RuleRead(one, books, books.as_it_stands(code), deciding.reason_for(study, one, code))


def changed_rule(study: Study, found: Differences, one: Differing) -> Message:
    """Read what is kept of a passage for whose sake a rule was changed."""
    return _read(study, found, one, "The rule is changed, and kept with the passage", is_rule=True)


def _read(study: Study, found: Differences, one: Differing, said: str, *, is_rule: bool = False) -> Message:
    return SettledRead(found, consensus.settled(study, found), one, said, is_rule=is_rule)
