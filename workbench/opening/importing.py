"""Importing and correcting what a user has confirmed: waves and roles that are new are added to the settings first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from workbench.errors import Refused, Unavailable, WorkbenchError
from workbench.folder import STUDY_FILE
from workbench.opening.making import take_up
from workbench.progress import Tell
from workbench.safefile import write_bytes_safely
from workbench.settings import read_study_settings
from workbench.study import Study
from workbench.transcripts import correcting, importing
from workbench.transcripts.tables import ParticipantFacts, TranscriptFacts


def import_confirmed(
    study: Study,
    paths: Sequence[Path],
    corrected: Mapping[Path, importing.Corrected],
    *,
    readings: importing.Readings | None = None,
    progress: Tell,
) -> tuple[Study, importing.ImportSummary]:
    """Take transcripts in as they were confirmed, as one step.

    Args:
        study: The study.
        paths: The files.
        corrected: What the user says of some of them.
        readings: Keeps what was read of them before.
        progress: Told how far it is; what it raises goes on to the caller, and then nothing was changed.

    Returns:
        The study with its settings as they are then, and what the import came to.

    Raises:
        BadInput: A table of the study or its settings cannot be read or changed.
        Unavailable: The database or the folder cannot be written; no transcript was taken in.
    """
    found = importing.recognise(study, paths, corrected=corrected, readings=readings, progress=progress)
    # Only now: reading may be cancelled, and then the settings stay as they were too.
    waves = (one.facts.wave for one in found.ready)
    roles = (one.role for one in found.summary.new_participants)
    with _knowing(study, waves=waves, roles=roles, in_vain=Unavailable) as (knowing, told):
        summary = importing.store(knowing, found)
    summary.notices = [*told, *summary.notices]
    return knowing, summary


def correct_transcript(
    study: Study, before: TranscriptFacts, after: TranscriptFacts, *, role: str | None = None
) -> tuple[Study, list[str]]:
    """Correct what is known of a transcript; see `workbench.transcripts.correcting.correct_transcript`.

    Returns:
        The study with its settings as they are then, and what the user should be told.
    """
    with _knowing(study, waves=[after.wave], roles=[role], in_vain=Refused) as (knowing, told):
        return knowing, [*told, *correcting.correct_transcript(knowing, before, after, role=role)]


def correct_participant(study: Study, before: ParticipantFacts, after: ParticipantFacts) -> tuple[Study, list[str]]:
    """Correct what is known of a participant; see `workbench.transcripts.correcting.correct_participant`.

    Returns:
        The study with its settings as they are then, and what the user should be told.
    """
    with _knowing(study, waves=(), roles=[after.role], in_vain=Refused) as (knowing, told):
        return knowing, [*told, *correcting.correct_participant(knowing, before, after)]


@contextmanager
def _knowing(
    study: Study, *, waves: Iterable[str | None], roles: Iterable[str | None], in_vain: type[WorkbenchError]
) -> Iterator[tuple[Study, list[str]]]:
    """The study with those waves and roles in its settings, and what was added.

    Args:
        study: The study.
        waves: Waves as they were named; None: none was.
        roles: Roles as they were named.
        in_vain: The error that tells that nothing was written: then the settings become again what they were.
    """
    path, told = study.folder / STUDY_FILE, list[str]()
    before = path.read_bytes()
    for wave in dict.fromkeys(waves):
        told += take_up(study.folder, wave=wave, role=None)
    for role in dict.fromkeys(roles):
        told += take_up(study.folder, wave=None, role=role)
    now = path.read_bytes()
    try:
        # Read anew in any case: whoever asked may have waited, and somebody else may have changed them meanwhile.
        yield replace(study, settings=read_study_settings(path)), told
    except in_vain:
        if told:
            with suppress(WorkbenchError):
                # Where somebody has changed them meanwhile, they stay.
                write_bytes_safely(path, before, expected=now)
        raise
