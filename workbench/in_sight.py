"""The one rule of which codings somebody may see: every select that lists or counts them is narrowed here.

`sight` and the modules beside it ask their questions through it, so that what a coder is not to see, as another's
codings on an open blind sample, is taken out of all of them at once.
"""

from __future__ import annotations

from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import col

from workbench.model import Coding
from workbench.study import Study, find_coder

_Asked = TypeVar("_Asked", bound="sa.Select[*tuple[Any, ...]]")

STATE = sa.func.coalesce(col(Coding.codebook_state), col(Coding.state_elsewhere))
"""The state of the codebook that a coding is stamped with, whether this database has seen it or not."""


def in_sight(query: _Asked, study: Study, *, coder: str | None = None, removed: bool = False) -> _Asked:
    """A select of codings, narrowed to those that whoever is coding may see.

    Only columns of the codings themselves are asked, so that the select may join, group and count as it likes.

    Args:
        query: The select; codings are in it.
        study: The study; its coder is who looks.
        coder: Only this coder's; none where nobody is called so.
        removed: Those that were taken off too.
    """
    if not removed:
        query = query.where(col(Coding.removed_at).is_(None))
    if coder is not None:
        query = query.where(col(Coding.coder_id) == find_coder(study, coder))
    return query
