"""Codebooks of two branches, merged by git itself with what git-setup set up, and without it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from scratch_git import book, code

from workbench.codebook.check import check
from workbench.codebook.file import parse
from workbench.codebook.versions import git_setup

STUDY = "title: Invented\nmode: codebook\n"
FILE = "codebooks/peer.yaml"

CONTACT = "  # How they meet.\n" + code("contact", definition="By what ways.")
TEXT = code("by-text", name="By text", definition="Written messages.", parent="contact")
WHATSAPP = code("whatsapp", name="WhatsApp", parent="contact")
TRUST = code("trust", definition="Relying on each other.", colour='"#112233"')
HOPE = code("hope", definition="Looking forward.")


@pytest.fixture
def merge(scratch, run, monkeypatch):
    """Commits a codebook, a change of it on each of two branches, and has git merge them; gives what git says."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    scratch._environment["PYTHONPATH"] = str(Path(__file__).parents[2])

    def merged(base: str, ours: str, theirs: str, *, driver: bool = True) -> str:
        scratch.put("study.yaml", STUDY)
        monkeypatch.chdir(scratch.top)
        if driver:
            assert run("git-setup", "--yes")[0] == 0
        scratch.commit("Begun", codebooks__peer=base)
        scratch.git("checkout", "-q", "-b", "side")
        scratch.commit("Theirs", codebooks__peer=theirs, by="Owen")
        scratch.git("checkout", "-q", "main")
        scratch.commit("Ours", codebooks__peer=ours)
        return scratch.git("merge", "side", "-m", "Joined", check=False)

    return merged


def test_git_merges_as_a_careful_person_would(scratch, merge):
    base = book(CONTACT, TEXT, WHATSAPP, TRUST, HOPE)
    ours = book(
        CONTACT,
        TEXT.replace("name: By text", "name: In writing"),
        WHATSAPP,
        TRUST.replace("Relying on each other.", "Relying on each other, said or shown.  # agreed in March"),
        code("feelings"),
        HOPE + "    parent: feelings\n",
        code("grief", parent="feelings"),
        version="1.1",
    )
    theirs = book(
        CONTACT.replace("# How they meet.", "# How and where they meet."),
        TEXT.replace("Written messages.", "Written messages, and voice notes."),
        WHATSAPP + "    merged_into: by-text\n",
        TRUST.replace("#112233", "#445566"),
        code("fear", definition="Of what may come."),
        HOPE.replace("id: hope", "id: looking-ahead") + "    was: [hope]\n",
        code("joy"),
    )
    said = merge(base, ours, theirs)
    assert "CONFLICT" not in said
    assert scratch.git("status", "--porcelain", "-uno") == ""
    text = (scratch.top / FILE).read_text()
    codes = {one.id: one for one in parse(text, file=FILE).codes}
    assert set(codes) == {
        "contact", "by-text", "whatsapp", "trust", "feelings", "looking-ahead", "grief", "fear", "joy",
    }  # fmt: skip
    assert (codes["by-text"].name, codes["by-text"].definition) == ("In writing", "Written messages, and voice notes.")
    assert codes["whatsapp"].merged_into == "by-text"
    assert (codes["trust"].definition, codes["trust"].colour) == ("Relying on each other, said or shown.", "#445566")
    assert (codes["looking-ahead"].parent, codes["looking-ahead"].was) == ("feelings", ("hope",))
    assert codes["grief"].parent == "feelings"
    assert parse(text, file=FILE).version == "1.1"
    assert "# agreed in March" in text
    assert "# How and where they meet." in text
    assert not check(text, file=FILE, mode="codebook")


def test_what_both_worded_otherwise_is_left_to_be_decided_in_a_file_that_can_be_read(scratch, merge, run):
    said = merge(
        book(CONTACT, TRUST, HOPE),
        book(CONTACT, TRUST.replace("Relying on each other.", "To rely, as ours say."), HOPE, code("grief")),
        book(CONTACT, TRUST.replace("Relying on each other.", "To trust -- theirs."), HOPE.replace("forward", "ahead")),
    )
    assert f"CONFLICT (content): Merge conflict in {FILE}" in said
    assert scratch.git("status", "--porcelain", "-uno") == f"UU {FILE}\n"
    text = (scratch.top / FILE).read_text()
    assert "<<<<<<<" not in text
    codes = {one.id: one for one in parse(text, file=FILE).codes}
    (conflict,) = codes["trust"].conflicts
    assert (conflict.field, conflict.ours, conflict.theirs) == (
        "definition",
        "To rely, as ours say.",
        "To trust -- theirs.",
    )
    assert codes["trust"].definition == "To rely, as ours say."
    assert codes["hope"].definition == "Looking ahead."
    assert "grief" in codes
    left, out, _ = run("codebook", "check", FILE)
    assert (left, "a merge left definition to be decided" in out) == (1, True)


