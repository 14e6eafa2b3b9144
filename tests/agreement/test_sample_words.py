"""What is typed and told of samples, and what is left of them to whoever codes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.agreement.sample_list import find
from workbench.agreement.sample_words import amount_of, by_stratum, is_for, own_left, whole_number
from workbench.agreement.tasks import next_of, tasks
from workbench.errors import BadInput


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("20 %", (0.2, None)), (" 12,5%", (0.125, None)), ("6", (None, 6)), (" 6 ", (None, 6)), ("0", (None, 0))],
)
def test_how_much_is_a_share_or_a_number(typed, meant):
    assert amount_of(typed) == pytest.approx(meant, nan_ok=True) if meant[0] else amount_of(typed) == meant


@given(st.text(max_size=8))
def test_whatever_is_typed_is_a_number_or_told(text):
    for read in (amount_of, lambda typed: whole_number(typed, "It", otherwise=None)):
        with suppress(BadInput):
            read(text)
    if text.strip().isascii() and text.strip().isdigit():
        assert whole_number(text, "It", otherwise=None) == int(text)


def test_what_is_left_is_told_to_its_coder_alone(study, code):
    assert tasks(study) == []
    samples.draw(study, "One", ("Ruth", "Owen"), Asked(number=3, by=("wave",)), seed=1)
    owen, ann = replace(study, coder="owen"), replace(study, coder="Ann")
    before = tasks(study)
    assert [one.transcript for one in before] == [one.name for one in find(study).transcripts]
    assert all(one.is_mine and not one.is_finished and one.start is None for one in before)
    assert not any(one.is_mine for one in tasks(ann))
    # What another does changes nothing; one is finished, and the next is the one behind it, at last the first.
    samples.finish(owen, transcripts=[before[0].transcript])
    assert tasks(study) == before
    samples.finish(study, transcripts=[before[1].transcript])
    assert next_of(tasks(study), None).transcript == before[0].transcript
    assert next_of(tasks(study), before[0].transcript_id).transcript == before[2].transcript
    assert next_of(tasks(study), before[2].transcript_id).transcript == before[0].transcript
    assert next_of(tasks(owen), None).transcript == before[1].transcript
    assert next_of(tasks(ann), None) is None
    found = find(study)
    assert (is_for(found, "OWEN"), is_for(found, "Ann")) == (True, False)
    assert own_left(found, "owen") == [before[1].transcript, before[2].transcript]
    assert sum(one.finished["Ruth"] for one in by_stratum(found)) == 1
    assert sum(one.transcripts for one in by_stratum(found)) == 3
    samples.reveal(study, early=True)
    assert tasks(study) == []
