"""Consensus: as JSON has it, and in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.agreement import as_json as figures
from workbench.agreement import differing_told, in_words, table
from workbench.agreement.before_after import BeforeAfter
from workbench.agreement.confusion import Confusion
from workbench.agreement.consensus import Decided, Settled
from workbench.agreement.differing import Differing, Passage
from workbench.agreement.differing_told import Named
from workbench.agreement.rule_changes import RuleChange
from workbench.codebook.differences.things import FieldTold
from workbench.codebook.differences.voices import Plain
from workbench.codebook.differences.wording import LABELS
from workbench.visible import one_line, plural


def choice_in_words(decided: Decided, called: Named | None = None) -> str:
    """What was decided: *Owen's*, *both*, *neither*, *new*; where only a rule was changed, *rule changed*.

    Of three coders or more *both* is *all*, and *neither* is *none*.

    Args:
        decided: The decision.
        called: What gives the name of a code, where it is told which was newly coded and whose rule was changed; None
            where there is no room for it.
    """
    if decided.choice == "one":
        return f"{one_line(decided.taken_from)}'s"
    if called is not None and decided.choice == "new":
        return f"new: {', '.join(dict.fromkeys(called(one.code) for one in decided.agreed))}"
    if called is not None and not decided.choice and decided.rule:
        return f"rule of {called(decided.rule)} changed"
    if len(decided.about.coders) > 2:
        return {"both": "all", "neither": "none"}.get(decided.choice, decided.choice) or "rule changed"
    return decided.choice or "rule changed"


def as_json(done: BeforeAfter, changes: Sequence[RuleChange]) -> dict[str, Any]:
    """Consensus, whole: both comparisons, each decision, and the rules that were changed."""
    return {
        "before": figures.as_json(done.before),
        "after": figures.as_json(done.after),
        "differences": len(done.found.passages),
        "open": done.open,
        "outdated": len(done.settled.outdated),
        "decisions": [_decision(one, decided) for one, decided in done.decided],
        "rule_changes": [change_as_json(change) for change in changes],
    }


def change_as_json(change: RuleChange) -> dict[str, Any]:
    """A rule that was changed, with both wordings."""
    fields = [fields_as_json(one) for one in change.fields]
    whole = {**change._asdict(), "made_at": change.made_at.isoformat(timespec="seconds"), "fields": fields}
    # For programs it stands where code points say.
    del whole["lines"]
    return whole


def fields_as_json(one: FieldTold) -> dict[str, Any]:
    """A field that reads otherwise: as it was, as it is, and both word by word."""
    return {**one._asdict(), "words": [list(piece) for piece in one.pieces]}


def difference_as_json(passage: Passage, settled: Settled) -> dict[str, Any]:
    """A passage on which coders differ, with its id and what was decided of it; null where nothing was."""
    one = passage.differing
    return {
        "id": str(one.id),
        **differing_told.as_json(passage),
        "decision": decision_as_json(settled.of(one)),
    }


def decision_as_json(decided: Decided | None) -> dict[str, Any] | None:
    """What was decided of a passage; None where nothing was."""
    if decided is None:
        return None
    return {
        "choice": decided.choice or None,
        "taken_from": decided.taken_from or None,
        "note": decided.note,
        "agreed": [{"code": code, "start": span.start, "end": span.end} for code, span in decided.agreed],
        "rule": decided.rule or None,
        "coder": decided.coder,
        "made_at": decided.made_at.isoformat(timespec="seconds"),
    }


def _decision(one: Differing, decided: Decided) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "kind": one.kind,
        "codes": list(one.codes),
        "transcript": one.transcript,
        "start": one.span.start,
        "end": one.span.end,
        "coders": list(one.coders),
        **(decision_as_json(decided) or {}),
    }


def outdated_in_words(settled: Settled) -> str:
    """How many decisions count for nothing any more."""
    several = len(settled.outdated) > 1
    return (
        f"{plural(len(settled.outdated), 'decision')} for nothing here: codings there were changed afterwards, or "
        f"{'they were' if several else 'it was'} made on other words or between others."
    )


def settled_in_words(decided: Decided | None, called: Named) -> str:
    """What holds on a passage: *Settled, Owen's holds*; *Open*."""
    if decided is None or not decided.choice:
        return "Open"
    if decided.choice == "new":
        return f"Settled, {choice_in_words(decided, called)}"
    return f"Settled, {choice_in_words(decided)} {'hold' if decided.choice == 'both' else 'holds'}"


