"""What a change of codes would touch, in figures and in words."""

from __future__ import annotations

from dataclasses import replace

from workbench import coding, themes
from workbench.codebook.changes.change import edit_code
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.changes.reshape import merge_codes
from workbench.themes.touched import Touched, told_of_merge, touched


def test_codings_coders_transcripts_and_themes_are_counted_under_every_id(study, code):
    owen = replace(study, coder="Owen")
    code(study, "Parent 1 Late", "I do the forms", "lifts", "trust")
    code(study, "Parent 1 Early", "I was scared", "practical")
    code(owen, "Parent 1 Early", "I was scared", "forms")
    (gone,) = code(owen, "Parent 1 Late", "I doubt it", "practical")
    coding.remove(owen, [gone.id])
    themes.add(study, "Warmth", codes=["support"])
    themes.add(study, "Doing", codes=["lifts"])
    themes.add(study, "Else", codes=["doubt"])
    found = touched(study, ["practical"])
    assert found == Touched(3, (("Ruth", 2), ("Owen", 1)), 2, 0, ("Warmth", "Doing"), 0)
    # What stands under a code is told, with what befalls it; what is retired already is not in use there.
    group = touched(study, ["support"])
    assert (group.below, group.told("")) == (2, group.sentence)
    assert group.told("retire") == f"{group.sentence} 2 codes stand below, and stay in use."
    assert group.told("split").endswith(" 2 codes stand below, and stay there.")
    for codes, into, keep, below in (
        (["support"], "trust", False, " 2 codes under it go along."),
        (["support", "practical"], "trust", False, " 1 code under them goes along."),
        (["support"], "trust", True, " 2 codes stay there."),
        (["support"], "listening", True, " 1 code under it goes along, and 1 code stays there."),
        (["support"], NewCode("Help"), False, " 2 codes under it go along."),
        (["trust"], "support", False, ""),
    ):
        found_of_merge, said = told_of_merge(study, codes, into, keep_children=keep)
        assert (found_of_merge, said) == (touched(study, codes), f"{touched(study, codes).sentence}{below}")
    said = "It touches 3 codings in 2 transcripts (Ruth 2, Owen 1) and the themes “Warmth”, “Doing”."
    assert found.sentence == touched(study, ["lifts"]).sentence == said
    assert touched(study, ["doubt"]).sentence == "It touches the theme “Else”."
    assert touched(study, ["trust", "practical"]).codings == 4
    assert not touched(study, ["listening"]).codings
    edit_code(study, "practical", {"definition": "Lifts, and forms."})
    code(study, "Parent 1 Late", "I doubt it", "practical")
    said = "It touches 4 codings in 2 transcripts (Ruth 3, Owen 1), 3 of which wait for another look, and the themes"
    assert touched(study, ["forms", "practical"]).sentence.startswith(said)
    assert touched(study, ["forms"]).waiting == 0
    # One that was merged is not its successor.
    merge_codes(study, ["trust"], "practical")
    assert touched(study, ["trust"]).codings == 1
    assert touched(study, ["practical"]).codings == 5
    assert touched(study, ["gone-long-ago"]).sentence == "It touches no coding and no theme."
