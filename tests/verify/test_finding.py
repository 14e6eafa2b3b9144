"""Where quotations are found in a report, and who is said to have said them."""

from __future__ import annotations

import pytest

from workbench.report.verify.attributions import Names
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.paragraphs import ReportParagraph
from workbench.report.verify.wording import GapKind


@pytest.fixture(scope="module")
def names(known):
    return Names(known)


def found(names, *paragraphs):
    rows = [one if isinstance(one, ReportParagraph) else ReportParagraph(one, "") for one in paragraphs]
    return [(" ".join(one.words.split()), one.attribution) for one in find_quotations(rows, names)]


def block(text):
    return ReportParagraph(text, "", is_quotation=True)


ONE = [
    ("She said: “It was all couch grass.” (Gardener 1, T1) That was it.", "It was all couch grass."),
    ("One ‘dug beside me, and the gardeners’ beds’ (Gardener 1, T1), while", "dug beside me, and the gardeners’ beds"),
    ("‘I shouted ‘mind the hose’. It burst’ (Gardener 1, T1)", "I shouted ‘mind the hose’. It burst"),
    ("‘He called it ‘peat’ and it wasn’t peat’ (Gardener 1, T1).", "He called it ‘peat’ and it wasn’t peat"),
    ("'It wasn't for me, it was for the beans' (Gardener 1, T1)", "It wasn't for me, it was for the beans"),
    ('They dug: "It was all\ncouch grass."[3] (Gardener 1, T1)', "It was all couch grass."),
    ("“It was all couch grass”1 (Gardener 1,\nT1)", "It was all couch grass"),
    ("„It was all couch grass“ (Gardener 1, T1)", "It was all couch grass"),
    ("« It was all couch grass » (Gardener 1, T1)", "It was all couch grass"),
    ("»It was all couch grass« (Gardener 1, T1)", "It was all couch grass"),
    ("’ it was all couch grass and nobody came (Gardener 1, T1)", "it was all couch grass and nobody came"),
    ("“It was all couch grass and nobody came (Gardener 1, T1)", "It was all couch grass and nobody came"),
    ("“It was all couch grass.” – Gardener 1, T1", "It was all couch grass."),
    ("It was all couch grass, (really) all of it. (Gardener 1, T1)7", "It was all couch grass, (really) all of it."),
    ("(See) how it grew… (Gardener 1, T1)", "(See) how it grew…"),
]


@pytest.mark.parametrize(("text", "words"), [(text, words) for text, words in ONE])
def test_one_quotation_with_its_attribution(names, text, words):
    ((quoted, attribution),) = found(names, text)
    assert quoted.strip() == words
    assert attribution == "Gardener 1, T1"


def test_an_attribution_may_have_its_wave_in_brackets_of_their_own(names):
    assert found(names, "“All couch grass” (Gardener 2 [T1]).") == [("All couch grass", "Gardener 2 [T1]")]


def test_attributions_in_front(names):
    assert found(names, "Gardener 1 (T1): “All couch grass.”") == [("All couch grass.", "Gardener 1 (T1)")]
    assert found(names, "It grew. As Gardener 2 put it, “he brings the biscuits”.")[0][1] == "Gardener 2"
    assert found(names, "Gardener 2 said: ‘he brings the biscuits’.")[0][1] == "Gardener 2"
    assert found(names, "According to Gardener 2, “he brings the biscuits”.")[0][1] == "Gardener 2"
    # There is but one neighbour.
    assert found(names, "Neighbour: “I hear them laughing”.")[0][1] == "Neighbour"


