"""The installed program in a real terminal, as its user would use it, on a copy of the example study."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from workbench import example, opening, themes
from workbench.coding import extracts

NAME = "Parent 3 T1"
WORDS = "I say yes to everything."


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study, built; only to be copied."""
    folder = tmp_path_factory.mktemp("example") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_CONFIG_DIR", str(folder.parent / "config"))
        patch.setenv("WORKBENCH_DATA_DIR", str(folder.parent / "data"))
        patch.delenv("WORKBENCH_DATABASE_URL", raising=False)
        example.demo(folder, progress=lambda done, total, what: None)
    return folder


@pytest.fixture
def folder(built_example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example study, with Ruth coding."""
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return Path(shutil.copytree(built_example, tmp_path / "study"))


def quotes(folder: Path, code: str) -> list[str]:
    study, _ = opening.open_study(folder, coder="Ruth")
    try:
        return [one.quote for one in extracts(study, transcript=NAME, coder="Ruth") if one.code == code]
    finally:
        study.close()


def codes(folder: Path) -> str:
    return (folder / "codebooks" / "peer-mentoring.yaml").read_text(encoding="utf-8")


def open_transcript(run, name: str) -> None:
    run.wait_for("Library F2", "Parent 1 T1")
    run.press("f3")
    run.wait_for("Nothing is coded here.")
    run.press("g")
    run.wait_for("Go to a transcript")
    run.press(*name, "enter")
    run.wait_for(f"{name} ·")


def go_to(run, words: str) -> None:
    """Select words by finding them."""
    run.press("ctrl+f")
    run.wait_for("Find in this")
    run.press(*words)
    run.wait_for("1 of 1")
    run.press("enter")
    run.wait_until_gone("1 of 1")
    run.wait_for(f"{len(words)} characters selected")


def printed(path: Path) -> list[str]:
    document = docx.Document(str(path))
    return [one.text for one in document.paragraphs if "Quot" in one.style.style_id]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=["80x24", "200x60"])
def test_from_a_passage_to_the_word_file(terminal, folder, size):
    before = len(quotes(folder, "silence"))
    run = terminal(folder, *size)
    open_transcript(run, NAME)

    # By keyboard, with a code there is.
    go_to(run, WORDS)
    run.press("c")
    run.wait_for("Enter applies")
    run.press(*"silence")
    run.wait_for("Silence")
    run.press("enter")
    run.wait_for("with Silence.")
    assert len(quotes(folder, "silence")) == before + 1
    run.press("ctrl+z")
    run.wait_for("Undone: Coded")
    assert len(quotes(folder, "silence")) == before
    run.press("ctrl+y")
    run.wait_for("Redone: Coded")
    assert WORDS in quotes(folder, "silence")

    # By mouse, with a new code.
    run.click("everything", times=2, by=2)
    run.wait_for("10 characters selected")
    run.press("c")
    run.wait_for("Enter applies")
    run.press(*"Saying yes")
    run.wait_for("New code “Saying yes”")
    run.press("enter")
    run.wait_for("Make and apply")
    run.click("Make and apply", by=2)
    run.wait_for("with Saying yes.")
    assert "id: saying-yes" in codes(folder)

    # Killed in the middle of it, and started again: what was confirmed on the screen is there.
    run.kill()
    assert quotes(folder, "saying-yes") == ["everything"]
    again = terminal(folder, *size)
    again.wait_for("Library F2", "Parent 1 T1")
    again.press("f4")
    again.wait_for("She is the evidence")
    again.press("a")
    again.wait_for("Name")
    again.press(*"To please them")
    again.wait_for("To please them")
    again.press("ctrl+s")
    again.wait_for("Extracts of “To please them”")
    again.press("shift+tab", "end")
    again.wait_for("Saying yes")
    again.press("i")
    again.wait_for("1 extract ·")
    again.press("tab", "tab", "k")
    again.wait_for("● key")
    again.press("shift+tab", "t")
    again.wait_for("How far is")
    again.press("down", "ctrl+s")
    again.wait_until_gone("How far is")
    again.press("f5")
    again.wait_for("Codings of Ruth", "To please them")
    again.press("e")
    again.wait_for("Write a Word file")
    again.press("ctrl+s")
    again.wait_for("Replace the file")
    again.press("right", "enter")
    again.wait_for("codings of Ruth")
    assert again.leave() == 0
    # It begins within a sentence, and says so.
    assert "[…] everything (Parent 3, T1)" in printed(folder / "exports" / "theme-report.docx")


def test_the_mouse_drags_over_words(terminal, folder):
    run = terminal(folder, 120, 40)
    open_transcript(run, NAME)
    run.drag("They said failure", "failure to protect")
    run.wait_for("characters selected")
    run.press("1")
    run.wait_for("Coded")
    assert run.leave() == 0
    study, _ = opening.open_study(folder, coder="Ruth")
    found = [one.quote for one in extracts(study, transcript=NAME, coder="Ruth")]
    study.close()
    assert "They said failure to protect" in found


def test_closing_the_window_keeps_what_was_typed(terminal, folder):
    run = terminal(folder, 100, 30)
    run.wait_for("Library F2", "Parent 1 T1")
    run.press("f4")
    run.wait_for("She is the evidence")
    run.press("w")
    run.wait_for("Narrative of")
    run.press(*"The last words.")
    run.wait_for("The last words.")
    run.hang_up()
    study, _ = opening.open_study(folder, coder="Ruth")
    narrative = themes.find_theme(study, "She is the evidence").narrative
    study.close()
    assert narrative.endswith("The last words.")
