"""Quotations placed in narratives: printed there as anywhere, once each, and never where they must not be."""

from __future__ import annotations

import dataclasses
import io
import json
from collections import Counter
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.prepared import DIALOGUE, LEAVE_OUT, Edit, Prepared
from workbench.report import quotation_marks
from workbench.report.as_json import to_json
from workbench.report.balance.voices import quoted
from workbench.report.compose import compose
from workbench.report.content import Heading, Kind, ListItem, Paragraph, Quotation, as_text, own_words, quotations_of
from workbench.report.facts import PassageRow, ThemeExtractRow, ThemeRow
from workbench.report.listed_quotations import quotations_by_theme
from workbench.report.markdown import as_markdown, blocks_of
from workbench.report.markdown_file import to_markdown
from workbench.report.parts.theme_part import NONE_FOUND, OPPOSING, SUPPORTING
from workbench.report.plain_words import quotations_placed
from workbench.report.preview import preview_of
from workbench.report.provenance import provenance_rows
from workbench.report.quotation_list import rows_of
from workbench.report.unbroken import unbroken
from workbench.report.verify.attributions import Names
from workbench.report.verify.document import word_paragraphs
from workbench.report.verify.finding import find_quotations
from workbench.report.web_page import to_html
from workbench.report.word.document import to_docx
from workbench.settings import ReportChoices
from workbench.themes.references import Ids, reference_at, references

LONG = (
    "slow at the start. They did not ring me back.\n\nI: And then?\n\n"
    "Ada: Then one of them rang at nine at night, and that was that.\n\nBea: Mine never rang."
)
BOOK = "3f2a91c4-0000-5000-8000-000000000001"
STAFF = "3f2a91c5-0000-5000-8000-000000000002"
TRAINER = "aa00aa00-0000-5000-8000-000000000003"
CHILDMINDER = "bb00bb00-0000-5000-8000-000000000004"
SLIP = "cc00cc00-0000-5000-8000-000000000005"
NOBODYS = "dd00dd00-0000-5000-8000-000000000006"
EVERYONE = (BOOK, STAFF, TRAINER, CHILDMINDER)


def rows_of_theme(study, rows, **prepared):
    def own(name, words, ident, stance="supports", use="key", **more):
        made = dataclasses.replace(study.extract(rows, name, words, **more), id=ident)
        return ThemeExtractRow(made, stance, use, prepared.get(ident))

    return (
        own("Parent 1 T1", "You can't learn that from a book.", BOOK, role="parent"),
        own("Staff T1", "They pick up on things that we miss.", STAFF, role="staff"),
        own("Trainer T1", "They asked harder questions than any group I have taught.", TRAINER, role="trainer"),
        own("Parent 2 T1", "I didn't want a mentor.", CHILDMINDER, "contradicts", "", role="parent"),
    )


@pytest.fixture
def placing(study):
    """Gives facts whose one theme has a narrative."""
    rows = study.transcripts()

    def make(narrative, *, prepared=(), order="theme", **changes):
        extracts = rows_of_theme(study, rows, **dict(prepared))
        slip = dataclasses.replace(study.extract(rows, "PM1 T2", "I still slip", role="mentor"), id=SLIP)
        alone = dataclasses.replace(
            study.extract(rows, "Parent 1 T1", "That's all, really.", role="parent"), id=NOBODYS
        )
        themes = (
            ThemeRow("t1", "Trust", "defined", narrative=narrative, extracts=extracts),
            ThemeRow("t2", "Time", "defined", position=1, extracts=(ThemeExtractRow(slip, "supports", "key"),)),
        )
        given = {"themes": themes, "choices": ReportChoices(order=order)}
        facts = study.make_facts(**(given | changes))
        return dataclasses.replace(facts, extracts=(*(one.extract for one in extracts), slip, alone))

    return make


def section(report):
    """What stands under the first theme."""
    blocks = list(report.blocks)
    at = next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.theme == "t1")
    end = next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.theme == "t2")
    return blocks[at:end]


def told(report, words):
    return [one for one in report.notices if words in one]


def printed_of(report):
    return Counter(one.source.extract for one in quotations_of(report.blocks))


