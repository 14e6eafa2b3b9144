"""What somebody did in a study, as a test itself keeps account of it, to hold the program's own lists against it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from workbench.cli import cli

PARENT, STAFF = "Parent 2 T1", "S1+S2+S3 T1"
FILES = {PARENT: ("P2_T1.txt", "cp1252"), STAFF: ("Staff_T1_group.txt", "utf-8")}


class Coded(NamedTuple):
    """A coding as `workbench codings --json` tells of it."""

    transcript: str
    start: int
    end: int
    quote: str
    code: str
    memo: str
    not_for_quotation: bool


@dataclass
class Kept:
    """A coding in the account; its words stand once in the transcript."""

    transcript: str
    words: str
    code: str
    memo: str = ""


class Noted(NamedTuple):
    """A memo as `workbench memos --json` tells of it."""

    about: str
    kind: str
    phase: int | None
    text: str
    transcript: str | None
    start: int | None
    end: int | None
    not_for_quotation: bool
    in_coding: bool


@dataclass
class Memo:
    """A memo in the account; the words that it is about, where it is about some."""

    text: str
    about: str = "study"
    kind: str = "analytic"
    phase: int | None = None
    transcript: str | None = None
    words: str = ""


@dataclass
class Ledger:
    """All that was done to the study in a folder."""

    folder: Path
    codings: list[Kept] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)
    """All but those that stand with a coding."""
    sealed: list[tuple[str, str]] = field(default_factory=list)
    """Transcript and words of each passage that is not for quotation."""

    def add(self, words: str, *codes: str, transcript: str = PARENT) -> None:
        """Codes were put on words."""
        self.codings += [Kept(transcript, words, code) for code in codes]

    def find(self, words: str, code: str) -> Kept:
        """The one coding of a code on words."""
        (found,) = [one for one in self.codings if (one.words, one.code) == (words, code)]
        return found

    def change(self, words: str, old: str, /, **what: str) -> None:
        """The coding of a code on words has other words, another code or a memo now."""
        kept = self.find(words, old)
        for name, value in what.items():
            setattr(kept, name, value)

    def remove(self, words: str, code: str) -> None:
        """The coding of a code on words was taken off."""
        self.codings.remove(self.find(words, code))

    def split(self, words: str, code: str, second: str) -> None:
        """The coding of a code on words was cut in two; the second half begins where ``second`` does."""
        kept = self.find(words, code)
        assert kept.words.endswith(second)
        kept.words = kept.words.removesuffix(second).rstrip()
        self.codings.append(Kept(kept.transcript, second, code))

    def transfer(self, old: str, new: str, transcript: str = PARENT) -> int:
        """All codings of a code in a transcript have another; gives how many."""
        moved = [one for one in self.codings if (one.transcript, one.code) == (transcript, old)]
        for one in moved:
            one.code = new
        return len(moved)

    @property
    def expected(self) -> list[Coded]:
        """What the program must list, and nothing besides."""
        listed = []
        for one in self.codings:
            place = self._place(one.transcript, one.words)
            withheld = self._is_sealed(one.transcript, *place)
            listed.append(Coded(one.transcript, *place, one.words, one.code, one.memo, withheld))
        return sorted(listed)

    @property
    def expected_memos(self) -> list[Noted]:
        """The memos that the program must list, those of codings too, and nothing besides."""
        listed = [
            Noted("coding", "analytic", None, one.memo, one.transcript, one.start, one.end, one.not_for_quotation, True)
            for one in self.expected
            if one.memo
        ]
        for one in self.memos:
            place, withheld = (None, None), False
            if one.transcript is not None and one.words:
                place = self._place(one.transcript, one.words)
                withheld = self._is_sealed(one.transcript, *place)
            noted = Noted(one.about, one.kind, one.phase, one.text, one.transcript, *place, withheld, False)
            listed.append(noted)
        return sorted(listed, key=repr)

    def _is_sealed(self, transcript: str, start: int, end: int) -> bool:
        return any(name == transcript and first < end and start < last for name, first, last in self.expected_marks)

    @property
    def expected_marks(self) -> list[tuple[str, int, int]]:
        """Where the marks must be, and nowhere else."""
        return sorted((name, *self._place(name, words)) for name, words in self.sealed)

    def agrees(self) -> None:
        """The program lists what was done, and nothing besides."""
        assert codings_of(self.folder) == self.expected
        assert marks_of(self.folder) == self.expected_marks
        assert memos_of(self.folder) == self.expected_memos

    def few_of(self, words: str) -> str:
        """So many of the first words of a passage of the parent's interview that they stand nowhere else in it."""
        text, parts = self._text(PARENT).casefold(), words.split(" ")
        beginnings = (" ".join(parts[:many]) for many in range(2, len(parts) + 1))
        return next((one for one in beginnings if text.count(one.casefold()) == 1), words)

    def _place(self, transcript: str, words: str) -> tuple[int, int]:
        text = self._text(transcript)
        assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in {transcript}"
        return (start := text.index(words)), start + len(words)

    def _text(self, transcript: str) -> str:
        name, encoding = FILES[transcript]
        return (self.folder / "transcripts" / name).read_text(encoding=encoding)


def listed(folder: Path, *command: str) -> Any:
    """What the command line lists as JSON."""
    asked = CliRunner().invoke(cli, ["--study", str(folder), *command, "--json"], standalone_mode=False)
    assert asked.exception is None, asked.exception
    return json.loads(asked.stdout)


def codings_of(folder: Path) -> list[Coded]:
    """All codings of the study, as `workbench codings --json` lists them, started anew for it."""
    line = [sys.executable, "-m", "workbench", "codings", "--json"]
    found = json.loads(subprocess.run(line, cwd=folder, capture_output=True, check=True).stdout)
    return sorted(Coded(*(one[name] for name in Coded._fields)) for one in found)


def memos_of(folder: Path) -> list[Noted]:
    """All memos of the study, as `workbench memos --json` lists them."""
    return sorted((Noted(*(one[name] for name in Noted._fields)) for one in listed(folder, "memos")), key=repr)


def marks_of(folder: Path) -> list[tuple[str, int, int]]:
    """All passages that are not for quotation, as `workbench marked --json` lists them."""
    return sorted((one["transcript"], one["start"], one["end"]) for one in listed(folder, "marked"))


def take_back(run: Any, once: Callable[[], None], told: str, steps: Sequence[str]) -> None:
    """Undo or redo each step; each is told, where the step beside it begins otherwise."""

    def begins(sentence: str) -> str:
        # Where the line at the bottom is too short for a sentence, long names in it are cut.
        before, mark, name = sentence.partition("“")
        return f"{before}{mark}{name[:5]}"

    for beginning, same in groupby(steps, key=begins):
        for _ in same:
            once()
        run.wait_for(f"{told}: {beginning}")
