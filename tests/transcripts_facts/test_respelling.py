"""Somebody whose row is spelt otherwise stays who they are, with what is known of how they may be quoted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.study import Study
from workbench.transcripts import consent, facts, listing, respelling
from workbench.transcripts.matching import key
from workbench.transcripts.tables import ParticipantFacts, ParticipantTable, People
from workbench.transcripts.tables.values import QUOTING

SAID = st.sampled_from(QUOTING)
NAMES = st.sampled_from(["Parent 1", "parent 1", "Parent_1", "P1", "p-01", "P2", "Parent 2", "Staff", "S1", "S2"])
PEOPLE = st.lists(
    st.builds(ParticipantFacts, NAMES, NAMES, quoting=SAID), max_size=5, unique_by=lambda one: one.participant
)


@given(PEOPLE, PEOPLE, st.data())
def test_respelling_loosens_nobody(rows: list[ParticipantFacts], present: list[ParticipantFacts], data: st.DataObject):
    new_ids = respelling.respelt(rows, present)
    known, there = {one.participant for one in present}, {one.participant: one for one in rows}
    assert len(set(new_ids.values())) == len(new_ids)
    for old, new in new_ids.items():
        # Whatever said the old id means the new row; nobody with a row, and no row of somebody known, is touched.
        assert People(rows).find(old) == there[new]
        assert old in known - there.keys()
        assert new not in known
    before = [
        ParticipantFacts(new_ids.get(one.participant, one.participant), one.label, quoting=one.quoting)
        for one in present
    ]
    assert len({one.participant for one in before}) == len(before)
    unsaid = dict.fromkeys(data.draw(st.sets(st.sampled_from(sorted(there)))) if there else (), "yes")
    table = ParticipantTable(tuple(rows), unsaid=unsaid)
    after = {one.participant: one for one in consent.kept_where_unsaid(table, before)}
    tighter = {one.participant: one for one in consent.tightened(after.values(), before)}
    loosened = " ".join(consent.loosened("the table", before, after.values()))
    for one in before:
        means = People(after.values()).find(one.participant)
        if means is not None and one.participant not in after:
            # Gone, and another row is found under the id.
            assert not consent.is_stricter(means.quoting, tighter.get(one.participant, one).quoting)
        if means is not None and consent.is_stricter(one.quoting, means.quoting):
            assert means.participant not in unsaid
            assert f"{means.participant} ({means.quoting}; " in loosened
    assert tighter.keys().isdisjoint(after)


def test_a_printed_label_of_several_names_nobody() -> None:
    staff = [ParticipantFacts(f"S{number}", "Staff", quoting="never") for number in (1, 2)]
    new = ParticipantFacts("S3", "Staff")
    assert respelling.known_as([new, staff[0]], staff) == {"S1": (staff[0],)}
    assert respelling.known_as([new], staff[:1]) == {"S3": (staff[0],)}
    assert key("P-01") == key("p 1")


HEAD = "participant,label,role,quoting\n"


def test_words_stay_withheld_however_a_row_is_spelt(study: Study) -> None:
    def put(rows: str) -> tuple[dict[str, str], list[str]]:
        (study.transcripts / "participants.csv").write_text(HEAD + rows)
        told = facts.take_in(study)
        with study.read() as session:
            people = {one.participant: one.quoting for one in facts.people(session)}
            found = listing.find_transcript(session, "Parent 1 Early")
            assert listing.spoken(session, [found.revision_id])[found.revision_id].turns[1].participants
        return {name: people[name] for name in found.participants}, told

    assert put("P1,Parent 1,parent,never\nP2,,,\nS1,,,\nS2,,,\nPM1,,,\nPM2,,,\n")[0] == {"P1": "never"}
    for name, label in [("p1", "Parent 1"), ("P  1", ""), ("P_1", ""), ("P-01", "Parent 1"), ("Parent 1", "P1")]:
        others = "P2,,,\nS1,,,\nS2,,,\nPM1,,,\nPM2,,,\n"
        holds, told = put(f"{name},{label},parent,\n{others}")
        assert holds == {" ".join(name.split()) if name != "P  1" else name: "never"}
        assert any("the same person under another id" in line for line in told)
        assert any("(never)" in line for line in facts.consent_notices(study))
    # Back, and to an id that only shares the label: then the person stays, and no row of them loosens anything.
    assert put(f"P1,Parent 1,parent,\n{others}")[0] == {"P1": "never"}
    holds, told = put(f"Q1,Parent 1,parent,yes\n{others}")
    assert holds == {"P1": "never"}
    assert [line for line in told if line.startswith("Quoted more freely") and "Q1 (yes; never before)" in line]
    holds, told = put(f"p 1,Parent 1,parent,yes\n{others}")
    assert holds == {"p 1": "yes"}
    assert [line for line in told if "p 1 (yes; never before)" in line]
    # Somebody with the person's label is never to be quoted: neither is the person, who has no row any more.
    holds, told = put(f"Q2,Parent 1,parent,never\n{others}")
    assert holds == {"p 1": "never"}
    assert [line for line in told if line.startswith("Quoted less from now on: p 1 (never)")]
