"""The forms of a word: which words of a study share a lemma with it ("support": "supported", "supports").

Words are looked at by themselves, out of their sentences, so that a whole study's take a second: a form that may be of
several words counts for each ("left": "leave" as well). Of a model that works by rules and lists, these are asked for a
word as a verb, a noun and an adjective; other models are given each word as a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.errors import Unavailable
from workbench.language import models
from workbench.progress import Tell

if TYPE_CHECKING:
    from spacy.language import Language

_KINDS = ("verb", "noun", "adj")
_BY_RULE_ONLY = ("verb", "noun")
"""As what a word that no list has may be taken by its ending: "er" at the end makes few adjectives."""

_AT_ONCE = 1_000

_KNOWN: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
"""The lemmas of the words that were asked for before, by model."""


class Rules(NamedTuple):
    """How a model finds lemmas by rules: tables by kind of word.

    Attributes:
        known: The words that are lemmas.
        exceptions: The lemmas of irregular forms.
        endings: Endings and what they become.
    """

    known: Mapping[str, Collection[str]]
    exceptions: Mapping[str, Mapping[str, Sequence[str]]]
    endings: Mapping[str, Sequence[Sequence[str]]]

    def lemmas(self, word: str) -> frozenset[str]:
        """All lemmas that a word may have; where no list knows it, those that its ending makes, and itself."""
        found: set[str] = set()
        for kind in _KINDS:
            found.update(self.exceptions.get(kind, {}).get(word, ()))
            found.update(one for one in (word, *self._shortened(word, kind)) if one in self.known.get(kind, ()))
        if found:
            return frozenset(found)
        return frozenset([word, *(one for kind in _BY_RULE_ONLY for one in self._shortened(word, kind))])

    def _shortened(self, word: str, kind: str) -> Iterable[str]:
        for old, new in self.endings.get(kind, ()):
            if word.endswith(old) and len(word) > len(old) + 1:
                yield word[: len(word) - len(old)] + new


class Related:
    """Finds the words of a study that share a lemma with a word.

    Args:
        vocabulary: The study's words, folded.
        languages: The languages spoken in it, such as ``en`` or ``en-GB``.
        progress: Told how far it is.

    Raises:
        Unavailable: Of none of the languages a model is installed, or one cannot be loaded.
    """

    def __init__(self, vocabulary: Iterable[str], languages: Collection[str], *, progress: Tell) -> None:
        wanted = sorted({models.language_of(one) for one in languages})
        found = {language: models.installed(language) for language in wanted}
        names = [name for name in found.values() if name is not None]
        if not names:
            lacking = wanted[0] if wanted else "en"
            message = f"No language model is installed ({', '.join(wanted) or 'en'}): forms of words cannot be told."
            raise Unavailable(message, models.how_to_install(lacking))
        self.lacking = tuple(language for language, name in found.items() if name is None)
        """The languages of which no model is installed: their words are found as they are typed."""
        self._vocabulary = list(vocabulary)
        self._progress = progress
        self._models = names
        self._by_lemma: dict[str, dict[str, set[str]]] = {}
        for name in names:
            by_lemma: dict[str, set[str]] = defaultdict(set)
            for word, lemmas in zip(self._vocabulary, self._lemmas(name, self._vocabulary), strict=True):
                for lemma in lemmas:
                    by_lemma[lemma].add(word)
            self._by_lemma[name] = by_lemma

    def of(self, word: str) -> set[str]:
        """The study's words that share a lemma with one; itself among them where it stands in the study."""
        found: set[str] = set()
        for name in self._models:
            (lemmas,) = self._lemmas(name, [word])
            found.update(*(self._by_lemma[name].get(lemma, ()) for lemma in lemmas))
        return found

    def _lemmas(self, name: str, words: Sequence[str]) -> list[frozenset[str]]:
        known = _KNOWN[name]
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            self._progress(0, len(new), "")
            model = models.load(name)
            rules = rules_of(model)
            for start in range(0, len(new), _AT_ONCE):
                some = new[start : start + _AT_ONCE]
                known.update(zip(some, map(rules.lemmas, some) if rules else _by_model(model, some), strict=True))
                self._progress(min(start + _AT_ONCE, len(new)), len(new), "")
        return [known[word] for word in words]


def rules_of(model: Language) -> Rules | None:
    """The rules by which a model finds lemmas; None where it does so otherwise."""
    if not model.has_pipe("lemmatizer"):
        return None
    lookups = getattr(model.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not all(lookups.has_table(f"lemma_{one}") for one in ("index", "exc", "rules")):
        return None
    tables: list[dict[str, Any]] = []
    for table in ("index", "exc", "rules"):
        found = lookups.get_table(f"lemma_{table}")
        tables.append({kind: found[kind] for kind in _KINDS if kind in found})
    index, exceptions, rules = tables
    return Rules({kind: frozenset(some) for kind, some in index.items()}, exceptions, rules)


def _by_model(model: Language, words: Sequence[str]) -> Iterable[frozenset[str]]:
    """The lemma of each word as a text of its own."""
    for document in model.pipe(words):
        yield frozenset(
            [document.text, *(one.lemma_.casefold() for one in document if one.lemma_ and len(document) == 1)]
        )
