"""Codebooks: files of 500 codes checked, compared and merged as whole processes, and the codes shown on the screen.

The floors read the same files with PyYAML alone, or have git merge them line by line; the peer of the screen is
Textual's own tree with the same names.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import DEVNULL, run
from unittest.mock import patch

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Tree

from benchmarks.jobs import Amounts
from benchmarks.measure import Row, Side, compare, row_of
from benchmarks.studies import CODER
from benchmarks.transcript_view import SIZE
from workbench import coding, opening
from workbench.codebook.editing.edit import set_fields
from workbench.spans import Span
from workbench.transcripts.importing import import_files
from workbench.tui.app import Workbench
from workbench.tui.widgets.codebook_rows import CodebookRows

CODES = 500
_GROUP = 20
_INTERVIEWS, _TURNS, _CODED = 20, 200, 10
_LOAD = "import sys, yaml; [yaml.load(open(one), yaml.CSafeLoader) for one in sys.argv[1:]]"
_LOADED = "python loading them with PyYAML's C loader"


def codebook_room(amounts: Amounts) -> Iterator[Row]:
    """Checking, comparing, merging; and the tree of codes from its key to its paint."""
    with tempfile.TemporaryDirectory(prefix="workbench-benchmarks-") as name:
        place = Path(name)
        base, ours, theirs = (place / f"{side}.yaml" for side in ("base", "ours", "theirs"))
        text = codebook()
        base.write_text(text)
        ours.write_text(set_fields(text, "code-7", {"definition": "Another rule."}))
        theirs.write_text(set_fields(text, "code-400", {"name": "Another name"}))
        yield _beside(f"codebook check, {CODES} codes, a process", ["check", base], [base], amounts)
        yield _beside(f"codebook diff, {CODES} codes, a process", ["diff", base, ours], [base, ours], amounts)
        merge = ["merge", base, ours, theirs, "-o", place / "merged.yaml", "--yes"]
        yield _merged(f"codebook merge, {CODES} codes, a process", merge, [ours, base, theirs], amounts)
        yield from _in_a_study(place / "coded", text, amounts)
        yield asyncio.run(_shown(place / "study", text, amounts.runs))


def _in_a_study(folder: Path, text: str, amounts: Amounts) -> Iterator[Row]:
    """The same where there are interviews and codings, made under a rule that is another by now."""
    opening.make_study(folder)
    book = folder / "codebooks" / "codebook.yaml"
    book.write_text(text)
    study, _ = opening.open_study(folder, coder=CODER)
    files = [folder.with_name(f"P{number} T1.txt") for number in range(1, _INTERVIEWS + 1)]
    for number, file in enumerate(files, 1):
        turns = (f"P{number}: In room {line} of house {number} they said so.\n" for line in range(_TURNS))
        file.write_text("Interviewer: What was it like?\n" + "".join(turns))
    import_files(study, files)
    for file in files:
        places = [Span(at, at + 20) for at in range(40, 40 + 30 * _CODED, 30)]
        coding.apply(study, file.stem, places, ["code-7", "code-400"])
    study.close()
    book.write_text(set_fields(text, "code-7", {"definition": "Another rule."}))
    where = f"{CODES} codes, in a study of {_INTERVIEWS} interviews, a process"
    yield _beside(f"codebook check, {where}", ["check"], [book], amounts)
    yield _beside(f"codebook diff, {where}", ["diff"], [book, book], amounts)


def codebook() -> str:
    """A codebook of invented codes, in groups."""
    lines = ["name: Invented for measuring", 'version: "1"', "codes:"]
    for number in range(CODES):
        lines += ["", f"  - id: code-{number}", f"    name: Code number {number}"]
        lines += [f"    parent: code-{number - number % _GROUP}"] if number % _GROUP else []
        lines += [
            f"    definition: What mentor and parent are to one another ({number}), and how they are in touch.",
            f"    include: Claims that it makes no difference, or that the stories are not alike ({number}).",
            "    exclude: The role as such.",
            "    examples:",
            f"      - Nobody can tell me she doesn't know, she has sat in room {number}.",
            '    colour: "#5B97C2"',
            "    origin: a priori",
        ]
    return "\n".join(lines) + "\n"


def _process(place: Path, *arguments: object) -> None:
    # Where the files lie: in the folder of a study its settings would be read as well.
    run([*map(str, arguments)], check=True, cwd=place, stdout=DEVNULL, stderr=DEVNULL)


def _beside(job: str, command: Sequence[object], files: Sequence[Path], amounts: Amounts) -> Row:
    ours = Side.of(_process, files[0].parent, sys.executable, "-m", "workbench", "codebook", *command)
    floor = Side.of(_process, files[0].parent, sys.executable, "-c", _LOAD, *files)
    return compare(job, ours, floor, _LOADED, transcripts=0, runs=amounts.starts)


def _merged(job: str, command: Sequence[object], files: Sequence[Path], amounts: Amounts) -> Row:
    ours = Side.of(_process, files[0].parent, sys.executable, "-m", "workbench", "codebook", *command)
    floor = Side.of(_process, files[0].parent, "git", "merge-file", "-p", *files)
    return compare(job, ours, floor, "git merge-file, by lines", transcripts=0, runs=amounts.starts)


class _Peer(App[None]):
    """Textual's tree, filled when it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: Tree[None] = Tree("Codes")

    def compose(self) -> ComposeResult:
        """The tree alone."""
        yield self.codes

    def fill(self) -> None:
        """Put every code in its group."""
        self.codes.clear()
        self.codes.root.expand()
        group = self.codes.root
        for number in range(CODES):
            if number % _GROUP:
                group.add_leaf(f"Code number {number}")
            else:
                group = self.codes.root.add(f"Code number {number}", expand=True)


async def _until(is_so: list[float]) -> None:
    while not is_so:
        await asyncio.sleep(0.0005)


async def _shown(folder: Path, text: str, runs: int) -> Row:
    opening.make_study(folder)
    (folder / "codebooks" / "codebook.yaml").write_text(text)
    name = f"{CODES} codes: the room of the codebook from its key to its first paint"
    ours = [await _opened(folder) for _ in range(runs)]
    floor = [await _filled() for _ in range(runs)]
    return row_of(name, "s", ours, floor, "Textual's Tree, in a room that is there", transcripts=0)


async def _opened(folder: Path) -> float:
    """Seconds from the key to the first paint of the codes, the first time in a program that has just begun."""
    painted: list[float] = []
    render = CodebookRows.render_lines

    def noting(rows: CodebookRows, crop: Region) -> list[Strip]:
        strips = render(rows, crop)
        if rows.rows:
            painted.append(time.perf_counter())
        return strips

    app = Workbench(folder, coder=CODER)
    with patch.object(CodebookRows, "render_lines", noting):
        async with app.run_test(size=SIZE) as pilot:
            while not app.is_in_study:
                await pilot.pause(0.05)
            await pilot.pause(0.5)
            gc.collect()
            began = time.perf_counter()
            app.simulate_key("f10")
            await _until(painted)
            return painted[0] - began


async def _filled() -> float:
    """Seconds from filling Textual's tree to its paint."""
    painted: list[float] = []
    app = _Peer()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.1)
        render = app.codes.render_lines

        def noting(crop: Region) -> list[Strip]:
            strips = render(crop)
            painted.append(time.perf_counter())
            return strips

        with patch.object(app.codes, "render_lines", noting):
            gc.collect()
            began = time.perf_counter()
            app.fill()
            await _until(painted)
            return painted[0] - began
