"""The order in which transcripts are listed: one participant's stand together, in the order of the waves."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlmodel import Session

from workbench.settings import StudySettings
from workbench.transcripts import listing
from workbench.transcripts.listing import TranscriptFound, natural


def in_turn(settings: StudySettings) -> Callable[[str, str | None], tuple[Any, ...]]:
    """What sorts transcripts, given a transcript's name and its wave's id.

    By name as people count ("Parent 2" before "Parent 10"), but that the wave's own name in it stands for the wave's
    place in `study.yaml`: "Before" comes before "After a year". What is of no known wave comes last.
    """
    return _in_turn(tuple((wave.id, wave.label) for wave in settings.waves))


@lru_cache(maxsize=4)
def _in_turn(named: tuple[tuple[str, str], ...]) -> Callable[[str, str | None], tuple[Any, ...]]:
    """The same for waves as they are named: kept, since a thousand names take longer than whoever types would wait."""
    waves = {wave: (place, (label, wave)) for place, (wave, label) in enumerate(named)}

    @lru_cache(maxsize=10_000)
    def key(name: str, wave: str | None) -> tuple[Any, ...]:
        place, names = waves.get(wave or "", (len(waves), ()))
        rest = next((rest for one in names if one and (rest := _without(name, one)) != name), name)
        return natural(rest), place, natural(name)

    return key


def transcripts(session: Session, settings: StudySettings) -> list[TranscriptFound]:
    """All transcripts in their order."""
    turn = in_turn(settings)
    return sorted(listing.transcripts(session), key=lambda one: turn(one.name, one.wave))


def _without(name: str, part: str) -> str:
    """A name without a part of it that stands there as words of its own, the last time; where anything is left then.

    A wave called "1" stands behind the people: "Parent 1 1" is the first parent's first interview.
    """
    found = list(re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", name, flags=re.IGNORECASE))
    rest = " ".join(f"{name[: found[-1].start()]} {name[found[-1].end() :]}".split()) if found else name
    return rest or name
