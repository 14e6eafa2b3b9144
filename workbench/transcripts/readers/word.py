"""Word files: what a reader of the document sees, laid out as turns.

Paragraphs stand on lines of their own. A table that holds a conversation becomes ``Speaker: words`` lines, its time
codes the turns' times; any other table becomes lines of cells set apart by tabs. Footnotes and endnotes stand at the
end as ``[1] words``, with ``[1]`` where the document refers to them; after them the words of page headers and footers,
each wording once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from workbench.office.blocks import Block, Paragraph, VisibleText, plain
from workbench.office.visible import visible_text
from workbench.transcripts.cutting import NOBODY, Turn
from workbench.transcripts.dress import begins_with, known_from, lines_of
from workbench.transcripts.readers.decoding import cleaned
from workbench.transcripts.readers.reading import Laid, Source
from workbench.transcripts.readers.tables import Row, conversation
from workbench.transcripts.turns import find_turns
from workbench.visible import plural

NAME = "Word"
VERSION = 6


def read(source: Source) -> Laid:
    """Reads a .docx file.

    Raises:
        BadInput: It is no Word file, encrypted, damaged or hostile; says which and what to do.
    """
    visible = visible_text(source.data, source.name)
    # Where all of it is headings or text boxes, none of it stands apart.
    runs = any(not isinstance(one, Paragraph) or (one.text.strip() and not one.is_apart) for one in visible.blocks)
    layout = _Layout(source.known_labels, has_running_text=runs)
    for block in visible.blocks:
        layout.add(block)
    layout.close()
    notices = [*_apart(layout.turns), *_beside(layout.asides), *_notices(visible)]
    for number, note in enumerate(visible.notes, start=1):
        layout.add_below(f"[{number}] ", cleaned(note)[0])
    for line in visible.margins:
        layout.add_below("", cleaned(line)[0])
    return Laid("\n".join(layout.lines), layout.turns, notices)


class _Layout:
    """Builds the text line by line; turns in paragraphs are sought once a run of them is complete."""

    def __init__(self, known_labels: Collection[str], *, has_running_text: bool) -> None:
        self.lines: list[str] = []
        self.turns: list[Turn] = []
        self._labels = set(known_labels)
        self._known = known_from(frozenset(known_labels))
        self._has_running_text = has_running_text
        self.asides = 0  # rows of tables with words behind the speech
        self._headings: set[int] = set()  # where lines begin that stand apart, in titles, headings and text boxes
        self._tables: set[int] = set()  # where lines begin in tables that are no conversation
        self._spoke: dict[str, None] = {}  # the labels of the turns so far; who spoke last stands last
        self._at = 0
        self._open = 0  # the line where the paragraphs not yet searched for turns begin
        self._open_at = 0

    def add(self, block: Block) -> None:
        rows = None
        if not isinstance(block, Paragraph):
            rows = conversation([[cell.text for cell in row] for row in block.rows], self._known)
        if rows is None:
            self._add_plain(block)
            return
        self.close()
        if any(row.speaker is not None for row in rows):
            self._add_spoken(rows)
        else:
            self._add_timed(rows)
        self._open, self._open_at = len(self.lines), self._at

    def _add_plain(self, block: Block) -> None:
        """Adds what is no conversation in a table."""
        words = cleaned(plain(block))[0]
        starts = [self._at + at for at, _ in lines_of(words)]
        if isinstance(block, Paragraph):
            self._headings.update(starts if block.is_apart and self._has_running_text else ())
        elif any(len(row) > 1 for row in block.rows):
            self._tables.update(starts)
        self._add_line(words)

    def close(self) -> None:
        """Finds the turns in the paragraphs since the last table of speech."""
        text = "\n".join(self.lines[self._open :])
        headings, tables = ({at - self._open_at for at in places} for places in (self._headings, self._tables))
        turns = find_turns(text, self._labels, before=list(self._spoke), headings=headings, tables=tables)
        self._add_turns(turns, self._open_at)
        self._open, self._open_at = len(self.lines), self._at

    def add_below(self, mark: str, words: str) -> None:
        """Adds words that stand below the document's own and are nobody's speech."""
        start = self._at + len(mark)
        self._add_line(mark + words)
        if words:
            self.turns.append(Turn(start, start + len(words), NOBODY, None))

    def _add_line(self, line: str) -> None:
        self.lines.append(line)
        self._at += len(line) + 1

    def _add_turns(self, turns: Iterable[Turn], offset: int) -> None:
        for turn in turns:
            self.turns.append(replace(turn, start=turn.start + offset, end=turn.end + offset))
            if turn.speaker:
                self._spoke.pop(turn.speaker, None)
                self._spoke[turn.speaker] = None

    def _add_spoken(self, rows: Sequence[Row]) -> None:
        named = {row.speaker for row in rows if row.speaker}
        speaker: str | None = None
        goes_on = False  # whether the last turn is the one that a row without name belongs to
        for row in rows:
            words = cleaned(row.words)[0]
            label = f"{row.speaker}: " if row.speaker else ""
            start = self._at + len(row.before) + len(label)
            aside = cleaned(row.aside)[0]
            line = (row.before + label + words).rstrip()
            self._add_line(f"{line}\t{aside}" if line and aside else line or aside)
            if row.speaker != "":
                speaker, goes_on = row.speaker, False
                self._labels.update([speaker] if speaker else [])
            said = [Turn(0, len(words), speaker if row.speech else NOBODY, row.time)] if words else []
            if (self._spoke and not row.speaker) or named == {row.speaker} or self._names_others(words):
                said = self._said_by_others(words, speaker, row.time, [*self._spoke, *named]) or said
            if said and goes_on and not row.before and said[0].start == 0:
                self.turns[-1] = replace(self.turns[-1], end=start + said.pop(0).end)
            if said:
                self._add_turns(said, start)
                goes_on = row.speech or said[-1].speaker is not None
                speaker = said[-1].speaker
            if aside:
                self.asides += row.speech
                self.turns.append(Turn(self._at - 1 - len(aside), self._at - 1, NOBODY, None))
                goes_on = False

    def _said_by_others(self, words: str, speaker: str | None, time: int | None, before: Sequence[str]) -> list[Turn]:
        """The turns in a row's words where these name their speakers; empty where they do not."""
        others = [label for label in before if label != speaker]
        first_line, _, below = words.partition("\n")
        if speaker and self._names_others(below) and not self._names_others(first_line):
            label = f"{speaker}: "
            turns = find_turns(label + words, self._labels, before=others)
            if turns[0].speaker == speaker:
                turns = [replace(turn, start=turn.start - len(label), end=turn.end - len(label)) for turn in turns]
                return [replace(turn, time=time if turn.time is None else turn.time) for turn in turns]
        turns = find_turns(words, self._labels, before=[*others, *([speaker] if speaker else [])])
        own = len(list(takewhile(lambda turn: turn.speaker is None, turns)))
        if own == len(turns):
            return []
        first = [Turn(turns[0].start, turns[own - 1].end, speaker, time)] if own else []
        return [*first, *(replace(turn, time=time if turn.time is None else turn.time) for turn in turns[own:])]

    def _names_others(self, words: str) -> bool:
        """Whether a line of a cell begins with a known label."""
        return any(begins_with(line, self._known) for _, line in lines_of(words))

    def _add_timed(self, rows: Sequence[Row]) -> None:
        """Rows with time codes whose words may name the speaker themselves."""
        begin, starts = self._at, []
        texts = []
        for row in rows:
            starts.append(self._at - begin)
            texts.append(row.before + cleaned(row.words)[0])
            self._add_line(texts[-1])
        for turn in find_turns("\n".join(texts), self._labels, before=list(self._spoke)):
            time = rows[bisect_right(starts, turn.start) - 1].time if turn.time is None else turn.time
            self._add_turns([replace(turn, time=time)], begin)


