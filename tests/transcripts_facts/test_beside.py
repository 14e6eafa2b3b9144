"""Which transcripts are offered to be read beside one."""

from __future__ import annotations

from workbench.transcripts import order
from workbench.transcripts.beside import pairs, partners


def test_the_same_participants_come_first_then_the_pairs(study):
    with study.read() as session:
        found = order.transcripts(session, study.settings)
        in_pairs = pairs(session)
    ids = {one.name: one.id for one in found}

    def beside(name):
        return [(one.transcript.name, one.why) for one in partners(ids[name], found, in_pairs)]

    assert in_pairs == {"PM1": "1", "P1": "1", "PM2": "2", "P2": "2"}
    offered = beside("Parent 1 Early")
    assert offered[:2] == [("Parent 1 Late", "same"), ("PM1+PM2 Early", "pair")]
    assert {why for _, why in offered[2:]} == {"other"}
    assert len(offered) == len(found) - 1
    assert [one for one in beside("PM1+PM2 Early") if one[1] == "pair"] == [
        ("Parent 1 Early", "pair"),
        ("Parent 1 Late", "pair"),
        ("Parent 2 Early", "pair"),
    ]
    # Somebody in no pair is in nobody's.
    staff = next(one.name for one in found if one.file.startswith("Staff"))
    assert {why for _, why in beside(staff)} == {"other"}
    assert partners(ids["Parent 1 Early"], [], {}) == []
