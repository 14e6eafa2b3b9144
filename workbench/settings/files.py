"""Reading and writing `study.yaml`, `report.yaml` and the user's own file; bytes that are not changed stay."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import platformdirs
from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from workbench import yamltext
from workbench.errors import BadInput, Refused, Unavailable
from workbench.safefile import file_bytes, write_bytes_safely
from workbench.settings.models import Asked, Question, Role, StudySettings, UserSettings, UserStudy, Wave
from workbench.settings.outline import Lines, OutlineSection, hung_in
from workbench.settings.report_choices import ReportChoices

ENVIRONMENT = {
    "WORKBENCH_CODER": "The name you code under.",
    "WORKBENCH_DATABASE_URL": "The study's PostgreSQL URL, with password if it needs one.",
    "WORKBENCH_PLAIN": "`1`: lists on the command line as labelled lines instead of columns, for screen readers.",
    "WORKBENCH_CONFIG_DIR": "The folder of your own settings file, in place of the system's usual one.",
    "WORKBENCH_DATA_DIR": "The folder for databases of synchronised studies, in place of the system's usual one.",
}
"""Every environment variable the program reads, and what it says."""


def user_file() -> Path:
    """Where the user's own settings file is, or would be."""
    folder = os.environ.get("WORKBENCH_CONFIG_DIR") or platformdirs.user_config_dir("workbench", appauthor=False)
    return Path(folder) / "settings.yaml"


def user_data_folder() -> Path:
    """The local folder for databases of studies that lie in a synchronised or network folder."""
    return Path(os.environ.get("WORKBENCH_DATA_DIR") or platformdirs.user_data_dir("workbench", appauthor=False))


def read_study_settings(path: Path) -> StudySettings:
    """Read and check a `study.yaml`.

    Raises:
        BadInput: It cannot be read or holds something that cannot be used; the message has file and line.
    """
    return _read(path, StudySettings)


def read_user_settings() -> UserSettings:
    """Read and check the user's own file; all defaults where there is none.

    Raises:
        BadInput: It cannot be read or holds something that cannot be used.
    """
    path = user_file()
    return _read(path, UserSettings) if path.exists() else UserSettings()


def read_report_choices(path: Path) -> ReportChoices:
    """Read and check a `report.yaml`; all defaults where there is none.

    Raises:
        BadInput: It cannot be read or holds something that cannot be used; the message has file and line.
    """
    return _read(path, ReportChoices) if path.exists() else ReportChoices()


Settings = TypeVar("Settings", bound=BaseModel)


def _read(path: Path, kind: type[Settings]) -> Settings:
    return _parsed(read_text(path), path.name, kind)


def _parsed(text: str, name: str, kind: type[Settings]) -> Settings:
    document = yamltext.read_yaml(text, name=name)
    value = {} if document.root is None else document.texts()
    if not isinstance(value, dict):
        raise BadInput(f"{name}: a list of settings was expected (key: value).", "Compare with docs/settings.md.")
    try:
        return kind.model_validate({key: said for key, said in value.items() if said is not None})
    except ValidationError as error:
        faults = [_in_words(kind, name, fault, document) for fault in error.errors()]
        raise BadInput("\n".join(faults), "Every key is explained in docs/settings.md.") from error


def with_changes(text: str, changes: Mapping[str, Any], *, kind: type[Settings], name: str) -> tuple[str, Settings]:
    """A file's text with fields changed in place, and the settings that it then holds.

    Args:
        text: The whole text; may be empty.
        changes: Fields and what they are to hold, as ``kind`` takes them.
        kind: What the file holds.
        name: The file's name, for messages.

    Raises:
        BadInput: A value cannot be, or the text cannot be changed safely.
    """
    for key, asked in changes.items():
        value = _shortest(asked) if key == "questions" else asked
        document = yamltext.read_yaml(text, name=name)
        default = kind.model_fields[key].get_default(call_default_factory=True)
        is_unsaid = value is None or (isinstance(value, dict) and not value)
        if document.root is not None and document.has((key,)):
            if is_unsaid and (not default or isinstance(default, BaseModel)):
                text = yamltext.remove_key(text, (key,), name=name)
            else:
                text = yamltext.replace_value(text, (key,), value, name=name)
        elif not is_unsaid and value != default:
            text = yamltext.add_key(text, (), key, value, name=name)
    # Read again before anybody writes it: a file that cannot be read must never come about.
    return text, _parsed(text.removeprefix("\ufeff"), name, kind)


