"""Words that deny, and words that set a condition, by language: where a text has them. Pure.

The short lists are of words that do so wherever they stand. Languages that deny by a syllable within the verb, as
Turkish and Japanese do, are not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from workbench.report.verify.tongue import spoken
from workbench.spans import Span

NEGATION, CONDITION = "a negation", "a condition"

_NEGATIONS = {
    "en": "not no never nobody none nothing neither nor nowhere cannot hardly barely scarcely rarely seldom without"
    " noone nowt dont didnt doesnt cant wont isnt wasnt arent werent aint couldnt wouldnt shouldnt havent hasnt hadnt",
    "de": "nicht nich kein keine keinen keinem keiner keines keinerlei nie niemals niemand niemanden niemandem nichts"
    " nix weder ohne kaum nirgends",
    "fr": "pas jamais rien personne aucun aucune ni sans guère nullement non ne",
    "es": "no nunca jamás nada nadie ningún ninguna ninguno ni sin tampoco apenas",
    "it": "non no mai niente nulla nessuno nessuna nessun né senza neanche nemmeno neppure mica",
    "nl": "niet geen nooit niemand niets niks nergens noch zonder nauwelijks",
    "pt": "não nunca jamais nada ninguém nenhum nenhuma nem sem tampouco",
    "sv": "inte ej aldrig ingen inget inga ingenting varken utan knappt",
    "da": "ikke aldrig ingen intet ingenting hverken uden næppe",
    "no": "ikke ikkje aldri ingen inga intet ingenting verken uten utan neppe",
    "pl": "nie nigdy nikt nikogo nikomu nic niczego żaden żadna żadne żadnego żadnej żadnych ani bez nigdzie ledwo",
    "ro": "nu niciodată nimeni nimic niciun nicio nici fără nicăieri",
    "ru": "не нет никогда никто никого никому ничего ничто нигде ни без никакой никакая никаких едва",
    "uk": "не ні немає ніколи ніхто нікого нікому нічого ніщо ніде без жоден жодна жодного ледве",
    "cy": "ddim byth neb dim heb nid nad na nac erioed prin",
    "ar": "لا ولا لم ولم لن ولن ليس وليس ليست ليسوا لست غير بدون دون أبدا أبدًا",
}
_CONDITIONS = {
    "en": "if unless except otherwise unlike provided",
    "de": "wenn falls sofern außer",
    "fr": "si s'il s'ils sauf quand",
    "es": "si salvo excepto",
    "it": "se tranne salvo",
    "nl": "als tenzij mits",
    "pt": "se salvo exceto",
    "sv": "om såvida förutom",
    "da": "hvis medmindre undtagen",
    "no": "hvis dersom unntatt",
    "pl": "jeśli jeżeli gdyby chyba",
    "ro": "dacă decât",
    "ru": "если кроме",
    "uk": "якщо крім",
    "cy": "os oni pe",
    "ar": "إذا لو إلا",
}
_ENDINGS, _BEGINNINGS = {"en": ("n't", "nae")}, {"fr": ("n'",)}
"""What words end and begin with that deny."""
_WITHOUT_BLANKS = {
    "zh": (
        r"不(?![过過错錯])|[没沒无無勿]|未(?![来來])|(?<![特区區分])[别別](?!人)|非(?!常)",
        r"如果|要是|除非|假如|只要|除了",
    )
}
"""Where no blanks stand between words: by characters."""
_CLAUSAL = {"it": ("se",), "pt": ("se",), "cy": ("os",), "en": ("provided",)}
"""Conditions that are something else unless they begin a clause: in Portuguese and Italian it is *himself*, too."""
_WHETHER = frozenset(
    {"as", "know", "knows", "knew", "known", "wonder", "wondered", "wondering", "asked", "see", "sure"}
)
"""Behind these an *if* sets no condition."""
_FRAGMENTS = {
    "en": r"(?:not|unless|except|provided|only (?:if|when)|as long as|so long as)",
    "de": r"(?:nicht|außer|nur wenn|es sei denn|sofern)",
    "fr": r"(?:pas|sauf|seulement si|à moins)",
    "es": r"(?:no siempre|salvo|excepto|sólo si|solo si|a menos)",
    "it": r"(?:non sempre|tranne|salvo|solo se|a meno)",
    "nl": r"(?:niet|tenzij|alleen als|behalve|mits)",
    "pt": r"(?:nem sempre|salvo|exceto|só se|a menos)",
}
_ALSO = {
    "en": "and|but|or|well|though",
    "de": "und|aber|oder",
    "fr": "et|mais|ou",
    "es": "y|pero|o",
    "it": "e|ma|o",
    "nl": "en|maar|of",
    "pt": "e|mas|ou",
}
"""What a sentence of its own begins with that is about the one before it, and what may stand in front of that."""
SOUND = r"(?:u+h?m+|u+h+|e+r+m*|ä+h+m*|e+u+h+|h+m+)"
"""A sound that is no word, as a pattern."""
_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")
_CLAUSE_END = re.compile(r"[,;:–—().?!…]")
_ANSWER = re.compile(
    r"(?:(?<=[,;:–—)\].?!…\n“‘\"])|\A)\s*(?:(?:yeah|yes|oh|well|so|but|and)\s+)?(?:no|non|não|nein|nee|nie|нет|ні|nej|nei)"
    r"\s*(?=[,;:–—.?!…\n”’\"]|\Z)",
    re.IGNORECASE,
)
"""A *no* that answers somebody, and denies nothing of its sentence."""
_TAG = re.compile(
    r",\s*\w+n['’‘]t\s+(?:I|you|he|she|it|we|they|there)\b\s*(?=[,;:–—?.!…\n]|\Z)",
    re.IGNORECASE,
)
"""*Isn't it*, which asks for a yes."""
_NEAR = 80
"""So many characters on either side tell whether a *no* is an answer."""


