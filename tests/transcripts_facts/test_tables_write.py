from __future__ import annotations

import codecs
import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench import safefile
from workbench.errors import BadInput, Refused
from workbench.transcripts.tables import (
    ParticipantFacts,
    TranscriptFacts,
    put_participants,
    put_transcripts,
    read_participants,
    read_transcripts,
)
from workbench.transcripts.tables.sheet import decoded
from workbench.transcripts.tables.values import KINDS, QUOTING, RECORDS, STATUSES, written_status


class Name(NamedTuple):
    id: str
    label: str = ""


ROLES = [Name("parent", "Parent"), Name("mentor")]
WAVES = [Name("T1"), Name("T; 2")]

# Few letters often, so that delimiters, quotes and line ends meet; any character at all sometimes.
text = st.one_of(
    st.text(alphabet='ab,;\t"\n\r |=:é£€😀=+-@', max_size=12),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
).map(str.strip)
some = text.filter(bool)
own = {"participant", "label", "role", "pair", "site", "status", "reason", "quoting"}
attribute_names = some.filter(lambda name: "".join(name.split()).casefold() not in own and "".join(name.split()))
maybe = st.none() | some
statuses = st.dictionaries(st.sampled_from([None, "T1", "T; 2"]), st.sampled_from(STATUSES)).map(written_status)


@st.composite
def participant_facts(draw: st.DrawFn) -> ParticipantFacts:
    participant = draw(some)
    names = draw(st.lists(attribute_names, max_size=3, unique_by=lambda name: "".join(name.split()).casefold()))
    return ParticipantFacts(
        participant,
        draw(text) or participant,
        draw(st.sampled_from([None, "parent", "mentor"])),
        draw(maybe),
        draw(maybe),
        draw(statuses),
        draw(text),
        draw(st.sampled_from(QUOTING)),
        tuple((name, draw(some)) for name in names),
    )


transcript_facts = st.builds(
    TranscriptFacts,
    file=some,
    participants=st.lists(some, max_size=3, unique=True).map(tuple),
    wave=st.sampled_from([None, "T1", "T; 2"]),
    kind=st.none() | st.sampled_from(KINDS),
    record=st.none() | st.sampled_from(RECORDS),
    date=st.none() | st.dates(),
    interviewer=maybe,
    language=maybe,
    translated_from=maybe,
    speakers=st.dictionaries(some, st.lists(some, max_size=3, unique=True).map(tuple), max_size=3),
)


@st.composite
def tables(draw: st.DrawFn, first: str) -> tuple[bytes, str, list[str]]:
    """A table as a person may have made it: (bytes, line end, the raw rows)."""
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"]))
    delimiter = draw(st.sampled_from(",;\t"))
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    columns = draw(
        st.permutations([first, *draw(st.lists(st.sampled_from(["label", "wave", "My column"]), unique=True))])
    )
    cells = st.text(alphabet="abcé=0 \n,;\"'", max_size=6)
    bodies = draw(st.lists(st.lists(cells, min_size=len(columns), max_size=len(columns)), max_size=4))
    rows = []
    for number, body in enumerate([list(columns), *bodies]):
        if number:
            body[columns.index(first)] = f"row {number}"
        quote = draw(st.booleans())
        out = io.StringIO()
        if quote:
            csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerow(body)
        else:
            csv.writer(out, delimiter=delimiter).writerow(body)
        rows.append(out.getvalue().removesuffix("\r\n"))
    rows.insert(draw(st.integers(1, len(rows))), draw(st.sampled_from(["", delimiter * 2])))
    whole = line_end.join(rows) + draw(st.sampled_from(["", line_end, line_end * 2]))
    bom = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    return bom + whole.encode(encoding), line_end, rows


fresh = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@fresh
@given(
    facts=st.lists(participant_facts(), min_size=1, max_size=3, unique_by=lambda facts: facts.participant.casefold())
)
def test_participants_come_back_as_written(tmp_path: Path, facts: list[ParticipantFacts]) -> None:
    path = tmp_path / "participants.csv"
    path.unlink(missing_ok=True)
    put_participants(path, facts)
    table = read_participants(path, roles=ROLES, waves=WAVES)
    assert [fault for fault in table.faults if not fault.warning] == []
    back = {row.participant: row for row in table.participants}
    for row in facts:
        found = back[row.participant]
        assert replace(found, attributes=()) == replace(row, attributes=())
        named = {"".join(name.split()).casefold(): value for name, value in found.attributes}
        assert named == {"".join(name.split()).casefold(): value for name, value in row.attributes}
    before = path.read_bytes()
    put_participants(path, facts)
    assert path.read_bytes() == before


@fresh
@given(facts=transcript_facts, table=tables("file"))
def test_transcripts_come_back_and_other_rows_stay(
    tmp_path: Path, facts: TranscriptFacts, table: tuple[bytes, str, list[str]]
) -> None:
    data, line_end, rows = table
    path = tmp_path / "transcripts.csv"
    path.write_bytes(data)
    put_transcripts(path, [facts])
    read = read_transcripts(path, participants=None, waves=WAVES)
    assert read.of_file(facts.file) == facts
    whole = decoded(path.read_bytes(), path.name)[0]
    assert whole.startswith(rows[0])
    position = 0
    for row in rows[1:]:
        position = whole.index(line_end + row, position) + len(row)
    assert len(read_transcripts(path, participants=None, waves=WAVES).transcripts) >= len(rows) - 2


