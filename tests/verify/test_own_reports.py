"""What the program prints it verifies: every quotation of a report of ours, dialogues and roles among them."""

from __future__ import annotations

import dataclasses

from talks import facts

from workbench.report import word
from workbench.report.compose import compose
from workbench.report.content import Quotation
from workbench.report.facts import ExtractRow, ThemeExtractRow, ThemeRow
from workbench.report.verify.document import read_report
from workbench.report.verify.verify import check


def extracts(study):
    """Of each transcript every stretch from the beginning of a turn to the end of it or of the next ones."""
    for row in study.transcripts:
        for first, turn in enumerate(row.turns):
            for last in row.turns[first : first + 3]:
                touched = [one for one in row.turns[first:] if one.start <= last.start and not one.interviewer]
                people = tuple(dict.fromkeys(who for one in touched for who in one.participants))
                one_of = any(one.one_of for one in touched)
                yield ExtractRow(
                    f"{row.name}{turn.start}{last.end}", row.name, turn.start, last.end, "x", people, one_of, row.wave
                )


def test_what_is_printed_verifies(tmp_path):
    study = facts(marked=())
    themed = tuple(ThemeExtractRow(one, use="key") for one in extracts(study))
    report = compose(dataclasses.replace(study, themes=(ThemeRow("t", "All", "reviewed", extracts=themed),)))
    printed = [block for block in report.blocks if isinstance(block, Quotation)]
    assert any(len(block.parts) > 1 for block in printed)
    path = tmp_path / "report.docx"
    word.write_report(report, path)
    found = check(study, read_report(path)[1])
    assert [one.attribution for one in found] == [block.attribution for block in printed]
    assert [(one.quotation, one.attribution, one.verdict, one.reasons) for one in found if one.is_fault] == []
    places = {(block.source.transcript, one.transcript) for block, one in zip(printed, found, strict=True)}
    assert all(there == here for there, here in places)
