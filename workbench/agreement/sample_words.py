"""Samples in words, the same on the command line and on the screens. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from workbench.agreement.drawing import Drawn
from workbench.agreement.sample_list import SampleFound
from workbench.errors import BadInput
from workbench.study import same_coder
from workbench.visible import first_few, one_line, plural

COURTESY = (
    "Blind is a courtesy, no lock: the database holds everybody's work, and whoever names another as coder sees what "
    "they see."
)


class StratumOfSample(NamedTuple):
    """A stratum of a sample.

    Attributes:
        name: In words; empty where there is one only.
        transcripts: How many transcripts it gives.
        finished: Of each coder how many of them are finished.
    """

    name: str
    transcripts: int
    finished: dict[str, int]


def by_stratum(found: SampleFound) -> list[StratumOfSample]:
    """The strata of a sample, in order of name, and how far each is."""
    members = defaultdict(list)
    for one in found.transcripts:
        members[one.stratum].append(one)
    return [
        StratumOfSample(
            name,
            len(those),
            {who: sum(one.states.get(who) == "finished" for one in those) for who in found.coders},
        )
        for name, those in sorted(members.items())
    ]


def coded_before_in_words(drawn: Drawn) -> str:
    """Who has coded on which of what would be drawn; empty where nobody has."""
    if not drawn.coded_before:
        return ""
    each = [f"{one_line(name)} ({', '.join(map(one_line, who))})" for name, who in drawn.coded_before.items()]
    return f"Coded on already, in sight of all, so that it would be blind only in part: {first_few(each)}."


def how_far(found: SampleFound) -> str:
    """How many transcripts each coder has finished."""
    all_of_them, left = len(found.transcripts), found.unfinished()
    return ", ".join(f"{who} {all_of_them - len(left.get(who, ()))} of {all_of_them}" for who in found.coders)


def standing(found: SampleFound) -> str:
    """Whether it is open."""
    if found.revealed_at is None:
        return "open; it was seen before, and closed again" if found.revealed_early else "open"
    return f"revealed{' early' * found.revealed_early} on {found.revealed_at:%d %B %Y}"


def not_finished(found: SampleFound) -> str:
    """Who has not finished what; empty where all have."""
    return "; ".join(
        f"{one_line(who)} ({first_few(map(one_line, names))})" for who, names in found.unfinished().items()
    )


def is_for(found: SampleFound, coder: str) -> bool:
    """Whether somebody is to code it."""
    return any(same_coder(coder, one) for one in found.coders)


def was_handed_out(found: SampleFound) -> bool:
    """Whether it was handed out into this study: it is revealed where it was drawn."""
    return len(found.coders) == 1


def own_left(found: SampleFound, coder: str, *, finished: bool = False) -> list[str]:
    """The names of the transcripts that a coder has not finished, or those that they have."""
    return [
        one.name
        for one in found.transcripts
        for who, state in one.states.items()
        if same_coder(who, coder) and (state == "finished") == finished
    ]


def amount_of(text: str) -> tuple[float | None, int | None]:
    """A share and a number as they are typed: ``20 %`` is a share, ``6`` a number of transcripts; one of the two.

    Raises:
        BadInput: It is neither.
    """
    words = text.strip()
    try:
        if words.endswith("%"):
            return float(words[:-1].strip().replace(",", ".")) / 100, None
        return None, int(words)
    except ValueError:
        raise BadInput(
            "How much is to be drawn is a share, as 20 %, or a number of transcripts, as 6.", "Type one of the two."
        ) from None


def whole_number(text: str, what: str, *, otherwise: int | None) -> int | None:
    """A whole number as it is typed.

    Args:
        text: What is typed.
        what: What it says, as the beginning of a sentence.
        otherwise: What holds where nothing is typed.

    Raises:
        BadInput: It is none.
    """
    words = text.strip()
    if words and not (words.isascii() and words.isdigit() and len(words) < 10):
        raise BadInput(f"{what} is a whole number of at most nine digits.", "Type one, or nothing.")
    return int(words) if words else otherwise


def what_is_finished(found: SampleFound, coder: str, names: list[str]) -> str:
    """What is asked before a coder says that transcripts are finished: of those without a coding that there is none."""
    theirs = {
        one.name: state for one in found.transcripts for who, state in one.states.items() if same_coder(who, coder)
    }
    bare = [one_line(name) for name in names if theirs.get(name) == "not started"]
    said = f"{plural(len(names), 'transcript')}: {first_few(map(one_line, names))}."
    if bare:
        said += f"\n\nYou have coded nothing in {first_few(bare)}: finished, it says that there is nothing."
    return said
