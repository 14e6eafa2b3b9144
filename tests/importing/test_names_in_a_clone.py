"""A clone of the folder gives every transcript the name that it has in the study, in whatever order it is imported."""

from __future__ import annotations

import shutil
from contextlib import suppress

import pytest

from workbench import opening
from workbench.errors import Unavailable
from workbench.transcripts import facts, importing, listing


def names(study):
    with study.read() as session:
        return {item.file: item.name for item in listing.transcripts(session)}


def table(study):
    return (study.transcripts / "transcripts.csv").read_text(encoding="utf-8-sig")


def cloned(study):
    """What the names are where the folder's files are taken in anew."""
    folder = study.folder.parent / "clone"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(study.folder, folder, ignore=shutil.ignore_patterns(".workbench"))
    clone, _ = opening.open_study(folder, coder="Ben")
    try:
        importing.import_files(clone, [clone.transcripts])
        return names(clone)
    finally:
        clone.close()


def test_a_clone_gives_the_same_names(study, studies, tmp_path):
    """Two of one person and wave, imported one after the other; a wave corrected and a label changed since."""
    assert "transcript" not in table(study).splitlines()[0].split(",")
    path = tmp_path / "Parent 1 T1.txt"
    path.write_text("Interviewer: How?\nParent 1: Other words.\n")
    summary = importing.import_files(study, [path])
    assert [(one.file, one.name) for one in summary.imported] == [("Parent 1 T1 (2).txt", "Parent 1 Early (2)")]
    (told,) = [one for one in summary.notices if "another text" in one]
    assert "Parent 1 T1.txt is in the study already with another text" in told
    assert "Parent 1 T1 (2).txt" in told
    early = tmp_path / "A first talk.txt"
    early.write_text("Interviewer: How?\nParent 1: More words.\n")
    importing.import_files(study, [early], importing.Given(participants=("P1",), wave="T1"))
    csv = study.transcripts / "transcripts.csv"
    csv.write_text(table(study).replace("Parent 2 T1.txt,P2,T1", "Parent 2 T1.txt,P2,T2"))
    people = study.transcripts / "participants.csv"
    people.write_text(people.read_text().replace("P2,Parent 2,", "P2,Mother 2,"))
    study = studies.again(study)
    given = names(study)
    assert given["A first talk.txt"] == "Parent 1 Early (3)"
    assert given["Parent 2 T1.txt"] == "Parent 2 Early"
    assert cloned(study) == given
    said = table(study)
    study = studies.again(study)
    assert table(study) == said


@pytest.mark.both_engines
def test_a_name_written_in_the_table_holds(study, studies):
    csv = study.transcripts / "transcripts.csv"
    lines = [
        line + (",Kitchen  talk" if "Parent 1 T1" in line else ",parent 1 late" if "Staff" in line else ",")
        for line in table(study).splitlines()
    ]
    csv.write_text("\n".join([lines[0] + "transcript", *lines[1:], ""]))
    study.close()
    study, notices = studies.open(study.folder)
    assert names(study)["Parent 1 T1.txt"] == "Kitchen talk"
    assert names(study)["Staff_T1_group.txt"] == "S1+S2 Early"
    (told,) = [one for one in notices if "parent 1 late" in one]
    assert "Staff_T1_group.txt" in told
    assert cloned(study)["Parent 1 T1.txt"] == "Kitchen talk"


def test_a_name_is_written_although_the_program_died_before(study, studies, monkeypatch):
    people = study.transcripts / "participants.csv"
    people.write_text(people.read_text().replace("P2,Parent 2,", "P2,Mother 2,"))

    def killed(*_args, **_named):
        raise Unavailable("killed between the step and the table")

    with monkeypatch.context() as patch:
        patch.setattr(facts, "_complete", killed)
        with suppress(Unavailable):
            facts.take_in(study)
    study = studies.again(study)
    assert cloned(study) == names(study)
