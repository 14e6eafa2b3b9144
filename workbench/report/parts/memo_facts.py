"""Which of the study's memos a report prints: only where its writers ask for them, and never all."""

from __future__ import annotations

from collections.abc import Sequence

from workbench import memos
from workbench.memos import MemoFound
from workbench.report.facts import BY_ROLE_ONLY, NEVER, MemoRow, ReportFacts
from workbench.report.withheld_words import repeating_withheld_words
from workbench.study import Study
from workbench.visible import one_line, plural

_NAMED = ("code", "theme")
"""Of what else memos are about the names are not printed: transcripts may be called what a report must not tell."""


def memo_rows(study: Study, facts: ReportFacts) -> tuple[tuple[MemoRow, ...], tuple[str, ...]]:
    """The memos that a report prints, by kind and day, and what its writer must know of those and of the others.

    None on safeguarding is among them; none on a passage that is marked not for quotation, or on somebody who is not to
    be named; and none that repeats words that must not be printed.

    Args:
        study: The study; its coder is who looks.
        facts: Its participants, all of its transcripts, and what is marked.
    """
    found = memos.printable(study)
    hidden = {row.participant for row in facts.participants if row.quoting in (BY_ROLE_ONLY, NEVER)}
    repeating = repeating_withheld_words(facts, [f"{one.text}\n\n{_about(one)}" for one in found])
    printed = [
        one
        for at, one in enumerate(found)
        if at not in repeating
        and not (one.where is not None and one.where.not_for_quotation)
        and not (one.about == "participant" and one.about_id in hidden)
    ]
    printed.sort(key=lambda one: memos.KINDS.index(one.kind))
    names = memos.phase_names(study.settings.mode)
    notices = []
    if printed:
        many = plural(len(printed), "memo")
        notices.append(f"{many} printed, as written for the team: read them before the report goes out.")
    if left_out := len(found) - len(printed):
        notices.append(
            f"{plural(left_out, 'memo')} not printed: on words that are not for quotation, with such words in it, or "
            "on somebody who is not to be named."
        )
    return tuple(MemoRow(one.kind, _title(one, names), one.text) for one in printed), tuple(notices)


def _about(memo: MemoFound) -> str:
    return f"{memo.about} {memo.name}" if memo.about in _NAMED else "" if memo.about == "study" else f"a {memo.about}"


def _title(memo: MemoFound, names: Sequence[str]) -> str:
    phase = f"phase {memo.phase}, {names[memo.phase - 1].lower()}" if memo.phase else ""
    what = phase if memo.kind == memos.PHASE else ", ".join(filter(None, [_about(memo), phase]))
    return one_line(f"{memo.day}, {memo.coder}{f': {what}' if what else ''}")
