"""The jobs that are measured, each beside its floor."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import floors
from benchmarks.measure import Row, Side, compare, row_of
from benchmarks.studies import CODER, CODES, Line, Workshop, codings, write_pack, write_themes
from workbench import coding, exchange, opening, report
from workbench.report.compose import compose
from workbench.report.content import Quotation
from workbench.report.word import write_report
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
        runs: Runs of a quick job; slow ones have fewer.
    """

    words: int = 8_000
    codings: int = 1_000
    coded: int = 10_000
    quotations: tuple[int, ...] = (1_000, 10_000)
    runs: int = 5

    @property
    def few(self) -> int:
        """Runs of a slow job."""
        return min(3, self.runs)


QUICK = Amounts(words=300, codings=5, coded=20, quotations=(10,), runs=1)
"""Enough to see that every job runs."""


def start(amounts: Amounts) -> Iterator[Row]:
    """`workbench --version` as a whole process."""
    ours = Side(lambda _: _process("-m", "workbench", "--version"))
    name = "workbench --version, a process"
    for code, floor_is in (("pass", "python -c pass"), ("import click", "python importing click")):
        floor = Side(lambda _, code=code: _process("-c", code))
        yield compare(name, ours, floor, floor_is, transcripts=0, runs=2 * amounts.runs)


