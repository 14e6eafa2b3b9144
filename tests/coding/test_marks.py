"""Each coder's mark “not for quotation” stands by itself: taking back one leaves the others'."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import coding, exchange, opening
from workbench.spans import Span

PARENT, PLACE = "Parent 1 Early", Span(41, 56)


def marked(study) -> bool:
    return bool(coding.marks(study))


def take_in(study, *paths):
    plan = exchange.plan(study, exchange.read_packs(paths or [study.codings]))
    return exchange.unpack(study, plan), plan


@pytest.mark.both_engines
def test_a_mark_that_another_confirmed_outlives_the_first_ones_undo(study) -> None:
    other = replace(study, coder="Bob")
    coding.mark_not_for_quotation(study, PARENT, PLACE)
    coding.mark_not_for_quotation(other, PARENT, PLACE)
    opening.undo(study)
    assert marked(study)
    opening.redo(study)
    opening.undo(other)
    assert marked(study)
    opening.undo(study)
    assert not marked(study)


@pytest.mark.both_engines
def test_to_mark_twice_is_one_mark_and_clearing_takes_away_everybodys(study) -> None:
    other = replace(study, coder="Bob")
    coding.mark_not_for_quotation(study, PARENT, PLACE)
    coding.mark_not_for_quotation(study, PARENT, PLACE)
    coding.mark_not_for_quotation(other, PARENT, PLACE)
    assert coding.marks(study) == [(PARENT, PLACE)]
    coding.mark_not_for_quotation(other, PARENT, PLACE, marked=False)
    assert not marked(study)
    opening.undo(other)
    assert marked(study)
    opening.undo(study)
    assert marked(study)


@pytest.mark.both_engines
def test_clearing_again_leaves_the_mark_that_another_set_since(study) -> None:
    other = replace(study, coder="Bob")
    coding.mark_not_for_quotation(study, PARENT, PLACE)
    coding.mark_not_for_quotation(study, PARENT, PLACE, marked=False)
    opening.undo(study)
    coding.mark_not_for_quotation(other, PARENT, PLACE)
    opening.redo(study)
    assert marked(study)


@pytest.mark.both_engines
def test_a_mark_that_a_pack_confirms_outlives_the_undo(study, studies) -> None:
    there = studies.new("Bob")
    coding.mark_not_for_quotation(there, PARENT, PLACE)
    coding.mark_not_for_quotation(there, PARENT, Span(60, 66))
    exchange.pack(there)
    coding.mark_not_for_quotation(study, PARENT, PLACE)
    bob = replace(study, coder="Bob")
    count, _ = take_in(bob, there.codings)
    assert count == 2
    assert take_in(bob, there.codings)[1].same == 2
    opening.undo(study)
    assert (PARENT, PLACE) in coding.marks(study)


def test_the_studys_own_pack_confirms_nothing(study) -> None:
    coding.mark_not_for_quotation(study, PARENT, PLACE)
    exchange.pack(study)
    count, plan = take_in(study)
    assert (count, plan.same) == (0, 1)
    opening.undo(study)
    assert not marked(study)


@pytest.mark.both_engines
def test_words_that_a_mark_covers_in_part_are_marked_and_those_inside_it_opened(study) -> None:
    turned = coding.turn_mark(study, PARENT, PLACE)
    assert (turned.marked, turned.sealed, turned.span) == (True, True, PLACE)
    wider = Span(PLACE.start, PLACE.end + 9)
    assert coding.turn_mark(study, PARENT, wider).marked
    assert {span for _, span in coding.marks(study)} == {PLACE, wider}
    # Inside both: the narrower goes, the wider one still keeps the words out.
    turned = coding.turn_mark(study, PARENT, Span(PLACE.start, PLACE.start + 4))
    assert (turned.marked, turned.sealed, turned.span) == (False, True, PLACE)
    assert coding.marks(study) == [(PARENT, wider)]
    assert not coding.turn_mark(study, PARENT, PLACE).sealed
    assert not marked(study)


def test_a_mark_that_another_set_goes_only_where_that_is_said(study) -> None:
    other = replace(study, coder="Bob")
    coding.turn_mark(other, PARENT, PLACE)
    coding.mark_not_for_quotation(study, PARENT, PLACE)
    turned = coding.turn_mark(study, PARENT, PLACE)
    assert (turned.others, turned.marked, turned.sealed) == (("Bob",), False, True)
    assert marked(study)
    assert not coding.turn_mark(study, PARENT, PLACE, with_others=True).sealed
    assert not marked(study)
