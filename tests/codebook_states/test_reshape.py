"""Codes that are merged, split, moved, retired, taken out or given another id: each is one step and loses nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench import coding, opening, themes
from workbench.codebook.changes.change import edit_code
from workbench.codebook.changes.draft import Draft, noted, with_reason
from workbench.codebook.changes.keeping import bring_back_code, remove_code, retire_code
from workbench.codebook.changes.moving import move_code_to
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.changes.reshape import merge_codes, split_code, under_merged
from workbench.codebook.schema import Change
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound, Refused

FILE, OTHER = "peer.yaml", "other.yaml"
WHY = Change(dt.date(2026, 3, 14).isoformat(), "Two readers took them for the same.")
SECOND = """\
name: Second
codes:
  - id: money   # theirs
    name: Money
  - id: debts
    name: Debts
    merged_into: lifts
"""


@pytest.fixture
def study(studies):
    study = studies.new(files={f"codebooks/{OTHER}": SECOND})
    study.coder_id()
    return study


def data(study, file=FILE):
    return (study.codebooks / file).read_text(encoding="utf-8")


def code_of(study, code_id):
    return states.current(study).as_it_stands(code_id)


def counts(study):
    books = states.current(study)
    return {name: len(coding.extracts(study, codes=[name])) for name in ("trust", "doubt", "listening", "money")} | {
        "known": all(books.lineage.known(one.code) for one in coding.extracts(study))
    }


@pytest.mark.both_engines
def test_merging_notes_the_successor_in_every_file_and_undo_takes_it_back_as_one_step(study, studies, code, rows_of):
    code(study, "Parent 1 Late", "I do the forms", "trust", "money")
    code(study, "PM1+PM2 Early", "We listened, really.", "listening")
    before = rows_of(study)
    merged = merge_codes(study, ["support", "money"], "trust", why=WHY)
    assert (merged.into, merged.codes, merged.moved) == ("trust", ("support", "money"), ("listening", "practical"))
    assert data(study) == before["files"][FILE].decode().replace("parent: support", "parent: trust").replace(
        "    name:   Support\n",
        '    name:   Support\n    merged_into: trust\n    changes:\n      - date: "2026-03-14"\n'
        "        reason: Two readers took them for the same.\n",
    )
    assert "name: Money\n    merged_into: trust\n" in data(study, OTHER)
    after = rows_of(study)
    assert (after["coding"], after["passage"]) == (before["coding"], before["passage"])
    assert counts(study) == {"trust": 3, "doubt": 0, "listening": 1, "money": 3, "known": True}
    assert code_of(study, "support").changes == (WHY,)
    undone = opening.undo(studies.again(study))
    assert undone.sentence == "Merged the codes “Support” (support), “Money” (money) into “Trust” (trust)"
    assert rows_of(study) == before
    opening.redo(study)
    assert rows_of(study) == after


def test_merging_into_a_new_code_and_into_one_that_stands_below(study):
    merged = merge_codes(study, ["trust", "doubt"], NewCode("Trust and doubt", definition="Both."))
    assert merged.into == "trust-and-doubt"
    new = "    merged_into: trust-and-doubt\n\n  - id: trust-and-doubt\n    name: Trust and doubt\n"
    assert new in data(study)
    assert states.current(study).find("confidence").id == "trust-and-doubt"
    opening.undo(study)
    # A group and its code at once: what takes their place stands under neither.
    merged = merge_codes(study, ["listening", "support"], NewCode("Help at hand", id="help"))
    assert (code_of(study, "help").parent, code_of(study, "practical").parent) == (None, "help")
    opening.undo(study)
    # It stands where it was said that it is to stand, in whichever file; what it then stands under stays above it.
    merged = merge_codes(study, ["trust", "doubt"], NewCode("Both", parent="support"))
    assert (code_of(study, "both").parent, merged.moved) == ("support", ())
    opening.undo(study)
    merged = merge_codes(study, ["trust"], NewCode("Rich", parent="money"))
    assert (states.current(study).book_with("rich").file, code_of(study, "rich").parent) == ("other.yaml", "money")
    opening.undo(study)
    into = NewCode("Hearing out", parent="listening")
    assert under_merged(states.current(study), ["support"], into) == (["listening", "practical"], [])
    merge_codes(study, ["support"], into)
    stands = [code_of(study, one).parent for one in ("hearing-out", "listening", "practical")]
    assert stands == ["listening", None, "hearing-out"]
    opening.undo(study)
    # Into a code of its own, that takes its place; what stays beside it stands under it.
    merged = merge_codes(study, ["support"], "listening")
    assert (code_of(study, "listening").parent, code_of(study, "practical").parent) == (None, "listening")
    assert (merged.moved, merged.stayed) == (("listening", "practical"), ())
    opening.undo(study)
    assert merge_codes(study, ["support"], "trust", keep_children=True).stayed == ("listening", "practical")
    opening.undo(study)
    # In another file nothing can stand under it.
    assert merge_codes(study, ["support"], "money").stayed == ("listening", "practical")


def test_what_cannot_be_merged_or_split_changes_nothing(study, rows_of):
    retire_code(study, "doubt")
    split_code(study, "listening", ["practical", "trust"])
    before = rows_of(study)
    for doing, kind, words in (
        (lambda: merge_codes(study, [], "trust"), BadInput, "No code"),
        (lambda: merge_codes(study, ["trust"], "confidence"), BadInput, "itself"),
        (lambda: merge_codes(study, ["nobody"], "trust"), NotFound, "nobody"),
        (lambda: merge_codes(study, ["trust"], "doubt"), Refused, "retired"),
        (lambda: merge_codes(study, ["forms"], "trust"), Refused, "merged into Practical help already"),
        (lambda: merge_codes(study, ["listening"], "trust"), Refused, "not both"),
        (lambda: merge_codes(study, ["trust"], NewCode("practical HELP")), Refused, "practical"),
        (lambda: merge_codes(study, ["trust"], NewCode("New", id="lifts")), BadInput, "lifts"),
        (lambda: merge_codes(study, ["trust"], NewCode(" ")), BadInput, "name"),
        (lambda: split_code(study, "trust", ["money"]), BadInput, "fewer than two"),
        (lambda: split_code(study, "trust", ["money", "money"]), BadInput, "twice"),
        (lambda: split_code(study, "trust", ["money", "doubt"]), Refused, "retired"),
        (lambda: split_code(study, "trust", ["money", "listening"]), Refused, "split into Practical help and Trust"),
        (lambda: split_code(study, "forms", ["money", "trust"]), Refused, "merged into"),
        (lambda: split_code(study, "trust", [NewCode("A"), NewCode("a", id="a")]), BadInput, "another id"),
    ):
        with pytest.raises(kind, match=words):
            doing()
    assert rows_of(study) == before


def test_a_split_keeps_every_coding_and_makes_new_codes_behind_the_old_one(study, code, rows_of):
    code(study, "PM1+PM2 Early", "We listened, really.", "listening")
    before = rows_of(study)
    new = NewCode("Hearing"), NewCode("Hearing out", id="out", definition="D.")
    parts = split_code(study, "listening", [*new, "money"])
    assert parts == ("hearing", "out", "money")
    assert data(study) == before["files"][FILE].decode().replace(
        "    parent: support\n  - id: practical",
        "    parent: support\n    split_into: [hearing, out, money]\n\n  - id: hearing\n    name: Hearing\n"
        "    parent: support\n\n  - id: out\n    name: Hearing out\n    definition: D.\n    parent: support\n"
        "  - id: practical",
    )
    assert not code_of(study, "listening").is_living
    assert counts(study)["listening"] == 1
    # It may live on, and a part may be added.
    split_code(study, "listening", ["listening", NewCode("Being there")], why=WHY)
    listening = code_of(study, "listening")
    assert listening.split_into == ("hearing", "out", "money", "listening", "being-there")
    assert (listening.is_living, listening.changes) == (True, (WHY,))
    # Split once more without its own id, nothing is left of it.
    split_code(study, "listening", ["trust", NewCode("Nodding")])
    assert code_of(study, "listening").split_into == ("hearing", "out", "money", "being-there", "trust", "nodding")
    assert not code_of(study, "listening").is_living
    opening.undo(study)
    opening.undo(study)
    said = opening.undo(study).sentence
    assert (
        said == "Split the code “Listening” (listening) into “Hearing” (hearing), “Hearing out” (out), “Money” (money)"
    )
    assert rows_of(study) == before


def test_retiring_and_bringing_back(study, rows_of):
    before = rows_of(study)
    assert retire_code(study, "confidence", why=WHY)
    assert not retire_code(study, "trust")
    assert (code_of(study, "trust").retired, code_of(study, "trust").changes) == (True, (WHY,))
    assert bring_back_code(study, "trust")
    assert not bring_back_code(study, "trust")
    assert not code_of(study, "trust").retired
    with pytest.raises(Refused, match="merged into Practical help"):
        retire_code(study, "forms")
    assert [opening.undo(study).sentence for _ in "12"] == [
        "Brought back the code “Trust” (trust)",
        "Retired the code “Trust” (trust)",
    ]
    assert rows_of(study) == before


def test_only_what_was_never_used_is_taken_out(study, code, rows_of):
    themes.add(study, "Warmth", codes=["doubt"])
    (put,) = code(study, "Parent 1 Late", "I do the forms", "trust")
    coding.remove(study, [put.id])
    before = rows_of(study)
    for wanted, words in (
        ("trust", "Passages were coded with “Trust”"),
        ("doubt", "Themes hold “Doubt” .doubt.: “Warmth”"),
        ("support", "Under “Support” .support. stand “Listening”"),
        ("practical", "“Debts” .debts., “Forms” .forms. went into “Practical help”"),
    ):
        with pytest.raises(Refused, match=words):
            remove_code(study, wanted)
        assert rows_of(study) == before
    remove_code(study, "money")
    assert data(study, OTHER) == SECOND.replace("  - id: money   # theirs\n    name: Money\n", "")
    assert opening.undo(study).sentence == "Took out the code “Money” (money)"
    assert rows_of(study) == before


def test_another_id_is_followed_in_every_file_and_by_every_coding(study, code, rows_of):
    code(study, "Parent 1 Late", "I do the forms", "lifts")
    split_code(study, "money", ["practical", "trust"])
    before = rows_of(study)
    edit_code(study, "practical", {"id": "help", "name": "Help"}, why=WHY)
    new = data(study)
    assert "  - id: help\n    name: Help\n    parent: support\n    was: [lifts, practical]\n    changes:\n" in new
    assert "merged_into: help\n" in new
    assert "split_into: [help, trust]" in data(study, OTHER)
    assert states.current(study).find("practical").changes == (WHY,)
    assert [one.code for one in coding.extracts(study)] == ["help"]
    assert opening.undo(study).sentence == "Changed the code “Practical help” (practical): id, name"
    assert rows_of(study) == before
    edit_code(study, "support", {"id": "backing"})
    assert code_of(study, "listening").parent == "backing"
    edit_code(study, "support", {"id": "support"})
    assert (code_of(study, "support").id, code_of(study, "support").was) == ("support", ("backing",))
    for bad in ("trust", "confidence", "", "no id", "money"):
        with pytest.raises(BadInput):
            edit_code(study, "support", {"id": bad})


def test_a_code_goes_under_another_group_with_its_lines(study, rows_of):
    before = rows_of(study)
    assert move_code_to(study, "doubt", under="support")
    assert data(study) == before["files"][FILE].decode().replace("  - id: doubt\n    name: Doubt\n", "").replace(
        "    was: [lifts]\n", "    was: [lifts]\n  - id: doubt\n    name: Doubt\n    parent: support\n"
    )
    assert not move_code_to(study, "doubt", under="support")
    # Before another, under the same group as that; and to the top again, behind the group it stood in.
    assert move_code_to(study, "trust", before="practical")
    assert [one.id for one in states.current(study).books[1].children("support")] == [
        "listening", "trust", "practical", "doubt",
    ]  # fmt: skip
    assert move_code_to(study, "trust", under="")
    assert [one.id for one in states.current(study).books[1].children(None)] == ["support", "trust", "forms"]
    assert move_code_to(study, "support", behind="trust")
    assert [one.id for one in states.current(study).books[1].codes] == [
        "trust", "support", "listening", "practical", "doubt", "forms",
    ]  # fmt: skip
    for doing, kind, words in (
        (lambda: move_code_to(study, "support", under="listening"), BadInput, "stands under it"),
        (lambda: move_code_to(study, "trust", behind="confidence"), BadInput, "is that code"),
        (lambda: move_code_to(study, "trust", under="forms"), Refused, "merged into"),
        (lambda: move_code_to(study, "trust"), BadInput, "One place"),
    ):
        with pytest.raises(kind, match=words):
            doing()
    said = [opening.undo(study).sentence for _ in range(4)]
    assert said == [
        "Moved the code “Support” (support) behind “Trust” (trust)",
        "Moved the code “Trust” (trust) to the top",
        "Moved the code “Trust” (trust) before “Practical help” (practical)",
        "Moved the code “Doubt” (doubt) under “Support” (support)",
    ]
    assert rows_of(study) == before


def test_what_another_program_wrote_while_a_change_was_put_together_is_not_written_over(study):
    draft = Draft(study)
    trust = draft.books.as_it_stands("trust")
    edit_code(study, "trust", {"definition": "Relying on somebody."}, why=WHY)
    mine = Change("2026-03-15", "Mine.")
    draft.change({"trust": {"name": "Reliance"} | with_reason(trust, mine)})
    assert draft.write("Renamed it")
    found = code_of(study, "trust")
    assert (found.name, found.definition, found.changes) == ("Reliance", "Relying on somebody.", (WHY, mine))
    draft = Draft(study)
    edit_code(study, "trust", {"name": "Faith"})
    draft.change({"trust": {"name": "Belief"}})
    with pytest.raises(Refused, match="changed meanwhile"):
        draft.write("Renamed it")
    assert code_of(study, "trust").name == "Faith"


def test_a_reason_is_noted_with_its_day_and_none_is_not():
    day = dt.date(2024, 2, 29)
    assert noted(" Too wide. ", day) == Change("2024-02-29", "Too wide.")
    assert (noted("  ", day), noted(None, day)) == (None, None)
