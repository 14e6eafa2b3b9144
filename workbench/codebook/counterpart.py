"""Whether a study has anything to hold its codebooks against, asked without loading its database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbench.codebook.written import written_in
from workbench.store.glance import glance
from workbench.whereabouts import own_file, sqlite_file

_ANYTHING = """
SELECT 1
WHERE EXISTS (SELECT 1 FROM transcript) OR EXISTS (SELECT 1 FROM passage) OR EXISTS (SELECT 1 FROM theme)
"""
"""No coding is without a passage."""
_BOOKS = """
SELECT codebook.file, codebook.state_sha256, file_seen.sha256
FROM codebook LEFT JOIN file_seen ON file_seen.file = codebook.file
"""


def has_counterpart(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether what a check tells may depend on the SQLite database of the study in a folder; a server is not asked.

    It does not where there is none, or one without transcripts, codings and themes, in which no codebook is gone or
    waits for a change to reach its file, and where no example names a coding. In doubt it does.

    Args:
        folder: The study's folder.
        files: What each of its codebooks' files holds, by path.

    Raises:
        BadInput: The settings cannot be read, or do not tell where the database is.
    """
    path = sqlite_file(folder)
    if path is None or not path.exists():
        return False
    # Elsewhere it may be of several folders: which of them has seen what is for the study to say.
    found = glance(path, _ANYTHING, _BOOKS) if path == own_file(folder) else None
    if found is None:
        return True
    anything, books = found
    there = {Path(file).name for file in files}
    # One that is gone, and whose going the study knows, is told of for its codings only.
    unsettled = any(state != seen or (state is not None) != (file in there) for file, state, seen in books)
    return bool(anything) or unsettled or any(one.coding for file in files for one in written_in(files[file], file))
