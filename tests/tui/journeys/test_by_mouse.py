"""From an empty folder to a Word file with the mouse: the keyboard types names, and nothing else."""

from __future__ import annotations

import re

import docx
from docx.oxml.ns import qn

from workbench.report.unbroken import NO_BREAK
from workbench.settings import read_study_settings

FILES = ("[bold]call 5.vtt", "call 4.srt", "Parent 2 T2.md", "Parent 7 T1.docx", "PM1 T2.txt")


def test_from_an_empty_folder_to_the_word_file(journey, tmp_path, monkeypatch):
    folder = (tmp_path / "empty" / "Clicked").resolve()
    report, copied = folder / "exports" / "theme-report.docx", []
    monkeypatch.setattr("workbench.tui.clipboard.copy", lambda text, **_: copied.append(text) or "Copied")

    async def steps(hand):
        await make_study(hand, folder)
        await import_five_files(hand)
        await code(hand)
        await make_theme(hand)
        await write_report(hand)

    journey(steps, (120, 40))
    assert copied == [str(report)] * 2
    # A quotation stands in a content control, which `text` leaves out.
    paragraphs = docx.Document(str(report)).paragraphs
    lines = ["".join(each.text for each in one._p.iter(qn("w:t"))).replace(NO_BREAK, " ") for one in paragraphs]
    assert "Being there" in lines
    assert [one for one in lines if "Parent 7" in one] == ["… one (Parent 7, T1)"]


async def make_study(hand, folder):
    await hand.click("New study")
    await hand.press(*"Clicked")
    await hand.click("( ) reliability")
    # A wave more, and of the roles the first taken away and the last put first.
    await hand.click("+ Add a wave")
    await hand.press(*"T3")
    await hand.click("×", nth=3)
    await hand.click("↑", nth=4)
    await hand.click("Make the study")
    assert hand.app.opened.folder == folder
    found = read_study_settings(folder / "study.yaml")
    assert (found.title, found.mode) == ("Clicked", "reliability")
    assert [(wave.id, wave.printed) for wave in found.waves] == [("T1", "T1"), ("T2", "T2"), ("T3", "T3")]
    assert [role.id for role in found.roles] == ["staff", "parent"]


async def import_five_files(hand):
    await hand.click("Import …")
    await hand.click("from the [red]transcriber/", times=2)
    await hand.click("a all")
    assert "5 marked" in hand.page
    await hand.click("Go on")
    await hand.click("Import 5 transcripts")
    assert [name for name in FILES if f"({name})" not in hand.page] == []
    await hand.click("Close")
    assert "5 transcripts" in hand.page


async def code(hand):
    await hand.click("Parent 7 T1", times=2)
    assert "Parent 7 T1 · Parent 7 · T1" in hand.page
    await hand.click("one", times=2)
    assert "3 characters selected" in hand.page
    await hand.click("c Code")
    await hand.press(*"Told")
    await hand.click("+ New code")
    await hand.click("Make and apply")
    assert "Coded “one” with Told;" in hand.page
    await hand.click("all.", times=2)
    await hand.click("c Code")
    await hand.click("a Told")
    assert "Coded “all” with Told;" in hand.page
    assert re.search("a Told +2/2", hand.page)
    await hand.click("Go on", times=2)
    await hand.click(". Again")
    assert re.search("a Told +3/3", hand.page)
    await hand.click("Ctrl+Z Undo")
    assert "Undone: Coded Parent 7 T1 with “Told” (told)." in hand.page
    assert re.search("a Told +2/2", hand.page)


async def make_theme(hand):
    await hand.click("Themes F4")
    await hand.click("a New")
    await hand.press(*"Being there")
    await hand.click("Save")
    await hand.click("a Told")
    await hand.click("i Move in")
    await hand.click("one")
    await hand.click("k Key")
    assert "2 extracts · 1 key" in hand.page


async def write_report(hand):
    await hand.click("Report F5")
    assert "Quotations: 1" in hand.page
    await hand.click("e Export")
    await hand.click("Ctrl+S Write")
    await hand.click("Copy path")
    await hand.click("Close")
    assert "Quotations: 1" in hand.page
    await hand.click("Ctrl+P Commands")
    await hand.press(*"copy", "space", *"path")
    await hand.click("Copy path")
