"""What a line of a pack says comes back as it was, whatever it says."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.exchange import lines, theme_lines
from workbench.exchange.lines import CodingLine, MemoLine, Place
from workbench.exchange.theme_lines import Judged, ThemeEntry
from workbench.exchange.values import BadLine
from workbench.memos import ABOUT, KINDS, SAFEGUARDING
from workbench.model import storable
from workbench.prepared import Edit, Prepared

TEXTS = st.text(
    st.characters() | st.sampled_from("\n\r\t \x85\u2028\u2029\ufeff\x1b#:-'\"|>[]{}&*!%@`?,"), max_size=60
).map(storable)
NEW_YEAR = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
MOMENTS = st.datetimes(timezones=st.just(dt.UTC))
PLACES = st.builds(
    lambda name, sha, start, length, quote: Place(name, sha, sha, start, start + length, quote),
    TEXTS,
    st.sampled_from(["", "a" * 64]),
    st.integers(0, 10**6),
    st.integers(1, 10**4),
    TEXTS,
)
WORDS = TEXTS.filter(bool)
NAMES = st.text(max_size=60).filter(lambda text: text.isprintable() and text.strip())


@given(
    st.builds(
        CodingLine,
        st.uuids(),
        PLACES.filter(lambda place: place.transcript),
        WORDS,
        NAMES,
        TEXTS,
        MOMENTS | st.none(),
        MOMENTS | st.none(),
        TEXTS,
        codebook_state=st.sampled_from(["", "0123456789abcdef" * 4]),
        looked_at=MOMENTS | st.none(),
    )
)
def test_codings(line):
    written = lines.coding_line(line)
    assert len(written.splitlines()) == 1
    assert lines.read_coding(json.loads(written)) == line


def about(name, about_id, place, coding_id):
    """What a memo may be about, with what then stands beside it: id, transcript, place."""
    if name == "passage":
        return name, "", place.transcript, place
    return name, str(coding_id) if name == "coding" else about_id, "", None


@given(
    st.builds(
        lambda row, kind, subject, coder, text, made, removed, phase, date: MemoLine(
            row, kind, *subject[:2], coder, text, made, removed, subject[2], phase, date, subject[3]
        ),
        st.uuids(),
        st.sampled_from([kind for kind in KINDS if kind != SAFEGUARDING]),
        st.builds(about, st.sampled_from(ABOUT), TEXTS, PLACES, st.uuids()),
        NAMES,
        WORDS,
        MOMENTS | st.none(),
        MOMENTS | st.none(),
        st.integers(1, 6) | st.none(),
        st.dates() | st.none(),
    )
)
def test_memos(line):
    written = lines.memo_line(line)
    assert len(written.splitlines()) == 1
    assert lines.read_memo(json.loads(written)) == line


PREPARED = st.none() | st.sampled_from(
    [
        Prepared("a" * 64, (Edit(0, 1, "leave out"), Edit(4, 4, "clarify", "the: group")), "dialogue", True, "role"),
        Prepared("b" * 64, (Edit(2, 9, "redact", "[names city]"), Edit(9, 12, "clarify", "no")), attribution="no wave"),
    ]
)


@given(st.lists(st.tuples(NAMES.map(str.strip), TEXTS, PLACES, PREPARED), max_size=3), MOMENTS)
@example(
    [("no", "- a\n- [ ] b\n\n   c  \n", Place("1.0", "", "", 0, 1, "~"), None)], dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
)
@example([("2024-01-01", " leading\n  and\n", Place("x", "", "", 0, 1), None)], NEW_YEAR)
@example([("x", "a\x85\u2028b\ufeff\r\n", Place("x", "", "", 0, 1), None)], NEW_YEAR)
@example([("x", "\n\n", Place("x", "", "", 0, 1), None)], NEW_YEAR)
def test_themes(said, moment):
    entries = [
        ThemeEntry(
            uuid.UUID(int=number),
            dict.fromkeys(theme_lines.THEME_FIELDS, text) | {"name": name, "status": "reviewed"},
            uuid.UUID(int=0) if number else None,
            number,
            moment,
            moment if number else None,
            (name, text or "x"),
            (Judged(place, "supports", "key", how),),
            (name,),
            ((name, ""), ("Nine left.", "letter")),
        )
        for number, (name, text, place, how) in enumerate(said)
    ]
    written = theme_lines.themes_text(entries)
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        read = yaml.load(written, Loader=loader)["themes"]
        assert [theme_lines.read_theme(one) for one in read] == entries


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": None}, "'code' is missing"),
        ({"coder": ""}, "'coder' is missing"),
        ({"start": "4"}, "whole numbers"),
        ({"start": True}, "whole numbers"),
        ({"start": 4.0}, "whole numbers"),
        ({"start": 9}, "start before end"),
        ({"start": -1}, "whole numbers"),
        ({"memo": ["a"]}, "'memo' must be a text"),
        ({"id": "12"}, "no UUID"),
        ({"made_at": "yesterday"}, "no date"),
        ({"made_at": "2024-01-01T10:00:00"}, "no time zone"),
    ],
)
def test_lines_that_cannot_be_used(change, words):
    with pytest.raises(BadLine, match=words):
        lines.read_coding({"transcript": "a", "start": 4, "end": 9, "code": "c", "coder": "R"} | change)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": SAFEGUARDING}, "'kind' must be one of"),
        ({"phase": 7}, "from 1 to 6"),
        ({"phase": "2"}, "from 1 to 6"),
        ({"date": "spring"}, "'date' is no date"),
        ({"about": "coding"}, "'about_id' is missing"),
        ({"about": "passage"}, "whole numbers"),
    ],
)
def test_memos_that_cannot_be_used(change, words):
    line = {"id": str(uuid.UUID(int=1)), "kind": "analytic", "about": "study", "coder": "R", "text": "t"}
    assert lines.read_memo(line).phase is None
    with pytest.raises(BadLine, match=words):
        lines.read_memo(line | change)


def test_the_files_of_coders_are_unlike_and_can_be_made_everywhere():
    taken = []
    for coder in ("Ruth", "ruth", "R/W", "R\\W", "CON", "passages", "memos", "..", " ", "ü" * 200, "a.b", "themes"):
        taken.append(lines.file_of(coder, taken))
    assert len({name.casefold() for name in taken}) == len(taken)
    assert all(len(name) < 100 and not set(name[:-6]) & set('/\\:*?"<>|.') for name in taken)
    assert not {"passages.jsonl", "memos.jsonl", "con.jsonl"} & {name.casefold() for name in taken}
