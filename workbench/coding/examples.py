"""The examples of codes that are codings: what stands behind a reference ``coding: UUID``, as far as it is in sight."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from workbench.codebook.schema import REFERENCE, Code
from workbench.coding.extracts import Extract, extracts
from workbench.study import Study


def coding_of(example: str) -> UUID | None:
    """The coding that an example names; None where it is a sentence."""
    found = REFERENCE.fullmatch(example.strip())
    return UUID(found[1]) if found else None


def reference_to(coding_id: UUID) -> str:
    """The example that names a coding."""
    return f"coding: {coding_id}"


def codings_named(codes: Iterable[Code]) -> list[UUID]:
    """The codings that examples of codes name, each once, in their order."""
    named = (coding_of(example) for code in codes for example in code.examples)
    return list(dict.fromkeys(one for one in named if one is not None))


def examples_in_sight(study: Study, codes: Iterable[Code]) -> dict[UUID, Extract]:
    """The codings that examples of codes name, as extracts; one that was removed, or never was, is not among them.

    Args:
        study: The study; its coder is who looks.
        codes: The codes.
    """
    named = codings_named(codes)
    return {one.id: one for one in extracts(study, ids=named)} if named else {}
