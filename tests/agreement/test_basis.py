"""On what coders are compared: the sample revealed last, one that is named, or all they coded; blind or not."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from workbench import coding, exchange, opening
from workbench.agreement import as_csv, as_json, in_words, samples
from workbench.agreement.comparison import compare
from workbench.agreement.drawing import Asked
from workbench.errors import NotFound, Refused
from workbench.exchange.unpack import unpack
from workbench.report.parts.agreement_facts import agreement_facts

EARLY, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"
BOTH = ("Ruth", "Owen")


@pytest.fixture
def owen(study):
    return replace(study, coder="Owen")


def compared(study, *coders, **options):
    return compare(study, coders or BOTH, draws=0, **options)


def counts(found, code):
    return next(one.measured.counts for one in found.codes if one.id == code)


def of_csv(found):
    first, *_ = csv.DictReader(as_csv.as_csv(found).splitlines())
    names = list(first)
    return {name: first[name] for name in names[names.index("sample") : names.index("date")]}


def test_the_sample_that_both_have_finished_is_compared(study, owen, code):
    code(study, JOINT, "We listened", "listening")
    code(owen, JOINT, "I listened", "listening")
    code(study, EARLY, "I was scared", "doubt")
    assert compared(study).basis.blindness == "not blind"
    samples.draw(study, "First", BOTH, Asked(number=2, by=(), without=(JOINT, "Parent 2 Early", "S1+S2 Early")), seed=1)
    code(owen, LATE, "I doubt it", "doubt")
    samples.finish(owen)
    with pytest.raises(Refused, match=r"“First” is open still; not finished: Ruth \(Parent 1 Early, Parent 1 Late\)"):
        compared(study)
    with pytest.raises(Refused, match="is open still"):
        compared(study, sample="first")
    # What is beside it can be compared all the same.
    beside = compared(study, sample=True)
    assert beside.frame.transcripts == (JOINT,)
    assert "Left out, since a sample is open (“First”): Parent 1 Early, Parent 1 Late." in in_words.heading(beside)
    assert as_json.as_json(beside)["left_out_open"] == [EARLY, LATE]
    samples.finish(study)
    with pytest.raises(Refused, match="all have finished it"):
        compared(study)
    samples.reveal(owen)
    found = compared(study)
    # Whoever has finished a transcript and coded nothing on it has said that there is nothing.
    assert (found.frame.transcripts, found.transcripts_coded) == ((EARLY, LATE), (2, 2))
    assert counts(found, "doubt") == {"n": 3, "both": 0, "only_a": 1, "only_b": 1, "neither": 1}
    said = in_words.heading(found)
    assert said[2].startswith("Sample “First”: 2 of 2 transcripts, 3 transcripts left out beforehand; drawn by chance")
    when = f"{found.basis.sample.revealed_at:%d %B %Y}"
    assert not any("nobody saw" in one for one in said)
    assert said[3:] == [
        "Blind only in part: what Ruth had coded on it before it was drawn could be seen by all; what was coded since "
        f"could not, until all had finished ({when}).",
        "They worked in one database: there the program kept the others' codings out of sight, which is a courtesy and "
        "no lock.",
    ]
    told = as_json.as_json(found)
    assert (told["blind"], told["one_database"], told["sample"]["name"]) == ("blind in part", True, "First")
    assert (told["sample"]["revealed_early"], told["sample"]["coded_before"]) == (False, ["Ruth"])
    assert of_csv(found) == {
        "sample": "First", "blind": "blind in part", "one_database": "yes", "coded_before": "Ruth",
        "changed_since": "0", "as_revealed": "no", "came_since": "0", "left_out_open": "",
    }  # fmt: skip
    assert of_csv(beside)["left_out_open"] == f"{EARLY}; {LATE}"
    # All they coded, by what there is coded and not by what is finished.
    everything = compared(study, sample=True)
    assert (everything.frame.transcripts, everything.basis.blindness) == ((JOINT,), "not blind")
    assert as_json.as_json(everything)["sample"] is None
    with pytest.raises(NotFound, match="There is no sample 'Second'"):
        compared(study, sample="Second")
    code(replace(study, coder="Cara"), JOINT, "I listened", "listening")
    with pytest.raises(NotFound, match="Cara finished no transcript of the sample “First”"):
        compared(study, *BOTH, "Cara")
    # Cara and Ruth share no sample.
    assert compared(study, "Cara", "Ruth").basis.sample is None


def test_an_early_reveal_stands_beside_every_figure(study, owen, code):
    samples.draw(study, "First", BOTH, Asked(share=1), seed=1)
    code(study, EARLY, "I was scared", "doubt")
    samples.finish(study, None, [EARLY, LATE])
    samples.reveal(study, early=True)
    with pytest.raises(NotFound, match="No transcript of the sample “First” was finished by two"):
        compared(study)
    opening.undo(study)
    samples.finish(owen, None, [EARLY])
    samples.reveal(study, early=True)
    found = compared(study)
    assert (found.frame.transcripts, found.basis.blindness) == ((EARLY,), "revealed early")
    assert any("but revealed early (" in line for line in in_words.heading(found))
    before = replace(found.basis, sample=replace(found.basis.sample, coded_before=("Ruth",)))
    assert before.blindness == "revealed early"
    (said,) = [line for line in before.in_words() if "Ruth" in line]
    assert said.startswith("Blind only in part, and revealed early (")
    assert before.how_coded().startswith("blind only in part (some of it coded before), revealed early, ")
    assert as_json.as_json(found)["sample"]["revealed_early"]
    # Only she has coded here.
    assert not found.basis.one_database


def test_who_coded_elsewhere_in_this_database_did_not_code_the_sample_in_it(studies, code):
    here, there = studies.new("Ruth"), studies.new("Owen")
    for study in (here, there):
        code(study, LATE, "I doubt it", "doubt")
        code(replace(study, coder="Owen" if study is here else "Ruth"), JOINT, "I listened", "listening")
    samples.draw(here, "First", BOTH, Asked(share=1, without=(LATE, JOINT)), seed=1)
    exchange.pack(here)
    unpack(there, exchange.plan(there, exchange.read_packs([here.codings])))
    for study in (here, there):
        code(study, EARLY, "I was scared", "doubt")
        samples.finish(study)
    exchange.pack(there)
    unpack(here, exchange.plan(here, exchange.read_packs([there.codings])))
    samples.reveal(here)
    found = compared(here)
    assert counts(found, "doubt")["both"] == 1
    assert not found.basis.one_database
    assert compared(here, sample=True).basis.one_database
    # Nor did who takes off here what was coded there, or codes more once it is revealed.
    owen = replace(here, coder="Owen")
    coding.remove(owen, [one.id for one in coding.extracts(owen, transcript=EARLY, coder="Owen")])
    code(owen, EARLY, "I was scared", "trust")
    assert not compared(here).basis.one_database


def test_of_a_stretch_only_what_was_drawn_counts(study, owen, code):
    drawn = samples.draw(study, "First", BOTH, Asked(share=1, turns=1), seed=1)
    place = next(one for one in drawn.transcripts if one.name == JOINT)
    for who in (study, owen):
        for quote in ("I listened more", "We listened, really", "A kettle"):
            code(who, JOINT, quote, "trust")
        samples.finish(who)
    samples.reveal(study)
    found = compared(study)
    assert len(found.frame.transcripts) == 5
    everything = compared(study, include_interviewer=True)
    assert (everything.frame.turns, found.frame.turns < 5) == (5, True)
    assert set(place.states) == {"Ruth", "Owen"}
    own = coding.extracts(study, transcript=JOINT, coder="Ruth")
    inside = [one for one in own if place.start <= one.start < place.end]
    assert len(inside) < len(own) == 3
    assert (counts(everything, "trust")["both"], counts(everything, "trust")["only_a"]) == (len(inside), 0)


def test_the_round_that_was_revealed_last_is_compared_and_others_by_name(study, owen, code):
    for name, quote, transcript in (("First", "I was scared", EARLY), ("Second", "forms", LATE)):
        rest = {EARLY, LATE, JOINT, "Parent 2 Early", "S1+S2 Early"} - {transcript}
        samples.draw(study, name, BOTH, Asked(number=1, by=(), without=tuple(sorted(rest))), seed=1)
        for who in (study, owen):
            code(who, transcript, quote, "doubt")
            samples.finish(who)
        samples.reveal(study)
    assert compared(study).frame.transcripts == (LATE,)
    assert compared(study, sample="FIRST").frame.transcripts == (EARLY,)
    samples.draw(study, "Third", BOTH, Asked(number=1, by=()), seed=1)
    assert compared(study).frame.transcripts == (LATE,)


def test_a_round_whose_transcripts_are_coded_once_more_is_not_compared_meanwhile(study, owen, code):
    samples.draw(study, "First", BOTH, Asked(number=2, by=(), without=(JOINT, "Parent 2 Early", "S1+S2 Early")), seed=1)
    for who in (study, owen):
        code(who, EARLY, "I was scared", "doubt")
        code(who, LATE, "I doubt it", "doubt")
        samples.finish(who)
    samples.reveal(study)
    assert counts(compared(study), "doubt")["both"] == 2
    samples.draw_round(study, "First", "Again", samples.plan_round(study, "First", same=True))
    # Owen's codings are out of Ruth's sight: figures would be of hers alone.
    for wanted in (None, "First"):
        with pytest.raises(Refused, match=r"The sample “Again” is open still; .*before is compared once that is"):
            compared(study, sample=wanted)
    samples.discard(study, "Again")
    rest = tuple({LATE, JOINT, "Parent 2 Early", "S1+S2 Early"})
    samples.draw(study, "One", BOTH, Asked(number=1, by=(), without=rest), seed=1)
    found = compared(study)
    assert (found.frame.transcripts, found.basis.apart, counts(found, "doubt")["both"]) == ((LATE,), (EARLY,), 1)
    assert "Left out, since a sample is open (“One”): Parent 1 Early." in in_words.heading(found)


def test_a_report_tells_of_the_round_that_was_revealed_last(study, owen, code):
    samples.draw(study, "First", BOTH, Asked(share=1, without=(LATE, JOINT)), seed=1)
    for who in (study, owen):
        code(who, EARLY, "I was scared", "doubt")
        samples.finish(who)
    cara = replace(study, coder="Cara")
    samples.reveal(cara)
    samples.draw_round(study, "First", "Second", samples.plan_round(study, "First", same=True))
    for who in (study, owen):
        samples.finish(who, "Second")
    samples.reveal(study)
    assert agreement_facts(study, wanted=True)[0].comparison.basis.sample.name == "Second"
    # Taken back, and done again.
    opening.undo(cara)
    samples.reveal(cara, "First")
    assert agreement_facts(study, wanted=True)[0].comparison.basis.sample.name == "First"
