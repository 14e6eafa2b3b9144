"""What may be set, typed and documented: the descriptions are the documentation and the hints of the forms."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import parse_qsl, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from workbench.visible import CONTROLS

DEFAULT_ATTRIBUTION = "{label}, {wave}"
PLACEHOLDERS = ("label", "role", "wave")


@dataclass(frozen=True)
class Asked:
    """How a form asks for a setting, where its type alone does not say it.

    Attributes:
        long: A text of several lines.
        fixed: Kept by the program; a form only shows it.
        secret: It may hold a password: what is typed is not shown.
        care: What whoever changes it should know; empty where there is nothing.
        meanings: What each choice means, in the order of the choices.
        label: What people read before it, where its name alone would not be understood.
        needed: What is said where a form leaves it empty; a file may.
    """

    long: bool = False
    fixed: bool = False
    secret: bool = False
    care: str = ""
    meanings: tuple[str, ...] = ()
    label: str = ""
    needed: str = ""


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

    perspective: str = Field(
        default="",
        description="What stands over its words where a report is ordered by role; unless set as in “From the parents’ "
        "perspective”.",
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


class Question(BaseModel):
    """An evaluation question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1, description="The question, as it is printed.")
    id: str = Field(default="", description="Its short name, by which themes say that they answer it; else its number.")

    @field_validator("text", "id")
    @classmethod
    def _one_line(cls, value: str) -> str:
        return " ".join(value.split())


