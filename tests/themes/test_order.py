"""The order of themes, narratives that two people write, and codes among themes: on a real database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import opening, sight, themes
from workbench.errors import BadInput, NotFound, Refused

PARENT, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"


def tree(study):
    names = {theme.id: theme.name for theme in themes.themes(study)}
    return [(names.get(theme.parent, ""), theme.name) for theme in themes.themes(study)]


@pytest.fixture
def four(study):
    themes.add(study, "A")
    themes.add(study, "B")
    themes.add(study, "B1", parent="B")
    themes.add(study, "C")
    return {theme.name: theme for theme in themes.themes(study)}


@pytest.mark.both_engines
def test_a_theme_moves_up_down_below_and_out_each_undone_exactly(study, four, rows_of):
    states, trees = [rows_of(study)], []
    for name, parent, at in [("C", None, 0), ("A", None, 99), ("C", "B", 0), ("B1", "B", 0), ("B1", None, 1)]:
        theme = themes.find_theme(study, name)
        themes.place(study, theme, parent=four[parent].id if parent else None, at=at)
        states.append(rows_of(study))
        trees.append([f"{above}/{name}" if above else name for above, name in tree(study)])
    assert trees == [
        ["C", "A", "B", "B/B1"],
        ["C", "B", "B/B1", "A"],
        ["B", "B/C", "B/B1", "A"],
        ["B", "B/B1", "B/C", "A"],
        ["B", "B/C", "B1", "A"],
    ]
    for state in reversed(states[:-1]):
        opening.undo(study)
        assert rows_of(study) == state


def test_a_theme_that_stays_where_it_is_leaves_no_step(study, four):
    themes.place(study, four["A"], parent=None, at=0)
    steps = sight.history(study)
    themes.place(study, themes.find_theme(study, "A"), parent=None, at=0)
    assert sight.history(study) == steps


def test_a_theme_does_not_move_where_it_cannot_be(study, four):
    themes.add(study, "C", parent="B")
    for name, parent, kind in [("A", "B1", BadInput), ("B", "A", BadInput), ("C", "B", BadInput)]:
        theme = next(one for one in themes.themes(study) if one.name == name and one.parent is None)
        with pytest.raises(kind):
            themes.place(study, theme, parent=four[parent].id, at=0)
    themes.remove(study, four["A"])
    with pytest.raises(NotFound):
        themes.place(study, four["C"], parent=four["A"].id, at=0)


@pytest.mark.both_engines
def test_a_narrative_is_not_written_over_one_that_somebody_else_wrote_meanwhile(study):
    theme = themes.add(study, "A", fields={"narrative": "first"})
    themes.write_narrative(study, theme, "mine\x00", before="first")
    assert themes.find_theme(study, "A").narrative == "mine\ufffd"
    with pytest.raises(Refused, match="changed elsewhere"):
        themes.write_narrative(study, theme, "theirs", before="first")
    themes.write_narrative(study, theme, "mine\x00", before="first")
    assert themes.find_theme(study, "A").narrative == "mine\ufffd"
    opening.undo(study)
    assert themes.find_theme(study, "A").narrative == "first"


def test_taking_the_note_away_does_not_make_a_theme_defined(study):
    theme = themes.add(study, "A", none_found="all of T1")
    with pytest.raises(Refused):
        themes.edit(study, theme, fields={"status": "defined"}, none_found="")


def test_codes_say_how_often_they_were_used_and_in_which_themes_they_are(study, studies, code):
    code(study, PARENT, "She sat with me", "listening", "trust")
    code(study, LATE, "I do the forms myself now", "practical")
    code(replace(study, coder="Owen"), JOINT, "It took months to be trusted", "trust")
    inside = themes.add(study, "A", codes=["support"])
    found = {one.id: one for one in themes.codes_in_themes(study)}
    assert [(one.id, one.depth, one.codings, one.is_loose) for one in found.values()] == [
        ("support", 0, 2, False),
        ("listening", 1, 1, False),
        ("practical", 1, 1, False),
        ("trust", 0, 1, True),
        ("doubt", 0, 0, True),
    ]
    assert found["listening"].themes == {inside.id}
    assert found["listening"].moved_in == set()
    assert found["support"].moved_in == {inside.id}


def test_a_group_lacks_a_theme_only_where_it_was_coded_with_itself(study, code):
    themes.add(study, "A", codes=["listening", "practical"])
    assert not themes.codes_in_themes(study)[0].is_loose
    code(study, PARENT, "She sat with me", "support")
    assert themes.codes_in_themes(study)[0].is_loose


def test_a_code_that_left_the_codebook_is_named_last(study, studies, code):
    code(study, PARENT, "She sat with me", "doubt")
    book = study.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("  - id: doubt\n    name: Doubt\n", ""))
    last = themes.codes_in_themes(studies.again(study))[-1]
    assert (last.id, last.name, last.codings, last.is_known, last.is_loose) == ("doubt", "doubt", 1, False, True)
