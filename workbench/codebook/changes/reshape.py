"""Merge and split codes: what took their place is noted in the codebook, and no coding is rewritten.

Codings and themes keep the id they were made with. After a merge they count for the code that took its place; after a
split they stay with the old id and wait for another look (`workbench.coding.review`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.codebook.books import Codebooks
from workbench.codebook.changes.draft import Draft, named, with_reason
from workbench.codebook.changes.lost import free_id
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.editing import edit
from workbench.codebook.editing.edit_many import with_followers
from workbench.codebook.finding import named as code_named
from workbench.codebook.schema import Change, Code
from workbench.errors import BadInput, Refused
from workbench.study import Study


@dataclass(frozen=True)
class Merged:
    """What became of codes that were merged.

    Attributes:
        into: The id of the code that took their place.
        name: What people call that one.
        codes: The ids of those that were merged.
        moved: The ids of codes that stood under these, and stand elsewhere now.
        stayed: The ids of codes that still stand under them.
    """

    into: str
    name: str
    codes: tuple[str, ...]
    moved: tuple[str, ...]
    stayed: tuple[str, ...]


def merge_codes(
    study: Study,
    codes: Sequence[str],
    into: str | NewCode,
    *,
    keep_children: bool = False,
    why: Change | None = None,
) -> Merged:
    """Merge codes into another, as one step: `merged_into` says so in each, and no coding is rewritten.

    Args:
        study: The study.
        codes: The codes that go. They stay in the file, and find their successor.
        into: The code that takes their place, in whichever codebook; or a new one, which is made behind the first of
            them and gets its origin, and its group unless it names another.
        keep_children: Whether codes that stand under those that go stay there. Otherwise they come to stand under the
            one that takes their place; where that stands in another file they stay in any case.
        why: The reason, which is noted in each of those that go.

    Raises:
        BadInput: No code is named, or one is the target itself; the new one would be a fault.
        NotFound: There is no such code.
        Refused: One of them is merged or split away already, the target is not put on passages, there is a code of the
            new one's name, or a file was changed meanwhile.
    """
    draft = Draft(study)
    going = _standing(draft.books, codes)
    if not going:
        raise BadInput("No code to merge was named.", "Name one or more.")
    for code in going:
        _refuse_gone(draft.books, code)
    added: dict[str, Sequence[Code]] = {}
    if isinstance(into, str):
        target = draft.books.to_put_on(into)
    else:
        above, behind = _place_of(draft.books, going, into)
        target = _made(study, draft.books, into, like=replace(going[0], parent=above))
        added = {_last_of(draft.books, behind): [target]}
    if target.id in {code.id for code in going}:
        raise BadInput(f"The code {named(target)} cannot be merged into itself.", "Name another one for it.")
    fields: dict[str, dict[str, edit.FieldValue]] = {
        code.id: {"merged_into": target.id, "split_into": None} | with_reason(code, why) for code in going
    }
    parents, stayed = _children_of(draft.books, going, target, into, keep=keep_children)
    for child, parent in parents.items():
        fields[child] = fields.get(child, {}) | {"parent": parent}
    draft.change(fields, added=added)
    one = "the code" if len(going) == 1 else "the codes"
    draft.write(f"Merged {one} {', '.join(map(named, going))} into {named(target)}")
    return Merged(target.id, target.name, tuple(code.id for code in going), tuple(parents), stayed)


def split_code(
    study: Study,
    code_id: str,
    into: Sequence[str | NewCode],
    *,
    why: Change | None = None,
) -> tuple[str, ...]:
    """Split a code, as one step: `split_into` says into which; its codings stay and wait for another look.

    Args:
        study: The study.
        code_id: The code, as it stands in a codebook.
        into: The codes that take its place: ids of some there are, in whichever codebook, and new ones, which are made
            behind it and get its origin, and its group unless they name another. Its own id among them: it lives on,
            narrower. The parts of an earlier split stay among them.
        why: The reason, which is noted in it.

    Returns:
        The ids of the codes it was split into, in that order.

    Raises:
        BadInput: Fewer than two are named, or one twice; a new one would be a fault.
        NotFound: There is no such code.
        Refused: It is merged into another, one of the others is not put on passages, there is a code of a new one's
            name, or a file was changed meanwhile.
    """
    draft = Draft(study)
    code = draft.books.as_it_stands(code_id)
    if code.merged_into is not None:
        raise Refused(f"{named(code)} is {draft.books.lineage.became(code)}.", "Split that one.")
    parts: list[Code] = []
    new: list[Code] = []
    for one in into:
        if isinstance(one, NewCode):
            like = replace(code, parent=one.parent or code.parent)
            new.append(_made(study, draft.books, one, like=like, beside=new))
            parts.append(new[-1])
        else:
            itself = draft.books.lineage.today(one) == code.id
            parts.append(code if itself else draft.books.to_put_on(one))
    ids = tuple(part.id for part in parts)
    if len(set(ids)) != len(ids):
        raise BadInput("A code is named twice among those it is split into.", "Name each once.")
    if len(ids) < 2:
        raise BadInput(
            f"The code {named(code)} is to be split into fewer than two.",
            "Name two or more; its own id among them lets it live on.",
            command="See: workbench codebook merge-codes",
        )
    # Once it lived on; now it does only where it is named again.
    before = [one for one in code.split_into if one != code.id]
    fields: dict[str, edit.FieldValue] = {"split_into": list(dict.fromkeys((*before, *ids)))}
    if code.id in ids:
        fields["retired"] = False
    draft.change({code.id: fields | with_reason(code, why)}, added={_last_of(draft.books, code.id): new} if new else {})
    draft.write(f"Split the code {named(code)} into {', '.join(map(named, parts))}")
    return ids


def under_merged(
    books: Codebooks, codes: Sequence[str], into: str | NewCode, *, keep_children: bool = False
) -> tuple[list[str], list[str]]:
    """What stands under codes that are to be merged: the ids of those that `merge_codes` moves, and that stay.

    Args:
        books: The codebooks.
        codes: The codes that go.
        into: The one that takes their place, or what it is to be.
        keep_children: Whether they stay as far as they can.

    Raises:
        NotFound: There is no such code.
        Refused: The one that is to take their place is put on passages no more.
    """
    going = _standing(books, codes)
    target = books.to_put_on(into) if isinstance(into, str) else Code("", "", parent=_place_of(books, going, into)[0])
    moved, stayed = _children_of(books, going, target, into, keep=keep_children)
    return list(moved), list(stayed)


def group_of_new(books: Codebooks, codes: Sequence[str]) -> str | None:
    """The id of the group in which a new code stands that some codes are merged into and that names none.

    Raises:
        NotFound: There is no such code.
    """
    return _place_of(books, _standing(books, codes), NewCode(""))[0]


def _standing(books: Codebooks, codes: Sequence[str]) -> list[Code]:
    """The codes of some ids as they stand, each once."""
    found = {code.id: code for code in (books.as_it_stands(one) for one in codes)}
    return list(found.values())


def _refuse_gone(books: Codebooks, code: Code) -> None:
    """Refuse to merge what others took the place of already."""
    if code.merged_into is not None:
        raise Refused(f"{named(code)} is {books.lineage.became(code)} already.", "Merge that one.")
    if code.is_split_away:
        raise Refused(
            f"{named(code)} is {books.lineage.became(code)}: a code is merged or split, not both.",
            "Undo the split first, or give its codings other codes.",
        )


def _made(study: Study, books: Codebooks, new: NewCode, *, like: Code, beside: Sequence[Code] = ()) -> Code:
    """A new code with another's group and origin."""
    name = " ".join(new.name.split())
    if not name:
        raise BadInput("A new code needs a name.", "Give it one.")
    there = code_named(books, name)
    if there is not None and there.id != like.id:
        raise Refused(f"There is a code of that name: {there.id}.", "Name it by its id, or give the new one another.")
    taken = {one for code in books.codes() for one in (code.id, *code.was)} | {code.id for code in beside}
    made = new.id or free_id(study, books, name, beside=[code.id for code in beside])
    if made in taken:
        raise BadInput(f'The id "{made}" is a code\'s, or was.', "Give the new code another id.")
    fields: Mapping[str, str | None] = {
        "id": made,
        "name": name,
        "definition": new.definition,
        "parent": like.parent,
        "origin": like.origin,
    }
    return edit.as_code({field: value for field, value in fields.items() if value})


