"""What taking packs into a study would do: found out first, then shown, then done. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook import states
from workbench.codebook.lineage import Lineage
from workbench.exchange import lines, quoting, seen
from workbench.exchange.merge_themes import plan_themes
from workbench.exchange.planned import Conflict, Finder, Plan, Said, Where, settled
from workbench.exchange.reading import PacksRead
from workbench.model import Mark, Passage
from workbench.store import journal
from workbench.study import Study, coder_key


def plan(study: Study, read: PacksRead) -> Plan:
    """Hold what was read against the study."""
    result = Plan(left=list(read.faults), notices=list(read.notices))
    books = states.current(study)
    with study.read() as session:
        places = [line.place for line in read.codings] + [
            place for theme in read.themes for place, _, _ in theme.extracts
        ]
        finder = Finder(session, [*places, *read.marks])
        _plan_codings(session, study, books.lineage, read, finder, result)
        _plan_marks(session, study, read, finder, result)
        themes_here = plan_themes(session, read, finder, result)
        _plan_memos(session, read, finder, themes_here, result)
        _leave_undone(session, result)
        result.stricter, result.new_people = quoting.stricter(session, read.wishes)
    result.notices += quoting.told(result.stricter, result.new_people)
    if not read.faults and not result.unplaced:
        result.files = dict(read.files)
    missing = states.not_in_codebook(books, {line.code for line, _ in result.codings})
    if missing:
        result.notices.append(f"Not in the codebook (the codings are taken in all the same): {', '.join(missing)}.")
    return result


def _plan_codings(
    session: Session, study: Study, lineage: Lineage, read: PacksRead, finder: Finder, result: Plan
) -> None:
    present = sight.codings(session, study, removed=True)
    by_id = {one.id: one for one in present}
    living = {
        (coder_key(one.coder), (one.revision_id, one.start, one.end), lineage.today(one.code)): one
        for one in present
        if one.removed_at is None
    }
    placed: list[Said[tuple[lines.CodingLine, Where]]] = []
    for line in read.codings:
        where = finder.where(line.place)
        if isinstance(where, str):
            result.left.append(f"A coding of {line.coder}'s: {where}.")
            result.unplaced.add(line.id)
            continue
        if (line.place.start, line.place.end) != where[1:]:
            result.notices.append(f"{line.coder}'s coding {line.id}: white space at its ends was left out.")
        meaning = (where, lineage.today(line.code), line.memo, coder_key(line.coder))
        placed.append(Said(line.id, line.removed_at, meaning, (line, where)))

    def is_here(one: tuple[lines.CodingLine, Where]) -> bool:
        here = by_id.get(one[0].id)
        return here is not None and not _differing(here, *one, lineage)

    coming: set[tuple[str, Where, str]] = set()
    for line, where in settled(placed, is_here, "coding", result):
        key = (coder_key(line.coder), where, lineage.today(line.code))
        here = by_id.get(line.id)
        if here is None and line.removed_at is None:
            here = living.get(key)
        if here is not None:
            _compare(here, line, where, lineage, result)
        elif line.removed_at is None and key in coming:
            # Made on two machines before either saw the other's: one coding all the same.
            result.same += 1
        else:
            coming |= {key} if line.removed_at is None else set()
            result.codings.append((line, where))


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
    elif line.removed_at is not None and here.removed_at is None:
        result.removals.append((here.id, line))
    else:
        # Removed here: an older pack does not bring it back.
        result.same += 1


def _differing(here: sight.SeenCoding, line: lines.CodingLine, where: Where, lineage: Lineage) -> list[str]:
    """In what a coding here and a line of a pack differ."""
    both = (
        ("passage", (here.revision_id, here.start, here.end), where),
        ("code", lineage.today(here.code), lineage.today(line.code)),
        ("memo", here.memo, line.memo),
    )
    return [name for name, ours, theirs in both if ours != theirs]


def _plan_marks(session: Session, study: Study, read: PacksRead, finder: Finder, result: Plan) -> None:
    """Plan the marks. One that only coders here have set is set by the packs once more, so that it outlives an undo."""
    query = sa.select(col(Passage.revision_id), col(Passage.start), col(Passage.end), col(Mark.coder_id))
    by: dict[Where, set[UUID | None]] = {}
    for revision_id, start, end, coder_id in session.execute(query.join(Mark, col(Mark.passage_id) == Passage.id)):
        by.setdefault((revision_id, start, end), set()).add(coder_id)
    files = {path: sha256 for path, sha256 in read.files.items() if path.name.casefold() == lines.PASSAGES}
    # What this program itself wrote or read before says nothing that it does not know.
    is_known = all(seen.is_as_seen(study, files).values())
    for place in read.marks:
        where = finder.where(place)
        if isinstance(where, str):
            result.left.append(f"A mark “not for quotation”: {where}.")
            result.unplaced.add(place)
        elif None in by.get(where, ()) or (where in by and is_known):
            result.same += 1
        else:
            by.setdefault(where, set()).add(None)
            result.marks.append(where)


def _leave_undone(session: Session, result: Plan) -> None:
    """Leave out what the study once had and somebody took back by undo: an older pack does not bring it silently."""
    coming = {line.id for line, _ in result.codings} | {one.id for one in result.themes}
    known = journal.known_rows(session, coming | {line.id for line in result.memos})
    result.undone_codings = [one for one in result.codings if one[0].id in known]
    result.undone_memos = [line for line in result.memos if line.id in known]
    for change in result.themes:
        # A subtheme does not come without its theme.
        if change.id in known or change.entry.parent in known & coming:
            result.undone_themes.append(change)
    result.codings = [one for one in result.codings if one[0].id not in known]
    result.memos = [line for line in result.memos if line.id not in known]
    result.themes = [change for change in result.themes if change not in result.undone_themes]
    why = "was here and was taken back by undo; --take theirs brings it"
    result.left += [f"{line.coder}'s coding {line.id} {why}." for line, _ in result.undone_codings]
    result.left += [f"The theme “{one.entry.fields['name']}” {why}." for one in result.undone_themes]
    result.left += [f"{line.coder}'s memo {line.id} {why}." for line in result.undone_memos]


def _plan_memos(session: Session, read: PacksRead, finder: Finder, themes_here: dict[UUID, UUID], result: Plan) -> None:
    rows = {memo.id: (memo, coder) for memo, coder in sight.memos(session, removed=True)}
    about_ids = finder.text_ids | {str(packed): str(here) for packed, here in themes_here.items()}
    said = [
        Said(line.id, line.removed_at, (line.text, line.kind, line.about, line.about_id, coder_key(line.coder)), line)
        for line in _with_ids(read.memos, about_ids, result)
    ]

    def is_here(line: lines.MemoLine) -> bool:
        return line.id in rows and rows[line.id][0].text == line.text

    for line in settled(said, is_here, "memo", result):
        found = rows.get(line.id)
        if found is not None:
            result.versions[line.id] = found[0].row_version
        if found is None:
            result.memos.append(line)
        elif line.removed_at is not None and found[0].removed_at is None:
            result.memo_removals.append(line)
        elif found[0].text != line.text and found[0].removed_at is None:
            result.conflicts.append(Conflict(f"{found[1]}'s memo {line.id}", "text"))
            result.changed_memos.append(line)
        else:
            result.same += 1


def _with_ids(memos: Iterable[lines.MemoLine], about_ids: Mapping[str, str], result: Plan) -> Iterator[lines.MemoLine]:
    """Memos with this study's ids of transcripts and themes in place of the pack's."""
    for line in memos:
        if line.about == "transcript" and line.about_id not in about_ids:
            result.left.append(f"A memo of {line.coder}'s on a transcript that is not in this study.")
            result.unplaced.add(line.id)
        elif line.about in ("transcript", "theme"):
            yield replace(line, about_id=about_ids.get(line.about_id, line.about_id))
        else:
            yield line
