"""Samples that several code apart: drawn, worked through, revealed, discarded, drawn again; and all of it undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from workbench import coding, opening, sight
from workbench.agreement import samples
from workbench.agreement.drawing import Asked, plan
from workbench.agreement.sample_list import find
from workbench.errors import BadInput, NotFound, Refused
from workbench.transcripts import listing, removing

EARLY, LATE, JOINT, OTHER, STAFF = (
    "Parent 1 Early",
    "Parent 1 Late",
    "PM1+PM2 Early",
    "Parent 2 Early",
    "S1+S2 Early",
)
BOTH = ("Ruth", "Owen")
ALL = Asked(share=1)


@pytest.fixture
def owen(study):
    return replace(study, coder="Owen")


def names(found):
    return [one.name for one in found.transcripts]


def turns_of(study, name):
    with study.read() as session:
        revision_id = listing.find_text(session, name).revision_id
        return {(one.start, one.end) for one in listing.spoken(session, [revision_id])[revision_id].turns}


def states(study, name=None):
    return {one.name: dict(one.states) for one in find(study, name).transcripts}


def seen_by(who):
    with who.read() as session:
        return {(one.transcript, one.coder) for one in sight.codings(session, who)}


def test_a_sample_is_drawn_by_strata_with_its_seed_kept(study):
    with study.read() as session:
        everything = {one.name for one in listing.transcripts(session)}
    assert everything == {EARLY, LATE, JOINT, OTHER, STAFF}
    shown = plan(study, BOTH, Asked(number=4), seed=7)
    assert {one.name: (one.there, len(one.drawn)) for one in shown.strata} == {
        "Mentor, Early": (1, 1),
        "Parent, Early": (2, 1),
        "Parent, Late": (1, 1),
        "Staff member, Early": (1, 1),
    }
    assert (shown.there, sorted(shown.new_coders)) == (5, ["Owen", "Ruth"])
    drawn = samples.draw_planned(study, " First ", shown)
    assert (drawn.name, drawn.round, drawn.seed, drawn.coders) == ("First", 1, 7, ("Owen", "Ruth"))
    assert names(drawn) == sorted(names(drawn), key=listing.natural)
    assert names(drawn) == [one.name for one in plan(study, BOTH, Asked(number=4), seed=7).transcripts]
    assert drawn.drawn == "4 of 5 transcripts, by role and wave, at least 1 of each; drawn by chance (seed 7)"
    assert (drawn.is_open, drawn.follows, drawn.revealed_early, drawn.coded_before) == (True, None, False, ())
    # Of half, with nobody of the staff, and of every stratum none at least.
    half = plan(study, BOTH, Asked(share=0.5, minimum=0, without=(STAFF.lower(),)), seed=1)
    assert (half.there, len(half.transcripts)) == (4, 2)
    assert STAFF not in {one.name for one in half.transcripts}
    by_wave = plan(study, BOTH, Asked(number=2, by=("wave",)), seed=1)
    assert {one.name for one in by_wave.strata} == {"Early", "Late"}
    stretches = plan(study, BOTH, Asked(share=1, turns=1), seed=3).transcripts
    for one in stretches:
        assert (one.turns, (one.start, one.end) in turns_of(study, one.name)) == (1, True)


@pytest.mark.parametrize(
    ("coders", "asked", "error"),
    [
        (("Ruth",), ALL, "two people at least"),
        (("Ruth", " ruth "), ALL, "named twice"),
        (BOTH, Asked(), "how much is to be drawn"),
        (BOTH, Asked(share=0.2, number=2), "Both a share and a number"),
        (BOTH, Asked(share=1.5), "at most 100"),
        (BOTH, Asked(number=0), "At least one"),
        (BOTH, Asked(number=9), "there are 5"),
        (BOTH, Asked(number=2), "2 transcripts cannot give 1 of each stratum: that takes 4"),
        (BOTH, Asked(share=1, minimum=-1), "no less than nothing"),
        (BOTH, Asked(share=1, turns=0), "at least one turn"),
        (BOTH, Asked(share=1, by=("site",)), "nothing to draw by"),
        (BOTH, Asked(share=1, by=("role", "role")), "named twice"),
        (BOTH, Asked(share=1, without=(EARLY, LATE, JOINT, OTHER, STAFF)), "no transcript to draw from"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_reason(study, coders, asked, error):
    with pytest.raises(BadInput, match=error):
        samples.draw(study, "No", coders, asked)
    assert samples.samples(study) == []


@pytest.mark.both_engines
def test_coders_work_through_it_and_it_is_revealed(study, owen, code):
    code(study, EARLY, "I was scared", "doubt")
    code(replace(study, coder="Cara"), EARLY, "Go on", "doubt")
    code(study, OTHER, "My family", "trust")
    samples.draw(study, "First", BOTH, Asked(share=1, without=(OTHER,)), seed=1)
    assert find(study, "FIRST").coded_before == ("Ruth",)
    assert states(study)[EARLY] == {"Owen": "not started", "Ruth": "in work"}
    # Nobody sees another's work on it, whether they are to code it or not; what is not on it they see.
    cara = replace(study, coder="Cara")
    code(owen, EARLY, "She sat with me", "trust")
    code(owen, LATE, "I doubt it", "doubt")
    assert seen_by(study) == {(EARLY, "Ruth"), (OTHER, "Ruth")}
    assert seen_by(owen) == {(EARLY, "Owen"), (LATE, "Owen"), (OTHER, "Ruth")}
    assert seen_by(cara) == {(EARLY, "Cara"), (OTHER, "Ruth")}
    assert seen_by(replace(study, coder="Nobody yet")) == {(OTHER, "Ruth")}
    assert states(study)[LATE] == {"Owen": "in work", "Ruth": "not started"}
    assert samples.finish(owen, None, ["parent 1 early"]) == [EARLY]
    assert samples.finish(owen, "First") == [LATE, JOINT, STAFF]
    assert samples.finish(owen) == []
    assert {one["Owen"] for one in states(study).values()} == {"finished"}
    assert samples.reopen(owen, None, [LATE]) == [LATE]
    assert states(study)[LATE]["Owen"] == "in work"
    with pytest.raises(Refused, match=r"Not all have finished the sample “First”: Owen \(Parent 1 Late\); Ruth \("):
        samples.reveal(study)
    samples.finish(owen)
    samples.finish(study)
    shown = samples.reveal(study, "first")
    assert (shown.is_open, shown.revealed_early) == (False, False)
    assert seen_by(study) == {(EARLY, who) for who in ("Ruth", "Owen", "Cara")} | {(LATE, "Owen"), (OTHER, "Ruth")}
    for again in (samples.reveal, samples.finish, samples.reopen, samples.discard):
        with pytest.raises(Refused, match="is revealed since"):
            again(owen, "First")
    with pytest.raises(NotFound, match="No sample is open"):
        samples.finish(owen)
    # Owen's last step would be undone past that: how far he was is told as it was when it was revealed.
    with pytest.raises(Refused, match="stays as it was then"):
        opening.undo(owen)
    assert [one.sentence for one in sight.history(study, limit=1)] == ["Revealed the sample “First”"]


def test_wrong_names_are_told(study, owen):
    with pytest.raises(NotFound, match="No sample was drawn yet"):
        find(study)
    with pytest.raises(NotFound, match="There is no sample"):
        find(study, "First")
    samples.draw(study, "First", BOTH, Asked(number=4), seed=1)
    samples.draw(study, "Second", ("Ruth", "Cara"), Asked(number=4), seed=2)
    with pytest.raises(NotFound, match="2 samples are open"):
        samples.finish(study)
    with pytest.raises(BadInput, match="a sample “first” already"):
        samples.draw(study, "first", BOTH, ALL)
    with pytest.raises(BadInput, match="cannot be a sample's name"):
        samples.draw(study, "a\nb", BOTH, ALL)
    with pytest.raises(NotFound, match="Owen is not to code the sample “Second”; it is for Cara and Ruth"):
        samples.finish(owen, "Second")
    (left_out,) = {EARLY, LATE, JOINT, OTHER, STAFF} - set(names(find(study, "First")))
    with pytest.raises(NotFound, match="is not in the sample"):
        samples.finish(owen, "First", [left_out])
    with pytest.raises(NotFound):
        samples.finish(owen, "First", ["none of that name"])
    with pytest.raises(NotFound):
        samples.draw(study, "Third", BOTH, Asked(number=1, without=("none of that name",)))
    with pytest.raises(Refused, match="it is in the sample “"):
        removing.unimport(study, [JOINT])


def test_revealed_early_is_kept_and_told(study, owen, code):
    samples.draw(study, "First", BOTH, ALL, seed=1)
    samples.finish(study)
    code(owen, EARLY, "I was scared", "doubt")
    samples.finish(owen, None, [EARLY])
    assert samples.reveal(study, early=True).revealed_early
    assert sight.history(study, limit=1)[0].sentence.startswith(
        "Revealed the sample “First” early: not finished by Owen ("
    )
    # Taken back, it is open again; but it was seen.
    opening.undo(study)
    assert seen_by(study) == set()
    assert find(study).revealed_early
    samples.finish(owen)
    assert samples.reveal(study).revealed_early


@pytest.mark.both_engines
def test_undo_and_redo_take_back_and_bring_again_but_open_nothing(study, owen, code):
    samples.draw(study, "First", BOTH, ALL, seed=1)
    opening.undo(study)
    assert samples.samples(study) == []
    opening.redo(study)
    assert len(find(study).transcripts) == 5
    samples.finish(owen, None, [EARLY])
    opening.undo(owen)
    assert states(study)[EARLY]["Owen"] == "not started"
    opening.redo(owen)
    code(owen, EARLY, "I was scared", "doubt")
    # With one who has begun it can be discarded, and that be taken back; with two no more.
    samples.discard(study)
    assert samples.samples(study) == []
    opening.undo(study)
    assert states(study)[EARLY]["Owen"] == "finished"
    code(study, EARLY, "Go on", "doubt")
    with pytest.raises(Refused, match="would show them each other's codings"):
        samples.discard(owen)
    samples.finish(study)
    samples.finish(owen)
    samples.reveal(study)
    # Closed again by undo, and not opened secretly by redo.
    opening.undo(study)
    assert seen_by(study) == {(EARLY, "Ruth")}
    samples.reopen(owen, None, [LATE])
    with pytest.raises(Refused, match="Not all have finished the sample “First” by now"):
        opening.redo(study)
    assert seen_by(study) == {(EARLY, "Ruth")}
    samples.finish(owen)
    opening.redo(study)
    assert (find(study, "First").is_open, find(study, "First").revealed_early) == (False, True)


def test_a_draw_is_not_undone_once_two_have_begun(study, owen, code):
    # Ruth coded before; her latest step is the draw.
    code(study, EARLY, "Go on", "doubt")
    code(study, LATE, "I doubt it", "doubt")
    samples.draw(study, "First", BOTH, Asked(share=1, without=(LATE,)), seed=1)
    opening.undo(study)
    samples.draw(study, "First", BOTH, Asked(share=1, without=(LATE,)), seed=1)
    # What they coded elsewhere is no beginning.
    code(owen, LATE, "forms", "practical")
    opening.undo(study)
    opening.redo(study)
    code(owen, EARLY, "I was scared", "doubt")
    with pytest.raises(Refused, match="was begun by several"):
        opening.undo(study)
    assert seen_by(study) == {(EARLY, "Ruth"), (LATE, "Ruth"), (LATE, "Owen")}


def test_who_is_not_to_code_a_sample_does_not_see_it_by_discarding_it(study, owen, code):
    mara = replace(study, coder="Mara")
    code(mara, LATE, "I doubt it", "doubt")
    samples.draw(study, "First", BOTH, ALL, seed=1)
    # What was there before the draw all could see: that she coded then keeps nobody from discarding.
    code(owen, EARLY, "I was scared", "doubt")
    samples.discard(study)
    opening.undo(study)
    code(mara, EARLY, "Go on", "doubt")
    for take_away in (lambda: samples.discard(mara), lambda: opening.undo(study)):
        with pytest.raises(Refused, match="begun by several"):
            take_away()
    assert seen_by(mara) == {(EARLY, "Mara"), (LATE, "Mara")}


@pytest.mark.both_engines
def test_what_is_coded_already_is_told_before_the_draw_and_can_be_left_out(study, owen, code):
    code(study, JOINT, "We listened", "listening")
    code(owen, EARLY, "I was scared", "doubt")
    code(replace(study, coder="Cara"), LATE, "I doubt it", "doubt")
    everything = plan(study, BOTH, Asked(share=1), seed=1)
    assert everything.coded_before == {EARLY: ("Owen",), JOINT: ("Ruth",)}
    # Of a stretch only what is in it.
    stretches = {seed: plan(study, BOTH, Asked(share=1, turns=1), seed=seed).coded_before.keys() for seed in range(9)}
    assert {EARLY in found for found in stretches.values()} == {True, False}
    rest = plan(study, BOTH, Asked(share=1, without=("Parent 2 Early",)), seed=1, uncoded=True)
    assert ({one.name for one in rest.transcripts}, rest.coded_before) == ({LATE, "S1+S2 Early"}, {})
    assert rest.asked.without == (JOINT, EARLY, OTHER)
    # What would be drawn is drawn, and so it is kept: with the same seed anybody draws the same.
    drawn = samples.draw_planned(study, "First", plan(study, BOTH, Asked(number=1, by=()), seed=1, uncoded=True))
    assert (len(drawn.transcripts), drawn.coded_before, drawn.asked.without) == (1, (), (JOINT, EARLY))
    # On a sample that is open nobody is told what others did.
    name = drawn.transcripts[0].name
    quote = {LATE: "forms", STAFF: "That was hard", OTHER: "My family"}[name]
    code(owen, name, quote, "doubt")
    assert name not in plan(study, BOTH, Asked(share=1), seed=1).coded_before
    assert plan(owen, BOTH, Asked(share=1), seed=1).coded_before[name] == ("Owen",)
    samples.finish(study)
    samples.finish(owen)
    samples.reveal(study)
    assert samples.plan_round(study, "First", same=True).coded_before == {name: ("Owen",)}
    again = samples.plan_round(study, "First", uncoded=True, seed=1)
    assert again.asked.without == tuple(sorted({EARLY, JOINT, name}))
    with pytest.raises(BadInput, match="no transcript to draw from on which none of the coders has coded"):
        plan(study, BOTH, Asked(share=1, without=(LATE, OTHER, STAFF)), seed=1, uncoded=True)
    with pytest.raises(BadInput, match="are transcripts that were coded"):
        samples.plan_round(study, "First", same=True, uncoded=True)


def test_what_was_coded_before_the_draw_is_told_whatever_became_of_it(study, owen, code):
    gone = code(owen, EARLY, "Go on", "doubt")
    coding.remove(owen, [one.id for one in gone])
    samples.draw(study, "None before", BOTH, ALL, seed=1)
    assert find(study).coded_before == ()
    samples.discard(study)
    before = code(owen, EARLY, "I was scared", "doubt")
    samples.draw(study, "First", BOTH, ALL, seed=1)
    coding.remove(owen, [one.id for one in before])
    assert (find(study).coded_before, states(study)[EARLY]["Owen"]) == (("Owen",), "not started")


def test_who_cannot_finish_it_does_not_come_in(study):
    samples.draw(study, "First", BOTH, ALL, seed=1)
    with pytest.raises(NotFound, match="Zoe is not to code the sample"):
        samples.finish(replace(study, coder="Zoe"))
    assert "Zoe" not in " ".join(one.sentence for one in sight.history(study))


def test_only_the_stretch_that_was_drawn_is_blind(study, owen, code):
    drawn = samples.draw(study, "First", BOTH, Asked(share=1, turns=1), seed=1)
    stretch = next(one for one in drawn.transcripts if one.name == JOINT)
    turns = turns_of(study, JOINT)
    for start, end in turns:
        place = coding.find_place(owen, JOINT, quote=None, start=start, end=end)
        coding.apply(owen, JOINT, [place], ["trust"])
    with study.read() as session:
        seen = {(one.start, one.end) for one in sight.codings(session, study)}
        # In whatever way it is found out: by joined passages, by a list of them, for each row.
        assert sum(sight.counts_by_code(session, study).values()) == len(seen)
        assert len(sight.coding_ids(session, study, UUID(int=0), UUID(int=2**128 - 1))) == len(seen)
    assert seen == turns - {(stretch.start, stretch.end)}
    assert states(study)[JOINT] == {"Owen": "in work", "Ruth": "not started"}


def test_further_rounds(study, owen):
    first = samples.draw(study, "First", BOTH, Asked(number=2, by=("wave",)), seed=1)
    with pytest.raises(Refused, match="is open still"):
        samples.plan_round(study, "First")
    with pytest.raises(Refused, match="is open still"):
        samples.draw_round(study, "First", "Second", plan(study, BOTH, ALL))
    samples.reveal(study, early=True)
    shown = samples.plan_round(study, "First", same=True)
    again = samples.draw_round(study, "First", "Again", shown)
    assert (again.round, again.follows, names(again)) == (2, "First", names(first))
    assert again.drawn == "the transcripts of the round before again"
    samples.discard(study)
    # What a round had is not drawn again: of the late wave there is none left.
    assert {one.name: len(one.drawn) for one in samples.plan_round(study, "First", seed=2).strata}["Early"] == 2
    third = samples.draw(study, "Other", BOTH, Asked(number=1, by=()), seed=5)
    samples.reveal(study, early=True)
    following = samples.draw_round(study, "Other", "Other 2", samples.plan_round(study, "Other", seed=2))
    assert set(names(following)).isdisjoint(names(third))
    assert following.asked.without == tuple(names(third))
    assert following.made_at - third.made_at < dt.timedelta(minutes=1)
    samples.reveal(study, early=True)
    last = samples.draw_round(study, "Other 2", "Other 3", samples.plan_round(study, "Other 2", seed=2))
    assert last.round == 3
    assert len({*names(third), *names(following), *names(last)}) == 3


def test_a_plan_that_does_not_hold_any_more_is_not_drawn(study, tmp_path):
    from workbench.transcripts import importing

    shown = plan(study, BOTH, ALL, seed=1)
    (tmp_path / "Parent 2 T2.txt").write_text("Interviewer: Now?\nParent 2: Well.\n")
    importing.import_files(study, [tmp_path / "Parent 2 T2.txt"])
    with pytest.raises(Refused, match="other transcripts by now"):
        samples.draw_planned(study, "First", shown)
