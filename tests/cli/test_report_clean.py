"""The command that makes the copy of a Word file to be sent."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from laden_word import AUTHOR, HIDDEN, laden

from workbench import coding, themes
from workbench import report as written
from workbench.office.visible import visible_text

BODY = (
    f"<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>{HIDDEN}</w:t></w:r>"
    f'<w:del w:id="1" w:author="{AUTHOR}"><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del></w:p>'
)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.docx"
    path.write_bytes(laden(BODY))
    return path


def test_a_copy_is_made_outside_of_any_study(run, report: Path) -> None:
    code, said, told = run("report", "--clean", str(report), "-o", "out.docx")
    assert code == 0
    assert "not read back: here is no study" in told
    assert f"accepted in the copy: 4 by {AUTHOR}" in told
    assert "comments: 1" in said
    assert "hidden passages: 1" in said
    copy = report.with_name("out.docx")
    assert [block.text for block in visible_text(copy.read_bytes(), "out.docx").blocks] == ["Seen"]
    assert zipfile.ZipFile(copy).testzip() is None
    # Nobody can be asked here: a file that is there, the source too, is replaced only where that was said.
    before = report.read_bytes()
    code, _, told = run("report", "--clean", str(report), "-o", str(report))
    assert (code, report.read_bytes()) == (2, before)
    assert "--yes" in told
    code, said, _ = run("report", "--clean", str(report), "-o", str(report), "--yes", "--json")
    assert code == 0
    assert json.loads(said)["taken_out"]["comments"] == 1
    code, said, _ = run("report", "--clean", str(report), "-o", "again.docx")
    assert "Nothing had to be taken out." in said
    assert report.read_bytes() == copy.read_bytes() == report.with_name("again.docx").read_bytes()


def test_in_a_study_it_is_read_back_first(run, studies, code, monkeypatch: pytest.MonkeyPatch) -> None:
    study = studies.new()
    if study.database.path is None:
        pytest.skip("the command would not find the database")
    made = code(study, "Parent 1 Early", "She sat with me when the letters came.", "listening")
    theme = themes.add(study, "Warmth", codes=["listening"], fields={"status": "reviewed"})
    themes.judge(study, theme, [made[0].id], stance="supports", use="key")
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    path, copy = study.exports / "r.docx", study.exports / "sent.docx"
    written.write(study, path)
    code, said, told = run("report", "--clean", str(path), "-o", str(copy))
    assert (code, told) == (0, "")
    assert "Read back: 1 quotation, none of which" in said
    copy.unlink()
    code, _, told = run("report", "--clean", str(path.with_name("r-writers-note.docx")), "-o", str(copy))
    assert (code, copy.exists()) == (2, False)
    assert "r-writers-note.docx is a writer's note, which is not to be sent." in told
    place = coding.find_place(study, "Parent 1 Early", quote="letters", start=None, end=None)
    coding.mark_not_for_quotation(study, "Parent 1 Early", place)
    code, _, told = run("report", "--clean", str(path), "-o", str(copy))
    assert (code, copy.exists()) == (2, False)
    assert "1 quotation must not stay so: not for quotation, paragraph" in told
    assert "letters" not in told
    code, said, told = run("report", "--clean", str(path), "-o", str(copy), "--yes", "--json")
    assert (code, copy.exists()) == (1, True)
    assert json.loads(said)["read_back"]["faults"] == 1
    # Where it cannot be read back, nobody knows whether it may be sent.
    copy.unlink()
    (study.transcripts / "participants.csv").write_text("nothing\n")
    code, _, told = run("report", "--clean", str(path), "-o", str(copy))
    assert (code, copy.exists()) == (2, False)
    assert "not read back" in told
    code, said, told = run("report", "--clean", str(path), "-o", str(copy), "--yes", "--json")
    assert (code, copy.exists(), json.loads(said)["read_back"]["was_read"]) == (1, True, False)


def test_what_cannot_be_cleaned_is_told(run, report: Path) -> None:
    report.with_name("study.yaml").write_text("title: A\n")
    report.with_name("transcripts").mkdir()
    report.with_name("broken.docx").write_bytes(report.read_bytes()[:300])
    report.with_name("locked.docx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    )
    for given, target, said in (
        ("none.docx", "a.docx", "There is no file"),
        ("report.txt", "a.docx", "no Word file by its name"),
        ("broken.docx", "a.docx", "cut off"),
        ("locked.docx", "a.docx", "protected by a password"),
        ("report.docx", "a.pdf", "ends in .docx"),
        ("report.docx", "nowhere/a.docx", "its folder is not there"),
        ("report.docx", "transcripts/a.docx", "not for reports"),
    ):
        code, _, told = run("report", "--clean", given, "-o", target)
        assert (code, said in told) == (2, True), told
        assert not report.with_name("a.docx").exists()
    code, _, told = run("report", "--clean", "report.docx", "-o", "a.docx", "--coder", "Ann")
    assert code == 2
