"""Words of a speaker nobody could name are anybody's who takes part: the strictest of their wishes holds."""

import dataclasses

import pytest

from workbench.report.compose import compose
from workbench.report.content import Kind, Paragraph, Quotation
from workbench.report.facts import ThemeExtractRow, ThemeRow
from workbench.report.for_the_team.extract_book import compose_extract_book
from workbench.report.gather import gather
from workbench.report.printing import Withheld, quotation
from workbench.report.rows import people_and_texts
from workbench.transcripts.importing import import_files
from workbench.transcripts.library import library

WORDS = "She cried all night."
TALK = [("I", "How was it?"), ("Ada", "It was fine."), ("Mum", WORDS)]
CASES = {
    "a label that is nobody's": TALK,
    "no label": [("I", "How was it?"), ("", WORDS)],
    "no turns": None,
}


@pytest.fixture
def printed(study):
    """Composes a report and an extract book with one extract of one transcript."""

    def made(quoting, talk, participants, words=WORDS):
        row = study.transcript("A and B T1", "joint", "verbatim", "T1", talk or [("", WORDS)], participants)
        row = row if talk else dataclasses.replace(row, turns=())
        extract = study.extract((row,), row.name, words)
        people = [
            dataclasses.replace(who, quoting=quoting.get(who.participant, "yes"))
            for who in study.make_facts().participants
        ]
        theme = ThemeRow("t", "T", "defined", extracts=(ThemeExtractRow(extract, "supports", "key"),))
        facts = study.make_facts(
            participants=tuple(people), transcripts=(row,), themes=(theme,), extracts=(extract,), codebooks=()
        )
        return compose(facts), compose_extract_book(facts)

    return made


def quoted(report):
    return [(block.words, block.attribution) for block in report.blocks if isinstance(block, Quotation)]


def sources(report):
    found = [block for block in report.blocks if isinstance(block, Paragraph) and block.kind is Kind.SOURCE]
    return ["".join(run.text for run in block.runs) for block in found]


@pytest.mark.parametrize("talk", CASES.values(), ids=CASES)
@pytest.mark.parametrize("participants", [("P1",), ("PM2", "P1")])
def test_never_holds_for_words_of_a_speaker_nobody_knows(printed, talk, participants):
    report, book = printed({"P1": "never"}, talk, participants)
    assert quoted(report) == []
    (notice,) = [notice for notice in report.notices if "not printed" in notice]
    assert "never to be quoted: 1 (A and B T1, characters" in notice
    assert quoted(book) == []
    assert sources(book)[0].startswith("Not for quotation: A and B T1, characters")


@pytest.mark.parametrize("talk", [CASES["a label that is nobody's"], CASES["no turns"]])
def test_words_of_a_speaker_nobody_knows_are_not_written_either_where_someone_is_never_to_be_quoted(study, talk):
    said = "She cried all night, and nobody came to see."
    row = study.transcript("A T1", "joint", "verbatim", "T1", [*(talk or ())[:-1], ("Mum", said)], ("PM1", "P1"))
    row = row if talk else dataclasses.replace(row, turns=())

    def told(narrative, never):
        people = [dataclasses.replace(who, quoting="never") for who in study.make_facts().participants]
        people = tuple(who for who in people if who.participant == never)
        theme = ThemeRow("t", "T", "defined", narrative=narrative)
        return compose(study.make_facts(participants=people, transcripts=(row,), themes=(theme,))).forbidden

    (said_of,) = told(f"They say: {said}", "P1")
    assert "spoken by nobody known, where someone takes part who is never to be quoted: A T1" in said_of
    assert told(f"They say: {said}", "PM2") == ()
    asked = "How was it for you when you came home?"
    row = study.transcript("B T1", "joint", "verbatim", "T1", [("I", asked), ("Mum", said)], ("PM1", "P1"))
    assert told(f"They were asked: {asked}", "P1") == ()


def test_never_holds_where_the_transcript_knows_its_people_by_their_turns_alone(printed):
    report, book = printed({"PM1": "never"}, TALK, ())
    assert quoted(report) == quoted(book) == []


def test_never_holds_where_a_known_speaker_stands_beside_an_unknown_one(printed):
    report, book = printed({"P1": "never"}, TALK, ("PM1", "P1"), "It was fine.\n\nMum: She cried")
    assert quoted(report) == quoted(book) == []


