"""Finding the turns in a transcript's text: who speaks from where to where. Pure.

`find_turns` first looks at every line for what could be a speaker's label (`workbench.transcripts.labels`), then
decides, from the whole text, which of these are labels, and cuts the text at them. Everything that is no label and no
time stamp is in exactly one turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.spans import Span, trimmed
from workbench.transcripts.labels import (
    ASKED,
    HEADER,
    ROLES,
    Form,
    Head,
    core_of,
    head_of,
    is_code,
    is_interviewer,
    is_name,
    is_speaker_word,
    key_of,
    keys_of,
    speaks_once,
    stamp_at,
    stem_of,
)
from workbench.transcripts.strangers import may_name_somebody, names_somebody, small_words

_HEADER_LINES = 20
_HEADER_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted speech.

    Args:
        start: Where its first word begins in the text, in code points.
        end: Where its last word ends (exclusive). The span holds neither label nor time stamp before the words, no line
            end and no white space at its borders.
        speaker: The label as it stands in the text; None where the text names nobody.
        time: Milliseconds from the beginning of the recording, where known.
    """

    start: int
    end: int
    speaker: str | None
    time: int | None


class _Line(NamedTuple):
    start: int
    text: str
    after_blank: bool


class _Candidate(NamedTuple):
    line: int
    head: Head
    after_blank: bool


class _Cut(NamedTuple):
    """Where a turn's territory begins, and where the words in it do."""

    start: int
    words: int
    speaker: str | None
    time: int | None


def find_turns(text: str, known_labels: Collection[str] = (), *, before: Sequence[str] = ()) -> list[Turn]:
    """The turns of ``text``, in order; they neither touch labels nor each other.

    A label known from the study counts even where it stands once, and so does a word such as "Interviewer"; any other
    must look like a name and recur. Once there is a label, a code such as "P1" counts too where it stands once, and so
    does the name of whoever speaks right after the interviewer where nobody else does: what an interviewee says must
    not become the interviewer's words. So does, below the first label, any other that names somebody (see
    `workbench.transcripts.strangers`): their words must not become a participant's. Paragraphs without a label continue
    the turn before them; text before the first label, and text without any labels, has no speaker: its turns are the
    blocks between blank lines, or the lines where none is blank.

    Args:
        text: A transcript with LF line ends.
        known_labels: Ids and labels of participants, roles and interviewers, as the study has them.
        before: The labels of the turns that stand before ``text``, in order, where it is part of a transcript.
    """
    lines = list(_lines(text))
    known = keys_of([*known_labels, *before])
    candidates = _without_openers(_candidates(lines, known), known, before)
    accepted = _Judge(candidates, known, lines, before).accepted()
    if not accepted:
        return _unlabelled(text, lines)
    first = accepted[0].line
    if _is_stamp(lines, first - 1) and accepted[0].head.time is None:
        first -= 1
    above = _unlabelled(text, lines[:first])
    return above + [turn for turn in _labelled(text, lines, accepted) if turn is not None]


def _lines(text: str) -> Iterator[_Line]:
    start, after_blank = 0, True
    for line in text.split("\n"):
        yield _Line(start, line, after_blank)
        after_blank = not line or line.isspace()
        start += len(line) + 1


def _candidates(lines: Sequence[_Line], known: Collection[str]) -> list[_Candidate]:
    found = []
    for number, line in enumerate(lines):
        head = head_of(line.text, known) if line.text else None
        if head is not None:
            found.append(_Candidate(number, head, line.after_blank))
    beyond = _end_of_header(lines)
    return [candidate for candidate in found if candidate.line >= beyond]


def _without_openers(candidates: list[_Candidate], known: Collection[str], before: Sequence[str]) -> list[_Candidate]:
    """Leaves out "Question" and "Answer", unless the text has both, or one of them more than once."""
    stems = Counter(stem_of(candidate.head.key) for candidate in candidates if candidate.head.form != "alone")
    stems.update(stem_of(key_of(label)) for label in before)
    if all(stems[word] for word in ASKED) or any(stems[word] > 1 for word in ASKED):
        return candidates
    return [one for one in candidates if one.head.key in known or stem_of(one.head.key) not in ASKED]


