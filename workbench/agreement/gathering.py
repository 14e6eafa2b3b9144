"""What coders put on which transcripts, as far as they can be compared; refused where there is nothing to compare."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from workbench import sight, sight_samples, sight_then
from workbench.agreement.basis import Basis, basis
from workbench.agreement.frame import spoken
from workbench.agreement.sample_list import TranscriptOfSample, samples_in
from workbench.agreement.stretches import stretch_in
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound
from workbench.model import Coder
from workbench.spans import Span
from workbench.study import Study, coder_key, find_coder, same_coder
from workbench.transcripts import listing, revisions
from workbench.visible import first_few

Codings = Mapping[tuple[UUID, str], Mapping[UUID, Sequence[tuple[int, int]]]]
"""Spans by coder and code, then by revision."""

MadeWith = Mapping[UUID, frozenset[str]]
"""The ids with which each coder made codings, whatever became of these codes since."""


class Gathered(NamedTuple):
    """What coders put on the transcripts on which they are compared.

    Attributes:
        people: Their names by their ids, in the order in which they were named.
        books: The codebooks.
        codings: What they coded anywhere, under today's codes.
        texts: The transcripts that two of them coded, by name.
        other_texts: The names of transcripts that are left out since only on different texts of them two have coded.
        coded: For each coder, for each of the transcripts, whether they coded it; of a sample, whether they finished.
        basis: On what they are compared, and whether they coded it blind.
        made_with: With which ids each coder made the codings on these transcripts.
    """

    people: Mapping[UUID, str]
    books: Codebooks
    codings: Codings
    texts: Sequence[listing.SpokenText]
    other_texts: tuple[str, ...]
    coded: tuple[tuple[bool, ...], ...]
    basis: Basis
    made_with: MadeWith = MappingProxyType({})


def gathered(
    study: Study, coders: Sequence[str], *, sample: str | bool | None = None, as_revealed: bool = False
) -> Gathered:
    """What coders put on the transcripts on which they are compared.

    Of a sample these are the ones that at least two of them have finished, with the turns that were drawn; else all
    that at least two of them have coded.

    Args:
        study: The study; its coder is who looks.
        coders: Two or more names.
        sample: The name of a sample; True for whatever they coded, but on samples that are open; None for the sample
            of two of them that was revealed last, and where there is none, for whatever they coded.
        as_revealed: Of a sample what was on it when it was revealed, whatever they have changed since.

    Raises:
        BadInput: Fewer than two coders are named, or one twice.
        NotFound: Somebody of those has not worked in the study, or has coded no transcript that another has coded; or
            there is no such sample.
        Refused: The sample is open; or none of theirs is revealed, and one is open.
    """
    books = states.current(study)
    with study.read() as session:
        people = _people(study, session, coders)
        on = basis(session, people, list(people.values()), sample)
        made = _as_made(sight_samples.spans_coded(session, study, people))
        if on.sample is not None or as_revealed:
            on, made = _since_revealed(session, study, people, on, made, as_revealed=as_revealed)
        codings = _of_today(made, books)
        pairs = {(who, revision_id) for (who, _), spans in codings.items() for revision_id in spans}
        if on.drawn is None:
            texts, other_texts = _texts(session, pairs, on.apart)
        else:
            texts, other_texts, pairs = _texts_of_sample(session, people, pairs, on.drawn)
    coded = tuple(tuple((who, text.revision_id) in pairs for text in texts) for who in people)
    here = {text.revision_id for text in texts}
    made_with = {
        coder_id: frozenset(
            code for (who, code), spans in made.items() if who == coder_id and not here.isdisjoint(spans)
        )
        for coder_id in people
    }
    found = Gathered(people, books, codings, texts, other_texts, coded, on, made_with)
    _check(found)
    return found


def _people(study: Study, session: Session, names: Sequence[str]) -> dict[UUID, str]:
    """The coders named, in that order, by their ids."""
    people: dict[UUID, str] = {}
    for name in names:
        coder_id = find_coder(study, name)
        if coder_id is None:
            raise _unknown(study, session, name)
        if coder_id in people:
            raise BadInput(f"{name!r} is named twice.", "Name two coders who worked apart.")
        coder = session.get(Coder, coder_id)
        people[coder_id] = coder.name if coder is not None else name
    if len(people) < 2:
        raise BadInput("Two coders are needed to compare.", "Name both.", command="See: workbench agreement ANN BEN")
    return people


def _unknown(study: Study, session: Session, name: str) -> NotFound:
    """That somebody has not coded, and who has, as far as that can be seen."""
    names = {one for names in sight.coders_by_transcript(session, study).values() for one in names}
    # Whoever was to code a sample is known to all.
    names |= {coder for sample in samples_in(session) for coder in sample.coders}
    known = sorted(names, key=lambda one: (not same_coder(one, study.coder), coder_key(one)))
    if not known:
        return NotFound(
            "Nobody has coded in this study yet.", "Code a transcript first.", command="See: workbench code"
        )
    have = f"Only {known[0]} has." if len(known) == 1 else f"Those who have: {', '.join(known)}."
    return NotFound(f"Nobody called {name!r} has coded in this study.", have)


def _as_made(spans: Iterable[sight_samples.SpanCoded]) -> Codings:
    """Codings under the ids they were made with."""
    found: dict[tuple[UUID, str], dict[UUID, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for one in spans:
        found[one.coder_id, one.code][one.revision_id].append((one.start, one.end))
    return found


def _since_revealed(
    session: Session, study: Study, people: Mapping[UUID, str], on: Basis, made: Codings, *, as_revealed: bool
) -> tuple[Basis, Codings]:
    """A basis with how many codings on the sample are other than when it was revealed; and those of now, or of then.

    Raises:
        NotFound: Those of then are wanted, and no sample was revealed.
    """
    if on.sample is None or on.drawn is None or on.sample.revealed_at is None:
        message = f"There is no sample for two of these that was revealed: {', '.join(people.values())}."
        raise NotFound(message, "Compare what they have coded now.", command="See: workbench sample list")
    stretches, at = _stretches(session, on.drawn), on.sample.revealed_at
    changed = sight_then.codings_changed_since(session, study, people, at=at, revisions=stretches.keys())
    now, then, came = (_within(_as_made(some), stretches) for some in changed)
    came_since = sum(some.total() for some in came.values())
    on = replace(on, changed_since=_unlike(now, then), as_revealed=as_revealed, came_since=came_since)
    if as_revealed:
        made = _exchanged(made, _as_made(changed.now), _as_made(changed.then))
    return on, made


def _of_today(made: Codings, books: Codebooks) -> Codings:
    """The same under today's codes."""
    found: dict[tuple[UUID, str], dict[UUID, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for (who, code), by_revision in made.items():
        today = found[who, books.lineage.today(code)]
        for revision_id, places in by_revision.items():
            today[revision_id] += places
    return found


def _stretches(session: Session, drawn: Mapping[UUID, TranscriptOfSample]) -> dict[UUID, Span]:
    """What was drawn of transcripts, by their present texts; all of one that has another text by now."""
    found = {}
    for one in listing.transcripts(session):
        if one.id in drawn:
            found[one.revision_id] = stretch_in(drawn[one.id], one.revision_id) or _ALL
    return found


_ALL = Span(0, sys.maxsize)


_Placed = Mapping[tuple[UUID, UUID], Counter[tuple[str, int, int]]]
"""Codings by coder and text: code, start and end."""


def _within(codings: Codings, stretches: Mapping[UUID, Span]) -> _Placed:
    """Codings on stretches of texts."""
    found: dict[tuple[UUID, UUID], Counter[tuple[str, int, int]]] = defaultdict(Counter)
    for (who, code), by_text in codings.items():
        for revision_id in by_text.keys() & stretches.keys():
            here = (place for place in by_text[revision_id] if stretches[revision_id].overlaps(Span(*place)))
            found[who, revision_id].update((code, *place) for place in here)
    return found


def _unlike(now: _Placed, then: _Placed) -> int:
    """How many codings were changed: added, taken off, or put elsewhere or under another code."""
    nothing: Counter[tuple[str, int, int]] = Counter()
    sides = [(now.get(key, nothing), then.get(key, nothing)) for key in {*now, *then}]
    return sum(max((one - other).total(), (other - one).total()) for one, other in sides)


def _exchanged(codings: Codings, out: Codings, into: Codings) -> Codings:
    """Codings with some of them taken out, and others put in."""
    found: dict[tuple[UUID, str], dict[UUID, list[tuple[int, int]]]] = defaultdict(dict)
    for key in {*codings, *into}:
        for revision_id in {*codings.get(key, _NOWHERE), *into.get(key, _NOWHERE)}:
            places = list(codings.get(key, _NOWHERE).get(revision_id, ()))
            for place in out.get(key, _NOWHERE).get(revision_id, ()):
                places.remove(place)
            places += into.get(key, _NOWHERE).get(revision_id, ())
            if places:
                found[key][revision_id] = places
    return found


_NOWHERE: Mapping[UUID, Sequence[tuple[int, int]]] = MappingProxyType({})


Pairs = Collection[tuple[UUID, UUID]]
"""Coders and texts."""


def _texts(session: Session, pairs: Pairs, apart: Collection[str]) -> tuple[list[listing.SpokenText], tuple[str, ...]]:
    """The transcripts, by name, whose present text two coders have coded; and those coded by two on different texts."""
    by_revision: dict[UUID, set[UUID]] = defaultdict(set)
    for coder_id, revision_id in pairs:
        by_revision[revision_id].add(coder_id)
    by_transcript: dict[UUID, set[UUID]] = defaultdict(set)
    for revision_id, transcript_id in revisions.transcripts_of(session, by_revision).items():
        by_transcript[transcript_id] |= by_revision[revision_id]
    found, other_texts = [], []
    for one in listing.transcripts(session):
        if one.name in apart:
            continue
        if len(by_revision.get(one.revision_id, ())) > 1:
            found.append(one.revision_id)
        elif len(by_transcript.get(one.id, ())) > 1:
            other_texts.append(one.name)
    texts = listing.spoken(session, found)
    return [texts[revision_id] for revision_id in found], tuple(other_texts)


def _texts_of_sample(
    session: Session, people: Mapping[UUID, str], pairs: Pairs, drawn: Mapping[UUID, TranscriptOfSample]
) -> tuple[list[listing.SpokenText], tuple[str, ...], set[tuple[UUID, UUID]]]:
    """The transcripts of a sample that two coders have finished, with the turns that were drawn of them.

    Also those that are left out, since somebody who finished it has coded another text of it only; and who has
    finished which text: whoever has, and put no code on it, says by that that there is none.
    """
    elsewhere: dict[UUID, set[UUID]] = defaultdict(set)
    transcripts = revisions.transcripts_of(session, {revision_id for _, revision_id in pairs})
    for coder_id, revision_id in pairs:
        elsewhere[transcripts[revision_id]].add(coder_id)
    chosen, other_texts, finished = {}, [], set()
    for one in listing.transcripts(session):
        states_of = drawn[one.id].states if one.id in drawn else {}
        those = {(who, one.revision_id) for who, name in people.items() if states_of.get(name) == "finished"}
        on_another = [who for who, _ in those if who in elsewhere[one.id] and (who, one.revision_id) not in pairs]
        if len(those) > 1 and on_another:
            other_texts.append(one.name)
        elif len(those) > 1:
            chosen[one.revision_id] = drawn[one.id]
            finished |= those
    texts = listing.spoken(session, chosen)
    return [_stretch(texts[key], one) for key, one in chosen.items()], tuple(other_texts), finished


def _stretch(text: listing.SpokenText, drawn: TranscriptOfSample) -> listing.SpokenText:
    """A text with those of its turns that were drawn; with all of them, where it is another by now than it was then."""
    its = stretch_in(drawn, text.revision_id)
    if its is None:
        return text
    return replace(text, turns=tuple(turn for turn in spoken(text) if its.start <= turn.start and turn.end <= its.end))


def _check(found: Gathered) -> None:
    """Refuse where there is nothing to compare, or nothing of somebody who is named."""
    people = found.people.values()
    done = "finished" if found.basis.sample is not None else "coded"
    of_it = f" of the sample “{found.basis.sample.name}”" if found.basis.sample is not None else ""
    alone = [name for name, coded in zip(people, found.coded, strict=True) if not any(coded)]
    if not alone:
        return
    if len(alone) < len(people):
        message = f"{' and '.join(alone)} {done} no transcript{of_it} that another of these {done}."
        raise NotFound(message, "Compare the others without them.", command="See: workbench transcripts")
    message = f"No transcript{of_it} was {done} by two of these: {', '.join(people)}."
    if found.other_texts:
        message += f" They coded different texts of {first_few(found.other_texts)}."
    if found.basis.apart:
        which = ", ".join(f"“{name}”" for name in found.basis.still_open)
        message += f" What is on a sample that is open ({which}) is left out."
    if found.basis.sample is not None:
        raise NotFound(
            message, "Every transcript that two of them coded can be compared all the same.", command="See: --all"
        )
    if found.other_texts:
        raise NotFound(message, "They are compared on the text it has now: who coded another codes this one too.")
    raise NotFound(message, "There is nothing to compare yet.", command="See: workbench transcripts")
