"""Make, change and remove themes; say what their extracts are good for. Each call is one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook import states
from workbench.errors import BadInput, NotFound, Refused
from workbench.model import Theme as ThemeRow
from workbench.model import ThemeCode, ThemeExtract, is_one_line, storable, utc_now
from workbench.study import Study
from workbench.themes.listing import STANCES, STATUSES, USES, Theme, find_theme, theme_extracts, themes

FIELDS = ("name", "status", "concept", "definition", "includes", "excludes", "narrative")
"""The fields of a theme that may be written."""


def add(
    study: Study,
    name: str,
    *,
    fields: Mapping[str, str] | None = None,
    codes: Sequence[str] = (),
    parent: str | None = None,
    none_found: str = "",
) -> Theme:
    """A new theme, last in its place.

    Args:
        study: The study.
        name: What it is called; no living theme beside it may be called so.
        fields: Further `FIELDS`.
        codes: Ids of codes that belong to it.
        parent: Name or id of the theme it is a subtheme of.
        none_found: Where extracts against it were looked for without finding any; kept with today's date.

    Raises:
        BadInput: The name is empty or taken, a field is unknown, or the parent is itself a subtheme.
        NotFound: There is no such parent or code.
        Refused: It would be *defined* without an extract against it or a note that none was found.
    """
    values = _checked({**(fields or {}), "name": name})
    books = states.current(study)
    ids = [books.find(code).id for code in codes]
    above = _parent(study, parent)
    if values.get("status") == "defined":
        _may_be_defined(study, None, none_found)
    with study.step(f"Added the theme “{values['name']}”") as work:
        _free_name(work.session, values["name"], above.id if above else None)
        last = work.session.scalar(sa.select(sa.func.max(col(ThemeRow.position)))) or 0
        row = ThemeRow(name=values["name"], parent_id=above.id if above else None, position=last + 1)
        row.none_found = _dated(none_found)
        for field, value in values.items():
            setattr(row, field, value)
        work.session.add(row)
        work.session.flush()
        _add_codes(work.session, row.id, ids)
    return find_theme(study, str(row.id))


def edit(
    study: Study,
    theme: Theme,
    *,
    fields: Mapping[str, str] | None = None,
    add_codes: Sequence[str] = (),
    remove_codes: Sequence[str] = (),
    parent: str | None = None,
    none_found: str | None = None,
) -> Theme:
    """Change a theme.

    Args:
        study: The study.
        theme: The theme as it is.
        fields: The `FIELDS` to write.
        add_codes: Ids of codes to move in.
        remove_codes: Ids of codes to move out.
        parent: Name or id of the theme it becomes a subtheme of; empty: it becomes a theme of its own.
        none_found: Where extracts against it were looked for without finding any; kept with today's date.

    Raises:
        BadInput: A field is unknown or its value cannot be; the name is taken; the parent is itself a subtheme.
        NotFound: There is no such code or parent.
        Refused: It would be *defined* without an extract against it or a note that none was found.
    """
    values = _checked(fields or {})
    books = states.current(study)
    coming = [books.find(code).id for code in add_codes]
    going = {books.lineage.today(code) for code in remove_codes}
    if missing := sorted(going - set(theme.codes)):
        raise NotFound(f"The code {missing[0]!r} is not in the theme.", "See: workbench themes NAME")
    above = theme.parent
    if parent is not None:
        found = _parent(study, parent, below=theme)
        above = found.id if found else None
    note = theme.none_found if none_found is None else _dated(none_found)
    if values.get("status") == "defined":
        _may_be_defined(study, theme, note)
    with study.step(f"Changed the theme “{theme.name}”") as work:
        if "name" in values or parent is not None:
            _free_name(work.session, values.get("name", theme.name), above, but=theme.id)
        row = work.session.get_one(ThemeRow, theme.id)
        # Only what was asked for: the caller's copy of the theme may be older than the row.
        if parent is not None:
            row.parent_id = above
        if none_found is not None:
            row.none_found = note
        for name, value in values.items():
            setattr(row, name, value)
        work.session.add(row)
        for code_row in work.session.scalars(sa.select(ThemeCode).where(col(ThemeCode.theme_id) == theme.id)):
            if books.lineage.today(code_row.code) in going:
                work.session.delete(code_row)
        _add_codes(work.session, theme.id, [code for code in coming if code not in theme.codes])
    return find_theme(study, str(theme.id))


def write_narrative(study: Study, theme: Theme, text: str, *, before: str) -> None:
    """Write a theme's narrative, unless somebody else has written it meanwhile.

    Args:
        study: The study.
        theme: The theme.
        text: The narrative, in Markdown.
        before: The narrative as the writer had it in front of them when they began.

    Raises:
        Refused: It is neither what the writer began with nor what they want it to be.
    """
    wanted = storable(text)
    with study.step(f"Wrote the narrative of the theme “{theme.name}”") as work:
        row = work.session.get_one(ThemeRow, theme.id)
        if row.narrative not in (before, wanted):
            message = f"The narrative of “{theme.name}” was changed elsewhere while you were writing."
            raise Refused(message, "Look at the other one before you write yours over it.")
        row.narrative = wanted
        work.session.add(row)


def place(study: Study, theme: Theme, *, parent: UUID | None, at: int) -> Theme:
    """Move a theme to a place among its neighbours, or among the subthemes of another theme.

    Args:
        study: The study.
        theme: The theme as it is.
        parent: The theme it becomes, or stays, a subtheme of; None: it stands by itself.
        at: Before how many of its neighbours there; more than there are: it comes last.

    Raises:
        BadInput: The parent is itself a subtheme, the theme has subthemes, or its name is taken there.
        NotFound: There is no such parent.
    """
    if parent is not None and parent != theme.parent:
        _parent(study, str(parent), below=theme)
    order = [one.id for one in themes(study) if one.parent == parent and one.id != theme.id]
    order.insert(at, theme.id)
    with study.step(f"Moved the theme “{theme.name}”") as work:
        _free_name(work.session, theme.name, parent, but=theme.id)
        for number, theme_id in enumerate(order, start=1):
            row = work.session.get_one(ThemeRow, theme_id)
            row.position = number
            if theme_id == theme.id:
                row.parent_id = parent
            work.session.add(row)
    return find_theme(study, str(theme.id))


def remove(study: Study, theme: Theme) -> None:
    """Remove a theme; its codes, codings and extracts stay.

    Raises:
        Refused: It has subthemes.
    """
    if children := [other.name for other in themes(study) if other.parent == theme.id]:
        message = f"The theme “{theme.name}” has subthemes: {', '.join(children)}."
        raise Refused(message, "Remove or move them first: workbench theme edit NAME --parent ''")
    with study.step(f"Removed the theme “{theme.name}”") as work:
        row = work.session.get_one(ThemeRow, theme.id)
        row.removed_at = utc_now()
        work.session.add(row)


def judge(
    study: Study, theme: Theme, codings: Sequence[UUID], *, stance: str | None = None, use: str | None = None
) -> int:
    """Say what the passages of those codings are to a theme; they come into it if they were not there.

    Args:
        study: The study.
        theme: The theme.
        codings: Codings in sight.
        stance: supports, complicates or contradicts; None leaves it.
        use: key, useful, not useful, or empty; None leaves it.

    Returns:
        How many passages were judged.

    Raises:
        BadInput: Stance or use is none of theirs.
        NotFound: There is no such coding.
    """
    if stance is not None and stance not in STANCES:
        raise BadInput(f"{stance!r} is no stance.", f"One of: {', '.join(STANCES)}.")
    if use is not None and use not in USES:
        raise BadInput(f"{use!r} is no use of an extract.", f"One of: {', '.join(USES[1:])}, or empty.")
    with study.step(f"Judged extracts of the theme “{theme.name}”") as work:
        passages = _passages(work.session, study, codings)
        present = _judged(work.session, theme.id)
        for passage_id in passages:
            row = present.get(passage_id) or ThemeExtract(theme_id=theme.id, passage_id=passage_id)
            row.stance = stance if stance is not None else row.stance
            row.use = use if use is not None else row.use
            work.session.add(row)
    return len(passages)


def forget(study: Study, theme: Theme, codings: Sequence[UUID]) -> int:
    """Take back what was said of those codings' passages in a theme.

    An extract that is in the theme through its code stays there, unjudged.

    Returns:
        How many were taken back.

    Raises:
        NotFound: There is no such coding, or nothing was said of one.
    """
    with study.step(f"Took back judgements on extracts of the theme “{theme.name}”") as work:
        present = _judged(work.session, theme.id)
        passages = _passages(work.session, study, codings)
        for passage_id in passages:
            if passage_id not in present:
                raise NotFound(f"Nothing was said of that extract in the theme “{theme.name}”.")
            work.session.delete(present[passage_id])
    return len(passages)


def wants_opposition(study: Study, theme: Theme) -> bool:
    """Whether a theme must still be held against what speaks against it before it can be *defined*.

    Outside reflexive mode it needs an extract that complicates or contradicts it, or the note that none was found.
    """
    return not theme.none_found and _is_unopposed(study, theme)


def _dated(note: str) -> str:
    """A note with today's date; nothing where there is none."""
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d}: {storable(note)}" if note.strip() else ""


