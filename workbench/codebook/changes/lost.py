"""Codes that are in use and in no codebook any more, and those that have come and are likely the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_use
from workbench.codebook.books import Codebooks
from workbench.codebook.changes.draft import Draft, named
from workbench.codebook.changes.likeness import likely_pairs
from workbench.codebook.faults import instead
from workbench.codebook.finding import new_id
from workbench.codebook.pieces import codes_of
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound, Refused
from workbench.model import CodebookFile, CodebookState, Image, Theme, ThemeCode
from workbench.study import Study
from workbench.visible import one_line, plural


@dataclass(frozen=True)
class LikelySame:
    """A code that is gone though it is in use, and a new one that is like it.

    Attributes:
        gone: The code as it was last.
        now: The code that is likely the same under another id.
        codings: How many living codings with the one that is gone the coder may see.
    """

    gone: Code
    now: Code
    codings: int

    @property
    def sentence(self) -> str:
        """What is to be decided, in words."""
        count = plural(self.codings, "coding") if self.codings else "in themes"
        return f"“{one_line(self.gone.name)}” ({count}) is gone; “{one_line(self.now.name)}” looks like it."


def likely_same(study: Study) -> list[LikelySame]:
    """The codes in use that are in no codebook any more, each with the new code that is most likely the same.

    Those without one that is like them are left out. Whether it is the same, people say: `note_former`.
    """
    books = states.current(study)
    with study.read() as session:
        counts = sight.counts_by_code(session, study)
        missing = books.missing({*counts, *_in_themes(session)})
        lost = _as_they_were(session, missing, {code.id for code in books.codes()}) if missing else []
    pairs: list[tuple[Code, Code]] = []
    for before, gone in lost:
        new = [code for code in _new_since(books, before) if code.is_living]
        pairs += likely_pairs(gone, [code for code in new if all(code != other for _, other in pairs)])
    return [
        LikelySame(gone, now, sum(counts.get(one, 0) for one in (gone.id, *gone.was)))
        for gone, now in sorted(pairs, key=lambda pair: pair[0].id)
    ]


@dataclass(frozen=True)
class LastSeen:
    """A code as it was when it was last seen under an id.

    Attributes:
        code: The code.
        beside: The ids of all that stood in that codebook then.
    """

    code: Code
    beside: Collection[str]


def last_seen(study: Study, code_id: str) -> LastSeen | None:
    """The code that had an id and is gone, as it stood in the last state that has it; None where no state does."""
    here = {code.id for code in states.current(study).codes()}
    with study.read() as session:
        found = _as_they_were(session, [code_id], here)
    return next((LastSeen(code, beside) for beside, codes in found for code in codes), None)


def _as_they_were(
    session: Session, missing: Collection[str], here: Collection[str]
) -> list[tuple[Collection[str], list[Code]]]:
    """Codes that are gone, as they were last, with the ids of all that stood there then; the latest state first.

    What is here is not gone: that it was said of one of these that it had a missing id, and taken back, says nothing.
    """
    found: list[tuple[Collection[str], list[Code]]] = []
    waiting = set(missing)
    for state in _latest_first(session):
        if not waiting:
            break
        text = session.get_one(CodebookState, state).text
        if any(one in text for one in waiting):
            codes = codes_of(text)
            gone = (code for code in codes.values() if code.id not in here)
            there = [code for code in gone if not waiting.isdisjoint((code.id, *code.was))]
            waiting -= {one for code in there for one in (code.id, *code.was)}
            if there:
                found.append((codes, there))
    return found


def _latest_first(session: Session) -> Iterator[str]:
    """The states that codebooks were in, each once, the latest first; then all others that were ever seen.

    When a state was seen first says little: an undo brings back an older one.
    """
    books = sa.select(col(CodebookFile.id)).scalar_subquery()
    images = sa.select(col(Image.before), col(Image.after)).where(col(Image.row_id).in_(books))
    told = set[str]()
    for before, after in session.execute(images.order_by(col(Image.id).desc())):
        for row in (after, before):
            state = row.get("state_sha256") if row else None
            if state is not None and state not in told:
                told.add(state)
                yield state
    query = sa.select(col(CodebookState.sha256)).order_by(col(CodebookState.seen_at).desc())
    yield from (state for state in session.scalars(query) if state not in told)


def _new_since(books: Codebooks, before: Collection[str]) -> list[Code]:
    """The codes that have come into a codebook since an earlier state of it, which had these ids.

    Which of the study's codebooks it was is told by the codes they share; where none is left, it may have been any.
    """
    shared = {book.file: sum(code.id in before for code in book.codes) for book in books.books}
    most = max(shared.values(), default=0)
    return [code for book in books.books if shared[book.file] == most for code in book.codes if code.id not in before]


def note_former(study: Study, code_id: str, former: str) -> None:
    """Say that a code had another id before, as one step: codings that were made with that one are found through it.

    Args:
        study: The study.
        code_id: The code, as it stands in a codebook.
        former: The id it had.

    Raises:
        BadInput: The former id is a code's, or a former one of another code.
        NotFound: There is no such code, or the study never knew that id.
        Refused: The file was changed meanwhile.
    """
    draft, former = Draft(study), former.strip()
    code = draft.books.as_it_stands(code_id)
    ids = ids_to_note(study, draft.books, code, former)
    if ids:
        draft.change({code.id: {"was": [*code.was, *ids]}})
        draft.write(f"Noted that the code {named(code)} had the id {one_line(former)} before")


def ids_to_note(study: Study, books: Codebooks, code: Code, former: str) -> list[str]:
    """The ids that are noted in a code where it is said that it had one of them before; none where it has that.

    Raises:
        BadInput: The former id is a code's, or a former one of another code.
        NotFound: The study never knew that id.
    """
    there = next((one for one in books.codes() if one.id == former), None)
    if there is not None:
        message = f"{named(there)} is a code still, and no former id."
        raise BadInput(message, "Where the two are one, merge it.", command="See: workbench codebook merge-codes")
    if former in code.was:
        return []
    if books.lineage.known(former):
        owner = books.find(former)
        raise BadInput(f"“{one_line(former)}” is a former id of {named(owner)} already.", "Take it out there first.")
    return [one for one in _ids_it_had(study, books, former) if not books.lineage.known(one)]


def free_id(study: Study, books: Codebooks, name: str, *, beside: Collection[str] = ()) -> str:
    """An id for a new code of that name that nothing hangs on: unlike those that codes have or had, or ever had in use.

    What is in no codebook any more keeps its codings and themes; a new code that is only called so does not get them.

    Args:
        study: The study.
        books: Its codebooks.
        name: What the code is to be called.
        beside: The ids of other new ones.
    """
    taken = {one for code in books.codes() for one in (code.id, *code.was)} | {*beside}
    with study.read() as session:
        taken.update(_in_themes(session))
        while sight_use.were_used(session, [found := new_id(name, taken)]):
            taken.add(found)
    return found


def refuse_in_use(study: Study, books: Codebooks, code: Code, new_id: str) -> None:
    """Refuse to give a code the id of one that is gone, where codings or themes have that.

    Raises:
        Refused: They do: the code would get them.
    """
    if books.lineage.known(new_id):
        return
    with study.read() as session:
        in_use = sight_use.were_used(session, [new_id]) or new_id in _in_themes(session)
    if in_use:
        raise Refused(
            f"The id “{one_line(new_id)}” is that of a code that is gone, and in use.",
            "Choose another id.",
            command=f"To have its codings: workbench codebook was {code.id} {one_line(new_id)}",
        )


def _ids_it_had(study: Study, books: Codebooks, former: str) -> list[str]:
    """The former ids that a code had when it was last seen under an id, and that id.

    Raises:
        NotFound: No coding, no theme and no state of a codebook ever had it: it is a slip.
    """
    with study.read() as session:
        used = {*sight.counts_by_code(session, study), *_in_themes(session)}
        known = former in used or bool(_as_they_were(session, [former], ()))
    if (last := last_seen(study, former)) is not None:
        return list(dict.fromkeys((*(last.code.was if last.code.id == former else ()), former)))
    if known:
        return [former]
    hint = instead(former, books.missing(used), "Copy it exactly.")
    raise NotFound(f"The study never had a code “{one_line(former)}”.", hint, command="See: workbench codebook check")


def _in_themes(session: Session) -> Collection[str]:
    """The ids of the codes that living themes have."""
    query = sa.select(col(ThemeCode.code)).join(Theme, col(Theme.id) == ThemeCode.theme_id)
    return set(session.scalars(query.where(col(Theme.removed_at).is_(None))))
