"""What the library's list and its grid say, row by row. Pure: made where the library is read, outside the screen."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from workbench.coding.progress import Progress
from workbench.settings import StudySettings
from workbench.transcripts.grid import NO_WAVE, NOT_INTERVIEWED
from workbench.transcripts.library import Library
from workbench.transcripts.listing import TranscriptFound
from workbench.tui.widgets.details import share
from workbench.tui.widgets.rows import Column, Row, Table, table

LIST = (
    Column("Transcript", 36, 20, ends=True),
    Column("Who", 28, 6),
    Column("Role", 20, 6),
    Column("Wave", 16, 4),
    Column("Kind", 13, 4),
    Column("Record", 9, 8),
    Column("Words", 9, 5, right=True),
    Column("Coded", 6, 5, right=True),
)
"""The columns of the list."""

GRID_BEFORE_WAVES = 2
"""So many columns of the grid stand before those of the waves."""


def printed_wave(wave_id: str | None, settings: StudySettings) -> str:
    """A wave as printed; of none, that it is unknown."""
    return settings.printed_wave(wave_id) or "unknown"


def list_rows(library: Library, progress: Mapping[UUID, Progress], settings: StudySettings) -> list[Row]:
    """One row a transcript; the key is the transcript's row in the database."""
    return [_transcript(one, progress.get(one.revision_id), settings) for one in library.transcripts]


def _transcript(one: TranscriptFound, done: Progress | None, settings: StudySettings) -> Row:
    cells = (
        one.name,
        "; ".join(one.participants) or "unknown",
        ", ".join(map(settings.printed_role, one.roles)) or "unknown",
        printed_wave(one.wave, settings),
        one.kind or "unknown",
        one.record or "unknown",
        f"{one.words:,}",
        share(done),
    )
    return Row(one.id, cells)


def grid_columns(library: Library, settings: StudySettings) -> list[Column]:
    """Role and participant, then a column for each wave."""
    waves = [Column(printed_wave(wave or NO_WAVE, settings), 16, 11) for wave in library.waves]
    return [Column("Role", 14, 6), Column("Participant", 24, 9, ends=True), *waves]


def grid_table(library: Library, settings: StudySettings) -> Table:
    """Who was interviewed when: a row a participant; the first of each role has the role's name, the key is the id."""
    rows, before = [], None
    for one in library.participants:
        title = settings.printed_role(one.role) or "role unknown"
        words = (library.grid[one.participant][wave] for wave in library.waves)
        cells = ("–" if word == NOT_INTERVIEWED else word for word in words)
        rows.append(Row(one.participant, (title if title != before else "", one.label, *cells)))
        before = title
    return table(grid_columns(library, settings), rows)
