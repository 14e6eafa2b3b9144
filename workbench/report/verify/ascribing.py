"""Whether a sentence says of words quoted within it that somebody of the study said them. Pure.

Four words or more in quotation marks are a quotation where a participant or a role is named in their sentence, or
somebody at all with a verb of saying. They are none where they are called a theme, a title or the like, where a
publication is cited, or where they stand in a noun's place: *a “ready when you are” approach*.
"""

from __future__ import annotations

import re

from workbench.report.verify.attributions import Names
from workbench.report.verify.brackets import NEAR
from workbench.report.verify.quotes import closing, how_many_words, openers
from workbench.report.verify.saying import PASSIVE, SAYS

_SENTENCE_END = re.compile(r"[.?!][”’\"')\]]*\s+(?=[^\s\Wa-z])")
_STOP = re.compile(r"[.?!](?=\s|\Z)|;")
_STRAY = re.compile("[”»](?=[\\s.,;:?!)])")
_SPEAKS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|explain\w*|add(?:ed|s)|recall\w*|ask(?:ed|s)|put it|describ\w+|repl(?:ied|ies)"
    r"|admit\w*|comment\w*|stat(?:ed|es)|agreed?|insist\w*|joked|mention\w*|answer\w*|complain\w*|emphasi[sz]\w+"
    r"|spoke|speaks|talk(?:ed|s)|in (?:her|his|their|one person['’]s) (?:own )?words)\b",
    re.IGNORECASE,
)
"""Verbs of saying, and of nothing else: what is felt or thought need be nobody's words."""

_SOMEBODY = re.compile(
    r"\b(?:she|he|they|one|another|some|others|many|several|both|two|three|participants?|interviewees?|respondents?"
    r"|wom[ae]n|m[ae]n|pe(?:rson|ople)|mothers?|fathers?)\b",
    re.IGNORECASE,
)
_ACCORDING = frozenset(("according to", "laut", "selon", "según", "secondo", "volgens", "segundo"))
_THING = (
    r"(?:(?:sub-?)?themes?|codes?|categor(?:y|ies)|headings?|sections?|chapters?|tables?|figures?|box|titles?|leaflets?"
    r"|booklets?|brochures?|posters?|flyers?|handbooks?|guides?|manuals?|reports?|articles?|papers?|books?|films?"
    r"|videos?|songs?|programmes?|programs?|projects?|workshops?|modules?|campaigns?|websites?|forms?|items?|scales?"
    r"|questions?|questionnaires?|surveys?|polic(?:y|ies)|strateg(?:y|ies)|documents?|terms?|labels?|mottos?|slogans?|banners?|statements?)"
)
_CALLED = re.compile(
    rf"(?:\b{_THING}|\b(?:named|titled|entitled|labelled|headed|termed|dubbed|known as|under|see|coded(?: as)?))"
    r"[\s,:(]*\Z",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    rf"\b(?:of|about|on) (?:the |this |that |these |those |her |his |their |our |a )?{_THING}[\s,:]*\Z", re.IGNORECASE
)
_CALLED_BEHIND = re.compile(rf"\s*{_THING}\b", re.IGNORECASE)
_WRITING = (
    r"(?:handbook|guide|guidance|guidelines?|manual|polic(?:y|ies)|contract|agreement|act|law|leaflet|brochure|website"
    r"|report|evaluation|literature|papers?|article|book|charter|strategy|framework|foreword|preface|introduction|letter|advert|description|specification)"
)
_WRITING_SAYS = re.compile(
    rf"\b{_WRITING}(?:\W+\w+){{0,3}}?\W+(?:sa(?:id|ys?)|stat(?:ed|es?)|tells?|told|describ\w+|explain\w*|put it)\b"
    rf"|\baccording to (?:[\w’'-]+ ){{0,4}}{_WRITING}\b",
    re.IGNORECASE,
)
"""What is written speaks, whoever it is of: *the mentors’ handbook states*."""

_ARTICLE = re.compile(r"\b(?:an?|the|this|that|these|those|its|her|his|their|our|so-called)\s*\Z", re.IGNORECASE)
_NOUN_BEHIND = re.compile(
    r"\s(?!(?:that|which|who|and|but|or|in|at|on|of|for|with|when|while|where|as|to|from|by|because|so|she|he|they"
    r"|it|is|was|were|are|had|has|after|before|about)\b)[^\W\d_]",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?!I\b)[^\W\d_]")
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_DATE = (
    r"(?:\b(?:in|on|of|the|at|from|between|and|to|until|since|by|early|mid|late|spring|summer|autumn|winter|T ?\d"
    r"|(?:wave|time|visit|phase|round) \d|\d{1,2}(?:st|nd|rd|th)?"
    rf"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*|{_YEAR})\b|[\s,./–-])"
)
_CITED = re.compile(
    rf"\((?!(?i:{_DATE})+\))[^()]*\b{_YEAR}\b[^()]*\)|[^\W\da-z_]\w*(?:['’]s)?,? \({_YEAR}\)"
    r"|\bet al\b|\bibid\b|https?:|www\."
)
"""An author, a place or a page beside a year: a date in brackets is when somebody said it."""
_LONG_TERM = 8
"""So many words in a noun's place are more than a term."""