@fresh
@given(facts=participant_facts(), table=tables("participant"))
def test_a_participant_is_added_to_any_table(
    tmp_path: Path, facts: ParticipantFacts, table: tuple[bytes, str, list[str]]
) -> None:
    path = tmp_path / "participants.csv"
    path.write_bytes(table[0])
    before = read_participants(path, roles=ROLES, waves=WAVES).participants
    put_participants(path, [facts])
    after = read_participants(path, roles=ROLES, waves=WAVES).participants
    assert after[: len(before)] == before
    assert replace(after[-1], attributes=()) == replace(facts, attributes=())


def test_one_cell_is_changed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "participants.csv"
    before = (
        "Label;PARTICIPANT; Site ;quoting;Notes\r\n"
        '"Parent ""1""";P1;North;;=SUM(A1)\r\n'
        ";;;;\r\n"
        "Parent 2;P2 ;North\r\n"
        'Mentor é;PM1;"a;b";Yes;\'x\r\n\r\n'
    )
    path.write_bytes(before.encode("cp1252"))
    (first, second, third) = read_participants(path, roles=ROLES, waves=WAVES).participants
    put_participants(path, [first, second, third])
    assert path.read_bytes() == before.encode("cp1252")
    put_participants(path, [replace(second, quoting="never")])
    put_participants(path, [replace(first, label='The "one"')])
    assert path.read_bytes().decode("cp1252") == before.replace("P2 ;North\r\n", "P2 ;North;never\r\n").replace(
        '"Parent ""1"""', '"The ""one"""'
    )


def test_a_column_is_added_where_it_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "participants.csv"
    path.write_bytes(b"participant,label\nP1,Parent 1\nP2,Parent 2")
    put_participants(path, [ParticipantFacts("p2", "Parent 2", quoting="by role only")])
    put_participants(path, [ParticipantFacts("P3", "P3")])
    assert path.read_text() == ("participant,label,quoting\nP1,Parent 1\np2,Parent 2,by role only\nP3,P3,yes\n")


def test_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "transcripts.csv"
    put_transcripts(
        path, [TranscriptFacts("a,b.docx", ("PM1", "PM2"), "T1", "joint", speakers={"Both": ("PM1", "PM2")})]
    )
    assert path.read_bytes() == (
        b"file,participants,wave,kind,record,date,interviewer,language,translated_from,speakers\n"
        b'"a,b.docx",PM1; PM2,T1,joint,,,,,,Both=PM1|PM2\n'
    )


def test_an_encoding_that_cannot_hold_a_value_gives_way(tmp_path: Path) -> None:
    path = tmp_path / "participants.csv"
    path.write_bytes("participant;label\nP1;Zoë\n".encode("cp1252"))
    put_participants(path, [ParticipantFacts("P2", "Łucja")])
    assert path.read_bytes() == b"\xef\xbb\xbf" + "participant;label\nP1;Zoë\nP2;Łucja\n".encode()


def test_files_that_differ_in_capitals_only(tmp_path: Path) -> None:
    path = tmp_path / "transcripts.csv"
    path.write_bytes(b"file,wave\nParent 1 t1.txt,T1\n")
    put_transcripts(path, [TranscriptFacts("Parent 1 T1.txt", wave="T1", language="en")])
    assert path.read_text() == "file,wave,language\nParent 1 T1.txt,T1,en\n"
    (tmp_path / "A.txt").touch()
    put_transcripts(path, [TranscriptFacts("A.txt")])
    put_transcripts(path, [TranscriptFacts("a.txt")])
    assert path.read_text().endswith("A.txt,,\na.txt,,\n")


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "participants.csv"
    for bad in (
        ParticipantFacts(" ", "x"),
        ParticipantFacts("P1", "\udcff"),
        ParticipantFacts("P1", "a\0b"),
        ParticipantFacts("P1", "x", attributes=(("Label", "y"),)),
    ):
        with pytest.raises(BadInput):
            put_participants(path, [bad])
    assert not path.exists()
    path.write_bytes(b'participant,label\nP1,"open\n')
    with pytest.raises(BadInput, match="row 2"):
        put_participants(path, [ParticipantFacts("P2", "x")])
    path.write_bytes(b"name,label\nP1,x\n")
    with pytest.raises(BadInput, match='no column "participant"'):
        put_participants(path, [ParticipantFacts("P2", "x")])


def test_another_programs_change_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "participants.csv"
    path.write_bytes(b"participant\nP1\n")
    write_through = safefile._write_through

    def meanwhile(temporary: Path, data: bytes, mode: int | None) -> None:
        monkeypatch.setattr(safefile, "_write_through", write_through)
        path.write_bytes(path.read_bytes() + b"P2\n")
        write_through(temporary, data, mode)

    monkeypatch.setattr(safefile, "_write_through", meanwhile)
    put_participants(path, [ParticipantFacts("P3", "P3")])
    assert path.read_bytes() == b"participant\nP1\nP2\nP3\n"

    def always(temporary: Path, data: bytes, mode: int | None) -> None:
        path.write_bytes(path.read_bytes() + b"\n")
        write_through(temporary, data, mode)

    monkeypatch.setattr(safefile, "_write_through", always)
    with pytest.raises(Refused):
        put_participants(path, [ParticipantFacts("P4", "P4")])
    assert [entry.name for entry in tmp_path.iterdir()] == ["participants.csv"]
