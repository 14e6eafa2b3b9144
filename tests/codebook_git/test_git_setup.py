"""What git-setup writes, shows and takes away."""

from __future__ import annotations

import json
import os
import shutil
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scratch_git import book, code

from workbench.codebook.versions import git_setup
from workbench.codebook.versions.git_setup import lines_for, with_lines, without_lines
from workbench.errors import Unavailable

LINES = lines_for("codebooks")
STUDY = "title: Invented\nmode: codebook\n"
CONFIG = ("config", "--local", "--get-regexp", "workbench")


@given(
    st.lists(st.sampled_from(["*.txt text", "# c", "", "x\u00e9"]), max_size=4),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_is_written_is_taken_away_to_the_byte(lines, end, has_end):
    data = end.join(lines).encode() + (end.encode() if has_end and lines else b"")
    written = with_lines(data, list(LINES))
    assert written.startswith(data)
    assert [line for line in written.decode().splitlines() if line in LINES] == list(LINES)
    assert without_lines(written, LINES) == data
    assert without_lines(data, LINES) == data


def test_it_shows_asks_writes_once_and_is_undone(scratch, run, monkeypatch):
    scratch.put("study.yaml", STUDY)
    scratch.put(".gitattributes", "*.txt text")
    scratch.put(".gitignore", "/transcripts/\n/exports/\n.workbench\n")
    scratch.commit("Begun", codebooks__peer=book(code("trust"), code("hope")))
    monkeypatch.chdir(scratch.top / "codebooks")
    attributes, config = scratch.top / ".gitattributes", scratch.top / ".git" / "config"
    before = attributes.read_bytes(), config.read_bytes()
    left, out, err = run("git-setup")
    assert (left, err.split("\n")[0]) == (2, "workbench: Nothing was changed: this has to be confirmed.")
    assert f"To {attributes}, which is to be committed:\n  {LINES[0]}\n" in out
    assert "merge.workbench-codebook.driver = " in out
    assert (attributes.read_bytes(), config.read_bytes()) == before
    told = json.loads(run("git-setup", "--json")[1])
    assert (told["set_up"], told["not_ignored"]) == (False, [])
    assert run("git-setup", "--yes")[1].endswith("Set up. Commit .gitattributes, so that others have it too.\n")
    assert attributes.read_text() == "\n".join(["*.txt text", *LINES])
    written = attributes.read_bytes(), config.read_bytes()
    assert f"{sys.executable} -P -m workbench codebook merge %O %A %B --marker-size %L --path %P" in scratch.git(
        *CONFIG
    )
    assert run("git-setup", "--yes")[1].startswith("It is set up already")
    assert run("codebook", "check")[2] == ""
    assert (attributes.read_bytes(), config.read_bytes()) == written
    told = json.loads(run("git-setup", "--json")[1])
    assert told["set_up"]
    assert [one["there"] for one in (*told["lines"], *told["settings"])] == [True] * 5
    # The hunk's heading names the code.
    scratch.put("codebooks/peer.yaml", book(code("trust"), code("hope", name="Hope\n    definition: New words.")))
    assert "@@ id: hope\n" in scratch.git("diff", "-U0")
    # A clone has the lines, and not the settings.
    scratch.commit()
    scratch.git("clone", "-q", ".", str(scratch.top.parent / "clone"))
    monkeypatch.chdir(scratch.top.parent / "clone")
    assert run("codebook", "check")[::2] == (
        0, "This clone is not set up to merge codebooks by their codes: workbench git-setup\n",
    )  # fmt: skip
    left, out, _ = run("git-setup")
    assert (left, ".gitattributes" in out, "merge.workbench-codebook.name" in out) == (2, False, True)
    monkeypatch.chdir(scratch.top)
    left, out, err = run("git-setup", "--remove")
    assert "once the change is committed and pulled, the lines are gone for everybody." in err
    assert (left, (attributes.read_bytes(), config.read_bytes())) == (2, written)
    assert run("git-setup", "--remove", "--yes")[1].endswith("git merges codebooks line by line again.\n")
    assert (attributes.read_bytes(), config.read_bytes()) == before
    assert run("git-setup", "--remove", "--yes")[1] == "Nothing of it is set up.\n"


def test_a_study_in_a_folder_and_what_stands_in_the_way(scratch, scratch_at, run, monkeypatch, tmp_path):
    study = scratch.top / "my study"
    scratch.put("my study/study.yaml", STUDY)
    monkeypatch.chdir(study)
    # The program lies where blanks, quotes and percent signs are.
    monkeypatch.setattr(sys, "argv", ["/opt/it's 100% mine/workbench"])
    assert run("git-setup", "--json", "--yes")[0] == 0
    assert (study / ".gitattributes").read_text() == "".join(f"{line}\n" for line in LINES)
    assert (
        "; then '/opt/it'\"'\"'s 100%% mine/workbench' codebook merge %O %A %B --marker-size %L --path %P; "
    ) in scratch.git("config", "merge.workbench-codebook.driver")
    assert scratch.git("check-attr", "merge", "my study/codebooks/a.yaml").endswith("merge: workbench-codebook\n")
    assert "for everybody" not in run("git-setup", "--remove")[2]  # It was committed nowhere yet.
    assert run("git-setup", "--remove", "--json", "--yes")[0] == 0
    assert not (study / ".gitattributes").exists()
    # What people said would be committed: that is said, of whatever git does not leave out.
    (study / ".gitignore").write_text("exports/\n")
    assert json.loads(run("git-setup", "--json")[1])["not_ignored"] == ["transcripts", ".workbench"]
    assert "a commit takes what people said: transcripts/, .workbench/." in run("git-setup")[2]
    (study / "transcripts").symlink_to(tmp_path)
    assert json.loads(run("git-setup", "--json")[1])["not_ignored"] == [".workbench"]
    (study / "transcripts").unlink()
    # Codebooks that are a repository of their own, as a submodule is.
    shared = scratch_at(study / "codebooks")
    shared.commit("Begun", a=book(code("a")))
    assert run("git-setup", "--json", "--yes")[0] == 0
    assert shared.git("check-attr", "merge", "a.yaml").endswith("merge: workbench-codebook\n")
    # assert json.loads(run("codebook", "log", "--json")[1])[0]["what"] == "Begun"
    assert run("git-setup", "--remove", "--yes")[0] == 0
    assert shared.git("status", "--porcelain") == ""
    shutil.rmtree(study / "codebooks")
    scratch.put(".gitattributes", "*.yaml merge=union\n")
    left, _, err = run("git-setup", "--yes")
    assert (left, err.split("\n")[2]) == (
        1, "workbench: Git is told already how to merge or compare these files: union.",
    )  # fmt: skip
    assert not (study / ".gitattributes").exists()
    scratch.put(".gitattributes", "*.yaml text eol=lf\n")
    (study / ".gitattributes").symlink_to(scratch.top / ".gitattributes")
    assert "is a link, which git does not read" in run("git-setup", "--yes")[2]
    (study / ".gitattributes").unlink()
    (study / ".gitattributes").write_text("x", encoding="utf-16")
    assert "is no text that git reads" in run("git-setup", "--yes")[2]
    (study / ".gitattributes").unlink()

    def refused(*_):
        raise Unavailable("git could not do it: could not lock config file .git/config: Permission denied.")

    with monkeypatch.context() as patch:
        patch.setattr(git_setup, "set_local", refused)
        assert run("git-setup", "--yes")[0] == 2
    assert not (study / ".gitattributes").exists(), "neither is written, or both"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "study.yaml").write_text(STUDY)
    assert "The study is in no git repository." in run("git-setup")[2]
    monkeypatch.setenv("PATH", os.devnull)
    assert "There is no git on this computer." in run("git-setup")[2]


