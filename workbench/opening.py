"""What both doors do first: open a study and bring files and database to agree; make an empty study."""

from __future__ import annotations

import uuid
from pathlib import Path

from workbench import yamltext
from workbench.codebook import edit, states
from workbench.errors import BadInput, WorkbenchError
from workbench.safefile import conflict_copy, write_text_safely
from workbench.settings import STUDY_FILE, read_study_settings, read_text
from workbench.store import journal
from workbench.study import Study
from workbench.study import open_study as open_database
from workbench.transcripts import facts, matching

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
    for key, named, known in (("waves", wave, settings.waves), ("roles", role, settings.roles)):
        if named is None or matching.named(named, known) is not None:
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
