"""A look into a SQLite database without SQLAlchemy, which takes longer to load than a few rows to read.

For a program that has not opened the database otherwise, and only to be spared opening it: what is in any way unclear
is left to whoever opens it, and says what is wrong with it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench.errors import Unavailable
from workbench.store.schema import SCHEMA
from workbench.store.soundness import check_whole

_BESIDE = ("-wal", "-shm", "-journal")
_Standing = tuple[set[str], tuple[int, int, int]]


def glance(path: Path, *queries: str, **values: str) -> list[list[tuple[Any, ...]]] | None:
    """What a database answers, as it was committed at one moment; no file is made or changed.

    Args:
        path: The SQLite file.
        queries: What is asked, in SQL.
        values: What it names as ``:name``.

    Returns:
        The rows that each query finds; None where that is not clear: the file is damaged, locked or cannot be read, is
        of another schema, was changed meanwhile, or a program has left it in the middle of something.
    """
    try:
        check_whole(path)
        before = _standing(path)
        how = _how_opened(before[0])
        if how is None:
            return None
        url = f"{path.absolute().as_uri()}?{how}"
        with closing(sqlite3.connect(url, uri=True, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            found = (
                [connection.execute(query, values).fetchall() for query in queries] if version == [(SCHEMA,)] else None
            )
        return found if before[0] or _standing(path) == before else None
    except (Unavailable, OSError, sqlite3.Error):
        return None


def _how_opened(beside: set[str]) -> str | None:
    """How a file is opened so that all that was committed is seen and nothing is left behind; None where it cannot be.

    To read by way of its log SQLite needs the log's index, and would make both where they are not there.
    """
    if not beside:
        # Nobody has it open, and all is in the file: it is read as if it could not change, and looked at again after.
        return "mode=ro&immutable=1"
    return "mode=ro" if beside == {"-wal", "-shm"} else None


def _standing(path: Path) -> _Standing:
    """Which of SQLite's files lie beside a database, and which file it is, when it was changed, and its size."""
    beside = {ending for ending in _BESIDE if path.with_name(f"{path.name}{ending}").exists()}
    seen = path.stat()
    return beside, (seen.st_ino, seen.st_mtime_ns, seen.st_size)
