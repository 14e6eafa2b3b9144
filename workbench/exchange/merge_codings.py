"""Hold the codings of packs against the study's. Reads only."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from uuid import UUID

from sqlmodel import Session

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.lineage import Lineage
from workbench.coding.ids import coding_id
from workbench.exchange import lines
from workbench.exchange.planned import CodingSettled, Conflict, Finder, Plan, Said, Where, outlived, settled
from workbench.exchange.reading import PacksRead
from workbench.exchange.values import NEVER
from workbench.model import utc_now
from workbench.study import Study, coder_key

Placed = tuple[lines.CodingLine, Where]
"""A coding as a line says it, and where it stands here."""

Meaning = tuple[str, Where, str]
"""What makes codings one, whatever their ids: coder, passage, and today's code."""


def plan_codings(
    session: Session, study: Study, books: Codebooks, read: PacksRead, finder: Finder, result: Plan
) -> None:
    """Plan the codings: new ones, those that differ, and those of which two machines tell different moments."""
    present, lineage = sight.codings_to_merge(session), books.lineage
    planner = _Planner(present, lineage, result)
    placed: dict[UUID, list[Said[Placed]]] = defaultdict(list)
    for line, where in _with_ids(read.codings, planner, finder, result):
        meaning = (where, lineage.today(line.code), line.memo, coder_key(line.coder))
        placed[line.id].append(Said(line.id, line.made_at, line.removed_at, meaning, (line, where)))
    said = [one for group in placed.values() for one in group]
    for counting in settled(said, planner.is_here, "coding", result):
        planner.take(_with_its_like(counting, placed[counting[0].id]))
    planner.join()
    planner.tell()


def merged(one: Placed, other: Placed) -> Placed:
    """One coding of which two machines tell. Pure; neither the order nor how often they exchange it matters.

    It was made when it was made last. It is gone where it was taken off after that, since the earlier moment if on
    both: no pack from before brings it back. Whoever has put it on again since has made it anew, and it lives. A note
    that differs on a coding that is gone is no conflict any more; the longer one stays. Of the codebook's
    states it is stamped with, that one holds under which it was made, or looked at again, last; a known one goes before
    none.
    """
    earlier, later = sorted((one, other), key=_made)
    if outlived(earlier[0], later[0]):
        return _stamped(later, one, other)
    gone = [line.removed_at for line, _ in (one, other) if line.removed_at is not None]
    fuller, where = max((one, other), key=_fullness)
    both = replace(fuller, made_at=later[0].made_at, removed_at=min(gone, default=None)), where
    return _stamped(both, one, other)


def recoded_once(one: Placed, other: Placed) -> Placed | None:
    """A coding that was given another code on one machine, and was not looked at since its making on the other. Pure.

    None where both were looked at, or neither: then nobody knows which of the codes is meant.
    """
    if (one[0].looked_at is None) == (other[0].looked_at is None):
        return None
    looked, at = one if one[0].looked_at is not None else other
    return replace(looked, made_at=max((one, other), key=_made)[0].made_at), at


def joined(group: Sequence[Placed]) -> list[Placed]:
    """Living codings of one meaning under several ids: all machines keep the same one. Pure.

    The smallest id stays. The others are kept as removed since the last of them all was made, so that each machine
    knows them again, and a removal of the one reaches all.
    """
    kept, *others = sorted(group, key=lambda placed: placed[0].id)
    moment = max(_made(placed) for placed in group)
    since = moment if moment > NEVER else utc_now()
    gone = [(replace(line, made_at=line.made_at or since, removed_at=since), where) for line, where in others]
    return [kept, *gone]


def _stamped(coding: Placed, one: Placed, other: Placed) -> Placed:
    """A coding with that of two stamps which holds, and with its moment."""
    line, where = coding
    stamp = max((one, other), key=_stamp)[0]
    # Where it was made later than stamped (by a program that does not say under what), the moment of the stamp stays.
    looked = stamp.looked_at if stamp.made_at == line.made_at else stamp.looked_at or stamp.made_at
    state, version = stamp.codebook_state, stamp.codebook_version
    return replace(line, codebook_state=state, codebook_version=version, looked_at=looked), where


