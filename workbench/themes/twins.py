"""No two living themes of one name in one place: what undo and redo must leave too."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.errors import Refused
from workbench.model import Image, Theme


def refuse_twins(session: Session, step_id: int) -> None:
    """Refuse a step that has brought a theme beside which another of its name lives by now.

    Args:
        session: The session of the open step.
        step_id: The step; only themes that it changed are looked at.

    Raises:
        Refused: There is such a theme.
    """
    changed = sa.select(col(Image.row_id)).where(
        col(Image.step_id) == step_id, col(Image.table_name) == Theme.__tablename__
    )
    ids = set(session.scalars(changed))
    if not ids:
        return
    living = list(session.scalars(sa.select(Theme).where(col(Theme.removed_at).is_(None))))
    for theme in living:
        for other in living:
            beside = other.id != theme.id and other.parent_id == theme.parent_id
            if theme.id in ids and beside and other.name.casefold() == theme.name.casefold():
                message = f"There is another theme “{other.name}” by now, and two of one name cannot be."
                raise Refused(message, "Rename or remove that one first.", command="See: workbench theme edit --name")
