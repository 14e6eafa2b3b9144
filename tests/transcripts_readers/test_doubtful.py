"""Lines that may be somebody else's words are told by their numbers."""

from __future__ import annotations

import pytest

from workbench.transcripts.doubtful import doubtful_lines, doubts
from workbench.transcripts.readers import read_bytes
from workbench.transcripts.turns import find_turns


def lines(text: str, *known: str) -> list[int]:
    return doubtful_lines(text, find_turns(text, known))


def test_lines_that_look_like_labels_and_are_none_are_told() -> None:
    text = "PM1: So so.\nTea Break: five minutes of tea at the break.\nPM2: Hm.\n质疑事项: 是\nQuestion: why?"
    assert lines(text, "PM1", "PM2") == [2, 4, 5]


@pytest.mark.parametrize(
    "line", ["Work: hard.", "Me: why?", "well: so", "At 10:30 we left.", "http://example.org", "Kelly: hi", "10:30"]
)
def test_nothing_is_told_where_nothing_is_in_doubt(line: str) -> None:
    assert lines(f"PM1: So so.\n{line}\nPM2: Hm.", "PM1", "PM2") == []


def test_names_in_a_text_without_labels_are_told() -> None:
    assert lines("She was tired.\nGran: she never sleeps.\nWork: hard.\nMonday morning: free.") == [2]


def test_names_on_lines_of_their_own_are_told_where_that_is_how_labels_stand() -> None:
    text = "PM1\nSo so.\n\nPM2\nHm.\n\nKelly\nCan I ask?\n\nPM1\nOf course.\n\nThank You\n"
    assert lines(text, "PM1", "PM2") == [7]


def test_what_is_told_holds_no_words() -> None:
    (notice,) = read_bytes(b"PM1: a\nTea Break: tea\nPM1: break", ".txt", name="a.txt").notices
    assert notice.startswith("line 2 begins like a speaker's label")
    assert "Tea" not in notice
    assert doubts([]) == []
    assert doubts([1, 2, 3, 4, 5, 6, 7])[0].startswith("lines 1, 2, 3, 4, 5 and 2 more begin like")
