"""What a cut takes away that turns the meaning of what is left: negations and conditions. Pure.

Only the words of a sentence that is cut through count: whole sentences may be left out.
"""

from __future__ import annotations

import re
from collections import Counter

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
    "fr": "si sauf quand",
    "es": "si salvo excepto",
    "it": "se tranne salvo",
    "nl": "als tenzij mits",
    "pt": "se salvo exceto",
}
_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.?!。！？](?![^\W_])|…")
_CLAUSE = re.compile(
    r"[,;:–—()]|\b(?:and|but|so|because|then|when|cos|'cause|und|aber|weil|et|mais|y|pero)\b", re.IGNORECASE
)
_NEAR = 6
"""So many words before a quotation's beginning are looked at, within its clause."""


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


def lost_before(before: str, *, language: str = "en") -> tuple[str, ...]:
    """What is lost where a quotation begins in the middle of a clause.

    Args:
        before: What the speaker says before it, in the same turn.
        language: The study's language.
    """
    near = before[-200:]
    for border in (_SENTENCE_END, _CLAUSE):
        near = near[max((found.end() for found in border.finditer(near)), default=0) :]
    words = _WORD.findall(near)[-_NEAR:]
    return tuple(sorted(set(_kinds(" ".join(words), language)), reverse=True))


def lost_behind(behind: str, *, language: str = "en") -> tuple[str, ...]:
    """What is lost where a quotation ends before its sentence does.

    Args:
        behind: What the speaker says after it, in the same turn.
        language: The study's language.
    """
    end = _SENTENCE_END.search(behind[:200])
    rest = behind[: end.start()] if end else behind[:200]
    kinds = _kinds("".join(_WORD.findall(rest)[:1]), language)
    # Behind a comma a denial is of something else; a condition is of what was said.
    return tuple(kind for kind in kinds if kind == "a condition" or not rest.lstrip().startswith((",", ";", "–", "—")))


def _kinds(words: str, language: str) -> list[str]:
    """For each word that denies, or sets a condition, which of the two it does."""
    spoken = language.partition("-")[0].casefold()
    negations, conditions = _NEGATIONS.get(spoken, "").split(), _CONDITIONS.get(spoken, "").split()
    found = []
    for word in _WORD.findall(words.casefold().replace("’", "'")):
        if word in negations or (spoken == "en" and word.endswith("n't")):
            found.append("a negation")
        elif word in conditions:
            found.append("a condition")
    return found
