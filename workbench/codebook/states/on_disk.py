"""What a codebook's file holds now, or why it cannot be taken in, in words."""

from __future__ import annotations

from pathlib import Path

from workbench.codebook.check import check
from workbench.safefile import file_bytes


def text_on_disk(path: Path) -> tuple[str | None, str | None]:
    """The file's text (None where it is gone) or what is wrong with it, in words."""
    try:
        text = file_bytes(path).decode("utf-8")
    except FileNotFoundError:
        return None, None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, f"{path.name}, line {line}: not UTF-8; the state before is used. Save it as UTF-8 in your editor."
    except OSError as error:
        return None, f"{path.name} cannot be read ({error.strerror}); the state before is used."
    return text, None


def unusable(text: str, file: str) -> str | None:
    """Why a codebook's new text cannot be taken in, in words; None where it can (it may have lesser faults)."""
    stops = [fault for fault in check(text, file=file, mode="codebook") if fault.stops]
    if not stops:
        return None
    return f"{stops[0].message} The state before is used until it is mended."
