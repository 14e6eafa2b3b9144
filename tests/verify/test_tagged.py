"""Quotations that carry the marks of an export of ours, after people have rewritten the report round them."""

from __future__ import annotations

import dataclasses
import io
from uuid import UUID

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from talks import facts

from workbench.prepared import Prepared
from workbench.report.compose import compose
from workbench.report.content import quotations_of
from workbench.report.facts import ExtractRow, ThemeExtractRow, ThemeRow, TurnRow
from workbench.report.marked_extracts import marked_part
from workbench.report.verify import matching, wording
from workbench.report.verify.assessing import Place, Quoted
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import check, known_marks
from workbench.report.verify.document import word_paragraphs
from workbench.report.verify.literal import literal
from workbench.report.verify.paragraphs import FoundQuotation
from workbench.report.verify.rules import Rules
from workbench.report.word.document import write_report

HERE, ELSEWHERE = UUID(int=7), UUID(int=8)
SAID = "by March we had a bed of broad beans"
QUOTED = "She never told me what to do. She just dug beside me, and by March we had a bed of broad beans."


def a_study(study_id=HERE):
    """A study of which one extract is printed, and others are not."""
    known = facts(marked=())
    row = known.transcript_of["Gardener 1 T1"]
    start = row.text.index(QUOTED)
    extract = ExtractRow("e", row.name, start, start + len(QUOTED), "x", ("G1",), False, "T1")
    theme = ThemeRow("t", "Beside me", "reviewed", extracts=(ThemeExtractRow(extract, use="key"),))
    return dataclasses.replace(known, study=dataclasses.replace(known.study, id=study_id), themes=(theme,))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("marked") / "report.docx"
    write_report(compose(a_study()), path)
    return path.read_bytes()


class Edited:
    """The report in somebody's hands."""

    def __init__(self, written):
        self.document = Document(io.BytesIO(written))
        self.control = next(self.document.element.body.iter(qn("w:sdt")))
        self.paragraph = self.control.getparent()

    def put(self, before="", behind="", *, within=False, style="Normal"):
        """Set the paragraph's style, and words beside what is marked, or within the mark."""
        if style:
            self.paragraph.pPr.style = style
        place = self.control.find(qn("w:sdtContent")) if within else self.paragraph
        at = 0 if within else 1
        if before:
            place.insert(at, run(before))
        if behind:
            place.append(run(behind))
        return self

    def says(self, old, new):
        for text in self.paragraph.iter(qn("w:t")):
            text.text = (text.text or "").replace("\u00a0", " ").replace(old, new)
        return self

    def checked(self, study=None):
        self.document.save(file := io.BytesIO())
        return check(study or a_study(), word_paragraphs(file.getvalue(), "r.docx"))

    def told(self):
        return [(one.verdict, one.attribution, one.quotation) for one in self.checked()]


def run(text):
    return parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{text}</w:t></w:r>')


@pytest.fixture
def report(written):
    return Edited(written)


RIGHT = [("verbatim", "Gardener 1, First visit", QUOTED)]


def test_what_is_marked_is_found_without_style_or_quotation_marks(report):
    (one,) = report.checked()
    assert one.mark
    assert report.put("Prose in front of it, with a ‘term’. ", " And prose behind it.").told() == RIGHT


def test_prose_typed_into_the_mark_behind_the_attribution_is_no_quotation(report):
    assert report.put(behind=" And prose behind it.", within=True, style="").told() == RIGHT


@pytest.mark.parametrize("within", [True, False])
@pytest.mark.parametrize("style", ["", "Normal"])
def test_words_that_announce_it_are_no_quotation(report, within, style):
    report.says("She never", "“She never").says("beans.", "beans.”")
    assert report.put("As Gardener 1 put it, ", within=within, style=style).told() == RIGHT


def test_a_block_is_quoted_as_a_whole_whatever_is_marked(report):
    ((verdict, _, words),) = report.put("I never wanted this. ", style="").told()
    assert (verdict, words[:11]) == ("differs", "I never wan")


