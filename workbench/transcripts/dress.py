"""A label known from the study at the head of a line, whatever it is dressed in. Pure.

Transcribers number their lines, set them off with bullets, put labels into brackets, quotation marks or markup, and
copy invisible characters along. The dress of a line is all that stands before its first letter (or its first number,
where a label begins with one), and markup's tags. `begins_with` undresses a line and says which known label it begins
with, and how that is set apart from the words. Where the colon is missing, it is for `workbench.transcripts.turns` to
decide, from the whole text, whether it is a label.

Every pattern has bounded repetitions and sees only the first characters of a line, so that no line can make it slow.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from workbench.transcripts.labels import STAMP, WINDOW, Form, Head, key_of, looks_like_label, time_in

COLONS = ":：∶꞉﹕︰։׃˸"
"""What serves as a colon behind a label."""
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_SPACE = rf"[\s{_UNSEEN}]"
_TAG = r"</?(?:b|i|u|p|em|strong|span|font|div|li|td|tr|th|br|hr|mark|s|small|code|h\d)(?:[ ][^<>]{0,60})?/?>"
_DRESS = re.compile(
    rf"(?:{_TAG}|\d{{1,2}}h\d{{2}}(?!\w)|(?<=[:.]\d\d)[ ]?[ap]m(?!\w|\W{{0,2}}\d)|[\W\d_]){{0,60}}", re.IGNORECASE
)
_DRESS_WITHOUT_TAGS = re.compile(r"[\W\d_]{0,60}")
_RUN = re.compile(r"[^\W\d_]+|\d+")
_NUMBERS = re.compile(r"\d+")
_WITHIN = re.compile(rf"[\s\-_.#'’{_UNSEEN}]{{0,3}}")
_NUMBER = re.compile(rf"{_SPACE}{{0,2}}[-_#]?(?:\d{{1,3}}|[A-Z]{{1,2}})(?!\w)")
_JOIN = re.compile(
    rf"{_SPACE}{{0,2}}(?:[&/,+]|(?:and|or|to|et|und)(?!\w)){_SPACE}{{0,2}}|[ ](?=[^\W_]{{1,12}}\d)", re.IGNORECASE
)
_JOINED_NUMBER = re.compile(r"\d{1,3}(?!\w|[:.]\d)")
_SOME = frozenset(("one", "some", "all", "both", "two", "three", "several", "another", "any", "each", "a", "an", "the"))
_TOO_COMMON = _SOME | {"everyone", "everybody", "group"}
_SOME_OF = re.compile(rf"(?:(?:{'|'.join(_SOME)})[ ]){{1,2}}(?:of[ ])?(?:the[ ])?", re.IGNORECASE)
_CLOSER = rf"(?:{_TAG}|[\])}}】）>*_~=`\"”’'»{_UNSEEN}])"
_SIGN = re.compile(
    rf"(?P<unsure>\?)?(?P<closed>{_CLOSER}{{0,8}})(?P<asked>\?)?(?:[ ]?[(\[][^()\[\]:]{{1,30}}[)\]])?"
    rf"(?P<stamped>,?{_SPACE}{{0,3}}{STAMP})?(?P<shut>{_CLOSER}{{0,8}})"
    rf"(?:{_SPACE}{{0,3}}(?P<colon>[{COLONS}]{{1,2}}|,[^:,]{{1,16}}:(?=\s)){_CLOSER}{{0,8}}(?:{_SPACE}{{0,4}}[\[(]{STAMP}[\])])?"
    rf"|(?P<tab>[ ]{{0,3}}\t)"
    rf"|{_SPACE}{{0,3}}(?P<mark>;|\.(?=\s)|[–—→➔·•\\]|-(?=\s)|(?<=\s)-|=|\||/(?=\s)){_CLOSER}{{0,2}}"
    rf"|(?P<end>{_SPACE}{{0,8}}$)|(?P<gap>\s{{1,8}}))",
    re.IGNORECASE,
)
_ANY = re.compile(rf"(?P<label>[^\W\d_][^:：\t*\[\](){{}}<>|;=]{{0,39}}?)(?={_CLOSER}{{0,8}}{_SPACE}{{0,3}}[{COLONS}])")
_SHUT = re.compile(rf"{_TAG}|[\])}}】）»>*_~=`]", re.IGNORECASE)
_CAPITAL = re.compile(r"\W{0,4}(?!I\b)[^\W\d_]")
_ENDS_LINE = frozenset("\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")


class Known(NamedTuple):
    """Labels known from the study, prepared for `begins_with`.

    Args:
        keys: Letters and numbers of each, see `Beginning.key`.
        beginnings: What their first runs of letters and numbers come to: a line that begins otherwise begins with none.
    """

    keys: frozenset[str]
    beginnings: frozenset[str]

    def with_labels(self, labels: Iterable[str]) -> Known:
        """These and others."""
        beginnings: set[str] = set()
        keys: set[str] = set()
        for label in labels:
            joined = ""
            for run in _RUN.findall(label):
                joined = _with_run(joined, run)
                beginnings.add(joined)
            keys.add(joined)
        keys.discard("")
        # What is written as one word, "Parent3", has one run of letters only.
        beginnings |= keys
        return self if keys <= self.keys else Known(self.keys | keys, self.beginnings | beginnings)


class Beginning(NamedTuple):
    """A known label at the head of a line.

    Args:
        label: As it stands there, without its dress; several that are joined (``PM1 and PM2``) are one.
        words: Offset in the line where the words begin; the line's length where they stand below.
        time: Milliseconds from the beginning of the recording, where a stamp beside the label says so.
        sign: What sets it apart: ``:``, a tab, ``;``, ``]`` …; empty where nothing else stands on the line.
        is_clear: Whether nothing but a label looks so.
        may_be_speech: Whether it could as well be a word of whoever speaks: "I - I don't know".
    """

    label: str
    words: int
    time: int | None
    sign: str
    is_clear: bool
    may_be_speech: bool


@lru_cache(maxsize=64)
def known_from(labels: Collection[str]) -> Known:
    """Prepares labels for `begins_with`.

    Args:
        labels: Ids and labels of participants, roles and interviewers, as the study has them: a frozenset.
    """
    return Known(frozenset(), frozenset()).with_labels(labels)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, where they begin and without their ends; also those that only Unicode knows to be lines."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line[:-1] if line[-1] in _ENDS_LINE else line
        start += len(line)
    if not text or text[-1] in _ENDS_LINE:
        yield start, ""


def begins_with(line: str, known: Known) -> Beginning | None:
    """The known label that a line begins with and that something sets apart, or None.

    Args:
        line: One line without its end.
        known: The labels, from `known_from`.
    """
    at = end_of_dress(line)
    run = _RUN.match(line, at)
    first = run[0].casefold() if run else ""
    if first in known.beginnings or first in _SOME:
        found = _beginning(line, at, known)
        if found is not None:
            return found
    if not at:
        return None
    others = [number.start() for number in _NUMBERS.finditer(line, 0, at) if _zeroless(number[0]) in known.beginnings]
    if "<" in line[:at]:  # what looks like a tag may be a label: <I> How was it?
        others.append(_end_of(_DRESS_WITHOUT_TAGS, line))
    for start in others:
        if (found := _beginning(line, start, known)) is not None:
            return found
    return None


def head_from(beginning: Beginning) -> Head:
    """A known label as the head of its line; of form "weak" where it is not clear."""
    form: Form = "weak" if not beginning.is_clear else "tab" if beginning.sign == "\t" else "colon"
    return Head(beginning.label, key_of(beginning.label), beginning.words, beginning.time, form, firm=True)


def undressed(line: str) -> Head | None:
    """What looks like anybody's label with a colon, once the dress of its line is off; None where the line has none."""
    if line[:1].isalpha():
        return None
    at = _end_of(_DRESS, line)
    label = _ANY.match(line, at) if at else None
    found = _set_apart(line, at, label.end("label")) if label and looks_like_label(label["label"].strip()) else None
    if found is None or not found.is_clear:
        return None
    return Head(found.label, key_of(found.label), found.words, found.time, "colon", firm=True)


