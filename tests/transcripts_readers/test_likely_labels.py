"""Words behind what reads like somebody else's label never stay silently with whoever spoke before."""

from __future__ import annotations

import time

import pytest

from workbench.transcripts.doubtful import doubtful_lines, lines_with_labels, nobodys_lines
from workbench.transcripts.turns import Turn, find_turns

KNOWN = ("Interviewer", "Parent 1", "PM1", "PM2", "Mentor", "mentor", "Parent", "Mentors", "All", "Everyone", "I")

LIKELY = """\
[crosstalk] PM1:|(laughs) Interviewer:|(overtalking 00:12) PM1:|*laughs* PM1:|PM1 interrupts:|PM1 crying:|fine. PM1:|
PM1 continued:|PM1 cont.:|PM1 and someone:|possibly PM1:|Peer mentor (PM1):|PM1 mentor:|PM1.:|PM1,:|a) PM1:|PM1 said:|
Line 12 PM1:|Mentor one:|Lead interviewer:|Both interviewers:|Interviewer's colleague:|Int.:|Kelly, social worker:|
Foster carer:|Family support worker:|Parent 1's partner:|Unknown male:|Woman in background:|[whispering] Foster carer:|
Older sister:|Her mother:|The child:|Note taker:|- foster carer:""".replace("\n", "").split("|")
MAYBE = """\
kelly:|bell hooks:|Kelly/Jo:|Kelly?:|[Kelly]:|- Kelly:|1. Kelly:|I told my mentor:|My mum:|Parent evening:|
It was good, really. PM1:|I told PM1:|It was fine. We went. interviewer:""".replace("\n", "").split("|")
NEITHER = """\
So:|Note:|Well, my mentor said:|First of all:|The best thing is:|At 10:30|- Money: for money|I think:|All in all:|
https://example.org|It was all for the best:|Work:|I said to everyone:|I loved:|5/3:""".replace("\n", "").split("|")


def cut(line: str, text: str = "") -> tuple[str | None, bool]:
    """Who speaks the words of a line that stands in the answer of PM2, and whether the line is told."""
    text = text or f"Interviewer: How?\nPM2: We share.\n{line}\nPM2: Yes, it was.\nInterviewer: So?\nPM2: Bye."
    turns = find_turns(text, KNOWN)
    turn = of(turns, text.index("SECRET"))
    told = [
        *doubtful_lines(text, turns, KNOWN),
        *nobodys_lines(text, turns),
        *lines_with_labels(text, turns, KNOWN),
    ]
    return turn.speaker, text.count("\n", 0, text.index("SECRET")) + 1 in told


def of(turns: list[Turn], at: int) -> Turn:
    return next(turn for turn in turns if turn.start <= at < turn.end)


@pytest.mark.parametrize("label", LIKELY)
def test_what_is_likely_somebody_elses_label_makes_the_words_nobodys(label: str) -> None:
    assert cut(f"{label} SECRET words.") == (None, True)


@pytest.mark.parametrize("line", MAYBE)
def test_what_only_may_be_a_label_is_told_and_stays(line: str) -> None:
    assert cut(f"{line} SECRET") == ("PM2", True)


@pytest.mark.parametrize("line", NEITHER)
def test_what_begins_a_sentence_or_a_list_is_neither_cut_off_nor_told(line: str) -> None:
    assert cut(f"{line} SECRET") == ("PM2", False)


@pytest.mark.parametrize("label", ["kelly:", "Kelly/Jo:", "bell hooks:", "[Kelly]:", "1. Kelly:", "Unknown person 2:"])
def test_a_strangers_label_that_recurs_between_labels_makes_the_words_nobodys(label: str) -> None:
    text = f"Interviewer: How?\nPM2: a\n{label} SECRET\nPM2: b\n{label} again\nPM2: c\n"
    speaker, told = cut("", text)
    assert speaker != "PM2"
    assert told or speaker is not None


@pytest.mark.parametrize("dress", ["[{}]", "{};", "{} |", "{}>", "{}.", "{}\t", "{} -", "{}  0:21\n"])
@pytest.mark.parametrize("label", ["Kelly", "Foster carer", "Second interviewer"])
def test_strangers_in_the_texts_own_way_are_nobodys(dress: str, label: str) -> None:
    said = [("Interviewer", "How?"), ("PM2", "Fine."), ("Interviewer", "So?"), ("PM2", "Hm."), (label, "SECRET")]
    text = "\n".join(f"{dress.format(who)} {words}" for who, words in [*said, ("PM2", "Yes."), ("Interviewer", "ok")])
    turns = find_turns(text, KNOWN)
    assert of(turns, text.index("SECRET")).speaker in (None, label)
    assert [turn.speaker for turn in turns if turn.speaker not in (None, label)] == [
        *("Interviewer", "PM2", "Interviewer", "PM2", "PM2", "Interviewer")
    ]


def test_two_arrows_end_who_spoke_where_they_begin_the_labels() -> None:
    text = ">> Interviewer: How?\n>> PM2: Good.\n>> Did he hit you?\n>> PM2: No.\n"
    assert [turn.speaker for turn in find_turns(text, KNOWN)] == ["Interviewer", "PM2", None, "PM2"]


def test_a_clock_with_the_half_of_the_day_is_dress() -> None:
    text = "5/3/24, 10:15 AM - Interviewer: How?\n5/3/24, 10:16 PM - PM1: Good.\n10:17 PM 1: Hm."
    assert [turn.speaker for turn in find_turns(text, [*KNOWN, "PM 1"])] == ["Interviewer", "PM1", "PM 1"]


@pytest.mark.parametrize("piece", ["(", "[a] ", "PM1 ", "*(", "a: ", "PM1: ", "(a", "Kelly, "])
def test_no_line_makes_it_slow(piece: str) -> None:
    lines = [("Interviewer: a\nPM2: b\n" + piece * (length // len(piece))) for length in (400, 200_000)]
    begin = time.process_time()
    for text in [*lines, "\n".join(lines[:1] * 300)]:
        turns = find_turns(text, KNOWN)
        doubtful_lines(text, turns, KNOWN)
        lines_with_labels(text, turns, KNOWN)
    assert time.process_time() - begin < 2.0
