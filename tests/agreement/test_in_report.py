"""How far coders agree, in Word: a comparison of its own, and what was settled of it."""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest

from workbench.agreement.before_after import before_after
from workbench.agreement.deciding import change_rule, settle
from workbench.agreement.differing import differences
from workbench.agreement.rule_changes import rule_changes
from workbench.codebook.changes.change import edit_code
from workbench.report import write_agreement

BOTH = ["Ruth", "Owen"]


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
    changes = rule_changes(compared, [made for _, made in done.decided])
    path = tmp_path / "agreement.docx"
    write_agreement(compared, path, done.before, settled=(done, changes))
    table = table_of(docx.Document(path), "Code", "Part", "Before", "After", "Why")
    where = f"{one.transcript} {one.span.start}–{one.span.end}: it is both"
    assert rows_of(table)[1:] == [
        ["Doubting", "Name", "Doubt", "Doubting", where],
        ["Doubting", "Definition", "Doubts in the programme itself, and in oneself.",
         "Doubts in the programme, and in oneself.", where],
    ]  # fmt: skip
    was, now = table.rows[2].cells[2:4]
    assert "itself," in "".join(bold_in(was))
    assert "oneself" not in "".join(bold_in(was) + bold_in(now))
    assert is_whole(table)