def _shortest(questions: Any) -> Any:
    """Questions as one writes them: one without an id is its text alone."""
    return [one["text"] if isinstance(one, dict) and set(one) == {"text"} else one for one in questions]


def write_study_settings(
    path: Path, changes: Mapping[str, Any], *, shown: StudySettings | None = None
) -> StudySettings:
    """Change fields of a `study.yaml`; every other byte of the file stays.

    Args:
        path: The file.
        changes: Fields and what they are to hold, as `StudySettings` takes them; lists of mappings for waves and roles.
        shown: The settings as they were when somebody decided to change them; None where nobody looked.

    Returns:
        The settings as they are then.

    Raises:
        BadInput: A value cannot be, or the file cannot be changed safely; nothing was written.
        Refused: Another program has changed one of these fields since ``shown``; nothing was written.
        Unavailable: The file cannot be written.
    """
    return _write(path, StudySettings, changes, shown)


def outline_lines(path: Path) -> Lines:
    """In which line of a `report.yaml` each place of its outline stands; empty where there is none.

    Raises:
        BadInput: The file cannot be read.
    """
    if not path.exists():
        return {}
    document = yamltext.read_yaml(read_text(path), name=path.name)
    outline = read_report_choices(path).outline
    lines = {}
    for place, _, _ in hung_in(outline):
        # A list of one may be written as its only item.
        there = place if document.has(place) else place[:-1]
        lines[place] = document.place(there).line
    return lines


def write_report_choices(
    path: Path, changes: Mapping[str, Any], *, shown: ReportChoices | None = None
) -> ReportChoices:
    """Change fields of a `report.yaml`, which is made if it is absent; see `write_study_settings`.

    A field that is to hold None is taken out of the file.
    """
    return _write(path, ReportChoices, changes, shown)


def write_user_settings(changes: Mapping[str, Any], *, shown: UserSettings | None = None) -> UserSettings:
    """Change fields of the user's own file, which is made if it is absent; see `write_study_settings`."""
    return _write(user_file(), UserSettings, changes, shown)


def write_user_study(
    study_id: uuid.UUID, changes: Mapping[str, Any], *, shown: UserStudy | None = None
) -> UserSettings:
    """Change what the user has set for one study, in the user's own file; see `write_study_settings`.

    Args:
        study_id: The study's id from its `study.yaml`.
        changes: Fields of `UserStudy`.
        shown: What was set when somebody decided to change it; None where nobody looked.
    """
    known = read_user_settings()
    _refuse_if_changed(user_file().name, known.for_study(study_id), changes, shown)
    studies = {key: set_.model_dump(exclude_defaults=True) for key, set_ in known.studies.items()}
    key = next((one for one in studies if one.casefold() == str(study_id)), str(study_id))
    own = {**studies.get(key, {}), **changes}
    studies[key] = {name: value for name, value in own.items() if value}
    return _write(user_file(), UserSettings, {"studies": {name: set_ for name, set_ in studies.items() if set_}}, known)


def _write(path: Path, kind: type[Settings], changes: Mapping[str, Any], shown: Settings | None) -> Settings:
    before = file_bytes(path) if path.exists() else b""
    if before:
        _refuse_if_changed(path.name, _read(path, kind), changes, shown)
    text, settings = with_changes(before.decode("utf-8"), changes, kind=kind, name=path.name)
    if text.encode() != before:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"The folder {path.parent} cannot be made: {error.strerror}."
            raise Unavailable(message, "Check who may write there.") from error
        write_bytes_safely(path, text.encode(), expected=before)
    return settings


