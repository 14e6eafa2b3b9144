"""Rows of themes within an open step: what every change of a theme looks at first."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.errors import BadInput, NotFound
from workbench.model import Theme as ThemeRow
from workbench.study import Study
from workbench.themes.listing import Theme, find_theme, themes


def living(session: Session, theme: Theme) -> ThemeRow:
    """The row of a theme.

    Raises:
        NotFound: The theme was removed since the caller has read it.
    """
    row = session.get(ThemeRow, theme.id)
    if row is None or row.removed_at is not None:
        raise gone(theme)
    return row


def gone(theme: Theme) -> NotFound:
    """What is said of a theme that was removed since the caller has read it."""
    message = f"The theme “{theme.name}” was removed meanwhile."
    return NotFound(message, "Whoever removed it can bring it back by undo; the history says who it was.")


def free_name(session: Session, name: str, parent: UUID | None, *, but: UUID | None = None) -> None:
    """See that a name is free, within the open step, so that two programs cannot take it at once.

    Args:
        session: The session of the open step.
        name: The name.
        parent: The theme it is to be a subtheme of.
        but: The theme that may be called so: the one that is renamed or moved.

    Raises:
        BadInput: Another living theme in that place is called so.
    """
    for other in session.scalars(sa.select(ThemeRow).where(col(ThemeRow.removed_at).is_(None))):
        if other.id != but and other.parent_id == parent and other.name.casefold() == name.casefold():
            raise BadInput(f"There is a theme “{other.name}” already.", "Give this one another name, or edit that one.")


def parent_named(study: Study, name: str | None, *, below: Theme | None = None) -> Theme | None:
    """The theme that another is to become a subtheme of; None where none is named.

    Args:
        study: The study.
        name: Its name or id.
        below: The theme that is to become its subtheme.

    Raises:
        BadInput: It is itself a subtheme, or the theme below it has subthemes or is the same.
        NotFound: There is no such theme.
    """
    if not name:
        return None
    found = find_theme(study, name)
    if found.parent is not None:
        raise BadInput(f"“{found.name}” is itself a subtheme.", "Themes have subthemes, and these have none.")
    if below is not None and (found.id == below.id or any(other.parent == below.id for other in themes(study))):
        raise BadInput(f"“{below.name}” has subthemes or is that theme.", "Move its subthemes out of it first.")
    return found
