"""Stretches of what people say in the talks of `talks.py`, altered: into misquotations, and as quotations may be."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from workbench.report.verify.claims import Claim

_NEGATION = re.compile(r"\b(?:not|never|no|nobody)\b ?|(?<=\w)n['’]t\b", re.IGNORECASE)
_SPEAKS = re.compile(r"\S+")


class Maker:
    """Takes stretches of what one person says, and alters them."""

    def __init__(self, known, seed):
        self.random = random.Random(seed)
        self.rows = known.transcripts
        self.turns = [
            (row, turn, row.text[turn.start : turn.end])
            for row in self.rows
            for turn in row.turns
            if not turn.interviewer and len(turn.participants) == 1 and "Gardeners" not in row.name
        ]

    def said(self, least=6):
        """Who says it and when, and words of one turn."""
        while True:
            row, turn, text = self.random.choice(self.turns)
            words = text.split()
            if len(words) >= least:
                first = self.random.randrange(len(words) - least + 1)
                last = self.random.randint(first + least, len(words))
                return row, turn, words[first:last]

    def claim(self, row, turn):
        return Claim("", frozenset(turn.participants), True, frozenset({row.wave}))

    def middle(self, words):
        return self.random.randrange(1, len(words) - 1)


def changed_word(make):
    row, turn, words = make.said()
    words[make.random.randrange(len(words))] = make.random.choice(("parsnips", "seldom", "engine", "we’re"))
    return " ".join(words), make.claim(row, turn)


def dropped_negation(make):
    while True:
        row, turn, words = make.said(9)
        said = " ".join(words)
        found = list(_NEGATION.finditer(said, 1, len(said) - 1))
        if found:
            one = make.random.choice(found)
            return said[: one.start()] + said[one.end() :], make.claim(row, turn)


def unmarked_cut(make):
    while True:
        row, turn, words = make.said(9)
        at = make.middle(words[:-2])
        some = make.random.randint(1, 2)
        if "(" in " ".join(words[: at + some]):
            continue  # half of a bracket is a bracket with other words
        kept = [*words[:at], *words[at + some :]]
        plain = " ".join(" ".join(kept).casefold().split())
        if plain not in " ".join(row.text.casefold().split()):
            return " ".join(kept), make.claim(row, turn)


def put_in(make):
    places: list[int] = []
    while not places:
        row, turn, words = make.said()
        # Within brackets words are the report's own.
        before = [" ".join(words[:at]) for at in range(len(words))]
        places = [at for at, said in enumerate(before) if at and said.count("(") == said.count(")")]
    words.insert(make.random.choice(places), make.random.choice(("really", "not", "always", "um")))
    return " ".join(words), make.claim(row, turn)


def swapped_words(make):
    while True:
        row, turn, words = make.said()
        pairs = [at for at, (one, other) in enumerate(pairwise(words)) if bare(one) != bare(other)]
        at = make.random.choice(pairs)
        words[at], words[at + 1] = words[at + 1], words[at]
        if " ".join(words) not in " ".join(row.text.split()):
            return " ".join(words), make.claim(row, turn)


def joined_voices(make):
    one, other = make.said(4), make.said(4)
    while one[1].participants == other[1].participants:
        other = make.said(4)
    mark = make.random.choice((" ", " … ", " [...] "))
    return mark.join((" ".join(one[2]), " ".join(other[2]))), make.claim(*one[:2])


def another_wave(make):
    row, turn, words = make.said()
    other = {"T1": "T2", "T2": "T1"}[row.wave]
    return " ".join(words), Claim("", frozenset(turn.participants), True, frozenset({other}))


def another_speaker(make):
    row, _turn, words = make.said()
    return " ".join(words), Claim("", frozenset({"G3"}), True, frozenset({row.wave}))


MISQUOTED = (
    changed_word, dropped_negation, unmarked_cut, put_in, swapped_words, joined_voices, another_wave, another_speaker,
)  # fmt: skip


JOINED_WORDS = re.compile(r"(?<=\w)['’‑-](?=\w)|(?<=\d)[.,](?=\d)")
IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|never|nobody)\b|n['’]t\b", re.IGNORECASE)
AND = re.compile(r"\b(?:and|but|so|because|when|then)\b", re.IGNORECASE)


def cut_within_a_word(make):
    """At an apostrophe, at a hyphen, in a number: “I can” for *I can't*."""
    while True:
        row, turn, words = make.said(8)
        said = " ".join(words)
        if found := list(JOINED_WORDS.finditer(said)):
            one = make.random.choice(found)
            kept = make.random.choice((said[: one.start()], said[one.end() :]))
            if len(kept.split()) > 3:
                return kept, make.claim(row, turn)


