"""Who is said to speak in the sentence around a quotation: by a verb of saying, a colon, or further on. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from workbench.report.verify.attributions import Names
from workbench.report.verify.brackets import IN_BRACKETS, NEAR
from workbench.report.verify.claims import Claim, of_either
from workbench.report.verify.earlier import are_beside, is_one_sentence, quoted_before
from workbench.report.verify.quotes import openers
from workbench.report.verify.saying import PASSIVE, SAYS

_BRACKETS = re.compile(IN_BRACKETS)
_WHEN = re.compile(
    r"\s{0,3},?\s{0,3}(?:(?:at|in|during|from)\s([^.,;:()\[\]\n]{1,40})|[(\[]([^()\[\]]{1,40})[)\]])(?=[.,;:)\s]|\Z)"
)
_BETWEEN = re.compile(r"^\s*(?:us|me|them|her|him)\b|\b(?:that|how|why|what)\s*$", re.IGNORECASE)
"""What may stand between a verb of saying and when it was said, or behind that."""
_SENTENCE_END = re.compile(r"[.?!][”’\"')\]]*(?:\s|\Z)|\n")
_IN_WORDS = re.compile(
    r"^(?:in|to use) (?:the (?:own )?words of (?P<of>.{1,80})|(?P<whose>.{1,80}?)['’]s? (?:own )?words)"
    r"(?P<when>\s.{1,40})?\Z",
    re.IGNORECASE,
)
"""Whose words are said to follow: *In Parent 1's own words, “…”*."""
_FRONT = re.compile(
    r"^(?:(?:as|while|and|but|then)\s)?(?P<one>(?:one|another) of (?:the|our|these|those|their)\s)?", re.IGNORECASE
)
_VERB_FIRST = re.compile(rf"[\s,–—-]*(?:{SAYS.pattern})", re.IGNORECASE)
"""What of a quotation that ended tells who said it."""
_SAYS_UNSPACED = re.compile(r"(?:说道?|表示|指出|提到|谈到|告诉我们)\Z")
"""Verbs of saying behind a name in Chinese."""
_JOINS = re.compile(r"^[\s,;]*(?:(?:and|but|while|whereas|or)\s)?", re.IGNORECASE)
_LEADS_ON = re.compile(r"\b(?:and|but|while|whereas|or)\Z", re.IGNORECASE)
"""In front of a quotation that somebody else may have said."""
_OPENING = '“„‟«‘‚‹「『"'
"""Signs that open a quotation and nothing else."""
_SAID_BEHIND = re.compile(
    r"(?!\s{0,3},?\s{0,3}(?:and|but|while|which|who)\b)\s{0,3},?\s{0,3}"
    rf"(?P<words>(?:[^.;:?!,\n()\[\]{_OPENING}]|\([^()\n{_OPENING}]{{1,40}}\)){{3,120}})(?P<next>[\s\S]|\Z)"
)


