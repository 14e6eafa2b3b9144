"""A report in the order of its writers' own outline."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.prepared import Edit, Prepared
from workbench.report.compose import ORDERS, compose
from workbench.report.content import Heading, Quotation, as_text
from workbench.report.facts import EvidenceRow, PassageRow, ThemeExtractRow, ThemeRow
from workbench.report.preview import preview_of
from workbench.report.section_preview import section_of
from workbench.settings import (
    OutlineSection,
    ReportChoices,
    outline_lines,
    read_report_choices,
    write_report_choices,
)
from workbench.themes.preparing import Redaction

OUTLINE = """\
# ours
order: outline
outline:
  - heading: What happened
    text: |
      It *took* time.
    themes: Slow beginnings   # first
    quotations:
      - {quote}
      - {quote}
      - ffffffff
    sections:
      - heading: Trust
        themes: [someone WHO has been there, Slow beginnings, Sloe beginnings]
  - heading: What it means 意味 ‏משמעות‏
    quotations: [{unthemed}]
"""


def with_outline(facts, sections, **changes):
    choices = ReportChoices(order="outline", outline=sections, parts=["themes"])
    return dataclasses.replace(facts, choices=choices, **changes)


def shape(report):
    return [
        (block.level, block.text) if isinstance(block, Heading) else block.words.partition(" ")[0]
        for block in report.blocks
        if isinstance(block, (Heading, Quotation))
    ]


def test_a_reference_in_a_sections_text_places_nothing_and_is_told(facts):
    outline = [{"heading": "A", "text": "They said [[3f2a91c4]].", "themes": [facts.themes[0].name]}]
    report = compose(dataclasses.replace(facts, choices=ReportChoices(order="outline", outline=outline)))
    assert "They said [[3f2a91c4]]." in [as_text(one) for one in report.blocks]
    assert any("The section “A”, in its text: [[3f2a91c4]] prints as it stands." in one for one in report.notices)


def test_sections_hold_text_themes_and_quotations_and_what_is_wrong_is_told_with_its_line(facts, study, tmp_path):
    path = tmp_path / "report.yaml"
    quote = facts.themes[0].extracts[2].extract
    alone = study.extract(facts.transcripts, "Parent 1 T1", "That's all, really.", role="parent")
    quote, alone = (dataclasses.replace(one, id=digits * 8) for one, digits in ((quote, "12ab"), (alone, "34cd")))
    extracts = list(facts.themes[0].extracts)
    extracts[2] = ThemeExtractRow(quote, "supports", "key")
    theme = dataclasses.replace(facts.themes[0], extracts=tuple(extracts))
    path.write_text(OUTLINE.format(quote="12ab", unthemed="34cd34cd"), "utf-8")
    made = dataclasses.replace(
        facts, themes=(theme, facts.themes[1], ThemeRow("t9", "Elsewhere", "defined", position=9)),
        extracts=(quote, alone), choices=read_report_choices(path), outline_lines=outline_lines(path),
    )  # fmt: skip
    report = compose(made)
    assert shape(report)[shape(report).index((1, "What happened")) : -3] == [
        (1, "What happened"),
        "They",
        (2, "Slow beginnings"),
        "PM1:",
        "I",
        (2, "Trust"),
        (3, "Someone who has been there"),
        (4, "A turn"),
        "She",
        "They",
        "I",
        (1, "What it means 意味 ‏משמעות‏"),
        "That's",
    ]
    assert "It took time." in [as_text(one) for one in report.blocks]
    told = [one for one in report.notices if one.startswith(("report.yaml", "Not in"))]
    assert told == [
        "report.yaml, line 10: the quotation '12ab' stands here twice, and is printed where it stands first "
        "(report.yaml, line 9).",
        "report.yaml, line 11: there is no coding 'ffffffff' among those that are printed.",
        "report.yaml, line 14: the theme 'Slow beginnings' stands here twice, and is printed where it stands first "
        "(report.yaml, line 7).",
        "report.yaml, line 14: there is no theme 'Sloe beginnings'.",
        "Not in the outline, and so not printed: Elsewhere.",
    ]
    left_out = [(one.title, one.left_out) for one in preview_of(made).parts if one.left_out]
    assert left_out == [("Elsewhere", "not in the outline")]


def test_what_may_not_be_quoted_is_not_printed_by_hanging_it(facts, study):
    sealed = study.extract(facts.transcripts, "PM1 T2", "I listen more", not_for_quotation=True)
    sealed = dataclasses.replace(sealed, id="beef" * 8)
    candidate = ThemeRow("t9", "A first idea", "candidate")
    sections = [OutlineSection(heading="A", quotations=["beef"], themes=["a first idea"])]
    report = compose(with_outline(facts, sections, extracts=(sealed,), themes=(*facts.themes, candidate)))
    assert shape(report) == [(1, "A")]
    assert [one for one in report.notices if one.startswith("The outline")] == [
        "The outline: the theme “A first idea” is not printed: it is a candidate still.",
        "The outline: the quotation 'beef' is not printed: marked not for quotation.",
    ]


def test_without_an_outline_the_order_is_that_of_themes(facts):
    report = compose(with_outline(facts, []))
    assert (1, "Someone who has been there") in shape(report)
    assert any("and there is none: it is ordered by theme" in one for one in report.notices)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("outline:\n  - themes: [a]\n", "line 2", "outline.0.heading"),
        ("outline:\n  - heading: a\n    theme: b\n", "line 3", "the nearest known one is 'themes'"),
        ("outline:\n  - heading: ' '\n", "line 2", "a section needs a heading"),
        (
            "outline: [{heading: a, sections: [{heading: b, sections: [{heading: c, sections: [{heading: d, sections: "
            "[{heading: e}]}]}]}]}]\n", "line 1", "4 deep at the most",
        ),
    ],
)  # fmt: skip
def test_a_faulty_outline_is_told_with_its_place(tmp_path, text, place, words):
    path = tmp_path / "report.yaml"
    path.write_text(text)
    with pytest.raises(BadInput) as caught:
        read_report_choices(path)
    assert place in caught.value.message
    assert words in caught.value.message


def test_an_outline_is_written_in_place(tmp_path):
    path = tmp_path / "report.yaml"
    path.write_text("# ours\noutline:\n  # the beginning\n  - heading: A\n    themes: [x] # main\n  - heading: B\n")
    first, second = read_report_choices(path).outline
    changed = [
        OutlineSection(heading="A", themes=["x", "y"]),
        OutlineSection(heading="C", text="*So*.\n\nYes."),
        second,
    ]
    write_report_choices(path, {"outline": [one.as_value() for one in changed]})
    assert read_report_choices(path).outline == changed
    text = path.read_text()
    assert text.startswith("# ours\noutline:\n  # the beginning\n  - heading: A\n    themes: [x, y] # main\n")
    write_report_choices(path, {"outline": None})
    assert read_report_choices(path).outline == []
    assert first.heading == "A"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.data())
def test_an_outline_loses_and_doubles_no_quotation_without_telling(data, study):
    rows = study.transcripts()
    pool = [
        dataclasses.replace(study.extract(rows, row.name, row.text[row.turns[-1].start : row.turns[-1].end - cut]),
                            id=f"{number}{cut}aa" * 8, role=data.draw(st.sampled_from(["parent", "mentor"])))
        for number, row in enumerate(rows) for cut in (0, 2)
    ]  # fmt: skip
    themes = tuple(
        ThemeRow(f"t{n}", f"Theme {n}", "defined", parent="t0" if n == 1 else None, position=n, extracts=tuple(
            ThemeExtractRow(one, "supports", "key") for one in data.draw(st.lists(st.sampled_from(pool), unique=True))
        )) for n in range(3)
    )  # fmt: skip
    section = st.builds(
        OutlineSection,
        heading=st.sampled_from("AB"),
        themes=st.lists(st.sampled_from(["theme 0", "t1", "Theme 2", "None"]), max_size=3),
        quotations=st.lists(st.sampled_from([*(one.id for one in pool), "00ab"]), max_size=3),
    )
    nested = st.builds(
        lambda one, inner: one.model_copy(update={"sections": inner}), section, st.lists(section, max_size=2)
    )
    facts = study.make_facts(themes=themes, extracts=tuple(pool))
    report = compose(with_outline(facts, data.draw(st.lists(nested, min_size=1, max_size=3))))
    known = compose(dataclasses.replace(facts, choices=ReportChoices(parts=["themes"])))

    def under(made):
        return Counter((one.source.theme, one.source.extract) for one in made.blocks if isinstance(one, Quotation))

    printed, before = under(report), under(known)
    assert max(printed.values(), default=0) <= 1
    hung = {heading.theme for heading in report.blocks if isinstance(heading, Heading) and heading.theme}
    told = " ".join(report.notices)
    extracts = {extract for _, extract in printed}
    for theme, extract in before:
        assert extract in extracts or (theme not in hung and f"Theme {theme[1]}" in told)
    for theme in themes:
        assert (theme.id in hung) != (theme.name in told.partition("Not in the outline")[2])


def test_a_section_is_previewed_in_every_order_with_the_marks_of_the_whole_report(facts):
    named = dataclasses.replace(facts.study, questions={"1": "How?"})
    extract = facts.themes[0].extracts[0].extract
    outline = [OutlineSection(heading="Elsewhere"), OutlineSection(heading="Here", themes=["Slow beginnings"]),
               OutlineSection(heading="By itself", quotations=[extract.id, "none"])]  # fmt: skip
    for order in ORDERS:
        choices = ReportChoices(order=order, outline=outline, omission="[…]")
        seen = section_of(dataclasses.replace(facts, study=named, choices=choices), "t2")
        headings = [one.text for one in seen.blocks if isinstance(one, Heading)]
        assert seen.title == "Slow beginnings"
        assert sum(isinstance(one, Quotation) for one in seen.blocks) == 2, order
        assert not {"Elsewhere", "By itself", "How?"}.intersection(headings)
        assert "The mark […] shows" in as_text(seen.blocks[-1])
    assert section_of(facts, "gone").title == "Someone who has been there"


def test_what_must_not_be_quoted_is_found_in_an_outlines_words_and_in_other_evidence(facts, study):
    words = "It took me a year to learn that, and I still slip."
    place = study.extract(facts.transcripts, "PM1 T2", words)
    marked = (PassageRow(place.transcript, place.start, place.end),)
    alone = (ThemeRow("t", "T", "defined"),)
    by_outline = [OutlineSection(heading="A", text=f"Somebody wrote: {words}", themes=["T"])]
    told = compose(with_outline(facts, by_outline, themes=alone, marked=marked)).forbidden
    assert told[0].startswith("“A” holds words that must not be printed, marked not for quotation")
    for evidence in ("in brackets", "in footnotes"):
        for sentence, source in ((words, "a letter"), ("So it says.", f"letter: {words}")):
            theme = ThemeRow("t", "T", "defined", evidence=(EvidenceRow(sentence, source),))
            choices = ReportChoices(evidence=evidence)
            report = compose(dataclasses.replace(facts, themes=(theme,), marked=marked, choices=choices))
            assert report.forbidden, (evidence, source)


def test_what_hangs_by_itself_is_printed_as_the_one_theme_has_it_that_prepared_it(facts, study):
    alone = study.extract(facts.transcripts, "Parent 1 T1", "That's all, really.", role="parent")
    alone = dataclasses.replace(alone, id="cafe" * 8)
    text = facts.transcript_of[alone.transcript].sha256

    def shown(*prepared, **changes):
        others = tuple(
            ThemeRow(f"o{number}", f"Other {number}", "candidate", extracts=(ThemeExtractRow(alone, prepared=one),))
            for number, one in enumerate(prepared)
        )
        sections = [OutlineSection(heading="A", quotations=["cafe"])]
        made = with_outline(facts, sections, extracts=(alone,), themes=(*facts.themes, *others), **changes)
        choices = made.choices.model_copy(update={"parts": ["method", "themes"]})
        report = compose(dataclasses.replace(made, choices=choices))
        (one,) = [block for block in report.blocks if isinstance(block, Quotation)]
        told = [notice for notice in report.notices if "'cafe'" in notice]
        return one.words, one.source.theme, told, report

    added = Prepared(edits=(Edit(7, 10, "clarify", "everything"),), text=text)
    words, theme, told, report = shown(added, None)
    assert (words, theme, told) == ("That's [everything], really.", "o0", [])
    assert "square brackets" in "\n".join(as_text(one) for one in report.blocks if not isinstance(one, Quotation))
    # The writer's own words in it are looked through like any others.
    marked = "It took me a year to learn that"
    place = study.extract(facts.transcripts, "PM1 T2", marked)
    bad = dataclasses.replace(added, edits=(added.edits[0]._replace(words=marked),))
    assert shown(bad, marked=(PassageRow(place.transcript, place.start, place.end),))[3].forbidden
    # In the same way twice is one way; in several nobody knows which.
    assert shown(added, added)[0] == "That's [everything], really."
    words, theme, told, _ = shown(added, dataclasses.replace(added, attribution="role"))
    assert (words, theme) == ("That's all, really.", "")
    assert told == [
        "The outline: the quotation 'cafe': it is prepared in 2 ways (Other 0, Other 1), and printed as it stands: "
        "no theme prints it."
    ]
    words, _, told, _ = shown(dataclasses.replace(added, text="0" * 64))
    assert (words, "its edits are not applied" in told[0]) == ("That's all, really.", True)
    words, _, told, _ = shown(dataclasses.replace(added, goes_on=True))
    assert (words, "printed by itself" in told[0]) == ("That's [everything], really.", True)


def test_what_is_redacted_anywhere_is_redacted_in_what_hangs_by_itself(facts, study):
    alone = study.extract(facts.transcripts, "Parent 1 T1", "That's all, really.", role="parent")
    alone = dataclasses.replace(alone, id="cafe" * 8)
    hidden = Redaction(alone.transcript, alone.start + 7, alone.start + 10, "XX")
    made = with_outline(facts, [OutlineSection(heading="A", quotations=["cafe"])], extracts=(alone,))
    (shown,) = [one for one in compose(made).blocks if isinstance(one, Quotation)]
    assert shown.words == "That's all, really."
    made = dataclasses.replace(made, redactions=(hidden,))
    (shown,) = [one for one in compose(made).blocks if isinstance(one, Quotation)]
    assert shown.words == "That's XX, really."
