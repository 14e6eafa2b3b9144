"""The order of themes among their neighbours. Each call is one step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from workbench.study import Study
from workbench.themes.listing import Theme, find_theme, themes
from workbench.themes.rows import free_name, gone, living, parent_named

WAYS = ("earlier", "later", "below", "beside")
"""Where a theme can be moved by one place."""


def theme_for_subtheme(theme: Theme, among: Sequence[Theme]) -> Theme:
    """The theme that a new subtheme goes below where ``theme`` is meant: that one, or of a subtheme its own parent."""
    return next((one for one in among if one.id == theme.parent), theme)


def place(study: Study, theme: Theme, *, parent: UUID | None, at: int) -> Theme:
    """Move a theme to a place among its neighbours, or among the subthemes of another theme.

    Args:
        study: The study.
        theme: The theme as it is.
        parent: The theme it becomes, or stays, a subtheme of; None: it stands by itself.
        at: Before how many of its neighbours there; more than there are: it comes last.

    Raises:
        BadInput: The parent is itself a subtheme, the theme has subthemes, or its name is taken there.
        NotFound: There is no such parent, or the theme was removed meanwhile.
    """
    above = None
    if parent is not None:
        above = parent_named(study, str(parent), below=theme if parent != theme.parent else None)
    order = [one for one in themes(study) if one.parent == parent and one.id != theme.id]
    order.insert(at, theme)
    with study.step(f"Moved the theme “{theme.name}”") as work:
        if above is not None:
            living(work.session, above)
        free_name(work.session, theme.name, parent, but=theme.id)
        for number, one in enumerate(order, start=1):
            row = living(work.session, one)
            row.position = number
            if one.id == theme.id:
                row.parent_id = parent
            work.session.add(row)
    return find_theme(study, str(theme.id))


def move(study: Study, theme: Theme, way: str) -> Theme | None:
    """Move a theme one place on.

    Args:
        study: The study.
        theme: The theme.
        way: One of `WAYS`: before the one above it, after the one below it, below the one above it as its last
            subtheme, or out of the theme it belongs to, to the place after that.

    Returns:
        The theme as it is then; None where there is no place that way.

    Raises:
        BadInput: It cannot be there; see `place`.
        NotFound: The theme was removed meanwhile.
    """
    known = themes(study)
    now = next((one for one in known if one.id == theme.id), None)
    if now is None:
        raise gone(theme)
    where = _place_that_way(known, now, way)
    return place(study, now, parent=where[0], at=where[1]) if where is not None else None


def _place_that_way(known: Sequence[Theme], theme: Theme, way: str) -> tuple[UUID | None, int] | None:
    """The theme above, and before how many of its subthemes; None where there is no place."""

    def below(parent: UUID | None) -> list[UUID]:
        return [one.id for one in known if one.parent == parent]

    beside = below(theme.parent)
    at = beside.index(theme.id)
    match way:
        case "earlier" if at > 0:
            return theme.parent, at - 1
        case "later" if at + 1 < len(beside):
            return theme.parent, at + 1
        case "below" if theme.parent is None and at > 0:
            return beside[at - 1], len(below(beside[at - 1]))
        case "beside" if theme.parent is not None:
            return None, below(None).index(theme.parent) + 1
    return None
