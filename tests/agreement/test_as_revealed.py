"""Figures of a sample as its coders left it when it was revealed, whatever they changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from workbench import coding, exchange, opening, sight_samples, sight_then
from workbench.agreement import as_json, in_words, samples
from workbench.agreement.comparison import compare
from workbench.agreement.drawing import Asked
from workbench.agreement.gathering import gathered
from workbench.exchange.unpack import unpack
from workbench.model import Coder
from workbench.spans import Span
from workbench.transcripts import listing

EARLY, LATE = "Parent 1 Early", "Parent 1 Late"
BOTH = ("Ruth", "Owen")
WORDS = ("She sat with me", "when the letters came", "in the snow")


@pytest.fixture
def owen(study):
    return replace(study, coder="Owen")


@pytest.fixture
def revealed(study, owen, code):
    """A sample that both have finished and revealed; Ruth has three codings on it, and Owen two."""
    samples.draw(study, "First", BOTH, Asked(share=1), seed=1)
    for words in WORDS:
        code(study, EARLY, words, "trust")
    code(owen, EARLY, WORDS[0], "trust")
    code(owen, EARLY, "She came every week. She", "doubt")
    samples.finish(study)
    samples.finish(owen)
    samples.reveal(study)
    return study


def then(study, **more):
    """What stood when the sample was revealed: places, codes and whose."""
    with study.read() as session:
        names = {one.id: one.name for one in session.scalars(sa.select(Coder))}
        text = listing.find_text(session, EARLY)
        at = samples.find(study, "First").revealed_at
        changed = sight_then.codings_changed_since(session, study, names, at=at, revisions=[text.revision_id], **more)
        found = [one for one in sight_samples.spans_coded(session, study, names) if one.revision_id == text.revision_id]
        for one in changed.now:
            found.remove(one)
        return sorted(
            (names[one.coder_id], one.code, text.text[one.start : one.end]) for one in [*found, *changed.then]
        )


def now(study):
    return sorted((one.coder, one.code, one.quote) for one in coding.extracts(study))


def own(study, words):
    return next(one for one in coding.extracts(study, coder=study.coder) if one.quote == words)


@pytest.mark.both_engines
def test_what_was_changed_since_is_as_it_was(revealed, owen, code):
    before = now(revealed)
    figures = compare(revealed, BOTH, draws=0)
    assert (figures.basis.changed_since, figures.basis.as_revealed) == (0, False)
    assert not any("changed since" in line for line in in_words.heading(figures))
    first, second, third = (own(revealed, words) for words in WORDS)
    coding.remove(revealed, [first.id])
    coding.recode(revealed, [second.id], "doubt")
    coding.move_borders(revealed, third.id, Span(third.start, third.end - 5))
    code(owen, EARLY, WORDS[2], "listening")
    opening.undo(owen)
    own_last = own(owen, "She came every week. She")
    coding.split(owen, own_last.id, own_last.start + 20)
    assert (now(revealed) != before, then(revealed)) == (True, before)
    with_it = compare(revealed, BOTH, draws=0)
    assert with_it.basis.changed_since == 5
    assert any(
        "5 codings on it changed since" in line and "--as-revealed" in line for line in in_words.heading(with_it)
    )
    found = gathered(revealed, BOTH, as_revealed=True)
    as_then = compare(revealed, BOTH, draws=0, found=found)
    assert [one.measured.counts for one in as_then.codes] == [one.measured.counts for one in figures.codes]
    assert [one.measured.counts for one in with_it.codes] != [one.measured.counts for one in figures.codes]
    told = as_json.as_json(as_then)
    assert (told["changed_since"], told["as_revealed"]) == (5, True)
    assert any(line.startswith("What they had coded when it was revealed") for line in in_words.heading(as_then))
    # What was put on, taken off and put on again since was not there.
    (again,) = code(revealed, EARLY, "I was scared", "trust")
    coding.remove(revealed, [again.id])
    code(revealed, EARLY, "I was scared", "trust")
    code(revealed, EARLY, WORDS[0], "trust")
    assert then(revealed) == before


@pytest.mark.both_engines
def test_what_an_undo_took_away_since_was_there(study, owen, code):
    samples.draw(study, "First", BOTH, Asked(share=1), seed=1)
    code(study, EARLY, WORDS[0], "trust")
    code(owen, EARLY, WORDS[1], "trust")
    samples.reveal(study, early=True)
    before = now(study)
    opening.undo(owen)
    assert (len(now(study)), then(study)) == (1, before)
    opening.redo(owen)
    assert then(study) == before == now(study)


def test_on_a_sample_that_is_open_nothing_is_told_of_what_others_had_coded(revealed, owen):
    mine = [one for one in now(revealed) if one[0] == "Ruth"]
    samples.draw_round(revealed, "First", "Again", samples.plan_round(revealed, "First", same=True))
    assert then(revealed) == mine
    coding.remove(owen, [own(owen, WORDS[0]).id])
    opening.undo(owen)
    assert then(revealed) == mine


@pytest.mark.both_engines
def test_a_sample_that_is_open_elsewhere_changes_nothing(study, owen, code):
    samples.draw(study, "First", BOTH, Asked(share=1, without=(LATE,)), seed=1)
    code(study, EARLY, WORDS[0], "trust")
    code(owen, EARLY, WORDS[1], "trust")
    samples.reveal(study, early=True)
    before = now(study)
    opening.undo(owen)
    rest = tuple(one.name for one in samples.find(study, "First").transcripts)
    samples.draw(study, "Other", BOTH, Asked(share=1, without=rest), seed=1)
    assert (len(now(study)), then(study)) == (1, before)


def test_of_what_packs_bring_afterwards_it_is_said_that_nobody_here_knows_how_it_stood(studies, code):
    here, there = studies.new("Ruth"), studies.new("Owen")
    samples.draw(here, "First", BOTH, Asked(share=1), seed=1)
    code(here, EARLY, WORDS[0], "trust")
    last = code(here, EARLY, WORDS[1], "trust")[0]
    exchange.pack(here)
    unpack(there, exchange.plan(there, exchange.read_packs([here.codings])))
    # What is there by then and changed before the reveal comes with what brings the reveal, and so does a third one.
    found = next(one for one in coding.extracts(here) if one.id == last.id)
    coding.move_borders(here, last.id, Span(found.start, found.end - 5))
    code(here, EARLY, WORDS[2], "trust")
    for who in BOTH:
        samples.finish(replace(here, coder=who))
    samples.reveal(here)
    exchange.pack(here)
    assert compare(here, BOTH, draws=0).basis.came_since == 0
    unpack(there, exchange.plan(there, exchange.read_packs([here.codings])), take="theirs")
    # What is put on afterwards was not there then, whoever tells of it.
    code(here, EARLY, "I was scared", "trust")
    exchange.pack(here)
    unpack(there, exchange.plan(there, exchange.read_packs([here.codings])))
    comparison = compare(there, BOTH, draws=0, found=gathered(there, BOTH, as_revealed=True))
    assert as_json.as_json(comparison)["came_since"] == 2
    assert any("Of 2 codings on it packs told here only after" in line for line in in_words.heading(comparison))
