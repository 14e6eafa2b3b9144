"""Take a plan into the study, as one step."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_memos, sight_samples
from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.errors import Refused
from workbench.exchange import book_states, decisions, lines, merge_samples, quoting, seen, theme_lines
from workbench.exchange.merge_themes import behind
from workbench.exchange.planned import CodingSettled, Plan, ThemeChange, Where
from workbench.model import (
    CodebookState,
    Coding,
    Evidence,
    Mark,
    Memo,
    Passage,
    Theme,
    ThemeCode,
    ThemeExtract,
    utc_now,
)
from workbench.store.rewind import parents_first
from workbench.study import Study, coder_key, find_coder, make_coder
from workbench.visible import first_few, one_line

Side = Literal["ours", "theirs"]


def unpack(study: Study, plan: Plan, *, take: Side | None = None, came: str = "") -> int:
    """Do what a plan says.

    Args:
        study: The study.
        plan: What `merge.plan` found out.
        take: Which side holds where both differ; needed only then.
        came: From which files, for the history.

    Returns:
        How many entries were added or changed. States of codebooks are not among them: they are content, which is kept
        and never taken back, and where nothing else comes there is no step.

    Raises:
        Refused: There are conflicts and no side was named, or what they were held against was changed since the plan
            was made; no codings, marks, themes and memos were changed.
    """
    if plan.conflicts and take is None:
        message = "\n".join(
            ["The packs and the study differ; nothing was changed.", *(f"  {conflict}" for conflict in plan.conflicts)]
        )
        raise Refused(message, "Say which holds: --take ours or --take theirs.")
    if plan.stricter or plan.new_people:
        # First of all: whatever becomes of the rest, nobody is to be printed against their wish.
        quoting.take_in(study, plan.stricter, plan.new_people)
    plan = _with_undone(plan) if (theirs := take == "theirs") else plan
    coders = _coders(study, plan)
    books = states.current(study)
    with study.step(sight_samples.UNPACKED) as work:
        session = work.session
        book_states.take_in(session, plan.states)
        known = set(session.scalars(sa.select(col(CodebookState.sha256))))
        changes = [*plan.removals, *plan.revived, *plan.moments]
        recoded = plan.recodings if theirs else []
        changed_themes = plan.revived_themes + (plan.changed_themes if theirs else [])
        wheres = [where for _, where in plan.codings] + [where for _, _, where in recoded] + plan.marks
        wheres += [one.where for one in changes]
        wheres += [where for change in [*plan.themes, *changed_themes] for where in change.extracts]
        wheres += decisions.wheres_of(plan)
        wheres += [plan.memo_places[line.id] for line in plan.memos if line.id in plan.memo_places]
        passages = _passages(session, wheres)
        rows = [_coding_row(line, passages[where], coders, known) for line, where in plan.codings]
        if rows:
            session.execute(sa.insert(Coding), rows)
        for one in changes:
            _settle(session, known, one, plan.versions[one.id], passages[one.where])
        for coding_id, line, where in recoded:
            _recode(session, books, known, coding_id, plan.versions[coding_id], line, passages[where])
        if plan.marks:
            session.execute(sa.insert(Mark), [_mark_row(passages[where]) for where in plan.marks])
        _themes(session, plan, changed_themes, passages)
        merge_samples.take_in(session, plan.sampled, coders)
        others = len(plan.sampled.samples) + len(changes) + len(recoded) + len(plan.marks) + len(changed_themes)
        sight_memos.follow(session, plan.joined)
        others += _moments(session, plan, ours=take == "ours") + _memos(session, plan, coders, passages, theirs=theirs)
        named = {name: coders[coder_key(name)] for name in decisions.coders_of(plan)}
        others += decisions.take_in(session, plan, named, passages, _update)
        work.sentence = _sentence(plan, others, came)
    seen.note(study, plan.files)
    return len(rows) + len(plan.themes) + others + len(plan.stricter) + len(plan.new_people)


def _moments(session: Session, plan: Plan, *, ours: bool) -> int:
    """Settle since when themes are there or gone, and make anew what is kept; gives how many were changed."""
    for theme in plan.theme_moments:
        moments = {"made_at": theme.made_at, "removed_at": theme.removed_at}
        _update(session, Theme, theme.id, plan.versions[theme.id], **moments)
    kept = plan.kept if ours else []
    for own in kept:
        moment = max(utc_now(), own.removed_at)
        if own.kind == "memo":
            _update(session, Memo, own.id, plan.versions[own.id], made_at=moment)
        else:
            _update(session, Theme, own.id, plan.versions[own.id], made_at=moment)
    return len(plan.theme_moments) + len(kept)


def _memos(session: Session, plan: Plan, coders: dict[str, UUID], passages: dict[Where, UUID], *, theirs: bool) -> int:
    """Take in the memos; gives how many were added or changed."""
    places = {memo_id: passages[where] for memo_id, where in plan.memo_places.items() if where in passages}
    if plan.memos:
        session.execute(sa.insert(Memo), [_memo_row(line, coders, places.get(line.id)) for line in plan.memos])
    changes = plan.memo_removals + plan.memo_revived + plan.memo_moments + (plan.changed_memos if theirs else [])
    for memo in changes:
        values = {"text": memo.text, "kind": memo.kind, "phase": memo.phase, "date": memo.date}
        moments = {"made_at": memo.made_at, "removed_at": memo.removed_at}
        _update(session, Memo, memo.id, plan.versions[memo.id], **values, **moments)
    return len(plan.memos) + len(changes)


def _with_undone(plan: Plan) -> Plan:
    """The plan with what was here and was taken back by undo."""
    return replace(
        plan,
        codings=plan.codings + plan.undone_codings,
        themes=plan.themes + plan.undone_themes,
        memos=plan.memos + plan.undone_memos,
        decisions=plan.decisions + plan.undone_decisions,
    )


def _told(codings: int, themes: int, others: int) -> str:
    """What was taken in, for the history: `1 coding, 2 themes and 1 other change`."""
    kinds = ((codings, "coding"), (themes, "theme"), (others, "other change"))
    said = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in kinds if count]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said) or "nothing new"


def _sentence(plan: Plan, others: int, came: str) -> str:
    """What came, whose codings, and from which files: `Unpacked 6 codings of Owen from Parent 1 T1.docx`."""
    whose = {coder_key(line.coder): line.coder for line, _ in plan.codings}.values()
    whence = f"{f' of {first_few(sorted(whose))}' * bool(whose)}{f' from {one_line(came)}' * bool(came)}"
    return f"{sight_samples.UNPACKED} {_told(len(plan.codings), len(plan.themes), others)}{whence}"


def _update(session: Session, table: Any, row_id: UUID, version: int, **values: Any) -> None:
    """Change one row in bulk form; its version counts up as the mapper would count it.

    Raises:
        Refused: Somebody has changed it since the plan saw it in that version.
    """
    the_row = sa.update(table).where(table.id == row_id, table.row_version == version)
    written = session.connection().execute(the_row.values(row_version=version + 1, **values))
    if written.rowcount != 1:
        raise _changed_meanwhile()


def _changed_meanwhile() -> Refused:
    message = "Somebody has changed meanwhile what the packs were held against; nothing was taken in."
    return Refused(message, "Look at it as it is now: type the same command again.")


def _coding_row(
    line: lines.CodingLine, passage_id: UUID, coders: dict[str, UUID], known: Collection[str]
) -> dict[str, Any]:
    return {
        "id": line.id,
        "row_version": 1,
        "passage_id": passage_id,
        "code": line.code,
        "coder_id": coders[coder_key(line.coder)],
        "memo": line.memo,
        "made_at": line.made_at or utc_now(),
        "removed_at": line.removed_at,
        **_stamp(known, line),
    }


def _settle(session: Session, known: Collection[str], one: CodingSettled, version: int, place: UUID) -> None:
    """Make a coding as it is to be after what a pack tells of it."""
    line = one.line
    values: dict[str, Any] = {"made_at": line.made_at, "removed_at": line.removed_at, "memo": line.memo}
    if one.remade:
        values |= {"code": line.code, **_stamp(known, line)}
    _update(session, Coding, one.id, version, passage_id=place, **values)


def _stamp(known: Collection[str], line: lines.CodingLine) -> dict[str, Any]:
    """Under which state of the codebook a coding was made, or looked at again; ``known`` are those seen here."""
    state = line.codebook_state or None
    return {
        "codebook_version": line.codebook_version,
        "codebook_state": state if state in known else None,
        "state_elsewhere": None if state in known else state,
        "looked_at": line.looked_at,
    }


def _recode(
    session: Session,
    books: Codebooks,
    known: Collection[str],
    coding_id: UUID,
    version: int,
    line: lines.CodingLine,
    place: UUID,
) -> None:
    """Make a coding like the pack's; where its coder has that code there already, it is removed instead."""
    coder_id = sight.coder_of(session, coding_id)
    beside = [one for one in sight.own_codings(session, coder_id, passage_id=place) if one.id != coding_id]
    if any(books.lineage.today(one.code) == books.lineage.today(line.code) for one in beside):
        _update(session, Coding, coding_id, version, removed_at=utc_now())
        return
    values = {"code": line.code, "memo": line.memo, **_stamp(known, line)}
    _update(session, Coding, coding_id, version, passage_id=place, **values)


