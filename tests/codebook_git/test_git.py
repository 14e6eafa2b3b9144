"""What is read of git: the repository round a study, revisions, and the commits that touched a codebook."""

from __future__ import annotations

import datetime as dt
import os

import pytest
from scratch_git import book, code

from workbench.codebook.versions import git, git_program
from workbench.codebook.versions.git import NoRepository, Repository
from workbench.codebook.versions.git_history import former_names, history
from workbench.errors import BadInput


def found(folder):
    repo = git.repository(folder)
    assert isinstance(repo, Repository), repo
    return repo


def told(repo, path):
    return [(one.commit.subject, one.path, one.text, one.before) for one in history(repo, path)]


def test_it_is_said_in_words_why_there_is_nothing_to_be_had(scratch, tmp_path, monkeypatch):
    assert git.repository(tmp_path) == NoRepository("The study is in no git repository.")
    empty = found(scratch.top)
    assert (empty.head, empty.codebooks, empty.shallow) == (None, "codebooks", False)
    assert history(empty, "codebooks/a.yaml") == ()
    assert git.names(empty) == []
    assert git.commit(empty, "HEAD") is None
    for place in (scratch.top / ".git", tmp_path / "bare"):
        place.mkdir(exist_ok=True)
        scratch.git("init", "-q", "--bare", str(tmp_path / "bare"))
        bare = git.repository(place)
        assert isinstance(bare, NoRepository)
        assert "without files of its own" in bare.why
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    passed_on = git_program._environment
    monkeypatch.setattr(git_program, "_environment", lambda: passed_on() | {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    (scratch.top / "codebooks").mkdir()
    another = git.repository(scratch.top)
    assert isinstance(another, NoRepository)
    assert "belongs to somebody else" in another.why
    assert f'safe.directory "{scratch.top}"' in another.hint
    monkeypatch.setenv("PATH", f".{os.pathsep}{tmp_path}")
    none = git.repository(scratch.top)
    assert isinstance(none, NoRepository)
    assert none.why == "There is no git on this computer."


def test_the_file_is_followed_through_branches_renamings_and_moves_of_the_study(scratch):
    one, two = book(code("trust")), book(code("trust", definition="To rely on."))
    first = scratch.commit("Begun", codebooks__peer=one)
    assert git.commit(found(scratch.top), first[:6]).made_at == dt.datetime(
        2026, 2, 2, 4, 40, tzinfo=dt.timezone(dt.timedelta(hours=1))
    )
    scratch.git("checkout", "-q", "-b", "side")
    scratch.commit("Defined", codebooks__peer=two, by="Owen")
    scratch.git("checkout", "-q", "main")
    scratch.commit("Another file", notes=one)
    scratch.git("mv", "codebooks/peer.yaml", "codebooks/päer “x”.yaml")
    scratch.commit("Renamed")
    scratch.git("merge", "-q", "side", "-m", "Joined")
    (scratch.top / "study").mkdir()
    scratch.git("mv", "codebooks", "study/codebooks")
    scratch.commit("Moved")
    three = book(code("trust", definition="To rely on."), code("hope"))
    # A new file has the old name now: it is another one.
    scratch.commit("Hope", codebooks__peer="name: Other\n", **{"study__codebooks__päer “x”": three})
    repo = found(scratch.top / "study")
    assert repo.codebooks == "study/codebooks"
    path = repo.book("päer “x”.yaml")
    assert told(repo, path) == [
        ("Hope", path, three, (two,)),
        ("Defined", "codebooks/peer.yaml", two, (one,)),
        ("Begun", "codebooks/peer.yaml", one, ()),
    ]
    assert former_names(repo, path) == ("codebooks/päer “x”.yaml", "codebooks/peer.yaml")
    assert git.codebooks_at(repo, repo.head) == {"päer “x”.yaml": three}
    assert git.text_at(repo, first, "codebooks/peer.yaml") == one
    assert git.text_at(repo, repo.head, "codebooks/päer “x”.yaml") == three, "named from the study's folder"
    assert git.text_at(repo, repo.head, "study") is None
    assert told(repo, "nowhere.yaml") == []


def test_a_merge_that_is_unlike_both_sides_is_a_change_of_its_own(scratch):
    base, ours, theirs = book(code("a")), book(code("a"), code("b")), book(code("a", definition="Words."))
    scratch.commit("Begun", codebooks__a=base)
    scratch.git("checkout", "-q", "-b", "side")
    scratch.commit("Theirs", codebooks__a=theirs)
    scratch.git("checkout", "-q", "main")
    scratch.commit("Ours", codebooks__a=ours)
    scratch.git("merge", "-q", "side", "-m", "Joined", check=False)
    joined = book(code("a", definition="Words."), code("b"))
    scratch.commit("Joined", codebooks__a=joined)
    scratch.commit("Away", codebooks__a=None)
    scratch.commit("Back", codebooks__a=joined)
    assert told(found(scratch.top), "codebooks/a.yaml") == [
        ("Back", "codebooks/a.yaml", joined, ()),
        ("Away", "codebooks/a.yaml", None, (joined,)),
        ("Joined", "codebooks/a.yaml", joined, (ours, theirs)),
        ("Ours", "codebooks/a.yaml", ours, (base,)),
        ("Theirs", "codebooks/a.yaml", theirs, (base,)),
        ("Begun", "codebooks/a.yaml", base, ()),
    ]


def test_names_are_names_whatever_they_look_like(scratch):
    scratch.commit("Begun", codebooks__a=book(code("a")))
    first = scratch.commit("More", codebooks__a=book(code("a"), code("b")), notes="x")
    scratch.git("tag", "-a", "v1", "-m", "First")
    scratch.git("checkout", "-q", "--detach")
    repo = found(scratch.top)
    assert repo.head == first
    assert sorted(git.names(repo)) == ["main", "v1"]
    assert {git.commit(repo, name).id for name in ("v1", "HEAD", "main", first[:4], "refs/tags/v1")} == {first}
    odd = ("--", "-x", "--all", "", " ", "a\nb", "a\0b", "HEAD HEAD", "HEAD:notes.yaml", "v1..main", "\ud800", "*")
    assert [git.commit(repo, name) for name in odd] == [None for _ in odd]
    assert not git.is_ambiguous(repo, "nothing")
    (scratch.top / "codebooks" / "b.yaml").write_bytes("name: Müll\n".encode("latin-1"))
    head = scratch.commit("Not UTF-8")
    with pytest.raises(BadInput, match=r"b\.yaml at .* is no text in UTF-8"):
        git.codebooks_at(found(scratch.top), head)
    assert told(found(scratch.top), "codebooks/b.yaml") == [("Not UTF-8", "codebooks/b.yaml", None, ())]


def test_clones_that_hold_less_and_worktrees_and_foreign_names(scratch, tmp_path, scratch_at):
    scratch.commit("Begun", codebooks__a=book(code("a")))
    scratch.git("config", "i18n.commitEncoding", "latin-1")
    scratch.git("config", "uploadpack.allowFilter", "true")
    scratch.write(codebooks__a=book(code("a"), code("b")))
    scratch.git("add", "-A")
    scratch.git("commit", "-q", "-m", "Zwei", by="J\udcfcrg", check=False)
    (commit, *_) = history(found(scratch.top), "codebooks/a.yaml")
    assert commit.commit.author == "Jürg"
    url = scratch.top.as_uri()
    scratch.git("clone", "-q", "--depth", "1", url, str(tmp_path / "shallow"))
    shallow = found(tmp_path / "shallow")
    assert shallow.shallow
    assert [one.commit.subject for one in history(shallow, "codebooks/a.yaml")] == ["Zwei"]
    scratch.git("worktree", "add", "-q", str(tmp_path / "beside"))
    assert len(told(found(tmp_path / "beside"), "codebooks/a.yaml")) == 2
    scratch.git("clone", "-q", "--filter=blob:none", "--no-checkout", url, str(tmp_path / "partial"))
    # What the clone lacks would have to be fetched, and nothing is.
    with pytest.raises(git_program.GitFailed, match="holds only a part of the repository"):
        history(found(tmp_path / "partial"), "codebooks/a.yaml")
    with pytest.raises(git_program.GitFailed, match="holds only a part of the repository"):
        git.read(found(scratch.top), ["1" * 40])


def test_no_program_that_a_repository_names_is_run(scratch, tmp_path):
    scratch.commit("Begun", codebooks__a=book(code("a")))
    scratch.put(".gitattributes", "*.yaml diff=evil filter=evil\n")
    scratch.commit("More", codebooks__a=book(code("a"), code("b")))
    ran = tmp_path / "ran"
    script = tmp_path / "evil.sh"
    script.write_text(f"#!/bin/sh\necho $0 >> {ran}\ncat\n")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.evil.textconv", "diff.evil.command",
                 "filter.evil.smudge", "filter.evil.clean", "gpg.program", "core.sshCommand", "core.editor",
                 "pager.log", "core.alternateRefsCommand", "credential.helper"):  # fmt: skip
        scratch.git("config", name, str(script))
    for name, value in (("log.showSignature", "true"), ("core.hooksPath", str(tmp_path)), ("color.ui", "always")):
        scratch.git("config", name, value)
    scratch.git("status")
    assert ran.exists(), "git runs what a repository names, unless it is kept from it"
    ran.unlink()
    (scratch.top / "codebooks" / "a.yaml").touch()
    repo = found(scratch.top)
    assert len(told(repo, "codebooks/a.yaml")) == 2
    assert git.names(repo) == ["main"]
    assert git.commit(repo, "HEAD").subject == "More"
    assert list(git.codebooks_at(repo, repo.head)) == ["a.yaml"]
    assert git.renamed_from(repo, f"{repo.head}^", repo.head, "codebooks/a.yaml") is None
    assert not ran.exists()
    for arguments in (("commit",), ("config", "a.b", "c"), ("fetch",)):
        with pytest.raises(ValueError, match="not for reading"):
            git_program.ask(scratch.top, *arguments)
