"""What the coding screen has done in threads: each job does one thing to the study and says what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from textual.message import Message

from workbench import coding
from workbench.agreement.tasks import outside_of
from workbench.codebook.books import Codebooks
from workbench.codebook.changes import change
from workbench.codebook.schema import Code
from workbench.coding import reading
from workbench.coding.place import Place, PutAside, digits_now, keep_aside, keep_place, last_place, place_in, put_aside
from workbench.errors import ChangedElsewhere
from workbench.report.attributed import Attributed, attributed_passage
from workbench.settings import StudySettings
from workbench.spans import Span
from workbench.study import Study
from workbench.tui import work
from workbench.tui.commands import key_of
from workbench.tui.screens.picker import Picked
from workbench.visible import one_line


class Read(Message):
    """A transcript as it is now; None where the study has none.

    Attributes:
        opened: The transcript.
        asked: What was asked for: a name or an id.
        at: Where the coder was in it the last time; None where that is not known, or it is shown already.
        counts: How often codes were used; None where that is shown from before, and counted when the text is painted.
        aside: What the coder has put aside in the codebook.
        is_gone: Whether what was asked for is not there any more: another one is read instead.
    """

    def __init__(
        self,
        opened: reading.Opened | None,
        asked: str | UUID | None,
        at: int | None,
        counts: Counts | None,
        aside: PutAside | None = None,
    ) -> None:
        self.opened, self.asked, self.at = opened, asked, at
        self.counts, self.aside = counts, aside or PutAside()
        known = (opened.transcript.name, opened.transcript.id) if opened is not None else ()
        self.is_gone = asked is not None and asked not in known
        super().__init__()


class Followed(Message):
    """A transcript that is shown as it is now, and what is coded otherwise than ``before``.

    Attributes:
        asked: What was asked for: a name or an id.
    """

    def __init__(self, asked: str | UUID, before: reading.Opened, followed: reading.Followed) -> None:
        self.asked, self.before = asked, before
        self.opened, self.gone, self.new = followed
        super().__init__()


class Counts(Message):
    """How often codes were used, and the codes at the digits from 1 on."""

    def __init__(self, counted: reading.Counted, digits: tuple[str | None, ...]) -> None:
        self.counted, self.digits = counted, digits
        super().__init__()


class Kept(Message):
    """It was noted where the coder is."""


BACK = f"{key_of('app.undo')} takes it back"
"""So ends what is told of a step."""


class Done(Message):
    """Something was done to the study and is on the disk.

    Attributes:
        sentence: What was done.
        codes: The codes that were put on a passage, for doing the same again.
        back: How to take that back, where the sentence does not say so itself.
    """

    def __init__(self, sentence: str, codes: tuple[str, ...] = (), *, back: str = "") -> None:
        self.sentence, self.codes, self.back = sentence, codes, back
        super().__init__()


class NothingDone(Done, work.NotDone):
    """The study is as it was; ``sentence`` says why."""


class Asked(NamedTuple):
    """Words with which something is to be done.

    Attributes:
        transcript: The transcript's name.
        revision_id: The text that is shown: another one may have taken its place before it is done.
        place: The passage in it.
        begins: How its words begin, for telling what was done.
        names: The codes' names by id.
        is_interviewers: Whether interviewers alone say them, which is rarely what is to be coded.
    """

    transcript: str
    revision_id: UUID
    place: Span
    begins: str
    names: Mapping[str, str]
    is_interviewers: bool = False


def read(
    study: Study,
    asked: str | UUID | None,
    *,
    before: reading.Opened | None = None,
    digits: Sequence[str | None] = (),
) -> Message:
    """Read a transcript with what is coded in it; where it is shown already, only what has changed, if that will do.

    Args:
        study: The study.
        asked: What is asked for; where it is not there any more, the one that is shown stays.
        before: What is shown just now; where nothing is, it begins with the one in which the coder was the last time.
        digits: The codes at the digits as they are shown.
    """
    if before is not None and asked in (before.transcript.name, before.transcript.id):
        followed = reading.follow(study, before)
        if followed is not None:
            return Followed(asked, before, followed)
    shown = before.transcript.id if before is not None else None
    place = last_place(study) if shown is None else None
    opened = reading.open_transcript(study, asked, shown, place.transcript if place is not None else None)
    at = place_in(study, opened.transcript.id) if opened is not None and opened.transcript.id != shown else None
    counts = count(study, opened.books, digits) if opened is not None and before is None else None
    return Read(opened, asked, at, counts, put_aside(study))


def count(study: Study, books: Codebooks, digits: Sequence[str | None]) -> Counts:
    """How often codes were used, and which stand at the digits; ``digits`` are those that are shown."""
    counted = reading.counted(study)
    return Counts(counted, digits_now(study, counted.recent, {code.id for code in books.living()}, shown=digits))


def keep(study: Study, place: Place) -> Message:
    """Note where the coder is."""
    keep_place(study, place)
    return Kept()


def put_away(study: Study, aside: PutAside) -> Message:
    """Note what is put aside in the codebook."""
    keep_aside(study, aside)
    return Kept()


def apply(study: Study, asked: Asked, picked: Picked) -> Message:
    """Put codes on a passage."""
    applied = coding.apply(study, asked.transcript, [asked.place], picked.codes, revision_id=asked.revision_id)
    return coded(study, asked, applied)


def apply_new(study: Study, asked: Asked, new: coding.NewCode, codes: Sequence[str]) -> Message:
    """Make a code and put it on a passage, with others that are there already."""
    applied = coding.apply_new(study, asked.transcript, [asked.place], new, codes=codes, revision_id=asked.revision_id)
    return coded(study, asked, applied, new.name)


def coded(study: Study, asked: Asked, applied: Sequence[coding.Applied], new_name: str = "") -> Message:
    """What codes were put on a passage, and whether that is a part of what is to be coded there of a sample."""
    codes, new = tuple(one.code for one in applied), tuple(one.code for one in applied if one.new)
    named = ", ".join(one_line(asked.names.get(code, new_name or code)) for code in new or codes)
    if not new:
        return NothingDone(f"Coded already with {named}; nothing was changed", codes)
    whose = "; the interviewer's words only" if asked.is_interviewers else ""
    return Done(outside(study, asked, f"Coded “{asked.begins}” with {named}{whose}"), codes, back=f"; {BACK}")


def outside(study: Study, asked: Asked, said: str) -> str:
    """What is told of a passage; before it, if it is no part of the stretch that is to be coded of a sample, that."""
    told = one_line(outside_of(study, asked.transcript, [asked.place]))
    # First, so that it is seen in narrow windows too.
    return f"{told[0].upper()}{told[1:]}: {said[0].lower()}{said[1:]}" if told else said


class CodeMade(Message):
    """A code was made and put on nothing yet."""

    def __init__(self, code: str, name: str) -> None:
        self.code, self.name = code, name
        super().__init__()


def make_code(study: Study, new: coding.NewCode) -> Message:
    """Make a code."""
    return CodeMade(coding.make_code(study, new), new.name)


class CodeMoved(Message):
    """A code stands elsewhere in its group; ``said`` tells where, and is empty where it went nowhere."""

    def __init__(self, code: str, said: str) -> None:
        self.code, self.said = code, said
        super().__init__()


def move_code(study: Study, code: Code, by: int) -> Message:
    """Move a code among those of its group."""
    other = change.move_code(study, code.id, by)
    where = "before" if by < 0 else "behind"
    return CodeMoved(code.id, f"{one_line(code.name)} stands {where} {one_line(other.name)}" if other else "")


class Recoded(work.NotDone):
    """A coding was recoded by another program meanwhile, so that nothing was done to it.

    Attributes:
        what: What was to be done.
        said: What it is now.
        anyway: The job that does it all the same.
    """

    def __init__(self, what: str, said: str, anyway: work.Job) -> None:
        self.what, self.said, self.anyway = what, said, anyway
        super().__init__()


def recode(
    study: Study, coding_id: UUID, picked: Picked, names: Mapping[str, str], *, seen: str | None = None
) -> Message:
    """Give a coding another code than the one ``seen``; ``names`` are the codes' names by id."""
    code = picked.codes[-1]
    name = one_line(names.get(code, code))
    try:
        changed = coding.recode(study, [coding_id], code, seen=seen)
    except ChangedElsewhere as error:
        return Recoded(f"Recode to {name}", error.message, lambda: recode(study, coding_id, picked, names))
    return Done(f"Recoded to {name}; {BACK}") if changed else NothingDone(f"It has the code {name} already")


