"""Hold the memos of packs against the study's. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from workbench import sight, sight_memos
from workbench.exchange import lines
from workbench.exchange.planned import Conflict, Finder, Kept, Plan, Said, outlived, settled
from workbench.exchange.reading import PacksRead
from workbench.exchange.values import NEVER
from workbench.model import Memo
from workbench.study import coder_key


def plan_memos(
    session: Session, read: PacksRead, finder: Finder, themes_here: Mapping[UUID, UUID], result: Plan
) -> None:
    """Plan the memos: new ones, those that differ, and those of which two machines tell different moments.

    Args:
        session: A session for reading.
        read: What the packs hold.
        finder: The way to the transcripts.
        themes_here: The id here of each theme of the packs that was found by its name.
        result: The plan to enter them into.
    """
    rows = {memo.id: (memo, coder) for memo, coder in sight_memos.memos_to_merge(session)}
    # What is on safeguarding here is not compared, and not told of, whatever it was before.
    concerns = sight_memos.concerns_among(session, {line.id for line in read.memos})
    result.same += len(concerns)
    gone = {str(line.id) for line in read.codings if line.removed_at is not None}
    # A memo on a coding goes along where that meets another: git then keeps lines of it on both, and the living counts.
    ordered = sorted(_with_ids(session, read, finder, themes_here, result), key=lambda line: line.about_id in gone)
    said = [
        Said(line.id, line.made_at, line.removed_at, _meaning(line), line)
        for line in ordered
        if line.id not in concerns
    ]

    def is_here(line: lines.MemoLine) -> bool:
        return line.id in rows and _as_here(rows[line.id][0], line).said == line.said

    for line in settled(said, is_here, "memo", result):
        if line.id in rows:
            _compare(*rows[line.id], line, result)
        else:
            result.memos.append(line)


def _meaning(line: lines.MemoLine) -> tuple[object, ...]:
    about_id = "" if line.about == "coding" else line.about_id
    return line.said, line.about, about_id, line.place, coder_key(line.coder)


def merged_memos(one: lines.MemoLine, other: lines.MemoLine) -> lines.MemoLine:
    """One memo of which two machines tell. Pure; the same rule as for codings, see `merge_codings.merged`."""
    earlier, later = sorted((one, other), key=lambda line: line.made_at or NEVER)
    if outlived(earlier, later):
        return later
    gone = [line.removed_at for line in (one, other) if line.removed_at is not None]
    fuller = max(one, other, key=lambda line: (len(line.text), line.text, line.kind, line.about, line.about_id))
    return replace(fuller, made_at=later.made_at, removed_at=min(gone, default=None))


def _compare(row: Memo, coder: str, line: lines.MemoLine, result: Plan) -> None:
    here = _as_here(row, line)
    both = merged_memos(here, line)
    was, is_gone = here.removed_at is not None, both.removed_at is not None
    result.versions[row.id] = row.row_version
    if here.said != line.said and not was and not (line.removed_at is not None and outlived(line, here)):
        # What was written anew here does not go without a word, whoever has removed it elsewhere.
        removed = line.removed_at if is_gone else None
        result.conflicts.append(Conflict(f"{coder}'s memo {row.id}", "removed" if removed else _differing(here, line)))
        result.changed_memos.append(both if is_gone else replace(line, made_at=both.made_at))
        if removed is not None:
            result.kept.append(Kept("memo", row.id, removed))
    elif (both.said, both.made_at, both.removed_at) == (here.said, here.made_at, here.removed_at):
        result.same += 1
    else:
        kinds = {(False, True): result.memo_removals, (True, False): result.memo_revived}
        kinds.get((was, is_gone), result.memo_moments).append(both)


def _as_here(row: Memo, line: lines.MemoLine) -> lines.MemoLine:
    """A memo of this study as a pack would say it."""
    said = replace(line, text=row.text, kind=row.kind, phase=row.phase, date=row.date)
    return replace(said, made_at=row.made_at, removed_at=row.removed_at)


def _differing(here: lines.MemoLine, line: lines.MemoLine) -> str:
    names = ("text", "kind", "phase", "date")
    return ", ".join(name for name in names if getattr(here, name) != getattr(line, name))


def _with_ids(
    session: Session, read: PacksRead, finder: Finder, themes_here: Mapping[UUID, UUID], result: Plan
) -> Iterator[lines.MemoLine]:
    """Memos with this study's ids of transcripts, themes and codings, and its places, in place of the pack's."""
    themes = {str(packed): str(here) for packed, here in themes_here.items()}
    codings = {UUID(line.about_id) for line in read.memos if line.about == "coding"}
    codings &= sight.there(session, codings) | {line.id for line, _ in result.codings}
    for line in read.memos:
        if line.about == "theme":
            yield replace(line, about_id=themes.get(line.about_id, line.about_id))
        elif line.place is not None:
            if isinstance(where := finder.where(line.place), str):
                result.left.append(f"A memo of {line.coder}'s on a passage: {finder.why(where, line.coder)}.")
                result.unplaced.add(line.id)
                continue
            result.memo_places[line.id] = where
            yield line
        elif line.about == "coding":
            coding_id = UUID(line.about_id)
            if coding_id in codings:
                yield replace(line, about_id=str(result.joined.get(coding_id, coding_id)))
                continue
            result.left.append(f"A memo of {line.coder}'s on a coding that is not in this study.")
            result.unplaced.add(line.id)
        elif line.about != "transcript":
            yield line
        elif len(found := finder.with_text(line.about_id, line.transcript)) == 1:
            yield replace(line, about_id=str(found[0].id))
        else:
            why = "that is not in this study" if not found else "whose text others have too; say which: `transcript`"
            result.left.append(f"A memo of {line.coder}'s on a transcript {why}.")
            result.unplaced.add(line.id)
