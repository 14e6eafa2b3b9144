"""Two versions of a study's codebooks compared, and how many codings were made under another rule than the newer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.codebook.differences.telling import tell
from workbench.codebook.differences.things import Telling
from workbench.codebook.versions.versions import Version, paired
from workbench.errors import NotFound
from workbench.typed_ids import nearest
from workbench.visible import one_line

if TYPE_CHECKING:
    from workbench.codebook.versions.known import Known


def compared(old: Version, new: Version, *, file: str | None = None) -> Telling:
    """What is other in one version than in another.

    Args:
        old: The older version.
        new: The newer one.
        file: Only this codebook.

    Raises:
        NotFound: Neither version has a codebook of that name.
    """
    pairs = paired(old, new)
    if file is not None:
        names = {book.file for pair in pairs for book in pair if book is not None}
        pairs = [pair for pair in pairs if any(book is not None and book.file == file for book in pair)]
        if not pairs:
            hint = f"The nearest is {one_line(likest)}." if (likest := nearest(file, sorted(names))) else ""
            raise NotFound(f"There is no codebook {one_line(file)} in either version.", hint)
    found = tell(pairs)
    if old.whole or new.whole:
        return found
    # What two files that were named are called was said by whoever named them.
    return replace(found, told=tuple(one for one in found.told if one.kind != "book file"))


def with_codings(telling: Telling, old: Version, new: Version, known: Known) -> Telling:
    """The same with how many codings, of those the coder may see, were made under another rule than the newer one.

    Args:
        telling: What is other.
        old: The older version.
        new: The newer version; the study's other codebooks count as they are.
        known: What the study's database knows.
    """
    from workbench.codebook.books import Codebooks, parsed
    from workbench.codebook.lineage import Lineage
    from workbench.codebook.states.held import remember, waiting

    for version in (old, new):
        books_read = {book.file: book for book in version.books}
        remember({state: {code.id: code for code in books_read[file].codes} for file, state in version.states.items()})
    counts = known.counts_by_stamp()
    files = {book.file for book in new.books}
    others = () if new.whole or not counts else known.present()
    books = (*new.books, *(parsed(text, file) for file, text in others if file not in files))
    return telling.with_codings(waiting(Codebooks(books, Lineage(books), {}), counts, known.texts))