def in_short(done: BeforeAfter, *, figures: bool = True) -> list[str]:
    """How much is settled, and what pooled agreement was and is.

    Args:
        done: Both comparisons.
        figures: Whether coefficients are told.
    """
    all_of_them = len(done.found.passages)
    said = [f"{plural(all_of_them - done.open, 'difference')} of {all_of_them:,} settled, {done.open:,} open."]
    if done.settled.outdated:
        said.append(outdated_in_words(done.settled))
    for name, comparison in (("Before", done.before), ("After", done.after)):
        if figures and comparison.pooled is not None:
            said.append(f"{name}: {in_words.pooled(comparison.pooled)}")
    if figures:
        said.append("What was agreed before is a figure of the coders' own work; what holds after is no measure of it.")
    return said


def by_code(done: BeforeAfter) -> tuple[list[str], list[list[object]]]:
    """Headings and rows of a table: for each code what is to be seen first, before and after."""
    first = table.coefficient(done.before)
    columns = [one for one in table.columns(done.before) if one.name in ("both", "only_a", "only_b", "percent", first)]
    before = {code.id: code for code in done.before.codes}
    headings = ["code", *(f"{one.heading}" for one in columns), *(f"{one.heading} after" for one in columns)]
    rows: list[list[object]] = []
    # What was settled may have codes that none of them had put on anything.
    for code in done.after.codes:
        was = before.get(code.id)
        own = [table.cell(was.measured, column) if was is not None else "" for column in columns]
        rows.append([code.name, *own, *(table.cell(code.measured, column) for column in columns)])
    return headings, rows


def change_in_words(change: RuleChange, called: Named) -> str:
    """A rule that was changed, in a line."""
    what = change.changes or f"changed “{called(change.code)}”, and took it back"
    note = f" ({one_line(change.note)})" if change.note else ""
    return f"{what[:1].upper()}{what[1:]}, for {place_in_words(change)}: {one_line(change.coder)}{note}"


def place_in_words(change: RuleChange) -> str:
    """For which passage a rule was changed: the transcript, and its lines."""
    return f"{one_line(change.transcript)}, {change.lines.in_words}"


def label_of(field: str) -> str:
    """What stands before the words of a part of a rule, or before a name."""
    return LABELS.get(field, field.capitalize())


def wordings_in_words(fields: Sequence[FieldTold]) -> list[str]:
    """What reads otherwise, a line each, whole: old words and new beside each other, ``[-old-] {+new+}``."""
    return [f"{label_of(one.field)}: {Plain().compared(one.pieces)}" for one in fields]


def confusion_as_json(found: Confusion) -> dict[str, Any]:
    """Which codes were taken for each other, whole; rows are A's codes and columns B's, in the order of ``codes``."""
    numbers = range(len(found.codes))
    return {
        "coders": list(found.coders),
        "unit": found.unit,
        "units": found.units,
        "interviewer": found.include_interviewer,
        "transcripts": list(found.transcripts),
        "codes": [
            {"code": code, "name": name, "a": int(found.of_a[number]), "b": int(found.of_b[number])}
            for number, (code, name) in enumerate(zip(found.codes, found.names, strict=True))
        ],
        "shared": found.shared.tolist(),
        "instead": found.instead.tolist(),
        "jaccard": [[found.jaccard(row, column) for column in numbers] for row in numbers],
    }
