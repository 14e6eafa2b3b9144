"""Which rules were changed because coders differed, and how they read before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col

from workbench.agreement.consensus import Decided
from workbench.codebook.books import parsed
from workbench.codebook.differences.summing_up import in_one_line
from workbench.codebook.differences.telling import tell
from workbench.codebook.differences.things import FieldTold, Telling
from workbench.codebook.rule import RULE
from workbench.codebook.schema import Codebook
from workbench.model import CodebookState
from workbench.study import Study
from workbench.transcripts import listing
from workbench.transcripts.lines import ONE_LINE, InLines, lines_in


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
        fields: The name and the parts of the rule that read otherwise, as they were and as they are.
        lines: From which to which line of the transcript the passage goes.
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
    fields: tuple[FieldTold, ...] = ()
    lines: InLines = ONE_LINE


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
    return [_change(one, texts[one.about.revision_id], books) for one in those if one.about.revision_id in texts]


def _change(one: Decided, text: listing.SpokenText, books: Mapping[str, Codebook]) -> RuleChange:
    before, after = (books.get(state or "") for state in (one.rule_before, one.rule_after))
    telling = tell([(before, after)]) if before is not None and after is not None else None
    of_it = [each for each in telling.told if any(name.id == one.rule for name in each.codes)] if telling else []
    return RuleChange(
        one.rule,
        in_one_line(replace(telling, told=tuple(of_it))) if telling and of_it else "",
        one.note,
        text.name,
        *one.about.span,
        one.coder,
        one.made_at,
        one.rule_before,
        one.rule_after,
        wordings(telling, one.rule) if telling else (),
        lines_in(text.lines, *one.about.span),
    )


def wordings(telling: Telling, code: str) -> tuple[FieldTold, ...]:
    """What of a code people read otherwise than before: its name, and the parts of its rule. Pure.

    Args:
        telling: What is other between two states of a codebook.
        code: The code's id in the later one.
    """
    return tuple(
        FieldTold(name, getattr(one.before, name), getattr(one.after, name))
        for one in telling.changes.changed
        if one.after is not None and one.after.id == code
        for name in ("name", *RULE)
        if name in one.fields
    )
