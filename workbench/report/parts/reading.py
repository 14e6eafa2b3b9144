"""How a report's quotations are to be read: a few sentences that are true of this very report. Pure."""

from __future__ import annotations

from collections.abc import Collection

from workbench.prepared import CLARIFY, DIALOGUE, LEAVE_OUT, REDACT
from workbench.report.facts import ReportFacts, ThemeExtractRow
from workbench.report.quotation import OMISSION_IN_BRACKETS, omission_mark
from workbench.report.quotation_marks import told_of_looks


def how_prepared(facts: ReportFacts, printed: Collection[ThemeExtractRow]) -> frozenset[str]:
    """What was done to extracts for print: words left out, clarified or redacted, or dialogues printed as such.

    Args:
        facts: The study: what is redacted in one quotation is so wherever else it is printed.
        printed: The extracts that are printed.
    """
    done: set[str] = set()
    forms: set[str] = set()
    for one in printed:
        if (prepared := one.prepared) is not None:
            forms.add(prepared.form)
            # Edits of another text than the transcript has by now are not made: their writer is told.
            row = facts.transcript_of.get(one.extract.transcript)
            if not prepared.text or (row is not None and row.sha256 == prepared.text):
                done |= {edit.do for edit in prepared.edits}
    return frozenset({*done, *forms, *({REDACT} if facts.redactions else ())})


def how_to_read(facts: ReportFacts, omission: str, done: Collection[str] = ()) -> str:
    """What a reader must know of the quotations.

    Args:
        facts: The study, with what the writers chose.
        omission: The report's omission mark.
        done: What was done to them, as `how_prepared` tells it.
    """
    clarified, redacted = CLARIFY in done, REDACT in done
    unaltered = "unaltered" if not (clarified or redacted) else "unaltered but for what brackets and marks show"
    left_out = ["the beginning or end of a sentence", "what the interviewer said in between"]
    if LEAVE_OUT in done:
        left_out.insert(1, "what is not needed to understand it")
    first, last = ", ".join(left_out[:-1]), left_out[-1]
    sentences = [
        f"Quotations give the words of the transcripts {unaltered}.",
        told_of_looks(facts.choices),
        f"The mark {omission} shows where words were left out: {first}, or {last}.",
        _pause(facts, omission),
        "Where the interviewer’s words are printed, they stand under a label of their own." if DIALOGUE in done else "",
        _brackets(clarified=clarified, redacted=redacted),
        "The brackets after a quotation say who spoke, and when.",
    ]
    return " ".join(filter(None, sentences))


def _pause(facts: ReportFacts, omission: str) -> str:
    if omission == OMISSION_IN_BRACKETS:
        return "An ellipsis without brackets stands in the transcript itself."
    if facts.choices.omission == omission and omission_mark(row.text for row in facts.transcripts) != omission:
        return "It may stand in the transcript itself too, for a pause."
    return ""


def _brackets(*, clarified: bool, redacted: bool) -> str:
    stand = "Square or round brackets within a quotation stand in the transcript, for example where a name was removed"
    why = [
        *(["to say what is meant"] if clarified else []),
        *(
            ["in the place of what would tell who somebody is, for which an initial or a sign may stand too"]
            if redacted
            else []
        ),
    ]
    return f"{stand}; or they were put there for this report, {' or '.join(why)}." if why else f"{stand}."
