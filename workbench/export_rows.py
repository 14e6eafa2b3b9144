"""The table of what exports printed. A part of `model`, which hands it out."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import types
from sqlmodel import Field, SQLModel

from workbench.moments import Moment, utc_now


class Export(SQLModel, table=True):
    """A report that was written, or brought up to date: which quotations it was offered.

    Both are parts of the marks in it (`workbench.report.marks`), which mean nothing outside the study.
    """

    token: str = Field(primary_key=True)
    made_at: dt.datetime = Field(default_factory=utc_now, sa_type=Moment)
    extracts: list[str] = Field(default_factory=list, sa_type=types.JSON, nullable=False)
