"""Who is named in the paragraph above or below a quotation, and for which of two quotations. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.report.verify.claims import Claim
from workbench.report.verify.naming import Naming
from workbench.report.verify.paragraphs import ReportParagraph
from workbench.report.verify.quotes import Quote, openers
from workbench.report.verify.speaking import Speaking

_ANNOUNCES = re.compile(
    r":\Z|\b(?:ha[ds] this to say|said this|says this|put it (?:like this|this way|so|thus)"
    r"|as follows|these words)\.\Z",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[^\s\Wa-z])")
_MOST = 20
"""So many paragraphs a quotation may have below the name in front of it."""


class Around:
    """Finds who is named around the quotations of a report.

    Names without brackets that stand between quotations are of those below them where the first of these has one above
    it: *Parent 1, T1* / *“…”* / *Parent 2, T1* / *“…”*. Else they are of those above.

    Args:
        paragraphs: The report.
        naming: Finds who is named.
        speaking: Finds who is said to speak.
    """

    def __init__(self, paragraphs: Sequence[ReportParagraph], naming: Naming, speaking: Speaking) -> None:
        self._paragraphs, self._naming, self._speaking = paragraphs, naming, speaking
        self._above: dict[int, int | None] = {}

    def is_beside(self, at: int, other: int) -> bool:
        """Whether a paragraph may go on in another, or hold its attribution: another row of a table may not."""
        one, its = self._paragraphs[at], self._paragraphs[other]
        return one.where == its.where if one.beside or its.beside else True

    def below(self, at: int) -> Claim | None:
        """The attribution that a paragraph below a quotation holds, and nothing else.

        One without brackets that is no quotation by its style may be of the next one.
        """
        if at >= len(self._paragraphs) or not self.is_beside(at - 1, at) or self.is_next_ones(at):
            return None
        one = self._paragraphs[at]
        is_last = at + 1 >= len(self._paragraphs) or not self._paragraphs[at + 1].is_quotation
        # Where a name stands below the next one, too, names are below.
        is_below = is_last or (at + 2 < len(self._paragraphs) and self._is_name(at + 2))
        return self._naming.alone(one.text, bare=not one.is_heading and (one.is_quotation or is_below))

    def is_next_ones(self, at: int) -> bool:
        """Whether a paragraph below a quotation names who says the next one."""
        return at < len(self._paragraphs) and self._is_name(at) and self._named_above(at - 1) is not None

    def above(self, at: int) -> Claim | None:
        """Who is named in the paragraph above a quotation; of what else stands there it may be, too."""
        if (lead := self.announcing(at)) is not None and (announced := self._speaking.announced(lead)) is not None:
            return announced
        name = self._named_above(at)
        if name is None or (claim := self._naming.alone(self._paragraphs[name].text)) is None:
            return None
        before = self._earlier(name)
        is_first = before is None or self._paragraphs[before].is_heading or self._is_quoted(before)
        return claim if is_first or self.is_next_ones(at + 1) else replace(claim, loose=True)

    def announcing(self, at: int) -> str | None:
        """The last sentence of the paragraph above, where it announces what follows: *PM2 said at T2:*."""
        above = self._earlier(at)
        if above is None or not self.is_beside(above, at):
            return None
        one = self._paragraphs[above]
        text = " ".join(one.text.split())
        if one.is_heading or one.is_quotation or not _ANNOUNCES.search(text):
            return None
        return _SENTENCE_END.split(text)[-1]

    def _named_above(self, at: int) -> int | None:
        """The number of the paragraph that names in front who says a quotation; None where there is none."""
        run: list[tuple[int, int | None]] = []
        found: int | None = None
        while at not in self._above:
            name = self._name_over(at)
            run.append((at, name))
            before = self._earlier(name) if name is not None else None
            if name is None or before is None or not self._is_quoted(before):
                found = name
                break
            at = before
        else:
            found = self._above[at]
        for quoted, name in run:
            self._above[quoted] = name if found is not None else None
        return self._above[run[0][0]] if run else found

    def _name_over(self, at: int) -> int | None:
        """The number of the paragraph above a quotation that names somebody, whichever quotation it is of."""
        over: int | None = at
        for _ in range(_MOST):
            if over is None or not self._is_quoted(over):
                return None
            over = self._earlier(over)
            if over is not None and self._is_name(over):
                return over if self.is_beside(over, at) else None
        return None

    def _earlier(self, at: int) -> int | None:
        """The number of the paragraph above that is not empty."""
        return next((one for one in range(at - 1, -1, -1) if self._paragraphs[one].text.strip()), None)

    def _is_quoted(self, at: int) -> bool:
        one = self._paragraphs[at]
        begins = one.text.lstrip()
        return one.is_quotation or (not one.is_heading and next(openers(begins), Quote(1, "")).place == 0)

    def _is_name(self, at: int) -> bool:
        one = self._paragraphs[at]
        return not one.is_heading and self._naming.is_bare(one.text)
