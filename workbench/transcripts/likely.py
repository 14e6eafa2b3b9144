"""Lines that read like a label and are not written clearly as one: somebody else may speak there. Pure.

``[crosstalk] PM1:``, ``PM1 interrupts:``, ``Lead interviewer:``, ``Parent 1's partner:`` do not look like names, and no
list of forms holds them all. What they share are a few words before a colon, one of which is a label known from the
study or a word for people. Who speaks behind it is not sure; but it is not surely whoever spoke before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.transcripts.dress import COLONS, Known, end_of_dress, known_in
from workbench.transcripts.labels import (
    HEADER,
    INTERVIEWERS,
    LONGEST,
    NEVER,
    ROLES,
    SPEAKERS,
    STAMP,
    WINDOW,
    Head,
    key_of,
    looks_like_label,
)
from workbench.transcripts.strangers import is_nobody, may_name_somebody, names_somebody, small_words

_MOST_WORDS = 6
_MOST_BEHIND = 3
COLON = re.compile(rf"[{COLONS}](?![\d/])")
"""What ends most labels; neither in a time nor in an address."""
_SPEAKS_UP = ">>"
_SAME_WAY = {":": "colon", "\t": "tab", " ": "colon"}
_FORMS = {
    "colon": COLON,
    "weak": COLON,
    "tab": re.compile(r"\t"),
    "dash": re.compile(r"[ \t][-–—][ \t]"),
    "clock": re.compile(rf"[ \t]{{1,12}}{STAMP}[ \t]{{0,4}}$"),
    "alone": re.compile(r"[ \t]{0,4}$"),
}
_STAGE = re.compile(r"[\[(*](?:[^\[\]()*:：]|(?<=\d):(?=\d)){1,30}[\])*]")
_OPENS_STAGE = re.compile(r"[\[(*](?=[^\W_])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_NUMBER_AT_END = re.compile(r"(?:\W+(?:no|number))?\W+(?:\d{1,4}|one|two|three|four|five|\w)\W*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ENDS_A_SENTENCE = frozenset('.?!…"”»)]–—|/*')


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TOO_COMMON = _words(
    "ai all answer baby boss both chatbot everybody everyone group host human i iv mod player q question several user"
)
PEOPLE = (ROLES | SPEAKERS | INTERVIEWERS) - _TOO_COMMON | _words(
    """adult advocate female guardian lady magistrate male man member notetaker person police practitioner psychiatrist
    relative sibling solicitor somebody someone taker woman"""
)
"""Words that make a few words somebody's label, in any case of letters."""

_JOINED = _words("and at by from in of on or to with")
_SENTENCE = _words(
    """i am me my mine we us our you your he she it they them is are was were be been being have has had having do does
    did done can could would will should may might must say says said tell tells told ask asks asked think
    thinks thought feel feels felt know knows knew like likes want wants wanted need needs get gets got give
    gives gave go goes went come comes came make makes made see saw talk talking speaking if when where why how
    what which who whom because so but then than that there as about for not no yes just very really only even
    also well while though although"""
)
"""Words that make a few words a sentence, and no label."""
_SAYS = _words(
    """adds added again answers answered asks asked cont contd continued continues continuing cont'd crying interrupting
    interrupts interrupted laughing laughs replies replied said says speaking whispers whispering"""
)
"""Words behind a label that tell how somebody speaks."""


_BEGINS_SPEECH = (NEVER - HEADER) | {"all", "both"}


class Likely(NamedTuple):
    """What reads like a label.

    Args:
        label: Its words, without dress and stage direction.
        key: For comparing, see `labels.key_of`.
        is_person: Whether it holds a label known from the study, or a word for people as the name of one.
        holds_person: Whether such a word stands anywhere in it, also in a sentence.
        is_dressed: Whether a bullet, a number, a bracket, a stage direction or the like stands before it.
    """

    label: str
    key: str
    is_person: bool
    holds_person: bool
    is_dressed: bool

    @property
    def is_plain(self) -> bool:
        """Whether it stands right at the head of its line and looks like a label: then it is judged as one."""
        return not self.is_dressed and looks_like_label(self.label)

    @property
    def may_stand_alone(self) -> bool:
        """Whether it could be a label on a line of its own: no sentence, nor a part of one."""
        return self.label[-1].isalnum() and self.label[0].isupper() and len(_WORD.findall(self.label)) <= 3

    @property
    def may_recur(self) -> bool:
        """Whether it is somebody's label where it stands again and again between labels."""
        words = _folded(self.label)
        begins_speech = is_nobody(self.label) or _is_sentence(words) or words[0] in _BEGINS_SPEECH
        return len(words) <= 3 and not begins_speech


def likely_label(line: str, known: Known, sign: re.Pattern[str] = COLON) -> Likely | None:
    """What reads like somebody's label at the head of a line, or None.

    Args:
        line: One line without its end.
        known: Labels known from the study.
        sign: What sets labels apart.
    """
    found = sign.search(line, 0, WINDOW)
    if found is None:
        return None
    at = end_of_dress(line)
    at = _end_of_stage(line, at) if sign is COLON else at
    if at >= found.start():
        found = sign.search(line, at, WINDOW)
    if found is None:
        return None
    label = line[at : found.start()].strip(" \t*_~=`\"”»'>|}")
    words = _folded(label)
    if not 0 < len(words) <= _MOST_WORDS or len(_IN_BRACKETS.sub("", label)) > LONGEST:
        return None
    is_sentence = _is_sentence(words)
    if is_sentence and "," in label:
        return None
    named = known_in(label, known)
    if named is not None:
        is_person = _is_known(label, *named, known, is_sentence=is_sentence)
        return Likely(label, key_of(label), is_person, holds_person=True, is_dressed=at > 0)
    is_person = not is_sentence and _is_person(label)
    holds = is_person or not PEOPLE.isdisjoint(words)
    return Likely(label, key_of(label), is_person, holds, is_dressed=at > 0)


