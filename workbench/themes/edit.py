"""Make, change and remove themes. Each call is one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from textwrap import shorten
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.codebook.books import Codebooks
from workbench.codebook.states import states
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.model import Theme as ThemeRow
from workbench.model import ThemeCode, is_one_line, storable, utc_now
from workbench.study import Study
from workbench.themes.listing import STATUSES, Theme, ThemeExtract, find_theme, theme_extracts, themes
from workbench.themes.questions import checked_answers
from workbench.themes.refusals import Unopposed
from workbench.themes.rows import free_name, living, parent_named
from workbench.visible import plural

FIELDS = ("name", "status", "concept", "definition", "includes", "excludes", "narrative")
"""The fields of a theme that may be written."""

_LONGEST = 400
"""Characters of another's text that a message repeats."""

_FEW, _SHORT = 3, 8
"""So many words, or so many characters where words are written without blanks, say where somebody looked."""


def add(
    study: Study,
    name: str,
    *,
    fields: Mapping[str, str] | None = None,
    codes: Sequence[str] = (),
    parent: str | None = None,
    none_found: str = "",
    answers: Sequence[str] = (),
) -> Theme:
    """A new theme, last in its place.

    Args:
        study: The study.
        name: What it is called; no living theme beside it may be called so.
        fields: Further `FIELDS`.
        codes: Ids of codes that belong to it.
        parent: Name or id of the theme it is a subtheme of.
        none_found: Where extracts against it were looked for without finding any; kept with today's date.
        answers: The ids of the evaluation questions that it answers.

    Raises:
        BadInput: The name is empty or taken, a field is unknown, the parent is itself a subtheme, or the note says
            nothing.
        NotFound: There is no such parent, code or question.
        Unopposed: It would be *defined* without an extract against it or a note that none was found.
    """
    values = _checked({**(fields or {}), "name": name})
    books = states.current(study)
    ids = [books.find(code).id for code in codes]
    above, answered = parent_named(study, parent), checked_answers(study, answers)
    if values.get("status") == "defined":
        _may_be_defined(study, None, none_found)
    with study.step(f"Added the theme “{values['name']}”") as work:
        if above is not None:
            living(work.session, above)
        free_name(work.session, values["name"], above.id if above else None)
        last = work.session.scalar(sa.select(sa.func.max(col(ThemeRow.position)))) or 0
        row = ThemeRow(name=values["name"], parent_id=above.id if above else None, position=last + 1)
        row.none_found, row.answers = _dated(none_found), list(answered) or None
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
    answers: Sequence[str] | None = None,
    shown: Theme | None = None,
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
        answers: The ids of the evaluation questions that it answers; None leaves them.
        shown: The theme as the writer had it in front of them; None where nobody looked at it for long.

    Raises:
        BadInput: A field is unknown or its value cannot be; the name is taken; the parent is itself a subtheme; the
            note says nothing.
        NotFound: There is no such code, parent or question, or the theme was removed meanwhile.
        ChangedElsewhere: A field to be written says something else by now than it said in front of the writer.
        Unopposed: It would be *defined* without an extract against it or a note that none was found.
    """
    values = _checked(fields or {})
    books = states.current(study)
    coming = [books.find(code).id for code in add_codes]
    going = {books.lineage.today(code) for code in remove_codes}
    _refuse_missing(theme, going)
    above = parent_named(study, parent, below=theme) if parent is not None else None
    note = theme.none_found if none_found is None else _dated(none_found)
    if values.get("status") == "defined":
        _may_be_defined(study, theme, note)
    written: dict[str, Any] = values | ({} if none_found is None else {"none_found": note})
    written |= {} if answers is None else {"answers": checked_answers(study, answers, kept=theme.answers)}
    with study.step(f"Changed the theme “{theme.name}”") as work:
        row = living(work.session, theme)
        if above is not None:
            living(work.session, above)
        if shown is not None:
            _as_shown(row, shown, written)
        # Only what was asked for: the caller's copy of the theme may be older than the row.
        if parent is not None:
            row.parent_id = above.id if above else None
        for name, value in written.items():
            setattr(row, name, list(value) or None if name == "answers" else value)
        if "name" in values or parent is not None:
            free_name(work.session, row.name, row.parent_id, but=theme.id)
        work.session.add(row)
        _remove_codes(work.session, theme, going, books)
        _add_codes(work.session, theme.id, [code for code in coming if code not in theme.codes])
    return find_theme(study, str(theme.id))


def _refuse_missing(theme: Theme, going: Collection[str]) -> None:
    if missing := sorted(set(going) - set(theme.codes)):
        raise NotFound(f"The code {missing[0]!r} is not in the theme.", command="See: workbench themes NAME")


def remove(study: Study, theme: Theme, *, agreed: Collection[str] | None = None) -> None:
    """Remove a theme; its codes, codings and extracts stay.

    Args:
        study: The study.
        theme: The theme.
        agreed: What goes out of sight with it, as its remover was told (`goes_with`); None where nobody was.

    Raises:
        NotFound: It was removed already.
        ChangedElsewhere: More goes with it by now.
        Refused: It has subthemes.
    """
    if children := [other.name for other in themes(study) if other.parent == theme.id]:
        message = f"The theme “{theme.name}” has subthemes: {', '.join(children)}."
        raise Refused(message, "Remove or move them first.", command="See: workbench theme edit --parent")
    with study.step(f"Removed the theme “{theme.name}”") as work:
        row = living(work.session, theme)
        if agreed is not None:
            now = find_theme(study, str(theme.id))
            more = [held for held in goes_with(now, theme_extracts(study).get(theme.id, ())) if held not in agreed]
            if more:
                message = f"Somebody wrote into the theme “{theme.name}” meanwhile: {', '.join(more)}."
                raise ChangedElsewhere(message, "Look at that before you remove it.")
        row.removed_at = utc_now()
        work.session.add(row)


def goes_with(theme: Theme, extracts: Sequence[ThemeExtract]) -> list[str]:
    """What of people's work goes out of sight with a theme that is removed, in words; nothing where it holds none.

    Args:
        theme: The theme.
        extracts: The extracts behind it.
    """
    said = {
        "its narrative": theme.narrative,
        "what it says": theme.concept + theme.definition + theme.includes + theme.excludes,
        "the note on what speaks against it": theme.none_found,
    }
    judged, prepared = sum(one.is_judged for one in extracts), sum(one.prepared is not None for one in extracts)
    many = [f"what was said of {plural(judged, 'extract')}"] if judged else []
    many += [f"how {plural(prepared, 'quotation')} {'are' if prepared > 1 else 'is'} prepared"] if prepared else []
    many += ["its other evidence"] if theme.evidence else []
    return [words for words, text in said.items() if text.strip()] + many


def _as_shown(row: ThemeRow, shown: Theme, written: Mapping[str, Any]) -> None:
    """Refuse to write over what the writer has not seen."""
    if "answers" in written and tuple(row.answers or ()) not in (shown.answers, written["answers"]):
        message = f"Somebody else said meanwhile which questions the theme “{shown.name}” answers."
        raise ChangedElsewhere(message, "Look at that before you write yours over it.")
    differing = {
        name: getattr(row, name)
        for name, value in written.items()
        if name != "answers" and getattr(row, name) not in (getattr(shown, name), value)
    }
    if differing:
        now = "; ".join(
            f"{name.replace('_', ' ')}: “{shorten(text, _LONGEST, placeholder=' …')}”"
            for name, text in differing.items()
        )
        message = f"Somebody else changed the theme “{shown.name}” meanwhile. By now it says {now}."
        theirs = "\n\n".join(f"{name.replace('_', ' ')}: {text}" for name, text in differing.items())
        raise ChangedElsewhere(message, "Look at that before you write yours over it.", theirs=theirs)


def _dated(note: str) -> str:
    """A note with today's date; nothing where there is none.

    It is printed, and stands in for an extract: a letter typed by accident must not.
    """
    words = note.split()
    if words and len(words) < _FEW and sum(map(len, words)) < _SHORT:
        raise BadInput(
            f"“{' '.join(words)}” does not say where voices against the theme were looked for.",
            "Say it in a few words, such as: all parents' interviews. The report prints them.",
        )
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d}: {storable(note)}" if words else ""


def _checked(fields: Mapping[str, str]) -> dict[str, str]:
    values = {name: storable(value) for name, value in fields.items()}
    for name in values:
        if name not in FIELDS:
            raise BadInput(f"A theme has no field {name!r}.", f"Its fields: {', '.join(FIELDS)}.")
    if "name" in values:
        values["name"] = values["name"].strip()
        if not is_one_line(values["name"]):
            raise BadInput(
                "A theme needs a name, in one line and without control characters.",
                "Give it one of a few words; signs shown as ¤ are such characters.",
            )
    if "status" in values and values["status"] not in STATUSES:
        raise BadInput(f"{values['status']!r} is no status of a theme.", f"One of: {', '.join(STATUSES)}.")
    return values


def _may_be_defined(study: Study, theme: Theme | None, none_found: str) -> None:
    if not none_found and _is_unopposed(study, theme):
        message = (
            "A theme is defined once an extract that complicates or contradicts it was found, or looked for in vain."
        )
        raise Unopposed(
            message,
            "Mark such an extract, or say where you looked.",
            command="See: `workbench theme extract --stance contradicts`, `workbench theme edit --none-found`",
        )


def _is_unopposed(study: Study, theme: Theme | None) -> bool:
    """Outside reflexive mode a defined theme has been held against the extracts that speak against it (method)."""
    if study.settings.mode == "reflexive":
        return False
    behind = theme_extracts(study).get(theme.id, []) if theme else []
    return not any(evidence.is_against for evidence in behind)


def _remove_codes(session: Session, theme: Theme, codes: Collection[str], books: Codebooks) -> None:
    for row in session.scalars(sa.select(ThemeCode).where(col(ThemeCode.theme_id) == theme.id)):
        if books.lineage.today(row.code) in codes:
            session.delete(row)


def _add_codes(session: Session, theme_id: UUID, codes: Sequence[str]) -> None:
    last = (
        session.scalar(sa.select(sa.func.max(col(ThemeCode.position))).where(col(ThemeCode.theme_id) == theme_id)) or 0
    )
    for number, code in enumerate(dict.fromkeys(codes), start=last + 1):
        session.add(ThemeCode(theme_id=theme_id, code=code, position=number))
