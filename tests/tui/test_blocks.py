"""The content of a report as text on the screen: how its blocks read."""

from __future__ import annotations

import pytest
from textual.content import Content

from workbench.report.content import (
    Heading,
    Kind,
    ListItem,
    Paragraph,
    Part,
    Quotation,
    Run,
    Source,
    Table,
    as_text,
    cell,
    labelled,
    plain,
)
from workbench.tui.widgets.blocks import lines_of


def test_a_table_is_copied_with_tabs_between_its_cells():
    table = Table("Who spoke", ("Role", "T1"), ((cell("Parent"), cell("1 of 2")),), (1, 1))
    assert as_text(table) == "Who spoke\nRole\tT1\nParent\t1 of 2"
    assert as_text(labelled("Includes.", "all")) == "Includes. all"


def said(*blocks, width=40):
    return [line.plain.rstrip() for line in lines_of(blocks, width)]


def test_blocks_read_much_as_they_print():
    quotation = Quotation(
        (Part("One.", "Parent 1"), Part("Two.", "Mentor")), "Parent 1 and Mentor, T1", Source("", "", 0, 1)
    )
    table = Table("Who spoke", ("Role", "T1"), ((cell("Parent"), cell("1 of 2")),), (1, 1))
    assert said(
        Heading("Title", 1),
        Heading("Below", 2),
        labelled("Includes.", "all"),
        ListItem((Run("first"),), ordered=True, series=1, first=3),
        ListItem((Run("second"),), ordered=True, series=1, first=3),
        Paragraph((Run("set in"),), Kind.INDENTED),
        quotation,
        table,
    ) == [
        "Title", "─" * 40, "", "Below", "", "Includes. all", "", "3. first", "4. second", "", "    set in", "",
        "    Parent 1: One.", "    Mentor: Two. (Parent 1 and", "    Mentor, T1)", "",
        "Who spoke", "Role                 T1", "Parent               1 of 2", "",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [41, 44, 60])
def test_the_heading_of_a_column_is_not_broken_within_a_word_where_others_have_room(width):
    header = ("Participant", "Quotations", "Words printed", "Words coded")
    row = tuple(map(cell, ("PM1", "9 (17%)", "457 (19%)", "1,260 (11%)")))
    lines = said(Table("Whose words", header, (row,), (4, 2, 2, 2)), width=width)
    assert "Quotations" in lines[1]
    assert max(map(len, lines)) <= width


def test_where_no_column_has_room_their_shares_hold():
    table = Table("Narrow", ("Quotations", "Participants"), ((cell("9"), cell("PM1")),), (1, 1))
    assert said(table, width=12) == ["Narrow", "Quota  Parti", "tions  cipan", "       ts", "9      PM1", ""]


@pytest.mark.parametrize("width", [8, 9, 20, 92])
def test_no_line_is_wider_than_the_view(width):
    text = "[/bold] 👩\u200d👩\u200d👧 中文句子 العربية \x1b[31m " + "x" * 300
    blocks = (
        Heading(text, 1),
        plain(text),
        ListItem((Run(text),), level=1),
        Quotation((Part(text),), text, Source("", "", 0, 1)),
    )
    lines = list(lines_of(blocks, width))
    assert all(isinstance(line, Content) and line.cell_length <= max(width, 12) for line in lines)
    assert "\x1b" not in "".join(line.plain for line in lines)
