"""Pictures without what they tell of camera, place and maker: what is seen of them stays byte for byte."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from workbench.errors import BadInput
from workbench.office.cleaning_trees import local, remove
from workbench.office.package import parse_xml
from workbench.office.packing import xml_bytes

PLAIN = frozenset({"jpg", "jpeg", "jpe", "png", "gif", "bmp", "svg"})
"""Endings of pictures that are looked into, or hold nothing but the picture."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TELLING = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_ORIENTATION = 0x0112
_DRAWING_PROGRAMS = ("inkscape", "sodipodi", "adobe", "serif", "figma", "rdf", "creativecommons")


def without_metadata(data: bytes, ending: str) -> bytes:
    """A picture without what it tells beside itself; one that cannot be read stays as it is.

    Args:
        data: Its bytes.
        ending: The ending of its name, in small letters.
    """
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    if ending == "svg":
        return _svg(data)
    return data


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == 0xDA or 0xD0 <= marker <= 0xD9 or marker == 0x01:
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + length]
        at += 2 + length
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            kept.append(_turned(segment[10:]))
        elif marker not in (0xE1, 0xED, 0xFE) and not (0xE3 <= marker <= 0xEC):
            kept.append(segment)
    return b"".join([*kept, data[at:]])


def _turned(tiff: bytes) -> bytes:
    """What is left of a picture's EXIF: how it is to be turned, where that is not upright."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return b""
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for number in range(min(count, 500)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + number * 12)
            if tag == _ORIENTATION and kind == 3 and 1 < value <= 8:
                body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHHI", _ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    except struct.error:
        return b""
    return b""


def _png(data: bytes) -> bytes:
    kept = [_PNG]
    for kind, chunk in _chunks(data):
        if kind not in _PNG_TELLING:
            kept.append(chunk)
    return b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, end = data[at + 4 : at + 8], at + 12 + length
        chunk = data[at:end]
        if kind in _PNG_TELLING and zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            yield b"", data[at:]  # damaged: no more is known of where chunks begin
            return
        yield kind, chunk
        at = end
        if kind == b"IEND":
            return


def _svg(data: bytes) -> bytes:
    try:
        root = parse_xml(data, "picture")
    except BadInput:
        return data
    for element in list(root.iter()):
        space = str(element.tag)[1:].partition("}")[0]
        if local(element) == "metadata" or any(program in space for program in _DRAWING_PROGRAMS):
            if element is not root:
                remove(element)
            continue
        for name in list(element.attrib):
            if any(program in name.partition("}")[0] for program in _DRAWING_PROGRAMS if name[0] == "{"):
                del element.attrib[name]
    return xml_bytes(root)
