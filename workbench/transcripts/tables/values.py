"""How one cell of the tables is read and written: lists, choices, dates, statuses. Pure.

A list is separated by `;` (or `|` between people one of whom spoke). An entry that holds a separator itself stands in
double quotes, with a quote inside doubled, as in CSV.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from workbench.transcripts.matching import Named, key, named, nearest, shown

STATUSES = ("interviewed", "declined", "not reached", "withdrawn")
QUOTING = ("yes", "by role only", "never")
KINDS = ("individual", "joint", "group", "questionnaire", "observation", "case file", "document")
RECORD_MEANINGS = {
    "verbatim": "word for word",
    "tidied": "without fillers and false starts",
    "notes": "noted by hand",
}
RECORDS = tuple(RECORD_MEANINGS)

INTERVIEWER = "interviewer"
"""What `speakers` in transcripts.csv says for a label that is an interviewer's: `Kelly=interviewer`."""

_LIKE_QUOTING = 0.7
_QUOTING_WORD = re.compile(r"quot(?!a(?!tion|ble)|ient)")
"""In a column's letters: quote, quotable, quotation; no quota and no quotient."""
_SPECIAL = re.compile(r'[;|=:"]')
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"', re.DOTALL)
_SYNONYMS = {"no": "never", "none": "never", "role only": "by role only", "by role": "by role only"}


class CellProblem(ValueError):
    """A cell that cannot be read. `str()` says what is wrong; `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def split_list(text: str, separator: str = ";") -> list[str]:
    """The entries of a list in one cell, unquoted, without those that are empty."""
    return [unquoted(part) for part in split_raw(text, separator) if part.strip()]


def split_raw(text: str, separator: str) -> list[str]:
    """The entries as they stand, quotes and all; a separator in double quotes separates nothing."""
    part = re.compile(rf'(?:"(?:[^"]|"")*+"|[^{re.escape(separator)}])*+', re.DOTALL)
    parts, position = [], 0
    while match := part.match(text, position):
        parts.append(match[0])
        if match.end() == len(text):
            break
        position = match.end() + 1
    return parts


def unquoted(part: str) -> str:
    """An entry without outer white space and quotes."""
    part = part.strip()
    match = _QUOTED.fullmatch(part)
    return match[1].replace('""', '"') if match else part


def quoted(entry: str) -> str:
    """An entry as it can stand in a list."""
    if _SPECIAL.search(entry) or entry != entry.strip() or not entry:
        return '"' + entry.replace('"', '""') + '"'
    return entry


def joined(entries: Iterable[str], separator: str = ";") -> str:
    """A list as written into one cell: `PM1; PM2`, or `PM1|PM2`."""
    return (separator if separator == "|" else separator + " ").join(quoted(entry) for entry in entries)


def read_choice(text: str, allowed: Sequence[str]) -> str | None:
    """The one of `allowed` that a cell names, None where it is empty.

    Raises:
        CellProblem: It names none of them.
    """
    if not text.strip():
        return None
    wanted = key(text)
    for value in allowed:
        if wanted in {key(value), *(key(word) for word, meant in _SYNONYMS.items() if meant == value)}:
            return value
    raise unknown(text, allowed)


def stricter(*quoting: str) -> str:
    """The strictest of what is said of how somebody may be quoted, each one of `QUOTING`; `yes` where nothing is."""
    return max(quoting, key=QUOTING.index, default=QUOTING[0])


def is_like_quoting(column: str) -> bool:
    """Whether a column's name may have been meant for `quoting`: "quoting?", "quoted", "Qouting"."""
    letters = key(column)
    return (
        bool(_QUOTING_WORD.search(letters)) or difflib.SequenceMatcher(None, letters, "quoting").ratio() > _LIKE_QUOTING
    )


def unknown(text: str, allowed: Iterable[str], what: str = "") -> CellProblem:
    """The problem of a value that is none of those known, with the nearest one."""
    values = list(allowed)
    near = nearest(text, values)
    expected = ", ".join(values[:12]) + (" …" if len(values) > 12 else "")
    message = f"{shown(text)} is {what or 'none of the values known here'}; expected: {expected or 'nothing'}."
    return CellProblem(message, f"Did you mean {shown(near)}?" if near else "")


