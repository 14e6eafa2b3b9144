"""Codings that wait for another look: what they were made under is another code or rule today.

A code was split, retired or taken out, or its rule was changed in a way that may matter, see `workbench.codebook.rule`.
A coding is its coder's own: only they decide, and of others' it is only told how many wait. Whatever is decided is one
step, and stamps the state of the codebook that whoever decided had in front of them; what is left waits on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from workbench import sight, sight_stamps
from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Code
from workbench.codebook.states import stamps, states
from workbench.codebook.states.held import Stamp
from workbench.codebook.versions.seen import versions_of
from workbench.coding.apply import give, own_rows
from workbench.coding.extracts import Extract, extracts
from workbench.errors import Refused
from workbench.model import utc_now
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing
from workbench.transcripts.order import in_turn
from workbench.visible import one_line, plural


class Waiting(NamedTuple):
    """One of the coder's own codings that waits.

    Attributes:
        id: The coding.
        row_version: The count of its writes: what was changed since is not decided about.
        code: Today's id of its code; the one it was made with, where that is in no codebook.
        coded: The id it was made with.
        state: The sha256 of the state it is stamped with; None where that is not known.
        transcript: The transcript's name.
        revision_id: The text in which it stands.
        span: Where.
        reasons: Why it waits, as `workbench.codebook.rule.reasons` gives them.
    """

    id: UUID
    row_version: int
    code: str
    coded: str
    state: str | None
    transcript: str
    revision_id: UUID
    span: Span
    reasons: tuple[str, ...]

    @property
    def can_be_kept(self) -> bool:
        """Whether there is a rule that it could be kept under: its code, or the one that took its place, is there."""
        return "gone" not in self.reasons


@dataclass(frozen=True)
class CodeWaiting:
    """A code of which codings wait.

    Attributes:
        id: Today's id; the one the codings were made with, where that is in no codebook.
        code: The code as it is; None where it is in no codebook.
        candidates: Where it was split: the living codes that took its place.
        codings: The coder's own that wait, by transcript and place.
        others: How many of each other coder's wait.
        state: The sha256 of the state of the codebook in which `code` stands.
        version: What its authors call that state.
    """

    id: str
    code: Code | None
    candidates: tuple[Code, ...]
    codings: tuple[Waiting, ...]
    others: tuple[tuple[str, int], ...]
    state: str | None
    version: str

    @property
    def name(self) -> str:
        """What people call it."""
        return self.code.name if self.code is not None else self.id

    @property
    def why(self) -> tuple[tuple[str, ...], ...]:
        """The reasons for which the coder's own wait, the most frequent ones first."""
        return tuple(one for one, _ in Counter(coding.reasons for coding in self.codings).most_common())


@dataclass(frozen=True)
class Queue:
    """All that waits, by code in the order of the codebooks; what is in none of them comes last.

    Attributes:
        codes: The codes.
        books: The codebooks as they are.
        rules: The code as it stood in each state that codings are stamped with; None where that is not known.
    """

    codes: tuple[CodeWaiting, ...]
    books: Codebooks
    rules: Mapping[Stamp, Code | None]

    @property
    def codings(self) -> list[Waiting]:
        """The coder's own codings that wait."""
        return [coding for code in self.codes for coding in code.codings]

    @property
    def others(self) -> Counter[str]:
        """How many of each other coder's wait."""
        found: Counter[str] = Counter()
        for code in self.codes:
            found.update(dict(code.others))
        return found

    def code_of(self, coding: Waiting) -> CodeWaiting:
        """The code that a coding of the queue has."""
        return next(code for code in self.codes if code.id == coding.code)

    def before(self, coding: Waiting) -> Code | None:
        """The code as it was when the coding was made, or looked at last; None where that is not known."""
        return self.rules.get(Stamp(coding.coded, coding.state))


def how_many(study: Study) -> int:
    """How many of the coder's own codings wait; they are counted by code and state, and none of them is read."""
    return stamps.under_other_rules(study, states.current(study), coder=study.coder).total()


def under_unknown(study: Study) -> int:
    """How many of the coder's own codings have no rule to hold today's against: nobody knows their state here.

    They wait only where their code was split, retired or taken out.
    """
    with study.read() as session:
        counts, known = sight.counts_by_stamp(session, study, coder=study.coder), versions_of(session)
    return sum(count for (_, state), count in counts.items() if state not in known)


