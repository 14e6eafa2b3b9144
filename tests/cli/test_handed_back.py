"""What was handed out and comes back: whose it is, what is wrong with it, and what is to be done next."""

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


def test_a_code_made_where_a_sample_was_handed_out_is_not_lost_in_silence(study, run, code, tmp_path, monkeypatch):
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    assert run("sample", "draw", "First round", "--for", "Ruth", "--for", "Owen", "--share", "100")[0] == 0
    code(study, EARLY, "She sat with me", "trust")
    theirs = tmp_path / "for Owen"
    assert run("sample", "hand-out", "--to", "Owen", str(theirs))[0] == 0
    monkeypatch.delenv("WORKBENCH_CODER")
    there = ("--study", str(theirs))
    assert run(*there, "code", EARLY, "--code", "trust", "--quote", "She sat with me")[0] == 0
    assert "not known where" not in run(*there, "pack")[2]
    assert run(*there, "codebook", "add", "boundaries", "Boundaries", "--yes")[0] == 0
    assert run(*there, "code", EARLY, "--code", "boundaries", "--quote", "She sat with me")[0] == 0
    assert run(*there, "sample", "finish")[0] == 0
    err = run(*there, "pack")[2]
    assert "not known where this was handed out: “Boundaries” (boundaries), with 1 coding. Give back the folder" in err
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    # While it is open it is told that there is one; which it is would tell what Owen coded.
    _, out, err = run("unpack", str(theirs / "codings"))
    assert "Some codings that come have a code that is in no codebook here" in err
    assert "workbench codebook add ID NAME" in err
    assert "oundaries" not in out + err
    assert run("sample", "finish")[0] == 0
    assert run("sample", "reveal", "--yes")[0] == 0
    _, out, err = run("agreement", "Ruth", "Owen", "--draws", "0")
    assert "boundaries (not in the codebook)" in out
    assert "To give it a rule: workbench codebook add boundaries NAME" in err


def test_what_was_taken_back_by_undo_is_not_called_left_out_where_it_comes(handed, run):
    back = handed("She sat with me", "trust")
    assert run("unpack", back, "--by", "Owen")[0] == 0
    assert run("undo")[0] == 0
    status, _, err = run("unpack", back, "--by", "Owen")
    assert (status, "was taken back by undo; --take theirs brings it" in err) == (1, True)
    status, out, err = run("unpack", back, "--by", "Owen", "--take", "theirs")
    assert (status, "Left out" in err) == (0, False)
    assert "1 entry that was taken back here by undo comes again" in out
    assert "Took in 1 entry." in out


def test_what_came_in_word_is_said_to_be_finished_and_a_nearly_named_code_is_told_once_that_may_be_seen(handed, run):
    handed("every week.", "listenin")
    back = handed("She sat with me", "trust")
    status, out, err = run("unpack", back, "--by", "owen")
    assert (status, "is not the id or the name of a code, but nearly so: whoever wrote it can mend it." in err) == (
        1,
        True,
    )
    assert "istening" not in out + err
    hint = f"has finished it: workbench sample finish '{EARLY}' --sample 'First round' --coder Owen"
    assert f"If Owen {hint}" in err
    assert run("sample", "finish", EARLY, "--sample", "First round", "--coder", "Owen")[0] == 0
    assert "has finished it" not in run("unpack", back, "--by", "Owen")[2]
    assert run("sample", "reveal", "--early", "--yes")[0] == 0
    err = run("unpack", back, "--by", "Owen")[2]
    assert "is not the id or the name of a code. The nearest is “Listening” (listening)." in err
    assert "has finished it" not in err
