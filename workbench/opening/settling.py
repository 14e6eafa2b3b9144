"""Changing the settings of a study that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbench.errors import Refused
from workbench.folder import STUDY_FILE
from workbench.settings import (
    StudySettings,
    read_study_settings,
    read_text,
    with_changes,
    write_study_settings,
)
from workbench.study import Study
from workbench.transcripts import in_use


def change_settings(study: Study, changes: Mapping[str, Any], *, shown: StudySettings) -> StudySettings:
    """Change fields of a study's settings; every other byte of the file stays.

    Args:
        study: The study.
        changes: Fields and what they are to hold, as `StudySettings` takes them.
        shown: The settings as they were when somebody decided to change them.

    Returns:
        The settings as they are then.

    Raises:
        BadInput: A value cannot be, or the file or a table cannot be read or changed safely; nothing was written.
        Refused: Another program has changed one of these fields since ``shown``, or a wave or role would be lost that
            transcripts or participants have; nothing was written.
        Unavailable: The file cannot be written.
    """
    path = study.folder / STUDY_FILE
    if {"waves", "roles"} & set(changes):
        _, wanted = with_changes(read_text(path), changes, kind=StudySettings, name=STUDY_FILE)
        lost = in_use.lost_with(replace(study, settings=read_study_settings(path)), wanted)
        if lost:
            raise Refused(" ".join(lost), "Give them another first.")
    return write_study_settings(path, changes, shown=shown)
