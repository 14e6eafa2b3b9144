"""Whatever is done to a codebook, every coding stands under a living code or waits for its coder: none is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench import coding, opening, sight
from workbench.codebook.states import states
from workbench.coding import review
from workbench.spans import Span

PARENT = "Parent 1 Early"
PLACES = (Span(41, 56), Span(80, 92), Span(134, 154))
EDITS = ("rename", "merge", "split", "narrow", "retire", "take out", "redefine", "word", "back")


def edited(codes, what, one, other, number):
    """The codes of a codebook after an edit, as somebody makes it in an editor."""
    codes = [dict(code) for code in codes]
    code, into = codes[one % len(codes)], codes[other % len(codes)]
    if what == "rename":
        old, new = code["id"], f"new-{number}"
        code |= {"id": new, "name": f"New {number}", "was": [*code.get("was", []), old]}
        for each in codes:
            if each.get("merged_into") == old:
                each["merged_into"] = new
            if "split_into" in each:
                each["split_into"] = [new if part == old else part for part in each["split_into"]]
    elif what == "merge" and code is not into:
        code["merged_into"] = into["id"]
    elif what in ("split", "narrow"):
        parts = [f"part-{number}", *([code["id"]] if what == "narrow" else [])]
        code["split_into"] = parts
        codes.append({"id": f"part-{number}", "name": f"Part {number}", "definition": "A part."})
    elif what == "retire":
        code["retired"] = True
    elif what == "back":
        code.pop("retired", None)
    elif what == "take out" and len(codes) > 1:
        codes.remove(code)
    elif what == "redefine":
        code["definition"] = f"Meaning {number}."
    elif what == "word":
        code["definition"] = code.get("definition", "").upper() + "!"
    return codes


def living(study):
    """The codings there are, by coder."""
    found = {}
    with study.read() as session:
        for one in sight.codings(session, study):
            found.setdefault(one.coder, {})[one.id] = one.code
    return found


@pytest.fixture(scope="module")
def start():
    names = ("listening", "practical", "trust", "doubt")
    return [{"id": name, "name": name.title(), "definition": f"What {name} is."} for name in names]


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=5, unique=True
    ),
    dice=st.randoms(use_true_random=False),
)
def test_every_coding_is_placed_or_waits_and_each_decision_counts(studies, start, edits, dice):
    study, codes = studies.new(), start
    owen = replace(study, coder="Owen")

    def write():
        text = yaml.safe_dump({"name": "Peer support", "codes": codes}, sort_keys=False)
        (study.codebooks / "peer.yaml").write_text(text)
        states.take_in(study)

    write()
    coding.apply(study, PARENT, PLACES, ["listening", "trust", "doubt"])
    coding.apply(owen, PARENT, PLACES[:1], ["listening", "practical"])
    kept, whole = set(), living(study)
    for number, edit in enumerate(edits):
        codes = edited(codes, *edit, number)
        write()
        books = states.current(study)
        on_passages = {code.id for code in books.living()}
        assert living(study) == whole, "an edit of the codebook changes no coding"
        for coder in (study, owen):
            seen = review.queue(coder)
            waits = {one.id for one in seen.codings}
            assert review.how_many(coder) == len(waits)
            for one, made_with in whole[coder.coder].items():
                assert books.lineage.today(made_with) in on_passages or one in waits or one in kept
            for one in seen.codings:
                review.in_words(one.reasons, seen.code_of(one).code, books)
                if "gone" not in one.reasons and dice.random() < 0.3:
                    review.keep(coder, seen, [one])
                    kept.add(one.id)
                    assert review.how_many(coder) == len(waits) - 1
                    break
    seen = review.queue(study)
    waits, decisions = [one.id for one in seen.codings], 0
    targets = [code.id for code in seen.books.living()]
    for one in seen.codings:
        choices = [lambda one=one: review.remove(study, seen, [one])]
        choices += [lambda one=one: review.keep(study, seen, [one])] if "gone" not in one.reasons else []
        choices += [lambda one=one: review.recode(study, seen, [one], dice.choice(targets))] if targets else []
        before = review.how_many(study)
        dice.choice(choices)()
        decisions += 1
        assert review.how_many(study) == before - 1
    assert review.how_many(study) == 0
    for _ in range(decisions):
        opening.undo(study)
    assert [one.id for one in review.queue(study).codings] == waits
    study.close()
