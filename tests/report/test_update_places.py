"""Where an update puts new quotations in a report whose writer framed or moved what stood there."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

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


AGAINST = "Voices that complicate or contradict"


def style_of(warmth, begins: str) -> str:
    """The style of the paragraph of the updated report that begins so."""
    root = etree.fromstring(document_of(warmth.out.read_bytes()))
    paragraph = next(one for one in root.iter(f"{W}p") if words_of(one).startswith(begins))
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


@pytest.mark.parametrize("without_lines", [False, True])
@pytest.mark.parametrize("ends", [False, True])
def test_a_voice_against_a_theme_comes_with_the_line_that_leads_to_it(two_themes, without_lines, ends) -> None:
    """Or it would read as one for it."""

    def change(body: etree._Element, blocks: list[etree._Element]) -> None:
        for one in [one for one in blocks if words_of(one).startswith("In participants")][:without_lines]:
            body.remove(one)
        zeal = next(at for at, one in enumerate(blocks) if words_of(one) == "Zeal")
        for one in blocks[zeal:] if ends else ():
            body.remove(one)

    study = two_themes.study
    themes.judge(study, two_themes.theme, two_themes.ids[1:2], stance="contradicts", use="key")
    if without_lines or ends:
        rearrange(two_themes, change)
    found = updated(two_themes)
    assert ("new", "", f"{NEW}. (PM2, Early)") in found
    assert not [what for what, _, _ in found if what == "no place"]
    wanted = ["I listened more", LETTERS, "I doubt it", AGAINST, NEW, *([] if ends else ["Zeal"])]
    assert order_of(two_themes, *reversed(wanted)) == wanted
    assert style_of(two_themes, NEW) == style_of(two_themes, LETTERS)
    assert (ends and without_lines) or style_of(two_themes, AGAINST) == "LeadIn"


def test_two_voices_against_a_theme_share_the_line_that_leads_to_them(two_themes, code) -> None:
    study = two_themes.study
    more = code(study, "Parent 1 Early", "I was scared of (name).", "listening")
    against = [two_themes.ids[1], more[0].id]
    themes.judge(study, two_themes.theme, against, stance="contradicts", use="key")
    assert [what for what, _, _ in updated(two_themes)] == ["new", "new"]
    xml = document_of(two_themes.out.read_bytes()).decode()
    assert xml.count(AGAINST) == 1
    assert order_of(two_themes, NEW, "I was scared", "Zeal", AGAINST)[0] == AGAINST
    assert order_of(two_themes, NEW, "I was scared", "Zeal", AGAINST)[-1] == "Zeal"


def test_a_copy_below_another_heading_draws_nothing_there_where_its_theme_was_renamed(two_themes) -> None:
    def change(body: etree._Element, blocks: list[etree._Element]) -> None:
        next(one for one in reversed(blocks) if words_of(one).startswith("I doubt it")).addnext(
            deepcopy(listened(blocks))
        )

    def listened(blocks: list[etree._Element]) -> etree._Element:
        return next(one for one in blocks if words_of(one).startswith("I listened more"))

    rearrange(two_themes, change)
    themes.edit(two_themes.study, two_themes.theme, fields={"name": "Kindness"})
    assert ("new", "", f"{NEW}. (PM2, Early)") in updated(two_themes)
    assert order_of(two_themes, "Zeal", NEW) == [NEW, "Zeal"]
