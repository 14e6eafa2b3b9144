"""A sample handed out to somebody who codes it apart: all they need, and nothing that is not theirs."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from workbench import coding, memos, opening, themes
from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.agreement.sample_list import find
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound
from workbench.exchange import pack, plan, read_packs, unpack
from workbench.model import Transcript
from workbench.opening.handing_out import HANDBOOK, hand_out, to_hand_out
from workbench.settings import read_user_settings, write_user_settings
from workbench.study import Study, outranked
from workbench.transcripts import importing, listing

SECRET = "Nightjar"
"""A word that stands in all that must not be handed out."""


@pytest.fixture
def drawn(study: Study, code: Callable[..., list[coding.Applied]]) -> Study:
    """A study in which Ruth has coded, written and themed; a sample is drawn for her and Owen, two transcripts."""
    code(study, "PM1+PM2 Early", "I listened more", "trust", memo=SECRET)
    code(study, "Parent 1 Late", "I doubt it", "doubt", memo=SECRET)
    themes.add(study, SECRET, codes=["trust"])
    memos.add(study, SECRET)
    table = study.transcripts / "participants.csv"
    table.write_text(table.read_text().replace("North", SECRET).replace("moved away", SECRET))
    without = ("Parent 1 Late", "Parent 2 Early", "S1+S2 Early")
    samples.draw(study, "First round", ["Ruth", "Owen"], Asked(number=2, by=(), without=without), seed=1)
    study.close()
    again, _ = opening.open_study(study.folder, coder="Ruth")
    return again


def contents(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a folder, and every row of every table of its database, as text."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes().decode("utf-8", "replace")
    with closing(sqlite3.connect(folder / ".workbench" / "study.db")) as database:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'search_entry'"
        for (table,) in database.execute(tables).fetchall():
            yield table, repr(database.execute(f'SELECT * FROM "{table}"').fetchall())


def test_no_two_transcripts_are_written_into_one_file(drawn: Study, tmp_path: Path) -> None:
    with drawn.step("Renamed") as work:
        for one, name in zip(find(drawn).transcripts, ("Codebook", "codebook"), strict=True):
            work.session.get_one(Transcript, one.transcript_id).name = name
    told = to_hand_out(drawn, "owen", docx=True)
    assert told.files == ("README.txt", "Codebook (1).docx", "codebook (2).docx", HANDBOOK)
    hand_out(drawn, tmp_path / "words", "Owen", docx=True)
    assert {path.name for path in (tmp_path / "words").iterdir()} == set(told.files)
    told = to_hand_out(drawn, "owen")
    hand_out(drawn, tmp_path / "study", "Owen")
    everything = (path for path in (tmp_path / "study").rglob("*") if path.is_file())
    assert {path.relative_to(tmp_path / "study").as_posix() for path in everything} == set(told.files)
    for folder, steps in (("words", ("New Comment", "Codebook.docx")), ("study", ("workbench pack", "folder codings"))):
        read_me = (tmp_path / folder / "README.txt").read_text()
        assert "“First round” for Owen: 2 transcripts" in read_me
        assert not [step for step in steps if step not in " ".join(read_me.split())]


def test_it_is_a_study_with_the_transcripts_the_codebooks_and_nothing_else(drawn: Study, tmp_path: Path) -> None:
    done = hand_out(drawn, tmp_path / "for Owen", "owen")
    assert (done.sample, done.coder, done.transcripts) == ("First round", "Owen", ("Parent 1 Early", "PM1+PM2 Early"))
    others = ("forms  myself", "names city", "found out as we went", "Late", SECRET, "Ruth", "children")
    held = [
        (where, word)
        for where, text in contents(done.folder)
        for word in others
        if word in text and not (word == "Late" and where in ("study.yaml", ".workbench/study.db"))
    ]
    assert held == []
    its, told = opening.open_study(done.folder, coder="Owen")
    with closing(its), its.read() as session, drawn.read() as here:
        names = {one.name: one for one in listing.transcripts(session)}
        there = {one.name: one for one in listing.transcripts(here)}
        assert names.keys() == set(done.transcripts)
        for name in names:
            assert names[name].text_sha256 == there[name].text_sha256
            assert names[name].participants == ()
            own = listing.spoken(session, {names[name].revision_id})[names[name].revision_id]
            ours = listing.spoken(here, {there[name].revision_id})[there[name].revision_id]
            plain = [turn._replace(participants=()) for turn in ours.turns]
            assert list(own.turns) == plain
        assert states.current(its).books == states.current(drawn).books
        assert (find(its).name, find(its).coders) == ("First round", ("Owen",))
    assert told == []


def test_who_opens_it_codes_as_whom_it_is_for_and_headings_are_nobodys(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received = docx.Document()
    received.add_heading("Parent nine")
    for line in ("I: Hello. Is this a good time?", "P9: It is. He is asleep.", "I: How has it been?", "P9: Slow."):
        received.add_paragraph(line)
    received.save(str(tmp_path / "P9 T1.docx"))
    importing.import_files(study, [tmp_path / "P9 T1.docx"])
    with study.read() as session:
        spoken = listing.spoken(session, {one.revision_id for one in listing.transcripts(session)})
    assert any(turn.label == "" for one in spoken.values() for turn in one.turns)
    samples.draw(study, "First", ["Ruth", "Owen"], Asked(share=1))
    done = hand_out(study, tmp_path / "out", "Owen")
    table = csv.DictReader((done.folder / "transcripts" / "transcripts.csv").read_text().splitlines())
    assert {row["file"]: row["speakers"] for row in table}["P9 Early.txt"] == "I=interviewer; P9="
    monkeypatch.delenv("WORKBENCH_CODER", raising=False)
    write_user_settings({"coder": "Somebody else"})
    for _ in range(2):
        its, told = opening.open_study(done.folder)
        with closing(its):
            assert (its.coder, told) == ("Owen", [])
    assert outranked("Somebody else", its.settings, read_user_settings()).endswith("it was handed out to them.")
    its, _ = opening.open_study(done.folder, coder="Ben")
    with closing(its):
        assert its.coder == "Ben"


def test_what_is_coded_there_comes_back_as_it_was_coded(drawn: Study, tmp_path: Path, code) -> None:
    done = hand_out(drawn, tmp_path / "out", "Owen")
    its, _ = opening.open_study(done.folder, coder="Owen")
    with closing(its):
        code(its, "PM1+PM2 Early", "listened more than I", "trust", memo="why")
        pack(its)
    read = read_packs([done.folder / "codings"])
    assert "talked" not in (done.folder / "codings" / "Owen.jsonl").read_text()
    found = plan(drawn, read)
    assert (found.left, found.conflicts, found.new_codings) == ([], [], 1)
    unpack(drawn, found)
    assert not plan(drawn, read_packs([done.folder / "codings"])).brings_something
    samples.reveal(drawn, early=True)
    theirs = [one for one in coding.extracts(drawn) if one.coder == "Owen"]
    assert [(one.quote, one.code, one.memo) for one in theirs] == [("listened more than I", "trust", "why")]


def test_as_word_files_with_the_codebook_and_no_extracts(drawn: Study, tmp_path: Path) -> None:
    done = hand_out(drawn, tmp_path / "out", "Owen", docx=True)
    assert sorted(path.name for path in done.folder.iterdir()) == [
        HANDBOOK,
        "PM1_PM2 Early.docx",
        "Parent 1 Early.docx",
        "README.txt",
    ]
    words = "\n".join(one.text for one in docx.Document(str(done.folder / "PM1_PM2 Early.docx")).paragraphs)
    assert "I listened more than I talked." in words
    assert "How to note codes: mark the words and make a comment" in words
    assert "Participants" not in words
    book = docx.Document(str(done.folder / HANDBOOK))
    everything = [one.text for one in book.paragraphs] + [
        cell.text for table in book.tables for row in table.rows for cell in row.cells
    ]
    assert any("Being heard." in one for one in everything)
    assert not any("I listened" in one or SECRET in one for one in everything)


def test_word_files_say_which_lines_of_a_stretch_are_to_be_coded(study: Study, tmp_path: Path) -> None:
    drawn = samples.draw(study, "Turns", ["Ruth", "Owen"], Asked(share=1, by=(), turns=1), seed=1)
    done = hand_out(study, tmp_path / "out", "Owen", docx=True)
    for one in drawn.transcripts:
        path = done.folder / f"{one.name.replace('+', '_')}.docx"
        document = docx.Document(str(path))
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
        (said,) = [text for text in paragraphs if text.startswith("To be coded: ")]
        numbers = re.findall(r"\d+", said)
        inside = [text for text in paragraphs if text.partition("\t")[0] in numbers]
        with study.read() as session:
            text = listing.texts(session, [one.revision_id])[one.revision_id][one.start : one.end]
        assert text.split(": ", 1)[-1].strip().splitlines()[0][:20] in inside[0]
        assert said.endswith("; the rest, in grey, is there to be read with it")
        lines = {each.text.partition("\t")[0]: each.style.name for each in document.paragraphs if "\t" in each.text}
        grey = {number for number, style in lines.items() if style == "Transcript Not To Be Coded"}
        assert grey == lines.keys() - set(numbers)


def test_only_to_one_of_its_coders_while_it_is_open_and_into_an_empty_folder(drawn: Study, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="is not for Ann: it is for Owen, Ruth"):
        hand_out(drawn, tmp_path / "out", "Ann")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match="something in"):
        hand_out(drawn, tmp_path / "full", "Owen")
    with pytest.raises(BadInput, match="the folder codings is for what belongs there"):
        hand_out(drawn, drawn.folder / "codings" / "out", "Owen")
    with pytest.raises(BadInput, match="synchronised"):
        hand_out(drawn, tmp_path / "Dropbox" / "out", "Owen")
    samples.reveal(drawn, early=True)
    with pytest.raises(BadInput, match="is revealed"):
        hand_out(drawn, tmp_path / "out", "Owen", sample="First round")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["full", drawn.folder.name]


def test_what_is_stopped_on_the_way_leaves_nothing(drawn: Study, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int, what: str) -> None:
        if done == 1:
            raise Stopped

    for docx_wanted in (False, True):
        with pytest.raises(Stopped):
            hand_out(drawn, tmp_path / "out", "Owen", docx=docx_wanted, progress=stop)
        assert not (tmp_path / "out").exists()


def test_who_has_coded_on_it_is_handed_none_of_that(drawn: Study, tmp_path: Path) -> None:
    done = hand_out(replace(drawn, coder="Ann"), tmp_path / "out", "Ruth")
    assert done.coder == "Ruth"
    # Not even their own codings, which they made before.
    rows = dict(contents(done.folder))
    assert {table: rows[table] for table in ("coding", "memo", "theme", "passage", "participant")} == dict.fromkeys(
        ("coding", "memo", "theme", "passage", "participant"), "[]"
    )
