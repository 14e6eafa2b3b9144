"""What reading back would say of one quotation, while it is prepared. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.prepared import CLARIFY, REDACT, Edit
from workbench.report.content import Quotation, as_text
from workbench.report.facts import ExtractRow, ReportFacts, TranscriptRow
from workbench.report.verify.checking import check
from workbench.report.verify.losing import lost
from workbench.report.verify.paragraphs import ReportParagraph
from workbench.report.verify.replacing import weighty
from workbench.report.verify.rules import without
from workbench.report.verify.verdicts import GOOD, Verdict
from workbench.spans import Span
from workbench.themes import Redaction


def verdict_of(
    facts: ReportFacts, extract: ExtractRow, made: Quotation, edits: Sequence[Edit], interviewers: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """The verdict of a quotation, and why; both empty where there is nothing to compare.

    Args:
        facts: The study, without what is redacted in this quotation alone.
        extract: The extract.
        made: What it became.
        edits: What is done to its words; places are counted from the text's beginning.
        interviewers: The labels that interviewers have.
    """
    own = [Redaction(extract.transcript, *one.span, one.words) for one in edits if one.do == REDACT]
    facts = replace(facts, redactions=(*facts.redactions, *own))
    paragraph = ReportParagraph(as_text(made), "", is_quotation=True)
    found = check(facts, [paragraph], interviewers=("Interviewer", *interviewers))
    if len(found) != 1:
        return "", ()
    # In a file nobody can tell what a bracket at an end stands for: here that is known.
    doubts = tuple(dict.fromkeys(_at_its_ends(facts, extract, edits)))
    if doubts and found[0].verdict in GOOD:
        return Verdict.CHECK.value, doubts
    return found[0].verdict, found[0].reasons


def _at_its_ends(facts: ReportFacts, extract: ExtractRow, edits: Sequence[Edit]) -> Iterator[str]:
    """What speaks against brackets that stand in place of the words at an extract's beginning or end."""
    row, hidden = facts.transcript_of[extract.transcript], facts.redacted_in.get(extract.transcript, ())
    language, kept = row.language or facts.study.language, list(_kept(row, extract, edits))
    for one in (each for each in edits if each.do == CLARIFY and each.start < each.end):
        if not kept or kept[0] < one.start < kept[-1]:
            continue  # As words of the quotation stand round it, reading back knows as much.
        said, own = one.span, [Span(each.start, each.end) for each in hidden]
        if weighty(row.text, said, one.words, hidden=own, language=language):
            words = " ".join(without(row.text, said, own).split()).strip(" .,;:")
            yield f"“[{one.words}]” stands for “{words}”"
        for kind in lost(row.text, said, one.words, language=language):
            yield f"what is left out holds {kind}"


def _kept(row: TranscriptRow, extract: ExtractRow, edits: Sequence[Edit]) -> Iterator[int]:
    """Where letters of an extract stand that are printed."""
    for turn in row.all_turns:
        said = Span(extract.start, extract.end).cut_to(Span(turn.start, turn.end))
        for at in range(*said) if said is not None and not turn.interviewer else ():
            if row.text[at].isalnum() and not any(one.start <= at < one.end for one in edits):
                yield at
