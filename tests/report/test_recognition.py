"""How far a reader can tell who says a quotation, and what would help."""

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.prepared import Prepared
from workbench.report.balance.voices import quoted
from workbench.report.balance.weighed import recognition_blocks, weighed_of
from workbench.report.compose import compose
from workbench.report.content import Heading, Part, Quotation, Source, as_text
from workbench.report.facts import ParticipantRow, ReportFacts, RoleRow, StudyFacts, ThemeExtractRow, ThemeRow, WaveRow
from workbench.report.recognition.reader import Named, Reader, Shown, without_those_taken
from workbench.report.recognition.recognition import by_seriousness, could_be, helps, recognition_of
from workbench.settings import ParticipantsTable, ReportChoices

WAVES = ("T1", "T2", "T3")


def people(**waves_of):
    """Participants (ids are the labels, too) of the role that their first letter is, with their waves."""
    return tuple(
        ParticipantRow(
            one, one, one[0], waves={wave: "interviewed" if wave in given else "not interviewed" for wave in WAVES}
        )
        for one, given in waves_of.items()
    )


def study_of(rows):
    roles = tuple(RoleRow(role, {"M": "Mentor", "P": "Parent", "S": "Staff"}[role]) for role in "MPS")
    return ReportFacts(StudyFacts("A study", waves=tuple(WaveRow(one, one) for one in WAVES), roles=roles), rows)


def reader(rows, *named, shown=None):
    return Reader(study_of(rows), shown or Shown(), named)


def of(label, wave=None):
    return Named((label,), label, wave)


def by_role(label, wave=None):
    return Named((label,), "", wave)


def test_a_label_may_be_anybody_of_its_role_who_took_part_whenever_it_is_quoted():
    rows = people(M1=("T1", "T2"), M2=("T1",), M3=("T1", "T2"), P1=("T1",))
    found = reader(rows, of("M1", "T1"), of("M1", "T2"))
    # Its quotations are one person's: what is said at T1 is said by somebody who was there at T2 as well.
    assert found.could_be(of("M1", "T1")) == {"M1", "M3"}
    assert reader(rows, of("M1", "T1")).could_be(of("M1", "T1")) == {"M1", "M2", "M3"}
    # A role is not one person's.
    assert reader(rows, by_role("M1", "T1"), by_role("M1", "T2")).could_be(by_role("M1", "T1")) == {"M1", "M2", "M3"}
    assert reader(rows, by_role("M1", "T2")).could_be(by_role("M1", "T2")) == {"M1", "M3"}


def test_two_labels_are_two_people():
    rows = people(M1=("T1", "T2"), M2=("T1", "T2"), M3=("T1",))
    named = [of("M1", "T1"), of("M1", "T2"), of("M2", "T2"), of("M3", "T1")]
    # The first two must be the two who were there at T2: the third is left.
    assert reader(rows, *named).could_be(of("M3", "T1")) == {"M3"}
    # Without the second's time point nothing follows, for it might be the third.
    assert reader(rows, *named).without_wave(of("M2", "T2")) == {"M1", "M2", "M3"}
    assert reader(rows, *named[:2], of("M3", "T1")).could_be(of("M3", "T1")) == {"M1", "M2", "M3"}


def test_two_who_speak_in_one_quotation_were_interviewed_together(study):
    rows = people(P1=("T1",), P2=("T1",), P3=("T1",), P4=("T1",))
    facts = dataclasses.replace(
        study_of(rows), transcripts=(study.transcript("x", "joint", "verbatim", "T1", [], ("P1", "P2")),)
    )
    parts = (Part("Yes.", "P1"), Part("No.", "P2"))
    both = Quotation(parts, "P1 and P2, T1", Source("", "x", 0, 1, speakers=(("P1",), ("P2",))))
    alone = Quotation((Part("Yes."),), "P1, T1", Source("", "x", 0, 1, speakers=(("P1",),)))
    assert [one.could for one in recognition_of(facts, quoted(facts, [alone]))] == [4]
    # It is one person's label, and so holds for what they say alone.
    assert [one.could for one in recognition_of(facts, quoted(facts, [both, alone]))] == [2, 2]


