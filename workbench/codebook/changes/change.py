"""Change the study's codebooks through the program: file and database together, as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from workbench.codebook.books import Codebooks
from workbench.codebook.changes.draft import Draft, named, with_reason
from workbench.codebook.changes.gone import refuse_new_beginning
from workbench.codebook.changes.lost import refuse_in_use
from workbench.codebook.editing import edit
from workbench.codebook.schema import Change, Code
from workbench.codebook.states import states
from workbench.errors import BadInput, ChangedElsewhere, NotFound
from workbench.store.journal import Work
from workbench.study import Study

NEW_FILE = "codebook.yaml"
"""The codebook that is made when a code is added to a study without one."""


class Adding(NamedTuple):
    """A code that is being added.

    Attributes:
        work: The open step.
        books: The codebooks with the code in them.
        file: The file it is written to.
    """

    work: Work
    books: Codebooks
    file: str


def add_code(study: Study, fields: Mapping[str, Any], *, file: str | None = None) -> str:
    """Add a code at the end of a codebook; nothing else in the file changes.

    Args:
        study: The study.
        fields: `id`, `name` and any other field of a code.
        file: Which codebook; without a name the one in which its parent stands, else the only one.

    Returns:
        The file it was written to.

    Raises:
        BadInput: The code would be a fault: an id that stands already, an unknown parent.
        NotFound: There is no such codebook.
        Refused: The file was changed meanwhile, or it is gone and its codes are in use.
    """
    with adding_code(study, fields, file=file) as adding:
        return adding.file


@contextmanager
def adding_code(study: Study, fields: Mapping[str, Any], *, file: str | None = None) -> Iterator[Adding]:
    """Add a code in a step in which more can be done, as with putting it on a passage. See `add_code`."""
    books = states.current(study)
    if file is None and fields.get("parent"):
        file = next((book.file for book in books.books if book.code(fields["parent"]) is not None), None)
    if books.books or file is not None:
        file = books.book(file).file
        text = before = states.text_of(study, books, file)
    else:
        refuse_new_beginning(study)
        title = study.settings.title
        name = title if title != study.folder.name else edit.NEW_NAME
        file, text, before = NEW_FILE, edit.new_codebook_text(name), None
        study.codebooks.mkdir(exist_ok=True)
    others = [book for book in books.books if book.file != file]
    wanted = {name: value for name, value in fields.items() if value}
    new = edit.add_code(text, wanted, file=file, others=others)
    after = books.with_text(file, new)
    said = f"Added the code {after.called([fields['id']])}"
    with states.changing(study, file, new, said, before=before) as work:
        yield Adding(work, after, file)


class CodeChanged(ChangedElsewhere):
    """Fields of a code that were to be written over say something else by now than they said in front of the writer.

    Attributes:
        now: The code as it is now.
    """

    def __init__(self, now: Code, fields: Collection[str]) -> None:
        message = f'The code "{now.id}" was changed meanwhile: {", ".join(fields)}.'
        theirs = "\n\n".join(f"{field.capitalize()}: {_as_text(getattr(now, field))}" for field in fields)
        super().__init__(message, "Look at it, and do it again.", theirs=theirs)
        self.now = now


class Edited(NamedTuple):
    """What became of a code that was to be changed.

    Attributes:
        file: The codebook in which it stands.
        is_other: Whether anything was written; where it stood so already nothing is, and no reason is noted.
    """

    file: str
    is_other: bool


class Editing(NamedTuple):
    """A code that is being changed.

    Attributes:
        work: The step; None where it stands so already.
        done: What becomes of it.
        code: The code as it was.
        before: The state its codebook was in; None where the program had none.
    """

    work: Work | None
    done: Edited
    code: Code
    before: str | None


def edit_code(
    study: Study,
    code_id: str,
    fields: Mapping[str, edit.FieldValue],
    *,
    file: str | None = None,
    shown: Code | None = None,
    why: Change | None = None,
    takes_lost: bool = False,
) -> Edited:
    """Change fields of a code, and its id, as one step; nothing else changes.

    The old id of a code that gets another goes to its former ones (`was`), and codes that name it, in whichever
    codebook, follow; codings and themes keep the id they were made with.

    Args:
        study: The study.
        code_id: The code; a past id finds today's.
        fields: The fields to write, ``id`` among them, all or none; an empty text takes a field away.
        file: Which codebook; found by itself.
        shown: The code as whoever changes it saw it. What was changed on disk since is then taken in first, and
            nothing is written over that they did not see.
        why: The reason, which is noted in the code.
        takes_lost: Whether the new id may be that of a code that is gone and in use, as who was told it may say.

    Returns:
        The file, and whether it was written to.

    Raises:
        BadInput: A value cannot be, or would be a fault.
        NotFound: There is no such code.
        CodeChanged: One of the fields says something else by now than in ``shown``.
        Refused: The file was changed meanwhile, or the new id is that of a code that is gone and in use.
    """
    with editing_code(study, code_id, fields, file=file, shown=shown, why=why, takes_lost=takes_lost) as editing:
        return editing.done


@contextmanager
def editing_code(
    study: Study,
    code_id: str,
    fields: Mapping[str, edit.FieldValue],
    *,
    file: str | None = None,
    shown: Code | None = None,
    why: Change | None = None,
    takes_lost: bool = False,
) -> Iterator[Editing]:
    """Change fields of a code in a step in which more can be done. See `edit_code`."""
    if shown is not None:
        study.database.untold.extend(states.take_in(study))
    books = states.current(study)
    code = _as_shown(books, shown, fields) if shown is not None else books.find(code_id)
    holding = [book for book in books.books if book.code(code.id) is not None and file in (None, book.file)]
    if not holding:
        raise NotFound(f"There is no code {code_id!r} in {file}.", command="See: workbench codebook show")
    draft, file = Draft(study, books), holding[0].file
    given = dict(fields)
    new_id = as_id(given.pop("id")) if "id" in given else code.id
    values: dict[str, edit.FieldValue] = {name: value or None for name, value in given.items()}
    if new_id != code.id or any(getattr(code, name) != edit.as_read(name, value) for name, value in values.items()):
        values |= with_reason(code, why)
    draft.change({code.id: values})
    if new_id != code.id:
        if not takes_lost:
            refuse_in_use(study, books, code, new_id)
        draft.change_id(code.id, new_id)
    with draft.written(f"Changed the code {books.called([code.id])}: {', '.join(fields)}") as work:
        yield Editing(work, Edited(file, work is not None), code, books.states.get(file))


def move_code(study: Study, code_id: str, by: int) -> Code | None:
    """Move a code among those that stand under the same group, by one place, as one step; no other line changes.

    Args:
        study: The study.
        code_id: The code, as it stands in a codebook.
        by: -1 to stand before the one above it, 1 behind the one below.

    Returns:
        The code before or behind which it stands now; None where it is the first, or the last, and nothing was done.

    Raises:
        NotFound: It is in no codebook any more.
        BadInput: It cannot be moved there safely in the file.
        Refused: The file was changed meanwhile.
    """
    draft = Draft(study)
    code = draft.books.as_it_stands(code_id)
    book = draft.books.book_with(code.id)
    beside = next(those for those in (book.children(code.parent), book.children(None)) if code in those)
    place = beside.index(code) + by
    if not 0 <= place < len(beside):
        return None
    other = beside[place]
    # What stands between the two in the file stays there: only this one's lines go, and those of what follows under it.
    draft.move(code.id, before=other.id if by < 0 else None, behind=other.id if by > 0 else None)
    draft.write(f"Moved the code {named(code)} {'before' if by < 0 else 'behind'} {named(other)}")
    return other


def as_id(value: edit.FieldValue) -> str:
    """What somebody gave for an id, without white space round it.

    Raises:
        BadInput: It is no text, or empty.
    """
    if not isinstance(value, str) or not value.strip():
        raise BadInput("A code needs an id.", "Give it one: short, lasting, without spaces.")
    return value.strip()


def _as_shown(books: Codebooks, shown: Code, fields: Mapping[str, edit.FieldValue]) -> Code:
    """The code that somebody saw, as it is now.

    Raises:
        NotFound: It is in no codebook any more.
        CodeChanged: A field that they want to write was changed, and does not say what they want by now.
    """
    now = books.as_it_stands(shown.id)
    others = [name for name in fields if name != "id" and getattr(now, name) != getattr(shown, name)]
    contested = [name for name in others if getattr(now, name) != edit.as_read(name, fields[name] or None)]
    if contested:
        raise CodeChanged(now, contested)
    return now


def _as_text(value: object) -> str:
    if isinstance(value, tuple):
        return "".join(f"\n{item}" for item in value)
    return str(value or "(nothing)")
