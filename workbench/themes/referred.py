"""What the references in a narrative lead to: the extracts that are to print where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workbench import sight
from workbench.coding import Extract, extracts
from workbench.errors import BadInput, NotFound
from workbench.study import Study
from workbench.themes.references import SHORT, digits_of, references
from workbench.typed_ids import find_id

NOWHERE = "no coding in sight has an id that begins so"
SEVERAL = "several codings have an id that begins so: give more of it"
TAKEN_OFF = "its code was taken off"
MARKED = "marked not for quotation"


@dataclass(frozen=True)
class Referred:
    """What a reference leads to.

    Attributes:
        typed: The id as it was typed.
        extract: The extract; None where it leads nowhere.
        told: Why it leads nowhere, or what it leads to is not printed; empty where nothing speaks against it.
    """

    typed: str
    extract: Extract | None
    told: str = ""


def referred(study: Study, narrative: str) -> list[Referred]:
    """What each reference in a narrative leads to, in order; what is typed twice comes twice."""
    typed = references(narrative)
    if not typed:
        return []
    meant = {digits_of(one): _meant(study, one) for one in typed}
    ids = [one for one in meant.values() if isinstance(one, UUID)]
    found = {extract.id: extract for extract in extracts(study, ids=ids)} if ids else {}
    return [_as_told(one, meant[digits_of(one)], found) for one in typed]


def reference_to(study: Study, coding: UUID) -> str:
    """A reference to a coding, as short as leads to it alone."""
    short = str(coding)[:SHORT]
    return f"[[{short if _meant(study, short) == coding else coding}]]"


def _meant(study: Study, typed: str) -> UUID | str:
    """The coding, or why there is none."""

    def between(first: UUID, last: UUID) -> list[UUID]:
        with study.read() as session:
            living = sight.coding_ids(session, study, first, last)
            return living or sight.coding_ids(session, study, first, last, removed=True)

    try:
        return find_id(typed, between, what="coding")
    except NotFound:
        return NOWHERE
    except BadInput:
        return SEVERAL


def _as_told(typed: str, meant: UUID | str, found: dict[UUID, Extract]) -> Referred:
    if isinstance(meant, str):
        return Referred(typed, None, meant)
    extract = found.get(meant)
    if extract is None:
        return Referred(typed, None, NOWHERE if len(digits_of(typed)) == len(meant.hex) else TAKEN_OFF)
    return Referred(typed, extract, MARKED if extract.not_for_quotation else "")
