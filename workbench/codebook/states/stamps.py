"""Which codings were made under a rule that is another by now, told by the state of the codebook each is stamped with.

A coding remembers the state of the codebook under which it was made or last looked at. Today's code, as it stood in
that state, is held against today's code as it is (`rule.reasons`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.pieces import codes_of
from workbench.codebook.rule import reasons
from workbench.codebook.schema import Code
from workbench.model import CodebookState
from workbench.store.database import portions
from workbench.study import Study
from workbench.visible import plural

_KEPT = 512
_known: dict[str, Mapping[str, Code]] = {}
"""The codes of the states that were asked for, by sha256: a state never changes. Threads share it: see `_guard`."""
_guard = Lock()


class Stamp(NamedTuple):
    """What a coding was made with.

    Args:
        code: The id of the code, as it was then.
        state: The sha256 of the codebook's state; None where it is not known.
    """

    code: str
    state: str | None


def reasons_of(
    session: Session, books: Codebooks, stamps: Iterable[tuple[str, str | None]]
) -> dict[Stamp, tuple[str, ...]]:
    """Why codings with these stamps should be looked at again.

    Args:
        session: A session for reading.
        books: The study's codebooks as they are.
        stamps: A code's id and a state's sha256 each, as codings have them.

    Returns:
        For every stamp the reasons that `rule.reasons` knows; none where the coding is as good as it was.
    """
    wanted = [Stamp(*stamp) for stamp in stamps]
    past = _states(session, {one.state for one in wanted if one.state is not None})
    now = _Now(books)
    return {one: now.reasons(one, past.get(one.state or "")) for one in wanted}


def as_they_were(
    session: Session, books: Codebooks, stamps: Iterable[tuple[str, str | None]]
) -> dict[Stamp, Code | None]:
    """Today's code of each of these stamps as it stood in the stamp's state; None where that is not known.

    Args:
        session: A session for reading.
        books: The study's codebooks as they are.
        stamps: A code's id and a state's sha256 each, as codings have them.
    """
    wanted = [Stamp(*stamp) for stamp in stamps]
    past = _states(session, {one.state for one in wanted if one.state is not None})
    now = _Now(books)
    return {one: now.before(one, past.get(one.state or "")) for one in wanted}


def under_other_rules(study: Study, books: Codebooks, *, coder: str | None = None) -> Counter[str]:
    """How many living codings the coder may see were made under a rule that is another by now, by today's ids.

    Args:
        study: The study; its coder is who looks.
        books: Its codebooks as they are.
        coder: Only this coder's.
    """
    with study.read() as session:
        counts = sight.counts_by_stamp(session, study, coder=coder)
        found = reasons_of(session, books, counts)
    waiting: Counter[str] = Counter()
    for stamp, why in found.items():
        if why:
            waiting[books.lineage.today(stamp.code)] += counts[stamp]
    return waiting


def waiting_in_words(study: Study, books: Codebooks) -> list[str]:
    """What whoever opens the study is told where codings of theirs wait for another look; nothing where none do."""
    count = under_other_rules(study, books, coder=study.coder).total()
    said = f"{plural(count, 'coding')} of yours {'waits' if count == 1 else 'wait'} for another look."
    return [said] if count else []


class _Now:
    """The codes of today, against which those of past states are held."""

    def __init__(self, books: Codebooks) -> None:
        self._lineage = books.lineage
        self._codes = {code.id: code for code in reversed(list(books.codes()))}
        self._renamed: dict[str | None, dict[str, str]] = {}

    def reasons(self, stamp: Stamp, state: Mapping[str, Code] | None) -> tuple[str, ...]:
        """Why codings with this stamp should be looked at again; ``state`` has the codes of their state."""
        code, before = self._codes.get(self._lineage.today(stamp.code)), self.before(stamp, state)
        found = reasons(before, code)
        if not found or before is None or state is None:
            return found
        return reasons(before, code, renamed=self._renamed_since(stamp.state, state))

    def before(self, stamp: Stamp, state: Mapping[str, Code] | None) -> Code | None:
        """Today's code of a stamp as it stood in its state."""
        code = self._codes.get(self._lineage.today(stamp.code))
        if code is None or state is None:
            return None
        # A code that was merged into one which did not stand in that state was placed by the merge: there is nothing
        # to hold today's rule against.
        former = [one for one in reversed(code.was) if self._lineage.today(one) == code.id]
        # Where both stood in that state, they were two codes, of which one is said to be a former id of the other by
        # now: what was coded with it went by its rule.
        ids = (stamp.code, code.id, *former) if stamp.code in former else (code.id, *former)
        return next(filter(None, map(state.get, ids)), None)

    def _renamed_since(self, sha256: str | None, state: Mapping[str, Code]) -> dict[str, str]:
        """What the codes of a state were called then and are called now, and their ids."""
        if sha256 not in self._renamed:
            found: dict[str, str] = {}
            for was in state.values():
                now = self._codes.get(self._lineage.today(was.id))
                if now is not None and was.id in (now.id, *now.was):
                    found |= {was.name: now.name, was.id: now.id}
            self._renamed[sha256] = {was: now for was, now in found.items() if was != now}
        return self._renamed[sha256]


def _states(session: Session, wanted: set[str]) -> dict[str, Mapping[str, Code]]:
    """The codes of the states with these sha256; states that the database does not have are left out."""
    with _guard:
        found = {sha256: _known[sha256] for sha256 in wanted if sha256 in _known}
    query = sa.select(col(CodebookState.sha256), col(CodebookState.text))
    for some in portions(wanted - found.keys()):
        for sha256, text in session.execute(query.where(col(CodebookState.sha256).in_(some))):
            found[sha256] = codes_of(text)
    with _guard:
        _known.update(found)
        while len(_known) > _KEPT:
            del _known[next(iter(_known))]
    return found
