"""What taking packs into a study would do: found out first, then shown, then done. Reads only."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.codebook.states import states
from workbench.exchange import book_states, lines, merge_samples, quoting, seen, strangers
from workbench.exchange.decisions import plan_decisions
from workbench.exchange.merge_codings import plan_codings
from workbench.exchange.merge_memos import plan_memos
from workbench.exchange.merge_themes import plan_themes
from workbench.exchange.planned import Finder, Plan, Where
from workbench.exchange.reading import PacksRead
from workbench.in_sight import blind
from workbench.model import Mark, Passage
from workbench.store import journal
from workbench.study import Study, same_coder

_MISSING = (
    "Ask the coder for their folder codebooks. Where they are of a codebook of the coder's own, put its file into the "
    "folder codebooks here; else add the code: workbench codebook add ID NAME."
)
"""What is to be done about codes that are in no codebook."""


def plan(study: Study, read: PacksRead) -> Plan:
    """Hold what was read against the study."""
    result = Plan(unread=list(read.faults), notices=list(read.notices))
    books = states.current(study)
    with study.read() as session:
        packed_states, faults = book_states.whole(session, read.states)
        result.unread += faults
        result.left += result.unread
        places = [line.place for line in read.codings] + [one.place for theme in read.themes for one in theme.extracts]
        places += [line.place for line in read.memos if line.place is not None]
        places += [place for line in read.decisions for place in (line.place, *(where for _, where in line.agreed))]
        finder = Finder(session, [*places, *read.marks])
        if read.codings and not finder.knows_any(line.place for line in read.codings):
            result.notices.append("No transcript that is coded in these packs is in this study: is it of another one?")
        result.sampled = merge_samples.coming(session, read.samples, finder)
        # A sample that comes open is so already for what comes with it.
        is_blind = blind(session, study) is not None or result.sampled.is_open
        finder.only = study.coder if is_blind else None
        plan_codings(session, study, books, read, finder, result)
        _plan_marks(session, study, read, finder, result)
        themes_here = plan_themes(session, read, finder, result)
        plan_memos(session, read, finder, themes_here, result)
        plan_decisions(session, read.decisions, finder, result)
        _leave_undone(session, result)
        result.notices += strangers.told(session, {line.coder for line in read.codings}, result.sampled)
        result.stricter, result.new_people = quoting.stricter(session, read.wishes)
        result.states, left = book_states.not_here(session, packed_states)
    result.same += result.sampled.same
    left += result.sampled.left
    result.left += left
    result.notices += result.sampled.told
    result.notices += quoting.told(result.stricter, result.new_people)
    if not result.unread and not result.unplaced and not left:
        result.files = dict(read.files)
    told = (line for line, _ in result.codings if not is_blind or same_coder(line.coder, study.coder))
    missing = books.missing({line.code for line in told})
    if missing:
        which = f"Not in the codebook (the codings are taken in all the same): {', '.join(missing)}."
        result.notices.append(f"{which} {_MISSING}")
    elif is_blind and books.missing({line.code for line, _ in result.codings}):
        which = "Some codings that come have a code that is in no codebook here; they are taken in all the same."
        result.notices.append(f"{which} Which it is, is told once the sample that is open is revealed. {_MISSING}")
    return result


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
    # What is removed, or lives here under another id, is not brought back.
    known -= {line.id for line, _ in result.codings if line.removed_at is not None}
    known -= set(result.joined.values())
    result.undone_codings = [one for one in result.codings if one[0].id in known]
    # A memo on a coding does not come without it.
    gone = {str(line.id) for line, _ in result.undone_codings}
    known |= {line.id for line in result.memos if line.about == "coding" and line.about_id in gone}
    result.undone_memos = [line for line in result.memos if line.id in known]
    for change in result.themes:
        # A subtheme does not come without its theme.
        if change.id in known or change.entry.parent in known & coming:
            result.undone_themes.append(change)
    result.codings = [one for one in result.codings if one[0].id not in known]
    result.memos = [line for line in result.memos if line.id not in known]
    result.themes = [change for change in result.themes if change not in result.undone_themes]
    why = "was here and was taken back by undo; --take theirs brings it"
    result.undone += [f"{line.coder}'s coding {line.id} {why}." for line, _ in result.undone_codings]
    result.undone += [f"The theme “{one.entry.fields['name']}” {why}." for one in result.undone_themes]
    result.undone += [f"{line.coder}'s memo {line.id} {why}." for line in result.undone_memos]
    result.undone += [f"What was settled as {one.id} {why}." for one in result.undone_decisions]
    result.left += result.undone