def _coders(study: Study, plan: Plan) -> dict[str, UUID]:
    names = {line.coder for line, _ in plan.codings} | {memo.coder for memo in plan.memos}
    names |= plan.sampled.coders | decisions.coders_of(plan)
    return {coder_key(name): find_coder(study, name) or make_coder(study, name) for name in sorted(names)}


def _passages(session: Session, wheres: list[Where]) -> dict[Where, UUID]:
    """The passages at those places; made where there are none yet."""
    revisions = {revision for revision, _, _ in wheres}
    query = sa.select(col(Passage.revision_id), col(Passage.start), col(Passage.end), col(Passage.id))
    present = {
        (revision, start, end): found for revision, start, end, found in session.execute(query) if revision in revisions
    }
    new = {where: uuid.uuid4() for where in dict.fromkeys(wheres) if where not in present}
    if new:
        session.execute(
            sa.insert(Passage),
            [
                {
                    "id": passage_id,
                    "row_version": 1,
                    "revision_id": where[0],
                    "start": where[1],
                    "end": where[2],
                }
                for where, passage_id in new.items()
            ],
        )
    return present | new


def _themes(session: Session, plan: Plan, changed: list[ThemeChange], passages: dict[Where, UUID]) -> None:
    known = set(session.scalars(sa.select(col(Theme.id))))
    new = {change.id: change for change in plan.themes}
    # A subtheme refers to its theme.
    order = parents_first({change.id: change.entry.parent for change in plan.themes})
    for change in (new[theme_id] for theme_id in order):
        parent = change.entry.parent if change.entry.parent in known else None
        known.add(change.id)
        session.execute(
            sa.insert(Theme),
            [
                {
                    "id": change.id,
                    "row_version": 1,
                    "made_at": change.entry.made_at or utc_now(),
                    **_theme_values(change.entry, parent),
                }
            ],
        )
        _behind(session, change, passages)
    for change in changed:
        parent = change.entry.parent if change.entry.parent in known else None
        made = {"made_at": change.entry.made_at} if change.entry.made_at else {}
        _update(session, Theme, change.id, plan.versions[change.id], **made, **_theme_values(change.entry, parent))
        if behind(session, change.id) != plan.behind[change.id]:
            raise _changed_meanwhile()
        for table in (ThemeCode, ThemeExtract, Evidence):
            session.execute(sa.delete(table).where(col(table.theme_id) == change.id))
        _behind(session, change, passages)


