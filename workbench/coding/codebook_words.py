"""What a codebook's check finds where the study's transcripts and codings are at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from workbench import sight
from workbench.codebook.differences.diff import Diff
from workbench.codebook.faults import Fault
from workbench.codebook.schema import Code, Codebook
from workbench.codebook.written import Written, written_in
from workbench.coding.examples import coding_of
from workbench.coding.said_words import Said, said_words
from workbench.progress import Tell, silent
from workbench.study import Study
from workbench.visible import first_few, one_line

_SAID = "Say it in other words, or write coding: and the id of the coding, which is printed only where it may be."
_GONE = "It was removed, or its transcript taken out: name another, or take the example out."


def faults_with_transcripts(study: Study, files: Mapping[str, bytes], *, progress: Tell = silent) -> list[Fault]:
    """Warnings of codebooks' files: words that stand in a transcript, and examples that name no coding.

    Args:
        study: The study.
        files: What each file holds, by its name as shown to people.
        progress: Told how many transcripts were gone through; what it raises breaks it off.
    """
    texts = [(file, one) for file, data in files.items() for one in written_in(data, file)]
    found = [(number, _gone(*texts[number])) for number in _without_coding(study, [one for _, one in texts])]
    for said in said_words(study, ["" if one.coding else one.text for _, one in texts], progress=progress):
        found.append((said.text, _fault(*texts[said.text], said)))
    return [fault for _, fault in sorted(found, key=lambda one: one[0])]


def words_told(said: Said) -> str:
    """Which words of a text, and of which transcripts, without one of them."""
    where = first_few(map(one_line, said.transcripts))
    transcripts = "transcripts" if len(said.transcripts) > 1 else "transcript"
    return f"{said.last - said.first + 1} words in a row, from word {said.first} on, stand in the {transcripts} {where}"


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


def _fault(file: str, one: Written, said: Said) -> Fault:
    whose = f"{one.field} of {one.code}" if one.code else one.field
    return Fault(file, *one.place, "warning", f"{whose}: {words_told(said)}", _SAID)


def _gone(file: str, one: Written) -> Fault:
    return Fault(file, *one.place, "warning", f"examples of {one.code}: there is no coding {one.coding}", _GONE)


def _without_coding(study: Study, texts: list[Written]) -> list[int]:
    """The numbers of the texts that name a coding which is not in sight."""
    named = {number: UUID(one.coding) for number, one in enumerate(texts) if one.coding}
    if not named:
        return []
    with study.read() as session:
        there = {one.id for one in sight.codings(session, study, ids=list(named.values()))}
    return [number for number, coding in named.items() if coding not in there]
