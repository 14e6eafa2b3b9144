"""The tables of a study's database, one class a table.

Three kinds of table:

- **Journalled** ones (subclasses of `Row`): everything people decide. Each row has a UUID, and a `row_version` that is
  checked on writing; triggers write every change into the journal under the open step.
- **Content** (`Text`, `Turn`, `CodebookState`): found under the sha256 of a text, written once, never changed.
- **Book-keeping** (`Step`, `Image`, `OpenStep`, `FileSeen`, `Export`): the journal, what was seen on disk, and printed.

Parents are written before children: there are no relationships, so SQLAlchemy does not know the order of tables.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import types
from sqlmodel import Field, SQLModel

from workbench.consensus_rows import ConsensusCoding as ConsensusCoding
from workbench.consensus_rows import Decision as Decision
from workbench.export_rows import Export as Export
from workbench.moments import Moment as Moment
from workbench.moments import utc_now as utc_now
from workbench.rows import Row as Row
from workbench.storable import is_one_line as is_one_line
from workbench.storable import storable as storable


class Coder(Row, table=True):
    """Someone who codes. Made at first use."""

    name: str = Field(unique=True)
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)


class Participant(Row, table=True):
    """Someone who was, or was to be, interviewed. `transcripts/participants.csv` is where they are written down."""

    participant: str = Field(unique=True)
    label: str
    role: str | None = None
    pair: str | None = None
    site: str | None = None
    status: str = ""
    reason: str = ""
    quoting: str = "yes"
    attributes: dict[str, str] = Field(default_factory=dict, sa_type=types.JSON, nullable=False)
    position: int = 0


class Text(SQLModel, table=True):
    """A text that came in, under its sha256 (of its UTF-8). Never changed."""

    sha256: str = Field(primary_key=True)
    text: str
    characters: int
    words: int


class Turn(SQLModel, table=True):
    """One turn of a text: where its words stand, the speaker's label as written, the time in milliseconds."""

    text_sha256: str = Field(primary_key=True, foreign_key="text.sha256")
    position: int = Field(primary_key=True)
    start: int
    end: int
    label: str | None = None
    time: int | None = None


class Revision(Row, table=True):
    """One state of a transcript's text."""

    transcript_id: UUID = Field(index=True)
    number: int = 1
    text_sha256: str = Field(foreign_key="text.sha256", index=True)
    source_sha256: str = Field(index=True)
    reader: str
    reader_version: int
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)


class Transcript(Row, table=True):
    """What one file in `transcripts/` holds, and who, when and what kind it is."""

    name: str = Field(unique=True)
    file: str = Field(unique=True)
    revision_id: UUID = Field(foreign_key="revision.id")
    wave: str | None = None
    kind: str | None = None
    record: str | None = None
    date: dt.date | None = None
    interviewer: str | None = None
    language: str | None = None
    translated_from: str | None = None
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)


class TranscriptParticipant(Row, table=True):
    """A participant who takes part in a transcript."""

    __tablename__ = "transcript_participant"

    transcript_id: UUID = Field(foreign_key="transcript.id", index=True)
    participant_id: UUID = Field(foreign_key="participant.id", index=True)
    position: int = 0


class Speaker(Row, table=True):
    """A speaker's label in a revision. No label (None): the turns that have none."""

    revision_id: UUID = Field(foreign_key="revision.id", index=True)
    label: str | None = None
    interviewer: bool = False


class SpeakerParticipant(Row, table=True):
    """Who a speaker is: one participant, or one of several where the transcriber could not tell."""

    __tablename__ = "speaker_participant"

    speaker_id: UUID = Field(foreign_key="speaker.id", index=True)
    participant_id: UUID = Field(foreign_key="participant.id", index=True)
    position: int = 0


class CodebookState(SQLModel, table=True):
    """A state of a codebook that the program has seen, under the sha256 of its bytes as UTF-8. Never changed."""

    __tablename__ = "codebook_state"

    sha256: str = Field(primary_key=True)
    text: str
    version: str
    seen_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)


class CodebookFile(Row, table=True):
    """A codebook of the study and the state it is in."""

    __tablename__ = "codebook"

    file: str = Field(unique=True)
    state_sha256: str | None = Field(default=None, foreign_key="codebook_state.sha256")