_KINDS: tuple[tuple[str, str, str], ...] = (
    ("comments", "comment", "comments"),
    ("deleted", "deleted passage", "deleted passages"),
    ("moved", "passage moved elsewhere", "passages moved elsewhere"),
    ("hidden", "hidden passage", "hidden passages"),
    ("drawings", "diagram or chart", "diagrams or charts"),
    ("embedded", "embedded document", "embedded documents"),
)


def _apart(turns: Sequence[Turn]) -> list[str]:
    """What to tell of headings where no label tells speech from what is none."""
    apart = sum(turn.speaker == NOBODY for turn in turns)
    if not apart or any(turn.speaker for turn in turns):
        return []
    are = "is" if apart == 1 else "are"
    return [f"{plural(apart, 'heading or text box', 'headings and text boxes')} {are} nobody's words"]


def _beside(rows: int) -> list[str]:
    """What to tell of words in a table that stand behind the speech."""
    if not rows:
        return []
    return [f"what stands behind the speech in {plural(rows, 'row', 'rows')} of a table (notes) is nobody's words"]


def _notices(visible: VisibleText) -> list[str]:
    left_out, notes, margins = visible.left_out, len(visible.notes), len(visible.margins)
    kinds = [plural(left_out[kind], one, many) for kind, one, many in _KINDS if left_out.get(kind)]
    notices = []
    if kinds:
        listed = ", ".join(kinds[:-1]) + " and " + kinds[-1] if len(kinds) > 1 else kinds[0]
        alone = len(kinds) == 1 and listed.startswith("1 ")
        notices.append(f"{listed} {'is' if alone else 'are'} not part of the text")
    if notes:
        notices.append(
            f"{plural(notes, 'note')} stand{'s' if notes == 1 else ''} at the end of the text, numbered in brackets"
        )
    if margins:
        lines = plural(margins, "line")
        notices.append(f"{lines} of page headers and footers stand{'s' if margins == 1 else ''} at the end of the text")
    symbols = left_out.get("symbols", 0)
    if symbols:
        notices.append(f"{plural(symbols, 'sign')} of a symbol font became U+FFFD")
    return notices
