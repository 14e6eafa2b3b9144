"""Which language the tag of a study or transcript means. Pure."""

from __future__ import annotations

from functools import cache

_NORWEGIAN = ("nb", "nn")


@cache
def spoken(language: str) -> str:
    """The language of a tag such as ``en-GB``, without country and script.

    Args:
        language: The tag; it may be empty.
    """
    found = language.replace("_", "-").partition("-")[0].casefold()
    return "no" if found in _NORWEGIAN else found
