"""What changes codings there are, done in threads; each job says what was done and how it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from textual.message import Message

from workbench import coding
from workbench.errors import NotFound
from workbench.spans import Span
from workbench.study import Study
from workbench.tui.screens.coding_jobs import BACK, Asked, Done, NothingDone, outside
from workbench.visible import beginning, one_line, plural

_NAME_SHOWN = 24
_WORDS_SHOWN = 12
_FEW = 4
PAGE = 100
"""So many extracts are read at once."""


class Borders(NamedTuple):
    """Where a coding is to stand.

    Attributes:
        coding: The coding.
        revision_id: The text that is shown.
        before: Where it stands as it is shown.
        span: Where it is to stand.
        words: The words at the border that moves, or at the beginning where both do.
        edge: Which border moves: "start", "end", or both where it is empty.
        name: The code's name.
    """

    coding: UUID
    revision_id: UUID
    before: Span
    span: Span
    words: str
    edge: str
    name: str


class Moved(Done):
    """The borders of a coding were moved."""

    def __init__(self, sentence: str, asked: Borders) -> None:
        self.asked = asked
        super().__init__(sentence)


def move(study: Study, asked: Borders) -> Message:
    """Have a coding stand elsewhere."""
    coding.move_borders(study, asked.coding, asked.span, revision_id=asked.revision_id, before=asked.before)
    how = {"start": "begins with", "end": "ends with"}.get(asked.edge, "stands on")
    words = one_line(asked.words)
    if len(words) > _WORDS_SHOWN and asked.edge == "end":
        # From a word's beginning on, where there is one.
        cut = words[-_WORDS_SHOWN - 1 :]
        words = f"…{cut[1:] if ' ' not in cut else cut.partition(' ')[2]}"
    elif len(words) > _WORDS_SHOWN:
        cut = words[: _WORDS_SHOWN + 1]
        words = f"{cut[:-1] if ' ' not in cut else cut.rpartition(' ')[0]}…"
    return Moved(f"{_named(asked.name)} {how} “{words}”; {BACK}", asked)


def split(study: Study, asked: Borders, at: int) -> Message:
    """Cut a coding in two."""
    coding.split(study, asked.coding, at, revision_id=asked.revision_id, before=asked.before)
    return Done(f"Cut {_named(asked.name)} in two; {BACK}")


def apply_in_vivo(study: Study, asked: Asked) -> Message:
    """Make a code of words, and put it on them."""
    done = coding.apply_in_vivo(study, asked.transcript, asked.place, revision_id=asked.revision_id)
    codes, name = (done.applied.code,), _named(done.name)
    if done.made:
        return Done(f"{outside(study, asked, f'Made the code {name} of these words')}; {BACK}", codes)
    if done.applied.new:
        return Done(f"{outside(study, asked, f'Coded with {name}, a code that there was')}; {BACK}", codes)
    return NothingDone(f"Coded already with {name}; nothing was changed", codes)


class Planned(Message):
    """What a transfer would do.

    Attributes:
        plan: The preview.
        to: The name of the code they would get.
    """

    def __init__(self, plan: coding.TransferPlan, to: str) -> None:
        self.plan, self.to = plan, to
        super().__init__()


class ToTransfer(NamedTuple):
    """The codings that are to get another code.

    Attributes:
        transcript: The transcript's name.
        revision_id: The text that is shown.
        code: The code they have.
        names: The codes' names by id.
    """

    transcript: str
    revision_id: UUID
    code: str
    names: Mapping[str, str]


def plan_transfer(study: Study, asked: ToTransfer, to: str) -> Message:
    """See what giving them a code that there is would do."""
    plan = coding.plan_transfer(study, asked.transcript, asked.code, to, revision_id=asked.revision_id)
    return Planned(plan, asked.names.get(plan.to, plan.to))


def plan_transfer_to_new(study: Study, asked: ToTransfer, new: coding.NewCode) -> Message:
    """See what giving them a code that is made for it would do; it is made only with the transfer."""
    plan = coding.plan_transfer_to_new(study, asked.transcript, asked.code, new, revision_id=asked.revision_id)
    return Planned(plan, new.name)


def transfer(study: Study, plan: coding.TransferPlan, to: str) -> Message:
    """Do what was previewed."""
    changed = coding.transfer(study, plan)
    return Done(f"{plural(changed, 'coding')} transferred to {_named(to)}; {BACK}")


def use_as_example(study: Study, coding_id: UUID) -> Message:
    """Have a coding be an example of its code."""
    used = coding.use_as_example(study, coding_id)
    if not used.new:
        return NothingDone(f"That is an example of {_named(used.code.name)} already")
    sealed = "; it is marked not for quotation, and is printed nowhere" if used.not_for_quotation else ""
    return Done(f"An example of {_named(used.code.name)} now{sealed}; {BACK}")


class ExtractsRead(Message):
    """A page of a code's extracts from other transcripts, newest first.

    Attributes:
        code: The code.
        page: The extracts, and how many there are in all.
        offset: How many newer ones there are before them.
    """

    def __init__(self, code: str, page: coding.ExtractPage, offset: int) -> None:
        self.code, self.page, self.offset = code, page, offset
        super().__init__()


class FewRead(ExtractsRead):
    """The newest of them, for the line below the code's rules."""


def few_extracts(study: Study, code: str, revision_id: UUID) -> Message:
    """The newest extracts of a code from other transcripts; there are none of a code that is gone meanwhile."""
    try:
        page = coding.newest_extracts(study, [code], but=[revision_id], limit=_FEW)
    except NotFound:
        page = coding.ExtractPage(0, ())
    return FewRead(code, page, 0)


def more_extracts(study: Study, code: str, revision_id: UUID, offset: int) -> Message:
    """A page of them."""
    page = coding.newest_extracts(study, [code], but=[revision_id], limit=PAGE, offset=offset)
    return ExtractsRead(code, page, offset)


def _named(name: str) -> str:
    return f"“{beginning(one_line(name), _NAME_SHOWN)}”"
