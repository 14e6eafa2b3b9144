"""Bring what `participants.csv`, `transcripts.csv` and `study.yaml` say of people and files into the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight_memos
from workbench.errors import BadInput, WorkbenchError
from workbench.model import (
    Participant,
    SpeakerParticipant,
    Transcript,
    TranscriptParticipant,
)
from workbench.safefile import conflict_copy
from workbench.study import Study
from workbench.transcripts import behind, consent, kept_names, last_seen, listing, respelling, resplitting, who_speaks
from workbench.transcripts.last_seen import PARTICIPANTS as PARTICIPANTS
from workbench.transcripts.last_seen import TRANSCRIPTS as TRANSCRIPTS
from workbench.transcripts.last_seen import Tables as Tables
from workbench.transcripts.tables import (
    ParticipantFacts,
    ParticipantTable,
    People,
    TranscriptFacts,
    people_are_readable,
    put_transcripts,
)
from workbench.transcripts.tables.transcripts import NAME_COLUMN
from workbench.transcripts.tables.values import QUOTING


def read_tables(study: Study) -> Tables:
    """Read both tables of a study.

    Raises:
        BadInput: One cannot be read as a table at all.
        Unavailable: One cannot be read.
    """
    return last_seen.look(study).tables(study, waves=study.settings.waves, roles=study.settings.roles)


def take_in(study: Study) -> list[str]:
    """Take in what was changed in the tables or in the settings that say who speaks.

    Returns:
        What the user should be told.

    Raises:
        BadInput: A table cannot be read as one.
    """
    notices = [
        f"transcripts/{name}: a synchroniser's conflict copy; it is not read." for name in _conflict_copies(study)
    ]
    look = last_seen.look(study)
    if last_seen.is_as_seen(study, look):
        return notices
    tables = look.tables(study, waves=look.waves, roles=look.roles)
    base = last_seen.base(study, look)
    with study.take_in("Took in participants and transcripts as the tables have them") as work:
        rows = tables.participants.participants
        # A row that this folder has had all along is no new spelling: others have respelt it, and the folder is behind.
        had = base.now.participants.participants if base is not None else ()
        new_ids = respelling.respelt(rows, people(work.session), had=had)
        notices += _respell(work.session, new_ids)
        before = people(work.session)
        wanted = consent.kept_where_unsaid(tables.participants, before)
        guessed = _guessed(tables.participants, before, base)
        if base is not None:
            wanted, columns, milder = behind.merged_people(wanted, base, before)
            notices += behind.told(PARTICIPANTS, columns, is_new=base.is_new) + consent.told(PARTICIPANTS, milder)
        own = {one.participant for one in rows}
        tighter = consent.tightened([one for one in wanted if one.participant in own], before)
        put_people(work.session, [*wanted, *tighter], only=True)
        notices += consent.loosened(PARTICIPANTS, before, wanted) + consent.told_of_tightened(PARTICIPANTS, tighter)
        notices += resplitting.cut_anew(work.session, study, people(work.session), tables.transcripts)
        notices += _put_transcripts(work.session, study, tables, base)
    # Noted when all is done: what a program that dies here leaves undone is done at the next opening.
    trouble = _complete(study, tables)
    last_seen.note(study, look if trouble is None else last_seen.look(study), guessed)
    return notices + tables.faults + (trouble or [])


def bring_up_to_date(study: Study) -> list[str]:
    """Take in the tables where they were changed since they were last seen: for whoever is about to print.

    Returns:
        What the user should be told of what was taken in.

    Raises:
        BadInput: A table cannot be read as one; or no row of participants.csv can, which says who is not to be quoted.
        Unavailable: A table cannot be read.
    """
    look = last_seen.look(study)
    if not people_are_readable(look.participants):
        message = f"{PARTICIPANTS} cannot be read: its first row names no column participant."
        raise BadInput(message, "Mend that row: nothing is printed while it is not known who must not be quoted.")
    return [] if last_seen.is_as_seen(study, look) else take_in(study)


def _respell(session: Session, new_ids: Mapping[str, str]) -> list[str]:
    """Give people the ids that the table has for them now: all that hangs on them stays theirs."""
    for row in session.scalars(sa.select(Participant).where(col(Participant.participant).in_(new_ids))).all():
        row.participant = new_ids[row.participant]
    sight_memos.respell(session, new_ids)
    session.flush()
    return respelling.told(PARTICIPANTS, new_ids)


def _guessed(table: ParticipantTable, present: Iterable[ParticipantFacts], base: last_seen.Base | None) -> set[str]:
    """Of whom this folder's table brings, or brought, in a `never` because it could not be read."""
    known = {one.participant for one in present}
    new = {one.participant for one in table.participants if one.participant not in known and one.quoting != QUOTING[0]}
    return table.unsaid.keys() & (new | set(base.look.guessed if base is not None and not base.is_new else ()))


def consent_notices(study: Study) -> list[str]:
    """What is to be told at every report of how people may be quoted, until their table is mended."""
    table = read_tables(study).participants
    with study.read() as session:
        return consent.standing(table, PARTICIPANTS, people(session))


