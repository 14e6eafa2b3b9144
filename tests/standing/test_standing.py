"""Where things stand: what was read and coded, what is still open, what was done in each phase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import coding, memos, themes
from workbench.coding.place import Place, keep_place
from workbench.spans import Span
from workbench.standing import standing
from workbench.transcripts import listing

PARENT, LATE = "Parent 1 Early", "Parent 1 Late"


@pytest.mark.both_engines
def test_figures_follow_what_is_done(studies, study, code):
    now = standing(study)
    assert (now.transcripts, now.read, now.coded, now.coded_by_anyone, now.double_coded) == (5, 0, 0, 0, 0)
    # The group “Support” is no code that waits for a theme; a code that was merged is none any more.
    assert [one.id for one in now.loose_codes] == ["listening", "practical", "trust", "doubt"]
    assert (now.codes, now.themes, now.unopposed_themes, now.open_concerns) == (4, 0, (), 0)
    (one,) = code(study, PARENT, "She sat with me", "trust")
    owen = replace(study, coder="Owen")
    code(owen, PARENT, "I was scared", "doubt")
    code(owen, LATE, "I do the forms", "practical")
    theme = themes.add(study, "Being held", codes=["trust", "support"])
    themes.add(study, "Fear", none_found="All transcripts.")
    memos.add(study, "x", kind="safeguarding")
    memos.add_entry(study, 2, "Coded.")
    with study.read() as session:
        text = listing.find_text(session, PARENT)
    keep_place(study, Place(text.id, 0, (Span(0, len(text.text)),), len(text.text)))
    now = standing(study)
    assert (now.read, now.coded, now.coded_by_anyone, now.double_coded) == (1, 1, 2, 1)
    # A group is none of the codes, however many codings those in it have, whoever looks.
    assert (now.codes, standing(owen).codes) == (4, 4)
    assert PARENT not in {one.name for one in (*now.unread, *now.uncoded)}
    assert [one.name for one in now.loose_codes] == ["Doubt"]
    assert [(one.id, one.name) for one in now.unopposed_themes] == [(str(theme.id), "Being held")]
    assert (now.themes, now.open_concerns, now.phases[1].latest.text) == (2, 1, "Coded.")
    themes.judge(study, theme, [one.id], stance="complicates")
    assert standing(study).unopposed_themes == ()
    # An extract that nobody has coded any more speaks against nothing.
    coding.remove(study, [one.id])
    assert [each.name for each in standing(study).unopposed_themes] == ["Being held"]
    assert standing(owen).coded == 2
    assert standing(owen).read == 0


def test_a_reflexive_study_counts_no_double_coding_and_calls_the_phases_by_their_later_names(studies):
    study = studies.new()
    study.close()
    path = study.folder / "study.yaml"
    path.write_text(path.read_text().replace("mode: codebook", "mode: reflexive"))
    study, _ = studies.open(study.folder)
    now = standing(study)
    assert now.double_coded is None
    assert [phase.name for phase in now.phases] == list(memos.phase_names("reflexive"))
