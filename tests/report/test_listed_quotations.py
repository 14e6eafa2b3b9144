"""The list of quotations says of each whether a report that is written now prints it, and why not."""

import dataclasses

import pytest

from workbench.prepared import Prepared
from workbench.report.compose import ORDERS, compose
from workbench.report.content import quotations_of
from workbench.report.listed_quotations import quotations_by_theme
from workbench.settings import OutlineSection, ReportChoices


def listed(facts):
    return {theme.id: some for theme, some in quotations_by_theme(facts)}


@pytest.fixture
def changed(facts):
    """One theme is a candidate, one quotation is of somebody never to be quoted, one is prepared and not chosen."""
    trust, slow = facts.themes
    first, staff, trainer, against = trust.extracts
    rows = (first, staff, dataclasses.replace(trainer, use="", prepared=Prepared(form="dialogue")), against)
    people = [
        dataclasses.replace(one, quoting="never") if one.participant == "S1" else one for one in facts.participants
    ]
    themes = dataclasses.replace(trust, extracts=rows), dataclasses.replace(slow, status="candidate")
    return dataclasses.replace(facts, themes=themes, participants=tuple(people))


def test_what_is_not_printed_is_listed_with_why(changed):
    found = listed(changed)
    assert [one.why_not for one in found["t1"]] == [
        "",
        "spoken by someone who is never to be quoted",
        "",
        "not chosen",
    ]
    assert {one.why_not for one in found["t2"]} == {"its theme is a candidate still"}
    assert [bool(one.shown.words) for one in found["t1"]] == [True, False, True, True]
    bare = dataclasses.replace(changed, choices=ReportChoices(parts=["method"]))
    whys = [one.why_not for one in listed(bare)["t1"]]
    assert whys == ["the report has no part for themes", found["t1"][1].why_not, whys[0], "not chosen"]


@pytest.mark.parametrize("order", ORDERS)
def test_in_whatever_order_the_list_has_what_the_report_prints(changed, order):
    rows = list(changed.themes[0].extracts)
    for at, digits in ((0, "12ab34cd"), (2, "56ab34cd")):
        rows[at] = dataclasses.replace(rows[at], extract=dataclasses.replace(rows[at].extract, id=digits))
    theme = dataclasses.replace(changed.themes[0], extracts=tuple(rows), answers=("1",))
    outline = [OutlineSection(heading="A", quotations=["12ab34cd", "56ab34cd"])]
    facts = dataclasses.replace(
        changed,
        study=dataclasses.replace(changed.study, questions={"1": "Why?"}),
        themes=(theme, changed.themes[1]),
        extracts=tuple(row.extract for row in rows),
        choices=ReportChoices(order=order, outline=outline if order == "outline" else []),
    )
    printed = {(one.source.theme, one.source.extract) for one in quotations_of(compose(facts).blocks)}
    found = listed(facts)
    assert {(of, one.coding) for of in found for one in found[of] if one.is_printed} == {
        (of, one) for of, one in printed if of
    }
    if order == "outline":
        assert printed == {("t1", "12ab34cd"), ("t1", "56ab34cd")}
        whys = ["", "spoken by someone who is never to be quoted", "the outline hangs its theme nowhere"]
        assert [one.why_not for one in found["t1"]] == [*whys, ""]
        # Where another theme has prepared it otherwise it prints as it stands.
        otherwise = dataclasses.replace(rows[2], prepared=Prepared(attribution="role"))
        slow = dataclasses.replace(changed.themes[1], extracts=(*changed.themes[1].extracts, otherwise))
        found = listed(dataclasses.replace(facts, themes=(theme, slow)))
        by_itself = "the outline prints it by itself, and not as its theme has it"
        assert [one.why_not for one in found["t1"]] == [*whys, by_itself]
