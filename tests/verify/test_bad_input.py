"""Reports as nobody would write them, and scripts of every kind: each is read, in no time to speak of."""

from __future__ import annotations

import pytest
from talks import facts, transcript

from workbench.report.verify.checking import check
from workbench.report.verify.commented import lines_of
from workbench.report.verify.paragraphs import ReportParagraph

SAID = "It was all couch grass and broken glass."

ODD = {
    "many quotations in one paragraph": (f"“{SAID}” (Gardener 1) and " * 2_000, 2_000),
    "marks that never close": (" ‘open and never closed it was" * 2_000, 1),
    "straight marks that may be anything": (" 'open and never closed it was" * 500, 1),
    "blanks": (f"“{SAID}”{' ' * 50_000}(Gardener 1)", 1),
    "brackets": ("(" * 20_000, 0),
    "brackets within": (f"“a b c d e f{'(a' * 20_000}”", 1),
    "dots": (f"“{'. ' * 50_000}” (Gardener 1)", 1),
    "redactions": (f"“{'XX ' * 5_000}” (Gardener 1)", 1),
    "three thousand words": (f"“{SAID * 400}” (Gardener 1)", 1),
    "what XML forbids": ("“\x00\ud800\uffff it was all couch grass” (Gardener 1)", 1),
    "nothing": ('“” (Gardener 1) ‘’ "" ()', 0),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_reports_are_read(known, name):
    text, many = ODD[name]
    assert len(check(known, [ReportParagraph(text, "")])) == many


def test_what_is_shown_beside_a_quotation_is_no_longer_than_anybody_reads():
    said = " ".join(f"and row{number} was dug over by plot{number % 97}" for number in range(1_000))
    study = facts(transcripts=(transcript("Talk", "individual", "T1", ("G1",), [("Ines", said)]),), marked=())
    printed = said.replace("row5", "bed5")
    (one,) = check(study, [ReportParagraph(f"“{printed}", "")])
    assert (one.verdict, len(one.quotation)) == ("differs", len(printed))
    assert len(one.nearest) <= 2_000
    assert 1_000 < sum(len(piece.text) for piece in one.difference) < 2_100
    assert [(piece.kind, piece.text) for piece in one.difference[1:3]] == [("said", "row5"), ("printed", "bed5")]
    assert one.difference[-1].text == "…"
    assert max(map(len, lines_of(one))) < 3_500


def test_paragraphs_of_which_each_may_go_on_in_the_next(known):
    rows = [ReportParagraph("She said “open, and never closed", "")] * 3_000
    assert len(check(known, rows)) <= len(rows)


WORLD = {
    "arabic": ("قالت لي جارتي إن الماء لا يصل إلى هنا في الصيف", "(Gardener 1, T1)"),
    "hebrew": ("השכנה שלי אמרה לי שאין כאן מים בקיץ ואני לא ידעתי", "(Gardener 1)"),
    "chinese": ("那里全是杂草和碎玻璃，我没有想到我能熬过冬天", "(G1)"),
    "thai": ("ที่นั่นมีแต่หญ้าและเศษแก้วฉันไม่คิดว่าจะอยู่รอด", "(G1)"),
    "hindi": ("वहाँ केवल घास और टूटा काँच था और किसी ने मुझे नहीं बताया", "(G1)"),
    "german": ("Es war alles voller Quecken, und für die Wärterin wäre es größer gewesen", "(G1)"),
}


@pytest.mark.parametrize("script", WORLD)
def test_every_script(script):
    words, who = WORLD[script]
    study = facts(transcripts=(transcript("Talk", "individual", "T1", ("G1",), [("Ines", f"{words}.")]),), marked=())
    changed = words.replace(words[4], "x", 1)
    found = check(study, [ReportParagraph(f"“{one}” {who}", "") for one in (words, changed)])
    assert [one.verdict for one in found] == ["verbatim", "differs"]
    assert (found[0].start, found[0].end) == (len("Ines: "), len("Ines: ") + len(words))
