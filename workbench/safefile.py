"""Writing a file so that it is never half there, and knowing the copies that synchronisers make of one.

Every file of a study that the program writes goes through `write_bytes_safely`: a temporary file in the same folder,
flushed to the disk, then renamed into place. Whatever happens meanwhile, the old file or the new one is there, whole.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import sys
import time
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.errors import BadInput, Refused, Unavailable

TEMPORARY_PREFIX = ".workbench-"
"""How the names of temporary files begin (they end in `.tmp`); one is left over only where the program was killed."""

_TEMPORARY = re.compile(re.escape(TEMPORARY_PREFIX) + r"[0-9a-f]{16}\.tmp")
_OLD_SECONDS = 3600

_FULL = ("the disk is full", "Make room and try again; a file that was there is unharmed.")
_NO_FOLDER = ("its folder is not there", "Make the folder, or name another.")
_REASONS = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EROFS: ("its drive is read-only", "Use a folder that can be written."),
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: ("it is a folder", "Name a file."),
    errno.ENAMETOOLONG: ("the name is too long for this drive", "Use a shorter name or folder."),
}


_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LONGEST_NAME = 80
_MOST_BYTES = 200
"""A name may have 255 bytes on most drives, its ending included."""


def plain_name(text: str, *, otherwise: str) -> str:
    """The name of a file or folder made from a text, such as every system takes: letters, digits, blank, - and _.

    Args:
        text: Any text; other characters become _.
        otherwise: The name where nothing is left.
    """
    kept = "".join(c if c.isalnum() or c in " -_" else "_" for c in text).strip(" .") or otherwise
    kept = f"{kept}_" if kept.casefold() in _RESERVED else kept[:_LONGEST_NAME]
    while len(kept.encode()) > _MOST_BYTES:
        kept = kept[:-1]
    return kept


def path_typed(text: str, *, within: Path) -> Path:
    """The path that somebody means who typed this: ``~`` is their own folder, other names after ``~`` are only names.

    Args:
        text: What was typed.
        within: The folder that anything relative lies in.
    """
    path = Path(text.strip())
    if path.parts[:1] == ("~",):
        with suppress(RuntimeError):
            # Whoever has no folder of their own typed a name like others.
            return Path.home().joinpath(*path.parts[1:])
    return within / path


def file_bytes(path: Path) -> bytes:
    """What a file holds, whatever it is called.

    Raises:
        OSError: It cannot be read. So is a pipe or a device, which might never end.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))
    return path.read_bytes()


def write_bytes_safely(path: Path, data: bytes, *, expected: bytes | None = None) -> None:
    """Put `data` into the file at `path`, wholly or not at all; on return it is on the disk.

    A file that is already there keeps its permissions; of a symbolic link the file it points to is replaced.

    Args:
        path: The file. Its folder must be there.
        data: All that the file is to hold.
        expected: What the file must still hold just before it is replaced; for a change made to bytes read earlier, so
            that another program's change in between is not lost. An absent file holds `b""`.

    Raises:
        Unavailable: The file or its folder cannot be written: read-only, open in another program, disk full.
        Refused: The file no longer holds `expected`.
    """
    target = Path(os.path.realpath(path))
    temporary = target.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}.tmp"
    try:
        mode = _mode_of(target)
        try:
            _write_through(temporary, data, mode)
            _check_unchanged(target, expected)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from error
    _flush_folder(target.parent)


def refuse_unwritable(path: Path, data: bytes) -> None:
    """Refuse where `data` could not be put into the file at `path` now; the file itself is left alone.

    For what is to be kept elsewhere first, and must not be where the file cannot follow.

    Raises:
        Unavailable: As in `write_bytes_safely`.
    """
    target = Path(os.path.realpath(path))
    temporary = target.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}.tmp"
    with _in_words(path):
        _mode_of(target)
        try:
            temporary.write_bytes(data)
        finally:
            temporary.unlink(missing_ok=True)


def clear_leftovers(folder: Path) -> None:
    """Take away the temporary files that a program which was killed has left in a folder, once they are an hour old."""
    with suppress(OSError):
        # Another program may be clearing too, or the folder may not be there: nothing depends on it.
        for left in folder.glob(f"{TEMPORARY_PREFIX}*.tmp"):
            is_ours = _TEMPORARY.fullmatch(left.name) and left.is_file() and not left.is_symlink()
            if is_ours and time.time() - left.stat().st_mtime > _OLD_SECONDS:
                left.unlink()


def move_safely(source: Path, target: Path) -> None:
    """Move a file, wholly or not at all; one that has the new name is replaced. On return it is on the disk.

    Raises:
        Unavailable: It cannot be moved; it lies where it was.
    """
    try:
        try:
            source.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # Another drive: the file is there twice before it is gone here.
            write_bytes_safely(target, source.read_bytes())
            source.unlink()
    except OSError as error:
        raise _unwritable(source, error, done="moved") from error
    for folder in (target.parent, source.parent):
        _flush_folder(folder)


def write_all_safely(files: Mapping[Path, bytes]) -> None:
    """Put data into several files; where one of them cannot be written, none is changed, as far as that can be known.

    All of them are written beside their places first; only then are they renamed, one after another.

    Args:
        files: Each file with all that it is to hold; their folders must be there.

    Raises:
        Unavailable: As in `write_bytes_safely`.
    """
    staged: dict[Path, tuple[Path, Path]] = {}
    try:
        for path, data in files.items():
            target = Path(os.path.realpath(path))
            staged[path] = (target.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}.tmp", target)
            with _in_words(path):
                # A name that the drive does not take shows only where it is asked for.
                mode = _mode_of(target)
                _write_through(staged[path][0], data, mode)
        for path, (temporary, target) in staged.items():
            with _in_words(path):
                temporary.replace(target)
    finally:
        for temporary, _ in staged.values():
            temporary.unlink(missing_ok=True)
    for folder in {target.parent for _, target in staged.values()}:
        _flush_folder(folder)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable(path, error) from error


