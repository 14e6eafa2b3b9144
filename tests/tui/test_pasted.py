"""What is pasted into the terminal comes whole, and nothing of it is a key."""

from __future__ import annotations

from textual import events
from textual._xterm_parser import XTermParser

from workbench.tui import pasted

HOSTILE = "words \x1b[31mred\x1b[0m, d\x1b[A \x1bOP \x1b \x1b[200~ cafe\u0301 👩\u200d👩\u200d👧\nlast \x1b"


def come_of(data, size):
    """What comes of what a terminal sends in portions."""
    pasted.take_whole()
    parser = XTermParser()
    sent = [event for at in range(0, len(data), size) for event in parser.feed(data[at : at + size])]
    return [event.text if isinstance(event, events.Paste) else event.key for event in sent]


def test_no_words_of_a_paste_are_keys_and_none_are_lost():
    # However it is cut; where its beginning is, Textual's own takes over.
    for size in (6, 7, 8, 13, 1000):
        came = come_of("ab".ljust(size, "x") + f"\x1b[200~{HOSTILE}\x1b[201~d", size)
        assert came[-2:] == [HOSTILE, "d"]
        assert set("".join(came[:-2])) <= set("abx")
    assert come_of("\x1b[200~one\x1b[201~\x1b[200~two\0\x1b[201~q", 1000) == ["one", "two", "q"]


def test_a_long_paste_comes_as_one():
    assert come_of(f"\x1b[200~{HOSTILE * 20_000}\x1b[201~", 4096) == [HOSTILE * 20_000]