def imports(workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    """Reading and importing transcripts of each format; figures are per 100 transcripts."""
    per_hundred = partial(compare, transcripts=workshop.transcripts, scale=100 / workshop.transcripts)
    for suffix, (reader, floor_is) in floors.READERS.items():
        paths = workshop.sources[suffix]
        bare = [(reader, floor_is)]
        if suffix == "docx":
            bare.append((floors.read_docx_by_python_docx, "python-docx: the paragraphs"))
        for one, one_is in bare:
            yield per_hundred(
                f"100 .{suffix}: read into text and turns",
                Side(lambda _, paths=paths: [readers.read(path) for path in paths]),
                Side(lambda _, paths=paths, one=one: floors.read_all(paths, one)),
                one_is,
                runs=amounts.few,
            )
        yield per_hundred(
            f"100 .{suffix}: import",
            Side(lambda study, paths=paths: importing.import_files(study, paths), workshop.fresh),
            Side(lambda folder, paths=paths, reader=reader: floors.import_all(paths, reader, folder), workshop.place),
            f"{floor_is}; file copied, text inserted",
            runs=amounts.few,
        )


def work(workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    """Opening, coding, extracts and reports, in one study."""
    with workshop.study(workshop.fill) as study:
        yield from _opening(study, workshop, amounts)
        lines = codings(study, amounts.coded + amounts.few * 2 * amounts.codings)
        spare = lines[amounts.coded :]
        yield from _single(study, workshop, amounts, spare[: amounts.few * amounts.codings])
        yield from _bulk(study, workshop, amounts, spare[amounts.few * amounts.codings :])
        _take_in(study, write_pack(lines[: amounts.coded], workshop.folder / "coded.jsonl"))
        yield from _extracts(study, workshop, amounts)
        yield from _reports(study, workshop, amounts, lines[: amounts.coded])


def _opening(study: Study, workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    def ours(_: None) -> None:
        opened, _notices = opening.open_study(study.folder, coder=CODER)
        opened.close()

    yield compare(
        "opening the study", Side(ours), Side(lambda _: floors.open_study(study.folder)),
        "files read, settings parsed, one SELECT", transcripts=workshop.transcripts, runs=amounts.runs,
    )  # fmt: skip
    yield compare(
        "workbench transcripts, a process",
        Side(lambda _: _process("-m", "workbench", "--study", str(study.folder), "transcripts", "--json")),
        Side(lambda _: _process("-c", "import sqlmodel")), "python importing sqlmodel",
        transcripts=workshop.transcripts, runs=amounts.runs,
    )  # fmt: skip


def _single(study: Study, workshop: Workshop, amounts: Amounts, lines: Sequence[Line]) -> Iterator[Row]:
    """Codings as a user makes them: each a step of its own."""
    portions = iter([lines[at : at + amounts.codings] for at in range(0, len(lines), amounts.codings)] * 2)

    @contextmanager
    def bare() -> Iterator[object]:
        with workshop.place() as place:
            connection = floors.database(place)
            yield connection
            connection.close()

    def ours(_: None) -> None:
        for line in next(portions):
            coding.apply(study, line["transcript"], [Span(line["start"], line["end"])], [line["code"]])

    yield compare(
        f"{amounts.codings:,} codings, a step each", Side(ours),
        Side(lambda connection: floors.insert_each(connection, lines[: amounts.codings]), bare),
        "sqlite3: 2 INSERTs and a COMMIT each", transcripts=workshop.transcripts, runs=amounts.few,
    )  # fmt: skip


def _bulk(study: Study, workshop: Workshop, amounts: Amounts, lines: Sequence[Line]) -> Iterator[Row]:
    """Codings taken in from a pack, as one step."""
    packs = [
        write_pack(list(lines[at : at + amounts.codings]), workshop.folder / f"bulk-{at}.jsonl")
        for at in range(0, len(lines), amounts.codings)
    ]
    waiting = iter(packs)

    @contextmanager
    def bare() -> Iterator[object]:
        with workshop.place() as place:
            connection = floors.database(place)
            yield connection
            connection.close()

    yield compare(
        f"{amounts.codings:,} codings from a pack, one step", Side(lambda _: _take_in(study, next(waiting))),
        Side(lambda connection: floors.insert_pack(connection, packs[0]), bare),
        "json and sqlite3: INSERTs, one COMMIT", transcripts=workshop.transcripts, runs=amounts.few,
    )  # fmt: skip


def _take_in(study: Study, *packs: Path) -> None:
    exchange.unpack(study, exchange.plan(study, exchange.read_packs(packs)), take="theirs")


def _extracts(study: Study, workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    name = f"extracts of one of {CODES} codes, {amounts.coded:,} codings"
    yield compare(
        name, Side(lambda _: coding.extracts(study, codes=["code-3"])),
        Side(lambda _: floors.select_extracts(study.folder, "code-3")), "sqlite3: one SELECT with the words",
        transcripts=workshop.transcripts, runs=amounts.runs,
    )  # fmt: skip


def _reports(study: Study, workshop: Workshop, amounts: Amounts, lines: Sequence[Line]) -> Iterator[Row]:
    target = workshop.folder / "report.docx"
    for count in amounts.quotations:
        _take_in(study, write_themes(list(lines[:count]), workshop.folder / "themes.yaml"))
        made = compose(report.gather(study, CODER))
        quotations = [(block.words, block.attribution) for block in made.blocks if isinstance(block, Quotation)]
        if len(quotations) != count:
            message = f"the report has {len(quotations)} quotations, not {count}"
            raise AssertionError(message)
        floor = Side(lambda _, quotations=quotations: floors.write_quotations(quotations, target))
        floor_is = "python-docx: a copied paragraph each"
        for name, ours in (
            ("report", lambda _: report.write(study, target, coder=CODER)),
            ("report: Word file alone", lambda _, made=made: write_report(made, target)),
        ):
            yield compare(
                f"{name}, {count:,} quotations", Side(ours), floor, floor_is,
                transcripts=workshop.transcripts, runs=amounts.few,
            )  # fmt: skip


def memory(workshop: Workshop, amounts: Amounts) -> Iterator[Row]:
    """The most memory that a whole process holds: an import of .docx files, and a report with the most quotations."""
    runs, number = range(amounts.few), max(amounts.quotations)
    floor = [_peak("read", str(workshop.folder / "docx")) for _ in runs]
    ours = []
    for _ in runs:
        with workshop.fresh() as study:
            ours.append(_peak("workbench", "--study", str(study.folder), "import", str(workshop.folder / "docx")))
    yield row_of(
        f"peak memory: import of {workshop.transcripts:,} .docx", "MB", ours, floor, "lxml: the text elements",
        transcripts=workshop.transcripts,
    )  # fmt: skip
    with workshop.study(workshop.fill) as study:
        lines = codings(study, number)
        _take_in(
            study,
            write_pack(lines, workshop.folder / "coded.jsonl"),
            write_themes(lines, workshop.folder / "themes.yaml"),
        )
        target = str(workshop.folder / "report.docx")
        report_arguments = ("workbench", "--study", str(study.folder), "report", "--coder", CODER, "-o", target)
        ours = [_peak(*report_arguments) for _ in runs]
    floor = [_peak("quotations", str(number), target) for _ in runs]
    yield row_of(
        f"peak memory: report, {number:,} quotations", "MB", ours, floor, "python-docx: a copied paragraph each",
        transcripts=workshop.transcripts,
    )  # fmt: skip


def _peak(*arguments: str) -> float:
    command = [sys.executable, "-m", "benchmarks.peak", *arguments]
    return float(subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout.split()[-1])


def _process(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ)


Job = Callable[[Workshop, Amounts], Iterator[Row]]
JOBS: dict[str, Job] = {"imports": imports, "work": work, "memory": memory}
"""What can be asked for by name; `start` needs no study."""