class Speaking:
    """Finds who is said to speak.

    Args:
        names: Whom a sentence may name.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def before(self, text: str, place: int) -> Claim | None:
        """Who is said to speak in the words in front: `PM2 (T1): “…”`, `As PM2 put it, “…”`, `PM2 told us that “…”`.

        Where nothing joins the name to the quotation, it may be of other words.
        """
        front = text[max(0, place - NEAR) : place].rstrip()
        earlier = quoted_before(front)
        claim = self.announced(front[earlier[1] :])
        if claim is not None or not is_one_sentence(front, earlier):
            return claim
        # Who said what else is quoted in the sentence may have said this, too.
        claim = self.before(front, earlier[0])
        return claim and replace(claim, loose=True)

    def announced(self, front: str) -> Claim | None:
        """Who is said to speak in a sentence that announces a quotation: *PM2 said at T1:*."""
        front = front.rstrip()
        is_joined = front[-1:] in (":", ",", "：", "，")
        sentence = re.split(r"[.?!]\s|\n", front[:-1] if is_joined else front)[-1].strip(" ,;")
        sentence = _SAYS_UNSPACED.sub("", sentence)
        if _LEADS_ON.search(sentence):
            return None
        sentence = self._behind_brackets(sentence)
        sentence = self._last_who_speaks(sentence)
        says = SAYS.search(sentence)
        if (says is None and not is_joined) or (says is not None and PASSIVE.search(sentence, 0, says.start())):
            return None
        is_verb_last = says is not None and says.end() == len(sentence)
        whose = _IN_WORDS.match(sentence)
        named = sentence if whose is None else whose["of"] or whose["whose"]
        if says is not None and whose is None:
            named = sentence[: says.start()].strip() or sentence[says.end() :]  # "According to PM2, …"
        rest = sentence[says.end() :] if says is not None else (whose and whose["when"]) or ""
        claim = self._when(self._in_prose(_FRONT.sub("", named, count=1).strip()), rest)
        if claim is None or not (claim.people or claim.interviewer):
            return None
        if claim.people is None:
            # Of an interviewer who asks somebody something the answer may follow.
            is_told = self._names.when(_BETWEEN.sub("", rest)) is not None or not _BETWEEN.sub("", rest).strip()
            return claim if is_told and (is_joined if says else front.endswith((":", "："))) else None
        if claim.named or len(claim.people) == 1:
            return claim if is_joined or (claim.named and is_verb_last) else replace(claim, loose=True)
        # A role is said to speak by a verb or a colon: "A mentor said, “…”". Of several, not each need have.
        if says is None and whose is None and not front.endswith((":", "：")):
            return None
        return claim if is_joined and self._is_one(named) else replace(claim, loose=True)

    def _last_who_speaks(self, sentence: str) -> str:
        """Of a sentence in which one speaks and then another, what tells of the other: *PM1 said, and PM2 agreed*."""
        verbs = list(SAYS.finditer(sentence))
        if len(verbs) < 2:
            return sentence
        start, end = verbs[-2].end(), verbs[-1].start()
        named = [one for one in self._names.mentioned(sentence[start:end]) if one.is_one]
        return sentence[start + named[-1].start :] if named else sentence

    def is_anothers(self, text: str, mark: int, end: int, again: tuple[int, int]) -> bool:
        """Whether words that part what is quoted lead to what somebody else said: *When PM1 said “…”, PM2 said “…”*.

        Args:
            text: The text.
            mark: Where the first mark opens.
            end: Where it is closed.
            again: Where the second one opens, and is closed.
        """
        between = text[end + 1 : again[0]]
        people = {between[one.start : one.end] for one in self._names.mentioned(between)}
        said = self.said_between(between)
        if said is None or len(people) > 1:
            return len(people) > 1
        front = self.before(text, mark)
        if front is not None and front.people:
            return True
        behind = self.said_behind(text, again[1]) if _VERB_FIRST.match(between) else None
        return behind is not None and bool(behind.people)

    def leading(self, text: str, place: int, end: int) -> Claim | None:
        """Who is said to speak in front of a quotation, unless that is of the one before: *“…”, said PM1, “…”*."""
        earlier = quoted_before(text[max(0, place - NEAR) : place].rstrip())[1]
        is_earlier_s = earlier and _VERB_FIRST.match(text, max(0, place - NEAR) + earlier)
        later = self.said_behind(text, end) if is_earlier_s else None
        return later if later is not None and later.people else self.before(text, place)

    def _behind_brackets(self, sentence: str) -> str:
        """What a sentence has behind the attribution of something else: *… (PM1, T1), and Parent 2 said*."""
        for found in reversed(list(_BRACKETS.finditer(sentence))):
            claim = self._names.read(found[1])
            rest = sentence[found.end() :]
            if claim is not None and claim.people and next(self._names.mentioned(rest), None) is not None:
                return _JOINS.sub("", rest, count=1)
        return sentence

    def _is_one(self, text: str) -> bool:
        """Whether running text speaks of one, not of several: *a mentor*, *one of the mentors*."""
        found = _FRONT.match(text)
        is_one_of = found is not None and found["one"] is not None
        return is_one_of or any(one.is_one for one in self._names.mentioned(text))

    def _in_prose(self, text: str) -> Claim | None:
        """Who a piece of a sentence names, and no more of it. *In a later interview* is no wave's name, *at T3* is."""
        claim = self._names.read(text)
        if claim is None:
            return None
        named = list(self._names.mentioned(claim.text))
        shown = claim.text[named[0].start : None if claim.waves else named[-1].end] if named else claim.text
        shown = shown if "(" in shown else shown.rstrip(")")
        return replace(claim, text=shown, strange=tuple(one for one in claim.strange if any(map(str.isdigit, one))))

    def _when(self, claim: Claim | None, rest: str) -> Claim | None:
        """A claim with the wave that stands behind its verb of saying: *PM2 told us (T1) that*, *PM2 said at T1*."""
        if claim is None or claim.waves:
            return claim
        waves = self._names.when(_BETWEEN.sub("", _BETWEEN.sub("", rest)))
        return replace(claim, waves=waves) if waves else claim

    def completed(self, claim: Claim, text: str, start: int) -> Claim:
        """The attribution behind a quotation, with who is named in front of it where it names nobody itself.

        *(the mentor)* explains the words where somebody is named in front of them.

        Of several people whom brackets name behind two quotations, each is said to speak in one of them.
        """
        if len(claim.each) > 1 and are_beside(text, quoted_before(text[:start])[1], start):
            return of_either(claim)
        if claim != Claim(claim.text, waves=claim.waves) and not claim.may_explain:
            return claim
        front = self.before(text, start)
        if front is None or front.loose or (claim.may_explain and not front.named):
            return claim
        return replace(front, text=f"{front.text}, {claim.text}", waves=claim.waves)

    def with_wave_behind(self, claim: Claim, text: str, place: int) -> Claim:
        """Who is named in front of a quotation, with the wave that stands behind it: `PM2 said, “…,” at T1`."""
        found = None if claim.waves else _WHEN.match(text, place)
        return claim if found is None else self._when(claim, found[1] or found[2]) or claim

    def said_behind(self, text: str, end: int) -> Claim | None:
        """Who is said to speak right behind a quotation's closing mark: `“…,” said PM2`, `“…”, PM2 explained`."""
        found = _SAID_BEHIND.match(text, end + 1)
        if found is None or found["next"] in (":", *_OPENING):
            return None
        words = found["words"]
        says = SAYS.search(words)
        if says is None:
            return None
        before, behind = words[: says.start()].strip(), words[says.end() :].strip()
        said = before or behind
        if _FRONT.sub("", f"{before} ", count=1).strip():
            if text[end - 1] == ".":
                return None
            claim = self._when(self._in_prose(_FRONT.sub("", before, count=1)), behind)
            is_joined = text[end - 1] in ",?!…–—" or text[end + 1 : end + 2] == ","
        else:
            behind = _FRONT.sub("", behind, count=1)
            claim, is_joined = self._in_prose(behind) or self._in_prose(behind.partition("(")[0]), True
        if claim is None or not (claim.people or claim.interviewer):
            return None
        is_one = claim.people is None or claim.named or len(claim.people) == 1 or self._is_one(said)
        return claim if is_joined and is_one else replace(claim, loose=True)

    def said_between(self, between: str) -> Claim | None:
        """Who is said to speak, or when, in words that part a quotation: `“…,” said PM2, “…”`."""
        says = SAYS.search(between)
        if says is None:
            return None
        before, behind = (one.strip(" \n,.;:–—―-") for one in (between[: says.start()], between[says.end() :]))
        before = _FRONT.sub("", f"{before} ", count=1).strip()
        claim = self._in_prose(before or _FRONT.sub("", behind, count=1))
        if before:
            claim = self._when(claim, behind)
            inner = _BRACKETS.search(behind) if claim is None else None
            claim = self._names.read(inner[1]) if inner else claim
        if claim is not None and (claim.people or claim.interviewer or claim.unknown):
            return claim
        waves = (self._names.when(_BETWEEN.sub("", behind)) if before else None) or {
            wave for _, wave in self._names.waves_in(before)
        }
        if waves:
            return Claim(behind or before, waves=frozenset(waves))
        # "the mother of Parent 1 said": nobody knows who that is.
        other = next((one for one in (before, behind) if self._names.is_of_another(one)), None)
        return Claim(other, strange=(other,)) if other else None

    def further_on(self, text: str, place: int) -> Claim | None:
        """Who is named in brackets before the sentence ends, where no other quotation begins before that."""
        end = _SENTENCE_END.search(text, place, place + NEAR)
        stop = end.end() if end else min(len(text), place + NEAR)
        for found in _BRACKETS.finditer(text, place, stop):
            claim = self._names.read(found[1])
            if claim is not None and claim.people:
                following = next(openers(text[:stop], place), None)
                return replace(claim, loose=True) if following is None or following.place > found.end() else None
        return None
