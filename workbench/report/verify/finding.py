"""Quotations in the paragraphs of a report: by marks, by the paragraph's style, by who is named behind it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.report.verify.around import Around
from workbench.report.verify.ascribing import Ascribing
from workbench.report.verify.attributions import Names, is_literature
from workbench.report.verify.brackets import BEHIND, FIGURE, IN_BRACKETS, NEAR
from workbench.report.verify.claims import Claim, of_either
from workbench.report.verify.earlier import are_beside
from workbench.report.verify.naming import Naming
from workbench.report.verify.nearby import Nearby
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph, quotation, unnumbered
from workbench.report.verify.parted import both, incises, taken_up
from workbench.report.verify.quotes import LONGEST, Quote, closing, how_many_words, openers
from workbench.report.verify.saying import SAYS
from workbench.report.verify.speaking import Speaking
from workbench.report.verify.tagged import marked_apart, with_mark
from workbench.report.verify.window import Window
from workbench.report.verify.wording import Break, GapKind

_ENDED = re.compile(rf"[.?!。？！」』…’”'\"»][ \t\n]{{0,20}}{FIGURE}?[ \t\n]{{0,20}}\Z")
_MOST_SHARING = 5
_COLONS = (":", "：")
_LEAST_WORDS = 6
_MOST_PARAGRAPHS, _MOST_CHARACTERS = 60, 6_000


def find_quotations(paragraphs: Sequence[ReportParagraph], names: Names) -> list[FoundQuotation]:
    """All that is quoted in a report, in order, but for what is quoted from literature.

    Args:
        paragraphs: The report.
        names: Whom attributions may name.
    """
    naming = Naming(names)
    if not any(one.marked for one in paragraphs):
        return [naming.in_column(one, paragraphs) for one in _Finder(paragraphs, names).found()]
    apart, rest = marked_apart(paragraphs, names)
    found = [with_mark(one, paragraphs[one.paragraph].marked) for one in _Finder(rest, names).found()]
    found = [naming.in_column(one, paragraphs) for one in (*apart, *found)]
    return sorted(found, key=lambda one: (one.paragraph, one.start))


class _Ended(NamedTuple):
    """Where a quotation's words end, where what belongs to it ends, and what is known of it."""

    end: int
    behind: int
    claim: Claim | None = None
    breaks: tuple[tuple[int, int], ...] = ()
    is_literature: bool = False


class _Seen(NamedTuple):
    """What there is in a paragraph: the marks that open something, with where it ends; lines that end with a name."""

    window: Window
    marks: list[tuple[Quote, _Ended]]
    lines: list[re.Match[str]]


