"""What the writers of a report choose for it: `report.yaml`, typed and documented."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from workbench.settings.models import Asked, Texts
from workbench.settings.outline import OutlineSection

Layered = Literal["lead coder", "consensus"]
PartName = Literal["method", "participants", "themes", "agreement", "definitions", "codebook", "memos"]
"""The parts that a report can have; each is a function in `workbench.report.compose`."""

OrderName = Literal["theme", "role then theme", "theme then role", "question", "outline"]
"""The orders in which a report can set out its themes; each is a function in `workbench.report.orders`."""

_ORDERS = (
    "Theme by theme, each with all its quotations.",
    "First what the themes are; then each role's quotations, theme by theme: “From the parents’ perspective”.",
    "Theme by theme, the quotations of each under the roles that speak in them.",
    "Under the evaluation questions that the themes answer.",
    "As the outline has it, into which its writers put themes and quotations.",
)
STYLE_NAMES = (
    *("title", "subtitle", "author", "title detail", "contents heading", "contents 1", "contents 2", "contents 3"),
    *("heading 1", "heading 2", "heading 3", "heading 4", "body", "concept", "lead-in", "quotation", "attribution"),
    *("indented", "note", "bullet list", "numbered list", "list continued", "caption", "table", "table text"),
    *("footnote", "header", "footer"),
)
"""The styles of a report that a house's template may have its own for."""

MarksName = Literal["automatic", "none", "double", "single", "guillemets", "low-high", "corner brackets", "straight"]
"""The quotation marks that can stand round quotations; which signs these are: `workbench.report.quotation_marks`."""

_QUOTATIONS = (
    "Each set in as a block.",
    "Short ones among the text, between quotation marks; those of more than some 40 words and dialogues as blocks.",
)
WithThemes = Literal["in the appendix", "with the theme"]
_WITH_THEMES = ("In one table for all themes, behind them.", "With each theme, before its narrative.")
_LAYERS = (
    "The lead coder's own codings.",
    "The same, but where the lead coder settled a difference with others, what was agreed on.",
)


