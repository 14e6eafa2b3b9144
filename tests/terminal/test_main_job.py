"""The program in a real terminal, small and large, as its user would use it in a clone after `workbench demo`."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from workbench import coding, example, opening, themes
from workbench.cli import cli
from workbench.report.unbroken import NO_BREAK

NAME = "Parent 3 T1"
SMALL, LARGE = (80, 24), (200, 60)
ANSWER = ["ctrl+home", *"}" * 11]
"""Keys to the turn that all is coded in: from the top, turn by turn."""

BY_KEYS = {
    SMALL: ([*ANSWER, ")", "right", "alt+shift+right"], "I say yes to everything."),
    LARGE: ([*ANSWER, *")))", "right", "space", "space"], "I didn’t know anybody so, erm, it was good to see people."),
}
BY_MOUSE = {
    SMALL: (("It was nice", "somewhere warm"), "It was nice to get out of the room, it was somewhere warm"),
    LARGE: (("They said", "failure to protect"), "They said failure to protect"),
}
CODES = {SMALL: "Polite", LARGE: "Blamed"}
THEMES = {SMALL: "Pleasing", LARGE: "Failing"}


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The study's files as a clone has them, after `workbench demo` in it."""
    clone = tmp_path / "clone"
    for name in ("transcripts", "codebooks", "codings"):
        shutil.copytree(example.example_files() / name, clone / name)
    shutil.copy(example.example_files() / "study.yaml", clone)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    monkeypatch.chdir(clone)
    cli.main(["demo"], standalone_mode=False)
    return clone


def test_from_a_passage_to_the_word_file(terminal, folder):
    """Small and large on one study: each finds what was done in the other, after a kill and after orderly ends."""

    def started(size):
        run = terminal(folder, *size)
        run.wait_for("Library", "Parent 1 T1")
        run.press("f3")
        return run

    def find_everything(run, size):
        for one in (SMALL, LARGE):
            find_codings(run, one)
        find_key_extract(run, size)

    run = started(SMALL)
    run.wait_for("Nothing is coded here.")
    run.press("g")
    run.wait_for("Go to a transcript")
    run.press(*NAME, "enter")
    run.wait_for(f"{NAME} ·")
    code_passages(run, folder, SMALL)
    make_key_extract(run, SMALL)
    run.resize(*LARGE)
    run.press("f3")
    run.wait_for(f"{NAME} ·")
    code_passages(run, folder, LARGE)
    make_key_extract(run, LARGE)
    run.kill()

    for size in (SMALL, LARGE):
        run = started(size)
        find_everything(run, size)
        export(run, folder)
        assert run.leave() == 0

    # The window is closed while a narrative is written.
    run = started(SMALL)
    find_everything(run, SMALL)
    run.press("w")
    run.wait_for("Narrative of")
    run.press(*"Last words.")
    run.wait_for("Last words.")
    run.hang_up()
    study, _ = opening.open_study(folder, coder="Ruth")
    assert any(theme.narrative.endswith("Last words.") for theme in themes.themes(study))
    study.close()