def test_attributions_without_brackets(names):
    assert found(names, "“All couch grass.” Gardener 1, T1") == [("All couch grass.", "Gardener 1, T1")]
    below = [("All couch grass.", "Gardener 1, T1")]
    assert found(names, block("All couch grass."), block("Gardener 1, T1")) == below
    assert found(names, block("All couch grass."), "Gardener 1, T1", "Prose.") == below
    assert found(names, block("All couch grass.\nGardener 1, T1")) == below
    two = found(names, block("All couch grass."), "“He brings the biscuits.” (Gardener 2, T1)")
    assert two == [("All couch grass.", ""), ("He brings the biscuits.", "Gardener 2, T1")]
    # It may be what announces the next one; and prose goes on behind a quotation.
    assert found(names, block("All couch grass."), "Gardener 1, T1", block("Beans."))[0][1] == ""
    assert found(names, block("All couch grass."), "Gardener 1, T1:")[0][1] == ""
    assert found(names, "“It was all couch grass.” Gardeners, however, dug on.")[0][1] == ""


def test_whoever_is_named_further_off_may_be_somebody_else(names):
    def loose(text):
        (one,) = find_quotations([ReportParagraph(text, "")], names)
        return one.attribution, one.claim is not None and one.claim.loose, one.is_claimed

    assert loose("It was “all couch grass and glass”, and others agreed (Gardener 1, T1).") == (
        "Gardener 1, T1", True, False,
    )  # fmt: skip
    assert loose("Gardener 2 described how “it was all couch grass”.") == ("Gardener 2", True, False)
    assert loose("Gardener 2 said: “it was all couch grass”.") == ("Gardener 2", False, True)
    assert loose("It was “all couch grass”. Others dug on (Gardener 1, T1).") == ("", False, False)
    two = found(names, "It was “all couch grass” for some, and others “dug beside me” (Gardener 1, T1).")
    assert [who for _, who in two] == ["", "Gardener 1, T1"]


def test_words_of_the_report_in_between(names):
    (one,) = find_quotations(
        [ReportParagraph("“It was all couch grass,” she said, “and broken glass.” (Gardener 1, T1)", "")], names
    )
    assert one.claim.people == {"G1"}
    assert [gap.kind for gap in one.breaks] == [GapKind.SPLIT]
    assert one.words[one.breaks[0].start : one.breaks[0].end] == "” she said, “"


def test_block_quotations(names):
    assert found(names, block("All couch grass. (Gardener 1, T1)")) == [("All couch grass.", "Gardener 1, T1")]
    assert found(names, block("“It was all couch grass.”"), "Prose.") == [("It was all couch grass.", "")]
    apart = found(names, block("It was all couch grass."), block("(Gardener 1, T1)"), "Prose.")
    assert apart == [("It was all couch grass.", "Gardener 1, T1")]
    two = found(names, block("It was all couch grass."), block("He shouted at me. (Gardener 2)"))
    assert two == [("It was all couch grass.", ""), ("He shouted at me.", "Gardener 2")]
    running = found(names, block("It was all couch grass and"), block("broken glass. (Gardener 1)"))
    assert running == [("It was all couch grass and broken glass.", "Gardener 1")]


def test_a_dialogue_has_its_labels(names):
    text = "Gardener 2: He shouted at me.\nInterviewer: Why?\nGardener 3: I did shout. (Gardener 2 and Gardener 3, T1)"
    (one,) = find_quotations([block(text)], names)
    assert [claim.people if claim else None for claim in one.labels] == [None, {"G2"}, None, {"G3"}]
    assert one.labels[2].interviewer
    assert all(gap.kind is GapKind.VOICE for gap in one.breaks)


def test_lines_that_a_text_was_broken_into(names):
    broken = ("‘It was all couch grass and", "broken glass’ (Gardener 1,", "T1)", "Then the prose goes on.")
    assert found(names, *broken) == [("It was all couch grass and broken glass", "Gardener 1, T1")]
    unclosed = ("’ it was all couch grass and", "broken glass (Gardener 1, T1)", "Prose, and ‘slang’ in it.")
    assert found(names, *unclosed)[0] == ("it was all couch grass and broken glass", "Gardener 1, T1")


