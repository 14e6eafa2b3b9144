"""Quotations held against all transcripts of a study. Pure.

Each transcript is gone through at most twice, whatever the number of quotations: once for words that stand there as
they are printed, and, for quotations of which that found nothing, once for stretches of them. Where many of these stand
close together is the passage that such a quotation is compared with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from workbench.progress import Tell, silent
from workbench.report.facts import TranscriptRow
from workbench.report.quotation import turns_in
from workbench.report.verify.assessing import UNMARKED, Assessed, Quoted
from workbench.report.verify.claims import Claim, Fit, fits, speaker_of
from workbench.report.verify.losing import with_denials
from workbench.report.verify.nearest import Near, nearest_in
from workbench.report.verify.placing import anywhere, placed_at
from workbench.report.verify.rules import Rules, redacted_in, withheld, without
from workbench.report.verify.seeking import Seeker, width_for
from workbench.report.verify.source import Source, Tidy
from workbench.report.verify.verdicts import LONGEST, Judged, Verdict, readable
from workbench.report.verify.wording import without_fillers
from workbench.spans import Span
from workbench.visible import beginning

LIKE = 0.7
"""Where so great a share of its letters stands in one passage, in order, a quotation was that passage once."""

_SPREAD = 2
"""A few words that stand over so many times their own length were not said so: they stand everywhere."""

_SHOWN = 0.45
"""A passage that is less like it is not shown as the nearest."""

_NEARLY = 0.85
"""What is so like a quotation is not looked for in pieces that are far apart."""

_ROUND = 300
"""So many characters on either side of stretches that were found are looked at."""

_APART = 2_000
"""Stretches that are further apart, in characters, are looked at each for themselves first."""

_WINDOW = 16
"""Of long quotations stretches of so many letters, three or four words, are looked for; of shorter ones half as many,
and of those of a few words, where somebody is named for them, a quarter."""

_FEW_LETTERS = 24
"""Fewer letters are a few words."""

_MOST_OF = 0.6
"""Where so many of a quotation's stretches are found in a passage, it is compared with all of it."""

_NOWHERE = Judged(Verdict.NOT_FOUND, ("it stands in no transcript",))

_MOST_SEEN, _MOST_HITS, _MOST_PASSAGES = 30, 3_000, 6


class _Hit(NamedTuple):
    transcript: int
    place: int
    window: int


def judged(
    quotations: Sequence[Quoted], transcripts: Sequence[TranscriptRow], rules: Rules, *, progress: Tell = silent
) -> list[Judged]:
    """What is found of each quotation.

    Args:
        quotations: The quotations; one without words is not found.
        transcripts: The study's transcripts.
        rules: What holds in the study.
        progress: Told of each transcript that was gone through.
    """
    matcher = _Matcher(quotations, transcripts, rules, progress)
    matcher.look_at_places()
    matcher.look_for_words()
    matcher.look_for_likeness()
    matcher.settle()
    return [one or its for one, its in zip(_said_by_each(matcher, progress), matcher.best, strict=True)]


def _said_by_each(matcher: _Matcher, progress: Tell) -> list[Judged | None]:
    """Of quotations of several people, or waves, that are of one only: what is found where each has said them alone."""
    found: list[Judged | None] = [None] * len(matcher.best)
    alone: list[tuple[int, Claim, Quoted]] = []
    for number, (quoted, its) in enumerate(zip(matcher.quotations, matcher.best, strict=True)):
        if its.verdict is Verdict.WRONG_ATTRIBUTION and quoted.claim is not None and len(quoted.labels) == 1:
            claims = _one_by_one(quoted.claim)
            alone += [(number, claim, replace(quoted, claim=claim, place=None)) for claim in claims]
    if not alone:
        return found
    every = judged([quoted for _, _, quoted in alone], matcher.transcripts, matcher.rules, progress=progress)
    for number in {number for number, _, _ in alone}:
        each = [(claim, one) for (at, claim, _), one in zip(alone, every, strict=True) if at == number]
        right = [(claim, one) for claim, one in each if not one.verdict.is_fault]
        if _all_named(claim for claim, _ in right) == _all_named(claim for claim, _ in each):
            found[number] = max((one for _, one in right), key=_rank)
    return found


