"""Memos: written, changed, removed by whoever wrote them; each a step that can be undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from workbench import coding, memos, opening, sight, themes
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.memos import Sifting
from workbench.memos.noted import impressions_of, noted_in
from workbench.spans import Span
from workbench.transcripts import facts

PARENT = "Parent 1 Early"
DAY = dt.date(2024, 3, 5)


def texts(study, *, newest=False, **which):
    return [one.text for one in memos.memos(study, Sifting(**which), newest=newest)]


@pytest.mark.both_engines
def test_a_memo_is_written_changed_removed_and_each_undone(study):
    memo_id = memos.add(study, "First [bold] thought\x00", kind="reflexive")
    assert [(one.text, one.kind, one.about, one.coder) for one in memos.memos(study)] == [
        ("First [bold] thought\ufffd", "reflexive", "study", "Ruth")
    ]
    memos.edit(study, memo_id, "Second thought", kind="theoretical", phase=4, date=DAY)
    (changed,) = memos.memos(study)
    assert (changed.kind, changed.phase, changed.date, changed.day) == ("theoretical", 4, DAY, DAY)
    memos.edit(study, memo_id, phase=0, date="")
    (undated,) = memos.memos(study)
    assert (undated.phase, undated.date, undated.day) == (None, None, memos.today())
    memos.remove(study, memo_id)
    assert memos.memos(study) == []
    for words in ("Second thought", "Second thought", "First [bold] thought\ufffd"):
        opening.undo(study)
        assert texts(study) == [words]
    opening.undo(study)
    assert memos.memos(study) == []


def test_what_a_memo_is_about_must_be_there(study):
    for about in ("transcript", "passage", "coding", "code", "theme", "participant"):
        with pytest.raises(NotFound):
            memos.add(study, "words", about=about, name="nobody", span=Span(0, 5))
        if about not in ("coding",):
            with pytest.raises(NotFound):
                memos.memos(study, Sifting(about=about, name="nobody"))
    wrong = (
        {"text": "   "},
        {"kind": "gossip"},
        {"about": "weather"},
        {"phase": 7},
        {"kind": "phase"},
        {"kind": "phase", "phase": 1, "about": "transcript", "name": PARENT},
        {"kind": "familiarisation"},
        {"about": "passage", "name": PARENT},
        {"about": "passage", "name": PARENT, "span": Span(5, 5)},
        {"about": "passage", "name": PARENT, "span": Span(0, 10**6)},
    )
    for given in wrong:
        with pytest.raises(BadInput):
            memos.add(study, **({"text": "words"} | given))
    for which in ({"kind": "gossip"}, {"about": "weather"}, {"phase": 0}):
        with pytest.raises(BadInput):
            memos.memos(study, Sifting(**which))
    assert memos.memos(study) == []


def test_another_coders_memo_is_left_alone(study):
    memo_id = memos.add(study, "mine")
    other = replace(study, coder="Sam")
    with pytest.raises(Refused):
        memos.edit(other, memo_id, "yours")
    with pytest.raises(Refused):
        memos.remove(other, memo_id)
    assert texts(study, coder="Sam") == []
    assert texts(study, coder="ruth") == ["mine"]


@pytest.mark.both_engines
def test_memos_on_anything_are_listed_with_what_they_are_about_and_sifted(study, code):
    (made,) = code(study, PARENT, "She sat with me", "trust", memo="in its own row")
    themes.add(study, "Being held")
    place = coding.find_place(study, PARENT, quote="in the snow", start=None, end=None)
    coding.mark_not_for_quotation(study, PARENT, place)
    memos.add(study, "on all", kind="reflexive", phase=2)
    memos.add(study, "on the whole", about="transcript", name=PARENT)
    memos.add(study, "SNÖW heißt", kind="theoretical", about="passage", name=PARENT, span=place)
    memos.add(study, "on the coding", kind="theoretical", about="coding", coding_id=made.id)
    memos.add(study, "when to use it", kind="code rule", about="code", name="confidence")
    memos.add(study, "what it means", about="theme", name="being held")
    memos.add(study, "a visit", kind="field note", about="participant", name="p1", date=DAY)
    found = {one.text: one for one in memos.memos(study)}
    at = f"{made.span.start}–{made.span.end}"
    assert {text: one.name for text, one in found.items()} == {
        "in its own row": f"“Trust” (trust) in {PARENT}, {at}",
        "on all": "",
        "on the whole": PARENT,
        "SNÖW heißt": f"{PARENT}, {place.start}–{place.end}",
        "on the coding": f"“Trust” (trust) in {PARENT}, {at}",
        "when to use it": "“Trust” (trust)",
        "what it means": "Being held",
        "a visit": "P1",
    }
    assert found["in its own row"].in_coding
    assert found["in its own row"].id == made.id
    assert found["SNÖW heißt"].where.span == place
    assert found["SNÖW heißt"].where.not_for_quotation
    assert not found["on the coding"].where.not_for_quotation
    assert found["on the whole"].where.span is None
    assert texts(study)[0] == "a visit"
    assert texts(study, newest=True) == texts(study)[::-1]
    in_parent = {"in its own row", "on the whole", "SNÖW heißt", "on the coding"}
    assert set(texts(study, transcript=PARENT)) == in_parent
    assert texts(study, about="passage", name=PARENT) == ["SNÖW heißt"]
    assert set(texts(study, about="coding", coding_id=made.id)) == {"in its own row", "on the coding"}
    assert texts(study, about="code", name="trust") == ["when to use it"]
    assert texts(study, about="participant", name="P1", until=DAY) == ["a visit"]
    assert texts(study, since=DAY + dt.timedelta(1), kind="field note") == []
    assert texts(study, phase=2, kind="reflexive") == ["on all"]
    assert texts(study, words="snow heisst") == texts(study, words="HEISS") == ["SNÖW heißt"]
    assert texts(study, words="snow summer") == []
    # What it is about may go; the memo stays, and says so.
    coding.remove(study, [made.id])
    themes.remove(study, themes.find_theme(study, "Being held"))
    told = {one.text: one.gone for one in memos.memos(study) if one.gone}
    assert told == {"on the coding": "the coding was taken off", "what it means": "the theme was removed"}


def test_of_two_who_change_one_memo_neither_loses_what_they_wrote(study, code):
    memo_id = memos.add(study, "first")
    memos.edit(study, memo_id, "theirs", before="first")
    with pytest.raises(ChangedElsewhere) as caught:
        memos.edit(study, memo_id, "mine", before="first")
    assert caught.value.theirs == "theirs"
    with pytest.raises(ChangedElsewhere):
        memos.remove(study, memo_id, before="first")
    memos.edit(study, memo_id, "theirs", before="first")
    (made,) = code(study, PARENT, "She sat with me", "trust", memo="note")
    memos.edit(study, made.id, "their note", before="note")
    with pytest.raises(ChangedElsewhere) as caught:
        memos.edit(study, made.id, "my note", before="note")
    assert caught.value.theirs == "their note"
    with pytest.raises(BadInput):
        memos.edit(study, made.id, kind="reflexive")
    memos.remove(study, made.id, before="their note")
    assert texts(study) == ["theirs"]
    assert memos.find(study, made.id) is None
    assert memos.find(study, memo_id).text == "theirs"


def test_a_long_memo_and_what_a_coding_under_it_does(study, code):
    words = "é👩\u200d👧 " * 20_000
    memo_id = memos.add(study, words, about="passage", name=PARENT, span=Span(40, 60))
    assert texts(study) == [words]
    memos.edit(study, memo_id, words + "!", before=words)
    opening.undo(study)
    assert texts(study) == [words]
    # Another coder's memo on a coding keeps its making from being undone: nothing goes without a word.
    (made,) = code(study, PARENT, "She sat with me", "trust")
    memos.add(replace(study, coder="Sam"), "see here", kind="reflexive", about="coding", coding_id=made.id)
    with pytest.raises(Refused, match="Sam"):
        opening.undo(study)
    opening.undo(replace(study, coder="Sam"))
    opening.undo(study)
    assert coding.extracts(study) == []


def test_the_familiarisation_note_is_one_for_each_transcript_and_coder(study):
    assert memos.familiarisation(study, PARENT) is None
    memos.write_familiarisation(study, PARENT, "First hearing.", before="")
    with pytest.raises(ChangedElsewhere) as caught:
        memos.write_familiarisation(study, PARENT, "Second.", before="")
    assert caught.value.theirs == "First hearing."
    with pytest.raises(Refused):
        memos.add(study, "Another.", kind="familiarisation", about="transcript", name=PARENT)
    memos.write_familiarisation(study, PARENT, "Second.", before="First hearing.")
    memos.write_familiarisation(replace(study, coder="Sam"), PARENT, "Sam's.")
    first = memos.familiarisation(study, PARENT)
    assert impressions_of(study, first.where.transcript_id) == "Second."
    assert impressions_of(replace(study, coder="Owen"), first.where.transcript_id) == ""
    assert (first.text, len(memos.memos(study))) == ("Second.", 2)
    memos.write_familiarisation(study, PARENT, " ", before="Second.")
    assert memos.familiarisation(study, PARENT) is None
    with pytest.raises(ChangedElsewhere):
        memos.write_familiarisation(study, PARENT, "Third.", before="Second.")
    memos.write_familiarisation(study, PARENT, "Third.")
    assert memos.familiarisation(study, PARENT).id == first.id
    opening.undo(study)
    opening.undo(study)
    assert memos.familiarisation(study, PARENT).text == "Second."


def test_a_first_impression_that_became_a_concern_is_never_made_a_first_impression_again(study, rows_of):
    memos.write_familiarisation(study, PARENT, "a bruise")
    note = memos.familiarisation(study, PARENT).id
    memos.edit(study, note, kind="safeguarding")
    memos.pass_on(study, note, "the lead", DAY)
    memos.remove(study, note)
    gone = next(row for row in rows_of(study)["memo"] if row["id"] == note)
    memos.write_familiarisation(study, PARENT, "calm")
    found = memos.familiarisation(study, PARENT)
    assert (found.text, found.passed_to, found.passed_on) == ("calm", "", None)
    assert gone in rows_of(study)["memo"], "what was on safeguarding stays so"


def test_the_phases_have_dated_entries_and_names_by_mode(studies, study):
    for phase, text, day in ((2, "Coded T1.", DAY), (1, "Listened again.", None), (2, "Codebook 3.", None)):
        memos.add_entry(study, phase, text, date=day)
    log = memos.phases(study)
    assert [(one.number, [entry.text for entry in one.entries]) for one in log][:3] == [
        (1, ["Listened again."]),
        (2, ["Codebook 3.", "Coded T1."]),
        (3, []),
    ]
    assert log[1].latest.date == memos.today()
    assert log[2].latest is None
    assert [one.name for one in log] == list(memos.phase_names("codebook")) == list(memos.phase_names("reliability"))
    assert memos.phase_names("reflexive")[1] == "Coding"
    with pytest.raises(BadInput):
        memos.add_entry(study, 0, "x")
    assert "Wrote an entry of phase 2" in [one.sentence for one in sight.history(study)]


def test_a_concern_is_listed_when_asked_for_counted_once_and_passed_on(study, code):
    secret = memos.add(study, "a bruise", kind="safeguarding", about="transcript", name=PARENT)
    plain = memos.add(study, "plain", about="transcript", name=PARENT)
    assert texts(study) == texts(study, transcript=PARENT) == ["plain"]
    assert texts(study, kind="safeguarding") == ["a bruise"]
    assert [one.text for one in memos.printable(study)] == ["plain"]
    with pytest.raises(Refused):
        memos.printable(study, Sifting(kind="safeguarding"))
    assert memos.open_concerns(study) == 1
    with pytest.raises(BadInput):
        memos.pass_on(study, plain, "the lead", DAY)
    for to, when in ((" ", DAY), ("a\nb", DAY), ("the lead", memos.today() + dt.timedelta(1))):
        with pytest.raises(BadInput):
            memos.pass_on(study, secret, to, when)
    memos.pass_on(replace(study, coder="Sam"), secret, "the lead", DAY)
    memos.pass_on(study, secret, "the lead", DAY)
    with pytest.raises(ChangedElsewhere) as caught:
        memos.pass_on(study, secret, "nobody", DAY)
    assert caught.value.theirs == "the lead"
    memos.pass_on(study, secret, "the other lead", DAY, again=True)
    (found,) = memos.memos(study, Sifting(kind="safeguarding"))
    assert (found.passed_to, found.passed_on, memos.open_concerns(study)) == ("the other lead", DAY, 0)
    with pytest.raises(Refused):
        memos.edit(study, secret, kind="analytic")
    # What was another kind first may become one; history tells of neither.
    memos.edit(study, plain, kind="safeguarding")
    assert (texts(study), memos.open_concerns(study)) == ([], 1)
    assert not any("safeguarding" in one.sentence or "concern" in one.sentence for one in sight.history(study))


def test_memos_stay_with_a_participant_whose_id_is_written_anew(study):
    memos.add(study, "plain", about="participant", name="P1")
    memos.add(study, "a concern", kind="safeguarding", about="participant", name="P1")
    table = study.transcripts / "participants.csv"
    table.write_text(table.read_text().replace("P1,Parent 1,", "P-1,Parent 1,"))
    facts.take_in(study)
    assert texts(study, about="participant", name="P-1") == ["plain"]
    assert memos.memos(study, Sifting(kind="safeguarding"))[0].name == "P-1"


@pytest.mark.both_engines
def test_memos_of_a_text_are_placed_but_those_on_safeguarding_and_on_what_is_not_in_sight(study, code):
    (made,) = code(study, PARENT, "She sat with me", "trust", memo="in its own row")
    (gone,) = code(study, PARENT, "I was scared", "doubt")
    place = coding.find_place(study, PARENT, quote="in the snow", start=None, end=None)
    on_words = memos.add(study, "é" * 200, about="passage", name=PARENT, span=place)
    on_coding = memos.add(replace(study, coder="Sam"), "x", kind="theoretical", about="coding", coding_id=made.id)
    memos.add(study, "y", about="coding", coding_id=gone.id)
    coding.remove(study, [gone.id])
    memos.add(study, "z", kind="safeguarding", about="passage", name=PARENT, span=place)
    memos.remove(study, memos.add(study, "removed", about="passage", name=PARENT, span=place))
    memos.add(study, "elsewhere", about="passage", name="Parent 1 Late", span=Span(0, 11))
    found = noted_in(study, memos.find(study, on_words).where.revision_id)
    assert [(one.id, one.span, one.coding_id, one.coder) for one in found] == [
        (on_coding, made.span, made.id, "Sam"),
        (on_words, place, None, "Ruth"),
    ]
    assert found[1].begins == "é" * 80