def test_between_marks_of_quotation_words_are_quoted_though_they_stand_outside_the_mark(report):
    report.says(" (Gardener 1, First visit)", "").put("“I never wanted this. ", "” (Gardener 1, T1)")
    ((verdict, who, words),) = report.told()
    assert (verdict, who, words[:11]) == ("differs", "Gardener 1, T1", "I never wan")


def test_the_attribution_may_stand_behind_the_mark(report):
    assert report.says(" (Gardener 1, First visit)", "").put(behind=" (Gardener 2, T1) said one.").told() == [
        ("wrong attribution", "Gardener 2, T1", QUOTED)
    ]


def test_words_and_attribution_are_checked_whatever_the_mark_says(report):
    assert report.says("never", "always").told()[0][0] == "differs"
    assert report.says("always", "never").says("First visit", "T2").told()[0][0] == "wrong attribution"


def test_what_was_rewritten_altogether_is_shown_beside_what_it_was(report):
    (one,) = report.says(QUOTED, "Nobody told me what to do, and we dug up many beans.").checked()
    assert one.verdict in ("differs", "not found")
    assert one.nearest.startswith("never told me what to do. She just dug")
    assert one.transcript == "Gardener 1 T1"


def test_doubled_emptied_and_lost_marks_are_no_faults(report):
    body = report.document.element.body
    report.paragraph.addnext(parse_xml(f"<w:p {nsdecls('w')}>{control('')}{control(' ')}</w:p>"))
    copy = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>And so it went.</w:t></w:r></w:p>")
    from copy import deepcopy

    copy.append(deepcopy(report.control))
    copy.append(deepcopy(report.control))
    body.insert(len(body) - 1, copy)
    assert report.told() == RIGHT * 3
    for one in list(body.iter(qn("w:sdt"))):
        one.getparent().remove(one)
    assert report.told() == []


def control(text, more=""):
    tag = f'<w:tag w:val="{"a" * 12}-{"b" * 6}-{"c" * 6}"/>'
    return f"<w:sdt><w:sdtPr>{tag}{more}</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"


def test_marks_within_marks_and_placeholders(report):
    inner = f"<w:r><w:t>She </w:t></w:r>{control('never told me what to do.')}<w:r><w:t> (G1)</w:t></w:r>"
    outer = control("", "").replace("<w:r><w:t></w:t></w:r>", inner)
    empty = control("Click here and type.", "<w:showingPlcHdr/>")
    report.paragraph.addnext(parse_xml(f"<w:p {nsdecls('w')}>{outer}{empty}</w:p>"))
    assert report.told() == [*RIGHT, ("verbatim", "G1", "never told me what to do.")]


def test_a_control_of_whole_paragraphs(report):
    parts = [f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in (QUOTED[:29], QUOTED[30:] + " (G1, T1)")]
    block = control("").replace("<w:r><w:t></w:t></w:r>", "".join(parts))
    report.paragraph.addnext(parse_xml(block.replace("<w:sdt>", f"<w:sdt {nsdecls('w')}>")))
    assert report.told() == [*RIGHT, ("verbatim", "", QUOTED[:29]), ("verbatim", "G1, T1", QUOTED[30:])]


def test_a_report_of_another_study_is_judged_by_its_words(report):
    assert [one.verdict for one in report.checked(a_study(ELSEWHERE))] == ["verbatim"]
    assert [one.verdict for one in report.checked(a_study(None))] == ["verbatim"]


