from dataclasses import replace

import openpyxl
import pytest

from workbench.prepared import Edit, Prepared
from workbench.report import paths_beside
from workbench.report.beside import files_beside
from workbench.report.checklist.facts import Background
from workbench.report.compose import compose
from workbench.report.content import Quotation
from workbench.report.provenance import provenance_rows
from workbench.report.shapes import write_report


def sheets(data, tmp_path):
    path = tmp_path / "sheets.xlsx"
    path.write_bytes(data)
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in openpyxl.load_workbook(path)]


def test_each_quotation_has_a_row_that_says_where_it_comes_from(study, tmp_path):
    facts = study.make_facts()
    extracts = tuple(one.extract for theme in facts.themes for one in theme.extracts)
    facts = study.make_facts(extracts=(*extracts, study.extract(
        facts.transcripts, "Staff T1", "They pick up on things that we miss.", code="=cmd()", coder="bo",
    )))  # fmt: skip
    report = compose(facts)
    (path, data), *_ = files_beside(tmp_path / "a report.docx", facts, report, Background()).items()
    assert path == paths_beside(tmp_path / "a report.docx")[0]
    assert path.name == "a report-provenance.xlsx"
    note, (header, *rows) = sheets(data, tmp_path)
    assert "Never send this file" in note[0][0]
    quotations = [block for block in report.blocks if isinstance(block, Quotation)]
    assert [row[header.index("Mark")] for row in rows] == [one.mark for one in quotations]
    assert [row[header.index("Words as printed")] for row in rows] == [one.words for one in quotations]
    staff = next(row for row in rows if row[header.index("Transcript")] == "Staff T1")
    told = dict(zip(header, staff, strict=True))
    text = facts.transcript_of["Staff T1"].text
    words = text[int(told["From character"]) : int(told["To character"])]
    assert words == told["Words as printed"]
    assert (told["Theme"], told["Turn"], told["Line"]) == ("Someone who has been there", "2", "2")
    # Every code of the passage, and who put it there; what looks like a formula is text.
    assert (told["Codes"], told["Coded by"]) == ("x; =cmd()", "bo")
    long = next(row for row in rows if row[header.index("Transcript")] == "PM1 and PM2 T1")
    assert long[header.index("Turn")] == "2–5"


def test_what_was_done_to_a_quotations_words_is_told(study):
    facts = study.make_facts()
    row, theme = facts.transcript_of["Staff T1"], facts.themes[0]
    edit = Edit(0, 4, "clarify", "The mentors")
    prepared = {
        "Staff T1": Prepared(row.sha256, (edit,), attribution="role"),
        "Trainer T1": Prepared("0" * 64, (edit,), form="dialogue"),
    }
    extracts = tuple(replace(one, prepared=prepared.get(one.extract.transcript)) for one in theme.extracts)
    facts = study.make_facts(themes=(replace(theme, extracts=extracts),))
    told = {cells[5]: cells[-1] for cells in provenance_rows(facts, compose(facts))}
    start = row.text.index("They pick")
    assert told["Staff T1"] == f"clarify {start}–{start + 4}: The mentors; attribution: role"
    assert told["Trainer T1"] == "its edits are of another text, and are not printed; as dialogue"
    assert told["Parent 1 T1"] == ""


def test_report_and_files_beside_are_written_together_or_not_at_all(facts, tmp_path):
    from workbench.errors import Unavailable

    target, folder = tmp_path / "report.docx", tmp_path / "report-provenance.xlsx"
    target.write_bytes(b"old")
    folder.mkdir()
    with pytest.raises(Unavailable, match=r"report-provenance\.xlsx was not written"):
        write_report(compose(facts), target, beside={folder: b"x"})
    assert target.read_bytes() == b"old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["report-provenance.xlsx", "report.docx"]