def queue(study: Study) -> Queue:
    """What waits for another look.

    Args:
        study: The study; its coder is who looks.
    """
    books = states.current(study)
    with study.read() as session:
        others = sight_stamps.stamps_of_others(session, study)
        asked = {*sight.counts_by_stamp(session, study), *((made_with, state) for _, made_with, state in others)}
        why = stamps.reasons_of(session, books, asked)
        before = stamps.as_they_were(session, books, (stamp for stamp, those in why.items() if those))
        own = sight_stamps.own_stamped(session, study, {stamp.code for stamp, those in why.items() if those})
    waiting: dict[str, list[sight_stamps.StampedCoding]] = defaultdict(list)
    for one in own:
        if why.get(Stamp(one.code, one.state)):
            waiting[books.lineage.today(one.code)].append(one)
    theirs: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, made_with, state), count in others.items():
        if why[Stamp(made_with, state)]:
            theirs[books.lineage.today(made_with)][name] += count
    codes, turn = {code.id: code for code in reversed(list(books.codes()))}, in_turn(study.settings)
    places = {code.id: number for number, code in enumerate(books.codes())}
    found = []
    for code_id in sorted(waiting.keys() | theirs.keys(), key=lambda one: (places.get(one, len(places)), one)):
        rows = sorted(waiting[code_id], key=lambda one: (turn(one.transcript, one.wave), one.start, one.end, one.id))
        code = codes.get(code_id)
        found.append(
            CodeWaiting(
                code_id,
                code,
                candidates(books, code) if code is not None else (),
                tuple(_waiting(one, code_id, why[Stamp(one.code, one.state)]) for one in rows),
                tuple(sorted(theirs[code_id].items())),
                books.state_of(code_id),
                books.version_of(code_id),
            )
        )
    return Queue(tuple(found), books, before)


def _waiting(one: sight_stamps.StampedCoding, code: str, why: tuple[str, ...]) -> Waiting:
    span = Span(one.start, one.end)
    return Waiting(one.id, one.row_version, code, one.code, one.state, one.transcript, one.revision_id, span, why)


def candidates(books: Codebooks, code: Code) -> tuple[Code, ...]:
    """The living codes that took the place of one that was split; where one of them was split again, its parts."""
    codes = {one.id: one for one in books.codes()}
    found, passed, waiting = dict[str, Code](), set[str](), list(reversed(code.split_into))
    while waiting:
        part = codes.get(books.lineage.today(waiting.pop()))
        if part is None or part.id in passed:
            continue
        passed.add(part.id)
        if part.is_living:
            found[part.id] = part
        waiting += reversed(part.split_into if part.id != code.id else ())
    return tuple(found.values())


def in_words(why: Iterable[str], code: Code | None, books: Codebooks) -> str:
    """Why codings wait, in words.

    Args:
        why: The reasons.
        code: Their code as it is.
        books: The codebooks.
    """
    parts = [one_line(one.name) for one in candidates(books, code)] if code is not None else []
    said = {
        "gone": "in no codebook any more",
        "split": f"split into {' and '.join(parts)}" if parts else "split",
        "retired": "retired",
        "definition": "another definition",
        "include": "other rules of what counts",
        "exclude": "other rules of what does not count",
    }
    return ", ".join(said[one] for one in why)


class Look(NamedTuple):
    """A coding that waits, with what one needs to decide.

    Attributes:
        waiting: The coding.
        extract: Its words, and where they stand; None where it is gone meanwhile.
        context: The words before and after it in the transcript.
    """

    waiting: Waiting
    extract: Extract | None
    context: tuple[str, str]


def looks(study: Study, waiting: Sequence[Waiting], *, around: int = 0) -> list[Look]:
    """Codings that wait with their words; only these are read, a page of them.

    Args:
        study: The study.
        waiting: The codings.
        around: So many code points before and after each are given as well.
    """
    if not waiting:
        return []
    found = {one.id: one for one in extracts(study, ids=[one.id for one in waiting])}
    with study.read() as session:
        texts = listing.texts(session, {one.revision_id for one in found.values()}) if around else {}
    shown = []
    for one in waiting:
        extract = found.get(one.id)
        text = texts.get(extract.revision_id, "") if extract is not None else ""
        context = ("", "")
        if extract is not None and around:
            context = text[max(0, extract.start - around) : extract.start], text[extract.end : extract.end + around]
        shown.append(Look(one, extract, context))
    return shown


