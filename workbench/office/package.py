"""Opening an Office file (a ZIP of XML parts) that may be damaged, encrypted or hostile.

Nothing a file says about itself is believed: parts are read in bounded chunks and counted, XML is read without document
type, entities and network, and every fault becomes a `BadInput` that says what to do.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import unquote

from lxml import etree

from workbench.errors import BadInput

MOST_ENTRIES: Final = 10_000
"""How many files a package may hold."""

LARGEST_PART: Final = 100_000_000
"""How many bytes one part may have when unpacked; 10,000 pages of Word have about 60 million."""

LARGEST_TOTAL: Final = 250_000_000
"""How many bytes all parts read from one package may have together."""

HIGHEST_RATIO: Final = 400
"""How many times a part may grow when unpacked, once it has `FREE_OF_RATIO` bytes; Word's own grow 5 to 60 times."""

FREE_OF_RATIO: Final = 5_000_000

_CHUNK = 1 << 16
# All that zipfile and its decompressors raise on damaged bytes; found by flipping them.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Kind(NamedTuple):
    """What a package should be, in the words of messages.

    Attributes:
        called: With its article.
        again: What to do where it is damaged.
        unlocked: What to do where it is protected by a password.
        old: The endings of such files before they were packages.
        anew: What to do with one of those.
        holds: What is in it.
    """

    called: str
    again: str
    unlocked: str = "Ask for a copy without password."
    old: str = ".doc"
    anew: str = "Save it in the new format."
    holds: str = "transcript"


WORD: Final = Kind(
    "a Word file (.docx)",
    "Open it in Word and save it again as .docx, or ask for the file once more.",
    "Open it in Word and save it without password.",
    ".doc",
    "Open it in Word and save it as .docx.",
)


@dataclass(frozen=True)
class Relationship:
    """A link from one part to another.

    Args:
        id: What the linking part calls it.
        kind: The last word of the relationship's type, such as ``officeDocument`` or ``footnotes``; the same in
            transitional and strict files.
        target: The linked part's name from the package's root.
    """

    id: str
    kind: str
    target: str


class Package:
    """An Office file held in memory, whose parts are read on demand.

    Args:
        data: The file's bytes.
        name: The file, for messages.
        kind: What it should be, for messages.

    Raises:
        BadInput: It is no ZIP, encrypted, of an older format, damaged, or has too many parts.
    """

    def __init__(self, data: bytes, name: str, kind: Kind = WORD) -> None:
        self.name = name
        self._kind = kind
        self._read = 0
        if data.startswith(_OLE):
            raise _ole(data, name, kind)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise BadInput(f"{name} is not {kind.called}, or it is cut off.", kind.again) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise BadInput(f"{name} holds {len(entries)} files, which is too many for one.", kind.again)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            key = _key(entry.filename)
            if key in self._entries:
                raise BadInput(f"{name} is damaged: it holds one of its parts twice.", kind.again)
            self._entries[key] = entry

    def has(self, part: str) -> bool:
        """Whether the package holds the part."""
        return _key(part) in self._entries

    def read(self, part: str) -> bytes:
        """The part's bytes.

        Raises:
            BadInput: It is missing, damaged, encrypted or grows beyond every measure.
        """
        entry = self._entries.get(_key(part))
        if entry is None:
            raise BadInput(f"{self.name} is damaged: its part {_shown(part)} is missing.", self._kind.again)
        if entry.flag_bits & 0x1:
            raise BadInput(f"{self.name} is protected by a password.", self._kind.unlocked)
        try:
            return self._unpacked(entry)
        except _DAMAGE as error:
            raise BadInput(
                f"{self.name} is damaged: its part {_shown(part)} cannot be unpacked.", self._kind.again
            ) from error

    def _unpacked(self, entry: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        with self._zip.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                self._read += len(chunk)
                swollen = size > FREE_OF_RATIO and size > HIGHEST_RATIO * max(1, entry.compress_size)
                if swollen or size > LARGEST_PART or self._read > LARGEST_TOTAL:
                    megabytes = size // 1_000_000
                    raise BadInput(
                        f"{self.name} is refused: its part {_shown(entry.filename)} swells to over {megabytes} MB.",
                        f"It was made to exhaust the computer, or is no {self._kind.holds}.",
                    )
        return b"".join(chunks)

    def xml(self, part: str) -> etree._Element:
        """The part's XML, without comments and processing instructions.

        Raises:
            BadInput: As for `read`; or it is no well-formed XML, or brings a document type (entities).
        """
        return parse_xml(self.read(part), f"{self.name}, part {_shown(part)}", again=self._kind.again)

    @property
    def parts(self) -> list[str]:
        """The names of all parts, as they stand in the package."""
        return [entry.filename for entry in self._entries.values()]

    def relationships(self, part: str = "") -> list[Relationship]:
        """The part's links to other parts within the package; those of the package itself for ``""``.

        Raises:
            BadInput: As for `xml`.
        """
        folder, _, base = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", base + ".rels")
        if not self.has(rels):
            return []
        found = []
        for element in self.xml(rels):
            target = unquote(element.get("Target", ""))
            if element.get("TargetMode") == "External" or not target:
                continue
            whole = target if target.startswith("/") else posixpath.join("/", folder, target)
            kind = element.get("Type", "").rpartition("/")[2]
            found.append(Relationship(element.get("Id", ""), kind, posixpath.normpath(whole).lstrip("/")))
        return found


def parse_xml(data: bytes, where: str, *, again: str = WORD.again) -> etree._Element:
    """The root of an XML document that must not bring a document type.

    Args:
        data: The document's bytes.
        where: How messages call it.
        again: What to do where it is damaged.

    Raises:
        BadInput: It is not well formed, or brings a document type, with which entities could be smuggled in.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f", line {line}" if line else ""
        raise BadInput(f"{where}{place}: the XML is damaged.", again) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise BadInput(
            f"{where}: it declares a document type, which no such file does.", "It may be hostile; do not open it."
        )
    return root


def _ole(data: bytes, name: str, kind: Kind) -> BadInput:
    if _ENCRYPTED in data:
        return BadInput(f"{name} is protected by a password.", kind.unlocked)
    return BadInput(f"{name} is an Office file of the old kind ({kind.old}).", kind.anew)


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()


def _shown(part: str) -> str:
    """A part's name fit for a message: short and without control characters."""
    return "".join(character for character in part[:80] if character.isprintable())