def test_a_mark_leads_to_what_a_narrative_placed_to_an_example_and_to_what_was_printed_as_one():
    study = a_study()
    row = study.transcript_of["Gardener 1 T1"]
    (own,) = study.themes[0].extracts
    start = row.text.index("It was all")
    other = dataclasses.replace(own.extract, id="abcdefab-1111", start=start, end=start + 40)
    third = dataclasses.replace(
        own.extract, id="e3", start=row.text.index("Not once"), end=row.text.index(" I wouldn't")
    )
    goes_on = ThemeExtractRow(own.extract, use="key", prepared=Prepared(row.sha256, (), goes_on=True))
    placing = ThemeRow("p", "Placing", "reviewed", narrative="[[abcdefab]]")
    themes = (ThemeRow("t", "Beside me", "reviewed", extracts=(goes_on, ThemeExtractRow(third))), placing)
    study = dataclasses.replace(study, themes=themes, extracts=(own.extract, other, third), examples={"x": other})
    whole = dataclasses.replace(own.extract, end=third.end)
    parts = {(one.start, one.end, theme): marked_part(study, one, theme) for one, theme in (
        (own.extract, "t"), (whole, "t"), (other, ""), (other, "p"), (third, ""), (third, "p"),
    )}  # fmt: skip
    marks = {f"{part}-aaaaaa-bbbbbb": (start, end) for (start, end, _), part in parts.items()}
    found = known_marks(study, list(marks))
    assert {mark: (place.start, place.end) for mark, place in found.items()} == marks
    printed = [one.mark for one in quotations_of(compose(study).blocks)]
    assert len(printed) == 2
    assert len(known_marks(study, printed)) == 2
    assert known_marks(study, ["c" * 12 + "-aaaaaa-bbbbbb", "no mark"]) == {}


def test_where_all_is_right_at_its_own_place_no_transcript_is_gone_through(report, monkeypatch):
    def gone_through(*_):
        raise AssertionError

    monkeypatch.setattr(matching._Matcher, "_rows", gone_through)
    assert report.told() == RIGHT
    with pytest.raises(AssertionError):
        report.says("never", "always").told()


@settings(max_examples=60)
@example("[B]a")
@given(st.text("ab X.….[]()<>_BZ¹\u00a0-", max_size=40))
def test_gaps_are_found_where_one_look_through_the_text_finds_them(text):
    found = [one.span() for one in wording._GAP.finditer(text) if not wording._CASE.match(text, one.start())]
    assert [one.span() for one in wording._gaps(text)] == found


def test_what_stands_as_it_was_is_judged_as_everything_else_is():
    """What the quick way lets pass is what the long one finds to be so."""
    study = facts()
    rules = Rules.of(study.participants, study.marked, tidied=False, language="en-GB")
    names = Names(study)
    quick = 0
    for row in study.transcripts:
        for turn in row.turns:
            words = row.text[turn.start : turn.end].split()
            for first, last in ((0, len(words)), (0, 4), (2, 7), (1, 5), (3, len(words))):
                said = " ".join(words[first:last])
                for who in ("Gardener 1, T1", "G3", "Warden", "W2", "T2", "(nobody)"):
                    one = FoundQuotation(0, 0, said, claim=names.read(who))
                    at = row.text.index(said)
                    passed = literal(one, Place(row.name, at, at + len(said)), row, rules)
                    if passed is not None:
                        quick += 1
                        (other,) = matching.judged([Quoted(wording.wording(said), one.claim)], [row], rules)
                        assert passed == other
    assert quick > 30
    row = study.transcript_of["Neighbour T2"]
    said = "I hear them laughing over the wall of an evening?"
    assert literal(FoundQuotation(0, 0, said), Place(row.name, 0, len(row.text)), row, rules) is None


def test_a_quotation_that_ends_within_a_word_is_looked_at():
    """What an apostrophe or a hyphen joins is one word: *I would* was not said by whoever said *I wouldn't*."""
    study = facts(marked=())
    rules = Rules.of(study.participants, study.marked, tidied=False, language="en-GB")
    text = "I wouldn't have asked him. They thought me a careful non-smoker."
    row = dataclasses.replace(
        study.transcript_of["Gardener 1 T1"], text=text, turns=(TurnRow(0, len(text), "G1", ("G1",)),)
    )
    for said in ("I would", "a careful non", "smoker.", "They thought me a careful non"):
        at = text.index(said)
        one = FoundQuotation(0, 0, said)
        assert literal(one, Place(row.name, at, at + len(said)), row, rules) is None
        (found,) = matching.judged([Quoted(wording.wording(said), None)], [row], rules)
        assert found.verdict.value != "verbatim", said
    whole = FoundQuotation(0, 0, "I wouldn't have asked him.")
    assert literal(whole, Place(row.name, 0, 26), row, rules).verdict.value == "verbatim"
