"""Why codings should be looked at again, told by the state of the codebook they were made with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import coding, sight
from workbench.codebook import rule
from workbench.codebook.books import Codebooks
from workbench.codebook.changes import change
from workbench.codebook.file import parse, sha256_of
from workbench.codebook.lineage import Lineage
from workbench.codebook.states import held, stamps, states
from workbench.codebook.states.held import Held, Stamp
from workbench.codebook.states.states import current, take_in
from workbench.codebook.versions.ground import Ground
from workbench.codebook.versions.lives import lives
from workbench.errors import BadInput
from workbench.spans import Span
from workbench.tui.screens import codes_jobs

HEAD = "name: B\ncodes:\n"


def state_after(study, text, file="peer.yaml"):
    """The state of a codebook after it was given this text outside the program."""
    (study.codebooks / file).write_bytes(text.encode())
    take_in(study)
    return current(study).states[file]


def reasons_of(study, *wanted):
    with study.read() as session:
        return list(stamps.reasons_of(session, current(study), wanted).values())


@pytest.mark.both_engines
def test_a_coding_is_waiting_while_its_rule_was_another(study):
    text = (study.codebooks / "peer.yaml").read_text()
    first = current(study).states["peer.yaml"]
    transcript = "Parent 1 Late"
    for span in (Span(30, 35), Span(32, 40)):
        coding.apply(study, transcript, [span], ["trust"])
    coding.apply(study, transcript, [Span(30, 35)], ["listening", "practical"])
    with study.read() as session:
        assert sight.counts_by_stamp(session, study) == {
            ("trust", first): 2,
            ("listening", first): 1,
            ("practical", first): 1,
        }
    assert not stamps.under_other_rules(study, current(study))
    new = (
        text.replace("Being heard.", "Being heard out.")
        .replace("id: trust\n", "id: faith\n")
        .replace("[confidence]", "[confidence, trust]")
    )
    second = state_after(study, new.replace("name: Trust", "name: Trust\n    definition: Whom they believe."))
    # Under an id it has no more, the code is found by what it was.
    assert stamps.under_other_rules(study, current(study)) == {"faith": 2, "listening": 1}
    assert stamps.under_other_rules(study, current(study), coder="nobody") == {}
    assert reasons_of(study, ("trust", first), ("trust", second), ("confidence", first), ("trust", None)) == [
        ("definition",),
        (),
        ("definition",),
        (),
    ]
    # What was changed back was never another.
    state_after(study, text)
    assert reasons_of(study, ("listening", first), ("listening", second)) == [(), ("definition",)]
    assert reasons_of(study, ("listening", sha256_of("never seen")), ("nowhere", first)) == [(), ("gone",)]


def test_merged_split_retired(study):
    first = state_after(
        study, HEAD + "- id: a\n  name: A\n  definition: One.\n- id: b\n  name: B\n- id: c\n  name: C\n"
    )
    second = state_after(
        study,
        HEAD
        + "- id: a\n  name: A\n  definition: One.\n  merged_into: new\n- id: new\n  name: New\n  definition: Both.\n"
        + "- id: b\n  name: B\n  split_into: [b, new]\n- id: c\n  name: C\n  retired: true\n",
    )
    # a was merged into one that did not stand there: placed by the merge.
    assert reasons_of(study, ("a", first), ("b", first), ("c", first)) == [(), ("split",), ("retired",)]
    assert reasons_of(study, ("b", second), ("c", second)) == [(), ()]
    state_after(
        study,
        HEAD
        + "- id: a\n  name: A\n  merged_into: new\n"
        + "- id: new\n  name: New\n  definition: Both of them.\n  retired: true\n"
        + "- id: b\n  name: B\n  merged_into: c\n- id: c\n  name: C\n  merged_into: lost\n",
    )
    assert reasons_of(study, ("a", first), ("a", second), ("new", second)) == [
        ("retired",),
        ("retired", "definition"),
        ("retired", "definition"),
    ]
    # Merged into what is nowhere: not placed, and not lost.
    assert reasons_of(study, ("b", first), ("c", second)) == [("gone",), ("gone",)]


IDS = "abcde"


@st.composite
def codebooks(draw):
    lines = [HEAD.replace("codes:", "codes:" if draw(st.booleans()) else "codes: # all")]
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=5))
    for one in ids:
        lines.append(f"- id: {one}\n  name: N\n")
        lines.append(draw(st.sampled_from(["", "  definition: One.\n", "  include: Two.\n", "  retired: true\n"])))
        other = draw(st.sampled_from(IDS))
        if other != one:
            fates = ["", f"  split_into: [{other}]\n", f"  merged_into: {other}\n"] + [f"  was: [{other}]\n"] * (
                other not in ids
            )
            lines.append(draw(st.sampled_from(fates)))
    return "".join(lines)


def reasons(books, code, old):
    """Why a coding that was made with a code under a codebook of that text should be looked at again."""
    stamp = Stamp(code, sha256_of(old))
    return Held(books, [stamp], lambda states: dict.fromkeys(states, old)).reasons(stamp)


@given(codebooks(), codebooks(), st.sampled_from(IDS))
def test_no_coding_is_lost(old, new, code):
    """Whatever was done to a codebook: a coding stands under a living code, or there is a reason to look at it."""
    try:
        books = (parse(new, file="b"),)
        before = parse(old, file="b").code(code)
    except BadInput:
        return
    today = {one.id: one for one in books[0].codes}
    lineage = Lineage(books)
    why = reasons(Codebooks(books, lineage, {}), code, old)
    placed = today.get(lineage.today(code))
    then = [parse(old, file="b").code(one) for one in (code, *([placed.id, *placed.was] if placed else []))]
    known_to_be_out = any(one is not None and not one.is_living for one in then)
    assert (placed is not None and placed.is_living) or why or known_to_be_out
    # Nothing was changed: nothing to look at.
    same = (parse(old, file="b"),)
    if before is not None and before.merged_into is None:
        assert not reasons(Codebooks(same, Lineage(same), {}), code, old)
    assert set(why) <= {"gone", "split", "retired", *rule.RULE}


def test_a_rule_that_names_another_code_by_its_new_name_says_the_same(study):
    rules = HEAD + "- id: a\n  name: A\n  exclude: Jokes (Light talk), see light.\n- id: light\n  name: Light talk\n"
    first = state_after(study, rules)
    renamed = rules.replace("Light talk", "Small talk").replace("id: light", "id: small\n  was: [light]")
    state_after(study, renamed.replace("see light", "see small"))
    assert reasons_of(study, ("a", first)) == [()]
    state_after(study, renamed.replace("see light", "see others"))
    assert reasons_of(study, ("a", first)) == [("exclude",)]


def test_what_is_known_of_states_is_changed_by_one_thread_at_a_time(study, monkeypatch):
    class Guarded(dict):
        def update(self, other):
            assert held._guard.locked()
            super().update(other)

        def __delitem__(self, key):
            assert held._guard.locked()
            super().__delitem__(key)

        __setitem__ = setdefault = None

    known = Guarded()
    monkeypatch.setattr(held, "_known", known)
    monkeypatch.setattr(held, "_KEPT", 1)
    first = current(study).states["peer.yaml"]
    second = state_after(study, (study.codebooks / "peer.yaml").read_text().replace("Being heard.", "Being heard out."))
    assert reasons_of(study, ("listening", first), ("listening", second)) == [("definition",), ()]
    assert reasons_of(study, ("listening", first), ("listening", second)) == [("definition",), ()]
    assert len(known) == 1


def test_the_room_tells_how_many_codings_were_made_before_as_the_command_does(study, code):
    code(study, "Parent 1 Early", "She came every week, even in the snow", "trust")
    change.edit_code(study, "trust", {"definition": "That one can lean on somebody."})
    change.edit_code(study, "trust", {"definition": "That one can rely on somebody."})
    first = lives(Ground(study.folder, lambda: study))[-1]
    lines = codes_jobs.compare(study, first, states.current(study)).lines
    assert any("1 coding was made under another rule." in line for line in lines)
