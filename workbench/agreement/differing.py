"""The passages of a study on which coders differ, and what one reads to settle them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple
from uuid import UUID

from workbench import sight
from workbench.agreement import gathering
from workbench.agreement.decision_ids import decision_id
from workbench.agreement.disagreements import Disagreement, Kind, disagreements
from workbench.agreement.frame import spoken
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.coding.extracts import marked_passages
from workbench.progress import Tell, silent
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing
from workbench.transcripts.lines import ONE_LINE, InLines, lines_in
from workbench.visible import one_line


class Put(NamedTuple):
    """What a coder put on a passage.

    Attributes:
        coder: The coder's name.
        code: Today's id of the code.
        spans: Where, in code points of the transcript's text.
    """

    coder: str
    code: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Differing:
    """A passage on which coders differ.

    Attributes:
        kind: In what.
        transcript: The transcript's name.
        revision_id: Its text.
        span: From the first to the last character that any of them coded there, in code points of the text.
        puts: Who put which code where.
        size: On how many of the characters that are compared they differ.
        coders: The names of all who coded the transcript, in the order in which they were named.
        text: What names the text: its hash, and the transcript's name where several have that very text.
        lines: From which to which line of the transcript it goes, as screens, commands and paper number them.
    """

    kind: Kind
    transcript: str
    revision_id: UUID
    span: Span
    puts: tuple[Put, ...]
    size: int
    coders: tuple[str, ...]
    text: tuple[str, ...] = ()
    lines: InLines = ONE_LINE

    @property
    def place(self) -> str:
        """Where it is, for people: the transcript, and its lines."""
        return f"{one_line(self.transcript)}, {self.lines.in_words}"

    @property
    def id(self) -> UUID:
        """By what people name it, and every machine: the same as long as they differ just there and in just this."""
        return decision_id(self.text, self.span, self.codes, self.coders)

    @property
    def codes(self) -> tuple[str, ...]:
        """Today's ids of the codes concerned."""
        return tuple(dict.fromkeys(put.code for put in self.puts))

    @property
    def by(self) -> tuple[str, ...]:
        """The names of those who coded there, with whichever of the codes."""
        having = {put.coder for put in self.puts}
        return tuple(name for name in self.coders if name in having)


@dataclass(frozen=True)
class Differences:
    """Where coders differ in a study.

    Attributes:
        coders: Their names, in the order in which they were named.
        passages: The passages, largest first.
        books: The codebooks.
        revisions: The texts on which they are compared.
    """

    coders: tuple[str, ...]
    passages: tuple[Differing, ...]
    books: Codebooks
    revisions: frozenset[UUID]

    def of(self, code: str) -> tuple[Differing, ...]:
        """The passages of one code, largest first; those with another code on the same words are of both."""
        return tuple(one for one in self.passages if code in one.codes)


def differences(
    study: Study,
    coders: Sequence[str],
    *,
    sample: str | bool | None = None,
    include_interviewer: bool = False,
    tell: Tell = silent,
    gathered: gathering.Gathered | None = None,
) -> Differences:
    """Where coders differ, on the transcripts and words on which `comparison.compare` compares them.

    It is asked of every character, whatever the unit of the comparison is. Where nothing but white space is coded by
    one and not by the other they do not differ.

    Args:
        study: The study; its coder is who looks.
        coders: Two or more names.
        sample: As for `gathering.gathered`.
        include_interviewer: Whether what interviewers said belongs to it too.
        tell: Told how many transcripts are done.
        gathered: What they coded, where that was read already.

    Raises:
        BadInput: Fewer than two coders are named, or one twice.
        NotFound: Somebody of those has not worked in the study, or no transcript was coded by two of them.
        Refused: The sample is open.
    """
    gathered = gathered or gathering.gathered(study, coders, sample=sample)
    people, books, codings, texts = gathered.people, gathered.books, gathered.codings, gathered.texts
    with study.read() as session:
        several = listing.texts_of_several(session)
    by_text: dict[UUID, dict[UUID, dict[str, list[tuple[int, int]]]]] = defaultdict(lambda: defaultdict(dict))
    for (who, code), by_revision in codings.items():
        for revision_id, places in by_revision.items():
            by_text[revision_id][who].setdefault(code, []).extend(places)
    found = []
    for number, text in enumerate(texts):
        tell(number, len(texts), text.name)
        present = [who for who, coded in zip(people, gathered.coded, strict=True) if coded[number]]
        line = _Line([Span(one.start, one.end) for one in spoken(text) if include_interviewer or not one.interviewer])
        laid = [{code: line.laid(places) for code, places in by_text[text.revision_id][who].items()} for who in present]
        names = tuple(people[who] for who in present)
        named = (text.text_sha256, text.name) if text.text_sha256 in several else (text.text_sha256,)
        found += [
            _told(one, text, line, names, named) for one in disagreements(laid) if not _is_blank(one, text.text, line)
        ]
    found.sort(key=lambda one: -one.size)
    return Differences(tuple(people.values()), tuple(found), books, frozenset(text.revision_id for text in texts))


