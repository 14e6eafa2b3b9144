"""Codes that are found while reading: made in the codebook and put on the words at once, as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from workbench.codebook.changes import change, lost
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.finding import named, refuse_name
from workbench.codebook.states import states
from workbench.coding.apply import Applied, checked_span, give, put
from workbench.errors import BadInput, Refused
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing
from workbench.visible import plural

_ORIGIN = "data-driven"
"""Where such a code comes from: somebody read the words, and no theory asked for it."""


def apply_new(
    study: Study,
    transcript: str,
    places: Sequence[Span],
    new: NewCode,
    *,
    codes: Sequence[str] = (),
    revision_id: UUID | None = None,
    sentence: str = "",
) -> list[Applied]:
    """Make a code and put it on passages, as one step.

    Args:
        study: The study; its coder codes.
        transcript: The transcript's name.
        places: The passages, in code points of its text.
        new: The code to be made.
        codes: Ids of codes that there are already, to be put on the passages too.
        revision_id: The text in which the places were chosen, where somebody chose them in one that they saw.
        sentence: What the history says; empty for which code was made and put where.

    Returns:
        What became of each code on each passage, the new one last.

    Raises:
        NotFound: There is no such transcript, code or codebook.
        BadInput: A passage lies outside the text or holds no words, or the code would be a fault.
        Refused: There is or was a code of that name, one of the codes was retired or split, the codebook was changed
            outside meanwhile, or the transcript has another text by now than that one.
    """
    with study.read() as session:
        found = listing.find_text(session, transcript, revision_id=revision_id)
    spans = [checked_span(found.text, place.start, place.end) for place in places]
    coder_id = study.coder_id()
    with made(study, new) as (adding, code):
        ids = [*(adding.books.to_put_on(one).id for one in codes), code]
        said = f"{adding.work.sentence} and coded {found.name} with {adding.books.called(ids)}"
        adding.work.sentence = sentence or said
        return put(adding.work.session, adding.books, coder_id, found, spans, ids)


def recode_new(study: Study, ids: Sequence[UUID], new: NewCode, *, seen: str | None = None) -> str:
    """Make a code and give it to codings, as one step; ``seen`` as in `recode`.

    Returns:
        The new code's id.

    Raises:
        NotFound: There is no such coding or codebook.
        BadInput: The code would be a fault.
        ChangedElsewhere: One of the codings has another code by now than was seen.
        Refused: There is a code of that name, one of the codings is another coder's or was removed, or the codebook
            was changed outside meanwhile.
    """
    with made(study, new) as (adding, code):
        changed = give(adding.work.session, study, adding.books, ids, code, seen=seen)
        adding.work.sentence = f"{adding.work.sentence} and recoded {plural(changed, 'coding')} to it"
        return code


def make_code(study: Study, new: NewCode) -> str:
    """Make a code and put it on nothing yet, as one step.

    Returns:
        The new code's id.

    Raises:
        NotFound: There is no such codebook.
        BadInput: The code would be a fault.
        Refused: There is a code of that name, or the codebook was changed outside meanwhile.
    """
    with made(study, new) as (_, code):
        return code


@contextmanager
def made(study: Study, new: NewCode) -> Iterator[tuple[change.Adding, str]]:
    """A step in which the code is made, and the code's id."""
    books, name = states.current(study), " ".join(new.name.split())
    if not name:
        raise BadInput("A new code needs a name.", "Give it one.")
    refuse_name(books, name)
    if (there := named(books, name)) is not None:
        raise Refused(f"There is a code of that name: {there.id}.", "Choose it, or give the new one another name.")
    fields = {
        "id": new.id or lost.free_id(study, books, name),
        "name": name,
        "definition": new.definition.strip(),
        "origin": _ORIGIN,
    }
    if new.parent:
        fields["parent"] = new.parent
    with change.adding_code(study, fields, file=None if new.parent else new.file) as adding:
        adding.work.sentence = f"Made the code {adding.books.called([fields['id']])}"
        yield adding, fields["id"]
