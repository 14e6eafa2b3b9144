"""Retire codes and bring them back, take out those that were never used, and say what one was called before."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from workbench import sight_use
from workbench.codebook.changes.draft import Draft, named, with_reason
from workbench.codebook.schema import Change, Code
from workbench.errors import Refused
from workbench.model import Theme, ThemeCode
from workbench.store.journal import Work
from workbench.study import Study
from workbench.visible import first_few, one_line


def retire_code(study: Study, code_id: str, *, why: Change | None = None) -> bool:
    """Retire a code, as one step: it is put on passages no more, and its codings stay.

    Args:
        study: The study.
        code_id: The code, as it stands in a codebook.
        why: The reason, which is noted in it.

    Returns:
        False where it was retired already, and nothing was done.

    Raises:
        NotFound: There is no such code.
        Refused: It is merged into another or split away, or the file was changed meanwhile.
    """
    return _set_retired(study, code_id, retired=True, why=why)


def bring_back_code(study: Study, code_id: str, *, why: Change | None = None) -> bool:
    """Bring a retired code back, as one step; see `retire_code`.

    Returns:
        False where it was not retired, and nothing was done.
    """
    return _set_retired(study, code_id, retired=False, why=why)


def _set_retired(study: Study, code_id: str, *, retired: bool, why: Change | None) -> bool:
    draft = Draft(study)
    code = draft.books.as_it_stands(code_id)
    if code.merged_into is not None or code.is_split_away:
        hint = "It is put on passages no more as it is." if retired else "Undo that, or take it out of the file."
        raise Refused(f"{named(code)} is {draft.books.lineage.became(code)}.", hint)
    if code.retired == retired:
        return False
    draft.change({code.id: {"retired": retired} | with_reason(code, why)})
    return draft.write(f"{'Retired' if retired else 'Brought back'} the code {named(code)}")


def remove_code(study: Study, code_id: str) -> None:
    """Take a code out of its codebook that was never used, as one step.

    Args:
        study: The study.
        code_id: The code, as it stands in a codebook.

    Raises:
        NotFound: There is no such code.
        Refused: A passage was coded with it, under any of its ids, a theme has it, a code stands under it or went into
            it, or the file was changed meanwhile.
    """
    draft = Draft(study)
    code = draft.books.as_it_stands(code_id)
    _refuse_named(draft, code)
    ids = {code.id, *code.was}
    draft.take_out(code.id)
    with draft.written(f"Took out the code {named(code)}") as work:
        if work is not None:
            _refuse_used(work, code, ids)


def _refuse_named(draft: Draft, code: Code) -> None:
    """Refuse to take out a code that others name."""
    below = [one for one in draft.books.codes() if one.parent == code.id]
    if below:
        raise Refused(
            f"Under {named(code)} {'stand' if len(below) > 1 else 'stands'} {first_few(map(named, below))}.",
            "Move what stands under it first.",
        )
    today = draft.books.lineage.today
    before = [
        one
        for one in draft.books.codes()
        if one.id != code.id and code.id in (today(one.id), *(today(part) for part in one.split_into))
    ]
    if before:
        raise Refused(
            f"{first_few(map(named, before))} went into {named(code)}.",
            "Retire it instead: it stays as what they became.",
        )


def _refuse_used(work: Work, code: Code, ids: set[str]) -> None:
    """Refuse to take out a code that somebody used, within the step: nobody can begin to meanwhile."""
    used = f"Passages were coded with {named(code)}." if sight_use.were_used(work.session, ids) else ""
    query = sa.select(col(Theme.name)).join(ThemeCode, col(ThemeCode.theme_id) == Theme.id)
    held = work.session.scalars(query.where(col(ThemeCode.code).in_(ids), col(Theme.removed_at).is_(None)))
    if names := [f"“{one_line(name)}”" for name in held]:
        used = used or f"Themes hold {named(code)}: {first_few(names)}."
    if used:
        raise Refused(used, "Retire it instead.", command=f"See: workbench codebook retire {code.id}")
