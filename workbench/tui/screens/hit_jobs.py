"""What is done in threads with the hits of a search: they are found, made ready to be looked through, and coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from textual.message import Message

from workbench import coding
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.coding import Hit, NewCode, reading
from workbench.coding.finding import (
    PASSAGE_KINDS,
    HitsFound,
    PassageKind,
    find_hits,
    passage_of,
    passages_of,
    texts_of,
)
from workbench.coding.place import digits_now
from workbench.progress import Tell, silent
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts.finding import Switches
from workbench.transcripts.units import MeaningUnits
from workbench.tui.screens import coding_jobs as jobs
from workbench.visible import one_line, plural


class Found(Message):
    """The hits of words in a transcript."""

    def __init__(self, found: HitsFound, words: str) -> None:
        self.found, self.words = found, words
        super().__init__()


class Ready(Message):
    """What looking through hits needs.

    Attributes:
        books: The codebooks.
        recent: The codes the coder used last, latest first.
        digits: The key that stands for a code while coding.
        texts: The texts of the hits, by revision.
        spans: What would be coded of each hit.
    """

    def __init__(
        self,
        books: Codebooks,
        recent: tuple[str, ...],
        digits: Mapping[str, str],
        texts: Mapping[UUID, MeaningUnits],
        spans: Mapping[PassageKind, Sequence[Span]],
    ) -> None:
        self.books, self.recent, self.digits, self.texts, self.spans = books, recent, digits, texts, spans
        super().__init__()


def find(study: Study, transcript: str, words: str, switches: Switches) -> Message:
    """Find words in a transcript."""
    return Found(find_hits(study, words, switches, transcripts=[transcript]), words)


def prepare(study: Study, hits: Sequence[Hit]) -> Message:
    """Read what looking through hits needs."""
    books, texts = states.current(study), texts_of(study, hits)
    recent = reading.counted(study).recent
    digits = digits_now(study, recent, {code.id for code in books.living()})
    spans = {kind: [passage_of(hit, kind, texts[hit.revision_id]) for hit in hits] for kind in PASSAGE_KINDS}
    known = {code: str(digit) for digit, code in enumerate(digits, start=1) if code is not None}
    return Ready(books, recent, known, texts, spans)


def code(
    study: Study,
    accepted: Sequence[Hit],
    kind: PassageKind,
    texts: Mapping[UUID, MeaningUnits],
    codes: Sequence[str],
    names: Mapping[str, str],
    *,
    new: NewCode | None = None,
    tell: Tell = silent,
) -> Message:
    """Put codes on the passages of the hits that were accepted.

    Args:
        study: The study.
        accepted: The hits.
        kind: What is coded of each.
        texts: Their texts, by revision.
        codes: The codes.
        names: The codes' names by id.
        new: A code to be made as well.
        tell: Is told how far it is.
    """
    places = passages_of(accepted, kind, texts)
    done = coding.apply_all(study, places, codes, new=new, progress=tell)
    put_on = tuple(dict.fromkeys(one.code for one in done))
    named = ", ".join(one_line(names.get(one, new.name if new is not None else one)) for one in put_on)
    made, there = sum(one.new for one in done), sum(not one.new for one in done)
    if not made:
        return jobs.NothingDone(f"All of it is coded with {named} already; nothing was changed", put_on)
    passages = plural(len({(one.transcript, one.span) for one in done}), "passage")
    already = f"; {plural(there, 'coding')} stood there already" if there else ""
    return jobs.Done(f"Coded {passages} with {named}{already}; {jobs.BACK}", put_on)