def _judged(session: Session, theme_id: UUID) -> dict[UUID, ThemeExtract]:
    rows = session.scalars(sa.select(ThemeExtract).where(col(ThemeExtract.theme_id) == theme_id))
    return {row.passage_id: row for row in rows}


def _passages(session: Session, study: Study, codings: Sequence[UUID]) -> list[UUID]:
    found = {coding.id: coding.passage_id for coding in sight.codings(session, study, ids=codings)}
    for coding_id in codings:
        if coding_id not in found:
            raise NotFound(f"There is no coding {coding_id}.", "See: workbench codings")
    return list(dict.fromkeys(found[coding_id] for coding_id in codings))


def _checked(fields: Mapping[str, str]) -> dict[str, str]:
    values = {name: storable(value) for name, value in fields.items()}
    for name in values:
        if name not in FIELDS:
            raise BadInput(f"A theme has no field {name!r}.", f"Its fields: {', '.join(FIELDS)}.")
    if "name" in values:
        values["name"] = values["name"].strip()
        if not is_one_line(values["name"]):
            raise BadInput("A theme needs a name, in one line.", "Give it one of a few words.")
    if "status" in values and values["status"] not in STATUSES:
        raise BadInput(f"{values['status']!r} is no status of a theme.", f"One of: {', '.join(STATUSES)}.")
    return values


