"""What taking packs into a study would do: found out first, then shown, then done. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook import states
from workbench.codebook.lineage import Lineage
from workbench.exchange import lines
from workbench.exchange.reading import PacksRead
from workbench.model import Passage, Theme, ThemeCode, ThemeExtract
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing

Where = tuple[UUID, int, int]
"""A passage: revision, start, end."""


@dataclass(frozen=True)
class Conflict:
    """The same thing, said differently here and in the pack.

    Attributes:
        what: Which thing, in words that hold none of an interview.
        field: What of it differs.
    """

    what: str
    field: str

    def __str__(self) -> str:
        return f"{self.what}: {self.field} differs"


@dataclass(frozen=True)
class ThemeChange:
    """A theme to add, or to make like the pack's: what is said of which passages goes with it."""

    id: UUID
    entry: lines.ThemeEntry
    extracts: dict[Where, tuple[str, str]]


@dataclass
class Plan:
    """What a pack would bring.

    Attributes:
        codings: New codings with where they go.
        removals: Codings here that were removed there, with the moment.
        recodings: Codings that differ, as the pack has them, with the id here.
        marks: Passages to mark as not for quotation.
        themes: Themes to add.
        changed_themes: Themes that differ, as the pack has them.
        memos: Memos to add, each under the id here of the transcript or theme it is about.
        memo_removals: Memos here that were removed there, as the pack has them.
        changed_memos: Memos that differ, as the pack has them.
        same: How many entries are here already.
        conflicts: What differs and cannot be settled without being told.
        left: What cannot be taken in, in words.
        notices: What the user should know besides.
        unplaced: What has no place in this study: ids, and marks.
        files: The files that the plan takes in whole, each with the sha256 of its bytes as read.
    """

    codings: list[tuple[lines.CodingLine, Where]] = field(default_factory=list)
    removals: list[tuple[UUID, lines.CodingLine]] = field(default_factory=list)
    recodings: list[tuple[UUID, lines.CodingLine, Where]] = field(default_factory=list)
    marks: list[Where] = field(default_factory=list)
    themes: list[ThemeChange] = field(default_factory=list)
    changed_themes: list[ThemeChange] = field(default_factory=list)
    memos: list[lines.MemoLine] = field(default_factory=list)
    memo_removals: list[lines.MemoLine] = field(default_factory=list)
    changed_memos: list[lines.MemoLine] = field(default_factory=list)
    same: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    unplaced: set[UUID | lines.Place] = field(default_factory=set)
    files: dict[Path, str] = field(default_factory=dict)

    @property
    def brings_something(self) -> bool:
        """Whether there is anything to take in: to add, to change, or to settle."""
        new = self.codings or self.marks or self.themes or self.memos
        return bool(new or self.removals or self.memo_removals or self.conflicts)


class _Finder:
    """From a pack's passages to the study's."""

    def __init__(self, session: Session, places: Iterable[lines.Place]) -> None:
        found = listing.transcripts(session)
        self._by_text: dict[str, list[listing.TranscriptFound]] = {}
        for item in found:
            self._by_text.setdefault(item.text_sha256, []).append(item)
        self._by_source = {item.source_sha256: item for item in found}
        self._by_name = {key.casefold(): item for item in found for key in (item.file, item.name)}
        places_found = [self._transcript(place) for place in places]
        wanted = {item.revision_id for item in places_found if item is not None}
        self._texts = listing.texts(session, wanted)
        self.text_ids = {item.text_sha256: str(item.id) for item in found}

    def _transcript(self, place: lines.Place) -> listing.TranscriptFound | None:
        if place.text_sha256:
            same = self._by_text.get(place.text_sha256, [])
            # Two transcripts may hold the same words: then the name decides.
            named = [
                item for item in same if place.transcript.casefold() in (item.name.casefold(), item.file.casefold())
            ]
            return next(iter(named or same), None)
        return self._by_source.get(place.source_sha256) or self._by_name.get(place.transcript.casefold())

    def where(self, place: lines.Place) -> Where | str:
        """The passage in the study, or why it has none."""
        found = self._transcript(place)
        if found is None:
            known = self._by_name.get(place.transcript.casefold())
            return f"the transcript {place.transcript!r} {'has another text here' if known else 'is not in this study'}"
        text = self._texts[found.revision_id]
        if place.end > len(text):
            return f"{place.start}–{place.end} lies outside the transcript {place.transcript!r}"
        words = Span(place.start, place.end).of(text)
        if not lines.says_the_same(place.quote, words):
            return f"the words at {place.start}–{place.end} of {place.transcript!r} are others here"
        return (found.revision_id, place.start, place.end)


