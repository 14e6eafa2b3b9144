from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest

from workbench.errors import BadInput, Unavailable
from workbench.transcripts.tables import read_participants, read_transcripts
from workbench.transcripts.tables.facts import ParticipantFacts, ParticipantTable, TranscriptTable


class Name(NamedTuple):
    id: str
    label: str = ""


ROLES = [Name("parent", "Parent"), Name("mentor", "Peer mentor"), Name("staff")]
WAVES = [Name("T1", "Time 1"), Name("T2", "Time 2")]
PEOPLE = [
    ParticipantFacts("PM1", "PM1", "mentor"),
    ParticipantFacts("PM2", "PM2", "mentor"),
    ParticipantFacts("P3", "Parent 3", "parent"),
]


def participants(path: Path, data: bytes | str) -> ParticipantTable:
    file = path / "participants.csv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_participants(file, roles=ROLES, waves=WAVES)


def transcripts(path: Path, text: str, people: list[ParticipantFacts] | None = PEOPLE) -> TranscriptTable:
    file = path / "transcripts.csv"
    file.write_bytes(text.encode())
    return read_transcripts(file, participants=people, waves=WAVES)


def test_a_missing_table_is_an_empty_one(tmp_path: Path) -> None:
    assert read_participants(tmp_path / "participants.csv", roles=ROLES, waves=WAVES) == ParticipantTable()
    assert read_transcripts(tmp_path / "transcripts.csv", participants=[], waves=WAVES) == TranscriptTable()


def test_a_row_with_everything(tmp_path: Path) -> None:
    table = participants(
        tmp_path,
        "Participant, LABEL ,Role,pair,Site,Status,Reason,Quoting,Age group,First language\n"
        'P3,Parent 3,PARENT,A,North,T2: Declined,"no time,\nshe said",By role only,30-39,\n',
    )
    assert table.faults == ()
    assert table.participants == (
        ParticipantFacts(
            "P3", "Parent 3", "parent", "A", "North", "T2: declined", "no time,\nshe said", "by role only",
            (("Age group", "30-39"),),
        ),
    )  # fmt: skip
    facts = table.participants[0]
    assert (facts.status_at("T1"), facts.status_at("T2"), facts.status_at(None)) == ("", "declined", "")


def test_what_is_not_said(tmp_path: Path) -> None:
    (facts,) = participants(tmp_path, "participant\n\n,,\nP9\n").participants
    assert facts == ParticipantFacts("P9", "P9")
    assert facts.quoting == "yes"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "cp1252"])
def test_encodings_delimiters_and_line_ends(tmp_path: Path, encoding: str, delimiter: str, line_end: str) -> None:
    rows = [["label", "participant", "first, second; third", "role"], ["Zoë", "P1", '"a\nb"', "parent"]]
    text = "".join(
        delimiter.join(
            '"' + cell.replace('"', '""') + '"' if cell == rows[0][2] or '"' in cell else cell for cell in row
        )
        + line_end
        for row in rows
    )
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-bom" else text.encode(encoding)
    table = participants(tmp_path, data)
    assert table.faults == ()
    assert table.participants == (
        ParticipantFacts("P1", "Zoë", "parent", attributes=(("first, second; third", '"a\nb"'),)),
    )
    assert (table.encoding == "cp1252") is (encoding == "cp1252")


def test_excels_separator_line(tmp_path: Path) -> None:
    table = participants(tmp_path, "sep=;\r\nparticipant;status\r\nP1;gone\r\n")
    assert [facts.participant for facts in table.participants] == ["P1"]
    assert (table.faults[0].row, table.faults[0].line) == (3, 3)


def test_bad_rows_are_all_reported_and_the_others_read(tmp_path: Path) -> None:
    table = participants(
        tmp_path,
        "participant,label,role,status,quoting,notes\n"
        ",Nobody,,,,\n"
        'P1,Parent 1,parnet,,,"two\nlines"\n'
        "p1,again,,,never,\n"
        "P2,,,T3: declined,nevr,\n"
        "P4,,,decline,,\n"
        "P5,,,,yes,a,b\n"
        "P6,,staff,not-reached,role only,\n",
    )
    assert [(fault.row, fault.line, fault.column) for fault in table.faults] == [
        (2, 2, "participant"),
        (3, 3, "role"),
        (4, 5, "participant"),
        (5, 6, "quoting"),
        (5, 6, "status"),
        (6, 7, "status"),
        (7, 8, None),
    ]
    messages = [str(fault) for fault in table.faults]
    assert '"parnet" is no role of study.yaml; expected: parent, mentor, staff. Did you mean "parent"?' in messages[1]
    assert messages[2].startswith(
        "participants.csv, row 4 (line 5), column participant: this id stands in row 3 already"
    )
    assert "but for capitals" in messages[2]
    assert 'Did you mean "never"?' in messages[3]
    assert 'Did you mean "declined"?' in messages[5]
    assert [(facts.participant, facts.quoting) for facts in table.participants] == [
        ("P1", "never"),
        ("P2", "never"),
        ("P4", "yes"),
        ("P5", "never"),
        ("P6", "by role only"),
    ]
    assert table.participants[4].status == "not reached"


