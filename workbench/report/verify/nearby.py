"""Whom the sentence around a quotation mentions, where nothing beside its words says who spoke, or when. Pure.

It is a net below the attributions that are read: where none of those mentioned said the words, somebody has to look.
"""

from __future__ import annotations

import re

from workbench.report.verify.attributions import Mention, Names
from workbench.report.verify.brackets import BEHIND, NEAR
from workbench.report.verify.claims import Claim, Who
from workbench.report.verify.earlier import quoted_before
from workbench.report.verify.quotes import openers
from workbench.report.verify.saying import SAYS

_BEGINS = re.compile(r"[.?!][”’\"')\]]*\s+(?=[^\s\Wa-z])|\n\s*\n")
_ENDS = re.compile(r"[.?!](?=\s|\Z)|;|\n\s*\n")
_ONE_OF = re.compile(
    r"\b(?:one|another|an?|this|the only|(?:one|another|two|three|some|many|most|several) of the)\s+\Z", re.IGNORECASE
)
"""In front of a role: one of them may have said it."""
_BESIDE = re.compile(r"[\s(:,–—-]*\Z")
_SAID_BY = re.compile(rf"(?:{SAYS.pattern})\s*\Z", re.IGNORECASE)
_VIEW = r"(?:words?|views?|voice|opinion|account|experience|comments?|answers?|phrase|quotation|quote|description)"
_VIEW_OF = re.compile(
    rf"\b{_VIEW} of\s+(?:the\s+)?\Z|(?:\A|[(,;:]\s?)\s*(?:as for|for|it (?:is|was)|(?:here|this) is)"
    r"\s+(?:an?\s+|the\s+)?\Z",
    re.IGNORECASE,
)
_HAS_VIEW = re.compile(rf"\s?['’]s?\s+(?:own\s+)?{_VIEW}\b", re.IGNORECASE)
_NO_SPEAKER = re.compile(
    r"\b(?:to|with|about|from|t(?:old|ells?|elling)|ask(?:ed|s|ing)?|by|of|for|against|on|like|unlike|than|between|among"
    r"|as|was|were|is|are|be(?:ing|came|come|coming)?|met|saw|see(?: also)?|cf\.?"
    r"|called|thanked|trust(?:ed)?|h(?:er|is)|their|my|our|other)"
    r"\s+(?:(?:the|an?|her|his|their|its|one|other|each|every|another)\s+){0,2}\Z",
    re.IGNORECASE,
)
"""In front of a name: somebody else speaks, to or of that one."""
_ANOTHER_S = re.compile(rf"\s?['’]s?\s+(?!(?:own\s+)?{_VIEW}\b)", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:since|before|until|after|than|from|to|by|between|and|unlike|with)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_JOINED = re.compile(r",?\s(?:and|but|while|whereas|which|who)\s")
_ID = re.compile(r"\b[A-Z]{1,3}\d{1,2}\b")
_IS_SPOKEN_OF = re.compile(rf"(?:['’]s)?\s+(?:ha[ds]|{_VIEW}|(?:{SAYS.pattern}))\b", re.IGNORECASE)


class Nearby:
    """Finds whom a sentence mentions.

    Args:
        names: Whom it may mention.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def mentioned(self, text: str, start: int, end: int, claim: Claim | None) -> Claim | None:
        """Who and when the sentence around a quotation mentions, of what its attribution leaves open.

        Args:
            text: The paragraph.
            start: Where the opening mark stands.
            end: Where the closing mark stands.
            claim: The attribution.
        """
        if claim is not None and not _is_plain(claim):
            return None
        pieces = [" ".join(one.split()) for one in (_front(text, start), _behind(text, end))]
        nobody = claim is None or claim.people is None
        people = self._people(pieces) if nobody else frozenset[str]()
        waves = self._waves(pieces) if claim is None or not claim.waves else frozenset[str]()
        unknown = self._unknown(pieces) if nobody and not people else ""
        if not (people or waves or unknown):
            return None
        several = (Who(people, False),) if people else ()
        return Claim("", people or None, waves=waves, loose=True, unknown=unknown, several=several)

    def _people(self, pieces: list[str]) -> frozenset[str]:
        """All who are mentioned, where at least one of them may be said to speak."""
        people, is_told = frozenset[str](), False
        for piece in pieces:
            for one in self._names.mentioned(piece):
                claim = self._names.read(piece[one.start : one.end])
                if claim is not None and claim.people:
                    people |= claim.people
                    is_told = is_told or _may_speak(piece, one, is_named=claim.named or len(claim.people) == 1)
        return people if is_told else frozenset()

    def _waves(self, pieces: list[str]) -> frozenset[str]:
        """All waves that are mentioned, where at least one of them may be when it was said."""
        found = [(piece, *one) for piece in pieces for one in self._names.waves_in(piece)]
        is_told = any(not _OTHER_TIME.search(piece[:at]) for piece, at, _ in found)
        return frozenset(wave for _, _, wave in found) if is_told else frozenset()

    def _unknown(self, pieces: list[str]) -> str:
        """What looks like somebody's id, is nobody's, and is said to speak."""
        for piece in pieces:
            for found in _ID.finditer(piece):
                if self._names.is_id(found[0]) and _IS_SPOKEN_OF.match(piece, found.end()):
                    return found[0]
        return ""


def _is_plain(claim: Claim) -> bool:
    """Whether an attribution stands beside the words, and says who or when and nothing else."""
    return claim == Claim(claim.text, claim.people, claim.named, claim.waves, several=claim.several)


def _may_speak(text: str, one: Mention, *, is_named: bool) -> bool:
    front = text[: one.start]
    if _ANOTHER_S.match(text, one.end):
        return False
    if _VIEW_OF.search(front) or _HAS_VIEW.match(text, one.end) or text[one.end :].strip() == ":":
        return True
    found = _ONE_OF.search(front)
    if not is_named:
        if found is None or _NO_SPEAKER.search(front[: found.start()]):
            return False
        # Roles are named for much else: here one stands right beside the words or the verb.
        return _BESIDE.match(text, one.end) is not None or _SAID_BY.search(front[: found.start()]) is not None
    return _NO_SPEAKER.search(front) is None


def _front(text: str, start: int) -> str:
    """The sentence before a quotation, from the last one in it on."""
    front = text[max(0, start - NEAR) : start]
    end = quoted_before(front)[1]
    if end and (found := BEHIND.match(front, end)) is not None:
        end = found.end()
    begins = [found.end() for found in _BEGINS.finditer(front, end)]
    return front[begins[-1] if begins else end :]


def _behind(text: str, end: int) -> str:
    """The rest of a quotation's sentence, up to the next one in it."""
    if text[end - 1] in ".?!" and text[end + 1 :].lstrip()[:1].isupper():
        return ""
    stop = _ENDS.search(text, end + 1, end + NEAR)
    last = stop.start() if stop else min(len(text), end + NEAR)
    following = next(openers(text[:last], end + 1), None)
    if following is None:
        return text[end + 1 : last]
    # What is joined on is of the next one.
    return _JOINED.split(text[end + 1 : following.place])[0]
