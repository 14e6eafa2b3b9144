"""Finding the turns in a transcript's text: who speaks from where to where. Pure.

`find_turns` first looks at every line for what could be a speaker's label (`workbench.transcripts.labels`), then
decides, from the whole text, which of these are labels, and cuts the text at them. Everything that is no label and no
time stamp is in exactly one turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from workbench.transcripts.cutting import NOBODY, Line, Turn, labelled, read_lines, unlabelled
from workbench.transcripts.dress import Known, begins_with, head_from, known_from, undressed
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
    stem_of,
)
from workbench.transcripts.likely import likely_lines
from workbench.transcripts.strangers import may_name_somebody, names_somebody, small_words

__all__ = ["NOBODY", "Turn", "find_turns"]

_HEADER_LINES = 20
_HEADER_WIDTH = 200


class _Candidate(NamedTuple):
    line: int
    head: Head
    after_blank: bool
    sign: str = ""  # what sets a known label apart that was found under the dress of its line
    in_doubt: bool = False  # a known label: where it is not taken for one, nobody knows whose words stand there


def find_turns(
    text: str,
    known_labels: Collection[str] = (),
    *,
    before: Sequence[str] = (),
    headings: Collection[int] = (),
    tables: Collection[int] = (),
) -> list[Turn]:
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
        headings: Where lines begin that are headings or the like, and nobody's speech unless they have a label.
        tables: Where lines begin that are rows of tables: whose words these are is as unknown as it is below them,
            unless they have a label.
    """
    keys = keys_of([*known_labels, *before])
    known = known_from(frozenset(known_labels)).with_labels(before)
    lines = list(read_lines(text, known, headings, tables))
    candidates, keys = _candidates(lines, known, keys)
    candidates = _without_openers(candidates, keys, before)
    accepted = _Judge(candidates, keys, lines, before).accepted()
    likely: dict[int, Head] = {}
    if accepted or before:
        ways = {one.line: one.sign or one.head.form for one in accepted}
        likely = likely_lines([line.text for line in lines], ways, known, first=0 if before else min(ways))
    if not accepted and not likely:
        return unlabelled(text, lines)
    return labelled(text, lines, likely | {candidate.line: candidate.head for candidate in accepted})


def _candidates(lines: Sequence[Line], known: Known, keys: frozenset[str]) -> tuple[list[_Candidate], frozenset[str]]:
    """What could be a label at the head of a line, and the keys of labels that are known."""
    found: list[_Candidate] = []
    dressed: list[_Candidate] = []
    for number, line in enumerate(lines):
        if not line.text:
            continue
        head = head_of(line.text, keys)
        is_known = head is not None and _is_among(head, keys)
        if head is not None and is_known and head.form not in ("dash", "alone"):
            found.append(_Candidate(number, head, line.after_blank))
            continue
        beginning = begins_with(line.text, known)
        in_doubt = beginning is not None and not beginning.may_be_speech
        if head is not None and is_known:
            in_doubt = in_doubt and (head.form == "dash" or len(head.key) > 1)
            found.append(_Candidate(number, head, line.after_blank, in_doubt=in_doubt))
        elif beginning is not None and in_doubt:
            found.append(_Candidate(number, head_from(beginning), line.after_blank, beginning.sign, in_doubt=True))
        elif head is not None:
            found.append(_Candidate(number, head, line.after_blank))
        elif (head := undressed(line.text)) is not None:
            dressed.append(_Candidate(number, head, line.after_blank))
    if any(one.sign in (":", "\t") for one in found):
        found = sorted([*found, *dressed], key=lambda one: one.line)
    else:
        found = sorted([*found, *(one for one in dressed if is_speaker_word(one.head.label))], key=lambda one: one.line)
    beyond = _end_of_header(lines, found)
    found = _in_the_texts_own_way([candidate for candidate in found if candidate.line >= beyond], keys)
    return found, keys | {one.head.key for one in found if one.sign}


def _is_among(head: Head, keys: Collection[str]) -> bool:
    return head.key in keys or key_of(core_of(head.label)) in keys


