"""What every journalled table has."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel


class Row(SQLModel):
    """What every journalled table has."""

    kept_while_used: ClassVar[bool] = False
    """Undo leaves such a row where it is as long as another row refers to it."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    row_version: int = 1

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (SQLAlchemy calls it with the class)
        """Let SQLAlchemy check and count up `row_version` at every write."""
        return {"version_id_col": cls.__table__.c.row_version} if hasattr(cls, "__table__") else {}


def shared_tables() -> set[str]:
    """The tables of rows that are kept while another row refers to them, and so may be of several people's work."""
    return {str(one.__tablename__) for one in Row.__subclasses__() if one.kept_while_used}
