"""Who is named beside a quotation, and in no sentence: behind its words, in front of them, below, in a cell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.report.verify.attributions import Names, labels_in
from workbench.report.verify.brackets import BEHIND, FIGURE, IN_BRACKETS, NEAR
from workbench.report.verify.claims import Claim
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph
from workbench.report.verify.saying import SAYS
from workbench.report.verify.speaking import Speaking

_AT_END = re.compile(
    rf"{IN_BRACKETS}[ \t]{{0,20}}[.,;]?[ \t]{{0,20}}{FIGURE}?[ \t]{{0,20}}[.,;]?[ \t]{{0,20}}(?=\n|\Z)"
)
_AFTER_DASH = re.compile(r"\s{0,20}(?:[–—―]{1,2}|(?<!\w)-{1,2})[ \t]*\n?[ \t]*([^\n–—]{2,80}?)[ \t]*(?=\n|\Z)")
_NEXT_LINE = re.compile(r"\n[ \t]*([^\n–—()\[\]]{1,80}?)[ \t]*(?=\n|\Z)")
_BARE = re.compile(
    rf"[ \t.,;:]{{0,20}}{FIGURE}?\s{{1,20}}"
    r"([^\s()\[\]][^\n()\[\]]{0,80}?(?:[ \t][(\[][^()\[\]\n]{1,40}[)\]])?)[ \t]*(?=\n|\Z)"
)
_IN_BRACKETS_AT_END = re.compile(r"\s*[(\[]([^()\[\]\n]{1,40})[)\]]\s*\Z")
_NAME_BEFORE = re.compile(r"(?:\n|[–—―]|\s-|[.?!…][”’\"']?\s)[ \t]*([^\n–—―.?!…()\[\]“”\"]{1,60}?)[ \t]*\Z")
"""A name in front of the brackets with the wave: *… it. PM1 (T2)*."""
_A_LINE = r"\n[ \t]*[^\s()\[\]][^\n()\[\]]{0,80}?[ \t]*"
_LAST_LINES = (re.compile(rf"(\n[ \t]*[^\s()\[\]][^\n()\[\].?!–—]{{0,80}}{_A_LINE})\Z"), re.compile(rf"({_A_LINE})\Z"))
_BEHIND_STOP = re.compile(r"[.?!…][”’\"']?[ \t]+([^.?!…\n()\[\]]{2,80}?)\.?\s*\Z")
_IN_FRONT = (
    re.compile(rf"\s*{IN_BRACKETS}[ \t]*[.,:–—-]?\s+(?=\S)"),
    re.compile(r"\s*([^\n–—:“”\"]{2,80}?)(?:\s*[–—―]{1,2}|\s-{1,2})\s+(?=\S)"),
    re.compile(r"\s*([^\n:“”\"]{2,80}?)[ \t]*\n\s*(?=\S)"),
)
_SAID_IN_FRONT = re.compile(r"\s*([^\n:“”\"]{2,90}:)\s+(?=\S)")
_BRACKETS = re.compile(IN_BRACKETS)
_WITHIN = re.compile(rf"(?<=[.?!…] ){IN_BRACKETS}{FIGURE}?\.? +(?=[^\W\da-z_]|[“‘«„\"])")
_DASHES = "–—―-"
_SAME_BRACKETS = re.compile(
    rf"{FIGURE}?\s{{0,3}}[,;:.–—-]{{1,2}}\s{{0,3}}([^()\[\]\n“”„«»\"]{{2,80}}?)\s{{0,3}}(?=[)\]]|;\s{{0,3}}[“‘„«\"'])"
)
"""An attribution in the brackets that the words stand in themselves: `(“…”, PM2, T1)`."""
_NO_NAME = re.compile(r"[()\[\]“”„«»\"]")
_BRACKET_SIGN = re.compile(r"\s*[()\[\]]\s*")
_LONGEST_NAME, _LONGEST_REMARK = 90, 4
_PARTS = re.compile(r"\s*[,;/·|–—]\s*|\s+-\s+")


class Naming:
    """Finds who is named.

    Args:
        names: Whom attributions may name.
    """

    def __init__(self, names: Names) -> None:
        self._names, self._speaking = names, Speaking(names)

    def behind(self, text: str, place: int) -> tuple[int, Claim] | None:
        """The attribution that stands right behind a place, and where it ends."""
        for pattern in (BEHIND, _AFTER_DASH):
            found = pattern.match(text, place)
            if found is not None and (read := self._read(text, found)) is not None:
                return read
        found = _SAME_BRACKETS.match(text, place)
        if found is not None and (claim := self._names.read(found[1])) is not None:
            return found.end(), claim
        found = _BARE.match(text, place)
        claim = self._bare(found[1]) if found else None
        return (found.end(), claim) if found and claim is not None else None

    def at_end(self, text: str, beside: Sequence[str] = (), start: int = 0) -> tuple[int, Claim] | None:
        """Where the words end that an attribution at a text's end stands behind, and the attribution.

        *(the mentor)* explains the words where somebody is named in front of them, or in another cell.

        Args:
            text: A paragraph.
            beside: In a table, what stands in the row's other cells.
            start: Where in the text it is looked for from.
        """
        for pattern in (_AT_END, _AFTER_DASH):
            for found in pattern.finditer(text, start):
                read = self._read(text, found) if found.start() > start else None
                if read is not None and read[0] == len(text) and self._is_for_all(read[1], text, beside):
                    return self._named_before(text, start, found, read[1]) or (found.start(), read[1])
        for pattern in (*_LAST_LINES, _BEHIND_STOP):
            last = pattern.search(text, start)
            if last is not None and (claim := self._bare(last[1])) is not None:
                return last.start(1), claim
        return None

    def _named_before(self, text: str, start: int, found: re.Match[str], claim: Claim) -> tuple[int, Claim] | None:
        """Where a name begins that stands in front of brackets with a wave, and both."""
        if claim != Claim(claim.text, waves=claim.waves):
            return None
        before = _NAME_BEFORE.search(text, max(start, found.start() - _LONGEST_NAME), found.start())
        both = self._bare(f"{before[1]}, {found[1]}") if before else None
        return (before.start(1), both) if before and both is not None else None

    def at_front(self, text: str) -> tuple[int, Claim] | None:
        """Where the words begin that an attribution at a text's front stands before, and the attribution."""
        for pattern in _IN_FRONT:
            found = pattern.match(text)
            claim = self._bare(found[1], is_cell=True) if found else None
            if found and claim is not None:
                return found.end(), claim
        said = _SAID_IN_FRONT.match(text)
        claim = self._speaking.announced(said[1]) if said and SAYS.search(said[1]) else None
        return (said.end(), claim) if said and claim is not None and not claim.loose else None

    def in_column(self, found: FoundQuotation, paragraphs: Sequence[ReportParagraph]) -> FoundQuotation:
        """A quotation in a table, with who or when the heading of its column names, where its attribution does not."""
        column = paragraphs[found.paragraph].column
        heading = self._names.read(column) if column else None
        if heading is None or heading.strange or not (heading.people or heading.waves):
            return found
        claim = found.claim or Claim("")
        if heading.people and claim == Claim(claim.text, waves=claim.waves):
            both = replace(heading, waves=claim.waves or heading.waves)
        elif heading.waves and not claim.waves:
            both = replace(claim, waves=heading.waves)
        else:
            return found
        text = f"{claim.text}, {heading.text}" if claim.text else heading.text
        return replace(found, claim=replace(both, text=text), is_claimed=True)

    def _is_for_all(self, claim: Claim, text: str, beside: Sequence[str]) -> bool:
        if not claim.may_explain:
            return True
        label = next(iter(labels_in(text, self._names)), None)
        is_labelled = label is not None and not text[: label[0]].strip()
        return not is_labelled and self.at_front(text) is None and self.cell(beside) is None

    def _read(self, text: str, found: re.Match[str]) -> tuple[int, Claim] | None:
        """Where an attribution ends that stands in brackets or behind a dash: there it may go on in the next line."""
        following = _NEXT_LINE.match(text, found.end()) if found.re is _AFTER_DASH else None
        claim = self._names.read(found[1])
        if following is not None:
            both = self._names.read(f"{found[1]} {following[1]}")
            is_name = both is not None and both.named and not (claim is not None and claim.named)
            if both is not None and (is_name or self._bare(both.text) is not None):
                return following.end(), both
        return (found.end(), claim) if claim is not None else None

    def last(self, text: str) -> tuple[int, int, Claim] | None:
        """The last attribution in brackets anywhere in a text: where it begins and ends, and what it says."""
        for found in reversed(list(_BRACKETS.finditer(text))):
            claim = self._names.read(found[1]) if text[: found.start()].strip() else None
            if claim is not None and (claim.people or claim.unknown):
                return found.start(), found.end(), claim
        return None

    def alone(self, text: str, *, bare: bool = True) -> Claim | None:
        """The attribution that a text is, and nothing else.

        Args:
            text: A paragraph, or what stands in a cell.
            bare: Whether it may stand without brackets or a dash.
        """
        text = text.strip()
        found = _AT_END.fullmatch(text) or _AFTER_DASH.fullmatch(text)
        if found:
            return self._names.read(found[1])
        if text[:1] in _DASHES:
            return self._bare(text.lstrip(_DASHES))
        return self._bare(text) if bare else None

    def is_bare(self, text: str) -> bool:
        """Whether a text is an attribution without brackets and without a dash, and nothing else."""
        return self._bare(text) is not None

    def lines(self, text: str, place: int, beside: Sequence[str] = ()) -> Iterator[re.Match[str]]:
        """The attributions at the ends of lines; see `at_end`.

        A role in brackets is none where its sentence goes on in the next line: *(the warden)* / *and she said*.
        """
        for one in _AT_END.finditer(text, place):
            claim = self._names.read(one[1])
            is_whole = claim is not None and (claim.named or claim.waves or claim.unknown)
            goes_on = text[one.end() : one.end() + NEAR].lstrip()[:1].islower()
            if is_whole or (claim is not None and not goes_on and self._is_for_all(claim, text, beside)):
                yield one

    def within(self, text: str) -> list[re.Match[str]]:
        """The attributions of sentences that others follow in their paragraph."""
        claims = ((one, self._names.read(one[1])) for one in _WITHIN.finditer(text))
        return [one for one, claim in claims if claim is not None and claim.people and (claim.named or claim.waves)]

    def cell(self, others: Sequence[str]) -> Claim | None:
        """Who is named in one other cell of a table's row, and in no more than one."""
        each = (self.alone(text, bare=False) or self._bare(text, is_cell=True) for text in others)
        found = [claim for claim in each if claim is not None and claim.people]
        return found[0] if len(found) == 1 else None

    def _bare(self, text: str, *, is_cell: bool = False) -> Claim | None:
        """An attribution without brackets: all of it names somebody, a wave, or the like; outside cells, both.

        A cell may have brackets, and remarks behind the name.
        """
        text = text.strip().rstrip(".")
        wave = _IN_BRACKETS_AT_END.search(text)
        if wave is not None and self._names.when(wave[1]):
            text = f"{text[: wave.start()]}, {wave[1]}"
        text = _BRACKET_SIGN.sub(", ", text).strip(" ,") if is_cell else text
        if text.endswith(":") or _NO_NAME.search(text) or len(text) > _LONGEST_NAME:
            return None
        parts = [part for part in _PARTS.split(text) if part]
        others = [part for part in parts if self._names.read(part) is None and not self._names.is_remark(part)]
        if not parts or (others and not is_cell) or parts[0] in others or any(map(_is_long, others)):
            return None
        claim = self._names.read(text)
        is_whole = claim is not None and claim.people and (is_cell or claim.waves or not self._names.has_waves)
        return claim if is_whole else None


def _is_long(part: str) -> bool:
    """Whether it is more than a remark."""
    return len(part.split()) > _LONGEST_REMARK
