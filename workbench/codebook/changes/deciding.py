"""Settles what a merge left to be decided in a study's codebook: file and database together, as one step."""

from __future__ import annotations

from workbench.codebook.books import Codebooks
from workbench.codebook.changes.draft import named
from workbench.codebook.merges.settling import TOP, Side, settled
from workbench.codebook.schema import STAYS, Code, Codebook, Conflict
from workbench.codebook.states import states
from workbench.errors import BadInput, ChangedElsewhere, NotFound
from workbench.study import Study


class ConflictChanged(ChangedElsewhere):
    """What is open of a field is between other wordings by now than whoever decided was shown.

    Attributes:
        now: What is open by now.
    """

    def __init__(self, now: Conflict) -> None:
        message = f"Other wordings of {now.field} are left to be decided by now."
        theirs = f"Ours: {now.ours}\n\nTheirs: {now.theirs}"
        super().__init__(message, "Look at them, and decide again.", theirs=theirs)
        self.now = now


def settle(
    study: Study,
    code_id: str,
    field: str,
    choice: Side | None,
    *,
    wording: str | None = None,
    file: str | None = None,
    shown: Conflict | None = None,
) -> str:
    """Settle one field that a merge left to be decided, as one step; nothing else changes.

    Args:
        study: The study.
        code_id: The code; a past id finds today's. `TOP` for what is said of a codebook itself.
        field: The field; ``code`` where it is open whether the code stays.
        choice: Whose wording holds; None where a third is given.
        wording: That third.
        file: The codebook, where it is about the top of one and that field is open in several.
        shown: What is open, as whoever decides was shown it; None where nobody was.

    Returns:
        The file it was written to.

    Raises:
        BadInput: The codebook would have a fault then, or it is not said which codebook is meant.
        ConflictChanged: Other wordings are open by now than were shown.
        NotFound: There is no such code, or nothing of that field is open in it.
        Refused: The file was changed meanwhile.
    """
    # What was changed on disk is not to be brought together with this unseen: it may be the very wordings.
    study.database.untold.extend(states.take_in(study))
    books = states.current(study)
    owner, book = _owner(books, code_id, field, file)
    now = next((one for one in owner.conflicts if one.field == field), None)
    if shown is not None and now is not None and now != shown:
        raise ConflictChanged(now)
    before = states.text_of(study, books, book.file)
    others = [one for one in books.books if one.file != book.file]
    at = owner.id if isinstance(owner, Code) else TOP
    text = settled(before, at, field, choice, wording=wording, file=book.file, others=others)
    what = f"whether the code {named(owner)} stays" if field == STAYS and isinstance(owner, Code) else field
    where = f" of the code {named(owner)}" if isinstance(owner, Code) and field != STAYS else ""
    said = f"as {choice}" if choice is not None and wording is None else "in words of its own"
    states.change(study, book.file, text, f"Settled {what}{where}: {said}", before=before)
    return book.file


def _owner(books: Codebooks, code_id: str, field: str, file: str | None) -> tuple[Code | Codebook, Codebook]:
    if code_id != TOP:
        # One that never was is told with the nearest; `find` alone would follow a merged code to its successor.
        known = books.lineage.known(code_id) or any(one.id == code_id for one in books.codes())
        code = books.as_it_stands(code_id if known else books.find(code_id).id)
        both = [(one, book) for book in books.books if (one := book.code(code.id)) is not None]
        # A code that one side moved to another file while the other changed it stands in two: one is open.
        is_open = [pair for pair in both if any(one.field == field for one in pair[0].conflicts)]
        return (is_open or [(code, books.book_with(code.id))])[0]
    there = [one for one in books.books if file in (None, one.file)]
    found = [book for book in there if any(one.field == field for one in book.conflicts)]
    if len(found) > 1:
        names = ", ".join(book.file for book in found)
        raise BadInput(
            f"{field} is left to be decided at the top of several codebooks.",
            f"Name one: {names}",
            command="See: --codebook",
        )
    if not found:
        where = f"the codebook {file}" if file is not None else "a codebook"
        raise NotFound(f"Nothing of {field} is left to be decided at the top of {where}.")
    return found[0], found[0]
