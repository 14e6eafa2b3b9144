"""The jobs that are measured, each beside its floor."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import floors
from benchmarks.measure import Row, Side, compare, row_of
from benchmarks.studies import CODER, CODES, Line, Workshop, codings, write_pack, write_themes
from workbench import coding, exchange, opening, report
from workbench.report.compose import compose
from workbench.report.content import Quotation
from workbench.report.word.document import write_report
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import importing, readers

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Amounts:
    """How much of everything.

    Attributes:
        words: Words of a transcript.
        codings: Codings that are applied.
        coded: Codings that a coded study has, from which extracts are read.
        quotations: How many quotations reports print.
        compared: Transcripts on which two coders are compared, with a hundred codings of each on each.
        draws: Bootstrap draws of that.
        runs: Runs of a quick job; slow ones have fewer.
    """

    words: int = 8_000
    codings: int = 1_000
    coded: int = 10_000
    quotations: tuple[int, ...] = (1_000, 10_000)
    compared: int = 1_000
    draws: int = 1_000
    runs: int = 5

    @property
    def few(self) -> int:
        """Runs of a slow job."""
        return min(3, self.runs)

    @property
    def starts(self) -> int:
        """Runs of whole processes that are over at once."""
        return 2 * self.runs if self.runs > 1 else 1

    @property
    def many(self) -> int:
        """Runs of a job of milliseconds."""
        return 10 * self.runs if self.runs > 1 else 1


QUICK = Amounts(words=300, codings=5, coded=20, quotations=(10,), compared=6, draws=20, runs=1)
"""Enough to see that every job runs."""


def start(amounts: Amounts) -> Iterator[Row]:
    """`workbench --version` as a whole process."""
    ours = Side.of(process, "-m", "workbench", "--version")
    name = "workbench --version, a process"
    for code, floor_is in (("pass", "python -c pass"), ("import click", "python importing click")):
        yield compare(name, ours, Side.of(process, "-c", code), floor_is, transcripts=0, runs=amounts.starts)


def imports(workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    """Reading and importing transcripts of each format; figures are per 100 transcripts."""
    # A thousand files are ten times a hundred: one run of them says as much.
    runs = 1 if workshop.transcripts >= 1_000 else amounts.few
    per_hundred = partial(compare, transcripts=workshop.transcripts, runs=runs, scale=100 / workshop.transcripts)
    for suffix, (reader, floor_is) in floors.READERS.items():
        paths = workshop.sources[suffix]
        bare = [(reader, floor_is)]
        if suffix == "docx":
            bare.append((floors.read_docx_by_python_docx, "python-docx: the paragraphs"))
        name = f"100 .{suffix}: read into text and turns"
        for one, one_is in bare:
            yield per_hundred(name, Side.of(_read, paths), Side.of(floors.read_all, paths, one), one_is)
        yield per_hundred(
            f"100 .{suffix}: import",
            Side(partial(_import, paths), workshop.fresh),
            Side(partial(floors.import_all, paths, reader), workshop.place),
            f"{floor_is}; file copied, text inserted",
        )


def _read(paths: Sequence[Path]) -> None:
    for path in paths:
        readers.read(path)


def _import(paths: Sequence[Path], study: Study) -> None:
    importing.import_files(study, paths)


def work(workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    """Opening, coding, extracts and reports, in one study."""
    with workshop.study(workshop.fill) as study:
        yield from _opening(study, workshop, amounts)
        lines = codings(study, amounts.coded + amounts.few * 2 * amounts.codings)
        spare = lines[amounts.coded :]
        yield from _single(study, workshop, amounts, spare[: amounts.few * amounts.codings])
        yield from _bulk(study, workshop, amounts, spare[amounts.few * amounts.codings :])
        take_in(study, write_pack(lines[: amounts.coded], workshop.folder / "coded.jsonl"))
        yield from _extracts(study, workshop, amounts)
        yield from _reports(study, workshop, amounts, lines[: amounts.coded])


def _opening(study: Study, workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    timed = partial(compare, transcripts=workshop.transcripts, runs=amounts.runs)
    yield timed(
        "opening the study",
        Side.of(_open, study.folder),
        Side.of(floors.open_study, study.folder),
        "files read, settings parsed, one SELECT",
    )
    yield timed(
        "workbench transcripts, a process",
        Side.of(process, "-m", "workbench", "--study", str(study.folder), "transcripts", "--json"),
        Side.of(process, "-c", "import sqlmodel"),
        "python importing sqlmodel",
    )


def _open(folder: Path) -> None:
    opened, _notices = opening.open_study(folder, coder=CODER)
    opened.close()


def _single(study: Study, workshop: Workshop, amounts: Amounts, lines: Sequence[Line]) -> Iterator[Row]:
    """Codings as a user makes them: each a step of its own."""
    portions = iter([lines[at : at + amounts.codings] for at in range(0, len(lines), amounts.codings)])

    def ours(_: None) -> None:
        for line in next(portions):
            coding.apply(study, line["transcript"], [Span(line["start"], line["end"])], [line["code"]])

    yield compare(
        f"{amounts.codings:,} codings, a step each",
        Side(ours),
        Side(partial(floors.insert_each, lines[: amounts.codings]), partial(_bare_database, workshop)),
        "sqlite3: 2 INSERTs and a COMMIT each",
        transcripts=workshop.transcripts,
        runs=amounts.few,
    )


def _bulk(study: Study, workshop: Workshop, amounts: Amounts, lines: Sequence[Line]) -> Iterator[Row]:
    """Codings taken in from a pack, as one step."""
    packs = [
        write_pack(lines[at : at + amounts.codings], workshop.folder / f"bulk-{at}.jsonl")
        for at in range(0, len(lines), amounts.codings)
    ]
    waiting = iter(packs)
    yield compare(
        f"{amounts.codings:,} codings from a pack, one step",
        Side(lambda _: take_in(study, next(waiting))),
        Side(partial(floors.insert_pack, packs[0]), partial(_bare_database, workshop)),
        "json and sqlite3: INSERTs, one COMMIT",
        transcripts=workshop.transcripts,
        runs=amounts.few,
    )


@contextmanager
def _bare_database(workshop: Workshop) -> Iterator[sqlite3.Connection]:
    with workshop.place() as place, closing(floors.database(place)) as connection:
        yield connection


def take_in(study: Study, *packs: Path) -> None:
    """Take packs into a study."""
    exchange.unpack(study, exchange.plan(study, exchange.read_packs(packs)), take="theirs")


def _extracts(study: Study, workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    yield compare(
        f"extracts of one of {CODES} codes, {amounts.coded:,} codings",
        Side(lambda _: coding.extracts(study, codes=["code-3"])),
        Side.of(floors.select_extracts, study.folder, "code-3"),
        "sqlite3: one SELECT with the words",
        transcripts=workshop.transcripts,
        runs=amounts.runs,
    )


def _reports(study: Study, workshop: Workshop, amounts: Amounts, lines: Sequence[Line]) -> Iterator[Row]:
    timed = partial(compare, transcripts=workshop.transcripts, runs=amounts.few)
    target, floor_is = workshop.folder / "report.docx", "python-docx: a copied paragraph each"
    for count in amounts.quotations:
        take_in(study, write_themes(lines[:count], workshop.folder / "themes.yaml"))
        made = compose(report.gather(study, CODER))
        quotations = [(block.words, block.attribution) for block in made.blocks if isinstance(block, Quotation)]
        if len(quotations) != count:
            message = f"the report has {len(quotations)} quotations, not {count}"
            raise AssertionError(message)
        floor = Side.of(floors.write_quotations, quotations, target)
        whole = Side(lambda _: report.write(study, target, coder=CODER))
        yield timed(f"report, {count:,} quotations", whole, floor, floor_is)
        yield timed(f"report, {count:,} quotations: Word alone", Side.of(write_report, made, target), floor, floor_is)


def memory(workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    """The most memory that a whole process holds: an import of .docx files, and a report with the most quotations."""
    runs, number = range(amounts.few), max(amounts.quotations)
    floor = [peak("read", str(workshop.folder / "docx")) for _ in runs]
    ours = []
    for _ in runs:
        with workshop.fresh() as study:
            ours.append(peak("workbench", "--study", str(study.folder), "import", str(workshop.folder / "docx")))
    yield row_of(
        f"peak memory: import of {workshop.transcripts:,} .docx", "MB", ours, floor, "lxml: the text elements",
        transcripts=workshop.transcripts,
    )  # fmt: skip
    with workshop.study(workshop.fill) as study:
        lines = codings(study, number)
        take_in(
            study,
            write_pack(lines, workshop.folder / "coded.jsonl"),
            write_themes(lines, workshop.folder / "themes.yaml"),
        )
        target = str(workshop.folder / "report.docx")
        report_arguments = ("workbench", "--study", str(study.folder), "report", "--coder", CODER, "-o", target)
        ours = [peak(*report_arguments) for _ in runs]
    floor = [peak("quotations", str(number), target) for _ in runs]
    yield row_of(
        f"peak memory: report, {number:,} quotations", "MB", ours, floor, "python-docx: a copied paragraph each",
        transcripts=workshop.transcripts,
    )  # fmt: skip


def peak(*arguments: str) -> float:
    """The most memory that a whole process of `benchmarks.peak` holds, in millions of bytes."""
    command = [sys.executable, "-m", "benchmarks.peak", *arguments]
    return float(subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout.split()[-1])


def process(*arguments: str) -> None:
    """Run Python with these arguments, to its end."""
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ)


Job = Callable[[Workshop, Amounts], Iterator[Row]]
JOBS: dict[str, Job] = {"imports": imports, "work": work, "memory": memory}
"""What can be asked for by name; `start` needs no study."""
