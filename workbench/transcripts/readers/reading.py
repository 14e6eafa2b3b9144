"""What a reader hands on: the text of one source, its turns, and what the user should be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workbench.transcripts.turns import Turn


@dataclass(frozen=True)
class Source:
    """One file as received, on its way into a reader.

    Args:
        data: Its bytes.
        name: How messages call it: its path or file name.
        known_labels: Ids and labels of participants, roles and interviewers, as the study has them.
    """

    data: bytes
    name: str
    known_labels: Collection[str] = ()


@dataclass(frozen=True)
class Laid:
    """What one reader made of a source.

    Args:
        text: The words, with LF line ends.
        turns: Spans of ``text``.
        notices: What the user should be told; never words of an interview.
    """

    text: str
    turns: Sequence[Turn]
    notices: Sequence[str] = ()


@dataclass(frozen=True)
class Reading:
    """A source that was read.

    Args:
        text: The stored text: LF line ends, no byte order mark, no NUL, no lone surrogates.
        turns: Who speaks from where to where in ``text``.
        reader: The reader's name, for instance "Word".
        version: The reader's version; it rises when the same bytes would give another text or other turns.
        source_sha256: Of the bytes as received, in hexadecimal digits.
        notices: What the user should be told ("read as Windows-1252"); never words of an interview.
    """

    text: str
    turns: tuple[Turn, ...]
    reader: str
    version: int
    source_sha256: str
    notices: tuple[str, ...]
