"""Codes on passages of several transcripts at once: one step, as for all hits of a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from workbench.codebook.books import Codebooks
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.states import states
from workbench.coding.apply import Applied, checked_span, put
from workbench.coding.new_codes import made
from workbench.errors import BadInput
from workbench.progress import Tell, silent
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing
from workbench.visible import plural

_AT_ONCE = 500
"""After so many passages it is told how far the work is."""


class PlacesIn(NamedTuple):
    """Passages of a transcript.

    Attributes:
        transcript: The transcript's name.
        revision_id: The text in which they were chosen.
        spans: The passages, in code points of that text.
    """

    transcript: str
    revision_id: UUID
    spans: tuple[Span, ...]


def apply_all(
    study: Study,
    places: Sequence[PlacesIn],
    codes: Sequence[str],
    *,
    new: NewCode | None = None,
    progress: Tell = silent,
) -> list[Applied]:
    """Put each code on each passage of all these transcripts, as one step, or do nothing.

    Args:
        study: The study; its coder codes.
        places: The passages by transcript; each transcript stands once.
        codes: Ids of codes in a codebook of the study.
        new: A code to be made, which is put on them as well.
        progress: Told how many passages are coded, and in which transcript; what it raises breaks the step off.

    Returns:
        What became of each code on each passage; a coding that was there already is left as it is and not `new`.

    Raises:
        NotFound: There is no such transcript, code or codebook.
        BadInput: No passage or no code is given, a passage lies outside the text or holds no words, or the new code
            would be a fault.
        Refused: A transcript has another text by now than that in which the passages were chosen; a code was retired
            or split, there is a code of the new one's name, or the codebook was changed outside meanwhile.
    """
    if not any(one.spans for one in places) or (not codes and new is None):
        raise BadInput("There is nothing to code.", "Accept passages, and choose a code.")
    books = states.current(study)
    ids = [books.to_put_on(code).id for code in codes]
    with study.read() as session:
        texts = [listing.find_text(session, one.transcript, revision_id=one.revision_id) for one in places]
    checked = [
        (text, [checked_span(text.text, *span) for span in one.spans]) for text, one in zip(texts, places, strict=True)
    ]
    coder_id, where = study.coder_id(), _in_words(places)
    if new is not None:
        with made(study, new) as (adding, code):
            wanted = [*ids, code]
            adding.work.sentence = f"{adding.work.sentence} and coded {where} with {adding.books.called(wanted)}"
            return _put_all(adding.work.session, adding.books, coder_id, checked, wanted, progress)
    with study.step(f"Coded {where} with {books.called(ids)}") as work:
        return _put_all(work.session, books, coder_id, checked, ids, progress)


def _put_all(
    session: Session,
    books: Codebooks,
    coder_id: UUID,
    checked: Sequence[tuple[listing.TextFound, list[Span]]],
    codes: Sequence[str],
    progress: Tell,
) -> list[Applied]:
    done: list[Applied] = []
    total = sum(len(spans) for _, spans in checked)
    for text, spans in checked:
        for some in _portions(spans):
            progress(len(done) // len(codes), total, text.name)
            done += put(session, books, coder_id, text, some, codes)
    return done


def _portions(spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    for start in range(0, len(spans), _AT_ONCE):
        yield spans[start : start + _AT_ONCE]


def _in_words(places: Sequence[PlacesIn]) -> str:
    passages = plural(sum(len(set(one.spans)) for one in places), "passage")
    if len(places) == 1:
        return f"{passages} of {places[0].transcript}"
    return f"{passages} in {plural(len(places), 'transcript')}"