class _Words(NamedTuple):
    negations: frozenset[str]
    conditions: frozenset[str]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    clausal: tuple[str, ...]
    signs: re.Pattern[str] | None


def is_known(language: str) -> bool:
    """Whether words that deny are known in a language.

    Args:
        language: A tag such as ``en-GB``.
    """
    return spoken(language) in _NEGATIONS or spoken(language) in _WITHOUT_BLANKS


class Denial(NamedTuple):
    """A word that denies, or sets a condition: where it stands, and which of the two it does."""

    start: int
    end: int
    kind: str


def denying(text: str, span: Span, *, language: str) -> list[Denial]:
    """The words in a span that deny, or set a condition, in their order.

    Args:
        text: The text: what stands round the span tells of a *no* whether it is an answer.
        span: Where words are looked for; one that is partly in it counts.
        language: The text's language, as in ``en-GB``; of one that is not known nothing is found.
    """
    if span.start >= span.end:
        return []
    words = _words(spoken(language))
    found = list(_signs_in(text, span, words.signs) if words.signs else _words_in(text, span, words))
    if not found:
        return []
    start, end = max(0, span.start - _NEAR), min(len(text), span.end + _NEAR)
    near = _TAG.sub(_blank, _ANSWER.sub(_blank, text[start:end]))
    return [
        one
        for one in found
        if near[one.start - start] == text[one.start]
        and (one.kind is NEGATION or _is_condition(near, one.start - start, one.end - start, words.clausal))
    ]


def says_whether(word: str, language: str = "en") -> bool:
    """Whether a word denies, or sets a condition.

    Args:
        word: The word.
        language: Its language.
    """
    return _kind(word, _words(spoken(language))) != ""


@cache
def fragment(language: str) -> re.Pattern[str]:
    """What a sentence of its own begins with that denies the one before it, or sets a condition for it: *Only if …*.

    Args:
        language: As above; in others nothing does.
    """
    words = _FRAGMENTS.get(spoken(language))
    also = _ALSO.get(spoken(language), "")
    return re.compile(rf"\W*(?:{SOUND}\b\W*)*(?:(?:{also})\b\W*)?{words}\b" if words else r"(?!)", re.IGNORECASE)


def _signs_in(text: str, span: Span, signs: re.Pattern[str]) -> Iterator[Denial]:
    """Signs that deny or set a condition, whatever stands round them."""
    for one in signs.finditer(text, max(0, span.start - 1), min(len(text), span.end + 1)):
        if span.overlaps(Span(*one.span())):
            yield Denial(*one.span(), NEGATION if one.lastgroup == "negation" else CONDITION)


def _words_in(text: str, span: Span, words: _Words) -> Iterator[Denial]:
    """Words that deny or set a condition, whatever stands round them."""
    start, end = span
    while start > 0 and _is_of_word(text[start - 1]):
        start -= 1
    while end < len(text) and _is_of_word(text[end]):
        end += 1
    for one in _WORD.finditer(text, start, end):
        if (kind := _kind(one[0], words)) and span.overlaps(Span(*one.span())):
            yield Denial(*one.span(), kind)


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign in "'’‘"


def _kind(word: str, words: _Words) -> str:
    """Whether a word denies, or sets a condition; empty where it does neither."""
    folded = word.casefold()
    if not folded.isalpha():
        folded = folded.replace("’", "'").replace("‘", "'")
    if folded in words.negations or folded.endswith(words.endings) or folded.startswith(words.beginnings):
        return NEGATION
    return CONDITION if folded in words.conditions else ""


def _is_condition(text: str, start: int, end: int, clausal: tuple[str, ...]) -> bool:
    before = list(_WORD.finditer(text, max(0, start - _NEAR), start))
    if not before or _CLAUSE_END.search(text, before[-1].end(), start):
        return True
    if text[end:].lstrip()[:4].casefold() == "that":
        return True
    return text[start:end].casefold() not in clausal and before[-1][0].casefold() not in _WHETHER


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"\w", " ", found[0])


@cache
def _words(language: str) -> _Words:
    signs = _WITHOUT_BLANKS.get(language)
    return _Words(
        frozenset(_NEGATIONS.get(language, "").split()),
        frozenset(_CONDITIONS.get(language, "").split()),
        _ENDINGS.get(language, ()),
        _BEGINNINGS.get(language, ()),
        _CLAUSAL.get(language, ()),
        re.compile(rf"(?P<negation>{signs[0]})|(?P<condition>{signs[1]})") if signs else None,
    )