def _end_of_header(lines: Sequence[_Line]) -> int:
    """The number of the first line below "Date: …", "Duration: …" and the like; labels above it name who was there."""
    end = seen = 0
    for number, line in enumerate(lines):
        if not line.text.strip():
            continue
        seen += 1
        if seen > _HEADER_LINES or len(line.text) > _HEADER_WIDTH:
            break
        key, colon, _ = line.text.partition(":")
        if colon and key_of(key.strip(" *_#-")) in HEADER:
            end = number + 1
    return end


class _Judge:
    """Decides, from all that could be labels in a text, which of them are."""

    def __init__(
        self, candidates: list[_Candidate], known: frozenset[str], lines: Sequence[_Line], before: Sequence[str]
    ) -> None:
        self.candidates = candidates
        self.before = before
        self.known = known
        self.lines = lines
        self.counts = Counter(c.head.key for c in candidates if c.head.firm)
        self.alone = Counter(c.head.key for c in candidates if c.head.form == "alone")
        self.after_blank = Counter(c.head.key for c in candidates if c.after_blank)
        self.by_paragraph = self._labels_begin_paragraphs()

    def accepted(self) -> list[_Candidate]:
        """The labels, in order of the text."""
        sure = [c for c in self.candidates if c.head.form != "alone" and self._is_label(c)]
        sure = self._without_stray_dashes(sure)
        sure = self._with_those_between(sure)
        sure = self._with_codes_that_stand_once(sure)
        sure = self._with_those_who_answer(sure)
        sure = sorted([*sure, *self._names_alone(sure)], key=lambda c: c.line)
        return self._with_strangers(sure)

    def _labels_begin_paragraphs(self) -> bool:
        """Whether labels stand after blank lines; then "Me: …" within a paragraph is part of a story told."""
        counted = [c for c in self.candidates if c.head.form != "alone" and self.counts[c.head.key] > 1]
        if len({c.head.key for c in counted}) < 2:  # the answers may stand right below the questions
            return False
        return sum(c.after_blank for c in counted) >= 0.75 * len(counted)

    def _is_known(self, head: Head) -> bool:
        return head.key in self.known or key_of(core_of(head.label)) in self.known

    def _is_sure(self, head: Head) -> bool:
        return self._is_known(head) or is_speaker_word(head.label)

    def _fits(self, candidate: _Candidate) -> bool:
        key = candidate.head.key
        return not self.by_paragraph or 2 * self.after_blank[key] >= self.counts[key]

    def _is_label(self, candidate: _Candidate) -> bool:
        head = candidate.head
        if self._is_known(head):
            return True
        if not head.firm and head.form != "clock":
            return is_speaker_word(head.label)
        if not self._fits(candidate):
            return False
        recurs = self.counts[head.key] > 1
        if head.form == "clock":
            return head.firm or recurs
        if head.form == "dash":
            return is_speaker_word(head.label) or (recurs and is_code(head.label))
        return recurs or is_speaker_word(head.label)

    def _without_stray_dashes(self, sure: list[_Candidate]) -> list[_Candidate]:
        """Leaves out "I - I mean" and the like, unless the text sets its labels apart by dashes."""
        speakers: dict[Form, set[str]] = {}
        for candidate in sure:
            speakers.setdefault(candidate.head.form, set()).add(candidate.head.key)
        count = Counter(c.head.form for c in sure)
        dashes = count["dash"] * 2 > len(sure) and len(speakers.get("dash", ())) > 1
        return [c for c in sure if c.head.form != "dash" or dashes or (self._is_known(c.head) and len(c.head.key) > 1)]

    def _with_those_between(self, sure: list[_Candidate]) -> list[_Candidate]:
        """Adds labels that stand once but belong: "Speaker 3" beside "Speaker 1", "Mother" between two turns."""
        if not sure:
            return sure
        taken = {c.line for c in sure}
        stems = {stem_of(c.head.key) for c in sure if c.head.key[-1:].isdigit()} - {""}
        stems |= {"q"} if self.counts["a"] else set()  # a questionnaire: Q1: … A: … Q2: …
        first, last = sure[0].line, sure[-1].line
        for candidate in self.candidates:
            head = candidate.head
            if candidate.line in taken or head.form in ("alone", "dash") or not head.firm or not self._fits(candidate):
                continue
            in_family = head.key[-1:].isdigit() and stem_of(head.key) in stems
            if in_family or (first < candidate.line < last and is_speaker_word(head.label, ROLES)):
                taken.add(candidate.line)
        return [c for c in self.candidates if c.line in taken]

    def _with_codes_that_stand_once(self, sure: list[_Candidate]) -> list[_Candidate]:
        """Adds "P1", "Parent 3" and the like, written as the other labels are; above the first only right above it."""
        if not sure and not self.before:
            return sure
        taken = {c.line for c in sure}
        first = -1 if self.before else sure[0].line
        above_counts = bool(sure) and (self._is_known(sure[0].head) or is_interviewer(sure[0].head.label))
        ways = _ways(sure)
        found = [c for c in self.candidates if c.line not in taken and _is_written(c, ways)]
        found = [c for c in found if speaks_once(c.head.label) and not (c.head.form == "dash" and c.head.key in "ai")]
        found = [c for c in found if c.line > first or (above_counts and self._line_below(c) == first)]
        return sorted([*sure, *found], key=lambda c: c.line)

    def _with_those_who_answer(self, sure: list[_Candidate]) -> list[_Candidate]:
        """Adds words for people that stand once right after an interviewer's turn, and names if nobody else answers."""
        speakers = [*self.before, *(c.head.label for c in sure)]
        askers = {key_of(label) for label in speakers if is_interviewer(label)}
        others = {key_of(label) for label in speakers} - askers
        if len(others) == 1 and not askers and others <= self.known and is_name(speakers[0]):
            askers, others = others, set()  # the study knows the interviewer by name
        taken, ways = {c.line for c in sure}, _ways(sure)
        last = key_of(self.before[-1]) if self.before else ""
        found = []
        for candidate in self.candidates:
            head = candidate.head
            if candidate.line in taken:
                last = head.key
                continue
            is_person = is_speaker_word(head.label, ROLES) or (not others and is_name(head.label))
            if last in askers and is_person and _is_written(candidate, ways) and self._fits(candidate):
                found.append(candidate)
                last = head.key
        return sorted([*sure, *found], key=lambda c: c.line)

    def _names_alone(self, sure: list[_Candidate]) -> list[_Candidate]:
        """The names on lines of their own, where that is how the text names its speakers."""
        clocked = {c.head.key for c in sure if c.head.form == "clock"}
        found = [c for c in self.candidates if c.head.form == "alone"]
        named = [c for c in found if self._is_sure(c.head) or self.alone[c.head.key] > 1]
        lines = {c.line for c in named}
        named = [c for c in found if c.line in lines or speaks_once(c.head.label)] if named else []
        lines = {c.line for c in named}
        spoken = [c for c in named if self._line_below(c) not in lines]
        # Short words below each other are a list or a table, not names with words below them.
        named = [c for c in spoken if self._line_below(c) is not None] if 2 * len(spoken) > len(named) else []
        if clocked:
            return [c for c in named if c.head.key in clocked or self._is_known(c.head)]
        speakers = {c.head.key for c in named}
        if len(named) <= len(sure) or len(speakers) < 2:
            return [c for c in named if not sure and self._is_sure(c.head)]
        return named

    def _with_strangers(self, sure: list[_Candidate]) -> list[_Candidate]:
        """Adds whoever else is named, wherever they stand: what they say must not become a participant's words."""
        if not sure and not self.before:
            return sure
        taken, ways = {c.line for c in sure}, _ways(sure)
        first = -1 if self.before else sure[0].line
        found = [c for c in self.candidates if c.line > first and c.line not in taken and _is_written(c, ways)]
        found = [c for c in found if may_name_somebody(c.head.label)]
        if not found:
            return sure
        small = small_words("\n".join(line.text for line in self.lines))
        found = [c for c in found if names_somebody(c.head.label, small)]
        return sorted([*sure, *found], key=lambda c: c.line)

    def _line_below(self, candidate: _Candidate) -> int | None:
        """The number of the next line with words, looking five lines ahead."""
        for number in range(candidate.line + 1, min(candidate.line + 6, len(self.lines))):
            if self.lines[number].text.strip():
                return number
        return None


