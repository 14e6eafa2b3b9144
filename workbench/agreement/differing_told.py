"""Passages on which coders differ: as JSON has them, and in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from workbench.agreement.differing import Differing, Passage, Put
from workbench.codebook.books import Codebooks
from workbench.visible import one_line

Named = Callable[[str], str]


def as_json(passage: Passage) -> dict[str, Any]:
    """A passage, whole; who put which code where stands under ``coded``, with half-open spans in code points."""
    one = passage.differing
    return {
        "kind": one.kind,
        "codes": list(one.codes),
        "transcript": one.transcript,
        "start": one.span.start,
        "end": one.span.end,
        "size": one.size,
        "coders": list(one.coders),
        "coded": [
            {"coder": put.coder, "code": put.code, "spans": [list(span) for span in put.spans]} for put in one.puts
        ],
        "beside": {name: list(codes) for name, codes in passage.beside.items()},
        "quote": passage.words,
        "not_for_quotation": passage.not_for_quotation,
    }


def kind_in_words(one: Differing, coders: Sequence[str]) -> str:
    """In what they differ, in two or three words: of two coders *only A*, *only B*.

    Args:
        one: The passage.
        coders: All who are compared, in the order in which they were named.
    """
    if one.kind == "borders":
        return "borders differ"
    if one.kind == "another":
        return "another code"
    if len(coders) == 2:
        return f"only {'AB'[list(coders).index(one.by[0])]}"
    return f"only {', '.join(map(one_line, one.by))}"


def names_of(books: Codebooks) -> Named:
    """What gives the name of a code; of one that is in no codebook its id, and that it is in none."""
    names = {code.id: one_line(code.name) for code in books.codes()}
    return lambda code: names.get(code) or books.outside(code)


def who_coded_what(passage: Passage, called: Named) -> Iterator[tuple[str, tuple[Put, ...], str]]:
    """Of each coder the name, what they put there of the codes concerned, and in words what else is there.

    Args:
        passage: The passage.
        called: What gives the name of a code.
    """
    one = passage.differing
    for name in one.coders:
        puts = tuple(put for put in one.puts if put.coder == name)
        beside = ", ".join(map(called, passage.beside.get(name, ())))
        also = f"also here: {beside}" if beside else ""
        yield name, puts, also if puts else f"nothing of it{f'; {also}' if also else ''}"


def kinds_counted(those: Sequence[Differing], coders: Sequence[str]) -> str:
    """How many passages there are of each kind, the most frequent first; empty where there is none."""
    kinds: dict[str, int] = {}
    for one in those:
        kind = kind_in_words(one, coders)
        kinds[kind] = kinds.get(kind, 0) + 1
    return ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
