"""What a speaker's label looks like at the head of a line. Pure.

Transcribers write ``Interviewer: words``, ``P3 - words``, ``**Name:** words``, ``[00:12] Name: words``, ``Name (00:12):
words``, ``Name  0:21`` or a name alone on its line. `head_of` sees one line and says what could be a label in it;
whether it is one depends on the whole text and is decided in `workbench.transcripts.turns`.

Every pattern has bounded repetitions and sees only the first characters of a line, so that no line can make it slow.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Literal, NamedTuple

Form = Literal["colon", "dash", "tab", "clock", "alone", "weak"]
"""How a label is set apart: ``Name:``, ``Name -``, ``Name<tab>``, ``Name  0:21``, a line of its own, or (a known one)
in a way that is not clear: ``Name;``, ``[Name]``."""

WINDOW = 160
"""How many characters of a line can belong to label and time stamp together."""

LONGEST = 40
"""How many characters a label may have that is not known from the study."""

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_RANGE = rf"{_CLOCK}(?:[ ]?(?:-->|-|–|—)[ ]?{_CLOCK})?"
STAMP = rf"(?:\[{_RANGE}\]|\({_RANGE}\)|\#{_CLOCK}(?:-\d)?\#|{_RANGE}(?![\w:.,]*\w))"
"""A time stamp, as a pattern."""
_MARKS = r"(?:\*{1,3}|_{1,3})"
_AFTER_STAMP = r"(?:[ \t]{0,4}[-–—|][ \t]{1,4}|[ \t]{0,8})"

_STAMPED = re.compile(rf"[ \t]{{0,40}}({STAMP})[ \t]{{0,40}}")
_CLOCK_IN = re.compile(_CLOCK)
_PREFIX = re.compile(
    rf"\s{{0,40}}(?:\#{{1,6}}[ \t]{{1,8}})?{_MARKS}?(?:(?P<stamp>{STAMP}){_AFTER_STAMP})?{_MARKS}?[ \t]{{0,8}}"
)
_ORDINARY = re.compile(r"([A-Za-z](?:[A-Za-z0-9 ]{0,38}[A-Za-z0-9])?): (?=[A-Za-z])")
"""Most labels by far, ``Parent 3: Words``; only a quick way, since `head_of` finds the same in them without it."""
_COLON = re.compile(
    rf"(?P<label>[^:：\t*\[\](){{}}<>]{{1,60}}?(?:[ ]?[(\[][^:：()\[\]]{{1,30}}[)\]])?)[ \t]{{0,3}}"
    rf"(?P<stamp>[\[(]{_RANGE}[\])])?[ ]{{0,2}}{_MARKS}?[ ]{{0,2}}[:：]{_MARKS}?"
    rf"(?P<late>[ \t]{{0,4}}[\[(]{_RANGE}[\])])?"
)
_DASH = re.compile(rf"(?P<label>[^\s*]{{1,20}}(?:[ ][^\s*\-–—]{{1,20}}){{0,3}}?){_MARKS}?[ \t]{{1,4}}[-–—][ \t]{{1,4}}")
_TAB = re.compile(rf"(?P<label>[^\t*]{{1,60}}?){_MARKS}?[ ]{{0,3}}\t")
_NAME_AND_CLOCK = re.compile(
    rf"(?P<label>[^\t*]{{1,60}}?){_MARKS}?(?P<gap>[ \t]{{1,12}})(?P<stamp>{STAMP})[ \t]{{0,4}}{_MARKS}?\s{{0,8}}$"
)
_CODE = re.compile(r"[A-Za-z]\d{0,3}|[A-Za-z]{1,4}[-_ ]?\d{1,3}|[A-Z]{2,4}")
_ONE_CODE = re.compile(r"[A-Z]\d{0,3}|[A-Z]{1,3}[-_ ]?\d{1,3}")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,3}")
_BRACKETS_AT_END = re.compile(r"[ ]?[(\[][^()\[\]]{1,30}[)\]]$")
_NUMBER_AT_END = re.compile(r"[\s_#-]{0,3}(?:\d{1,4}|[A-Z])$")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_PARTICLES = _words("of the and und et y e de del della di da dos du van von der den le la el al bin ibn for to in")

TITLES = _words("dr. jr. miss. mr. mrs. ms. prof. sr. st.")
"""Titles before or after a name, each with its stop."""

SPEAKERS = _words(
    """ai answer assistant chatbot facilitator host human interviewee interviewer interviewers moderator participant
    question researcher respondent speaker unknown unknownspeaker unidentified unidentifiedspeaker user"""
)
"""Words that name a speaker in any study; such a label counts even where it stands once."""

ROLES = _words(
    """all aunt auntie baby boss both boy brother caller carer chair chairperson child client colleague commissioner
    coordinator counsellor cousin dad daddy daughter director doctor everybody everyone father friend gp girl girlfriend
    boyfriend gran grandad grandda granddad grandfather grandma grandmother grandpa granny group guest headteacher
    health-visitor husband interpreter judge keyworker lawyer leader librarian manager mentor mentors midwife mother mum
    mummy mom nan nana nanny neighbour nephew niece nurse observer officer parent parents partner patient peer player
    policeman policewoman psychologist receptionist secretary several sister social-worker socialworker son staff
    stepdad stepfather stepmother stepmum student supervisor support-worker supportworker teacher teenager therapist
    toddler trainee trainer translator uncle visitor voice volunteer wife worker"""
)
"""Words for people: such a label counts where it stands once between labels that count anyway."""

ASKED = _words("question answer")
"""Words that name a speaker where both are there, or one of them again and again; else they begin a sentence."""

INTERVIEWERS = _words("facilitator host i int interviewer interviewers iv mod moderator q question researcher")
"""Words for who asks; with or without a number at the end."""

HEADER = _words(
    """age conducted consent date dated day duration ethnicity file filename gender id interviewdate interviewno
    interviewnumber language length location medium mode occupation place project pseudonym recorded recording
    site study time timepoint title topic transcribed transcribedby transcriber transcript transcription venue
    version wave"""
)
"""Keys of the lines above an interview that say when and where it was."""

NEVER = HEADER | _words(
    """absolutely actually also and because but comment crosstalk e.g eg email example examples exactly finally first
    firstly fine great hello hi hmm however http https i.e ie important inaudible indeed interview interviews
    intro introduction laughs laughter maybe mhm mm mmhm mmm nb no nope note notes oh ok okay or overall pause
    perfect phone ps re really reason ref reference remember result results right second secondly silence so
    subject summary sure tel thanks thankyou then third thirdly uh um url warning well what when where who why
    www yeah yep yes conclusion background context details contents part section chapter page line"""
)
"""Words that are never somebody's label, alone before a colon."""


