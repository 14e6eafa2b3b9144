"""What a codebook's check finds of the codes that are in use in a study, on codings and in themes."""

from __future__ import annotations

from typing import NamedTuple

from workbench import sight
from workbench.codebook.changes.gone import missed_books
from workbench.codebook.changes.lost import likely_same
from workbench.codebook.states import states
from workbench.study import Study
from workbench.themes.codes import codes_not_living
from workbench.visible import plural


class Found(NamedTuple):
    """Something of which nobody can say in which line of a file it is wrong.

    Attributes:
        message: What was found, as a sentence.
        command: What can be done at a command line; empty where that is for people to think about.
    """

    message: str
    command: str = ""


def lost_codes(study: Study) -> list[Found]:
    """The codes that are gone though they are in use, and have likely got another id."""
    return [
        Found(one.sentence, command=f"`workbench codebook was {one.now.id} {one.gone.id}` says that it is the same.")
        for one in likely_same(study)
    ]


def codes_in_use_check(study: Study) -> list[Found]:
    """What is to be told of codes in use: those in no codebook, those put on passages no more, and codebooks gone."""
    with study.read() as session:
        counts = sight.counts_by_code(session, study)
    found = [
        Found(f"{code}: not in the codebook, and in use ({plural(counts.get(code, 0), 'coding')}).")
        for code in states.current(study).missing(counts)
    ]
    found += lost_codes(study)
    found += [Found(f"The theme “{theme}” holds {code}, {became}.") for theme, code, became in codes_not_living(study)]
    found += [Found(one.message, command="Bring it back: workbench codebook restore") for one in missed_books(study)]
    return found