def keep(study: Study, seen: Queue, those: Sequence[Waiting]) -> int:
    """Leave codings as they are: they are stamped with the state of the codebook that was seen, as one step.

    Args:
        study: The study.
        seen: The queue in front of whoever decides.
        those: The codings.

    Returns:
        How many were kept.

    Raises:
        ChangedElsewhere: One of them was changed meanwhile; nothing was done.
        Refused: The code of one of them is in no codebook: there is no rule under which it could be kept.
    """
    with study.step("Kept codings") as work:
        latest = sight_stamps.refuse_changed(work.session, study.coder_id(), {one.id: one.row_version for one in those})
        by_code = _by_code(those)
        for code_id, some in by_code.items():
            code = seen.code_of(some[0])
            if not all(one.can_be_kept for one in some):
                message = (
                    f'The code "{one_line(code_id)}" is in no codebook: there is nothing that it could be kept under.'
                )
                raise Refused(message, "Give the codings another code, or take them off; or bring the code back.")
            ids = [one.id for one in some]
            sight_stamps.stamp(work.session, ids, state=code.state, version=code.version, looked_at=latest)
        work.sentence = f"Kept {plural(len(those), 'coding')} of {seen.books.called(by_code)} after another look"
    return len(those)


def keep_all(study: Study, seen: Queue, those: Sequence[Waiting]) -> list[Waiting]:
    """Leave all of these codings as they are that can be kept, as one step; the others wait on. See `keep`.

    Returns:
        Those that were kept.
    """
    kept = [one for one in those if one.can_be_kept]
    if kept:
        keep(study, seen, kept)
    return kept


def recode(study: Study, seen: Queue, those: Sequence[Waiting], code: str) -> int:
    """Give codings another code, as one step; those that have it already are kept.

    Args:
        study: The study.
        seen: The queue in front of whoever decides.
        those: The codings.
        code: The code they get.

    Returns:
        How many were decided about.

    Raises:
        NotFound: There is no such code.
        ChangedElsewhere: One of them was changed meanwhile; nothing was done.
        Refused: The code is put on passages no more.
    """
    books = states.current(study)
    new = books.to_put_on(code)
    stay = [one for one in those if one.code == new.id]
    if len(stay) == len(those):
        return keep(study, seen, those)
    with study.step("Recoded") as work:
        latest = sight_stamps.refuse_changed(work.session, study.coder_id(), {one.id: one.row_version for one in those})
        if stay:
            kept = seen.code_of(stay[0])
            ids = [one.id for one in stay]
            sight_stamps.stamp(work.session, ids, state=kept.state, version=kept.version, looked_at=latest)
        give(work.session, study, books, [one.id for one in those if one.code != new.id], new.id)
        from_codes = books.called(one for one in _by_code(those) if one != new.id)
        given = plural(len(those) - len(stay), "coding")
        work.sentence = f"Recoded {given} of {from_codes} to {books.called([new.id])} after another look"
    return len(those)


def remove(study: Study, seen: Queue, those: Sequence[Waiting]) -> int:
    """Take codings off, as one step.

    Args:
        study: The study.
        seen: The queue in front of whoever decides.
        those: The codings.

    Returns:
        How many were taken off.

    Raises:
        ChangedElsewhere: One of them was changed meanwhile; nothing was done.
    """
    with study.step("Removed codings") as work:
        sight_stamps.refuse_changed(work.session, study.coder_id(), {one.id: one.row_version for one in those})
        now = utc_now()
        for row in own_rows(work.session, study, [one.id for one in those]):
            row.removed_at = max(now, row.made_at)
            work.session.add(row)
        work.sentence = (
            f"Removed {plural(len(those), 'coding')} of {seen.books.called(_by_code(those))} after another look"
        )
    return len(those)


def _by_code(those: Collection[Waiting]) -> dict[str, list[Waiting]]:
    found: dict[str, list[Waiting]] = {}
    for one in those:
        found.setdefault(one.code, []).append(one)
    return found
