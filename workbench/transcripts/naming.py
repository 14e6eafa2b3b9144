"""Who, when and what kind a file is, as far as its name tells; and the name that a transcript is given. Pure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

from workbench.transcripts.matching import Named, pieces, plain
from workbench.transcripts.namewords import NameWords, Word
from workbench.transcripts.tables.facts import ParticipantFacts

LONGEST_NAME = 60
"""A name made from participants is no longer than this, in code points; else the file's stem is taken."""

_NOT_THERE = ("declined", "not reached", "withdrawn")
_SHORT = re.compile(r"([^\W\d_]{1,3})\d+")
"""A few letters with a number behind them, nothing between."""
_JOINED = re.compile(r"[\s_().,-]*(?:&|\+|(?<![^\W\d_])(?:and|und|et)(?![^\W\d_]))[\s_().,-]*", re.IGNORECASE)
_APART = re.compile(r"[\s_().,-]*")


class NewParticipant(NamedTuple):
    """Somebody whom a file's name names and the study does not know yet."""

    id: str
    label: str
    role: str | None


@dataclass(frozen=True)
class NameFacts:
    """What a file's name tells. None, or empty: not told."""

    participants: tuple[str, ...] = ()
    """Ids in the order of the name; the new ones included."""
    wave: str | None = None
    kind: str | None = None
    """As the name says it, else by the number of participants: individual, joint, group."""
    record: str | None = None
    date: dt.date | None = None
    role: str | None = None
    """The role that the name says where it does not say who."""
    new_participants: tuple[NewParticipant, ...] = ()


class NameReader:
    """Reads many files' names of one study.

    Args:
        participants: Those known so far; `add` takes in more as they come.
        waves: The study's waves.
        roles: The study's roles.
    """

    def __init__(
        self, participants: Iterable[ParticipantFacts], waves: Sequence[Named], roles: Sequence[Named]
    ) -> None:
        self._people: dict[str, ParticipantFacts] = {}
        self._roles = tuple(roles)
        self._labels = {role.id: role.label or role.id[:1].upper() + role.id[1:] for role in roles}
        self._words = NameWords((), waves, roles)
        for facts in participants:
            self.add(facts)

    def add(self, facts: ParticipantFacts) -> None:
        """Know one more participant."""
        self._people[facts.participant] = facts
        self._words.add(facts)

    def role_of(self, who: str) -> str | None:
        """The role that somebody's id tells, None where it tells none, or could tell several.

        A role with a number or alone tells it (`Staff 2`); so do a few letters with a number (`PM3`) where everybody
        whose id begins with them has the same role, or else where one role alone has them as the first letters of its
        words, or begins with them (`P3`, of a parent; `PM3`, of a peer mentor; `Par3`).
        """
        run = pieces(who)
        words, _, name = self._words.find(who)
        whole = [word for word in words if (word.start, word.end) == (run[0].start, run[-1].end)]
        if whole and whole[0].meaning in {"numbered", "role"} and name == plain(who):
            return whole[0].value
        if len(run) != 2 or run[0].is_number or not run[1].is_number:
            return None
        letters = run[0].folded
        alike = [one.role for one in self._people.values() if one.role and _letters(one.participant) == letters]
        if alike:
            return _only(alike)
        initialled = {role.id for role in self._roles if letters in _initials(role)}
        return _only(initialled or (role.id for role in self._roles if _begins_with(role, letters)))

    def read(self, stem: str) -> NameFacts:
        """What a file's name without its suffix tells.

        Known participants go first, by id or label; somebody new is seen only in a role with a number (`Parent 3`), or
        in capitals with a number (`PM1`) that are no wave and no version, where every other word of the name is
        understood: `LICENSE_CC0` names nobody. The longest word wins: P1 is not in P10. What cannot be told, or is told
        in two ways (`T1 and T2`), is None.
        """
        words, date, name = self._words.find(stem)
        words = [word for word in words if word.meaning != "noise"]
        wave = _only(word.value for word in words if word.meaning == "wave")
        kinds = {word.value for word in words if word.meaning == "kind"}
        kind = _only(kinds)
        people: dict[str, NewParticipant | None] = {}
        unresolved: list[str] = []
        for index, word in enumerate(words):
            if word.meaning == "participant":
                people.setdefault(word.value, None)
            elif word.meaning in {"numbered", "code"}:
                new = self._new(words, index, name)
                people.setdefault(new.id, new)
            elif word.meaning in {"role", "roles"} and not _describes(words, index, name):
                meant = self._of_role(word, kind, wave)
                people.update((person, None) for person in meant if person not in people)
                unresolved += [] if meant else [word.value]
        if not kinds and not unresolved:
            kind = (None, "individual", "joint")[len(people)] if len(people) < 3 else "group"
        return NameFacts(
            participants=tuple(people),
            wave=wave,
            kind=kind,
            record=_only(word.value for word in words if word.meaning == "record"),
            date=date,
            role=_only(unresolved) if not people else None,
            new_participants=tuple(new for new in people.values() if new),
        )

    def _new(self, words: Sequence[Word], index: int, name: str) -> NewParticipant:
        """Who a number or a code stands for, with the role that stands before a code."""
        word = words[index]
        if word.meaning == "numbered":
            label = f"{self._labels[word.value]} {word.number}"
            written = name[word.start : word.end]
            if (short := _SHORT.fullmatch(written)) and plain(short[1]) != plain(self._labels[word.value]):
                # PM1 of a role whose id is pm: so the interviews themselves call them.
                label = written.upper()
            return NewParticipant(label, label, word.value)
        before = words[index - 1] if index else None
        has_role = before and before.meaning == "role" and _APART.fullmatch(name[before.end : word.start])
        return NewParticipant(word.value, word.value, before.value if before and has_role else None)

    def _of_role(self, word: Word, kind: str | None, wave: str | None) -> list[str]:
        """Who is meant by a role alone: the only one of that role, in a group all; nobody where that is unclear."""
        known = [facts for facts in self._people.values() if facts.role == word.value]
        there = [facts.participant for facts in known if facts.status_at(wave) not in _NOT_THERE]
        if kind == "group":
            return there if len(there) > 1 else []
        if kind == "joint":
            return there if len(there) == 2 else []
        return [facts.participant for facts in known] if word.meaning == "role" and len(known) == 1 else []


