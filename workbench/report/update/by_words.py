"""What stands in a report without a mark that is known, found in the transcripts by its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property

from workbench.report.content import Quotation
from workbench.report.facts import ReportFacts
from workbench.report.marks import Mark, read_mark
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import Checked, check_found
from workbench.report.verify.document import word_paragraphs
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.verdicts import Verdict
from workbench.settings import StudySettings


class ByWords:
    """The quotations of a report that no mark leads to, as `workbench verify` finds them.

    Args:
        facts: The study.
        settings: Its settings.
        data: The report.
        name: Its name, for messages.
        unknown: The first parts of the marks that lead nowhere: quotations with others are not looked for.
    """

    def __init__(
        self, facts: ReportFacts, settings: StudySettings, data: bytes, name: str, unknown: Collection[str]
    ) -> None:
        self._facts, self._settings = facts, settings
        self._data, self._name, self._unknown = data, name, unknown

    @cached_property
    def names(self) -> Names:
        """The names of the study's participants, roles and waves."""
        return Names(self._facts, self._settings.interviewers)

    @cached_property
    def _found(self) -> Sequence[Checked]:
        paragraphs = word_paragraphs(self._data, self._name)
        found = find_quotations(paragraphs, self.names)
        open_ones = [one for one in found if (mark := read_mark(one.mark)) is None or mark.extract in self._unknown]
        tidied, fillers = self._settings.quoting_style == "tidied", self._settings.fillers
        return check_found(self._facts, paragraphs, open_ones, tidied=tidied, fillers=fillers, places={})

    @property
    def withheld(self) -> Sequence[Checked]:
        """Those that must not be printed."""
        return [one for one in self._found if one.verdict == Verdict.NOT_FOR_QUOTATION.value]

    @property
    def kept_back(self) -> Sequence[Checked]:
        """Those without a mark that must not be printed."""
        return [one for one in self.withheld if not one.mark]

    def of_mark(self, mark: Mark) -> Checked | None:
        """The quotation with a mark that is not known; None where no words are found."""
        return next((one for one in self._found if one.mark == mark.text), None)

    def that_has(self, quotation: Quotation, is_its: Callable[[str], bool]) -> Checked | None:
        """A quotation without a mark that has most of the words of one that the study prints.

        Args:
            quotation: What the study prints.
            is_its: Whether it may stand under a heading.
        """
        source = quotation.source
        for one in self._found:
            if one.mark or one.start is None or one.end is None or one.transcript != source.transcript:
                continue
            shared = min(one.end, source.end) - max(one.start, source.start)
            if shared * 2 > source.end - source.start and is_its(one.section):
                return one
        return None
