"""The values that stand in packs, read from JSON or YAML and checked. Pure."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Any

from workbench.model import is_one_line, storable

NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
"""Before every moment: when something was made of which a line does not say it."""

_SHA256 = re.compile("[0-9a-f]{64}")


class BadLine(ValueError):
    """A line or entry that cannot be used; its text says why, without words of an interview."""


def text_of(values: Mapping[str, Any], key: str) -> str:
    """A text under a key; empty where there is none.

    Raises:
        BadLine: It is no text.
    """
    value = values.get(key)
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if not isinstance(value, str):
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        raise BadLine(f"the value of {key!r} must be a text")
    return storable(value)


def line_of(values: Mapping[str, Any], key: str) -> str:
    """A text of one line.

    Raises:
        BadLine: It is no line of printable characters.
    """
    text = text_of(values, key)
    if not is_one_line(text):
        raise BadLine(f"the value of {key!r} must be one line of printable characters")
    return text


def choice_of(values: Mapping[str, Any], key: str, choices: tuple[str, ...], *, missing: str = "") -> str:
    """One of a few words; ``missing`` where there is none.

    Raises:
        BadLine: It is none of them.
    """
    text = text_of(values, key) or missing
    if text not in choices:
        raise BadLine(
            f"the value of {key!r} must be one of: {', '.join(filter(None, choices))} (a newer version may know more)"
        )
    return text


def uuid_of(values: Mapping[str, Any], key: str) -> uuid.UUID | None:
    """A UUID; None where there is none.

    Raises:
        BadLine: It is none.
    """
    text = text_of(values, key)
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise BadLine(f"the value of {key!r} is no UUID") from error


def sha256_of(values: Mapping[str, Any], key: str) -> str:
    """A sha256 in 64 hexadecimal digits; empty where there is none.

    Raises:
        BadLine: It is none.
    """
    text = text_of(values, key)
    if text and not _SHA256.fullmatch(text):
        raise BadLine(f"the value of {key!r} is no sha256")
    return text


def moment_of(values: Mapping[str, Any], key: str) -> dt.datetime | None:
    """A moment in UTC; None where there is none.

    Raises:
        BadLine: It is none, or has no time zone.
    """
    value = values.get(key)
    if value in (None, ""):
        return None
    try:
        moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BadLine(f"the value of {key!r} is no date and time") from error
    if moment.tzinfo is None:
        raise BadLine(f"the value of {key!r} has no time zone")
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError as error:
        raise BadLine(f"the value of {key!r} is no date and time that can be") from error


def day_of(values: Mapping[str, Any], key: str) -> dt.date | None:
    """A date; None where there is none.

    Raises:
        BadLine: It is none.
    """
    text = text_of(values, key)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadLine(f"the value of {key!r} is no date") from error


def written(moment: dt.datetime | None) -> str | None:
    """A moment as packs have it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z") if moment else None