class Head(NamedTuple):
    """What could be a speaker's label at the head of a line.

    Args:
        label: The label as it stands in the text, without marks and stamps.
        key: The label for comparing, see `key_of`.
        words: Offset in the line where the words begin; the line's length where they stand below.
        time: Milliseconds from the beginning, where a stamp says so.
        form: How the label is set apart.
        firm: Whether white space or the line's end follows the separator, or a clock stands well apart from the name.
    """

    label: str
    key: str
    words: int
    time: int | None
    form: Form
    firm: bool


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """The label without white space and capitals: ``Parent 3`` and ``parent3`` are one speaker."""
    return "".join(label.split()).casefold()


def keys_of(labels: Collection[str]) -> frozenset[str]:
    """The keys of labels known from a study, for `head_of`; empty ones are left out."""
    return frozenset(key_of(label) for label in labels) - {""}


def stem_of(key: str) -> str:
    """The key without the number or letter at its end: ``speaker2`` belongs to ``speaker``."""
    return key.rstrip("0123456789_-#")


def milliseconds(clock: str) -> int:
    """What ``mm:ss``, ``hh:mm:ss`` or either with a fraction says, in milliseconds."""
    whole, _, fraction = clock.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0") or 0)


def time_in(stamp: str | None) -> int | None:
    """Milliseconds from the beginning, where a clock stands in ``stamp``."""
    found = _CLOCK_IN.search(stamp) if stamp else None
    return milliseconds(found.group()) if found else None


def stamp_at(line: str) -> tuple[int, int] | None:
    """The time stamp a line begins with: milliseconds, and the offset where the words after it begin."""
    found = _STAMPED.match(line[:WINDOW])
    if found is None:
        return None
    time = time_in(found.group(1))
    return None if time is None else (time, found.end())


def is_code(label: str) -> bool:
    """Whether the label is a short code such as ``I``, ``P3``, ``PM 1`` or ``INT``."""
    return _CODE.fullmatch(label) is not None


@lru_cache(maxsize=4096)
def core_of(label: str) -> str:
    """The label without an addition in brackets: ``Parent 3 (mother)`` speaks as ``Parent 3``."""
    return _BRACKETS_AT_END.sub("", label)


@lru_cache(maxsize=4096)
def is_speaker_word(label: str, words: frozenset[str] = SPEAKERS) -> bool:
    """Whether the label, less a number, a capital or brackets at its end, is one of ``words``."""
    core = core_of(label)
    return key_of(core) in words or key_of(_NUMBER_AT_END.sub("", core)) in words


def is_interviewer(label: str) -> bool:
    """Whether the label is a word for who asks: ``Interviewer 2``, ``I``, ``Mod``."""
    return stem_of(key_of(core_of(label))) in INTERVIEWERS


def speaks_once(label: str) -> bool:
    """Whether the label tells a speaker where it stands once among labels: ``R``, ``P1``, ``S 2``, ``Parent 3``.

    Capitals alone (``GP``, ``TV``) may be anything, and so may small letters (``step 1``).
    """
    numbered = label[-1:].isdigit() and is_speaker_word(label, ROLES)
    return _ONE_CODE.fullmatch(label) is not None or numbered or is_speaker_word(label)


