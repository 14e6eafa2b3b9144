"""The study's codebooks as values: which codes there are, and which of them an id stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from workbench.codebook.file import parse, sha256_of
from workbench.codebook.lineage import Lineage
from workbench.codebook.schema import Code, Codebook
from workbench.errors import NotFound, Refused
from workbench.typed_ids import nearest
from workbench.visible import one_line


@dataclass(frozen=True)
class Codebooks:
    """The study's codebooks in their present states.

    Attributes:
        books: One a file, by file name.
        lineage: From any id there ever was to today's code.
        states: The sha256 of each book's state, by file name.
    """

    books: tuple[Codebook, ...]
    lineage: Lineage = field(compare=False)
    states: dict[str, str]

    def with_text(self, file: str, text: str) -> Codebooks:
        """The codebooks as they are once one of them has another text, or a new one has come."""
        books = [book for book in self.books if book.file != file] + [parsed(text, file)]
        books.sort(key=lambda book: book.file)
        return Codebooks(tuple(books), Lineage(tuple(books)), {**self.states, file: sha256_of(text)})

    def codes(self) -> Iterable[Code]:
        """Every code of every book, in the files' order."""
        return (code for book in self.books for code in book.codes)

    def living(self) -> Iterable[Code]:
        """The codes that can be put on passages, in the files' order; see `Code.is_living`."""
        return (code for code in self.codes() if code.is_living)

    def called(self, code_ids: Iterable[str]) -> str:
        """Codes as history names them: “Name” (id) of today, each once; one that is in no codebook by its id alone."""
        names = {code.id: code.name for code in self.codes()}
        today = dict.fromkeys(self.lineage.today(code_id) for code_id in code_ids)
        return ", ".join(f"“{one_line(names[one])}” ({one})" if one in names else one_line(one) for one in today)

    def as_it_stands(self, code_id: str) -> Code:
        """The code of an id, even one that was merged into another, which `find` would give; of a past id today's.

        Raises:
            NotFound: It is in no codebook any more.
        """
        known = {code.id: code for code in self.codes()}
        code = known.get(code_id) or known.get(self.lineage.today(code_id))
        if code is None:
            raise NotFound(f'The code "{code_id}" is in no codebook any more.', "Somebody took it out meanwhile.")
        return code

    def find(self, code_id: str) -> Code:
        """Today's code of an id, past ones included; failing that, the one code of that name.

        Raises:
            NotFound: There is none; the message names the nearest.
        """
        known = {code.id: code for code in self.codes()}
        today = self.lineage.today(code_id)
        if today in known:
            return known[today]
        folded = [code for code in known.values() if code_id.casefold() in (code.id.casefold(), code.name.casefold())]
        if len(folded) == 1:
            return folded[0]
        if not known:
            raise NotFound(
                f"There is no code {code_id!r}: the study's codebooks are empty.",
                "Add a code first.",
                command="See: workbench codebook add",
            )
        near = nearest(code_id, list(known))
        hint = f"The nearest is {near!r}." if near else ""
        raise NotFound(f"There is no code {code_id!r}.", hint, command="See: workbench codebook show")

    def to_put_on(self, code_id: str) -> Code:
        """The code that is put on passages where this one is named: as `find`, and a living one.

        Raises:
            NotFound: There is none.
            Refused: It was retired or split, and is put on passages no more.
        """
        code = self.find(code_id)
        if code.is_living:
            return code
        message = f"“{one_line(code.name)}” ({code.id}) is put on passages no more: {self.lineage.became(code)}."
        if code.is_split_away:
            raise Refused(message, "Choose one of the codes that took its place.")
        hint = "Choose another code, or bring it back first."
        raise Refused(message, hint, command=f"See: workbench codebook retire {code.id} --back")

    @staticmethod
    def outside(code_id: str) -> str:
        """What stands for the name of a code that is in no codebook."""
        return f"{one_line(code_id)} (not in the codebook)"

    def missing(self, code_ids: Iterable[str]) -> list[str]:
        """Of these ids, those that are in no codebook any more."""
        known = {code.id for code in self.codes()}
        return sorted({code for code in code_ids if self.lineage.today(code) not in known})

    def book(self, file: str | None) -> Codebook:
        """The codebook of that file; without a name, the only one.

        Raises:
            NotFound: There is none, or several and none was named.
        """
        wanted = [book for book in self.books if file is None or book.file == file]
        if len(wanted) == 1:
            return wanted[0]
        if file is not None or not self.books:
            named = f"codebook {file}" if file else "codebook"
            raise NotFound(f"There is no {named} in the study.", "See the folder codebooks.")
        names = ", ".join(book.file for book in self.books)
        raise NotFound("The study has several codebooks.", f"Name one: {names}", command="See: --file")

    def book_with(self, code_id: str) -> Codebook:
        """The codebook in which a code stands, by its id as it stands there.

        Raises:
            NotFound: It is in none.
        """
        found = next((book for book in self.books if book.code(code_id) is not None), None)
        if found is None:
            raise NotFound(f'The code "{code_id}" is in no codebook any more.', "Somebody took it out meanwhile.")
        return found

    def state_of(self, code_id: str) -> str | None:
        """The sha256 of the state in which a code stands; None where it is in no book."""
        return next(
            (self.states[book.file] for book in self.books if any(code.id == code_id for code in book.codes)), None
        )

    def version_of(self, code_id: str) -> str:
        """The version, as its authors call it, of the codebook in which a code stands."""
        return next((book.version for book in self.books if any(code.id == code_id for code in book.codes)), "")

    def with_descendants(self, code_ids: Iterable[str]) -> set[str]:
        """Today's ids of the codes, each with all that stand under it."""
        today = {self.lineage.today(code_id) for code_id in code_ids}
        return today.union(*(self.lineage.descendants(code_id) for code_id in today))

    def ids_for(self, code_ids: Iterable[str]) -> set[str]:
        """Every id, past and merged ones too, under which the codes or those under them were ever applied."""
        wanted = {self.lineage.today(code_id) for code_id in code_ids}
        return wanted.union(*(self.lineage.ids_of(code_id) for code_id in self.with_descendants(wanted)))


@lru_cache(maxsize=16)
def parsed(text: str, file: str) -> Codebook:
    """A codebook's text as values; commands ask for the same state several times."""
    return parse(text, file=file)
