"""What a study's tables would not find any more if its settings named other waves and roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workbench.settings import StudySettings
from workbench.study import Study
from workbench.transcripts import last_seen, matching
from workbench.transcripts.last_seen import PARTICIPANTS, TRANSCRIPTS
from workbench.transcripts.tables.values import statuses
from workbench.visible import first_few, one_line, plural


def lost_with(study: Study, settings: StudySettings) -> list[str]:
    """What uses a wave or a role that other settings do not know any more, in sentences; none where nothing does.

    Args:
        study: The study with its settings as they are.
        settings: The settings as they would be. A wave or role that is only printed otherwise is known still.

    Raises:
        BadInput: A table cannot be read as one.
        Unavailable: A table cannot be read.
    """
    look = last_seen.look(study)
    now = look.tables(study, waves=study.settings.waves, roles=study.settings.roles)
    then = look.tables(study, waves=settings.waves, roles=settings.roles)
    people = list(zip(now.participants.participants, then.participants.participants, strict=True))
    texts = zip(now.transcripts.transcripts, then.transcripts.transcripts, strict=True)
    named = (wave for before, after in people if before.status and not after.status for wave in statuses(before.status))
    unknown = [wave for wave in named if wave and matching.named(wave, settings.waves) is None]
    return [
        *_told(((a.wave, b.wave) for a, b in texts), "transcript is of", "transcripts are of", TRANSCRIPTS),
        *_told(((a.role, b.role) for a, b in people), "participant has the role", "participants have the role"),
        *_told(((wave, None) for wave in unknown), "participant has a status at", "participants have a status at"),
    ]


def _told(pairs: Iterable[tuple[str | None, str | None]], one: str, many: str, table: str = PARTICIPANTS) -> list[str]:
    lost = Counter(before for before, after in pairs if before and not after)
    return [f"{plural(count, one, many)} {one_line(name)} ({table})." for name, count in lost.items()]


def unknown_waves(study: Study) -> list[str]:
    """What is to be told at every report of transcripts whose wave the study does not know.

    Raises:
        BadInput: A table cannot be read as one.
        Unavailable: A table cannot be read.
    """
    look = last_seen.look(study)
    faults = look.tables(study, waves=study.settings.waves, roles=study.settings.roles).transcripts.faults
    rows = [str(fault.row) for fault in faults if fault.column == "wave"]
    if not rows:
        return []
    told = f"{plural(len(rows), 'wave')} that study.yaml does not know ({TRANSCRIPTS}, row {first_few(rows)})"
    return [f"{told}: quotations from there are printed without one, unless you correct it."]
