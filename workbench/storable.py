"""Which words can be stored, and which can be a name. Pure."""

from __future__ import annotations

import unicodedata

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which PostgreSQL cannot store, as U+FFFD."""
    return text.translate(_UNSTORABLE)


def is_one_line(name: str) -> bool:
    """Whether a name holds something, in one line and without control characters; any script and emoji may stand.

    So may the marks that say which way a bracket beside them is read; not what turns round all that follows.
    """
    return bool(name.strip()) and not any(
        unicodedata.category(character) in _NO_NAME or character in _TURNS_TEXT_ROUND for character in name
    )


_NO_NAME = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNS_TEXT_ROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
