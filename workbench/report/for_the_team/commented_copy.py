"""Working copies that come back from Word: what a colleague noted in comments is read as codings on those words.

The lines' numbers and the names above the transcripts say where a comment stands. A line whose words were changed is
not guessed at: what stands on it is left out, and told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound, Refused
from workbench.office.comments import Comment, CommentedText, Point, commented_text
from workbench.report.content import FORBIDDEN_CHARACTER, REPLACEMENT
from workbench.report.for_the_team.copying import as_copied
from workbench.report.for_the_team.working_copy import CopiedTranscript, Line
from workbench.report.word.text import one_line
from workbench.spans import Span, trimmed
from workbench.study import Study
from workbench.transcripts import listing, order
from workbench.transcripts.listing import TranscriptFound
from workbench.typed_ids import nearest
from workbench.visible import clock

_BLANKS = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\t": " "})


_ENDS = ".,;: "
"""With what people end a line that names codes."""


@dataclass(frozen=True)
class CodingNoted:
    """A code that somebody noted in a comment.

    Attributes:
        author: Who wrote the comment, as Word calls them; may be empty.
        transcript: The transcript it stands in.
        start: Where its words begin, in code points of the transcript's text.
        end: Where they end (exclusive).
        code: The code's id.
        memo: What the comment says besides.
    """

    author: str
    transcript: TranscriptFound
    start: int
    end: int
    code: str
    memo: str = ""


@dataclass(frozen=True)
class CommentsRead:
    """What the comments of a Word file say.

    Attributes:
        codings: The codes noted in them, in the order of the document.
        left: What of them cannot be taken in, in words that hold none of the comments' own.
        told: What is to be known of those that can.
        transcripts: The names of the transcripts in the file.
    """

    codings: tuple[CodingNoted, ...]
    left: tuple[str, ...]
    told: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()


class _NoPlace(Exception):
    """Why a comment stands on no words of a transcript, in words."""


def read_comments(study: Study, data: bytes, name: str, *, unseen: bool = False) -> CommentsRead:
    """The codings in the margin of a working copy that somebody has worked on in Word.

    A comment names one code or several, by id or name, each on a line of its own or set apart by semicolons; what it
    says below them is the coding's memo. Answers to comments are discussion, and left where they are.

    Args:
        study: The study that the copy was made from.
        data: The .docx file's bytes.
        name: The file, for messages.
        unseen: Whether the reader is not to see what others coded: then no code is named that a comment nearly names.

    Raises:
        BadInput: It is no Word file, or holds no transcript of the study under its name.
    """
    document = commented_text(data, name)
    books = states.current(study)
    copies = _Copies(study, document, name)
    codings: list[CodingNoted] = []
    left: list[str] = []
    told: list[str] = []
    for number, comment in enumerate(document.comments, 1):
        called = f"{name}, comment {number}"
        if comment.is_reply:
            left.append(f"{called}: it answers another comment.")
            continue
        try:
            found, start, end = copies.place(comment)
        except _NoPlace as reason:
            left.append(f"{called}: {reason}")
            continue
        codes, memo, faults = _codes(books, comment.lines, unseen=unseen)
        if comment.start is not None:
            left += [f"{called}, {copies.told(comment.start)}: {fault}" for fault in faults]
        codings += [CodingNoted(comment.author.strip(), found, start, end, code.id, memo) for code in codes]
        if codes and comment.is_resolved:
            told.append(f"{called}: it is marked as resolved in Word; its codes are codings all the same.")
    return CommentsRead(tuple(codings), tuple(left), tuple(told), copies.names)


def _codes(books: Codebooks, lines: Sequence[str], *, unseen: bool) -> tuple[list[Code], str, list[str]]:
    """The codes that a comment begins with, what it says besides, and what is wrong with it."""
    named = list(takewhile(lambda line: _names_code(books, line), lines))
    memo = "\n".join(lines[len(named) :])
    if not named:
        return [], "", [_no_code(books, lines[0], unseen=unseen) if lines else "it is empty."]
    codes: dict[str, Code] = {}
    faults = []
    for one in (part for line in named for part in _parts(books, line)):
        try:
            code = books.to_put_on(one)
        except (NotFound, Refused) as error:
            faults.append(error.message)
        else:
            codes[code.id] = code
    return list(codes.values()), memo, faults


def _no_code(books: Codebooks, line: str, *, unseen: bool) -> str:
    """That a line names no code, with the one that it nearly names."""
    called = {name: code for code in books.living() for name in (code.id, code.name)}
    near = nearest(line.rstrip(_ENDS), called)
    what = "its first line is not the id or the name of a code"
    if near is None:
        return f"{what}."
    if unseen:
        # While a sample is open, which it is would tell what another coded.
        return f"{what}, but nearly so: whoever wrote it can mend it."
    return f"{what}. The nearest is “{one_line(called[near].name)}” ({called[near].id})."


def _names_code(books: Codebooks, line: str) -> bool:
    return any(_is_code(books, part) for part in _parts(books, line))


def _parts(books: Codebooks, line: str) -> list[str]:
    """A line that names a code, or several set apart by semicolons, or by commas where all of them are codes.

    A code's own name may hold any of these signs.
    """
    if _is_code(books, line):
        return [line]
    for sign in ";,":
        parts = [part for part in (one.strip() for one in line.rstrip(_ENDS).split(sign)) if part]
        if all(_is_code(books, part) for part in parts):
            return parts
    return [part for part in (one.strip() for one in line.split(";")) if part]


def _is_code(books: Codebooks, text: str) -> bool:
    try:
        books.find(text)
    except NotFound:
        return False
    return True


class _Copies:
    """The lines of a document that are lines of the study's transcripts.

    Attributes:
        names: What these are called.
    """

    def __init__(self, study: Study, document: CommentedText, name: str) -> None:
        self._document = document
        self._study = study
        with study.read() as session:
            names = {one_line(one.name): one for one in order.transcripts(session, study.settings)}
        starts = [at for at, text in enumerate(document.paragraphs) if text.strip() in names]
        if not starts:
            raise BadInput(
                f"{name} holds no transcript of this study.",
                "It must be a copy that was written from it, with the transcript's name above the words.",
            )
        self._starts = starts
        self._found = [names[document.paragraphs[at].strip()] for at in starts]
        self.names = tuple(dict.fromkeys(one.name for one in self._found))
        self._lines: dict[int, dict[int, Line]] = {}
        self._lost = _without_heading(document.paragraphs, set(starts))

    def place(self, comment: Comment) -> tuple[TranscriptFound, int, int]:
        """The transcript and the words that a comment stands on; in the middle of words nothing is mended.

        Raises:
            _NoPlace: There are none.
        """
        if comment.start is None or comment.end is None:
            raise _NoPlace("it stands on no words.")
        section = self._section(comment.start)
        if section != self._section(comment.end):
            raise _NoPlace("it stands on words of two transcripts.")
        found = self._found[section]
        commented = list(self._commented(section, comment.start, comment.end))
        if not commented:
            raise _NoPlace("it stands on no line of the transcript.")
        (first, its_start), (last, its_end) = commented[0], commented[-1]
        start = _offset(first, its_start, is_end=False)
        end = _offset(last, its_end, is_end=True)
        with self._study.read() as session:
            text = listing.texts(session, {found.revision_id})[found.revision_id]
        span = trimmed(Span(start, max(start, end)), text)
        if span.start == span.end:
            raise _NoPlace(f"it stands on no words, {self.told(comment.start)}.")
        return found, span.start, span.end

    def told(self, point: Point) -> str:
        """Where a comment begins, in words."""
        number = _number(self._document.paragraphs[point.paragraph])
        name = self._found[self._section(point)].name
        return f"“{name}”" + (f", line {number}" if number is not None else "")

    def _section(self, point: Point) -> int:
        section = bisect_right(self._starts, point.paragraph) - 1
        if section < 0:
            raise _NoPlace("it stands above the first transcript.")
        if point.paragraph in self._lost:
            raise _NoPlace("the name of its transcript does not stand above it any more.")
        return section

    def _commented(self, section: int, start: Point, end: Point) -> Iterator[tuple[Line, tuple[int, int, str]]]:
        """The lines that a comment covers, the first and last with where it begins and ends in what is printed."""
        lines = self._lines_of(section)
        for at in range(start.paragraph, end.paragraph + 1):
            text = self._document.paragraphs[at]
            begin = start.offset if at == start.paragraph else 0
            finish = end.offset if at == end.paragraph else len(text)
            if not text[begin:finish].strip():
                continue
            number = _number(text)
            if number is None:
                raise _NoPlace(f"it stands on words of “{self._found[section].name}” that are none of its lines.")
            line = lines.get(number)
            if line is None or printed(line).translate(_BLANKS) != text.translate(_BLANKS):
                name = self._found[section].name
                raise _NoPlace(f"the words of “{name}”, line {number}, are not the transcript's.")
            yield line, (begin, finish, text)

    def _lines_of(self, section: int) -> dict[int, Line]:
        if section not in self._lines:
            copy: CopiedTranscript = as_copied(self._study, self._found[section])
            self._lines[section] = {line.number: line for line in copy.lines}
        return self._lines[section]


def _without_heading(paragraphs: Sequence[str], starts: Collection[int]) -> set[int]:
    """The paragraphs above which the name of their transcript is missing: their lines are counted anew below others.

    Else what stands on them would be looked for in the transcript before.
    """
    lost, last, is_lost = set(), 0, False
    for at, text in enumerate(paragraphs):
        if at in starts:
            last, is_lost = 0, False
            continue
        number = _number(text)
        if number is not None:
            is_lost = is_lost or number <= last
            last = number
        if is_lost:
            lost.add(at)
    return lost


def printed(line: Line) -> str:
    """A line as a reader of the Word file sees it: number, time, label, words."""
    time = f"{clock(line.time)} " if line.time is not None else ""
    label = f"{one_line(line.label)}: " if line.label else ""
    words = f"{line.number}\t{time}{label}{''.join(one.text for one in line.stretches)}"
    return FORBIDDEN_CHARACTER.sub(REPLACEMENT, words)


def _number(text: str) -> int | None:
    """The number that a printed line begins with."""
    number = text.partition("\t")[0].strip()
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None


def _offset(line: Line, borders: tuple[int, int, str], *, is_end: bool) -> int:
    """Where in the transcript's text a comment begins or ends that does so within a printed line.

    Raises:
        _NoPlace: There stands a note in place of words that are left out.
    """
    begin, finish, text = borders
    at = len(text) - sum(len(one.text) for one in line.stretches)
    wanted = finish if is_end else max(begin, at)
    for one in line.stretches:
        until = at + len(one.text)
        if (at < wanted <= until) if is_end else (at <= wanted < until):
            if one.left_out:
                raise _NoPlace("it begins or ends on words that are left out.")
            return one.start + wanted - at
        at = until
    # On the number or the label alone: before all words, or behind them.
    return line.stretches[0].start if is_end else line.stretches[-1].end