def transcript_name(
    labels: Sequence[str], ids: Sequence[str], wave_label: str | None, stem: str, taken: Collection[str]
) -> str:
    """The name that a transcript is given: "Parent 3 T1", "PM1+PM2 T1", else the file's stem.

    Args:
        labels: The participants as printed.
        ids: The same participants' ids, which stand for several participants.
        wave_label: The wave as printed; None where it is unknown: then the participants alone make the name.
        stem: The file's name without suffix, for transcripts of unknown participants and for names that would be longer
            than `LONGEST_NAME`.
        taken: The names of the study's other transcripts; a name among them, in capitals or not, gets " (2)", " (3)" …
    """
    who = labels[0] if len(labels) == 1 else "+".join(ids)
    name = _on_one_line(f"{who} {wave_label or ''}") if _on_one_line(who) else ""
    if not name or len(name) > LONGEST_NAME:
        name = _on_one_line(stem) or "transcript"
    others = {folded(other) for other in taken}
    unique, number = name, 1
    while folded(unique) in others:
        number += 1
        unique = f"{name} ({number})"
    return unique


def name_alone(file: str, people: Sequence[ParticipantFacts], wave_label: str | None) -> str:
    """The name that a file in `transcripts/` would be given if there were no other: see `transcript_name`."""
    ids = [one.participant for one in people]
    return transcript_name([one.label for one in people], ids, wave_label, PurePath(file).stem, ())


def folded(name: str) -> str:
    """What names share that cannot stand beside each other."""
    return unicodedata.normalize("NFC", name).casefold()


def _describes(words: Sequence[Word], index: int, name: str) -> bool:
    """Whether a role's name is about somebody named (`Mentor PM1`), not one more person (`Trainer & PM1`)."""
    if not any(word.meaning in {"participant", "numbered", "code"} for word in words):
        return False
    near = words[max(index - 1, 0) : index + 2]
    return not any(_JOINED.fullmatch(name[one.end : other.start]) for one, other in pairwise(near))


def _letters(who: str) -> str:
    """What stands before the number of an id made of both: "pm" of PM1; else nothing."""
    run = pieces(who)
    return run[0].folded if len(run) == 2 and run[1].is_number else ""


def _names(role: Named) -> list[list[str]]:
    return [[piece.folded for piece in pieces(name) if not piece.is_number] for name in (role.id, role.label)]


def _initials(role: Named) -> set[str]:
    """The first letters of the words of a role's id, and of its label."""
    return {"".join(word[0] for word in words) for words in _names(role)}


def _begins_with(role: Named, letters: str) -> bool:
    """Whether a role's id or label begins with these letters."""
    return any("".join(words).startswith(letters) for words in _names(role))


def _only(values: Iterable[str]) -> str | None:
    """The one value, however often it stands; None where there is none or more than one."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
