"""The quotations of two published evaluations, set into transcripts made for the purpose, verify."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from workbench.report.facts import ParticipantRow, ReportFacts, RoleRow, StudyFacts, TranscriptRow, TurnRow, WaveRow
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import check
from workbench.report.verify.document import read_report
from workbench.report.verify.finding import find_quotations

pytestmark = pytest.mark.sample_data

PEOPLE = {
    "000": (
        ("T1", "T2"),
        {
            "mentor": ("PM", "Peer mentor", 2), "parent": ("Parent ", "Parent", 6),
            "trainer": ("Trainer", "Trainer", 1), "staff": ("Staff member ", "Staff member", 3),
        },
    ),
    "004": (
        ("Early interview", "Later interview"),
        {"mentor": ("Mentor ", "Mentor", 11), "woman": ("Woman ", "Woman", 11), "midwife": ("Midwife ", "Midwife", 2)},
    ),
}  # fmt: skip
"""Waves, and of each role how its people are called, what it is called, and how many there are."""

MANY = {"000": 21, "004": 30}
"""So many quotations with somebody named are in each."""

_GAP = re.compile(r"\[[^\]]*\]|\([^)]*\)|…[.…]*|\.{2,}[.…]*|\bX{2,}\b")


@pytest.fixture(params=["000", "004"])
def report(request):
    folder = os.environ.get("WORKBENCH_SAMPLE_DATA")
    found = sorted((Path(folder).parent / "reports").glob(f"{request.param}_*.txt")) if folder else []
    if not found:
        pytest.skip("the published reports lie beside WORKBENCH_SAMPLE_DATA, which is not set or has none")
    return request.param, found[0]


def study_of(number, transcripts=()):
    waves, roles = PEOPLE[number]
    people = [
        ParticipantRow(f"{role}{one}", f"{called}{one}" if many > 1 else called, role)
        for role, (called, _, many) in roles.items()
        for one in range(1, many + 1)
    ]
    rows = tuple(RoleRow(role, label) for role, (_, label, _) in roles.items())
    study = StudyFacts("", waves=tuple(WaveRow(f"w{at}", wave) for at, wave in enumerate(waves)), roles=rows)
    return ReportFacts(study, participants=tuple(people), transcripts=tuple(transcripts))


def as_said(words):
    """What may have been said where a report has this: more where dots are, other words in brackets' place, or none."""

    def put(found):
        if found[0].startswith(("(", "[")):
            return "" if len(found[0]) % 2 else "those others"
        return "Josephine" if "X" in found[0] else ", and then we went on about the weather for a while, and "

    return _GAP.sub(put, words)


def transcripts(found, waves):
    rows = []
    for number, one in enumerate(found):
        speaker = min(one.claim.people)
        text, turns = "Interviewer: Can you tell me more?\n\nS: ", [TurnRow(13, 34, "Interviewer", (), False, True)]
        said = f"Well. {as_said(one.words)}. That is how it was."
        turns.append(TurnRow(len(text), len(text) + len(said), "S", (speaker,)))
        wave = next(iter(one.claim.waves), waves[0].id)
        rows.append(
            TranscriptRow(f"talk {number}", "individual", "verbatim", wave, text + said, tuple(turns), (speaker,))
        )
    return rows


def test_what_was_published_verifies(report):
    number, path = report
    study = study_of(number)
    _, paragraphs = read_report(path)
    found = [one for one in find_quotations(paragraphs, Names(study)) if one.claim and one.claim.people]
    assert len(found) == MANY[number]
    checked = check(study_of(number, transcripts(found, study.study.waves)), paragraphs)
    named = [one for one in checked if one.attribution]
    assert len(named) == len(found)
    assert [(one.quotation, one.verdict, one.difference) for one in named if one.is_fault] == []


def test_what_was_published_is_not_found_where_nobody_said_it(report):
    number, path = report
    _, paragraphs = read_report(path)
    checked = [one for one in check(study_of(number), paragraphs) if one.attribution]
    assert {one.verdict for one in checked} == {"not found"}
    assert len(checked) == MANY[number]
