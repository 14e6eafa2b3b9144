"""Copies of a database that nobody can read by looking into them: made while coders work blind, opened by the program.

A copy has to hold everybody's work to be of use, and so would show one coder another's to whoever searches a folder for
a word or opens the file with a database browser. A sealed one is compressed behind a line that says what it is. That is
no encryption: like blindness itself it keeps honest people from seeing by accident.

Put in the place of a database it is unsealed when the study is opened, so that what is said of copies holds for both.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from workbench.errors import Unavailable
from workbench.safefile import move_safely

MARK = b"A sealed copy of a workbench database, form 1: put it in the database's place and open the study.\n"
_PAGE = 4096
_PIECE = 1 << 20
_FASTEST = 1


def is_blind(path: Path) -> bool:
    """Whether, by what a SQLite database holds, a sample is open, on which coders are not to see each other's work."""
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sample'").fetchone():
            return False
        return connection.execute("SELECT 1 FROM sample WHERE revealed_at IS NULL LIMIT 1").fetchone() is not None


def seal(path: Path) -> None:
    """Put a sealed copy in the place of a database that nobody has open.

    Its size is never one of whole pages, which `unseal` knows it by without opening it.

    Raises:
        OSError: It cannot be read or written; it is as it was.
    """
    sealed = path.with_name(f"{path.name}.sealing")
    try:
        with path.open("rb") as source, sealed.open("wb") as target:
            packing = zlib.compressobj(_FASTEST)
            target.write(MARK)
            while piece := source.read(_PIECE):
                target.write(packing.compress(piece))
            target.write(packing.flush())
            if target.tell() % _PAGE == 0:
                target.write(b"\n")
            target.flush()
            os.fsync(target.fileno())
        sealed.replace(path)
    finally:
        sealed.unlink(missing_ok=True)


def unseal(path: Path) -> bool:
    """Make a database again of a sealed copy that was put in its place.

    Returns:
        Whether it was one. A file of whole pages is a database and is not opened: whoever opens and closes one by hand
        lets go of SQLite's locks in this process.

    Raises:
        Unavailable: It is one and is damaged, or cannot be unsealed; it is as it was.
    """
    if not _is_sealed(path):
        return False
    coming = path.with_name(f"{path.name}.{uuid4().hex}.coming")
    try:
        with _turn(path):
            if _is_sealed(path):
                _unpack(path, coming)
                # The sealed copy is there until the whole database is on the disk in its place.
                move_safely(coming, path)
    except (OSError, zlib.error) as error:
        message = f"The sealed copy {path} cannot be unsealed: it is damaged, or the disk is full."
        raise Unavailable(message, "Take another copy from the folder of copies.") from error
    finally:
        coming.unlink(missing_ok=True)
    return True


def _is_sealed(path: Path) -> bool:
    if not path.is_file() or path.stat().st_size % _PAGE == 0:
        return False
    with path.open("rb") as source:
        return source.read(len(MARK)) == MARK


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Keep other programs from unsealing the same; SQLite's lock goes with a program that is killed.

    Raises:
        Unavailable: Another program is at it.
    """
    lock = path.with_name(f"{path.name}.unsealing")
    with closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            message = f"Another program is unsealing the database {path}."
            raise Unavailable(message, "Wait until it has finished.") from error
        yield
    lock.unlink(missing_ok=True)


def _unpack(source: Path, target: Path) -> None:
    opening = zlib.decompressobj()
    with source.open("rb") as sealed, target.open("xb") as unsealed:
        sealed.seek(len(MARK))
        while not opening.eof and (piece := sealed.read(_PIECE)):
            unsealed.write(opening.decompress(piece))
        unsealed.write(opening.flush())
        unsealed.flush()
        os.fsync(unsealed.fileno())
    if not opening.eof:
        message = "the end of the sealed copy is missing"
        raise zlib.error(message)
