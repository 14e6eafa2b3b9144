"""How far a transcript is coded, by the coder at work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import coding
from workbench.coding.progress import Progress, progress
from workbench.coding.uncoded import uncoded
from workbench.transcripts import importing, listing


def by_name(study):
    with study.read() as session:
        names = {one.revision_id: one.name for one in listing.transcripts(session)}
    return {names[revision]: found for revision, found in progress(study).items()}


SAID = "She sat with me when the letters came. I was scared of (name)."
ALSO = "She came every week. She came every week, even in the snow."


@pytest.mark.both_engines
def test_the_share_of_what_participants_say(study, code):
    assert by_name(study) == {}
    code(study, "Parent 1 Early", "She sat with me", "trust")
    code(study, "Parent 1 Early", "sat with me when", "doubt", "trust")
    coded = len("She sat with me when")
    assert by_name(study) == {"Parent 1 Early": Progress(3, coded, len(SAID) + len(ALSO))}
    assert by_name(study)["Parent 1 Early"].share == coded / len(SAID + ALSO)


@pytest.mark.both_engines
def test_interviewers_words_and_others_codings_and_removed_ones_do_not_count(study, code):
    code(replace(study, coder="Somebody else"), "Parent 1 Early", "She sat with me", "trust")
    assert by_name(study) == {}
    made = code(study, "Parent 1 Early", "What was it like?", "trust")
    assert by_name(study)["Parent 1 Early"].coded == 0
    coding.remove(study, [one.id for one in made])
    assert by_name(study) == {}


@pytest.mark.both_engines
def test_where_no_participant_is_known_all_but_the_interviewer_counts(study, code, tmp_path):
    walk = "A walk\n\nI: And?\nX: It rained.\nI: So?\nY: It did.\nI: Oh.\nX: Yes.\nY: Yes.\n"
    (tmp_path / "recording 17.txt").write_text(walk)
    importing.import_files(study, [tmp_path / "recording 17.txt"])
    code(study, "recording 17", "It rained.", "trust")
    assert by_name(study)["recording 17"] == Progress(1, 10, len("It rained.It did.Yes.Yes."))

    # The heading is nobody's words; what is gone to as not coded yet, and what is counted, are the same.
    with study.read() as session:
        spoken = listing.spoken(session, {listing.find_text(session, "recording 17").revision_id}).popitem()[1]
    assert spoken.turns[0].end == len("A walk")
    left = uncoded(spoken, [tuple(spoken.turns[2][:2])])
    assert [span.of(spoken.text) for span in left] == ["It did.", "Yes.", "Yes."]


def test_nothing_that_counts_is_no_share():
    assert Progress(0, 0, 0).share == 0.0
