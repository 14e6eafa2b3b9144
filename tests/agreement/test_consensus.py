"""What coders settle: a layer of its own, what it makes of the figures, and that undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa
from compared_study import CODINGS, PARENT
from hypothesis import given
from hypothesis import strategies as st

from workbench import coding, opening
from workbench.agreement.basis import NO_SAMPLE
from workbench.agreement.before_after import as_settled, before_after
from workbench.agreement.consensus import About, Agreed, Decided, agreed_by, settled
from workbench.agreement.consensus_told import as_json, choice_in_words, settled_in_words, wordings_in_words
from workbench.agreement.deciding import change_rule, set_note, settle, settle_all, take_back, take_back_all
from workbench.agreement.differing import Differing, Put, differences
from workbench.agreement.disagreements import disagreements
from workbench.agreement.gathering import Gathered
from workbench.agreement.rule_changes import rule_changes
from workbench.codebook.differences.things import FieldTold
from workbench.codebook.states import states
from workbench.errors import BadInput, ChangedElsewhere, NotFound
from workbench.model import Coding, utc_now
from workbench.spans import Span, union
from workbench.store import journal
from workbench.transcripts import removing

TEXT = UUID(int=1)


def gathered(codings):
    """Codings as they are read from a study, and where they differ."""
    names = "ABC"[: len(codings)]
    people = {UUID(int=number): name for number, name in enumerate(names)}
    placed = {
        (UUID(int=number), code): {TEXT: [tuple(span) for span in spans]}
        for number, codes in enumerate(codings)
        for code, spans in codes.items()
    }
    those = [
        Differing(
            one.kind,
            "T",
            TEXT,
            one.span,
            tuple(Put(names[h.coder], h.code, h.spans) for h in one.held),
            one.size,
            (*names,),
        )
        for one in disagreements(codings)
    ]
    return Gathered(people, None, placed, (), (), (), NO_SAMPLE), those


def decided(one, choice, taken_from=""):
    what = About(one.revision_id, one.span, frozenset(one.codes), frozenset(one.coders))
    agreed = tuple(agreed_by(one, choice, taken_from))
    return Decided(UUID(int=9), what, choice, taken_from, "", agreed, "", None, None, "A", utc_now())


def places(found, coder, code):
    return union(Span(*place) for place in found.codings.get((UUID(int=coder), code), {}).get(TEXT, ()))


@given(CODINGS)
def test_settled_everywhere_all_have_what_was_chosen(codings):
    own, those = gathered(codings)
    firsts = as_settled(own, [(one, decided(one, "one", "A")) for one in those])
    everything = as_settled(own, [(one, decided(one, "both")) for one in those])
    nothing = as_settled(own, [(one, decided(one, "neither")) for one in those])
    for code in "XYZ":
        for coder in range(len(codings)):
            assert places(firsts, coder, code) == places(own, 0, code)
            of_any = union(span for codes in codings for span in codes.get(code, ()))
            assert places(everything, coder, code) == of_any
            left = places(nothing, coder, code)
            assert all(left == places(nothing, other, code) for other in range(len(codings)))
            assert all(any(span.cut_to(own_span) == span for own_span in places(own, coder, code)) for span in left)


@given(CODINGS, st.data())
def test_what_was_not_settled_stays_as_it_was(codings, data):
    own, those = gathered(codings)
    some = [one for one in those if data.draw(st.booleans())]
    after = as_settled(own, [(one, decided(one, "one", "A")) for one in some])
    left = [one for one in those if one not in some]
    _, still = gathered(
        [
            {code: places(after, coder, code) for code in "XYZ" if places(after, coder, code)}
            for coder in range(len(codings))
        ]
    )
    differs = {(code, place) for one in left for code, place in characters(one, codings)}
    assert {(code, place) for one in still for code, place in characters(one, None, after)} == differs


def characters(one, codings, after=None):
    """On which characters they differ in a passage, by code."""
    for code in one.codes:
        for place in range(*one.span):
            if after is None:
                has = [any(s.start <= place < s.end for s in codes.get(code, ())) for codes in codings]
            else:
                has = [
                    any(s.start <= place < s.end for s in places(after, number, code))
                    for number in range(len(one.coders))
                ]
            inside = any(put.code == code and put.spans[0].start <= place < put.spans[-1].end for put in one.puts)
            if inside and any(has) and not all(has):
                yield code, place


@pytest.fixture
def found(compared):
    return differences(compared, ["Ruth", "Owen"])


def all_codings(study):
    with study.read() as session:
        return sorted(map(str, session.execute(sa.select(Coding.__table__)).all()))


@pytest.mark.both_engines
def test_decisions_are_steps_beside_the_codings(compared, found, rows_of):
    sat, scared, came = found.passages
    codings, before = all_codings(compared), rows_of(compared)
    settle(compared, sat, "one", taken_from="Owen", note=" shorter says it ")
    settle(compared, scared, "both")
    settle(compared, came, "neither")
    made = settled(compared, found)
    assert [made.of(one).choice for one in found.passages] == ["one", "both", "neither"]
    first = made.of(sat)
    assert (first.taken_from, first.note, first.coder) == ("Owen", "shorter says it", "Ruth")
    assert first.agreed == (Agreed("trust", Span(sat.span.start, sat.span.start + 15)),)
    assert {one.code for one in made.of(scared).agreed} == {"doubt", "trust"}
    assert made.of(came).agreed == ()
    # A later decision takes the place of an earlier one; a note stays that says why just that holds.
    place = Span(came.span.start, came.span.end - 1)
    settle(replace(compared, coder="Owen"), came, "new", new=[Agreed("listening", place)])
    settle(compared, sat, "one", taken_from="Owen")
    assert settled(compared, found).of(sat).note == "shorter says it"
    settle(compared, sat, "one", taken_from="Ruth")
    made = settled(compared, found)
    assert made.of(came).agreed == (Agreed("listening", place),)
    assert (made.of(came).coder, made.of(sat).note) == ("Owen", "")
    assert (made.of(sat).agreed[0].span, all_codings(compared)) == (sat.span, codings)
    set_note(compared, sat, "the whole of it", shown="")
    with pytest.raises(ChangedElsewhere):
        set_note(compared, sat, "x", shown="")
    assert settled(compared, found).of(sat).note == "the whole of it"
    assert take_back(compared, scared)
    assert not take_back(compared, scared)
    assert not settled(compared, found).is_settled(scared)
    with compared.read() as session:
        said = [step.sentence for step in journal.history(session)][:2]
    assert said == [
        f"Opened a difference in {PARENT} again",
        f"Noted why a difference in {PARENT} was settled so",
    ]
    # Each is taken back by itself.
    opening.undo(replace(compared, coder="Owen"))
    for _ in range(7):
        opening.undo(compared)
    assert rows_of(compared) == before


def test_of_three_it_is_not_both_but_all(found):
    two = found.passages[0]
    three = replace(two, coders=("Ruth", "Owen", "Cara"))
    told = [choice_in_words(decided(one, choice)) for one in (two, three) for choice in ("both", "neither", "new")]
    assert told == ["both", "neither", "new", "all", "none", "new"]
    said = [settled_in_words(decided(one, choice), str) for one in (two, three) for choice in ("both", "neither")]
    assert said == ["Settled, both hold", "Settled, neither holds", "Settled, all hold", "Settled, none holds"]


def test_what_cannot_be_decided(compared, found):
    sat = found.passages[0]
    with pytest.raises(BadInput, match="none of those"):
        settle(compared, sat, "one", taken_from="Ada")
    with pytest.raises(BadInput, match="no new coding"):
        settle(compared, sat, "new")
    for code, span, error, said in (
        ("trist", sat.span, NotFound, "trist"),
        ("trust", Span(sat.span.end, sat.span.end + 4), BadInput, "nothing of the passage"),
        ("trust", Span(0, 100_000), BadInput, "is no passage"),
    ):
        with pytest.raises(error, match=said):
            settle(compared, sat, "new", new=[Agreed(code, span)])
    with pytest.raises(NotFound, match="settled there yet"):
        set_note(compared, sat, "why")
    assert settled(compared, found).by_passage == {}


def test_figures_before_and_after(compared, found):
    for one in found.passages:
        settle(compared, one, "one", taken_from="Owen")
    done = before_after(compared, ["Ruth", "Owen"], unit="character", draws=0)
    before = {code.id: code.measured.counts for code in done.before.codes}
    after = {code.id: code.measured.counts for code in done.after.codes}
    assert before["trust"]["only_a"] == 23
    assert before["doubt"]["only_a"] > 0
    assert all(counts["only_a"] == counts["only_b"] == 0 for counts in after.values())
    assert after["trust"]["both"] == 15 + len("I was scared")
    assert (len(done.decided), done.open, done.settled.outdated) == (3, 0, ())
    assert done.after.pooled.figures["kappa"] == 1


def test_a_decision_on_what_was_changed_since_counts_no_more(compared, found, code):
    sat = found.passages[0]
    settle(compared, sat, "one", taken_from="Owen")
    code(replace(compared, coder="Owen"), PARENT, "when the letters came. I", "trust")
    done = before_after(compared, ["Ruth", "Owen"], draws=0)
    assert (done.open, len(done.settled.outdated)) == (3, 1)
    assert done.settled.outdated[0].choice == "one"


def test_a_rule_is_changed_for_a_passage_in_one_step(compared, found, rows_of):
    scared, book = found.passages[1], compared.codebooks / "peer.yaml"
    was = states.current(compared).find("doubt")
    before, text, rows = states.current(compared).state_of("doubt"), book.read_text("utf-8"), rows_of(compared)
    assert change_rule(compared, scared, "doubt", {"definition": "Fear of what comes."}).is_other
    made = settled(compared, found)
    assert (made.of(scared).rule, made.of(scared).choice) == ("doubt", "")
    assert not made.is_settled(scared)
    with compared.read() as session:
        (step, *_) = journal.history(session)
    assert step.sentence == f"Changed the code “Doubt” (doubt): definition, for a difference in {PARENT}"
    # One undo takes back both; what says so already is no step.
    opening.undo(compared)
    assert (book.read_text("utf-8"), rows_of(compared)) == (text, rows)
    opening.redo(compared)
    assert not change_rule(compared, scared, "doubt", {"definition": "Fear of what comes."}).is_other
    assert change_rule(compared, scared, "doubt", {"definition": "Fear."}).is_other
    settle(compared, scared, "one", taken_from="Ruth")
    decided = settled(compared, found).of(scared)
    assert (decided.rule, decided.rule_before, decided.choice) == ("doubt", before, "one")
    assert decided.rule_after == states.current(compared).state_of("doubt") != before
    (change,) = rule_changes(compared, [decided])
    (field,) = change.fields
    assert (field.field, field.before, field.after) == ("definition", was.definition, "Fear.")
    told = as_json(before_after(compared, ["Ruth", "Owen"], draws=0), [change])["rule_changes"][0]
    assert "".join(words for kind, words in told["fields"][0]["words"] if kind != "old") == "Fear."
    assert wordings_in_words(change.fields)[0].startswith("Definition: ")
    assert "{+" in wordings_in_words(change.fields)[0]
    # All of it, however far from a change: whoever reads it on the command line has nothing to fold out.
    long = FieldTold("definition", "Not for mentors. " * 9 + "Old.", "Not for mentors. " * 9 + "New.")
    assert wordings_in_words([long]) == [f"Definition: {'Not for mentors. ' * 9}[-Old.-] {{+New.+}}"]
    # What was taken back since reads as it did.
    change_rule(compared, scared, "doubt", {"definition": was.definition})
    assert rule_changes(compared, [settled(compared, found).of(scared)])[0].fields == ()


def test_several_are_decided_and_opened_again_in_one_step(compared, found, rows_of):
    rows, (sat, scared, came) = rows_of(compared), found.passages
    with pytest.raises(BadInput, match="none of those"):
        settle_all(compared, [sat, replace(scared, coders=("Ruth", "Ada"))], "one", taken_from="Owen")
    assert rows_of(compared) == rows
    assert len(set(settle_all(compared, [sat, scared, came], "both", note="talked over"))) == 3
    assert all(settled(compared, found).of(one).note == "talked over" for one in found.passages)
    assert take_back_all(compared, [sat, came]) == 2
    with compared.read() as session:
        said = [step.sentence for step in journal.history(session)][:2]
    assert said[0] == f"Opened 2 differences in {PARENT} again"
    assert said[1].startswith(f"Settled 3 differences in {PARENT}: “Trust” (trust), “Doubt” (doubt)")
    opening.undo(compared)
    opening.undo(compared)
    assert rows_of(compared) == rows


def test_the_ids_of_differences_are_the_same_for_everybody(compared, found, code):
    owen_first = differences(replace(compared, coder="Owen"), ["owen", "ruth"])
    assert {one.id for one in owen_first.passages} == {one.id for one in found.passages}
    assert [settle(compared, one, "both") for one in found.passages] == [one.id for one in found.passages]
    # Where they differ otherwise, here on what were two passages, it is another.
    code(replace(compared, coder="Owen"), PARENT, "when the letters came. I", "trust")
    now = {one.id for one in differences(compared, ["Ruth", "Owen"]).passages}
    assert len(now & {one.id for one in found.passages}) == 1


def test_a_transcript_on_which_something_was_settled_stays(compared, found):
    settle(compared, found.passages[0], "both")
    for one in coding.extracts(compared):
        if one.transcript == PARENT:
            coding.remove(replace(compared, coder=one.coder), [one.id])
    with pytest.raises(Exception, match="settled"):
        removing.unimport(compared, [PARENT])
