"""10,000 quotations in every shape of the report: seconds of the processor from the content to the bytes, and memory.

Run as ``python -m benchmarks.shapes``; each shape has a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measure import peak_megabytes
from benchmarks.word_report import quotations

QUOTATIONS = 10_000
UNDER_A_HEADING = 500
_ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print a line for each shape; where an ending is named, that one's figures alone."""
    from workbench.report.shapes import SHAPES

    if sys.argv[1:]:
        print(measured(sys.argv[1]))
        return
    for shape in SHAPES:
        command = [sys.executable, "-m", "benchmarks.shapes", shape.ending]
        done = subprocess.run(command, check=True, cwd=_ROOT, capture_output=True, text=True)
        print(f"{shape.ending}: {done.stdout.strip()}")


def measured(ending: str) -> str:
    """How long a report takes in the shape of an ending, how much memory, and how long its file is."""
    from workbench.report.content import Block, Heading, Part, Quotation, Report, Source, TitlePage, Voice
    from workbench.report.shapes import to_bytes

    blocks: list[Block] = []
    for index, (words, attribution) in enumerate(quotations(QUOTATIONS)):
        if index % UNDER_A_HEADING == 0:
            blocks.append(Heading(f"Theme {index}", 1, theme=str(index)))
        label, wave = attribution.split(", ")
        source = Source("", "A", index, index + 1)
        blocks.append(Quotation((Part(words),), attribution, source, voice=Voice(label, "Mentor", wave)))
    report = Report(TitlePage("A report"), tuple(blocks))
    began = time.process_time()
    data = to_bytes(report, Path(f"report{ending}"))
    taken = time.process_time() - began
    return f"{taken:.2f} s, at most {peak_megabytes():.0f} MB, a file of {len(data) / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
