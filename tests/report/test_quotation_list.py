"""The list of quotations: under which theme each stands, and what it says of who speaks."""

from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path

from workbench.report.compose import compose
from workbench.report.content import Heading, Part, Quotation, Source
from workbench.report.facts import ThemeRow
from workbench.report.plain_words import quotations_placed
from workbench.report.shapes import to_bytes
from workbench.settings import ParticipantsTable, ReportChoices


def test_the_list_says_under_which_theme_and_no_more_of_a_speaker_than_the_attribution(facts, study):
    people = tuple(
        dataclasses.replace(each, label="Dee") if each.participant == "P2" else each for each in facts.participants
    )
    rows = list(
        csv.DictReader(
            to_bytes(compose(study.make_facts(participants=people)), Path("x.csv"))
            .decode("utf-8-sig")
            .splitlines(keepends=True)
        )
    )
    assert [int(row["number"]) for row in rows] == [1, 2, 3, 4, 5, 6]
    by = {row["attribution"]: row for row in rows}
    assert [(row["theme"], row["subtheme"]) for row in rows] == [("Someone who has been there", "")] * 4 + [
        ("Someone who has been there", "Slow beginnings")
    ] * 2
    # By its own label, by role only, by a format without label, by one without wave, two at once.
    expected = {
        "Parent 1, T1": ("Parent 1", "Parent", "T1"),
        "Parent, T1": ("", "Parent", "T1"),
        "Staff member, T1": ("", "Staff member", "T1"),
        "Trainer": ("Trainer", "Trainer", ""),
        "PM1 and PM2, T1": ("PM1; PM2", "Peer mentor", "T1"),
        "PM1, T2": ("PM1", "Peer mentor", "T2"),
    }
    assert {who: (row["label"], row["role"], row["wave"]) for who, row in by.items()} == expected
    assert by["PM1 and PM2, T1"]["quotation"].startswith("PM1: … slow at the start. They did not ring me back.")
    assert int(by["Parent, T1"]["words"]) == 5
    assert "Dee" not in "".join(map(str, rows))


def test_the_list_has_what_the_report_itself_tells_of_participants_under_their_labels(study):
    def rows(**choices):
        people = [
            dataclasses.replace(one, site=f"Site of {one.participant}") for one in study.make_facts().participants
        ]
        table = ParticipantsTable(columns=["role", "site"], **choices)
        facts = study.make_facts(participants=tuple(people), choices=ReportChoices(participants=table))
        return {row["attribution"]: row for row in from_list(to_bytes(compose(facts), Path("x.csv")))}

    found = rows(numbers=False)
    assert [found[who]["Site"] for who in ("Parent 1, T1", "PM1 and PM2, T1")] == [
        "Site of P1",
        "Site of PM1; Site of PM2",
    ]
    # By role only, and by a format without label.
    assert [found[who]["Site"] for who in ("Parent, T1", "Staff member, T1")] == ["", ""]
    assert "Role" not in found["Trainer"]
    assert "Site" not in rows(numbers=True)["Trainer"]


def from_list(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def quote(words):
    return Quotation((Part(words),), "PM1, T1", Source("", "", 0, 1))


def test_headings_of_a_narrative_are_no_themes(study):
    theme = ThemeRow("t", "Deep", "defined")
    blocks = (
        Heading("One", 1, theme="a"), Heading("Two", 2, theme="b"), Heading("In words", 3), quote("x"),
        Heading("Three", 4, theme="c"), Heading("At the deepest", 4), quote("y"),
        Heading("Parents", 1), quote("z"), Heading("Deep", 2, theme=theme.id), quote("w"),
    )  # fmt: skip
    assert [(one.theme, one.subtheme) for one in quotations_placed(blocks)] == [
        ("One", "Two"), ("One", "Two / Three"), ("Parents", ""), ("Deep", ""),
    ]  # fmt: skip