def _one_by_one(claim: Claim) -> list[Claim]:
    """An attribution for each of the people and waves that one names; none where it names one of either at most."""
    people = [replace(claim, people=one.people, named=one.by_name, several=(one,)) for one in claim.each] or [claim]
    each = [replace(one, waves=frozenset((wave,))) for one in people for wave in claim.waves] or people
    return each if len(each) > 1 else []


def _all_named(claims: Iterable[Claim]) -> set[object]:
    return {what for claim in claims for what in (claim.several, claim.waves)}


def _rank(one: Judged) -> int:
    return one.verdict.rank


class _Passage(NamedTuple):
    row: TranscriptRow
    span: Span
    windows: int
    may_be: bool


class _Matcher:
    def __init__(
        self, quotations: Sequence[Quoted], transcripts: Sequence[TranscriptRow], rules: Rules, progress: Tell
    ) -> None:
        self.quotations, self.transcripts, self.rules, self._progress = quotations, transcripts, rules, progress
        self.best = [_NOWHERE] * len(quotations)
        self._nearest: dict[int, tuple[TranscriptRow, Near]] = {}
        self._row_of = {row.name: row for row in transcripts}
        self._part = lru_cache(maxsize=64)(self._prepare)

    def look_at_places(self) -> None:
        """Compare the quotations of which it is known where they come from with what stands there."""
        for number, quoted in enumerate(self.quotations):
            if quoted.place is None or not quoted.wording.pieces or quoted.place.transcript not in self._row_of:
                continue
            row = self._row_of[quoted.place.transcript]
            span = Span(max(0, quoted.place.start - _ROUND), min(len(row.text), quoted.place.end + _ROUND))
            for tidy in Tidy:
                self._place(number, row, span, tidy)
                if self._is_settled(number):
                    break
            else:
                near = nearest_in(self._part(row.name, *span, Tidy.NOTHING), quoted.wording, whole=True)
                if near is not None:
                    self._nearest[number] = row, near

    def _is_settled(self, number: int) -> bool:
        """Whether a quotation needs to be looked for no further. Of one that has a place it is known which it is."""
        has_place = self.quotations[number].place is not None
        return self.best[number].verdict.rank <= (Verdict.CHECK if has_place else Verdict.SHORTENED).rank

    def look_for_words(self) -> None:
        """Find the quotations whose words stand in a transcript as they are."""
        seeker: Seeker[int] = Seeker()
        for number, quoted in enumerate(self.quotations):
            if quoted.wording.pieces and not self._is_settled(number):
                letters = quoted.wording.pieces[quoted.wording.longest].letters
                seeker.add(letters, number, width_for(len(letters)))
        seen = [0] * len(self.quotations)
        if not seeker:
            return
        for row in self._rows("Looking for the words"):
            source = Source(row)
            for at, number in seeker.found_in(source.letters):
                if self._is_settled(number) or (seen[number] > _MOST_SEEN and not self._may_be(number, row)):
                    continue
                quoted = self.quotations[number]
                placed = placed_at(source.letters, quoted.wording, at)
                if placed is not None:
                    seen[number] += 1
                    self._keep(number, Assessed(self.rules, quoted, source, placed, Tidy.NOTHING).judged())

    def look_for_likeness(self) -> None:
        """Find what is like the quotations that were not found, or found in words that are another's or kept back."""
        open_ones = [number for number, one in enumerate(self.best) if one.verdict.is_fault]
        open_ones = [number for number in open_ones if self.quotations[number].wording.pieces]
        if not open_ones:
            return
        seeker: Seeker[tuple[int, int]] = Seeker()
        windows: dict[int, int] = {}
        for number in open_ones:
            sought = _windows(self.quotations[number])
            windows[number] = len(sought)
            for window, letters in enumerate(sought):
                seeker.add(letters, (number, window), len(letters))
        hits: dict[int, list[_Hit]] = defaultdict(list)
        for at, row in enumerate(self._rows("Looking for what is like the rest")):
            source = Source(row)
            for letter, (number, window) in seeker.found_in(source.letters):
                if len(hits[number]) < _MOST_HITS or self._may_be(number, row):
                    hits[number].append(_Hit(at, int(source.letters.places[letter]), window))
        for number in open_ones:
            for passage in self._passages(number, hits.get(number, [])):
                self._compare(number, passage, windows[number])
                if self.best[number].verdict.rank <= Verdict.SHORTENED.rank:
                    break

    def _prepare(self, transcript: str, start: int, end: int, tidy: Tidy) -> Source:
        row = self._row_of[transcript]
        return Source(row, Span(max(0, start), min(len(row.text), end)), tidy, self.rules.fillers)

    def _rows(self, what: str) -> Iterator[TranscriptRow]:
        for at, row in enumerate(self.transcripts):
            self._progress(at, len(self.transcripts), what)
            yield row

    def _may_be(self, number: int, row: TranscriptRow) -> bool:
        """Whether a quotation may be from a transcript, by its attribution."""
        claim = self.quotations[number].claim
        if claim is None or (claim.waves and row.wave is not None and row.wave not in claim.waves):
            return claim is None
        return claim.people is None or bool(claim.people & {*row.participants, *_speakers(row)})

    def _keep(self, number: int, found: Judged) -> None:
        if found.verdict.rank < self.best[number].verdict.rank:
            self.best[number] = found

    def _passages(self, number: int, hits: Sequence[_Hit]) -> list[_Passage]:
        """The passages that a quotation is compared with, the likest first."""
        wanted, is_short = self.quotations[number].wording, _is_short(self.quotations[number])
        # A few words stand close together, and each of them stands everywhere.
        reach = 3 * len(wanted.text) if is_short else len(wanted.text) + _APART
        by_transcript: dict[int, list[_Hit]] = defaultdict(list)
        for hit in hits:
            by_transcript[hit.transcript].append(hit)
        found: list[_Passage] = []
        for transcript, its_hits in by_transcript.items():
            row = self.transcripts[transcript]
            groups = _close_together(its_hits, reach)
            together = len({hit.window for hit in its_hits})
            if (
                not is_short
                and len(groups) > 1
                and together > max(len({hit.window for hit in group}) for group in groups)
            ):
                groups.append(its_hits)
            for group in groups:
                room = len(wanted.text) + _ROUND
                span = Span(max(0, group[0].place - room), min(len(row.text), group[-1].place + room))
                found.append(_Passage(row, span, len({hit.window for hit in group}), self._may_be(number, row)))
        found.sort(key=lambda one: (-one.windows, not one.may_be, one.span.length, one.row.name, one.span.start))
        most = 2 * _MOST_PASSAGES if is_short else _MOST_PASSAGES
        return found[:most] + [one for one in found[most:] if one.may_be][:2]

    def _compare(self, number: int, passage: _Passage, windows: int) -> None:
        quoted, row = self.quotations[number], passage.row
        for tidy in (Tidy.NOTES, Tidy.FILLERS):
            self._place(number, row, passage.span, tidy)
        if self.best[number].verdict is not Verdict.NOT_FOUND:
            return
        is_most = passage.windows >= _MOST_OF * windows
        source = self._part(row.name, *passage.span, Tidy.NOTHING)
        near = nearest_in(source, quoted.wording)
        if is_most and (near is None or near.likeness < _NEARLY):
            # Much of it may be missing in the middle.
            whole = nearest_in(source, quoted.wording, whole=True)
            near = whole if near is None or (whole is not None and whole.likeness > near.likeness) else near
        if near is not None and near.likeness > self._likeness(number):
            self._nearest[number] = row, near

    def _place(self, number: int, row: TranscriptRow, span: Span, tidy: Tidy) -> None:
        """Look for a quotation's words in a passage from which something was left out."""
        quoted = self.quotations[number]
        wanted = without_fillers(quoted.wording, self.rules.fillers) if tidy is Tidy.FILLERS else quoted.wording
        if not wanted.pieces:
            return
        source = self._part(row.name, *span, tidy)
        for placed in anywhere(source.letters, wanted):
            found = Assessed(self.rules, replace(quoted, wording=wanted), source, placed, tidy).judged()
            # What was found between fillers may have others than were said.
            if tidy is not Tidy.FILLERS or self._only_leaves_out(quoted, row, found):
                self._keep(number, found)

    def _likeness(self, number: int) -> float:
        return self._nearest[number][1].likeness if number in self._nearest else 0.0

    def _only_leaves_out(self, quoted: Quoted, row: TranscriptRow, found: Judged) -> bool:
        """Whether a passage has all the words of a quotation, in order, and perhaps more."""
        if found.start is None or found.end is None:
            return False
        words = self._part(row.name, found.start - _ROUND, found.end + _ROUND, Tidy.NOTHING).letters
        there = iter([words.text[start:end] for start, end in words.words()])
        letters = quoted.wording.folded
        return all(letters.text[start:end] in there for start, end in letters.words())

    def settle(self) -> None:
        """Say of what was not found what is nearest to it."""
        for number, (row, near) in self._nearest.items():
            if self.best[number].verdict is Verdict.NOT_FOUND:
                self.best[number] = self._of_near(self.quotations[number], row, near)

    def _of_near(self, quoted: Quoted, row: TranscriptRow, near: Near) -> Judged:
        is_like = near.likeness >= LIKE and not (
            _is_short(quoted) and near.span.length > _SPREAD * len(quoted.wording.text)
        )
        voices = [speaker_of(row, turn) for turn in turns_in(near.span, row.all_turns)]
        kept_back = withheld(self.rules, row, [near.span], voices)
        if kept_back and is_like:
            return Judged(Verdict.NOT_FOR_QUOTATION, (kept_back, "other words than were said"), row.name, *near.span)
        if kept_back or near.likeness < _SHOWN:
            return _NOWHERE
        near = self._with_denials(row, near)
        hidden = redacted_in(self.rules, row, [near.span])
        words = beginning(" ".join(without(row.text, near.span, hidden).split()), LONGEST)
        reasons = _NOWHERE.reasons
        if is_like:
            is_shorter = all(one.kind != "printed" for one in near.difference)
            reasons = (UNMARKED if is_shorter else "other words than were said",)
            # What the interviewer says in between is nobody's to be quoted.
            told = [voice for voice in voices if not voice.interviewer] or voices
            if quoted.claim is not None and fits(quoted.claim, row, told) is Fit.NO:
                reasons = (*reasons, "and by another than it is attributed to")
            if hidden:
                reasons = (*reasons, "the difference is not shown, as words there are redacted")
        verdict = Verdict.DIFFERS if is_like else Verdict.NOT_FOUND
        return Judged(verdict, reasons, row.name, *near.span, words, () if hidden else readable(near.difference))

    def _with_denials(self, row: TranscriptRow, near: Near) -> Near:
        """What is nearest with the words beside it that turn it, where these may be shown: they are missing, too."""
        turns = turns_in(near.span, row.all_turns)
        if not turns:
            return near
        whole = Span(min(turns[0].start, near.span.start), max(turns[-1].end, near.span.end))
        wide = with_denials(row.text, near.span, whole, language=self.rules.language_of(row))
        if withheld(self.rules, row, [wide], [speaker_of(row, turn) for turn in turns]):
            return near
        return near.widened(wide, row.text)


