"""Who may be quoted, as packs carry it: `participants.csv` is not in git, and consent must travel with the codings.

Taking it in only ever makes it stricter: what one folder of a team was told holds in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from workbench.exchange import lines
from workbench.exchange.values import BadLine
from workbench.model import is_one_line
from workbench.study import Study
from workbench.transcripts import facts, listing
from workbench.transcripts.tables import ParticipantFacts, People, put_participants
from workbench.transcripts.tables.values import QUOTING

FILE = "quoting.jsonl"


@dataclass(frozen=True)
class Wish:
    """How a participant may be quoted: less than freely.

    Attributes:
        participant: Their id.
        quoting: `by role only` or `never`.
        label: Their printed label, by which another folder may know them; empty where it is the id.
    """

    participant: str
    quoting: str
    label: str = ""


def wishes(session: Session) -> list[Wish]:
    """The participants who may not be quoted freely, by id."""
    found = [
        Wish(one.participant, one.quoting, "" if one.label == one.participant else one.label)
        for one in facts.people(session)
        if one.quoting != QUOTING[0]
    ]
    return sorted(found, key=lambda wish: (listing.natural(wish.participant), wish.participant))


def written(wish: Wish) -> str:
    """A wish as one line of JSON, without line end."""
    named = {"participant": wish.participant, "quoting": wish.quoting}
    return lines.as_json(named | ({"label": wish.label} if wish.label else {}))


def read(values: Mapping[str, Any]) -> Wish:
    """A wish from one line's JSON object.

    Raises:
        BadLine: A value is missing or cannot be.
    """
    texts = {key: values.get(key) or "" for key in ("participant", "quoting", "label")}
    for key in ("participant", "quoting"):
        if not texts[key]:
            raise BadLine(f"the key {key!r} is missing")
    for key in ("participant", "label"):
        if not isinstance(texts[key], str) or (texts[key] and not is_one_line(texts[key])):
            raise BadLine(f"the value of {key!r} must be one line of printable characters")
    if texts["quoting"] not in QUOTING:
        raise BadLine(f"the value of 'quoting' must be one of: {', '.join(QUOTING)}")
    return Wish(texts["participant"].strip(), texts["quoting"], texts["label"].strip())


def stricter(session: Session, packed: Iterable[Wish]) -> tuple[list[ParticipantFacts], list[ParticipantFacts]]:
    """The participants here whom packs ask to quote less than the study does, and those it does not know.

    Both are given as they are to be; the strictest that anybody says of somebody holds.
    """
    here = People(facts.people(session))
    known: dict[str, ParticipantFacts] = {}
    new: dict[str, ParticipantFacts] = {}
    for wish in packed:
        people = here.all_named(wish.participant) + (here.all_named(wish.label) if wish.label else [])
        for one in people:
            now = known.get(one.participant, one)
            if QUOTING.index(wish.quoting) > QUOTING.index(now.quoting):
                known[one.participant] = replace(one, quoting=wish.quoting)
        if not people and wish.quoting != QUOTING[0]:
            key = wish.participant.casefold()
            before = new.get(key, ParticipantFacts(wish.participant, wish.label or wish.participant))
            new[key] = replace(before, quoting=max(before.quoting, wish.quoting, key=QUOTING.index))
    return list(known.values()), list(new.values())


def take_in(study: Study, known: Iterable[ParticipantFacts], new: Iterable[ParticipantFacts]) -> None:
    """Write what `stricter` found into `participants.csv`, and bring it into the study.

    Raises:
        BadInput: The table cannot be written to safely.
        Unavailable: It cannot be written.
    """
    path = study.transcripts / facts.PARTICIPANTS
    study.transcripts.mkdir(exist_ok=True)
    rows = {one.participant.casefold() for one in facts.read_tables(study).participants.participants}
    # Of somebody who has a row only that cell is ours to change; others get a row that says all that is known.
    put_participants(
        path, [one for one in known if one.participant.casefold() in rows], only=("participant", "quoting")
    )
    put_participants(path, [*(one for one in known if one.participant.casefold() not in rows), *new])
    facts.take_in(study)
    wanted = {one.participant: one.quoting for one in known}
    with study.take_in("Took in from packs who may be quoted") as work:
        # Where the folder's table said so already and is behind a shared database, it has brought nothing new.
        for row in listing.participants(work.session):
            if QUOTING.index(wanted.get(row.participant, QUOTING[0])) > QUOTING.index(row.quoting):
                row.quoting = wanted[row.participant]


def told(known: Iterable[ParticipantFacts], new: Iterable[ParticipantFacts]) -> list[str]:
    """What the user should know of it."""
    said = [f"{one.participant}: {one.quoting}" for one in known]
    said += [f"{one.participant}: {one.quoting} (not known here until now)" for one in new]
    if not said:
        return []
    return [f"The packs ask to be stricter in quoting; it goes into {facts.PARTICIPANTS}: {'; '.join(said)}."]
