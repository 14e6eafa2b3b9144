"""The tables of what coders settled where they differed. A part of `model`, which hands them out."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import types
from sqlmodel import Field

from workbench.moments import Moment, utc_now
from workbench.rows import Row


class Decision(Row, table=True):
    """What was settled of a passage on which coders differed; their own codings stay as they were.

    `codes` are the codes the question was about, as they were called then, and `coders` the ids of the coders whose
    codings of the transcript were compared. Without a choice it is not settled yet, but the rule of a code was changed
    for its sake: `rule` is that code, and beside it stand the states of its codebook before and after.
    """

    __table_args__ = (sa.CheckConstraint("(choice = 'one') = (taken_from IS NOT NULL)", name="decision_taken"),)

    passage_id: UUID = Field(foreign_key="passage.id", index=True)
    codes: list[str] = Field(default_factory=list, sa_type=types.JSON, nullable=False)
    coders: list[str] = Field(default_factory=list, sa_type=types.JSON, nullable=False)
    choice: str = ""
    taken_from: UUID | None = Field(default=None, foreign_key="coder.id")
    note: str = ""
    rule: str | None = None
    rule_before: str | None = Field(default=None, foreign_key="codebook_state.sha256")
    rule_after: str | None = Field(default=None, foreign_key="codebook_state.sha256")
    coder_id: UUID = Field(foreign_key="coder.id")
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)


class ConsensusCoding(Row, table=True):
    """A code on a passage that coders have agreed on, by a decision: the layer beside their own codings."""

    __tablename__ = "consensus_coding"
    __table_args__ = (sa.UniqueConstraint("decision_id", "passage_id", "code"),)

    decision_id: UUID = Field(foreign_key="decision.id", index=True)
    passage_id: UUID = Field(foreign_key="passage.id", index=True)
    code: str
