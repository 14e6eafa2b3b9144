"""Measuring: a job and its floor by turns, in one run, the median of several."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil


@dataclass(frozen=True)
class Row:
    """One figure beside its floor.

    Attributes:
        job: What was measured.
        transcripts: How many transcripts the study has; 0 where it does not matter.
        unit: s (seconds) or MB (millions of bytes).
        ours: The median of ours.
        floor: The median of the floor's.
        floor_is: What the floor does.
        runs: How many runs each median is of.
        spread: The highest of ours less the lowest.
    """

    job: str
    transcripts: int
    unit: str
    ours: float
    floor: float
    floor_is: str
    runs: int
    spread: float

    @property
    def ratio(self) -> float:
        """How many times the floor ours is."""
        return self.ours / self.floor if self.floor else float("inf")

    @property
    def own(self) -> float:
        """What of ours comes on top of the floor."""
        return self.ours - self.floor

    def values(self) -> dict[str, Any]:
        """The row for JSON."""
        return asdict(self) | {"ratio": self.ratio, "own": self.own}


@dataclass(frozen=True)
class Side:
    """One of the two that are held against each other: a job, and what it works on.

    Attributes:
        job: Measured; gets what `setting` yields.
        setting: Made anew before every run and left after it; neither is measured.
    """

    job: Callable[[Any], object]
    setting: Callable[[], AbstractContextManager[Any]] = nullcontext

    @classmethod
    def of(cls, function: Callable[..., object], *arguments: object) -> Side:
        """A call that needs no setting."""
        return cls(lambda _: function(*arguments))


def compare(job: str, ours: Side, floor: Side, floor_is: str, *, transcripts: int, runs: int, scale: float = 1) -> Row:
    """Time ours and the floor by turns.

    Args:
        job: What is timed.
        ours: The program.
        floor: The irreducible part, by the bare library.
        floor_is: What the floor does, in words.
        transcripts: How many transcripts the study has.
        runs: How many runs of each.
        scale: What both times are multiplied by (for "per 100 transcripts").
    """
    own_times, floor_times = [], []
    # What is there already is left out of the collections from now on, which would take longer than many a job.
    gc.collect()
    gc.freeze()
    for _ in range(runs):
        floor_times.append(_timed(floor) * scale)
        own_times.append(_timed(ours) * scale)
    return row_of(job, "s", own_times, floor_times, floor_is, transcripts=transcripts)


def row_of(
    job: str, unit: str, ours: Sequence[float], floor: Sequence[float], floor_is: str, *, transcripts: int
) -> Row:
    """The row of what several runs measured."""
    spread = max(ours) - min(ours)
    return Row(job, transcripts, unit, statistics.median(ours), statistics.median(floor), floor_is, len(ours), spread)


def _timed(side: Side) -> float:
    with side.setting() as subject:
        gc.collect()
        began = time.perf_counter()
        side.job(subject)
        return time.perf_counter() - began


def peak_megabytes() -> float:
    """The most memory this process has held so far, in millions of bytes."""
    if sys.platform == "win32":
        peak: int = psutil.Process().memory_info().peak_wset
        return peak / 1e6
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage: on Linux its figure begins with what the parent held when it started this process.
        (kilobytes,) = (line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(kilobytes) * 1024 / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
