"""Search the whole study: turns in which words stand, as keyword in context, with filters, page by page."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.coding.extracts import marked_passages
from workbench.coding.hits import Hit, Searched
from workbench.coding.query import parse, windows
from workbench.coding.search_filters import NO_FILTERS, Filters, Place, places_for
from workbench.model import Text, Transcript, Turn
from workbench.progress import Tell, silent
from workbench.store import full_text
from workbench.store.full_text import POSITION_BITS, SEARCH_TEXT, TEXT_BITS, Sought, Within
from workbench.study import Study
from workbench.transcripts import listing
from workbench.words import Folder, places

PAGE = 100
"""How many turns a page of hits is made of."""

_FEW = 2_000
"""Of so many turns found all are looked at; of more, only those that the page needs."""

_CHARACTERS_AT_ONCE = 1_000_000
_TURNS_ASKED = 100
_POSITIONS = (1 << POSITION_BITS) - 1


@dataclass(frozen=True)
class Found:
    """A page of what was found.

    Attributes:
        total: In how many turns of the study all that was asked for stands.
        turns: How many of these the page is made of.
        hits: The places in them, by transcript and place: each the shortest stretch that holds all of it.
        forms: The forms of words that were looked for besides what was typed.
        lacking: The languages whose forms of words nobody knows, since no model of theirs is installed.
    """

    total: int
    turns: int
    hits: tuple[Hit, ...]
    forms: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


class _TurnFound(NamedTuple):
    place: Place
    position: int


def bring_up_to_date(study: Study, *, progress: Tell = silent, pause: float = 0.0) -> int:
    """Put texts that came in, or were cut into turns anew, into the index; a search does it by itself.

    Args:
        study: The study.
        progress: Told how far it is; what it raises goes on to the caller, and what is in the index by then stays.
        pause: So many seconds it waits after each portion, for others who want to write into the database meanwhile.

    Returns:
        How many texts were put into it.

    Raises:
        Unavailable: The database cannot be written.
    """
    with study.read() as session:
        missing, folder = full_text.missing(session), Folder()
    done = 0
    for portion in _portions(missing):
        progress(done, len(missing), "")
        with study.database.write() as session:
            full_text.put(session, portion, folder)
        done += len(portion)
        time.sleep(pause)
    if missing:
        progress(len(missing), len(missing), "")
    return len(missing)


def _portions(texts: Sequence[tuple[str, int]]) -> Iterator[list[str]]:
    """Texts in portions that are soon written, so that nobody waits long for the database."""
    portion, characters = list[str](), 0
    for sha256, length in texts:
        portion.append(sha256)
        characters += length
        if characters >= _CHARACTERS_AT_ONCE:
            yield portion
            portion, characters = [], 0
    if portion:
        yield portion


def search(
    study: Study,
    words: str,
    filters: Filters = NO_FILTERS,
    *,
    lemma: bool = False,
    limit: int = PAGE,
    offset: int = 0,
    progress: Tell = silent,
) -> Found:
    """Turns in which all words stand, capitals and accents aside, by transcript and place.

    Args:
        study: The study; its coder is who looks.
        words: Words, phrases in quotation marks, beginnings of words with a star behind.
        filters: Where to look.
        lemma: Whether other forms of a single word are found too: "support" finds "supported".
        limit: A page is made of so many turns, at most.
        offset: So many turns are passed over.
        progress: Told how far it is with texts that are not in the index yet, and with forms of words.

    Raises:
        BadInput: There is no word in ``words``, or there are too many.
        NotFound: Something that the filters name is not there.
        Unavailable: The database cannot be used, or for ``lemma`` no language model is installed.
    """
    sought = parse(words)
    bring_up_to_date(study, progress=progress)
    forms: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    if lemma:
        sought, forms, lacking = _with_forms(study, words, progress)
    with study.read() as session:
        where = places_for(session, study, filters)
        total, page = _page(session, sought, where, filtered=filters != NO_FILTERS, limit=limit, offset=offset)
        hits = _hits(session, sought, page)
    return Found(total, len(page), hits, forms, lacking)


def _with_forms(study: Study, words: str, progress: Tell) -> tuple[Sought, tuple[str, ...], tuple[str, ...]]:
    """What is looked for with other forms of its words; these; and the languages of which no model is installed."""
    # Only now: whoever asks for no forms does not wait for what knows them.
    from workbench.language import lemmas

    with study.read() as session:
        vocabulary = full_text.vocabulary(session)
        spoken = set(session.scalars(sa.select(col(Transcript.language)).distinct()))
    languages = {one or study.settings.language for one in spoken}
    related = lemmas.Related(vocabulary, languages, progress=progress)
    sought = parse(words, same=related.of)
    forms = dict.fromkeys(phrase.words[0] for group in sought for phrase in group[1:])
    return sought, tuple(forms), related.lacking


def _page(
    session: Session, sought: Sought, where: Sequence[Place], *, filtered: bool, limit: int, offset: int
) -> tuple[int, list[_TurnFound]]:
    """In how many turns all of it stands, and a page of them, in order."""
    if not where:
        return 0, []
    if any(one.coded is not None for one in where):
        few = full_text.entries(session, sought)
    else:
        few = full_text.entries(session, sought, most=_FEW + 1)
    if len(few) <= _FEW or where[0].coded is not None:
        turns = _among(session, where, few)
        return len(turns), turns[offset : offset + limit]
    total = _total(session, sought, where, filtered=filtered)
    counts = full_text.counts_by_text(session, sought) if offset else None
    return total, list(islice(_walk(session, sought, where, offset, counts), limit))


def _total(session: Session, sought: Sought, where: Sequence[Place], *, filtered: bool) -> int:
    """In how many turns it stands; a text that stands in several transcripts counts for each."""
    values = Counter([value for one in where for value in ([one.number] if one.blocks is None else one.blocks)])
    bits = TEXT_BITS if where[0].blocks is None else POSITION_BITS
    indexed = session.connection().scalar(sa.select(sa.func.count()).select_from(SEARCH_TEXT))
    everywhere = not filtered and len(values) == indexed
    total = full_text.count(session, sought, None if everywhere else Within(bits, list(values)))
    for times in range(2, max(values.values(), default=1) + 1):
        total += full_text.count(session, sought, Within(bits, [one for one in values if values[one] >= times]))
    return total


def _walk(
    session: Session, sought: Sought, where: Sequence[Place], offset: int, counts: dict[int, int] | None
) -> Iterator[_TurnFound]:
    """The turns in their order, from an offset on, text by text, as long as somebody wants more."""
    passed = 0
    for place in where:
        there = counts.get(place.number, 0) if counts is not None else 1
        if not there or (place.blocks is None and passed + there <= offset and counts is not None):
            passed += there
            continue
        for turn in _among(session, [place], full_text.entries(session, sought, text=place.number)):
            if passed >= offset:
                yield turn
            passed += 1


def _among(session: Session, where: Sequence[Place], entries: Sequence[int]) -> list[_TurnFound]:
    """Of entries of the index those that count, as turns, in order."""
    by_text: dict[int, list[int]] = defaultdict(list)
    for entry in entries:
        by_text[entry >> TEXT_BITS].append(entry)
    turns = []
    for place in where:
        some = by_text.get(place.number, [])
        if place.blocks is not None:
            some = [entry for entry in some if entry >> POSITION_BITS in place.blocks]
        positions = sorted(entry & _POSITIONS for entry in some)
        if place.coded is not None and positions:
            touched = _touched(session, place)
            positions = [position for position in positions if position in touched]
        turns += [_TurnFound(place, position) for position in positions]
    return turns


def _touched(session: Session, place: Place) -> set[int]:
    """The turns of a text that share a code point with a coding."""
    query = sa.select(col(Turn.position), col(Turn.start), col(Turn.end)).where(col(Turn.text_sha256) == place.sha256)
    spans = place.coded or ()
    starts = [span.start for span in spans]
    touched = set()
    for position, start, end in session.connection().execute(query):
        # They do not overlap each other: the last that begins before the turn ends is the one that reaches furthest.
        before = bisect_right(starts, end - 1) - 1
        if before >= 0 and spans[before].end > start:
            touched.add(position)
    return touched


def _hits(session: Session, sought: Sought, page: Sequence[_TurnFound]) -> tuple[Hit, ...]:
    """The hits in turns, whose words alone are read."""
    if not page:
        return ()
    said = _said(session, {(one.place.sha256, one.position) for one in page})
    who = listing.speakers(session, {one.place.revision_id for one in page})
    roles = listing.roles_by_participant(session)
    sealed = marked_passages(session)
    folder, hits = Folder(), []
    for place, position in page:
        start, label, words = said[place.sha256, position]
        participants, _interviewer = who.get(place.revision_id, {}).get(label, listing.NOBODY)
        marks = sealed.get(place.revision_id, ())
        where = Searched(place.name, place.transcript_id, place.revision_id, place.wave, marks, roles)
        for span in windows(places(words, 0, len(words), folder), sought):
            whole = 0, len(words)
            hits.append(where.hit(words, span, whole, label=label, participants=participants, begins=start))
    return tuple(hits)


def _said(session: Session, turns: Collection[tuple[str, int]]) -> dict[tuple[str, int], tuple[int, str | None, str]]:
    """Turns by text and position: where each begins, its label and its words; only their texts are read."""
    connection, found = session.connection(), {}
    every = sorted(turns)
    for few in (every[at : at + _TURNS_ASKED] for at in range(0, len(every), _TURNS_ASKED)):
        texts = sa.select(col(Text.sha256), col(Text.text)).where(col(Text.sha256).in_({sha256 for sha256, _ in few}))
        text_of = {row[0]: row[1] for row in connection.execute(texts)}
        # Joined, not compared with a list of pairs: for that SQLite would read all turns there are.
        sought = (
            sa.values(sa.column("text", sa.String), sa.column("position", sa.Integer), name="sought").data(few).cte()
        )
        asked = sa.select(
            col(Turn.text_sha256), col(Turn.position), col(Turn.start), col(Turn.end), col(Turn.label)
        ).join(sought, (sought.c.text == Turn.text_sha256) & (sought.c.position == Turn.position))
        for sha256, position, start, end, label in connection.execute(asked):
            found[sha256, position] = (start, label, text_of[sha256][start:end])
    return found
