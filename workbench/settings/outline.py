"""The writers' own outline of a report, as report.yaml holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from workbench.settings.models import Texts

DEEPEST = 4
"""Sections stand in each other no deeper than headings do."""

Path = tuple[str | int, ...]
"""Keys and positions from the top of report.yaml to a place in it."""


class OutlineSection(BaseModel):
    """A section of the outline."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str = Field(min_length=1, description="Its heading.")
    text: str = Field(default="", description="Words of its own, in Markdown, printed first.")
    themes: Texts = Field(default_factory=list, description="Themes that stand in it, by name or id.")
    quotations: Texts = Field(
        default_factory=list,
        description="Quotations that stand in it by themselves: ids of codings, or the first four digits or more.",
    )
    sections: list[OutlineSection] = Field(default_factory=list, description="Sections inside it.")

    @field_validator("heading")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if not (words := " ".join(value.split())):
            message = "a section needs a heading"
            raise ValueError(message)
        return words

    @model_validator(mode="after")
    def _not_too_deep(self) -> OutlineSection:
        if depth_of([self]) > DEEPEST:
            message = f"sections stand in each other {DEEPEST} deep at the most, as headings do"
            raise ValueError(message)
        return self

    def as_value(self) -> dict[str, Any]:
        """As it is written into report.yaml: without what goes without saying."""
        said = {"text": self.text, "themes": list(self.themes), "quotations": list(self.quotations)}
        inside = {"sections": [one.as_value() for one in self.sections]}
        return {"heading": self.heading} | {key: value for key, value in (said | inside).items() if value}


def depth_of(sections: Sequence[OutlineSection]) -> int:
    """How deep sections stand in each other: 1 where none stands in another."""
    return 1 + max(depth_of(one.sections) for one in sections) if sections else 0


def hung_in(sections: Sequence[OutlineSection], at: Path = ("outline",)) -> Iterator[tuple[Path, str, str]]:
    """What is hung into an outline, in the order of print: its place in report.yaml, "theme" or "quotation", name."""
    for number, one in enumerate(sections):
        here = (*at, number)
        yield from (((*here, "themes", place), "theme", name) for place, name in enumerate(one.themes))
        yield from (((*here, "quotations", place), "quotation", name) for place, name in enumerate(one.quotations))
        yield from hung_in(one.sections, (*here, "sections"))


Lines = Mapping[Path, int]
"""In which line of report.yaml each place of the outline stands."""