def negating_bracket(make):
    row, turn, words = make.said(8)
    words.insert(make.middle(words), make.random.choice(("[not]", "[never]", "[did not]", "(not once)")))
    said = " ".join(words)
    return (said if said.count("(") == said.count(")") else negating_bracket(make)[0]), make.claim(row, turn)


def cut_clause(make):
    """A whole clause goes, from the front or the end, and with it a condition or a negation."""
    while True:
        row, turn, _ = make.said()
        sentences = re.findall(r"[^.?!]+[.?!]", row.text[turn.start : turn.end])
        said = make.random.choice(sentences).strip() if sentences else ""
        if not (commas := [one.start() for one in re.finditer(", ", said)]):
            continue
        at = make.random.choice(commas)
        front, end = said[:at], said[at + 2 :]
        negates = NOT.search(front) and not AND.search(front) and not AND.match(end)
        if (IF.search(front) or negates) and len(end.split()) > 3:
            return make.random.choice((end, f"… {end}")), make.claim(row, turn)
        if IF.match(end) and len(front.split()) > 3:
            return make.random.choice((front, f"{front} …", f"{front} […]")), make.claim(row, turn)


def replaced_by_a_bracket(make):
    """A word of weight within it, or its last one, gives way to another in brackets."""
    while True:
        row, turn, words = make.said(8)
        at = make.random.randrange(1, len(words))
        if words[at].islower() and words[at].isalpha() and len(words[at]) > 3 and words[at] not in _LIGHT:
            words[at] = make.random.choice(("[engine]", "[awful stuff]", "(which was so)", "[glad]"))
            said = " ".join(words[: at + 1] if make.random.random() < 0.3 else words)
            if said.count("(") == said.count(")"):
                return said, make.claim(row, turn)


_LIGHT = frozenset(
    (
        "this", "that", "them", "they", "their", "there", "then", "these", "those", "were", "have", "been", "what",
        "when", "would", "could", "should", "will", "from", "with", "here", "other", "some", "others", "ones", "mine",
    )
)  # fmt: skip
DOUBTFUL = (cut_within_a_word, negating_bracket, cut_clause, replaced_by_a_bracket)
"""The words may be right, and what is meant is not: nobody may take them for good."""


def whole(make):
    row, turn, words = make.said()
    return " ".join(words), make.claim(row, turn)


def marked_cut(make):
    row, turn, words = make.said(8)
    at = make.middle(words[:-2])
    mark = make.random.choice(("…", "...", "[…]", "(...)", ". . .", "……"))
    return " ".join([*words[:at], mark, *words[at + make.random.randint(0, 2) :]]), make.claim(row, turn)


def bracket(make):
    row, turn, words = make.said()
    at = make.middle(words)
    inside = make.random.choice(("[she means the site]", "(the neighbour)", "[name]", "(name)"))
    return " ".join([*words[:at], inside, *words[at + make.random.randint(0, 3) :]]), make.claim(row, turn)


def redacted(make):
    row, turn, words = make.said()
    words[make.middle(words)] = make.random.choice(("XX", "XXXX", "____"))
    return " ".join(words), make.claim(row, turn)


def typography(make):
    row, turn, words = make.said()
    said = make.random.choice((" ", "\n", "\u00a0", "  ")).join(words)
    said = said.translate(str.maketrans({"'": make.random.choice("'’"), "-": make.random.choice("-–\u2011")}))
    said = make.random.choice((said, said.upper(), said.rstrip(".") + ".", f"“{said}”", said[:1].upper() + said[1:]))
    return said, make.claim(row, turn)


def figure(make):
    row, turn, words = make.said()
    at = make.middle(words)
    return " ".join([*words[:at], words[at] + "[3]", *words[at + 1 :]]), make.claim(row, turn)


RIGHT = (whole, marked_cut, bracket, redacted, typography, figure)


def bare(word):
    return re.sub(r"\W", "", word).casefold()
