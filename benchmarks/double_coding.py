"""Real double coding through a study: `python -m benchmarks.double_coding FOLDER`, alpha beside what was published.

FOLDER holds texts that two people each divided into sentences and labelled: for each coder a file `NAME_coderN.tsv`
with a row for each sentence, its words under `text` and under `ann` whether it is an argument: 0 none, 1 the author's,
2 a reviewer's. Each text is imported as a transcript, what each coder labelled is put on it as codings, and coders are
compared in the study, text by text. Where the two divided the words differently each keeps their own borders; a text
has as many words for both, and is imported with those of the first.

The data are those of the public repository mdpi_argumentations. The authors' own script for one text counts words as
they stand between white space, and an argument or none: the row *word, an argument or none*.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Literal

import numpy as np

from workbench import coding, opening, sight
from workbench.agreement.comparison import Cutting, compare
from workbench.agreement.continuum import Continuum, Stretch
from workbench.agreement.figures import Draws, Measured, of_code, of_group
from workbench.agreement.frame import UNITS, Frame, Unit, frame_of
from workbench.agreement.gathering import Gathered, gathered
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import importing, listing

PUBLISHED = "0.81 ± 0.19"
"""Mean and spread of one alpha a text, as the authors of the data give it."""

Asked = Unit | Literal["word"]
ASKED: tuple[Asked, ...] = ("word", *UNITS[1:])
BINARY, WHOSE = "an argument or none", "the author's, a reviewer's or none"
LABELS = {"1": "author", "2": "reviewer"}
CODEBOOK = """\
name: Arguments
version: 1
codes:
  - {id: argument, name: An argument}
  - {id: whose, name: Whose argument, exclusive: true}
  - {id: author, name: The author's, parent: whose}
  - {id: reviewer, name: A reviewer's, parent: whose}
"""
_NONE = Draws(0, draws=0, seed=0)

Labelled = Sequence[tuple[Sequence[str], str]]
"""A coder's rows: the words of each, and its label."""


def main(folder: Path) -> None:
    """Import, compare, and print a table."""
    with tempfile.TemporaryDirectory(prefix="workbench-benchmarks-") as name:
        # Nobody's own settings or coder is to be met.
        os.environ["WORKBENCH_CONFIG_DIR"] = os.environ["WORKBENCH_DATA_DIR"] = str(Path(name) / "user")
        study = made(Path(name) / "study", read(folder))
        print(f"| unit | labels | texts | alpha, mean ± spread |\n|---|---|---:|---|\n| published | | | {PUBLISHED} |")
        for (unit, labels), alphas in alphas_by_text(study).items():
            told = [alpha for alpha in alphas if alpha is not None]
            print(f"| {unit} | {labels} | {len(told)} | {np.mean(told):.3f} ± {np.std(told):.3f} |")
        study.close()


def read(folder: Path) -> dict[str, dict[str, Labelled]]:
    """Each text with what its coders made of it: rows by coder."""
    found: dict[str, dict[str, Labelled]] = defaultdict(dict)
    for path in sorted(folder.glob("*_coder*.tsv")):
        text, _, coder = path.stem.rpartition("_")
        lines = path.read_text(encoding="utf-8").split("\n")
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        found[text][coder] = [(row["text"].split(), row["ann"]) for row in rows]
    return found


def made(folder: Path, texts: Mapping[str, Mapping[str, Labelled]]) -> Study:
    """A study with these texts and what each coder labelled as codings; a word is found by its number in the text."""
    opening.make_study(folder)
    (folder / "codebooks" / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    files = folder.parent / "files"
    files.mkdir()
    for name, by_coder in texts.items():
        text = " ".join(chain.from_iterable(words for words, _ in next(iter(by_coder.values()))))
        (files / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    study, _ = opening.open_study(folder, coder="import")
    importing.import_files(study, [files])
    with study.read() as session:
        shown = {one.name: listing.find_text(session, one.name).text for one in listing.transcripts(session)}
    for name, by_coder in texts.items():
        (transcript,) = (one for one in shown if one.replace(" ", "") == name.replace(" ", ""))
        words = word_spans(shown[transcript], 0)
        for coder, rows in by_coder.items():
            _code(replace(study, coder=coder), transcript, words, rows)
    return study


def word_spans(text: str, start: int) -> list[Span]:
    """The words of a text from a place on, as they stand between white space."""
    found, at = [], start
    for word in text[start:].split():
        at = text.index(word, at)
        found.append(Span(at, at + len(word)))
        at += len(word)
    return found


def _code(study: Study, transcript: str, words: Sequence[Span], rows: Labelled) -> None:
    """Put a coder's labels on a transcript."""
    borders = [0]
    for some, _ in rows:
        borders.append(borders[-1] + len(some))
    if borders[-1] != len(words):
        message = f"{transcript}: {study.coder} has {borders[-1]} words, and the text {len(words)}"
        raise ValueError(message)
    places: dict[str, list[Span]] = defaultdict(list)
    for (first, last), (_, label) in zip(pairwise(borders), rows, strict=True):
        if label in LABELS and first < last:
            places[LABELS[label]].append(Span(words[first].start, words[last - 1].end))
    for code, spans in places.items():
        coding.apply(study, transcript, spans, [code, "argument"])


def alphas_by_text(study: Study, units: Sequence[Asked] = ASKED) -> dict[tuple[str, str], list[float | None]]:
    """By unit and labels, one alpha for each text; None where it is undefined."""
    found: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for pair in _pairs(study):
        everything = gathered(study, pair, sample=True)
        for number, text in enumerate(everything.texts):
            one = everything._replace(texts=[text], coded=tuple((row[number],) for row in everything.coded))
            for unit in units:
                for labels, measured in _measured(study, one, unit):
                    found[unit, labels].append(measured.figures["alpha"])
    return found


def _pairs(study: Study) -> list[tuple[str, str]]:
    """Each two who coded a transcript."""
    with study.read() as session:
        by_transcript = sight.coders_by_transcript(session, study)
    return sorted({(min(names), max(names)) for names in by_transcript.values() if len(names) == 2})


def _measured(study: Study, one: Gathered, unit: Asked) -> Iterator[tuple[str, Measured]]:
    """The figures of one text: an argument or none, and whose or none."""
    if unit != "word":
        found = compare(study, list(one.people.values()), unit=unit, draws=0, found=one)
        yield BINARY, next(code for code in found.codes if code.id == "argument").measured
        yield WHOSE, found.groups[0].measured
        return
    frame = _by_word(frame_of(one.texts, "character", language="en", wanted=lambda _, turn: not turn.interviewer), one)
    cutting = Cutting(one, frame)
    yield BINARY, of_code(*cutting.of(["argument"]), cutting.present, _NONE)
    yield WHOSE, of_group(*cutting.of(["author", "reviewer"]), cutting.present, _NONE)


def _by_word(frame: Frame, one: Gathered) -> Frame:
    """The frame with words as units, as they stand between white space: a unit that the program does not offer."""
    (text,) = one.texts
    words = [word for turn in text.turns for word in word_spans(text.text[: turn.end], turn.start)]
    stretch = Stretch(words, [0] * len(words))
    return replace(frame, unit="token", continuum=Continuum([stretch], by_character=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
