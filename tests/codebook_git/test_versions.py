"""What A and B of a comparison may be: files, revisions, labels and states, and now."""

from __future__ import annotations

import subprocess
import sys

import pytest
from scratch_git import book, code

from workbench.codebook.changes import change
from workbench.codebook.file import sha256_of
from workbench.codebook.states import states
from workbench.codebook.versions import versions
from workbench.codebook.versions.ground import Ground
from workbench.codebook.versions.versions import paired, two, version
from workbench.errors import BadInput, NotFound, Refused

STUDY = "title: Invented\nmode: codebook\n"


def ids(one):
    return [[known.id for known in each.codes] for each in one.books]


def test_revisions_tags_files_and_now_need_no_database(scratch, monkeypatch):
    scratch.put("study.yaml", STUDY)
    with pytest.raises(NotFound, match="Nothing was committed in this repository yet"):
        two(None, None, Ground(scratch.top))
    first = scratch.commit(codebooks__peer=book(code("a"), version="1.1"), by="Owen", notes="x: 1\n")
    scratch.git("tag", "autumn")
    scratch.git("tag", "1.2")
    scratch.commit(codebooks__peer=book(code("a"), code("b"), version="1.2"), codebooks__staff=book(code("s")))
    scratch.write(codebooks__peer=book(code("a"), code("b"), code("c"), version="1.3"), codebooks__staff=None)
    monkeypatch.chdir(scratch.top)
    ground = Ground(scratch.top)
    old, new = two(None, None, ground)
    assert (ids(old), ids(new)) == ([["a", "b"], ["s"]], [["a", "b", "c"]])
    assert old.label.startswith("2026-02-02, commit ")
    assert old.label.endswith(" by Ruth")
    assert new.label == "version 1.3, now"
    assert [(one and one.file, other and other.file) for one, other in paired(old, new)] == [
        ("peer.yaml", "peer.yaml"), ("staff.yaml", None)
    ]  # fmt: skip
    assert version("autumn", ground).label == f"autumn, version 1.1, 2026-02-02, commit {first[:7]} by Owen"
    assert version(first[:5], ground).label == f"version 1.1, 2026-02-02, commit {first[:7]} by Owen"
    assert version("1.2", ground).commit.id == first, "a tag goes before what authors wrote"
    one_file = version("HEAD~1:codebooks/peer.yaml", ground)
    assert (ids(one_file), one_file.whole) == ([["a"]], False)
    assert paired(one_file, new) == [(one_file.books[0], new.books[0])]
    assert version("codebooks/peer.yaml", ground).label == "peer.yaml, version 1.3"
    assert version("peer.yaml", ground).texts == new.texts
    assert version("1.1", ground).commit.id == first, "in git's history, where no database has seen it"
    for name, says in (
        ("autum", "The nearest is autumn"),
        ("paar.yaml", "The nearest is peer.yaml"),
        ("HEAD:codebooks/paer.yaml", "The nearest is codebooks/peer.yaml"),
        ("HEAD:", "There was no file  at HEAD"),
        ("--", "No version of the codebooks is called “--”"),
        ("-x", "No version"), ("a\nb", "No version"), (":x", "No version"), ("HEAD~7", "No version"),
    ):  # fmt: skip
        with pytest.raises(NotFound) as refused:
            version(name, ground)
        assert says in str(refused.value)
    scratch.commit(codebooks__peer="name: [\n")
    with pytest.raises(BadInput, match=r"As of 2026-02-02, commit .* by Ruth: peer\.yaml, line"):
        version("HEAD", Ground(scratch.top))


def test_what_the_database_has_seen_is_found_by_label_and_by_state(study, scratch_at):
    ground = Ground(study.folder, lambda: study)
    with pytest.raises(NotFound, match=r"nothing earlier to compare with\. The study is in no git repository"):
        two(None, None, ground)
    begun = states.text_of(study, states.current(study), "peer.yaml")
    change.add_code(study, {"id": "hope", "name": "Hope"})
    text = states.text_of(study, states.current(study), "peer.yaml")
    states.change(study, "peer.yaml", text.replace("version: 2", "version: 1.2"), "Counted on", before=text)
    ground = Ground(study.folder, lambda: study)
    old, new = two(None, None, ground)
    assert (old.texts["peer.yaml"], new.texts["peer.yaml"]) == (text, text.replace("version: 2", "version: 1.2"))
    assert old.label.startswith("version 2, before 20")
    # The last state that bore the label, and each state by its own beginning.
    assert version("2", ground).texts == {"peer.yaml": text}
    sha256 = sha256_of(begun)
    assert version(sha256[:6].upper(), ground).texts == {"peer.yaml": begun}
    assert f"state {sha256[:8]}" in version(sha256[:6], ground).label
    assert not version("1.2", ground).whole
    with pytest.raises(NotFound, match="No version of the codebooks is called “abc”"):
        version("abc", ground)
    # A tag of the same name that is something else.
    scratch = scratch_at(study.folder)
    scratch.put("codebooks/peer.yaml", begun)
    scratch.git("add", "codebooks", "study.yaml")
    scratch.git("commit", "-q", "-m", "Begun")
    scratch.git("tag", "1.2")
    with pytest.raises(Refused, match=r"“1.2” is more than one thing: 1.2, version 2, .*commit.*; version 1.2, 20"):
        version("1.2", Ground(study.folder, lambda: study))
    ground = Ground(study.folder, lambda: study)
    assert version("refs/tags/1.2", ground).texts == {"peer.yaml": begun}
    assert two(None, None, ground)[0].texts == {"peer.yaml": begun}, "with git: what was last committed"


def test_books_that_were_renamed_are_paired_by_their_codes():
    def made(whole=True, **texts):
        known = {f"{file}.yaml": text for file, text in texts.items()}
        return versions._parsed(known, "then", "", whole=whole)

    def files(old, new):
        return [(one and one.file, other and other.file) for one, other in paired(old, new)]

    ab, cd, e = book(code("a"), code("b")), book(code("c"), code("d")), book(code("e"))
    assert files(made(x=ab), made(y=cd)) == [("x.yaml", "y.yaml")], "two files that were named are compared"
    assert files(made(x=ab, z=cd), made(y=ab, z=cd)) == [("x.yaml", "y.yaml"), ("z.yaml", "z.yaml")]
    assert files(made(x=ab, z=cd), made(y=e, z=cd)) == [(None, "y.yaml"), ("z.yaml", "z.yaml"), ("x.yaml", None)]
    assert files(made(whole=False, x=ab), made(x=ab, z=cd)) == [("x.yaml", "x.yaml")]
    assert files(made(x=ab, z=cd), made(whole=False, x=ab)) == [("x.yaml", "x.yaml")]


def test_two_files_need_nothing_else(tmp_path):
    (tmp_path / "a.yaml").write_text(book(code("a")))
    (tmp_path / "b").write_text(book(code("b")))
    script = (
        "import sys; from pathlib import Path; from workbench.codebook.versions.ground import Ground\n"
        "from workbench.codebook.versions.versions import two, paired\n"
        f"found = two({str(tmp_path / 'a.yaml')!r}, {str(tmp_path / 'a.yaml')!r}, Ground(Path('/')))\n"
        "assert len(paired(*found)) == 1\n"
        "print(sorted({'sqlalchemy', 'sqlmodel', 'subprocess', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