class _Finder:
    def __init__(self, paragraphs: Sequence[ReportParagraph], names: Names) -> None:
        self._paragraphs, self._names, self._naming = paragraphs, names, Naming(names)
        self._ascribing, self._around = Ascribing(names), Around(paragraphs, self._naming, Speaking(names))
        self._nearby, self._speaking = Nearby(names), Speaking(names)
        self._seen: _Seen | None = None

    def found(self) -> Iterator[FoundQuotation]:
        at, place = 0, 0
        while at < len(self._paragraphs):
            one = self._paragraphs[at]
            if not one.text.strip() or (one.is_heading and next(openers(one.text), None) is None):
                at, place = at + 1, 0
                continue
            if one.is_quotation:
                parts = self._naming.within(one.text)
                yield from self._blocks_in(at, parts)
                last, found = self._block(at, parts[-1].end() if parts else 0)
                at, place = last + 1, 0
                if found is not None:
                    yield found
                continue
            at, place, quotation = self._next(at, place)
            if quotation is not None and quotation.words.strip():
                yield quotation

    # Block quotations

    def _blocks_in(self, at: int, parts: Sequence[re.Match[str]]) -> Iterator[FoundQuotation]:
        """The quotations of one such paragraph that have attributions within it."""
        begin, text = 0, self._paragraphs[at].text
        for part in parts:
            one = quotation(self._names, at, at, text[begin : part.start()], self._names.read(part[1]))
            if one is not None:
                yield replace(one, start=begin)
            begin = part.end()

    def _block(self, at: int, place: int) -> tuple[int, FoundQuotation | None]:
        """A paragraph whose style says that it is quoted, with those it goes on in or that hold its attribution."""
        last = at
        text = self._paragraphs[at].text[place:].strip()
        beside = self._paragraphs[at].beside
        found = self._naming.at_end(text, beside)
        while found is None and self._goes_on(last + 1, text):
            last += 1
            text = f"{text}\n{self._paragraphs[last].text.strip()}"
            found = self._naming.at_end(text, beside)
        is_open = found is None or found[1].may_explain
        if is_open and (claim := self._around.below(last + 1)) is not None:
            last, found = last + 1, (len(text), claim)
        if found is None and (claim := self._naming.cell(beside)) is not None:
            found = len(text), claim
        end, claim = found or (len(text), None)
        if claim is None and _is_of_literature(text):
            return last, None
        if claim is None and (front := self._naming.at_front(text)) is not None:
            one = quotation(self._names, at, last, text[front[0] :], front[1])
            return last, one and replace(one, start=place + front[0])
        led = self._led(text[:end]) or unnumbered(text[:end])
        claim = claim or (self._speaking.before(text, led) if led else self._around.above(at))
        one = quotation(self._names, at, last, text[led:end], claim)
        return last, one and replace(one, start=place + led, nearby=self._announced(at, one))

    def _announced(self, at: int, one: FoundQuotation | None) -> Claim | None:
        """Who the paragraph above mentions, where it announces a quotation that names nobody itself."""
        lead = self._around.announcing(at) if one is not None and one.claim is None and len(one.labels) == 1 else None
        return None if lead is None else self._nearby.mentioned(f"{lead} “”", len(lead) + 1, len(lead) + 2, None)

    def _led(self, text: str) -> int:
        """Where in a block the quotation begins, if the report's own words announce it in front of its marks."""
        mark = next(openers(text), None)
        claim = self._speaking.before(text, mark.place) if mark is not None and mark.place else None
        if mark is None or claim is None or claim.loose:
            return 0
        end = closing(text, mark, lambda _: False)
        return mark.place if end is not None and not text[end + 1 :].strip(" .,;:") else 0

    def _goes_on(self, at: int, text: str) -> bool:
        """Whether a block quotation goes on in the next paragraph, which is one and has the attribution at its end."""
        if at >= len(self._paragraphs) or not self._paragraphs[at].is_quotation or text[-1:] in '”’"»':
            return False
        if self._around.below(at) is not None:
            return False
        return self._naming.at_end(self._paragraphs[at].text.strip()) is not None and text[-1:] not in ".?!…"

    # Running text

    def _next(self, at: int, place: int) -> tuple[int, int, FoundQuotation | None]:
        """The next quotation from a place of a paragraph on, and from where to look further."""
        text = self._paragraphs[at].text
        window, every, lines = self._marks(at)
        unmarked = self._unmarked(text, place, lines)
        marks = every[bisect_left(every, place, key=lambda one: one[0].place) :]
        if unmarked is not None and not any(
            ended.claim is not None and mark.place < unmarked.end <= ended.behind for mark, ended in marks
        ):
            return at, unmarked.behind, self._of_line(at, place, unmarked)
        if not marks:
            return at + 1, 0, None
        mark, ended = marks[0]
        following, there = window.at(ended.behind)
        if ended.is_literature:
            return following, there, None
        return following, there, self._of_marks(window, mark, ended)

    def _marks(self, at: int) -> _Seen:
        """What there is in a paragraph, found once for each."""
        if self._seen is None or self._seen.window.first != at:
            window, text = self._window(at), self._paragraphs[at].text
            marks = [(mark, ended) for mark in openers(text) if (ended := self._ended(window, mark)) is not None]
            lines = list(self._naming.lines(text, 0, self._paragraphs[at].beside))
            if lines:
                lines = sorted([*self._naming.within(text), *lines], key=lambda one: one.start())
            self._seen = _Seen(window, marks, lines)
        return self._seen

    def _window(self, at: int) -> Window:
        """The paragraph with those that a quotation begun in it may go on in."""
        starts, texts = [0], [self._paragraphs[at].text]
        length = len(texts[0]) + 1
        is_whole = _announces(texts[0]) or self._around.is_next_ones(at + 1)
        following = [] if is_whole else self._paragraphs[at + 1 : at + _MOST_PARAGRAPHS]
        for number, one in enumerate(following, at + 1):
            begins = one.text.lstrip()
            is_new = one.is_heading or one.is_quotation or next(openers(begins), Quote(1, "")).place == 0
            if is_new or length + len(one.text) > _MOST_CHARACTERS or not self._around.is_beside(at, number):
                break
            starts.append(length)
            texts.append(one.text)
            length += len(one.text) + 1
            if _announces(one.text):
                break
        return Window(at, "\n".join(texts), tuple(starts))

    def _unmarked(self, text: str, place: int, lines: Sequence[re.Match[str]]) -> _Ended | None:
        """Words without marks that have an attribution behind them, where their line ends."""
        for found in lines[bisect_right(lines, place, key=lambda one: one.start()) :]:
            claim = self._names.read(found[1])
            # A wave alone may stand behind any sentence of the report's own.
            names = claim is not None and bool(claim.people or claim.unknown)
            if names and _ENDED.search(text, max(place, found.start() - NEAR), found.start()):
                return _Ended(found.start(), found.end(), claim)
        return None

    def _ended(self, window: Window, mark: Quote) -> _Ended | None:
        """Where what a mark opens ends; None where it opens nothing."""
        text, own = window.text, window.own
        end = closing(text[:own], mark, self._is_behind(window))
        if end is None:
            end = self._far_end(window, mark)
        if end is None:
            return self._unclosed(window, mark)
        return self._with_attribution(window, mark, end)

    def _far_end(self, window: Window, mark: Quote) -> int | None:
        """The closing mark in a later paragraph, where an attribution stands behind it or it is near."""
        text = window.text
        if len(text) == window.own:
            return None
        end = closing(text, mark, self._is_behind(window))
        if end is None or end <= window.own:
            return None
        line = next((found.start() for found in self._naming.lines(text, mark.place)), len(text))
        is_near = end - mark.place < NEAR or self._behind(window, end + 1) is not None
        return end if is_near and end <= line else None

    def _unclosed(self, window: Window, mark: Quote) -> _Ended | None:
        """Words that no mark closes: up to their attribution, or to the end of a paragraph that begins with them."""
        text = window.text
        before = text[max(0, mark.place - NEAR) : mark.place].strip()
        is_first = not before and mark.place < NEAR
        if not is_first and not before.endswith(_COLONS):
            return None
        for found in self._naming.lines(text, mark.place):
            return _Ended(found.start(), found.end(), self._names.read(found[1]))
        own = text[mark.place : window.own]
        is_long = how_many_words(own) >= _LEAST_WORDS and not _announces(own)
        return _Ended(window.own, window.own) if is_long and is_first else None

    def _with_attribution(self, window: Window, mark: Quote, end: int) -> _Ended:
        """What stands behind the closing mark: an attribution, a book, or the report's words and then more of it."""
        text = window.text
        breaks: tuple[tuple[int, int], ...] = ()
        said: Claim | None = None
        while True:
            found = self._behind(window, end + 1)
            if found is not None:
                claim = self._speaking.completed(found[1], text, mark.place)
                return _Ended(end, found[0], both(claim, said), breaks)
            bracket = None if self._speaking.before(text, mark.place) else BEHIND.match(text, end + 1)
            if bracket and is_literature(bracket[1]) and window.is_of(end, bracket.start(1) - 1, bracket.end()):
                return _Ended(end, bracket.end(), is_literature=True)
            again = taken_up(text[: min(window.own, end + LONGEST)], mark, end, self._is_behind(window))
            if again is None or self._speaking.is_anothers(text, mark.place, end, again):
                beside = said if said is not None and said.people else self._beside(window, mark, end)
                return _Ended(end, end + 1, both(beside, said), breaks)
            said = said or self._speaking.said_between(text[end + 1 : again[0]])
            breaks, end = (*breaks, (end, again[0] + 1)), again[1]

    def _behind(self, window: Window, place: int) -> tuple[int, Claim] | None:
        """The attribution right behind a place, where it is not what the next paragraph begins with."""
        found = self._naming.behind(window.text, place)
        if found is None or place > window.own:
            return found
        start = place + len(window.text[place : found[0]]) - len(window.text[place : found[0]].lstrip(" \t\n.,;:–—―-"))
        return found if window.is_of(place - 1, start, found[0]) else None

    def _is_behind(self, window: Window) -> Callable[[int], bool]:
        """Whether an attribution stands right behind a place."""
        return lambda place: self._behind(window, place) is not None

    def _of_line(self, at: int, place: int, ended: _Ended) -> FoundQuotation | None:
        text = self._paragraphs[at].text[place : ended.end]
        start = unnumbered(text)
        one = quotation(self._names, at, at, text[start:], ended.claim)
        return one and replace(one, start=place + start)

    def _beside(self, window: Window, mark: Quote, end: int) -> Claim | None:
        """Who is named in front of a quotation, further on in its sentence, or beside it in a table."""
        claim = self._in_sentence(window.text, mark, end)
        if claim is None or claim.loose:
            # A line may break between a verb and who speaks.
            flat = self._in_sentence(window.flat, mark, end)
            claim = flat if claim is None or (flat is not None and not flat.loose) else claim
        claim = claim or self._naming.cell(self._paragraphs[window.first].beside) or self._above(window, mark)
        return claim or self._shared(window, mark, end)

    def _shared(self, window: Window, mark: Quote, end: int) -> Claim | None:
        """The attribution of quotations that follow at once, which is this one's, too: *“…” and “…” (PM2)*."""
        text = window.text
        if end >= window.own or self._ascribing.is_term(text[: window.own], mark.place, end):
            return None
        for _ in range(_MOST_SHARING):
            following = next(openers(text, end + 1), None)
            if following is None or not are_beside(text, end + 1, following.place):
                return None
            closed = closing(text, following, self._is_behind(window))
            if closed is None:
                return None
            if (found := self._behind(window, closed + 1)) is not None:
                return of_either(found[1])
            end = closed
        return None

    def _above(self, window: Window, mark: Quote) -> Claim | None:
        """Who is named in the line above a quotation, or in the paragraph above one that it begins with."""
        before = window.text[: mark.place].strip()
        return self._naming.alone(before) if before else self._around.above(window.first)

    def _in_sentence(self, text: str, mark: Quote, end: int) -> Claim | None:
        claim = self._speaking.leading(text, mark.place, end)
        if claim is None or claim.loose:
            claim = self._speaking.said_behind(text, end) or self._speaking.further_on(text, end + 1) or claim
        elif claim.people:
            claim = self._speaking.with_wave_behind(claim, text, end + 1)
        return claim

    def _of_marks(self, window: Window, mark: Quote, ended: _Ended) -> FoundQuotation | None:
        start = mark.place + 1
        words = window.text[start : ended.end]
        borders = [*((first - start, last - start) for first, last in ended.breaks), *incises(words)]
        breaks = tuple(Break(first, last, GapKind.SPLIT) for first, last in sorted(borders))
        before = window.text[max(0, mark.place - NEAR) : mark.place].split()[-2:]
        behind = window.text[ended.behind : ended.behind + NEAR].split()[:3]
        says = before[-1:] != [] and (before[-1].endswith(_COLONS) or _is_said(before[-1].endswith(","), before))
        says = says or _is_said(words.rstrip()[-1:] in (",", "!", "?"), behind)
        last, _ = window.at(max(mark.place, ended.behind - 1))
        is_claimed = (ended.claim is not None and not ended.claim.loose) or bool(breaks) or says
        if breaks:
            one: FoundQuotation | None
            one = FoundQuotation(window.first, last, words, breaks, (None,), ended.claim, is_claimed)
        else:
            one = quotation(self._names, window.first, last, words, ended.claim, is_claimed=is_claimed)
        sentence = window.text[: window.own], mark.place, min(ended.end, window.own)
        is_ascribed = not is_claimed and ended.end < window.own and self._ascribing.is_ascribed(*sentence)
        is_cited, is_term = self._ascribing.is_cited(*sentence), self._ascribing.is_term(*sentence)
        is_term = is_term or self._paragraphs[window.first].is_heading
        nearby = self._nearby.mentioned(*sentence, one.claim) if one and len(one.labels) == 1 else None
        if one and nearby is None and not window.text[: mark.place].strip():
            nearby = self._announced(window.first, one)
        one = one and replace(one, start=mark.place, nearby=nearby)
        is_alone = not window.text[: mark.place].strip() and not window.text[ended.end + 1 : window.own].strip(" .")
        return one and replace(one, is_ascribed=is_ascribed, is_cited=is_cited, is_term=is_term, is_alone=is_alone)


def _is_said(is_joined: bool, words: Sequence[str]) -> bool:
    """Whether words beside a quotation, joined to it by a comma, have a verb of saying."""
    return is_joined and SAYS.search(" ".join(words)) is not None


def _announces(text: str) -> bool:
    return text.rstrip().endswith(_COLONS)


def _is_of_literature(text: str) -> bool:
    """Whether a publication is named at the end of a text."""
    found = re.search(rf"{IN_BRACKETS}[\s.,;]*{FIGURE}?\s*\Z", text)
    return found is not None and is_literature(found[1])