def _last_of(books: Codebooks, code_id: str) -> str:
    """The code behind which a new one goes that is made for another: the last of those under it that follow it."""
    book = books.book_with(code_id)
    return book.codes[with_followers(book, code_id)[1] - 1].id


def _children_of(
    books: Codebooks, going: Sequence[Code], target: Code, into: str | NewCode, *, keep: bool
) -> tuple[dict[str, str | None], tuple[str, ...]]:
    """Where the codes that stand under merged ones stand then, and those that stay.

    A code that is above the target, or is the target itself, comes to stand where the merged one stands: it could not
    stand under the target.
    """
    parents: dict[str, str | None] = {}
    stayed: list[str] = []
    gone = {code.id for code in going}
    # A new one is not there yet: what it will stand under, and beside, is.
    at, beside = (target.id, target.id) if isinstance(into, str) else (target.parent, _place_of(books, going, into)[1])
    file = books.book_with(beside).file
    for code in going:
        book = books.book_with(code.id)
        for child in book.children(code.id):
            is_above = at in book.below(child.id)
            if child.id in gone:
                continue
            if is_above:
                parents[child.id] = _not_among(books, code.parent, gone)
            elif keep or book.file != file:
                stayed.append(child.id)
            else:
                parents[child.id] = target.id
    return parents, tuple(stayed)


def _place_of(books: Codebooks, going: Sequence[Code], new: NewCode) -> tuple[str | None, str]:
    """The group of a new code that takes the place of others, and the code behind which it comes in the file.

    Raises:
        NotFound: There is no such group.
    """
    gone = {code.id for code in going}
    if new.parent == "":
        return None, going[0].id
    above = _not_among(books, books.as_it_stands(new.parent).id if new.parent else going[0].parent, gone)
    return above, above if new.parent and above is not None else going[0].id


def _not_among(books: Codebooks, parent: str | None, gone: set[str]) -> str | None:
    """The first group on the way up that is not one of those that are merged."""
    while parent is not None and parent in gone:
        parent = books.as_it_stands(parent).parent
    return parent