def write_text_safely(path: Path, text: str, *, encoding: str = "utf-8", expected: bytes | None = None) -> None:
    """Put `text`, with its line ends as they are, into the file at `path` as `write_bytes_safely` does.

    Args:
        path: The file. Its folder must be there.
        text: All that the file is to hold.
        encoding: How it is written.
        expected: As in `write_bytes_safely`.

    Raises:
        BadInput: The encoding has no bytes for a character of the text (a lone surrogate in UTF-8).
        Unavailable: As in `write_bytes_safely`.
        Refused: As in `write_bytes_safely`.
    """
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        message = f"{path.name} cannot be written: character {error.start + 1} of its text has no form in {encoding}."
        raise BadInput(message, "Remove that character.") from error
    write_bytes_safely(path, data, expected=expected)


def _mode_of(target: Path) -> int | None:
    """The permissions of the file that is to be replaced, None where there is none yet."""
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        return None
    # A rename would replace a write-protected file without a word, so its protection is asked for here.
    if target.is_dir() or not os.access(target, os.W_OK):
        code = errno.EISDIR if target.is_dir() else errno.EACCES
        raise OSError(code, os.strerror(code), str(target))
    return mode


def _write_through(temporary: Path, data: bytes, mode: int | None) -> None:
    """Write a new file and wait until the disk has it."""
    with temporary.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if mode is not None:
        temporary.chmod(mode)


def _check_unchanged(target: Path, expected: bytes | None) -> None:
    """Refuse where the file no longer holds what the caller had read."""
    if expected is None:
        return
    try:
        now = file_bytes(target)
    except FileNotFoundError:
        now = b""
    if now != expected:
        message = f"{target.name} was changed by another program just now; nothing was written."
        raise Refused(message, "Try again.")


def _flush_folder(folder: Path) -> None:
    """Wait until the disk has the renaming as well, where the system knows how to."""
    if sys.platform == "win32":
        return  # NTFS journals renames itself, and folders cannot be opened there.
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # A folder that may be written but not read: the file is whole, and nothing more can be done.
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EROFS, errno.EACCES}:
            raise _unwritable(folder, error) from error
        # Some network file systems have no such call; the file itself is flushed and renamed.
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError, *, done: str = "written") -> Unavailable:
    """The error a user sees for what the system says."""
    if isinstance(error, PermissionError):
        reason = "writing to it is not permitted now"
        if sys.platform == "win32":
            hint = "Close it if it is open in Excel, Word or another program; else remove its write protection."
        else:
            hint = "Allow writing to the file and its folder, or use another folder."
    elif error.errno in _REASONS:
        reason, hint = _REASONS[error.errno]
    else:
        reason = error.strerror or type(error).__name__
        hint = "Check the drive and try again; a file that was there is unharmed."
    return Unavailable(f"{path} was not {done}: {reason}.", hint)


_SURE_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r" \([^()]*conflicted copy[^()]*\)$",  # Dropbox, Nextcloud
        r" \(case conflict(?: \d+)?\)$",  # Dropbox
        r" \(sfconflict[^()]*\)$",  # Seafile
        r"[._-]sync-conflict-\d{8}-\d{6}(?:-[a-z0-9]+)?$",  # Syncthing
        r"_conflict-\d{8}-\d{6}$",  # ownCloud
        r"_conf ?\([^()]*\)$",  # Google Drive
        r"-(?-i:DESKTOP|LAPTOP|SURFACE|MACBOOK)-(?-i:[A-Z0-9]+)(?:-\d+)?$",  # OneDrive: the computer's name
    )
)
# People, browsers and this program number files too: "Group (2).docx". OneDrive appends the computer's name also where
# an organisation has a scheme of its own, capitals and digits; shorter endings ("-T2", "-V2", "-PM1T1") are rather what
# a person wrote.
_COPY_MARKS = (
    *_SURE_MARKS,
    re.compile(r" \(\d{1,3}\)$"),  # Google Drive, Windows
    re.compile(
        r"-(?:(?:DESKTOP|LAPTOP|SURFACE|MACBOOK|WIN)-?[A-Z0-9]+|(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{7,15})(?:-\d+)?$"
    ),
)


def conflict_copy(name: str, names: Collection[str], *, sure: bool = False) -> str | None:
    """Whose copy a file is, where a synchroniser made it because two people changed one file.

    A copy is known by its name and by the original that lies beside it: "study (1).yaml" is a copy of "study.yaml", and
    with no such file it is a file like any other.

    Args:
        name: The file's name, without folder.
        names: The names of all files in its folder.
        sure: Only where nobody but a synchroniser names files so. For files of which there may be many, each its own:
            "Parent 1 T1 (2).txt" may be another interview.

    Returns:
        The original's name as it stands in `names`, or None where the file is no such copy.
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    found = {match.start() for mark in (_SURE_MARKS if sure else _COPY_MARKS) if (match := mark.search(stem))}
    if not found:
        return None
    originals = {_folded(stem[:start] + dot + suffix) for start in found if start}
    return next((other for other in names if _folded(other) in originals), None)


def _folded(name: str) -> str:
    """A file name as Windows and macOS compare it."""
    return unicodedata.normalize("NFC", name).casefold()
