"""Codebooks that are being changed together: nothing is written before all of it is known to be sound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from workbench.codebook.books import Codebooks
from workbench.codebook.changes.between_files import Given, handed_over
from workbench.codebook.editing import edit, edit_many
from workbench.codebook.schema import Change, Code, Codebook
from workbench.codebook.states import states
from workbench.store.journal import Work
from workbench.study import Study
from workbench.visible import one_line


def named(code: Code) -> str:
    """A code as history names it: “Name” (id), as it stands there."""
    return f"“{one_line(code.name)}” ({code.id})"


class Draft:
    """New texts of a study's codebooks, made from their present states.

    Args:
        study: The study.
        books: Its codebooks, where they were read already.

    Attributes:
        books: The codebooks as they will be.
    """

    def __init__(self, study: Study, books: Codebooks | None = None) -> None:
        self.books: Codebooks = books or states.current(study)
        self._study = study
        self._before: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def change(
        self,
        fields: Mapping[str, Mapping[str, edit.FieldValue]],
        *,
        added: Mapping[str, Sequence[Code]] | None = None,
    ) -> None:
        """Change fields of codes, whichever files they stand in, and add codes behind others.

        Raises:
            BadInput: A value cannot be, or a codebook would have a fault.
            NotFound: There is no such code.
        """
        added = added or {}
        files = {code: self.books.book_with(code).file for code in dict.fromkeys((*added, *fields))}
        # A file that gets new codes comes first: others may refer to them.
        for file in dict.fromkeys(files.values()):
            here = {code: given for code, given in fields.items() if files[code] == file}
            new = {code: those for code, those in added.items() if files[code] == file}
            text = edit_many.change_codes(self._text(file), here, added=new, file=file, others=self._others(file))
            self._take(file, text)

    def change_id(self, code_id: str, new: str) -> None:
        """Give a code another id: the old one goes to its former ones, and all codes that name it follow.

        Raises:
            BadInput: The id cannot be, or is another code's.
            NotFound: There is no such code.
        """
        own = self.books.book_with(code_id)
        for book in (own, *(one for one in self.books.books if one.file != own.file)):
            fields = {code.id: found for code in book.codes if (found := edit_many.following(code, code_id, new))}
            if book.file == own.file:
                was = own.code(code_id)
                former = (*(was.was if was is not None else ()), code_id)
                fields[code_id] = fields.get(code_id, {}) | {"was": [one for one in former if one != new]}
            if fields:
                ids = {code_id: new} if book.file == own.file else {}
                others = self._others(book.file)
                text = edit_many.change_codes(self._text(book.file), fields, ids=ids, file=book.file, others=others)
                self._take(book.file, text)

    def move(self, code_id: str, *, before: str | None = None, behind: str | None = None) -> None:
        """Put a code's lines at another place of its file; see `edit_many.move_codes`.

        Raises:
            BadInput: They cannot be moved there.
            NotFound: There is no such code in that file.
        """
        file = self.books.book_with(code_id).file
        text = edit_many.move_codes(
            self._text(file), code_id, before=before, behind=behind, file=file, others=self._others(file)
        )
        self._take(file, text)

    def hand_over(
        self, code_ids: Sequence[str], file: str, *, before: str | None = None, behind: str | None = None
    ) -> None:
        """Put codes of one codebook into another, with all that stands under them; see `between_files.handed_over`.

        Raises:
            BadInput: They cannot be put there, or a codebook would have a fault then.
            NotFound: There is no such code.
        """
        own = self.books.book_with(code_ids[0]).file
        source, target = Given(own, self._text(own)), Given(file, self._text(file))
        others = [book for book in self.books.books if book.file not in (own, file)]
        left, new = handed_over(source, target, code_ids, before=before, behind=behind, others=others)
        self._take(own, left)
        self._take(file, new)

    def take_out(self, code_id: str) -> None:
        """Take a code out of its file; see `edit_many.take_out_code`.

        Raises:
            BadInput: The codebook would have a fault then.
            NotFound: There is no such code.
        """
        file = self.books.book_with(code_id).file
        self._take(file, edit_many.take_out_code(self._text(file), code_id, file=file, others=self._others(file)))

    @property
    def changed(self) -> tuple[str, ...]:
        """The files whose texts are others by now."""
        return tuple(file for file, text in self._texts.items() if text != self._before[file])

    @contextmanager
    def written(self, sentence: str) -> Iterator[Work | None]:
        """Write what was changed as one step of the coder's, in which more can be looked at; None where nothing was.

        Args:
            sentence: What was done, for the history.

        Raises:
            Refused: A file was changed meanwhile.
            Unavailable: File or database cannot be written.
        """
        texts: dict[str, tuple[str | None, str]] = {
            file: (self._before[file], self._texts[file]) for file in self.changed
        }
        if not texts:
            yield None
            return
        with states.changing_all(self._study, texts, sentence) as work:
            yield work

    def write(self, sentence: str) -> bool:
        """Write what was changed as one step; see `written`. False where nothing was."""
        with self.written(sentence) as work:
            return work is not None

    def _text(self, file: str) -> str:
        if file not in self._texts:
            # Of the state that `books` were read from: what came since is brought together with it, or refused.
            self._texts[file] = self._before[file] = states.text_of(self._study, self.books, file)
        return self._texts[file]

    def _others(self, file: str) -> list[Codebook]:
        return [book for book in self.books.books if book.file != file]

    def _take(self, file: str, text: str) -> None:
        if text != self._texts[file]:
            self._texts[file] = text
            self.books = self.books.with_text(file, text)


def with_reason(code: Code, why: Change | None) -> dict[str, edit.FieldValue]:
    """The field that says why a code was changed, with one more entry; nothing where none is given."""
    return {"changes": [*code.changes, why]} if why is not None and any(why) else {}


def noted(reason: str | None, day: dt.date) -> Change | None:
    """The note of why something is done, as it goes into a code; None where no reason is given.

    Args:
        reason: What somebody typed.
        day: The day it is.
    """
    said = (reason or "").strip()
    return Change(day.isoformat(), said) if said else None
