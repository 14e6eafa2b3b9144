"""What an attribution says, held against the names that a study has for its participants, roles and waves. Pure.

`PM 2`, `pm2` and `Peer mentor 2` are one person; the wave may be missing; `(Woman)` may be any woman.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from workbench.report.attribution import FROM_NOTES, NOT_KNOWN
from workbench.report.facts import ReportFacts
from workbench.report.verify.claims import Claim

_PARTS = re.compile(r"\s*[,;/·|()\[\]]\s*|\s+[–—-]\s+|[–—]")
_JOINED = re.compile(r"\s*(?:,|&|\band\b|\bor\b|\+)\s*", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"([^\W\d_]+)(\d+)")
_AROUND_WAVES = frozenset(
    ("at", "interview", "interviews", "wave", "time", "in", "the", "from", "point", "phase", "round")
)
_OF_ANOTHER = frozenset(("of", "for", "to", "with", "by", "about", "s"))
"""In front of a name these say that somebody else is meant: the sister of Parent 3."""

_FROM_NOTES = frozenset((FROM_NOTES, "notes", "field notes", "from field notes", "note"))
_TRANSLATED = re.compile(r"\b(?:translat\w+|interpret\w+)\b", re.IGNORECASE)
_LONGEST = 160
_LONGEST_MENTION = 4
_NAMELESS = {
    "questionnaire": "questionnaire",
    "observation": "observation",
    "casefile": "case file",
    "document": "document",
}


class Mention(NamedTuple):
    """Where running text names a participant or a role, and whether it speaks of one, not of several."""

    start: int
    end: int
    is_one: bool


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold())).replace("_", "")


class Names:
    """The names of a study's participants, roles and waves, however they are written.

    Args:
        facts: The study.
        interviewers: The labels that interviewers have.
    """

    def __init__(self, facts: ReportFacts, interviewers: Iterable[str] = ("Interviewer", "I")) -> None:
        self._interviewers = {_key(one) for one in interviewers}
        self._people: dict[str, frozenset[str]] = {}
        self._roles: dict[str, frozenset[str]] = {}
        self._waves: dict[str, str] = {}
        for wave in facts.study.waves:
            self._take_wave(wave.id, wave.label)
        self._take_people(facts)
        self._prefixes = {found[1] for key in (*self._people, *self._roles) if (found := _NUMBERED.match(f"{key}0"))}
        self._spoken = self._in_prose(facts)
        self.read = cache(self._read)
        """What an attribution says; None where it names nobody and no wave of the study."""

    def _take_wave(self, wave: str, label: str) -> None:
        for name in (wave, label):
            self._waves.setdefault(_key(name), wave)
            bare = [word for word in _WORD.findall(name.casefold()) if word not in _AROUND_WAVES]
            self._waves.setdefault("".join(bare), wave)
            if found := re.fullmatch(r"[a-z]+(\d+)", _key(name)):
                self._waves.setdefault(found[1], wave)
        self._waves.pop("", None)

    def _take_people(self, facts: ReportFacts) -> None:
        derived: dict[str, set[str]] = {}
        for row in facts.participants:
            for name in (row.participant, row.label):
                if name:
                    self._people[_key(name)] = self._people.get(_key(name), frozenset()) | {row.participant}
            role = facts.role_of.get(row.role or "")
            number = re.search(r"\d+$", row.participant) or re.search(r"\d+$", row.label)
            for name in (role.label, role.id) if role else (row.role or "",):
                if number and name:
                    derived.setdefault(_key(name) + number[0], set()).add(row.participant)
        for key, people in derived.items():
            if len(people) == 1:
                self._people.setdefault(key, frozenset(people))
        for role_id in {row.role for row in facts.participants if row.role} | set(facts.role_of):
            members = frozenset(row.participant for row in facts.participants if row.role == role_id)
            role = facts.role_of.get(role_id)
            for name in (role_id, role.label if role else role_id):
                for key in (_key(name), f"{_key(name)}s"):
                    self._roles[key] = self._roles.get(key, frozenset()) | members

    def _in_prose(self, facts: ReportFacts) -> dict[str, bool]:
        """What running text may call somebody, and whether that is one: a label, a role, the last word of a role."""
        spoken: dict[str, bool] = {}
        ids = (*facts.role_of, *(row.role or "" for row in facts.participants))
        for label in (*ids, *(row.label for row in facts.study.roles)):
            for name in (label, *_WORD.findall(label)[-1:]):
                spoken |= {f"{_key(name)}s": False, _key(name): True}
        spoken |= dict.fromkeys(self._people, True)
        # A single letter is rather a word, or an initial.
        return {key: is_one for key, is_one in spoken.items() if len(key) > 1}

    def _read(self, text: str) -> Claim | None:
        text = " ".join(text.split()).strip(" ,;:.")
        if not text or len(text) > _LONGEST:
            return None
        claim = Claim(text)
        people: set[str] = set()
        named, others = False, list[str]()
        for part in filter(None, _PARTS.split(text)):
            if (wave := self._wave(part)) is not None:
                claim = replace(claim, waves=claim.waves | {wave})
            elif (found := self._who(part)) is not None:
                claim = replace(claim, waves=claim.waves | found[2])
                # A name says more than the role that stands beside it.
                if found[1] == named:
                    people |= found[0]
                elif found[1]:
                    people, named = set(found[0]), True
            elif _key(part) in _NAMELESS:
                claim = replace(claim, kinds=claim.kinds | {_NAMELESS[_key(part)]})
            elif part.casefold() in _FROM_NOTES:
                claim = replace(claim, notes=True)
            elif part.casefold() == NOT_KNOWN:
                claim = replace(claim, stranger=True)
            elif _TRANSLATED.search(part):
                claim = replace(claim, translated=True)
            else:
                others.append(part)
        if people:
            claim = replace(claim, people=frozenset(people), named=named)
        elif strangers := [part for part in others if self._looks_like_somebody(part)]:
            claim = replace(claim, unknown=strangers[0])
        says = bool(people or claim.waves or claim.kinds or claim.unknown or claim.stranger)
        return claim if says and len(others) - bool(claim.unknown) <= 2 else None

    def mentioned(self, text: str) -> Iterator[Mention]:
        """Participants and roles that running text names, in order."""
        words = list(_WORD.finditer(text.casefold()))
        at = 0
        while at < len(words):
            for last in range(min(len(words), at + _LONGEST_MENTION), at, -1):
                key = _key("".join(one[0] for one in words[at:last]))
                is_one = self._spoken.get(key)
                if is_one is not None:
                    yield Mention(words[at].start(), words[last - 1].end(), is_one)
                    at = last - 1
                    break
            at += 1

    @property
    def has_waves(self) -> bool:
        """Whether the study has any, so that an attribution is likely to name one."""
        return bool(self._waves)

    def is_interviewer(self, label: str) -> bool:
        """Whether a label is an interviewer's."""
        return _key(label) in self._interviewers

    def _wave(self, part: str) -> str | None:
        if (wave := self._waves.get(_key(part))) is not None and not part.isdigit():
            return wave
        words = _WORD.findall(part.casefold())
        bare = "".join(word for word in words if word not in _AROUND_WAVES)
        if len(words) > 1 and bare != _key(part):
            return self._waves.get(bare)
        return None

    def _who(self, part: str) -> tuple[frozenset[str], bool, frozenset[str]] | None:
        """Who a part names, whether each by name, and the waves behind the name."""
        several = [one for one in _JOINED.split(part) if one]
        if len(several) > 1 and _key(part) not in self._people and _key(part) not in self._roles:
            found = [self._who(one) for one in several]
            known = [one for one in found if one is not None]
            if len(known) < len(found):
                return None
            waves = frozenset[str]().union(*(one[2] for one in known))
            return frozenset[str]().union(*(one[0] for one in known)), all(one[1] for one in known), waves
        words = _WORD.findall(part.casefold())
        for last in range(len(words), 0, -1):
            wave = self._wave(" ".join(words[last:])) if last < len(words) else None
            if last < len(words) and wave is None:
                continue
            waves = frozenset((wave,)) if wave is not None else frozenset[str]()
            # Words in front of a name say more of it: "site staff member 2".
            for first in range(min(last, 3)):
                if _OF_ANOTHER.intersection(words[:first]):
                    break
                key = "".join(words[first:last])
                if self._roles.get(key):
                    # The only trainer may be called what all trainers are.
                    return self._roles[key] | self._people.get(key, frozenset()), False, waves
                if key in self._people:
                    return self._people[key], True, waves
        return None

    def _looks_like_somebody(self, part: str) -> bool:
        found = _NUMBERED.fullmatch(_key(part))
        return found is not None and found[1] in self._prefixes


def is_literature(text: str) -> bool:
    """Whether what stands in brackets behind a quotation names a publication or a page."""
    return bool(re.search(r"\b(?:1[89]|20)\d\d[a-z]?\b|www\.|https?:|\bet al\b|\bibid\b|\bpp?\. ?\d", text))


def labels_in(text: str, names: Names) -> Iterable[tuple[int, int, Claim]]:
    """Labels of speakers at the beginnings of lines, each with the span up to its colon."""
    for found in re.finditer(r"(?m)^[ \t]*([^\n:]{1,60}):(?=\s)", text):
        label = found[1].strip()
        if names.is_interviewer(label):
            yield found.start(1), found.end(), Claim(label, interviewer=True)
        elif (claim := names.read(label)) is not None and (claim.people or claim.unknown or claim.stranger):
            yield found.start(1), found.end(), claim
