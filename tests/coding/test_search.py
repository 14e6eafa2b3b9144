"""Searching the whole study: the same hits on both engines, filtered, paged, and never of what was taken out."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
import sqlalchemy as sa

from workbench import coding, opening
from workbench.coding.finding import find_hits
from workbench.coding.query import parse, windows
from workbench.coding.search import Filters, bring_up_to_date, search
from workbench.coding.search_filters import choices
from workbench.errors import BadInput, NotFound
from workbench.store import full_text
from workbench.transcripts import importing, listing, order, removing
from workbench.words import Folder, places

PARENT, LATE, SECOND, JOINT, GROUP = (
    "Parent 1 Early",
    "Parent 1 Late",
    "Parent 2 Early",
    "PM1+PM2 Early",
    "S1+S2 Early",
)


def found(study, words, **filters):
    return [(hit.transcript, hit.words) for hit in search(study, words, Filters(**filters)).hits]


def add(study, name, text):
    path = study.folder.parent / name
    path.write_text(text, encoding="utf-8")
    return importing.import_files(study, [path])


@pytest.mark.both_engines
def test_words_phrases_and_beginnings_are_found_with_what_stands_round_them(study, code):
    coding.mark_not_for_quotation(
        study, PARENT, coding.find_place(study, PARENT, quote="when the letters", start=None, end=None)
    )
    page = search(study, "letters")
    (hit,) = page.hits
    with study.read() as session:
        text = listing.find_text(session, PARENT)
    at = text.text.index("letters")
    assert hit[:6] == (PARENT, text.id, text.revision_id, at, at + 7, "She sat with me when the ")
    assert hit[6:] == ("letters", " came. I was scared of (name).", "Parent 1", ("P1",), "T1", "parent", True)
    assert (page.total, page.turns) == (1, 1)
    assert found(study, "LISTEN*") == [(JOINT, "listened"), (JOINT, "listened")]
    assert found(study, '"we listened"') == [(JOINT, "We listened")]
    assert found(study, '"She came every"') == [(PARENT, "She came every")] * 2
    assert search(study, '"she came every"').total == 1
    assert found(study, '"came she"') == []
    assert found(study, '"week she ca*"') == [(PARENT, "week. She came")]
    assert found(study, "cafe family") == [(SECOND, "family 👩\u200d👩\u200d👧 at the cafe\u0301")]
    assert found(study, "العربية") == [(SECOND, "العربية")]
    assert found(study, "文句") == [(SECOND, "文句")]
    assert found(study, "forms myself now") == [(LATE, "forms  myself\nnow")]
    assert found(study, "kettle snow") == []
    for nothing in ("", "👩", " * "):
        with pytest.raises(BadInput):
            search(study, nothing)


@pytest.mark.both_engines
def test_every_filter(study, code):
    code(study, PARENT, "She sat with me", "listening")
    code(study, LATE, "I do the forms myself now", "forms")
    code(replace(study, coder="Owen"), JOINT, "It took months to be trusted", "trust")
    we, the, i = "we", "the", "i"
    cases = [
        (we, {}, [JOINT, GROUP, GROUP]),
        (we, {"role": "Staff"}, [GROUP, GROUP]),
        (we, {"participant": "s2"}, [GROUP, GROUP]),
        (we, {"participant": "PM2"}, [JOINT]),
        (we, {"participant": "PM1"}, []),
        (we, {"speaker": "pm2"}, [JOINT]),
        ("what", {"speaker": "Interviewer", "wave": "t1"}, [JOINT, PARENT, GROUP]),
        ("what", {"role": "parent"}, []),
        (i, {}, [PARENT, LATE, LATE, JOINT, JOINT]),
        (i, {"wave": "T2"}, [LATE, LATE]),
        (i, {"transcript": "parent 1 t1.txt"}, [PARENT]),
        (i, {"role": "mentor", "wave": "T2"}, []),
        (i, {"code": "support"}, [PARENT, LATE, LATE]),
        (i, {"code": "practical"}, [LATE, LATE]),
        (i, {"code": "practical", "coder": "Owen"}, []),
        (we, {"coder": "owen"}, [JOINT]),
        (i, {"coder": "Owen"}, []),
        (the, {"code": "listening", "role": "parent", "participant": "P1", "wave": "T1"}, [PARENT]),
    ]
    for words, filters, wanted in cases:
        assert sorted(name for name, _ in found(study, words, **filters)) == sorted(wanted), (words, filters)
    wrong = {
        "role": "cook",
        "wave": "T9",
        "participant": "P9",
        "speaker": "Nobody",
        "code": "x",
        "coder": "x",
        "transcript": "x",
    }
    for what, name in wrong.items():
        with pytest.raises(NotFound):
            found(study, "we", **{what: name})


@pytest.mark.both_engines
def test_pages_follow_each_other_in_the_order_of_the_transcripts(study, monkeypatch):
    text = "Parent 3: One.\nI: Two.\nParent 3: We say one and we say one.\nI: The one.\n"
    add(study, "Parent 3 T1.txt", text)
    # The same words in another file: the index holds an entry a turn, and either transcript is searched.
    add(study, "Parent 3 T2.txt", text.replace("\n", "\r\n"))
    assert search(study, "two").total == 2
    for few in (2_000, 0):
        monkeypatch.setattr(coding.search, "_FEW", few)
        for words in ("i", "one", "we", "the"):
            everything = search(study, words)
            pages, at = [], 0
            while (page := search(study, words, limit=1, offset=at)).hits:
                assert page.total == everything.total
                pages, at = [*pages, *page.hits], at + 1
            assert at == everything.total == everything.turns
            assert pages == list(everything.hits)
            for filters in ({"role": "parent"}, {"wave": "T1"}, {"participant": "P1"}):
                some = search(study, words, Filters(**filters), limit=1, offset=1)
                monkeypatch.setattr(coding.search, "_FEW", 2_000)
                assert some == search(study, words, Filters(**filters), limit=1, offset=1)
                monkeypatch.setattr(coding.search, "_FEW", few)


@pytest.mark.both_engines
def test_the_index_follows_what_comes_and_goes(study):
    assert bring_up_to_date(study) == 5
    assert bring_up_to_date(study) == 0
    add(study, "Parent 9 T1.txt", "Parent 9: A marmalade sandwich.\nParent 9: More marmalade.\n")
    assert len(found(study, "marmalade")) == 2
    opening.undo(study)
    assert found(study, "marmalade") == []
    opening.redo(study)
    assert len(found(study, "marmalade")) == 2
    assert found(study, "marmalade", speaker="Parent 9")
    removing.unimport(study, [found(study, "marmalade")[0][0]])
    assert found(study, "marmalade") == []
    # Nor is anybody told who spoke in it.
    with pytest.raises(NotFound) as told:
        found(study, "marmalade", speaker="Parent 9")
    assert "Parent 9" not in told.value.hint
    assert "PM1" in told.value.hint
    assert [one.value for one in choices(study, "speaker")] == [
        "Interviewer", "Parent 1", "Parent 2", "PM1", "PM2", "Staff",
    ]  # fmt: skip
    assert search(study, "kettle").total == 1


@pytest.mark.both_engines
def test_turns_that_are_cut_anew_are_found_as_they_are_then(study):
    text = "Interviewer: How?\nPM1: We met.\nBaker Street: can I ask about baker and street?\nPM2: Yes.\nPM1: Hm.\n"
    add(study, "PM1-PM2_T2.txt", text)
    ((name, _words),) = found(study, '"baker street"')
    assert found(study, "ask baker") == [(name, "Baker Street: can I ask")]
    table = study.transcripts / "transcripts.csv"
    written = table.read_text("utf-8-sig")
    (row,) = (line for line in written.splitlines() if line.startswith("PM1-PM2_T2.txt"))
    table.write_text(written.replace(row, f"{row}Baker Street=interviewer"), "utf-8")
    _, _, told = opening.look_around(study, opening.Standing((), 0))
    assert any("cut into turns anew" in notice for notice in told)
    assert found(study, '"baker street"') == []
    assert found(study, "ask baker", speaker="baker street") == [(name, "ask about baker")]
    assert found(study, '"hm"') == [(name, "Hm")]


@pytest.mark.both_engines
def test_an_index_of_other_words_is_made_anew(study, monkeypatch):
    bring_up_to_date(study)
    monkeypatch.setattr(full_text, "VERSION", full_text.VERSION + 1)
    assert bring_up_to_date(study) == 5
    assert len(found(study, "listened")) == 2
    assert bring_up_to_date(study) == 0
    with study.database.write() as session:
        monkeypatch.setattr(full_text, "VERSION", full_text.VERSION + 1)
        texts = list(session.scalars(sa.select(full_text.SEARCH_TEXT.c.text_sha256)))
        full_text.forget(session, texts[:1])
    assert bring_up_to_date(study) >= 1
    assert len(found(study, "listened")) == 2


@pytest.mark.both_engines
def test_turns_of_very_many_words_are_found_as_others(study):
    """PostgreSQL keeps few places of a word: such a turn is put in parts, which nobody sees."""
    beginning, middle = "kettle " * 700, " ".join(f"n{number}" for number in range(20_000))
    add(study, "Parent 5 T1.txt", f"Parent 5: {beginning}{middle} the end of it.\nI: Kettle.\n")
    for words, turns in {
        "kettle end": 1, '"of it"': 1, '"kettle kettle n0 n1"': 1, '"n15900 n15901"': 1, "n1 n19999": 1, '"n1 n3"': 0,
        '"n19999 the end"': 1, "kettle": 3, "n1999* kettle": 1, '"n16000 n16001 n160*"': 1,
    }.items():  # fmt: skip
        assert search(study, words, limit=0).total == turns, words
    # Nor does it keep more than a megabyte of letters together: here are more in fewer words.
    letters = Random(1)
    longest = ["".join(letters.choices("абвгдежзик", k=100)) for _ in range(6_000)]
    add(study, "Parent 6 T1.txt", f"Parent 6: {' '.join(longest)}\n")
    for words in (longest[0], f"{longest[0]} {longest[-1]}", f'"{longest[3_999]} {longest[4_000]} {longest[4_001]}"'):
        assert search(study, words, limit=0).total == 1


def test_making_the_index_can_be_given_up_and_goes_on_later(study, monkeypatch):
    monkeypatch.setattr(coding.search, "_CHARACTERS_AT_ONCE", 1)

    def give_up(done, total, what):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search(study, "we", progress=give_up)
    assert bring_up_to_date(study) == 3


@pytest.mark.both_engines
def test_hits_are_what_reading_every_turn_would_find(study):
    """Said of either engine: they find the same."""
    with study.read() as session:
        every = [one.revision_id for one in order.transcripts(session, study.settings)]
        texts = listing.spoken(session, every)
    folder = Folder()
    words = [
        [one.word for one in places(texts[one].text, *turn[:2], folder)] for one in every for turn in texts[one].turns
    ]
    random = Random(4)
    for _ in range(60):
        some = random.choice([turn for turn in words if len(turn) > 3])
        at = random.randrange(len(some) - 2)
        phrase, beginning = " ".join(some[at : at + 2]), some[at][: random.randint(1, 4)]
        asked = random.choice(
            [some[at], f"{some[at]} {some[-1]}", f'"{phrase}"', f"{beginning}*", f'{some[0]} "{phrase}"']
        )
        wanted = [
            (texts[one].name, *span)
            for one in every
            for turn in texts[one].turns
            for span in windows(places(texts[one].text, turn.start, turn.end, folder), parse(asked))
        ]
        assert [(hit.transcript, hit.start, hit.end) for hit in search(study, asked).hits] == wanted, asked
        assert wanted


@pytest.mark.both_engines
def test_other_forms_of_a_word_are_found_where_they_are_asked_for(study):
    assert found(study, "listen") == []
    page = search(study, "listen", lemma=True)
    assert [hit.words for hit in page.hits] == ["listened", "listened"]
    assert (page.forms, page.lacking) == (("listened",), ())
    assert [hit.words for hit in search(study, "be hard", lemma=True).hits] == ["was hard"]
    assert search(study, '"she come" week*', lemma=True).hits == ()


def test_a_hit_beside_marked_words_says_that_these_are_not_for_quotation(study):
    place = coding.find_place(study, PARENT, quote="I was scared", start=None, end=None)
    coding.mark_not_for_quotation(study, PARENT, place)
    (hit,) = search(study, "letters").hits
    assert "scared" in hit.after
    assert hit.not_for_quotation
    (hit,) = find_hits(study, "letters").hits
    assert hit.not_for_quotation
    assert not any(one.not_for_quotation for one in search(study, "kettle").hits)