class ParticipantsTable(BaseModel):
    """How the participants are listed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: Texts = Field(
        default_factory=list,
        description="What a row for each participant shows, in this order: role, waves, pair, site, status, or columns "
        "of your own of participants.csv. Unless set, the table counts participants by role and time point.",
    )
    ranges: dict[str, Annotated[int, Field(ge=1)]] = Field(
        default_factory=dict, description="Columns of numbers that print as ranges of so many, as in {age: 10}."
    )
    numbers: bool = Field(
        default=True,
        description="Whether rows carry numbers that are nobody's; false prints the labels of the attributions.",
    )


class ReportChoices(BaseModel):
    """`report.yaml`: how the study's report is to be, for everybody who writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    order: Annotated[OrderName, Asked(meanings=_ORDERS)] = Field(
        default="theme",
        description="In which order themes and quotations are printed: theme by theme, under roles, themes and in each "
        "the roles, under the evaluation questions, or as the outline has it.",
    )
    parts: Annotated[list[PartName] | None, Asked(label="Parts, in their order")] = Field(
        default=None,
        description="What stands in the report, in this order: method, participants, agreement, themes, definitions "
        "(an appendix: what the themes are, who spoke of each), codebook, memos. Unless set, all but the memos; how "
        "far the coders agree only in reliability mode. In reflexive mode it is never printed.",
    )
    definitions: Annotated[WithThemes, Asked(meanings=_WITH_THEMES)] = Field(
        default="in the appendix",
        description="Where the themes' definitions stand, and what each includes and what not: with each theme, before "
        "its narrative; or in an appendix, the part `definitions`.",
    )
    who_spoke: Annotated[WithThemes, Asked(meanings=_WITH_THEMES)] = Field(
        default="in the appendix",
        description="Where the report tells how many participants of each role spoke of a theme (in reflexive mode, "
        "which roles): with each theme, before its narrative; or in an appendix, the part `definitions`.",
    )
    quotations: Annotated[Literal["block", "inline"], Asked(meanings=_QUOTATIONS)] = Field(
        default="block", description="How quotations are printed: as blocks, or short ones among the text."
    )
    quote_marks: MarksName = Field(
        default="automatic",
        description="What stands round a quotation: none, “double”, ‘single’, «guillemets», „low-high“, 「corner "
        'brackets」 or "straight" marks; unless set none round a block, and double ones among the text, where there '
        "always are some.",
    )
    omission: Literal["automatic", "…", "[…]"] = Field(
        default="automatic",
        description="What stands where words were left out; unless set …, and […] where transcripts have dots for a "
        "pause.",
    )
    evidence: Literal["in brackets", "in footnotes"] = Field(
        default="in brackets", description="Where the source of a theme's other evidence is printed."
    )
    layer: Annotated[Layered, Asked(meanings=_LAYERS)] = Field(
        default="lead coder",
        description="Which codings a report prints: the lead coder's, or what was settled on them.",
    )
    agreement_unit: Literal["turn", "sentence", "token", "character"] = Field(
        default="turn", description="What is counted where a report says how far coders agree."
    )

    participants: Annotated[ParticipantsTable, Asked(label="Table of participants")] = Field(
        default_factory=ParticipantsTable,
        description="How the participants are listed: columns, ranges and numbers; see below.",
    )

    template: Annotated[str, Asked(label="Word template")] = Field(
        default="",
        description="The house's Word template (.docx or .dotx), from the study's folder: the report takes its styles, "
        "page, headers and footers. Empty: the report's own looks.",
    )
    styles: Annotated[dict[str, str], Asked(label="Styles of the template")] = Field(
        default_factory=dict,
        description="What the template calls the styles of a report, as `quotation: HH Quote`. Those not named are "
        "found by their usual names, and added where it has none.",
    )

    @field_validator("styles")
    @classmethod
    def _known_styles(cls, value: dict[str, str]) -> dict[str, str]:
        for name, theirs in value.items():
            if name in STYLE_NAMES and not theirs.strip():
                message = f"it is not said what the template calls the style {name!r}"
                raise ValueError(message)
            if name not in STYLE_NAMES:
                near = get_close_matches(name, STYLE_NAMES, 1)
                hint = f"; the nearest is {near[0]!r}" if near else f": {', '.join(STYLE_NAMES)}"
                message = f"{name!r} is none of a report's styles{hint}"
                raise ValueError(message)
        return value

    outline: list[OutlineSection] = Field(
        default_factory=list,
        description="The writers' own outline: sections, each with what is put into it; see below.",
    )

    @field_validator("parts")
    @classmethod
    def _each_once(cls, value: list[PartName] | None) -> list[PartName] | None:
        if value is not None and not value:
            message = "a report has one part at least; without the key it has them all"
            raise ValueError(message)
        for one in value or ():
            if (value or []).count(one) > 1:
                message = f"the part {one!r} stands twice"
                raise ValueError(message)
        return value

    def parts_for(self, mode: str) -> tuple[PartName, ...]:
        """The parts in their order, as chosen or as the study's mode has it.

        Args:
            mode: The study's mode, as in study.yaml.
        """
        if self.parts is None:
            return tuple(one for one in _UNSET if one != "agreement" or mode == "reliability")
        return tuple(one for one in self.parts if one != "agreement" or mode != "reflexive")

    def with_agreement(self, mode: str, *, told: bool) -> tuple[PartName, ...]:
        """The parts, but with or without how far the coders agree.

        Args:
            mode: The study's mode.
            told: Whether it is to be among them; where it was not, it comes before the themes.
        """
        parts = list(self.parts_for(mode) if self.parts is None else self.parts)
        if told and "agreement" not in parts:
            parts.insert(parts.index("themes") if "themes" in parts else len(parts), "agreement")
        return tuple(one for one in parts if told or one != "agreement")


_UNSET: tuple[PartName, ...] = ("method", "participants", "agreement", "themes", "definitions", "codebook")
