"""Themes on a real database: making, changing, judging, removing; each undone exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import coding, opening, themes
from workbench.errors import BadInput, NotFound, Refused

PARENT, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"


@pytest.fixture
def coded(study, code):
    """Four codings: two under the group support, one of trust, one of doubt."""
    code(study, PARENT, "She sat with me", "listening")
    code(study, LATE, "I do the forms myself now", "practical")
    code(study, JOINT, "It took months to be trusted", "trust")
    code(study, LATE, "I doubt it would have gone well", "doubt")
    return study


def by_quote(study):
    return {one.quote: one for one in coding.extracts(study)}


def behind(study, name):
    found = themes.theme_extracts(study)[themes.find_theme(study, name).id]
    return [(one.extract.quote.split()[0], one.extract.code, one.stance, one.use) for one in found]


@pytest.mark.both_engines
def test_a_theme_keeps_what_it_is_given(study, studies):
    fields = {
        "concept": "Being met",
        "definition": "a\nb\n\n",
        "narrative": "# x\n\n*été* 👩‍👩‍👧 {{extract}} [/bold] \x1b[1m",
        "includes": "yes: 'no'",
        "excludes": "\t- [ ] #",
    }
    made = themes.add(study, "  Presence ", fields=fields, codes=["support", "confidence", "trust"])
    found = themes.find_theme(studies.again(study), "presence")
    assert found == made
    assert {name: getattr(found, name) for name in fields} == fields
    assert (found.name, found.status, found.codes, found.parent) == (
        "Presence",
        "candidate",
        ("support", "trust"),
        None,
    )


@pytest.mark.both_engines
def test_every_change_is_undone_and_done_again_exactly(coded, rows_of):
    study = coded
    themes.add(study, "Trust", codes=["trust"])
    themes.add(study, "Other")
    steps = [
        lambda: themes.add(study, "Below", parent="Trust"),
        lambda: themes.edit(study, themes.find_theme(study, "Trust"), fields={"name": "Faith", "narrative": "x"}),
        lambda: themes.edit(study, themes.find_theme(study, "Faith"), add_codes=["support"], remove_codes=["trust"]),
        lambda: themes.edit(study, themes.find_theme(study, "Below"), parent="Other"),
        lambda: themes.edit(study, themes.find_theme(study, "Below"), parent=""),
        lambda: themes.edit(study, themes.find_theme(study, "Below"), none_found="all of T2"),
        lambda: themes.judge(study, themes.find_theme(study, "Faith"), ids(study), stance="contradicts", use="key"),
        lambda: themes.judge(study, themes.find_theme(study, "Faith"), ids(study)[:1], use=""),
        lambda: themes.forget(study, themes.find_theme(study, "Faith"), ids(study)[:2]),
        lambda: themes.prepare(study, themes.find_theme(study, "Faith"), ids(study)[3], themes.Prepared(goes_on=True)),
        lambda: themes.prepare(study, themes.find_theme(study, "Faith"), ids(study)[3], None),
        lambda: themes.add_evidence(study, themes.find_theme(study, "Faith"), "Nine of 22 left.", "letters"),
        lambda: themes.add_evidence(study, themes.find_theme(study, "Faith"), "Two stayed."),
        lambda: themes.move_evidence(study, themes.find_theme(study, "Faith"), evidence(study)[1].id, 0),
        lambda: themes.change_evidence(study, themes.find_theme(study, "Faith"), evidence(study)[0].id, source="talk"),
        lambda: themes.remove_evidence(study, themes.find_theme(study, "Faith"), evidence(study)[1].id),
        lambda: themes.remove(study, themes.find_theme(study, "Other")),
    ]
    states = [rows_of(study)]
    for step in steps:
        step()
        states.append(rows_of(study))
        assert states[-1] != states[-2]
    for state in reversed(states[:-1]):
        opening.undo(study)
        assert rows_of(study) == state
    for state in states[1:]:
        opening.redo(study)
        assert rows_of(study) == state


def evidence(study):
    return themes.find_theme(study, "Faith").evidence


def ids(study):
    return [one.id for one in coding.extracts(study)]


def test_extracts_stand_behind_a_theme_through_codes_groups_and_by_hand(coded):
    study = coded
    made = themes.add(study, "Presence", codes=["support"])
    assert behind(study, "Presence") == [
        ("She", "listening", "supports", ""),
        ("I", "practical", "supports", ""),
    ]
    doubted = by_quote(study)["I doubt it would have\tgone well"]
    assert themes.judge(study, made, [doubted.id], stance="contradicts") == 1
    assert behind(study, "Presence")[-1] == ("I", "doubt", "contradicts", "")
    themes.judge(study, made, [doubted.id], use="key")
    assert behind(study, "Presence")[-1] == ("I", "doubt", "contradicts", "key")
    assert themes.forget(study, made, [doubted.id]) == 1
    assert len(behind(study, "Presence")) == 2
    with pytest.raises(NotFound, match="Nothing was said"):
        themes.forget(study, made, [doubted.id])


def test_an_extract_in_a_theme_through_its_code_stays_when_its_judgement_goes(coded):
    made = themes.add(coded, "Presence", codes=["listening"])
    sat = by_quote(coded)["She sat with me"]
    themes.judge(coded, made, [sat.id], stance="complicates", use="useful")
    assert behind(coded, "Presence") == [("She", "listening", "complicates", "useful")]
    themes.forget(coded, made, [sat.id])
    assert behind(coded, "Presence") == [("She", "listening", "supports", "")]


def test_a_passage_with_two_codes_stands_once_behind_a_theme(coded, code):
    code(coded, PARENT, "She sat with me", "trust")
    themes.add(coded, "Presence", codes=["listening", "trust"])
    assert [words for words, *_ in behind(coded, "Presence")].count("She") == 1


def test_merged_and_former_codes_count_in_a_theme(coded, studies):
    themes.add(coded, "Help", codes=["doubt", "forms"])
    book = coded.codebooks / "peer.yaml"
    book.write_text(book.read_text() + "    merged_into: trust\n")
    study = studies.again(coded)
    assert themes.find_theme(study, "Help").codes == ("trust", "practical")
    assert {code for _, code, _, _ in behind(study, "Help")} == {"practical", "trust"}
    assert len(behind(study, "Help")) == 3


def test_the_themes_of_each_coding(coded):
    themes.add(coded, "Presence", codes=["support"])
    other = themes.add(coded, "Other")
    found = by_quote(coded)
    themes.judge(coded, other, [found["She sat with me"].id])
    named = themes.themes_by_coding(coded, list(found.values()))
    assert named[found["She sat with me"].id] == ("Presence", "Other")
    assert named[found["It took months to be trusted"].id] == ()


@pytest.mark.parametrize("mode", ["codebook", "reliability"])
def test_a_defined_theme_was_held_against_what_speaks_against_it(studies, code, mode):
    study = studies.new(files={"study.yaml": _settings(mode)})
    (made,) = code(study, PARENT, "She sat with me", "listening")
    with pytest.raises(Refused, match="complicates or contradicts"):
        themes.add(study, "At once", fields={"status": "defined"})
    theme = themes.add(study, "Presence", codes=["listening"], fields={"status": "reviewed"})
    with pytest.raises(Refused, match="complicates or contradicts"):
        themes.edit(study, theme, fields={"status": "defined"})
    themes.judge(study, theme, [made.id], stance="complicates")
    assert themes.edit(study, theme, fields={"status": "defined"}).status == "defined"


def test_looking_in_vain_is_enough_and_dated(coded):
    theme = themes.add(coded, "Presence", codes=["listening"])
    for slip in ("t", " T2 ", "no one"):
        with pytest.raises(BadInput, match="does not say where"):
            themes.edit(coded, theme, fields={"status": "defined"}, none_found=slip)
    assert themes.edit(coded, theme, none_found="所有家长访谈记录").none_found.endswith("记录")
    assert themes.edit(coded, theme, none_found=" ").none_found == ""
    done = themes.edit(coded, theme, fields={"status": "defined"}, none_found="every T2 interview")
    assert done.status == "defined"
    assert done.none_found.endswith(": every T2 interview")
    assert done.none_found[:4].isdigit()


def test_reflexive_mode_asks_for_nothing(studies):
    study = studies.new(files={"study.yaml": _settings("reflexive")})
    assert themes.add(study, "At once", fields={"status": "defined"}).status == "defined"


def _settings(mode):
    return f"id: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e\nmode: {mode}\nwaves: [{{id: T1, label: Early}}, T2]\n"


def test_there_are_two_levels_only(study):
    top = themes.add(study, "Top")
    below = themes.add(study, "Below", parent="top")
    other = themes.add(study, "Other")
    assert below.parent == top.id
    with pytest.raises(BadInput, match="itself a subtheme"):
        themes.add(study, "Third", parent="Below")
    with pytest.raises(BadInput, match="itself a subtheme"):
        themes.edit(study, other, parent="Below")
    with pytest.raises(BadInput, match="has subthemes"):
        themes.edit(study, top, parent="Other")
    with pytest.raises(BadInput):
        themes.edit(study, other, parent="Other")
    assert [one.name for one in themes.themes(study)] == ["Top", "Below", "Other"]


def test_names_are_unlike_beside_each_other_only(study):
    top, other = themes.add(study, "Top"), themes.add(study, "Other")
    themes.add(study, "Same", parent="Top")
    themes.add(study, "Same", parent="Other")
    for take in (
        lambda: themes.add(study, "TOP "),
        lambda: themes.edit(study, other, fields={"name": "top"}),
        lambda: themes.add(study, "same", parent="Top"),
        lambda: themes.edit(study, themes.themes(study)[3], parent="Top"),
    ):
        with pytest.raises(BadInput, match="already"):
            take()
    with pytest.raises(NotFound, match="2 themes"):
        themes.find_theme(study, "Same")
    assert themes.edit(study, top, fields={"name": "TOP"}).name == "TOP"
    # Marks that Arabic and Hebrew are written with may stand in a name; what turns round all that follows may not.
    assert themes.edit(study, top, fields={"name": "العربية\u200f (PM1)"}).name == "العربية\u200f (PM1)"
    with pytest.raises(BadInput, match="control characters"):
        themes.edit(study, top, fields={"name": "Top \u202e"})


def test_a_removed_theme_leaves_its_name_and_its_codings(coded):
    theme = themes.add(coded, "Presence", codes=["support"])
    themes.remove(coded, theme)
    assert themes.themes(coded) == []
    assert len(coding.extracts(coded)) == 4
    assert themes.add(coded, "Presence").id != theme.id


def test_an_older_copy_of_a_theme_takes_nothing_back(study):
    themes.add(study, "Top")
    old = themes.add(study, "Below")
    themes.edit(study, old, parent="Top", none_found="all of T1")
    new = themes.edit(study, old, fields={"concept": "x"})
    assert (new.parent is not None, new.none_found[-9:], new.concept) == (True, "all of T1", "x")


def test_a_theme_with_subthemes_is_not_removed(study):
    themes.add(study, "Top")
    themes.add(study, "Below", parent="Top")
    with pytest.raises(Refused, match="Below"):
        themes.remove(study, themes.find_theme(study, "Top"))


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        (lambda s: themes.add(s, " "), BadInput),
        (lambda s: themes.add(s, "a\nb"), BadInput),
        (lambda s: themes.add(s, "a", fields={"status": "final"}), BadInput),
        (lambda s: themes.add(s, "a", fields={"colour": "red"}), BadInput),
        (lambda s: themes.add(s, "a", codes=["nonsense"]), NotFound),
        (lambda s: themes.add(s, "a", parent="nobody"), NotFound),
        (lambda s: themes.edit(s, themes.add(s, "b"), remove_codes=["trust"]), NotFound),
        (lambda s: themes.judge(s, themes.add(s, "b"), [], stance="likes"), BadInput),
        (lambda s: themes.judge(s, themes.add(s, "b"), [], use="best"), BadInput),
        (lambda s: themes.judge(s, themes.add(s, "b"), [themes.find_theme(s, "b").id], use="key"), NotFound),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(study, what, kind):
    with pytest.raises(kind):
        what(study)
    assert [one.name for one in themes.themes(study)] in ([], ["b"])
    assert all(not one.codes for one in themes.themes(study))


def test_a_theme_counts_only_what_the_named_coder_coded(coded, code):
    code(replace(coded, coder="Owen"), JOINT, "We listened, really", "listening")
    theme = themes.add(coded, "Presence", codes=["listening"])
    assert len(themes.theme_extracts(coded)[theme.id]) == 2
    assert [one.extract.coder for one in themes.theme_extracts(coded, coder="owen")[theme.id]] == ["Owen"]