@pytest.mark.parametrize("started", ["workbench", "/usr/bin/pytest", "/x/__main__.py"])
def test_what_is_no_path_of_the_program_is_started_by_its_python(started, monkeypatch):
    monkeypatch.setattr(sys, "argv", [started])
    assert git_setup.own_program().endswith(" -P -m workbench")


def test_settings_that_were_written_are_taken_back_where_the_next_cannot_be(scratch, monkeypatch):
    scratch.put("study.yaml", STUDY)
    scratch.commit("Begun", codebooks__peer=book(code("trust")))
    scratch.git("config", "merge.workbench-codebook.name", "of old")
    config = scratch.top / ".git" / "config"
    usual = git_setup.set_local

    def full(folder, *arguments):
        if "diff.workbench-codebook.xfuncname" in arguments:
            raise Unavailable("No space left on device.")
        usual(folder, *arguments)

    monkeypatch.setattr(git_setup, "set_local", full)
    with pytest.raises(Unavailable, match="No space"):
        git_setup.set_up(git_setup.looked_at(scratch.top))
    assert scratch.git(*CONFIG).splitlines() == ["merge.workbench-codebook.name of old"]
    assert "driver" not in config.read_text()
    assert not (scratch.top / ".gitattributes").exists()


def test_settings_stay_that_another_study_of_the_repository_needs(scratch, run, monkeypatch):
    for name in ("one", "two"):
        scratch.put(f"{name}/study.yaml", STUDY)
        monkeypatch.chdir(scratch.top / name)
        assert run("git-setup", "--yes")[0] == 0
    out = run("git-setup", "--remove", "--yes")[1]
    assert "The git settings of this clone stay: one/.gitattributes names them too." in out
    assert "merge.workbench-codebook.driver" in scratch.git(*CONFIG)
    assert not (scratch.top / "two" / ".gitattributes").exists()
    monkeypatch.chdir(scratch.top / "one")
    assert run("git-setup", "--remove", "--yes")[0] == 0
    assert "workbench" not in (scratch.top / ".git" / "config").read_text()