def _parent(study: Study, name: str | None, *, below: Theme | None = None) -> Theme | None:
    if not name:
        return None
    found = find_theme(study, name)
    if found.parent is not None:
        raise BadInput(f"“{found.name}” is itself a subtheme.", "Themes have subthemes, and these have none.")
    if below is not None and (found.id == below.id or any(other.parent == below.id for other in themes(study))):
        raise BadInput(f"“{below.name}” has subthemes or is that theme.", "Move its subthemes out of it first.")
    return found


def _free_name(session: Session, name: str, parent: UUID | None, *, but: UUID | None = None) -> None:
    """Within the open step, so that two programs cannot take the name at once."""
    for other in session.scalars(sa.select(ThemeRow).where(col(ThemeRow.removed_at).is_(None))):
        if other.id != but and other.parent_id == parent and other.name.casefold() == name.casefold():
            raise BadInput(f"There is a theme “{other.name}” already.", "Give this one another name, or edit that one.")


def _may_be_defined(study: Study, theme: Theme | None, none_found: str) -> None:
    if not none_found and _is_unopposed(study, theme):
        message = (
            "A theme is defined once an extract that complicates or contradicts it was found, or looked for in vain."
        )
        hint = "Mark one (workbench theme extract … --stance contradicts), or say where you looked: --none-found “…”."
        raise Refused(message, hint)


def _is_unopposed(study: Study, theme: Theme | None) -> bool:
    """Outside reflexive mode a defined theme has been held against the extracts that speak against it (method)."""
    if study.settings.mode == "reflexive":
        return False
    behind = theme_extracts(study).get(theme.id, []) if theme else []
    return not any(evidence.stance in {"complicates", "contradicts"} for evidence in behind)


def _add_codes(session: Session, theme_id: UUID, codes: Sequence[str]) -> None:
    last = (
        session.scalar(sa.select(sa.func.max(col(ThemeCode.position))).where(col(ThemeCode.theme_id) == theme_id)) or 0
    )
    for number, code in enumerate(dict.fromkeys(codes), start=last + 1):
        session.add(ThemeCode(theme_id=theme_id, code=code, position=number))
