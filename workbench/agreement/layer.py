"""The layer of what coders settled, as codings: a lead coder's, and where that coder settled a difference, the outcome.

Nothing of it is stored but the decisions; it is put together anew each time, and nobody's own codings are changed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_samples
from workbench.agreement.basis import NO_SAMPLE
from workbench.agreement.before_after import extents
from workbench.agreement.consensus import Agreed, Decided, about, decisions, holds, standing
from workbench.agreement.differing import Differing, differences
from workbench.agreement.frame import spoken
from workbench.agreement.gathering import Gathered
from workbench.agreement.sample_list import samples
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.coding import Extract
from workbench.coding.extracts import as_extracts
from workbench.errors import NotFound
from workbench.model import ConsensusCoding, Passage
from workbench.sight import SeenCoding
from workbench.spans import Span, trimmed, union
from workbench.store.database import portions
from workbench.study import Study, find_coder, same_coder
from workbench.transcripts import listing

CONSENSUS = "consensus"
"""Whose codings those are called that were settled."""

_NAMESPACE = UUID("5f0c6f5e-6a0e-5b0d-9a40-0b6e2f6c3f0a")


@dataclass(frozen=True)
class Layer:
    """What a lead coder coded, and where that coder settled a difference, what came of it.

    Attributes:
        lead: The lead coder's name.
        others: With whom the differences were settled.
        settled: How many passages were settled with the lead coder.
        outdated: How many decisions count for nothing, since codings there were changed afterwards.
        without_lead: How many passages were settled between others, which is no part of it.
        extracts: The codings, in the order of the transcripts; those that were settled have a coder called so.
        judged_as: By the passage of a coding that took the place of the lead's, the passage that had: what themes say
            of this one holds for it.
    """

    lead: str
    others: tuple[str, ...]
    settled: int
    outdated: int
    without_lead: int
    extracts: tuple[Extract, ...]
    judged_as: Mapping[UUID, UUID]


class _Piece(NamedTuple):
    """A coding in the layer, and the passage of the lead's whose place it took, if it did."""

    coding: SeenCoding
    instead: UUID | None = None

    @property
    def span(self) -> Span:
        return Span(self.coding.start, self.coding.end)


def consensus_layer(study: Study, lead: str) -> Layer:
    """The layer of what was settled, on a lead coder's codings.

    A decision counts as long as its coders differ there as they did, and where the lead coder was one of them: of what
    others settled among themselves the lead's codings say nothing. Of decisions that meet the later holds.

    Args:
        study: The study; its coder is who looks.
        lead: The lead coder.

    Raises:
        NotFound: Nobody of that name has coded, or no difference was settled with them.
    """
    lead_id = find_coder(study, lead)
    if lead_id is None:
        raise NotFound(f"Nobody called {lead!r} has coded in this study.", command="See: workbench history")
    books = states.current(study)
    with study.read() as session:
        there = {one.revision_id: one for one in listing.transcripts(session)}
    made = [one for one in decisions(study, there.keys(), books) if one.choice]
    theirs = [one for one in made if any(same_coder(who, lead) for who in one.about.coders)]
    held = holding(study, theirs, books)
    if not held:
        why = "codings were changed since where something was settled" if theirs else "nothing is settled yet"
        raise NotFound(
            f"There is no layer of what {lead} settled with others: {why}.",
            "Settle differences first, or print the lead coder's own codings.",
            command="See: workbench agreement A B --differences",
        )
    with study.read() as session:
        own = sight.codings(session, study, coder=lead)
        texts = listing.spoken(session, {one.revision_id for one, _ in held})
        ground = _Ground(lead, lead_id, books, texts, there, _outcomes(session, held, books))
    pieces = [_Piece(one) for one in own]
    for some in _in_turn(held):
        pieces = _settled_on(pieces, some, ground)
    found = as_extracts(study, books, [piece.coding for piece in pieces])
    others = sorted({who for one, _ in held for who in one.coders if not same_coder(who, lead)}, key=str.casefold)
    judged_as = {piece.coding.passage_id: piece.instead for piece in pieces if piece.instead is not None}
    return Layer(
        lead,
        tuple(others),
        len(held),
        len(theirs) - len(held),
        len(made) - len(theirs),
        tuple(found),
        {passage: instead for passage, instead in judged_as.items() if passage != instead},
    )


# Which decisions hold


