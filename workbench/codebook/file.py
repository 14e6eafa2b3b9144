"""A codebook's file: its text, exactly as it is, and the codebook it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from workbench.codebook.check import decoded, examined
from workbench.codebook.faults import Fault
from workbench.codebook.schema import Codebook
from workbench.errors import BadInput, NotFound, Unavailable
from workbench.safefile import file_bytes

_SHOWN = 3


def parse(text: str, *, file: str) -> Codebook:
    """The codebook that a text holds.

    Faults that leave it usable - an unknown key, a bad colour, an unknown parent - are passed over here; `check` has
    them. The field in question is then empty.

    Args:
        text: The whole text; may be empty.
        file: The file's name, for messages.

    Raises:
        BadInput: The codebook cannot be used: no YAML, a key or id twice, a code without id or name, a field of the
            wrong type, codes that stand below themselves. The first faults are named.
    """
    return usable(text, file=file)[0]


def usable(text: str, *, file: str, others: Sequence[Codebook] = ()) -> tuple[Codebook, list[Fault]]:
    """The codebook that a text holds, as `parse` gives it, with the faults that leave it usable.

    Args:
        text: The whole text; may be empty.
        file: The file's name, for messages.
        others: The study's other codebooks, whose ids count as known.

    Raises:
        BadInput: The codebook cannot be used.
    """
    codebook, faults = examined(text, file=file, others=others)
    stopping = [fault for fault in faults if fault.stops]
    if codebook is None or stopping:
        shown = " ".join(fault.message for fault in stopping[:_SHOWN])
        more = f" (and {len(stopping) - _SHOWN} more)" if len(stopping) > _SHOWN else ""
        if len(stopping) == 1:
            raise BadInput(shown, stopping[0].hint)
        raise BadInput(f"{shown}{more}", command="`workbench codebook check` lists every fault.")
    return codebook, faults


def read(path: Path, *, file: str | None = None) -> tuple[str, Codebook]:
    """A codebook's text, line ends and byte-order mark as they are, and the codebook.

    Args:
        path: Where the file lies.
        file: Its name for messages; the last part of the path where it is not given.

    Raises:
        NotFound: There is no such file.
        Unavailable: It cannot be opened.
        BadInput: It is not UTF-8, or the codebook cannot be used.
    """
    name = path.name if file is None else file
    try:
        data = file_bytes(path)
    except FileNotFoundError as error:
        raise NotFound(
            f"{name}: there is no such codebook.", command="`workbench codebook check` lists those there are."
        ) from error
    except IsADirectoryError as error:
        raise BadInput(f"{name}: this is a folder, not a codebook.", "Name a .yaml file.") from error
    except OSError as error:
        hint = "Is it open in another program, or are you not allowed to read it?"
        raise Unavailable(f"{name}: the codebook cannot be read ({error.strerror}).", hint) from error
    text, fault = decoded(data, file=name)
    if fault:
        raise BadInput(fault.message, fault.hint)
    return text, parse(text, file=name)


def sha256_of(text: str) -> str:
    """The sha256 of a codebook's text in UTF-8, in hexadecimal: the same as that of its file."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
