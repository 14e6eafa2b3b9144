"""Reading codings back: every filter, and who is said to speak."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import coding
from workbench.errors import NotFound

PARENT, LATE, SECOND, JOINT, GROUP = (
    "Parent 1 Early",
    "Parent 1 Late",
    "Parent 2 Early",
    "PM1+PM2 Early",
    "S1+S2 Early",
)


@pytest.fixture
def coded(study, code):
    code(study, PARENT, "She sat with me", "listening")
    code(study, PARENT, "the letters", "forms")
    code(study, LATE, "I do the forms myself now", "practical")
    code(study, SECOND, "My family", "trust")
    code(study, JOINT, "I listened more than I talked", "listening")
    code(replace(study, coder="Owen"), JOINT, "It took months to be trusted", "trust")
    code(replace(study, coder="Owen"), GROUP, "That was hard", "doubt")
    return study


def told(found):
    return [(one.transcript, one.code) for one in found]


EVERYTHING = [
    (PARENT, "listening"),
    (PARENT, "practical"),
    (LATE, "practical"),
    (SECOND, "trust"),
    (JOINT, "listening"),
    (JOINT, "trust"),
    (GROUP, "doubt"),
]


@pytest.mark.both_engines
def test_every_filter(coded):
    cases = {
        (): EVERYTHING,
        (("codes", ("listening",)),): [EVERYTHING[0], EVERYTHING[4]],
        (("codes", ("support",)),): [EVERYTHING[n] for n in (0, 1, 2, 4)],
        (("codes", ("lifts",)),): EVERYTHING[1:3],
        (("codes", ("forms",)),): EVERYTHING[1:3],
        (("codes", ("confidence", "doubt")),): [EVERYTHING[n] for n in (3, 5, 6)],
        (("codes", ()),): [],
        (("transcript", "parent 1 t1.txt"),): EVERYTHING[:2],
        (("transcript", "parent 1 late"),): EVERYTHING[2:3],
        (("wave", "T2"),): EVERYTHING[2:3],
        (("wave", "t1"),): [one for one in EVERYTHING if one[0] != LATE],
        (("role", "mentor"),): EVERYTHING[4:6],
        (("role", "Staff"),): EVERYTHING[6:],
        (("participant", "p1"),): EVERYTHING[:3],
        (("participant", "PM2"),): EVERYTHING[5:6],
        (("participant", "S2"),): EVERYTHING[6:],
        (("coder", "owen"),): EVERYTHING[5:],
        (("coder", "Ruth"), ("codes", ("trust",))): EVERYTHING[3:4],
        (("role", "parent"), ("wave", "T1"), ("codes", ("support",))): EVERYTHING[:2],
    }
    for filters, expected in cases.items():
        assert sorted(told(coding.extracts(coded, **dict(filters)))) == sorted(expected), filters


def test_transcripts_come_in_natural_order_and_places_in_textual_order(coded, code):
    code(coded, PARENT, "What was it like?", "doubt")
    found = coding.extracts(coded)
    assert told(found)[0] == (PARENT, "doubt")
    assert [one.transcript for one in found] == sorted(
        (one.transcript for one in found), key=lambda name: name.casefold()
    )


@pytest.mark.parametrize("filters", [{"codes": ["nonsense"]}, {"coder": "Nobody"}, {"transcript": "Nothing T9"}])
def test_names_that_are_not_there_are_an_error_and_not_an_empty_list(coded, filters):
    with pytest.raises(NotFound):
        coding.extracts(coded, **filters)


def test_who_speaks(coded, code):
    by_quote = {one.quote: one for one in coding.extracts(coded)}
    hard = by_quote["That was hard"]
    assert (hard.participants, hard.one_of, hard.role, hard.speakers) == (("S1", "S2"), True, "staff", ("Staff",))
    sat = by_quote["She sat with me"]
    assert (sat.participants, sat.one_of, sat.role, sat.wave) == (("P1",), False, "parent", "T1")
    listened = by_quote["I listened more than I talked"]
    assert (listened.participants, listened.one_of) == (("PM1",), False)


def test_an_extract_over_several_turns_names_all_who_speak_but_interviewers(study, code):
    code(study, JOINT, "How did it begin?\nPM1: I listened more than I talked.\nPM2: We", "trust")
    code(study, JOINT, "What did you bring?", "trust")
    both, asked = coding.extracts(study)
    assert both.participants == ("PM1", "PM2")
    assert both.speakers == ("Interviewer", "PM1", "PM2")
    assert not both.one_of
    assert (asked.participants, asked.speakers, asked.role) == ((), ("Interviewer",), None)


def test_an_extract_of_two_roles_has_none_but_is_found_under_both(studies, code):
    study = studies.new()
    table = study.transcripts / "participants.csv"
    table.write_text(table.read_text().replace("PM2,PM2,mentor", "PM2,PM2,staff"))
    study = studies.again(study)
    code(study, JOINT, "talked.\nPM2: We listened", "trust")
    (found,) = coding.extracts(study)
    assert found.role is None
    assert len(coding.extracts(study, role="mentor")) == len(coding.extracts(study, role="staff")) == 1
    assert coding.extracts(study, role="parent") == []


def test_a_code_that_left_the_codebook_keeps_its_codings(coded, studies):
    book = coded.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("  - id: doubt\n    name: Doubt\n", ""))
    study = studies.again(coded)
    assert sorted(told(coding.extracts(study))) == sorted(EVERYTHING)
    assert told(coding.extracts(study, codes=["doubt"])) == EVERYTHING[6:]


@pytest.mark.both_engines
def test_a_page_of_a_codes_extracts_newest_first(coded):
    made = {(one.transcript, one.code): one for one in coding.extracts(coded)}
    newest = [made[JOINT, "listening"], made[LATE, "practical"], made[PARENT, "practical"], made[PARENT, "listening"]]
    assert coding.newest_extracts(coded, ["support"]) == (4, tuple(newest))
    assert coding.newest_extracts(coded, ["support"], limit=2, offset=1) == (4, tuple(newest[1:3]))
    assert coding.newest_extracts(coded, ["support"], but=[newest[2].revision_id]) == (2, tuple(newest[:2]))
    coding.remove(coded, [newest[0].id])
    assert coding.newest_extracts(coded, ["listening"]) == (1, (newest[3],))
    with pytest.raises(NotFound):
        coding.newest_extracts(coded, ["nonsense"])
