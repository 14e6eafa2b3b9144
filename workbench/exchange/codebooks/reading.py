"""Reads a codebook from elsewhere, whatever it is: told by the file's ending, else by what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from workbench.errors import BadInput, NotFound, Unavailable
from workbench.exchange.codebooks import qualcoder, refi, tables, word
from workbench.exchange.codebooks.entries import Source
from workbench.exchange.codebooks.yaml_file import OURS, read_yaml_codebook
from workbench.safefile import file_bytes
from workbench.transcripts.tables.sheet import decoded

READ = (".docx", ".csv", ".tsv", ".xlsx", ".xlsm", ".yaml", ".yml", ".qdc", ".qde", ".qdpx", ".odt", ".txt")
"""The endings of files from which codebooks are read."""

_LARGEST = 200_000_000
"""No codebook has more bytes; a project with its sources may."""


def read_source(
    path: Path,
    *,
    sheet: str | None = None,
    said: Mapping[str, str] | None = None,
    separator: str | None = None,
    chapter: str | None = None,
) -> Source:
    """What a file says of codes.

    Args:
        path: The file.
        sheet: The sheet of a spreadsheet; else the first that is like codes.
        said: The heading of a field, as the user says.
        separator: What stands between the steps of names that are paths; see `rows.entries_of`.
        chapter: The codebook's file, of a handbook that has several.

    Raises:
        NotFound: There is no such file.
        Unavailable: It cannot be read.
        BadInput: It is of no known kind, damaged or hostile, or holds no codes.
    """
    name = path.name
    data = _bytes(path)
    ending = path.suffix.casefold()
    if ending not in READ:
        raise BadInput(f"{name}: codebooks are not read from files of this kind.", f"From these: {', '.join(READ)}.")
    if ending in (".xlsx", ".xlsm"):
        return tables.read_xlsx(data, name, sheet=sheet, said=said, separator=separator)
    if ending == ".docx" and sheet is None and not said:
        if separator is not None:
            raise BadInput(f"{name}: names in a handbook are no paths.", "Say none.", command="Leave --paths out.")
        return word.read_handbook(data, name, chapter=chapter)
    if sheet is not None:
        raise BadInput(f"{name} has no sheets.", "Name none.", command="Leave --sheet out.")
    if ending in (".csv", ".tsv"):
        return tables.read_csv(data, name, said=said, separator=separator)
    if said:
        raise BadInput(f"{name} has no columns.", "Name none.", command="Leave --column out.")
    if ending in (".qdc", ".qde", ".qdpx"):
        return refi.read_refi(data, name, separator=separator)
    if ending == ".odt":
        return qualcoder.read_odt(data, name)
    text = decoded(data, name)[0]
    if ending == ".txt":
        return qualcoder.read_txt(text, name)
    source = read_yaml_codebook(text, name)
    return replace(source, data=data) if source.kind == OURS else source


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(f"{path.name} is larger than any codebook.", "Export the codebook alone.")
        return file_bytes(path)
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.", "Check the name and the folder.") from error
    except IsADirectoryError as error:
        raise BadInput(f"{path} is a folder.", "Name a file.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable(f"{path} cannot be read: {reason}.", "Close it in other programs and try again.") from error