class Ascribing:
    """Finds whether somebody of the study is said to have said what is quoted.

    Args:
        names: Who there is.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def is_ascribed(self, text: str, start: int, end: int) -> bool:
        """Whether the sentence around a quotation says so.

        Args:
            text: A paragraph.
            start: Where the opening mark stands.
            end: Where the closing mark stands.
        """
        front, words, behind = _front(text, start), text[start + 1 : end], _behind(text, end)
        if self.is_cited(text, start, end) or _is_in_place(front, words, behind):
            return False
        if self._speaks(front) or self._speaks_behind(behind):
            return True
        return not _is_title(front, words) and any(one.is_one for one in self._names.mentioned(front))

    def is_term(self, text: str, start: int, end: int) -> bool:
        """Whether what is quoted is a title, a term or something written rather than said. Arguments as above."""
        front, words, behind = _front(text, start), text[start + 1 : end], _behind(text, end)
        return _is_title(front, words) or _is_in_place(front, words, behind)

    def is_cited(self, text: str, start: int, end: int) -> bool:
        """Whether the sentence around a quotation names a publication: *Young (1998) says: “…”*. Arguments as above."""
        return _CITED.search(f"{_front(text, start)} {_behind(text, end)}") is not None

    def _speaks(self, front: str) -> bool:
        """Whether somebody is named in front, and a verb of saying behind the name, or *according to* before it."""
        every = [*SAYS.finditer(front), *_SPEAKS.finditer(front)]
        verbs = [one for one in every if not PASSIVE.search(front, 0, one.start())]
        if not verbs:
            return False
        first = next(self._names.mentioned(front), None)
        if first is not None and any(one.start() >= first.end or one[0].casefold() in _ACCORDING for one in verbs):
            return True
        somebody = _SOMEBODY.search(front)
        return somebody is not None and _SPEAKS.search(front, somebody.end()) is not None

    def _speaks_behind(self, behind: str) -> bool:
        says = SAYS.search(behind) or _SPEAKS.search(behind)
        return says is not None and any(True for _ in self._names.mentioned(behind))


def _is_in_place(front: str, words: str, behind: str) -> bool:
    """Whether it is called the name of something, said by something written, or stands in a noun's place."""
    if _is_called(front, behind) or _is_written(front):
        return True
    in_place = _ARTICLE.search(front) is not None and _NOUN_BEHIND.match(behind) is not None
    return in_place and how_many_words(words) < _LONG_TERM


def _is_title(front: str, words: str) -> bool:
    return _TITLE.match(words) is not None and words[0].isupper() and bool(front.strip())


def _is_written(front: str) -> bool:
    """Whether it is something written that says it, and nobody says that it does."""
    found = _WRITING_SAYS.search(front)
    return found is not None and _SPEAKS.search(front, 0, found.start()) is None


def _is_called(front: str, behind: str) -> bool:
    """Whether what is quoted is called the name of something."""
    if _CALLED_BEHIND.match(behind):
        return True
    return _CALLED.search(front) is not None and not (_SPEAKS.search(front) and _SPOKEN_OF.search(front))


def _front(text: str, start: int) -> str:
    """The sentence before a quotation, without what else is quoted in it."""
    front = text[max(0, start - NEAR) : start]
    while True:
        for mark in openers(front):
            end = closing(front, mark, lambda _: False)
            if end is not None:
                is_ended = front[end - 1] in ".?!" and front[end + 1 :].lstrip()[:1].isupper()
                front = f"{'' if is_ended else front[: mark.place]} {front[end + 1 :]}"
                break
        else:
            break
    for stray in _STRAY.finditer(front):
        front = " " * stray.end() + front[stray.end() :]
    ends = [found.end() for found in _SENTENCE_END.finditer(front)]
    return " ".join(front[ends[-1] if ends else 0 :].split()) + " "


def _behind(text: str, end: int) -> str:
    """The rest of a quotation's sentence; nothing where another quotation begins in it."""
    if text[end - 1] in ".?!" and text[end + 1 :].lstrip()[:1].isupper():
        return ""
    stop = _STOP.search(text, end + 1, end + NEAR)
    behind = text[end + 1 : stop.start() if stop else min(len(text), end + NEAR)]
    return "" if next(openers(behind), None) is not None else behind.replace("\n", " ")
