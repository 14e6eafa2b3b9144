"""Samples that several coders code apart: drawn, worked through, revealed, drawn again. Each change is one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight_samples
from workbench.agreement import drawing
from workbench.agreement.drawing import Asked, Drawn, plan
from workbench.agreement.sample_list import SampleFound, find, samples, samples_in
from workbench.agreement.sampling import Stratum
from workbench.agreement.stretches import stretch_in
from workbench.errors import BadInput, NotFound, Refused
from workbench.model import Sample, SampleCoder, SampleTranscript, is_one_line, utc_now
from workbench.study import Study, coder_key, find_coder, make_coder
from workbench.transcripts import listing
from workbench.visible import first_few, plural


def draw(study: Study, name: str, coders: Sequence[str], asked: Asked, *, seed: int | None = None) -> SampleFound:
    """Draw a sample; from now on it is open, and each coder sees on it only their own codings.

    Args:
        study: The study.
        name: What it is to be called.
        coders: Who is to code it: two or more; who has done nothing in the study yet comes in.
        asked: How it is to be drawn.
        seed: With what chance begins; None for one that is found by chance itself.

    Raises:
        BadInput: The name is taken or none, there are not two coders, or it cannot be drawn so.
        NotFound: A transcript that is to be left out is not there.
    """
    return _write(study, name, plan(study, coders, asked, seed=seed))


def draw_planned(study: Study, name: str, drawn: Drawn) -> SampleFound:
    """Draw what `plan` has shown.

    Raises:
        BadInput: The name is taken or none.
        Refused: The study has other transcripts by now.
    """
    if plan(study, drawn.coders, drawn.asked, seed=drawn.seed).transcripts != drawn.transcripts:
        raise Refused("The study has other transcripts by now; nothing was drawn.", "Look at what would be drawn.")
    return _write(study, name, drawn)


def plan_round(study: Study, name: str, *, same: bool = False, seed: int | None = None, uncoded: bool = False) -> Drawn:
    """What a next round of a sample would take: drawn as that one was, from transcripts that no round has had yet.

    Args:
        study: The study.
        name: The sample.
        same: The very transcripts of that sample again.
        seed: With what chance begins; None for one that is found by chance itself.
        uncoded: Whether transcripts are left out too on which one of the coders has coded, as far as it can be seen.

    Raises:
        NotFound: There is no such sample.
        Refused: It is open still.
        BadInput: The same are wanted, and none that was coded; or so many transcripts are not left.
    """
    before = find(study, name)
    if before.is_open:
        raise Refused(f"The sample “{before.name}” is open still.", "A next round comes once it is revealed.")
    if same and uncoded:
        message = "The same transcripts again are transcripts that were coded."
        raise BadInput(message, "Ask for the one or for the other.", command="See: --same, --uncoded")
    if same:
        strata: dict[str, list[str]] = defaultdict(list)
        for one in before.transcripts:
            strata[one.stratum].append(one.name)
        told = tuple(Stratum(key, len(strata[key]), tuple(strata[key])) for key in sorted(strata))
        asked = replace(before.asked, share=None, number=len(before.transcripts), same=True)
        again = _again(study, before)
        with study.read() as session:
            coded = drawing.coded_on(session, study, again, before.coders)
        return Drawn(asked, before.seed, before.there, before.coders, (), told, again, coded)
    had = {one.name for sample in _rounds(samples(study), before) for one in sample.transcripts}
    asked = replace(before.asked, without=tuple(sorted({*before.asked.without, *had})))
    return plan(study, before.coders, asked, seed=seed, uncoded=uncoded)


def draw_round(study: Study, name: str, new_name: str, drawn: Drawn) -> SampleFound:
    """Draw the next round of a sample, as `plan_round` has shown it.

    Raises:
        BadInput: The name is taken or none.
        NotFound: There is no such sample.
        Refused: It is open still.
    """
    before = find(study, name)
    if before.is_open:
        raise Refused(f"The sample “{before.name}” is open still.", "A next round comes once it is revealed.")
    return _write(study, new_name, drawn, before=before)


def finish(study: Study, name: str | None = None, transcripts: Sequence[str] = ()) -> list[str]:
    """Say that the coder has finished transcripts of a sample; without any named, all of theirs.

    Returns:
        The names of those that were not finished before.

    Raises:
        NotFound: There is no such sample; or the coder is not to code it, or one of the transcripts.
        Refused: It is revealed.
    """
    return _mark(study, name, transcripts, finished=True)


def reopen(study: Study, name: str | None = None, transcripts: Sequence[str] = ()) -> list[str]:
    """Take back that the coder has finished transcripts of a sample; arguments and errors as for `finish`.

    Returns:
        The names of those that were finished before.
    """
    return _mark(study, name, transcripts, finished=False)


def reveal(study: Study, name: str | None = None, *, early: bool = False) -> SampleFound:
    """Reveal a sample: from now on everybody sees all codings on it.

    Args:
        study: The study.
        name: The sample; None for the one that is open.
        early: Also where not all have finished; the history and every later result mention it.

    Raises:
        NotFound: There is no such sample, or several are open.
        Refused: It is revealed already; or somebody has not finished and it is not to be revealed early.
    """
    found = find(study, name)
    with study.step(f"Revealed the sample “{found.name}”") as work:
        row = _open_row(work.session, found)
        if len(found.coders) == 1:
            message = (
                f"The sample “{found.name}” was handed out to {found.coders[0]}; it is revealed where it was drawn."
            )
            raise Refused(message, "Finish it, pack, and hand the packs back.", command="See: workbench pack")
        found = next(one for one in samples_in(work.session) if one.id == found.id)
        left = found.unfinished()
        if left and not early:
            raise Refused(
                f"Not all have finished the sample “{found.name}”: {_told(left)}.",
                "Wait for them. To reveal it all the same is mentioned in every later result.",
                command="See: workbench sample reveal --early",
            )
        # What was seen once stays seen, and on every machine that is told of it by packs.
        row.revealed_early = bool(left) or found.revealed_early
        row.revealed_at = utc_now()
        work.session.add(row)
        if left:
            work.sentence = f"Revealed the sample “{found.name}” early: not finished by {_told(left)}"
    return find(study, found.name)


def discard(study: Study, name: str | None = None) -> SampleFound:
    """Take away a sample that is open, as a draw that went wrong, unless several have worked on it by then.

    Raises:
        NotFound: There is no such sample, or several are open.
        Refused: It is revealed, so that results rest on it; or several have begun and would see each other's work.
    """
    found = find(study, name)
    with study.step(f"Discarded the sample “{found.name}”") as work:
        row = _open_row(work.session, found)
        if sight_samples.would_tell_without(work.session, found.id, found.made_at):
            raise Refused(
                f"The sample “{found.name}” was begun by several: discarded, it would show them each other's codings.",
                "Reveal it instead; the history mentions that.",
                command="See: workbench sample reveal --early",
            )
        for table in (SampleCoder, SampleTranscript):
            work.session.execute(sa.delete(table).where(col(table.sample_id) == found.id))
        work.session.flush()
        work.session.delete(row)
    return found


def _again(study: Study, before: SampleFound) -> tuple[drawing.TranscriptDrawn, ...]:
    """The transcripts of a sample as they are now; of one that has another text by now, all of it."""
    with study.read() as session:
        there = {one.id: one for one in listing.transcripts(session)}
    drawn = []
    for one in before.transcripts:
        now = there[one.transcript_id]
        its = stretch_in(one, now.revision_id)
        start, end = its or (None, None)
        turns = (before.asked.turns or 0) if its is not None else now.turns
        drawn.append(drawing.TranscriptDrawn(now.id, now.revision_id, now.name, one.stratum, start, end, turns))
    return tuple(drawn)


def _rounds(found: Sequence[SampleFound], one: SampleFound) -> list[SampleFound]:
    """A sample and those that it follows."""
    by_name = {sample.name: sample for sample in found}
    rounds = [one]
    while (above := rounds[-1].follows) is not None:
        rounds.append(by_name[above])
    return rounds


def _write(study: Study, name: str, drawn: Drawn, *, before: SampleFound | None = None) -> SampleFound:
    called = name.strip()
    if not is_one_line(called):
        raise BadInput(f"{name!r} cannot be a sample's name.", "Give a name in one line.")
    # Coders come in in a step of the program's, so that undoing the draw takes nobody away who has begun since.
    coders = [found if (found := find_coder(study, one)) else make_coder(study, one) for one in drawn.coders]
    who = f"{', '.join(drawn.coders[:-1])} and {drawn.coders[-1]}"
    what = f"{plural(len(drawn.transcripts), 'transcript')} for {who}"
    with study.step(f"Drew the sample “{called}”: {what}") as work:
        session = work.session
        if called.casefold() in {one.casefold() for one in session.scalars(sa.select(col(Sample.name)))}:
            raise BadInput(f"There is a sample “{called}” already.", "Give this one another name.")
        sample = Sample(
            name=called,
            round=before.round + 1 if before is not None else 1,
            seed=drawn.seed,
            drawn=drawn.asked.as_json() | {"there": drawn.there},
            follows=before.id if before is not None else None,
        )
        session.add(sample)
        session.flush()
        for one in drawn.transcripts:
            its: dict[str, Any] = {"sample_id": sample.id, "transcript_id": one.transcript_id}
            place: dict[str, Any] = {"revision_id": one.revision_id, "start": one.start, "end": one.end}
            session.add(SampleTranscript(**its, **place, stratum=one.stratum))
            session.add_all(SampleCoder(**its, coder_id=coder_id) for coder_id in coders)
    return find(study, called)


def _mark(study: Study, name: str | None, transcripts: Sequence[str], *, finished: bool) -> list[str]:
    found = find(study, name)
    # Before the step, in which whoever is not in the study yet would come in.
    if coder_key(study.coder) not in map(coder_key, found.coders):
        message = f"{study.coder} is not to code the sample “{found.name}”; it is for {' and '.join(found.coders)}."
        raise NotFound(message, "Say who is working.", command="See: --coder NAME")
    coder_id = study.coder_id()
    what = "Finished" if finished else "Reopened"
    with study.step(f"{what} transcripts of the sample “{found.name}”") as work:
        session = work.session
        _open_row(session, found)
        query = sa.select(SampleCoder).where(
            col(SampleCoder.sample_id) == found.id, col(SampleCoder.coder_id) == coder_id
        )
        own = {row.transcript_id: row for row in session.scalars(query)}
        wanted = [listing.find_transcript(session, one) for one in transcripts]
        for item in wanted:
            if item.id not in own:
                message = f"The transcript {item.name!r} is not in the sample “{found.name}”."
                raise NotFound(message, command="See: workbench sample show")
        names = {one.transcript_id: one.name for one in found.transcripts}
        chosen = [item.id for item in wanted] or list(names)
        changed = [one for one in dict.fromkeys(chosen) if (own[one].finished_at is None) == finished]
        for one in changed:
            own[one].said_at = utc_now()
            own[one].finished_at = own[one].said_at if finished else None
            session.add(own[one])
        told = [names[one] for one in changed]
        work.sentence = f"{what} {first_few(told)} of the sample “{found.name}”"
    return told


def _open_row(session: Session, found: SampleFound) -> Sample:
    row = session.get(Sample, found.id)
    if row is None:
        raise NotFound(f"The sample “{found.name}” was discarded meanwhile.", command="See: workbench sample list")
    if row.revealed_at is not None:
        when = f"since {row.revealed_at:%d %B %Y}"
        raise Refused(f"The sample “{found.name}” is revealed {when}.", "It stays as it was then.")
    return row


def _told(left: Mapping[str, Sequence[str]]) -> str:
    """Who has not finished what."""
    return "; ".join(f"{coder} ({first_few(names)})" for coder, names in left.items())
