"""Where nobody can be compared, or nothing: what is said, and that it says what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.agreement import in_words, samples
from workbench.agreement.comparison import compare
from workbench.agreement.drawing import Asked
from workbench.agreement.gathering import gathered
from workbench.agreement.people import people, who_is_meant
from workbench.errors import BadInput, NotFound, Refused

EARLY, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"
BOTH = ["Ruth", "Owen"]


@pytest.fixture
def owen(study):
    return replace(study, coder="Owen")


def told(study, coders=BOTH, sample=None):
    with pytest.raises((NotFound, Refused)) as refused:
        gathered(study, coders, sample=sample)
    return f"{refused.value.message} {refused.value.hint}"


def test_who_has_not_coded_is_told_who_has(study, owen, code):
    assert told(study) == "Nobody has coded in this study yet. Code a transcript first."
    assert people(study).offered == ()
    with pytest.raises(NotFound, match="No transcript was coded by two people"):
        who_is_meant(study)
    code(study, EARLY, "She sat with me", "trust")
    assert told(study) == "Nobody called 'Owen' has coded in this study. Only Ruth has."
    code(owen, LATE, "I doubt it", "doubt")
    assert told(study, ["Ruth", "Own"]) == "Nobody called 'Own' has coded in this study. Those who have: Ruth, Owen."
    assert told(study).startswith("No transcript was coded by two of these: Ruth, Owen. There is nothing")
    cara = replace(study, coder="Cara")
    for who in (owen, cara):
        code(who, EARLY, "She sat with me", "trust")
    with pytest.raises(BadInput, match="Ruth, Cara, Owen have coded the same"):
        who_is_meant(study)


def test_a_sample_that_gives_nothing_says_what_can_be_compared_instead(study, owen, code):
    samples.draw(study, "First", BOTH, Asked(number=2, by=(), without=(JOINT, "Parent 2 Early", "S1+S2 Early")))
    # Before anybody has coded they are known by the sample, whoever looks first.
    assert (people(study).offered, people(owen).offered) == (("Ruth", "Owen"), ("Owen", "Ruth"))
    assert dict(people(study).coded) == {"Ruth": 0, "Owen": 0}
    for who in (study, owen):
        code(who, EARLY, "She sat with me", "trust")
    assert dict(people(study).coded) == {"Ruth": 1, "Owen": 0}
    assert "The sample “First” is open still" in told(study)
    assert "What is on a sample that is open (“First”) is left out." in told(study, sample=True)
    samples.finish(study, "First", [EARLY])
    samples.finish(owen, "First", [LATE])
    samples.reveal(study, "First", early=True)
    assert told(study) == (
        "No transcript of the sample “First” was finished by two of these: Ruth, Owen. "
        "Every transcript that two of them coded can be compared all the same."
    )
    assert gathered(study, BOTH, sample=True).texts[0].name == EARLY


def test_where_only_interviewers_speak_it_is_said(study, owen, code, monkeypatch):
    for who in (study, owen):
        code(who, EARLY, "What was it like?", "trust")
    found = gathered(study, BOTH)
    (text,) = found.texts
    asked = replace(text, turns=tuple(turn for turn in text.turns if turn.interviewer))
    nothing = compare(study, BOTH, draws=0, found=found._replace(texts=[asked]))
    assert in_words.explanations(nothing)[0] == (
        "There is nothing to compare: participants say nothing in what is compared. What interviewers said can be "
        "counted too."
    )
    both = compare(study, BOTH, draws=0, found=found._replace(texts=[asked]), include_interviewer=True)
    assert not any("There is nothing to compare" in line for line in in_words.explanations(both))