def test_references_are_ids_between_double_brackets_and_nothing_else():
    text = r"A [[3f2a91c4]] b [[ 3F2A-91 ]] c \[[3f2a91c4]] d [[note]] e [[12]] f [3f2a91c4] [[3f2a 91c4]]"
    assert references(text) == ["3f2a91c4", "3F2A-91"]
    assert [reference_at("So [[3f2a91c4]].", column) for column in (2, 3, 9, 15, 16)] == ["", *["3f2a91c4"] * 3, ""]
    (block,) = blocks_of(as_markdown("They said [[3f2a91c4]] so"), level=1, series=count())
    assert as_text(block) == "They said [[3f2a91c4]] so"
    assert not any(run.refers for run in block.runs)
    known = Ids([BOOK, STAFF, TRAINER])
    assert known.named("3F2A-91") == [BOOK, STAFF]
    assert known.named(TRAINER.upper()) == [TRAINER]
    assert known.named("ee") == known.named("") == []


def test_alone_in_its_paragraph_it_is_set_in_and_within_a_sentence_it_stands_among_the_text(placing):
    report = compose(
        placing("One saw it:\n\n[[3f2a91c4]]\n\nStaff did ([[3f2a91c5]]), *all*.\n\n- It was [[aa00aa00]]")
    )
    blocks = section(report)
    at = next(n for n, one in enumerate(blocks) if as_text(one) == "One saw it:")
    block, sentence, item = blocks[at + 1 : at + 4]
    assert isinstance(block, Quotation)
    assert not block.inline
    assert as_text(block) == "You can't learn that from a book. (Parent 1, T1)"
    assert as_text(sentence) == "Staff did (“They pick up on things that we miss.” (Staff member, T1)), all."
    assert own_words(sentence) == ["Staff did (", "), all."]
    assert isinstance(item, ListItem)
    assert as_text(item).endswith("group I have taught.” (Trainer)")
    # Nothing is printed below again, and a list that is empty by that is not announced.
    assert printed_of(report) == Counter([*EVERYONE, SLIP])
    assert [as_text(one) for one in blocks if isinstance(one, Paragraph) and one.kind is Kind.LEAD] == [OPPOSING]
    assert not told(report, "placed")


def test_a_long_one_within_a_sentence_stays_there_and_is_told(placing, monkeypatch):
    text = "One saw it:\n\n[[3f2a91c4]]\n\nStaff did ([[3f2a91c5]]), *all*."
    assert not told(compose(placing(text)), "40 words")
    monkeypatch.setattr(quotation_marks, "LONGEST_INLINE", 7)
    report = compose(placing(text))
    (notice,) = told(report, "a quotation of more than 40 words stands within a sentence; in a paragraph of its own")
    assert "Staff" in notice
    assert "Staff did (“They pick up on things that we miss.” (Staff member, T1)), all." in map(
        as_text, section(report)
    )


def test_what_is_not_printed_leaves_nothing_in_the_text_and_is_told(placing):
    text = "It was so [[3f2a91c4]]. [[bb00bb00]] And [[eeee0000]], [[3f2a]].\n\n[[eeee0000]]\n\n# On [[3f2a91c5]] trust"
    facts = placing(text)
    at = facts.extract_of[BOOK]
    marked = dataclasses.replace(at, not_for_quotation=True)
    theme = facts.themes[0]
    first = dataclasses.replace(theme.extracts[0], extract=marked)
    people = tuple(
        dataclasses.replace(one, quoting="never") if one.participant == "P2" else one for one in facts.participants
    )
    facts = dataclasses.replace(
        facts,
        themes=(dataclasses.replace(theme, extracts=(first, *theme.extracts[1:])), facts.themes[1]),
        extracts=(marked, *facts.extracts[1:]),
        marked=(PassageRow(at.transcript, at.start, at.end),),
        participants=people,
    )
    report = compose(facts)
    blocks = section(report)
    said = "\n".join(map(as_text, blocks))
    assert "It was so." in said
    assert "[[" not in said
    assert "book" not in said
    assert "childminder" not in said
    assert any(isinstance(one, Heading) and one.text == "On trust" for one in blocks)
    assert not report.forbidden
    assert told(report, "placed there and not printed, marked not for quotation")
    assert told(report, "placed there and not printed, spoken by someone who is never to be quoted")
    assert told(report, "[[eeee0000]] is left out: no coding")
    assert told(report, "[[3f2a]] is left out")
    assert told(report, "no quotation stands in a heading")
    assert not any("book" in one for one in report.notices)


