"""Making an empty study, and adding to its settings what a command named."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbench import yamltext
from workbench.codebook.editing import edit
from workbench.errors import BadInput, WorkbenchError
from workbench.folder import STUDY_FILE
from workbench.opening.door import open_study
from workbench.safefile import path_typed, plain_name, write_text_safely
from workbench.settings import (
    Fault,
    StudySettings,
    UserStudy,
    faults_of,
    read_study_settings,
    read_text,
    with_changes,
    write_user_study,
)
from workbench.study import is_ready, outranked
from workbench.transcripts import matching

FOLDERS = ("codebooks", "transcripts", "exports", "codings")

_GITIGNORE = """# What the interviewed people said, and what is made of it, stays out of git.
/transcripts/
/exports/
/.workbench/
"""

_PARTICIPANTS = "participant,label,role,pair,site,status,reason,quoting\n"
_TRANSCRIPTS = "file,participants,wave,kind,record,date,interviewer,language,translated_from,speakers\n"


def usual_settings() -> StudySettings:
    """What a new study's settings are unless somebody says otherwise; without title and id."""
    _, settings = with_changes(_settings_text(""), {}, kind=StudySettings, name=STUDY_FILE)
    return settings.model_copy(update={"id": None})


def folder_typed(text: str) -> Path:
    """The folder that somebody means who typed this: ``~`` is their own, anything relative lies where they are."""
    return path_typed(text, within=folder_here()).resolve()