def _stamp(one: Placed) -> tuple[bool, dt.datetime, str, str, dt.datetime]:
    """The state of the codebook that a coding is stamped with: whether it is known, since when, what decides a draw."""
    line = one[0]
    since = line.looked_at or _made(one)
    return bool(line.codebook_state), since, line.codebook_version, line.codebook_state, line.looked_at or NEVER


def _made_under(line: lines.CodingLine) -> tuple[object, ...]:
    return line.code, line.codebook_version, line.codebook_state, line.looked_at


def _made(one: Placed) -> dt.datetime:
    return one[0].made_at or NEVER


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


def _with_ids(said: Sequence[lines.CodingLine], planner: _Planner, finder: Finder, result: Plan) -> list[Placed]:
    """The codings that have a place here. A line without an id gets the one that the coding has, or would get."""
    found: list[Placed] = []
    living: dict[Meaning, str] = {}
    for one in sorted(said, key=lambda line: not line.has_id):
        line, where = one, finder.where(one.place)
        if isinstance(where, str):
            result.left.append(f"A coding of {line.coder}'s: {finder.why(where, line.coder)}.")
            result.unplaced.add(line.id)
            continue
        meaning = planner.meaning((line, where))
        if not line.has_id:
            known = planner.known(meaning)
            if known is None and line.removed_at is None and living.get(meaning) == line.memo:
                result.same += 1
                continue
            own = (coding_id(line.coder, finder.names_of(where), *where[1:], line.code, number) for number in count(1))
            line = replace(line, id=known or next(one for one in own if planner.is_free(one, meaning)))
        if line.removed_at is None:
            living[meaning] = line.memo
        if (line.place.start, line.place.end) != where[1:]:
            result.notices.append(f"{line.coder}'s coding {line.id}: white space at its ends was left out.")
        found.append((line, where))
    return found


