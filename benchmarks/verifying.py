"""Verifying a report: `python -m benchmarks.verifying`. Ten thousand quotations against a thousand transcripts.

The transcripts have ten thousand words each and are put into the database without files. The report is a Word file as
the bare library writes it; of its quotations one in ten is shortened, and one in a hundred has another word. Beside it
stands what the bare libraries need to read that Word file (python-docx) and the texts (SQLAlchemy), comparing nothing.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import docx
import sqlalchemy as sa
from sqlmodel import col

from benchmarks import finding, floors
from benchmarks.studies import CODER
from workbench import opening
from workbench.model import Text
from workbench.report.rows import people_and_texts
from workbench.report.verify.verify import verify
from workbench.study import Study


def main(transcripts: int = 1_000, quotations: int = 10_000) -> None:
    """Time it once, on a study in a temporary folder."""
    with tempfile.TemporaryDirectory() as name, closing(sqlite3.connect(":memory:")) as bare:
        bare.execute("CREATE VIRTUAL TABLE turns USING fts5(words)")
        opening.make_study(Path(name) / "study")
        book = Path(name) / "study" / "codebooks" / "codebook.yaml"
        book.write_text("name: Generated\nversion: 1\ncodes:\n  - id: one\n    name: One\n", encoding="utf-8")
        study, _ = opening.open_study(Path(name) / "study", coder=CODER)
        with closing(study):
            finding.fill(study, bare, transcripts)
            path = Path(name) / "report.docx"
            made = _write(study, path, quotations)
            began = time.process_time()
            floor = _read(study, path)
            between = time.process_time()
            found = verify(study, path)
            took = time.process_time() - between
    verdicts = Counter(one.verdict for one in found.quotations)
    print(f"verify, {len(found.quotations):,} of {made:,} quotations, {transcripts:,} transcripts: {took:.1f} s")
    print(f"to read report and texts, with the bare libraries: {between - began:.1f} s ({floor:,} characters)")
    print(", ".join(f"{what}: {many:,}" for what, many in verdicts.most_common()))


def _write(study: Study, path: Path, quotations: int) -> int:
    chance = random.Random(3)
    _, transcripts = people_and_texts(study)
    made = []
    for number in range(quotations):
        row = chance.choice(transcripts)
        turn = chance.choice([one for one in row.turns if not one.interviewer])
        words = row.text[turn.start : turn.end].split()
        words = words[chance.randrange(5) : chance.randint(25, len(words))]
        if number % 10 == 0:
            words[10:15] = ["…"]
        if number % 100 == 7:
            words[8] = "another"
        made.append((" ".join(words), turn.participants[0]))
    floors.write_quotations(made, path)
    return len(made)


def _read(study: Study, path: Path) -> int:
    characters = sum(len(paragraph.text) for paragraph in docx.Document(str(path)).paragraphs)
    with study.read() as session:
        return characters + sum(len(text) for (text,) in session.execute(sa.select(col(Text.text))))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