def plan(study: Study, read: PacksRead) -> Plan:
    """Hold what was read against the study."""
    result = Plan(left=list(read.faults), notices=list(read.notices))
    books = states.current(study)
    with study.read() as session:
        places = [line.place for line in read.codings] + [
            place for theme in read.themes for place, _, _ in theme.extracts
        ]
        finder = _Finder(session, [*places, *read.marks])
        _plan_codings(session, study, books.lineage, read, finder, result)
        _plan_marks(session, read, finder, result)
        themes_here = _plan_themes(session, read, finder, result)
        _plan_memos(session, read, finder, themes_here, result)
    if not read.faults and not result.unplaced:
        result.files = dict(read.files)
    missing = states.not_in_codebook(books, {line.code for line, _ in result.codings})
    if missing:
        result.notices.append(f"Not in the codebook (the codings are taken in all the same): {', '.join(missing)}.")
    return result


def _plan_codings(
    session: Session, study: Study, lineage: Lineage, read: PacksRead, finder: _Finder, result: Plan
) -> None:
    seen = sight.codings(session, study, removed=True)
    by_id = {one.id: one for one in seen}
    living = {
        (one.coder.casefold(), (one.revision_id, one.start, one.end), lineage.today(one.code)): one
        for one in seen
        if one.removed_at is None
    }
    taken: dict[UUID, lines.CodingLine] = {}
    coming: set[tuple[str, Where, str]] = set()
    for line in read.codings:
        where = finder.where(line.place)
        if isinstance(where, str):
            result.left.append(f"A coding of {line.coder}'s: {where}.")
            result.unplaced.add(line.id)
            continue
        if line.id in taken:
            if taken[line.id] != line:
                result.left.append(
                    f"The coding {line.id} stands twice in the packs, with different values; the first was taken."
                )
            continue
        taken[line.id] = line
        here = by_id.get(line.id)
        if here is None and line.removed_at is None:
            here = living.get((line.coder.casefold(), where, lineage.today(line.code)))
        if here is not None:
            _compare(here, line, where, lineage, result)
            continue
        key = (line.coder.casefold(), where, lineage.today(line.code))
        if line.removed_at is None and key in coming:
            # Made on two machines before either saw the other's: one coding all the same.
            result.same += 1
            continue
        coming |= {key} if line.removed_at is None else set()
        result.codings.append((line, where))


def _compare(here: sight.SeenCoding, line: lines.CodingLine, where: Where, lineage: Lineage, result: Plan) -> None:
    what = f"{here.coder}'s coding {here.id}"
    if here.coder.casefold() != line.coder.casefold():
        result.left.append(f"{what} is {line.coder}'s in the pack; it was left as it is.")
        return
    differing = [
        name
        for name, ours, theirs in (
            ("passage", (here.revision_id, here.start, here.end), where),
            ("code", lineage.today(here.code), lineage.today(line.code)),
            ("memo", here.memo, line.memo),
        )
        if ours != theirs
    ]
    if differing and here.removed_at is None and line.removed_at is None:
        result.conflicts += [Conflict(what, name) for name in differing]
        result.recodings.append((here.id, line, where))
    elif line.removed_at is not None and here.removed_at is None:
        result.removals.append((here.id, line))
    else:
        # Removed here: an older pack does not bring it back.
        result.same += 1


def _plan_marks(session: Session, read: PacksRead, finder: _Finder, result: Plan) -> None:
    rows = session.execute(
        sa.select(col(Passage.revision_id), col(Passage.start), col(Passage.end)).where(col(Passage.not_for_quotation))
    )
    marked = {tuple(row) for row in rows}
    for place in read.marks:
        where = finder.where(place)
        if isinstance(where, str):
            result.left.append(f"A mark “not for quotation”: {where}.")
            result.unplaced.add(place)
        elif where in marked:
            result.same += 1
        else:
            marked.add(where)
            result.marks.append(where)


