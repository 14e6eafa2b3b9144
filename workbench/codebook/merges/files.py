"""Merges codebook files, as git asks for it: files only, no study and no database."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.codebook.check import decoded
from workbench.codebook.merges.lines import MARK
from workbench.codebook.merges.settling import Side, settled
from workbench.codebook.merges.text import MergedText, merged_text
from workbench.errors import BadInput
from workbench.safefile import file_bytes, write_bytes_safely


def merge_files(
    base: Path, ours: Path, theirs: Path, *, into: Path | None = None, name: str = "", size: int = MARK
) -> MergedText:
    """Merge what two sides made of a codebook's file.

    Args:
        base: The file that both began from; empty, or not there, where both made it.
        ours: Our file.
        theirs: The other.
        into: Where the result is written; into ours unless given.
        name: What the file is called in messages; as ours unless given.
        size: How many signs git's conflict marks have, where lines are merged alone.

    Raises:
        BadInput: A file is not there, cannot be read or is not UTF-8; nothing was written.
        Unavailable: The result cannot be written.
        Refused: Ours was changed meanwhile.
    """
    name = name or str(ours)
    start = _text_of(base, f"{name} (base)", may_be_gone=True)
    one, other = _text_of(ours, name), _text_of(theirs, f"{name} (theirs)")
    # A codebook without a name has its file's: under another each of the three would have another.
    found = merged_text(start, one or "", other or "", file=name, size=size)
    if into is None:
        write_bytes_safely(ours, found.text.encode(), expected=(one or "").encode())
    else:
        write_bytes_safely(into, found.text.encode())
    return found


def settle_file(path: Path, code_id: str, field: str, choice: Side | None, *, wording: str | None = None) -> None:
    """Settle in a file what a merge left to be decided; see `settling.settled`.

    Raises:
        BadInput: The file is not there, not UTF-8 or no usable codebook, or would be none then.
        NotFound: There is no such code, or nothing of that field is open in it.
        Unavailable: The file cannot be written.
    """
    text = _text_of(path, str(path)) or ""
    new = settled(text, code_id, field, choice, wording=wording, file=str(path))
    write_bytes_safely(path, new.encode(), expected=text.encode())


def _text_of(path: Path, name: str, *, may_be_gone: bool = False) -> str | None:
    """A file's text as it is; None where it is not there, and need not be."""
    if may_be_gone and (not path.exists() or str(path) == os.devnull):
        return None
    try:
        data = file_bytes(path)
    except FileNotFoundError as error:
        raise BadInput(f"{path} is not there.", "Check the path.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check the path and who may read it.") from error
    text, fault = decoded(data, file=name)
    if fault:
        raise BadInput(f"{fault.message} Nothing was merged.", fault.hint)
    return text