def _complete(study: Study, tables: Tables) -> list[str] | None:
    """Write what a clone would not find out: rows that are missing (an import was broken off), and names.

    Returns:
        None where there was nothing to write; else what stood in its way, in words.
    """
    with study.read() as session:
        rows = session.scalars(sa.select(Transcript).order_by(col(Transcript.file))).all()
        there = listing.participants_by_transcript(session)
        named = kept_names.unsaid(rows, there, people(session), study.settings, tables.transcripts)
    missing = [facts_of(row, there.get(row.id, ())) for row in rows if tables.transcripts.of_file(row.file) is None]
    if not missing and not named:
        return None
    try:
        put_transcripts(study.transcripts / TRANSCRIPTS, missing)
        put_transcripts(study.transcripts / TRANSCRIPTS, named, only=("file", NAME_COLUMN))
    except WorkbenchError as error:
        return [f"{TRANSCRIPTS} lacks rows or names of transcripts, and it cannot be written. {error}"]
    return []


def forget_seen(study: Study) -> None:
    """Have the tables looked at again on the next opening, whatever happens until then."""
    last_seen.forget(study)


def people(session: Session) -> list[ParticipantFacts]:
    """The participants in the database, as facts."""
    rows = session.scalars(sa.select(Participant).order_by(col(Participant.position), col(Participant.participant)))
    return [
        ParticipantFacts(
            row.participant,
            row.label,
            row.role,
            row.pair,
            row.site,
            row.status,
            row.reason,
            row.quoting,
            tuple(row.attributes.items()),
        )
        for row in rows
    ]


def put_people(session: Session, facts: Sequence[ParticipantFacts], *, only: bool) -> dict[str, UUID]:
    """Make the database's participants say what ``facts`` say.

    Args:
        session: The session of an open step.
        facts: Participants in order.
        only: Whether these are all there are: others go, unless a transcript has them.

    Returns:
        The row of each participant id.
    """
    rows = {row.participant: row for row in session.scalars(sa.select(Participant))}
    first = 0 if only else len(rows)
    for position, one in enumerate(facts, start=first):
        row = rows.get(one.participant)
        values: dict[str, Any] = {
            "label": one.label,
            "role": one.role,
            "pair": one.pair,
            "site": one.site,
            "status": one.status,
            "reason": one.reason,
            "quoting": one.quoting,
            "attributes": dict(one.attributes),
            "position": position if only or row is None else row.position,
        }
        if row is None:
            rows[one.participant] = row = Participant(participant=one.participant, **values)
            session.add(row)
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    session.flush()
    if only:
        _drop_unused(session, [row for name, row in rows.items() if name not in {one.participant for one in facts}])
    return {name: row.id for name, row in rows.items()}


def _drop_unused(session: Session, rows: Iterable[Participant]) -> None:
    used = set(session.scalars(sa.select(col(TranscriptParticipant.participant_id))))
    used |= set(session.scalars(sa.select(col(SpeakerParticipant.participant_id))))
    for row in rows:
        if row.id not in used:
            session.delete(row)
    session.flush()


def facts_of(transcript: Transcript, participants: Sequence[str]) -> TranscriptFacts:
    """What the database knows of a transcript, as a row of transcripts.csv; its speakers are not in it."""
    return TranscriptFacts(
        transcript.file,
        tuple(participants),
        transcript.wave,
        transcript.kind,
        transcript.record,
        transcript.date,
        transcript.interviewer,
        transcript.language,
        transcript.translated_from,
    )


def _put_transcripts(session: Session, study: Study, tables: Tables, base: last_seen.Base | None) -> list[str]:
    """Make every transcript say what its row in transcripts.csv says; one without a row keeps what it has.

    With a base, others' changes stay that were not changed in this folder; what the user should be told of them comes
    back.
    """
    everybody = People(people(session))
    ids = {row.participant: row.id for row in session.scalars(sa.select(Participant))}
    names = {row: name for name, row in ids.items()}
    there = listing.participants_by_transcript(session)
    labels = who_speaks.labels_by_revision(session)
    differing: dict[str, list[str]] = {}
    notices: list[str] = []
    transcripts = session.scalars(sa.select(Transcript)).all()
    rows, all_known = who_speaks.Rows(session, transcripts), []
    for transcript in transcripts:
        present = facts_of(transcript, there.get(transcript.id, ()))
        facts = tables.transcripts.of_file(transcript.file) or present
        own = labels[transcript.revision_id]
        asked = facts.name
        if base is not None:
            before = (base.then.transcripts.of_file(transcript.file), base.now.transcripts.of_file(transcript.file))
            asked = asked if before[1] is None or before[1].name != asked else None
            merged, columns = behind.merged_row(facts, *before, present)
            speakers = rows.speakers(transcript, own, names)
            kept, others = behind.kept_speakers(facts, base, present, speakers, own, is_behind=bool(columns))
            columns += ["speakers"] if others else []
            differing |= {transcript.file: columns} if columns else {}
            facts = replace(merged, speakers={**merged.speakers, **kept})
        for name in ("wave", "kind", "record", "date", "interviewer", "language", "translated_from"):
            if getattr(transcript, name) != getattr(facts, name):
                setattr(transcript, name, getattr(facts, name))
        notices += kept_names.rename(transcript, asked, transcripts) if asked else []
        all_known.append(who_speaks.Known(transcript, facts, own))
    rows.put(study, all_known, everybody, ids)
    return notices + behind.told(TRANSCRIPTS, differing, is_new=base is not None and base.is_new)


def _conflict_copies(study: Study) -> list[str]:
    if not study.transcripts.is_dir():
        return []
    names = [path.name for path in study.transcripts.iterdir()]
    found = [name for name in names if conflict_copy(name, names, sure=not name.casefold().endswith(".csv"))]
    listed = read_tables(study).transcripts.of_file if found else None
    # A file that has a row is a transcript, whatever it is called.
    return sorted(name for name in found if listed and listed(name) is None)
