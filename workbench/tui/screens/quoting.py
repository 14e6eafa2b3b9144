"""Words of transcripts in what is written into a codebook: one is asked before they stand there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.message import Message

from workbench.coding import NewCode
from workbench.coding.codebook_words import texts_of, told_of_words
from workbench.study import Study
from workbench.tui import work


def ask_where_quoting(study: Study, name: str, texts: Sequence[tuple[str, str]], job: work.Job) -> Message:
    """Write texts of a code; where words of transcripts stand in them, only once its user says so.

    Args:
        study: The study.
        name: What the code is called; empty for the top of a codebook.
        texts: As `workbench.coding.codebook_words.texts_of` gives them.
        job: Writes them.
    """
    told = told_of_words(study, name, texts)
    return work.AskFirst("Words of an interview", told, job) if told else job()


def make_where_quoting(
    study: Study, make: Callable[[NewCode, tuple[str, ...]], Message]
) -> Callable[[NewCode, tuple[str, ...]], Message]:
    """Make a new code, and do with it and others what it is for; asked as `ask_where_quoting` does."""

    def job(new: NewCode, codes: tuple[str, ...]) -> Message:
        return ask_where_quoting(study, new.name, texts_of_new(new), partial(make, new, codes))

    return job


def texts_of_new(new: NewCode) -> list[tuple[str, str]]:
    """What a new code says, each text with its field."""
    return texts_of({"name": new.name, "definition": new.definition})