def test_a_known_speaker_is_quoted_whatever_the_others_wish(printed):
    report, book = printed({"P1": "never", "PM2": "by role only"}, TALK, ("PM1", "PM2", "P1"), "It was fine.")
    assert quoted(report) == quoted(book) == [("It was fine.", "PM1, T1")]
    assert sources(book)[0].startswith("A and B T1")


@pytest.mark.parametrize("talk", CASES.values(), ids=CASES)
def test_by_role_only_keeps_label_and_transcript_out(printed, talk):
    report, book = printed({"P1": "by role only"}, talk, ("PM2", "P1"))
    assert quoted(report) == ([] if talk == TALK else quoted(book))
    ((words, attribution),) = quoted(book)
    who = "speaker not known" if talk == TALK else "Participant"
    assert (words.removeprefix("… "), attribution) == (WORDS, f"{who}, T1")
    assert sources(book)[0].startswith("coding ")


def test_an_interviewers_words_are_nobody_elses(printed):
    report, book = printed({"P1": "never"}, TALK, ("P1",), "How was it?")
    assert quoted(report) == []
    assert quoted(book) == [("How was it?", "Interviewer")]


def test_who_takes_part_in_a_transcript_is_gathered(studies):
    study = studies.new()
    study.coder_id()
    facts = gather(study, "Ruth")
    assert facts.transcript_of["PM1+PM2 Early"].participants == ("PM1", "PM2")


@pytest.mark.parametrize("words", [WORDS, "It was fine.\n\nMum: She cried"])
def test_words_under_a_label_that_is_nobodys_are_not_printed(printed, words):
    report, book = printed({}, TALK, ("PM1",), words)
    assert quoted(report) == []
    (notice,) = [notice for notice in report.notices if "not printed" in notice]
    assert "a label behind which nobody of the study is known" in notice
    assert "transcripts.csv, column speakers" in notice
    assert "1 (A and B T1, characters" in notice
    assert len(quoted(book)) == 1


def test_a_transcript_of_nobody_known_is_quoted_as_before(printed):
    report, _ = printed({}, [("I", "How was it?"), ("Mum", WORDS)], ())
    assert quoted(report) == [(WORDS, "Participant, T1")]


@pytest.mark.parametrize("words", ["How was it?\n\nMum: She cried all night.", WORDS])
def test_strangers_do_not_count_under_who_speaks(study, words):
    row = study.transcript("A T1", "joint", "verbatim", "T1", [("I", "How was it?"), ("Mum", WORDS)], ("PM1",))
    extract = study.extract((row,), row.name, words)
    for mode in ("reflexive", "codebook"):
        own = dataclasses.replace(study.make_facts().study, mode=mode)
        theme = ThemeRow("t", "T", "defined", extracts=(ThemeExtractRow(extract, "supports", "key"),))
        report = compose(study.make_facts(study=own, transcripts=(row,), themes=(theme,)))
        said = "".join(run.text for block in report.blocks if isinstance(block, Paragraph) for run in block.runs)
        assert "Who speaks to it." not in said
        assert "Unspecified" not in said


def test_what_has_no_label_among_labels_is_nobodys(studies, tmp_path):
    study = studies.new()
    path = tmp_path / "P1 T9.md"
    path.write_text("Kelly from the council.\n\nI: How?\nP1: Fine.\n# Money\nand more.\n", encoding="utf-8")
    import_files(study, [path])
    _, rows = people_and_texts(study, {one.name for one in library(study).transcripts if one.file == path.name})
    assert [(turn.label, turn.is_strangers) for turn in rows[0].turns] == [
        ("", True),
        ("I", False),
        ("P1", False),
        ("", True),
        ("", True),
    ]


def test_words_without_a_label_are_told_of_as_such(study):
    row = study.transcript("A T1", "joint", "verbatim", "T1", [("I", "How?"), ("Ada", "Fine."), ("", WORDS)], ("PM1",))
    row = dataclasses.replace(row, turns=(*row.turns[:-1], row.turns[-1]._replace(nobodys=True)))
    facts = study.make_facts(transcripts=(row,))
    extract = study.extract((row,), row.name, WORDS)
    assert quotation(facts, extract, omission="…") is Withheld.UNLABELLED


def test_the_extract_book_puts_a_strangers_words_under_nobodys_role(printed):
    _, book = printed({}, TALK, ("PM1",), "It was fine.\n\nMum: She cried all night.")
    assert quoted(book)[0][1].endswith(" and speaker not known, T1")
    (block,) = [block for block in book.blocks if isinstance(block, Quotation)]
    assert [part.label for part in block.parts][1] == "speaker not known"
