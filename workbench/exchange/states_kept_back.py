"""Which earlier states of a codebook stay out of packs: those with words of a transcript that were taken out since.

What stands in a codebook's file goes wherever that goes. What was taken out of it may have been taken out because it
should not, and would go out with an earlier state after all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from workbench.codebook.pieces import codes_of
from workbench.coding import marked_passages
from workbench.coding.codebook_words import texts_of_code
from workbench.coding.said_words import said_words
from workbench.study import Study
from workbench.transcripts import listing
from workbench.words import Folder

_ITEM = re.compile(r"\n[ \t]*- ")
_LEAST_MARKED = 3
"""Marked passages of fewer words stand in many a sentence by themselves."""


def kept_back(study: Study, earlier: Mapping[str, str], now: Iterable[str]) -> set[str]:
    """Of earlier states, those that hold words of a transcript which do not stand in the codebooks any more.

    Six words in a row are taken to be from a transcript; of a passage that is not for quotation three, where that is
    all of it. Comments count as well.

    Args:
        study: The study.
        earlier: The texts of the states, by their sha256.
        now: The texts of the codebooks as they are.

    Returns:
        The sha256 of these states.
    """
    folder, now = Folder(), list(now)
    standing = {piece for text in now for piece in _pieces(text)}
    still = [_row(folder.words(text)) for text in now]
    in_states: dict[str, set[str]] = defaultdict(set)
    for sha256, text in earlier.items():
        for piece in _pieces(text):
            if piece not in standing:
                in_states[piece].add(sha256)
    pieces = sorted(in_states)
    found: set[str] = set()
    for said in said_words(study, pieces):
        run = _row(folder.words(pieces[said.text])[said.first - 1 : said.last])
        if not any(run in one for one in still):
            found |= in_states[pieces[said.text]]
    marks = [mark for mark in _marked(study, folder) if not any(mark in one for one in still)] if pieces else []
    for piece in pieces if marks else ():
        row = _row(folder.words(piece))
        if any(mark in row for mark in marks):
            found |= in_states[piece]
    return found


def _pieces(text: str) -> Iterator[str]:
    """The text of a codebook, item by item: what two states have in common is looked at once."""
    yield from _ITEM.split(text)
    if "\\" in text:
        # What stands escaped in quotes has other words than it means.
        yield from (said for code in codes_of(text).values() for _, said in texts_of_code(code))


def _row(words: Iterable[str]) -> str:
    """Words in which other words in a row can be looked for."""
    return f" {' '.join(words)} "


def _marked(study: Study, folder: Folder) -> Iterator[str]:
    """The words of the passages that are not for quotation."""
    with study.read() as session:
        marks = marked_passages(session)
        texts = listing.texts(session, marks.keys())
    for revision_id, spans in marks.items():
        for span in spans:
            words = folder.words(span.of(texts[revision_id]))
            if len(words) >= _LEAST_MARKED:
                yield _row(words)