def is_name(label: str) -> bool:
    """Whether the label is a name of one or two words, perhaps with a title: ``Mary``, ``Mrs Field``."""
    words = core_of(label).split()
    if len(words) > 1 and words[0].casefold().rstrip(".") + "." in TITLES:
        words = words[1:]
    return 0 < len(words) <= 2 and all(map(begins_like_a_name, words))


def begins_like_a_name(word: str) -> bool:
    """Whether a word begins with a capital (in scripts that have them) and no study uses it for anything but a name."""
    is_letter = len(word) == 1 and word.isascii()
    begins = word[0].isalpha() and not word[0].islower() and not word[-1].isdigit()
    return begins and not is_letter and word.casefold() not in NEVER | _PARTICLES


@lru_cache(maxsize=4096)
def looks_like_label(label: str) -> bool:
    """Whether the label could name somebody: a few words with capitals (in scripts that have them)."""
    if not 0 < len(label) <= LONGEST or not label[0].isalpha():
        return False
    if key_of(label) in NEVER or any(mark in label for mark in ',;?!…"“”|=/\\@'):
        return False
    if is_code(label) or is_speaker_word(label) or is_speaker_word(label, ROLES):
        return True
    words = core_of(label).split()
    return (
        len(words) <= 5 and all(_name_part(word) for word in words) and words[-1].casefold() not in _PARTICLES | TITLES
    )


def _name_part(word: str) -> bool:
    if word.endswith(".") and len(word) > 2 and word.casefold() not in TITLES and not _DOTTED.fullmatch(word):
        return False
    first = word.lstrip("'’-&(#")[:1]
    return not first.islower() or word in _PARTICLES


def head_of(line: str, known: Collection[str]) -> Head | None:
    """What could be a speaker's label at the head of ``line``, or None.

    Args:
        line: One line without its end.
        known: Keys (see `key_of`) of labels known from the study; these need not look like labels.
    """
    ordinary = _ORDINARY.match(line)
    if ordinary is not None and (line.find(":", ordinary.end()) < 0 or line.rstrip()[-1:] not in _ENDS_A_CLOCK):
        label = ordinary.group(1)
        key = _fitting(label, known)
        if key is not None:
            return Head(label, key, ordinary.end() - 1, None, "colon", firm=True)
    window = line[:WINDOW]
    prefix = _PREFIX.match(window)
    if prefix is None or not window[prefix.end() : prefix.end() + 1].isalnum():
        return None
    rest, at, time = window[prefix.end() :], prefix.end(), time_in(prefix.group("stamp"))
    whole = len(line) < WINDOW
    head = (whole and _with_clock(rest, known)) or _with_colon(rest, known) or _with_mark(rest, known)
    head = head or (_alone(rest, known) if whole else None)
    if not head:
        return None
    words = len(line) if head.form in ("clock", "alone") else at + head.words
    return head._replace(words=words, time=time if head.time is None else head.time)


def _fitting(label: str, known: Collection[str]) -> str | None:
    """The key of the label, where it is known or looks like one."""
    key = key_of(label)
    if key in known or key_of(core_of(label)) in known or looks_like_label(label):
        return key
    return None


def _with_colon(rest: str, known: Collection[str]) -> Head | None:
    colon = rest.find(":", 0, 100)
    if colon < 0 and "：" not in rest[:100]:
        return None
    found = _COLON.match(rest)
    if found is None:
        return None
    label = found.group("label").strip().rstrip("_").strip()
    key = _fitting(label, known)
    after = rest[found.end() : found.end() + 2]
    if key is None or after == "//":
        return None
    time = time_in(found.group("stamp") or found.group("late"))
    return Head(label, key, found.end(), time, "colon", after[:1].strip() == "" or "：" in found.group())


def _with_mark(rest: str, known: Collection[str]) -> Head | None:
    start = rest[:100]
    for form, marks, pattern in _MARKED:
        found = pattern.match(rest) if any(mark in start for mark in marks) else None
        if found is None:
            continue
        label = found.group("label").strip()
        key = _fitting(label, known)
        if key is not None:
            return Head(label, key, found.end(), None, form, firm=True)
    return None


_MARKED: tuple[tuple[Form, str, re.Pattern[str]], ...] = (("dash", "-–—", _DASH), ("tab", "\t", _TAB))


_ENDS_A_CLOCK = frozenset("0123456789])#*_")


def _with_clock(rest: str, known: Collection[str]) -> Head | None:
    found = _NAME_AND_CLOCK.match(rest) if rest.rstrip()[-1:] in _ENDS_A_CLOCK else None
    if found is None:
        return None
    label = found.group("label").strip().rstrip("*_:").strip()
    key = _fitting(label, known)
    if key is None:
        return None
    firm = len(found.group("gap")) > 1 or "\t" in found.group("gap")
    return Head(label, key, 0, time_in(found.group("stamp")), "clock", firm)


def _alone(rest: str, known: Collection[str]) -> Head | None:
    label = rest.strip().rstrip("*_").rstrip()
    key = _fitting(label, known) if len(label) <= 2 * LONGEST else None
    return None if key is None else Head(label, key, 0, None, "alone", firm=True)
