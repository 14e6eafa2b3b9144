"""What both doors do first: open a study, bring files and database to agree; make an empty study; build the example."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from workbench import exchange, report, sight, yamltext
from workbench.codebook import edit, states
from workbench.codebook.check import Fault, check, decoded
from workbench.codebook.file import parse
from workbench.codebook.schema import Codebook
from workbench.errors import BadInput, NotFound, WorkbenchError
from workbench.safefile import conflict_copy, write_text_safely
from workbench.settings import STUDY_FILE, StudySettings, read_study_settings, read_text
from workbench.store import journal
from workbench.study import Study, find_folder
from workbench.study import open_study as open_database
from workbench.transcripts import facts, importing

FOLDERS = ("codebooks", "transcripts", "exports", "codings")

_GITIGNORE = """# What the interviewed people said, and what is made of it, stays out of git.
/transcripts/
/exports/
/.workbench/
"""

_PARTICIPANTS = "participant,label,role,pair,site,status,reason,quoting\n"
_TRANSCRIPTS = "file,participants,wave,kind,record,date,interviewer,language,speakers\n"


def open_study(folder: Path, *, coder: str | None = None) -> tuple[Study, list[str]]:
    """Open a study ready for work: database migrated, codebooks and tables that were changed on disk taken in.

    Args:
        folder: The study's folder.
        coder: Who codes, where the command line said so.

    Returns:
        The study and what the user should be told.

    Raises:
        WorkbenchError: It cannot be opened; the message says why.
    """
    study, notices = open_database(folder, coder=coder)
    names = [path.name for path in folder.iterdir()]
    notices += [
        f"{name}: a synchroniser's conflict copy; it is not read."
        for name in sorted(names)
        if name.casefold().endswith((".yaml", ".yml")) and conflict_copy(name, names) is not None
    ]
    try:
        notices += states.take_in(study)
        notices += facts.take_in(study)
    except WorkbenchError:
        study.close()
        raise
    return study, notices


def undo(study: Study) -> journal.StepTaken:
    """Take back the coder's own latest step, in the database and, where it changed a codebook, in the file.

    Raises:
        NotFound: There is nothing to undo.
        Refused: A later change stands in the way.
    """
    done = journal.undo(study.database, study.coder_id())
    states.take_in(study)
    return done


def redo(study: Study) -> journal.StepTaken:
    """Bring again the step that the coder took back last.

    Raises:
        NotFound: There is nothing to redo.
        Refused: A later change stands in the way.
    """
    done = journal.redo(study.database, study.coder_id())
    states.take_in(study)
    return done


def make_study(folder: Path) -> list[str]:
    """Make an empty study.

    Returns:
        What was made and what to do next, in lines.

    Raises:
        BadInput: There is a study already, or the path is a file.
        Unavailable: The folder cannot be written.
    """
    if (folder / STUDY_FILE).exists():
        raise BadInput(f"There is a study in {folder} already.", "Open it there, or name another folder.")
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file.", "Name a folder.")
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be made: {error.strerror}.", "Check who may write there.") from error
    title = folder.resolve().name or "Untitled study"
    for name, text in (
        ("codebooks/codebook.yaml", edit.new_codebook_text(title)),
        ("transcripts/participants.csv", _PARTICIPANTS),
        ("transcripts/transcripts.csv", _TRANSCRIPTS),
        (".gitignore", _GITIGNORE),
        (STUDY_FILE, _settings_text(title)),
    ):
        if not (folder / name).exists():
            write_text_safely(folder / name, text)
    study, _ = open_study(folder)
    study.close()
    return [
        f"Made a study in {folder}.",
        f"  Next: cd {folder}",
        "        workbench import FILE…           take in transcripts",
        "        workbench codebook add ID NAME   add a code",
        f"  Title, waves and roles stand in {STUDY_FILE}; change them there.",
    ]


def _settings_text(title: str) -> str:
    quoted = yamltext.add_key("", (), "title", title)
    return f"""# What holds for everybody who works on this study. Every key is explained in docs/settings.md.
id: {uuid.uuid4()}
{quoted.strip()}
mode: codebook
waves:
  - id: T1
    label: T1
  - id: T2
    label: T2
roles:
  - id: mentor
    label: Mentor
  - id: parent
    label: Parent
  - id: staff
    label: Staff member
interviewers:
  - Interviewer
  - I