def recode_new(study: Study, coding_id: UUID, new: coding.NewCode, *, seen: str) -> Message:
    """Make a code and give it to a coding that has the code ``seen``."""
    coding.recode_new(study, [coding_id], new, seen=seen)
    return Done(f"Recoded to {one_line(new.name)}; {BACK}")


def remove(study: Study, coding_id: UUID, code: str, *, seen: str | None = None) -> Message:
    """Take a coding off that has the code ``seen``, whose name is ``code``."""
    try:
        coding.remove(study, [coding_id], seen=seen)
    except ChangedElsewhere as error:
        return Recoded("Take the coding off", error.message, lambda: remove(study, coding_id, code))
    return Done(f"Took off {code}; {key_of('app.undo')} brings it back")


def write_memo(study: Study, coding_id: UUID, text: str, before: str) -> Message:
    """Write the memo of a coding, unless it says something else by now than ``before``."""
    try:
        coding.set_memo(study, coding_id, text, before=before)
    except ChangedElsewhere as error:
        return work.Clash(error.theirs)
    return Done(f"{'Wrote the memo' if text else 'Took the memo away'}; {BACK}")


class MarkOfOthers(work.NotDone):
    """A mark cannot be taken away before it is known that those of other coders may go with it."""

    def __init__(self, asked: Asked, mark: coding.MarkTurned) -> None:
        self.asked, self.mark = asked._replace(place=mark.span), mark
        super().__init__()


def turn_mark(study: Study, asked: Asked, *, with_others: bool = False) -> Message:
    """Mark a passage as not for quotation, or open it again."""
    turned = coding.turn_mark(
        study, asked.transcript, asked.place, with_others=with_others, revision_id=asked.revision_id
    )
    if turned.others:
        return MarkOfOthers(asked, turned)
    if turned.marked:
        return Done(f"Marked as not for quotation; {BACK}")
    still = "Took this mark away; another one still keeps words of it out of reports"
    return Done(f"{still if turned.sealed else 'Opened for quotation again'}; {BACK}")


class Copied(Message):
    """Words to copy with their attribution, or why they may not be."""

    def __init__(self, found: Attributed) -> None:
        self.found = found
        super().__init__()


def attribute(study: Study, asked: Asked) -> Message:
    """Words as they may be copied."""
    return Copied(attributed_passage(study, asked.transcript, asked.place, revision_id=asked.revision_id))


def title_of(opened: reading.Opened, settings: StudySettings) -> str:
    """Who, when and what kind a transcript is, in a line; ``settings`` has the waves as printed."""
    found = opened.transcript
    people, wave = ", ".join(found.participants), settings.printed_wave(found.wave)
    return one_line(" · ".join(part for part in (found.name, people, wave, found.kind, found.record) if part))
