"""How a report's quotations are to be read: a few sentences that are true of this very report. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workbench.prepared import CLARIFY, DIALOGUE, REDACT
from workbench.report.facts import ReportFacts, ThemeExtractRow
from workbench.report.quotation import OMISSION_IN_BRACKETS, omission_mark
from workbench.report.quotation_marks import told_of_looks

SQUARE, ROUND = "square brackets", "round brackets"
"""What stands within quotations as their transcripts have it."""


def how_prepared(facts: ReportFacts, printed: Collection[ThemeExtractRow]) -> frozenset[str]:
    """What a reader finds in quotations: words left out, clarified or redacted, dialogues, brackets of the transcripts.

    Args:
        facts: The study: what is redacted in one quotation is so wherever else it is printed.
        printed: The extracts that are printed.
    """
    found: set[str] = set()
    for one in printed:
        row = facts.transcript_of.get(one.extract.transcript)
        said = row.text[one.extract.start : one.extract.end] if row is not None else ""
        found |= {what for what, sign in ((SQUARE, "["), (ROUND, "(")) if sign in said}
        if (prepared := one.prepared) is not None:
            found.add(prepared.form)
            # Edits of another text than the transcript has by now are not made: their writer is told.
            if not prepared.text or (row is not None and row.sha256 == prepared.text):
                found |= {edit.do for edit in prepared.edits}
    return frozenset({*found, *({REDACT} if facts.redactions else ())})


def how_to_read(facts: ReportFacts, omission: str, done: Collection[str] = ()) -> str:
    """What a reader must know of the quotations, in short sentences.

    Args:
        facts: The study, with what the writers chose.
        omission: The report's omission mark.
        done: What stands in them, as `how_prepared` tells it.
    """
    sentences = [
        "Quotations are printed in the words of the transcripts.",
        told_of_looks(facts.choices),
        f"The mark {omission} shows where words were left out.",
        _pause(facts, omission),
        "Where an interviewer’s words are printed too, they are labelled." if DIALOGUE in done else "",
        *_brackets(done),
        f"The brackets after a quotation say who spoke{' and, in most cases, when' if facts.study.waves else ''}.",
    ]
    return " ".join(filter(None, sentences))


def _pause(facts: ReportFacts, omission: str) -> str:
    if omission == OMISSION_IN_BRACKETS:
        return "Dots without brackets were in the transcript, for a pause."
    if facts.choices.omission == omission and omission_mark(row.text for row in facts.transcripts) != omission:
        return "It may also stand for a pause, as in the transcript."
    return ""


def _brackets(done: Collection[str]) -> Iterator[str]:
    """What was added or replaced, and which brackets the transcripts had."""
    clarified, redacted = CLARIFY in done, REDACT in done
    if clarified:
        too = ", or were in the transcript already" if SQUARE in done else ""
        yield f"Words in square brackets were added to make the meaning clear{too}."
    if redacted:
        yield "Names and other details that could show who somebody is have been replaced."
    theirs = [one for one in (ROUND, SQUARE) if one in done and not (clarified and one == SQUARE)]
    if theirs:
        which = "Some brackets" if redacted else f"{' and '.join(theirs)}".capitalize()
        yield f"{which} within a quotation were in the transcript, for example where a name had been removed."
