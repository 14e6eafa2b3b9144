"""Codes that two coders take for each other: counted, and as a map whose shades are read without colours."""

from __future__ import annotations

import json
from itertools import product

import docx
import pytest
from compared_study import PARENT

from workbench.agreement.confusion import Pair, confusion
from workbench.agreement.deciding import change_rule, settle
from workbench.agreement.differing import differences
from workbench.agreement.gathering import gathered
from workbench.codebook.states import states
from workbench.errors import BadInput


def test_it_is_what_counting_each_character_gives(compared):
    found = confusion(compared, ["Ruth", "Owen"], unit="character", include_interviewer=True)
    own = gathered(compared, ["Ruth", "Owen"])
    turns = {
        (text.revision_id, place) for text in own.texts for turn in text.turns for place in range(turn.start, turn.end)
    }
    held = {}
    for (who, code), by_text in own.codings.items():
        places = {(revision, place) for revision, spans in by_text.items() for span in spans for place in range(*span)}
        held[own.people[who], code] = places & turns
    nothing = set()
    assert found.codes == ("listening", "practical", "trust", "doubt")
    for (row, one), (column, other) in product(enumerate(found.codes), repeat=2):
        a, b = held.get(("Ruth", one), nothing), held.get(("Owen", other), nothing)
        assert found.shared[row, column] == len(a & b)
        alone = a - held.get(("Owen", one), nothing), b - held.get(("Ruth", other), nothing)
        assert found.instead[row, column] == len(alone[0] & alone[1])
        assert found.of_a[row] == len(a)
        assert found.jaccard(row, column) == (len(a & b) / len(a | b) if a | b else None)
    assert found.pairs == [Pair("doubt", "trust", 12, 12)]
    trust, doubt = found.codes.index("trust"), found.codes.index("doubt")
    assert found.shown(doubt, trust) == "█12"
    assert found.shown(trust, doubt) == "·"


def test_two_are_compared(compared):
    with pytest.raises(BadInput, match="by two coders"):
        confusion(compared, ["Ruth", "Owen", "Ada"])


def test_the_command_shows_them(compared, run, monkeypatch):
    monkeypatch.chdir(compared.folder)
    code, out, _ = run("agreement", "Ruth", "Owen", "--confusion", "--unit", "character")
    assert code == 0
    assert "Where Ruth (A) has one code and Owen (B) another" in out
    assert "4 Doubt   3 Trust   12" in out
    told = json.loads(run("agreement", "Ruth", "Owen", "--confusion", "--unit", "character", "--json")[1])
    assert [one["code"] for one in told["codes"]] == ["listening", "practical", "trust", "doubt"]
    assert told["instead"][3][2] == told["shared"][3][2] == 12
    assert run("agreement", "Ruth", "Owen", "--confusion", "--consensus")[0] == 2
    assert run("agreement", "Ruth", "Owen", "--confusion", "--csv")[0] == 2


def test_the_command_shows_what_was_settled(compared, run, monkeypatch):
    _, scared, came = differences(compared, ["Ruth", "Owen"]).passages
    before = states.current(compared).state_of("doubt")
    change_rule(compared, scared, "doubt", {"definition": "Fear of what comes."})
    settle(compared, scared, "one", taken_from="Ruth", note="fear is not trust")
    settle(compared, came, "neither")
    monkeypatch.chdir(compared.folder)
    code, out, _ = run("agreement", "Ruth", "Owen", "--consensus", "--draws", "0")
    assert code == 0
    assert "2 differences of 3 settled, 1 open." in out
    assert "Before: Kappa pooled over 4 codes: 0.67" in out
    assert "After: Kappa pooled over" in out
    assert "Ruth's" in out
    assert "fear is not trust" in out
    assert f"Changed the rule of “Doubt”, for {PARENT}, {scared.lines.in_words}: " in out
    told = json.loads(run("agreement", "Ruth", "Owen", "--consensus", "--json", "--draws", "0")[1])
    assert (told["differences"], told["open"], told["outdated"]) == (3, 1, 0)
    assert [(one["choice"], one["taken_from"]) for one in told["decisions"]] == [("one", "Ruth"), ("neither", None)]
    assert told["decisions"][0]["agreed"] == [{"code": "doubt", "start": scared.span.start, "end": scared.span.end}]
    (change,) = told["rule_changes"]
    assert (change["code"], change["before"]) == ("doubt", before)
    # Nobody's own coding was touched: only what was settled is other.
    by_code = {one["code"]: one for one in told["before"]["codes"]}
    assert (by_code["doubt"]["only_a"], by_code["practical"]["only_a"]) == (1, 1)
    by_code = {one["code"]: one for one in told["after"]["codes"]}
    assert (by_code["doubt"]["both"], by_code["practical"]["only_a"]) == (1, 0)
    # As a Word file: the figures of their own work, and then what was settled.
    code, out, err = run("agreement", "Ruth", "Owen", "--consensus", "--docx", "--draws", "0")
    assert (code, err) == (0, "")
    assert out.endswith("agreement.docx: 4 codes, 2 decisions.\n")
    written = docx.Document(str(compared.folder / "exports" / "agreement.docx"))
    words = [one.text for one in written.paragraphs]
    assert words.index("How far the coders agree") < words.index("What the coders settled")
    assert "2 differences of 3 settled, 1 open." in words
    cells = [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]
    assert ["Doubt", "80\xa0%", "0.00", "100\xa0%", "1.00"] in cells
    assert any("fear is not trust" in row and "Ruth's" in row for row in cells)
    assert any(one.startswith("Changed the rule of “Doubt”") for one in words)
