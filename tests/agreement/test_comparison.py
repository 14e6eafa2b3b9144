"""Coders compared over a study: every figure equals one that is worked out character by character."""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from uuid import uuid4

import pytest
from small_study import TRANSCRIPTS
from waiting_study import rewrite

from workbench import coding, sight_samples
from workbench.agreement import as_json, in_words
from workbench.agreement.comparison import compare
from workbench.agreement.figures import EVERYWHERE, NOT_ALL, OF_TWO, UNUSED
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound
from workbench.transcripts import importing, listing, revisions

JOINT, EARLY, LATE, STAFF = "PM1+PM2 Early", "Parent 1 Early", "Parent 1 Late", "S1+S2 Early"
FILES = {EARLY: "Parent 1 T1.txt", LATE: "Parent 1 T2.txt", JOINT: "PM1-PM2_T1_joint.txt", STAFF: "Staff_T1_group.txt"}


@pytest.fixture
def double(study, code):
    """Ruth and Owen have coded three transcripts, overlapping, apart, and on the interviewer's words."""
    owen = replace(study, coder="Owen")
    for who, transcript, quote, *codes in (
        (study, EARLY, "sat with me when the letters", "trust", "listening"),
        (owen, EARLY, "She sat with me", "trust"),
        (owen, EARLY, "when the letters came", "trust"),
        (study, EARLY, "letters came. I was scared of (name).\nInterviewer: Go on.\nParent 1: She came every", "doubt"),
        (owen, EARLY, "scared", "doubt"),
        (owen, EARLY, "Go on", "practical"),
        (study, EARLY, "came every week. She", "trust"),
        (study, LATE, "I doubt it", "doubt"),
        (owen, LATE, "forms  myself\nnow. I doubt", "doubt"),
        (owen, LATE, "forms", "practical"),
        (study, JOINT, "I listened", "listening"),
        (owen, JOINT, "We listened, really.", "listening"),
        (owen, JOINT, "trusted", "trust"),
        (study, JOINT, "How did it begin?", "trust"),
        (study, STAFF, "That was hard.", "trust"),
    ):
        code(who, transcript, quote, *codes)
    return study


def units(name, unit, *, include_interviewer=False):
    """The units of a transcript, found in its file: stretches of text."""
    text = TRANSCRIPTS[FILES[name]]
    turns = re.finditer(r"^([^:\n]+): (.*(?:\n(?![^:\n]+: ).*)*)", text.rstrip("\n"), re.M)
    spans = [turn.span(2) for turn in turns if include_interviewer or turn[1] != "Interviewer"]
    return spans if unit == "turn" else [(at, at + 1) for start, end in spans for at in range(start, end)]


def by_hand(study, unit, code, a="Ruth", b="Owen", **options):
    """Both, only A, only B, neither: for each unit of the transcripts that both coded, whether any of it is coded."""
    rows = coding.extracts(study)
    assert all(TRANSCRIPTS[FILES[one.transcript]][one.start : one.end] == one.quote for one in rows)
    names = {one.transcript for one in rows if one.coder == a} & {one.transcript for one in rows if one.coder == b}
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for name in names:
        mine = [one for one in rows if (one.transcript, one.code) == (name, code)]
        for start, end in units(name, unit, **options):
            on = {one.coder for one in mine if one.start < end and start < one.end}
            counts[a in on, b in on] += 1
    return tuple(counts.values())


def kappa(both, only_a, only_b, neither):
    n = both + only_a + only_b + neither
    chance = ((both + only_a) * (both + only_b) + (neither + only_a) * (neither + only_b)) / n**2
    return None if chance == 1 else ((both + neither) / n - chance) / (1 - chance)


