"""From an empty folder to a Word file with the keyboard alone, in a small window."""

from __future__ import annotations

import re

import docx
from docx.oxml.ns import qn

from workbench.report.unbroken import NO_BREAK
from workbench.settings import read_study_settings, read_user_settings
from workbench.tui.screens.export import ExportScreen
from workbench.tui.screens.question import Question
from workbench.tui.screens.start import StartScreen

FILES = ("[bold]call 5.vtt", "call 4.srt", "Parent 2 T2.md", "Parent 7 T1.docx", "PM1 T2.txt")


def test_from_an_empty_folder_to_the_word_file(journey, tmp_path):
    folder = (tmp_path / "empty" / "Soup bold 2").resolve()
    report = folder / "exports" / "theme-report.docx"

    async def steps(hand):
        assert isinstance(hand.app.screen, StartScreen)
        await make_study(hand, folder)
        await import_five_files(hand)
        await code(hand)
        await make_theme(hand)
        await write_report(hand, report)

    journey(steps, (80, 24))
    # A quotation stands in a content control, which `text` leaves out.
    paragraphs = docx.Document(str(report)).paragraphs
    lines = ["".join(each.text for each in one._p.iter(qn("w:t"))).replace(NO_BREAK, " ") for one in paragraphs]
    assert "Being [/bold]" in lines
    assert [one for one in lines if "Parent 7" in one] == ["It was one. (Parent 7, T1!)"]


async def make_study(hand, folder):
    await hand.press("n", *"Soup [/bold]")
    assert "It will lie in" in hand.page
    # The folder, named from the title, otherwise; another coder, another mode, another label of the first wave.
    await hand.press("tab", "end", *" 2", "tab", *"Ruth", "tab", "up", "tab", "tab", "end", *"!", "ctrl+s")
    assert hand.app.opened.folder == folder
    assert "There are no transcripts yet." in hand.page
    found = read_study_settings(folder / "study.yaml")
    assert (found.title, found.mode, found.waves[0].printed) == ("Soup [/bold]", "reflexive", "T1!")
    assert [role.id for role in found.roles] == ["mentor", "parent", "staff"]
    assert read_user_settings().for_study(found.id).coder == "Ruth"
    assert read_user_settings().recent == [str(folder)]


async def import_five_files(hand):
    await hand.press("i")
    await hand.press("end", "enter")
    await hand.press("a", "enter")
    assert "Import 5 transcripts" in hand.page
    await hand.press("i")
    assert [name for name in FILES if f"({name})" not in hand.page] == []
    await hand.press("escape")
    assert "5 transcripts" in hand.page


async def code(hand):
    await hand.press("end", "up", "enter")
    assert "Parent 7 T1! · Parent 7 · T1!" in hand.page
    answer = ("right_curly_bracket", "right_curly_bracket", "space", "space")
    await hand.press("ctrl+home", *answer[1:], "c", *"Told", "enter")
    assert "Its id will be told." in hand.page
    await hand.press("ctrl+s")
    assert "Coded “It was one.” with Told;" in hand.page
    await hand.press("ctrl+z")
    assert "Nothing is coded here." in hand.page
    await hand.press("ctrl+y", *answer, "full_stop")
    assert "Coded “That is all.” with Told;" in hand.page
    assert re.search(r"a Told +2\b", hand.page)


async def make_theme(hand):
    await hand.press("f4")
    await hand.press("a", *"Being [/bold]", "ctrl+s")
    await hand.press("shift+tab", "i", "tab", "k")
    assert "2 extracts · 1 key" in hand.page


async def write_report(hand, path):
    await hand.press("f5")
    assert re.search(r"Being \[/bold\] +1 “”", hand.page)
    await hand.press("e", "enter")
    assert path.name in hand.page
    await hand.press("enter")
    assert hand.app.screen.written == path
    # A file that is there is replaced only when one says so.
    path.write_bytes(b"mine")
    await hand.press("e", "enter")
    assert isinstance(hand.app.screen, Question)
    await hand.press("enter")
    assert path.read_bytes() == b"mine"
    assert isinstance(hand.app.screen, ExportScreen)
    await hand.press("ctrl+s")
    await hand.press("right", "enter")
    assert path.name in hand.page
