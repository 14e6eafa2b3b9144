"""The examples of codes that are codings: what stands behind a reference ``coding: UUID``, as far as it is in sight."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from workbench import sight, sight_samples
from workbench.codebook.changes import change
from workbench.codebook.schema import REFERENCE, Code
from workbench.codebook.states import states
from workbench.coding.extracts import Extract, extracts
from workbench.errors import NotFound, Refused
from workbench.study import Study
from workbench.typed_ids import find_id

_MEANT = re.compile(r"coding:\s*(\S*)", re.IGNORECASE)
"""What somebody types who means a coding."""


class UsedAsExample(NamedTuple):
    """A coding that is an example of its code.

    Attributes:
        code: The code as it is now.
        new: Whether it was none before.
        not_for_quotation: Whether it is marked so: then it is printed nowhere.
    """

    code: Code
    new: bool
    not_for_quotation: bool


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


def as_examples(study: Study, typed: Sequence[str], *, kept: Collection[str] = ()) -> tuple[str, ...]:
    """Examples as somebody typed them, with codings by their whole ids.

    Args:
        study: The study; its coder is who looks.
        typed: Sentences, and ``coding:`` with an id or its beginning.
        kept: The examples that stood there before; they are not looked at.

    Raises:
        BadInput: What stands behind ``coding:`` is no id of a coding, or the beginning of several.
        NotFound: There is no such coding in sight.
        Refused: It is on a sample that is open.
    """
    return tuple(one if one in kept else _as_example(study, one.strip()) for one in typed)


def _as_example(study: Study, text: str) -> str:
    found = _MEANT.fullmatch(text)
    if found is None:
        return text
    with study.read() as session:
        meant = find_id(found[1], partial(sight.coding_ids, session, study), what="coding")
        if not sight.coding_ids(session, study, meant, meant):
            message = f"There is no coding {meant}."
            raise NotFound(message, "It may have been removed, or its transcript taken out.")
        for coding in sight.codings(session, study, ids=[meant]):
            _refuse_apart(session, study, coding.passage_id)
    return reference_to(meant)


def _refuse_apart(session: Session, study: Study, passage_id: UUID) -> None:
    """Refuse to name in a codebook, which all read, a coding that only its coder may know of."""
    if sight_samples.on_open_samples(session, study, [passage_id]):
        raise Refused(
            "That is on a sample which is open: the codebook takes it up once the sample is revealed.",
            "Nothing was changed.",
            command="See: workbench sample list",
        )


def use_as_example(study: Study, coding_id: UUID) -> UsedAsExample:
    """Have a coding be an example of its code; a step of the coder's, where it was none yet.

    Raises:
        NotFound: There is no such coding in sight, or its code is in no codebook.
        Refused: The codebook's file was changed meanwhile; or the coding is on a sample that is open.
    """
    found = extracts(study, ids=[coding_id])
    if not found:
        raise NotFound(f"There is no coding {coding_id}.", "Somebody may have removed it: look at the history.")
    with study.read() as session:
        _refuse_apart(session, study, found[0].passage_id)
    code = states.current(study).as_it_stands(found[0].code)
    reference, sealed = reference_to(coding_id), found[0].not_for_quotation
    if reference in code.examples:
        return UsedAsExample(code, False, sealed)
    change.edit_code(study, code.id, {"examples": (*code.examples, reference)}, shown=code)
    return UsedAsExample(states.current(study).as_it_stands(code.id), True, sealed)
