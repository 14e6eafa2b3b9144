"""What people type to name things: ids of rows, whole or by their first digits; words that are nearly a known one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from workbench.errors import BadInput, NotFound

_LEAST, _WHOLE = 4, 32


def find_id(text: str, between: Callable[[UUID, UUID], Collection[UUID]], *, what: str, command: str = "") -> UUID:
    """The id that somebody means: a whole one, or the beginning of the only one in sight that begins so.

    Args:
        text: What was typed.
        between: Gives the ids in sight from one to another, both included; asked only for a beginning.
        what: "coding" or "memo", for messages.
        command: What lists them at a command line; else the command of their name.

    Raises:
        BadInput: It is no id, or several begin so.
        NotFound: None begins so.
    """
    command = command or f"See: workbench {what}s"
    digits = text.strip().casefold().replace("-", "")
    is_hex = bool(digits) and all(digit in "0123456789abcdef" for digit in digits)
    if not is_hex or not _LEAST <= len(digits) <= _WHOLE:
        wrong = f"too short for the id of a {what}" if is_hex and len(digits) < _LEAST else f"no id of a {what}"
        raise BadInput(
            f"{text!r} is {wrong}.",
            "Give an id, or its first four digits or more.",
            command=command,
        )
    if len(digits) == _WHOLE:
        return UUID(digits)
    found = list(between(UUID(digits.ljust(_WHOLE, "0")), UUID(digits.ljust(_WHOLE, "f"))))
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(f"{len(found)} {what}s have an id that begins with {text!r}.", "Give more of it.")
    raise NotFound(f"There is no {what} whose id begins with {text!r}.", command=command)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was most likely meant to be, or None where none is near it.

    Letters anywhere in a longer word do not make it near: "neu" is not nearly "by-phone".
    """
    from rapidfuzz import fuzz, process  # only wanted where something is wrong

    found = process.extractOne(word, list(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=60)
    return None if found is None else str(found[0])