def _is_short(quoted: Quoted) -> bool:
    """Whether it is a few words, for which somebody is named: of these a single one changed is half of them."""
    is_attributed = quoted.claim is not None and not quoted.claim.loose
    return is_attributed and quoted.wording.letters < _FEW_LETTERS


def _windows(quoted: Quoted) -> list[str]:
    """Stretches of a quotation that are looked for by themselves, one from each word."""
    wanted = quoted.wording
    widest = _WINDOW if wanted.letters >= 4 * _WINDOW else _WINDOW // 2
    width = width_for(wanted.letters, _WINDOW // 4 if _is_short(quoted) else widest)
    found = list[str]()
    for number, piece in enumerate(wanted.pieces):
        found += [piece.letters[at : at + width] for at in wanted.starts(number) if at + width <= len(piece.letters)]
        if len(piece.letters) >= width:
            found.append(piece.letters[-width:])
    return list(dict.fromkeys(found))


def _close_together(hits: Sequence[_Hit], reach: int) -> list[list[_Hit]]:
    """Hits in the order of the text, those in a group not further apart than that from first to last."""
    groups: list[list[_Hit]] = []
    for hit in sorted(hits, key=lambda one: one.place):
        if groups and hit.place - groups[-1][0].place <= reach:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return groups


def _speakers(row: TranscriptRow) -> set[str]:
    return set(chain.from_iterable(turn.participants for turn in row.turns))
