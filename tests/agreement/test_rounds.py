"""The rounds of a sample side by side: figures of each, and what became of the codebook in between."""

from __future__ import annotations

import json
from dataclasses import replace

import docx
import pytest

from workbench import coding
from workbench.agreement import rounds_told, samples
from workbench.agreement.comparison import compare
from workbench.agreement.deciding import change_rule, set_note
from workbench.agreement.differing import differences
from workbench.agreement.drawing import Asked, plan
from workbench.agreement.rounds import compare_rounds
from workbench.codebook.changes.change import add_code, edit_code
from workbench.errors import NotFound, Refused
from workbench.report import write_rounds

EARLY, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"
REST = ("Parent 2 Early", "S1+S2 Early")
BOTH = ("Ruth", "Owen")
RULE = "Doubts in the programme, and in oneself."


@pytest.fixture
def owen(study):
    return replace(study, coder="Owen")


def work_through(who_codes, name, *, reveal):
    """Each codes and finishes; somebody reveals."""
    for who, codings in who_codes:
        for code, transcript, quote, code_id in codings:
            code(who, transcript, quote, code_id)
        samples.finish(who, name)
    samples.reveal(reveal, name)


@pytest.fixture
def first(study, owen, code):
    """A round in which they differ on doubt."""
    edit_code(study, "doubt", {"definition": "Doubts."})
    asked = Asked(number=1, by=(), without=(JOINT, *REST))
    seed = next(seed for seed in range(99) if plan(study, BOTH, asked, seed=seed).transcripts[0].name == EARLY)
    samples.draw(study, "First", BOTH, asked, seed=seed)
    ruths = [(code, EARLY, "I was scared of (name).", "doubt"), (code, EARLY, "She came every week.", "trust")]
    owens = [(code, EARLY, "She came every week.", "trust")]
    work_through([(study, ruths), (owen, owens)], "First", reveal=study)
    return study


@pytest.fixture
def second(first, owen, code):
    """A rule was changed since they differed, a code came, and in the next round they agree."""
    (one,) = (one for one in differences(first, BOTH).passages if one.codes == ("doubt",))
    change_rule(first, one, "doubt", {"definition": RULE})
    add_code(first, {"id": "money", "name": "Money"}, file="peer.yaml")
    samples.draw_round(first, "First", "Second", samples.plan_round(first, "First", seed=3))
    alike = [(code, LATE, "I doubt it", "doubt"), (code, LATE, "forms", "money")]
    work_through([(first, alike), (owen, alike)], "Second", reveal=owen)
    # Noted later than the next round was revealed: the rule was changed before it all the same.
    set_note(first, one, "of herself")
    return first


def test_rounds_stand_side_by_side_with_what_was_changed_in_between(second, owen, code):
    figures = compare(second, BOTH, sample="First", draws=0)
    found = compare_rounds(second, BOTH, draws=5)
    assert [(one.sample.name, one.why_not) for one in found.rounds] == [("First", ""), ("Second", "")]
    one, two = found.rounds
    assert [each.measured.counts for each in one.comparison.codes] == [each.measured.counts for each in figures.codes]
    (rule,) = two.rules
    assert (rule.code, rule.note, [each.after for each in rule.fields]) == ("doubt", "of herself", [RULE])
    assert {each.kind for each in two.changes.told} == {"rule", "new"}
    headings, rows = rounds_told.by_code(found)
    assert headings == ["code", "agree 1", "kappa 1", "interval 1", "agree 2", "kappa 2", "interval 2"]
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["Doubt"][:2] == ["50\u00a0%", "0.00"]
    assert by_name["Doubt"][3:5] == ["100\u00a0%", "undefined"]
    # A code that was in no codebook yet has no figures, and one that nobody used has no coefficient.
    assert (by_name["Money"][:3], by_name["Listening"][1]) == (["–", "–", "–"], "undefined")
    assert rows[-1][0] == "pooled"
    said = [line.text for line in rounds_told.in_words_of(found)]
    assert said[0].startswith("Round 1, “First”: 2 turns of 1 transcript; coded blind, in one database, ")
    assert "Between round 1 and round 2: The definition of “Doubt” changed; 1 code is new." in said
    assert any(line.startswith("Changed the rule of “Doubt”, for Parent 1 Early, line ") for line in said)
    below = [each for line in rounds_told.in_words_of(found) for each in line.below]
    assert any("[-Doubts.-]" in each and f"{{+{RULE}+}}" in each for each in below)
    counts, _ = rounds_told.by_code(found, folded=True)
    assert counts == ["code", "both 1", "only A 1", "only B 1", "both 2", "only A 2", "only B 2"]
    # What is changed now changes no round.
    coding.remove(second, [each.id for each in coding.extracts(second, codes=["doubt"], coder="Ruth")])
    code(owen, EARLY, "I was scared of (name).", "doubt")
    assert rounds_told.by_code(compare_rounds(second, BOTH, draws=5)) == (headings, rows)