def code_passages(run, folder, size) -> None:
    """Select by keys and take a code there is; select by mouse and make a new one; undo and redo both."""
    keys, words = BY_KEYS[size]
    run.press(*keys)
    run.wait_for(f"{len(words)} characters selected")
    run.press("c")
    run.wait_for("Enter Apply")
    run.press(*"silence")
    run.wait_for("Silence")
    run.press("enter")
    run.wait_for("with Silence;")
    assert words in quotes(folder, "silence")
    run.press("ctrl+z")
    run.wait_for("Undone: Coded")
    assert words not in quotes(folder, "silence")
    run.press("ctrl+y")
    run.wait_for("Redone: Coded")
    assert words in quotes(folder, "silence")

    ends, words = BY_MOUSE[size]
    run.drag(*ends)
    run.wait_for(f"{len(words)} characters selected")
    run.press("c")
    run.wait_for("Enter Apply")
    run.press(*CODES[size])
    run.wait_for(f"New code “{CODES[size]}”")
    run.press("enter")
    run.wait_for("Make and apply")
    run.click("Make and apply", by=2)
    run.wait_for(f"with {CODES[size]};")
    file = folder / "codebooks" / "peer-mentoring.yaml"
    assert f"name: {CODES[size]}" in file.read_text(encoding="utf-8")
    run.press("ctrl+z")
    # With the code: boxes of the other window's steps may stand there still.
    run.wait_for(f"Undone: Made the code “{CODES[size]}”")
    assert f"name: {CODES[size]}" not in file.read_text(encoding="utf-8")
    run.press("ctrl+y")
    run.wait_for(f"Redone: Made the code “{CODES[size]}”")
    assert quotes(folder, CODES[size].lower().replace(" ", "-")) == [words]


def make_key_extract(run, size) -> None:
    """Make a theme of the new code, its passage a key extract, and have reports print it."""
    run.press("f4")
    run.wait_for("She is the evidence", "Extracts of")
    run.press("a")
    run.wait_for("Name")
    run.press(*THEMES[size])
    run.wait_for(THEMES[size])
    run.press("ctrl+s")
    run.wait_for(f"Extracts of “{THEMES[size]}”")
    run.press("t")
    run.wait_for("How far is")
    run.press("down", "ctrl+s")
    run.wait_until_gone("How far is")
    run.press("shift+tab", "end")
    run.wait_for(CODES[size])
    run.press("i")
    # How many extracts it has may stand behind a notice, which is waited for in vain for seconds.
    run.wait_for(f"Moved “{CODES[size]}”", BY_MOUSE[size][1])
    run.press("k")
    run.wait_for("● key")
    run.press("tab")  # back to the themes, where whoever opens the room begins


def find_codings(run, size) -> None:
    """See on the screen that both passages are coded: a click on their words lists the codes there."""
    run.wait_for(f"{NAME} ·")
    _, words = BY_KEYS[size]
    run.click(max(words.split(), key=len))
    listed = r"Codings here.*\n(?:.*\n){{0,2}}?.*\w {}\b"
    run.wait_for_match(listed.format("Silence"))
    (_, words), _ = BY_MOUSE[size]
    run.click(words)
    run.wait_for_match(listed.format(CODES[size]))


def find_key_extract(run, size) -> None:
    """See on the screen that the theme has its key extract."""
    run.press("f4")
    run.wait_for("She is the evidence")
    run.press("end", *["up"] * (size == SMALL))
    run.wait_for(f"Extracts of “{THEMES[size]}”", "● key")


def export(run, folder) -> None:
    """Write the Word file; it prints the key extracts of both themes, with their attribution."""
    path = folder / "exports" / "theme-report.docx"
    for one in path.parent.glob("theme-report*"):
        one.unlink()
    run.press("f5")
    run.wait_for("Codings of Ruth", *THEMES.values())
    run.press("e")
    run.wait_for("Write the report")
    run.press("ctrl+s")
    run.wait_for("codings of Ruth")
    # A paragraph's `text` leaves out what stands in a content control.
    quotations = [
        "".join(text.text for text in one._p.iter(qn("w:t"))).replace(NO_BREAK, " ")
        for one in docx.Document(str(path)).paragraphs
        if "Quot" in one.style.style_id
    ]
    for _, words in BY_MOUSE.values():
        assert any(words in one and one.endswith("(Parent 3, T1)") for one in quotations)


def quotes(folder, code) -> list[str]:
    """The words that Ruth has put a code on, as a second program finds them."""
    study, _ = opening.open_study(folder, coder="Ruth")
    try:
        return [one.quote for one in coding.extracts(study, transcript=NAME, coder="Ruth", codes=[code])]
    finally:
        study.close()
