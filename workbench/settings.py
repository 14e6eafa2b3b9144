"""What a study and its user may set: `study.yaml` and the user's own file, typed and documented.

The field descriptions are the documentation: the settings page of the docs is made from them.
Precedence: command line, environment, user's file, study.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import parse_qsl, urlsplit

import platformdirs
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator
from rapidfuzz import process

from workbench import yamltext
from workbench.errors import BadInput

STUDY_FILE = "study.yaml"
DEFAULT_ATTRIBUTION = "{label}, {wave}"
PLACEHOLDERS = ("label", "role", "wave")


class Wave(BaseModel):
    """A time point."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, description="Its short name, as in transcripts.csv: T1.")
    label: str = Field(default="", description="As it is printed in a report; the id unless set.")

    @property
    def printed(self) -> str:
        """As it is printed."""
        return self.label or self.id


class Role(BaseModel):
    """A group of participants."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, description="Its short name, as in participants.csv: parent.")
    label: str = Field(default="", description="As it is printed where a participant is quoted by role only.")
    attribution: str = Field(
        default=DEFAULT_ATTRIBUTION,
        description="How quotations of this role are attributed: a text with {label}, {role}, {wave}, each optional.",
    )

    @property
    def printed(self) -> str:
        """As it is printed."""
        return self.label or self.id[:1].upper() + self.id[1:]

    @field_validator("attribution")
    @classmethod
    def _known_placeholders(cls, value: str) -> str:
        rest = value
        for name in PLACEHOLDERS:
            rest = rest.replace(f"{{{name}}}", "")
        if "{" in rest or "}" in rest:
            message = "an attribution may hold {label}, {role} and {wave} and no other braces"
            raise ValueError(message)
        return value


def _named(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) and value else ([] if value in (None, "") else value)


Texts = Annotated[list[str], BeforeValidator(_listed)]


class StudySettings(BaseModel):
    """`study.yaml`: what holds for everybody who works on the study."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: uuid.UUID | None = Field(
        default=None, description="Names the study on every computer; written by `workbench init`."
    )
    title: str = Field(default="Untitled study", description="The study's title, on the report's title page.")
    mode: Literal["reflexive", "codebook", "reliability"] = Field(
        default="codebook", description="Which family of thematic analysis: reflexive, codebook or reliability."
    )
    approach: str = Field(default="", description="The approach in the authors' own words, printed as it stands.")
    waves: list[Annotated[Wave, BeforeValidator(_named)]] = Field(
        default_factory=list, description="The time points in order, each with id and printed label (or the id alone)."
    )
    roles: list[Annotated[Role, BeforeValidator(_named)]] = Field(
        default_factory=list, description="The roles, each with id, printed label and attribution (or the id alone)."
    )
    language: str = Field(default="en", description="The language of the interviews, as in en or en-GB.")
    interviewers: Texts = Field(
        default=["Interviewer", "I"], description="The labels that interviewers have in the transcripts."
    )
    lead_coder: str = Field(default="", description="The coder whose codings a report prints unless told otherwise.")
    words_in_text_files: bool = Field(
        default=False, description="Whether packs hold the words of the interviews, or only where they stand."
    )
    quoting_style: Literal["verbatim", "tidied"] = Field(
        default="verbatim", description="Whether quotations keep every word or may lose fillers."
    )
    questions: Texts = Field(default_factory=list, description="The evaluation questions.")
    agreement_target: float | None = Field(
        default=None, ge=0, le=1, description="The team's own target for agreement between coders, from 0 to 1."
    )
    authors: Texts = Field(default_factory=list, description="Who wrote the report, for its title page.")
    organisation: str = Field(default="", description="The authors' organisation, for the title page.")
    commissioner: str = Field(default="", description="Who asked for the report, for the title page.")
    date: str = Field(default="", description="The report's date as printed on the title page.")
    state: Literal["draft", "final"] = Field(default="draft", description="Whether the report is a draft or final.")
    database: str = Field(
        default="", description="A PostgreSQL URL without password; empty for the study's own SQLite file."
    )

    @field_validator("database")
    @classmethod
    def _without_password(cls, value: str) -> str:
        parts = urlsplit(value)
        secret = {"password", "sslpassword", "passfile"} & {key.casefold() for key, _ in parse_qsl(parts.query)}
        if parts.password is not None or secret:
            message = "a password must not stand in study.yaml: put the whole URL into your own settings file"
            raise ValueError(message)
        return value

    @model_validator(mode="after")
    def _distinct(self) -> StudySettings:
        for what, ids in (("wave", [wave.id for wave in self.waves]), ("role", [role.id for role in self.roles])):
            folded = [name.casefold() for name in ids]
            for name in ids:
                if folded.count(name.casefold()) > 1:
                    message = f"the {what} {name!r} stands twice"
                    raise ValueError(message)
        return self

    def wave(self, wave_id: str | None) -> Wave | None:
        """The wave of that id, or None."""
        return next((wave for wave in self.waves if wave.id == wave_id), None)

    def role(self, role_id: str | None) -> Role | None:
        """The role of that id, or None."""
        return next((role for role in self.roles if role.id == role_id), None)


