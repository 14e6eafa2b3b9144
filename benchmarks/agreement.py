"""Two coders compared: 50 codes, a hundred codings of each on every transcript, figures with bootstrap intervals.

Ours reads everything from the study's database (texts, turns, who speaks, codings) and works out every figure of every
code, with intervals, at turn or character level. The peer is scikit-learn's kappa, without intervals, of dense arrays
of turns that are there already. Memory is that of whole processes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from benchmarks import floors
from benchmarks.finding import put_transcript
from benchmarks.interviews import INTERVIEWER, Interview, interviews
from benchmarks.jobs import Amounts, peak, process
from benchmarks.measure import Row, Side, compare, row_of
from benchmarks.studies import CODER
from workbench import opening
from workbench.agreement import comparison
from workbench.agreement.frame import Unit
from workbench.model import Coder, Coding, Participant, Passage
from workbench.study import Study

CODES = 50
EACH = 100
"""Codings of each coder on each transcript."""
OTHER = "Second"
UNITS: tuple[Unit, ...] = ("turn", "character")

Dense = NDArray[np.bool_]
"""Who put which code on which turn of a participant; shape ``(coders, codes, turns)``."""


def agreement(amounts: Amounts) -> Iterator[Row]:
    """Comparing two coders at turn and at character level, and the memory that takes."""
    size = f"{2 * EACH * amounts.compared:,} codings, {CODES} codes, {amounts.draws:,} draws"
    with tempfile.TemporaryDirectory(prefix="workbench-benchmarks-") as name:
        folder = Path(name) / "study"
        study, arrays = made(folder, amounts)
        for unit in UNITS:
            job = partial(comparison.compare, study, [CODER, OTHER], unit=unit, draws=amounts.draws)
            yield compare(
                f"agreement by {unit}: {size}",
                Side.of(job),
                Side.of(floors.kappas, arrays),
                "scikit-learn: kappa of dense arrays of turns",
                transcripts=amounts.compared,
                runs=amounts.few,
            )
        _check(study, arrays)
        study.close()
        if amounts.runs == 1:  # whole processes are slow
            return
        np.save(folder.parent / "dense.npy", arrays)
        yield from _processes(folder, amounts)


def _processes(folder: Path, amounts: Amounts) -> Iterator[Row]:
    """The same as whole processes, from the command to the figures: how long they take, and how much they hold."""
    bare, draws = ("kappa", str(folder.parent / "dense.npy")), str(amounts.draws)
    floor_is = "python importing scikit-learn: kappa of dense arrays of turns"
    commands = {
        unit: ("--study", str(folder), "agreement", CODER, OTHER, "--unit", unit, "--draws", draws, "--json")
        for unit in UNITS
    }
    for unit, command in commands.items():
        yield compare(
            f"workbench agreement by {unit}, a process",
            Side.of(process, "-m", "workbench", *command),
            Side.of(process, "-m", "benchmarks.peak", *bare),
            floor_is,
            transcripts=amounts.compared,
            runs=amounts.few,
        )
    floor = [peak(*bare)]
    for unit, command in commands.items():
        ours = [peak("workbench", *command)]
        yield row_of(f"peak memory: agreement by {unit}", "MB", ours, floor, floor_is, transcripts=amounts.compared)


def _check(study: Study, arrays: Dense) -> None:
    """Both sides have worked out the same."""
    codes = comparison.compare(study, [CODER, OTHER], draws=0).codes
    ours = [float("nan") if (kappa := one.measured.figures["kappa"]) is None else kappa for one in codes]
    if not np.allclose(ours, floors.kappas(arrays), equal_nan=True):
        message = "kappa is another than scikit-learn's"
        raise AssertionError(message)


def made(folder: Path, amounts: Amounts) -> tuple[Study, Dense]:
    """A study with transcripts and two coders' codings, put into the database without files; and what they coded."""
    opening.make_study(folder)
    lines = [f"  - {{id: code-{number}, name: Code {number}}}\n" for number in range(CODES)]
    book = folder / "codebooks" / "codebook.yaml"
    book.write_text(f"name: Generated\nversion: 1\ncodes:\n{''.join(lines)}", encoding="utf-8")
    study, _ = opening.open_study(folder, coder=CODER)
    chance, coded = Random(11), []
    with study.step("Filled") as work:
        other, who = Coder(name=OTHER), Participant(participant="P1", label="P", position=0)
        work.session.add_all([other, who])
        work.session.flush()
        coders, connection = (study.coder_id(), other.id), work.session.connection()
        for number, interview in enumerate(interviews(amounts.compared, words=amounts.words)):
            text, turns = _text(interview)
            revision = put_transcript(connection, number, text, turns, who.id, words=amounts.words)
            places = [(start, end) for _, start, end, label in turns if label == "P"]
            coded.append(_code(connection, revision, places, coders, chance))
    return study, np.concatenate(coded, axis=-1)


def _text(interview: Interview) -> tuple[str, list[tuple[int, int, int, str]]]:
    """An interview as text, and of each turn its place among them, start, end and label."""
    text, turns = "", []
    for position, turn in enumerate(interview.turns):
        label = "I" if turn.speaker == INTERVIEWER else "P"
        start = len(text) + len(label) + 2
        text += f"{label}: {turn.words}\n"
        turns.append((position, start, start + len(turn.words), label))
    return text, turns


def _code(
    connection: sa.Connection,
    revision: UUID,
    places: Sequence[tuple[int, int]],
    coders: Sequence[UUID],
    chance: Random,
) -> Dense:
    """Codings of a transcript: mostly both put one code on nearly the same words, else each on words of their own."""
    passages: dict[tuple[int, int], UUID] = {}
    codings, coded = [], np.zeros((len(coders), CODES, len(places)), dtype=bool)
    for _ in range(EACH):
        turn = code = start = end = 0
        for row, coder in enumerate(coders):
            if row == 0 or chance.random() < 0.3:
                turn, code = chance.randrange(len(places)), min(CODES, int(chance.paretovariate(0.5))) - 1
                start = chance.randrange(*places[turn])
                end = min(start + chance.randint(20, 600), places[turn][1])
            # The other coder often leaves the last words out.
            last = end - row * chance.randrange(end - start) // 3
            passage = passages.setdefault((start, last), uuid4())
            codings.append({"id": uuid4(), "passage_id": passage, "code": f"code-{code}", "coder_id": coder})
            coded[row, code, turn] = True
    rows = [{"id": one, "revision_id": revision, "start": start, "end": end} for (start, end), one in passages.items()]
    connection.execute(sa.insert(Passage), rows)
    connection.execute(sa.insert(Coding), codings)
    return coded
