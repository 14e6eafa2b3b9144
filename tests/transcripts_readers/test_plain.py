import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook.file import read as read_codebook
from workbench.errors import BadInput, WorkbenchError
from workbench.settings import read_study_settings
from workbench.transcripts.readers import SUFFIXES, read, read_bytes
from workbench.transcripts.tables import sheet

TALK = "I: Café – £5?\r\nP3: “Yes”, [names city] \x1b[31m 👩‍👩‍👧 مرحبا\r\n"
PLAIN = TALK.replace("\r\n", "\n")


def text_of(data: bytes) -> str:
    return read_bytes(data, ".txt", name="a.txt").text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_encodings(encoding):
    reading = read_bytes(TALK.encode(encoding), ".txt", name="a.txt", known_labels=["I", "P3", ""])
    assert reading.text == PLAIN
    assert [turn.speaker for turn in reading.turns] == ["I", "P3"]
    assert bool(reading.notices) == (encoding in ("utf-16-le", "utf-16-be"))
    assert reading.source_sha256 == hashlib.sha256(TALK.encode(encoding)).hexdigest()


def test_windows_1252_is_a_guess_and_said():
    reading = read_bytes("I: Café – £5\rP3: “Yes”".encode("cp1252"), ".TXT", name="a.TXT")
    assert reading.text == "I: Café – £5\nP3: “Yes”"
    assert reading.notices[:1] == ("read as Windows-1252, which the file does not say itself",)


def test_no_encoding_at_all():
    with pytest.raises(BadInput, match="line 2: byte 0x81"):
        text_of(b"one\ntwo \x81\xff")


def test_utf8_cut_off_in_a_character_is_not_taken_for_windows_1252():
    data = "Café costs 5 €".encode()[:-1]
    reading = read_bytes(data, ".txt", name="a.txt")
    assert reading.text == "Café costs 5 \ufffd"
    assert "cut off" in reading.notices[0]


def test_stray_bytes_in_utf8():
    data = "é ü ö ñ ".encode() + "£".encode("cp1252") + b" end"
    reading = read_bytes(data, ".txt", name="a.txt")
    assert reading.text == "é ü ö ñ £ end"
    assert reading.notices == ("1 byte that is not UTF-8 read as Windows-1252",)


def test_nul_and_lone_surrogates_become_replacement_characters():
    reading = read_bytes(b"a\0b\xed\xa0\x80c", ".txt", name="a.txt")
    assert reading.text == "a\ufffdb\ufffdc"
    assert reading.notices == ("1 NUL character became U+FFFD", "1 lone surrogate became U+FFFD")
    paired = "😀 ok".encode("utf-16-be", "surrogatepass")
    assert text_of(b"\xfe\xff" + paired) == "😀 ok"


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"PK\x03\x04rest of a Word file", "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 words}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 words", "Office"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0 jpeg", "JPEG"),
        (b"ID3\x03 song", "MP3"),
        (b"\0\0\0\x20ftypM4A ", "MP4"),
        (bytes(range(256)) * 4, "bytes that no text has"),
        (b"", "is empty"),
        (b" \n\t\n", "no words"),
        (b"\xef\xbb\xbf", "no words"),
    ],
)
def test_what_is_no_transcript(data, seems):
    with pytest.raises(BadInput, match=seems) as caught:
        text_of(data)
    assert caught.value.message.startswith("a.txt")
    assert caught.value.hint


def test_files(tmp_path):
    folder = tmp_path / "Gespräche mit Müttern" / ("x" * 100)
    folder.mkdir(parents=True)
    path = folder / ("ü" * 60 + " T1.MD")
    path.write_bytes(b"**I:** Hello\n\n**P3:** Hi\n")
    reading = read(path, known_labels=["I", "P3"])
    assert reading.text == "**I:** Hello\n\n**P3:** Hi\n"
    assert [reading.text[turn.start : turn.end] for turn in reading.turns] == ["Hello", "Hi"]
    assert {".txt", ".md", ".docx", ".vtt", ".srt"} <= SUFFIXES


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("gone.txt", "not there"),
        ("gone", "not there"),
        ("talk.doc", "no reader"),
        ("talk", "no reader"),
        ("talk.pdf", "no reader"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, name, what):
    if what == "no reader":
        (tmp_path / name).write_text("I: Hello")
    with pytest.raises(BadInput, match=what) as caught:
        read(tmp_path / name)
    assert name in caught.value.message
    assert caught.value.hint


def test_a_folder_named_like_a_file(tmp_path):
    (tmp_path / "talk.txt").mkdir()
    with pytest.raises(BadInput, match=r"talk\.txt"):
        read(tmp_path / "talk.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_no_file(tmp_path):
    """Nobody writes into it: whoever reads it waits for ever."""
    for name in ("talk.txt", "table.csv", "book.yaml"):
        os.mkfifo(tmp_path / name)
    reading = [
        (read, "talk.txt"),
        (sheet.read_bytes, "table.csv"),
        (read_codebook, "book.yaml"),
        (read_study_settings, "book.yaml"),
    ]
    for reads, name in reading:
        with pytest.raises(WorkbenchError, match="a pipe or a device") as caught:
            reads(tmp_path / name)
        assert caught.value.hint


@given(st.text(min_size=1))
def test_any_text_in_utf8_is_kept_to_the_character(text):
    data = text.encode()
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if not any(character.isalnum() for character in expected):
        with pytest.raises(BadInput):
            text_of(data)
    else:
        assert text_of(data) == expected


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_bad_input(data):
    for suffix in sorted(SUFFIXES):
        try:
            reading = read_bytes(data, suffix, name="a")
        except BadInput:
            continue
        reading.text.encode()
        assert "\r" not in reading.text
        assert "\0" not in reading.text
