"""Taking transcripts out again: refused where work is on them, one step, and nothing received is lost."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest

from workbench import coding, memos, opening, themes
from workbench.errors import NotFound, Refused, Unavailable
from workbench.memos import Sifting
from workbench.spans import Span
from workbench.transcripts import facts, importing, listing, removing, taken_out

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
    owen = replace(study, coder="Owen")
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


def test_memos_on_its_passages_and_codings_are_in_the_way_too_and_come_back(study, code, rows_of):
    (one,) = code(study, PARENT, "She sat with me", "trust")
    on_it = memos.add(study, "Here.", about="passage", name=PARENT, span=Span(40, 60))
    coded = memos.add(study, "And here.", about="coding", coding_id=one.id)
    noted = memos.add(study, "A word", kind="safeguarding", about="passage", name=PARENT, span=Span(60, 80))
    coding.remove(study, [one.id])
    with pytest.raises(Refused, match=r": 2 memos of Ruth's, something noted on safeguarding Take"):
        removing.unimport(study, [PARENT])
    for memo_id in (on_it, coded, noted):
        memos.remove(study, memo_id)
    before = rows_of(study)
    removing.unimport(study, [PARENT])
    opening.undo(study)
    assert rows_of(study) == before
    opening.undo(study)
    assert [memo.text for memo in memos.memos(study, Sifting(kind="safeguarding"))] == ["A word"]


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


def test_another_file_of_the_name_is_not_written_over(study):
    data = (study.transcripts / "Staff_T1_group.txt").read_bytes()
    removing.unimport(study, [STAFF])
    (study.transcripts / "Staff_T1_group.txt").write_text("Interviewer: Mine?\n")
    said = table(study)
    with pytest.raises(Refused, match=r"(?s)Another file is called .*Nothing was changed"):
        opening.undo(study)
    assert (study.transcripts / "Staff_T1_group.txt").read_text() == "Interviewer: Mine?\n"
    assert (STAFF in names(study), table(study)) == (False, said)
    (study.transcripts / "Staff_T1_group.txt").rename(study.transcripts / "mine.txt")
    opening.undo(study)
    assert (study.transcripts / "Staff_T1_group.txt").read_bytes() == data


def rows(study):
    """The rows of the table, in any order; empty cells at their ends do not count."""
    return sorted(line.rstrip(",") for line in table(study).splitlines())


def test_two_with_the_same_bytes_come_back_each_with_its_own_row(study, studies, tmp_path):
    for who in ("Parent 3 T1.txt", "Parent 4 T1.txt"):
        (tmp_path / who).write_text("Interviewer: a\nR: the same answers.\n")
    importing.import_files(study, [tmp_path / "Parent 3 T1.txt", tmp_path / "Parent 4 T1.txt"])
    csv = study.transcripts / "transcripts.csv"
    csv.write_text(table(study).replace("\nParent 4 T1.txt,Parent 4,", "\nParent 4 T1.txt,P2,"))
    study = studies.again(study)
    said = rows(study)
    removing.unimport(study, ["Parent 3 T1.txt"])
    removing.unimport(study, ["Parent 4 T1.txt"])
    opening.undo(study)
    opening.undo(study)
    assert rows(study) == said
    assert all((study.transcripts / who).exists() for who in ("Parent 3 T1.txt", "Parent 4 T1.txt"))
    assert not list((study.folder / ".workbench" / "taken-out").iterdir())


def test_undoing_something_else_touches_no_file_and_no_row(study, studies):
    """Corrected, taken out and imported again: what is written in the table by hand then stays."""
    path, csv = study.transcripts / "Parent 1 T1.txt", study.transcripts / "transcripts.csv"
    path.write_text(path.read_text().replace("scared", "afraid"))
    removing.unimport(study, [PARENT])
    (again,) = importing.import_files(study, [path]).imported
    assert again.name == PARENT
    lines = [f"{line},{'mine' if 'Parent 1 T1' in line else ''}" for line in table(study).splitlines()]
    csv.write_text("\n".join([f"{lines[0]}remark", *lines[1:], ""]))
    study = studies.again(study)
    said = table(study)
    for _ in range(2):
        coding.apply(study, PARENT, [Span(41, 50)], ["trust"])
        opening.undo(study)
        opening.redo(study)
        opening.undo(study)
        study = studies.again(study)
        assert (table(study), path.exists()) == (said, True)
    # The corrected file had come by an import of its own: that is undone before the taking out is.
    assert opening.undo(study).sentence == f"Imported {PARENT}"
    assert opening.undo(study).sentence == f"Took out {PARENT}"
    assert "afraid" in path.read_text()


def test_taken_out_imported_again_and_both_undone_keeps_what_was_written_by_hand(study, studies, tmp_path):
    path, csv = study.transcripts / "Parent 1 T1.txt", study.transcripts / "transcripts.csv"
    data = path.read_bytes()
    lines = table(study).splitlines()
    own = next(line for line in lines if line.startswith("Parent 1 T1.txt"))
    csv.write_text(table(study).replace(own, f"{own}Kelly=interviewer"))
    study = studies.again(study)
    said = table(study)
    removing.unimport(study, [PARENT])
    (tmp_path / "Parent 1 T1.txt").write_bytes(data)
    importing.import_files(study, [tmp_path / "Parent 1 T1.txt"])
    coding.apply(study, PARENT, [Span(41, 50)], ["trust"])
    for _ in range(3):
        opening.undo(study)
    assert sorted(table(study).splitlines()) == sorted(said.splitlines())
    assert path.read_bytes() == data
    for _ in range(2):
        opening.redo(study)
        study = studies.again(study)
    assert (PARENT in names(study), path.read_bytes()) == (True, data)
    assert "Kelly=interviewer" in table(study)
    assert opening.redo(study).sentence.startswith("Coded")


class Killed(BaseException):
    """Nothing of the program runs after it."""


@pytest.mark.parametrize("command", ["unimport", "undo", "redo"])
def test_killed_at_any_moment_it_is_done_or_not_done(study, studies, monkeypatch, command):
    """After the next opening database, file and row agree, and what the row said is there."""
    path, csv = study.transcripts / "Staff_T1_group.txt", study.transcripts / "transcripts.csv"
    row = next(line for line in table(study).splitlines() if "Staff_T1" in line)
    if command != "unimport":
        removing.unimport(study, [STAFF])
    if command == "redo":
        opening.undo(study)
    moment, survived = 0, False
    while not survived:
        moment += 1
        with monkeypatch.context() as patch:
            left = [moment]

            def killing(function, left=left):
                def called(*args, **more):
                    left[0] -= 1
                    if not left[0]:
                        raise Killed
                    return function(*args, **more)

                return called

            patch.setattr(taken_out, "settle", killing(lambda study: None))
            for name in ("write_text_safely", "take_out_row", "put_back_row", "move_safely"):
                patch.setattr(taken_out, name, killing(getattr(taken_out, name)))
            was_in = STAFF in names(study)
            with contextlib.suppress(Killed):
                removing.unimport(study, [STAFF]) if command == "unimport" else getattr(opening, command)(study)
            survived = left[0] > 0
        study = studies.again(study)
        is_in = STAFF in names(study)
        assert path.exists() is is_in
        assert (row in table(study)) is is_in
        assert not list((study.folder / ".workbench" / "taken-out").glob("*/moving.json"))
        kept = list((study.folder / ".workbench" / "taken-out").glob("*/Staff*"))
        assert len(kept) == (0 if is_in else 1)
        if is_in != was_in and not survived:
            # It was over already; once more from the beginning.
            opening.undo(study) if command != "undo" else opening.redo(study)
    assert moment > 3
    assert csv.exists()


def test_what_cannot_be_moved_is_not_taken_out(study, studies, monkeypatch):
    said, before = table(study), names(study)
    place = study.folder / ".workbench" / "taken-out"
    place.touch()
    with pytest.raises(Unavailable, match="Nothing was changed"):
        removing.unimport(study, [STAFF])
    place.unlink()

    def refuse(source, target):
        if "Parent" in source.name:
            raise Unavailable(f"{source} was not moved.")
        move(source, target)

    move = taken_out.move_safely
    with monkeypatch.context() as patch:
        patch.setattr(taken_out, "move_safely", refuse)
        with pytest.raises(Unavailable, match="was not moved"):
            removing.unimport(study, [STAFF, PARENT])
    study = studies.again(study)
    assert (sorted(table(study).splitlines()), names(study)) == (sorted(said.splitlines()), before)
    assert {one.name for one in study.transcripts.iterdir()} >= {"Staff_T1_group.txt", "Parent 1 T1.txt"}
    assert not list(place.glob("*/*"))


def test_what_is_done_is_not_told_as_failed(study, studies, monkeypatch):
    """The disk may be full once the step is on it: what is left to do then is done at the next opening."""

    def full(study):
        raise Unavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(facts, "take_in", full)
        assert removing.unimport(study, [STAFF])[0].kept_at is not None
        opening.undo(study)
        opening.redo(study)
    study = studies.again(study)
    assert STAFF not in names(study)


def test_a_missing_file_is_said_to_be_missing(study):
    (study.transcripts / "Staff_T1_group.txt").unlink()
    (done,) = removing.unimport(study, [STAFF])
    assert (done.kept_at, done.was_missing) == (None, True)