def test_what_stands_before_a_labels_number_says_what_somebody_is():
    labels = {"P1": "Mother 1", "P2": "Mother 2", "P3": "Mother 3", "P4": "Father 1"}
    rows = tuple(
        dataclasses.replace(row, label=labels[row.participant])
        for row in people(P1=("T1",), P2=("T1",), P3=("T1",), P4=("T1",))
    )
    facts = study_of(rows)

    def could(attribution, who):
        block = Quotation((Part("Yes."),), attribution, Source("", "x", 0, 1, speakers=((who,),)))
        (one,) = recognition_of(facts, quoted(facts, [block]))
        return one.could, [each.do for each in one.remedies]

    assert could("Mother 2, T1", "P2") == (3, [])
    assert could("Mother", "P2") == (3, [])
    assert could("Father 1, T1", "P4") == (1, ["role", "left out"])
    assert could("Father", "P4") == (1, ["role", "left out"])
    assert could("Parent", "P4") == (4, [])
    # Pseudonyms say nothing of the kind.
    named = tuple(
        dataclasses.replace(row, label=name) for row, name in zip(rows, ("Ada", "Bo", "Cy", "Di"), strict=True)
    )
    facts = study_of(named)
    assert could("Ada, T1", "P1") == (4, [])


def test_what_is_printed_of_a_label_elsewhere_tells_too():
    rows = people(P1=("T1",), P2=("T1",), P3=("T1",))
    noted = Shown(notes={"P1": "declined at T2", "P2": "declined at T2"})
    assert reader(rows, of("P1", "T1"), shown=noted).could_be(of("P1", "T1")) == {"P1", "P2"}
    assert reader(rows, of("P3", "T1"), shown=noted).could_be(of("P3", "T1")) == {"P3"}
    cells = {"P1": ("30–39",), "P2": ("40–49",), "P3": ("30–39",)}
    listed = Shown(frozenset({"P1", "P2"}), cells)
    # Who is not listed may have what stands in the row all the same.
    assert reader(rows, of("P1"), shown=listed).could_be(of("P1")) == {"P1", "P3"}
    assert reader(rows, of("P3"), shown=listed).could_be(of("P3")) == {"P1", "P2", "P3"}


took = st.dictionaries(
    st.sampled_from(["M1", "M2", "M3", "M4", "P1", "P2"]),
    st.lists(st.sampled_from(WAVES), min_size=1, unique=True).map(tuple),
    min_size=1,
)


@given(took, st.data())
def test_whoever_says_it_and_all_who_fit_together_are_among_those_who_could(given_waves, data):
    rows = people(**given_waves)
    named = [
        of(one, wave)
        for one, waves in given_waves.items()
        for wave in data.draw(st.lists(st.sampled_from([*waves, None]), unique=True, max_size=3))
    ]
    found = reader(rows, *named)
    labels = list(dict.fromkeys(one.label for one in named))
    fits = {
        label: {
            one
            for one, waves in given_waves.items()
            if one[0] == label[0] and {each.wave for each in named if each.label == label} - {None} <= set(waves)
        }
        for label in labels
    }
    possible: dict[str, set[str]] = {label: set() for label in labels}
    for chosen in itertools.product(*(sorted(fits[label]) for label in labels)):
        if len(set(chosen)) == len(chosen):
            for label, one in zip(labels, chosen, strict=True):
                possible[label].add(one)
    for one in named:
        could = found.could_be(one)
        assert one.label in could
        assert possible[one.label] <= could <= fits[one.label]
        assert could <= found.without_wave(one)
        assert could <= found.of_role(dataclasses.replace(one, wave=None))


def test_as_many_labels_as_people_take_them():
    a, b, c = frozenset("a"), frozenset("ab"), frozenset("abcd")
    left, taken = without_those_taken({"1": b, "2": b, "3": c, "4": a | c})
    assert left == {"1": b, "2": b, "3": frozenset("cd"), "4": frozenset("cd")}
    assert next((one.people, one.because) for one in taken) == (b, frozenset("12"))


