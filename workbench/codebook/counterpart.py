"""What a check finds of codebooks in the database of their study, asked without loading it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbench import sight_glance
from workbench.codebook.check import examined
from workbench.codebook.faults import Fault
from workbench.codebook.last_known import last_known
from workbench.codebook.lineage import Lineage
from workbench.codebook.said_words import Phrases
from workbench.codebook.schema import Codebook
from workbench.codebook.words_told import Texts
from workbench.store.glance import glance
from workbench.whereabouts import own_file, sqlite_file
from workbench.words import natural

_THEMES = "SELECT DISTINCT code FROM theme_code"
_HOW_MANY = "SELECT count(*) FROM transcript"
_TEXTS = """
SELECT transcript.name, text.text
FROM transcript JOIN revision ON revision.id = transcript.revision_id JOIN text ON text.sha256 = revision.text_sha256
"""
_MANY = 200
"""Where there are more transcripts to be gone through, loading the database is the least of it."""


def faults_at_a_glance(folder: Path, files: Mapping[str, bytes]) -> list[Fault] | None:
    """What is to be warned of in a study's codebooks where its transcripts and codings are at hand.

    Args:
        folder: The study's folder.
        files: What each of its codebooks' files holds, by path; none has an error.

    Returns:
        The faults, where nothing else is to be told of the codebooks: every code in use is in one of them and can be
        put on passages, and none is gone or waits for a change to reach its file. None where the study has to be opened
        to know: something is so, or is not clear, or its database is not a SQLite file of its own.

    Raises:
        BadInput: The settings cannot be read, or do not tell where the database is.
    """
    path = sqlite_file(folder)
    if path is None:
        return None
    if not path.exists():
        return []
    # Elsewhere it may be of several folders: which of them has seen what is for the study to say.
    books = last_known(path) if path == own_file(folder) else None
    found = glance(path, _THEMES, _HOW_MANY) if books is not None else None
    if books is None or found is None:
        return None
    themes, how_many = found
    used, texts = sight_glance.codes_used(path), Texts(files)
    there = sight_glance.living_of(path, texts.codings)
    if used is None or there is None or how_many[0][0] > _MANY:
        return None
    in_file = {Path(file).name for file in files}
    unsettled = any(one.state != one.seen or (one.state is not None) != (one.file in in_file) for one in books)
    # A codebook that is gone, and whose going the study knows, is told of for its codings only.
    if unsettled or (used and any(one.state is None for one in books)):
        return None
    parsed = [book for file, data in files.items() if (book := examined(data, file=file)[0]) is not None]
    if not _all_are_living(parsed, used | {code for (code,) in themes}):
        return None
    phrases = Phrases(texts.words if how_many[0][0] else ())
    read = glance(path, _TEXTS) if phrases else [[]]
    if read is None:
        return None
    for name, text in sorted(read[0], key=lambda one: natural(one[0])):
        phrases.look_in(name, text)
    return texts.faults(phrases.said(), there)


def _all_are_living(books: list[Codebook], codes: set[str]) -> bool:
    """Whether each of these codes is today one that can be put on passages."""
    lineage = Lineage(tuple(books))
    living = {code.id for book in books for code in book.codes if code.is_living}
    return all(lineage.today(code) in living for code in codes)
