"""Hold the codings of packs against the study's. Reads only."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from workbench import sight
from workbench.codebook.lineage import Lineage
from workbench.exchange import lines
from workbench.exchange.planned import CodingSettled, Conflict, Finder, Plan, Said, Where, settled
from workbench.exchange.reading import PacksRead
from workbench.study import Study, coder_key

Placed = tuple[lines.CodingLine, Where]
"""A coding as a line says it, and where it stands here."""

_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def plan_codings(
    session: Session, study: Study, lineage: Lineage, read: PacksRead, finder: Finder, result: Plan
) -> None:
    """Plan the codings: new ones, those that differ, and those of which two machines tell different moments."""
    present = sight.codings(session, study, removed=True)
    by_id = {one.id: one for one in present}
    living = {
        (coder_key(one.coder), (one.revision_id, one.start, one.end), lineage.today(one.code)): one
        for one in present
        if one.removed_at is None
    }
    placed: dict[UUID, list[Said[Placed]]] = defaultdict(list)
    for line in read.codings:
        where = finder.where(line.place)
        if isinstance(where, str):
            result.left.append(f"A coding of {line.coder}'s: {where}.")
            result.unplaced.add(line.id)
            continue
        if (line.place.start, line.place.end) != where[1:]:
            result.notices.append(f"{line.coder}'s coding {line.id}: white space at its ends was left out.")
        meaning = (where, lineage.today(line.code), line.memo, coder_key(line.coder))
        placed[line.id].append(Said(line.id, line.removed_at, meaning, (line, where)))

    def is_here(one: Placed) -> bool:
        here = by_id.get(one[0].id)
        return here is not None and not _differing(here, *one, lineage)

    coming: set[tuple[str, Where, str]] = set()
    said = [one for group in placed.values() for one in group]
    for counting in settled(said, is_here, "coding", result):
        line, where = _with_its_like(counting, placed[counting[0].id])
        key = (coder_key(line.coder), where, lineage.today(line.code))
        here = by_id.get(line.id)
        if here is None and line.removed_at is None:
            here = living.get(key)
        if here is not None:
            _compare(here, line, where, lineage, result)
        elif line.removed_at is None and key in coming:
            # Under two ids, as packs from elsewhere may have it: one coding all the same.
            result.same += 1
        else:
            coming |= {key} if line.removed_at is None else set()
            result.codings.append((line, where))


def merged(one: Placed, other: Placed) -> Placed:
    """One coding of which two machines tell. Pure; neither the order nor how often they exchange it matters.

    It was made when it was made last. It is gone where it was taken off after that, since the earlier moment if on
    both: no pack from before brings it back. Whoever has put it on again since has made it anew, and it lives. A note
    that differs on a coding that is gone is no conflict any more; the longer one stays.
    """
    earlier, later = sorted((one, other), key=lambda placed: (_made(placed), placed[0].codebook_version))
    was_gone, was_made = earlier[0].removed_at, later[0].made_at
    if was_gone is not None and was_made is not None and _made(earlier) < was_made and was_gone <= was_made:
        return later
    gone = [line.removed_at for line, _ in (one, other) if line.removed_at is not None]
    fuller, where = max((one, other), key=_fullness)
    version = later[0].codebook_version
    return replace(fuller, made_at=was_made, codebook_version=version, removed_at=min(gone, default=None)), where


def _made(one: Placed) -> dt.datetime:
    return one[0].made_at or _NEVER


def _fullness(one: Placed) -> tuple[int, str, str, int, int]:
    line, (_, start, end) = one
    return len(line.memo), line.memo, line.code, start, end


def _with_its_like(counting: Placed, group: list[Said[Placed]]) -> Placed:
    """The line that counts together with the others of its coding that do not contradict it."""
    meaning = next(one.meaning for one in group if one.entry is counting)
    is_gone = counting[0].removed_at is not None
    for one in group:
        if is_gone or one.meaning == meaning:
            counting = merged(counting, one.entry)
    return counting


def _compare(here: sight.SeenCoding, line: lines.CodingLine, where: Where, lineage: Lineage, result: Plan) -> None:
    what = f"{here.coder}'s coding {here.id}"
    if coder_key(here.coder) != coder_key(line.coder):
        result.left.append(f"{what} is {line.coder}'s in the pack; it was left as it is.")
        result.unplaced.add(line.id)
        return
    result.versions[here.id] = here.row_version
    differing = _differing(here, line, where, lineage)
    if differing and here.removed_at is None and line.removed_at is None:
        result.conflicts += [Conflict(what, name) for name in differing]
        result.recodings.append((here.id, line, where))
        return
    if line.id != here.id:
        result.same += 1
        return
    ours = _as_line(here, line.place)
    both, place = merged(ours, (line, where))
    if _values(ours) == _values((both, place)):
        # Removed here: an older pack does not bring it back.
        result.same += 1
        return
    remade = (both.code, both.codebook_version) != (here.code, here.codebook_version)
    change = CodingSettled(here.id, both, place, remade)
    was, is_gone = here.removed_at is not None, both.removed_at is not None
    kinds = {(False, True): result.removals, (True, False): result.revived}
    kinds.get((was, is_gone), result.moments).append(change)


def _as_line(here: sight.SeenCoding, place: lines.Place) -> Placed:
    line = lines.CodingLine(
        here.id, place, here.code, here.coder, here.memo, here.made_at, here.removed_at, here.codebook_version
    )
    return line, (here.revision_id, here.start, here.end)


def _values(one: Placed) -> tuple[object, ...]:
    line, where = one
    return line.code, line.memo, line.made_at, line.removed_at, line.codebook_version, where


def _differing(here: sight.SeenCoding, line: lines.CodingLine, where: Where, lineage: Lineage) -> list[str]:
    """In what a coding here and a line of a pack differ."""
    both = (
        ("passage", (here.revision_id, here.start, here.end), where),
        ("code", lineage.today(here.code), lineage.today(line.code)),
        ("memo", here.memo, line.memo),
    )
    return [name for name, ours, theirs in both if ours != theirs]
