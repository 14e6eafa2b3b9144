"""Which changes of a code may matter to the codings that were made before. Pure.

A coder goes by a code's rule: what it means, when to use it and when not. Where the words of the rule are others, or
the code itself was split, retired or taken out, each coding may have to be looked at again. Another name, colour,
place, example, or other punctuation, is no reason; nor that the rule names another code by its new name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from workbench.codebook.schema import Code

RULE = ("definition", "include", "exclude")
"""The fields that a coder goes by."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
_SAID = ("L", "M", "N", "Sm", "Sc", "So")
"""Unicode's categories of what says something: letters with their marks, numbers, and signs such as < and €."""


def matters(before: Code, after: Code, *, renamed: Mapping[str, str] = _NOTHING) -> tuple[str, ...]:
    """The fields of a code's rule whose words are others than before.

    Args:
        before: The code as it was.
        after: The code as it is.
        renamed: What other codes, which a rule may name, were called and are called now; also their ids.

    Returns:
        The fields; capitals and punctuation count for nothing, nor do other codes' new names.
    """
    # Mostly they are the same to the letter, which is found out a hundred times faster.
    changed = [field for field in RULE if getattr(before, field) != getattr(after, field)]
    # Its own name among the words of its rule is no reference: with it what the code means may have become another.
    renamed = {was: now for was, now in renamed.items() if was not in (before.name, before.id)} if changed else renamed
    return tuple(
        field for field in changed if not _says_the_same(getattr(before, field), getattr(after, field), renamed)
    )


def reasons(before: Code | None, today: Code | None, *, renamed: Mapping[str, str] = _NOTHING) -> tuple[str, ...]:
    """Why codings that were made under one state of a code should be looked at again.

    Args:
        before: The code as it was when they were made; None where that is not known, or it was not there.
        today: The code they stand for today, as it is; None where it is in no codebook. One that was merged stands
            for itself only where the code it was merged into is in no codebook.
        renamed: What other codes were called then and are called today; see `matters`.

    Returns:
        Of ``gone``, ``split``, ``retired`` and the fields of `RULE`; nothing where there is no reason.
    """
    if today is None:
        return ("gone",)
    found = []
    if today.merged_into is not None and (before is None or before.merged_into != today.merged_into):
        # Lineage goes on to the code that took its place: here there is none.
        found.append("gone")
    if today.split_into and (before is None or before.split_into != today.split_into):
        found.append("split")
    if today.retired and (before is None or not before.retired):
        found.append("retired")
    return (*found, *(matters(before, today, renamed=renamed) if before is not None else ()))


def _says_the_same(before: str, after: str, renamed: Mapping[str, str]) -> bool:
    words = _words(after)
    if _words(before) == words:
        return True
    named = sorted((name for name in renamed if name and name in before), key=len, reverse=True)
    if not named:
        return False
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, named))})(?!\w)")
    return _words(pattern.sub(lambda match: renamed[match[0]], before)) == words


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one if unicodedata.category(one).startswith(_SAID) else " " for one in folded).split()
