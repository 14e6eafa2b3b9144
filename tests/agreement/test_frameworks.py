"""Coders with codebooks of their own: their codes side by side, and no figure before these are brought together."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from framework_study import JOINT, OWN_BOOK, PARENT
from hypothesis import given
from hypothesis import strategies as st
from packing import take_in

from workbench import exchange, opening
from workbench.agreement import frameworks_told, in_words, samples
from workbench.agreement.comparison import compare
from workbench.agreement.drawing import Asked
from workbench.agreement.frameworks import frameworks as set_side_by_side
from workbench.agreement.own_codes import UNMATCHED
from workbench.agreement.pairing import overlap
from workbench.codebook.changes import matching
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.schema import Change
from workbench.codebook.states import states
from workbench.errors import BadInput, Refused

REST = ("Parent 1 Late", "Parent 2 Early", "S1+S2 Early")
_CODED = st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=4)
_LENGTHS = st.lists(st.integers(1, 9), min_size=6, max_size=6)


@given(_CODED, _CODED, _LENGTHS)
def test_it_is_what_counting_unit_by_unit_gives(a, b, lengths):
    pieces = np.array(lengths)
    found = overlap(np.array(a), np.array(b), pieces)
    swapped = overlap(np.array(b), np.array(a), pieces)
    assert (found.shared == swapped.shared.T).all()
    assert (found.only_a == swapped.only_b.T).all()
    np.testing.assert_array_equal(found.jaccard, swapped.jaccard.T)
    numbered = np.repeat(np.arange(6), lengths)
    for (row, one), (column, other) in product(enumerate(a), enumerate(b)):
        first = {place for place, piece in enumerate(numbered) if one[piece]}
        second = {place for place, piece in enumerate(numbered) if other[piece]}
        assert found.shared[row, column] == len(first & second)
        assert found.only_a[row, column] == len(first - second)
        assert found.only_b[row, column] == len(second - first)
        alike = found.jaccard[row, column]
        if first | second:
            assert alike == len(first & second) / len(first | second)
            assert 0 <= alike <= 1
        else:
            assert np.isnan(alike)
    shares = [found.jaccard[pair] for pair in found.best]
    assert shares == sorted(shares, reverse=True)
    assert {*found.best} == {*zip(*(axis.tolist() for axis in np.nonzero(found.shared)), strict=True)}


def test_codes_are_set_side_by_side_and_have_no_figure_yet(frameworks, run, monkeypatch):
    found = set_side_by_side(frameworks, ["Ruth", "Owen"])
    assert [(one.coder, one.files) for one in found.own.frameworks] == [
        ("Ruth", ("peer.yaml",)),
        ("Owen", ("owen.yaml",)),
    ]
    assert [one.id for one in found.a] == ["listening", "trust", "doubt"]
    assert [one.id for one in found.b] == ["presence", "fear", "night-fear", "kettle"]
    assert [(one.a.id, one.b.id, one.shared, one.only_a, one.only_b, one.decided) for one in found.pairs] == [
        ("trust", "fear", 1, 0, 0, None),
        ("trust", "night-fear", 1, 0, 0, None),
        ("doubt", "fear", 1, 0, 0, None),
        ("doubt", "night-fear", 1, 0, 0, None),
        ("listening", "presence", 2, 1, 0, None),
    ]
    (one, other) = found.side_by_side("listening", "presence")
    assert (one.transcript, one.speaker) == (JOINT, "PM1")
    assert frameworks_told.with_brackets(one) == (
        "[I listened more than I talked.]",
        "[I listened more] than I talked.",
    )
    assert frameworks_told.with_brackets(other)[1].startswith("[We listened, really.] It took")
    assert [turn.transcript for turn in found.side_by_side("doubt", "fear")] == [PARENT]
    assert not [*found.side_by_side("trust", "kettle")]
    (alone,) = found.side_by_side("", "kettle")
    assert frameworks_told.with_brackets(alone) == ("A kettle, mostly.", "[A kettle, mostly.]")
    compared = compare(frameworks, ["Ruth", "Owen"], draws=20)
    by_id = {code.id: code.measured for code in compared.codes}
    assert (by_id["listening"].counts["only_a"], by_id["presence"].counts["only_b"]) == (3, 2)
    for code in (*found.a, *found.b):
        assert set(by_id[code.id].figures.values()) == {None}
        assert set(by_id[code.id].why.values()) == {UNMATCHED}
        assert not by_id[code.id].intervals
    assert compared.pooled is not None
    assert compared.pooled.figures["kappa"] is None
    with pytest.raises(BadInput, match="Name two"):
        set_side_by_side(frameworks, ["Ruth"])
    monkeypatch.chdir(frameworks.folder)
    code, out, err = run("agreement", "Ruth", "Owen")
    assert (code, err) == (0, "")
    assert "They coded with codes of their own: Ruth with peer.yaml and Owen with owen.yaml." in out
    assert "3 of Ruth's and 4 of Owen's are left." in out
    assert "See: workbench frameworks Ruth Owen" in out
    code, out, err = run("frameworks", "Ruth", "Owen")
    assert (code, err) == (0, "")
    assert "Listening (listening)  Presence (presence)" in out
    told = json.loads(run("frameworks", "Ruth", "Owen", "--unit", "character", "--json")[1])
    assert (told["is_open"], told["shared"][2][1]) == (True, len("I was scared"))
    out = run("frameworks", "Ruth", "Owen", "--extracts", "Listening", "presence")[1]
    assert "  B: [I listened more] than I talked." in out
    told = json.loads(run("frameworks", "Ruth", "Owen", "--extracts", "listening", "presence", "--json")[1])
    assert [turn["quote"][:10] for turn in told] == ["I listened", "We listene"]
    assert run("frameworks", "Ruth", "Owen", "--extracts", "listening", "nobody")[0] == 2


def test_codes_in_one_codebook_are_compared_as_ever(frameworks, code):
    # Once both put codes of a codebook it is nobody's own.
    code(replace(frameworks, coder="Owen"), PARENT, "She sat with me", "trust")
    found = set_side_by_side(frameworks, ["Ruth", "Owen"])
    assert not found.own.frameworks
    assert not found.pairs
    compared = compare(frameworks, ["Ruth", "Owen"], draws=0)
    assert {code.id: code.measured.figures["kappa"] for code in compared.codes}["trust"] == 1


def test_of_three_coders_two_can_have_codes_of_their_own(frameworks, code):
    # Ada codes with what Ruth codes with: that is nobody's own any more, and there is no second framework.
    ada = replace(frameworks, coder="Ada")
    code(ada, PARENT, "She sat with me", "trust")
    assert not compare(frameworks, ["Ruth", "Owen", "Ada"], draws=0).own.frameworks
    assert compare(frameworks, ["Ruth", "Owen"], draws=0).own.is_open
    # With a third codebook there are three.
    opening.undo(ada)
    (frameworks.codebooks / "ada.yaml").write_text("codes:\n- id: near\n  name: Near\n- id: far\n  name: Far\n")
    states.take_in(frameworks)
    code(ada, PARENT, "She sat with me", "near")
    compared = compare(frameworks, ["Ruth", "Owen", "Ada"], draws=0)
    assert [one.undecided for one in compared.own.frameworks][2] == ("near",)
    by_id = {one.id: one.measured for one in compared.codes}
    assert set(by_id["near"].figures.values()) == {None}
    assert "near" in compared.own.withheld
    assert "far" not in compared.own.withheld
    told = in_words.heading(compared)
    assert any("Ruth with peer.yaml, Owen with owen.yaml and Ada with ada.yaml" in line for line in told)


def test_what_stands_on_an_open_sample_is_not_told(frameworks, code):
    owen = replace(frameworks, coder="Owen")
    before = set_side_by_side(frameworks, ["Ruth", "Owen"], sample=True)
    samples.draw(frameworks, "First", ("Ruth", "Owen"), Asked(number=1, by=(), without=(JOINT, *REST)))
    found = set_side_by_side(frameworks, ["Ruth", "Owen"], sample=True)
    assert [one.id for one in found.b] == ["presence", "kettle"]
    assert not [*found.side_by_side("doubt", "fear")]
    code(owen, PARENT, "She came every week.", "kettle")
    assert set_side_by_side(frameworks, ["Ruth", "Owen"], sample=True).pairs == found.pairs
    with pytest.raises(Refused, match="open"):
        set_side_by_side(frameworks, ["Ruth", "Owen"])
    samples.reveal(frameworks, early=True)
    assert len(set_side_by_side(frameworks, ["Ruth", "Owen"], sample=True).pairs) > len(before.pairs)


def test_pairs_are_merged_nested_or_kept_and_then_there_are_figures(frameworks, run, monkeypatch, rows_of):
    monkeypatch.chdir(frameworks.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    codings = rows_of(frameworks)["coding"]

    def decide(*arguments):
        code, out, err = run("frameworks", "Ruth", "Owen", *arguments, "--yes")
        assert code == 0, err
        return out

    # Nothing without a reason; nothing that cannot be.
    assert "needs a reason" in run("frameworks", "Ruth", "Owen", "--merge", "presence", "listening")[2]
    for wrong in (
        ("--merge", "listening", "listening", "--reason", "x"),
        ("--nest", "fear", "night-fear", "--reason", "x"),
        ("--keep", "trust", "trust", "--reason", "x"),
        ("--alone", "nobody", "--reason", "x"),
        ("--merge", "presence", "listening", "--nest", "fear", "doubt", "--reason", "x"),
        ("--keep", "trust", "fear", "--name", "New", "--reason", "x"),
        ("--reason", "x"),
    ):
        assert run("frameworks", "Ruth", "Owen", *wrong, "--yes")[0] == 2, wrong
    out = decide("--merge", "presence", "listening", "--reason", "both mean being there")
    assert "Merged presence into listening." in out
    assert "Left to decide of A's: “Trust” (trust), “Doubt” (doubt)." in out
    assert "not decided yet" in run("frameworks", "Ruth", "Owen", "--gather", "peer.yaml")[2]
    # A code goes into the other file with its lines, what is under it and the comments.
    decide("--nest", "fear", "doubt", "--reason", "fear is one doubt")
    peer = (frameworks.codebooks / "peer.yaml").read_text()
    assert "    name: Fear\n    parent: doubt\n" in peer
    assert "  - id: night-fear   # under fear\n    name: Fear at night\n    parent: fear\n" in peer
    owen = (frameworks.codebooks / "owen.yaml").read_text()
    assert '        reason: "Merged into listening: both mean being there"\n' in owen
    assert "fear" not in owen
    assert "  # What follows is about fear.\n  - id: fear\n" in peer
    compared = compare(frameworks, ["Ruth", "Owen"], draws=0)
    assert {code.measured.figures["kappa"] for code in compared.codes} == {None}
    decide("--keep", "trust", "night-fear", "--reason", "not the same")
    before_the_last = (frameworks.codebooks / "owen.yaml").read_text()
    out = decide("--alone", "kettle", "--reason", "nobody else saw it")
    assert "figures of agreement are given" in out
    found = set_side_by_side(frameworks, ["Ruth", "Owen"])
    assert [(one.kind, one.code, one.other, one.why) for one in found.decided] == [
        ("merged", "presence", "listening", "both mean being there"),
        ("kept", "kettle", "", "nobody else saw it"),
        ("kept", "trust", "night-fear", "not the same"),
        ("nested", "fear", "doubt", "fear is one doubt"),
    ]
    assert not found.own.is_open
    compared = compare(frameworks, ["Ruth", "Owen"], draws=0)
    by_id = {code.id: code.measured for code in compared.codes}
    assert by_id["listening"].figures["percent"] == 0.8
    assert (by_id["listening"].counts["both"], by_id["fear"].figures["kappa"]) == (2, 0)
    # Then all codes can go into one codebook, and both coders have coded with that.
    for no_codebook in ("elsewhere/peer.yaml", "codebooks/none.yaml"):
        assert "There is no codebook" in run("frameworks", "Ruth", "Owen", "--gather", no_codebook)[2]
    assert "Brought 2 codes into peer.yaml." in decide("--gather", "codebooks/peer.yaml")
    books = states.current(frameworks)
    assert [one.id for one in books.book("peer.yaml").codes][-3:] == ["night-fear", "presence", "kettle"]
    assert books.book("owen.yaml").codes == ()
    assert books.lineage.today("presence") == "listening"
    assert not compare(frameworks, ["Ruth", "Owen"], draws=0).own.frameworks
    assert run("codebook", "check")[0] == 0
    assert run("frameworks", "Ruth", "Owen", "--gather", "peer.yaml")[0] == 1
    assert run("undo")[0] == 0
    # No coding was touched, and each decision is a step that can be undone.
    assert rows_of(frameworks)["coding"] == codings
    assert run("undo")[0] == 0
    assert (frameworks.codebooks / "owen.yaml").read_text() == before_the_last
    assert [one.id for one in set_side_by_side(frameworks, ["Ruth", "Owen"]).b if one.is_undecided] == ["kettle"]
    for _ in range(3):
        assert run("undo")[0] == 0
    assert (frameworks.codebooks / "owen.yaml").read_bytes() == OWN_BOOK.encode()
    assert len(set_side_by_side(frameworks, ["Ruth", "Owen"]).b) == 4


def test_codings_come_without_their_codebook_and_lose_nothing(frameworks, studies, rows_of):
    exchange.pack(replace(frameworks, coder="Owen"))
    here = studies.new()
    take_in(here, frameworks.codings)
    found = set_side_by_side(here, ["Ruth", "Owen"])
    assert [one.files for one in found.own.frameworks] == [("peer.yaml",), ("",)]
    assert {(one.id, one.name, one.file) for one in found.b} == {
        (code, code, "") for code in ("presence", "fear", "night-fear", "kettle")
    }
    codings = rows_of(here)["coding"]
    (here.codebooks / "owen.yaml").write_bytes(OWN_BOOK.encode())
    states.take_in(here)
    found = set_side_by_side(here, ["Ruth", "Owen"])
    assert next((one.name, one.file) for one in found.b) == ("Presence", "owen.yaml")
    assert rows_of(here)["coding"] == codings


def test_both_go_into_a_new_code(frameworks):
    merged = matching.merge_matched(
        frameworks, ["listening", "presence"], NewCode("Being heard"), why=Change("2026-03-01", "Of both a part.")
    )
    books = states.current(frameworks)
    assert merged.into == "being-heard"
    assert books.lineage.ids_of("being-heard") == {"being-heard", "listening", "presence"}
    assert books.book_with("being-heard").file == "peer.yaml"
    changes = books.as_it_stands("presence").changes
    assert changes[0].reason == "From the first reading."
    assert changes[1] == Change("2026-03-01", "Merged into being-heard: Of both a part.")
    found = set_side_by_side(frameworks, ["Ruth", "Owen"])
    # More can go into it; and it is known under which ids it was coded.
    assert [one.id for one in found.a if not one.is_undecided] == ["being-heard"]
    with pytest.raises(BadInput, match="reason"):
        matching.keep_matched(frameworks, ["trust"], why=Change("2026-03-01", " "))
