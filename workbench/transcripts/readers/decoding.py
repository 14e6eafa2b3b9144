"""From bytes to text: encodings, line ends, and what is no text at all.

The order is: byte order mark, strict UTF-8, UTF-16 by its NUL bytes, Windows-1252. Guessers such as charset-normalizer
are left out on purpose: they took short Windows-1252 samples for Windows-1250 and made Ł of £. What was guessed is
said.
"""

from __future__ import annotations

import codecs
import re

from workbench.errors import BadInput
from workbench.visible import plural

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive, such as a Word file (.docx)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a sound, video or picture file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\xff\xfb", "a sound file (MP3)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_ORDINARY_ASIDE = "Open it in the program it comes from and save it as plain text in UTF-8, or as .docx."
_REPLACEMENT = "\ufffd"
_STRAY = re.compile("[\udc80-\udcff]")
_STRAYS = tuple(chr(code) for code in range(0xDC80, 0xDD00))
_CUT_OFF = "the file ends in the middle of a character (now U+FFFD): it may be cut off"


def decoded(data: bytes, name: str) -> tuple[str, list[str]]:
    """The text of ``data`` with LF line ends and without byte order mark, and notices about how it was read.

    Args:
        data: A text file's bytes.
        name: The file, for messages.

    Raises:
        BadInput: The bytes are no text, or in no encoding known here.
    """
    if not data:
        raise BadInput(f"{name} is empty.", "Check that the file was copied completely.")
    seems = _seems(data)
    if seems:
        raise BadInput(
            f"{name} is not a text file: it seems to be {seems}.", "Give it its right ending, or import another file."
        )
    text, notices = _with_bom(data, name) or _utf8(data) or _utf16(data, name) or _windows_1252(data, name)
    clean, more = cleaned(text)
    return clean, notices + more


def cleaned(text: str) -> tuple[str, list[str]]:
    """The text with LF line ends and with U+FFFD for NUL and lone surrogates, and notices about the latter."""
    notices = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", _REPLACEMENT)
        notices.append(f"{plural(nuls, 'NUL character')} became U+FFFD")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        before = text.count(_REPLACEMENT)
        # Through UTF-16, a high and a low surrogate that stand together become the one character they mean.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        lone = text.count(_REPLACEMENT) - before
        if lone:
            notices.append(f"{plural(lone, 'lone surrogate')} became U+FFFD")
    return text, notices


def _seems(data: bytes) -> str | None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return what
    if data[:3] == b"ID3" and data[3:4] <= b"\x04":
        return "a sound file (MP3)"
    if data[4:8] == b"ftyp":
        return "a sound or video file (MP4)"
    return None


def _with_bom(data: bytes, name: str) -> tuple[str, list[str]] | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            return _utf8(body, sure=True) if encoding == "utf-8" else _wide(body, encoding, name)
    return None


def _utf8(data: bytes, *, sure: bool = False) -> tuple[str, list[str]] | None:
    """UTF-8; with ``sure``, or where characters of several bytes prove it, also with a few bytes that are not."""
    try:
        return data.decode("utf-8", "surrogatepass"), []
    except UnicodeDecodeError:
        escaped = data.decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(escaped))
    whole = _STRAY.sub("", escaped[-3:])
    if strays <= 3 and escaped.endswith(_STRAYS) and len(whole) == len(escaped[-3:]) - strays and data[-strays] >= 0xC2:
        return escaped[:-strays] + _REPLACEMENT, [_CUT_OFF]
    if not sure and len(_MULTIBYTE.findall(data)) <= max(2, strays):
        return None
    notice = f"{plural(strays, 'byte')} that {'is' if strays == 1 else 'are'} not UTF-8 read as Windows-1252"
    return _STRAY.sub(lambda found: _stray_character(found.group()), escaped), [notice]


def _stray_character(escaped: str) -> str:
    return bytes([ord(escaped) - 0xDC00]).decode("cp1252", "replace")


def _utf16(data: bytes, name: str) -> tuple[str, list[str]] | None:
    """UTF-16 without byte order mark: every second byte of Latin text is NUL."""
    pairs = len(data) // 2
    if not pairs:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for encoding, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if many > 0.3 * pairs and few < 0.05 * pairs:
            text, notices = _wide(data, encoding, name)
            return text, [f"read as {encoding.upper()}, which the file does not say itself", *notices]
    return None


def _wide(data: bytes, encoding: str, name: str) -> tuple[str, list[str]]:
    width = 4 if "32" in encoding else 2
    over = len(data) % width
    try:
        text = data[: len(data) - over].decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{name} says it is {encoding.upper()}, but byte {error.start} cannot be read so: the file is damaged.",
            _ORDINARY_ASIDE,
        ) from error
    return (text + _REPLACEMENT, [_CUT_OFF]) if over else (text, [])


def _windows_1252(data: bytes, name: str) -> tuple[str, list[str]]:
    controls = len(_NO_TEXT.findall(data))
    if b"\0" in data or controls > 0.01 * len(data):
        raise BadInput(f"{name} is not a text file: it holds bytes that no text has.", _ORDINARY_ASIDE)
    try:
        return data.decode("cp1252"), ["read as Windows-1252, which the file does not say itself"]
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(
            f"{name}, line {line}: byte 0x{data[error.start]:02X} is a character neither in UTF-8 nor in Windows-1252.",
            _ORDINARY_ASIDE,
        ) from error
