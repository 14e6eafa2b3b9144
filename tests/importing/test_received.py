"""Files that are another's copy, and files in transcripts/ that were changed after their import."""

from __future__ import annotations

import os

from workbench import report
from workbench.transcripts import importing, listing, received

WORDS = "Interviewer: How was it?\nParent 9: " + " ".join(f"word{n}" for n in range(60)) + "\n"


def files(study) -> dict[str, str]:
    with study.read() as session:
        return {one.file: one.name for one in listing.transcripts(session)}


def test_conflict_copies_are_named_and_not_read_and_numbered_files_are_interviews(study, studies, tmp_path) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    copies = ["Parent 9 T1 (Ann's conflicted copy 2024-05-03).txt", "Parent 9 T1-LAPTOP-ABC.txt"]
    for number, name in enumerate(["Parent 9 T1.txt", *copies]):
        (folder / name).write_text(WORDS + f"Interviewer: {number}?\n")
    (folder / "Parent 9 T1 (1).txt").write_text((folder / "Parent 9 T1.txt").read_text())
    (folder / "Parent 9 T1 (2).txt").write_text(WORDS.replace("word", "another"))
    (folder / "Parent 8 T1 (2).txt").write_text(WORDS.replace("word", "third"))
    for paths in ([folder], sorted(folder.iterdir())):
        found = importing.recognise(study, paths)
        assert sorted(path.name for path, why in found.summary.left_out if "conflict copy" in why) == sorted(copies)
    done = importing.store(study, importing.recognise(study, [folder]))
    new = {one.file: one.name for one in done.imported}
    assert new == {
        "Parent 8 T1 (2).txt": "Parent 8 Early",
        "Parent 9 T1.txt": "Parent 9 Early",
        "Parent 9 T1 (2).txt": "Parent 9 Early (2)",
    }
    assert [(path.name, name) for path, name in done.known] == [("Parent 9 T1 (1).txt", "Parent 9 Early")]
    (line,) = [line for line in done.notices if "may be copies" in line]
    assert "Parent 9 T1 (2).txt (Parent 9 T1.txt)" in line
    assert "Parent 8" not in line
    # In the study's own folder a copy is named at every opening, but none that has a row in the table.
    for name in copies:
        (study.transcripts / name).write_text(WORDS)
    table = study.transcripts / "transcripts.csv"
    table.write_text(table.read_text() + f"{copies[1]},P9,T2,,,,,,\n")
    study.close()
    study, told = studies.open(study.folder)
    assert f"transcripts/{copies[0]}: a synchroniser's conflict copy; it is not read." in told
    assert copies[1] not in " ".join(told)
    assert [path.name for path, _ in importing.recognise(study, [study.transcripts]).summary.left_out] == [copies[0]]


def test_a_file_changed_after_its_import_is_told_and_is_no_second_interview(study, code, monkeypatch) -> None:
    assert received.told(received.changed(study)) == []
    path, before = study.transcripts / "Parent 1 T1.txt", files(study)
    data = path.read_bytes()
    reads: list[str] = []
    read_bytes = type(path).read_bytes

    def counted(self) -> bytes:
        reads.append(self.name)
        return read_bytes(self)

    monkeypatch.setattr(type(path), "read_bytes", counted)
    assert received.changed(study) == []
    assert reads == []
    # Other bytes with the same words, or another time, are no change.
    path.write_bytes(data.replace(b"\n", b"\r\n"))
    os.utime(study.transcripts / "Parent 1 T2.txt", ns=(1, 1))
    assert received.changed(study) == []
    assert reads == ["Parent 1 T1.txt", "Parent 1 T2.txt"]
    path.write_bytes(data.replace(b"every week", b"each month"))
    (line,) = received.told(received.changed(study))
    assert "Parent 1 T1.txt" in line
    assert "each month" not in line
    # What is said of it once is not said twice, and the file does not become an interview of its own.
    found = importing.import_files(study, [study.transcripts])
    assert [(one.name, "not what was imported" in why) for one, why in found.left_out] == [("Parent 1 T1.txt", True)]
    assert (found.imported, [one for one in found.notices if "no longer as imported" in one]) == ([], [])
    assert files(study) == before
    found = importing.import_files(study, [study.transcripts / "Parent 2 T1.txt"])
    assert line in found.notices
    code(study, "Parent 1 Early", "She came every week, even", "trust")
    assert line in report.write_extract_book(study, study.exports / "book.docx", coder="Ruth").notices
    assert line in report.preview(study, coder="Ruth").notices
    path.write_bytes(data)
    assert received.changed(study) == []
    path.unlink()
    assert received.changed(study) == []
    path.write_bytes(b"")
    assert received.changed(study) == ["Parent 1 T1.txt"]