def test_it_is_printed_as_it_is_prepared_and_what_goes_on_with_it_is_not_printed_again(placing, study):
    cut = Prepared(text=study.transcripts()[2].sha256, edits=(Edit(0, 4, LEAVE_OUT),), attribution="role")
    report = compose(placing("[[3f2a91c4]]", prepared={BOOK: cut}.items()))
    first = next(quotations_of(section(report)))
    assert (first.words, first.attribution) == ("… can't learn that from a book.", "Parent, T1")
    # A dialogue cannot stand within a sentence.
    rows = study.transcripts()
    long = dataclasses.replace(study.extract(rows, "PM1 and PM2 T1", LONG, role="mentor"), id="ee11ee11")
    facts = placing("So: [[ee11ee11]] And on.")
    talk = ThemeExtractRow(long, "supports", "", Prepared(form=DIALOGUE))
    theme = dataclasses.replace(facts.themes[0], extracts=(*facts.themes[0].extracts, talk))
    facts = dataclasses.replace(facts, themes=(theme, facts.themes[1]), extracts=(*facts.extracts, long))
    report = compose(facts)
    blocks = section(report)
    at = next(n for n, one in enumerate(blocks) if as_text(one) == "So: And on.")
    assert isinstance(blocks[at + 1], Quotation)
    assert told(report, "a dialogue cannot stand within a sentence")
    # What goes on with the next takes that along, wherever it is placed.
    one = dataclasses.replace(
        study.extract(rows, "Parent 1 T1", "She never looked down on me.", role="parent"), id="ee22ee22"
    )
    for narrative, words, notice in (
        ("[[3f2a91c4]]", ["You can't learn that from a book. She never looked down on me."], ""),
        (
            "[[3f2a91c4]]\n[[ee22ee22]]",
            ["You can't learn that from a book. She never looked down on me."],
            "printed as one",
        ),
        ("[[ee22ee22]]", ["She never looked down on me.", "You can't learn that from a book."], "is placed elsewhere"),
    ):
        facts = placing(narrative, prepared={BOOK: Prepared(goes_on=True)}.items())
        theme = facts.themes[0]
        theme = dataclasses.replace(theme, extracts=(*theme.extracts, ThemeExtractRow(one, "supports", "key")))
        report = compose(dataclasses.replace(facts, themes=(theme, facts.themes[1]), extracts=(*facts.extracts, one)))
        assert [
            each.words for each in quotations_of(section(report)) if "She" in each.words or "book" in each.words
        ] == words
        assert bool(told(report, notice)) or not notice


def test_twice_elsewhere_or_of_no_theme_is_told(placing):
    report = compose(placing("[[3f2a91c4]]\n\nAnd [[3f2a-91c4]].\n\n[[cc00cc00]]\n\n[[dd00dd00]]"))
    assert printed_of(report) == Counter([*EVERYONE, BOOK, SLIP, SLIP, NOBODYS])
    assert told(report, "placed there more than once, and printed as often: 1 (Parent 1 T1")
    assert told(report, "an extract of the theme “Time”, which may print it as well")
    assert told(report, "an extract of no theme")
    # A coding of somebody else on a passage that is printed means that passage; one on another means nothing.
    facts = placing("[[99999999]]\n\n[[88888888]]\n\n[[77777777]]")
    book = facts.extract_of[BOOK]
    refers = {
        "99999999": PassageRow(book.transcript, book.start, book.end),
        "88888888": PassageRow(book.transcript, 0, 3),
        "77777777": "its code was taken off",
    }
    report = compose(dataclasses.replace(facts, refers=refers))
    assert next(quotations_of(section(report))).source.extract == BOOK
    assert told(report, "[[88888888]] is left out: nothing that is printed is coded there")
    assert told(report, "[[77777777]] is left out: its code was taken off")
    assert printed_of(report) == Counter([*EVERYONE, SLIP])


