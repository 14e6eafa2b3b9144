"""Hits of a search are coded as passages of several transcripts: one step, whole or not at all, and nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import coding, exchange, opening
from workbench.coding import NewCode, PlacesIn
from workbench.coding.finding import PASSAGE_KINDS, find_hits, passage_of, passages_of, texts_of
from workbench.coding.hits import Hit
from workbench.errors import BadInput, NotFound, Refused
from workbench.spans import Span
from workbench.transcripts import importing, removing
from workbench.transcripts.finding import Switches
from workbench.transcripts.units import MeaningUnits

PARENT, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"


def said(study, found, kind):
    texts = texts_of(study, found)
    return [
        (one.transcript, span.of(texts[one.revision_id].text))
        for one in passages_of(found, kind, texts)
        for span in one.spans
    ]


def test_hits_are_shown_in_their_turn_and_labels_are_none(study):
    coding.mark_not_for_quotation(study, PARENT, Span(50, 60))
    hits, in_labels = find_hits(study, "she", transcripts=[PARENT])
    assert [(hit.words, hit.speaker, hit.participants, hit.wave, hit.role) for hit in hits] == [
        ("She", "Parent 1", ("P1",), "T1", "parent")
    ] * 3
    assert hits[1].before == ""
    assert hits[1].after == " came every week. She came every week, even in the snow."
    assert in_labels == 0
    assert [hit.not_for_quotation for hit in find_hits(study, "with me").hits] == [True]
    assert find_hits(study, "parent 1", transcripts=[PARENT, PARENT]) == ((), 2)
    crossing = find_hits(study, r"1: \w+", Switches(expression=True)).hits
    assert sorted(hit.words for hit in crossing) == ["1: A", "1: I", "1: I", "1: She", "1: She"]
    with pytest.raises(NotFound):
        find_hits(study, "she", transcripts=["Nobody"])


def test_several_hits_in_one_sentence_or_turn_are_one_passage(study):
    hits = find_hits(study, "she").hits
    assert said(study, hits, "words") == [(PARENT, "She")] * 3
    assert said(study, hits, "sentence") == [
        (PARENT, "She sat with me when the letters came."),
        (PARENT, "She came every week."),
        (PARENT, "She came every week, even in the snow."),
    ]
    assert [words for _, words in said(study, hits, "turn")] == [
        "She sat with me when the letters came. I was scared of (name).",
        "She came every week. She came every week, even in the snow.",
    ]
    over = find_hits(study, r"(?s)week\..*even", Switches(expression=True)).hits
    assert [words for _, words in said(study, over, "sentence")] == [
        "She came every week. She came every week, even in the snow."
    ]


@given(st.text(alphabet="ab. \n?", min_size=1, max_size=40), st.data())
def test_a_passage_holds_the_words_of_its_hit(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
    units = MeaningUnits(text, [_Turn(cuts[0], cuts[0], cuts[1])])
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    hit = Hit("", None, None, start, end, "", "", "", None, (), None, None, False)
    words = [at for at in range(start, end) if not text[at].isspace()]
    for kind in PASSAGE_KINDS:
        span = passage_of(hit, kind, units)
        assert 0 <= span.start < span.end <= len(text)
        if words and (kind == "words" or not units.turns or units.turn(start) is not None):
            assert all(span.start <= at < span.end for at in words)


class _Turn:
    def __init__(self, begin, start, end):
        self.begin, self.start, self.end = begin, start, end


def places(study, words, kind="sentence"):
    hits = find_hits(study, words).hits
    return passages_of(hits, kind, texts_of(study, hits))


@pytest.mark.both_engines
def test_all_are_coded_in_one_step_that_is_undone_and_redone_as_one(study, studies, rows_of):
    study.coder_id()
    wanted = places(study, "listened") + places(study, "came")
    (first, *_) = coding.apply(study, PARENT, [wanted[1].spans[0]], ["doubt", "trust"])
    start = rows_of(study)
    applied = coding.apply_all(study, wanted, ["confidence", "practical"])
    assert [(one.transcript, one.code, one.new) for one in applied] == [
        *[(JOINT, code, True) for _ in range(2) for code in ("trust", "practical")],
        (PARENT, "trust", False),
        (PARENT, "practical", True),
        *[(PARENT, code, True) for _ in range(2) for code in ("trust", "practical")],
    ]
    assert first.id not in {one.id for one in applied if one.new}
    done = rows_of(study)
    # Again nothing is doubled.
    assert not any(one.new for one in coding.apply_all(study, wanted, ["trust"]))
    assert opening.undo(study).sentence == (
        "Coded 5 passages in 2 transcripts with “Trust” (trust), “Practical help” (practical)"
    )
    study = studies.again(study)
    assert rows_of(study) == start
    opening.redo(study)
    assert rows_of(study) == done


def test_a_new_code_is_made_in_the_same_step(study, rows_of):
    study.coder_id()
    start = rows_of(study)
    applied = coding.apply_all(study, places(study, "she"), ["trust"], new=NewCode("Turning up"))
    assert [one.code for one in applied] == ["trust", "turning-up"] * 3
    assert opening.undo(study).sentence == (
        f"Made the code “Turning up” (turning-up) and coded 3 passages of {PARENT} with “Trust” (trust), "
        "“Turning up” (turning-up)"
    )
    assert rows_of(study) == start


def test_where_one_text_is_another_by_now_nothing_is_coded(study, rows_of, tmp_path):
    wanted = places(study, "listened") + places(study, "came")
    assert [one.transcript for one in wanted] == [JOINT, PARENT]
    corrected = tmp_path / "Parent 1 T1.txt"
    corrected.write_text("Interviewer: And?\nParent 1: They came at night. She came and came again, they said to us.\n")
    removing.unimport(study, [PARENT])
    importing.import_files(study, [corrected])
    start = rows_of(study)
    for places_in, codes, error in (
        (wanted, ["trust"], Refused),
        (wanted[:1], ["nonsense"], NotFound),
        (wanted[:1], [], BadInput),
        ([], ["trust"], BadInput),
        ([PlacesIn("Nobody", wanted[0].revision_id, (Span(0, 4),))], ["trust"], NotFound),
        ([wanted[0]._replace(spans=(Span(0, 10**6),))], ["trust"], BadInput),
    ):
        with pytest.raises(error):
            coding.apply_all(study, places_in, codes)
    assert rows_of(study) == start


def test_what_was_coded_so_is_packed_like_any_other_coding(study, studies):
    wanted = places(study, "she", "words")
    coding.apply_all(study, [*wanted, *places(study, "listened", "words")], ["trust"])
    exchange.pack(study)
    other = studies.new()
    exchange.unpack(other, exchange.plan(other, exchange.read_packs([study.codings])))
    exchange.pack(other)
    for name in ("Ruth.jsonl", "passages.jsonl"):
        assert (other.codings / name).read_bytes() == (study.codings / name).read_bytes()
    assert len(coding.extracts(other)) == 5
