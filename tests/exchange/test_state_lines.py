"""States of codebooks in packs: each by what it replaces in another, for any texts; put together from any lines."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as some
from packing import folder_bytes, take_in, write_lines
from small_study import CODEBOOK

from workbench import exchange
from workbench.codebook.file import sha256_of
from workbench.errors import Refused
from workbench.exchange import state_lines
from workbench.exchange.line_changes import applied, difference, replaced_of
from workbench.exchange.state_lines import PackedState

NAME = "codebook_states.jsonl"
LINES = some.lists(some.sampled_from(["a\n", "b\n", "a\r\n", "\n", "c\u2028\n", "\r", "é", "d\x85\n"]), max_size=12)
TEXTS = LINES.map("".join) | some.text(some.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


def packed(*texts):
    return [PackedState(sha256_of(text), "2", text) for text in texts]


def together(rows, here=()):
    read = [state_lines.read(json.loads(row), f"line {number}") for number, row in enumerate(rows, start=1)]
    known = {sha256_of(text): text for text in here}
    states, faults = state_lines.put_together(
        read, lambda wanted: {one: text for one, text in known.items() if one in wanted}
    )
    return {one.text for one in states}, faults


def grown(count):
    """A codebook, and what it is with each of some more codes."""
    new = (f"  - id: word_{number}\n    name: Word {number}\n" for number in range(count))
    return list(itertools.accumulate(new, initial=CODEBOOK))


@given(TEXTS, TEXTS)
def test_what_a_text_replaces_in_another_gives_it_again(old, new):
    changes = difference(old, new)
    assert applied(old, changes) == new
    assert replaced_of(json.loads(json.dumps(changes))) == changes
    assert (old == new) == (changes == [])


def test_only_the_lines_that_differ_are_named_and_of_very_many_all_between():
    old = "".join(f"{number}\n" for number in range(2000))
    near = old.replace("\n700\n", "\nnew\n").replace("\n800\n", "\n")
    assert difference(old, near) == [(700, 701, ["new\n"]), (800, 801, [])]
    far = near.replace("\n1900\n", "\n")
    assert [(first, last) for first, last, _ in difference(old, far)] == [(700, 1901)]
    assert applied(old, difference(old, far)) == far
    for wrong in ([(0, 2001, [])], [(2, 1, [])], [(5, 6, []), (4, 5, [])], [(-1, 0, [])]):
        with pytest.raises(ValueError, match="lines that the text does not have"):
            applied(old, wrong)


@given(some.lists(TEXTS, unique=True, max_size=6), some.randoms())
def test_states_are_the_same_lines_however_they_come_and_come_back_whole_in_any_order(texts, random):
    rows = state_lines.written(packed(*texts))
    assert state_lines.written(reversed(packed(*texts))) == rows
    random.shuffle(rows)
    assert together(rows) == (set(texts), [])


def test_a_thousand_states_are_small_and_come_back_whole_last_line_first():
    texts = grown(1000)
    rows = state_lines.written(packed(*texts))
    assert "text" in json.loads(rows[0])
    assert sum(map(len, rows[1:])) < 300 * len(texts)
    assert together(rows[::-1]) == (set(texts), [])
    # What shares nothing with the one before stands there whole.
    other = state_lines.written(packed(CODEBOOK, "another\n" * 200))
    assert ["text" in json.loads(row) for row in other] == [True, True]


def test_of_two_lines_of_one_state_that_git_left_any_is_enough():
    first, second, third, fourth = grown(3)
    # One machine has not the second, the other has it; git left a line that leads to nothing.
    ours, theirs = (state_lines.written(packed(*texts)) for texts in ((first, third), (first, second, third, fourth)))
    for rows in (ours + theirs, theirs + ours, [*ours, *theirs[2:]], [*theirs[2:], *ours]):
        assert together(rows) == ({first, third, fourth} | ({second} if theirs[1] in rows else set()), [])
    # What the study has of them does as well, be it the one before or the state itself.
    assert together(theirs[2:], [second]) == ({third, fourth}, [])
    assert together(theirs[2:], [third]) == ({fourth}, [])


def test_what_cannot_be_put_together_is_told_by_file_and_line_and_the_others_are_taken_in(study):
    texts = grown(4)
    first, second, third, fourth, fifth = (sha256_of(text) for text in texts)
    rows = [json.loads(row) for row in state_lines.written(packed(*texts))]
    path = write_lines(
        study,
        rows[0],
        {**rows[1], "lines": [[9999, 9999, ["x\n"]]]},
        rows[2],
        {**rows[3], "from": "ab" * 32},
        {**rows[4], "from": first, "lines": [[0, 1, []]]},
        {**rows[4], "from": "cd" * 32, "sha256": "ef" * 32},
        {**rows[4], "from": "0f" * 32, "sha256": "1f" * 32},
        {**rows[4], "from": "1f" * 32, "sha256": "0f" * 32},
        {**rows[4], "lines": "none"},
        {**rows[4], "lines": [[0, 1, ["a\ud800"]]]},
        {**rows[4], "lines": [[0, True, []]]},
        {"sha256": fifth, "text": texts[4]},
        name=NAME,
    )
    _, plan = take_in(study, path)
    assert {one.sha256 for one in plan.states} | {first} == {first, fifth}
    shape = "the value of 'lines' must be a list of [first, last, [lines]]"
    unknown = "that its 'from' names stands neither in the packs nor in this study"
    circle = "that its 'from' names cannot be put together either"
    assert set(plan.left) == {
        f"{NAME}, line 2: the text {first[:8]} that its 'from' names has not these lines.",
        f"{NAME}, line 3: the text {second[:8]} {circle}.",
        f"{NAME}, line 4: the text abababab {unknown}.",
        f"{NAME}, line 5: the text is not the one that its sha256 names.",
        f"{NAME}, line 6: the text cdcdcdcd {unknown}.",
        f"{NAME}, line 7: the text 0f0f0f0f {circle}.",
        f"{NAME}, line 8: the text 1f1f1f1f {circle}.",
        *(f"{NAME}, line {number}: {shape}." for number in (9, 10, 11)),
    }
    assert (plan.files, third in str(plan.states), fourth in str(plan.states)) == ({}, False, False)
    write_lines(study, rows[2], name=NAME)
    before = folder_bytes(study)
    with pytest.raises(Refused, match=rf"{NAME}, line 1: the text {second[:8]} {unknown}"):
        exchange.pack(study)
    assert folder_bytes(study) == before
