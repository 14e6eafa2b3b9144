"""Tables that hold a conversation. Pure.

``speaker | words`` or ``words | speaker``, perhaps with a column of time codes or of numbers, and with notes behind; or
a column for each speaker, headed with the label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.transcripts.dress import Known, begins_with
from workbench.transcripts.labels import LONGEST, ROLES, core_of, is_speaker_word, key_of, looks_like_label, stamp_at


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_HEADINGS = _words(
    """code codes comments content contribution dialogue end interview line lines name no no. note notes nr nr. number
    observations person remarks row speaker speakers speech start statement text theme themes time timecode timecodes
    timestamp transcript transcription turn utterance voice who words #"""
)
_NOTES = _words("code codes comments no no. note notes nr nr. number observations remarks row theme themes #")
"""Headings of columns in which nobody speaks."""


@dataclass(frozen=True)
class Row:
    """One row of a conversation.

    Args:
        speaker: Who speaks; "" where the row's cell is empty, so that it goes on with the row above; None in rows that
            are no speech (headings), in tables without a column of speakers, and where the cell names nobody clearly
            (then it stands before the words, with a tab).
        time: Milliseconds from the beginning, where the row has a time code.
        words: What is said; in rows that are no speech, the cells joined by tabs.
        before: What else stands before the words, such as the row's number.
        speech: Whether it is speech.
        aside: What stands in further cells behind the words, or in their place; nobody's speech.
    """

    speaker: str | None
    time: int | None
    words: str
    before: str = ""
    speech: bool = True
    aside: str = ""


@dataclass(frozen=True)
class _Columns:
    times: list[int]
    numbers: list[int]
    speaker: int | None
    words: int
    notes: tuple[int, ...] = ()


def conversation(rows: Sequence[Sequence[str]], known: Known) -> list[Row] | None:
    """The rows of a table as a conversation; None where it is some other table.

    Args:
        rows: The words of each cell, row by row.
        known: Labels known from the study.
    """
    if not rows:
        return None
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    if speakers := _speakers_at_head(rows, known):
        head = Row(None, None, "", speech=False, aside="\t".join(rows[0]).strip())
        return [head, *_side_by_side(rows[1:], speakers, width)]
    headed = len(rows) > 1 and _is_heading(rows[0])
    inner = [row for row in rows[headed:] if len(row) == width]
    columns = _columns(inner, known, rows[0] if headed else ())
    if columns is None:
        return None
    found = []
    for number, row in enumerate(rows):
        if len(row) != width or (headed and number == 0):
            found.append(Row(None, None, "\t".join(row).strip(), speech=False))
        else:
            found.append(_row(row, columns, known))
    return found


def _is_heading(row: Sequence[str]) -> bool:
    filled = [key_of(cell.rstrip(":")) for cell in row if cell]
    return bool(filled) and all(cell in _HEADINGS for cell in filled)


def _speakers_at_head(rows: Sequence[Sequence[str]], known: Known) -> dict[int, str]:
    """The speakers whose columns a table has, by column; empty where its first row does not name them and only them."""
    head, below = rows[0], rows[1:]
    speakers = {at: _name(cell, known) for at, cell in enumerate(head) if _is_known(cell, known)}
    others = [cell for at, cell in enumerate(head) if cell and at not in speakers]
    several = len({key_of(name) for name in speakers.values()}) == len(speakers) > 1
    named_below = any(row and _is_known(row[0], known) for row in below)
    return speakers if below and several and not named_below and (not others or _is_heading(others)) else {}


def _side_by_side(rows: Iterable[Sequence[str]], speakers: Mapping[int, str], width: int) -> Iterator[Row]:
    """The cells of rows in which every speaker has a column, from left to right."""
    for row in rows:
        if len(row) != width:
            yield Row(None, None, "\t".join(row).strip(), speech=False)
            continue
        stamps = [stamp for at, cell in enumerate(row) if at not in speakers and (stamp := _time_of(cell)) is not None]
        for at, cell in enumerate(row):
            if cell and at in speakers:
                yield Row(speakers[at], stamps[0] if stamps else None, cell)
            elif cell and _time_of(cell) is None:
                yield Row(None, None, "", aside=cell)