def _end_of_stage(line: str, at: int) -> int:
    """Where words begin behind a stage direction at the head of a line, ``[crosstalk] PM1``; else ``at``."""
    opened = _OPENS_STAGE.search(line, 0, at + 1) if at else None
    stage = _STAGE.match(line, opened.start()) if opened else None
    if stage is None:
        return at
    behind = stage.end() + end_of_dress(line[stage.end() :])
    return at if ":" in line[stage.end() : behind] or behind >= len(line) else behind


def _folded(label: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(label)]


def _is_sentence(words: Iterable[str]) -> bool:
    return any(word.partition("'")[0] in _SENTENCE or word.endswith("n't") for word in words)


def _is_known(label: str, start: int, end: int, known: Known, *, is_sentence: bool) -> bool:
    """Whether a label that holds a known one is somebody's: a role must be the whole, or be told how it speaks."""
    name, behind = _folded(label[start:end]), _folded(label[end:])
    if len(behind) > _MOST_BEHIND:
        return False
    if len(behind) == 1 and not start and behind[0] in _SAYS:
        return True
    if not is_sentence and known_in(label[end:], known, at_end=True):
        return True
    is_role = name[-1].rstrip("s") in PEOPLE and name[-1] not in INTERVIEWERS
    return not is_sentence and (not is_role or not behind or _is_person(label))


def _is_person(label: str) -> bool:
    """Whether the words name one: ``Foster carer``, ``Mentor one``, ``Woman in background``."""
    core = _IN_BRACKETS.sub("", label)
    words = _folded(_NUMBER_AT_END.sub("", core) or core)
    if not words:
        return False
    return words[-1] in PEOPLE or (len(words) > 2 and words[0] in PEOPLE and words[1] in _JOINED)


def likely_lines(lines: Sequence[str], ways: Mapping[int, str], known: Known, first: int) -> dict[int, Head]:
    """What else reads like a label in a text with labels, by line: nobody knows whose words stand there.

    Args:
        lines: The lines of a text.
        ways: How each label that was found is set apart, its sign or form, by line.
        known: Labels known from the study.
        first: The first line that somebody may speak in.
    """
    way, sign = _way_of_most(ways)
    speaks_up = 2 * sum(lines[number].startswith(_SPEAKS_UP) for number in ways) > len(ways)
    found: dict[int, str] = {}
    perhaps: dict[str, list[tuple[int, Likely]]] = {}
    for number in range(first, len(lines)):
        line = lines[number]
        if number in ways or not line:
            continue
        if speaks_up and line.startswith(_SPEAKS_UP):
            found[number] = _SPEAKS_UP
        like = likely_label(line, known, sign)
        if like is not None and like.is_person and (way != "alone" or like.may_stand_alone):
            found[number] = like.label
        elif like is not None and like.may_recur and way != "alone":
            perhaps.setdefault(like.key, []).append((number, like))
    small: frozenset[str] | None = None
    for several in perhaps.values():
        numbers, like = [number for number, _ in several], several[0][1]
        # Somebody who speaks again and again, others between; not what one says twice in an answer.
        counts = any(numbers[0] < number < numbers[-1] for number in ways) and not (like.is_plain and way in _FORMS)
        if not counts and way not in _FORMS and may_name_somebody(like.label):
            small = small_words("\n".join(lines)) if small is None else small
            counts = names_somebody(like.label, small)
        found |= dict.fromkeys(numbers, like.label) if counts else {}
    return {number: Head(label, key_of(label), 0, None, "weak", firm=True) for number, label in found.items()}


def _way_of_most(ways: Mapping[int, str]) -> tuple[str, re.Pattern[str]]:
    """What sets most labels of a text apart, and how to find it."""
    count = Counter(_SAME_WAY.get(way, way) for way in ways.values())
    most = count.most_common(1)[0][0] if count else "colon"
    return most, _FORMS[most] if most in _FORMS else re.compile(re.escape(most))


def labels_within(text: str, start: int, end: int, known: Known) -> Iterator[int]:
    """Where known labels with a colon stand in the middle of somebody's words.

    Args:
        text: A transcript with LF line ends.
        start: Where the words begin.
        end: Where they end.
        known: Labels known from the study.
    """
    for colon in ":：":
        at = text.find(colon, start, end)
        while at >= 0:
            if text[at + 1 : at + 2].strip() == "" or colon != ":":
                words = text[max(start, at - LONGEST) : at]
                if _ends_with_label(words.rpartition("\n")[2].rpartition(":")[2], known):
                    yield at
            at = text.find(colon, at + 1, end)


def _ends_with_label(words: str, known: Known) -> bool:
    """Whether words end with a known label that rather begins somebody's speech than ends a sentence."""
    named = known_in(words.rstrip(" *_)]"), known, at_end=True)
    if named is None:
        return False
    label, before = words[named[0] : named[1]], words[: named[0]].rstrip()
    return not label.islower() or any(map(str.isdigit, label)) or before[-1:] in _ENDS_A_SENTENCE
