"""One job in a process of its own, which then says how much memory it held at most: python -m benchmarks.peak JOB ….

Jobs: `workbench ARGUMENT…` (the program), `read FOLDER` (bare lxml over the .docx files of a folder),
`quotations NUMBER FILE` (bare python-docx) and `kappa FILE` (scikit-learn's kappa of dense arrays).
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from benchmarks import floors
from benchmarks.measure import peak_megabytes

WORDS = "word " * 30
"""What stands in each quotation of the floor."""


def main(arguments: list[str]) -> None:
    """Do the job and write the peak, in millions of bytes, to standard output."""
    job, *rest = arguments
    if job == "workbench":
        from workbench.cli import main as program

        with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):  # noqa: PTH123
            try:
                program(rest)
            except SystemExit as leaving:
                if leaving.code:
                    raise
    elif job == "read":
        floors.read_all(sorted(Path(rest[0]).glob("*.docx")), floors.read_docx)
    elif job == "quotations":
        floors.write_quotations([(WORDS, "Parent 3, T2")] * int(rest[0]), Path(rest[1]))
    elif job == "kappa":
        import numpy as np

        floors.kappas(np.load(rest[0]))
    else:
        raise SystemExit(f"There is no job {job!r}.")
    print(f"{peak_megabytes():.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
