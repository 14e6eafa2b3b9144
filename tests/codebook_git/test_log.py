"""The life of the codebooks and of one code, as the command tells it."""

from __future__ import annotations

import json

import pytest
from scratch_git import book, code

from workbench.codebook.changes import change

STUDY = "title: Invented\nmode: codebook\n"


@pytest.fixture
def grown(scratch, monkeypatch):
    """A codebook whose codes were renamed, merged and split over six commits, one of which cannot be read."""
    contact = code("contact", definition="By what ways.")
    scratch.put("study.yaml", STUDY)
    scratch.commit("Begun", codebooks__peer=book(contact, code("texting"), code("whatsapp"), version="1.0"))
    text = code("by-text", name="By text", was="[texting]")
    merged = code("whatsapp", merged_into="by-text")
    scratch.commit("By text", codebooks__peer=book(contact, text, code("whatsapp"), version="1.1"), by="Owen")
    scratch.commit("Left off", codebooks__peer="name: [\n")
    scratch.commit("Merge", codebooks__peer=book(contact, text, merged, version="1.2"))
    split = code("by-text", name="By text", was="[texting]", split_into="[notes, jokes]")
    parts = code("notes"), code("jokes")
    scratch.commit("Split", codebooks__peer=book(contact, split, merged, *parts, version="1.3"), by="Owen")
    # What befalls the old code from now on is the life of its parts no more.
    split = split.replace("By text", "By old text")
    contact = code("contact", definition="By what means.")
    scratch.commit("Means", codebooks__peer=book(contact, split, merged, *parts, version="1.4"))
    monkeypatch.chdir(scratch.top)
    return scratch


def test_the_life_of_all_codebooks_and_of_one_code(grown, run):
    left, out, err = run("codebook", "log")
    assert (left, err) == (0, "")
    lines = out.splitlines()
    commit = grown.git("rev-parse", "--short=7", "HEAD").strip()
    assert lines[0].endswith(f"  Ruth  commit {commit}, peer.yaml, version 1.4")
    assert [line for line in lines if "“" in line and line.endswith("”") and line.startswith("  “")] == [
        f"  “{subject}”" for subject in ("Means", "Split", "Merge", "Left off", "By text", "Begun")
    ]
    assert lines[2] == "  changed the rule of “Contact”; renamed “By text” to “By old text”"
    assert sum("cannot be read as a codebook" in line for line in lines) == 2

    def subjects(*arguments):
        left, out, _ = run("codebook", "log", *arguments, "--json")
        assert left == 0
        return [one["what"] for one in json.loads(out)]

    assert subjects("--limit", "2") == ["Means", "Split"]
    assert subjects("contact") == ["Means", "Begun"]
    assert subjects("jokes") == ["Split", "By text", "Begun"], "back through the split and the former id"
    assert subjects("By old text") == ["Means", "Split", "By text", "Begun"]
    assert subjects("texting") == subjects("by-text")
    out = run("codebook", "log", "jokes")[1]
    assert "“By text” was split into “Notes” and “Jokes”." in out
    assert "“Texting” is called “By text” now, and its id is by-text, no longer texting." in out
    assert "The codebook “Peer support” (peer.yaml) is new, with 3 codes.\n" in out
    left, _, err = run("codebook", "log", "jokse")
    assert (left, err) == (
        2, "workbench: No version of the codebooks has a code called “jokse”.\n  The nearest is jokes.\n",
    )  # fmt: skip
    left, _, err = run("codebook", "log", "--file", "per.yaml")
    assert (left, err.split("\n")[:2]) == (
        2, ["workbench: The study has no codebook per.yaml, and had none.", "  The nearest is peer.yaml."],
    )  # fmt: skip
    assert not (grown.top / ".workbench").exists(), "nothing was made in order to tell"


def test_a_merge_tells_what_none_of_its_sides_had(scratch, run, monkeypatch):
    scratch.put("study.yaml", STUDY)
    scratch.commit("Begun", codebooks__a=book(code("a")))
    scratch.git("checkout", "-q", "-b", "side")
    scratch.commit("Theirs", codebooks__a=book(code("a"), code("b")))
    scratch.git("checkout", "-q", "main")
    scratch.commit("Ours", codebooks__a=book(code("a"), code("c")))
    scratch.git("merge", "-q", "side", "-m", "Joined", check=False)
    scratch.commit("Joined", codebooks__a=book(code("a"), code("c"), code("b"), code("d")))
    scratch.put("codebooks/a.yaml", (scratch.top / "codebooks/a.yaml").read_text() + "# end\n")
    scratch.commit("Noted")
    monkeypatch.chdir(scratch.top)
    told = json.loads(run("codebook", "log", "--json")[1])
    assert [(one["what"], one["summary"]) for one in told] == [
        ("Noted", "changed comments or spacing only"),
        ("Joined", "added “D”"), ("Ours", "added “C”"), ("Theirs", "added “B”"),
        ("Begun", "added the codebook “Peer support”"),
    ]  # fmt: skip
    scratch.git("clone", "-q", "--depth", "1", scratch.top.as_uri(), str(scratch.top.parent / "shallow"))
    monkeypatch.chdir(scratch.top.parent / "shallow")
    left, out, err = run("codebook", "log")
    assert (left, "This clone is shallow" in err, out.count("commit")) == (0, True, 1)
    left, out, err = run("codebook", "diff", "HEAD~1")
    assert (left, out, "called “HEAD~1”. This clone is shallow" in err) == (2, "", True)
    scratch.git("config", "uploadpack.allowFilter", "true")
    partial = scratch.top.parent / "partial"
    scratch.git("clone", "-q", "--filter=blob:none", "--no-checkout", scratch.top.as_uri(), str(partial))
    (partial / "study.yaml").write_text(STUDY)
    monkeypatch.chdir(partial)
    left, out, err = run("codebook", "log")
    assert (left, out) == (0, "")
    assert err.startswith("This clone holds only a part of the repository, and the program fetches nothing.")


def test_without_git_what_the_database_has_seen_is_told(study, run, monkeypatch):
    change.add_code(study, {"id": "hope", "name": "Hope"})
    study.close()
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    left, out, err = run("codebook", "log")
    assert (left, err) == (0, "The study is in no git repository. Told is what the study's database has seen.\n")
    assert "  Ruth  state " in out.splitlines()[0]
    assert out.splitlines()[2] == "  added “Hope”"
    assert [one["summary"] for one in json.loads(run("codebook", "log", "hope", "--json")[1])] == ["added “Hope”"]
    (study.folder / ".workbench" / "study.db").write_bytes(b"no database")
    left, out, err = run("codebook", "log")
    assert (left, out) == (0, "")
    assert "What the study's database knows is left out." in err
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", "postgresql://nobody@localhost:1/none")
    assert "What the study's database knows is left out." in run("codebook", "log")[2]
