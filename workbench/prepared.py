"""How an extract is prepared for print: what is left out, clarified and redacted. Pure.

Nothing else can be said of its words: each edit takes whole words away, puts the writer's own in brackets, or puts
what stands for a name in the place of words. Places are code points from the passage's start.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal, NamedTuple, cast

from workbench.errors import BadInput
from workbench.spans import Span
from workbench.storable import is_one_line, storable
from workbench.words import cuts_word

Doing = Literal["leave out", "clarify", "redact"]
LEAVE_OUT: Doing = "leave out"
CLARIFY: Doing = "clarify"
REDACT: Doing = "redact"
DOINGS: tuple[Doing, ...] = (LEAVE_OUT, CLARIFY, REDACT)

JOINED, DIALOGUE = "joined", "dialogue"
FORMS = (JOINED, DIALOGUE)
"""Whether words on both sides of an interviewer's are printed as one, or with the interviewer's, each under a label."""

FULL, BY_ROLE, NO_NUMBER, NO_WAVE = "", "role", "no number", "no wave"
ATTRIBUTIONS = (FULL, BY_ROLE, NO_NUMBER, NO_WAVE, f"{BY_ROLE}, {NO_WAVE}", f"{NO_NUMBER}, {NO_WAVE}")
"""How much less an attribution tells than it would; none tells more."""

MOST_IN_PLACE = 60
"""So many letters, ten or twelve words, may stand in the place of which there are others in brackets."""

MOST_BLACKENED = 30
"""So many letters may an initial, or a run of one sign, stand for."""

BLACK_SIGNS = "█■▇▮"
"""What a word is blackened with, as the inside of a pattern's brackets."""

INITIALS = "B-HJ-NP-Z"
"""The letters that stand for a name by themselves, as the inside of a pattern's brackets: A, I and O are words."""

_LONGEST_WORDS = 200
_BLACKENED = re.compile(rf"X{{2,}}|_{{2,}}|[{BLACK_SIGNS}]+")
_INITIAL = re.compile(rf"([{INITIALS}])\.?")
_BRACKETED = re.compile(r"\(([^()\[\]]+)\)|\[([^()\[\]]+)\]")
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_APOSTROPHES = "'’‘ʼ"
_HYPHENS = "-‐‑"
_IN_NUMBERS = ".,:/"
_JOINER = "\u200d"