def end_of_dress(line: str) -> int:
    """Where the first letter of a line stands, once its dress is off."""
    return 0 if line[:1].isalpha() else _end_of(_DRESS, line)


def known_in(words: str, known: Known, *, at_end: bool = False) -> tuple[int, int] | None:
    """Where a known label of two characters or more stands in a few words, the longest that begins first; or None.

    Args:
        words: A few words of a line.
        known: The labels, from `known_from`.
        at_end: Only one that nothing follows.
    """
    for run in _RUN.finditer(words):
        start = run.start()
        end = None if words[:start][-1:].isalnum() else _end_of_one(words, start, known)
        fits = end is not None and end - start > 1 and (not at_end or end == len(words))
        if end is not None and fits and key_of(words[start:end]) not in _TOO_COMMON:
            return start, end
    return None


def _end_of(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.match(line)
    return found.end() if found else 0


def _zeroless(run: str) -> str:
    return run.lstrip("0") or "0"


def _with_run(joined: str, run: str) -> str:
    """Runs of letters and numbers as one key; two numbers side by side stay two."""
    if run[0].isdigit():
        return f"{joined} {_zeroless(run)}" if joined[-1:].isdigit() else joined + _zeroless(run)
    return joined + run.casefold()


def _beginning(line: str, start: int, known: Known) -> Beginning | None:
    for end in reversed(_ends(line, start, known)):
        found = _set_apart(line, start, end)
        if found is not None:
            return found
    some = _SOME_OF.match(line, start)
    for end in reversed(_ends(line, some.end(), known)) if some else ():
        found = _set_apart(line, start, end)
        if found is not None:
            return found
    return None


def _ends(line: str, start: int, known: Known) -> list[int]:
    """Where a known label that begins at ``start`` may end: with its number, and with others joined to it."""
    end = _end_of_one(line, start, known)
    ends: list[int] = []
    while end is not None:
        ends.append(end)
        number = _NUMBER.match(line, end) if not line[end - 1].isdigit() and end - start > 1 else None
        if number is not None:
            end = number.end()
            ends.append(end)
        join = _JOIN.match(line, end) if end - start < WINDOW else None
        if join is None:
            break
        in_a_row = line[end - 1].isdigit() and bool(join.group().strip())
        next_number = _JOINED_NUMBER.match(line, join.end()) if in_a_row else None
        end = next_number.end() if next_number else _end_of_one(line, join.end(), known)
    return ends


def _end_of_one(line: str, start: int, known: Known) -> int | None:
    """Where the longest known label that begins at ``start`` ends."""
    joined, end, at = "", None, start
    for run in _RUN.finditer(line, start, start + WINDOW):
        if _WITHIN.fullmatch(line, at, run.start()) is None:
            break
        joined, at = _with_run(joined, run.group()), run.end()
        if joined not in known.beginnings:
            break
        if joined in known.keys:
            end = at
    return end


def _set_apart(line: str, start: int, end: int) -> Beginning | None:
    """The label from ``start`` to ``end``, where something sets it apart from the words behind it."""
    found = _SIGN.match(line, end)
    if found is None:
        return None
    dress, closed = line[:start], found["closed"] + found["shut"]
    colon, mark = found["colon"], found["mark"]
    stamped = bool(found["stamped"]) or time_in(dress) is not None
    is_doubted = found["unsure"] or found["asked"] or (colon or "").startswith(",")
    is_clear = bool(colon or found["tab"]) and not is_doubted
    shut = _SHUT.search(closed)
    if colon or found["tab"]:
        sign = ":" if colon else "\t"
    elif mark:
        sign = mark
    elif shut:
        sign = shut.group()
    elif found["end"] is not None:
        sign = ""
    elif stamped and _CAPITAL.match(line, found.end()) and line[found.end()].isupper():
        sign = " "
    else:
        return None
    words = found.end()
    while words < len(line) and (line[words].isspace() or _is_unseen(line[words])):
        words += 1
    label = line[start:end]
    may_be_speech = not is_clear and _may_be_speech(label, line, words)
    return Beginning(label, words, time_in(line[:words]), sign, is_clear, may_be_speech)


def _is_unseen(character: str) -> bool:
    return re.match(f"[{_UNSEEN}]", character) is not None


def _may_be_speech(label: str, line: str, words: int) -> bool:
    """Whether a label of one letter, or with an article, is rather a word: behind it no sentence begins."""
    if len(label) > 1 and _SOME_OF.match(label) is None:
        return False
    behind = _CAPITAL.match(line, words)
    return (len(label) == 1 and label.islower()) or behind is None or not line[behind.end() - 1].isupper()