def read_named(text: str, things: Sequence[Named], what: str) -> str | None:
    """The id of the wave or role that a cell names by id or label, None where it is empty.

    Args:
        text: The cell.
        things: The study's waves or roles.
        what: `wave` or `role`, for the message.

    Raises:
        CellProblem: It names none of them.
    """
    if not text.strip():
        return None
    found = named(text, things)
    if found is None:
        problem = unknown(text, [thing.id for thing in things], f"no {what} of study.yaml")
        raise CellProblem(str(problem), problem.hint or f"Correct it, or add the {what} to study.yaml.")
    return found


_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T][0-9:.+Z-]*)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4})")
_WRITE_ISO = "Write year-month-day, as in 2026-03-14."


def read_date(text: str) -> dt.date | None:
    """The date in a cell, None where it is empty: `2026-03-14`, or day first: `14/03/2026`, `14.03.2026`.

    The day always comes first where a date is written with slashes or dots: 03/04/2026 is the third of April. A month
    over 12 there is a mistake, never a date with the month first, since the next row would then be misread unseen.

    Raises:
        CellProblem: It is no date.
    """
    text = text.strip()
    if not text:
        return None
    if match := _ISO.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_FIRST.fullmatch(text):
        year, month, day = int(match[4]), int(match[3]), int(match[1])
        if month > 12 >= day:
            raise CellProblem(f"{shown(text)} seems to have the month before the day.", _WRITE_ISO)
    else:
        raise CellProblem(f"{shown(text)} is no date the program knows.", _WRITE_ISO)
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise CellProblem(f"{shown(text)} is a day that no calendar has.", _WRITE_ISO) from error


def statuses(text: str) -> dict[str | None, str]:
    """A status as `read_status` returned it, by wave; under None what holds for every wave without a transcript."""
    found: dict[str | None, str] = {}
    for part in split_raw(text, ";"):
        wave, colon, status = part.rpartition(":")
        if status.strip():
            found[unquoted(wave) if colon else None] = status.strip()
    return found


def read_status(text: str, waves: Sequence[Named]) -> str:
    """A status cell in the one form in which statuses are kept: `declined`, `T1: interviewed; T2: declined`, or empty.

    Raises:
        CellProblem: A part is no status, or names no wave of the study.
    """
    parts: dict[str | None, str] = {}
    for wave, status in statuses(text).items():
        wave_id = read_named(wave, waves, "wave") if wave is not None else None
        parts[wave_id] = read_choice(status, STATUSES) or ""
    return written_status(parts)


def written_status(parts: Mapping[str | None, str]) -> str:
    """Statuses by wave as one text; the opposite of `statuses`."""
    return "; ".join(status if wave is None else f"{quoted(wave)}: {status}" for wave, status in parts.items())


def read_speakers(text: str) -> dict[str, tuple[str, ...]]:
    """The `speakers` cell: `Mum=P1; Staff=P2|P3; Kelly=interviewer; Child=` (nobody of the study).

    Raises:
        CellProblem: An entry has no `=`, no label, or a label that stands there already.
    """
    found: dict[str, tuple[str, ...]] = {}
    for entry in split_raw(text, ";"):
        if not entry.strip():
            continue
        label, *rest = split_raw(entry, "=")
        if not rest or not unquoted(label):
            raise CellProblem(f"{shown(entry.strip())} is not LABEL=PARTICIPANT.", "Write as in: Mum=P1; Staff=P2|P3")
        if unquoted(label) in found:
            raise CellProblem(f"the label {shown(unquoted(label))} stands twice.", "Join the two: Staff=P2|P3")
        found[unquoted(label)] = tuple(split_list("=".join(rest), "|"))
    return found


def written_speakers(speakers: Mapping[str, tuple[str, ...]]) -> str:
    """The `speakers` cell for labels and who stands behind them."""
    return "; ".join(f"{quoted(label)}={joined(people, '|')}" for label, people in speakers.items())
