"""Hold the memos of packs against the study's. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from workbench import sight
from workbench.exchange import lines
from workbench.exchange.planned import NEVER, Conflict, Finder, Kept, Plan, Said, outlived, settled
from workbench.exchange.reading import PacksRead
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
    rows = {memo.id: (memo, coder) for memo, coder in sight.memos(session, removed=True)}
    said = [
        Said(
            line.id,
            line.made_at,
            line.removed_at,
            (line.text, line.kind, line.about, line.about_id, coder_key(line.coder)),
            line,
        )
        for line in _with_ids(read, finder, themes_here, result)
    ]

    def is_here(line: lines.MemoLine) -> bool:
        return line.id in rows and rows[line.id][0].text == line.text

    for line in settled(said, is_here, "memo", result):
        if line.id in rows:
            _compare(*rows[line.id], line, result)
        else:
            result.memos.append(line)


def merged_memos(one: lines.MemoLine, other: lines.MemoLine) -> lines.MemoLine:
    """One memo of which two machines tell. Pure; the same rule as for codings, see `merge_codings.merged`."""
    earlier, later = sorted((one, other), key=lambda line: line.made_at or NEVER)
    if outlived(earlier, later):
        return later
    gone = [line.removed_at for line in (one, other) if line.removed_at is not None]
    fuller = max(one, other, key=lambda line: (len(line.text), line.text, line.kind, line.about, line.about_id))
    return replace(fuller, made_at=later.made_at, removed_at=min(gone, default=None))


def _compare(row: Memo, coder: str, line: lines.MemoLine, result: Plan) -> None:
    here = replace(line, text=row.text, made_at=row.made_at, removed_at=row.removed_at)
    both = merged_memos(here, line)
    was, is_gone = here.removed_at is not None, both.removed_at is not None
    result.versions[row.id] = row.row_version
    if here.text != line.text and not was and not (line.removed_at is not None and outlived(line, here)):
        # What was written anew here does not go without a word, whoever has removed it elsewhere.
        removed = line.removed_at if is_gone else None
        result.conflicts.append(Conflict(f"{coder}'s memo {row.id}", "removed" if removed else "text"))
        result.changed_memos.append(both if is_gone else replace(line, made_at=both.made_at))
        if removed is not None:
            result.kept.append(Kept("memo", row.id, removed))
    elif (both.text, both.made_at, both.removed_at) == (here.text, here.made_at, here.removed_at):
        result.same += 1
    else:
        kinds = {(False, True): result.memo_removals, (True, False): result.memo_revived}
        kinds.get((was, is_gone), result.memo_moments).append(both)


def _with_ids(
    read: PacksRead, finder: Finder, themes_here: Mapping[UUID, UUID], result: Plan
) -> Iterator[lines.MemoLine]:
    """Memos with this study's ids of transcripts and themes in place of the pack's."""
    themes = {str(packed): str(here) for packed, here in themes_here.items()}
    for line in read.memos:
        if line.about == "theme":
            yield replace(line, about_id=themes.get(line.about_id, line.about_id))
        elif line.about != "transcript":
            yield line
        elif len(found := finder.with_text(line.about_id, line.transcript)) == 1:
            yield replace(line, about_id=str(found[0].id))
        else:
            why = "that is not in this study" if not found else "whose text others have too; say which: `transcript`"
            result.left.append(f"A memo of {line.coder}'s on a transcript {why}.")
            result.unplaced.add(line.id)