def _asked(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _named(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) and value else ([] if value in (None, "") else value)


Texts = Annotated[list[str], BeforeValidator(_listed)]


_MODES = (
    "Your own reading, deepened; agreement is not counted.",
    "A codebook gives structure; coders talk differences over.",
    "Coders work apart, by fixed definitions, so that their agreement can be measured.",
)


def _ids_of(questions: list[Question]) -> list[str]:
    return [one.id or str(number) for number, one in enumerate(questions, start=1)]


class StudySettings(BaseModel):
    """`study.yaml`: what holds for everybody who works on the study."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    MOVED: ClassVar[dict[str, str]] = {
        "report_layer": "it belongs into report.yaml now, as `layer: consensus` or `layer: lead coder`",
        "report_agreement": "it belongs into report.yaml now: name agreement under `parts`, or leave it out there",
        "agreement_unit": "it belongs into report.yaml now, under the same name",
    }
    """Keys that belong elsewhere → what is said of them."""

    id: Annotated[uuid.UUID | None, Asked(fixed=True)] = Field(
        default=None, description="Names the study on every computer; written when the study was made."
    )
    title: Annotated[str, Asked(needed="a title is needed; it can be changed later")] = Field(
        default="Untitled study", description="The study's title, on the report's title page."
    )
    mode: Annotated[Literal["reflexive", "codebook", "reliability"], Asked(meanings=_MODES)] = Field(
        default="codebook", description="Which family of thematic analysis: reflexive, codebook or reliability."
    )
    approach: Annotated[str, Asked(long=True)] = Field(
        default="", description="The approach in the authors' own words, printed as it stands."
    )
    waves: Annotated[list[Annotated[Wave, BeforeValidator(_named)]], Asked(label="Time points (waves)")] = Field(
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
    handed_to: Annotated[str, Asked(fixed=True)] = Field(
        default="", description="To whom a sample was handed out: they code here unless somebody says otherwise."
    )
    words_in_text_files: bool = Field(
        default=False, description="Whether packs hold the words of the interviews, or only where they stand."
    )
    quoting_style: Literal["verbatim", "tidied"] = Field(
        default="verbatim", description="Whether quotations keep every word or may lose fillers."
    )
    fillers: Texts = Field(
        default_factory=list,
        description="The fillers that tidied quotations may lose besides um, er and words said twice; unless set: you "
        "know, I mean.",
    )
    questions: Annotated[list[Annotated[Question, BeforeValidator(_asked)]], BeforeValidator(_listed)] = Field(
        default_factory=list, description="The evaluation questions, each with text and id (or the text alone)."
    )
    agreement_target: float | None = Field(
        default=None, ge=0, le=1, description="The team's own target for agreement between coders, from 0 to 1."
    )
    authors: Texts = Field(default_factory=list, description="Who wrote the report, for its title page.")
    organisation: str = Field(default="", description="The authors' organisation, for the title page.")
    commissioner: str = Field(default="", description="Who asked for the report, for the title page.")
    date: str = Field(default="", description="The report's date as printed on the title page.")
    state: Literal["draft", "final"] = Field(default="draft", description="Whether the report is a draft or final.")
    database: Annotated[str, Asked(care="Another database holds other work: nothing is taken along.")] = Field(
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

    @field_validator("waves", "roles")
    @classmethod
    def _distinct(cls, value: list[Wave] | list[Role], info: ValidationInfo) -> list[Wave] | list[Role]:
        folded = [one.id.casefold() for one in value]
        for one in value:
            if folded.count(one.id.casefold()) > 1:
                what = str(info.field_name).removesuffix("s")
                message = f"the {what} {one.id!r} stands twice"
                raise ValueError(message)
        return value

    @field_validator("questions")
    @classmethod
    def _told_apart(cls, value: list[Question]) -> list[Question]:
        ids = [one.casefold() for one in _ids_of(value)]
        for one in ids:
            if ids.count(one) > 1:
                message = f"two questions have the id {one!r}"
                raise ValueError(message)
        return value

    @property
    def question_of(self) -> dict[str, str]:
        """The evaluation questions by their ids, in order; one without an id of its own has its number."""
        return {one: asked.text for one, asked in zip(_ids_of(self.questions), self.questions, strict=True)}

    def wave(self, wave_id: str | None) -> Wave | None:
        """The wave of that id, or None."""
        return next((wave for wave in self.waves if wave.id == wave_id), None)

    def role(self, role_id: str | None) -> Role | None:
        """The role of that id, or None."""
        return next((role for role in self.roles if role.id == role_id), None)

    def printed_wave(self, wave_id: str | None) -> str:
        """The wave of that id as printed; an id that is no wave's as it is, of none nothing."""
        wave = self.wave(wave_id)
        return wave.printed if wave is not None else wave_id or ""

    def printed_role(self, role_id: str | None) -> str:
        """The role of that id as printed; an id that is no role's as it is, of none nothing."""
        role = self.role(role_id)
        return role.printed if role is not None else role_id or ""


def _coder(value: str) -> str:
    if CONTROLS.search(value) or "\n" in value or "\t" in value:
        message = "a coder's name stands on one line and has no control characters"
        raise ValueError(message)
    return value.strip()


CoderName = Annotated[str, AfterValidator(_coder)]


class UserStudy(BaseModel):
    """What a user has set for one study."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    coder: CoderName = Field(default="", description="The name you code under in this study.")
    database: Annotated[str, Asked(secret=True)] = Field(
        default="", description="The study's database URL, with password if it needs one."
    )


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


OneOrMore = Annotated[list[str], BeforeValidator(_as_list)]


class UserSettings(BaseModel):
    """The user's own file: what belongs to one person and never into a study."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    coder: CoderName = Field(default="", description="The name you code under, unless a study has its own.")
    look: Literal["dark", "light", "high contrast"] = Field(default="dark", description="How the screens look.")
    ascii: Annotated[bool, Asked(label="only ASCII signs")] = Field(
        default=False,
        description="Draw borders, marks and arrows with ASCII signs only, from the next start on; words stay as they "
        "are.",
    )
    keys: dict[str, OneOrMore] = Field(
        default_factory=dict,
        description="Keys of your own: a command's id, and its key or a list of keys, as `coding.apply: y`. They hold "
        "from the next start on. F6, Alt+K lists and changes them.",
    )
    recent: Annotated[list[str], Asked(fixed=True)] = Field(
        default_factory=list, description="The folders of the studies opened last, latest first; kept by the program."
    )
    import_folder: Annotated[str, Asked(fixed=True)] = Field(
        default="", description="The folder from which transcripts were imported last; kept by the program."
    )
    studies: dict[str, UserStudy] = Field(
        default_factory=dict, description="Settings for one study, under the study's id from study.yaml."
    )

    def for_study(self, study_id: uuid.UUID | None) -> UserStudy:
        """What is set for one study; empty where nothing is."""
        return next(
            (set_ for key, set_ in self.studies.items() if key.casefold() == str(study_id).casefold()), UserStudy()
        )
