"""Hold the themes of packs against the study's. Reads only."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.exchange import theme_lines
from workbench.exchange.planned import (
    Conflict,
    Extracts,
    Finder,
    Kept,
    Plan,
    Said,
    SaidOf,
    ThemeChange,
    ThemeMoments,
    outlived,
    settled,
)
from workbench.exchange.reading import PacksRead
from workbench.model import Evidence, Passage, Theme, ThemeCode, ThemeExtract
from workbench.prepared import Prepared, prepared_from
from workbench.store.rewind import parents_first


def plan_themes(session: Session, read: PacksRead, finder: Finder, result: Plan) -> dict[UUID, UUID]:
    """Plan the themes; gives the id here of each theme of the packs that was found by its name."""
    planner = _Planner(session, finder, result)
    said = [Said(one.id, one.made_at, one.removed_at, _meaning(one), one) for one in read.themes]
    entries = {one.id: one for one in settled(said, planner.is_here, "theme", result)}
    planner.parents |= {one.id: one.parent for one in entries.values()}
    planner.out |= result.doubled
    # Themes before their subthemes: what becomes of the one decides about the other.
    for theme_id in parents_first({one.id: one.parent for one in entries.values()}):
        planner.plan(entries[theme_id])
    return planner.here


class _Planner:
    """What becomes of a pack's themes, one after another.

    Attributes:
        out: Themes of the packs that were left out.
        here: The id here of each theme of the packs that was found by its name.
        parents: What each theme stands below: as the packs have it, else as it is here.
    """

    def __init__(self, session: Session, finder: Finder, result: Plan) -> None:
        self._session, self._finder, self._result = session, finder, result
        self._rows = {row.id: row for row in session.scalars(sa.select(Theme))}
        self._names = {_place(row.name, row.parent_id): row.id for row in self._rows.values() if row.removed_at is None}
        self._codes, self._said = _present_themes(session)
        self._evidence: dict[UUID, list[tuple[str, str]]] = {}
        for one in session.scalars(sa.select(Evidence).order_by(col(Evidence.position), col(Evidence.id))):
            self._evidence.setdefault(one.theme_id, []).append((one.sentence, one.source))
        self.out: set[UUID] = set()
        self.here: dict[UUID, UUID] = {}
        self.parents = {row.id: row.parent_id for row in self._rows.values()}

    def is_here(self, entry: theme_lines.ThemeEntry) -> bool:
        """Whether the study has the theme just as an entry of a pack says it."""
        row, (extracts, missing) = self._rows.get(entry.id), self._extracts(entry)
        return row is not None and not missing and not self._differing(row, entry, extracts)

    def plan(self, packed: theme_lines.ThemeEntry) -> None:
        """Plan one theme."""
        entry = replace(packed, parent=self.here.get(packed.parent, packed.parent)) if packed.parent else packed
        extracts, missing = self._extracts(entry)
        missing = self._misplaced(packed) or missing
        row = self._rows.get(entry.id)
        name = _place(entry.fields["name"], entry.parent)
        named = self._names.get(name) if entry.removed_at is None else None
        if row is None and named in self._rows:
            row = self._rows[named]
        is_revived = row is not None and outlived(row, entry)
        is_new_name = row is None or is_revived or (row.removed_at is None and _place(row.name, row.parent_id) != name)
        if is_new_name and named is not None and (row is None or named != row.id):
            missing = missing or "another theme has that name; give one of them another"
        if missing:
            # Half a theme would stand in the way of the whole one, once its transcripts are here.
            self.out.add(entry.id)
            self._result.unplaced.add(entry.id)
            self._result.left.append(f"The theme “{entry.fields['name']}”: {missing}.")
            return
        if entry.removed_at is None:
            self._names.setdefault(name, row.id if row is not None else entry.id)
        if row is None:
            self._result.themes.append(ThemeChange(entry.id, entry, extracts))
            return
        self.here[entry.id] = row.id
        self._compare(row, entry, extracts)

    def _compare(self, row: Theme, entry: theme_lines.ThemeEntry, extracts: Extracts) -> None:
        """Plan what becomes of a theme that is here: of making and removal the later holds, as with codings."""
        differing, result = self._differing(row, entry, extracts), self._result
        made_at = max(row.made_at, entry.made_at or row.made_at)
        here = ThemeMoments(row.id, row.made_at, row.removed_at)
        result.versions[row.id] = row.row_version
        if outlived(entry, row) or (entry.id != row.id and not differing):
            result.same += 1
        elif row.removed_at is None and differing:
            result.conflicts += [Conflict(f"The theme “{row.name}”", name) for name in differing]
            self._change(row, replace(entry, made_at=made_at), extracts, result.changed_themes)
            if entry.removed_at is not None:
                result.kept.append(Kept("theme", row.id, entry.removed_at))
        elif outlived(row, entry) and entry.removed_at is None:
            self._change(row, entry, extracts, result.revived_themes)
        elif row.removed_at is not None and entry.removed_at is None:
            # Removed here: an older pack does not bring it back.
            result.same += 1
        else:
            gone = [one.removed_at for one in (here, entry) if one.removed_at and not outlived(one, entry)]
            both = replace(here, made_at=made_at, removed_at=min(gone, default=None))
            if both == here:
                result.same += 1
            else:
                result.theme_moments.append(both)

    def _change(
        self, row: Theme, entry: theme_lines.ThemeEntry, extracts: Extracts, changes: list[ThemeChange]
    ) -> None:
        changes.append(ThemeChange(row.id, entry, extracts))
        self._result.behind[row.id] = behind(self._session, row.id)

    def _misplaced(self, packed: theme_lines.ThemeEntry) -> str:
        """Why a subtheme cannot stand where the pack puts it; empty where it can."""
        above, seen = packed.parent, set[UUID]()
        while above is not None and above not in seen:
            if above == packed.id:
                return "it stands below itself"
            seen.add(above)
            above = self.parents.get(above)
        return "its theme was left out" if packed.parent in self.out else ""

    def _extracts(self, entry: theme_lines.ThemeEntry) -> tuple[Extracts, str]:
        """What is said of which passages, and why a passage has no place; empty where all have one."""
        extracts: Extracts = {}
        for one in entry.extracts:
            where = self._finder.where(one.place)
            if isinstance(where, str):
                # Behind a theme stands what anybody coded.
                return extracts, self._finder.why(where, None)
            _, start, end = where
            # White space at the ends of a place is left out, and the edits are counted from its beginning.
            prepared = one.prepared and one.prepared.shifted(start - one.place.start, end - start)
            extracts[where] = SaidOf(one.stance, one.use, prepared)
        return extracts, ""

    def _differing(self, row: Theme, entry: theme_lines.ThemeEntry, extracts: Extracts) -> list[str]:
        """In what a theme here and an entry of a pack differ."""
        differing = [name for name in theme_lines.THEME_FIELDS if getattr(row, name) != entry.fields.get(name, "")]
        differing += ["parent"] if row.parent_id != entry.parent else []
        differing += ["codes"] if self._codes.get(row.id, []) != list(entry.codes) else []
        said = self._said.get(row.id, {})
        differing += ["extracts"] if _judged(said) != _judged(extracts) else []
        # Said apart: whoever takes a side is to know that the words in print would be others.
        differing += ["how its quotations are prepared"] if _prepared(said) != _prepared(extracts) else []
        differing += ["the questions it answers"] if tuple(row.answers or ()) != entry.answers else []
        differing += ["its other evidence"] if self._evidence.get(row.id, []) != list(entry.evidence) else []
        differing += ["removed"] if row.removed_at is None and entry.removed_at is not None else []
        return differing


def behind(session: Session, theme_id: UUID) -> frozenset[tuple[UUID, int]]:
    """The codes, extracts and other evidence behind a theme, as ids of rows with their versions."""
    found: set[tuple[UUID, int]] = set()
    for table in (ThemeCode, ThemeExtract, Evidence):
        query = sa.select(col(table.id), col(table.row_version)).where(col(table.theme_id) == theme_id)
        found |= {(row_id, version) for row_id, version in session.execute(query)}
    return frozenset(found)


def _judged(extracts: Extracts) -> dict[object, tuple[str, str]]:
    return {where: (one.stance, one.use) for where, one in extracts.items()}


def _prepared(extracts: Extracts) -> dict[object, Prepared]:
    return {where: one.prepared for where, one in extracts.items() if one.prepared is not None}


def _place(name: str, parent: UUID | None) -> tuple[str, UUID | None]:
    """Where no two living themes may stand: under one theme with one name."""
    return name.casefold(), parent


def _meaning(entry: theme_lines.ThemeEntry) -> object:
    """What two entries share that say the same; how the words of a passage are written is no difference."""
    places = [
        (one.place.text_sha256, one.place.start, one.place.end, one.stance, one.use, str(one.prepared))
        for one in entry.extracts
    ]
    return dict(entry.fields), entry.parent, entry.codes, sorted(places), entry.answers, entry.evidence


def _present_themes(session: Session) -> tuple[dict[UUID, list[str]], dict[UUID, Extracts]]:
    codes: dict[UUID, list[str]] = {}
    for code in session.scalars(sa.select(ThemeCode).order_by(col(ThemeCode.position), col(ThemeCode.code))):
        codes.setdefault(code.theme_id, []).append(code.code)
    said: dict[UUID, Extracts] = {}
    query = sa.select(ThemeExtract, Passage).join(Passage, col(Passage.id) == ThemeExtract.passage_id)
    for row, passage in session.execute(query):
        where = (passage.revision_id, passage.start, passage.end)
        said.setdefault(row.theme_id, {})[where] = SaidOf(row.stance, row.use, prepared_from(row.quotation))
    return codes, said