def holding(study: Study, made: Sequence[Decided], books: Codebooks) -> list[tuple[Differing, Decided]]:
    """The decisions that count, each with its passage: those whose coders still differ there as they did.

    Differences depend on which words are compared: whole transcripts or what was drawn of one, with interviewers'
    words or without. Whichever it was when it was settled, it counts.

    Args:
        study: The study; its coder is who looks.
        made: The decisions.
        books: The codebooks.
    """
    by_coders: dict[frozenset[str], list[Decided]] = defaultdict(list)
    for one in made:
        by_coders[one.about.coders].append(one)
    ids = {who: its for coders in by_coders for who in coders if (its := find_coder(study, who)) is not None}
    with study.read() as session:
        spans = sight_samples.spans_coded(session, study, ids.values())
        codings: dict[tuple[UUID, str], dict[UUID, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        for each in spans:
            codings[each.coder_id, books.lineage.today(each.code)][each.revision_id].append((each.start, each.end))
        texts = listing.spoken(session, {one.about.revision_id for one in made})
    drawn = _stretches(study)
    held: list[tuple[Differing, Decided]] = []
    for coders, some in by_coders.items():
        people = {ids[who]: who for who in coders if who in ids}
        if len(people) < len(coders):
            continue
        theirs = {key: by_text for key, by_text in codings.items() if key[0] in people}
        left = {one.about: one for one in sorted(some, key=standing)}
        for revision_id in {one.about.revision_id for one in some} & texts.keys():
            for variant in _variants(texts[revision_id], drawn.get(revision_id, ())):
                for with_interviewer in (False, True):
                    ground = Gathered(people, books, theirs, [variant], (), ((True,),) * len(people), NO_SAMPLE)
                    differ = differences(study, (), include_interviewer=with_interviewer, gathered=ground)
                    those = [one for one in differ.passages if about(one) in left]
                    held += [(one, left.pop(about(one))) for one in those if holds(one, left[about(one)])]
    return held


def _stretches(study: Study) -> dict[UUID, list[Span]]:
    """What samples have of texts of which they have not all."""
    found: dict[UUID, list[Span]] = defaultdict(list)
    for sample in samples(study):
        for one in sample.transcripts:
            if one.start is not None and one.end is not None:
                found[one.revision_id].append(Span(one.start, one.end))
    return found


def _variants(text: listing.SpokenText, drawn: Iterable[Span]) -> Iterator[listing.SpokenText]:
    """A text, and the stretches of it that were drawn."""
    yield text
    for stretch in drawn:
        turns = (turn for turn in spoken(text) if stretch.start <= turn.start and turn.end <= stretch.end)
        yield replace(text, turns=tuple(turns))


# Putting what was settled in the place of what was coded


class _Ground(NamedTuple):
    """What the layer is put together from.

    Attributes:
        lead: The lead coder's name.
        lead_id: Their id.
        books: The codebooks.
        texts: The texts on which something was settled.
        there: All transcripts, by their texts.
        outcome: What was agreed on, by decision.
    """

    lead: str
    lead_id: UUID
    books: Codebooks
    texts: Mapping[UUID, listing.SpokenText]
    there: Mapping[UUID, listing.TranscriptFound]
    outcome: Mapping[UUID, Sequence[_Outcome]]

    def own(self, one: Differing) -> dict[str, list[Span]]:
        """What the lead coder has on a passage, by code."""
        found: dict[str, list[Span]] = defaultdict(list)
        for put in one.puts:
            if same_coder(put.coder, self.lead):
                found[put.code] += put.spans
        return {code: union(spans) for code, spans in found.items()}

    def is_on(self, piece: _Piece, revision_id: UUID, code: str) -> bool:
        """Whether a coding is one of a code on a text."""
        return piece.coding.revision_id == revision_id and self.books.lineage.today(piece.coding.code) == code

    def settled(self, one: Differing, outcome: _Outcome, taken: Sequence[_Piece]) -> _Piece:
        """A coding that was agreed on; it stands for that of the lead's with which it shares most, if with any."""
        span = outcome.span
        near = max(taken, key=lambda piece: shared_length(piece.span, span), default=None)
        instead = near.instead or near.coding.passage_id if near is not None else None
        item = self.there[one.revision_id]
        coding = SeenCoding(
            id=outcome.id,
            passage_id=outcome.passage_id,
            revision_id=one.revision_id,
            transcript_id=item.id,
            start=span.start,
            end=span.end,
            code=outcome.code,
            coder=CONSENSUS,
            coder_id=self.lead_id,
            memo="",
            made_at=outcome.made_at,
            removed_at=None,
            codebook_version="",
            transcript=item.name,
            wave=item.wave,
            row_version=0,
            codebook_state=None,
            looked_at=None,
        )
        return _Piece(coding, instead)

    def left_of(self, piece: _Piece, extent: Span) -> Iterator[_Piece]:
        """What of a coding lies outside of a passage, as far as anybody but interviewers says it."""
        start, end = piece.span
        text = self.texts[piece.coding.revision_id]
        for left in (Span(start, min(end, extent.start)), Span(max(start, extent.end), end)):
            if left.length <= 0:
                continue
            said = [
                Span(*left.cut_to(Span(turn.start, turn.end)) or (0, 0))
                for turn in text.turns_in(*left)
                if not turn.interviewer
            ]
            if any(span.of(text.text).strip() for span in said):
                span = trimmed(left, text.text)
                its = f"{piece.coding.id} {span.start} {span.end}"
                # It has no row and no passage of its own.
                coding = piece.coding._replace(
                    id=uuid5(_NAMESPACE, f"coding {its}"),
                    passage_id=uuid5(_NAMESPACE, f"passage {its}"),
                    start=span.start,
                    end=span.end,
                )
                yield _Piece(coding, piece.instead or piece.coding.passage_id)


class _Outcome(NamedTuple):
    """A code on words that coders agreed on."""

    id: UUID
    passage_id: UUID
    code: str
    span: Span
    made_at: dt.datetime


def shared_length(one: Span, other: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _in_turn(held: Sequence[tuple[Differing, Decided]]) -> list[list[tuple[Differing, Decided]]]:
    """What was settled by the same coders together; those whose latest decision is later come later, and hold."""
    groups: dict[frozenset[str], list[tuple[Differing, Decided]]] = defaultdict(list)
    for one, decided in held:
        groups[decided.about.coders].append((one, decided))
    return sorted(groups.values(), key=lambda some: max(decided.made_at for _, decided in some))


def _settled_on(pieces: list[_Piece], some: Sequence[tuple[Differing, Decided]], ground: _Ground) -> list[_Piece]:
    """Codings with what some coders settled in the place of the lead's own ones there.

    What is put in for one passage comes last: it is not to be taken out for the next.
    """
    put: list[_Piece] = []
    for one, decided in some:
        own, agreed, kept = ground.own(one), _by_code(decided.agreed), set[str]()
        taken: dict[str, list[_Piece]] = defaultdict(list)
        for code, extent in extents(one).items():
            if own.get(code) and own[code] == agreed.get(code):
                # As the lead coder has it: that coding stays, with its notes.
                kept.add(code)
                continue
            rest: list[_Piece] = []
            for piece in pieces:
                if ground.is_on(piece, one.revision_id, code) and piece.span.overlaps(extent):
                    taken[code].append(piece)
                    rest += ground.left_of(piece, extent)
                else:
                    rest.append(piece)
            pieces = rest
        for outcome in ground.outcome.get(decided.id, ()):
            same = any(
                ground.is_on(piece, one.revision_id, outcome.code) and piece.span == outcome.span for piece in pieces
            )
            if outcome.code not in kept and not same:
                put.append(ground.settled(one, outcome, taken[outcome.code]))
    return [*pieces, *put]


def _by_code(agreed: Iterable[Agreed]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for code, span in agreed:
        found[code].append(span)
    return {code: union(spans) for code, spans in found.items()}


def _outcomes(
    session: Session, held: Sequence[tuple[Differing, Decided]], books: Codebooks
) -> dict[UUID, list[_Outcome]]:
    """What was agreed on by decisions, as it is stored."""
    when = {decided.id: decided.made_at for _, decided in held}
    query = (
        sa.select(
            col(ConsensusCoding.decision_id),
            col(ConsensusCoding.id),
            col(ConsensusCoding.passage_id),
            col(ConsensusCoding.code),
            col(Passage.start),
            col(Passage.end),
        )
        .join(Passage, col(Passage.id) == ConsensusCoding.passage_id)
        .order_by(col(Passage.start), col(Passage.end), col(ConsensusCoding.code))
    )
    found: dict[UUID, list[_Outcome]] = defaultdict(list)
    for some in portions(when.keys()):
        for decision, row_id, passage_id, code, start, end in session.execute(
            query.where(col(ConsensusCoding.decision_id).in_(some))
        ):
            today = books.lineage.today(code)
            found[decision].append(_Outcome(row_id, passage_id, today, Span(start, end), when[decision]))
    return found
