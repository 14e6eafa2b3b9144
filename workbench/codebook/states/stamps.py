"""Which codings were made under a rule that is another by now, told by the state of the codebook each is stamped with.

A coding remembers the state of the codebook under which it was made or last looked at. Today's code, as it stood in
that state, is held against today's code as it is (`rule.reasons`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from sqlmodel import Session

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Code
from workbench.codebook.states.held import Held, Stamp, waiting
from workbench.codebook.versions.seen import texts_of
from workbench.study import Study
from workbench.visible import plural


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
    held = Held(books, stamps, partial(texts_of, session))
    return {one: held.reasons(one) for one in held.stamps}


def as_they_were(
    session: Session, books: Codebooks, stamps: Iterable[tuple[str, str | None]]
) -> dict[Stamp, Code | None]:
    """Today's code of each of these stamps as it stood in the stamp's state; None where that is not known.

    Args:
        session: A session for reading.
        books: The study's codebooks as they are.
        stamps: A code's id and a state's sha256 each, as codings have them.
    """
    held = Held(books, stamps, partial(texts_of, session))
    return {one: held.before(one) for one in held.stamps}


def under_other_rules(study: Study, books: Codebooks, *, coder: str | None = None) -> Counter[str]:
    """How many living codings the coder may see were made under a rule that is another by now, by today's ids.

    Args:
        study: The study; its coder is who looks.
        books: Its codebooks as they are.
        coder: Only this coder's.
    """
    with study.read() as session:
        counts = sight.counts_by_stamp(session, study, coder=coder)
        return waiting(books, counts, partial(texts_of, session))


def waiting_in_words(study: Study, books: Codebooks) -> list[str]:
    """What whoever opens the study is told where codings of theirs wait for another look; nothing where none do."""
    count = under_other_rules(study, books, coder=study.coder).total()
    said = f"{plural(count, 'coding')} of yours {'waits' if count == 1 else 'wait'} for another look."
    return [said] if count else []