def test_what_is_no_quotation_of_the_study(names):
    assert found(names, "“Gardens mend those who dig them.” (Young et al., 1998)") == []
    assert found(names, block("Gardens mend those who dig them. (Young et al., 1998)")) == []
    assert found(names, ReportParagraph("It was all couch grass (Gardener 1, T1)", "", is_heading=True)) == []
    assert found(names, "The gardeners’ beds and the wardens’ list weren’t there in the ’90s.") == []
    assert found(names, "All of this had changed a year later. (T2)") == []
    assert found(names, "All of this had changed for many (Gardener 1, T2).") == []
    (term,) = find_quotations([ReportParagraph("What they called ‘slang’ was dialect.", "")], names)
    assert not term.is_claimed


def test_an_attribution_behind_a_dash_may_be_a_paragraph_of_its_own_or_broken_over_lines(names):
    said = ("It was all couch grass.", "Gardener 1, T1")
    for dash in "–—-":
        assert found(names, "“It was all couch grass.”", f"{dash} Gardener 1, T1", "Prose.") == [said]
    for broken in ("Gardener 1,\nFirst visit", "Gardener 1, First\nvisit"):
        whole = [("It was all couch grass", "Gardener 1, First visit")]
        assert found(names, block(f"It was all couch grass — {broken}")) == whole
        assert found(names, block(f"It was all couch grass\n{broken}"), block("Beans."))[:1] == whole
        assert found(names, block("It was all couch grass"), f"— {broken}") == whole
        assert found(names, f"“It was all couch grass”\n— {broken}\nand so on") == whole
    assert found(names, block("It was all,\ncouch grass —\nGardener 1, T1")) == [("It was all, couch grass", said[1])]
    long = [("It was all, couch grass\nand broken. ".strip().replace("\n", " "), said[1])]
    assert found(names, block("It was all, couch grass\nand broken.\nGardener 1, T1")) == long
    # Of a role and a number the number may stand in the next line.
    assert found(names, block("It was all couch grass — Gardener\n1")) == [("It was all couch grass", "Gardener 1")]
    assert found(names, "“It was all couch grass.” Nothing of it was left – Gardener 1, T1")[0][1] == ""
    # A hyphen within a word is no dash.
    assert found(names, block("I was a co-warden")) == [("I was a co-warden", "")]


def test_a_role_that_a_speaker_puts_in_brackets_at_the_end_of_a_line_is_no_attribution(names):
    words = "“I rang R (site warden)\nand she spoke to them and they came (Gardener 1, T1)"
    assert found(names, words) == [(" ".join(words[1:].rpartition(" (G")[0].split()), "Gardener 1, T1")]


def test_a_line_may_break_between_a_verb_and_who_speaks(names):
    said = "It was all couch grass,"
    for text in (
        f"“{said}” said\nGardener 2.", f"“{said}” Gardener 2\nexplained.", f"“{said}” Gardener\n2 explained.",
        f"As Gardener 2\nput it, “{said}”", f"Gardener 2\nsaid: “{said}”",
    ):  # fmt: skip
        (one,) = find_quotations([ReportParagraph(text, "")], names)
        assert (one.claim.people, one.claim.loose) == ({"G2"}, False), text
    (one,) = find_quotations(
        [ReportParagraph(f"“{said}” she said", ""), ReportParagraph("Gardener 2 left.", "")], names
    )
    assert one.claim is None


def test_scripts_without_blanks(known):
    from talks import facts, transcript

    from workbench.report.verify.checking import check

    words = "水管在春天坏了，没有人来修，我们只好自己提水。"
    row = transcript("Tap", "individual", "T1", ("G1",), [("Ines", words)])
    study = facts(transcripts=(row,))
    for text, verdict in (
        (f"“{words}”（Gardener 1，T1）", "verbatim"),
        (f"“{words}”（Gardener 2，T1）", "wrong attribution"),
        (f"“{words.replace('春', '秋')}”（Gardener 1，T1）", "differs"),
        (f"「{words.replace('春', '秋')}」（Gardener 1，T1）", "differs"),
        (f"她说：“{words.replace('春', '秋')}”", "differs"),
        (f"{words.replace('春', '秋')}（Gardener 1，T1）", "differs"),
    ):
        assert [one.verdict for one in check(study, [ReportParagraph(text, "")])] == [verdict], text
