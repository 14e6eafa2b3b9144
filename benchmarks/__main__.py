"""Run the benchmarks: python -m benchmarks --help."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import psutil

from benchmarks import jobs
from benchmarks.agreement import agreement
from benchmarks.codebook_room import codebook_room
from benchmarks.coding_room import coding_room
from benchmarks.measure import Row
from benchmarks.studies import Workshop
from benchmarks.table import HEADERS, cells, line, markdown
from benchmarks.transcript_view import transcript_view

_LIBRARIES = (
    "click", "lxml", "numpy", "psutil", "pydantic", "python-docx", "PyYAML", "rapidfuzz", "scikit-learn", "sqlalchemy",
    "sqlmodel", "srt", "textual", "webvtt-py",
)  # fmt: skip
_ALONE = {
    "start": jobs.start,
    "view": transcript_view,
    "coding": coding_room,
    "codebook": codebook_room,
    "agreement": agreement,
}
"""The jobs that need no study, by name."""


def _numbers(_context: click.Context, _option: click.Parameter, given: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(part) for part in given.split(","))
    except ValueError as error:
        raise click.BadParameter("numbers with commas between them, such as 10,100") from error
    if min(numbers) < 1:
        raise click.BadParameter("a study has at least one transcript")
    return numbers


@click.command()
@click.option("--sizes", default="10,100,1000", callback=_numbers, help="Transcripts of the studies: 10,100,1000.")
@click.option("--only", multiple=True, type=click.Choice([*_ALONE, *jobs.JOBS]), help="Only these jobs.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures there.")
@click.option("--markdown", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write the table there.")
@click.option("--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Where studies are made.")
@click.option("--quick", is_flag=True, help="One tiny study, one run, no memory: does every job run?")
def main(
    sizes: Sequence[int],
    only: Sequence[str],
    json_file: Path | None,
    page: Path | None,
    folder: Path | None,
    quick: bool,
) -> None:
    """Time the main jobs on generated studies of 10, 100 and 1,000 transcripts, each beside the bare library."""
    amounts = jobs.QUICK if quick else jobs.Amounts()
    with tempfile.TemporaryDirectory(prefix="workbench-benchmarks-", dir=folder) as name:
        place = Path(name)
        # Nobody's own settings, coder or database is to be met.
        for key in [key for key in os.environ if key.startswith("WORKBENCH_")]:
            del os.environ[key]
        os.environ["WORKBENCH_CONFIG_DIR"] = os.environ["WORKBENCH_DATA_DIR"] = str(place / "user")
        told = machine(place)
        print("; ".join(f"{key} {value}" for key, value in told.items()))
        rows = []
        print(line(HEADERS))
        for row in _rows(place, (2,) if quick else sizes, only, amounts):
            print(line(cells(row)), flush=True)
            rows.append(row)
    if json_file is not None:
        values = {"machine": told, "rows": [row.values() for row in rows]}
        json_file.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
    if page is not None:
        page.write_text(markdown(rows), encoding="utf-8")


def _rows(place: Path, sizes: Sequence[int], only: Sequence[str], amounts: jobs.Amounts) -> Iterator[Row]:
    for name, alone in _ALONE.items():
        if not only or name in only:
            yield from alone(amounts)
    wanted: list[Callable[[Workshop, jobs.Amounts], Iterator[Row]]]
    usual = set(jobs.JOBS) - ({"memory"} if amounts is jobs.QUICK else set())  # memory means whole processes: slow
    wanted = [job for name, job in jobs.JOBS.items() if name in (only or usual)]
    for size in sizes if wanted else ():
        folder = place / f"study-of-{size}"
        folder.mkdir()
        workshop = Workshop(folder, size, amounts.words)
        for job in wanted:
            yield from job(workshop, amounts)
        shutil.rmtree(folder)


def machine(place: Path) -> dict[str, Any]:
    """What the figures were measured on; `place` is where the studies lie."""
    mounts = [part for part in psutil.disk_partitions(all=True) if place.is_relative_to(part.mountpoint)]
    nearest = max(mounts, key=lambda part: len(part.mountpoint), default=None)
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "file_system": nearest.fstype if nearest else "unknown",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{library: version(library) for library in _LIBRARIES},
    }


if __name__ == "__main__":
    main()
