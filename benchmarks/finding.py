"""Finding in ten million words: `python -m benchmarks.finding`. Each answer beside bare FTS5's to the same question.

The study is a thousand transcripts of ten thousand words, put into the database without files. The bare index is an
FTS5 table with its content, whole turns in it; what it is asked is how many turns there are and the words of the first
hundred. The study's index alone is asked the same through SQLAlchemy. The whole answer gives the hits of the first
hundred turns in the order of the transcripts, with what stands round them, who speaks, and what is not for quotation.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import col

from benchmarks.studies import CODER
from workbench import coding, opening
from workbench.coding.query import parse
from workbench.coding.search import PAGE, bring_up_to_date, search
from workbench.coding.search_filters import NO_FILTERS, Filters
from workbench.model import (
    Coding,
    Participant,
    Passage,
    Revision,
    Speaker,
    SpeakerParticipant,
    Text,
    Transcript,
    TranscriptParticipant,
    Turn,
)
from workbench.store import full_text
from workbench.study import Study

WORDS = 10_000
"""Words of a transcript."""
TURN = 40
"""Words of a turn."""
VOCABULARY = 50_000
CODINGS = 10_000
RUNS = 15
RARE, COMMON, ROLE = "w20000", "w0", "role-1"
PHRASE = '"w0 w1"'


def main(transcripts: int = 1_000) -> None:
    """Make the study, ask, and print what it took."""
    folder = Path(tempfile.mkdtemp(prefix="finding-"))
    try:
        _run(folder, transcripts)
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, transcripts: int) -> None:
    opening.make_study(folder / "study")
    book = folder / "study" / "codebooks" / "codebook.yaml"
    book.write_text("name: Generated\nversion: 1\ncodes:\n  - id: one\n    name: One\n", encoding="utf-8")
    study, _ = opening.open_study(folder / "study", coder=CODER)
    with closing(sqlite3.connect(folder / "bare.db")) as bare:
        bare.execute("CREATE VIRTUAL TABLE turns USING fts5(words)")
        fill(study, bare, transcripts)
        total = f"{transcripts * WORDS / 1e6:g} million words"
        began = time.process_time()
        bring_up_to_date(study)
        print(f"{total}: indexed in {time.process_time() - began:.1f} s of the processor")
        print(f"{'question':<28}{'turns':>9}{'answer ms':>11}{'index ms':>10}{'bare ms':>9}{'index:bare':>12}")
        for name, words, filters in (
            ("a rare word", RARE, NO_FILTERS),
            ("a common word", COMMON, NO_FILTERS),
            ("two common words", "w0 w5", NO_FILTERS),
            ("a phrase", PHRASE, NO_FILTERS),
            ("the beginning of words", "w123*", NO_FILTERS),
            ("a common word, one role's", COMMON, Filters(role=ROLE)),
            ("a phrase, one role's", PHRASE, Filters(role=ROLE)),
        ):
            found = search(study, words, filters).total
            ours = _median(partial(search, study, words, filters))
            index = _median(partial(_ask_index, study, words))
            floor = _median(partial(_ask, bare, words))
            print(f"{name:<28}{found:>9,}{ours:>11.1f}{index:>10.1f}{floor:>9.1f}{index / floor:>12.1f}")
        newest = _median(lambda: coding.newest_extracts(study, ["one"]))
        page = coding.newest_extracts(study, ["one"])
        print(f"a code's first {len(page.extracts)} of {page.total:,} extracts: {newest:.1f} ms")
    study.close()


def _median(job: Callable[[], Any]) -> float:
    """Milliseconds of the processor: all of it is done in one thread, on files that the system has in memory."""
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        job()
        taken.append(time.process_time() - began)
    return statistics.median(taken) * 1_000


def _ask(bare: sqlite3.Connection, words: str) -> tuple[int, list[Any]]:
    (total,) = bare.execute("SELECT count(*) FROM turns WHERE turns MATCH ?", (words,)).fetchone()
    return total, bare.execute("SELECT words FROM turns WHERE turns MATCH ? LIMIT ?", (words, PAGE)).fetchall()


def _ask_index(study: Study, words: str) -> tuple[int, list[int]]:
    """The same question to the study's index alone: how many turns, and the numbers of the first hundred."""
    with study.read() as session:
        sought = parse(words)
        return full_text.count(session, sought), full_text.entries(session, sought, most=PAGE)


