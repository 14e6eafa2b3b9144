"""What the program prints it verifies: every quotation of a report of ours, dialogues and roles among them."""

from __future__ import annotations

import dataclasses
from uuid import UUID

import pytest
from talks import TALKS, facts

from workbench.prepared import CLARIFY, Edit, Prepared
from workbench.report.compose import compose
from workbench.report.content import Quotation, quotations_of
from workbench.report.facts import ExtractRow, ThemeExtractRow, ThemeRow
from workbench.report.verify.checking import check
from workbench.report.verify.document import read_report
from workbench.report.verify.looking_back import LookedBack, look_back
from workbench.report.verify.paragraphs import ReportParagraph
from workbench.report.word.document import write_report
from workbench.settings import StudySettings


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


def a_report(**more):
    """A study of which one extract is printed under a theme, and the report of it."""
    study = facts(marked=())
    first = next(one for one in extracts(study) if one.participants)
    theme = ThemeRow("t", "All", "reviewed", extracts=(ThemeExtractRow(first, use="key"),), **more)
    study = dataclasses.replace(
        study, themes=(theme,), study=dataclasses.replace(study.study, id=UUID("00000000-0000-4000-8000-000000000001"))
    )
    return study, compose(study)


def test_what_was_written_is_read_back(tmp_path):
    study, report = a_report()
    path = tmp_path / "report.docx"
    write_report(report, path)
    assert look_back(study, StudySettings(), report, path) == LookedBack()
    # Another file than the report's: its quotation is missing there.
    write_report(dataclasses.replace(report, blocks=()), path)
    found = look_back(study, StudySettings(), report, path)
    assert found.faults == 1
    assert found.notices == ("Read back, 1 quotation that should stand in report.docx does not.",)
    path.write_bytes(b"no Word file")
    assert look_back(study, StudySettings(), report, path).faults == 1
    # A shape that is not read back is held against the transcripts as it was to be written.
    assert look_back(study, StudySettings(), report, tmp_path / "report.html") == LookedBack()


def test_what_the_writer_quotes_in_a_narrative_is_read_back(tmp_path):
    study, report = a_report(narrative="One put it: “It was all couch grass and broken bottles.” (Gardener 1, T1)")
    path = tmp_path / "report.docx"
    write_report(report, path)
    found = look_back(study, StudySettings(), report, path)
    assert (found.faults, found.to_check) == (1, 0)
    assert found.notices[0].startswith("Read back, 1 quotation must not stay so: differs, paragraph ")
    assert "couch" not in " ".join(found.notices)
    wrong = dataclasses.replace(report, blocks=tuple(map(misattributed, report.blocks)))
    found = look_back(study, StudySettings(), wrong, tmp_path / "report.json")
    assert found.notices == ("Read back, 1 quotation must not stay so: wrong attribution, quotation 1.",)


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\ufffe"])
def test_a_character_that_is_printed_as_another_is_read_back(tmp_path, monkeypatch, sign):
    talk = [(who, said.replace("fork and", f"fork{sign} and")) for who, said in TALKS["Gardener 1 T1"][3]]
    monkeypatch.setitem(TALKS, "Gardener 1 T1", (*TALKS["Gardener 1 T1"][:3], talk))
    study, report = a_report()
    assert any(sign in one.words for one in quotations_of(report.blocks))
    path = tmp_path / "report.docx"
    write_report(report, path)
    assert look_back(study, StudySettings(), report, path) == LookedBack()


def test_a_clarification_that_turns_the_meaning_is_told_when_it_is_read_back(tmp_path):
    study, _ = a_report()
    first = study.themes[0].extracts[0].extract
    row = study.transcript_of[first.transcript]
    at = row.text.index("glass") - first.start
    themed = ThemeExtractRow(first, use="key", prepared=Prepared(row.sha256, (Edit(at, at + 5, CLARIFY, "flowers"),)))
    theme = dataclasses.replace(study.themes[0], extracts=(themed,))
    study = dataclasses.replace(study, themes=(theme,))
    report = compose(study)
    path = tmp_path / "report.docx"
    write_report(report, path)
    found = look_back(study, StudySettings(), report, path)
    assert (found.faults, found.to_check) == (0, 1)
    assert found.notices[0].startswith("Read back, somebody should look at 1 quotation: check, ")


def misattributed(block):
    return dataclasses.replace(block, attribution="Gardener 2, T1") if isinstance(block, Quotation) else block


def test_what_is_printed_verifies(tmp_path):
    study = facts(marked=())
    themed = tuple(ThemeExtractRow(one, use="key") for one in extracts(study))
    report = compose(dataclasses.replace(study, themes=(ThemeRow("t", "All", "reviewed", extracts=themed),)))
    printed = [block for block in report.blocks if isinstance(block, Quotation)]
    assert any(len(block.parts) > 1 for block in printed)
    path = tmp_path / "report.docx"
    write_report(report, path)
    found = check(study, read_report(path)[1])
    assert [one.attribution for one in found] == [block.attribution for block in printed]
    assert [(one.quotation, one.attribution, one.verdict, one.reasons) for one in found if one.is_fault] == []
    places = {(block.source.transcript, one.transcript) for block, one in zip(printed, found, strict=True)}
    assert all(there == here for there, here in places)


def test_a_heading_of_the_report_is_no_quotation_where_it_is_pointed_to():
    """By evaluation question, a theme that answers two is printed under the first and pointed to from the other."""
    study, _ = a_report()
    asked = "What did everybody who took part in this make of each other from the first meeting to the very last?"
    heading = ReportParagraph(asked, "paragraph 1", is_heading=True)
    pointer = ReportParagraph(f"It is set out under “{asked}”.", "paragraph 2")
    assert check(study, [heading, pointer]) == []
    (found,) = check(study, [pointer])
    assert found.verdict == "not found"


@pytest.mark.parametrize("kind", ["individual", "questionnaire"])
def test_a_dialogue_with_somebody_who_is_not_known_verifies(kind):
    study = facts(marked=())
    rows = tuple(
        dataclasses.replace(
            row,
            kind=kind,
            participants=(),
            turns=tuple(turn._replace(participants=(), one_of=False) for turn in row.turns),
        )
        for row in study.transcripts
    )
    study = dataclasses.replace(study)
    hashes = {row.name: row.sha256 for row in rows}
    themed = tuple(
        ThemeExtractRow(one, use="key", prepared=Prepared(text=hashes[one.transcript], form="dialogue"))
        for one in extracts(study)
    )
    report = compose(dataclasses.replace(study, themes=(ThemeRow("t", "All", "reviewed", extracts=themed),)))
    assert any(len(block.parts) > 1 for block in report.blocks if isinstance(block, Quotation))
    printed = [f"{one.words} ({one.attribution})" for one in quotations_of(report.blocks)]
    found = check(study, [ReportParagraph(text, "", is_quotation=True) for text in printed])
    assert len(found) == len(printed)
    assert [(one.quotation, one.reasons) for one in found if one.verdict not in ("verbatim", "shortened")] == []
