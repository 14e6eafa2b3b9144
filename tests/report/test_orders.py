"""The orders of a report: whatever stands where, nothing of it is lost and nothing printed twice."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.report.compose import ORDERS, PARTS, compose
from workbench.report.content import Heading, Paragraph, Quotation, as_text
from workbench.report.facts import RoleRow, ThemeExtractRow, ThemeRow
from workbench.report.perspectives import SEVERAL, perspective, perspective_heading, plural_of
from workbench.report.preview import preview_of
from workbench.settings import OrderName, PartName, ReportChoices

QUESTIONS = {"1": "What kept it going?", "fit": "Did it fit?", "3": "Who was left out?"}
BY_ROLE = ReportChoices(order="role then theme")


def ordered(facts, order, **changes):
    asked = dataclasses.replace(facts.study, questions=QUESTIONS)
    return dataclasses.replace(facts, **{"study": asked, "choices": ReportChoices(order=order)} | changes)


def headings(report):
    return [(block.level, block.text) for block in report.blocks if isinstance(block, Heading)]


def quoted(report):
    return Counter((one.source, one.words, one.attribution) for one in report.blocks if isinstance(one, Quotation))


def under(report, heading):
    """The blocks below a heading, up to the next of its level or above."""
    blocks = list(report.blocks)
    at = next(at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.text == heading)
    behind = blocks[at + 1 :]
    level = blocks[at].level
    end = next((n for n, one in enumerate(behind) if isinstance(one, Heading) and one.level <= level), len(behind))
    return behind[:end]


def test_every_part_and_order_that_can_be_chosen_is_there():
    assert set(PARTS) == set(PartName.__args__)
    assert set(ORDERS) == set(OrderName.__args__)


def test_by_role_and_theme_each_quotation_stands_under_its_role(facts, study):
    rows = study.transcripts()
    words = "Mine never rang."
    both = study.extract(rows, "PM1 and PM2 T1", words)
    talk = study.transcript("All T1", "joint", "verbatim", "T1", [("Cleo", "I was there."), ("Ada", "So was I.")])
    several = study.extract((talk,), "All T1", "there.\n\nAda: So was I.")
    theme = dataclasses.replace(
        facts.themes[0],
        extracts=(*facts.themes[0].extracts, *(ThemeExtractRow(one, "supports", "key") for one in (both, several))),
    )
    made = ordered(facts, "role then theme", transcripts=(*rows, talk), themes=(theme, facts.themes[1]))
    report = compose(made)
    found = [one for one in headings(report) if one[0] == 1]
    assert [text for _, text in found[3:-2]] == [
        "The themes",
        "From the peer mentors’ perspective",
        "From the parents’ perspective",
        "From the staff members’ perspective",
        "From the trainer’s perspective",
        "From several perspectives",
    ]
    parents = under(report, "From the parents’ perspective")
    assert [as_text(one) for one in parents if not isinstance(one, Quotation)] == [
        "Someone who has been there",
        "Voices that complicate or contradict",
    ]
    assert [one.attribution for one in parents if isinstance(one, Quotation)] == ["Parent 1, T1", "Parent, T1"]
    (joint,) = [one for one in under(report, "From several perspectives") if isinstance(one, Quotation)]
    assert joint.attribution == "Parent 1 and PM1, T1"
    own = under(report, "The themes")
    assert not any(isinstance(one, Quotation) for one in own)
    assert "Parents spoke of being seen." in [as_text(one) for one in own]
    mentors = [as_text(one) for one in under(report, "From the peer mentors’ perspective")]
    assert mentors[0] == "Someone who has been there"
    assert "Slow beginnings" in mentors


def test_by_theme_and_role_the_roles_stand_in_each_theme(facts):
    report = compose(ordered(facts, "theme then role"))
    inside = [one.text for one in under(report, "Someone who has been there") if isinstance(one, Heading)]
    assert inside == [
        "A turn",
        "From the parents’ perspective",
        "From the staff members’ perspective",
        "From the trainer’s perspective",
        "Slow beginnings",
        "From the peer mentors’ perspective",
    ]


def test_by_question_a_theme_stands_in_full_once_and_is_pointed_to(facts):
    first, below = facts.themes
    themes = (
        dataclasses.replace(first, answers=("fit", "1")),
        dataclasses.replace(below, answers=("fit",)),
        ThemeRow("t3", "Alone", "defined", position=5, answers=("gone",)),
    )
    report = compose(ordered(facts, "question", themes=themes))
    assert [text for level, text in headings(report) if level == 1][3:-2] == [
        "What kept it going?",
        "Did it fit?",
        "Who was left out?",
        "Themes beyond these questions",
    ]
    assert [one.text for one in under(report, "What kept it going?") if isinstance(one, Heading)] == [
        "Someone who has been there",
        "A turn",
        "Slow beginnings",
    ]
    assert [as_text(one) for one in under(report, "Did it fit?")] == [
        "“Someone who has been there” answers this question too: it is set out under “What kept it going?”.",
        "“Slow beginnings” answers this question too: it is set out under “What kept it going?”.",
    ]
    assert [as_text(one) for one in under(report, "Who was left out?")] == ["No theme answers this question."]
    assert "Alone" in [as_text(one) for one in under(report, "Themes beyond these questions")]
    for told in (
        "No theme answers the question “Who was left out?”.",
        "Said to answer none of the questions: “Alone”.",
        "Theme “Alone” answers questions that study.yaml asks no more: gone.",
    ):
        assert told in report.notices
    none = compose(dataclasses.replace(facts, choices=ReportChoices(order="question")))
    assert headings(none) == headings(compose(facts))
    assert any("study.yaml asks none: it is ordered by theme" in one for one in none.notices)


def test_a_quotation_that_goes_on_in_another_role_is_of_several(facts):
    extract = facts.themes[0].extracts[0].extract
    assert perspective(facts, extract, [("P1",), ()]) == "parent"
    assert perspective(facts, extract, [("P1",), ("PM1",)]) == SEVERAL
    assert perspective(facts, dataclasses.replace(extract, role=None)) == "parent"
    assert perspective(facts, dataclasses.replace(extract, role=None, participants=())) == ""


def test_headings_of_roles(facts):
    assert [plural_of(one) for one in ("Parent", "Foster child", "Staff", "Agency", "Boss", "家长")] == [
        "Parents", "Foster children", "Staff", "Agencies", "Bosses", "家长",
    ]  # fmt: skip
    own = RoleRow("parent", "Parent", perspective="What parents told us")
    made = dataclasses.replace(facts, study=dataclasses.replace(facts.study, roles=(own, RoleRow("nhs", "NHS staff"))))
    assert perspective_heading(made, "parent") == "What parents told us"
    assert perspective_heading(made, "nhs") == "From the NHS staff’s perspective"
    assert perspective_heading(made, SEVERAL) == "From several perspectives"
    german = dataclasses.replace(facts, study=dataclasses.replace(facts.study, language="de", roles=(own,)))
    assert perspective_heading(german, "Elternteil") == "Perspective: Elternteil"


def test_the_preview_follows_every_order_with_a_key_for_every_part(facts):
    for order in ORDERS:
        seen = preview_of(ordered(facts, order))
        keys = [one.key for one in seen.parts]
        assert len(set(keys)) == len(keys)
        assert {"t1", "t2"} <= set(keys)
        assert (seen.themes, seen.subthemes, seen.order) == (2, 1, order)
        whole = compose(ordered(facts, order))
        flat = [block for part in seen.parts if not part.depth for block in part.blocks]
        assert [as_text(one) for one in flat] == [as_text(one) for one in whole.blocks]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.data())
def test_no_order_loses_or_doubles_a_quotation_or_a_theme(data, study):
    rows = study.transcripts()
    base = [study.extract(rows, row.name, row.turns[-1] and row.text[row.turns[-1].start : row.turns[-1].end - 1])
            for row in rows]  # fmt: skip
    extract = st.builds(
        lambda one, role, cut, stance, use: ThemeExtractRow(
            dataclasses.replace(one, role=role, end=one.end - cut, id=f"{one.id}-{cut}"), stance, use
        ),
        st.sampled_from(base),
        st.sampled_from(["parent", "mentor", "another", None]),
        st.integers(0, 3),
        st.sampled_from(["supports", "complicates", "contradicts"]),
        st.sampled_from(["key", "useful", ""]),
    )
    themes = []
    for number in range(data.draw(st.integers(1, 5))):
        above = data.draw(st.sampled_from([None, *(one.id for one in themes if one.parent is None)]))
        found = data.draw(st.lists(extract, max_size=5, unique_by=lambda one: one.extract.id))
        answers = data.draw(st.lists(st.sampled_from(["1", "fit", "3", "gone"]), max_size=2, unique=True))
        themes.append(
            ThemeRow(f"t{number}", f"Theme {number} 主题 ‏נושא‏", "defined", parent=above, position=number,
                     narrative=f"Told {number}.", extracts=tuple(found), answers=tuple(answers))
        )  # fmt: skip
    facts = study.make_facts(themes=tuple(themes))
    plain = compose(facts)
    for order in ORDERS:
        report = compose(ordered(facts, order))
        assert quoted(report) == quoted(plain), order
        told = Counter(as_text(one) for one in report.blocks if isinstance(one, Paragraph))
        assert all(told[f"Told {number}."] == 1 for number in range(len(themes))), order


@pytest.mark.parametrize("order", list(ORDERS))
def test_thousands_of_themes_are_ordered(study, order):
    themes = tuple(ThemeRow(f"t{n}", f"Theme {n}", "defined", parent=f"t{n - 1}" if n % 2 else None, position=n,
                            answers=("1",) if n % 3 else ()) for n in range(2000))  # fmt: skip
    report = compose(ordered(study.make_facts(themes=themes), order))
    assert sum(one.startswith("Theme ") for _, one in headings(report)) == 2000
