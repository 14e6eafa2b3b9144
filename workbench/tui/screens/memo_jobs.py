"""What is done about memos in threads: read, written, removed, passed on; each job says what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Literal, NamedTuple
from uuid import UUID

from textual.message import Message

from workbench import memos, themes
from workbench.codebook.states import states
from workbench.coding import search_filters
from workbench.errors import ChangedElsewhere
from workbench.memos import FAMILIARISATION, PHASE, SAFEGUARDING, MemoFound, Sifting, phase_names
from workbench.report import may_be_copied
from workbench.report.content import Block
from workbench.report.markdown import blocks_of
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing
from workbench.tui import work
from workbench.tui.commands import key_of
from workbench.visible import one_line


class Read(Message):
    """The memos, the newest first, as they were asked for; ``version`` is what the study was at when they were."""

    def __init__(self, found: Sequence[MemoFound], sifting: Sifting, version: int) -> None:
        self.found, self.sifting, self.version = found, sifting, version
        super().__init__()


class Whole(Message):
    """The whole text of a memo, to be shown."""

    def __init__(self, memo_id: UUID, blocks: Sequence[Block]) -> None:
        self.memo_id, self.blocks = memo_id, blocks
        super().__init__()


class OnWhat(NamedTuple):
    """What a new memo is to be about.

    Attributes:
        about: One of `workbench.memos.ABOUT`.
        name: As `workbench.memos.add` takes it.
        called: As people call it.
        span: The passage, for one.
        revision_id: The text in which it was chosen.
        coding_id: The coding, for one.
    """

    about: str = "study"
    name: str = ""
    called: str = "the study"
    span: Span | None = None
    revision_id: UUID | None = None
    coding_id: UUID | None = None


class Choices(Message):
    """All that a memo can be about but for passages and codings, by what it is called; and the study's coders."""

    def __init__(self, choices: Mapping[str, OnWhat], coders: Sequence[str]) -> None:
        self.choices, self.coders = choices, coders
        super().__init__()


class Written(Message):
    """Something was done to memos and is on the disk.

    Attributes:
        sentence: What was done.
        memo_id: The memo; None where it is gone.
        is_concern: Whether it has just become one on safeguarding.
        seconds: How long it is told.
    """

    def __init__(self, sentence: str, memo_id: UUID | None = None, *, is_concern: bool = False) -> None:
        self.sentence, self.memo_id = sentence, memo_id
        self.is_concern, self.seconds = is_concern, 8 if is_concern else 4
        super().__init__()


class Copied(Message):
    """A memo's text that may be copied."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


def read(study: Study, sifting: Sifting, known: Sequence[MemoFound] | None, version: int) -> Message:
    """Read the memos, the newest first.

    Args:
        study: The study.
        sifting: Which of them.
        known: Those that are wanted whatever their words, where they were read before.
        version: What the study is at.
    """
    if known is None:
        return Read(memos.memos(study, sifting, newest=True), sifting, version)
    return Read([one for one in known if sifting.takes_text(one.text, one.date, one.made_at)], sifting, version)


def whole(memo: MemoFound) -> Message:
    """A memo's Markdown as what is shown of it."""
    return Whole(memo.id, blocks_of(memo.text, level=1, series=count(1)))


def copy(study: Study, memo: MemoFound) -> Message:
    """A memo's text, unless it is one that no file may hold."""
    return Copied(may_be_copied(study, memo))


def choices(study: Study) -> Message:
    """What a memo can be about: the study, then transcripts, themes, codes, participants; and who the coders are."""
    found = [OnWhat()]
    with study.read() as session:
        found += [OnWhat("transcript", one.name, f"transcript {one.name}") for one in listing.transcripts(session)]
        people = [(one.participant, one.label) for one in listing.participants(session)]
    found += [OnWhat("theme", str(one.id), f"theme {one.name}") for one in themes.themes(study)]
    living = states.current(study).living()
    found += [OnWhat("code", one.id, f"code {one_line(one.name)} ({one.id})") for one in living]
    found += [OnWhat("participant", who, f"participant {who} ({label})") for who, label in people]
    chosen: dict[str, OnWhat] = {}
    for one in found:
        name, number = one.called, 2
        while name in chosen:  # of two things of one name the second is told by a number
            name, number = f"{one.called} ({number})", number + 1
        chosen[name] = one
    coders = {one.value for one in search_filters.choices(study, "coder")} | {study.coder}
    return Choices(chosen, sorted(coders))


def write(
    study: Study,
    what: OnWhat,
    text: str,
    *,
    kind: str,
    phase: int | None,
    date: dt.date | None,
) -> Message:
    """Write a new memo; a second familiarisation note on one transcript is none, and clashes with the first."""
    try:
        memo_id = memos.add(
            study,
            text,
            kind=kind,
            about=what.about,
            name=what.name,
            span=what.span,
            revision_id=what.revision_id,
            coding_id=what.coding_id,
            phase=phase,
            date=date,
        )
    except ChangedElsewhere as error:
        now = memos.familiarisation(study, what.name) if kind == FAMILIARISATION else None
        return work.Clash(error.theirs, now)
    return _written("Wrote the entry" if kind == PHASE else "Wrote the memo", memo_id, kind)


def change(
    study: Study,
    memo: MemoFound,
    text: str | None,
    before: str,
    *,
    kind: str | None = None,
    phase: int | None = None,
    date: dt.date | Literal[""] | None = None,
) -> Message:
    """Change a memo, unless it says something else by now than ``before``; what is None stays, an empty day goes."""
    try:
        memos.edit(study, memo.id, text, before=before, kind=kind, phase=phase, date=date)
    except ChangedElsewhere as error:
        return work.Clash(error.theirs, memos.find(study, memo.id))
    return _written("Changed the memo", memo.id, kind)


def _written(sentence: str, memo_id: UUID, kind: str | None) -> Written:
    """What was done; of a memo that has just become a concern also where it is, since no other list has it."""
    if kind != SAFEGUARDING:
        return Written(sentence, memo_id)
    where = f"{key_of('app.memos')}, {key_of('memos.filter')}, kind {SAFEGUARDING}"
    return Written(f"{sentence}; concerns stand apart: {where}", memo_id, is_concern=True)


def remove(study: Study, memo: MemoFound) -> Message:
    """Remove a memo, as it was seen."""
    memos.remove(study, memo.id, before=memo.text)
    return Written(f"Removed the memo; {key_of('app.undo')} brings it back")


def pass_on(study: Study, memo: MemoFound, to: str, when: dt.date, *, again: bool) -> Message:
    """Note that a concern was passed on."""
    try:
        memos.pass_on(study, memo.id, to, when, again=again)
    except ChangedElsewhere as error:
        return work.Clash(error.theirs, memos.find(study, memo.id))
    return Written("Noted that it was passed on", memo.id)


def phase_choices(study: Study) -> list[tuple[str, int]]:
    """The six phases by number and name, as a form offers them."""
    return [(f"{number} {name}", number) for number, name in enumerate(phase_names(study.settings.mode), start=1)]