def _columns(rows: Sequence[Sequence[str]], known: Known, head: Sequence[str]) -> _Columns | None:
    columns = [[row[at] for row in rows if row[at]] for at in range(len(rows[0]))] if rows else []
    times = [at for at, cells in enumerate(columns) if cells and all(_is_time(cell) for cell in cells)]
    numbers = [at for at, cells in enumerate(columns) if len(cells) > 1 and all(_is_number(cell) for cell in cells)]
    rest = [at for at, cells in enumerate(columns) if cells and at not in times and at not in numbers]
    notes = [at for at in rest if at < len(head) and key_of(head[at].rstrip(":")) in _NOTES]
    spoken = [at for at in rest if at not in notes]
    if len(rest) == 1 and times:
        return _Columns(times, numbers, None, rest[0])
    if len(spoken) < 2:
        return None
    first, second, *more = spoken
    if not more and len(rows) > 1 and _all_known(columns[second], known) and not _all_known(columns[first], known):
        return _Columns(times, numbers, second, first, tuple(notes))
    if not _names_speakers(columns[first], known, headed=bool(head)):
        return None
    if more and not head:
        # Whose words a third column without a heading holds, its cells may say; and the table may be another.
        sure = sum(_is_sure(_name(cell, known), known) for cell in columns[first])
        named = any((one := begins_with(cell, known)) and one.is_clear for at in more for cell in columns[at])
        if named or 2 * sure < len(columns[first]):
            return None
    return _Columns(times, numbers, first, second, (*more, *notes))


def _all_known(cells: Sequence[str], known: Known) -> bool:
    return all(_is_known(cell, known) for cell in cells)


def _is_known(cell: str, known: Known) -> bool:
    """Whether a cell is a label known from the study."""
    name = _name(cell, known)
    return bool(name) and _known(core_of(name), known) is not None


def _time_of(cell: str) -> int | None:
    stamp = stamp_at(cell)
    return stamp[0] if stamp is not None and stamp[1] == len(cell) else None


def _is_time(cell: str) -> bool:
    return _time_of(cell) is not None


def _is_number(cell: str) -> bool:
    return cell.rstrip(".)").isdecimal() and len(cell) < 8


def _names_speakers(cells: Sequence[str], known: Known, *, headed: bool) -> bool:
    names = [_name(cell, known) for cell in cells]
    sure = sum(_is_sure(name, known) for name in names)
    if not all(_could_name(name, known) for name in names):
        # A cell or two that are no names, such as "Parent 3, laughing", do not make it another table.
        return 2 * sure >= len(names) and 4 * sum(_could_name(name, known) for name in names) >= 3 * len(names)
    recurs = len({key_of(name) for name in names}) < len(names)
    return headed or recurs or sure > 0


def _could_name(name: str, known: Known) -> bool:
    return "\n" not in name and len(name) <= LONGEST and (_is_sure(name, known) or looks_like_label(name))


def _is_sure(name: str, known: Known) -> bool:
    return is_speaker_word(name, ROLES) or is_speaker_word(name) or _known(core_of(name), known) is not None


def _known(name: str, known: Known) -> str | None:
    """The known label that a cell is, without its dress; or None."""
    line = f"{name}:"
    found = begins_with(line, known) if "\n" not in name else None
    return found.label if found is not None and found.is_clear and found.words == len(line) else None


def _name(cell: str, known: Known) -> str:
    name = cell.strip().rstrip(":：").rstrip()
    return name if name[:1].isalnum() else _known(name, known) or name


def _row(row: Sequence[str], columns: _Columns, known: Known) -> Row:
    stamps = [stamp_at(row[at]) for at in columns.times if row[at]]
    time = stamps[0][0] if stamps and stamps[0] else None
    before = "".join(row[at] + "\t" for at in columns.numbers if row[at])
    aside = "\t".join(row[at] for at in sorted(columns.notes) if row[at])
    if columns.speaker is None:
        return Row(None, time, row[columns.words], before)
    speaker = _name(row[columns.speaker], known)
    if speaker and not _could_name(speaker, known):
        return Row(None, time, "\t".join((row[columns.speaker], row[columns.words])).strip(), before, aside=aside)
    return Row(speaker, time, row[columns.words], before, aside=aside)
