"""The writers' choices: for one report in other words than report.yaml's, and for all by changing that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.errors import BadInput
from workbench.folder import REPORT_FILE
from workbench.settings import ReportChoices, StudySettings, faults_of, write_report_choices
from workbench.study import Study


def chosen_instead(choices: ReportChoices, instead: Mapping[str, Any]) -> ReportChoices:
    """The choices with others in the place of some.

    Args:
        choices: What report.yaml says.
        instead: Fields of `ReportChoices` and what they are to hold; those that are None stay as they are.

    Raises:
        BadInput: One of them cannot be.
    """
    wanted = {key: value for key, value in instead.items() if value is not None}
    if faults := faults_of(ReportChoices, wanted):
        told = "; ".join(f"{one.key}: {one.message}" for one in faults)
        raise BadInput(f"The report cannot be made so: {told}.", "Every choice is explained in docs/settings.md.")
    return choices.model_copy(update={key: getattr(ReportChoices(**wanted), key) for key in wanted})


def tells_agreement(settings: StudySettings, choices: ReportChoices) -> bool:
    """Whether a report says how far the coders agree."""
    return "agreement" in choices.parts_for(settings.mode)


def change_choices(study: Study, changes: Mapping[str, Any], *, shown: ReportChoices | None = None) -> ReportChoices:
    """Change report.yaml, which is made if it is absent; every other byte of it stays.

    A report follows an outline that is written, and the order of its themes where its outline is emptied.

    Args:
        study: The study.
        changes: Fields and what they are to hold, as `ReportChoices` takes them.
        shown: The choices as they were when somebody decided to change them; None where nobody looked.

    Returns:
        The choices as they are then.

    Raises:
        BadInput: A value cannot be, or the file cannot be read or changed safely; nothing was written.
        Refused: Another program has changed one of these fields since ``shown``; nothing was written.
        Unavailable: The file cannot be written.
    """
    if "outline" in changes and "order" not in changes:
        changes = {**changes, **_order_with(changes["outline"], shown or study.choices)}
    return write_report_choices(study.folder / REPORT_FILE, changes, shown=shown)


def _order_with(outline: object, choices: ReportChoices) -> dict[str, Any]:
    if outline:
        return {"order": "outline"}
    return {"order": "theme"} if choices.order == "outline" else {}


def turn_agreement(study: Study) -> ReportChoices:
    """Have the report say how far the coders agree, or no longer; arguments and errors as for `change_choices`."""
    settings, choices = study.as_its_file_says().settings, study.choices
    parts = choices.with_agreement(settings.mode, told=not tells_agreement(settings, choices))
    is_unset = parts == ReportChoices().parts_for(settings.mode)
    return change_choices(study, {"parts": None if is_unset else list(parts)}, shown=choices)


def turn_layer(study: Study) -> ReportChoices:
    """Print what was settled, or what the lead coder coded; arguments and errors as for `change_choices`."""
    choices = study.choices
    other = "lead coder" if choices.layer == "consensus" else "consensus"
    return change_choices(study, {"layer": other}, shown=choices)
