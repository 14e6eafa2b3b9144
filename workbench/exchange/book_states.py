"""The states of codebooks that a pack's codings are stamped with, as packs carry them.

A clone of a study in git has today's codebook and none of those before. What is stamped with one of them could not be
held against today's rule there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.codebook.pieces import codebook_of
from workbench.codebook.states import states
from workbench.codebook.versions import seen
from workbench.errors import BadInput
from workbench.exchange import lines
from workbench.exchange.state_lines import PackedState, StateLine, put_together
from workbench.exchange.states_kept_back import kept_back
from workbench.model import CodebookState
from workbench.store.database import portions
from workbench.study import Study

FILE = lines.STATES


def to_pack(study: Study, stamped: Iterable[str]) -> tuple[list[PackedState], list[str]]:
    """The states with these sha256 that the database has, by sha256; and what is to be told of those left out."""
    present = states.current(study).states
    with study.read() as session:
        found = seen.texts_of(session, set(stamped))
        now = seen.texts_of(session, present.values())
        versions = seen.versions_of(session)
    earlier = {sha256: text for sha256, text in found.items() if sha256 not in now}
    left = kept_back(study, earlier, now.values())
    packed = [PackedState(one, versions[one], found[one]) for one in sorted(found.keys() - left)]
    if not left:
        return packed, []
    which = "1 earlier state of the codebook stays" if len(left) == 1 else f"{len(left):,} earlier states stay"
    why = "it holds words of a transcript that" if len(left) == 1 else "they hold words of a transcript that"
    return packed, [f"{which} out of the packs: {why} stand in the codebooks no more."]


def whole(session: Session, read: Iterable[StateLine]) -> tuple[list[PackedState], list[str]]:
    """The states that lines of packs tell of, each with its whole text; and what is wrong with lines, in words."""
    return put_together(read, lambda states_: seen.texts_of(session, states_))


def not_here(session: Session, packed: Iterable[PackedState]) -> tuple[list[PackedState], list[str]]:
    """Of the states in packs, those that the database does not have; and what cannot be taken in, in words."""
    wanted = {one.sha256: one for one in packed}
    left, new = [], []
    known = _known(session, wanted)
    for sha256 in sorted(wanted.keys() - known):
        try:
            codebook_of(wanted[sha256].text, file=FILE)
        except BadInput:
            left.append(f"The state {sha256[:8]} of a codebook: its text is no codebook that can be used.")
        else:
            new.append(wanted[sha256])
    return new, left


def take_in(session: Session, new: Iterable[PackedState]) -> None:
    """Keep states in the database, in an open step; those it has are passed over."""
    coming = {one.sha256: one for one in new}
    for sha256 in sorted(coming.keys() - _known(session, coming)):
        one = coming[sha256]
        session.add(CodebookState(sha256=sha256, text=one.text, version=codebook_of(one.text, file=FILE).version))
    session.flush()


def _known(session: Session, wanted: Collection[str]) -> set[str]:
    query = sa.select(col(CodebookState.sha256))
    return {
        sha256
        for some in portions(wanted)
        for sha256 in session.scalars(query.where(col(CodebookState.sha256).in_(some)))
    }