@pytest.mark.both_engines
def test_every_count_and_figure_is_that_of_counting_by_hand(double):
    for unit, include_interviewer in (("character", False), ("turn", False), ("turn", True)):
        found = compare(double, ["ruth", "Owen"], unit=unit, include_interviewer=include_interviewer, draws=20)
        assert (found.coders, found.frame.transcripts, found.frame.unit) == (
            ("Ruth", "Owen"),
            (EARLY, LATE, JOINT),
            unit,
        )
        assert [code.id for code in found.codes] == ["listening", "practical", "trust", "doubt"]
        agreed, chance = [], []
        for one in found.codes:
            cells = by_hand(double, unit, one.id, include_interviewer=include_interviewer)
            a, b, c, d = cells
            n = sum(cells)
            at, measured = one.measured.figures, one.measured
            assert measured.counts == {"n": n, "both": a, "only_a": b, "only_b": c, "neither": d}
            assert at["kappa"] == (kappa(*cells) if kappa(*cells) is None else pytest.approx(kappa(*cells)))
            assert at["percent"] == pytest.approx((a + d) / n)
            assert at["pabak"] == pytest.approx(2 * (a + d) / n - 1)
            share = (2 * a + b + c) / (2 * n)
            expected = 2 * share * (1 - share)
            assert at["ac1"] == pytest.approx(((a + d) / n - expected) / (1 - expected))
            if share:
                values = 2 * n
                disagreed = (2 * a + b + c) * (2 * d + b + c) / (values * (values - 1))
                assert at["alpha"] == pytest.approx(1 - (b + c) / values / disagreed)
                assert at["jaccard"] == pytest.approx(a / (a + b + c))
                agreed.append((a + d) / n)
                chance.append(((a + b) * (a + c) + (d + b) * (d + c)) / n**2)
            else:
                assert set(measured.why.values()) == {UNUSED}
        mean, by_chance = sum(agreed) / len(agreed), sum(chance) / len(chance)
        assert found.pooled.figures["kappa"] == pytest.approx((mean - by_chance) / (1 - by_chance))
        assert (found.pooled.counts["codes"], found.pooled.counts["left_out"]) == (len(agreed), 4 - len(agreed))
        assert all(low <= high for one in found.codes for low, high in one.measured.intervals.values())
    # Practical help was put on the interviewer's words too: that is a unit only where these count.
    assert by_hand(double, "turn", "practical", include_interviewer=True)[2] == 2
    other_way = compare(double, ["Owen", "Ruth"], include_interviewer=True, draws=0)
    for here, there in zip(found.codes, other_way.codes, strict=True):
        assert here.measured.figures["kappa"] == pytest.approx(there.measured.figures["kappa"], nan_ok=True)
        assert here.measured.counts["only_a"] == there.measured.counts["only_b"]
    assert other_way.codes[0].measured.intervals == {}


def test_units_of_words_and_sentences_are_coded_where_any_of_them_is(double):
    tokens = compare(double, ["Ruth", "Owen"], unit="token", draws=0)
    trust = {one.id: one.measured.counts for one in tokens.codes}["trust"]
    # Ruth: sat with me when the letters; came every week . She. Owen: She sat with me; when the letters came; trusted.
    assert (trust["both"], trust["only_a"], trust["only_b"]) == (6, 5, 3)
    sentences = compare(double, ["Ruth", "Owen"], unit="sentence", draws=0)
    counts = {one.id: one.measured.counts for one in sentences.codes}
    # Of Parent 1, first: two sentences; two; of the second interview two; of the joint one four.
    assert counts["trust"] == {"n": 10, "both": 1, "only_a": 2, "only_b": 1, "neither": 6}
    # By character uα is the same whatever is counted.
    u_alphas = [[one.measured.figures["u_alpha"] for one in found.codes] for found in (tokens, sentences)]
    characters = compare(double, ["Ruth", "Owen"], unit="character", draws=0)
    assert u_alphas[0] == u_alphas[1] == [one.measured.figures["u_alpha"] for one in characters.codes]


def test_codes_are_those_of_today(double, code):
    code(double, EARLY, "even in the snow", "doubt")
    before = {one.id: one.measured for one in compare(double, ["Ruth", "Owen"], draws=0).codes}
    rewrite(
        double,
        (
            "  - id: trust\n    name: Trust\n    was: [confidence]\n",
            "  - id: faith\n    name: Faith\n    was: [trust]\n",
        ),
        ("  - id: doubt\n    name: Doubt\n", "  - id: doubt\n    name: Doubt\n    merged_into: faith\n"),
    )
    merged = {one.id: one for one in compare(double, ["Ruth", "Owen"], unit="character", draws=0).codes}
    assert list(merged) == ["listening", "practical", "faith"]
    assert merged["faith"].name == "Faith"
    assert merged["faith"].measured.counts["n"] == sum(by_hand(double, "character", "faith"))
    rewrite(
        double,
        (
            "    merged_into: faith\n",
            "    split_into: [fear, worry]\n  - id: fear\n    name: Fear\n  - id: worry\n    name: W\n",
        ),
        ("    was: [trust]\n", "    was: [trust]\n    retired: true\n"),
        (
            "  - id: listening\n    name: 'Listening'   # heard, not told\n    definition: Being heard.\n"
            "    parent: support\n",
            "",
        ),
    )
    after = {one.id: one for one in compare(double, ["Ruth", "Owen"], draws=0).codes}
    # Retired and split ones as long as there are codings; new ones; and last what is in no codebook, said so.
    assert list(after) == ["practical", "faith", "doubt", "fear", "worry", "listening"]
    assert after["listening"].name == "listening (not in the codebook)"
    for now, then in (("faith", "trust"), ("doubt", "doubt"), ("listening", "listening")):
        assert after[now].measured == before[then]
    assert after["fear"].measured.why["kappa"] == UNUSED


