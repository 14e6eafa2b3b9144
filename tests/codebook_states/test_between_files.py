"""Codes that go from one codebook's file to another: nothing of them is lost, and no other line is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import opening
from workbench.codebook.books import parsed
from workbench.codebook.changes.between_files import Given, handed_over
from workbench.codebook.changes.moving import move_code_to, nest_code
from workbench.codebook.schema import Change
from workbench.codebook.states import states
from workbench.errors import BadInput, Refused

SOURCE = """\
name: Source
codes:
  - id: top
    name: Top
    split_into: [one, far]

  # Stands over one.
  - id: one
    name: One    # said so
    parent: top
    include:
      - this
      - and # that
    definition: |
      In two
        lines.
  - id: apart
    name: Apart
  - id: under
    name: Under
    parent: one
    # in it
    was: [before]
"""
TARGETS = {
    "as wide": "codes:\n  - id: far\n    name: Far\n\n  - id: near\n    name: Near\n    merged_into: one\n",
    "wider, and other line ends": "codes:\r\n    -   id: far\r\n        name: Far\r\n    -   id: near\r\n"
    "        name: Near\r\n",
    "no columns": "codes:\n- id: far\n  name: Far\n# over near\n- id: near\n  name: Near",
    "in brackets": "codes: [{id: far, name: Far}, {id: near, name: Near}]\n",
}


@pytest.mark.parametrize("layout", TARGETS)
@pytest.mark.parametrize("place", [{"behind": "far"}, {"behind": "near"}, {"before": "near"}])
def test_it_comes_with_all_that_is_under_it(layout, place):
    source, target = parsed(SOURCE, "a.yaml"), parsed(TARGETS[layout], "b.yaml")
    left, new = handed_over(Given("a.yaml", SOURCE), Given("b.yaml", TARGETS[layout]), ["one"], **place)
    assert [code.id for code in parsed(left, "a.yaml").codes] == ["top", "apart"]
    assert "One" not in left
    assert "Stands over one" not in left
    going = [replace(source.code("one"), parent=None), source.code("under")]
    far, near = target.codes
    behind = place == {"behind": "near"}
    assert list(parsed(new, "b.yaml").codes) == ([far, near, *going] if behind else [far, *going, near])
    if layout != "in brackets":
        for comment in ("# Stands over one.", "# said so", "# and # that", "# in it"):
            assert comment.removeprefix("# and ") in new
        kept = new.splitlines()
        assert [line for line in TARGETS[layout].splitlines() if line not in kept] == []
    assert ("\n" in new.replace("\r\n", "")) == ("\r" not in TARGETS[layout])


def test_the_last_code_may_go_and_what_cannot_be_changes_nothing():
    alone = Given("a.yaml", "codes:\n  - id: one\n    name: One\n")
    left, _ = handed_over(alone, Given("b.yaml", TARGETS["as wide"]), ["one"], behind="far")
    assert parsed(left, "a.yaml").codes == ()
    with pytest.raises(BadInput):
        handed_over(alone, Given("b.yaml", "codes:\n  - id: ONE\n    name: Other\n"), ["one"], behind="ONE")


def test_a_group_goes_to_another_file_in_one_step(study, code, rows_of):
    (study.codebooks / "other.yaml").write_text("codes:\n- id: money\n  name: Money\n- id: rent\n  name: Rent\n")
    states.take_in(study)
    code(study, "PM1+PM2 Early", "We listened, really.", "listening")
    before = rows_of(study)
    assert nest_code(study, "support", "money", why=Change("2026-01-02", "It is about money."))
    books = states.current(study)
    assert [one.id for one in books.book("other.yaml").codes] == ["money", "support", "listening", "practical", "rent"]
    support = books.as_it_stands("support")
    assert (support.parent, support.changes) == ("money", (Change("2026-01-02", "It is about money."),))
    # What was merged into a code of it is found as before.
    assert books.lineage.today("forms") == "practical"
    assert not nest_code(study, "support", "money", why=Change("", "again"))
    with pytest.raises(BadInput, match="stands under it"):
        move_code_to(study, "support", under="listening")
    with pytest.raises(Refused, match="merged into"):
        nest_code(study, "forms", "money", why=Change("", "why"))
    opening.undo(study)
    assert rows_of(study) == before
    # To the top of the other file, and back where it was.
    assert move_code_to(study, "trust", before="rent")
    assert [one.id for one in states.current(study).book("other.yaml").codes] == ["money", "trust", "rent"]
    assert move_code_to(study, "trust", behind="support")
    assert [one.id for one in states.current(study).book("peer.yaml").codes][3:] == ["trust", "forms", "doubt"]
