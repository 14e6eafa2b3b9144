"""Taking transcripts out again: refused where work is on them, one step, and nothing received is lost."""

from __future__ import annotations

import pytest

from workbench import coding, memos, opening, themes
from workbench.errors import NotFound, Refused, Unavailable
from workbench.spans import Span
from workbench.transcripts import facts, importing, listing, removing

PARENT, STAFF = "Parent 1 Early", "S1+S2 Early"


def names(study):
    with study.read() as session:
        return [item.name for item in listing.transcripts(session)]


def table(study):
    return (study.transcripts / "transcripts.csv").read_text(encoding="utf-8-sig")


@pytest.mark.both_engines
def test_a_transcript_goes_and_comes_back_whole(study, studies, rows_of):
    study.coder_id()
    coding.remove(study, [one.id for one in coding.apply(study, STAFF, [Span(41, 50)], ["trust"])])
    before, said = rows_of(study), table(study)
    data = (study.transcripts / "Staff_T1_group.txt").read_bytes()
    (done,) = removing.unimport(study, [STAFF])
    assert (done.name, done.file) == (STAFF, "Staff_T1_group.txt")
    assert done.kept_at.read_bytes() == data
    assert STAFF not in names(study)
    assert not (study.transcripts / "Staff_T1_group.txt").exists()
    assert "Staff_T1_group" not in table(study)
    assert table(study) == said.replace(next(line for line in said.splitlines(True) if "Staff_T1" in line), "")
    with study.read() as session:
        assert {"S1", "S2"} <= {one.participant for one in facts.people(session)}
    # Neither an opening nor an import of the folder brings it back.
    study = studies.again(study)
    assert importing.import_files(study, [study.transcripts]).imported == []
    assert STAFF not in names(study)
    study = studies.again(study)
    opening.undo(study)
    study = studies.again(study)
    assert rows_of(study) == before
    assert sorted(table(study).splitlines()) == sorted(said.splitlines())
    assert (study.transcripts / "Staff_T1_group.txt").read_bytes() == data
    opening.redo(study)
    study = studies.again(study)
    assert STAFF not in names(study)
    assert "Staff_T1_group" not in table(study)
    assert done.kept_at.read_bytes() == data


@pytest.mark.both_engines
def test_a_wrong_import_can_be_made_right_after_its_row_was_corrected(study, studies, tmp_path):
    path = tmp_path / "Parent 3 T1.txt"
    path.write_text("Interviewer: So?\nParent 3: It was as cold as ever.\n")
    importing.import_files(study, [path])
    csv = study.transcripts / "transcripts.csv"
    csv.write_text(table(study).replace("Parent 3 T1.txt,Parent 3", "Parent 3 T1.txt,P2"))
    study = studies.again(study)
    (done,) = removing.unimport(study, ["Parent 3 T1.txt"])
    assert "Parent 3 Early" not in names(study)
    assert "Parent 3 T1" not in table(study)
    (again,) = importing.import_files(study, [done.kept_at]).imported
    assert again.facts.participants == ("Parent 3",)


def test_work_on_it_is_in_the_way_and_told_with_whose(study, code, rows_of):
    owen = study.as_coder("Owen")
    (one,) = code(study, PARENT, "She sat with me", "trust")
    code(owen, PARENT, "I was scared", "trust")
    memos.add(study, "Came late.", about="transcript", name=PARENT)
    theme = themes.add(study, "Fear", codes=["trust"])
    themes.judge(study, theme, [one.id], use="key")
    coding.mark_not_for_quotation(study, PARENT, Span(120, 125))
    before, said = rows_of(study), table(study)
    with pytest.raises(Refused) as caught:
        removing.unimport(study, [STAFF, PARENT])
    assert (
        f"{PARENT}: 1 coding of Owen's, 1 coding of Ruth's, 1 memo of Ruth's, 1 judged in the theme “Fear”, "
        "1 marked as not for quotation"
    ) in str(caught.value)
    assert (rows_of(study), table(study)) == (before, said)
    assert (study.transcripts / "Staff_T1_group.txt").exists()


def test_a_file_that_was_changed_stays(study):
    path = study.transcripts / "Staff_T1_group.txt"
    path.write_text("Interviewer: Other words?\n")
    (done,) = removing.unimport(study, [STAFF])
    assert done.kept_at is None
    assert path.read_text() == "Interviewer: Other words?\n"


def test_several_are_one_step_and_unknown_ones_an_error(study):
    with pytest.raises(NotFound):
        removing.unimport(study, [PARENT, "nothing such"])
    assert PARENT in names(study)
    before = names(study)
    removing.unimport(study, [PARENT, STAFF, "Parent 1 T1.txt"])
    assert len(names(study)) == len(before) - 2
    opening.undo(study)
    assert names(study) == before


def test_another_file_of_the_name_is_not_written_over(study, tmp_path):
    removing.unimport(study, [STAFF])
    (study.transcripts / "Staff_T1_group.txt").write_text("Interviewer: Mine?\n")
    with pytest.raises(Unavailable, match="another file is called"):
        opening.undo(study)
    assert (study.transcripts / "Staff_T1_group.txt").read_text() == "Interviewer: Mine?\n"
