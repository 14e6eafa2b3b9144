"""An update that is being made: every quotation decided on, and what is brought written into the document in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from uuid import UUID

from workbench.prepared import BY_ROLE, NO_WAVE, Prepared
from workbench.report.content import Block, Quotation, Source, printed_text
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.marks import export_part
from workbench.report.printing import quotation
from workbench.report.quotation import OMISSION
from workbench.report.update.by_words import ByWords
from workbench.report.update.deciding import Offered, Printing, What, compared, is_as_printed
from workbench.report.update.document import Marked, ReportDocument
from workbench.report.update.placing import Groups
from workbench.report.update.plan import Change
from workbench.report.update.redacting import named_by_role, redacted
from workbench.report.update.standing import GONE, Standing
from workbench.report.update.wording import Hunk, applied
from workbench.report.verify.checking import Checked

WRITER_TOO = "its writer changed it too"
UNKNOWN_EXPORT = "it came from an export that this database does not know"
BORDERS = "its borders are others now"
MOVED = "its words are coded with other borders now, or under another theme"
STILL_SAYS = "it holds words that are redacted now"
NAMES = "it names somebody who is to be named by role only"


class Making:
    """Decides on every quotation of a report, and changes the document in memory.

    Args:
        study: The study's id.
        facts: What a report of it is composed from.
        document: The report, which is changed.
        blocks: What the study prints now.
        now: The quotations among it, by the first part of their marks, in the order of print.
        offered: Which quotations the report was offered.
        standing: What is known of the extracts that the study does not print.
        by_words: What stands in the report without a mark that is known.
        add_missing: Whether quotations are put in of which nobody knows whether the writer took them out.
    """

    def __init__(
        self,
        study: UUID,
        facts: ReportFacts,
        document: ReportDocument,
        blocks: tuple[Block, ...],
        now: Mapping[str, Printing],
        offered: Offered,
        standing: Standing,
        by_words: ByWords,
        *,
        add_missing: bool,
    ) -> None:
        self.document = document
        self.changes: list[Change] = []
        self.own = 0
        """How many quotations the writer changed, and the study did not."""
        self.token = ""
        """The last part of the marks that are written; empty where none are."""
        self.known: frozenset[str] = frozenset()
        """All extracts that the report will have been offered."""
        self._study = study
        self._facts = facts
        self._now = now
        self._offered = offered
        self._standing = standing
        self._by_words = by_words
        self._add_missing = add_missing
        self._groups = Groups(blocks, document)
        self._there = {one.mark.extract for one in document.quotations if one.said.strip()}
        self._emptied = {one.mark.extract for one in document.quotations} - self._there
        self._moved: dict[str, Printing] = {}
        self._struck: list[Marked] = []
        self._changed: list[tuple[Marked, Printing | None, tuple[Hunk, ...]]] = []
        self._decide()

    def _decide(self) -> None:
        for one in self.document.quotations:
            if one.said.strip():  # else emptied: whoever works on it took it out
                self._decide_on(one)
        for unmarked in self._by_words.kept_back:
            where, section, why = unmarked.where, unmarked.section, unmarked.reasons[0] if unmarked.reasons else ""
            self.changes.append(Change("unmarked", where, section, "", "", why, _place(unmarked)))
        new = list(self._missing())
        has_place = {one.mark.extract for one in new if self._groups.has_place(one.quotation)}
        self.known = self._offered.extracts | {one.mark.extract for _, one, _ in self._changed if one} | has_place
        self.token = export_part(self._study, self.known)
        for one, printing, hunks in self._changed:
            mark = one.mark if printing is None else printing.mark._replace(export=self.token)
            self.document.change(one, mark, hunks)
        for printing in new:
            self._bring(printing.quotation)
        for one in self._struck:
            self.document.strike(one)
        if not (new or any(printing for _, printing, _ in self._changed)):
            self.token = ""

    def _decide_on(self, one: Marked) -> None:
        printing, why = self._now.get(one.mark.extract) or self._moved.get(one.mark.extract), ""
        if printing is None:
            what, why, row = self._standing.why(one.mark, self._offered.known)
            if why == GONE:
                what, why, row, printing = self._looked_for(one, row)
            if printing is None:
                self._not_printed(one, what, why, row)
                return
        outcome = compared(self._study, one.mark, one.said, one.was, printing)
        self.own += outcome.own and not outcome.what
        source = printing.quotation.source
        if not outcome.what:
            if outcome.own:
                self._kept_back(one, WRITER_TOO, source, printing)
            return
        if outcome.what == "conflict":
            self._left(one, "conflict", WRITER_TOO, source, printing)
            return
        after = applied(one.said, outcome.hunks)
        why = "; ".join(filter(None, (why, WRITER_TOO if outcome.own else "")))
        self.changes.append(Change("changed", one.where, one.section, one.said, after, why, _place(source)))
        self._changed.append((one, printing, outcome.hunks))

    def _looked_for(self, one: Marked, row: ExtractRow | None) -> tuple[What, str, ExtractRow | None, Printing | None]:
        """What is to be said of a quotation whose extract is not known: its words may be coded otherwise by now."""
        found = self._by_words.of_mark(one.mark)
        if found is None or found.start is None or found.end is None:
            return "withdrawn", GONE, row, None
        if found in self._by_words.withheld:
            return "withdrawn", found.reasons[0] if found.reasons else GONE, row, None
        for extract, printing in self._now.items():
            source = printing.quotation.source
            is_here = source.transcript == found.transcript and source.start < found.end and found.start < source.end
            if is_here and extract not in self._there and self._groups.is_under(printing.quotation, one.section):
                self._there.add(extract)
                self._moved[one.mark.extract] = printing
                return "changed", BORDERS, row, printing
        for coded in self._standing.coded:
            if coded.transcript == found.transcript and coded.start < found.end and found.start < coded.end:
                return "not printed", MOVED, coded, None
        return "withdrawn", GONE, row, None

    def _not_printed(self, one: Marked, what: What, why: str, row: ExtractRow | None) -> None:
        """Say what becomes of a quotation that the study does not print."""
        if what == "joined" and not is_as_printed(self._study, one.mark, one.said):
            what, why = "conflict", f"{why}, and {WRITER_TOO}"
        if what in ("withdrawn", "joined"):
            self._struck.append(one)
            before = "" if what == "withdrawn" else one.said
            self.changes.append(Change(what, one.where, one.section, before, "", why, _place(row)))
        else:
            self._left(one, what, why, row, None)

    def _left(
        self, one: Marked, what: What, why: str, row: ExtractRow | Source | None, printing: Printing | None
    ) -> None:
        """Say of a quotation that it is left as it is; but for what must not be printed in it."""
        if row is None or not self._kept_back(one, why, row, printing):
            after = printed_text(printing.quotation) if printing is not None else ""
            self.changes.append(Change(what, one.where, one.section, one.said, after, why, _place(row)))

    def _kept_back(self, one: Marked, why: str, row: ExtractRow | Source, printing: Printing | None) -> bool:
        """Put words in a quotation otherwise that are redacted now, and names of whom it must not name."""
        printed = printed_text(printing.quotation) if printing is not None else ""
        named = named_by_role(self._facts, self._by_words.names, one.said, self._less_told(row, printing))
        begins = named.start if named is not None else len(one.said)
        hunks = [at for at in redacted(self._facts, row, one.said, printed) if at.end <= begins]
        reasons = (STILL_SAYS if hunks else "", NAMES if named is not None else "", why)
        if named is not None:
            hunks.append(named)
        if hunks:
            said, why = applied(one.said, hunks), ", and ".join(filter(None, reasons))
            self.changes.append(Change("redacted", one.where, one.section, "", said, why, _place(row)))
            self._changed.append((one, None, tuple(hunks)))
        return bool(hunks)

    def _less_told(self, row: ExtractRow | Source, printing: Printing | None) -> str:
        """Who said it, by role: as the study prints it, or, where it prints it no longer, with nothing besides."""
        if printing is not None:
            return printing.quotation.attribution
        least = Prepared(attribution=f"{BY_ROLE}, {NO_WAVE}")
        made = quotation(self._facts, row, omission=OMISSION, prepared=least) if isinstance(row, ExtractRow) else None
        return made.attribution if isinstance(made, Quotation) else ""

    def _missing(self) -> Iterator[Printing]:
        """The quotations that the report has not and is to get; of the others it is said why it is not to get them."""
        # Of an empty mark it is plain that its words were there.
        offered = self._offered.extracts | self._emptied
        for extract, printing in self._now.items():
            if extract in self._there:
                continue
            quotation = printing.quotation
            heading, text = self._groups.heading_of(quotation), printed_text(quotation)
            unmarked = self._by_words.that_has(quotation, partial(self._groups.is_under, quotation))
            if unmarked is not None:
                where, section = unmarked.where, unmarked.section
                self.changes.append(Change("there", where, section, "", text, "", _place(quotation.source)))
            elif extract not in offered and (self._add_missing or not self._offered.unknown):
                yield printing
            else:
                what: What = "left out" if extract in offered else "uncertain"
                why = "" if what == "left out" else UNKNOWN_EXPORT
                self.changes.append(Change(what, "", heading, "", text, why, _place(quotation.source)))

    def _bring(self, block: Quotation) -> None:
        """Put a new quotation into the document, where the study has it."""
        source, text, heading = _place(block.source), printed_text(block), self._groups.heading_of(block)
        place = self._groups.put_in(block, self.token)
        if place is not None:
            self.changes.append(Change("new", place, heading, "", text, "", source))
            return
        why = "neither its heading (or what leads to it) is in the report, nor a quotation that stands beside it"
        why = "it stands within a sentence of a narrative: write it in there" if self._groups.is_within(block) else why
        self.changes.append(Change("no place", "", heading, "", text, why, source))


def _place(at: ExtractRow | Source | Checked | None) -> tuple[str, int, int] | None:
    """Where words stand in the transcripts; None where that is not known."""
    if at is None or at.start is None or at.end is None:
        return None
    return at.transcript, at.start, at.end
