"""Who can be compared with whom, and who is meant where nobody says so."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from workbench import sight
from workbench.agreement.sample_list import SampleFound, samples_in
from workbench.errors import BadInput, NotFound
from workbench.study import Study, coder_key, same_coder
from workbench.visible import one_line


class People(NamedTuple):
    """Who has coded.

    Attributes:
        coded: How many transcripts each has coded, as far as it can be seen, or has finished of a sample that is
            revealed, by name; who is to code a sample is among them.
        together: How many two have both coded or finished, by their names.
        samples: The samples, in the order in which they were drawn.
    """

    coded: Mapping[str, int]
    together: Mapping[tuple[str, str], int]
    samples: tuple[SampleFound, ...]

    @property
    def offered(self) -> tuple[str, ...]:
        """The two who have the most in common; who has drawn an open sample together, where nobody has anything.

        Empty where there are none.
        """
        names = list(self.coded)
        if self.together:
            return min(self.together, key=lambda pair: (-self.together[pair], *map(names.index, pair)))
        still_open = (one.coders for one in reversed(self.samples) if one.is_open and len(one.coders) > 1)
        return tuple(sorted(next(still_open, ()), key=names.index)[:2])


def people(study: Study) -> People:
    """Who has coded what, as far as it can be seen; whoever looks comes first.

    Args:
        study: The study; its coder is who looks.
    """
    with study.read() as session:
        by_transcript = sight.coders_by_transcript(session, study)
        found = samples_in(session)
    for sample in found:
        for one in () if sample.is_open else sample.transcripts:
            finished = {who for who, state in one.states.items() if state == "finished"}
            by_transcript.setdefault(one.transcript_id, set()).update(finished)
    coded: dict[str, int] = {}
    together: dict[tuple[str, str], int] = {}
    for names in by_transcript.values():
        in_turn = sorted(names, key=lambda name: (not same_coder(name, study.coder), coder_key(name)))
        for name in in_turn:
            coded[name] = coded.get(name, 0) + 1
        for pair in combinations(in_turn, 2):
            together[pair] = together.get(pair, 0) + 1
    for name in (name for sample in found for name in sample.coders):
        coded.setdefault(name, 0)
    turn = sorted(coded, key=lambda name: (not same_coder(name, study.coder), coder_key(name)))
    return People({name: coded[name] for name in turn}, together, tuple(found))


def who_is_meant(study: Study) -> tuple[str, ...]:
    """The two who are compared where nobody is named, since there are no others; in the order of `people`.

    Args:
        study: The study; its coder is who looks.

    Raises:
        NotFound: No two have coded the same.
        BadInput: More than two have.
    """
    found = people(study)
    those = {name for pair in found.together for name in pair} or set(found.offered)
    names = [name for name in found.coded if name in those]
    if not names:
        raise NotFound("No transcript was coded by two people.", "There is nothing to compare yet.")
    if len(names) > 2:
        who = ", ".join(map(one_line, names))
        message = f"{who} have coded the same transcripts, and it is not said who is meant."
        raise BadInput(message, "Name two of them, or more.", command="See: --of NAME --of NAME")
    return tuple(names)