def _plan_themes(session: Session, read: PacksRead, finder: _Finder, result: Plan) -> dict[UUID, UUID]:
    """Plan the themes; gives the id here of each theme of the pack that was found by its name."""
    rows = {row.id: row for row in session.scalars(sa.select(Theme))}
    by_name = {(row.name.casefold(), row.parent_id): row for row in rows.values() if row.removed_at is None}
    codes, said = _present_themes(session)
    out: set[UUID] = set()
    here: dict[UUID, UUID] = {}
    # Themes before their subthemes: what becomes of the one decides about the other.
    below = {one.id for one in read.themes if one.parent is not None}
    planned: set[UUID] = set()
    for packed in sorted(read.themes, key=lambda one: one.parent is not None):
        if packed.id in planned:
            result.left.append(f"The theme {packed.id} stands twice in the packs; the first was taken.")
            continue
        planned.add(packed.id)
        entry = replace(packed, parent=here.get(packed.parent, packed.parent)) if packed.parent else packed
        extracts: dict[Where, tuple[str, str]] = {}
        missing = "its theme was left out" if entry.parent in out else ""
        above = rows.get(entry.parent) if entry.parent else None
        if packed.parent in below or (above is not None and above.parent_id is not None):
            missing = "its theme is itself a subtheme"
        for place, stance, use in entry.extracts:
            where = finder.where(place)
            if isinstance(where, str):
                missing = missing or where
            else:
                extracts[where] = (stance, use)
        if missing:
            # Half a theme would stand in the way of the whole one, once its transcripts are here.
            out.add(entry.id)
            result.unplaced.add(entry.id)
            result.left.append(f"The theme “{entry.fields['name']}”: {missing}.")
            continue
        row = rows.get(entry.id) or (
            by_name.get((entry.fields["name"].casefold(), entry.parent)) if not entry.removed_at else None
        )
        if row is None:
            result.themes.append(ThemeChange(entry.id, entry, extracts))
            continue
        here[entry.id] = row.id
        differing = [name for name in lines.THEME_FIELDS if getattr(row, name) != entry.fields.get(name, "")]
        differing += ["parent"] if row.parent_id != entry.parent else []
        differing += ["codes"] if codes.get(row.id, []) != list(entry.codes) else []
        differing += ["extracts"] if said.get(row.id, {}) != extracts else []
        differing += ["removed"] if row.removed_at is None and entry.removed_at is not None else []
        if not differing or row.removed_at is not None:
            result.same += 1
            continue
        result.conflicts += [Conflict(f"The theme “{row.name}”", name) for name in differing]
        result.changed_themes.append(ThemeChange(row.id, entry, extracts))
    return here


def _present_themes(session: Session) -> tuple[dict[UUID, list[str]], dict[UUID, dict[Where, tuple[str, str]]]]:
    codes: dict[UUID, list[str]] = {}
    for code in session.scalars(sa.select(ThemeCode).order_by(col(ThemeCode.position), col(ThemeCode.code))):
        codes.setdefault(code.theme_id, []).append(code.code)
    said: dict[UUID, dict[Where, tuple[str, str]]] = {}
    query = sa.select(ThemeExtract, Passage).join(Passage, col(Passage.id) == ThemeExtract.passage_id)
    for row, passage in session.execute(query):
        said.setdefault(row.theme_id, {})[(passage.revision_id, passage.start, passage.end)] = (row.stance, row.use)
    return codes, said


def _plan_memos(
    session: Session, read: PacksRead, finder: _Finder, themes_here: dict[UUID, UUID], result: Plan
) -> None:
    rows = {memo.id: (memo, coder) for memo, coder in sight.memos(session, removed=True)}
    planned: set[UUID] = set()
    about_ids = finder.text_ids | {str(packed): str(here) for packed, here in themes_here.items()}
    for line in _with_ids(read.memos, about_ids, result):
        if line.id in planned:
            result.left.append(f"The memo {line.id} stands twice in the packs; the first was taken.")
            continue
        planned.add(line.id)
        found = rows.get(line.id)
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
