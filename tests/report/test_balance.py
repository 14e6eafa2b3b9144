"""Whose voices are printed, beside whose are coded; and what in that asks for a second look."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.report.balance.balance import balance_of
from workbench.report.balance.study import ledger_as_csv
from workbench.report.balance.voices import coded_words, quoted
from workbench.report.balance.weighed import balance_blocks, weighed_of
from workbench.report.compose import compose
from workbench.report.content import ListItem, Part, Quotation, Source, as_text
from workbench.report.facts import ExtractRow, ParticipantRow, ThemeExtractRow, ThemeRow
from workbench.report.lengths import how_many_words

SHORT = "That's all, really."


def weighed(facts):
    return weighed_of(facts, compose(facts).blocks).balance


def lines(balance, kind):
    return {
        line.label: (line.quotations, line.words, line.coded)
        for line in getattr(balance.ledger, {"participant": "participants", "role": "roles", "wave": "waves"}[kind])
    }


def test_quotations_and_words_of_each_who_speaks_are_counted(facts):
    found = weighed(facts)
    assert (found.ledger.quotations, len(found.ledger.participants)) == (6, 8)
    of_each = lines(found, "participant")
    # A quotation in which two speak counts for both, with the words of each.
    assert of_each["PM1"][:2] == (2, 23 + 15)
    assert of_each["PM2"][:2] == (1, 3)
    assert of_each["Parent 1"][0] == 1
    # Nobody knows which of the two of staff said it: it is neither's, and their role's.
    assert of_each["Staff 1"] == of_each["Staff 2"] == (0, 0, 0)
    assert of_each["Staff 1 or Staff 2, not told apart"] == (1, 8, 8)
    assert lines(found, "role")["Staff member"] == (1, 8, 8)
    assert lines(found, "role")["Peer mentor"][0] == 2
    assert lines(found, "wave")["T2"][0] == 1
    assert "Parent 3" not in of_each, "who was not interviewed is not unheard"


def test_a_word_that_several_codes_are_put_on_counts_once_and_an_interviewers_never(facts, study):
    row = facts.transcript_of["Parent 1 T1"]
    whole = ExtractRow("a", row.name, 0, len(row.text), "c", ("P1",), wave="T1")
    other = ExtractRow("b", row.name, 30, 90, "d", ("P1",), wave="T1")
    coded = coded_words(dataclasses.replace(facts, extracts=(whole, other)))
    said = sum(how_many_words(row.text[turn.start : turn.end]) for turn in row.turns if not turn.interviewer)
    assert {who.people: words for who, words in coded.items()} == {("P1",): said}


spans = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans)
def test_the_parts_of_the_ledger_make_up_the_whole(facts, places):
    names = sorted(facts.transcript_of)
    extracts = []
    for number, (first, second) in enumerate(places):
        name = names[number % len(names)]
        start, end = sorted((first, second + 1))
        end = min(end, len(facts.transcript_of[name].text))
        if start < end:
            extracts.append(ExtractRow(str(number), name, start, end, "c"))
    theme = ThemeRow("t", "T", extracts=tuple(ThemeExtractRow(one, use="key") for one in extracts))
    changed = dataclasses.replace(facts, extracts=tuple(extracts), themes=(theme,))
    ledger = weighed(changed).ledger
    for some in (ledger.participants, ledger.roles, ledger.waves):
        assert sum(line.words for line in some) == ledger.words
        assert sum(line.coded for line in some) == ledger.coded
        assert all(line.quotations <= ledger.quotations for line in some)
    assert all(
        0 <= share <= 1 for line in ledger.roles for share in (line.words_share, line.coded_share) if share is not None
    )


@pytest.fixture
def flags(facts, study):
    """The flags of what is printed when these are the quotations: (participant, words, theme, against?)."""

    def of(said, *, coded, themes=("t",), people=None):
        participants = people or tuple(
            ParticipantRow(one, one, one[0], waves={"T1": "interviewed"})
            for one in ("A1", "A2", "A3", "B1", "C1", "C2", "C3")
        )
        words = [word for who, number in coded for word in [who] * number]
        row = study.transcript("x", "group", "verbatim", "T1", [])
        row = dataclasses.replace(row, text=" ".join(words))
        given_extracts, at = [], 0
        for who, number in coded:
            size = len(" ".join([who] * number))
            given_extracts.append(ExtractRow(who, "x", at, at + size, "c", (who,), wave="T1"))
            at += size + 1
        against = tuple(
            ThemeExtractRow(dataclasses.replace(one, id=f"against {one.id}"), "contradicts")
            for one in given_extracts[:1]
        )
        rows = tuple(ThemeRow(one, f"Theme {one}", "defined", extracts=against if one == "u" else ()) for one in themes)
        changed = study.make_facts(
            participants=participants, transcripts=(row,), themes=rows, extracts=tuple(given_extracts), codebooks=()
        )
        blocks = [
            Quotation((Part(" ".join(["word"] * number)),), f"{who}, T1", Source(who, "x", 0, 1, theme, ((who,),)))
            for who, number, theme in said
        ]
        found = balance_of(changed, quoted(changed, blocks)).flags
        return [(one.kind, one.said, one.is_remark) for one in found]

    return of


def test_a_voice_with_four_quotations_and_more_than_twice_its_share_is_told(flags):
    even = [("A1", 100), ("A2", 100), ("A3", 100), ("B1", 100), ("C1", 100)]
    others = [("A2", 10, "t"), ("C1", 10, "t"), ("A3", 10, "t")]
    told = flags([("A1", 10, "t")] * 4 + [*others, ("B1", 10, "t")], coded=even)
    assert told == [
        ("over its share", "A1: 4 of 8 quotations (50%) and 50% of their words, 20% of the coded words.", False)
    ]
    # Three are too few to say so, and twice its share is not more than twice.
    assert flags([("A1", 10, "t")] * 3 + [*others, ("B1", 10, "t")], coded=even) == []
    assert flags([("A1", 10, "t")] * 4 + [*others, ("B1", 10, "t"), *others[:2]], coded=even) == []
    # Few, but long ones.
    assert [one[0] for one in flags([("A1", 190, "t")] * 4 + [*others * 4, ("B1", 10, "t")], coded=even)] == [
        "over its share"
    ]
    # One of a role of one has nobody else who could be quoted.
    (told,) = flags([("B1", 10, "t")] * 4 + [*others, ("A1", 10, "t")], coded=even)
    assert told[1].endswith("The role has 1 person.")
    assert told[2] is True


def test_who_is_not_heard_is_told(flags, facts, study):
    told = flags([("A1", 10, "t"), ("C1", 10, "t")], coded=[("A1", 10), ("B1", 30), ("C1", 10)])
    assert ("unheard", "B: in no quotation; 30 words coded (60%).", False) in told
    assert any("C1 or" in said for _, said, _ in told) is False
    never = tuple(
        dataclasses.replace(row, quoting="never") if row.role == "trainer" else row for row in facts.participants
    )
    (first,) = [one for one in weighed(study.make_facts(participants=never)).flags if one.kind == "unheard"]
    assert (first.said, first.is_remark) == ("Trainer: in no quotation; they asked never to be quoted.", True)
    only_first = dataclasses.replace(facts.themes[0], status="reviewed")
    late = [one.said for one in weighed(study.make_facts(themes=(only_first,))).flags if one.kind == "unheard"]
    assert any(said.startswith("T2: no quotation is from this time point") for said in late)


def test_themes_of_one_voice_and_without_anybody_who_complicates_are_told(flags):
    coded = [("A1", 10), ("C1", 10)]
    told = flags([("A1", 10, "t"), ("A1", 10, "t"), ("A1", 10, "u"), ("C1", 10, "u")], coded=coded, themes=("t", "u"))
    assert [one[:2] for one in told if one[0] != "unheard"] == [
        ("one voice", "Theme “Theme t”: its 2 quotations are one voice (A1)."),
        ("no complicating voice", "Theme “Theme u”: 1 extract complicates or contradicts it, and none is printed."),
    ]


def test_one_of_several_may_be_one_voice(facts, study):
    staff = dataclasses.replace(facts.themes[0], extracts=facts.themes[0].extracts[1:2])
    (told,) = [one for one in weighed(study.make_facts(themes=(staff,))).flags if one.kind == "one voice"]
    assert told.said == "Theme “Someone who has been there”: its only quotation may be one voice (Staff 1 or Staff 2)."
    # Where all stand in a subtheme, that is told of the subtheme alone.
    parent = dataclasses.replace(facts.themes[0], extracts=())
    child = dataclasses.replace(facts.themes[1], extracts=facts.themes[1].extracts[1:])
    told = [one.said for one in weighed(study.make_facts(themes=(parent, child))).flags if one.kind == "one voice"]
    assert told == ["Theme “Slow beginnings”: its only quotation is one voice (PM1)."]


def test_quotations_shorter_or_longer_than_published_ones_are_told(flags):
    told = flags([("A1", 4, "t"), ("A2", 5, "t"), ("C1", 200, "t"), ("C2", 201, "t")], coded=[("A1", 9)])
    assert [one[1] for one in told if one[0] in ("short", "long")] == [
        "Theme “Theme t”: a quotation of 4 words, fewer than 5 (A1, T1).",
        "Theme “Theme t”: a quotation of 201 words, more than 200 (C2, T1).",
    ]


def test_where_nothing_is_printed_nothing_is_flagged(facts, study):
    bare = dataclasses.replace(facts.themes[0], extracts=())
    found = weighed(study.make_facts(themes=(bare,)))
    assert found.flags == ()
    assert found.ledger.roles[0].quotations_share is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("… and then", 2),
        ("yes – no", 2),
        ("我们相信她 yes", 4),
        ("(name of street), I think.", 5),
        ("مرحبا بكم", 2),
    ],
)
def test_words_are_counted(text, number):
    assert how_many_words(text) == number


def test_the_ledger_goes_into_a_spreadsheet_and_no_label_becomes_a_formula(facts, study):
    people = tuple(
        dataclasses.replace(row, label="=1+1") if row.participant == "PM1" else row for row in facts.participants
    )
    text = ledger_as_csv(weighed(study.make_facts(participants=people)).ledger)
    rows = [line.split(",") for line in text.splitlines()]
    assert rows[0][:4] == ["kind", "id", "label", "quotations"]
    assert {len(row) for row in rows[:3]} == {10}
    assert "\nparticipant,PM1,=1+1" not in text


def test_as_content_each_line_leads_to_its_theme(facts, study):
    weighed_now = weighed_of(facts, compose(facts).blocks)
    blocks, leads_to = balance_blocks(weighed_now)
    assert len(blocks) == len(leads_to)
    told = {as_text(block): theme for block, theme in zip(blocks, leads_to, strict=True) if isinstance(block, ListItem)}
    assert set(told) == {flag.said for flag in weighed_now.balance.flags}
    assert {theme for said, theme in told.items() if said.startswith("Theme “Slow beginnings”")} <= {"t2"}
    text = "\n".join(map(as_text, blocks))
    assert "Staff 1 or Staff 2, not told apart\t1 (17%)" in text
    assert "no mark of quality" not in text
    reflexive = study.make_facts(study=dataclasses.replace(facts.study, mode="reflexive"))
    blocks, _ = balance_blocks(weighed_of(reflexive, compose(reflexive).blocks))
    assert "no mark of quality" in "\n".join(map(as_text, blocks))
    bare = study.make_facts(themes=(dataclasses.replace(facts.themes[0], extracts=()),))
    blocks, _ = balance_blocks(weighed_of(bare, compose(bare).blocks))
    assert as_text(blocks[-1]) == "No quotation is printed yet, so there is nothing to weigh."


def test_of_very_many_flags_of_one_kind_the_rest_is_counted(facts):
    blocks = [
        Quotation((Part("Yes."),), "PM1, T2", Source("", "PM1 T2", 0, 1, "t1", (("PM1",),))) for _ in range(1_000)
    ]
    lines = [as_text(block) for block in balance_blocks(weighed_of(facts, blocks))[0] if isinstance(block, ListItem)]
    assert len(lines) < 50
    assert "And 970 more such: short." in lines
