"""Words that count people beside a theme, with what the codings say."""

from __future__ import annotations

import dataclasses

import pytest
from talks import facts

from workbench.report.facts import ExtractRow, ThemeExtractRow, ThemeRow
from workbench.report.verify.attributions import Names
from workbench.report.verify.counted import find_counting, with_codings
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.paragraphs import ReportParagraph


def extract(who, transcript, wave):
    return ThemeExtractRow(ExtractRow(f"{who}{wave}", transcript, 0, 5, "water", (who,), wave=wave))


@pytest.fixture(scope="module")
def study():
    people = [
        dataclasses.replace(row, waves={"T1": "interviewed", "T2": "interviewed"}) for row in facts().participants
    ]
    water = ThemeRow(
        "t1", "Water", extracts=(extract("G1", "Gardener 1 T1", "T1"), extract("G2", "Gardeners T1 joint", "T1"))
    )
    tap = ThemeRow("t2", "The tap", parent="t1", extracts=(extract("W1", "Wardens T1", "T1"),))
    return facts(participants=tuple(people), themes=(water, tap))


def counted(study, *texts):
    paragraphs = [
        ReportParagraph(text.lstrip("# "), f"paragraph {at}", is_heading=text[0] == "#")
        for at, text in enumerate(texts)
    ]
    quoted = find_quotations(paragraphs, Names(study))
    roles = {role.id: role.label for role in study.study.roles}
    found = find_counting(paragraphs, quoted, {theme.id: theme.name for theme in study.themes}, roles)
    return [(one.words, one.theme, one.codings) for one in with_codings(study, found)]


GARDENERS = "Gardener: First visit 2 of 3, T2 0 of 3"
WARDENS = "Warden: First visit 1 of 2, T2 0 of 2"
ALL = f"{GARDENERS}; {WARDENS}; Neighbour: First visit 0 of 1, T2 0 of 1"


def test_counting_words_stand_beside_what_the_codings_say(study):
    text = "All gardeners spoke of it. Most of the older gardeners did, both wardens, 3 of 5 interviewees; nobody else."
    assert counted(study, "# 2.1 Water", text) == [
        ("All gardeners", "Water", GARDENERS), ("Most of the older gardeners", "Water", GARDENERS),
        ("both wardens", "Water", WARDENS), ("3 of 5 interviewees", "Water", ALL), ("nobody", "Water", ALL),
    ]  # fmt: skip


def test_a_theme_counts_through_its_subthemes_and_a_subtheme_alone(study):
    assert counted(study, "# The tap", "Several wardens.") == [("Several wardens", "The tap", WARDENS)]
    assert counted(study, "# THE TAP", "All gardeners.")[0][2] == "Gardener: First visit 0 of 3, T2 0 of 3"


@pytest.mark.parametrize(
    "text",
    [
        "“All gardeners are mad,” said one.",
        "All that grew was couch grass, and most of it died.",
        "One gardener went home.",
        "Who speaks to it. Gardener: 2 of 3 at T1, 0 of 3 at T2.",
    ],
)
def test_what_counts_nobody(study, text):
    assert counted(study, "# Water", text) == []


def test_words_below_other_headings_are_not_looked_at(study):
    assert counted(study, "All gardeners.", "# Water", "# Method", "All gardeners took part.") == []


SAID = [
    ("de", "Alle Gardener und die meisten Befragten, niemand sonst.", "Alle Gardener|die meisten Befragten|niemand"),
    ("de-AT", "Mindestens zwei der Wardens, drei von fünf Frauen.", "Mindestens zwei der Wardens|drei von fünf Frauen"),
    ("fr", "La plupart des personnes, plusieurs Wardens.", "La plupart des personnes|plusieurs Wardens"),
    ("es", "Todos los Gardeners y tres de las cinco mujeres.", "Todos los Gardeners|tres de las cinco mujeres"),
    ("it", "Quasi tutti i partecipanti e due su tre donne.", "Quasi tutti i partecipanti|due su tre donne"),
    ("nl", "Bijna alle deelnemers, de helft van de vrouwen.", "Bijna alle deelnemers|de helft van de vrouwen"),
    ("pt", "A maioria dos homens, pelo menos duas mulheres.", "A maioria dos homens|pelo menos duas mulheres"),
    ("cy", "All gardeners.", ""),
]


@pytest.mark.parametrize(("language", "text", "words"), SAID)
def test_counting_words_of_other_languages(study, language, text, words):
    paragraphs = [ReportParagraph("Water", "", is_heading=True), ReportParagraph(text, "")]
    roles = {role.id: role.label for role in study.study.roles}
    found = find_counting(paragraphs, [], {"t1": "Water"}, roles, language=language)
    assert [one.words for one in found] == [one for one in words.split("|") if one]


def test_a_number_of_a_label_counts_nobody(study):
    roles = {"warden": "Warden", "gardener": "Gardener"}
    for text in ("Gardener 2 met her warden by the tap.", "Gardeners 1 and 2 met a warden, and Warden 2 wardens."):
        found = find_counting(
            [ReportParagraph("Water", "", is_heading=True), ReportParagraph(text, "")], [], {"t1": "Water"}, roles
        )
        assert [one.words for one in found] == []
    found = find_counting(
        [ReportParagraph("Water", "", is_heading=True), ReportParagraph("Gardener 1 knew 3 of 5 wardens.", "")],
        [], {"t1": "Water"}, roles,
    )  # fmt: skip
    assert [one.words for one in found] == ["3 of 5 wardens"]
