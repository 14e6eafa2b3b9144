"""What transcripts call their speakers, looked for in the words of quotations. Pure.

A report never prints what a transcript calls a speaker, for it may be a real name. A quotation's words may hold it all
the same: "I said to Ada …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.report.facts import ReportFacts

_WORD = re.compile(r"\w+")
_SHORTEST = 3
"""Shorter ones stand in many a sentence by themselves."""

_NO_NAMES = frozenset(
    (
        "all", "and", "both", "boy", "carer", "child", "children", "client", "dad", "daughter", "facilitator", "father",
        "female", "girl", "group", "head", "husband", "interviewee", "interviewer", "lady", "lead", "leader", "male",
        "man", "manager", "men", "mentor", "moderator", "mother", "mum", "nurse", "officer", "others", "parent",
        "participant", "partner", "person", "professional", "researcher", "respondent", "several", "social", "son",
        "speaker", "staff", "student", "teacher", "team", "the", "trainer", "unknown", "volunteer", "wife", "woman",
        "women", "worker", "young",
    )
)  # fmt: skip
"""What speakers are called without being named."""


@dataclass(frozen=True)
class NamesKnown:
    """The names by which transcripts call participants.

    Attributes:
        whose: Of each name, a word that begins with a capital, the labels of those who are called so.
    """

    whose: Mapping[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.whose)

    def of_whom(self, words: str) -> tuple[str, ...]:
        """The labels, as they are printed, of those whose name stands in words."""
        found = self.whose.keys() & set(_WORD.findall(words))
        return tuple(sorted({label for name in found for label in self.whose[name]}))


def names_in_transcripts(facts: ReportFacts) -> NamesKnown:
    """What transcripts call participants, where it is neither their label nor their id nor a word for what they are."""
    public = set(_NO_NAMES)
    for row in facts.participants:
        public.update(_folded(row.participant), _folded(row.label))
    for role in facts.study.roles:
        public.update(_folded(role.id), _folded(role.label))
    whose: dict[str, set[str]] = {}
    called = {
        (turn.label, turn.participants)
        for transcript in facts.transcripts
        for turn in transcript.turns
        if turn.label and turn.participants and not turn.interviewer
    }
    for label, people in called:
        for word in _WORD.findall(label):
            if len(word) >= _SHORTEST and word.isalpha() and word[0].isupper() and word.casefold() not in public:
                rows = (facts.participant_of.get(one) for one in people)
                # Many write their speakers in capitals throughout.
                name = word.title() if word.isupper() else word
                whose.setdefault(name, set()).update(row.label or row.participant for row in rows if row is not None)
    return NamesKnown({name: tuple(sorted(labels)) for name, labels in whose.items()})


def _folded(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text))
