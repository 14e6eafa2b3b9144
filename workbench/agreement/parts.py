"""Coders compared on each role's words, and on each wave's, apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, get_args

from sqlmodel import Session

from workbench.agreement.comparison import DRAWS, Comparison, compare
from workbench.agreement.frame import Unit, spoken
from workbench.agreement.gathering import Gathered, gathered
from workbench.progress import Tell, silent
from workbench.settings import StudySettings
from workbench.study import Study
from workbench.transcripts import listing
from workbench.transcripts.in_words import shared_role

By = Literal["role", "wave"]
BY: tuple[By, ...] = get_args(By)

NOTHING_KNOWN: Mapping[By, str] = {"role": "no role", "wave": "no wave"}
INTERVIEWERS = "interviewers"

Kind = tuple[str | None, ...]
"""What the words of a part have in common: the id of a role, of a wave; None where there is none."""


class Part(NamedTuple):
    """What coders are compared on apart.

    Attributes:
        kind: The ids of its role and wave, in the order in which they were asked for; None where there is none.
        name: The same as people read it.
        comparison: Its figures.
    """

    kind: Kind
    name: str
    comparison: Comparison


def compare_parts(
    study: Study,
    coders: Sequence[str],
    by: Sequence[By],
    *,
    sample: str | bool | None = None,
    unit: Unit = "turn",
    include_interviewer: bool = False,
    draws: int = DRAWS,
    seed: int = 0,
    tell: Tell = silent,
) -> list[Part]:
    """Compare coders on each role's words apart, on each wave's, or on each role's of each wave.

    A turn has the role that all who may speak in it share, else none. Interviewers have none of the study's.

    Args:
        study: The study; its coder is who looks.
        coders: Two or more names.
        by: What the parts differ in.
        sample: As for `comparison.compare`; errors too.
        unit: What is counted.
        include_interviewer: Whether what interviewers said belongs to it too; by role it is a part of its own.
        draws: How many bootstrap draws intervals are made from; 0 for none.
        seed: With what chance begins.
        tell: Told how many parts are done.

    Returns:
        The parts in the study's order of roles and waves; those of which nobody knows come last.
    """
    found = gathered(study, coders, sample=sample)
    with study.read() as session:
        kind_of = _kinds(session, by)
    settings = study.settings
    parts = divided(found, kind_of)
    kinds = sorted(parts, key=lambda kind: _place(settings, by, kind))
    told = []
    for number, kind in enumerate(kinds):
        name = _name(settings, by, kind)
        tell(number, len(kinds), name)
        comparison = compare(
            study,
            coders,
            unit=unit,
            include_interviewer=include_interviewer,
            draws=draws,
            seed=seed,
            found=parts[kind],
        )
        if comparison.frame.turns:
            told.append(Part(kind, name, comparison))
    return told


KindOf = Callable[[listing.SpokenText, listing.SpokenTurn], Kind]


def divided(found: Gathered, kind_of: KindOf) -> dict[Kind, Gathered]:
    """What coders coded, apart by what kind each turn is of; in each part the transcripts with such turns. Pure.

    Args:
        found: What they coded.
        kind_of: The kind of a turn.
    """
    texts: dict[Kind, dict[int, list[listing.SpokenTurn]]] = {}
    for number, text in enumerate(found.texts):
        for turn in spoken(text):
            texts.setdefault(kind_of(text, turn), {}).setdefault(number, []).append(turn)
    return {
        kind: found._replace(
            texts=[replace(found.texts[number], turns=tuple(turns)) for number, turns in by_text.items()],
            coded=tuple(tuple(row[number] for number in by_text) for row in found.coded),
        )
        for kind, by_text in texts.items()
    }


def _kinds(session: Session, by: Sequence[By]) -> KindOf:
    """What says of which role and wave a turn is."""
    roles = listing.roles_by_participant(session) if "role" in by else {}
    waves = {one.id: one.wave for one in listing.transcripts(session)} if "wave" in by else {}

    def role_of(turn: listing.SpokenTurn) -> str | None:
        return INTERVIEWERS if turn.interviewer else shared_role(turn.participants, roles)

    def kind_of(text: listing.SpokenText, turn: listing.SpokenTurn) -> Kind:
        return tuple(role_of(turn) if one == "role" else waves.get(text.transcript_id) for one in by)

    return kind_of


def _name(settings: StudySettings, by: Sequence[By], kind: Kind) -> str:
    words = []
    for one, value in zip(by, kind, strict=True):
        printed = settings.printed_wave(value) if one == "wave" else settings.printed_role(value)
        words.append(printed or NOTHING_KNOWN[one] if value != INTERVIEWERS else INTERVIEWERS.capitalize())
    return ", ".join(words)


def _place(settings: StudySettings, by: Sequence[By], kind: Kind) -> list[tuple[int, str]]:
    """Where a part stands among others."""
    known = {"role": [role.id for role in settings.roles], "wave": [wave.id for wave in settings.waves]}
    return [
        (known[one].index(value) if value in known[one] else len(known[one]) + (value is None), value or "")
        for one, value in zip(by, kind, strict=True)
    ]