class FileSeen(SQLModel, table=True):
    """The sha256 of a file of the study as the program last saw or wrote it.

    A codebook whose state differs from it is *pending*: the program's own change has still to reach the file. Of the
    tables what they said is kept too, so that what was changed in one folder can be told from what others changed.
    """

    __tablename__ = "file_seen"

    file: str = Field(primary_key=True)
    sha256: str
    content: str | None = None


class Whose(SQLModel, table=True):
    """The id of the study whose database it is: one row, on a server only."""

    study_id: UUID = Field(primary_key=True)


class Passage(Row, table=True):
    """A span of a revision. Codings, extracts and marks point at it."""

    kept_while_used: ClassVar[bool] = True
    __table_args__ = (
        sa.UniqueConstraint("revision_id", "start", "end"),
        sa.CheckConstraint('start >= 0 AND start < "end"', name="passage_span"),
    )

    revision_id: UUID = Field(foreign_key="revision.id", index=True)
    start: int
    end: int


class Mark(Row, table=True):
    """A coder's mark on a passage that is not for quotation; it is not, as long as anybody's mark is there.

    Without a coder: it came in a pack, or with a database in which nobody's marks were told apart.
    """

    passage_id: UUID = Field(foreign_key="passage.id", index=True)
    coder_id: UUID | None = Field(default=None, foreign_key="coder.id")
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)


class Coding(Row, table=True):
    """One code put on one passage by one coder.

    Its stamp says under which state of the codebook it was made, or looked at again since: `codebook_state`, or
    `state_elsewhere` where this database has not seen that state; the version its authors called it; and `looked_at`,
    when that was later than its making.
    """

    passage_id: UUID = Field(foreign_key="passage.id", index=True)
    code: str = Field(index=True)
    coder_id: UUID = Field(foreign_key="coder.id", index=True)
    memo: str = ""
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)
    removed_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    codebook_state: str | None = Field(default=None, foreign_key="codebook_state.sha256")
    codebook_version: str = ""
    looked_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    state_elsewhere: str | None = None


SAFEGUARDING = "safeguarding"
"""The kind of memo that no export, pack or report holds; `sight_memos` leaves it out."""


class Memo(Row, table=True):
    """A note about the study, a transcript, a passage, a coding, a code, a theme or a participant.

    A passage and a coding are named by keys of their own, so that neither goes while a memo is about it; the others by
    `about_id`. The note that a coding has in its own row is none of these rows.
    """

    __table_args__ = (
        sa.CheckConstraint("(about = 'passage') = (passage_id IS NOT NULL)", name="memo_passage"),
        sa.CheckConstraint("(about = 'coding') = (coding_id IS NOT NULL)", name="memo_coding"),
    )

    kind: str
    about: str
    about_id: str = ""
    passage_id: UUID | None = Field(default=None, foreign_key="passage.id", index=True)
    coding_id: UUID | None = Field(default=None, foreign_key="coding.id", index=True)
    coder_id: UUID = Field(foreign_key="coder.id")
    text: str
    phase: int | None = None
    date: dt.date | None = None
    passed_to: str = ""
    passed_on: dt.date | None = None
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)
    removed_at: dt.datetime | None = Field(default=None, sa_type=Moment)


_MAY_BE_EMPTY = types.JSON(none_as_null=True)


class Theme(Row, table=True):
    """A pattern of shared meaning; with `parent_id` a subtheme. `answers`: ids of evaluation questions."""

    name: str
    status: str = "candidate"
    concept: str = ""
    definition: str = ""
    includes: str = ""
    excludes: str = ""
    narrative: str = ""
    none_found: str = ""
    parent_id: UUID | None = Field(default=None, foreign_key="theme.id")
    position: int = 0
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)
    removed_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    answers: list[str] | None = Field(default=None, sa_type=_MAY_BE_EMPTY)


class ThemeCode(Row, table=True):
    """A code that belongs to a theme, under the id it had when it was put there."""

    __tablename__ = "theme_code"

    theme_id: UUID = Field(foreign_key="theme.id", index=True)
    code: str
    position: int = 0


