"""Find codes by what one remembers of them, and give new ones an id. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

from workbench.codebook.books import Codebooks
from workbench.codebook.schema import ID_LENGTH, INVISIBLE, Code

_LIKE_ENOUGH = 70.0
"""Below this (of 100) a code is not like the words; a wrong or missing letter in a word of six stays above."""

_SHARES = (("name", 1.0), ("id", 0.97), ("was", 0.95), ("group", 0.85), ("definition", 0.8))
"""How much a likeness counts, by what is alike."""

_GUESSED = 0.75
"""What words with a typing error count beside words that stand there as they were typed."""

_FEW_LETTERS = 3

_LONG_ENOUGH, _WORD = 5, 78.0
"""A word of so many letters may have a typing error; one of a definition must be so (of 100) like it."""

_MANY = 60
"""So many codes are in an answer at most: nobody reads further, they type another letter."""


@dataclass(frozen=True)
class CodeFound:
    """A code in an answer.

    Attributes:
        code: The code.
        group: The name of the code it stands under; empty where it stands at the top.
        recent: Its place among the codes used last, from 1; 0 where it is not among them.
        was: What it was found by, where that is a former id, or a code that was merged into it; else empty.
    """

    code: Code
    group: str
    recent: int
    was: str = ""


class CodeFinder:
    """Finds codes by their names, ids, groups and definitions; typing errors are forgiven (rapidfuzz).

    Codes that were merged into another are not applied any more: their names find the one they became, and so do
    former ids.

    Args:
        books: The codebooks.
        recent: Ids of the codes used last, latest first.
        but: Ids of codes that are not looked for.
    """

    def __init__(self, books: Codebooks, recent: Sequence[str] = (), *, but: Collection[str] = ()) -> None:
        names = {code.id: code.name for code in books.codes()}
        places = {code: place for place, code in enumerate(recent, start=1)}
        self._codes = [
            CodeFound(code, names.get(code.parent or "", ""), places.get(code.id, 0))
            for code in books.living()
            if code.id not in but
        ]
        self._numbers = {one.code.id: number for number, one in enumerate(self._codes)}
        self._former = list(_former(books, self._numbers))
        # Prepared once: the answer to a key must come within a frame.
        self._texts = {
            "name": [utils.default_process(one.code.name) for one in self._codes],
            "id": [utils.default_process(one.code.id) for one in self._codes],
            "was": [utils.default_process(words) for _, words, _ in self._former],
            "group": [utils.default_process(one.group) for one in self._codes],
            "definition": [utils.default_process(one.code.definition) for one in self._codes],
        }
        self._defined: dict[str, set[int]] = {}
        for number, text in enumerate(self._texts["definition"]):
            for word in text.split():
                self._defined.setdefault(word, set()).add(number)

    def find(self, words: str) -> list[CodeFound]:
        """The codes that are like some words, best first; without words all, those used last before the others."""
        wanted = utils.default_process(words)
        if not wanted:
            return sorted(self._codes, key=self._by_use)
        scores: dict[int, float] = {}
        was: dict[int, str] = {}
        first = wanted.split()[0]

        def note(field: str, place: int, score: float) -> None:
            number, _, shown = self._former[place] if field == "was" else (place, "", "")
            if score > scores.get(number, 0.0):
                scores[number], was[number] = score, shown

        for field, share in _SHARES:
            texts = self._texts[field]
            for place, text in enumerate(texts):
                # Where the first word stands nowhere in it, no more need be asked: so it is with nearly all of them.
                if first in text and (score := _beginnings(wanted, text)) > 0.0:
                    note(field, place, score * share)
            if len(wanted) < _FEW_LETTERS:
                # Few letters are like anything: they count only as they stand.
                continue
            if field == "definition":
                alike = self._in_definitions(wanted)
            else:
                cutoff = _LIKE_ENOUGH / share
                found = process.extract(wanted, texts, scorer=fuzz.WRatio, score_cutoff=cutoff, limit=_MANY)
                alike = {place: score for _, score, place in found}
            for place, score in alike.items():
                note(field, place, score * share * _GUESSED)
        best = sorted(scores, key=lambda number: (-scores[number], self._by_use(self._codes[number]), number))
        return [replace(self._codes[number], was=was[number]) for number in best[:_MANY]]

    def is_meant(self, words: str, one: CodeFound) -> bool:
        """Whether words surely mean a code: they stand in it as typed, or begin its name or id but for a slip.

        What is only like a code may as well be the name of a new one.
        """
        wanted = utils.default_process(words)
        number = self._numbers[one.code.id]
        definition, group = self._texts["definition"][number], self._texts["group"][number]
        former = [text for text, (of, _, _) in zip(self._texts["was"], self._former, strict=True) if of == number]
        called = [self._texts["name"][number], self._texts["id"][number], *former]
        as_typed = any(_beginnings(wanted, text) > 0.0 for text in (*called, group))
        slip = any(_is_begun(wanted.split(), text.split()) for text in called)
        return as_typed or f" {wanted}" in f" {definition}" or slip

    def _in_definitions(self, wanted: str) -> dict[int, float]:
        """How like the words are to words of each code's definition; only where each of them is like one.

        Words are compared with words: a short text is like some part of any long one.
        """
        best: dict[int, float] | None = None
        for word in wanted.split():
            here: dict[int, float] = {}
            known = {one: 100.0 for one in self._defined if one.startswith(word)}
            if len(word) >= _LONG_ENOUGH:
                alike = process.extract(word, self._defined.keys(), scorer=fuzz.ratio, score_cutoff=_WORD, limit=_MANY)
                known |= {one: score for one, score, _ in alike if one not in known}
            for one, score in known.items():
                for number in self._defined[one]:
                    here[number] = max(here.get(number, 0.0), score)
            best = here if best is None else {n: min(best[n], here[n]) for n in best.keys() & here.keys()}
        return best or {}

    def _by_use(self, one: CodeFound) -> int:
        return one.recent or len(self._codes) + 1


def _former(books: Codebooks, numbers: Mapping[str, int]) -> Iterator[tuple[int, str, str]]:
    """What codes were called: the place of today's code, what finds it, and how that is shown."""
    for code in books.codes():
        number = numbers.get(books.lineage.today(code.id))
        if number is not None:
            yield from ((number, former, former) for former in code.was)
            if not code.is_living:
                yield from ((number, words, code.name) for words in (code.name, code.id))


