"""10,000 quotations to Word, with their marks, beside the fastest way that python-docx has for the same paragraphs.

Milliseconds of the processor.

Run as ``python -m benchmarks.word_report``; it takes some ten seconds.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import UUID

from benchmarks import floors
from benchmarks.measure import peak_megabytes

QUOTATIONS, RUNS = 10_000, 15
STUDY = UUID("6f1d8c1e-0000-4000-8000-000000000001")
_ROOT = Path(__file__).parent.parent


def quotations(number: int) -> list[tuple[str, str]]:
    """Words and attributions, forty words each."""
    said = " ".join(f"word{word}" for word in range(38))
    return [(f"Quotation {index} {said}.", f"PM{index % 9}, T{index % 2 + 1}") for index in range(number)]


def ours(number: int, path: Path, template: Path | None = None) -> Callable[[], None]:
    """What writes a report of so many quotations, all of them marked."""
    from workbench.report.content import Heading, Part, Quotation, Report, Source, TitlePage
    from workbench.report.marks import marked
    from workbench.report.word.document import to_docx
    from workbench.report.word.template import read_template

    blocks = [
        Quotation((Part(words),), attribution, Source("", "A", index, index + 1))
        for index, (words, attribution) in enumerate(quotations(number))
    ]
    report = Report(TitlePage("A report"), (Heading("One", 1), *marked(STUDY, blocks, lambda _: "0" * 64)))
    house = read_template(template) if template is not None else None
    return lambda: _write(path, to_docx(report, house))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def main() -> None:
    """Time both by turns, and print how much memory a process of each holds at most."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        if sys.argv[1:]:
            _once(sys.argv[1], path)
            print(f"{peak_megabytes():.0f}")
            return
        house = Path(folder) / "house.docx"
        floors.write_quotations([], house)
        jobs = {
            "floor": lambda: floors.write_quotations(quotations(QUOTATIONS), path),
            "ours": ours(QUOTATIONS, path),
            "ours, in a template": ours(QUOTATIONS, path, house),
        }
        times: dict[str, list[float]] = {name: [] for name in jobs}
        for _ in range(RUNS):
            for name, job in jobs.items():
                began = time.process_time()
                job()
                times[name].append(time.process_time() - began)
        floor = median(times["floor"])
        for name, taken in times.items():
            middle, least = median(taken), min(taken)
            print(
                f"{name}: {middle * 1000:.0f} ms, ratio {middle / floor:.2f}; at best {least * 1000:.0f} ms, "
                f"ratio {least / min(times['floor']):.2f}"
            )
        for name in ("floor", "ours"):
            command = [sys.executable, "-m", "benchmarks.word_report", name]
            done = subprocess.run(command, check=True, cwd=_ROOT, capture_output=True, text=True)
            print(f"{name}: at most {done.stdout.strip()} MB")


def _once(name: str, path: Path) -> None:
    if name == "floor":
        floors.write_quotations(quotations(QUOTATIONS), path)
    else:
        ours(QUOTATIONS, path)()


if __name__ == "__main__":
    main()