def _ways(labels: Sequence[_Candidate]) -> set[tuple[Form, bool]]:
    """How a text sets its labels apart; one that does so without space does not always."""
    ways = {(c.head.form, c.head.firm) for c in labels}
    return ways | {(form, True) for form, _ in ways} | {("colon", True)}


def _is_written(candidate: _Candidate, ways: Collection[tuple[Form, bool]]) -> bool:
    return candidate.head.form != "alone" and (candidate.head.form, candidate.head.firm) in ways


def _is_stamp(lines: Sequence[_Line], number: int) -> bool:
    if number < 0:
        return False
    stamp = stamp_at(lines[number].text)
    return stamp is not None and not lines[number].text[stamp[1] :].strip()


def _labelled(text: str, lines: Sequence[_Line], accepted: Sequence[_Candidate]) -> Iterator[Turn | None]:
    cuts = list(_cuts(lines, accepted))
    ends = [cut.start for cut in cuts[1:]] + [len(text)]
    for cut, end in zip(cuts, ends, strict=True):
        yield _turn(text, cut.words, end, cut.speaker, cut.time)


def _cuts(lines: Sequence[_Line], accepted: Sequence[_Candidate]) -> Iterator[_Cut]:
    labels = {candidate.line: candidate.head for candidate in accepted}
    speaker: str | None = None
    for number in range(accepted[0].line, len(lines)):
        line, head = lines[number], labels.get(number)
        if head is not None:
            start, time, speaker = line.start, head.time, head.label
            if time is None and _is_stamp(lines, number - 1):
                stamp = stamp_at(lines[number - 1].text)
                start, time = lines[number - 1].start, stamp[0] if stamp else None
            yield _Cut(start, line.start + head.words, speaker, time)
        elif line.text.startswith("#") and line.text.lstrip("#")[:1] == " " and line.text.strip("# "):
            # A Markdown heading is nobody's speech; what stands below it still is the speaker's before it.
            yield _Cut(line.start, line.start, None, None)
            yield _Cut(line.start + len(line.text), line.start + len(line.text), speaker, None)