def test_each_quotation_of_a_report_is_told_with_what_would_help(facts):
    found = {one.attribution: one for one in weighed_of(facts, compose(facts).blocks).recognition}
    assert {label: could_be(one) for label, one in found.items()} == {
        "Parent 1, T1": "1 of 1",  # the others were not interviewed, or the report says that they declined
        "Staff member, T1": "1 of 2",
        "Trainer": "1 of 1",
        "Parent, T1": "1 of 2",
        "PM1 and PM2, T1": "1 of 1",  # PM1 speaks at T2 as well, and only one mentor did
        "PM1, T2": "1 of 1",
    }
    assert helps(found["Parent 1, T1"]).startswith("attributed “role”, as (Parent, T1): 1 of 2 at best")
    merged = "by one name for both roles, Trainer and Peer mentor, attributed “role”: 1 of 3; leave it out"
    assert helps(found["Trainer"]) == f"no attribution tells less; {merged}"
    # Each gets further than those before it.
    for one in found.values():
        steps = [one.could, *(each.could for each in one.remedies if each.could is not None)]
        assert steps == sorted(set(steps))
        assert one.remedies[-1].do == "left out"


def with_less(facts, one, less):
    """The facts, one quotation of which is attributed with less."""
    themes = []
    for theme in facts.themes:
        rows = [
            dataclasses.replace(row, prepared=Prepared(attribution=less))
            if (theme.id, row.extract.id) == (one.theme, one.extract)
            else row
            for row in theme.extracts
        ]
        themes.append(dataclasses.replace(theme, extracts=tuple(rows)))
    return dataclasses.replace(facts, themes=tuple(themes))


def test_what_is_told_to_help_can_be_done_and_then_holds(facts):
    """Each remedy is tried: it prints the attribution that was told, and as many could have said it then."""
    # In the other study, one of two mentors is quoted twice from a time point at which only she was interviewed.
    later = facts.themes[1].extracts[1:]
    twice = tuple(dataclasses.replace(theme, extracts=later) for theme in facts.themes)
    tried = set()
    for known in (facts, dataclasses.replace(facts, themes=twice)):
        for before in weighed_of(known, compose(known).blocks).recognition:
            for remedy in before.remedies[:-1]:
                changed = with_less(known, before, "role" if remedy.do == "merged role" else remedy.do)
                if remedy.do == "merged role":
                    both = remedy.said.removeprefix("by one name for both roles, ").split(",")[0].split(" and ")
                    roles = [
                        dataclasses.replace(one, label="Worker") if one.label in both else one
                        for one in known.study.roles
                    ]
                    changed = dataclasses.replace(changed, study=dataclasses.replace(known.study, roles=tuple(roles)))
                then = weighed_of(changed, compose(changed).blocks).recognition
                (after,) = [one for one in then if (one.theme, one.extract) == (before.theme, before.extract)]
                assert after.could == remedy.could
                assert not remedy.attribution or after.attribution == remedy.attribution
                tried.add((remedy.do, remedy.attribution))
    assert ("role, no wave", "Peer mentor") in tried
    assert {do for do, _ in tried} == {"no wave", "role", "role, no wave", "merged role"}


def test_of_roles_that_few_people_have_it_is_said_once(facts):
    weighed = weighed_of(facts, compose(facts).blocks)
    few = [one.attribution for one in weighed.recognition if one.is_of_few]
    assert weighed.of_few.startswith(f"{len(few)} of these are of roles with fewer than 3 people (")
    assert "Trainer: 1, Parent: 2, Peer mentor: 2, Staff member: 2" in weighed.of_few
    texts = [as_text(block) for block in recognition_blocks(weighed)[0]]
    assert texts.count(weighed.of_few) == 1
    # What can be helped comes before that, the most telling first.
    ones = [weighed.recognition[numbers[0]] for numbers in by_seriousness(weighed.recognition)]
    assert [one.is_of_few for one in ones] == sorted(one.is_of_few for one in ones)
    assert sum(map(len, by_seriousness(weighed.recognition))) == len(weighed.recognition)


def test_where_not_even_the_role_is_printed_it_may_be_anybody(facts):
    bare = dataclasses.replace(facts, study=dataclasses.replace(facts.study, roles=()))
    found = {one.attribution: one for one in weighed_of(bare, compose(bare).blocks).recognition}
    # Seven were there at T1: two mentors, two parents, two staff and a trainer.
    assert found["Participant, T1"].could == 7
    assert ("role", 7) in [(one.do, one.could) for one in found["Parent 1, T1"].remedies]