def folder_here() -> Path:
    """The folder that the user is in; their own where it was taken away meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def folder_named(title: str, under: Path) -> Path:
    """The folder that a new study of that title gets unless somebody says otherwise; none is made.

    Args:
        title: The study's title.
        under: The folder in which it is to lie.
    """
    words = plain_name(title, otherwise="").replace("_", " ").split()
    return under / plain_name(" ".join(words), otherwise="new study")


def faults_of_new(folder: str, settings: Mapping[str, Any], *, coder: str) -> list[Fault]:
    """Everything that stands in the way of a new study; the folder's key is ``folder``, the coder's ``coder``.

    Args:
        folder: Where it is to be, as the user wrote it.
        settings: Fields of `StudySettings` and what they are to hold.
        coder: The name the user codes under; may be empty.

    Raises:
        OSError: The folder cannot be looked at.
    """
    found = faults_of(StudySettings, settings) + faults_of(UserStudy, {"coder": coder})
    if not folder.strip():
        found.insert(0, Fault("folder", None, "", "a folder is needed"))
    elif trouble := _in_the_way(folder_typed(folder)):
        found.insert(0, Fault("folder", None, "", trouble.message))
    return found


def begin_study(folder: Path, settings: Mapping[str, Any], *, coder: str) -> list[str]:
    """Make a study as a form describes it, and note who codes in it in the user's own file.

    Args:
        folder: Where it is to be.
        settings: Fields of `StudySettings` and what they are to hold.
        coder: The name the user codes under; empty for the usual one.

    Returns:
        What the user should be told where the coder could not be noted, or is somebody else all the same.

    Raises:
        BadInput: As in `make_study`, or a setting cannot be; nothing was made.
        Unavailable: The folder cannot be written.
    """
    make_study(folder, settings=settings)
    made = read_study_settings(folder / STUDY_FILE)
    try:
        if coder.strip() and made.id is not None:
            other = outranked(coder.strip(), made, write_user_study(made.id, {"coder": coder.strip()}))
            return [other] if other else []
    except WorkbenchError as error:
        return [f"Who is coding could not be noted. {error}"]
    return []


def make_study(folder: Path, *, settings: Mapping[str, Any] | None = None) -> list[str]:
    """Make an empty study.

    Args:
        folder: Where; it is made where it is not there.
        settings: Fields of `StudySettings` that are not to be as usual; the title is the folder's name unless set.

    Returns:
        What was made and what to do next, in lines.

    Raises:
        BadInput: There is a study already, or the path is a file, or a setting cannot be; nothing was made.
        Unavailable: The folder cannot be written.
    """
    if trouble := _in_the_way(folder):
        raise trouble
    text, made = _new_settings(folder.resolve().name or "Untitled study", settings or {})
    ready = is_ready(made)
    new: list[Path] = []
    try:
        for name in FOLDERS:
            new += _made_with_parents(folder / name)
        # Without a title it has the folder's name: that is the user's, and stands in no codebook, which is printed.
        _write_files(folder, text, made.title if (settings or {}).get("title") else edit.NEW_NAME, new)
        told = _ignored(folder, new)
    except OSError as error:
        _take_away(new)
        raise BadInput(f"{folder} cannot be made: {error.strerror}.", "Check who may write there.") from error
    except WorkbenchError:
        _take_away(new)
        raise
    if ready:
        study, _ = open_study(folder)
        study.close()
    return [
        f"Made a study in {folder}.",
        *told,
        f"  Next: cd {folder}",
        *(() if ready else ("        workbench migrate                make the tables in the database on the server",)),
        "        workbench import FILE…           take in transcripts",
        "        workbench codebook add ID NAME   add a code",
        f"  Title, waves and roles stand in {STUDY_FILE}; change them there.",
    ]


def _made_with_parents(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing; gives those that were made, the highest first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()][::-1]
    made = []
    try:
        for one in missing:
            one.mkdir()
            made.append(one)
    except OSError:
        _take_away(made)
        raise
    return made


def _take_away(made: Sequence[Path]) -> None:
    """Take away files and folders that were made in vain; a folder in which something else lies by now stays."""
    for one in reversed(made):
        with suppress(OSError):
            one.rmdir() if one.is_dir() else one.unlink()


def _write_files(folder: Path, settings: str, codebook: str, new: list[Path]) -> None:
    """Write the files that are not there; each is added to ``new``."""
    for name, content in (
        ("codebooks/codebook.yaml", edit.new_codebook_text(codebook)),
        ("transcripts/participants.csv", _PARTICIPANTS),
        ("transcripts/transcripts.csv", _TRANSCRIPTS),
        (STUDY_FILE, settings),
    ):
        if not (folder / name).exists():
            write_text_safely(folder / name, content)
            new.append(folder / name)


def keep_out_of_git(folder: Path) -> list[str]:
    """Have git leave out what people said; lines that a `.gitignore` of the user's lacks are added at its end.

    Returns:
        What the user should be told where such a file was there and was added to.

    Raises:
        WorkbenchError: The file cannot be read or written.
    """
    return _ignored(folder, [])


def _ignored(folder: Path, new: list[Path]) -> list[str]:
    """As `keep_out_of_git`; the file is added to ``new`` where it was made."""
    path = folder / ".gitignore"
    if not path.exists():
        write_text_safely(path, _GITIGNORE)
        new.append(path)
        return []
    before = read_text_exactly(path)
    there = {line.strip().strip("/") for line in before.splitlines()}
    missing = [line for line in _GITIGNORE.splitlines() if line.strip("/") not in there]
    if all(line.startswith("#") for line in missing):
        return []
    end = "\r\n" if "\r\n" in before else "\n"
    joint = "" if not before or before.endswith("\n") else end
    write_text_safely(path, before + joint + "".join(line + end for line in missing), expected=before.encode())
    return ["  .gitignore was there: lines that keep interviews and database out of git were added to it."]


def _in_the_way(folder: Path) -> BadInput | None:
    if (folder / STUDY_FILE).exists():
        return BadInput(f"There is a study in {folder} already.", "Open it there, or name another folder.")
    if folder.exists() and not folder.is_dir():
        return BadInput(f"{folder} is a file.", "Name a folder.")
    return None


def new_settings(title: str, settings: Mapping[str, Any]) -> str:
    """The text of a new study's `study.yaml`.

    Args:
        title: The study's title.
        settings: Fields of `StudySettings` that are not to be as usual.

    Raises:
        BadInput: A setting cannot be.
    """
    return _new_settings(title, settings)[0]


def _new_settings(title: str, settings: Mapping[str, Any]) -> tuple[str, StudySettings]:
    return with_changes(_settings_text(title), settings, kind=StudySettings, name=STUDY_FILE)


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
        Refused: Another program changed it meanwhile.
    """
    text, told = read_text_exactly(folder / STUDY_FILE), []
    before, settings = text.encode(), read_study_settings(folder / STUDY_FILE)
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
        write_text_safely(folder / STUDY_FILE, text, expected=before)
    return told


def read_text_exactly(path: Path) -> str:
    """A text file with its line ends and byte-order mark as they are.

    Raises:
        BadInput: It cannot be read or is not UTF-8.
    """
    read_text(path)
    return path.read_bytes().decode("utf-8")