class _Planner:
    """What becomes of the codings here, one after another; told to the plan at last."""

    def __init__(self, present: list[sight.SeenCoding], lineage: Lineage, result: Plan) -> None:
        self._lineage, self._result = lineage, result
        self._rows = {one.id: one for one in present}
        self._here = {one.id: _as_line(one) for one in present}
        # The living ones last: they are found first.
        order = sorted(self._here.values(), key=lambda placed: placed[0].removed_at is None)
        self._known = {self.meaning(placed): placed[0].id for placed in order}
        self._changed: dict[UUID, Placed] = {}
        self._new: dict[UUID, Placed] = {}
        self._contested: set[UUID] = set()

    def is_free(self, coding: UUID, meaning: Meaning) -> bool:
        """Whether an id is nobody's here, or that of the same coding; what was recoded since keeps its own."""
        return coding not in self._here or self.meaning(self._here[coding]) == meaning

    def meaning(self, placed: Placed) -> Meaning:
        """What it shares with what is the same coding."""
        line, where = placed
        return coder_key(line.coder), where, self._lineage.today(line.code)

    def known(self, meaning: Meaning) -> UUID | None:
        """The coding of that meaning here; a removed one where none lives."""
        return self._known.get(meaning)

    def is_here(self, placed: Placed) -> bool:
        """Whether the study has the coding just as a line says it."""
        here = self._here.get(placed[0].id)
        return here is not None and not self._differing(here, placed)

    def take(self, placed: Placed) -> None:
        """Hold one line against the coding of its id."""
        line, _ = placed
        here = self._here.get(line.id)
        if here is None:
            self._new[line.id] = placed
            return
        if coder_key(here[0].coder) != coder_key(line.coder):
            what = f"{here[0].coder}'s coding {line.id}"
            self._result.left.append(f"{what} is {line.coder}'s in the pack; it was left as it is.")
            self._result.unplaced.add(line.id)
            return
        differing = self._differing(here, placed)
        is_living = here[0].removed_at is None and line.removed_at is None
        recoded = recoded_once(here, placed) if is_living and differing == ["code"] else None
        if differing and is_living and recoded is None:
            self._contest(here, placed, differing)
            return
        both = recoded or merged(here, placed)
        if _values(here) == _values(both):
            # Removed here: an older pack does not bring it back.
            self._result.same += 1
        else:
            self._changed[line.id] = both

    def join(self) -> None:
        """Make one of what is new, or lives again, and lives under other ids too."""
        living: dict[Meaning, list[Placed]] = defaultdict(list)
        for one in (self._here | self._changed | self._new).values():
            if one[0].removed_at is None and one[0].id not in self._contested:
                living[self.meaning(one)].append(one)
        for group in living.values():
            if len(group) > 1 and any(self._comes(line.id) for line, _ in group):
                self._join(group)

    def tell(self) -> None:
        """Enter into the plan what is to be."""
        self._result.codings += self._new.values()
        for coding_id_, (line, where) in self._changed.items():
            row = self._rows[coding_id_]
            remade = _made_under(line) != _made_under(self._here[coding_id_][0])
            was, is_gone = row.removed_at is not None, line.removed_at is not None
            kinds = {(False, True): self._result.removals, (True, False): self._result.revived}
            one = CodingSettled(coding_id_, line, where, remade)
            kinds.get((was, is_gone), self._result.moments).append(one)
            self._result.versions[coding_id_] = row.row_version

    def _join(self, group: list[Placed]) -> None:
        if len({line.memo for line, _ in group}) == 1:
            kept, *gone = joined(group)
            for one in gone:
                self._result.joined[one[0].id] = kept[0].id
                (self._changed if one[0].id in self._here else self._new)[one[0].id] = one
            return
        here = [one for one in group if not self._comes(one[0].id)]
        other = next((one for one in group if here and self._comes(one[0].id) and one[0].memo != here[0][0].memo), None)
        if other is not None:
            # Once they are settled, the next exchange makes one of them. Two that are both new come as they are.
            self._changed.pop(here[0][0].id, None)
            self._contest(here[0], other, ["memo"])
            for line, _ in group:
                if self._new.pop(line.id, None) is not None:
                    self._result.unplaced.add(line.id)

    def _comes(self, coding: UUID) -> bool:
        """Whether it is new here, or lives again, or has another code now."""
        if coding not in self._changed:
            return coding in self._new
        (line, _), (here, _) = self._changed[coding], self._here[coding]
        return here.removed_at is not None or line.code != here.code

    def _contest(self, here: Placed, there: Placed, differing: list[str]) -> None:
        coding = here[0].id
        if "code" not in differing:
            there = _stamped(there, here, there)
        self._contested.add(coding)
        self._result.versions[coding] = self._rows[coding].row_version
        self._result.conflicts += [Conflict(f"{here[0].coder}'s coding {coding}", name) for name in differing]
        self._result.recodings.append((coding, *there))

    def _differing(self, here: Placed, there: Placed) -> list[str]:
        """In what a coding here and a line of a pack differ."""
        (ours, where), (theirs, elsewhere) = here, there
        both = (
            ("passage", where, elsewhere),
            ("code", self._lineage.today(ours.code), self._lineage.today(theirs.code)),
            ("memo", ours.memo, theirs.memo),
        )
        return [name for name, one, other in both if one != other]


def _as_line(here: sight.SeenCoding) -> Placed:
    line = lines.CodingLine(
        here.id,
        lines.Place(here.transcript, "", "", here.start, here.end),
        here.code,
        here.coder,
        here.memo,
        here.made_at,
        here.removed_at,
        here.codebook_version,
        codebook_state=here.codebook_state or "",
        looked_at=here.looked_at,
    )
    return line, (here.revision_id, here.start, here.end)


def _values(one: Placed) -> tuple[object, ...]:
    line, where = one
    return line.code, line.memo, line.made_at, line.removed_at, _stamp(one), where
