"""What somebody else did to a theme meanwhile is neither written over unseen nor written into unnoticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import coding, opening, sight, themes
from workbench.errors import ChangedElsewhere, NotFound, Refused
from workbench.settings import user_data_folder

PARENT = "Parent 1 Early"


@pytest.mark.both_engines
def test_what_the_writer_has_not_seen_is_not_written_over(study):
    shown = themes.add(study, "A", fields={"definition": "first", "concept": "one"})
    themes.edit(replace(study, coder="Owen"), shown, fields={"definition": "Owen's"})
    with pytest.raises(ChangedElsewhere, match="definition: “Owen's”"):
        themes.edit(study, shown, fields={"definition": "mine", "concept": "two"}, shown=shown)
    now = themes.find_theme(study, "A")
    assert (now.definition, now.concept) == ("Owen's", "one")
    assert themes.edit(study, shown, fields={"concept": "two"}, shown=shown).concept == "two"
    assert themes.edit(study, shown, fields={"definition": "Owen's"}, shown=shown).definition == "Owen's"
    assert themes.edit(study, shown, fields={"definition": "mine"}, shown=now).definition == "mine"


@pytest.mark.both_engines
def test_a_theme_is_not_removed_with_more_than_was_agreed_to(study, code):
    theme, owen = themes.add(study, "A", codes=["listening"]), replace(study, coder="Owen")
    (made,) = code(owen, PARENT, "She sat with me", "listening")
    themes.write_narrative(owen, theme, "an hour's work", before="")
    themes.judge(owen, theme, [made.id], use="key")
    with pytest.raises(ChangedElsewhere, match="its narrative, what was said of 1 extract"):
        themes.remove(study, theme, agreed=())
    now = themes.find_theme(study, "A")
    themes.remove(study, now, agreed=themes.goes_with(now, themes.theme_extracts(study)[now.id]))
    assert themes.themes(study) == []


@pytest.mark.both_engines
def test_nothing_is_written_into_a_theme_that_was_removed_meanwhile(study, code, rows_of):
    (made,) = code(study, PARENT, "She sat with me", "listening")
    theme, beside = themes.add(study, "A", codes=["listening"]), themes.add(study, "B")
    themes.judge(study, theme, [made.id], use="key")
    themes.remove(replace(study, coder="Owen"), theme)
    before, steps = rows_of(study), sight.history(study)
    for change in (
        lambda: themes.edit(study, theme, fields={"concept": "x"}),
        lambda: themes.edit(study, theme, add_codes=["trust"]),
        lambda: themes.write_narrative(study, theme, "an hour's work", before=""),
        lambda: themes.place(study, theme, parent=None, at=1),
        lambda: themes.move(study, theme, "later"),
        lambda: themes.judge(study, theme, [made.id], stance="contradicts"),
        lambda: themes.forget(study, theme, [made.id]),
        lambda: themes.remove(study, theme),
    ):
        with pytest.raises(NotFound, match="“A” was removed meanwhile"):
            change()
    assert (rows_of(study), sight.history(study)) == (before, steps)
    opening.undo(study)
    opening.undo(study)  # the judgement, and the making of B
    with pytest.raises(NotFound):
        themes.edit(study, beside, fields={"concept": "x"})
    assert [one.id for one in coding.extracts(study)] == [made.id]


def test_a_theme_moves_by_one_place_where_there_is_one(study):
    for name, parent in (("A", None), ("B", None), ("B1", "B"), ("C", None)):
        themes.add(study, name, parent=parent)

    def tree():
        names = {one.id: one.name for one in themes.themes(study)}
        return " ".join(f"{names.get(one.parent, '')}/{one.name}" for one in themes.themes(study))

    ways = [("C", "earlier"), ("C", "below"), ("C", "later"), ("B1", "beside"), ("B1", "later"), ("B1", "below")]
    found = []
    for name, way in ways:
        moved = themes.move(study, themes.find_theme(study, name), way)
        found.append((moved is not None, tree()))
    assert found == [
        (True, "/A /C /B B/B1"),
        (True, "/A A/C /B B/B1"),
        (False, "/A A/C /B B/B1"),
        (True, "/A A/C /B /B1"),
        (False, "/A A/C /B /B1"),
        (True, "/A A/C /B B/B1"),
    ]


def test_what_goes_with_a_theme_is_told(study, code):
    (made,) = code(study, PARENT, "She sat with me", "listening")
    theme = themes.add(study, "A", codes=["listening"])
    assert themes.goes_with(theme, themes.theme_extracts(study)[theme.id]) == []
    themes.judge(study, theme, [made.id], use="key")
    theme = themes.edit(study, theme, fields={"narrative": "long", "concept": "c"}, none_found="everywhere")
    assert themes.goes_with(theme, themes.theme_extracts(study)[theme.id]) == [
        "its narrative",
        "what it says",
        "the note on what speaks against it",
        "what was said of 1 extract",
    ]


def test_a_narrative_is_kept_aside_until_it_is_not_wanted(study):
    theme = themes.add(study, "A")
    assert themes.kept_aside(theme) == ""
    path = themes.keep_aside(theme, "mine \u2028\x00")
    assert user_data_folder() in path.parents
    assert themes.kept_aside(theme) == "mine \u2028\ufffd"
    themes.forget_aside(theme)
    themes.forget_aside(theme)
    assert themes.kept_aside(theme) == ""
    themes.keep_aside(theme, "said since")
    assert themes.kept_aside(replace(theme, narrative="said since")) == ""
    assert themes.kept_aside(theme) == ""


def test_what_was_kept_aside_before_is_not_written_over(study):
    theme = themes.add(study, "A")
    for text, kept in (
        ("an hour", "an hour"),
        ("ten minutes", "an hour\n\nten minutes"),
        ("minutes", "an hour\n\nten minutes"),
        ("", "an hour\n\nten minutes"),
        ("an hour\n\nten minutes, and more", "an hour\n\nten minutes, and more"),
    ):
        themes.keep_aside(theme, text)
        assert themes.kept_aside(theme) == kept


@pytest.mark.parametrize(
    ("text", "kept", "more"),
    [
        ("", "all", "all"),
        ("begun", "begun and ended", " and ended"),
        ("other", "mine", "\n\nmine"),
        ("same", "same", ""),
    ],
)
def test_what_was_kept_aside_goes_on_with_the_text_or_comes_after_it(text, kept, more):
    assert themes.to_put_back(text, kept) == more


def test_to_define_a_theme_it_must_have_been_held_against_what_speaks_against_it(study, studies, code):
    (made,) = code(study, PARENT, "She sat with me", "listening")
    theme = themes.add(study, "A", codes=["listening"])
    with pytest.raises(themes.Unopposed):
        themes.edit(study, theme, fields={"status": "defined"})
    themes.judge(study, theme, [made.id], stance="complicates")
    assert themes.edit(study, theme, fields={"status": "defined"}).status == "defined"
    text = (study.folder / "study.yaml").read_text().replace("mode: codebook", "mode: reflexive")
    reflexive = studies.new(files={"study.yaml": text})
    assert themes.add(reflexive, "A", fields={"status": "defined"}).status == "defined"
    assert issubclass(themes.Unopposed, Refused)
