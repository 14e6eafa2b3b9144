"""What an attribution says, held against the names that a study has for its participants, roles and waves. Pure.

`PM 2`, `pm2` and `Peer mentor 2` are one person; the wave may be missing; `(Woman)` may be any woman.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import NamedTuple

from workbench.report.attribution import FROM_NOTES, NOT_KNOWN
from workbench.report.facts import ReportFacts
from workbench.report.verify.claims import Claim, Who
from workbench.report.verify.spelt import spelt_out
from workbench.report.verify.strange import (
    has_title,
    looks_like_a_name,
    looks_like_a_wave,
    looks_like_an_id,
    looks_like_one_by_kind,
    looks_like_one_of_many,
)

_PAGES = re.compile(r"\b(?:pp?\.|paras?\b\.?|sections?|chapters?|ch\.)\s*\d+(?:\s*[–-]\s*\d+)?")
"""Where in a publication something stands; *p. 3* is no Parent 3."""
_ALSO = re.compile(r"[,;.]\s*(?:see|cf|compare)\b.*", re.IGNORECASE)
"""Where else something like it is said: *(PM2, T1; see also PM1)*."""
_OCCASION = re.compile(
    r"\b(?:interview\w*|focus groups?|visits?|conversations?|questionnaires?|sessions?)\b", re.IGNORECASE
)
"""On which somebody of the study spoke, whatever year stands beside it."""
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_RAISED = re.compile("[¹²³⁰⁴-⁹]+")
_PARTS = re.compile(r"\s*[,;/·|()\[\]]\s*|\s+[–—-]\s+|[–—]")
_JOINED = re.compile(r"\s*(?:,|&|\b(?:and|or|und|oder|et|ou)\b|\+)\s*", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"([^\W\d_]+)(\d+)")
_AROUND_WAVES = frozenset(
    ("at", "interview", "interviews", "wave", "time", "in", "the", "from", "point", "phase", "round")
)
_ARTICLES = frozenset(("a", "an", "the", "one"))
_INTERVIEWER = "interviewer"
_SOMEBODY_ELSE = (
    "of for to with by about s unlike like than not see cf third fourth fifth sixth seventh eighth ninth tenth"
)
_OF_ANOTHER = frozenset(_SOMEBODY_ELSE.split())
"""In front of a name these say that somebody else is meant: the sister of Parent 3."""

_FROM_NOTES = frozenset((FROM_NOTES, "notes", "field notes", "from field notes", "note"))
_TRANSLATED = re.compile(r"\b(?:translat\w+|interpret\w+)\b", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:or|oder|ou)\b", re.IGNORECASE)
_NOBODY_S = frozenset(
    ("participant", "participants", "interviewee", "respondent", "speaker", "interviewees", "respondents", "speakers")
)
"""What nobody in particular is called, in print and in transcripts."""

_LONGEST = 160
_LONGEST_MENTION = 4
_NAMELESS = {
    "questionnaire": "questionnaire",
    "observation": "observation",
    "casefile": "case file",
    "document": "document",
}


class _Named(NamedTuple):
    """Who a part of an attribution names, with the waves behind the names; whether as a transcript calls them."""

    each: tuple[Who, ...]
    waves: frozenset[str] = frozenset()
    called: bool = False


class Mention(NamedTuple):
    """Where running text names a participant or a role, and whether it speaks of one, not of several."""

    start: int
    end: int
    is_one: bool


def _key(text: str) -> str:
    return _ZEROS.sub("", "".join(_WORD.findall(text.casefold())).replace("_", ""))


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
        self._labels = self._of_transcripts(facts)
        self._spoken |= dict.fromkeys(self._labels, True)
        self._nobodys = {*_NOBODY_S, *(key for key, people in self._roles.items() if not people)} - {*self._people}
        self._wave_prefixes = {found[1] for key in self._waves if (found := _NUMBERED.fullmatch(key))}
        told = ((row.site, row.pair, row.status, *row.attributes.values()) for row in facts.participants)
        self._told_of_people = set(map(_key, chain.from_iterable(told)))
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

    def _of_transcripts(self, facts: ReportFacts) -> dict[str, frozenset[str]]:
        """What transcripts call a participant and the study does not: labels that are one participant's each."""
        labels = {(turn.label, turn.participants) for row in facts.transcripts for turn in row.turns if turn.label}
        people: dict[str, set[str]] = {}
        for label, speakers in labels:
            people.setdefault(_key(label), set()).update(speakers or ("",), speakers[1:] and ("",))
        known = {*self._people, *self._roles, *self._spoken, *self._waves, *self._interviewers, *_NOBODY_S}
        return {
            key: frozenset(found)
            for key, found in people.items()
            if len(found) == 1 and "" not in found and key not in known and len(key) > 1
        }

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
        each: tuple[Who, ...] = ()
        others = list[str]()
        for part in filter(
            None, _PARTS.split(spelt_out(_PAGES.sub("", _ALSO.sub("", _RAISED.sub("", text))), self._is_somebody))
        ):
            if (rest := self._without_interviewer(part)) != part:
                claim, part = replace(claim, interviewer=True), rest
            if not part:
                continue
            if waves := self._waves_of(part):
                claim = replace(claim, waves=claim.waves | waves)
            elif (found := self._who(part)) is not None:
                claim = replace(claim, waves=claim.waves | found.waves, called=claim.called or found.called)
                # A name says more than the role that stands beside it.
                names = [any(who.by_name for who in some) for some in (each, found.each)]
                each = (*(each if names[0] >= names[1] else ()), *(found.each if names[1] >= names[0] else ()))
            elif _key(part) in _NAMELESS:
                claim = replace(claim, kinds=claim.kinds | {_NAMELESS[_key(part)]})
            elif part.casefold() in _FROM_NOTES:
                claim = replace(claim, notes=True)
            elif part.casefold() == NOT_KNOWN:
                claim = replace(claim, stranger=True)
            elif _key(part) in self._nobodys:
                claim = replace(claim, somebody=True)
            elif _TRANSLATED.search(part):
                claim = replace(claim, translated=True)
            else:
                others.append(part)
        if each:
            people = frozenset[str]().union(*(who.people for who in each))
            claim = replace(claim, people=people, named=all(who.by_name for who in each), several=each)
        elif strangers := [part for part in others if self._looks_like_somebody(part)]:
            claim = replace(claim, unknown=strangers[0])
        is_asked = claim.interviewer and len(text) > 1  # an I alone may be anything
        says = bool(each or claim.waves or claim.kinds or claim.unknown or claim.stranger or claim.somebody or is_asked)
        is_alone = not says and len(others) == 1 and self._is_somebody_s(others[0])
        if is_alone and text[:1].islower():
            return None  # "what one (a mentor) was": the words go on.
        if not (says or is_alone) or len(others) - bool(claim.unknown) > 2:
            return None
        is_named = bool(each) or claim.interviewer
        strange = (part for part in others if part != claim.unknown and self._is_strange(part, is_named=is_named))
        return replace(claim, strange=tuple(strange))

    def when(self, text: str) -> frozenset[str] | None:
        """The waves that a text names, and nothing else; None where it says anything else, or nothing."""
        waves = [self._wave(part) for part in _PARTS.split(text.strip()) if part]
        return frozenset(one for one in waves if one is not None) if waves and None not in waves else None

    def is_remark(self, part: str) -> bool:
        """Whether a part of an attribution says how the words came about."""
        return part.casefold() in _FROM_NOTES or _TRANSLATED.search(part) is not None

    def _is_somebody(self, name: str) -> bool:
        return _key(name) in self._people

    def _asks(self, part: str) -> bool:
        """Whether a piece of an attribution is the interviewer."""
        key = "".join(word for word in _WORD.findall(part.casefold()) if word not in _ARTICLES)
        return key in self._interviewers or (key == _INTERVIEWER and key not in self._people)

    def _without_interviewer(self, part: str) -> str:
        """A part of an attribution without the interviewer who is named in it, alone or with others."""
        several = _JOINED.split(part)
        others = [one for one in several if not self._asks(one)]
        return part if len(others) == len(several) else " and ".join(others)

    def is_id(self, part: str) -> bool:
        """Whether it looks like a participant's id, and is none of the study's, nor a wave's."""
        key = _key(part)
        is_known = key in self._people or key in self._told_of_people or self._wave(part) is not None
        return looks_like_an_id(part) and not is_known

    def _is_somebody_s(self, part: str) -> bool:
        """Whether what stands alone names somebody, though nobody whom the study knows by it."""
        return self.is_id(part) or self._is_one_by_kind(part) or has_title(part) or self.is_of_another(part)

    def is_of_another(self, part: str) -> bool:
        """Whether a piece of an attribution names somebody by way of another: *Parent 1's mentor*."""
        named = (part[one.start : one.end] for one in self.mentioned(part))
        return any(any(map(str.isdigit, one)) and _key(one) in self._people for one in named)

    def _is_one_by_kind(self, part: str) -> bool:
        return looks_like_one_by_kind(part) and _key(part) not in self._told_of_people

    def _is_strange(self, part: str, *, is_named: bool) -> bool:
        """Whether a part that says nothing known looks like a wave; or like a name, where nobody else is named."""
        if _key(part) in self._told_of_people:
            return False
        if not is_named and (self._is_one_by_kind(part) or self.is_of_another(part)):
            return True
        if not is_named and part[:1].isupper() and (looks_like_an_id(part) or looks_like_one_of_many(part)):
            return True
        found = _NUMBERED.fullmatch(_key(part))
        is_wave = looks_like_a_wave(part) or (found is not None and found[1] in self._wave_prefixes)
        return is_wave or looks_like_a_name(part, is_named=is_named)

    def mentioned(self, text: str) -> Iterator[Mention]:
        """Participants and roles that running text names, in order."""
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            for last in range(min(len(words), at + _LONGEST_MENTION), at, -1):
                is_one = self._spoken.get("".join(one[0].casefold() for one in words[at:last]))
                if is_one is not None:
                    yield Mention(words[at].start(), words[last - 1].end(), is_one)
                    at = last - 1
                    break
            at += 1

    def waves_in(self, text: str) -> Iterator[tuple[int, str]]:
        """The waves that running text names by id or label, in order, each with its place: no single word is one."""
        words = list(_WORD.finditer(text))
        for at, first in enumerate(words):
            for last in range(min(len(words), at + _LONGEST_MENTION), at, -1):
                name = text[first.start() : words[last - 1].end()]
                wave = self._waves.get(_key(name)) if last - at > 1 or not name.isalpha() else None
                if wave is not None and not name.isdigit():
                    yield first.start(), wave
                    break

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

    def _waves_of(self, part: str) -> frozenset[str]:
        """The waves that a part names, if it names nothing else: *T1 and T2*."""
        if (wave := self._wave(part)) is not None:
            return frozenset((wave,))
        waves = [self._wave(one) for one in _JOINED.split(part) if one]
        return frozenset(one for one in waves if one is not None) if None not in waves else frozenset()

    def _who(self, part: str) -> _Named | None:
        """Who a part names, and the waves behind the names."""
        several = [one for one in _JOINED.split(part) if one]
        if len(several) > 1 and _key(part) not in self._people and _key(part) not in self._roles:
            known = [one for one in map(self._who, several) if one is not None]
            if len(known) < len(several):
                return None
            each = tuple(who for one in known for who in one.each)
            if _EITHER.search(part):
                people = frozenset[str]().union(*(who.people for who in each))
                each = (Who(people, all(who.by_name for who in each)),)
            waves = frozenset[str]().union(*(one.waves for one in known))
            return _Named(each, waves, any(one.called for one in known))
        words = _WORD.findall(part.casefold())
        for last in range(len(words), 0, -1):
            wave = self._wave(" ".join(words[last:])) if last < len(words) else None
            if last < len(words) and wave is None:
                continue
            waves = frozenset((wave,)) if wave is not None else frozenset[str]()
            # Words in front of a name say more of it, "site staff member 2", or when: "at T2 a parent".
            for first in range(min(last, 6)):
                if _OF_ANOTHER.intersection(words[:first]):
                    break
                when = self._wave(" ".join(one for one in words[:first] if one not in _ARTICLES)) if first else None
                its = waves or frozenset(one for one in (when,) if one is not None)
                if (first < 3 or when) and (found := self._called_so("".join(words[first:last]), its)) is not None:
                    return found
        return None

    def _called_so(self, key: str, waves: frozenset[str]) -> _Named | None:
        key = _ZEROS.sub("", key)
        if self._roles.get(key):
            # The only trainer may be called what all trainers are.
            return _Named((Who(self._roles[key] | self._people.get(key, frozenset()), False),), waves)
        if key in self._people:
            return _Named((Who(self._people[key], True),), waves)
        if key in self._labels:
            return _Named((Who(self._labels[key], True),), waves, called=True)
        return None

    def _looks_like_somebody(self, part: str) -> bool:
        found = _NUMBERED.fullmatch(_key(part))
        return found is not None and found[1] in self._prefixes


def is_literature(text: str) -> bool:
    """Whether what stands in brackets behind a quotation names a publication or a page."""
    if _OCCASION.search(text):
        return False
    return bool(re.search(r"\b(?:1[89]|20)\d\d[a-z]?\b|www\.|https?:|\bet al\b|\bibid\b|\bpp?\. ?\d", text))


def labels_in(text: str, names: Names) -> Iterable[tuple[int, int, Claim]]:
    """Labels of speakers at the beginnings of lines, each with the span up to its colon."""
    for found in re.finditer(r"(?m)^[ \t]*([^\n:]{1,60}):(?=\s)", text):
        label = found[1].strip()
        if names.is_interviewer(label):
            yield found.start(1), found.end(), Claim(label, interviewer=True)
        elif (claim := names.read(label)) is not None and _names_somebody(claim):
            yield found.start(1), found.end(), claim


def _names_somebody(claim: Claim) -> bool:
    return bool(claim.people or claim.unknown or claim.stranger or claim.somebody or claim.kinds)
