"""Quotations that the report's own words part: *“…,” she said, “…”*, *« …, dit-elle, … »*. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from workbench.report.verify.claims import Claim
from workbench.report.verify.quotes import Quote, closing, openers
from workbench.report.verify.saying import SAYS

_ANOTHER = re.compile(r"[\s,–—-]{1,5}(?:and|but|or|while|whereas|which)\b", re.IGNORECASE)
"""Behind a quotation this joins what somebody else says, or the same one elsewhere."""
_INCISE = re.compile(
    r",\s(?:a-t-(?:elle|il) \w{3,14}|(?:dit|disait|(?:expliqu|ajout|racont|confi|précis|demand|remarqu)(?:e|ait)"
    r"|poursuit|répond)(?:-t)?-(?:elle|il|on)s?)(?=,)",
    re.IGNORECASE,
)
"""What French has within the marks of a quotation, and nobody said: *« Oui, dit-elle, je sais »*."""
_CLAUSE = re.compile(r",\s(?:and|but|or)\s", re.IGNORECASE)
_LEADS_ON = re.compile(r"\b(?:and|but|while|whereas|or)\s*\Z", re.IGNORECASE)
_WHEN = re.compile(r"(?:at|in|later|then)\b", re.IGNORECASE)
_LONGEST = 90
"""So many characters of the report's own part a quotation."""


def taken_up(text: str, mark: Quote, end: int, is_attributed: Callable[[int], bool]) -> tuple[int, int] | None:
    """Where a quotation is taken up again behind words such as *she said*, and where it then ends.

    Args:
        text: The text.
        mark: The mark that opens the quotation.
        end: Where it is closed.
        is_attributed: As for `closing`.
    """
    following = next((one for one in openers(text, end + 1) if one.sign == mark.sign), None)
    if following is None or following.place - end > _LONGEST:
        return None
    between = text[end + 1 : following.place]
    # Behind a stop, or a colon, another one begins.
    is_one_sentence = not re.search(r"[.?!](?:\s+\S|\Z)|:\Z", between.rstrip())
    joins = text[end - 1] in ",–—-…" or between.lstrip()[:1] in (",", "–", "—") or between.rstrip()[-1:] == ","
    if not (SAYS.search(between) and is_one_sentence and joins) or _ANOTHER.match(between) or _are_two(between):
        return None
    closed = closing(text, following, is_attributed)
    return None if closed is None else (following.place, closed)


def _are_two(between: str) -> bool:
    """Whether what stands between tells of two who speak, or of two times: *PM1 said; PM2 agreed,*."""
    if _LEADS_ON.search(between) or ";" in between or re.search(r"\b(?:while|whereas)\b", between):
        return True
    clauses = _CLAUSE.split(between)
    return any(SAYS.search(one) or _WHEN.match(one) for one in clauses[1:]) and SAYS.search(clauses[0]) is not None


def incises(words: str) -> list[tuple[int, int]]:
    """Where within the marks stands what nobody said."""
    return [found.span() for found in _INCISE.finditer(words)]


def both(claim: Claim | None, said: Claim | None) -> Claim | None:
    """An attribution with what the words that part the quotation say besides."""
    if claim is None or said is None or claim is said:
        return claim or said
    if said.people and claim == Claim(claim.text, waves=claim.waves):
        return replace(said, text=f"{said.text}, {claim.text}", waves=claim.waves or said.waves)
    return replace(claim, waves=claim.waves or said.waves)
