"""The full-text index of the study's turns: in SQLite by FTS5, in PostgreSQL by tsvector, of the same words in both.

It holds where which word stands and no text to read: FTS5's table is without content, and is told the words again when
an entry is to go. It is book-keeping: made from texts and turns, never journalled, and made anew whenever it has to be.

An entry's number says where it belongs: text, label and place of the turn, so that a count within some texts or
speakers asks no other table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from workbench.model import Revision, Text, Transcript, Turn
from workbench.words import VERSION, Folder

SEARCH_TEXT = sa.Table(
    "search_text",
    SQLModel.metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text_sha256", sa.String, sa.ForeignKey("text.sha256"), nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),
)
"""The texts whose turns are in the index, and of which version of the words."""

SEARCH_BLOCK = sa.Table(
    "search_block",
    SQLModel.metadata,
    sa.Column("block", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False, index=True),
    sa.Column("label", sa.String, nullable=True),
)
"""The turns of one label in one text: entries of a block follow each other."""

SEARCH_WORD = sa.Table("search_word", SQLModel.metadata, sa.Column("word", sa.String, primary_key=True))
"""Every folded word there is, for those that are looked for by their lemma."""

ENTRY = "search_entry"
"""The index itself, which SQLAlchemy has no name for."""

POSITION_BITS = 22
LABEL_BITS = 20
TEXT_BITS = POSITION_BITS + LABEL_BITS

MOST_WORDS = 64
"""The most words that may be looked for at once."""

_SAME_WORD = 250
_PART = 16_000
_LETTERS = 700_000
"""PostgreSQL keeps 256 places of a word, 16,383 places in all and a megabyte of words: turns that have more are put in
several parts. Each place costs a few bytes besides."""

_LOCK = 0x66696E64  # "find"
_AT_ONCE = 500


class Phrase(NamedTuple):
    """Folded words that follow each other; with ``prefix`` the last is the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


Sought = Sequence[Sequence[Phrase]]
"""What must stand in a turn: of each group any phrase."""


def install(connection: sa.Connection) -> None:
    """Make the index of a new or migrated database, empty."""
    if connection.dialect.name == "sqlite":
        # All that is not ASCII is part of a word for this tokeniser: it cuts our words at the blanks and nowhere else.
        options = "content='', columnsize=0, tokenize='ascii'"
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {ENTRY} USING fts5(words, {options})")
        return
    connection.exec_driver_sql(
        f"CREATE TABLE {ENTRY} (id bigint NOT NULL, part integer NOT NULL, parts integer NOT NULL, "
        "words tsvector NOT NULL, PRIMARY KEY (id, part))"
    )
    connection.exec_driver_sql(f"CREATE INDEX {ENTRY}_words ON {ENTRY} USING gin (words)")


def missing(session: Session) -> list[tuple[str, int]]:
    """The texts of the study's transcripts whose turns are not in the index: sha256, and how many code points."""
    there = sa.and_(SEARCH_TEXT.c.text_sha256 == Revision.text_sha256, SEARCH_TEXT.c.version == VERSION)
    query = (
        sa.select(col(Revision.text_sha256), col(Text.characters))
        .distinct()
        .join(Text, col(Text.sha256) == Revision.text_sha256)
        .join(Transcript, col(Transcript.revision_id) == Revision.id)
        .join(SEARCH_TEXT, there, isouter=True)
        .where(SEARCH_TEXT.c.number.is_(None))
        .order_by(col(Revision.text_sha256))
    )
    return [(sha256, characters) for sha256, characters in session.connection().execute(query)]


def put(session: Session, wanted: Collection[str], folder: Folder | None = None) -> None:
    """Put texts into the index, in the open transaction; those that are in it stay as they are.

    Args:
        session: The session of a transaction that may write.
        wanted: The sha256 of the texts.
        folder: What folded the words of the texts that were put in just before: its words are noted already.
    """
    connection = session.connection()
    _lock(connection)
    # Words of another version would be found by nobody, and FTS5 could not be told them again.
    if connection.scalar(sa.select(sa.func.count()).where(SEARCH_TEXT.c.version != VERSION)):
        clear(connection)
    asked = set(wanted)
    there = set(connection.scalars(sa.select(SEARCH_TEXT.c.text_sha256).where(SEARCH_TEXT.c.text_sha256.in_(asked))))
    number = connection.scalar(sa.select(sa.func.max(SEARCH_TEXT.c.number))) or 0
    folder, entries = Folder() if folder is None else folder, list[tuple[int, str]]()
    noted = len(folder)
    for sha256 in sorted(asked - there):
        number += 1
        connection.execute(sa.insert(SEARCH_TEXT).values(number=number, text_sha256=sha256, version=VERSION))
        labels, made = _entries(connection, number, sha256, folder)
        rows = [
            {"block": number << LABEL_BITS | at, "number": number, "label": label} for at, label in enumerate(labels)
        ]
        if rows:
            connection.execute(sa.insert(SEARCH_BLOCK), rows)
        entries += made
    _write(connection, entries)
    _note_words(connection, set(islice(folder.values(), noted, None)))


