"""Fields of a form for a setting that holds several things: names with what they stand for, or settings of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from textual.widget import Widget

from workbench.tui.widgets.form_fields import Field
from workbench.tui.widgets.line import Lines


class PairsField(Field):
    """Names, and what each stands for, one a line with a colon between; with ``numbers`` they stand for numbers."""

    def __init__(self, key: str, hint: str, value: Mapping[str, Any], *, numbers: bool = False, **words: str) -> None:
        super().__init__(key, f"{hint} One a line.", **words)
        self._numbers = numbers
        self._lines = Lines(_as_pairs(value))
        self._shown = self.value

    @property
    def value(self) -> Any:
        """What each name stands for; nothing where no colon is."""
        lines = (line.partition(":") for line in self._lines.text.split("\n") if line.strip())
        return {name.strip(): self._meant(text.strip()) for name, _, text in lines}

    def _meant(self, text: str) -> Any:
        return int(text) if self._numbers and text.isdecimal() else text

    def show(self, value: Any) -> None:
        """Fill in names and what they stand for."""
        self._lines.text = _as_pairs(value)
        self._shown = self.value

    def editors(self) -> Sequence[Widget]:
        """The lines."""
        return [self._lines]


def _as_pairs(value: Mapping[str, Any]) -> str:
    return "\n".join(f"{name}: {meant}" for name, meant in value.items())


class GroupField(Field):
    """Several fields that are one setting of the file.

    Args:
        key: The setting's name.
        hint: What it means.
        kind: What the setting is.
        parts: Its fields.
    """

    def __init__(self, key: str, hint: str, kind: type[BaseModel], parts: Sequence[Field], **words: str) -> None:
        super().__init__(key, hint, **words)
        self.add_class("-broad")
        self._defaults = {name: info.get_default(call_default_factory=True) for name, info in kind.model_fields.items()}
        self._parts = {one.key: one for one in parts}
        self._shown = self.value

    @property
    def value(self) -> Any:
        """What is filled in, but for what goes without saying."""
        return {key: part.value for key, part in self._parts.items() if part.value != self._defaults[key]}

    def show(self, value: Any) -> None:
        """Fill in all of them."""
        values = value.model_dump() if isinstance(value, BaseModel) else {**self._defaults, **value}
        for key, part in self._parts.items():
            part.show(values[key])
        self._shown = self.value

    def editors(self) -> Sequence[Widget]:
        """The fields."""
        return list(self._parts.values())
