"""Invented interviews of realistic length: seeded, so that every run and every computer gets the same ones.

The words are made of syllables and mean nothing; how often each comes, how long sentences and turns are, is as people
speak. About 8,000 words are an hour's interview.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

INTERVIEWER = "Interviewer"
_VOCABULARY = 4_000
_WORDS_A_SECOND = 2.4
_ONSETS = ("b", "br", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w")
_MIDDLES = ("a", "e", "i", "o", "u", "ee", "ai", "ou")
_CODAS = ("", "", "n", "r", "s", "t", "l", "nd", "m", "ck")
_FILLERS = ("um", "er", "you know", "I mean", "like")


@dataclass(frozen=True)
class Spoken:
    """One turn of an interview: who speaks, from which second on, and their sentences."""

    speaker: str
    second: float
    sentences: tuple[str, ...]

    @property
    def words(self) -> str:
        """The sentences as one text."""
        return " ".join(self.sentences)


@dataclass(frozen=True)
class Interview:
    """One interview; its name is the stem of its file, such as "Parent 3 T1"."""

    name: str
    turns: tuple[Spoken, ...]


def interviews(count: int, *, words: int, seed: int = 20) -> Iterator[Interview]:
    """So many interviews: parents at two waves, one after the other.

    Args:
        count: How many.
        words: How many words each has, about.
        seed: Another seed gives other interviews.
    """
    random = Random(seed)
    vocabulary = _vocabulary(random)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    for number in range(count):
        parent = f"Parent {number // 2 + 1}"
        # A stream of its own for each, so that the first ten of a thousand are the ten.
        own = Random(f"{seed}-{number}")
        yield Interview(f"{parent} T{number % 2 + 1}", tuple(_turns(own, parent, words, vocabulary, weights)))


def _vocabulary(random: Random) -> list[str]:
    """Invented words, the commonest and shortest first."""
    found: dict[str, None] = {}
    while len(found) < _VOCABULARY:
        syllables = 1 + (len(found) > 80) + (random.random() < 0.4 and len(found) > 400)
        found[
            "".join(random.choice(_ONSETS) + random.choice(_MIDDLES) for _ in range(syllables)) + random.choice(_CODAS)
        ] = None
    return list(found)


def _turns(random: Random, parent: str, words: int, vocabulary: list[str], weights: list[float]) -> Iterator[Spoken]:
    said, asks = 0, True
    while said < words:
        length = random.randint(4, 30) if asks else min(400, 5 + int(random.lognormvariate(3.9, 0.8)))
        sentences = tuple(_sentences(random, random.choices(vocabulary, cum_weights=weights, k=length)))
        yield Spoken(INTERVIEWER if asks else parent, round(said / _WORDS_A_SECOND, 3), sentences)
        said += length
        asks = not asks


def _sentences(random: Random, words: list[str]) -> Iterator[str]:
    start = 0
    while start < len(words):
        end = start + random.randint(4, 22)
        sentence = words[start:end]
        if random.random() < 0.2:
            sentence.insert(len(sentence) // 2, f"{random.choice(_FILLERS)},")
        text = " ".join(sentence)
        yield text[0].upper() + text[1:] + random.choice("....?")
        start = end