def forget(session: Session, wanted: Collection[str]) -> None:
    """Take texts out of the index, while their turns still are what was put into it."""
    connection = session.connection()
    _lock(connection)
    found = sa.select(SEARCH_TEXT).where(SEARCH_TEXT.c.text_sha256.in_(set(wanted)))
    for number, sha256, version in connection.execute(found).all():
        if connection.dialect.name != "sqlite":
            between = {"first": number << TEXT_BITS, "last": (number + 1) << TEXT_BITS}
            connection.execute(sa.text(f"DELETE FROM {ENTRY} WHERE id >= :first AND id < :last"), between)
        elif version != VERSION:
            clear(connection)
            return
        else:
            _labels, entries = _entries(connection, number, sha256, Folder())
            if entries:
                gone = f"INSERT INTO {ENTRY} ({ENTRY}, rowid, words) VALUES ('delete', ?, ?)"
                connection.exec_driver_sql(gone, entries)
        connection.execute(sa.delete(SEARCH_BLOCK).where(SEARCH_BLOCK.c.number == number))
        connection.execute(sa.delete(SEARCH_TEXT).where(SEARCH_TEXT.c.number == number))


def clear(connection: sa.Connection) -> None:
    """Empty the whole index: it is made anew at the next search."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {ENTRY} ({ENTRY}) VALUES ('delete-all')")
    else:
        connection.exec_driver_sql(f"DELETE FROM {ENTRY}")
    for table in (SEARCH_BLOCK, SEARCH_TEXT, SEARCH_WORD):
        connection.execute(sa.delete(table))


def _lock(connection: sa.Connection) -> None:
    """Have nobody else change the index until this transaction ends; on SQLite who writes is alone anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def _entries(
    connection: sa.Connection, number: int, sha256: str, folder: Folder
) -> tuple[list[str | None], list[tuple[int, str]]]:
    """The labels of a text, and its turns that hold words: each one's number and its folded words, numbers rising."""
    text = connection.scalar(sa.select(col(Text.text)).where(col(Text.sha256) == sha256)) or ""
    turns = sa.select(col(Turn.position), col(Turn.start), col(Turn.end), col(Turn.label))
    labels: dict[str | None, int] = {}
    made = []
    query = turns.where(col(Turn.text_sha256) == sha256).order_by(col(Turn.position))
    for position, start, end, label in connection.execute(query):
        block = number << LABEL_BITS | labels.setdefault(label, len(labels))
        words = " ".join(folder.words(text[start:end]))
        if words:
            made.append((block << POSITION_BITS | position, words))
    # FTS5 writes what it holds to the disk whenever a number is smaller than the one before.
    return list(labels), sorted(made)


def _write(connection: sa.Connection, entries: Sequence[tuple[int, str]]) -> None:
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {ENTRY} (rowid, words) VALUES (?, ?)", list(entries))
        return
    rows = [
        {"id": entry, "part": at, "parts": len(parts), "words": vector}
        for entry, words in entries
        for parts in [list(_parts(words.split(" ")))]
        for at, vector in enumerate(parts)
    ]
    connection.execute(sa.text(f"INSERT INTO {ENTRY} VALUES (:id, :part, :parts, CAST(:words AS tsvector))"), rows)


def _parts(words: Sequence[str]) -> Iterator[str]:
    """A turn's words with their places, as PostgreSQL writes them.

    Parts overlap by as many words as a phrase may have, so that none is cut through.
    """
    first = 0
    while True:
        seen: Counter[str] = Counter()
        last, letters = first, 0
        while last < len(words) and last - first < _PART and seen[words[last]] < _SAME_WORD and letters < _LETTERS:
            letters += 0 if words[last] in seen else len(words[last].encode())
            seen[words[last]] += 1
            last += 1
        yield " ".join(f"'{word}':{at}" for at, word in enumerate(words[first:last], 1))
        if last == len(words):
            return
        first = last - MOST_WORDS


