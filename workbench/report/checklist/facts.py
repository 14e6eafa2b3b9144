"""What a checklist for reporting asks of a study besides what its report is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import __version__, memos, sight
from workbench.codebook.file import parse
from workbench.errors import BadInput
from workbench.model import CodebookState, Turn
from workbench.study import Study
from workbench.transcripts import listing


@dataclass(frozen=True)
class Background:
    """What the study knows of how the work was done.

    Attributes:
        minutes: Of each transcript (its name) with time stamps, how many minutes are between the first and the last.
        dates: The first and the last day of an interview, as in 2026-03-14; empty where none is known.
        order: The transcripts' names in the order of their interviews; empty where not every day is known.
        interviewers: Who interviewed, as transcripts.csv has it.
        coders: Of each coder in how many transcripts they have coded.
        coded_twice: How many transcripts more than one have coded.
        codes_before: The codes (ids) that stood in a codebook before anything was coded; None where that is not known.
        memos: How many memos there are of each kind, those on safeguarding left out.
        software: The program's name and version.
    """

    minutes: Mapping[str, float] = field(default_factory=dict)
    dates: tuple[str, str] | None = None
    order: tuple[str, ...] = ()
    interviewers: tuple[str, ...] = ()
    coders: Mapping[str, int] = field(default_factory=dict)
    coded_twice: int = 0
    codes_before: frozenset[str] | None = None
    memos: Mapping[str, int] = field(default_factory=dict)
    software: str = f"workbench {__version__}"


def background(study: Study) -> Background:
    """What the study knows of how the work was done; of coding, what whoever is coding may see."""
    with study.read() as session:
        found = listing.transcripts(session)
        seen = sight.codings(session, study)
        minutes = _minutes(session)
        before = _codes_before(session, min((one.made_at for one in seen), default=None))
    coders: dict[str, set[str]] = {}
    for coding in seen:
        coders.setdefault(coding.transcript, set()).add(coding.coder)
    dated = sorted((one.date, one.name) for one in found if one.date is not None)
    return Background(
        minutes={one.name: minutes[one.text_sha256] for one in found if one.text_sha256 in minutes},
        dates=(dated[0][0].isoformat(), dated[-1][0].isoformat()) if dated else None,
        order=tuple(name for _, name in dated) if len(dated) == len(found) else (),
        interviewers=tuple(dict.fromkeys(one.interviewer for one in found if one.interviewer)),
        coders=Counter(coder for some in coders.values() for coder in sorted(some)),
        coded_twice=sum(len(some) > 1 for some in coders.values()),
        codes_before=before,
        memos=Counter(one.kind for one in memos.printable(study)),
    )


def _minutes(session: Session) -> dict[str, float]:
    """Of each text (its sha256) with two time stamps or more, the minutes between the first and the last."""
    times = sa.select(col(Turn.text_sha256), sa.func.min(col(Turn.time)), sa.func.max(col(Turn.time)))
    rows = session.execute(times.where(col(Turn.time).is_not(None)).group_by(col(Turn.text_sha256))).all()
    return {sha256: (last - first) / 60_000 for sha256, first, last in rows if last > first}


def _codes_before(session: Session, first_coding: object) -> frozenset[str] | None:
    """The codes of all states of codebooks that the program saw before the first coding."""
    if first_coding is None:
        return None
    texts = session.scalars(sa.select(col(CodebookState.text)).where(col(CodebookState.seen_at) < first_coding)).all()
    if not texts:
        return None
    codes: set[str] = set()
    for text in texts:
        try:
            codes.update(code.id for code in parse(text, file="").codes)
        except BadInput:
            # A state that nobody could read had no codes for anybody.
            continue
    return frozenset(codes)