def _turn(text: str, start: int, end: int, speaker: str | None, time: int | None) -> Turn | None:
    span = trimmed(Span(start, end), text)
    return Turn(span.start, span.end, speaker, time) if span.length else None


def _unlabelled(text: str, lines: Sequence[_Line]) -> list[Turn]:
    """Turns without speaker: blocks between blank lines, or lines where none is blank; stamps give times."""
    blocks = list(_blocks(lines))
    stamped = 2 * sum(stamp_at(block[0].text) is not None for block in blocks) >= len(blocks)
    turns: list[Turn] = []
    pending: int | None = None
    for block in blocks:
        start, end = block[0].start, block[-1].start + len(block[-1].text)
        stamp = stamp_at(block[0].text) if stamped else None
        time = stamp[0] if stamp else pending
        turn = _turn(text, start + (stamp[1] if stamp else 0), end, None, time)
        pending = time if turn is None else None
        if turn is not None:
            turns.append(turn)
    return turns


def _blocks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    filled = [line for line in lines if line.text and not line.text.isspace()]
    one_by_one = not any(line.after_blank for line in filled[1:])
    block: list[_Line] = []
    for line in filled:
        if block and (one_by_one or line.after_blank):
            yield block
            block = []
        block.append(line)
    if block:
        yield block