def _note_words(connection: sa.Connection, words: set[str]) -> None:
    rows = [{"word": word} for word in sorted(words)]
    if rows:
        connection.execute(sa.text("INSERT INTO search_word (word) VALUES (:word) ON CONFLICT DO NOTHING"), rows)


def vocabulary(session: Session) -> list[str]:
    """Every folded word that stands, or once stood, in an indexed turn."""
    return list(session.connection().scalars(sa.select(SEARCH_WORD.c.word)))


class Within(NamedTuple):
    """Where entries are counted: only those whose number, so many bits shorter, is one of these."""

    bits: int
    values: Collection[int]


def count(session: Session, sought: Sought, within: Within | None = None) -> int:
    """In how many indexed turns all that is sought stands."""
    return int(_ask(session, "count(*)", sought, within)[0][0])


def counts_by_text(session: Session, sought: Sought, within: Within | None = None) -> dict[int, int]:
    """The same, by the number of the text."""
    rows = _ask(session, f"id >> {TEXT_BITS}, count(*)", sought, within, "GROUP BY 1")
    return dict(map(tuple, rows))


def entries(session: Session, sought: Sought, *, text: int | None = None, most: int | None = None) -> list[int]:
    """The numbers of the turns, rising: of one text, or of all; at most so many."""
    limit = f"LIMIT {int(most)}" if most is not None else ""
    return [row[0] for row in _ask(session, "id", sought, None, f"ORDER BY id {limit}", text=text)]


def _ask(
    session: Session, what: str, sought: Sought, within: Within | None, behind: str = "", *, text: int | None = None
) -> Sequence[Any]:
    connection = session.connection()
    sqlite = connection.dialect.name == "sqlite"
    values: dict[str, Any] = {"sought": (_for_sqlite if sqlite else _for_postgresql)(sought)}
    if sqlite:
        found = f"{ENTRY} WHERE {ENTRY} MATCH :sought"
        what, behind, number = what.replace("id", "rowid"), behind.replace("id", "rowid"), "rowid"
    else:
        found, number = f"({_POSTGRESQL}) AS found WHERE true", "id"
        for at, group in enumerate(sought):
            values[f"group{at}"] = _for_postgresql([group])
        several = " AND ".join(f"bool_or(words @@ CAST(:group{at} AS tsquery))" for at in range(len(sought)))
        found = found.replace("{several}", several)
        values["any"] = " | ".join(f"({_for_postgresql([group])})" for group in sought)
    if text is not None:
        found += f" AND {number} BETWEEN :first AND :last"
        values |= {"first": text << TEXT_BITS, "last": ((text + 1) << TEXT_BITS) - 1}
    if within is not None:
        chosen = "SELECT value FROM json_each(:chosen)" if sqlite else "SELECT unnest(CAST(:chosen AS bigint[]))"
        found += f" AND ({number} >> {within.bits}) IN ({chosen})"
        listed = ",".join(map(str, within.values))
        values["chosen"] = f"[{listed}]" if sqlite else f"{{{listed}}}"
    return connection.execute(sa.text(f"SELECT {what} FROM {found} {behind}"), values).all()


_POSTGRESQL = (
    f"SELECT id FROM {ENTRY} WHERE parts = 1 AND words @@ CAST(:sought AS tsquery) "
    f"UNION ALL SELECT id FROM {ENTRY} WHERE parts > 1 AND words @@ CAST(:any AS tsquery) "
    "GROUP BY id HAVING {several}"
)
"""Turns in one part hold all of it or not; of the others' parts each may hold some of it."""


def _for_sqlite(sought: Sought) -> str:
    return " AND ".join(
        "(" + " OR ".join(f'"{" ".join(phrase.words)}"{" *" if phrase.prefix else ""}' for phrase in group) + ")"
        for group in sought
    )


def _for_postgresql(sought: Sought) -> str:
    def phrase(one: Phrase) -> str:
        words = [f"'{word}'" for word in one.words]
        return "(" + " <-> ".join(words) + (":*" if one.prefix else "") + ")"

    return " & ".join("(" + " | ".join(map(phrase, group)) + ")" for group in sought)