def _refuse_if_changed(name: str, now: BaseModel, changes: Mapping[str, Any], shown: BaseModel | None) -> None:
    others = [key for key in changes if shown is not None and getattr(now, key) != getattr(shown, key)]
    if others:
        message = f"{name}: {', '.join(others)} was changed by another program meanwhile; nothing was written."
        raise Refused(message, "Look at what stands there now, and save again.")


def read_text(path: Path) -> str:
    """A text file of the study, as UTF-8.

    Raises:
        BadInput: It is missing, is a folder, cannot be read or is not UTF-8.
    """
    try:
        return file_bytes(path).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise BadInput(f"{path} is not there.", "Check the path.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"{path.name}, line {line}: not UTF-8."
        raise BadInput(message, "Save the file as UTF-8 in your editor.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check who may read it.") from error


@dataclass(frozen=True)
class Fault:
    """Why a value cannot be set.

    Attributes:
        key: The field.
        row: Which entry of a list, counted from 0; None where it is the whole field.
        column: The field of that entry; empty where it is the whole entry.
        message: What is wrong, in words.
    """

    key: str
    row: int | None
    column: str
    message: str


def faults_of(kind: type[BaseModel], values: Mapping[str, Any]) -> list[Fault]:
    """Everything that stands in the way of setting these values; empty where nothing does.

    Args:
        kind: Whose fields they are.
        values: Fields and what they are to hold.
    """
    asked = {key: one for key, info in kind.model_fields.items() for one in info.metadata if isinstance(one, Asked)}
    empty = (key for key, one in asked.items() if one.needed and not str(values.get(key, one.needed)).strip())
    found = [Fault(key, None, "", asked[key].needed) for key in empty]
    try:
        kind.model_validate(dict(values))
    except ValidationError as error:
        found += [_fault(one) for one in error.errors()]
    return found


def _fault(found: Any) -> Fault:
    key, *rest = found["loc"] or ("",)
    row = next((part for part in rest if isinstance(part, int)), None)
    column = next((part for part in rest if isinstance(part, str)), "")
    return Fault(str(key), row, column, _reason(found))


def _reason(found: Any) -> str:
    if found["type"] == "string_too_short":
        return "it must not be empty"
    return str(found["msg"].removeprefix("Value error, ").removeprefix("Input "))


def _in_words(kind: type[BaseModel], name: str, fault: Any, document: yamltext.Document) -> str:
    location = tuple(fault["loc"])
    # The nearest place there is: a key that is missing has none of its own.
    known = next((location[:end] for end in range(len(location), 0, -1) if document.has(location[:end])), ())
    place = document.key_place(known) if known else yamltext.Place(1, 1)
    where = f"{name}, line {place.line}, column {place.column}"
    key = ".".join(str(part) for part in location)
    if fault["type"] == "extra_forbidden":
        if moved := getattr(kind, "MOVED", {}).get(key):
            return f"{where}: {key}: {moved}."
        nearest = process.extractOne(str(location[-1]), _keys_at(kind, location[:-1]))
        return (
            f"{where}: unknown key {location[-1]!r}; the nearest known one is {nearest[0]!r}."
            if nearest
            else f"{where}: unknown key {key!r}."
        )
    reason = fault["msg"].removeprefix("Value error, ")
    return f"{where}: {key}: {reason}." if key else f"{where}: {reason}."


def _keys_at(kind: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    nested: dict[str, type[BaseModel]] = {
        "waves": Wave,
        "roles": Role,
        "questions": Question,
        "studies": UserStudy,
        "outline": OutlineSection,
    }
    return list((nested.get(str(location[0]), kind) if location else kind).model_fields)