"""


def take_up(folder: Path, *, wave: str | None, role: str | None) -> list[str]:
    """Add a wave or a role that a command named and `study.yaml` does not know; the rest of the file stays as it is.

    Returns:
        What was added, in words.

    Raises:
        BadInput: The file cannot be changed safely.
    """
    settings = read_study_settings(folder / STUDY_FILE)
    text, told = read_text_exactly(folder / STUDY_FILE), []
    for key, named, known in (
        ("waves", wave, [one.id for one in settings.waves]),
        ("roles", role, [one.id for one in settings.roles]),
    ):
        if named is None or named.casefold() in {one.casefold() for one in known}:
            continue
        path = (key,)
        document = yamltext.read_yaml(text, name=STUDY_FILE)
        if document.has(path) and known:
            text = yamltext.append_item(text, path, {"id": named, "label": named}, name=STUDY_FILE)
        elif document.has(path):
            text = yamltext.replace_value(text, path, [{"id": named, "label": named}], name=STUDY_FILE)
        else:
            text = yamltext.add_key(text, (), key, [{"id": named, "label": named}], name=STUDY_FILE)
        told.append(f"{named} is a new {key[:-1]}: it was added to {STUDY_FILE}.")
    if told:
        write_text_safely(folder / STUDY_FILE, text)
    return told


def read_text_exactly(path: Path) -> str:
    """A text file with its line ends and byte-order mark as they are.

    Raises:
        BadInput: It cannot be read or is not UTF-8.
    """
    read_text(path)
    return path.read_bytes().decode("utf-8")


def check_codebooks(files: Sequence[Path], *, study_folder: Path) -> list[Fault]:
    """Every fault of the codebooks named, or of all those of the study in that folder.

    Raises:
        BadInput: A file is not there or cannot be read.
        NotFound: No file was named and there is no study.
    """
    folder, settings = _study_around(study_folder, needed=not files)
    paths = list(files)
    inside = sorted((folder / "codebooks").glob("*.y*ml")) if folder is not None else []
    inside = [path for path in inside if conflict_copy(path.name, [one.name for one in inside]) is None]
    if not files:
        paths = inside
        if not paths:
            raise NotFound("The study has no codebook.", "Add a code: workbench codebook add ID NAME")
    texts = {path: _bytes_of(path) for path in paths}
    siblings = {path.resolve() for path in inside}
    found = []
    for path, data in texts.items():
        others = [one for one in inside if one.resolve() != path.resolve()] if path.resolve() in siblings else []
        found += check(
            data, file=str(path), mode=settings.mode, others=[book for one in others if (book := _book(one))]
        )
    return found


def _study_around(start: Path, *, needed: bool) -> tuple[Path | None, StudySettings]:
    try:
        folder = find_folder(start)
    except NotFound:
        if needed:
            raise
        return None, StudySettings()
    return folder, read_study_settings(folder / STUDY_FILE)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"{path} is not there.", "Check the path.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check the path and who may read it.") from error


def _book(path: Path) -> Codebook | None:
    """A sibling codebook whose ids count too; None where it cannot be used (its own check says why)."""
    text, fault = decoded(_bytes_of(path), file=str(path))
    if fault:
        return None
    try:
        return parse(text, file=str(path))
    except BadInput:
        return None


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
    """

    folder: Path
    transcripts: int
    codings: int
    themes: int
    quotations: int
    report: Path
    added: tuple[str, ...]
    seconds: float


def demo(folder: Path | None, *, progress: Callable[[int, int, str], None]) -> Demo:
    """Build the example study and write its theme report; run again, add what is missing and touch nothing else.

    Args:
        folder: Where; None: here in a clone of the repository, else in ``./workbench-example``.
        progress: Told how far it is.

    Raises:
        WorkbenchError: The folder holds another study, or cannot be written.
    """
    began = time.perf_counter()
    source = example_files()
    target = folder or (Path.cwd() if _is_example(Path.cwd(), source) else Path("workbench-example"))
    _copy_example(source, target)
    study, _ = open_study(target)
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
        added += [f"{count} codings, themes and marks"] if count else []
        return Demo(
            target,
            len(summary.imported) + len(summary.known),
            codings,
            written.themes,
            written.quotations,
            written.path,
            tuple(added),
            time.perf_counter() - began,
        )
    finally:
        study.close()


def example_files() -> Path:
    """The folder that holds the example study's files: in the installed package, else in the repository.

    Raises:
        NotFound: Neither is there.
    """
    package = Path(__file__).parent
    for candidate in (package / "example", package.parent):
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
        raise BadInput(f"There is another study in {target}.", "Name another folder: workbench demo DIR")
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name in ("codebooks", "transcripts", "codings"):
            if not (target / name).exists():
                copytree(source / name, target / name)
        if not (target / STUDY_FILE).exists():
            write_text_safely(target / STUDY_FILE, read_text_exactly(source / STUDY_FILE))
    except OSError as error:
        raise BadInput(
            f"{target} cannot be written: {error.strerror}.", "Name another folder: workbench demo DIR"
        ) from error
