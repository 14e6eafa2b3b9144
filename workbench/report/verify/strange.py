"""What an attribution says that a study does not know: what looks like a wave, and what looks like a name. Pure."""

from __future__ import annotations

import re

_NOUN = r"(?:interview|visit|wave|time(?: ?point)?|phase|round|session|meeting|talk|call|data collection)s?"
_ORDER = (
    r"(?:first|second|third|fourth|fifth|final|last|early|earlier|late|later|initial|next|follow[- ]?up|baseline"
    r"|endline|mid(?:line|point|way|-?term)|exit|entry|pre|post|pre-?test|post-?test|\d+(?:st|nd|rd|th))"
)
_WAVE = re.compile(
    r"(?:(?:at|in|from|the|an?|her|his|their) )*"
    rf"(?:{_ORDER}(?:[- ]{_NOUN})?|{_NOUN}[ #-]*(?:\d+|one|two|three|four|five|[ivx]+)|t[ -]?\d+"
    r"|(?:day|week|month|year) ?\d+|\d+ ?(?:day|week|month|year)s? (?:on|(?:later|after|post|follow[- ]?up).*))",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:Mrs?|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sister|Herr|Frau|Mme|Sra?)\b\.? [^\W\d_]")
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:['’.-]? ?[^\W\d_a-z][^\W\d_]*\.?){0,2}")
_OTHERS = re.compile(r"[^\W\d_a-z][^\W\d_]*\.?(?: [^\W\d_]+){0,2}")
"""What somebody is, as it stands in front of a wave: "Social worker"."""
_NONE_OF_MANY = re.compile(
    r"\b(?:interviews?|calls?|sessions?|meetings?|groups?|conversations?|discussions?|observations?|notes?|visits?|of|in|at|on|from|with|years?"
    r"|old|aged?|added|own|original)\b",
    re.IGNORECASE,
)
_ID = re.compile(r"(?!Q)[A-Z]{1,3}[ .-]?\d{1,2}")
_NUMBERED = re.compile(
    r"(?!(?:Site|Group|Line|Page|Question|Item|Theme|Code|Table|Figure|Box|Section|Turn|Area|Team|Note|Para)s?\b)"
    r"[^\W\d_a-z][^\W\d_]{2,}\.? ?\d{1,2}"
)
_BY_KIND = re.compile(
    r"(?:[^\W\d_][\w’'-]* ){0,3}(?:[\w-]*workers?|visitors?|teachers?|nurses?|midwi(?:fe|ves)|doctors?|gps?|managers?"
    r"|co-?ordinators?|volunteers?|trainers?|directors?"
    r"|officers?|practitioners?|therapists?|psychologists?|carers?|guardians?|judges?|solicitors?|lawyers?|mentors?"
    r"|mentees?|parents?|mothers?|fathers?|mums?|dads?|grand(?:mother|father|parent|ma|pa|mum|dad)s?|aunt(?:ie)?s?"
    r"|uncles?|sisters?|brothers?|sons?|daughters?|child|children|girls?|boys?|wom[ae]n|m[ae]n|partners?|husband"
    r"|wife|friends?|neighbours?|staff|staff members?|colleagues?|police|clients?|students?|pupils?|users?)",
    re.IGNORECASE,
)
"""Who somebody is by work or family, as it stands alone in brackets."""
_NO_NAMES = frozenset(
    ("interview", "group", "focus group", "joint", "individual", "joint interview", "group interview")
)


def looks_like_a_wave(part: str) -> bool:
    """Whether a part of an attribution says when: "T3", "wave 3", "follow-up", "6 months later".

    >>> looks_like_a_wave("Third visit"), looks_like_a_wave("second child"), looks_like_a_wave("p. 12")
    (True, False, False)
    """
    return _WAVE.fullmatch(part) is not None


def looks_like_a_name(part: str, *, is_named: bool) -> bool:
    """Whether a part of an attribution says who, as a name does.

    Args:
        part: The part.
        is_named: Whether somebody is named besides: then a place, or what somebody is, is likelier than a second name.

    >>> looks_like_a_name("Anna", is_named=False), looks_like_a_name("Leeds", is_named=True)
    (True, False)
    >>> looks_like_a_name("Mr Smith", is_named=True), looks_like_a_name("Mother of two", is_named=False)
    (True, False)
    """
    if has_title(part):
        return True
    is_capital = not part[:1].islower() and _NAME.fullmatch(part) is not None
    return not is_named and part.casefold() not in _NO_NAMES and is_capital


def has_title(part: str) -> bool:
    """Whether a part of an attribution says who by a name with a title.

    >>> has_title("Ms Hollow"), has_title("Missing")
    (True, False)
    """
    return _TITLE.match(part) is not None


def looks_like_an_id(part: str) -> bool:
    """Whether a part of an attribution looks like somebody's number: "P1", "FM 12".

    >>> looks_like_an_id("P1"), looks_like_an_id("Q3"), looks_like_an_id("p. 12"), looks_like_an_id("1998")
    (True, False, False, False)
    """
    return _ID.fullmatch(part) is not None


def looks_like_one_by_kind(part: str) -> bool:
    """Whether a part says who by work or family, even where nothing stands beside it.

    >>> looks_like_one_by_kind("Social worker"), looks_like_one_by_kind("fifth parent")
    (True, True)
    >>> looks_like_one_by_kind("laughs"), looks_like_one_by_kind("emphasis added")
    (False, False)
    """
    return _BY_KIND.fullmatch(part) is not None


def looks_like_one_of_many(part: str) -> bool:
    """Whether a part beside a wave says who by what they are, or by that and a number, where nobody else is named.

    >>> looks_like_one_of_many("Social worker"), looks_like_one_of_many("Mother 4"), looks_like_one_of_many("Par. 5")
    (True, True, True)
    >>> looks_like_one_of_many("Joint interview"), looks_like_one_of_many("Line 4"), looks_like_one_of_many("in Leeds")
    (False, False, False)
    """
    if _NUMBERED.fullmatch(part):
        return True
    return _OTHERS.fullmatch(part) is not None and not _NONE_OF_MANY.search(part)
