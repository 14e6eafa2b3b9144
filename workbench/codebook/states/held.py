"""Codings held against the codes of today: as the code stood in the state that a coding is stamped with, and as it is.

No database is asked here: whoever asks brings the texts of the states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from threading import Lock
from typing import NamedTuple

from workbench.codebook.books import Codebooks
from workbench.codebook.pieces import codes_of
from workbench.codebook.rule import reasons
from workbench.codebook.schema import Code

TextsOf = Callable[[Collection[str]], Mapping[str, str]]
"""Gives the texts of states, by their sha256; those that are not known are left out."""

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


class Held:
    """The codes of today, against which those of past states are held.

    Args:
        books: The study's codebooks as they are.
        stamps: What will be asked about: a code's id and a state's sha256 each, as codings have them.
        texts_of: Gives the texts of their states.
    """

    def __init__(self, books: Codebooks, stamps: Iterable[tuple[str, str | None]], texts_of: TextsOf) -> None:
        self.stamps = [Stamp(*stamp) for stamp in stamps]
        self._past = _states({one.state for one in self.stamps if one.state is not None}, texts_of)
        self._lineage = books.lineage
        self._codes = {code.id: code for code in reversed(list(books.codes()))}
        self._renamed: dict[str | None, dict[str, str]] = {}

    def reasons(self, stamp: Stamp) -> tuple[str, ...]:
        """Why codings with this stamp should be looked at again: the reasons that `rule.reasons` knows."""
        code, before = self._codes.get(self._lineage.today(stamp.code)), self.before(stamp)
        found = reasons(before, code)
        if not found or before is None or stamp.state is None:
            return found
        return reasons(before, code, renamed=self._renamed_since(stamp.state))

    def before(self, stamp: Stamp) -> Code | None:
        """Today's code of a stamp as it stood in its state; None where that is not known."""
        code, state = self._codes.get(self._lineage.today(stamp.code)), self._past.get(stamp.state or "")
        if code is None or state is None:
            return None
        # A code that was merged into one which did not stand in that state was placed by the merge: there is nothing
        # to hold today's rule against.
        former = [one for one in reversed(code.was) if self._lineage.today(one) == code.id]
        # Where both stood in that state, they were two codes, of which one is said to be a former id of the other by
        # now: what was coded with it went by its rule.
        ids = (stamp.code, code.id, *former) if stamp.code in former else (code.id, *former)
        return next(filter(None, map(state.get, ids)), None)

    def _renamed_since(self, sha256: str) -> dict[str, str]:
        """What the codes of a state were called then and are called now, and their ids."""
        if sha256 not in self._renamed:
            found: dict[str, str] = {}
            for was in self._past[sha256].values():
                now = self._codes.get(self._lineage.today(was.id))
                if now is not None and was.id in (now.id, *now.was):
                    found |= {was.name: now.name, was.id: now.id}
            self._renamed[sha256] = {was: now for was, now in found.items() if was != now}
        return self._renamed[sha256]


def waiting(books: Codebooks, counts: Mapping[tuple[str, str | None], int], texts_of: TextsOf) -> Counter[str]:
    """How many codings were made under a rule that is another by now, by today's ids.

    Args:
        books: The study's codebooks as they are.
        counts: How many there are, by the id and the state of the codebook they were made with.
        texts_of: Gives the texts of the states.
    """
    held, found = Held(books, counts, texts_of), Counter[str]()
    for stamp in held.stamps:
        if held.reasons(stamp):
            found[books.lineage.today(stamp.code)] += counts[stamp]
    return found


def remember(states: Mapping[str, Mapping[str, Code]]) -> None:
    """Keep the codes of states that were read for something else, by their sha256: they need not be read again."""
    with _guard:
        _known.update(states)
        while len(_known) > _KEPT:
            del _known[next(iter(_known))]


def _states(wanted: set[str], texts_of: TextsOf) -> dict[str, Mapping[str, Code]]:
    """The codes of the states with these sha256; states of which there is no text are left out."""
    with _guard:
        found = {sha256: _known[sha256] for sha256 in wanted if sha256 in _known}
    if new := wanted - found.keys():
        read = {sha256: codes_of(text) for sha256, text in texts_of(new).items()}
        remember(read)
        found |= read
    return found
