"""What the room of codings that wait for another look has done in threads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from textual.content import Content
from textual.message import Message

from workbench.coding import NewCode, reading, recode_new, review
from workbench.coding.place import digits_now
from workbench.coding.review import Look, Queue, Waiting
from workbench.study import Study
from workbench.tui.screens.coding_jobs import BACK
from workbench.tui.widgets.review_told import Case, case_of, told_of
from workbench.visible import one_line, plural

AROUND = 200
"""So many code points before and after a coding are read with it."""

DECIDE = "Decide"
"""What is told to have failed where a decision could not be written."""


class QueueRead(Message):
    """What waits.

    Attributes:
        queue: The codings, by code.
        recent: The codes the coder used last, latest first.
        digits: The key that stands for a code while coding.
    """

    def __init__(self, queue: Queue, recent: tuple[str, ...], digits: Mapping[str, str]) -> None:
        self.queue, self.recent, self.digits = queue, recent, digits
        super().__init__()


class LooksRead(Message):
    """Codings that wait, with their words; of the queue that was asked about."""

    def __init__(self, queue: Queue, looks: Sequence[Look]) -> None:
        self.queue, self.looks = queue, looks
        super().__init__()


class RuleRead(Message):
    """What is to be told of some codings; of the queue that was asked about."""

    def __init__(self, queue: Queue, case: Case, told: Content) -> None:
        self.queue, self.case, self.told = queue, case, told
        super().__init__()


class Decided(Message):
    """Something was decided, and is on the disk."""

    def __init__(self, ids: Collection[UUID], said: str) -> None:
        self.ids, self.said = ids, said
        super().__init__()


def read(study: Study) -> Message:
    """Read what waits."""
    found = review.queue(study)
    recent = reading.counted(study).recent
    digits = digits_now(study, recent, {code.id for code in found.books.living()})
    known = {code: str(digit) for digit, code in enumerate(digits, start=1) if code is not None}
    return QueueRead(found, recent, known)


def look(study: Study, queue: Queue, waiting: Sequence[Waiting]) -> Message:
    """Read the words of some."""
    return LooksRead(queue, review.looks(study, waiting, around=AROUND))


def tell(queue: Queue, waiting: Waiting) -> Message:
    """Say why a coding waits, and compare its rule with what that was."""
    return RuleRead(queue, case_of(waiting), told_of(queue, waiting))


def keep(study: Study, queue: Queue, those: Sequence[Waiting]) -> Message:
    """Leave codings as they are."""
    review.keep(study, queue, those)
    return _decided(those, "Kept")


def keep_all(study: Study, queue: Queue, those: Sequence[Waiting]) -> Message:
    """Leave those as they are that can be kept."""
    return _decided(review.keep_all(study, queue, those), "Kept")


def recode(study: Study, queue: Queue, those: Sequence[Waiting], code: str, name: str) -> Message:
    """Give codings another code; where they have that already, they are kept."""
    review.recode(study, queue, those, code)
    same = all(one.code == code for one in those)
    return _decided(those, "Kept" if same else f"Recoded to {one_line(name)}:")


def recode_to_new(study: Study, waiting: Waiting, new: NewCode) -> Message:
    """Make a code, and give it to a coding."""
    recode_new(study, [waiting.id], new, seen=waiting.code)
    return _decided([waiting], f"Recoded to {one_line(new.name)}:")


def remove(study: Study, queue: Queue, those: Sequence[Waiting]) -> Message:
    """Take codings off."""
    review.remove(study, queue, those)
    return _decided(those, "Took off")


def _decided(those: Sequence[Waiting], what: str) -> Message:
    where = one_line(those[0].transcript) if len(those) == 1 else plural(len(those), "coding")
    return Decided({one.id for one in those}, f"{what} {where}; {BACK}")
