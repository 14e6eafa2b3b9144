"""Whether a SQLite file is what it should be: looked at before it is opened, since SQLite fills what is not."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import Unavailable

BACKUPS = "backups"
"""The folder beside a SQLite database that holds its copies."""

_SMALLEST = 512
"""The fewest bytes that a SQLite database has: one page."""
_PAGE = 4096
"""A database that SQLite makes has whole pages of so many bytes; that all of them are there it sees by itself."""


def check_whole(path: Path) -> None:
    """Refuse a file that is empty or cut off: SQLite would write into it all the same.

    Raises:
        Unavailable: It is so.
    """
    try:
        # Only asked for its size: whoever opens and closes it by hand lets go of SQLite's locks in this process.
        size = path.stat().st_size
    except OSError:
        # It is not there, or not to be read, which SQLite says better.
        return
    if size < _SMALLEST:
        what = "is empty" if not size else "is cut off"
        message = f"The database {path} {what}: {size} byte{'' if size == 1 else 's'}, as a crash or a synchroniser"
        raise Unavailable(f"{message} leaves it.", way_back(path))
    if size % _PAGE and not _waiting(path):
        raise Unavailable(
            f"The database {path} is damaged: its end is missing, or it is not a database.", way_back(path)
        )


def anothers(path: Path) -> Unavailable:
    """The error for a file that another program keeps."""
    return Unavailable(f"The database {path} is another program's.", way_back(path))


def check_not_gone(path: Path) -> None:
    """Refuse to begin anew where copies tell that there was a database.

    Raises:
        Unavailable: The file is not there and copies of it are.
    """
    copy = latest_copy(path)
    if copy is None or path.exists():
        return
    message = f"The database {path} is gone, and there are copies of it in {copy.parent}."
    anew = f"To begin with an empty one instead, rename the folder {copy.parent.name}."
    raise Unavailable(message, f"Copy {copy} to its place, {_ALONE}. {anew}")


_ALONE = "without a -wal or -shm file beside it"


def latest_copy(path: Path) -> Path | None:
    """The latest of a database's copies; None where there is none."""
    copies = (path.parent / BACKUPS).glob("*.db")
    return max(copies, key=lambda copy: copy.stat().st_mtime, default=None)


def way_back(path: Path) -> str:
    """What to do about a database file that cannot be used any more."""
    copy, aside = latest_copy(path), "Rename the file, so that it is kept;"
    if copy is not None:
        return f"{aside} then copy {copy} to its place, {_ALONE}."
    return f"{aside} then build the study anew: import its transcripts, and unpack what lies in codings."


def way_home(path: Path) -> str:
    """What to do about a database file that was there a moment ago: its copies are older than what was done since."""
    copy, home = latest_copy(path), "Bring it back to its place: a folder may have another name, or a drive be away."
    if copy is None:
        return home
    return f"{home} Only where it is lost for good leave the program, and copy {copy} to its place, {_ALONE}."


def _waiting(path: Path) -> bool:
    """Whether pages may still wait to be written into the file: then it may be shorter than it says for now."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False
