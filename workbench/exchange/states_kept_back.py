"""Which earlier states of a codebook stay out of packs: those with words of a transcript that were taken out since.

What stands in a codebook's file goes wherever that goes. What was taken out of it may have been taken out because it
should not, and would go out with an earlier state after all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from contextlib import suppress

from workbench.coding import marked_passages
from workbench.coding.said_words import said_words
from workbench.study import Study
from workbench.transcripts import listing
from workbench.words import Folder
from workbench.yamltext import BadYaml, Mapping, Node, Sequence, read_yaml

_ITEM = re.compile(r"\n[ \t]*- ")
_LEAST_MARKED = 3
"""Marked passages of fewer words stand in many a sentence by themselves."""


def kept_back(study: Study, earlier: AnyMapping[str, str], now: Iterable[str]) -> set[str]:
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
        # What stands escaped in quotes has other words than it means: in fields that nobody knows, and conflicts, too.
        with suppress(BadYaml):
            yield from _scalars(read_yaml(text, name="codebook").root)


def _scalars(node: Node | None) -> Iterator[str]:
    """All texts of a YAML text, as they are meant."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield entry.key.text
            yield from _scalars(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif node is not None:
        yield node.text


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