class _Line:
    """The words of a text that are compared, laid end to end: positions on it, and back again."""

    def __init__(self, pieces: Sequence[Span]) -> None:
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._before = [0, *accumulate(piece.length for piece in pieces)]

    def laid(self, places: Collection[tuple[int, int]]) -> list[Span]:
        """Spans of the text as spans of the line; what holds nothing of it is left out."""
        found = (Span(self._position(start), self._position(end)) for start, end in places)
        return [span for span in found if span.length > 0]

    def _position(self, place: int) -> int:
        at = bisect_right(self._starts, place) - 1
        return self._before[at] + min(place - self._starts[at], self._pieces[at].length) if at >= 0 else 0

    def back(self, span: Span) -> Span:
        """From the first to the last character of a span of the line, in the text."""
        pieces = list(self.pieces(span))
        return Span(pieces[0].start, pieces[-1].end)

    def pieces(self, span: Span) -> Iterator[Span]:
        """A span of the line as spans of the text."""
        first, last = bisect_right(self._before, span.start) - 1, bisect_right(self._before, span.end - 1) - 1
        for at in range(first, last + 1):
            shift = self._starts[at] - self._before[at]
            yield Span(
                max(span.start, self._before[at]) + shift,
                min(span.end, self._before[at + 1]) + shift,
            )


def _is_blank(one: Disagreement, text: str, line: _Line) -> bool:
    """Whether they differ in white space only."""
    spans = (span for some in one.differs.values() for span in some)
    return not any(piece.of(text).strip() for span in spans for piece in line.pieces(span))


def _told(
    one: Disagreement, text: listing.SpokenText, line: _Line, names: tuple[str, ...], named: tuple[str, ...]
) -> Differing:
    puts = tuple(Put(names[held.coder], held.code, tuple(map(line.back, held.spans))) for held in one.held)
    span = line.back(one.span)
    its = (one.kind, text.name, text.revision_id, span, puts, one.size, names)
    return Differing(*its, named, lines_in(text.lines, *span))


class Passage(NamedTuple):
    """A passage on which coders differ, with what one reads to settle it.

    Attributes:
        differing: The passage.
        words: Its words.
        before: The words before it.
        after: The words behind it.
        speakers: Who speaks, as the transcript calls them.
        beside: By coder, the other codes they put on any of these words, by today's id.
        memos: Who noted what on their codings there: coder, code, note.
        not_for_quotation: Whether any part of it is marked as not for quotation.
    """

    differing: Differing
    words: str
    before: str
    after: str
    speakers: tuple[str, ...]
    beside: Mapping[str, tuple[str, ...]]
    memos: tuple[tuple[str, str, str], ...]
    not_for_quotation: bool


def passages(study: Study, those: Sequence[Differing], books: Codebooks, *, around: int = 0) -> list[Passage]:
    """Passages with their words; only these are read, a page of them.

    Args:
        study: The study; its coder is who looks.
        those: The passages.
        books: The codebooks.
        around: So many code points before and after each are given as well.
    """
    revisions = {one.revision_id for one in those}
    if not revisions:
        return []
    with study.read() as session:
        texts = listing.spoken(session, revisions)
        sealed = marked_passages(session)
        by_text: dict[UUID, list[sight.SeenCoding]] = defaultdict(list)
        for coding in sight.codings(session, study, revisions=revisions):
            by_text[coding.revision_id].append(coding)
    return [
        _passage(one, texts[one.revision_id], by_text[one.revision_id], sealed.get(one.revision_id, ()), books, around)
        for one in those
        if one.revision_id in texts
    ]


def _passage(
    one: Differing,
    text: listing.SpokenText,
    codings: Sequence[sight.SeenCoding],
    sealed: Collection[Span],
    books: Codebooks,
    around: int,
) -> Passage:
    beside: dict[str, dict[str, None]] = {}
    memos = []
    for coding in codings:
        if coding.coder not in one.coders or not one.span.overlaps(Span(coding.start, coding.end)):
            continue
        code = books.lineage.today(coding.code)
        if code not in one.codes:
            beside.setdefault(coding.coder, {})[code] = None
        elif coding.memo.strip():
            memos.append((coding.coder, code, coding.memo.strip()))
    start, end = one.span
    labels = dict.fromkeys(turn.label or "" for turn in text.turns_in(start, end))
    return Passage(
        one,
        one.span.of(text.text),
        text.text[max(0, start - around) : start],
        text.text[end : end + around],
        tuple(filter(None, labels)),
        {name: tuple(codes) for name, codes in beside.items()},
        tuple(memos),
        any(one.span.overlaps(mark) for mark in sealed),
    )


def reference(study: Study, one: Differing, code: str) -> UUID | None:
    """A coding of the passage, by which a codebook can name it without its words; None where there is none any more.

    Args:
        study: The study; its coder is who looks.
        one: The passage.
        code: Today's id of the code that the coding is to have.
    """
    today = states.current(study).lineage.today
    with study.read() as session:
        for coding in sight.codings(session, study, revisions=[one.revision_id]):
            here = Span(coding.start, coding.end).overlaps(one.span)
            if here and coding.coder in one.coders and today(coding.code) == code:
                return coding.id
    return None
