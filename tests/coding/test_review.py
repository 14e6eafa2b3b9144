"""What waits for another look, and why; each decision takes it out of the queue, and undo brings it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from waiting_study import rewrite

from workbench import coding, opening, sight
from workbench.codebook.states import states
from workbench.coding import review
from workbench.errors import ChangedElsewhere, NotFound, Refused

PARENT = "Parent 1 Early"


def left(study):
    return [(one.code, one.transcript, one.reasons) for one in review.queue(study).codings]


@pytest.mark.both_engines
def test_what_waits_is_told_by_code_with_the_rule_then_and_now(waiting):
    seen = review.queue(waiting)
    assert [(one.id, len(one.codings), one.why, one.others) for one in seen.codes] == [
        ("listening", 2, (("definition",),), (("Owen", 1),)),
        ("doubt", 2, (("split",),), ()),
        ("trust", 1, (("gone",),), ()),
    ]
    assert review.how_many(waiting) == 5
    assert review.how_many(replace(waiting, coder="Owen")) == 1
    assert review.how_many(replace(waiting, coder="nobody")) == 0
    listening, doubt, trust = seen.codes
    assert seen.before(listening.codings[0]).definition == "Being heard."
    assert listening.code.definition == "Being heard without being judged."
    assert [one.id for one in doubt.candidates] == ["fear", "doubt"]
    said = [review.in_words(one.codings[0].reasons, one.code, seen.books) for one in seen.codes]
    assert said == ["another definition", "split into Fear and Doubt", "in no codebook any more"]
    first, second = review.looks(waiting, doubt.codings, around=9)
    assert (first.extract.quote, first.context) == ("I was scared", ("rs came. ", " of (name"))
    assert second.extract.quote == "I doubt it"
    assert trust.codings[0].span == listening.codings[0].span


@pytest.mark.both_engines
def test_each_decision_takes_it_out_and_undo_brings_it_back(waiting, rows_of):
    before, all_of_it = rows_of(waiting), left(waiting)
    seen = review.queue(waiting)
    listening, doubt, trust = seen.codes
    decisions = [
        (lambda: review.keep(waiting, seen, listening.codings), "Kept 2 codings of “Listening” (listening)"),
        (lambda: review.recode(waiting, seen, doubt.codings[:1], "fear"), "Recoded 1 coding of “Doubt” (doubt) to"),
        (lambda: review.recode(waiting, seen, doubt.codings[1:], "doubt"), "Kept 1 coding of “Doubt” (doubt)"),
        (lambda: review.remove(waiting, seen, trust.codings), "Removed 1 coding of trust after another look"),
    ]
    for decide, sentence in decisions:
        number = len(left(waiting))
        done = decide()
        assert len(left(waiting)) == number - done
        assert sight.history(waiting)[0].sentence.startswith(sentence)
    assert left(waiting) == []
    # A coding that is put on newly has been looked at.
    assert [one.code for one in coding.extracts(waiting, coder="Ruth")].count("fear") == 1
    for _ in decisions:
        opening.undo(waiting)
    assert (rows_of(waiting), left(waiting)) == (before, all_of_it)
    for _ in decisions:
        opening.redo(waiting)
    assert left(waiting) == []


def test_what_is_kept_waits_again_only_when_the_rule_changes_again(waiting):
    seen = review.queue(waiting)
    review.keep(waiting, seen, seen.codes[0].codings)
    rewrite(waiting, ("without being judged", "Without being judged"), ("name:   Support", "name: Help"))
    assert "listening" not in {one[0] for one in left(waiting)}
    rewrite(waiting, ("Without being judged", "by somebody"))
    assert [one[2] for one in left(waiting) if one[0] == "listening"] == [("definition",), ("definition",)]


def test_what_was_decided_under_a_rule_that_was_not_seen_is_not_decided(waiting):
    """The codebook changed between the look and the decision: the coding is stamped with what was looked at."""
    seen = review.queue(waiting)
    rewrite(waiting, ("without being judged", "by somebody"))
    assert review.keep(waiting, seen, seen.codes[0].codings) == 2
    assert len([one for one in left(waiting) if one[0] == "listening"]) == 2


@pytest.mark.both_engines
def test_what_changed_meanwhile_and_what_cannot_be_is_refused(waiting, rows_of):
    seen = review.queue(waiting)
    listening, doubt, trust = seen.codes
    coding.recode(waiting, [doubt.codings[0].id], "practical")
    coding.remove(waiting, [listening.codings[0].id])
    before = rows_of(waiting)
    for decide in (
        lambda: review.keep(waiting, seen, doubt.codings),
        lambda: review.recode(waiting, seen, listening.codings, "fear"),
        lambda: review.remove(waiting, seen, doubt.codings[:1]),
    ):
        with pytest.raises(ChangedElsewhere, match="changed meanwhile"):
            decide()
    with pytest.raises(Refused, match="in no codebook"):
        review.keep(waiting, seen, [*doubt.codings[1:], *trust.codings])
    with pytest.raises(NotFound):
        review.recode(waiting, seen, trust.codings, "nothing like it")
    rewrite(waiting, ("    name: Fear\n", "    name: Fear\n    retired: true\n"))
    with pytest.raises(Refused, match="put on passages no more: retired"):
        review.recode(waiting, seen, trust.codings, "fear")
    with pytest.raises(ChangedElsewhere):
        review.keep(replace(waiting, coder="Owen"), seen, listening.codings[1:])
    assert {**rows_of(waiting), "files": 0, "codebook": 0} == {**before, "files": 0, "codebook": 0}


def test_recoding_meets_what_is_there_and_split_parts_are_followed(waiting, code):
    (there,) = code(waiting, PARENT, "I was scared", "fear", memo="one")
    seen = review.queue(waiting)
    doubt = seen.codes[1]
    assert review.recode(waiting, seen, doubt.codings, "fear") == 2
    assert [one.id for one in coding.extracts(waiting, codes=["fear"], transcript=PARENT)] == [there.id]
    rewrite(
        waiting,
        ("    split_into: [fear, doubt]\n", "    split_into: [fear]\n"),
        ("    definition: Afraid.\n", "    split_into: [awe, dread]\n  - id: awe\n    name: Awe\n"),
    )
    books = states.current(waiting)
    assert [one.id for one in review.candidates(books, books.as_it_stands("doubt"))] == ["awe"]


def test_a_thousand_wait_and_are_kept_as_one_step(study):
    from workbench.spans import Span
    from workbench.transcripts import importing

    path = study.transcripts / "Parent 2 T2.txt"
    path.write_text("Parent 2: " + "words " * 5_000 + "\n")
    importing.import_files(study, [path])
    coding.apply(study, "Parent 2 Late", [Span(10 + 6 * n, 15 + 6 * n) for n in range(500)], ["listening", "trust"])
    rewrite(
        study, ("definition: Being heard.", "definition: x"), ("    name: Trust", "    name: Trust\n    retired: true")
    )
    asked = []
    sa.event.listen(study.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    seen = review.queue(study)
    # As many as for one coding.
    assert len(asked) < 15, len(asked)
    assert len(seen.codings) == 1_000
    assert len(review.looks(study, seen.codings[200:300], around=200)) == 100
    asked.clear()
    assert review.keep(study, seen, seen.codings) == 1_000
    # Five hundred at a time.
    assert len(asked) < 30, len(asked)
    assert review.how_many(study) == 0
    assert sight.history(study)[0].changes == 1_000


@pytest.mark.both_engines
def test_what_has_the_code_already_is_stamped_with_the_rule_that_was_seen(waiting):
    seen = review.queue(waiting)
    those = [seen.codes[0].codings[0], seen.codes[1].codings[0]]
    rewrite(waiting, ("heard without being judged.", "heard by somebody."))
    assert review.recode(waiting, seen, those, "listening") == 2
    ids = {those[0].id, *(one.id for one in seen.codes[0].codings)}
    assert ids == {one.id for one in review.queue(waiting).codings if one.code == "listening"}


def test_of_a_code_that_was_merged_into_one_that_is_nowhere_none_is_kept(waiting):
    rewrite(waiting, ("    definition: Being heard without being judged.\n", "    merged_into: lost\n"))
    seen = review.queue(waiting)
    code = next(one for one in seen.codes if one.code is not None and one.codings and not one.codings[0].can_be_kept)
    assert (code.id, code.codings[0].reasons[0]) == ("listening", "gone")
    with pytest.raises(Refused, match="in no codebook"):
        review.keep(waiting, seen, code.codings)
    kept = review.keep_all(waiting, seen, seen.codings)
    assert {one.code for one in kept} == {"doubt"}
    assert {one[0] for one in left(waiting)} == {"listening", "trust"}
    assert review.keep_all(waiting, seen, code.codings) == []
