"""Themes as plain values, and the extracts that stand behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_samples
from workbench.codebook.states import states
from workbench.coding import Extract, extracts
from workbench.errors import NotFound
from workbench.model import Evidence as EvidenceRow
from workbench.model import Passage, ThemeCode
from workbench.model import Theme as ThemeRow
from workbench.model import ThemeExtract as ThemeExtractRow
from workbench.prepared import Prepared, prepared_from
from workbench.study import Study
from workbench.themes.stances import is_against
from workbench.typed_ids import nearest

STATUS_MEANINGS = {
    "candidate": "a first idea",
    "reviewed": "held against extracts and interviews",
    "defined": "held against what contradicts it",
}
"""What it means that a theme is so far."""

STATUSES = tuple(STATUS_MEANINGS)


@dataclass(frozen=True)
class Evidence:
    """What stands behind a theme beside its extracts: printed with it, and counted nowhere.

    Attributes:
        id: Its row.
        sentence: What it says.
        source: Where that is from, as it is printed: "postal questionnaire".
    """

    id: UUID
    sentence: str
    source: str = ""


@dataclass(frozen=True)
class Theme:
    """A theme or subtheme.

    Attributes:
        id: Its row.
        name: What it is called.
        status: candidate, reviewed or defined.
        concept: The central organising concept.
        definition: What it says.
        includes: What belongs to it.
        excludes: What does not.
        narrative: The analyst's prose, in Markdown.
        none_found: The dated note that extracts against it were looked for and not found; empty where there is none.
        codes: Its codes, as today's ids.
        parent: The theme it is a subtheme of.
        position: Its place in the order.
        answers: The ids of the evaluation questions that it answers.
        evidence: What stands behind it beside its extracts, in order.
    """

    id: UUID
    name: str
    status: str
    concept: str
    definition: str
    includes: str
    excludes: str
    narrative: str
    none_found: str
    codes: tuple[str, ...]
    parent: UUID | None
    position: int
    answers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class ThemeExtract:
    """An extract as evidence of a theme.

    Attributes:
        extract: The coding's text in its context.
        stance: supports, complicates or contradicts.
        use: key, useful, not useful, or empty where nothing was said yet.
        is_judged: Whether an analyst has said anything of it; else it stands there through its code alone.
        prepared: How it is prepared for print; None where it is printed as it stands.
    """

    extract: Extract
    stance: str = "supports"
    use: str = ""
    is_judged: bool = False
    prepared: Prepared | None = None

    @property
    def is_against(self) -> bool:
        """Whether it speaks against the theme: it complicates or contradicts it."""
        return is_against(self.stance)

    @property
    def is_offered(self) -> bool:
        """Whether it may be chosen as a quotation: what is marked as not for quotation is not offered."""
        return not self.extract.not_for_quotation

    def judged(self, *, stance: str | None = None, use: str | None = None) -> ThemeExtract:
        """The extract as it is once somebody has said something of it; None leaves what was said."""
        stance, use = self.stance if stance is None else stance, self.use if use is None else use
        return replace(self, stance=stance, use=use, is_judged=True)


def themes(study: Study) -> list[Theme]:
    """The living themes, each followed by its subthemes.

    None is ever out of sight: a subtheme whose theme was removed (by somebody else, or on another machine), or is
    itself a subtheme, stands at the top as long as that is so.
    """
    lineage = states.current(study).lineage
    with study.read() as session:
        rows = session.scalars(
            sa.select(ThemeRow)
            .where(col(ThemeRow.removed_at).is_(None))
            .order_by(col(ThemeRow.position), col(ThemeRow.name))
        ).all()
        codes: dict[UUID, list[str]] = defaultdict(list)
        for row in session.scalars(sa.select(ThemeCode).order_by(col(ThemeCode.position), col(ThemeCode.code))):
            codes[row.theme_id].append(row.code)
        others: dict[UUID, list[Evidence]] = defaultdict(list)
        for one in session.scalars(sa.select(EvidenceRow).order_by(col(EvidenceRow.position), col(EvidenceRow.id))):
            others[one.theme_id].append(Evidence(one.id, one.sentence, one.source))
    parents: dict[UUID | None, UUID | None] = {row.id: row.parent_id for row in rows}
    found = [
        _plain(
            row,
            _above(row, parents),
            tuple(dict.fromkeys(lineage.today(code) for code in codes[row.id])),
            tuple(others[row.id]),
        )
        for row in rows
    ]
    top = [theme for theme in found if theme.parent is None]
    return [theme for parent in top for theme in (parent, *(child for child in found if child.parent == parent.id))]


def find_theme(study: Study, name: str) -> Theme:
    """The theme of that name or id.

    Raises:
        NotFound: There is none, or several of that name.
    """
    known = themes(study)
    wanted = name.strip().casefold()
    matches = [theme for theme in known if theme.name.casefold() == wanted or str(theme.id) == wanted]
    if len(matches) > 1:
        raise NotFound(
            f"There are {len(matches)} themes called {name!r}.",
            "Name it by its id.",
            command="See: workbench themes --json",
        )
    if matches:
        return matches[0]
    near = nearest(name, [theme.name for theme in known])
    hint = f"The nearest is {near!r}. " if near else ""
    raise NotFound(f"There is no theme {name!r}.", hint.strip(), command="See: workbench themes")


def theme_extracts(
    study: Study,
    *,
    coder: str | None = None,
    seen: Sequence[Extract] | None = None,
    judged_as: Mapping[UUID, UUID] = MappingProxyType({}),
) -> dict[UUID, list[ThemeExtract]]:
    """The extracts behind each theme: one a passage, in the order of the transcripts.

    They are the codings with one of the theme's codes (a group stands for its codes) and the passages an analyst has
    put there by hand, as long as somebody in sight has coded them.

    Args:
        study: The study; its coder is who looks.
        coder: Only this coder's codings.
        seen: These codings, where the caller has read them already.
        judged_as: By passage another one: what was said of that holds for it, where nothing was said of it itself.
    """
    books = states.current(study)
    seen = extracts(study, coder=coder) if seen is None else seen
    by_code: dict[str, list[Extract]] = defaultdict(list)
    by_passage: dict[UUID, list[Extract]] = defaultdict(list)
    for extract in seen:
        by_code[extract.code].append(extract)
        by_passage[extract.passage_id].append(extract)
    with study.read() as session:
        said = _said(session, study)
    place = {extract.id: number for number, extract in enumerate(seen)}
    result = {}
    for theme in themes(study):
        judged = dict(said.get(theme.id, {}))
        judged = {one: judged[other] for one, other in judged_as.items() if other in judged} | judged
        wanted = [extract for code in books.with_descendants(theme.codes) for extract in by_code.get(code, ())]
        wanted += [extract for passage_id in judged for extract in by_passage.get(passage_id, ())]
        one_each: dict[UUID, Extract] = {}
        for extract in sorted(wanted, key=lambda extract: place[extract.id]):
            one_each.setdefault(extract.passage_id, extract)
        result[theme.id] = [
            judged[extract.passage_id].of(extract) if extract.passage_id in judged else ThemeExtract(extract)
            for extract in one_each.values()
        ]
    return result


def without_counter_extract(study: Study) -> list[Theme]:
    """The themes against which no extract speaks, and of which nobody has noted that such were looked for in vain.

    It counts what `theme_extracts` does, and reads no words for it.
    """
    with study.read() as session:
        against = {
            theme_id: [passage_id for passage_id, one in judged.items() if is_against(one.stance)]
            for theme_id, judged in _said(session, study).items()
        }
        coded = sight.coded_passages(session, study, {one for passages in against.values() for one in passages})
    return [one for one in themes(study) if not one.none_found and coded.isdisjoint(against.get(one.id, ()))]


def themes_by_coding(study: Study, shown: Sequence[Extract]) -> dict[UUID, tuple[str, ...]]:
    """The names of the themes that each coding stands behind, through its code or its passage."""
    books = states.current(study)
    with study.read() as session:
        said = _said(session, study)
    holding: list[tuple[str, Collection[str], Collection[UUID]]] = [
        (theme.name, books.with_descendants(theme.codes), said.get(theme.id, {})) for theme in themes(study)
    ]
    return {
        extract.id: tuple(
            name for name, codes, passages in holding if extract.code in codes or extract.passage_id in passages
        )
        for extract in shown
    }


def extracts_behind(study: Study, theme: Theme, shown: Sequence[Extract]) -> set[UUID]:
    """Of the codings shown, those that stand behind the theme, through their code or their passage."""
    codes = states.current(study).with_descendants(theme.codes)
    with study.read() as session:
        passages = _said(session, study).get(theme.id, {})
    return {extract.id for extract in shown if extract.code in codes or extract.passage_id in passages}


class _Said(NamedTuple):
    """What was said of a passage that begins at ``start``."""

    stance: str
    use: str
    start: int
    prepared: Prepared | None

    def of(self, extract: Extract) -> ThemeExtract:
        """An extract of which it holds; where it stands elsewhere in the text, the edits go with their words."""
        prepared = self.prepared
        if prepared is not None:
            prepared = prepared.shifted(extract.start - self.start, extract.end - extract.start)
        return ThemeExtract(extract, self.stance, self.use, is_judged=True, prepared=prepared)


def _said(session: Session, study: Study) -> dict[UUID, dict[UUID, _Said]]:
    """What analysts said of passages, as far as the coder may see it: theme → passage → that."""
    said: dict[UUID, dict[UUID, _Said]] = defaultdict(dict)
    apart = sight_samples.judgements_out_of_sight(session, study)
    query = sa.select(
        col(ThemeExtractRow.id),
        col(ThemeExtractRow.theme_id),
        col(ThemeExtractRow.passage_id),
        col(ThemeExtractRow.stance),
        col(ThemeExtractRow.use),
        col(Passage.start),
        col(ThemeExtractRow.quotation),
    ).join(Passage, col(Passage.id) == ThemeExtractRow.passage_id)
    for row_id, theme_id, passage_id, stance, use, start, quotation in session.execute(query):
        if row_id not in apart:
            said[theme_id][passage_id] = _Said(stance, use, start, prepared_from(quotation))
    return said


def _above(row: ThemeRow, parents: Mapping[UUID | None, UUID | None]) -> UUID | None:
    """The theme that a row is shown under: its parent, where that lives and is not shown under another one itself.

    Args:
        row: A living theme.
        parents: The parent of every living theme.
    """
    above = row.parent_id
    if above is None or above not in parents:
        return None
    return above if parents[above] not in parents else None


def _plain(row: ThemeRow, parent: UUID | None, codes: tuple[str, ...], evidence: tuple[Evidence, ...]) -> Theme:
    return Theme(
        row.id,
        row.name,
        row.status,
        row.concept,
        row.definition,
        row.includes,
        row.excludes,
        row.narrative,
        row.none_found,
        codes,
        parent,
        row.position,
        tuple(row.answers or ()),
        evidence,
    )
