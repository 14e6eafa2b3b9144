"""Differences by the ids that people type, and words of them by what they type of these."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from workbench.agreement.consensus import Settled
from workbench.agreement.differing import Differences, Differing
from workbench.coding.apply import find_place, place_of_quote
from workbench.errors import NotFound
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing
from workbench.typed_ids import find_id
from workbench.visible import one_line


def find_differences(found: Differences, settled: Settled, ids: Sequence[str]) -> list[Differing]:
    """The differences that ids, or the beginnings of ids, mean; each once.

    Args:
        found: Where coders differ.
        settled: What was decided of that.
        ids: What was typed.

    Raises:
        BadInput: One is no id, or several begin so.
        NotFound: There is no such difference, or no more.
    """
    known = {one.id: one for one in found.passages}
    gone = {one.id for one in settled.outdated}

    def between(first: UUID, last: UUID) -> list[UUID]:
        return [one for one in (*known, *gone - known.keys()) if first <= one <= last]

    meant = dict.fromkeys(
        find_id(text, between, what="difference", command="See: workbench consensus list") for text in ids
    )
    missing = next((one for one in meant if one not in known), None)
    if missing is None:
        return [known[one] for one in meant]
    who = " and ".join(map(one_line, found.coders))
    why = _OUTDATED if missing in gone else _WHY
    raise NotFound(
        f"{who} do not differ in {missing} any more, or never did.", why, command="See: workbench consensus list"
    )


_OUTDATED = "A coding there was changed after it was settled, or it was settled on other words or between others."
_WHY = "A coding there was changed, or it is a difference of others, or on other transcripts."


def place_in(study: Study, one: Differing, *, quote: str | None, start: int | None, end: int | None) -> Span:
    """The words that a quote or a pair of offsets names; a quote is looked for in the passage first.

    Args:
        study: The study.
        one: The passage.
        quote: The words.
        start: Where they begin in the transcript.
        end: Where they end (exclusive).

    Raises:
        BadInput: Neither or both were given, or the quote stands there more than once.
        NotFound: It does not stand in the transcript.
    """
    if quote is not None and start is None and end is None:
        with study.read() as session:
            text = listing.find_text(session, one.transcript, revision_id=one.revision_id).text
        try:
            found = place_of_quote(one.span.of(text), quote, transcript=one.transcript)
        except NotFound:
            pass  # Also what begins before the passage may be meant.
        else:
            return Span(one.span.start + found.start, one.span.start + found.end)
    return find_place(study, one.transcript, quote=quote, start=start, end=end)
