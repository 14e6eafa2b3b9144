"""Put codes on passages, take them off, change them: each call one step that its coder can undo."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_memos
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.coding.ids import Ids
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.model import Coding, Passage, storable, utc_now
from workbench.spans import Span, trimmed
from workbench.study import Study
from workbench.transcripts import listing
from workbench.visible import plural

_STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛′ʼ`´", "'"), **dict.fromkeys("“”„‟″«»", '"')})
"""One character for another, so that places stay the same."""


@dataclass(frozen=True)
class Applied:
    """What became of applying a code.

    Attributes:
        id: The coding.
        code: Today's id of its code.
        transcript: The transcript's name.
        span: Where it stands.
        new: False where the coder had that code on that passage already.
    """

    id: UUID
    code: str
    transcript: str
    span: Span
    new: bool


def place_of_quote(text: str, quote: str, *, transcript: str = "") -> Span:
    """Where a quote stands in a text, exactly as given; failing that, white space and the shape of quote marks aside.

    Args:
        text: The transcript's text.
        quote: The words.
        transcript: The transcript's name, for messages.

    Raises:
        NotFound: It does not stand there.
        BadInput: It is empty, or stands there more than once.
    """
    where = f"the transcript {transcript!r}" if transcript else "the transcript"
    if not quote.strip():
        raise BadInput("The quote is empty.", "Give the words of the passage.", command="See: --quote “…”")
    places = _occurrences(text, quote)
    if not places:
        folded, origin = _single_spaced(text.translate(_STRAIGHT))
        wanted = _single_spaced(quote.translate(_STRAIGHT))[0].strip()
        places = [Span(origin[place.start], origin[place.end - 1] + 1) for place in _occurrences(folded, wanted)]
    if not places:
        raise NotFound(
            f"The quote does not stand in {where}.", "Copy it exactly.", command="See: workbench transcript --text"
        )
    if len(places) > 1:
        starts = ", ".join(str(place.start) for place in places[:5])
        message = f"The quote stands {len(places)} times in {where} (at {starts}{', …' if len(places) > 5 else ''})."
        raise BadInput(message, "Give more of its words.", command="See: --start, --end")
    return places[0]


def find_place(study: Study, transcript: str, *, quote: str | None, start: int | None, end: int | None) -> Span:
    """The passage that a quote or a pair of offsets names in a transcript.

    Raises:
        BadInput: Neither or both were given, or the quote stands there more than once.
        NotFound: There is no such transcript, or the quote does not stand in it.
    """
    if (quote is None) == (start is None or end is None) or (
        quote is not None and (start is not None or end is not None)
    ):
        raise BadInput(
            "A passage is named by its words or by two offsets.",
            "Give one or the other.",
            command="See: --quote, --start, --end",
        )
    if quote is None:
        return Span(start or 0, end or 0)
    with study.read() as session:
        found = listing.find_text(session, transcript)
        return place_of_quote(found.text, quote, transcript=found.name)


def checked_span(text: str, start: int, end: int) -> Span:
    """A span that lies in the text and holds words; white space at its ends is left out.

    Raises:
        BadInput: It lies outside the text, is empty or holds nothing but white space.
    """
    if not 0 <= start < end <= len(text):
        raise BadInput(
            f"{start} to {end} is no passage of a text of {len(text)} characters.", "Start at 0; end after start."
        )
    span = trimmed(Span(start, end), text)
    if span.length == 0:
        raise BadInput(f"From {start} to {end} there is only white space.", "Choose a passage with words.")
    return span


def apply(
    study: Study,
    transcript: str,
    places: Sequence[Span],
    codes: Sequence[str],
    *,
    memo: str = "",
    revision_id: UUID | None = None,
) -> list[Applied]:
    """Put each code on each passage, as one step.

    The same code twice on the same passage by one coder is one coding.

    Args:
        study: The study; its coder codes.
        transcript: The transcript's name.
        places: The passages, in code points of its text.
        codes: Ids of codes in a codebook of the study.
        memo: A note on the codings that are made.
        revision_id: The text in which the places were chosen, where somebody chose them in one that they saw.

    Raises:
        NotFound: There is no such transcript or code.
        BadInput: A passage lies outside the text or holds no words.
        Refused: A code was retired or split; the transcript has another text by now than that one.
    """
    books = states.current(study)
    ids = [books.to_put_on(code).id for code in codes]
    with study.read() as session:
        found = listing.find_text(session, transcript, revision_id=revision_id)
    spans = [checked_span(found.text, place.start, place.end) for place in places]
    coder_id = study.coder_id()
    with study.step(f"Coded {found.name} with {books.called(ids)}") as work:
        return put(work.session, books, coder_id, found, spans, ids, memo=memo)


def put(
    session: Session,
    books: Codebooks,
    coder_id: UUID,
    found: listing.TextFound,
    spans: Sequence[Span],
    codes: Sequence[str],
    *,
    memo: str = "",
) -> list[Applied]:
    """Put codes on checked passages of a transcript, in an open step. See `apply`."""
    done = []
    ids = Ids(session, coder_id, found, spans, codes)
    passages = _passages_at(session, found.revision_id, spans)
    # Asked for all at once: of all hits of a search there may be thousands.
    there: dict[UUID, list[Coding]] = defaultdict(list)
    for row in sight.own_codings_on(session, coder_id, [passage.id for passage in passages.values()]):
        there[row.passage_id].append(row)
    for span in spans:
        passage = passages[span]
        rows = there[passage.id]
        own = {books.lineage.today(coding.code): coding for coding in rows if coding.removed_at is None}
        for code in codes:
            coding = own.get(code)
            new = coding is None
            if coding is None:
                again = {one.id: one for one in rows if one.removed_at is not None and one.code == code}
                row_id = ids.of(span, code, again)
                # What was taken off and is put on again is the same coding, made anew: later, whatever the clock says.
                coding = again.get(row_id) or Coding(id=row_id, passage_id=passage.id, code=code, coder_id=coder_id)
                coding.made_at = max(utc_now(), coding.removed_at or utc_now())
                coding.removed_at, coding.memo = None, storable(memo)
                stamp(coding, books, code)
                session.add(coding)
                own[code] = coding
                rows.append(coding)
            done.append(Applied(coding.id, code, found.name, span, new))
    return done


def remove(study: Study, ids: Sequence[UUID], *, seen: str | None = None) -> int:
    """Take codings off, as one step; they stay with the moment of their removal.

    Args:
        study: The study.
        ids: The codings.
        seen: The code they have in front of whoever takes them off; None where nobody looks at them.

    Returns:
        How many were taken off (those removed before are left as they are).

    Raises:
        NotFound: There is no such coding.
        ChangedElsewhere: One of them has another code by now than was seen.
        Refused: One of them is another coder's.
    """
    books = states.current(study)
    with study.step("Removed codings") as work:
        rows = [coding for coding in own_rows(work.session, study, ids) if coding.removed_at is None]
        _check_as_seen(books, rows, seen)
        now = utc_now()
        for coding in rows:
            coding.removed_at = now
            work.session.add(coding)
        codes = books.called(sorted({coding.code for coding in rows}))
        work.sentence = f"Removed {plural(len(rows), 'coding')} with {codes}"
    return len(rows)


def recode(study: Study, ids: Sequence[UUID], code: str, *, seen: str | None = None) -> int:
    """Give codings another code, as one step.

    Args:
        study: The study.
        ids: The codings.
        code: The code they get.
        seen: The code they have in front of whoever recodes them; None where nobody looks at them.

    Returns:
        How many changed. Where the coder has that code on the passage already, the coding is removed instead, and its
        note and the memos on it go to the one that stays.

    Raises:
        NotFound: There is no such coding or code.
        ChangedElsewhere: One of them has another code by now than was seen.
        Refused: One of them is another coder's, or was removed; the code was retired or split.
    """
    books = states.current(study)
    new_code = books.to_put_on(code).id
    with study.step("Recoded") as work:
        changed = give(work.session, study, books, ids, new_code, seen=seen)
        work.sentence = f"Recoded {plural(changed, 'coding')} to {books.called([new_code])}"
    return changed


def give(
    session: Session, study: Study, books: Codebooks, ids: Sequence[UUID], code: str, *, seen: str | None = None
) -> int:
    """Give codings another code, in an open step. See `recode`."""
    changed, rows, joined = 0, own_rows(session, study, ids), dict[UUID, UUID]()
    _check_as_seen(books, rows, seen)
    for coding in rows:
        refuse_removed(coding)
    # Asked for all at once: there may be thousands.
    beside: dict[UUID, list[Coding]] = {coding.passage_id: [] for coding in rows}
    for other in sight.own_codings_on(session, study.coder_id(), beside):
        beside[other.passage_id].append(other)
    for coding in rows:
        if books.lineage.today(coding.code) == code:
            continue
        others = (other for other in beside[coding.passage_id] if other.removed_at is None)
        there = next((other for other in others if books.lineage.today(other.code) == code), None)
        if there is not None:
            coding.removed_at = utc_now()
            joined[coding.id] = there.id
            if coding.memo and coding.memo not in there.memo:
                # What somebody wrote is not to go with the coding it was written on.
                there.memo = "\n\n".join(filter(None, (there.memo, coding.memo)))
                session.add(there)
        else:
            coding.code = code
            stamp(coding, books, code, looked_at=max(utc_now(), coding.made_at))
        session.add(coding)
        changed += 1
    sight_memos.follow(session, joined)
    session.flush()
    return changed


def stamp(coding: Coding, books: Codebooks, code: str, *, looked_at: dt.datetime | None = None) -> None:
    """Note under which state of the codebook a coding is made, or, at a later moment, was looked at again."""
    coding.codebook_state, coding.codebook_version = books.state_of(code), books.version_of(code)
    coding.state_elsewhere, coding.looked_at = None, looked_at


def _check_as_seen(books: Codebooks, rows: Sequence[Coding], seen: str | None) -> None:
    """Refuse what was meant for a coding with another code: somebody recoded it meanwhile."""
    now = {books.lineage.today(coding.code) for coding in rows}
    if seen is not None and now - {books.lineage.today(seen)}:
        message = f"It was recoded meanwhile: it has the code {books.called(sorted(now))} now."
        raise ChangedElsewhere(message, "Look whether you still want that.")


def set_memo(study: Study, coding_id: UUID, text: str, *, before: str | None = None) -> None:
    """Write a coding's memo; an empty text takes it away.

    Args:
        study: The study.
        coding_id: The coding.
        text: The memo.
        before: The memo as the writer had it in front of them when they began; None where they had not.

    Raises:
        NotFound: There is no such coding.
        ChangedElsewhere: It is neither what the writer began with nor what they want it to be; the error has it.
        Refused: It is another coder's, or was removed.
    """
    wanted = storable(text)
    with study.step("Wrote the memo of a coding" if text else "Took away the memo of a coding") as work:
        (coding,) = own_rows(work.session, study, [coding_id])
        refuse_removed(coding)
        if before is not None and coding.memo not in (storable(before), wanted):
            message = "The memo was changed elsewhere while you were writing."
            raise ChangedElsewhere(message, "Look at the other one before you write yours over it.", theirs=coding.memo)
        coding.memo = wanted
        work.session.add(coding)


def _passages_at(session: Session, revision_id: UUID, spans: Sequence[Span]) -> dict[Span, Passage]:
    """The passages at those places of a revision; made where there are none yet."""
    if len(spans) == 1:
        return {spans[0]: passage_at(session, revision_id, spans[0])}
    wanted = set(spans)
    between = col(Passage.start).between(min(wanted).start, max(wanted).start)
    query = sa.select(Passage).where(col(Passage.revision_id) == revision_id, between)
    passages = {at: one for one in session.scalars(query) if (at := Span(one.start, one.end)) in wanted}
    new = {span: Passage(revision_id=revision_id, start=span.start, end=span.end) for span in wanted - passages.keys()}
    session.add_all(new.values())
    session.flush()
    return passages | new


def passage_at(session: Session, revision_id: UUID, span: Span) -> Passage:
    """The passage at that place of a revision; made where there is none yet."""
    query = sa.select(Passage).where(
        col(Passage.revision_id) == revision_id, col(Passage.start) == span.start, col(Passage.end) == span.end
    )
    passage = session.scalars(query).first()
    if passage is None:
        passage = Passage(revision_id=revision_id, start=span.start, end=span.end)
        session.add(passage)
        session.flush()
    return passage


def own_rows(session: Session, study: Study, ids: Sequence[UUID]) -> list[Coding]:
    """The coder's own codings of those ids.

    Raises:
        NotFound: One is not there, or not in sight.
        Refused: One is another coder's.
    """
    rows = {coding.id: coding for coding in sight.coding_rows(session, study, ids)}
    coder_id = study.coder_id()
    for coding_id in ids:
        if coding_id not in rows:
            raise NotFound(f"There is no coding {coding_id}.", command="See: workbench codings")
        if rows[coding_id].coder_id != coder_id:
            raise Refused(f"The coding {coding_id} is another coder's.", f"You are coding as {study.coder}.")
    return [rows[coding_id] for coding_id in dict.fromkeys(ids)]


def refuse_removed(coding: Coding) -> None:
    """Refuse to change a coding that was taken off.

    Raises:
        Refused: It was removed.
    """
    if coding.removed_at is not None:
        raise Refused(f"The coding {coding.id} was removed.", "Undo its removal first.")


def _occurrences(text: str, quote: str) -> list[Span]:
    places, start = [], text.find(quote)
    while start >= 0:
        places.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return places


def _single_spaced(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one space, and where each of its characters came from."""
    characters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        if character.isspace():
            if characters and characters[-1] == " ":
                continue
            character = " "
        characters.append(character)
        origin.append(place)
    return "".join(characters), origin