def _beginnings(wanted: str, text: str) -> float:
    """How well the words as typed begin words of the text: nothing is more alike; 0 where one of them begins none."""
    if wanted not in text and " " not in wanted:
        return 0.0
    if f" {wanted}" in f" {text}":
        return 105.0 if text.startswith(wanted) else 100.0
    words = wanted.split()
    return 92.0 if len(words) > 1 and all(f" {word}" in f" {text}" for word in words) else 0.0


def _is_begun(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words are begun by those typed, but for a slip of the finger within a word.

    Where a name's first or last letter, a number or a syllable is other, it may well be another name: formal and
    informal, ending and bending, worker and worked, T1 and T2.
    """
    return 0 < len(wanted) <= len(words) and all(
        there.startswith(typed)
        or (
            min(len(typed), len(there)) >= _LONG_ENOUGH
            and (typed[0], typed[-1]) == (there[0], there[-1])
            and not any(letter.isdigit() for letter in typed + there)
            and OSA.distance(typed, there, score_cutoff=1) <= 1
        )
        for typed, there in zip(wanted, words, strict=False)
    )


def named(books: Codebooks, words: str, *, but: str = "") -> Code | None:
    """The living code whose name or id the words are, capital and small letters aside; None where there is none.

    Args:
        books: The codebooks.
        words: The words.
        but: The id of a code that is not meant.
    """
    wanted = _folded(words)
    there = (code for code in books.living() if code.id != but)
    return next((code for code in there if wanted in (_folded(code.name), _folded(code.id))), None)


def taken_by(books: Codebooks, words: str, *, but: str = "") -> Code | None:
    """The code that has a name already: a living one, else one that was retired or split; None where it is free.

    Args:
        books: The codebooks.
        words: The name.
        but: The id of the code that is to have it.
    """
    wanted = _folded(words)
    if not wanted:
        return None
    gone = (one for one in books.codes() if not one.is_living and one.merged_into is None and one.id != but)
    return named(books, words, but=but) or next((one for one in gone if _folded(one.name) == wanted), None)


def told_of_name(books: Codebooks, words: str, *, but: str = "") -> str:
    """That a name is taken, in a sentence; empty where it is free. See `taken_by`."""
    there = taken_by(books, words, but=but)
    if there is None:
        return ""
    became = "" if there.is_living else f", {books.lineage.became(there)}"
    return f"There is {'another' if but else 'a'} code of that name: {there.id}{became}."


def told_of_id(books: Codebooks, code_id: str, *, but: str) -> str:
    """That an id cannot be a code's, in a sentence; empty where it can.

    Args:
        books: The codebooks.
        code_id: The id, as somebody typed it.
        but: The id that the code has.
    """
    wanted = code_id.strip()
    if not wanted:
        return "Give it an id."
    if any(unicodedata.category(sign) in INVISIBLE for sign in wanted):
        return "An id has no spaces, and no signs that nobody sees."
    for code in books.codes():
        if code.id == but:
            continue
        if wanted.casefold() == code.id.casefold():
            return f"That is the id of another code: “{code.name}”."
        if wanted in code.was:
            return f"That is a former id of another code: “{code.name}”."
    return ""


def of_the_same_name(books: Codebooks, code: Code) -> list[Code]:
    """The other living codes that are called as a code is, capital and small letters aside."""
    wanted = _folded(code.name)
    return [one for one in books.living() if one.id != code.id and _folded(one.name) == wanted]


def refuse_name(books: Codebooks, words: str) -> None:
    """Refuse a name for a new code that one has which was retired or split: the two would be taken for one another.

    The name of one that was merged finds its successor.

    Raises:
        Refused: There is such a code, and no living one of that name.
    """
    wanted = _folded(words)
    if named(books, words) is None:
        for code in books.codes():
            if not code.is_living and code.merged_into is None and wanted == _folded(code.name):
                books.to_put_on(code.id)


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def id_for(books: Codebooks, name: str) -> str:
    """An id for a new code of that name, unlike all that codes have or had."""
    return new_id(name, {one for code in books.codes() for one in (code.id, *code.was)})


def new_id(name: str, taken: Collection[str]) -> str:
    """An id for a code of that name, unlike those taken, capital and small letters aside.

    >>> new_id("Staying in touch", {"trust"})
    'staying-in-touch'
    >>> new_id("Trust", {"trust"})
    'trust-2'
    """
    return id_unlike(name, {one.casefold() for one in taken})


def id_unlike(name: str, known: Collection[str]) -> str:
    """As `new_id`, of ids that were casefolded once, where very many are made."""
    letters = unicodedata.normalize("NFC", name).casefold()
    stem = re.sub(r"[^\w]+|_+", "-", letters).strip("-")[: ID_LENGTH - 4].strip("-") or "code"
    number, made = 1, stem
    while made.casefold() in known:
        number += 1
        made = f"{stem}-{number}"
    return made
