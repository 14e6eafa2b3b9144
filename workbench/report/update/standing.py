"""Why the study prints a quotation of a report no longer: it must not, nobody chose it, or nobody can see it now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from workbench import themes
from workbench.agreement.layer import consensus_layer
from workbench.coding import Extract, extracts
from workbench.errors import NotFound
from workbench.in_sight import blind
from workbench.report.content import Source
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.marked_extracts import MarkedExtract, marked_part, of_passages, of_the_report
from workbench.report.marks import Mark
from workbench.report.printing import ToPrint, Withheld, quotation
from workbench.report.quotation import OMISSION
from workbench.report.rows import extract_row
from workbench.report.update.deciding import What
from workbench.study import Study

GONE = "its code was taken off, or the theme is gone"
UNSEEN = "it is out of sight while a sample is open"
OTHERS = "it is printed of another coder's codings, or of another layer of them"
JOINED = "it is printed as one with another quotation now"
UNPLACED = "no narrative places it any more, it is no example any more, or it is none of the theme's any more"
UNCHOSEN = "it may be printed, and is not among what the study prints now"


@dataclass
class Standing:
    """What is known of the extracts of a study beside those that it prints.

    Args:
        study: The study.
        facts: What a report of it is composed from.
        coder: Whose codings it prints.
        printed: Where what it prints stands: theme, transcript, start and end.
    """

    study: Study
    facts: ReportFacts
    coder: str
    printed: Collection[Source]

    def why(self, mark: Mark, known: Collection[str]) -> tuple[What, str, ExtractRow | None]:
        """What is to be said of a quotation in the report that the study does not print, why, and which it is.

        Args:
            mark: Its mark.
            known: The exports that are this study's.
        """
        row = self._of_report.get(mark.extract)
        if row is None and (row := self._of_anybody.get(mark.extract)) is not None:
            return self._judged(row, OTHERS)
        if row is not None:
            theme, one = row.theme, row.wanted.whole
            if any(_is_within(one, theme, source) for source in self.printed):
                return "joined", JOINED, one
            return self._judged(row, UNCHOSEN)
        if mark.export not in known and mark.extract not in self._of_passages:
            return "foreign", "", None
        if (passage := self._of_passages.get(mark.extract)) is not None:
            return self._judged(MarkedExtract("", ToPrint(passage)), UNPLACED)
        if self._is_blind:
            return "not printed", UNSEEN, None
        return "withdrawn", GONE, None

    def is_ours(self, mark: Mark) -> bool:
        """Whether a mark is that of an extract that this study has."""
        part = mark.extract
        return part in self._of_report or part in self._of_anybody or part in self._of_passages

    @cached_property
    def coded(self) -> list[ExtractRow]:
        """All that is coded, whoever coded it, as far as the coder may see it."""
        return [extract_row(one) for one in self._all]

    def _judged(self, row: MarkedExtract, otherwise: str) -> tuple[What, str, ExtractRow | None]:
        extract, prepared, following = row.wanted.extract, row.wanted.prepared, row.wanted.following
        made = quotation(self.facts, extract, omission=OMISSION, prepared=prepared, following=following)
        # What was cut to nothing, or edited in another text, was printed as it might be then.
        if isinstance(made, Withheld) and made not in (Withheld.WORDLESS, Withheld.OUTDATED):
            return "withdrawn", made.value, row.wanted.whole
        return "not printed", otherwise, row.wanted.whole

    @cached_property
    def _of_report(self) -> dict[str, MarkedExtract]:
        """The extracts of the themes by the codings that are printed, and the examples of codes."""
        return of_the_report(self.facts)

    @cached_property
    def _of_anybody(self) -> dict[str, MarkedExtract]:
        """Those of the themes by the codings of all coders, and by what they settled."""
        found: dict[str, MarkedExtract] = {}
        for seen in self._layers():
            for theme, behind in themes.theme_extracts(self.study, seen=seen).items():
                for one in behind:
                    row = extract_row(one.extract)
                    if part := marked_part(self.facts, row, str(theme)):
                        found[part] = MarkedExtract(str(theme), ToPrint(row))
        return found

    def _layers(self) -> Iterator[list[Extract]]:
        yield self._all
        try:
            yield list(consensus_layer(self.study, self.coder).extracts)
        except NotFound:
            return  # nothing was settled, so there is no such layer

    @cached_property
    def _all(self) -> list[Extract]:
        return extracts(self.study)

    @cached_property
    def _of_passages(self) -> dict[str, ExtractRow]:
        """Every passage that is coded, as if it were of each of the themes."""
        return of_passages(self.facts, self.coded)

    @cached_property
    def _is_blind(self) -> bool:
        with self.study.read() as session:
            return blind(session, self.study) is not None


def _is_within(row: ExtractRow, theme: str, source: Source) -> bool:
    """Whether an extract is part of something longer that is printed under its theme."""
    if (source.transcript, source.theme) != (row.transcript, theme):
        return False
    return source.start <= row.start and row.end <= source.end and (source.start, source.end) != (row.start, row.end)
