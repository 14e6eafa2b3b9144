"""Deciding on what somebody has read and others have changed since: codes that are one by now, others' decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from compared_study import PARENT

from workbench import coding, exchange
from workbench.agreement import samples
from workbench.agreement.before_after import before_after
from workbench.agreement.consensus import Agreed, settled
from workbench.agreement.consensus_told import by_code, in_short
from workbench.agreement.deciding import change_rule, set_note, settle, settle_all, take_back, take_back_all
from workbench.agreement.differing import differences
from workbench.agreement.drawing import Asked
from workbench.agreement.rule_changes import rule_changes
from workbench.codebook.changes import reshape
from workbench.codebook.states import states
from workbench.coding.borders import move_borders
from workbench.errors import ChangedElsewhere, Refused
from workbench.spans import Span
from workbench.transcripts import importing

BOTH = ["Ruth", "Owen"]
SNOW = "even in the snow"


@pytest.fixture
def found(compared):
    return differences(compared, BOTH)


def said(study):
    """What was decided, by what it is about."""
    made = settled(study, differences(study, BOTH))
    return {(d.choice, d.note, d.rule, d.rule_before, d.made_at) for d in (*made.by_passage.values(), *made.outdated)}


@pytest.fixture
def merged(compared, code):
    """Two decisions on the same words, of two codes that are one by now."""
    code(compared, PARENT, SNOW, "doubt")
    code(compared, PARENT, SNOW, "practical")
    first, second = (one for one in differences(compared, BOTH).passages if one.span.length == len(SNOW))
    change_rule(compared, first, first.codes[0], {"definition": "Another."})
    settle(compared, first, "one", taken_from="Ruth", note="first")
    settle(compared, second, "neither", note="second")
    reshape.merge_codes(compared, ["practical"], "doubt")
    return compared


def of_one(study):
    """The passage that both decisions are about by now, and what was decided of it."""
    found = differences(study, BOTH)
    (one,) = (one for one in found.passages if one.span.length == len(SNOW))
    return one, settled(study, found)


@pytest.mark.both_engines
def test_of_two_decisions_on_one_passage_the_later_is_meant_everywhere(merged, studies, rows_of):
    exchange.pack(merged)
    book = (merged.codebooks / "peer.yaml").read_text("utf-8")
    other = studies.new("Owen", files={"codebooks/peer.yaml": book})
    taken(other, merged)
    one, made = of_one(merged)
    assert (made.of(one).choice, made.of(one).note) == ("neither", "second")
    # The rule that was changed with the first is told of all the same.
    assert made.of(one).rule == "doubt"
    set_note(merged, one, "more")
    one, made = of_one(merged)
    assert (made.of(one).choice, made.of(one).note) == ("neither", "more")
    assert take_back(merged, one)
    one, made = of_one(merged)
    assert (made.is_settled(one), made.of(one).rule) == (False, "doubt")
    assert not take_back(merged, one)
    settle(merged, one, "both")
    assert take_back(merged, one)
    settle(merged, one, "one", taken_from="Owen")
    # On another machine it ends the same.
    exchange.pack(merged)
    taken(other, merged)
    assert said(other) == said(merged)
    one, made = of_one(other)
    assert made.of(one).taken_from == "Owen"


def taken(study, there):
    return exchange.unpack(study, exchange.plan(study, exchange.read_packs([there.codings])))


def test_what_somebody_else_decided_meanwhile_is_not_written_over_unseen(compared, found, rows_of):
    owen, (sat, scared, came) = replace(compared, coder="Owen"), found.passages
    nothing = settled(compared, found)
    settle(compared, sat, "neither", note="nobody spoke of it")
    rows = rows_of(compared)
    for change in (
        lambda: settle(owen, sat, "both", shown=nothing),
        lambda: settle_all(owen, [came, sat], "both", shown=nothing),
        lambda: take_back_all(owen, [sat], shown=nothing),
    ):
        with pytest.raises(ChangedElsewhere, match=f"of a difference in {PARENT} meanwhile"):
            change()
    assert rows_of(compared) == rows
    # One's own decisions may be on their way still; what was seen is written over, without its reason.
    settle(compared, sat, "neither", shown=nothing)
    shown = settled(compared, found)
    settle_all(owen, [sat, scared], "both", shown=shown)
    made = settled(compared, found)
    assert (made.of(sat).coder, made.of(sat).note) == ("Owen", "")
    with pytest.raises(ChangedElsewhere):
        settle(compared, sat, "neither", shown=shown)
    assert take_back(owen, sat, shown=shown)
    with pytest.raises(ChangedElsewhere):
        settle(compared, sat, "neither", shown=made)
    settle(compared, sat, "neither", shown=settled(compared, found))


def test_what_is_on_an_open_sample_is_not_settled_though_it_was_read_before(compared, found, rows_of):
    sat, scared, came = found.passages
    settle(compared, sat, "both")
    text = (compared.codebooks / "peer.yaml").read_text("utf-8")
    samples.draw(compared, "First", ("Ruth", "Owen"), Asked(share=1, by=()))
    rows = rows_of(compared)
    for change in (
        lambda: settle_all(compared, [scared, came], "neither"),
        lambda: take_back(compared, sat),
        lambda: set_note(compared, sat, "why"),
        lambda: change_rule(compared, came, "doubt", {"definition": "Other."}),
    ):
        with pytest.raises(Refused, match="sample which is open"):
            change()
    assert rows_of(compared) == rows
    assert (compared.codebooks / "peer.yaml").read_text("utf-8") == text
    assert states.current(compared).find("doubt").definition != "Other."


def test_where_the_coding_that_was_taken_is_elsewhere_by_now_it_is_open(compared, found):
    sat, owen = found.passages[0], replace(compared, coder="Owen")
    settle(compared, sat, "one", taken_from="Owen", note="shorter")
    (own,) = (one for one in coding.extracts(owen) if one.coder == "Owen" and one.start == sat.span.start)
    move_borders(owen, own.id, Span(sat.span.start, own.end + 5))
    now = differences(compared, BOTH)
    (one,) = (one for one in now.passages if one.id == sat.id)
    made = settled(compared, now)
    assert (made.of(one), [each.note for each in made.outdated]) == (None, ["shorter"])
    # The next decision takes its place.
    settle(compared, one, "one", taken_from="Owen", shown=made)
    made = settled(compared, now)
    assert (made.of(one).agreed[0].span.end, made.outdated) == (own.end + 5, ())


@pytest.fixture
def twins(compared, code):
    """Two transcripts with the same words, on which they differ alike."""
    paths = [compared.transcripts / f"Parent {number} questionnaire.txt" for number in (7, 8)]
    for path in paths:
        path.write_text("It was hard at first.\nIt was fine later.\n")
    summary = importing.import_files(compared, paths)
    for name in [one.name for one in summary.imported]:
        code(compared, name, "It was hard at first.", "doubt")
        code(replace(compared, coder="Owen"), name, "It was fine later.", "trust")
    return compared


def of_twins(study):
    found = differences(study, BOTH)
    return found, [one for one in found.passages if "7" in one.transcript or "8" in one.transcript]


@pytest.mark.both_engines
def test_transcripts_with_the_same_words_have_differences_of_their_own(found, twins):
    now, those = of_twins(twins)
    assert len({one.id for one in those}) == len(those) == 4
    # Those of a text that one transcript alone has are called as they were.
    assert {one.id for one in found.passages} < {one.id for one in now.passages}
    first, *others = those
    settle(twins, first, "both")
    made = settled(twins, now)
    assert [made.is_settled(one) for one in those] == [True, False, False, False]
    settle_all(twins, others, "neither")
    assert all(settled(twins, now).is_settled(one) for one in those)


def test_a_transcript_that_is_called_as_another_was_is_settled_all_the_same(twins):
    now, those = of_twins(twins)
    first, *others = those
    (alike,) = (one for one in others if (one.span, one.codes) == (first.span, first.codes))
    settle(twins, first, "both")
    renamed = replace(alike, text=first.text)
    assert renamed.id == first.id
    settle(twins, renamed, "neither")
    made = settled(twins, now)
    assert (made.of(first).choice, made.of(alike).choice) == ("both", "neither")


def test_what_only_the_consensus_uses_stands_in_the_table_before_and_after(compared, found, code):
    sat = found.passages[0]
    settle(compared, sat, "new", new=[Agreed("support", sat.span)])
    done = before_after(compared, BOTH, unit="character", draws=0)
    headings, rows = by_code(done)
    assert [code.name for code in done.after.codes] == [row[0] for row in rows]
    (row,) = (row for row in rows if row[0] == states.current(compared).find("support").name)
    half = 1 + len(headings) // 2
    assert (set(row[1:half]), row[half]) == ({""}, str(sat.span.length))


def test_a_rule_is_told_of_though_its_passage_is_another_by_now_and_so_is_a_decision_of_others(compared, found, code):
    sat, _, came = found.passages
    change_rule(compared, sat, "trust", {"definition": "Another."})
    settle(compared, came, "neither")
    code(replace(compared, coder="Owen"), PARENT, "when the letters came. I", "trust")
    done = before_after(compared, BOTH, draws=0)
    assert [change.code for change in rule_changes(compared, done.made)] == ["trust"]
    assert "1 decision for nothing here: codings there were changed afterwards, or it was" in in_short(done)[1]
    # With Mara, who coded it as well, nobody changed anything where Ruth and Owen had settled.
    code(replace(compared, coder="Mara"), PARENT, SNOW, "doubt")
    said = in_short(before_after(compared, [*BOTH, "Mara"], draws=0))
    assert "they were made on other words or between others" in said[1]