def test_exclusive_groups_one_within_the_other(double, code):
    rewrite(
        double,
        ("    name:   Support\n", "    name:   Support\n    exclusive: true\n    parent: bond\n"),
        ("codes:\n", "codes:\n  - id: bond\n    name: Bond\n    exclusive: true\n"),
        ("    was: [confidence]\n", "    was: [confidence]\n    parent: bond\n"),
    )
    found = compare(double, ["Ruth", "Owen"], unit="character", draws=5)
    bond, support = found.groups
    assert (bond.id, bond.codes) == ("bond", ("listening", "practical", "trust"))
    assert (support.id, support.codes) == ("support", ("listening", "practical"))
    # Ruth put two of the first on the same words; of the second none overlap.
    assert bond.measured.counts["several"] == len("sat with me when the letters")
    assert bond.measured.figures["cu_alpha"] is None
    assert support.measured.counts["several"] == 0
    told = as_json.as_json(found)["groups"]
    assert [set(group["k_u_alpha"]) for group in told] == [set(bond.codes), set(support.codes)]
    assert set(told[0]["why"]["k_u_alpha"]) == set(bond.codes)
    assert told[1]["k_coverage"]["listening"] == pytest.approx(support.measured.figures["k_coverage.0"])
    assert not any("." in key for group in told for key in (*group, *group["why"], *group["intervals"]))


def test_one_code_and_everything_coded_the_same(study):
    (study.codebooks / "peer.yaml").write_text("name: One\nversion: 1\ncodes:\n  - id: trust\n    name: Trust\n")
    states.take_in(study)
    owen = replace(study, coder="Owen")
    with study.read() as session:
        length = len(listing.find_text(session, LATE).text)
    for who in (study, owen):
        place = coding.find_place(who, LATE, quote=None, start=0, end=length)
        coding.apply(who, LATE, [place], ["trust"])
    found = compare(study, ["Ruth", "Owen"])
    (only,) = found.codes
    assert only.measured.figures["percent"] == only.measured.figures["ac1"] == 1
    assert only.measured.why == dict.fromkeys(["kappa", "alpha", "negative", "u_alpha"], EVERYWHERE)
    # One turn: nothing can be drawn.
    assert (found.frame.turns, only.measured.intervals) == (1, {})
    assert (found.pooled.figures["kappa"], found.pooled.counts["left_out"]) == (None, 1)
    assert in_words.explanations(found) == ["No kappa, since everybody put it on every unit: “Trust”."]


def test_a_third_coder_with_one_transcript(double, code):
    cara = replace(double, coder="Cara")
    code(cara, LATE, "I doubt it", "doubt")
    found = compare(double, ["Ruth", "Owen", "Cara"], draws=10)
    assert (found.transcripts_coded, found.pooled) == ((3, 3, 1), None)
    doubt = found.codes[-1].measured
    assert (doubt.counts["by_3"], doubt.why) == (1, {"u_alpha": NOT_ALL})
    assert "Cara 1 of 3." in " ".join(in_words.heading(found))
    told = as_json.as_json(found)["codes"][-1]
    assert (told["kappa"], told["only_a"], told["why"]["kappa"], told["why"]["u_alpha"]) == (
        None,
        None,
        OF_TWO,
        NOT_ALL,
    )
    assert 0 < told["fleiss"] <= 1
    # Who has coded nothing that another coded is named, and so is who has coded nothing at all.
    code(replace(double, coder="Dora"), "Parent 2 Early", "red", "doubt")
    with pytest.raises(NotFound, match="Dora coded no transcript that another"):
        compare(double, ["Ruth", "Owen", "Dora"])
    with pytest.raises(NotFound, match=r"No transcript was coded by two of these: Cara, Dora\."):
        compare(double, ["Cara", "Dora"])
    with pytest.raises(NotFound, match="Nobody called 'Edna'"):
        compare(double, ["Ruth", "Edna"])
    for names in (["Ruth"], ["Ruth", "ruth"]):
        with pytest.raises(BadInput):
            compare(double, names)


