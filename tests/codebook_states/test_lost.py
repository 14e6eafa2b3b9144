"""An id that was changed in an editor without `was`: what is likely the same is told, and can be said."""

from __future__ import annotations

import pytest

from workbench import coding, opening, themes
from workbench.codebook.changes.change import edit_code
from workbench.codebook.changes.likeness import likely_pairs
from workbench.codebook.changes.lost import likely_same, note_former
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.coding import review
from workbench.errors import BadInput, NotFound
from workbench.themes.touched import told_of_former

DEFINED = "That somebody keeps their word, and is believed."


def changed_outside(study, studies, *changes):
    path = study.codebooks / "peer.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    study.close()
    return studies.open(study.folder)


@pytest.mark.both_engines
def test_a_code_whose_id_was_changed_without_was_is_found_by_its_likeness(study, studies, code, rows_of):
    code(study, "Parent 1 Late", "I do the forms", "trust", "listening", "lifts")
    code(study, "Parent 1 Early", "I was scared", "confidence")
    themes.add(study, "Unsure", codes=["doubt"])
    assert likely_same(study) == []
    # As it was last, not as it was before somebody thought better of it.
    edit_code(study, "trust", {"name": "Hoping"})
    opening.undo(study)
    study, notices = changed_outside(
        study,
        studies,
        ("id: trust\n    name: Trust\n    was: [confidence]", "id: faith\n    name: Trusting"),
        ("id: doubt\n    name: Doubt", "id: doubts\n    name: Misgiving"),
        ("id: listening\n    name: 'Listening'", "id: entirely\n    name: 'Other'"),
    )
    found = likely_same(study)
    assert [(one.gone.id, one.now.id, one.codings) for one in found] == [("doubt", "doubts", 0), ("trust", "faith", 2)]
    assert [one.sentence for one in found] == notices[-2:]
    assert notices[-2:] == [
        "“Doubt” (in themes) is gone; “Misgiving” looks like it.",
        "“Trust” (2 codings) is gone; “Trusting” looks like it.",
    ]
    # It is told when the file is taken in, and not at each opening.
    assert studies.open(study.folder)[1] == []
    before = rows_of(study)
    for new, old, kind, words in (
        ("faith", "support", BadInput, "is a code still"),
        ("faith", "lifts", BadInput, "a former id of “Practical help”"),
        ("faith", "trusst", NotFound, 'Did you mean "trust"'),
        ("nobody", "trust", NotFound, "nobody"),
    ):
        with pytest.raises(kind, match=words):
            note_former(study, new, old)
    assert rows_of(study) == before
    note_former(study, "faith", "trust")
    note_former(study, "faith", "trust")
    # The ids that it had before come back with it.
    assert b"    name: Trusting\n    was: [confidence, trust]\n" in (study.codebooks / "peer.yaml").read_bytes()
    assert [one.gone.id for one in likely_same(study)] == ["doubt"]
    assert len(coding.extracts(study, codes=["faith"])) == 2
    assert states.current(study).find("confidence").id == "faith"
    assert opening.undo(study).sentence == "Noted that the code “Trusting” (faith) had the id trust before"
    assert rows_of(study) == before


def test_a_former_id_of_a_code_that_stood_beside_is_a_merge_and_its_codings_wait(study, studies, code):
    code(study, "Parent 1 Late", "I do the forms", "listening", "doubt")
    cut = (
        "  - id: listening\n    name: 'Listening'   # heard, not told\n"
        "    definition: Being heard.\n    parent: support\n",
        "",
    )
    study, _ = changed_outside(study, studies, cut)
    found, said = told_of_former(study, "doubt", "listening")
    assert (found.codings, found.coders) == (1, (("Ruth", 1),))
    assert said == (
        "It touches 1 coding in 1 transcript (Ruth 1), 1 of which waits for another look. “Listening” and “Doubt” "
        "stood in the codebook side by side: they become one code, as with a merge. The rule is another (definition): "
        "its coding waits for another look."
    )
    # Taken back, it says nothing of what is gone.
    note_former(study, "doubt", "listening")
    opening.undo(study)
    assert told_of_former(study, "doubt", "listening")[1] == said
    assert likely_same(study) == []
    note_former(study, "doubt", "listening")
    seen = review.queue(study)
    assert [(one.code, one.coded, one.reasons) for one in seen.codings] == [("doubt", "listening", ("definition",))]
    assert seen.before(seen.codings[0]).definition == "Being heard."
    review.keep_all(study, seen, seen.codings)
    assert review.how_many(study) == 0
    assert told_of_former(study, "doubt", "listening")[1] == "It is noted already."


def test_each_is_paired_with_what_is_most_like_it():
    gone = [Code("trust", "Trust", DEFINED), Code("worry", "Worry"), Code("contact", "Contact", "x")]
    new = [Code("a", "Other", DEFINED.upper()), Code("worries", "Worries"), Code("b", "Something else", "x")]
    assert [(one.id, other.id) for one, other in likely_pairs(gone, new)] == [("trust", "a"), ("worry", "worries")]
    # The likest goes first, and what is paired is not paired again.
    twins = [Code("hopes", "Hopes"), Code("hope", "Hope")]
    assert likely_pairs(twins, [Code("hope-2", "Hope")]) == [(twins[1], Code("hope-2", "Hope"))]
    assert likely_pairs([], new) == likely_pairs(gone, []) == []