def test_a_round_that_is_open_is_told_and_not_compared(second, owen):
    samples.draw_round(second, "Second", "Third", samples.plan_round(second, "First", same=True))
    found = compare_rounds(second, BOTH, draws=0, sample="second")
    assert [one.comparison is None for one in found.rounds] == [True, False, True]
    assert found.rounds[2].why_not.startswith("The sample “Third” is open still; not finished: ")
    # The passage is out of sight with the transcript, and what was settled there with it.
    assert found.rounds[1].rules == ()
    said = [line.text for line in rounds_told.in_words_of(found)]
    assert any(line.startswith("Round 3, “Third”, is not compared: The sample “Third” is open") for line in said)


def test_what_has_no_rounds_says_so(first, owen, code):
    found = compare_rounds(first, BOTH, draws=0)
    assert len(found.rounds) == 1
    with pytest.raises(NotFound, match="There is no sample 'x'"):
        compare_rounds(first, BOTH, sample="x")
    code(replace(first, coder="Cara"), EARLY, "in the snow", "trust")
    with pytest.raises(NotFound, match="There is no sample for two of these: Cara, Owen"):
        compare_rounds(first, ["Cara", "Owen"])
    with pytest.raises(NotFound, match="Cara finished no transcript"):
        compare_rounds(first, [*BOTH, "Cara"])
    samples.draw_round(first, "First", "Again", samples.plan_round(first, "First", same=True))
    with pytest.raises(Refused, match="is open still"):
        compare_rounds(first, BOTH)


def test_of_three_coders_it_is_alpha_and_nothing_is_pooled(study, owen, code):
    asked = Asked(share=1, without=(LATE, JOINT, *REST))
    samples.draw(study, "First", (*BOTH, "Cara"), asked, seed=1)
    three = [(replace(study, coder=who), [(code, EARLY, "in the snow", "trust")]) for who in (*BOTH, "Cara")]
    work_through(three, "First", reveal=study)
    found = compare_rounds(study, [*BOTH, "Cara"], draws=5)
    headings, rows = rounds_told.by_code(found)
    assert headings == ["code", "agree 1", "alpha 1", "interval 1"]
    assert "pooled" not in [row[0] for row in rows]
    assert rounds_told.by_code(found, folded=True)[0] == ["code", "by 1 1", "by 2 1", "by 3 1"]
    assert next(row for row in rows if row[0] == "Trust")[1:3] == ["100\u00a0%", "1.00"]


def test_rounds_in_word_and_as_json(second, run, tmp_path, monkeypatch):
    monkeypatch.chdir(second.folder)
    path = tmp_path / "rounds.docx"
    write_rounds(second, path, compare_rounds(second, BOTH, draws=5))
    document = docx.Document(path)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert tables[0][0] == ["Code", "agree 1", "kappa 1", "interval 1", "agree 2", "kappa 2", "interval 2"]
    assert ["Doubt", "Definition", "Doubts.", RULE] in [row[:4] for row in tables[1]]
    assert tables[1][1][4].endswith(": of herself")
    text = "\n".join(each.text for each in document.paragraphs)
    assert "No kappa, since nobody put it on any unit: " in text
    code, out, err = run("agreement", "Ruth", "Owen", "--rounds", "--json", "--draws", "5")
    told = json.loads(out)
    assert (code, err, [one["sample"] for one in told["rounds"]]) == (0, "", ["First", "Second"])
    assert told["rounds"][0]["codebook_changes"] is None
    assert [len(one["codebooks"][0]["sha256"]) for one in told["rounds"]] == [64, 64]
    assert told["rounds"][1]["rule_changes"][0]["fields"][0]["after"] == RULE
    money = next(one for one in told["codes"] if one["code"] == "money")
    assert (money["rounds"][0], money["rounds"][1]["percent"]) == (None, 1.0)
    assert money["rounds"][1]["why"]["kappa"] == "everybody put it on every unit"
    code, out, err = run("agreement", "Ruth", "Owen", "--rounds", "--draws", "0")
    assert (code, err) == (0, "")
    assert out.index("Definition: [-Doubts.-]") > out.index("kappa 2")
    assert run("agreement", "Ruth", "Owen", "--rounds", "--docx", "--draws", "0")[0] == 0
    assert (second.folder / "exports" / "agreement-rounds.docx").is_file()
    for wrong in (
        ("--rounds", "--all"),
        ("--rounds", "--csv"),
        ("--consensus", "--as-revealed"),
        ("--all", "--as-revealed"),
    ):
        assert run("agreement", "Ruth", "Owen", *wrong)[0] == 2
    coding.remove(second, [coding.extracts(second, codes=["doubt"], coder="Ruth")[0].id])
    then, now = (
        next(
            line
            for line in run("agreement", "Ruth", "Owen", "--sample", "First", *more)[1].splitlines()
            if line.startswith("Doubt")
        )
        for more in (("--as-revealed",), ())
    )
    assert (then.split()[1:4], now.split()[1:4]) == (["0", "1", "0"], ["0", "0", "0"])
