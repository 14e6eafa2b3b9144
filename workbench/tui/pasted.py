"""What is pasted into the terminal, taken whole.

Textual's own looks for keys in it: of words with escape sequences in them all that stand behind the first are typed as
keys, before the words in front of them, and on a screen keys are commands. It also reads a character at a time, which
takes seconds for a long text.
"""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

_BEGINS, _ENDS = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before a paste and behind it."""

_read_keys = XTermParser.feed
_begun: WeakKeyDictionary[XTermParser, str] = WeakKeyDictionary()
"""What has come so far of a paste that has not ended."""


def _feed(parser: XTermParser, data: str) -> Iterator[Message]:
    """What the terminal sent, as keys and pastes; nothing in a paste is a key."""
    if not data:
        yield from _read_keys(parser, data)
    while data:
        if parser not in _begun:
            keys, begins, data = data.partition(_BEGINS)
            if keys:
                yield from _read_keys(parser, keys)
            if not begins:
                return
            _begun[parser] = ""
        come = _begun.pop(parser)
        looked_through = max(0, len(come) - len(_ENDS))
        come += data
        end = come.find(_ENDS, looked_through)
        if end < 0:
            _begun[parser] = come
            return
        data = come[end + len(_ENDS) :]
        yield events.Paste(come[:end].replace("\0", ""))


def take_whole() -> None:
    """From now on pastes are taken whole, by whatever terminal's driver."""
    XTermParser.feed = _feed  # type: ignore[method-assign,assignment]
