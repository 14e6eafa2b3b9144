"""Which rules were changed because coders differed, and how they read before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col

from workbench.agreement.consensus import Decided
from workbench.codebook.books import parsed
from workbench.codebook.differences.summing_up import in_one_line
from workbench.codebook.differences.telling import tell
from workbench.codebook.schema import Codebook
from workbench.model import CodebookState
from workbench.study import Study
from workbench.transcripts import listing


class RuleChange(NamedTuple):
    """A rule that was changed for the sake of a passage on which coders differed.

    Attributes:
        code: Today's id of the code.
        changes: What was changed of it, in words; empty where it was taken back since.
        note: What was noted of the passage.
        transcript: The passage's transcript.
        start: Where the passage begins.
        end: Where it ends.
        coder: Who settled it.
        made_at: When.
        before: The state of the codebook before, by its sha256.
        after: The state after.
    """

    code: str
    changes: str
    note: str
    transcript: str
    start: int
    end: int
    coder: str
    made_at: dt.datetime
    before: str | None
    after: str | None


def rule_changes(study: Study, decided: Iterable[Decided]) -> list[RuleChange]:
    """The rules that were changed with some decisions, oldest first.

    Args:
        study: The study.
        decided: The decisions.
    """
    those = sorted((one for one in decided if one.rule), key=lambda one: one.made_at)
    shas = {sha256 for one in those for sha256 in (one.rule_before, one.rule_after) if sha256 is not None}
    with study.read() as session:
        wanted = sa.select(CodebookState).where(col(CodebookState.sha256).in_(shas))
        books = {one.sha256: parsed(one.text, "codebook.yaml") for one in session.scalars(wanted)}
        texts = listing.spoken(session, {one.about.revision_id for one in those})
    return [
        RuleChange(
            one.rule,
            _changes(one.rule, books.get(one.rule_before or ""), books.get(one.rule_after or "")),
            one.note,
            texts[one.about.revision_id].name,
            *one.about.span,
            one.coder,
            one.made_at,
            one.rule_before,
            one.rule_after,
        )
        for one in those
        if one.about.revision_id in texts
    ]


def _changes(code: str, before: Codebook | None, after: Codebook | None) -> str:
    """What is other of one code."""
    if before is None or after is None:
        return ""
    telling = tell([(before, after)])
    of_it = tuple(one for one in telling.told if any(name.id == code for name in one.codes))
    return in_one_line(replace(telling, told=of_it)) if of_it else ""
