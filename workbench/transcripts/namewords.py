"""The words in a file's name that mean something to a study: participants, waves, roles, kinds, dates. Pure.

A name is cut into runs of letters and runs of digits. A word must fill whole tokens (what stands between separators),
alone or together with others: in `P10R3` these are participant P10 and wave R3; `P1` is not in `P10`, `v2` is nobody.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.transcripts.matching import Named, Piece, pieces, plain
from workbench.transcripts.tables.facts import ParticipantFacts

LONGEST_STEM = 255
"""No file system has longer names; what is beyond is not looked at."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_KINDS = {
    "joint": "joint",
    "group": "group",
    "focus group": "group",
    "focusgroup": "group",
    "fgd": "group",
    "focus group discussion": "group",
    "group interview": "group",
    "individual": "individual",
    "questionnaire": "questionnaire",
    "questionnaires": "questionnaire",
    "observation": "observation",
    "observations": "observation",
    "case file": "case file",
    "casefile": "case file",
    "case files": "case file",
    "document": "document",
}
_RECORDS = {
    "notes": "notes",
    "note": "notes",
    "field notes": "notes",
    "fieldnotes": "notes",
    "tidied": "tidied",
    "intelligent verbatim": "tidied",
    "clean verbatim": "tidied",
    "verbatim": "verbatim",
}
_AND = _words("and und et")
_COUNTED = _words("audio call file interview part recording session transcript")
"""Words that a number may stand behind, which counts files and not people."""
_NOISE = _words(
    """a anon anonymised anonymized approved at audio by call checked clean cleaned complete completed conversation copy
    corrected deidentified docx draft edited english file final for from full in informant interview interviewee
    interviews meet meeting mit new of on online original otter part participant phone proofread pseudonymised
    pseudonymized raw recorded recording redacted respondent reviewed revised scan session signed teams telephone text
    the transcribed transcript transcription transcripts translated translation typed updated version video whisper with
    word zoom"""
)
"""Words that tell nothing of who and when, and leave what does as clear as without them."""
_WAVE_WORDS = ("t", "time", "timepoint", "time point", "wave", "round")
_VERSION_WORDS = ("v", "ver", "version", "rev", "final", "draft", "copy")
_NO_CODES = frozenset(
    (
        *(
            *_VERSION_WORDS,
            *_WAVE_WORDS,
            "q",
            "day",
            "week",
            "w",
            "year",
            "yr",
            "part",
            "pt",
            "page",
            "pg",
            "vol",
            "nr",
        ),
        *("site", "team", "room", "call", "zoom", "take", "file", "img", "dsc", "rec", "int", "no", "mp", "utf", "sha"),
        *("jan", "feb", "mar", "apr", "may", "jun", "june", "jul", "july", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)
"""Letters before a number that make no participant's id: versions, questions, months, parts."""

_DATES = (
    re.compile(r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<s>[-_. ]?)(?P<m>[01][0-9])(?P=s)(?P<d>[0-3][0-9])(?![0-9])"),
    re.compile(
        r"(?<![0-9A-Za-z])(?P<d>[0-3]?[0-9])(?P<s>[-_. ])(?P<m>[01]?[0-9])(?P=s)(?P<y>(?:19|20)[0-9]{2})(?![0-9])"
    ),
)


@dataclass(frozen=True)
class Word:
    """A word found in a name."""

    meaning: str
    """`participant`, `numbered` (a role and a number, nobody known), `code` (letters and a number, nobody known),
    `role`, `roles` (in the plural), `wave`, `kind`, `record` or `noise`."""
    value: str
    """The id of the participant, wave or role; the id that a code makes; the kind; the record."""
    start: int
    end: int
    number: str = ""
    """Of `numbered`: the number."""


class _Known(NamedTuple):
    rank: int
    meaning: str
    value: str
    written: str


class NameWords:
    """What the names of a study's files can hold.

    Args:
        participants: Those known so far; `add` takes in more.
        waves: The study's waves.
        roles: The study's roles.
    """

    def __init__(
        self, participants: Iterable[ParticipantFacts], waves: Sequence[Named], roles: Sequence[Named]
    ) -> None:
        self._phrases: dict[tuple[str, ...], list[_Known]] = {}
        self._longest = 1
        self._roles: dict[str, list[tuple[str, ...]]] = {role.id: [] for role in roles}
        for facts in participants:
            self.add(facts)
        for wave in waves:
            self._add(wave.id, 2, "wave", wave.id)
            self._add(wave.label, 3, "wave", wave.id)
        for number, wave_id in _numbered(waves).items():
            for word in _WAVE_WORDS:
                self._add(f"{word} {number}", 4, "wave", wave_id)
        for role in roles:
            for name in (role.id, role.label):
                self._add_role(name, role.id)
        for meaning, phrases in (
            ("kind", _KINDS),
            ("record", _RECORDS),
            ("noise", {word: word for word in _NOISE | _AND}),
        ):
            for phrase, value in phrases.items():
                self._add(phrase, 6, meaning, value)
        letters = {run[0].folded for wave in waves for name in (wave.id, wave.label) if (run := pieces(name))}
        self._no_codes = _NO_CODES | letters

    def add(self, facts: ParticipantFacts) -> None:
        """Know one more participant, by id and label."""
        self._add(facts.participant, 0, "participant", facts.participant)
        self._add(facts.label, 1, "participant", facts.participant)

    def _add(self, phrase: str, rank: int, meaning: str, value: str) -> None:
        """Know a phrase; where one phrase means several things the lowest rank holds."""
        run = tuple(piece.folded for piece in pieces(phrase))
        if not run:
            return
        self._longest = max(self._longest, len(run))
        known = self._phrases.setdefault(run, [])
        if known and rank < known[0].rank:
            known.clear()
        if not known or rank == known[0].rank:
            known.append(_Known(rank, meaning, value, phrase))

    def _add_role(self, name: str, role_id: str) -> None:
        run = [piece.folded for piece in pieces(name)]
        if not run:
            return
        if run[-1].endswith("s") and len(run[-1]) > 3:
            run[-1] = run[-1][:-1]
        one, many = " ".join(run), " ".join([*run[:-1], run[-1] + "s"])
        for phrase, meaning in ((one, "role"), (f"{one} member", "role"), (many, "roles"), (f"{one} members", "roles")):
            self._add(phrase, 5, meaning, role_id)
        self._roles[role_id].append(tuple(run))

    def find(self, stem: str) -> tuple[list[Word], dt.date | None, str]:
        """The words in a file's name in order, the date in it, and the name as their places count in it."""
        name, dates = _without_dates(plain(stem)[:LONGEST_STEM])
        return _Search(self, name).words(), dates.pop() if len(dates) == 1 else None, name

    def phrases_at(self, run: Sequence[Piece], start: int) -> Iterator[tuple[int, _Known]]:
        """What is known that begins at a piece, the longest first: (the piece after it, what)."""
        for end in range(min(len(run), start + self._longest), start, -1):
            known = self._phrases.get(tuple(piece.folded for piece in run[start:end]), [])
            found = _the_one(known, run[start:end])
            if found:
                yield end, found

    def participants_of(self, role_id: str, number: str) -> set[str]:
        """The ids of the participants whose id or label is this role and this number; more than one is ambiguous."""
        known = [entry for words in self._roles[role_id] for entry in self._phrases.get((*words, number), [])]
        return {entry.value for entry in known if entry.meaning == "participant"}

    def may_be_code(self, letters: Piece, digits: Piece) -> bool:
        """Whether letters with a number after them can be a participant's id: PM1, P10, M5; in capitals only."""
        return (
            letters.end == digits.start
            and not letters.is_number
            and digits.is_number
            and letters.written.isascii()
            and letters.written.isupper()
            and len(letters.written) <= 3
            and len(digits.written) <= 3
            and letters.folded not in self._no_codes
            and (letters.folded, digits.folded) not in self._phrases  # else it is somebody known, or ambiguous
        )


class _Search:
    """Going through one name."""

    def __init__(self, known: NameWords, name: str) -> None:
        self.known = known
        self.run = pieces(name)
        self.name = name
        self.failed: set[tuple[int, bool]] = set()

    def words(self) -> list[Word]:
        """The words that fill whole tokens, in order.

        A code nobody knows is a person only where all the rest of the name is understood: `LICENSE_CC0` is nobody.
        """
        found: list[Word] = []
        position, understood = 0, True
        while position < len(self.run):
            filled = self._filled(position, has_code=False)
            if filled:
                position = filled[0]
                found += filled[1]
                continue
            understood = understood and self._counts_files(position)
            position += 1
            while not self._is_border(position):
                position += 1
        return [word for word in found if understood or word.meaning != "code"]

    def _counts_files(self, position: int) -> bool:
        """Whether a token is the number of a file: `Interview 2`, `v2.1`, `(1)`."""
        number = self.run[position]
        if not number.is_number or len(number.written) > 3 or not self._is_border(position + 1):
            return False
        before = self.run[position - 1] if position else None
        if before and (before.folded in _COUNTED or (before.is_number and self.name[before.end : number.start] == ".")):
            return True
        return self.name[number.start - 1 : number.start] == "(" and self.name[number.end : number.end + 1] == ")"

    def _is_border(self, index: int) -> bool:
        """Whether a token begins at a piece, or the name ends before it."""
        return not 0 < index < len(self.run) or self.run[index - 1].end < self.run[index].start

    def _filled(self, start: int, *, has_code: bool) -> tuple[int, list[Word]] | None:
        """Words that lie side by side from a piece to the end of a token, and the piece after them."""
        if (start, has_code) in self.failed:
            return None
        for end, words in self._candidates(start, has_code=has_code):
            if self._is_border(end):
                return end, words
            rest = self._filled(end, has_code=has_code or any(word.meaning == "code" for word in words))
            if rest:
                return rest[0], words + rest[1]
        self.failed.add((start, has_code))
        return None

    def _candidates(self, start: int, *, has_code: bool) -> Iterator[tuple[int, list[Word]]]:
        known = list(self.known.phrases_at(self.run, start))
        numbered = [found for end, phrase in known if (found := self._numbered(end, phrase, start))]
        plain_ones = [(end, [self._word(phrase.meaning, phrase.value, start, end)]) for end, phrase in known]
        yield from sorted(numbered + plain_ones, key=lambda candidate: -candidate[0])
        following = self.run[start + 1 : start + 2]
        if following and self.run[start].folded in _VERSION_WORDS and following[0].is_number:
            yield start + 2, [self._word("noise", "", start, start + 2)]
        elif following and not has_code and self.known.may_be_code(self.run[start], following[0]):
            code = self.run[start].written.upper() + following[0].written
            yield start + 2, [self._word("code", code, start, start + 2)]

    def _word(self, meaning: str, value: str, start: int, end: int, number: str = "") -> Word:
        return Word(meaning, value, self.run[start].start, self.run[end - 1].end, number)

    def _numbered(self, end: int, phrase: _Known, start: int) -> tuple[int, list[Word]] | None:
        """A role and its numbers: `Parent 3`, `Parents 3 and 4`, `Parent 3 & 4`."""
        if phrase.meaning not in {"role", "roles"}:
            return None
        words: list[Word] = []
        at: int | None = end
        while at is not None and at < len(self.run) and self.run[at].is_number and len(self.run[at].written) <= 3:
            number = self.run[at].folded
            people = self.known.participants_of(phrase.value, number)
            if len(people) > 1:
                return None
            meaning, value = ("participant", people.pop()) if people else ("numbered", phrase.value)
            words.append(self._word(meaning, value, start if not words else at, at + 1, number))
            end = at + 1
            at = self._next_number(end, many=phrase.meaning == "roles")
        return (end, words) if words else None

    def _next_number(self, at: int, *, many: bool) -> int | None:
        """Where the list of numbers goes on, None where it ends before `at`."""
        if not self._is_border(at):
            return None
        number = at + 1 if at < len(self.run) and self.run[at].folded in _AND else at
        if number >= len(self.run) or not self._is_border(number + 1):
            return None
        between = self.name[self.run[at - 1].end : self.run[number].start]
        joins = number > at or any(sign in between for sign in ("&+,-" if many else "&+"))
        return number if joins else None


def _the_one(known: Sequence[_Known], run: Sequence[Piece]) -> _Known | None:
    """What a phrase means here: what is written exactly so goes first; nothing where it is ambiguous."""
    if len(run) == 1 and len(run[0].written) == 1:  # "a" in "interview with a parent" is not participant A
        known = [entry for entry in known if entry.meaning != "participant" or entry.written.strip() == run[0].written]
    if len({entry.value for entry in known}) > 1:
        written = [piece.written.casefold() for piece in run]
        known = [entry for entry in known if [piece.written.casefold() for piece in pieces(entry.written)] == written]
    return known[0] if len({entry.value for entry in known}) == 1 else None


def _numbered(waves: Sequence[Named]) -> dict[str, str]:
    """The waves that can be called by a number (`time 1`): number -> id. Only numbers that stand in ids or labels."""
    found: dict[str, set[str]] = {}
    for wave in waves:
        for name in (wave.id, wave.label):
            numbers = {piece.folded for piece in pieces(name) if piece.is_number}
            if len(numbers) == 1:
                found.setdefault(numbers.pop(), set()).add(wave.id)
    return {number: next(iter(ids)) for number, ids in found.items() if len(ids) == 1}


def _without_dates(name: str) -> tuple[str, set[dt.date]]:
    """The name with spaces in place of its dates, and these: year first, or day first."""
    dates: set[dt.date] = set()

    def blank(match: re.Match[str]) -> str:
        try:
            dates.add(dt.date(int(match["y"]), int(match["m"]), int(match["d"])))
        except ValueError:
            return match[0]  # Not a day of the calendar, so these digits are something else.
        return " " * len(match[0])

    for pattern in _DATES:
        name = pattern.sub(blank, name)
    return name, dates
