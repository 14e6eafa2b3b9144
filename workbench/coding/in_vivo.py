"""Codes named by the participants' own words: made and put on these words in one step."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.finding import named, refuse_name
from workbench.codebook.states import states
from workbench.coding.apply import Applied, apply, checked_span
from workbench.coding.extracts import marked_passages
from workbench.coding.new_codes import apply_new
from workbench.errors import BadInput, Refused
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing
from workbench.visible import CONTROLS

LONGEST = 60
"""So many characters has the name of a code at most that is made of words: longer ones are a quotation, not a name."""

_JOINER = "\u200d"
_ELLIPSIS = "…"
_CLOSED_BY = {"(": ")", "[": "]"}
_NOTHING = "\x00"
"""Stands in no name."""
_NEVER = "never"


@dataclass(frozen=True)
class InVivo:
    """What became of words that were to be a code.

    Attributes:
        name: The code's name.
        applied: What became of it on the passage.
        made: Whether the code is new; else there was one of that name, and it was used.
    """

    name: str
    applied: Applied
    made: bool


def apply_in_vivo(study: Study, transcript: str, place: Span, *, revision_id: UUID | None = None) -> InVivo:
    """Make a code of the words of a passage and put it on them, as one step; a code of that name is used.

    Args:
        study: The study; its coder codes.
        transcript: The transcript's name.
        place: The passage, in code points of its text.
        revision_id: The text in which the place was chosen, where somebody chose it in one that they saw.

    Raises:
        NotFound: There is no such transcript or codebook.
        BadInput: The passage lies outside the text, or there is no word in it that could be a name.
        Refused: The words are not for quotation, or somebody says them who is never to be quoted; a code of that name
            was retired or split; the codebook was changed outside meanwhile, or the transcript has another text by now
            than that one.
    """
    with study.read() as session:
        found = listing.find_text(session, transcript, revision_id=revision_id)
        span = checked_span(found.text, *place)
        sealed = any(mark.overlaps(span) for mark in marked_passages(session).get(found.revision_id, ()))
        quoting = {one.participant: one.quoting for one in listing.participants(session)}
        turns = listing.spoken(session, [found.revision_id])[found.revision_id].turns_in(*span)
        unquotable = any(quoting.get(who) == _NEVER for turn in turns for who in turn.participants)
    if sealed or unquotable:
        # A name is printed wherever its code is.
        why = "are marked as not for quotation" if sealed else "are somebody's who is never to be quoted"
        message = f"These words {why}: as the name of a code they would be printed."
        raise Refused(message, "Code them with a name of your own.")
    name = name_of(span.of(found.text))
    books = states.current(study)
    refuse_name(books, name)
    there = named(books, name)
    if there is not None:
        (applied,) = apply(study, transcript, [span], [there.id], revision_id=found.revision_id)
        return InVivo(there.name, applied, made=False)
    new = NewCode(name)
    # The sentence leaves out the name: these are words of an interview.
    said = f"Coded {found.name} in vivo: made a code of the words"
    (applied,) = apply_new(study, transcript, [span], new, revision_id=found.revision_id, sentence=said)
    return InVivo(name, applied, made=True)


def name_of(words: str) -> str:
    """The name of a code that is made of words: on one line, without signs round it, at most `LONGEST` long. Pure.

    Raises:
        BadInput: No letter and no digit is among them.
    """
    name = " ".join(CONTROLS.sub(" ", words).split())
    if not any(character.isalnum() for character in name):
        raise BadInput("There is no word here that could be the name of a code.", "Choose a code, or name one.")
    name = _without_signs(name)
    return name if len(name) <= LONGEST else f"{_without_signs(name[: _cut(name, LONGEST - 1)], left=False)}{_ELLIPSIS}"


def _without_signs(name: str, *, left: bool = True) -> str:
    """Without punctuation and blanks at its ends; a bracket stays that closes one which stays."""
    start, end = 0, len(name)
    while end > start and _is_sign(name[end - 1]) and not _closes(name[start:end]):
        end -= 1
    while (
        left
        and start < end
        and _is_sign(name[start])
        and _CLOSED_BY.get(name[start], _NOTHING) not in name[start + 1 : end]
    ):
        start += 1
    return name[start:end]


def _is_sign(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] == "P"


def _closes(name: str) -> bool:
    """Whether a name ends with the bracket that closes one in it: “I was scared of (name)”."""
    return any(
        name.endswith(close) and name.count(opening) == name.count(close) for opening, close in _CLOSED_BY.items()
    )


def _cut(name: str, most: int) -> int:
    """Where to cut a name: at a blank, or where no character as readers see it falls apart."""
    blank = name.rfind(" ", 0, most + 1)
    if blank > 0:
        return blank
    end = most
    while end > 1 and _belongs_together(name, end):
        end -= 1
    return end


def _belongs_together(name: str, at: int) -> bool:
    """Whether the code points before and behind a place are of one character, as far as no name is the worse for it."""
    before, behind = name[at - 1], name[at]
    is_flag = all(0x1F1E6 <= ord(one) <= 0x1F1FF for one in (before, behind))
    is_added = unicodedata.category(behind) in ("Mn", "Mc", "Me") or 0x1F3FB <= ord(behind) <= 0x1F3FF
    return is_flag or is_added or _JOINER in (before, behind)