def _theme_values(entry: theme_lines.ThemeEntry, parent: UUID | None) -> dict[str, Any]:
    values: dict[str, Any] = {name: entry.fields.get(name, "") for name in theme_lines.THEME_FIELDS}
    values |= {"parent_id": parent, "position": entry.position, "removed_at": entry.removed_at}
    return values | {"answers": list(entry.answers) or None}


def _behind(session: Session, change: ThemeChange, passages: dict[Where, UUID]) -> None:
    codes = [
        {"id": uuid.uuid4(), "row_version": 1, "theme_id": change.id, "code": code, "position": number}
        for number, code in enumerate(dict.fromkeys(change.entry.codes), start=1)
    ]
    extracts = [
        {
            "id": uuid.uuid4(),
            "row_version": 1,
            "theme_id": change.id,
            "passage_id": passages[where],
            "stance": said.stance,
            "use": said.use,
            "quotation": said.prepared.as_value() if said.prepared else None,
        }
        for where, said in change.extracts.items()
    ]
    evidence = [
        {
            "id": uuid.uuid4(),
            "row_version": 1,
            "theme_id": change.id,
            "sentence": sentence,
            "source": source,
            "position": number,
        }
        for number, (sentence, source) in enumerate(change.entry.evidence, start=1)
    ]
    if codes:
        session.execute(sa.insert(ThemeCode), codes)
    if extracts:
        session.execute(sa.insert(ThemeExtract), extracts)
    if evidence:
        session.execute(sa.insert(Evidence), evidence)


def _mark_row(passage_id: UUID) -> dict[str, Any]:
    """A mark without a coder: packs do not say whose it is."""
    return {"id": uuid.uuid4(), "row_version": 1, "passage_id": passage_id, "coder_id": None, "made_at": utc_now()}


def _memo_row(line: lines.MemoLine, coders: dict[str, UUID], passage_id: UUID | None) -> dict[str, Any]:
    on_coding = line.about == "coding"
    return {
        "id": line.id,
        "row_version": 1,
        "kind": line.kind,
        "about": line.about,
        "about_id": "" if on_coding else line.about_id,
        "passage_id": passage_id,
        "coding_id": UUID(line.about_id) if on_coding else None,
        "phase": line.phase,
        "date": line.date,
        "passed_to": "",
        "passed_on": None,
        "coder_id": coders[coder_key(line.coder)],
        "text": line.text,
        "made_at": line.made_at or utc_now(),
        "removed_at": line.removed_at,
    }
