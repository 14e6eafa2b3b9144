"""Generated studies on disk: files in every format, an empty study to start from, and work to be taken in."""

from __future__ import annotations

import json
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks import files
from benchmarks.interviews import interviews
from workbench import opening
from workbench.study import Study
from workbench.transcripts import importing, listing

CODES = 24
CODER = "Lead"
Line = dict[str, Any]
"""A coding as a line of a pack has it."""


class Workshop:
    """A temporary folder with the files of one size of study.

    Args:
        folder: Where; empty.
        transcripts: How many transcripts a study has.
        words: How many words each has.
    """

    def __init__(self, folder: Path, transcripts: int, words: int) -> None:
        self.folder, self.transcripts = folder, transcripts
        self._empty = folder / "empty"
        self.sources: dict[str, list[Path]] = {suffix: [] for suffix in files.FORMATS}
        for suffix in files.FORMATS:
            (folder / suffix).mkdir()
        for interview in interviews(transcripts, words=words):
            for suffix, paths in self.sources.items():
                paths.append(files.write(interview, folder / suffix, suffix))
        _make_empty(self._empty)

    def mixed(self) -> list[Path]:
        """The files of a study that has a quarter of each format."""
        suffixes = list(self.sources)
        return [self.sources[suffixes[number % len(suffixes)]][number] for number in range(self.transcripts)]

    @contextmanager
    def place(self) -> Iterator[Path]:
        """An empty folder of its own, gone afterwards."""
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            yield Path(name)

    def fresh(self) -> AbstractContextManager[Study]:
        """An empty study, open; gone afterwards."""
        return self.study(lambda study: None)

    @contextmanager
    def study(self, fill: Callable[[Study], None]) -> Iterator[Study]:
        """A study, open and filled; gone afterwards."""
        with self.place() as place:
            folder = place / "study"
            shutil.copytree(self._empty, folder)
            study, _ = opening.open_study(folder, coder=CODER)
            try:
                fill(study)
                yield study
            finally:
                study.close()

    def fill(self, study: Study) -> None:
        """Import all transcripts in mixed formats."""
        summary = importing.import_files(study, self.mixed())
        if len(summary.imported) != self.transcripts:
            message = f"{len(summary.imported)} of {self.transcripts} transcripts were imported"
            raise AssertionError(message)


def _make_empty(folder: Path) -> None:
    opening.make_study(folder)
    codes = [
        {
            "id": f"code-{number}",
            "name": f"Code {number}",
            "definition": "Whatever this generated code is said to mean.",
        }
        for number in range(CODES)
    ]
    book = {"name": "Generated", "version": 1, "codes": codes}
    (folder / "codebooks" / "codebook.yaml").write_text(yaml.safe_dump(book, sort_keys=False), encoding="utf-8")
    study, _ = opening.open_study(folder, coder=CODER)
    study.coder_id()
    study.close()


def codings(study: Study, count: int, *, seed: int = 7) -> list[Line]:
    """So many codings to make, no two on one passage: whole sentences of a participant, all over the study."""
    random = Random(seed)
    with study.read() as session:
        found = listing.transcripts(session)
        texts = listing.spoken(session, [item.revision_id for item in found])
    spans = {item.name: _spans(random, texts[item.revision_id], -(-count // len(found))) for item in found}
    places = [(item, *spans[item.name].pop()) for _ in range(-(-count // len(found))) for item in found]
    return [
        {
            "id": str(uuid.UUID(int=random.getrandbits(128), version=4)), "transcript": item.name,
            "text_sha256": item.text_sha256, "start": start, "end": end,
            "code": f"code-{random.randrange(CODES)}", "coder": CODER, "made_at": "2026-01-01T00:00:00Z",
        }
        for item, start, end in places[:count]
    ]  # fmt: skip


def _spans(random: Random, text: listing.SpokenText, count: int) -> list[tuple[int, int]]:
    """So many different passages of a transcript, 20 to 600 characters long; of sentences, where these will do."""
    for signs in (".?", ".?, "):
        possible: set[tuple[int, int]] = set()
        for turn in text.turns:
            if not turn.interviewer:
                ends = [turn.start, *(at + 1 for at in range(turn.start, turn.end) if text.text[at] in signs), turn.end]
                possible |= {(start, end) for start, end in combinations(ends, 2) if 20 <= end - start <= 600}
        if len(possible) >= count:
            break
    return random.sample(sorted(possible), count)


def write_pack(lines: Sequence[Line], path: Path) -> Path:
    """Codings as a pack."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def write_themes(lines: Sequence[Line], path: Path, *, themes: int = 6) -> Path:
    """Themes in which every passage of these codings is a key quotation, as a pack."""
    entries = [
        {
            "id": str(uuid.UUID(int=number + 1, version=4)), "name": f"Theme {number + 1}", "status": "reviewed",
            "concept": "What this generated theme is about.", "narrative": "A paragraph of prose. " * 20,
            "position": number + 1, "codes": [],
            "extracts": [
                {key: line[key] for key in ("transcript", "text_sha256", "start", "end")}
                | {"stance": "supports", "use": "key"}
                for line in lines[number::themes]
            ],
        }
        for number in range(themes)
    ]  # fmt: skip
    path.write_text(json.dumps({"themes": entries}), encoding="utf-8")
    return path
