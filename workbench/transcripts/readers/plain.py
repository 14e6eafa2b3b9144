"""Plain text and Markdown: kept to the character; turns only point at the words in it."""

from __future__ import annotations

from workbench.transcripts.readers.decoding import decoded
from workbench.transcripts.readers.reading import Laid, Source
from workbench.transcripts.turns import find_turns

NAME = "plain text"
VERSION = 4


def read(source: Source) -> Laid:
    """Reads a .txt or .md file.

    Raises:
        BadInput: The bytes are no text, or in no encoding known here.
    """
    text, notices = decoded(source.data, source.name)
    return Laid(text, find_turns(text, source.known_labels), notices)