def test_quotation_marks_that_do_not_match(tmp_path: Path) -> None:
    table = participants(tmp_path, 'participant,label\nP1,"Parent 1\nP2,Parent 2\n')
    assert [facts.participant for facts in table.participants] == ["P1", "P2"]
    assert "never closes" in table.faults[0].message
    assert table.participants[0].quoting == "never"


def test_headers(tmp_path: Path) -> None:
    assert "no column" in participants(tmp_path, "name,label\nA,B\n").faults[0].message
    assert participants(tmp_path, "name,label\nA,B\n").participants == ()
    twice = participants(tmp_path, "participant,site,site\nP1,a,b\n")
    assert twice.participants[0].site == "a"
    assert "twice" in twice.faults[0].message
    (fault,) = participants(tmp_path, "participant,qouting\nP1,never\n").faults
    assert fault.warning
    assert '"quoting"' in fault.message


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="spreadsheet"):
        participants(tmp_path, b"PK\x03\x04 and so on")
    with pytest.raises(BadInput, match="no text"):
        participants(tmp_path, b"participant\n\x81\xff")
    with pytest.raises(BadInput, match="no text"):
        participants(tmp_path, "participant\nP1\n".encode("utf-16-le"))
    with pytest.raises((BadInput, Unavailable)):
        read_participants(tmp_path, roles=ROLES, waves=WAVES)


def test_a_transcripts_row(tmp_path: Path) -> None:
    table = transcripts(
        tmp_path,
        "file;participants;wave;kind;record;date;interviewer;language;speakers;m\n"
        'a.docx;"pm1; Parent 3";t2;JOINT;Notes;14.03.2026;Kelly;en;"Mum = parent3; Both=PM1|p3;Kid=;K=Interviewer";x\n',
    )
    assert table.faults == ()
    (facts,) = table.transcripts
    assert facts.participants == ("PM1", "P3")
    assert (facts.wave, facts.kind, facts.record) == ("T2", "joint", "notes")
    assert facts.date == dt.date(2026, 3, 14)
    assert facts.speakers == {"Mum": ("P3",), "Both": ("PM1", "P3"), "Kid": (), "K": ("interviewer",)}
    assert table.of_file("A.DOCX") is facts
    assert table.of_file("b.docx") is None


def test_faults_of_transcripts(tmp_path: Path) -> None:
    table = transcripts(
        tmp_path,
        "file,participants,wave,kind,record,date,speakers\n"
        "a.txt,PM9,T9,joined,verbatm,03/14/2026,Mum\n"
        "a.txt,,,,,,\n"
        ',PM1,,,,,\n'
        "b.txt,PM1;PM2,,,,31.02.2026,X=PM7\n"
        'c.txt,"PM1, PM2",,,,soon,\n',
    )  # fmt: skip
    assert [(fault.row, fault.column) for fault in table.faults] == [
        (2, "speakers"),
        (2, "participants"),
        (2, "wave"),
        (2, "kind"),
        (2, "record"),
        (2, "date"),
        (3, "file"),
        (4, "file"),
        (5, "date"),
        (5, "speakers"),
        (6, "date"),
    ]
    assert table.transcripts[0].participants == ("PM9",)
    assert table.transcripts[0].wave is None
    assert table.transcripts[2].participants == ("PM1", "PM2")
    assert transcripts(tmp_path, "file,participants\na.txt,PM9\n", None).faults == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-03-04", dt.date(2026, 3, 4)),
        ("2026-3-4 00:00:00", dt.date(2026, 3, 4)),
        ("03/04/2026", dt.date(2026, 4, 3)),
        ("3.4.2026", dt.date(2026, 4, 3)),
        ("03/04.2026", None),
        ("04/03/26", None),
        ("12/13/2026", None),
        ("٠٣/٠٤/٢٠٢٦", None),
    ],
)
def test_dates_day_first(tmp_path: Path, text: str, date: dt.date | None) -> None:
    table = transcripts(tmp_path, f"file,date\na.txt,{text}\n")
    assert table.transcripts[0].date == date
    assert bool(table.faults) is (date is None)