class UserStudy(BaseModel):
    """What a user has set for one study."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    coder: str = Field(default="", description="The name you code under in this study.")
    database: str = Field(default="", description="The study's database URL, with password if it needs one.")


class UserSettings(BaseModel):
    """The user's own file: what belongs to one person and never into a study."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    coder: str = Field(default="", description="The name you code under, unless a study has its own below.")
    studies: dict[str, UserStudy] = Field(
        default_factory=dict, description="Settings for one study, under the study's id from study.yaml."
    )

    def for_study(self, study_id: uuid.UUID | None) -> UserStudy:
        """What is set for one study; empty where nothing is."""
        return next(
            (set_ for key, set_ in self.studies.items() if key.casefold() == str(study_id).casefold()), UserStudy()
        )


ENVIRONMENT = {
    "WORKBENCH_CODER": "The name you code under.",
    "WORKBENCH_DATABASE_URL": "The study's PostgreSQL URL, with password if it needs one.",
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


Settings = TypeVar("Settings", bound=BaseModel)


def _read(path: Path, kind: type[Settings]) -> Settings:
    document = yamltext.read_yaml(read_text(path), name=path.name)
    value = {} if document.root is None else document.texts()
    if not isinstance(value, dict):
        raise BadInput(f"{path.name}: a list of settings was expected (key: value).", "Compare with docs/settings.md.")
    try:
        return kind.model_validate({key: said for key, said in value.items() if said is not None})
    except ValidationError as error:
        faults = [_in_words(kind, path.name, fault, document) for fault in error.errors()]
        raise BadInput("\n".join(faults), "Every key is explained in docs/settings.md.") from error


def read_text(path: Path) -> str:
    """A text file of the study, as UTF-8.

    Raises:
        BadInput: It is missing, is a folder, cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise BadInput(f"{path} is not there.", "Check the path.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"{path.name}, line {line}: not UTF-8."
        raise BadInput(message, "Save the file as UTF-8 in your editor.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check who may read it.") from error


def _in_words(kind: type[BaseModel], name: str, fault: Any, document: yamltext.Document) -> str:
    location = tuple(fault["loc"])
    # The nearest place there is: a key that is missing has none of its own.
    known = next((location[:end] for end in range(len(location), 0, -1) if document.has(location[:end])), ())
    place = document.key_place(known) if known else yamltext.Place(1, 1)
    where = f"{name}, line {place.line}, column {place.column}"
    key = ".".join(str(part) for part in location)
    if fault["type"] == "extra_forbidden":
        nearest = process.extractOne(str(location[-1]), _keys_at(kind, location[:-1]))
        return (
            f"{where}: unknown key {location[-1]!r}; the nearest known one is {nearest[0]!r}."
            if nearest
            else f"{where}: unknown key {key!r}."
        )
    reason = fault["msg"].removeprefix("Value error, ")
    return f"{where}: {key}: {reason}." if key else f"{where}: {reason}."


def _keys_at(kind: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    nested: dict[str, type[BaseModel]] = {"waves": Wave, "roles": Role, "studies": UserStudy}
    return list((nested.get(str(location[0]), kind) if location else kind).model_fields)
