"""Pictures of pages of the example study's report, for report.md; `docs/pictures.py` makes them with the others.

LibreOffice lays the Word file out and poppler's pdftoppm draws the pages: both have to be installed. The pictures are
PNG with a palette, so that a page takes few bytes.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

PICTURES = Path(__file__).parent / "pictures"
PROGRAMS = ("soffice", "pdftotext", "pdftoppm")

_DOTS_AN_INCH = "72"
_MOST_COLOURS = 64
"""So many of a page's colours are the palette, the most frequent ones."""

_WANTED: dict[str, Callable[[str], bool]] = {
    "report-title": lambda page: True,
    "report-contents": lambda page: "Contents" in page,
    "report-method": lambda page: "The report draws on" in page,
    "report-theme": lambda page: "She is the evidence" in page,
    "report-quotations": lambda page: "In participants’ words" in page,
    "report-codebook": lambda page: "Appendix: the codebook" in page and "What it means" in page,
}
"""Each picture, and how its page is known by its words: the first page that is so behind the one before."""


def take_pages(study_folder: Path) -> None:
    """Write the report of a study, and take pictures of some of its pages.

    Where one of the programs is missing, it says so, and the pictures stay as they are.

    Args:
        study_folder: The example study.
    """
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        sys.stderr.write(f"No pictures of pages were made: {', '.join(missing)} is not installed here.\n")
        return
    from workbench import opening, report

    study, _ = opening.open_study(study_folder, coder="Ruth")
    try:
        document = report.write(study, study.exports / "theme-report.docx").path
    finally:
        study.close()
    place = study_folder.parent
    profile = f"-env:UserInstallation={(place / 'office').resolve().as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(place), str(document))
    pdf = place / f"{document.stem}.pdf"
    numbers = found(_run("pdftotext", "-enc", "UTF-8", str(pdf), "-").decode().split("\f"))
    for name, number in numbers.items():
        only = ("-f", str(number), "-l", str(number))
        drawn = _run("pdftoppm", *only, "-r", _DOTS_AN_INCH, str(pdf))
        (PICTURES / f"{name}.png").write_bytes(as_png(drawn))


def found(pages: list[str]) -> dict[str, int]:
    """The number of the page, from 1, that each picture shows.

    Raises:
        ValueError: There is no such page.
    """
    numbers: dict[str, int] = {}
    first = 1
    for name, is_it in _WANTED.items():
        number = next((at for at, page in enumerate(pages, 1) if at >= first and is_it(page)), None)
        if number is None:
            raise ValueError(f"The report has no page for the picture {name}: see _WANTED.")
        numbers[name], first = number, number + 1
    return numbers


def as_png(ppm: bytes) -> bytes:
    """A picture as pdftoppm draws it (PPM), as PNG with a palette."""
    kind, size, most, points = ppm.split(b"\n", 3)
    if (kind, most) != (b"P6", b"255"):
        raise ValueError("pdftoppm drew something else than a PPM file of 255 shades.")
    width, height = map(int, size.split())
    colours = [points[at : at + 3] for at in range(0, width * height * 3, 3)]
    palette = [colour for colour, _ in Counter(colours).most_common(_MOST_COLOURS)]
    # A colour that is too rare to be kept is drawn in the nearest that is.
    index = {colour: at for at, colour in enumerate(palette)}
    for colour in set(colours) - set(palette):
        index[colour] = min(range(len(palette)), key=lambda at: _distance(palette[at], colour))
    drawn = bytes(index[colour] for colour in colours)
    lines = b"".join(b"\0" + drawn[at : at + width] for at in range(0, len(drawn), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*part) for part in parts)


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, timeout=300).stdout  # noqa: S603  (our own words)
