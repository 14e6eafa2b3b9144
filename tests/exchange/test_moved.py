"""Codings whose borders were moved, or that were cut, on one machine, and what another did with them meanwhile."""

from __future__ import annotations

import itertools

import pytest

from workbench import coding, exchange, opening, themes
from workbench.spans import Span

PARENT, WORDS = "Parent 1 Early", "She sat with me"
MOVED = "sat with me when"


def packs(study):
    exchange.pack(study)
    return {path.name: path.read_bytes() for path in sorted(study.codings.iterdir())}


def take_in(study, *others, take=None):
    """Take in what the others have packed; gives what differed."""
    plan = exchange.plan(study, exchange.read_packs([other.codings for other in others]))
    assert plan.left == []
    if plan.brings_something:
        exchange.unpack(study, plan, take=take)
    return sorted({conflict.field for conflict in plan.conflicts})


def at_peace(*studies):
    """Whether all hold the same, and nothing comes of exchanging it again."""
    same = len({tuple(packs(study).items()) for study in studies}) == 1
    for study, other in itertools.permutations(studies, 2):
        plan = exchange.plan(study, exchange.read_packs([other.codings]))
        same = same and not plan.brings_something
    return same


@pytest.fixture
def machines(studies, code):
    """Two machines of one coder that know the same coding; and the coding."""
    here, there = studies.new(), studies.new()
    (made,) = code(here, PARENT, WORDS, "trust", memo="a note")
    exchange.pack(here)
    take_in(there, here)
    return here, there, made


def move(study, made):
    coding.move_borders(study, made.id, Span(made.span.start + 4, made.span.end + 5))


def living(study):
    return [(one.quote, one.code, one.memo) for one in coding.extracts(study)]


@pytest.mark.both_engines
def test_a_moved_coding_is_shown_as_a_conflict_and_comes_where_it_is_taken(machines):
    here, there, made = machines
    theme = themes.add(here, "Being there")
    themes.judge(here, theme, [made.id], stance="contradicts")
    exchange.pack(here)
    take_in(there, here)
    move(here, made)
    exchange.pack(here)
    assert take_in(there, here, take="theirs") == ["extracts", "passage"]
    for study in (here, there):
        assert living(study) == [(MOVED, "trust", "a note")]
        (judged,) = themes.theme_extracts(study)[theme.id]
        assert (judged.extract.quote, judged.stance) == (MOVED, "contradicts")
    assert at_peace(here, there)
    opening.undo(there)
    assert living(there) == [(WORDS, "trust", "a note")]


def test_held_here_it_holds_there_too_whichever_side_is_asked(machines):
    here, there, made = machines
    move(here, made)
    for study in (here, there):
        exchange.pack(study)
    assert take_in(here, there, take="ours") == ["passage"]
    assert living(here) == [(MOVED, "trust", "a note")]
    assert take_in(there, here, take="theirs") == ["passage"]
    assert at_peace(here, there)


@pytest.mark.parametrize("first", ["here", "there"])
def test_moved_on_one_and_recoded_on_the_other(machines, first):
    here, there, made = machines
    move(here, made)
    coding.recode(there, [made.id], "doubt")
    for study in (here, there):
        exchange.pack(study)
    one, other = (here, there) if first == "here" else (there, here)
    assert take_in(one, other, take="theirs") == ["code", "passage"]
    exchange.pack(one)
    assert take_in(other, one) == []
    assert at_peace(here, there)
    assert living(here) == living(there)
    assert len(living(here)) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_moved_on_one_and_removed_on_the_other_it_is_gone(machines, order):
    here, there, made = machines
    move(here, made)
    coding.remove(there, [made.id])
    both = (here, there)
    for study in both:
        exchange.pack(study)
    for number in (*order, *order):
        assert take_in(both[number], both[1 - number]) == []
        exchange.pack(both[number])
    assert living(here) == living(there) == []
    assert at_peace(here, there)
    # Put on again where it was first, it is a coding like any other.
    for study in both:
        coding.apply(study, PARENT, [made.span], ["trust"])
        exchange.pack(study)
    take_in(here, there)
    exchange.pack(here)
    take_in(there, here)
    assert len(living(here)) == 1
    assert at_peace(here, there)


def test_moved_to_where_the_other_machine_has_coded_the_same_they_become_one(machines, code):
    here, there, made = machines
    move(here, made)
    code(there, PARENT, MOVED, "trust", memo="a note")
    for study in (here, there):
        exchange.pack(study)
    assert take_in(there, here, take="theirs") == ["passage"]
    for _ in range(2):
        for study, other in ((here, there), (there, here)):
            exchange.pack(other)
            take_in(study, other, take="theirs")
    assert living(here) == living(there) == [(MOVED, "trust", "a note")]
    assert at_peace(here, there)


def test_what_was_moved_leaves_its_place_to_a_coding_of_its_own(machines, code):
    here, there, made = machines
    move(here, made)
    (again,) = code(here, PARENT, WORDS, "trust")
    assert again.new
    assert again.id != made.id
    exchange.pack(here)
    assert take_in(there, here, take="theirs") == ["passage"]
    assert living(there) == [(WORDS, "trust", ""), (MOVED, "trust", "a note")]
    exchange.pack(there)
    assert take_in(here, there) == []
    assert at_peace(here, there)


def test_cut_on_both_machines_it_is_cut_once(machines):
    here, there, made = machines
    first, second = (coding.split(study, made.id, made.span.start + 7) for study in (here, there))
    assert first == second
    for study in (here, there):
        exchange.pack(study)
    assert take_in(there, here) == take_in(here, there) == []
    assert at_peace(here, there)
    assert [quote for quote, *_ in living(here)] == ["She sat", "with me"]


def test_cut_on_one_machine_and_untouched_on_the_other(machines):
    here, there, made = machines
    coding.split(here, made.id, made.span.start + 7)
    exchange.pack(here)
    assert take_in(there, here, take="theirs") == ["passage"]
    assert [quote for quote, *_ in living(there)] == ["She sat", "with me"]
    assert at_peace(here, there)
