"""The example study: from the files that come with the program to a database and a Word report."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from shutil import Error as CopyError
from shutil import copytree, rmtree

from workbench import exchange, report, sight
from workbench.errors import BadInput, NotFound, WorkbenchError
from workbench.folder import STUDY_FILE
from workbench.opening import folder_here, keep_out_of_git, open_study, read_text_exactly
from workbench.progress import Tell
from workbench.safefile import write_text_safely
from workbench.settings import (
    StudySettings,
    read_study_settings,
    read_user_settings,
    write_user_study,
)
from workbench.study import is_ready, who_codes
from workbench.transcripts import importing


@dataclass(frozen=True)
class Demo:
    """What building the example study came to.

    Attributes:
        folder: Where it is.
        transcripts: How many transcripts it has.
        codings: How many codings, all coders together.
        themes: How many themes.
        quotations: How many quotations the report prints.
        report: The Word file.
        added: What was added this time, in words.
        seconds: How long it took.
        coder: Who codes in it from now on.
    """

    folder: Path
    transcripts: int
    codings: int
    themes: int
    quotations: int
    report: Path
    added: tuple[str, ...]
    seconds: float
    coder: str


_BUILDER = "workbench demo"
"""Whose steps building the example are: the first Ctrl+Z of whoever codes in it must not take all of it away."""


def demo(folder: Path | None, *, progress: Tell) -> Demo:
    """Build the example study and write its theme report; run again, add what is missing and touch nothing else.

    Args:
        folder: Where; None: here in a clone of the repository, else in ``./workbench-example``.
        progress: Told how far it is.

    Raises:
        WorkbenchError: The folder holds another study, or cannot be written.
    """
    began = time.perf_counter()
    source, target = example_files(), folder or usual_place()
    is_ready(read_study_settings(source / STUDY_FILE))
    _copy_example(source, target)
    study, _ = open_study(target, coder=_BUILDER)
    try:
        summary = importing.import_files(study, [study.transcripts], progress=progress)
        if summary.left_out:
            path, why = summary.left_out[0]
            raise BadInput(f"{path.name}: {why}", "Take the example's files from a fresh copy of workbench.")
        plan = exchange.plan(study, exchange.read_packs([study.codings]))
        count = exchange.unpack(study, plan, take="ours")
        study.exports.mkdir(exist_ok=True)
        written = report.write(study, study.exports / "theme-report.docx")
        with study.read() as session:
            codings = len(sight.codings(session, study))
        added = [f"{len(summary.imported)} transcripts"] if summary.imported else []
        added += _added(plan) if count else []
        return Demo(
            target,
            len(summary.imported) + len(summary.known),
            codings,
            written.themes,
            written.quotations,
            written.path,
            tuple(added),
            time.perf_counter() - began,
            _coder_of(study.settings),
        )
    finally:
        study.close()


def _coder_of(settings: StudySettings) -> str:
    """Who codes in the example from now on: whoever the user has set, else its lead coder.

    What one codes there then stands in the example's report, which prints the lead coder's codings.
    """
    user = read_user_settings()
    if settings.id is not None and not user.for_study(settings.id).coder and settings.lead_coder:
        try:
            user = write_user_study(settings.id, {"coder": settings.lead_coder})
        except WorkbenchError:
            # Whose settings file cannot be written codes under their own name, which the answer says.
            return who_codes(None, settings, user)
    return who_codes(None, settings, user)


def _added(plan: exchange.Plan) -> list[str]:
    """What a plan brings that lives, in words; what was removed again comes too, and nobody looks for it."""
    counts = (
        (sum(line.removed_at is None for line, _ in plan.codings), "codings"),
        (sum(change.entry.removed_at is None for change in plan.themes), "themes"),
        (len(plan.marks), "marks"),
        (sum(memo.removed_at is None for memo in plan.memos), "memos"),
    )
    return [f"{count:,} {noun}" for count, noun in counts if count]


def usual_place() -> Path:
    """Where the example is built unless somebody says otherwise.

    Raises:
        NotFound: The example's files are not there.
    """
    here = folder_here()
    return here if _is_example(here, example_files()) else Path("workbench-example")


def example_files() -> Path:
    """The folder that holds the example study's files: in the installed package, else in the repository.

    Raises:
        NotFound: Neither is there.
    """
    package = Path(__file__).parent
    for candidate in (package / "example_study", package.parent):
        if (candidate / STUDY_FILE).is_file():
            return candidate
    raise NotFound("The example study's files are not there.", "Install workbench again.")


def _is_example(folder: Path, source: Path) -> bool:
    path = folder / STUDY_FILE
    return path.is_file() and read_study_settings(path).id == read_study_settings(source / STUDY_FILE).id


def _copy_example(source: Path, target: Path) -> None:
    if target.resolve() == source.resolve():
        return
    if (target / STUDY_FILE).exists() and not _is_example(target, source):
        raise BadInput(
            f"There is another study in {target}.", "Name another folder.", command="See: workbench demo DIR"
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name in ("codebooks", "transcripts", "codings"):
            if not (target / name).exists():
                _copy_folder(source / name, target / name)
        if not (target / STUDY_FILE).exists():
            # Where the example is there already, as in a clone of the repository, its files are in git for all to have.
            keep_out_of_git(target)
            write_text_safely(target / STUDY_FILE, read_text_exactly(source / STUDY_FILE))
    except OSError as error:
        hint = "Make room on the disk, or name another folder."
        message = f"{target} cannot be written: {_reason(error)}."
        raise BadInput(message, hint, command="See: workbench demo DIR") from error


def _copy_folder(source: Path, target: Path) -> None:
    """Copy a folder, wholly or not at all: half of it would pass for the whole when the demo is run again."""
    coming = target.with_name(f"{target.name}.coming")
    try:
        copytree(source, coming, dirs_exist_ok=True)
        coming.rename(target)
    finally:
        rmtree(coming, ignore_errors=True)


def _reason(error: OSError) -> str:
    """Why a file could not be written; what copying a folder raises has a reason for each file of it."""
    reasons = error.args[0] if isinstance(error, CopyError) else ()
    return str(reasons[0][-1]) if reasons else error.strerror or type(error).__name__
