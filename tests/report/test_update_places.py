"""Where an update puts new quotations in a report whose writer framed or moved what stood there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree
from rejecting import W, document_of
from worked_on_report import LETTERS, edit, updated

from workbench import report, themes

NEW = "It took months to be trusted"


def words_of(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def rearrange(warmth, change: Callable[[etree._Element, list[etree._Element]], None]) -> None:
    """Work on the body of a report: given it, and the blocks from the first theme's heading on."""

    def changed(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        body = root.find(f"{W}body")
        blocks = [one for one in body if one.tag == f"{W}p"]
        begin = next(at for at, one in enumerate(blocks) if is_heading(one) and words_of(one) == "Warmth")
        change(body, blocks[begin:])
        return etree.tostring(root, encoding="unicode")

    edit(warmth.path, changed)


def is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").startswith(("Heading", "LeadIn"))


def frame(paragraph: etree._Element) -> None:
    """Put somebody's content control round a paragraph."""
    control = etree.Element(f"{W}sdt")
    etree.SubElement(etree.SubElement(control, f"{W}sdtPr"), f"{W}tag").set(f"{W}val", "theirs")
    paragraph.addprevious(control)
    etree.SubElement(control, f"{W}sdtContent").append(paragraph)


def order_of(warmth, *wanted: str) -> list[str]:
    """Which words the updated report has below each other from the heading of the first theme on."""
    root = etree.fromstring(document_of(warmth.out.read_bytes()))
    said = [words_of(one) for one in root.iter(f"{W}p")]
    said = said[next(at for at, one in enumerate(root.iter(f"{W}p")) if is_heading(one) and said[at] == "Warmth") :]
    return sorted(wanted, key=lambda one: next(at for at, text in enumerate(said) if text.startswith(one)))


@pytest.fixture
def two_themes(warmth):
    """The same with a second theme behind the first one, and their report; a quotation of the first is new since."""
    study = warmth.study
    other = themes.add(study, "Zeal", codes=["trust"], fields={"status": "reviewed"})
    themes.judge(study, other, [warmth.ids[3]], stance="supports", use="key")
    report.write(study, warmth.path)
    themes.judge(study, warmth.theme, [warmth.ids[1]], stance="supports", use="key")
    return warmth


def take_out_the_quotations(body: etree._Element, blocks: list[etree._Element]) -> None:
    """Take the quotations of the first theme out."""
    section = blocks[: next(at for at, one in enumerate(blocks) if words_of(one) == "Zeal")]
    quoted = [one for one in section if one.find(f"{W}sdt") is not None]
    assert len(quoted) == 3
    for one in quoted:
        body.remove(one)


@pytest.mark.parametrize(
    "framed", [("Zeal",), ("Warmth",), ("In participants",), ("Warmth", "In participants", "Zeal")]
)
def test_a_heading_in_somebodys_frame_is_a_heading(two_themes, framed: tuple[str, ...]) -> None:
    """Or what belongs to one theme would come below the next."""

    def change(body: etree._Element, blocks: list[etree._Element]) -> None:
        take_out_the_quotations(body, blocks)
        for one in [one for one in blocks if is_heading(one) and words_of(one).startswith(framed)]:
            frame(one)

    rearrange(two_themes, change)
    assert ("new", "", f"{NEW}. (PM2, Early)") in updated(two_themes)
    assert order_of(two_themes, "Zeal", NEW, "In participants") == ["In participants", NEW, "Zeal"]


def test_a_neighbour_that_its_writer_moved_to_another_theme_draws_nothing_there(two_themes) -> None:
    def change(body: etree._Element, blocks: list[etree._Element]) -> None:
        moved = next(one for one in blocks if words_of(one).startswith("I listened more"))
        next(one for one in reversed(blocks) if words_of(one).startswith("I doubt it")).addnext(moved)

    rearrange(two_themes, change)
    assert ("new", "", f"{NEW}. (PM2, Early)") in updated(two_themes)
    wanted = ["In participants", NEW, LETTERS, "Zeal", "I listened more"]
    assert order_of(two_themes, *reversed(wanted)) == wanted


def test_where_no_paragraph_follows_a_table_it_comes_above(two_themes) -> None:
    """A table ends with no mark of a paragraph that a new one could take over."""

    def change(body: etree._Element, blocks: list[etree._Element]) -> None:
        take_out_the_quotations(body, blocks)
        heading = next(one for one in blocks if words_of(one) == "Zeal")
        table = etree.Element(f"{W}tbl")
        cell = etree.SubElement(etree.SubElement(table, f"{W}tr"), f"{W}tc")
        run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = "A table"
        heading.addprevious(table)
        frame(heading)

    rearrange(two_themes, change)
    assert ("new", "", f"{NEW}. (PM2, Early)") in updated(two_themes)
    wanted = ["In participants", NEW, "A table", "Zeal"]
    assert order_of(two_themes, *reversed(wanted)) == wanted
