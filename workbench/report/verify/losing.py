"""What a cut takes away that turns the meaning of what is left: negations and conditions. Pure.

Only the words of a sentence that is cut through count: whole sentences may be left out.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_NEGATIONS = {
    "en": "not no never nobody none nothing neither nor nowhere cannot hardly barely scarcely rarely seldom without",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne kaum nirgends",
    "fr": "pas jamais rien personne aucun aucune ni sans guère non ne",
    "es": "no nunca jamás nada nadie ningún ninguna ninguno ni sin tampoco",
    "it": "non mai niente nulla nessuno nessuna né senza neanche",
    "nl": "niet geen nooit niemand niets nergens noch zonder",
    "pt": "não nunca jamais nada ninguém nenhum nenhuma nem sem",
}
_CONDITIONS = {
    "en": "if unless except provided otherwise unlike",
    "de": "wenn falls sofern außer",
    "fr": "si s'il s'ils sauf quand",
    "es": "si salvo excepto",
    "it": "se tranne salvo",
    "nl": "als tenzij mits",
    "pt": "se salvo exceto",
}
_CLAUSAL = frozenset({"se"})
"""Conditions that are something else unless they begin a clause: in Portuguese and Italian it is *himself*, too."""
_WHETHER = frozenset(
    {"as", "know", "knows", "knew", "known", "wonder", "wondered", "wondering", "asked", "see", "sure"}
)
"""Behind these an *if* sets no condition."""
_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.?!。！？](?![^\W_])|…")
_JOINS = {
    "en": "and but so because then when cos cause",
    "de": "und aber weil",
    "fr": "et mais",
    "es": "y pero",
    "it": "e ma",
    "nl": "en maar",
    "pt": "e mas",
}
"""What joins something of its own to a clause."""
_BUT = re.compile(r"\W*(?:but|though|although|only|aber|sondern|mais|pero|sino|ma|mas|maar)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:–—()]")
_ANSWER = re.compile(
    r"(?:(?<=[,;:–—()\]])|\A)\s*(?:(?:yeah|yes|oh|well|so|but|and)\s+)?(?:no|non|não)\s*(?=[,;:–—)]|\Z)", re.IGNORECASE
)
"""A *no* that answers somebody, and denies nothing of its sentence."""
_TAG = re.compile(r",\s*\w+n['’‘]t\s+(?:I|you|he|she|it|we|they|there)\b\s*(?=[,;:–—?]|\Z)", re.IGNORECASE)
"""*Isn't it*, which asks for a yes."""
_SENTENCE = 400
"""So many characters of a sentence are looked at on either side of a quotation."""


@cache
def joining(language: str) -> re.Pattern[str]:
    """What joins something of its own to a clause; in a language that is not known nothing does.

    Args:
        language: The study's language, as in ``en-GB``.
    """
    words = _JOINS.get(language.partition("-")[0].casefold(), "").replace(" ", "|")
    return re.compile(rf"(?<![\w’-])(?:{words})(?![\w’'-])" if words else r"(?!)", re.IGNORECASE)


def lost(cut: str, instead: str = "", *, language: str = "en") -> tuple[str, ...]:
    """What is lost in the middle of a quotation: "a negation", "a condition".

    Args:
        cut: The transcript's words in place of which there is a mark.
        instead: What stands in brackets in place of them.
        language: The study's language, as in ``en-GB``.
    """
    ends = list(_SENTENCE_END.finditer(cut))
    parts = [cut[: ends[0].start()], cut[ends[-1].end() :]] if ends else [cut]
    here = Counter(_kinds(" ".join(parts), language))
    here.subtract(Counter(_kinds(instead, language)))
    return tuple(kind for kind in ("a negation", "a condition") if here[kind] > 0)


def added(instead: str, cut: str = "", *, language: str = "en") -> tuple[str, ...]:
    """What stands in brackets and was not said: "a negation", "a condition".

    Args:
        instead: What stands in brackets.
        cut: The transcript's words in place of which it stands.
        language: The study's language, as in ``en-GB``.
    """
    more = Counter(_kinds(instead, language)) - Counter(_kinds(cut, language))
    return tuple(kind for kind in ("a negation", "a condition") if more[kind])


def lost_before(before: str, said: str = "", *, language: str = "en") -> tuple[str, ...]:
    """What is lost where a quotation begins in the middle of a sentence.

    A condition holds for all that follows in its sentence, whole clauses off. So does a negation, up to where
    something of its own is joined on: *I never asked, and she came*.

    Args:
        before: What the speaker says before it, in the same turn.
        said: How the quotation begins.
        language: The study's language.
    """
    near = before[-_SENTENCE:]
    near = near[max((found.end() for found in _SENTENCE_END.finditer(near)), default=0) :]
    joins = joining(language)
    first = joins.search(said)
    begins_joined = first is not None and not said[: first.start()].strip(" \t\n,;:–—-'’\"“‘")
    joined = len(near) if begins_joined else max((one.end() for one in joins.finditer(near)), default=0)
    return _either(_kinds(near[joined:], language), _kinds(near, language))


def lost_behind(behind: str, *, language: str = "en") -> tuple[str, ...]:
    """What is lost where a quotation ends before its sentence does.

    A condition is of what was said, up to where something of its own is joined on; of negations those are that follow
    at once, and those that take back what was said: *but not for us*.

    Args:
        behind: What the speaker says after it, in the same turn.
        language: The study's language.
    """
    end = _SENTENCE_END.search(behind[:_SENTENCE])
    rest = behind[: end.start()] if end else behind[:_SENTENCE]
    joined = joining(language).search(rest)
    conditions = _kinds(rest[: joined.start()] if joined else rest, language)
    if taken_back := _BUT.match(rest):
        denied = _CLAUSE_END.split(rest[taken_back.end() :])[0]
    else:
        # Behind a comma a denial is of something else.
        denied = "" if rest.lstrip().startswith((",", ";", "–", "—")) else "".join(_WORD.findall(rest)[:1])
    return _either(_kinds(denied, language), conditions)


def says_whether(word: str, language: str = "en") -> bool:
    """Whether a word denies, or sets a condition; see `lost` and `added`.

    Args:
        word: The word, folded.
        language: The study's language.
    """
    spoken = language.partition("-")[0].casefold()
    return any(word in words.get(spoken, "").split() for words in (_NEGATIONS, _CONDITIONS))


def _either(negations: list[str], conditions: list[str]) -> tuple[str, ...]:
    return tuple(kind for kind, found in (("a negation", negations), ("a condition", conditions)) if kind in found)


def _kinds(words: str, language: str) -> list[str]:
    """For each word that denies, or sets a condition, which of the two it does."""
    spoken = language.partition("-")[0].casefold()
    negations, conditions = _NEGATIONS.get(spoken, "").split(), _CONDITIONS.get(spoken, "").split()
    text = _TAG.sub(" ", _ANSWER.sub(" ", words)).casefold().replace("’", "'").replace("‘", "'")
    found, before, end = [], "", 0
    for one in _WORD.finditer(text):
        word, begins = one[0], not before or bool(_CLAUSE_END.search(text, end, one.start()))
        if word in negations or (spoken == "en" and word.endswith("n't")):
            found.append("a negation")
        elif word in conditions and (begins or not (word in _CLAUSAL or before in _WHETHER)):
            found.append("a condition")
        before, end = word, one.end()
    return found
