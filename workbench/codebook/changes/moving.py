"""Put a code at another place: under another group, before or behind another code."""

from __future__ import annotations

from workbench.codebook.books import Codebooks
from workbench.codebook.changes.draft import Draft, named, with_reason
from workbench.codebook.schema import Change, Code, Codebook
from workbench.errors import BadInput, Refused
from workbench.study import Study


def move_code_to(
    study: Study,
    code_id: str,
    *,
    under: str | None = None,
    before: str | None = None,
    behind: str | None = None,
) -> bool:
    """Put a code at another place, as one step; its lines in the file go there with their comments.

    What stands under it goes with it, as far as it follows it in the file; where the place is in another file all of
    it does, for a group's codes are in one file. Just one place is named.

    Args:
        study: The study.
        code_id: The code, as it stands in a codebook.
        under: The group under which it goes, as the last there; an empty text puts it at the top, behind the group in
            which it stood.
        before: The code before which it goes, under the same group as that.
        behind: The code behind which it goes, likewise.

    Returns:
        False where it stands there already, and nothing was done.

    Raises:
        BadInput: Not just one place is named, or the place lies under the code itself.
        NotFound: There is no such code.
        Refused: The group is put on passages no more, or a file was changed meanwhile.
    """
    if [under, before, behind].count(None) != 2:
        raise BadInput("One place is to be named.", "Say under which group, before or behind which code.")
    return _move(Draft(study), code_id, under, before, behind)


def nest_code(study: Study, code_id: str, under: str, *, why: Change) -> bool:
    """Put a code under another, in whichever file that stands, and note in it why; see `move_code_to`.

    Returns:
        False where it stands there already, and nothing was done.

    Raises:
        BadInput: The other is the code itself, or stands under it.
        NotFound: There is no such code.
        Refused: One of the two is put on passages no more, or a file was changed meanwhile.
    """
    draft = Draft(study)
    code = draft.books.as_it_stands(code_id)
    if not code.is_living:
        raise Refused(f"{named(code)} is {draft.books.lineage.became(code)}.", "Choose another code.")
    return _move(draft, code.id, under, None, None, why)


def _move(
    draft: Draft, code_id: str, under: str | None, before: str | None, behind: str | None, why: Change | None = None
) -> bool:
    code = draft.books.as_it_stands(code_id)
    book = draft.books.book_with(code.id)
    beside = before if before is not None else behind
    if beside is not None:
        other = _place_for(draft.books, book, code, beside)
        file = draft.books.book_with(other.id).file
        parent, said = other.parent, f"{'before' if before is not None else 'behind'} {named(other)}"
    elif under:
        group = _place_for(draft.books, book, code, under)
        if not group.is_living:
            raise Refused(f"{named(group)} is {draft.books.lineage.became(group)}.", "Choose another group.")
        parent, said = group.id, f"under {named(group)}"
        there = draft.books.book_with(group.id)
        file = there.file
        others = [one for one in there.children(group.id) if one.id != code.id]
        behind = (others[-1] if others else group).id
    else:
        parent, said, file = None, "to the top", book.file
        behind = _topmost(book, code)
    if beside is None and code.parent == parent:
        return False
    if file != book.file:
        draft.hand_over([code.id], file, before=before, behind=behind)
        draft.change({code.id: {"parent": parent} | with_reason(code, why)})
        return draft.write(f"Moved the code {named(code)} from {book.file} to {file}, {said}")
    draft.change({code.id: {"parent": parent} | with_reason(code, why)})
    if before != code.id and behind != code.id:
        draft.move(code.id, before=before, behind=None if before is not None else behind)
    return draft.write(f"Moved the code {named(code)} {said}")


def _place_for(books: Codebooks, book: Codebook, code: Code, code_id: str) -> Code:
    """The code of an id, in whichever file, which must not stand under the code that moves.

    Raises:
        BadInput: It is the code itself, or stands under it.
        NotFound: There is no such code.
    """
    other = books.as_it_stands(code_id)
    if book.code(other.id) is not None and other.id in book.below(code.id):
        where = "is that code" if other.id == code.id else "stands under it"
        raise BadInput(f"{named(code)} cannot go there: {named(other)} {where}.", "Choose another place.")
    return other


def _topmost(book: Codebook, code: Code) -> str:
    """The code at the top under which a code stands, at whatever depth; itself where it stands at the top."""
    above = code
    while above.parent is not None and (next_one := book.code(above.parent)) is not None:
        above = next_one
    return above.id
