"""What a codebook's check finds where the study's transcripts and codings are at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from workbench import sight
from workbench.codebook.differences.diff import Diff
from workbench.codebook.faults import Fault
from workbench.codebook.schema import Code, Codebook
from workbench.codebook.words_told import Texts, words_told
from workbench.coding.examples import coding_of
from workbench.coding.said_words import said_words
from workbench.progress import Tell, silent
from workbench.study import Study
from workbench.visible import first_few, one_line


def faults_with_transcripts(study: Study, files: Mapping[str, bytes], *, progress: Tell = silent) -> list[Fault]:
    """Warnings of codebooks' files: words that stand in a transcript, and examples that name no coding.

    Args:
        study: The study.
        files: What each file holds, by its name as shown to people.
        progress: Told how many transcripts were gone through; what it raises breaks it off.
    """
    texts = Texts(files)
    return texts.faults(said_words(study, texts.words, progress=progress), _in_sight(study, texts.codings))


def texts_of(
    fields: Mapping[str, Any], *, kept: Collection[str] = (), reason: str | None = None
) -> list[tuple[str, str]]:
    """What is to be written in fields of a code, each field with a text, each example as one.

    Args:
        fields: The fields.
        kept: The examples that stand there already.
        reason: Why it is written, as it is noted in the code.
    """
    found = [(field, fields[field]) for field in ("name", "definition", "include", "exclude") if fields.get(field)]
    new = (one for one in fields.get("examples") or () if one not in kept and coding_of(one) is None)
    return [*found, *(("examples", one) for one in new), *([("reason", reason)] if reason else [])]


def texts_of_code(code: Code) -> list[tuple[str, str]]:
    """Every text that a code has, each with its field; an example that is a coding has no words of its own."""
    fields = ("name", "definition", "include", "exclude")
    found = [(field, text) for field in fields if (text := getattr(code, field))]
    found += [("examples", one) for one in code.examples if coding_of(one) is None]
    return [*found, *(("changes", one.reason) for one in code.changes if one.reason)]


def told_of_books(study: Study, books: Iterable[Codebook]) -> list[str]:
    """What is to be told of words of transcripts in codebooks that are handed on, a sentence for each text.

    Args:
        study: The study.
        books: The codebooks.
    """
    books = list(books)
    texts = [(f"{book.file}: description", book.description) for book in books if book.description]
    texts += [
        (f"{field} of {code.id}", text) for book in books for code in book.codes for field, text in texts_of_code(code)
    ]
    return [f"{texts[one.text][0]}: {words_told(one)}." for one in said_words(study, [text for _, text in texts])]


def told_of_changes(study: Study, changes: Diff) -> list[tuple[str, str]]:
    """Words of transcripts in what would be new in a codebook: in which field of which code, and which, without one.

    Args:
        study: The study.
        changes: What would be other in the codebook.
    """
    texts = [(name, after) for name, _, after in changes.book if name == "description"]
    for one in changes.codes:
        if (code := one.after) is not None:
            before = texts_of_code(one.before) if one.before is not None else []
            texts += [
                (f"{field} of {code.id}", text) for field, text in texts_of_code(code) if (field, text) not in before
            ]
    return [(texts[one.text][0], words_told(one)) for one in said_words(study, [text for _, text in texts])]


def told_of_words(study: Study, name: str, texts: Sequence[tuple[str, str]]) -> str:
    """What is to be told of words of transcripts before texts of a code are written; empty where there is nothing.

    Every state of a codebook is kept: what stood in it once is taken back, and not forgotten.

    Args:
        study: The study.
        name: What the code is called; empty where it is the codebook's own top that says it.
        texts: As `texts_of` gives them.
    """
    found = said_words(study, [text for _, text in texts]) if texts else []
    told = first_few((f"{texts[one.text][0]}: {words_told(one)}" for one in found), between="; ")
    what_of_it = "What stands in a codebook is handed on with it: better say it in words of your own."
    whose = f"The code {one_line(name)}" if name else "At the top of the codebook"
    return f"{whose}, {told}. {what_of_it}" if found else ""


def _in_sight(study: Study, codings: Sequence[UUID]) -> set[UUID]:
    """Those of these codings that are in sight."""
    if not codings:
        return set()
    with study.read() as session:
        return {one.id for one in sight.codings(session, study, ids=codings)}