def _in_the_texts_own_way(candidates: list[_Candidate], keys: Collection[str]) -> list[_Candidate]:
    """Takes what is not clearly a label for one where the text sets most labels, and several, apart in that way."""
    ways: dict[str, set[str]] = {}
    for one in candidates:
        if one.head.form == "weak":
            ways.setdefault(one.sign, set()).add(one.head.key)
    if not ways:
        return candidates
    clear = sum(one.head.form not in ("weak", "alone", "dash") and _is_among(one.head, keys) for one in candidates)
    count = Counter(one.sign for one in candidates if one.head.form == "weak")
    own = {sign for sign, labels in ways.items() if sign and len(labels) > 1 and count[sign] > clear}
    return [
        one._replace(head=one.head._replace(form="colon")) if one.head.form == "weak" and one.sign in own else one
        for one in candidates
    ]


def _without_openers(candidates: list[_Candidate], known: Collection[str], before: Sequence[str]) -> list[_Candidate]:
    """Leaves out "Question" and "Answer", unless the text has both, or one of them more than once."""
    stems = Counter(stem_of(candidate.head.key) for candidate in candidates if candidate.head.form != "alone")
    stems.update(stem_of(key_of(label)) for label in before)
    if all(stems[word] for word in ASKED) or any(stems[word] > 1 for word in ASKED):
        return candidates
    return [one for one in candidates if one.head.key in known or stem_of(one.head.key) not in ASKED]


def _end_of_header(lines: Sequence[Line], candidates: Sequence[_Candidate]) -> int:
    """The number of the first line below "Date: …", "Duration: …" and the like; labels above it name who was there.

    Where people talk already, such a line is no header's: it stands below the interview, or somebody says it.
    """
    heads = {one.line: one.head for one in candidates if one.head.form not in ("alone", "weak")}
    end = seen = 0
    spoke: list[str] = []
    for number, line in enumerate(lines):
        if not line.text.strip():
            continue
        seen += 1
        if seen > _HEADER_LINES or len(line.text) > _HEADER_WIDTH:
            break
        if (head := heads.get(number)) is not None:
            if head.key in spoke[:-1] or _is_talk(line.text[head.words :]):
                break
            spoke.append(head.key)
        key, colon, _ = line.text.partition(":")
        if colon and key_of(key.strip(" *_#-")) in HEADER:
            end = number + 1
    return end


def _is_talk(words: str) -> bool:
    """Whether words behind a label are rather said by somebody than a name, a place or a date."""
    words = words.rstrip(" *_\"”’'")
    return words.endswith(("?", "!", "…", "...")) or (words.endswith(".") and len(words.split()) > 2)


class _Judge:
    """Decides, from all that could be labels in a text, which of them are."""

    def __init__(
        self, candidates: list[_Candidate], known: frozenset[str], lines: Sequence[Line], before: Sequence[str]
    ) -> None:
        self.weak = [c for c in candidates if c.head.form == "weak"]
        self.candidates = candidates = [c for c in candidates if c.head.form != "weak"]
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
        return self._with_those_in_doubt(self._with_strangers(sure))

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
        if dashes or not count["dash"]:
            return sure
        # Beside clear labels, "PM1 - she was lovely" may be what somebody says of PM1.
        nothing_else = count["dash"] == len(sure) and not self.before
        return [c for c in sure if c.head.form != "dash" or (nothing_else and self._is_known_word(c.head))]

    def _is_known_word(self, head: Head) -> bool:
        return self._is_known(head) and len(head.key) > 1

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

    def _with_those_in_doubt(self, sure: list[_Candidate]) -> list[_Candidate]:
        """Adds known labels that are not written clearly: what stands there must not become somebody else's words."""
        if not sure and not self.before:
            # Nothing else tells who speaks: the text is not wholly the words of one.
            return [c._replace(head=c.head._replace(form="colon")) for c in self.weak if len(c.head.key) > 1]
        taken, first = {c.line for c in sure}, -1 if self.before else sure[0].line
        found = [c for c in [*self.candidates, *self.weak] if c.in_doubt and c.line > first and c.line not in taken]
        found = [c._replace(head=c.head._replace(form="weak")) for c in found]
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
