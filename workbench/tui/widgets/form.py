"""A form made from a settings model: a new setting gets its field by itself, from its type and description."""

from __future__ import annotations

import types
import typing
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from textual.app import ComposeResult
from textual.containers import Vertical

from workbench.settings import Asked, Fault, faults_of
from workbench.tui.faults import Unbroken
from workbench.tui.widgets.form_fields import (
    ChoiceField,
    Field,
    FixedField,
    LongField,
    NumberField,
    SomeOfField,
    TextField,
    TextsField,
    YesNoField,
    label_of,
)
from workbench.tui.widgets.form_groups import GroupField, PairsField
from workbench.tui.widgets.form_rows import RowsField


class ModelForm(Unbroken, Vertical):
    """Fields for the settings of one model.

    Args:
        shown: The settings as they are.
        only: The fields in their order; all settings where it is empty, those that are fixed last.
        without: Settings that are not shown.
        own: Fields of the form's own; their place is in ``only``.
    """

    def __init__(
        self,
        shown: BaseModel,
        *,
        only: Collection[str] = (),
        without: Collection[str] = (),
        own: Iterable[Field] = (),
    ) -> None:
        super().__init__(classes="form")
        self.shown = shown
        kept = {name: info for name, info in type(shown).model_fields.items() if name not in without}
        made = [field_for(name, info, getattr(shown, name)) for name, info in kept.items() if not only or name in only]
        self._fields = {field.key: field for field in sorted(made, key=lambda one: isinstance(one, FixedField))}
        every = self._fields | {field.key: field for field in own}
        self._all = {key: every[key] for key in only or every}

    def compose(self) -> ComposeResult:
        """The fields."""
        yield from self._all.values()

    @property
    def unsaved(self) -> bool:
        """Whether something is filled in otherwise than it was shown."""
        return any(field.changed for field in self._all.values())

    def field(self, key: str) -> Field:
        """The field of that key."""
        return self._all[key]

    def values(self) -> dict[str, Any]:
        """What is filled in, by setting."""
        return {key: field.value for key, field in self._fields.items() if not isinstance(field, FixedField)}

    def changes(self) -> dict[str, Any]:
        """What is filled in otherwise than it was shown, by setting."""
        return {key: field.value for key, field in self._fields.items() if field.changed}

    def faults(self) -> list[Fault]:
        """What stands in the way of saving what is filled in."""
        return faults_of(type(self.shown), self._filled())

    def settle(self, saved: Mapping[str, Any]) -> None:
        """What `changes` gave was saved; what is filled in otherwise since counts as changed."""
        for key, value in saved.items():
            self._fields[key].settle(value)
        self.shown = type(self.shown).model_validate({**self.shown.model_dump(), **saved})

    def fill(self, values: Mapping[str, Any]) -> None:
        """Fill in values as if somebody had: they count as changed."""
        for key, value in values.items():
            self._fields[key].fill(value)

    def take(self, now: BaseModel) -> None:
        """Show settings as they are now; what the user has changed and not saved stays as it is filled in."""
        filled = None if self.faults() else type(now).model_validate(self._filled())
        for key, field in self._fields.items():
            before, after = getattr(self.shown, key), getattr(now, key)
            if filled is not None and getattr(filled, key) == after:
                field.settle(field.value)
            elif not field.changed:
                field.show(after)
            elif before != after:
                now_said = "." if field.is_secret else f", to: {in_words(after)}"
                field.say(f"Another program changed it meanwhile{now_said}")
        self.shown = now

    def _filled(self) -> dict[str, Any]:
        return {**self.shown.model_dump(), **self.changes()}

    def say(self, faults: Iterable[Fault]) -> Field | None:
        """Show each fault at its field, and none where there is none.

        Returns:
            The first field that is faulty.
        """
        said: dict[str, list[str]] = {}
        for fault in faults:
            said.setdefault(fault.key, []).append(self._words(fault))
        for key, field in self._all.items():
            field.say("\n".join(said.get(key, ())))
        return next((field for key, field in self._all.items() if key in said), None)

    def _words(self, fault: Fault) -> str:
        field = self._fields.get(fault.key)
        if isinstance(field, GroupField) and fault.column:
            words = f"{label_of(fault.column)}: {fault.message}"
        elif fault.row is None or not isinstance(field, RowsField):
            words = fault.message
        else:
            column = f", {fault.column}" if fault.column else ""
            words = f"row {field.place_of(fault.row)}{column}: {fault.message}"
        return words[:1].upper() + words[1:].removesuffix(".") + "."


def field_for(key: str, info: FieldInfo, value: Any) -> Field:
    """The field for a setting.

    Args:
        key: The setting's name.
        info: Its type, description and how it is asked for (`workbench.settings.Asked`).
        value: What it is now.
    """
    asked = next((one for one in info.metadata if isinstance(one, Asked)), Asked())
    hint, words = info.description or "", {"care": asked.care, "label": asked.label}
    kind = _kind(info.annotation)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    item = _kind(arguments[0]) if origin is list else None
    if asked.fixed:
        return FixedField(key, hint, value, **words)
    if origin is Literal:
        return ChoiceField(key, hint, value, arguments, asked.meanings, **words)
    if kind is bool:
        return YesNoField(key, hint, value, **words)
    if kind in (int, float):
        return NumberField(key, hint, value, **words)
    if kind is str:
        return (
            LongField(key, hint, value, **words)
            if asked.long
            else TextField(key, hint, value, secret=asked.secret, **words)
        )
    if typing.get_origin(item) is Literal:
        return SomeOfField(key, f"{hint} One a line.", value, **words)
    if item is str:
        return TextsField(key, hint, value, **words)
    if origin is dict and _kind(arguments[1]) in (str, int):
        return PairsField(key, hint, value, numbers=_kind(arguments[1]) is int, **words)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        parts = [field_for(name, one, getattr(value, name)) for name, one in kind.model_fields.items()]
        return GroupField(key, hint, kind, parts, **words)
    if isinstance(item, type) and issubclass(item, BaseModel):
        return RowsField(key, hint, value, item, **words)
    return FixedField(key, f"{hint} It can be changed in the file only.", value, **words)


def _kind(annotation: Any) -> Any:
    """A type without what is said about it, and without None."""
    if typing.get_origin(annotation) is typing.Annotated:
        return _kind(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        kinds = [one for one in typing.get_args(annotation) if one is not type(None)]
        return _kind(kinds[0]) if len(kinds) == 1 else annotation
    return annotation


def in_words(value: Any) -> str:
    """A value of a setting as it is told."""
    if isinstance(value, list):
        return "; ".join(in_words(one) for one in value) or "nothing"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {in_words(one)}" for name, one in value.items()) or "nothing"
    if isinstance(value, BaseModel):
        return ", ".join(str(one) for one in value.model_dump().values() if one)
    return {True: "yes", False: "no", None: "nothing", "": "nothing"}.get(value, str(value))