def test_without_its_time_point_a_quotation_may_be_another_persons(facts, study):
    slow = facts.themes[1]
    only = dataclasses.replace(slow, extracts=slow.extracts[1:], parent=None)
    (one,) = weighed_of(study.make_facts(themes=(only,)), compose(study.make_facts(themes=(only,))).blocks).recognition
    assert [(each.do, each.could) for each in one.remedies[:1]] == [("no wave", 2)]


def test_a_table_of_rows_by_label_tells_more_than_one_by_number(study):
    rows = tuple(
        ParticipantRow(
            f"P{n}", f"Parent {n}", "parent", waves={"T1": "interviewed"}, attributes={"age": str(30 + n % 2)}
        )
        for n in range(1, 7)
    )
    base = study.make_facts(participants=rows)
    given_extracts = [study.extract(base.transcripts, "Parent 1 T1", "That's all, really.", role="parent")]
    theme = ThemeRow("t", "T", extracts=tuple(ThemeExtractRow(one, use="key") for one in given_extracts))
    for numbers, could in ((True, 6), (False, 3)):
        choices = ReportChoices(participants=ParticipantsTable(columns=["age"], numbers=numbers))
        facts = dataclasses.replace(base, themes=(theme,), choices=choices)
        (one,) = weighed_of(facts, compose(facts).blocks).recognition
        assert one.could == could
    alone = tuple(dataclasses.replace(row, attributes={"age": row.participant[1:]}) for row in rows)
    changed = dataclasses.replace(facts, participants=alone)
    (one,) = weighed_of(changed, compose(changed).blocks).recognition
    assert (one.could, [(each.do, each.could) for each in one.remedies[:1]]) == (1, [("numbered rows", 6)])
    # What is not printed at all tells nothing.
    facts = dataclasses.replace(facts, choices=choices.model_copy(update={"parts": ["themes"]}))
    assert weighed_of(facts, compose(facts).blocks).recognition[0].could == 6


@pytest.mark.parametrize(
    ("words", "names"), [("I told Cleo so.", ("Parent 1",)), ("I told Cleopatra so.", ()), ("The Staff knew.", ())]
)
def test_what_a_transcript_calls_somebody_is_found_in_a_quotation(facts, words, names):
    source = Source("", "PM1 T2", 0, 1, speakers=(("PM1",),))
    block = Quotation((Part(words),), "PM1, T2", source)
    (one,) = recognition_of(facts, quoted(facts, [block]))
    assert one.names == names
    assert ("redact the name" in helps(one)) == bool(names)


def test_whom_nobody_knows_cannot_be_told(facts):
    block = Quotation((Part("It rained."),), "Observation, T1", Source("", "PM1 T2", 0, 1))
    (one,) = recognition_of(facts, quoted(facts, [block]))
    assert (one.could, one.is_recognisable, could_be(one)) == (None, False, "nobody known")


def test_as_content_quotations_stand_under_what_is_told_of_them_the_most_telling_first(facts):
    weighed = weighed_of(facts, compose(facts).blocks)
    blocks, leads_to = recognition_blocks(weighed)
    headings = [block.text for block in blocks if isinstance(block, Heading)][1:]
    assert [text.rpartition(" of ")[2] for text in headings] == sorted(text.rpartition(" of ")[2] for text in headings)
    shown = [
        (block.source.extract, theme)
        for block, theme in zip(blocks, leads_to, strict=True)
        if isinstance(block, Quotation)
    ]
    assert sorted(shown) == sorted((one.extract, one.theme) for one in weighed.recognition)
    enough = tuple(dataclasses.replace(one, could=3, remedies=()) for one in weighed.recognition)
    text = as_text(recognition_blocks(dataclasses.replace(weighed, recognition=enough))[0][1])
    assert text == "Of 6 quotations each could have been said by 3 participants or more."
    nothing = dataclasses.replace(weighed, quotations=(), recognition=())
    assert as_text(recognition_blocks(nothing)[0][1]) == "No quotation is printed yet, so there is nobody to recognise."
