"""Word files handed out that come back: whose they are, what is wrong with them, and what is to be done next."""

from __future__ import annotations

import docx
import pytest

EARLY, JOINT = "Parent 1 Early", "PM1+PM2 Early"


@pytest.fixture
def handed(run, study, tmp_path, monkeypatch):
    """A sample of all transcripts for Ruth and Owen, as Owen's Word files; gives what writes a comment into one."""
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    assert run("sample", "draw", "First round", "--for", "Ruth", "--for", "Owen", "--share", "100")[0] == 0
    folder = tmp_path / "for Owen"
    assert run("sample", "hand-out", "--to", "Owen", str(folder), "--docx")[0] == 0

    def note(words, text, file=EARLY):
        path = folder / f"{file.replace('+', '_')}.docx"
        document = docx.Document(str(path))
        paragraph = next(one for one in document.paragraphs if words in one.text)
        document.add_comment(paragraph.runs[-1], text, author="O. Prakash")
        document.save(str(path))
        return str(path)

    return note


def test_a_coder_whom_the_sample_does_not_know_is_told_with_the_nearest(handed, run):
    back = handed("She sat with me", "trust")
    said = "is new in this study, and the sample “First round” is for Owen, Ruth: what is taken in as"
    err = run("unpack", back, "--by", "Owne")[2]
    assert f"Owne {said} Owne's counts for none of them. The nearest is Owen." in err
    assert run("undo")[0] == 0
    err = run("unpack", back)[2]
    assert f"O. Prakash {said}" in err
    assert "nearest" not in err
    assert "said with --by NAME" in err
    assert said not in run("unpack", back, "--by", "owen")[2]
