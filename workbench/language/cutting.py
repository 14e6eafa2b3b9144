"""Texts cut into tokens and sentences by spaCy's rules for a language: no model is needed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workbench.errors import Unavailable
from workbench.language.models import language_of
from workbench.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language


def tokens(text: str, language: str) -> list[Span]:
    """The tokens of a text, those of white space left out.

    Args:
        text: The text.
        language: By whose rules: "en", "en-GB". A language that spaCy does not know is cut by rules for all.

    Raises:
        Unavailable: spaCy cannot be loaded here.
    """
    made = _cutter(language_of(language)).make_doc(text)
    return [Span(token.idx, token.idx + len(token)) for token in made if not token.is_space]


def sentences(text: str, language: str) -> list[Span]:
    """The sentences of a text without the white space round them; each ends with its full stop, or with the text.

    Args:
        text: The text.
        language: As for `tokens`.

    Raises:
        Unavailable: spaCy cannot be loaded here.
    """
    found = []
    for sentence in _cutter(language_of(language))(text).sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            found.append(Span(words[0].idx, words[-1].idx + len(words[-1])))
    return found


@cache
def _cutter(language: str) -> Language:
    """SpaCy's rules for a language, without any model."""
    try:
        import spacy
    except (OSError, ImportError) as error:
        message = "spaCy, which cuts texts into sentences and tokens, cannot be loaded here."
        raise Unavailable(message, "Compare by turn or character, or install it anew.") from error
    try:
        cutter = spacy.blank(language)
    except ImportError:
        # spaCy's way of saying that it has no rules of this language.
        cutter = spacy.blank("xx")
    cutter.add_pipe("sentencizer")
    # Nothing is analysed, so that the limit, which is for models, does not hold.
    cutter.max_length = 1 << 40
    return cutter
