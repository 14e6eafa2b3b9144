"""How far coders agree, in Word: a comparison of its own, and what was settled of it."""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest
from compared_study import JOINT, PARENT

from workbench import coding, report, themes
from workbench.agreement import in_words, samples
from workbench.agreement.before_after import before_after
from workbench.agreement.comparison import compare
from workbench.agreement.deciding import change_rule, settle
from workbench.agreement.differing import differences
from workbench.agreement.drawing import Asked, plan
from workbench.agreement.rule_changes import rule_changes
from workbench.codebook.changes.change import edit_code
from workbench.errors import BadInput, NotFound
from workbench.report.facts import CodingRow
from workbench.report.for_the_team.write_agreement import write_agreement
from workbench.report.parts.method_facts import coding_facts

BOTH = ["Ruth", "Owen"]
LATE, SECOND = "Parent 1 Late", "Parent 2 Early"


@pytest.fixture
def owen(compared):
    return replace(compared, coder="Owen")


def rows_of(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_of(document, *header):
    return next(table for table in document.tables if rows_of(table)[0][: len(header)] == list(header))


def bold_in(cell):
    return [run.text for paragraph in cell.paragraphs for run in paragraph.runs if run.bold]


def is_whole(table):
    """Whether its header stands again on every page, and no row breaks over pages."""
    rows = [row._tr.xml for row in table.rows]
    return "w:tblHeader" in rows[0] and all("w:cantSplit" in row for row in rows)


def test_rules_that_were_changed_are_printed_as_they_were_and_as_they_are(compared, tmp_path):
    one = next(one for one in differences(compared, BOTH).passages if "doubt" in one.codes)
    edit_code(compared, "doubt", {"definition": "Doubts in the programme itself, and in oneself."})
    change_rule(compared, one, "doubt", {"definition": "Doubts in the programme, and in oneself.", "name": "Doubting"})
    settle(compared, one, "both", note="it is both")
    done = before_after(compared, BOTH, draws=0)
    changes = rule_changes(compared, done.made)
    path = tmp_path / "agreement.docx"
    write_agreement(compared, path, done.before, settled=(done, changes))
    table = table_of(docx.Document(path), "Code", "Part", "Before", "After", "Why")
    where = f"{one.transcript}, {one.lines.in_words}: it is both"
    assert rows_of(table)[1:] == [
        ["Doubting", "Name", "Doubt", "Doubting", where],
        ["Doubting", "Definition", "Doubts in the programme itself, and in oneself.",
         "Doubts in the programme, and in oneself.", where],
    ]  # fmt: skip
    was, now = table.rows[2].cells[2:4]
    assert "itself," in "".join(bold_in(was))
    assert "oneself" not in "".join(bold_in(was) + bold_in(now))
    assert is_whole(table)


# In the theme report


@pytest.fixture
def themed(compared):
    """The compared study with a theme."""
    theme = themes.add(compared, "Being there", codes=["listening", "trust"], fields={"status": "reviewed"})
    quoted = [one.id for one in coding.extracts(compared, codes=["listening", "trust"], coder="Ruth")]
    themes.judge(compared, theme, quoted, use="key")
    set_to(compared, lead_coder="Ruth")
    return compared


def reveal_all(study, name, transcripts=()):
    samples.draw(study, name, BOTH, Asked(share=1, without=tuple(transcripts)), seed=7)
    for who in BOTH:
        samples.finish(replace(study, coder=who), name)
    samples.reveal(study, name)


def set_to(study, **settings):
    path = study.folder / "study.yaml"
    old = [line for line in path.read_text("utf-8").splitlines() if line.split(":")[0] not in settings]
    path.write_text("\n".join([*old, *(f"{key}: {value}" for key, value in settings.items())]) + "\n", "utf-8")


def written(study, path, **more):
    done = report.write(study, path, **more)
    document = docx.Document(path)
    return done, document, "\n".join(one.text for one in document.paragraphs)


TITLE = "How far the coders agree"


def test_the_report_says_how_far_coders_agree_where_the_mode_or_the_writer_has_it(themed, tmp_path):
    path = tmp_path / "report.docx"
    set_to(themed, mode="reliability")
    done, _, text = written(themed, path)
    assert TITLE not in text
    assert "How far the coders agree is not told: no sample is revealed yet." in done.notices
    with pytest.raises(NotFound, match="no sample is revealed yet"):
        written(themed, path, agreement=True)
    reveal_all(themed, "First")
    done, document, text = written(themed, path)
    assert text.index("How the data were coded") < text.index(TITLE) < text.index("In participants’ words")
    table = table_of(document, "Code", "both", "only A", "only B", "agree", "kappa")
    assert is_whole(table)
    figures = compare(themed, BOTH, sample="First")
    shown = {row[0]: row[1:6] for row in rows_of(table)[1:]}
    for code in figures.codes:
        counts = [str(code.measured.counts[name]) for name in ("both", "only_a", "only_b")]
        assert shown[code.name][:3] == counts
        assert shown[code.name][4] == in_words.figure(code.measured, "kappa")
    method = next(one for one in text.splitlines() if one.startswith("Ruth (A) and Owen (B), by turn: 9 turns"))
    for said in (
        "(participants' turns) of 5 transcripts.",
        "Codebook: peer.yaml 2 (state ",
        "Sample “First”: 5 of 5 transcripts",
        "(seed 7)",
        "Blind only in part: what Owen and Ruth had coded on it before",
        "worked in one database",
        "bootstrap draws",
    ):
        assert said in method, said
    # Transcripts may be called what must not be told.
    agreement = text[text.index(TITLE) : text.index("Being there")]
    assert not any(name in agreement for name in figures.frame.transcripts)
    # Left out by the writer, or by the study; in codebook mode where it is asked for.
    assert TITLE not in written(themed, path, agreement=False)[2]
    choices = themed.folder / "report.yaml"
    choices.write_text("parts: [method, themes]\n", "utf-8")
    assert TITLE not in written(themed, path)[2]
    assert TITLE in written(themed, path, agreement=True)[2]
    choices.unlink()
    set_to(themed, mode="codebook")
    assert TITLE not in written(themed, path)[2]
    choices.write_text("parts: [themes, agreement, method]\nagreement_unit: character\n", "utf-8")
    set_to(themed, mode="codebook", agreement_target="0.8")
    text = written(themed, path)[2]
    assert text.index("In participants’ words") < text.rindex(TITLE) < text.rindex("How the data were coded")
    assert "Appendix" not in text
    assert "by character:" in text
    assert "The team's target is kappa 0.80" in text
    # Never where figures are no mark of quality.
    set_to(themed, mode="reflexive")
    done, _, text = written(themed, path)
    assert TITLE not in text
    assert any("In reflexive mode a report has no figures of agreement" in one for one in done.notices)
    with pytest.raises(BadInput, match="In reflexive mode"):
        written(themed, path, agreement=True)


def test_of_several_rounds_the_last_is_told_and_all_stand_side_by_side(themed, owen, tmp_path, run, monkeypatch, code):
    set_to(themed, mode="reliability")
    reveal_all(themed, "First", [LATE, SECOND, "S1+S2 Early"])
    edit_code(themed, "doubt", {"definition": "Fear."})
    rest = plan(themed, BOTH, Asked(share=1, without=(PARENT, JOINT, SECOND, "S1+S2 Early")), seed=3)
    samples.draw_round(themed, "First", "Second", rest)
    code(owen, LATE, "I doubt it", "doubt")
    # An open round is told nowhere; what was revealed is.
    before = written(themed, tmp_path / "report.docx")[2]
    assert "Second" not in before
    assert "Sample “First”" in before
    for who in (themed, owen):
        samples.finish(who, "Second")
    samples.reveal(themed, "Second")
    document, text = written(themed, tmp_path / "report.docx")[1:]
    assert "Sample “Second” (round 2)" in text
    assert "Between round 1 and round 2: The definition of “Doubt” changed." in text
    table = table_of(document, "Code", "agree 1", "kappa 1", "interval 1", "agree 2", "kappa 2")
    assert is_whole(table)
    assert rows_of(table)[-1][0] == "pooled"
    monkeypatch.chdir(themed.folder)
    assert run("report", "-o", "r.docx", "--no-agreement")[0] == 0
    assert TITLE not in "\n".join(one.text for one in docx.Document(themed.folder / "r.docx").paragraphs)
    set_to(themed, mode="reflexive")
    exit_code, out, err = run("report", "-o", "s.docx", "--agreement")
    assert (exit_code, out, (themed.folder / "s.docx").exists()) == (2, "", False)
    assert "In reflexive mode a report has no figures of agreement" in err


def test_the_method_says_how_much_was_coded_apart_and_nothing_of_an_open_sample(compared):
    assert coding_facts(compared) == CodingRow(2)

    def coded_together(name, transcript):
        without = tuple(one for one in (JOINT, PARENT, LATE, SECOND, "S1+S2 Early") if one != transcript)
        samples.draw(compared, name, BOTH, Asked(number=1, without=without, minimum=0))
        before = coding_facts(compared)
        for who in BOTH:
            samples.finish(replace(compared, coder=who), name)
        samples.reveal(compared, name)
        return before, coding_facts(compared)

    nobody, apart = coded_together("New", SECOND)
    assert nobody[1:] == CodingRow()[1:]
    assert apart == CodingRow(2, apart=1, together=2)
    # Here they had coded before it was drawn, and could see each other's work.
    before, seen = coded_together("Known", PARENT)
    assert before[1:] == apart[1:]
    assert seen == CodingRow(2, apart=1, together=2, seen=1)
