"""What is told of codings to whoever has not loaded the database: nothing as long as a sample is open.

Beside `sight`, and only to be spared loading it. Who sees what of a sample that is open is for `in_sight` to say.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from workbench.store.glance import glance

_OPEN = "SELECT 1 FROM sample WHERE revealed_at IS NULL LIMIT 1"
_STAMPS = """
SELECT code, coalesce(codebook_state, state_elsewhere), count(*) FROM coding WHERE removed_at IS NULL GROUP BY 1, 2
"""
_USED = "SELECT DISTINCT code FROM coding WHERE removed_at IS NULL"
_LIVING = "SELECT id FROM coding WHERE removed_at IS NULL AND id IN (SELECT value FROM json_each(:ids))"


def counts_by_stamp(path: Path) -> dict[tuple[str, str | None], int] | None:
    """How many living codings a SQLite database has, as `sight.counts_by_stamp` tells it where no sample is open.

    Returns:
        By the id of the code and the state of the codebook; None where that is not to be told, or not clear.
    """
    found = glance(path, _OPEN, _STAMPS)
    if found is None or found[0]:
        return None
    return {(code, state): count for code, state, count in found[1]}


def codes_used(path: Path) -> set[str] | None:
    """The codes that living codings were made with; None where that is not to be told, or not clear."""
    found = glance(path, _OPEN, _USED)
    return {code for (code,) in found[1]} if found is not None and not found[0] else None


def living_of(path: Path, codings: Collection[UUID]) -> set[UUID] | None:
    """Those of these codings that are living; None where that is not to be told, or not clear."""
    found = glance(path, _OPEN, _LIVING, ids=json.dumps([one.hex for one in codings]))
    return {UUID(one) for (one,) in found[1]} if found is not None and not found[0] else None