def test_independent_edits_merge_without_any_driver(scratch, merge):
    said = merge(
        book(CONTACT, TEXT, WHATSAPP, TRUST, HOPE),
        book(CONTACT, TEXT.replace("Written messages.", "In writing."), WHATSAPP, TRUST, HOPE),
        book(CONTACT, TEXT, WHATSAPP, TRUST.replace("#112233", "#445566"), HOPE, code("joy")),
        driver=False,
    )
    assert "CONFLICT" not in said
    expected = book(
        CONTACT, TEXT.replace("Written messages.", "In writing."), WHATSAPP, TRUST.replace("#112233", "#445566"), HOPE,
        code("joy"),
    )  # fmt: skip
    assert (scratch.top / FILE).read_text() == expected


def test_a_code_that_one_moved_to_another_file_while_the_other_changed_it_is_told(scratch, run, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    scratch._environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    monkeypatch.chdir(scratch.top)
    changed = TRUST.replace("Relying on each other.", "Relying, and being relied on.")
    scratch.put("study.yaml", STUDY)
    scratch.put("codebooks/other.yaml", book(code("x")))
    scratch.commit("Begun", codebooks__peer=book(CONTACT, TRUST, HOPE))
    assert run("git-setup", "--yes")[0] == 0
    scratch.commit("Set up")
    scratch.git("checkout", "-q", "-b", "side")
    scratch.commit("Moved", codebooks__peer=book(CONTACT, HOPE), codebooks__other=book(code("x"), TRUST))
    scratch.git("checkout", "-q", "main")
    scratch.commit("Changed", codebooks__peer=book(CONTACT, changed, HOPE))
    said = scratch.git("merge", "side", "-m", "Joined", check=False)
    assert f"Merge conflict in {FILE}" in said
    assert "and being relied on" in (scratch.top / FILE).read_text()
    # Whichever file comes first: the check tells of both, and what to do.
    left, out, _ = run("codebook", "check")
    told = (
        "One side moved it to other.yaml while the other changed it in peer.yaml: write what was changed into the code "
        "in other.yaml. Then: workbench codebook resolve trust code theirs"
    )
    assert (left, out.count("stands twice"), out.count(told)) == (1, 2, 2), out
    scratch.write(codebooks__other=book(code("x"), changed))
    left, out, err = run("codebook", "resolve", "trust", "code", "theirs")
    assert (left, out) == (0, "Settled whether trust stays in peer.yaml.\n"), err
    assert (scratch.top / FILE).read_text() == book(CONTACT, HOPE)
    assert run("codebook", "check")[1] == "No fault found.\n"


CANNOT = """sh -c '[ "$0" = --version ] || exit 2'"""
"""Leaves as the program does where a side is not UTF-8."""


@pytest.mark.parametrize(
    "program",
    [
        "/gone/workbench",
        f"{sys.executable} -P -m workbench_that_is_gone",
        CANNOT,
    ],
)
def test_where_the_program_is_gone_or_cannot_git_merges_by_lines_and_loses_nothing(
    scratch, merge, monkeypatch, program
):
    monkeypatch.setattr(git_setup, "own_program", lambda: program)
    said = merge(
        book(CONTACT, TRUST, HOPE),
        book(CONTACT, TRUST.replace("Relying on each other.", "To rely, as ours say."), HOPE),
        book(CONTACT.replace("name: ", "name: New "), TRUST.replace("Relying on each other.", "To trust."), HOPE),
    )
    assert f"CONFLICT (content): Merge conflict in {FILE}" in said
    text = (scratch.top / FILE).read_text()
    assert "name: New " in text
    assert re.search("<<<<<<< ours\n.*To rely, as ours say.*\n=======\n.*To trust.*\n>>>>>>> theirs\n", text)


@pytest.mark.parametrize(("program", "conflicts"), [("/gone/workbench", 0), (CANNOT, 1)])
def test_what_the_program_could_not_read_is_looked_at_though_its_lines_agree(
    scratch, merge, monkeypatch, program, conflicts
):
    monkeypatch.setattr(git_setup, "own_program", lambda: program)
    base = book(CONTACT, TEXT, WHATSAPP, TRUST)
    said = merge(base, base.replace("Relying", "To rely"), base.replace("By what ways.", "How."))
    assert said.count("CONFLICT") == conflicts
    assert (scratch.top / FILE).read_text() == base.replace("Relying", "To rely").replace("By what ways.", "How.")