class Edit(NamedTuple):
    """One change of a quotation's words.

    Attributes:
        start: Where it begins, in code points from the passage's start.
        end: Where it ends (exclusive); of a clarification that is only added, where it begins.
        do: Leave out, clarify or redact.
        words: What stands there instead: of a clarification without its brackets, of a redaction as it is printed.
    """

    start: int
    end: int
    do: Doing
    words: str = ""

    @property
    def span(self) -> Span:
        """Which words it is about."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Prepared:
    """How an extract is prepared for print.

    Attributes:
        text: The sha256 of the text in which it was; in another one the places of its edits are none of its own.
        edits: What is done to its words, in order, none overlapping another.
        form: Joined or dialogue.
        goes_on: Whether it is printed as one with the theme's next extract of the transcript.
        attribution: One of `ATTRIBUTIONS`.
    """

    text: str = ""
    edits: tuple[Edit, ...] = ()
    form: str = JOINED
    goes_on: bool = False
    attribution: str = FULL

    @property
    def says_something(self) -> bool:
        """Whether anything is other than in an extract that nobody prepared."""
        return bool(self.edits or self.goes_on or self.attribution) or self.form != JOINED

    @property
    def redacts(self) -> bool:
        """Whether words are kept from the reader."""
        return any(one.do == REDACT for one in self.edits)

    def shifted(self, by: int, length: int) -> Prepared:
        """The same for a passage of that length which begins so much later; what lies outside of it goes."""
        edits = []
        for one in self.edits:
            start, end = max(0, one.start - by), min(length, one.end - by)
            if start < end or (start == end and one.start == one.end and 0 <= one.start - by <= length):
                edits.append(one._replace(start=start, end=end))
        return replace(self, edits=tuple(edits))

    def as_value(self) -> dict[str, Any]:
        """As it is stored, and stands in packs: what JSON can hold."""
        value: dict[str, Any] = {"text": self.text}
        if self.edits:
            value["edits"] = [
                {"at": [one.start, one.end], "do": one.do} | ({"words": one.words} if one.words else {})
                for one in self.edits
            ]
        value |= {"form": self.form} if self.form != JOINED else {}
        value |= {"goes_on": True} if self.goes_on else {}
        return value | ({"attribution": self.attribution} if self.attribution else {})


def prepared_from(value: Mapping[str, Any] | None) -> Prepared | None:
    """What is stored; None where nothing is.

    Raises:
        BadInput: It is not what can be stored.
    """
    if not value:
        return None
    edits = value.get("edits", [])
    text, form, goes_on = value.get("text", ""), value.get("form", JOINED), value.get("goes_on", False)
    attribution = value.get("attribution", FULL)
    if not (isinstance(text, str) and isinstance(edits, list) and isinstance(goes_on, bool)):
        raise BadInput("How a quotation is prepared is a text, a list of edits, a form, and whether it goes on.")
    return checked(Prepared(text, tuple(map(_edit_from, edits)), str(form), goes_on, str(attribution)))


def _edit_from(value: Any) -> Edit:
    at = value.get("at") if isinstance(value, Mapping) else None
    if not isinstance(at, list) or len(at) != 2 or any(type(one) is not int for one in at):
        raise BadInput("An edit of a quotation says at which two places.")
    do, words = str(value.get("do", "")), value.get("words", "")
    if not isinstance(words, str):
        raise BadInput("The words of an edit of a quotation are a text.")
    return Edit(at[0], at[1], cast("Doing", do), storable(words))


def checked(prepared: Prepared, length: int | None = None) -> Prepared:
    """How an extract is prepared, its edits in order.

    Args:
        prepared: What somebody wants.
        length: How long the passage is, in code points; None where that is not known.

    Raises:
        BadInput: An edit is none of the three, lies outside the passage or on another one, or its words cannot be.
    """
    if prepared.form not in FORMS:
        raise BadInput(f"{prepared.form!r} is no form of a quotation.", f"One of: {', '.join(FORMS)}.")
    if prepared.attribution not in ATTRIBUTIONS:
        known = ", ".join(filter(None, ATTRIBUTIONS))
        raise BadInput(f"{prepared.attribution!r} is no form of an attribution.", f"One of: {known}; or none.")
    edits = tuple(sorted(map(_checked, prepared.edits), key=lambda one: (one.start, one.end)))
    for before, after in pairwise(edits):
        if after.start < before.end or after.span == before.span:
            raise BadInput("Two edits of a quotation are on the same words.", "Take one of them back first.")
    if length is not None and edits and max(one.end for one in edits) > length:
        raise BadInput(f"An edit lies outside the passage, which has {length:,} characters.")
    return replace(prepared, edits=edits)


def _checked(edit: Edit) -> Edit:
    if edit.do not in DOINGS:
        raise BadInput(
            f"{edit.do!r} is nothing that can be done to a quotation.",
            "Its words can be left out, clarified in brackets, or redacted.",
        )
    if not 0 <= edit.start <= edit.end or (edit.start == edit.end and edit.do != CLARIFY):
        raise BadInput("An edit of a quotation stands on words of it: its end comes after its start.")
    if edit.do == LEAVE_OUT:
        if edit.words:
            raise BadInput("Nothing stands in the place of words that are left out but the omission mark.")
        return edit
    words = " ".join(edit.words.split())
    if not words or not is_one_line(words) or len(words) > _LONGEST_WORDS:
        what = "A clarification" if edit.do == CLARIFY else "A redaction"
        raise BadInput(f"{what} says something, in one line of at most {_LONGEST_WORDS} characters.")
    return edit._replace(words=_clarifying(words) if edit.do == CLARIFY else _redacting(words))


def _clarifying(words: str) -> str:
    """The words of a clarification, without brackets."""
    if words.startswith("[") and words.endswith("]"):
        words = words[1:-1].strip()
    if set("[]") & set(words):
        raise BadInput("A clarification is printed in brackets: it cannot have any of its own.", "Leave them out.")
    if not _SAYS_SOMETHING.search(words):
        raise BadInput("A clarification has a word in it.")
    return words


def _redacting(words: str) -> str:
    """The words of a redaction, as they are printed."""
    bracketed = _BRACKETED.fullmatch(words)
    if bracketed and _SAYS_SOMETHING.search(words):
        return words
    if _BLACKENED.fullmatch(words) or _INITIAL.fullmatch(words):
        return words
    raise BadInput(
        "That is no redaction: what stands for words must not pass for words that were said.",
        "Use (name), [names city], XX, or a name's initial (in brackets where it is A, I or O).",
    )


def check_words(prepared: Prepared, words: str) -> None:
    """See that every edit stands on whole words of a passage, and may stand in the place of these.

    Args:
        prepared: How it is prepared; its edits are `checked`.
        words: The passage's words, as the transcript has them.

    Raises:
        BadInput: One cuts through a word, stands on none, or stands for more than it may.
    """
    checked(prepared, len(words))
    for one in prepared.edits:
        said = one.span.of(words)
        if any(inside_word(words, place) for place in one.span):
            raise BadInput("A word of a quotation stays whole, or goes.", "Choose whole words.")
        if one.start < one.end and not said.strip():
            raise BadInput("There are only blanks in that place.", "Choose words.")
        letters = sum(character.isalnum() for character in said)
        if one.do == CLARIFY and letters > MOST_IN_PLACE:
            raise BadInput(
                f"A clarification stands in the place of at most {MOST_IN_PLACE} letters.",
                "Leave the words out, and add the clarification beside them.",
            )
        if one.do == REDACT:
            _check_redaction(one.words, said, letters)


def _check_redaction(words: str, said: str, letters: int) -> None:
    most = MOST_IN_PLACE if _BRACKETED.fullmatch(words) else MOST_BLACKENED
    if letters > most:
        raise BadInput(
            f"{words} stands in the place of at most {most} letters.",
            "Leave out what else is there, or redact it apart.",
        )
    if initial := _INITIAL.fullmatch(words):
        names = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", said)
        if not names or not all(one[0].isupper() for one in names) or names[0][0] != initial[1]:
            raise BadInput(
                "An initial stands for a name that begins with it, and for nothing else.",
                "Redact the name alone, or use (name).",
            )


def inside_word(text: str, place: int) -> bool:
    """Whether a place lies within a word, a number, or a sign of several characters.

    What an apostrophe or a hyphen joins is one word: *n't* or *non-* left out would turn what is left.
    """
    if not 0 < place < len(text):
        return False
    if cuts_word(text, place):
        return True
    before, after = text[place - 1], text[place]
    if _JOINER in (before, after) or unicodedata.category(after)[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (before, after)):
        return True  # of flags, which are two such signs each
    further, earlier = text[place + 1 : place + 2], text[place - 2 : place - 1] if place > 1 else ""
    return _joins(before, after, further) or _joins(earlier, before, after)


def _joins(before: str, sign: str, after: str) -> bool:
    """Whether a sign between two characters makes one word or number of them."""
    if sign in _APOSTROPHES or sign in _HYPHENS:
        return before.isalnum() and after.isalnum()
    return sign in _IN_NUMBERS and before.isdigit() and after.isdigit()


def on_whole_words(text: str, start: int, end: int) -> Span:
    """The span with all of the words that it cuts through."""
    while inside_word(text, start):
        start -= 1
    while inside_word(text, end):
        end += 1
    return Span(start, end)


def on_words_that_may_stand(text: str, start: int, end: int, kept_back: Iterable[Span] = ()) -> Span:
    """The span with the words that it cuts through, or without those of which the rest must not be printed.

    Args:
        text: The text.
        start: Where the span begins.
        end: Where it ends (exclusive).
        kept_back: What must not be printed.
    """
    whole, sealed = on_whole_words(text, start, end), list(kept_back)
    if whole.start < start and any(one.overlaps(Span(whole.start, start)) for one in sealed):
        whole = Span(next(at for at in range(start, end + 1) if at == end or not inside_word(text, at)), whole.end)
    if end < whole.end and any(one.overlaps(Span(end, whole.end)) for one in sealed):
        first = whole.start
        whole = Span(first, next(at for at in range(end, first - 1, -1) if at == first or not inside_word(text, at)))
    return whole


def with_edit(edits: Sequence[Edit], new: Edit) -> tuple[Edit, ...]:
    """Edits with one more; those that share words with it give way to it."""
    return tuple(sorted((*without_edits(edits, new.span), new), key=lambda one: (one.start, one.end)))


def without_edits(edits: Iterable[Edit], span: Span) -> tuple[Edit, ...]:
    """Edits without those that share words with a span, or are added at a place within it."""
    return tuple(one for one in edits if not touches(one, span))


def is_done_at(edit: Edit, place: Span) -> bool:
    """Whether an edit is what people mean who point at a place: at words, or with a caret before a character.

    It shares words with these, or is added among them or at their borders; the caret is on its words, or where it is
    added.
    """
    if touches(edit, place):
        return True
    if not edit.span.length:
        return place.start <= edit.start <= place.end
    return not place.length and edit.start == place.start


def touches(edit: Edit, span: Span) -> bool:
    """Whether an edit is on words of a span; of one that only adds something, whether its place lies in the span."""
    own = edit.span
    if own.length and span.length:
        return own.overlaps(span)
    return own == span or own.start < span.start < own.end or span.start < own.start < span.end
