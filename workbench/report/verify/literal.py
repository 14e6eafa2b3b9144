"""Quotations that stand in their own passage letter for letter, of which nothing else is to be said. Pure.

Of thousands that were exported and not touched since, nearly all do; they need not be taken apart.
"""

from __future__ import annotations

from workbench.prepared import inside_word
from workbench.report.facts import TranscriptRow, TurnRow
from workbench.report.quotation import OMISSION, OMISSION_IN_BRACKETS, turns_in
from workbench.report.verify.assessing import Place
from workbench.report.verify.claims import Fit, fits, speaker_of, unclear, untold
from workbench.report.verify.letters import may_end
from workbench.report.verify.losing import lost_before, lost_behind
from workbench.report.verify.paragraphs import FoundQuotation
from workbench.report.verify.rules import Rules, names_by_role_only, redacted_in, withheld
from workbench.report.verify.verdicts import Judged, Verdict
from workbench.spans import Span

_CUTS = (OMISSION_IN_BRACKETS, OMISSION)
_ROUND = 20


def literal(one: FoundQuotation, place: Place, row: TranscriptRow, rules: Rules) -> Judged | None:
    """The verdict of a quotation that stands as it is in one turn of its passage; None where there is more to look at.

    Args:
        one: The quotation.
        place: Its passage, by its mark.
        row: The passage's transcript.
        rules: What holds in the study.
    """
    words = _without_cuts(one.words)
    at = row.text.find(words, max(0, place.start - _ROUND), place.end + _ROUND) if words and not one.breaks else -1
    if at < 0 or not (letters := _letters(words)).length:
        return None
    span = Span(at + letters.start, at + letters.end)
    if any(inside_word(row.text, end) for end in span):
        return None
    turns = turns_in(span, row.all_turns)
    if len(turns) != 1 or not (turns[0].start <= span.start and span.end <= turns[0].end):
        return None
    return Judged(Verdict.VERBATIM, (), row.name, *span) if _is_right(one, span, turns[0], row, rules) else None


def _is_right(one: FoundQuotation, span: Span, turn: TurnRow, row: TranscriptRow, rules: Rules) -> bool:
    voice, claim = speaker_of(row, turn), one.claim
    if withheld(rules, row, [span], [voice]) or redacted_in(rules, row, [span]):
        return False
    whole, language = Span(turn.start, turn.end), rules.language_of(row)
    if any(look(row.text, span, whole, language=language) for look in (lost_before, lost_behind)):
        return False
    if one.nearby is not None and fits(one.nearby, row, [voice]) is Fit.NO:
        return False
    if claim is None:
        return True
    return (
        not untold(claim, row)
        and not unclear(claim)
        and fits(claim, row, [voice]) is Fit.YES
        and not names_by_role_only(rules, [voice], [claim])
    )


def _without_cuts(words: str) -> str:
    """Words without the marks that they begin or end in mid-sentence."""
    for mark in _CUTS:
        words = words.removeprefix(mark).removesuffix(mark).strip()
    return words


def _letters(words: str) -> Span:
    """The words without stops and the like at either end."""
    first = next((at for at, sign in enumerate(words) if may_end(sign)), len(words))
    last = next((at for at in range(len(words), first, -1) if may_end(words[at - 1])), first)
    return Span(first, last)