class ThemeExtract(Row, table=True):
    """What an analyst says of a passage as evidence of a theme, and how it is prepared for print."""

    __tablename__ = "theme_extract"
    __table_args__ = (sa.UniqueConstraint("theme_id", "passage_id"),)

    theme_id: UUID = Field(foreign_key="theme.id", index=True)
    passage_id: UUID = Field(foreign_key="passage.id", index=True)
    stance: str = "supports"
    use: str = ""
    quotation: dict[str, Any] | None = Field(default=None, sa_type=_MAY_BE_EMPTY)


class Evidence(Row, table=True):
    """What stands behind a theme beside its extracts: a sentence of the writer's and where it is from."""

    theme_id: UUID = Field(foreign_key="theme.id", index=True)
    sentence: str
    source: str = ""
    position: int = 0


class Sample(Row, table=True):
    """Transcripts, or stretches of them, that several coders code apart, each blind to the others.

    It is open until it is revealed. `drawn` says how it was drawn, for whoever writes the methods, and so that a next
    round can be drawn alike. `revealed_early` says that somebody saw the codings before all had finished; it stays so.
    """

    name: str = Field(unique=True)
    round: int = 1
    seed: int
    drawn: dict[str, Any] = Field(default_factory=dict, sa_type=types.JSON, nullable=False)
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)
    revealed_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    revealed_early: bool = False
    follows: UUID | None = Field(default=None, foreign_key="sample.id")


class SampleTranscript(Row, table=True):
    """A transcript of a sample: all of it, or the stretch ``[start, end)`` of the text it had when it was drawn."""

    __tablename__ = "sample_transcript"
    __table_args__ = (
        sa.UniqueConstraint("sample_id", "transcript_id"),
        sa.CheckConstraint(
            '(start IS NULL AND "end" IS NULL) OR (start >= 0 AND start < "end")', name="sample_stretch"
        ),
    )

    sample_id: UUID = Field(foreign_key="sample.id", index=True)
    transcript_id: UUID = Field(foreign_key="transcript.id", index=True)
    revision_id: UUID = Field(foreign_key="revision.id")
    start: int | None = None
    end: int | None = None
    stratum: str = ""


class SampleCoder(Row, table=True):
    """Somebody who is to code a transcript of a sample, since when they have finished it, and when they said so last.

    `said_at` is also when somebody took back that they had finished: of two machines the later holds.
    """

    __tablename__ = "sample_coder"
    __table_args__ = (sa.UniqueConstraint("sample_id", "transcript_id", "coder_id"),)

    sample_id: UUID = Field(foreign_key="sample.id", index=True)
    transcript_id: UUID = Field(foreign_key="transcript.id", index=True)
    coder_id: UUID = Field(foreign_key="coder.id")
    finished_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    said_at: dt.datetime | None = Field(default=None, sa_type=Moment)


class Step(SQLModel, table=True):
    """One step of work: who, when, in what words. Part of the journal."""

    id: int | None = Field(default=None, primary_key=True)
    coder_id: UUID | None = Field(default=None, index=True)
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)
    sentence: str
    kind: str
    of: int | None = None
    undone: bool = False
    schema_version: str


class Image(SQLModel, table=True):
    """One row before and after one change, as JSON. Part of the journal; written by triggers only."""

    id: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(index=True)
    table_name: str
    row_id: UUID = Field(index=True)
    before: dict[str, Any] | None = Field(default=None, sa_type=types.JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=types.JSON)


class OpenStep(SQLModel, table=True):
    """The step that the present transaction works under (SQLite; PostgreSQL has a setting of the transaction)."""

    __tablename__ = "open_step"

    step_id: int = Field(primary_key=True)


@cache  # undo asks for each of its rows
def journalled() -> tuple[sa.Table, ...]:
    """The journalled tables, parents before children."""
    wanted = {row_class.__tablename__ for row_class in Row.__subclasses__()}
    return tuple(table for table in SQLModel.metadata.sorted_tables if table.name in wanted)


CONTENT = ("text", "turn", "codebook_state")
"""Tables whose rows are never changed."""