def test_lists_that_are_empty_by_placing_are_not_announced(placing):
    report = compose(placing("\n\n".join(f"[[{one}]]" for one in EVERYONE)))
    said = [as_text(one) for one in section(report)]
    assert SUPPORTING not in said
    assert OPPOSING not in said
    assert not any("No key quotation" in one or NONE_FOUND in one or "may not be quoted" in one for one in said)
    assert printed_of(report) == Counter([*EVERYONE, SLIP])


def test_every_shape_and_every_list_has_it_once(placing):
    facts = placing("One:\n\n[[3f2a91c4]]\n\nStaff did: [[3f2a91c5]] So.")
    report = compose(facts)
    words = "They pick up on things that we miss."
    marks = [one.mark for one in quotations_of(report.blocks)]
    assert all(marks)
    data = to_docx(report)
    paragraphs = word_paragraphs(data, "r.docx")
    (sentence,) = [one for one in paragraphs if "Staff did" in one.text]
    shown = f"“{words}” ({unbroken('Staff member, T1')})"
    assert sentence.text == f"Staff did: {shown} So."
    assert [sentence.text[one.start : one.end] for one in sentence.marked] == [shown]
    found = find_quotations(paragraphs, Names(facts, ("I", "Interviewer")))
    assert Counter(one.mark for one in found if one.mark) == Counter(marks)
    assert f"Staff did: “{words}” (Staff member, T1) So." in to_markdown(report).decode()
    assert "> You can't learn that" in to_markdown(report).decode()
    assert f"“{words}”</span> <cite" in to_html(report).decode()
    runs = [
        run for block in json.loads(to_json(report))["blocks"] for run in block.get("runs", ()) if "quotation" in run
    ]
    assert [run["quotation"]["parts"][0]["words"] for run in runs] == [words]
    assert len(rows_of(report)) - 1 == len(list(provenance_rows(facts, report))) == len(marks) == 5
    assert [one.theme for one in quotations_placed(report.blocks)] == ["Trust"] * 4 + ["Time"]
    assert len(quoted(facts, report.blocks)) == preview_of(facts).quotations == 5
    listed = next(some for theme, some in quotations_by_theme(facts) if theme is facts.themes[0])
    assert {one.coding for one in listed if one.is_printed} == set(EVERYONE)
    assert io.BytesIO(data).read(2) == b"PK"


@given(
    placed=st.lists(st.tuples(st.sampled_from([*EVERYONE, SLIP, NOBODYS]), st.booleans()), max_size=5),
    marked=st.sets(st.sampled_from([*EVERYONE, SLIP, NOBODYS])),
    order=st.sampled_from(["theme", "role then theme", "theme then role"]),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_placed_each_quotation_is_printed_once_and_what_is_marked_never(placing, placed, marked, order):
    narrative = "".join(f"It was [[{one}]] so.\n\n" if within else f"[[{one}]]\n\n" for one, within in placed)
    facts = placing(narrative, order=order)

    def judged(row):
        return dataclasses.replace(row, not_for_quotation=True) if row.id in marked else row

    themes = tuple(
        dataclasses.replace(
            theme,
            extracts=tuple(dataclasses.replace(one, extract=judged(one.extract)) for one in theme.extracts),
        )
        for theme in facts.themes
    )
    facts = dataclasses.replace(facts, themes=themes, extracts=tuple(map(judged, facts.extracts)))
    report = compose(facts)
    times = Counter(one for one, _ in placed)
    wanted = Counter({one: max(1, times[one]) for one in EVERYONE} | {SLIP: 1 + times[SLIP], NOBODYS: times[NOBODYS]})
    assert printed_of(report) == Counter({one: number for one, number in wanted.items() if one not in marked})
    text = "\n".join(map(as_text, report.blocks))
    assert "[[" not in text
    for one in marked:
        row = facts.extract_of[one]
        assert facts.transcript_of[row.transcript].text[row.start : row.end] not in text
