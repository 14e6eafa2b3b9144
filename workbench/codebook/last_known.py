"""In which state a study's SQLite database has each codebook, and which it saw on disk, read without SQLAlchemy."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from workbench.store.glance import glance

_BOOKS = """
SELECT codebook.file, codebook.state_sha256, file_seen.sha256
FROM codebook LEFT JOIN file_seen ON file_seen.file = codebook.file
"""


class LastKnown(NamedTuple):
    """A codebook's file, the state it is in, and the one last seen on disk; None where it is gone, or never was there.

    Where the two differ a state has still to reach its file.
    """

    file: str
    state: str | None
    seen: str | None


def last_known(path: Path) -> list[LastKnown] | None:
    """What a study's own SQLite database knows of its codebooks' files; None where that is not clear."""
    found = glance(path, _BOOKS)
    return [LastKnown(*row) for row in found[0]] if found is not None else None
