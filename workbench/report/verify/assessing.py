"""What is to be said of a quotation that stands in a transcript: what was cut, and whose words it holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from workbench.prepared import inside_word
from workbench.report.facts import TurnRow
from workbench.report.quotation import turns_in
from workbench.report.verify.claims import Claim, Fit, Speaker, fits, speaker_of, unclear, untold
from workbench.report.verify.fillers import is_listening, notes_in
from workbench.report.verify.letters import letters_of
from workbench.report.verify.losing import added, lost, lost_before, lost_behind
from workbench.report.verify.placing import Placed
from workbench.report.verify.quotes import how_many_words
from workbench.report.verify.replacing import beside, is_blackening, weighty
from workbench.report.verify.rules import Rules, names_by_role_only, redacted_in, withheld, without
from workbench.report.verify.source import Source, Tidy
from workbench.report.verify.verdicts import Judged, Verdict
from workbench.report.verify.wording import BRACKET, CONTRACTED, Gap, GapKind, Piece, Wording
from workbench.spans import Span

_INTERJECTION = 4
"""So many words of the interviewer, without a question, may be put in and change nothing."""
_NEAR_BRACKET = 12
"""No further off, a bracket like the report's in the transcript is the same one."""
_MUCH = 8
"""So many words more in brackets than were said there are more than a clarification."""
_QUESTION = re.compile("[?？]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Place(NamedTuple):
    """A passage of a transcript."""

    transcript: str
    start: int
    end: int


@dataclass(frozen=True)
class Quoted:
    """A quotation as a report has it.

    Attributes:
        wording: Its words.
        claim: Its attribution; None where it has none.
        labels: Who is said to speak before each change of voice within it; None for the first, where no label stands.
        place: Which passage it is, by its mark; None without one. The words may be another's by now.
        nearby: Who and when its sentence mentions besides; None for nothing.
    """

    wording: Wording
    claim: Claim | None = None
    labels: tuple[Claim | None, ...] = (None,)
    place: Place | None = None
    nearby: Claim | None = None


class Assessed:
    """One place at which a quotation's words stand, and what follows.

    Args:
        rules: What holds in the study.
        quoted: The quotation.
        source: The transcript.
        placed: Where its pieces stand in the source's letters.
        tidy: What was left out of these letters.
    """

    def __init__(self, rules: Rules, quoted: Quoted, source: Source, placed: Placed, tidy: Tidy) -> None:
        self._rules, self._quoted, self._source, self._placed, self._tidy = rules, quoted, source, placed, tidy
        self._language = rules.language_of(source.row)
        self._verdicts: list[tuple[Verdict, str]] = []
        wanted = quoted.wording
        self._turns = [source.turns_between(start, end) for start, end in placed]
        self._voices = [_distinct(source.voice(turn) for turn in turns) for turns in self._turns]
        for number, piece in enumerate(wanted.pieces):
            self._look_at_piece(number, piece)
        for number, (gap, (before, after)) in enumerate(zip(wanted.gaps[1:-1], pairwise(placed), strict=True)):
            self._look_at_gap(number, gap, before[1], after[0])
        self._look_at_ends()
        self._look_at_brackets()
        if tidy is Tidy.FILLERS:
            self._say(*((Verdict.TIDIED, "without fillers") if rules.tidied else (Verdict.DIFFERS, UNMARKED)))
        self._look_at_voices()
        self._look_at_consent()

    @property
    def span(self) -> Span:
        """The passage, from the first piece to the last."""
        return self._source.span_of(self._placed[0][0], self._placed[-1][1])

    def judged(self) -> Judged:
        """The verdict: that the words must not be printed, whoever they are said to be of, or the worst of all else."""
        verdicts = {one for one, _ in self._verdicts} or {Verdict.VERBATIM}
        kept_back = Verdict.NOT_FOR_QUOTATION
        verdict = kept_back if kept_back in verdicts else max(verdicts, key=lambda one: one.rank)
        reasons = dict.fromkeys(why for one, why in self._verdicts if one is verdict and why)
        return Judged(verdict, tuple(reasons), self._source.row.name, *self.span)

    def _say(self, verdict: Verdict, why: str = "") -> None:
        self._verdicts.append((verdict, why))

    def _look_at_piece(self, number: int, piece: Piece) -> None:
        """Turns that follow each other within words that no mark parts."""
        start, end = self._placed[number]
        turns = self._turns[number]
        for before, after in pairwise(turns):
            said = [self._source.row.text[turn.start : turn.end] for turn in self._turns_of(range(before + 1, after))]
            if any(_is_asked(one) and not is_listening(one) for one in said):
                self._say(Verdict.DIFFERS, "the interviewer spoke in between, and no mark says so")
            elif not all(map(is_listening, said)):
                self._say(Verdict.CHECK, "the interviewer put words in between, and no mark says so")
            elif said:
                self._say(Verdict.SHORTENED, "without the interviewer's sign of listening")
        if len(turns) == 1:
            self._look_at_questions(piece, start, end)

    def _turns_of(self, numbers: Iterable[int]) -> list[TurnRow]:
        return [self._source.turn(number) for number in numbers]

    def _look_at_questions(self, piece: Piece, start: int, end: int) -> None:
        """A question that is none any more, or the other way round; at its end the report may leave the mark out."""
        text, places = self._source.row.text, self._source.letters.places
        span = self._source.span_of(start, end)
        first_behind = re.compile(r"\W*").match(text, span.end)
        stop = first_behind.end() if first_behind else span.end
        said = {
            int(places[start:end].searchsorted(span.start + at.start()))
            for at in _QUESTION.finditer(text[span.start : stop])
        }
        last = end - start
        if self._tidy is Tidy.NOTHING and (
            said - {last} != piece.asks - {last} or (last in piece.asks and last not in said)
        ):
            self._say(Verdict.CHECK, "a question mark is not where it is in the transcript")

    def _look_at_gap(self, number: int, gap: Gap, end: int, start: int) -> None:
        letters = self._source.letters
        cut = letters.text[end:start]
        kinds = set(gap.kinds)
        if not cut or cut == gap.letters:
            return
        if GapKind.SPLIT in kinds and not gap.has_omission:
            self._say(Verdict.CHECK, "words were left out where the report puts its own in between")
        elif GapKind.VOICE not in kinds:
            self._say(Verdict.SHORTENED)
        whole = Span(int(letters.places[end - 1]) + 1, int(letters.places[start]))
        if kinds == {GapKind.BRACKET} and _has_bracket(whole.of(self._source.row.text), gap):
            self._say(Verdict.DIFFERS, UNMARKED)
        if kinds == {GapKind.REDACTION}:
            self._look_at_redaction(gap, _WORD.findall(whole.of(self._source.row.text)))
        turns = self._source.turns_between(end, start)
        self._look_at_cut_voices(number, turns, kinds)
        if {self._turns[number][-1], *turns, self._turns[number + 1][0]} == {self._turns[number][-1]}:
            instead = "" if gap.has_omission else _between(self._quoted.wording, number)
            for kind in lost(self._source.row.text, whole, instead, language=self._language):
                self._say(Verdict.CHECK, f"what is left out holds {kind}")
        elif GapKind.VOICE not in kinds:
            self._look_at_cut_turns(whole, number)

    def _look_at_redaction(self, gap: Gap, words: Sequence[str]) -> None:
        """Whether an initial, or what blackens a name, stands for a name and nothing else."""
        if not words:
            return  # a sign, such as &
        is_initial = len(gap.letters) == 1
        if is_initial and len(words) == 1 and len(words[0]) == 1 and words[0].casefold() != gap.letters:
            self._say(Verdict.DIFFERS, "a single letter is another than was said")
        elif is_initial and words[0][0].casefold() != gap.letters:
            self._say(Verdict.CHECK, "an initial stands for what begins with another letter")
        is_there = words[0].casefold() == gap.letters
        if len(words) > 1 and (is_there or (is_initial and not all(word[0].isupper() for word in words))):
            self._say(Verdict.DIFFERS, UNMARKED)

    def _look_at_cut_turns(self, whole: Span, number: int) -> None:
        """What is lost of the sentences on either side, where turns are cut away between them."""
        text = self._source.row.text
        first, last = self._source.turn(self._turns[number][-1]), self._source.turn(self._turns[number + 1][0])
        for kind in lost(text, whole, between=Span(first.end, last.start), language=self._language):
            self._say(Verdict.CHECK, f"what is left out holds {kind}")

    def _look_at_cut_voices(self, number: int, turns: Iterable[int], kinds: set[GapKind]) -> None:
        """Whether somebody else of the study spoke where words were left out."""
        kept = {*self._voices[number], *self._voices[number + 1]}
        cut = {self._source.voice(turn) for turn in turns}
        if any(not voice.interviewer and voice not in kept for voice in cut):
            self._say(Verdict.CHECK, "somebody else spoke in between")
        elif GapKind.VOICE in kinds and any(not voice.interviewer for voice in cut):
            self._say(Verdict.CHECK, "words were left out between two speakers, without a mark")

    def _look_at_ends(self) -> None:
        """What is lost of its sentences before the first word and behind the last, in their turns."""
        text, span, wanted = self._source.row.text, self.span, self._quoted.wording
        first, last = self._source.turn(self._turns[0][0]), self._source.turn(self._turns[-1][-1])
        language = self._language
        before = lost_before(text, span, Span(first.start, first.end), language=language)
        behind = lost_behind(text, span, Span(last.start, last.end), language=language)
        # What stands in brackets there may say it.
        for where, kinds, instead in (
            ("in front of", before, wanted.text[: wanted.pieces[0].start]),
            ("behind", behind, wanted.text[wanted.pieces[-1].end :]),
        ):
            for kind in kinds:
                if kind not in added(instead, language=language):
                    self._say(Verdict.CHECK, f"{kind} {where} it, in the same sentence, is left out")
        if any(inside_word(text, end) for end in self.span):
            self._say(Verdict.CHECK, "it begins or ends within a word of the transcript")

    def _look_at_brackets(self) -> None:
        """Whether what the report has in brackets turns what was said: by what it adds, or by what it stands for."""
        wording, text = self._quoted.wording, self._source.row.text
        borders = [0, *(at for piece in wording.pieces for at in (piece.start, piece.end)), len(wording.text)]
        last = len(self._placed)
        for number, gap in enumerate(wording.gaps):
            if not {GapKind.BRACKET, GapKind.REDACTION} & set(gap.kinds):
                continue
            whole = self._beside_or_between(number)
            said = text[whole.start : whole.end]
            if _has_bracket(said, gap):
                if (number == 0 and _goes_on(said, gap)) or (number == last and _goes_on(said, gap, is_behind=True)):
                    self._say(Verdict.DIFFERS, UNMARKED)
                continue
            instead = wording.text[borders[2 * number] : borders[2 * number + 1]]
            if set(gap.kinds) == {GapKind.BRACKET} and (theirs := _beside_bracket(said, number, last)):
                self._look_at_two_brackets(instead, theirs)
            for kind in added(instead, said if 0 < number < last else "", language=self._language):
                self._say(Verdict.CHECK, f"what stands in brackets adds {kind}")
            more = sum(_how_many(found[0]) for found in BRACKET.finditer(instead))
            more -= _how_many(said) if 0 < number < last else 0
            if more >= _MUCH:
                self._say(Verdict.CHECK, f"what stands in brackets adds {more} words")
            ends = _ending(instead), _ending(said)
            if number < last and ends[0] and ends[1] and ends[0] != ends[1]:
                self._say(Verdict.DIFFERS)
            if GapKind.BRACKET in gap.kinds and gap.longest != 0:
                self._look_at_bracket(gap, number, whole, instead)

    def _beside_or_between(self, number: int) -> Span:
        """What the transcript has between two pieces; before the first and behind the last, the rest of their turns."""
        letters, last = self._source.letters.places, len(self._placed)
        turn = self._source.turn(self._turns[min(number, last - 1)][-1 if number == last else 0])
        start = int(letters[self._placed[number - 1][1] - 1]) + 1 if number else turn.start
        end = int(letters[self._placed[number][0]]) if number < last else turn.end
        return Span(start, max(start, end))

    def _look_at_two_brackets(self, instead: str, theirs: str) -> None:
        """Whether brackets of the report stand where the transcript has some with other words."""
        ours = " ".join(found[0] for found in BRACKET.finditer(instead))
        if not is_blackening(theirs[1:-1]) and bool(notes_in(ours)) == bool(notes_in(theirs)) and ours:
            self._say(Verdict.CHECK, f"“{ours}” stands for “{theirs}”")

    def _look_at_bracket(self, gap: Gap, number: int, whole: Span, instead: str) -> None:
        """Whether brackets stand in place of words that say something else."""
        row, language = self._source.row, self._language
        said: Span | None = whole
        is_behind = number == len(self._placed) or (number > 0 and gap.kinds[0] is GapKind.BRACKET)
        if number in (0, len(self._placed)) or set(gap.kinds) != {GapKind.BRACKET}:
            said = beside(row.text, whole, instead, is_behind=is_behind, language=language)
        if said is None or not _WORD.search(row.text, said.start, said.end):
            return
        self._say(Verdict.SHORTENED)
        turns = turns_in(said, row.turns)
        if len(turns) > 1:
            return
        hidden = redacted_in(self._rules, row, [said])
        out = [Span(said.start + at, said.start + end) for at, end in self._rules.fillers.found_in(said.of(row.text))]
        if not weighty(row.text, said, instead, hidden=[*hidden, *out], language=language):
            return
        brackets = " ".join(found[0] for found in BRACKET.finditer(instead) if _WORD.search(found[0]))
        if withheld(self._rules, row, [said], [speaker_of(row, turn) for turn in turns]):
            self._say(Verdict.CHECK, f"“{brackets}” stands for words that are not for quotation")
        else:
            words = " ".join(without(row.text, said, hidden).split()).strip(" .,;:")
            self._say(Verdict.CHECK, f"“{brackets}” stands for “{words}”")

    def _look_at_voices(self) -> None:
        quoted = self._quoted
        for number, label in enumerate(quoted.labels):
            pieces = [at for at, piece in enumerate(quoted.wording.pieces) if piece.voice == number]
            voices = _distinct(voice for at in pieces for voice in self._voices[at])
            if label is not None and voices:
                self._look_at_fit(label, voices, "the label within it names another speaker")
            if len(voices) > 1:
                marked = all(len(self._voices[at]) == 1 for at in pieces)
                self._say(*((Verdict.CHECK, _JOINED) if marked else (Verdict.DIFFERS, f"{_JOINED}, without a mark")))
        for claim in (quoted.claim, *quoted.labels):
            if claim is not None and (why := unclear(claim)):
                self._say(Verdict.CHECK, why)
        voices = _distinct(voice for each in self._voices for voice in each)
        if quoted.nearby is not None and fits(quoted.nearby, self._source.row, voices) is Fit.NO:
            self._say(Verdict.CHECK, f"{_ANOTHER}: {self._whose(voices)}")
        if quoted.claim is None:
            return
        if len(quoted.labels) > 1:
            # Labels say who speaks; an interviewer who is printed with a label needs no attribution.
            voices = [voice for voice in voices if not voice.interviewer] or voices
        self._look_at_fit(quoted.claim, voices, self._whose(voices))
        if not quoted.claim.loose and (wrong := untold(quoted.claim, self._source.row)):
            self._say(Verdict.CHECK, wrong)

    def _look_at_fit(self, claim: Claim, voices: Sequence[Speaker], why: str) -> None:
        fit = fits(claim, self._source.row, voices)
        if fit is Fit.NO and claim.loose:
            self._say(Verdict.CHECK, f"{_ANOTHER}: {why}")
        elif fit is Fit.NO:
            self._say(Verdict.WRONG_ATTRIBUTION, why)
        elif fit is Fit.UNSURE:
            self._say(Verdict.CHECK, "who speaks there is not known for certain")

    def _whose(self, voices: Sequence[Speaker]) -> str:
        """Whose words they are, for whom they are attributed to another."""
        named = [
            "the interviewer" if voice.interviewer else " or ".join(voice.people) or "a speaker not known"
            for voice in voices
        ]
        wave = f" at {self._source.row.wave}" if self._source.row.wave else ""
        return f"said by {' and '.join(named)}{wave}"

    def _look_at_consent(self) -> None:
        pieces = [self._source.span_of(start, end) for start, end in self._placed]
        voices = [voice for each in self._voices for voice in each]
        if why := withheld(self._rules, self._source.row, pieces, voices):
            self._say(Verdict.NOT_FOR_QUOTATION, why)
        if redacted_in(self._rules, self._source.row, pieces):
            self._say(Verdict.NOT_FOR_QUOTATION, "it has words that are redacted wherever they are printed")
        if names_by_role_only(self._rules, voices, (self._quoted.claim, *self._quoted.labels)):
            self._say(Verdict.NOT_FOR_QUOTATION, "names someone who is to be named by role only")


def _is_asked(said: str) -> bool:
    """Whether what the interviewer says is a question, or more than a few words."""
    return bool(_QUESTION.search(said)) or len(_WORD.findall(said)) > _INTERJECTION


UNMARKED = "words were left out, and no mark says so"
"""Why a quotation differs that has no other words than were said."""
_ANOTHER = "another is named in its sentence"
_JOINED = "it joins the words of several speakers"


def _between(wanted: Wording, number: int) -> str:
    """What the quotation has between two pieces."""
    return wanted.text[wanted.pieces[number].end : wanted.pieces[number + 1].start]


def _has_bracket(said: str, gap: Gap) -> bool:
    """Whether what stands in brackets does so in the transcript: then it stands in place of nothing else."""
    return any(letters_of(found[0]).text == gap.letters for found in BRACKET.finditer(said))


def _beside_bracket(said: str, number: int, last: int) -> str:
    """The transcript's brackets that stand where a gap of the report is: at its end, or instead of all of it."""
    found = [one for one in BRACKET.finditer(said) if _WORD.search(one[0])]
    if not found:
        return ""
    one = found[-1] if number == 0 else found[0]
    around = (said[: one.start()] if number else "") + (said[one.end() :] if number < last else "")
    return "" if _WORD.search(around) else one[0]


def _how_many(text: str) -> int:
    """How many words, of any script; a comma that stands alone is none."""
    return how_many_words(" ".join(_WORD.findall(text)))


def _goes_on(said: str, gap: Gap, *, is_behind: bool = False) -> bool:
    """Whether words stand between the bracket of the transcript and what the quotation has beside its own."""
    found = [one for one in BRACKET.finditer(said) if letters_of(one[0]).text == gap.letters]
    between = said[: found[0].start()] if is_behind else said[found[-1].end() :]
    return 0 < len(_WORD.findall(between)) <= _NEAR_BRACKET


def _ending(words: str) -> str:
    """What the last word, or a bracket behind which it is drawn, ends with: the *s* of *she’s*."""
    found = [one for one in CONTRACTED.finditer(words) if not words[one.end() :].strip()]
    return found[-1][0][1:].casefold() if found else ""


def _distinct(voices: Iterable[Speaker]) -> list[Speaker]:
    return list(dict.fromkeys(voices))
