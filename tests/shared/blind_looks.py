"""Every public function that takes a study: how one looks with it at others' work, or that it tells of none."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from every_command import JOINT
from sqlmodel import Session, col

import workbench
from workbench import report, sight
from workbench.agreement.consensus import decisions
from workbench.agreement.differing import Differences, differences
from workbench.agreement.drawing import Asked, plan
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.coding import extracts
from workbench.coding.review import queue
from workbench.coding.search_filters import Filters
from workbench.errors import WorkbenchError
from workbench.exchange import read_packs
from workbench.memos import ABOUT, Sifting
from workbench.model import Coder, utc_now
from workbench.spans import Span
from workbench.study import Study
from workbench.themes import find_theme, themes
from workbench.themes.referred import TAKEN_OFF
from workbench.transcripts import listing

EARLY, LATE = "Parent 1 Early", "Parent 1 Late"
SECRET = "zqveil"
"""A code that is in no codebook, and a word of memos: only what Owen does on the sample holds it."""

CODES = ("trust", "doubt", "practical", "listening", "forms", SECRET)
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)
WHO = (None, "Ruth", "Owen")


@dataclass
class Look:
    """Somebody who looks, and what there is by its id, whether they know of it or not."""

    study: Study
    session: Session
    codings: list[UUID] = field(default_factory=list)
    memos: list[UUID] = field(default_factory=list)
    passages: list[UUID] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)

    @property
    def texts(self) -> list[UUID]:
        return [listing.find_text(self.session, name).revision_id for name in (EARLY, LATE, JOINT)]

    @property
    def coders(self) -> list[UUID]:
        return list(self.session.scalars(sa.select(col(Coder.id)).order_by(col(Coder.name))))

    @property
    def both(self) -> tuple[Session, Study]:
        return self.session, self.study


def told(look: Callable[[], Any]) -> Any:
    """What a look gives, or why it is refused."""
    try:
        return look()
    except WorkbenchError as error:
        return str(error)


def differing(study: Study) -> Differences:
    """Where Ruth and Owen differ, as far as it can be seen."""
    return differences(study, ["Ruth", "Owen"], sample=True)


def _report(study: Study) -> Path:
    """A report whose words count who spoke to a theme."""
    path = study.folder.parent / "report.md"
    path.write_text("# Warmth\n\nAll of them spoke of it.\n", encoding="utf-8")
    return path


def _worked_on(study: Study) -> Path:
    """A report in Word that was written before."""
    path = study.folder.parent / "report.docx"
    if not path.exists():
        report.write(study, path)
    return path


Telling = Callable[[Callable[..., Any], Look], Any]
TELLING: dict[str, Telling] = {
    "agreement.comparison.compare": lambda f, at: [
        told(lambda one=one: f(at.study, ["Ruth", "Owen"], sample=one, draws=0).codes) for one in (None, True, "First")
    ],
    "agreement.before_after.before_after": lambda f, at: told(
        lambda: f(at.study, ["Ruth", "Owen"], sample=True, draws=0).after.codes
    ),
    "agreement.confusion.confusion": lambda f, at: told(
        lambda: f(at.study, ["Ruth", "Owen"], sample=True, unit="character").shared.tolist()
    ),
    "agreement.consensus.decisions": lambda f, at: f(at.study, at.texts, states.current(at.study)),
    "agreement.consensus.settled": lambda f, at: told(lambda: f(at.study, differing(at.study))),
    "agreement.differing.differences": lambda f, at: told(lambda: f(at.study, ["Ruth", "Owen"], sample=True).passages),
    "agreement.differing.passages": lambda f, at: told(
        lambda: f(at.study, differing(at.study).passages, states.current(at.study), around=9)
    ),
    "agreement.differing.reference": lambda f, at: told(
        lambda: [f(at.study, one, code) for one in differing(at.study).passages for code in one.codes]
    ),
    "agreement.deciding.reason_for": lambda f, at: told(
        lambda: [f(at.study, one, code) for one in differing(at.study).passages for code in one.codes]
    ),
    # How far each is with a sample is no secret.
    "agreement.people.people": lambda f, at: f(at.study)[:2],
    "agreement.people.who_is_meant": lambda f, at: told(lambda: f(at.study)),
    "agreement.frameworks.frameworks": lambda f, at: told(
        lambda: [
            (one.own, one.a, one.b, one.pairs) for one in [f(at.study, ["Ruth", "Owen"], sample=True, unit="character")]
        ]
    ),
    "agreement.gathering.gathered": lambda f, at: told(lambda: f(at.study, ["Ruth", "Owen"], sample=True).codings),
    "agreement.parts.compare_parts": lambda f, at: told(
        lambda: [one.comparison.codes for one in f(at.study, ["Ruth", "Owen"], ["role", "wave"], sample=True, draws=0)]
    ),
    "agreement.layer.consensus_layer": lambda f, at: [
        told(lambda who=who: f(at.study, who).extracts) for who in WHO if who
    ],
    "agreement.layer.holding": lambda f, at: f(
        at.study,
        decisions(at.study, at.texts, states.current(at.study)),
        states.current(at.study),
    ),
    "coding.extracts.as_extracts": lambda f, at: f(
        at.study, states.current(at.study), sight.codings(at.session, at.study)
    ),
    "agreement.rounds.compare_rounds": lambda f, at: told(
        lambda: [
            (one.why_not, one.comparison and one.comparison.codes, one.rules)
            for one in f(at.study, ["Ruth", "Owen"], draws=0).rounds
        ]
    ),
    "agreement.drawing.coded_on": lambda f, at: f(
        *at.both, plan(at.study, ("Ruth", "Owen"), Asked(share=1), seed=1).transcripts, ("Ruth", "Owen")
    ),
    "agreement.drawing.plan": lambda f, at: f(at.study, ("Ruth", "Owen"), Asked(share=1), seed=1),
    "codebook.changes.lost.likely_same": lambda f, at: f(at.study),
    "codebook.states.stamps.under_other_rules": lambda f, at: [
        f(at.study, states.current(at.study), coder=who) for who in WHO
    ],
    "codebook.states.stamps.waiting_in_words": lambda f, at: f(at.study, states.current(at.study)),
    "coding.examples.examples_in_sight": lambda f, at: f(at.study, states.current(at.study).codes()),
    "coding.extracts.extracts": lambda f, at: [
        *f(at.study),
        *f(at.study, coder="Owen"),
        *f(at.study, ids=at.codings),
        *f(at.study, codes=["doubt"], transcript=EARLY, wave="T1", role="parent", participant="P1"),
    ],
    "coding.extracts.newest_extracts": lambda f, at: f(at.study, CODES),
    "coding.extracts.ids_for": lambda f, at: sorted(f(*at.both, states.current(at.study), [SECRET])),
    "coding.finding.find_hits": lambda f, at: f(at.study, "she"),
    "coding.progress.progress": lambda f, at: f(at.study),
    # Up to which step it was read is kept to find what is new, and shown nowhere.
    "coding.reading.open_transcript": lambda f, at: [
        replace(f(at.study, name), steps=frozenset()) for name in (EARLY, LATE, JOINT)
    ],
    "coding.reading.counted": lambda f, at: f(at.study),
    "coding.review.how_many": lambda f, at: f(at.study),
    "coding.review.looks": lambda f, at: f(at.study, queue(at.study).codings),
    "coding.review.queue": lambda f, at: f(at.study),
    "coding.review.under_unknown": lambda f, at: f(at.study),
    "coding.search.search": lambda f, at: [
        f(at.study, "she", Filters(code=code, coder=who)) for code in (None, "doubt") for who in WHO
    ],
    "coding.search_filters.choices": lambda f, at: [
        f(at.study, what) for what in ("role", "wave", "participant", "speaker", "code", "coder", "transcript")
    ],
    "coding.search_filters.places_for": lambda f, at: f(*at.both, Filters(code="doubt")),
    "coding.transfer.plan_transfer": lambda f, at: f(at.study, EARLY, "trust", "listening"),
    "coding.transfer.plan_transfer_to_new": lambda f, at: f(at.study, EARLY, "trust", NewCode("warm", "Warm")),
    "exchange.pack.pack": lambda f, at: f(at.study),
    # Of what has just been packed.
    "exchange.merge.plan": lambda f, at: f(at.study, read_packs([at.study.codings])),
    "memos.listing.memos": lambda f, at: [
        f(at.study),
        [f(at.study, Sifting(about=about)) for about in ABOUT],
        f(at.study, Sifting(coder="Owen", words=SECRET)),
        [told(lambda one=one: f(at.study, Sifting(about="coding", coding_id=one))) or "" for one in at.codings[:1]],
    ],
    "memos.listing.printable": lambda f, at: f(at.study),
    "memos.listing.find": lambda f, at: [found for one in at.memos if (found := f(at.study, one))],
    "memos.listing.familiarisation": lambda f, at: f(at.study, LATE, coder="Owen"),
    "memos.noted.impressions_of": lambda f, at: [f(at.study, one.id) for one in listing.transcripts(at.session)],
    "memos.noted.noted_in": lambda f, at: [f(at.study, one) for one in at.texts],
    "memos.phases.phases": lambda f, at: f(at.study),
    "report.attributed.attributed": lambda f, at: f(at.study, [one.id for one in extracts(at.study)]),
    "report.attributed.attributed_passage": lambda f, at: f(at.study, EARLY, Span(31, 62)),
    "report.codebook_words.codebook_facts": lambda f, at: f(
        at.study, "Ruth", extracts(at.study), states.current(at.study).books
    ),
    "report.gather.gather": lambda f, at: [f(at.study, who) for who in WHO if who],
    "report.parts.agreement_facts.agreement_facts": lambda f, at: told(
        lambda: (found := f(at.study, wanted=True)[0]) and found.comparison.codes
    ),
    "report.listed_quotations.quotations": lambda f, at: told(
        lambda: [(one.coding, one.shown.words) for one in f(at.study)]
    ),
    "report.quotation_shown.open_quotation": lambda f, at: [
        said
        for theme in themes(at.study)
        for one in at.codings
        if not str(said := told(lambda: f(at.study, str(theme.id), one).words)).startswith("There is no coding")  # noqa: B023
    ],
    "report.gather.example_rows": lambda f, at: f(at.study, states.current(at.study).codes()),
    "report.update.update.plan_update": lambda f, at: told(
        lambda: f(at.study, _worked_on(at.study), coder="Owen").changes
    ),
    "report.before_sending.read_before_sending": lambda f, at: f(at.study, _report(at.study)).told,
    "report.verify.verify.verify": lambda f, at: f(at.study, _report(at.study), coder="Owen").counted,
    "report.parts.method_facts.coding_facts": lambda f, at: f(at.study),
    "report.rows.study_facts": lambda f, at: f(at.study, "Ruth", extracts(at.study)),
    "report.checklist.facts.background": lambda f, at: f(at.study),
    "report.balance.study.weigh": lambda f, at: told(lambda: f(at.study, coder="Owen")),
    "report.parts.memo_facts.memo_rows": lambda f, at: f(at.study, report.gather(at.study, "Ruth")),
    "report.outline_choices.outline_standing": lambda f, at: [(one := f(at.study)).themes, one.quotations],
    "report.section_preview.preview_section": lambda f, at: f(at.study, {"order": "theme then role"}).blocks,
    "report.preview.preview": lambda f, at: f(at.study, coder="Owen"),
    "sight.codings": lambda f, at: [
        f(*at.both),
        f(*at.both, removed=True, noted=True),
        f(*at.both, ids=at.codings, removed=True),
        f(*at.both, coder="Owen", codes=CODES, revisions=at.texts),
    ],
    "sight.coding_ids": lambda f, at: sorted(f(*at.both, FIRST, LAST, removed=True)),
    "sight.latest_codings": lambda f, at: f(*at.both, codes=CODES, limit=100),
    "sight.placed": lambda f, at: [sorted(f(*at.both, one)) for one in at.texts],
    "sight.coding_rows": lambda f, at: sorted(one.id for one in f(*at.both, at.codings)),
    "sight.counts_by_code": lambda f, at: [f(*at.both, coder=who) for who in WHO],
    "sight.counts_by_stamp": lambda f, at: [f(*at.both, coder=who) for who in WHO],
    "sight.recent_codes": lambda f, at: f(*at.both),
    "sight.coders_by_transcript": lambda f, at: sorted((str(key), sorted(who)) for key, who in f(*at.both).items()),
    "sight.coded_passages": lambda f, at: sorted(f(*at.both, at.passages)),
    "sight.own_spans": lambda f, at: _spans(f(*at.both)),
    "sight.coded_spans": lambda f, at: [_spans(f(*at.both, coder=who)) for who in WHO],
    "sight.tells_every_step": lambda f, at: f(at.study),
    "sight.history": lambda f, at: [f(at.study), f(at.study, coder="Owen", limit=50)],
    "sight.place_of_step": lambda f, at: [found for one in at.steps if (found := f(at.study, one))],
    "sight_memos.memos": lambda f, at: [one.id for one, _ in f(*at.both, removed=True)],
    "sight_memos.memo": lambda f, at: [one for one in at.memos if f(*at.both, one)],
    "sight_memos.memo_ids": lambda f, at: sorted(f(*at.both, FIRST, LAST)),
    "sight_memos.placed_memos": lambda f, at: [f(*at.both, one) for one in at.texts],
    "sight_samples.spans_coded": lambda f, at: sorted(f(*at.both, at.coders)),
    "sight_then.codings_changed_since": lambda f, at: [
        sorted(some) for some in f(*at.both, at.coders, at=utc_now() - dt.timedelta(days=1), revisions=at.texts)
    ],
    "sight_stamps.own_stamped": lambda f, at: sorted(f(*at.both, CODES), key=str),
    "sight_stamps.stamps_of_others": lambda f, at: f(*at.both),
    "sight_use.use_of": lambda f, at: sorted(f(*at.both, CODES)),
    "standing.standing": lambda f, at: f(at.study),
    "themes.codes.codes_in_themes": lambda f, at: f(at.study, of_all=True),
    "themes.codes.codes_not_living": lambda f, at: f(at.study),
    "themes.codes.told_of_codes": lambda f, at: f(at.study, ["doubt", "trust"]),
    "themes.codes_in_use.lost_codes": lambda f, at: f(at.study),
    "themes.codes_in_use.codes_in_use_check": lambda f, at: f(at.study),
    "themes.listing.theme_extracts": lambda f, at: list(f(at.study).values()),
    "themes.listing.without_counter_extract": lambda f, at: f(at.study),
    "themes.listing.themes_by_coding": lambda f, at: sorted(f(at.study, extracts(at.study)).items()),
    "themes.listing.extracts_behind": lambda f, at: sorted(
        f(at.study, find_theme(at.study, "Warmth"), extracts(at.study))
    ),
    "themes.preparing.redactions": lambda f, at: f(at.study),
    "themes.referred.referred": lambda f, at: [
        (found.extract.id, found.told)
        for one in at.codings
        for found in f(at.study, f"[[{one}]] [[{str(one)[:9]}]]")
        if found.extract is not None or found.told == TAKEN_OFF
    ],
    "themes.referred.reference_to": lambda f, at: [one for one in at.codings if str(one) not in f(at.study, one)],
    "themes.touched.touched": lambda f, at: f(at.study, CODES),
    "themes.touched.told_of_new": lambda f, at: f(at.study, Code(id=SECRET, name="Other")),
    "themes.touched.told_of_former": lambda f, at: f(at.study, "trust", "confidence"),
    "themes.touched.told_of_merge": lambda f, at: f(at.study, ["doubt"], "trust"),
}
"""Every public function that lists or counts codings, memos, what themes say of passages, or steps."""


def _spans(found: dict[UUID, list[Span]]) -> list[tuple[str, list[str]]]:
    return sorted((str(key), sorted(map(str, spans))) for key, spans in found.items())


@cache
def functions() -> dict[str, Callable[..., Any]]:
    """Every public function below the doors that takes a study, by module and name."""
    found = {}
    for module in _modules():
        for name, one in vars(module).items():
            is_own = inspect.isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_")
            if is_own and "study" in inspect.signature(one).parameters:
                found[f"{module.__name__.removeprefix('workbench.')}.{name}"] = one
    return found


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(workbench.__path__, "workbench."):
        if not info.name.startswith(("workbench.tui", "workbench.cli", "workbench.store", "workbench.__main__")):
            yield importlib.import_module(info.name)