def test_garbage_is_looked_for_again_after_a_comparison_however_it_ends(double):
    looked = []

    def stopped(done, total, what):
        looked.append(gc.isenabled())
        raise KeyboardInterrupt

    assert gc.isenabled()
    compare(double, ["Ruth", "Owen"], draws=0)
    assert gc.isenabled()
    with pytest.raises(KeyboardInterrupt):
        compare(double, ["Ruth", "Owen"], draws=0, tell=stopped)
    with pytest.raises(BadInput):
        compare(double, ["Ruth"])
    assert (looked, gc.isenabled()) == ([False], True)
    gc.disable()
    try:
        compare(double, ["Ruth", "Owen"], draws=0)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_texts_without_speakers_are_one_turn_and_notes_are_none(study, code, tmp_path):
    (tmp_path / "notes of one.txt").write_text("Nobody is named here.\n\nAnd nothing said by name.\n")
    importing.import_files(study, [tmp_path / "notes of one.txt"])
    for who in (study, replace(study, coder="Owen")):
        code(who, "notes of one", "Nobody is named", "trust")
        # Wholly on what the interviewer said: the transcript is in it, and no code on any unit of it.
        code(who, LATE, "And now?", "doubt")
    found = compare(study, ["Ruth", "Owen"])
    at = {one.id: one.measured for one in found.codes}
    assert (set(found.frame.transcripts), found.frame.turns) == ({"notes of one", LATE}, at["trust"].counts["n"])
    assert (at["trust"].counts["both"], at["doubt"].why["kappa"]) == (1, UNUSED)
    with study.read() as session:
        silent = [listing.find_text(session, "notes of one").revision_id]
        spoken = listing.spoken(session, silent)[silent[0]]
    assert found.frame.turns == len(spoken.turns) + 1


def test_coders_on_different_texts_of_a_transcript_are_not_compared_on_it(double, monkeypatch):
    # A text that was replaced since: Owen's codings stand on the text before.
    asked = sight_samples.spans_coded
    with double.read() as session:
        now = listing.find_text(session, LATE)
    before = uuid4()

    def spans(session, study, coders):
        found = list(asked(session, study, coders))
        owen = {one.coder_id for one in found} - {one.coder_id for one in asked(session, study, [double.coder_id()])}
        return [
            one._replace(revision_id=before) if one.revision_id == now.revision_id and one.coder_id in owen else one
            for one in found
        ]

    transcripts_of = revisions.transcripts_of
    monkeypatch.setattr(sight_samples, "spans_coded", spans)
    monkeypatch.setattr(
        revisions, "transcripts_of", lambda session, ids: {**transcripts_of(session, ids), before: now.id}
    )
    found = compare(double, ["Ruth", "Owen"], draws=0)
    assert (found.frame.transcripts, found.other_texts) == ((EARLY, JOINT), (LATE,))
    assert f"different texts of it: {LATE}." in " ".join(in_words.heading(found))


def test_what_is_not_in_sight_is_not_compared(double):
    with double.read() as session:
        ids = {double.coder_id()}
        everything = list(sight_samples.spans_coded(session, double, ids))
    assert len(everything) == 8
    coding.remove(double, [one.id for one in coding.extracts(double, transcript=JOINT, coder="Ruth")])
    # She has nothing left in that transcript.
    listening = compare(double, ["Ruth", "Owen"], draws=0).codes[0].measured.counts
    assert listening == {"n": 3, "both": 0, "only_a": 1, "only_b": 0, "neither": 2}


def test_chance_begins_with_the_seed(double):
    one, same, other = (compare(double, ["Ruth", "Owen"], draws=200, seed=seed) for seed in (3, 3, 4))
    assert [code.measured for code in one.codes] == [code.measured for code in same.codes]
    assert [code.measured.intervals for code in one.codes] != [code.measured.intervals for code in other.codes]
    assert one.frame.clusters == "turn"
    assert list(one.states) == ["peer.yaml"]
