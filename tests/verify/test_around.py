"""Who is named in the paragraph or the row above and below quotations, and for which of them."""

from __future__ import annotations

import pytest

from workbench.report.verify.checking import check
from workbench.report.verify.paragraphs import ReportParagraph

SAID = {
    "Gardener 1, T1": "It was all couch grass and broken glass",
    "Gardener 2, T1": "He shouted at me about a hedge",
    "Neighbour, T2": "It used to be dogs and motorbikes",
}
NAMES = list(SAID)


def heading(text):
    return ReportParagraph(text, "", is_heading=True)


def marked(text):
    return ReportParagraph(f"“{text}.”", "")


def block(text):
    return ReportParagraph(f"{text}.", "", is_quotation=True)


def listed(known, rows):
    return [(one.attribution, one.verdict) for one in check(known, rows)]


def rows_of(how, *, names_of=NAMES, first="above"):
    rows = []
    for name, words in zip(names_of, SAID.values(), strict=True):
        pair = [ReportParagraph(name, ""), how(words)]
        rows += pair if first == "above" else pair[::-1]
    return rows


# A name between two blocks, below the first of them, may be of either.
@pytest.mark.parametrize(("how", "first"), [(marked, "above"), (marked, "below"), (block, "above")])
@pytest.mark.parametrize("led", [(), (heading("What they said"),), (ReportParagraph("Three of them told us.", ""),)])
def test_names_between_quotations_are_those_of_the_ones_that_they_belong_to(known, how, first, led):
    assert listed(known, [*led, *rows_of(how, first=first)]) == [(name, "verbatim") for name in NAMES]
    wrong = [NAMES[1], NAMES[0], NAMES[2]]
    assert [verdict for _, verdict in listed(known, [*led, *rows_of(how, names_of=wrong, first=first)])] == [
        "wrong attribution", "wrong attribution", "verbatim",
    ]  # fmt: skip


@pytest.mark.parametrize("how", [marked, block])
def test_a_single_name_above_a_quotation_is_of_it_unless_prose_stands_above(known, how):
    wrong = [ReportParagraph(NAMES[1], ""), how(SAID[NAMES[0]]), ReportParagraph("Prose.", "")]
    assert listed(known, wrong) == [(NAMES[1], "wrong attribution")]
    assert listed(known, [ReportParagraph("Prose.", ""), *wrong]) == [(NAMES[1], "check")]


def test_a_name_in_the_line_above_a_quotation_is_of_it(known):
    text = ReportParagraph(f"{NAMES[1]}\n“{SAID[NAMES[0]]}.”", "")
    assert listed(known, [text]) == [(NAMES[1], "wrong attribution")]


@pytest.mark.parametrize("how", [marked, lambda text: ReportParagraph(text, "")])
def test_who_is_named_in_another_row_of_a_table_is_of_that_row(known, how):
    def table(names):
        for number, (name, words) in enumerate(zip(names, SAID.values(), strict=True)):
            cell = how(words).text
            yield ReportParagraph(name, f"table 1, row {number}", beside=(cell,))
            yield ReportParagraph(cell, f"table 1, row {number}", beside=(name,))

    assert listed(known, list(table(NAMES)))[:2] == [(name, "verbatim") for name in NAMES[:2]]
    # The next row's would be right.
    wrong = [NAMES[2], *NAMES[:2]]
    assert {verdict for _, verdict in listed(known, list(table(wrong)))} == {"wrong attribution"}
