"""Blind means blind: while a sample is open nothing tells one coder what another has coded on it.

A study is looked at by Ruth with every function and every command that tells of codings, memos, themes or steps. Then
Owen works on the sample in every way there is, and she looks again: all is as it was, and so are all files, but how far
he is. A function or command that is new fails here until it is entered. Once the sample is revealed the same looks show
what Owen did, so that none of them is one that would show nothing anyway.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click
import pytest
import sqlalchemy as sa
from blind_looks import EARLY, LATE, SECRET, TELLING, Look, differing, functions, told
from blind_otherwise import OTHERWISE
from blind_work import with_open_sample, work
from every_command import ABROAD, CHANGING, JOINT, LOOKING
from sqlmodel import col

from workbench import cli, coding, memos
from workbench.agreement import samples
from workbench.model import Coding, Image, Memo, Passage, Step
from workbench.opening.handing_out import hand_out
from workbench.study import Study
from workbench.transcripts import listing

SHOW_HOW_FAR = {"sample list", "sample show"}
"""They tell whether somebody has begun, which is no secret; nothing else."""

OF_FILES_ONLY = {"codebook diff", "codebook merge", "codebook schema", "keys"}
"""They look into no database."""

WHO_WORKS = next(one.help for one in cli.cli.commands["undo"].params if one.name == "coder")

ALWAYS_ALIKE = {
    # They tell of her own only.
    *("coding.progress.progress", "coding.review.how_many", "coding.review.looks", "coding.review.under_unknown"),
    "memos.noted.impressions_of",
    *("sight.own_spans", "sight.recent_codes", "sight_stamps.own_stamped", "codebook.states.stamps.waiting_in_words"),
    # They tell of what would be printed of hers, or of how many coded anything at all.
    *(
        "report.update.update.plan_update",
        "report.section_preview.preview_section",
        "report.listed_quotations.quotations",
    ),
    *("report.outline_choices.outline_standing", "report.parts.method_facts.coding_facts"),
    # What Owen did is none of what they tell of; what he could have done for that is refused on an open sample.
    *("agreement.consensus.decisions", "agreement.consensus.settled", "agreement.people.who_is_meant"),
    *("agreement.layer.consensus_layer", "agreement.layer.holding"),
    # They coded with one codebook; what it tells of two is held in test_frameworks.py.
    "agreement.frameworks.frameworks",
    *("coding.examples.examples_in_sight", "coding.finding.find_hits"),
    *("memos.phases.phases", "report.attributed.attributed_passage", "report.gather.example_rows"),
    *("themes.codes.codes_not_living", "themes.codes.told_of_codes", "themes.listing.without_counter_extract"),
    *("codebook.changes.lost.likely_same", "coding.search_filters.choices", "themes.touched.told_of_former"),
    *("themes.codes_in_use.lost_codes", "themes.preparing.redactions"),
    # What is printed, or brought into a report, is her own; who coded apart is told of samples that both finished.
    *("report.outline_choices.outline_standing", "report.section_preview.preview_section"),
    *(
        "report.listed_quotations.quotations",
        "report.update.update.plan_update",
        "report.parts.method_facts.coding_facts",
    ),
}


def test_every_function_that_takes_a_study_is_known_here():
    listed = {f"{module}.{name}" for module, names in OTHERWISE.items() for name in names.split()}
    assert sorted({*TELLING, *listed}) == sorted(functions())
    assert not listed & TELLING.keys()


@pytest.fixture
def study(studies, code, monkeypatch) -> Study:
    """A study with something of everything and a sample that is open, and the program working in it."""
    made = with_open_sample(studies, code)
    (made.folder / ABROAD).mkdir()
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return made


def looks(study: Study) -> dict[str, str]:
    """What every function tells Ruth, who may name everything there is."""
    known = functions()
    with study.read() as session:
        at = Look(study, session)
        at.codings = list(session.scalars(sa.select(col(Coding.id)).where(col(Coding.coder_id) != study.coder_id())))
        at.memos = list(session.scalars(sa.select(col(Memo.id)).where(col(Memo.coder_id) != study.coder_id())))
        at.passages = list(session.scalars(sa.select(col(Passage.id))))
        theirs = sa.select(col(Step.id)).join(Image, col(Image.step_id) == Step.id)
        at.steps = list(session.scalars(theirs.where(col(Step.coder_id) != study.coder_id()).distinct()))
        return {name: _plain(told(partial(look, known[name], at))) for name, look in TELLING.items()}


def _plain(found: Any) -> str:
    """A value as a text that is the same for the same value."""
    return re.sub(r" at 0x[0-9a-f]+|datetime\([\d, ]+", "", repr(found))


def files(folder: Path) -> dict[str, str]:
    """What stands in every file but the database and those as received; of Word files the parts."""
    found = {}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if not path.is_file() or inside.parts[0] == "transcripts" or inside.name.startswith("study.db"):
            continue
        content = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as parts:
                content = b"".join(parts.read(name) for name in sorted(parts.namelist()))
        found[str(inside)] = timeless(content.decode(errors="replace"))
    return found


def timeless(text: str) -> str:
    """Without the time of day at which something was written."""
    return re.sub(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?", "", text)


def acts_as(path: str) -> bool:
    """Whether the option --coder of a command says who one is, and not whose codings are wanted: it makes one Owen."""
    command: click.Command = cli.cli
    for name in path.split():
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return any(one.name == "coder" and one.help == WHO_WORKS for one in command.params if isinstance(one, click.Option))


def said(capfd: pytest.CaptureFixture[str], own: str, number: slice) -> dict[tuple[str, ...], str]:
    """What every command that changes nothing says."""
    found = {}
    for path in sorted(LOOKING.keys() - OF_FILES_ONLY):
        for arguments in LOOKING[path][number]:
            if "Owen" in arguments and acts_as(path):
                continue
            given = [own if one == "CODING" else one for one in arguments]
            with pytest.raises(SystemExit) as left:
                cli.main([*path.split(), *given, *["--yes"] * ("-o" in arguments or "--docx" in arguments)])
            out = capfd.readouterr()
            assert left.value.code in (0, 1), f"{path}: {out.err}"
            found[(path, *arguments)] = timeless(out.out + out.err)
    return found


def test_no_command_that_changes_something_tells_of_it(studies, study, code, capfd):
    work(replace(studies.again(study), coder="Owen"), code)
    (study.folder / "new.txt").write_text("Interviewer: So?\nPM1: Well.\n")
    (study.folder / "codes.csv").write_text("name,definition\nChill,Being cold.\n")
    with study.read() as session:
        text = str(listing.find_text(session, JOINT).revision_id)
    difference, done = str(differing(study).passages[0].id), 0
    for path, arguments in CHANGING.items():
        if path.startswith("sample "):
            continue
        own = coding.extracts(study, transcript=JOINT, coder="Ruth")
        memo = next(one.id for one in memos.memos(study) if one.coder == "Ruth")
        ids = {"CODING": str(own[0].id) if own else "", "DIFFERENCE": difference, "MEMO": str(memo), "TEXT": text}
        with pytest.raises(SystemExit) as left:
            cli.main([*path.split(), *(ids.get(one, one) for one in arguments)])
        out = capfd.readouterr()
        done += left.value.code == 0
        assert SECRET not in out.out + out.err, path
        assert "Owen" not in out.out + out.err, path
    assert done > len(CHANGING) / 2
    for coder, docx in (("Ruth", False), ("Owen", False), ("Owen", True)):
        hand_out(study, study.folder / ABROAD / f"for {coder} {docx}", coder, sample="First", docx=docx)
    databases = list((study.folder / ABROAD).rglob("study.db"))
    assert len(databases) == 2
    assert not [path for path in databases if SECRET.encode() in path.read_bytes()]
    assert {path for path, words in files(study.folder).items() if SECRET in words} == set()


def test_nothing_tells_what_another_coder_has_done_on_an_open_sample(studies, study, code, capfd):
    # In a program of his own.
    owen = replace(studies.again(study), coder="Owen")
    own = str(coding.extracts(study, transcript=JOINT, coder="Ruth")[0].id)
    before, output, written = looks(study), said(capfd, own, slice(1)), files(study.folder)
    work(owen, code)
    assert {name: text for name, text in looks(study).items() if text != before[name]} == {}
    after = said(capfd, own, slice(1))
    changed = {what[0] for what, text in after.items() if text != output[what]}
    assert changed <= SHOW_HOW_FAR, changed
    assert files(study.folder) == written
    # Nor, with other options, does any hold a word of it.
    after |= said(capfd, own, slice(1, None))
    assert {what for what, text in after.items() if SECRET in text} == set()
    assert {path for path, text in files(study.folder).items() if SECRET in text} == set()
    # What is printed meanwhile says that something is missing.
    printing = ("report", "extracts", "print", "codebook export", "verify", "balance", "recognition")
    assert {what[0] for what, text in after.items() if "A sample is open: what others coded" in text} == {*printing}
    # Nor does he see what she did; and each sees their own.
    seen = {(one.transcript, one.coder) for one in coding.extracts(owen)}
    assert seen == {(EARLY, "Owen"), (LATE, "Owen"), (JOINT, "Owen"), (JOINT, "Ruth")}
    # All of these do tell, where they may.
    samples.reveal(study, early=True)
    silent = {name for name, text in looks(study).items() if text == before[name]}
    assert silent == ALWAYS_ALIKE
