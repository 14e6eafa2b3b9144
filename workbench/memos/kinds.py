"""What kinds of memo there are, what a memo can be about, and the six phases by their names. Pure."""

from __future__ import annotations

from workbench.errors import BadInput
from workbench.model import SAFEGUARDING

FAMILIARISATION, PHASE = "familiarisation", "phase"

KIND_MEANINGS = {
    "analytic": "an idea about what the data say",
    "reflexive": "what the analyst brings to it, and what it does to them",
    "code rule": "how a code is to be used",
    "theoretical": "how it hangs together with what others have written",
    "field note": "how the interview or visit went",
    FAMILIARISATION: "first impressions of a transcript; each coder has one for each",
    PHASE: "what was done in one of the six phases, with its date",
    SAFEGUARDING: "a concern for somebody's safety: in no export, pack or report; who was told, and when, is kept",
}
"""The kinds of memo, with what each is for."""

KINDS = tuple(KIND_MEANINGS)

ABOUT = ("study", "transcript", "passage", "coding", "code", "theme", "participant")
"""What a memo can be about."""

ONLY_ABOUT = {FAMILIARISATION: "transcript", PHASE: "study"}
"""The kinds whose memos are about one thing only."""

PHASES = range(1, 7)
"""The numbers of Braun and Clarke's phases."""

_NAMES_2006 = (
    "Familiarisation",
    "Generating initial codes",
    "Searching for themes",
    "Reviewing themes",
    "Defining and naming themes",
    "Writing the report",
)
_NAMES_2021 = (
    "Familiarisation",
    "Coding",
    "Generating initial themes",
    "Developing and reviewing themes",
    "Refining, defining and naming themes",
    "Writing up",
)


def phase_names(mode: str) -> tuple[str, ...]:
    """The names of the six phases, the first one's first, as a study of that mode calls them.

    Args:
        mode: As in study.yaml. In reflexive mode the names of Braun and Clarke 2021–22 hold, else those of 2006.

    >>> phase_names("codebook")[1], phase_names("reflexive")[1]
    ('Generating initial codes', 'Coding')
    """
    return _NAMES_2021 if mode == "reflexive" else _NAMES_2006


def kinds_about(about: str) -> list[str]:
    """The kinds that a memo on such a thing can have; ``about`` is one of `ABOUT`."""
    return [kind for kind in KINDS if ONLY_ABOUT.get(kind, about) == about]


def check_kind(kind: str | None) -> None:
    """Refuse what is no kind of memo; None is no kind that is asked for.

    Raises:
        BadInput: It is none of `KINDS`.
    """
    if kind is not None and kind not in KINDS:
        raise BadInput(f"{kind!r} is no kind of memo.", f"One of: {', '.join(KINDS)}.")


def check_phase(phase: int | None) -> None:
    """Refuse what is no phase; None is no phase that is asked for.

    Raises:
        BadInput: It is not from 1 to 6.
    """
    if phase is not None and phase not in PHASES:
        raise BadInput(f"There is no phase {phase}.", f"One of: {', '.join(map(str, PHASES))}.")


def check_about(about: str | None) -> None:
    """Refuse what a memo cannot be about; None is nothing that is asked for.

    Raises:
        BadInput: It is none of `ABOUT`.
    """
    if about is not None and about not in ABOUT:
        raise BadInput(f"A memo cannot be about a {about!r}.", f"One of: {', '.join(ABOUT)}.")
