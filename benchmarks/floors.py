"""The floors: the bare libraries doing only what cannot be left out, without a word of the program's own code."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

_T = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_SCHEMA = """
    PRAGMA journal_mode=WAL;
    CREATE TABLE text (sha256 TEXT PRIMARY KEY, text TEXT);
    CREATE TABLE passage (id TEXT PRIMARY KEY, text TEXT, start INTEGER, "end" INTEGER);
    CREATE TABLE coding (id TEXT PRIMARY KEY, passage TEXT, code TEXT, coder TEXT);
"""


def read_txt(path: Path) -> str:
    """The bytes, decoded."""
    return path.read_bytes().decode()


def read_docx(path: Path) -> str:
    """The text elements of the document, by lxml."""
    from lxml import etree

    with zipfile.ZipFile(path) as package, package.open("word/document.xml") as stream:
        return " ".join(element.text or "" for _, element in etree.iterparse(stream, tag=_T))


def read_docx_by_python_docx(path: Path) -> str:
    """The paragraphs, by python-docx."""
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def read_vtt(path: Path) -> str:
    """The cues, by webvtt-py."""
    import webvtt

    return "\n".join(cue.text for cue in webvtt.read(str(path)).captions)


def read_srt(path: Path) -> str:
    """The cues, by srt."""
    import srt

    return "\n".join(cue.content for cue in srt.parse(path.read_text(encoding="utf-8")))


READERS: Mapping[str, tuple[Callable[[Path], str], str]] = {
    "txt": (read_txt, "bytes read and decoded"),
    "docx": (read_docx, "lxml: the text elements"),
    "vtt": (read_vtt, "webvtt-py: the cues"),
    "srt": (read_srt, "srt: the cues"),
}
"""By format: the bare reader, and what it does in words."""


def read_all(paths: Sequence[Path], reader: Callable[[Path], str]) -> None:
    """Read every file."""
    for path in paths:
        reader(path)


def import_all(paths: Sequence[Path], reader: Callable[[Path], str], folder: Path) -> None:
    """Read every file, copy it so that it is on the disk, and put the texts into a database in one transaction."""
    rows = []
    for path in paths:
        text = reader(path)
        rows.append((hashlib.sha256(text.encode()).hexdigest(), text))
        copy = folder / path.name
        with copy.with_suffix(".tmp").open("xb") as stream:
            stream.write(path.read_bytes())
            stream.flush()
            os.fsync(stream.fileno())
        copy.with_suffix(".tmp").replace(copy)
    with closing(database(folder)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT OR IGNORE INTO text VALUES (?, ?)", rows)
        connection.execute("COMMIT")


def database(folder: Path) -> sqlite3.Connection:
    """An empty database with bare tables, as safe as the program's own."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.executescript(_SCHEMA)
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def insert_each(lines: Sequence[Mapping[str, Any]], connection: sqlite3.Connection) -> None:
    """Every coding in a transaction of its own."""
    for line in lines:
        connection.execute("BEGIN IMMEDIATE")
        _insert(connection, line)
        connection.execute("COMMIT")


def insert_pack(pack: Path, connection: sqlite3.Connection) -> None:
    """Every coding of a file of JSON lines in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for row in pack.read_text(encoding="utf-8").splitlines():
        _insert(connection, json.loads(row))
    connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, line: Mapping[str, Any]) -> None:
    passage = f"{line['transcript']} {line['start']} {line['end']}"
    values = (passage, line["text_sha256"], line["start"], line["end"])
    connection.execute("INSERT OR IGNORE INTO passage VALUES (?, ?, ?, ?)", values)
    connection.execute("INSERT INTO coding VALUES (?, ?, ?, ?)", (line["id"], passage, line["code"], line["coder"]))


def open_study(folder: Path) -> None:
    """Parse the settings, take the hash of the other files, ask the database which schema it has."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yaml.load((folder / "study.yaml").read_bytes(), Loader=loader)
    for name in ("codebooks/codebook.yaml", "transcripts/participants.csv", "transcripts/transcripts.csv"):
        hashlib.sha256((folder / name).read_bytes()).hexdigest()
    with closing(sqlite3.connect(folder / ".workbench" / "study.db")) as connection:
        connection.execute("SELECT version_num FROM alembic_version").fetchall()


def select_extracts(folder: Path, code: str) -> int:
    """The words of a code's codings by one SELECT; says how many."""
    query = """
        SELECT transcript.name, passage.start, passage."end", coding.code, coder.name,
               substr(text.text, passage.start + 1, passage."end" - passage.start)
        FROM coding JOIN passage ON passage.id = coding.passage_id JOIN coder ON coder.id = coding.coder_id
        JOIN revision ON revision.id = passage.revision_id JOIN transcript ON transcript.id = revision.transcript_id
        JOIN text ON text.sha256 = revision.text_sha256
        WHERE coding.code = ? AND coding.removed_at IS NULL
    """
    with closing(sqlite3.connect(folder / ".workbench" / "study.db")) as connection:
        return len(connection.execute(query, (code,)).fetchall())


def write_quotations(quotations: Sequence[tuple[str, str]], path: Path) -> None:
    """Words and attribution of each quotation in a paragraph copied from a prototype: python-docx's fastest way.

    The text goes into the elements themselves: python-docx's own setter takes twice as long. They are reached by their
    places, and copied by their own method: to look for them, or `copy.deepcopy`, takes half as long again.
    """
    import docx

    document = docx.Document()
    body = document.element.body
    prototype = document.add_paragraph(style="Quote")
    # Blanks at an end: both runs keep theirs.
    prototype.add_run("x ")
    prototype.add_run(" x")
    body.remove(prototype._p)  # noqa: SLF001 (python-docx has no public way to an element)
    section, copied = body.sectPr, prototype._p.__copy__  # noqa: SLF001
    for words, attribution in quotations:
        paragraph = copied()
        paragraph[1][0].text, paragraph[2][0].text = words, f" ({attribution})"
        section.addprevious(paragraph)
    document.save(str(path))


def kappas(arrays: Any) -> list[float]:
    """Cohen's kappa of two coders for each code, by scikit-learn, of noughts and ones: (coders, codes, units)."""
    from sklearn.metrics import cohen_kappa_score

    one, other = arrays
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of codes of which nothing varies
        return [float(cohen_kappa_score(*pair, labels=[False, True])) for pair in zip(one, other, strict=True)]