def fill(study: Study, bare: sqlite3.Connection, transcripts: int) -> None:
    """Transcripts of an interviewer and a participant of one of four roles, and codings of one code."""
    chance = random.Random(9)
    weights = _weights()
    vocabulary = [f"w{number}" for number in range(VOCABULARY)]
    with study.step("Filled") as work:
        connection = work.session.connection()
        people = [
            Participant(participant=f"P{number}", label=f"P{number}", role=f"role-{number % 4}", position=number)
            for number in range(100)
        ]
        work.session.add_all(people)
        work.session.flush()
        ids = [one.id for one in people]
        for number in range(transcripts):
            turns, text = [], ""
            words = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
            for position, said in enumerate(_turns(words)):
                label = "I" if position % 2 else "P"
                start = len(text) + len(label) + 2
                text += f"{label}: {said}\n"
                turns.append((position, start, start + len(said), label))
            bare.executemany("INSERT INTO turns VALUES (?)", [(text[start:end],) for _, start, end, _ in turns])
            put_transcript(connection, number, text, turns, ids[number % len(ids)], words=WORDS)
        bare.commit()
    _code(study, chance)


def _weights() -> list[float]:
    total, sums = 0.0, []
    for rank in range(VOCABULARY):
        total += 1 / (rank + 3)
        sums.append(total)
    return sums


def _turns(words: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(words), TURN):
        yield " ".join(words[start : start + TURN])


def put_transcript(
    connection: sa.Connection,
    number: int,
    text: str,
    turns: Sequence[tuple[int, int, int, str]],
    who: UUID,
    *,
    words: int,
) -> UUID:
    """Put a transcript into the database without a file; the interviewer's label is I, the participant's P.

    Returns:
        The id of its text's revision.
    """
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    transcript, revision, speaker = uuid4(), uuid4(), uuid4()
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (Text, [{"sha256": sha256, "text": text, "characters": len(text), "words": words}]),
        (
            Turn,
            [
                {"text_sha256": sha256, "position": position, "start": start, "end": end, "label": label}
                for position, start, end, label in turns
            ],
        ),
        (
            Revision,
            [
                {
                    "id": revision, "transcript_id": transcript, "text_sha256": sha256, "source_sha256": sha256,
                    "reader": "generated", "reader_version": 1,
                }
            ],
        ),
        (
            Transcript,
            [{"id": transcript, "name": f"T {number}", "file": f"{number}.txt", "revision_id": revision, "wave": "T1"}],
        ),
        (TranscriptParticipant, [{"id": uuid4(), "transcript_id": transcript, "participant_id": who, "position": 0}]),
        (
            Speaker,
            [
                {"id": speaker, "revision_id": revision, "label": "P", "interviewer": False},
                {"id": uuid4(), "revision_id": revision, "label": "I", "interviewer": True},
            ],
        ),
        (SpeakerParticipant, [{"id": uuid4(), "speaker_id": speaker, "participant_id": who, "position": 0}]),
    ]  # fmt: skip
    for table, values in rows:
        connection.execute(sa.insert(table), values)
    return revision


def _code(study: Study, chance: random.Random) -> None:
    """Codings of one code all over the study."""
    coder = study.coder_id()
    with study.step("Coded") as work:
        connection = work.session.connection()
        found = connection.scalars(sa.select(col(Revision.id))).all()
        passages, codings = [], []
        for number in range(CODINGS):
            start = number * 5 + chance.randrange(3)
            passage = {"id": uuid4(), "revision_id": found[number % len(found)], "start": start, "end": start + 60}
            passages.append(passage)
            codings.append({"id": uuid4(), "passage_id": passage["id"], "code": "one", "coder_id": coder})
        connection.execute(sa.insert(Passage), passages)
        connection.execute(sa.insert(Coding), codings)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
