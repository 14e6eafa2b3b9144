"""Codings on a real database: applying, removing, recoding, memos, marks, and finding the passage that was meant."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from workbench import coding, opening, sight
from workbench.codebook.changes.change import edit_code
from workbench.errors import BadInput, ChangedElsewhere, NotFound, Refused
from workbench.report.attributed import attributed_passage
from workbench.spans import Span
from workbench.transcripts import importing, listing, removing

PARENT, JOINT, HOSTILE, LATE = "Parent 1 Early", "PM1+PM2 Early", "Parent 2 Early", "Parent 1 Late"


def ids_of(applied):
    return [one.id for one in applied]


@pytest.mark.both_engines
def test_the_same_code_twice_is_one_coding(study, studies, code):
    (first,) = code(study, PARENT, "She sat with me", "listening")
    (second,) = code(study, PARENT, "She sat with me", "listening")
    assert (first.new, second.new) == (True, False)
    assert first.id == second.id
    (twice,) = {one.id for one in code(studies.again(study), PARENT, "She sat with me", "listening", "listening")}
    assert twice == first.id
    assert len(coding.extracts(study)) == 1


def test_former_and_merged_ids_count_as_the_same_code(study, code):
    (first,) = code(study, PARENT, "the letters", "lifts")
    assert first.code == "practical"
    for same in ("forms", "practical", "Practical help"):
        assert code(study, PARENT, "the letters", same)[0].id == first.id
    assert code(study, PARENT, "the letters", "trust")[0].new


def test_a_coding_made_under_a_former_id_is_recognised_after_the_rename(study, studies, code):
    (made,) = code(study, PARENT, "the letters", "doubt")
    book = study.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("- id: doubt\n", "- id: misgiving\n    was: [doubt]\n"))
    study = studies.again(study)
    (same,) = code(study, PARENT, "the letters", "misgiving")
    assert (same.id, same.new) == (made.id, False)
    assert [one.code for one in coding.extracts(study)] == ["misgiving"]


@pytest.mark.both_engines
def test_overlapping_codings_stand_side_by_side(study, code):
    code(study, PARENT, "She sat with me when the letters came", "listening", "trust")
    code(study, PARENT, "the letters came. I was scared", "doubt")
    code(study, PARENT, "letters", "practical")
    found = coding.extracts(study)
    assert [(one.quote, one.code) for one in found] == [
        ("She sat with me when the letters came", "listening"),
        ("She sat with me when the letters came", "trust"),
        ("the letters came. I was scared", "doubt"),
        ("letters", "practical"),
    ]


def test_two_coders_have_codings_of_their_own(study, studies, code):
    (ruth,) = code(study, PARENT, "She sat with me", "listening")
    (owen,) = code(replace(study, coder="Owen"), PARENT, "She sat with me", "listening")
    assert ruth.id != owen.id
    assert [one.coder for one in coding.extracts(study)] == ["Owen", "Ruth"]


def test_coders_are_one_whatever_the_capitals(study, code):
    (first,) = code(study, PARENT, "She sat with me", "listening")
    (second,) = code(replace(study, coder="RUTH"), PARENT, "She sat with me", "listening")
    assert second.id == first.id


@pytest.mark.both_engines
def test_removed_codings_are_out_of_sight_and_come_back_by_undo(study, studies, code, rows_of):
    made = ids_of(code(study, PARENT, "She sat with me", "listening", "trust"))
    before = rows_of(study)
    assert coding.remove(study, made) == 2
    assert coding.extracts(study) == []
    assert coding.remove(study, made) == 0
    study = studies.again(study)
    opening.undo(study)
    assert rows_of(study) == before


def test_a_removed_coding_made_again_is_the_same_made_anew(study, code):
    (first,) = code(study, PARENT, "She sat with me", "listening")
    coding.remove(study, [first.id])
    (again,) = code(study, PARENT, "She sat with me", "listening")
    assert again.new
    assert again.id == first.id


def test_what_others_coded_cannot_be_touched(study, code, rows_of):
    made = ids_of(code(study, PARENT, "She sat with me", "listening"))
    owen = replace(study, coder="Owen")
    code(owen, PARENT, "Go on", "doubt")
    before = rows_of(study)
    for touch in (
        lambda: coding.remove(owen, made),
        lambda: coding.recode(owen, made, "trust"),
        lambda: coding.set_memo(owen, made[0], "mine now"),
    ):
        with pytest.raises(Refused, match="another coder's"):
            touch()
    assert rows_of(study) == before


def test_one_foreign_coding_stops_the_whole_batch(study, code):
    made = ids_of(code(study, PARENT, "She sat with me", "listening"))
    owen = replace(study, coder="Owen")
    own = ids_of(code(owen, PARENT, "Go on", "doubt"))
    with pytest.raises(Refused):
        coding.remove(owen, own + made)
    assert len(coding.extracts(study)) == 2


def test_what_is_not_there_is_named(study):
    nobody = uuid.uuid4()
    for touch in (
        lambda: coding.remove(study, [nobody]),
        lambda: coding.recode(study, [nobody], "trust"),
        lambda: coding.set_memo(study, nobody, "x"),
    ):
        with pytest.raises(NotFound, match=str(nobody)):
            touch()


def test_recoding_changes_the_code_and_nothing_else(study, code, rows_of):
    (made,) = code(study, PARENT, "She sat with me", "listening", memo="why")
    before = rows_of(study)
    assert coding.recode(study, [made.id], "trust") == 1
    (found,) = coding.extracts(study)
    assert (found.id, found.code, found.memo, found.codebook_version) == (made.id, "trust", "why", "2")
    assert coding.recode(study, [made.id], "confidence") == 0
    opening.undo(study)
    assert rows_of(study) == before


def test_history_names_codes_as_people_know_them(study, code):
    (made,) = code(study, PARENT, "She sat with me", "lifts")
    (other,) = code(study, PARENT, "when the letters came", "doubt")
    coding.recode(study, [made.id, other.id], "trust")
    book = study.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("name: Trust", r'name: "[/b]\e[31m Trust"'))
    opening.open_study(study.folder)[0].close()
    coding.remove(study, [made.id, other.id])
    edit_code(study, "confidence", {"definition": "x", "origin": "a priori"})
    told = [one.sentence for one in sight.history(study) if one.coder]
    assert told[:5] == [
        "Changed the code “[/b]␛[31m Trust” (trust): definition, origin",
        "Removed 2 codings with “[/b]␛[31m Trust” (trust)",
        "Recoded 2 codings to “Trust” (trust)",
        f"Coded {PARENT} with “Doubt” (doubt)",
        f"Coded {PARENT} with “Practical help” (practical)",
    ]


def test_recoding_onto_a_code_that_is_there_already_leaves_one_coding(study, code, rows_of):
    one, other = code(study, PARENT, "She sat with me", "listening", "trust")
    before = rows_of(study)
    assert coding.recode(study, [one.id], "trust") == 1
    assert [found.id for found in coding.extracts(study)] == [other.id]
    opening.undo(study)
    assert rows_of(study) == before


def test_recoding_two_codings_of_one_passage_to_one_code_leaves_one(study, code):
    one, other = code(study, PARENT, "She sat with me", "listening", "practical")
    assert coding.recode(study, [one.id, other.id], "trust") == 2
    assert [found.code for found in coding.extracts(study)] == ["trust"]


def test_a_removed_coding_is_not_recoded(study, code):
    (made,) = code(study, PARENT, "She sat with me", "listening")
    coding.remove(study, [made.id])
    for touch in (
        lambda: coding.recode(study, [made.id], "trust"),
        lambda: coding.set_memo(study, made.id, "a note that nobody would see", before=""),
    ):
        with pytest.raises(Refused, match="was removed"):
            touch()


def test_memos_are_kept_as_written_and_undone(study, code):
    text = "“No” \\n is\nnot 'no'; été 👩‍👩‍👧 [/bold] \x1b[1m\ttab"
    (made,) = code(study, PARENT, "She sat with me", "listening", memo="first")
    coding.set_memo(study, made.id, text + "\x00\ud800")
    assert coding.extracts(study)[0].memo == text + "\ufffd\ufffd"
    opening.undo(study)
    assert coding.extracts(study)[0].memo == "first"
    coding.set_memo(study, made.id, "")
    assert coding.extracts(study)[0].memo == ""
    # What another program wrote meanwhile is not written over by somebody who has not seen it.
    coding.set_memo(study, made.id, "theirs\x00", before="")
    for text, before in (("mine", ""), ("", ""), ("mine", "first")):
        with pytest.raises(ChangedElsewhere):
            coding.set_memo(study, made.id, text, before=before)
        assert coding.extracts(study)[0].memo == "theirs\ufffd"
    coding.set_memo(study, made.id, "theirs\x00", before="")
    coding.set_memo(study, made.id, "mine", before="theirs\x00")
    assert coding.extracts(study)[0].memo == "mine"


@pytest.mark.both_engines
def test_hostile_words_are_found_and_kept_exactly(study, studies, code):
    text = (study.transcripts / "Parent 2 T1.txt").read_bytes().decode()
    quotes = [
        "[names city], [/bold] then",
        "\x1b[31mred\x1b[0m",
        "👩\u200d👩\u200d👧 at",
        "cafe\u0301",
        "العربية",
        "中文句子, =cmd()",
        "<script>.",
    ]
    for quote in quotes:
        code(study, HOSTILE, quote, "trust")
    found = coding.extracts(studies.again(study))
    assert [one.quote for one in found] == quotes
    assert all(text[one.start : one.end] == one.quote and text.count(one.quote) == 1 for one in found)


def test_a_quote_is_found_whatever_its_white_space(study):
    exact = "I do the forms  myself\nnow. I doubt it would have\tgone well."
    text = (study.transcripts / "Parent 1 T2.txt").read_text()
    for quote in (exact, "I do the forms myself now. I doubt it would have gone well.", exact.replace("\n", "\r\n  ")):
        span = coding.find_place(study, LATE, quote=quote, start=None, end=None)
        assert span.of(text) == exact


@pytest.mark.parametrize("quote", ['I don\'t "know"', "I don’t “know”", "I don`t  „know”"])
@pytest.mark.parametrize("words", ['I don\'t "know"', "I don’t “know”", "I don‘t «know»"])
def test_a_quote_is_found_whatever_the_shape_of_its_marks(quote, words):
    text = f"Parent 1: Well, {words}, do I?"
    assert coding.place_of_quote(text, quote).of(text) == words


def test_a_quote_that_is_not_there_is_told_with_the_transcript(study):
    with pytest.raises(NotFound, match=f"does not stand in the transcript '{PARENT}'"):
        coding.find_place(study, PARENT, quote="never said", start=None, end=None)


def test_a_quote_with_exact_white_space_goes_before_others():
    assert coding.place_of_quote("a  b, a b", "a b") == Span(6, 9)


@pytest.mark.parametrize(
    ("quote", "kind", "words"),
    [
        ("She came every week", BadInput, r"stands 2 times .*\(at 134, 155\)"),
        ("she sat with me", NotFound, "does not stand"),
        (" \n", BadInput, "empty"),
    ],
)
def test_a_quote_must_stand_once(study, quote, kind, words):
    with pytest.raises(kind, match=words) as caught:
        coding.find_place(study, PARENT, quote=quote, start=None, end=None)
    assert "every week" not in str(caught.value)


def test_a_quote_that_overlaps_itself_stands_twice():
    with pytest.raises(BadInput, match="2 times"):
        coding.place_of_quote("no no no.", "no no")


@pytest.mark.parametrize("place", [(0, 0), (5, 3), (-1, 4), (0, 10_000), (30, 31)])
def test_a_passage_must_lie_in_the_text_and_hold_words(study, place, rows_of):
    before = rows_of(study)
    with pytest.raises(BadInput):
        coding.apply(study, PARENT, [Span(*place)], ["trust"])
    assert {**rows_of(study), "coder": before["coder"]} == before


def test_white_space_at_the_ends_is_left_out(study):
    (made,) = coding.apply(study, PARENT, [Span(29, 40)], ["trust"])
    (found,) = coding.extracts(study)
    assert (made.span.start, found.quote) == (29, "?\nParent 1:")


def test_unknown_codes_and_transcripts_are_named_with_the_nearest(study, code):
    with pytest.raises(NotFound, match="'listning'") as caught:
        code(study, PARENT, "Go on", "listning")
    assert "'listening'" in caught.value.hint
    with pytest.raises(NotFound) as caught:
        coding.apply(study, "Parent 1 Erly", [Span(0, 5)], ["trust"])
    assert "'Parent 1 Early'" in caught.value.hint


def test_a_bad_code_leaves_nothing_of_the_batch(study, code):
    with pytest.raises(NotFound):
        code(study, PARENT, "Go on", "trust", "nonsense")
    assert coding.extracts(study) == []


def test_a_mark_seals_every_extract_that_shares_a_character_with_it(study, studies, code):
    text = (study.transcripts / "Parent 1 T1.txt").read_text()
    sealed = Span(text.index("the letters"), text.index("the letters") + len("the letters came"))
    coding.mark_not_for_quotation(study, PARENT, sealed)
    quotes = {
        "She sat with me when": False,
        "She sat with me when t": True,
        "letters": True,
        "the letters came": True,
        ". I was scared": False,
        "e. I was": True,
        "She sat with me when the letters came. I was": True,
    }
    for quote in quotes:
        code(study, PARENT, quote, "trust")
    code(study, LATE, "myself", "trust")
    found = {one.quote: one.not_for_quotation for one in coding.extracts(studies.again(study))}
    assert found == quotes | {"myself": False}
    assert coding.marks(study) == [(PARENT, sealed)]


def test_a_mark_is_taken_away_and_undone(study, rows_of):
    before = rows_of(study)
    place = Span(41, 56)
    coding.mark_not_for_quotation(study, PARENT, place)
    marked = rows_of(study)
    coding.mark_not_for_quotation(study, PARENT, place, marked=False)
    assert coding.marks(study) == []
    with pytest.raises(NotFound, match="not marked"):
        coding.mark_not_for_quotation(study, PARENT, place, marked=False)
    opening.undo(study)
    assert rows_of(study) == marked
    opening.undo(study)
    assert {**rows_of(study), "coder": before["coder"]} == before


def test_taking_away_a_mark_that_is_not_there_leaves_no_passage(study, rows_of):
    study.coder_id()
    before = rows_of(study)
    with pytest.raises(NotFound):
        coding.mark_not_for_quotation(study, PARENT, Span(41, 56), marked=False)
    assert rows_of(study) == before


def test_every_coding_remembers_the_codebook_it_was_made_under(study, studies, code):
    code(study, PARENT, "Go on", "trust")
    book = study.codebooks / "peer.yaml"
    book.write_text(book.read_text().replace("version: 2", "version: 3"))
    study = studies.again(study)
    code(study, LATE, "myself", "trust")
    assert [one.codebook_version for one in coding.extracts(study)] == ["2", "3"]


def test_what_was_chosen_in_a_text_is_done_in_no_other_of_that_name(study, tmp_path):
    def text():
        with study.read() as session:
            return listing.find_text(session, JOINT)

    def nothing_is_there():
        return not coding.extracts(study) and not coding.marks(study)

    before, place, new = text(), Span(38, 59), coding.NewCode("Turning up")
    removing.unimport(study, [JOINT])
    corrected = tmp_path / "PM1-PM2_T1_joint.txt"
    corrected.write_text("Interviewer: The tape is off now?\nPM1: They came at night. I was ashamed.\nPM2: Yes.\n")
    importing.import_files(study, [corrected])
    shown = {"revision_id": before.revision_id}
    for do in (
        lambda how: coding.apply(study, JOINT, [place], ["trust"], **how),
        lambda how: coding.apply_new(study, JOINT, [place], new, **how),
        lambda how: coding.mark_not_for_quotation(study, JOINT, place, **how),
        lambda how: coding.turn_mark(study, JOINT, place, **how),
        lambda how: attributed_passage(study, JOINT, place, **how),
    ):
        with pytest.raises(Refused, match="it was replaced meanwhile"):
            do(shown)
        assert nothing_is_there()
    assert coding.apply(study, JOINT, [place], ["trust"], revision_id=text().revision_id)
    assert attributed_passage(study, JOINT, place, revision_id=text().revision_id).attribution
