"""Office files written anew: the same parts give the same bytes, and no byte tells when or where they were written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

CONTENT_TYPES: Final = "[Content_Types].xml"
"""The part that says of what kind each part is; programs look for it first."""

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_FIRST = (CONTENT_TYPES, "_rels/.rels")
_LEVEL = 3
"""How hard parts are packed: higher takes three times as long, for an eighth less."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of an Office file.

    Args:
        parts: Each part's name without a slash in front, and its bytes.
    """
    names = [*(name for name in _FIRST if name in parts), *sorted(name for name in parts if name not in _FIRST)]
    return zipped((name, parts[name]) for name in names)


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The bytes of an Office file whose parts stand in an order of their own.

    Args:
        parts: Each part's name without a slash in front, and its bytes.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, _LEVEL)
    return file.getvalue()


def xml_bytes(root: etree._Element) -> bytes:
    """A part's XML as Office writes it."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """An Office file with other bytes in some of its parts; all others stay as they are, in their order.

    Args:
        data: The file's bytes.
        changed: The names of parts as the file has them, and their new bytes.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            made = zipfile.ZipInfo(entry.filename, entry.date_time)
            made.compress_type = (
                zipfile.ZIP_STORED if entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
            )
            part = changed.get(entry.filename)
            new.writestr(made, old.read(entry) if part is None else part)
    return file.getvalue()
