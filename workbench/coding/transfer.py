"""Give all of one's codings of a code in a transcript another code, once one has seen which these are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.states import states
from workbench.coding.apply import give
from workbench.coding.extracts import Extract, extracts
from workbench.coding.new_codes import made
from workbench.errors import BadInput, ChangedElsewhere, NotFound
from workbench.study import Study, find_coder
from workbench.transcripts import listing
from workbench.visible import plural

Seen = frozenset[tuple[UUID, int]]
"""The codings that a preview was made from, each with the count of its writes."""


@dataclass(frozen=True)
class TransferPlan:
    """What a transfer would do.

    Attributes:
        transcript: The transcript's name.
        revision_id: Its text.
        code: Today's id of the code that the codings have.
        to: Today's id of the code that they are to get; empty where that is to be made.
        extracts: The coder's own codings that change, by place.
        meeting: Of these, the ones on whose passage the coder has the other code already: they are taken off, and
            their memos go to the ones that stay.
        others: How many codings with that code other coders have in the transcript: they stay as they are.
        seen: What this was made from.
        new: The code that is to be made; None where there is one.
    """

    transcript: str
    revision_id: UUID
    code: str
    to: str
    extracts: tuple[Extract, ...]
    meeting: frozenset[UUID]
    others: int
    seen: Seen
    new: NewCode | None = None


def plan_transfer(
    study: Study, transcript: str, code: str, to: str, *, revision_id: UUID | None = None
) -> TransferPlan:
    """What giving all of the coder's codings of a code in a transcript another code would do; nothing is changed.

    Args:
        study: The study; its coder's own codings are meant.
        transcript: The transcript's name.
        code: The code they have; one that left the codebook is known by its codings.
        to: The code they are to get.
        revision_id: The text that somebody has in front of them.

    Raises:
        NotFound: There is no such transcript or code, or the coder has no such coding there.
        BadInput: Both are the same code.
        Refused: The code they are to get was retired or split, or the transcript has another text by now than that one.
    """
    return _plan(study, transcript, code, states.current(study).to_put_on(to).id, revision_id)


def plan_transfer_to_new(
    study: Study, transcript: str, code: str, new: NewCode, *, revision_id: UUID | None = None
) -> TransferPlan:
    """What giving them a code that is to be made for it would do; see `plan_transfer`. Nothing is made either."""
    return replace(_plan(study, transcript, code, "", revision_id), new=new)


def _plan(study: Study, transcript: str, code: str, new: str, revision_id: UUID | None) -> TransferPlan:
    """The plan; ``new`` is empty where the code they are to get is not made yet."""
    books = states.current(study)
    with study.read() as session:
        found = listing.find_text(session, transcript, revision_id=revision_id)
        is_gone = not books.lineage.known(code) and _with_codes(session, study, books, found.revision_id, {code})
        old = code if is_gone else books.find(code).id
        there = _with_codes(session, study, books, found.revision_id, {old, new} - {""})
    if old == new:
        raise BadInput(f"The codings of {old} have that code already.", "Choose another one for them.")
    own_id = find_coder(study, study.coder)
    with_it = [one for one in there if books.lineage.today(one.code) == old]
    own = [one for one in with_it if one.coder_id == own_id]
    if not own:
        whose = f"; {plural(len(with_it), 'coding')} with it there are other coders'" if with_it else ""
        raise NotFound(f"You have not coded {found.name!r} with {old}{whose}.", command="See: workbench codings")
    taken = {one.passage_id for one in there if one.coder_id == own_id and books.lineage.today(one.code) == new}
    meeting = set()
    for one in own:
        if one.passage_id in taken:
            meeting.add(one.id)
        taken.add(one.passage_id)
    return TransferPlan(
        found.name,
        found.revision_id,
        old,
        new,
        _extracts(study, found.name, old, {one.id for one in own}),
        frozenset(meeting),
        len(with_it) - len(own),
        _seen(study, there),
    )


def transfer(study: Study, plan: TransferPlan) -> int:
    """Do what a plan says, as one step.

    Returns:
        How many codings changed.

    Raises:
        ChangedElsewhere: The coder's codings of either code are not what the plan was made from.
        Refused: The transcript has another text by now, or the code was retired or split.
        NotFound: The transcript, or the code, is gone.
        BadInput: The code that is to be made would be a fault.
    """
    if plan.new is not None:
        with made(study, plan.new) as (adding, code):
            changed = _give(adding.work.session, study, adding.books, plan, code)
            what = f"transferred {plural(changed, 'coding')} in {plan.transcript}"
            adding.work.sentence += f" and {what} from {adding.books.called([plan.code])} to it"
        return changed
    books = states.current(study)
    code = books.to_put_on(plan.to).id
    with study.step("Transferred codings") as work:
        changed = _give(work.session, study, books, plan, code)
        both = books.called([plan.code]), books.called([code])
        work.sentence = f"Transferred {plural(changed, 'coding')} in {plan.transcript} from {both[0]} to {both[1]}"
    return changed


def _give(session: Session, study: Study, books: Codebooks, plan: TransferPlan, code: str) -> int:
    """Give the codings of a plan a code, if they are still as they were seen."""
    listing.find_text(session, plan.transcript, revision_id=plan.revision_id)
    there = _with_codes(session, study, books, plan.revision_id, {plan.code, plan.to} - {""})
    if (plan.to and code != plan.to) or _seen(study, there) != plan.seen:
        message = "Codings of these codes were changed since you saw what would become of them."
        raise ChangedElsewhere(message, "Nothing was done. Look at it again.")
    return give(session, study, books, [one.id for one in plan.extracts], code)


def _extracts(study: Study, transcript: str, code: str, ids: Collection[UUID]) -> tuple[Extract, ...]:
    """Codings with a code, by their ids; they are read by the code, since there may be thousands of them."""
    return tuple(one for one in extracts(study, transcript=transcript, codes=[code]) if one.id in ids)


def _with_codes(
    session: Session, study: Study, books: Codebooks, revision_id: UUID, codes: set[str]
) -> list[sight.SeenCoding]:
    """The living codings in a text that have one of these codes today."""
    found = sight.codings(session, study, revisions=[revision_id], codes=books.ids_for(codes) | codes)
    return [one for one in found if books.lineage.today(one.code) in codes]


def _seen(study: Study, there: Sequence[sight.SeenCoding]) -> Seen:
    """Of codings with either code the coder's own, as far as a transfer depends on them."""
    own_id = find_coder(study, study.coder)
    return frozenset((one.id, one.row_version) for one in there if one.coder_id == own_id)
