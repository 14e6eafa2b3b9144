"""Changes in a report are tracked: rejected, it is what it was; accepted, it says what the study prints."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laden_word import laden
from rejecting import W, canonical, document_of, rejected

from workbench.office.blocks import plain
from workbench.office.cleaning import cleaned
from workbench.office.visible import visible_text
from workbench.report.marks import Mark
from workbench.report.update.document import AUTHOR, ReportDocument
from workbench.report.update.wording import applied, hunks
from workbench.report.verify.document import word_paragraphs

WHEN = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
BY = 'w:id="7" w:author="Ann" w:date="2026-01-01T00:00:00Z"'
NEW = Mark("zzzzzzzzzzzz", "aaaaaa", "bbbbbb")
MARK = Mark("abcdefghijkl", "aaaaaa", "bbbbbb")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(*inner: str, mark: Mark = MARK) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{mark.text}"/><w:id w:val="5"/></w:sdtPr>'
        f"<w:sdtContent>{''.join(inner)}</w:sdtContent></w:sdt>"
    )


def p(*inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inner)}</w:p>"


OTHER = Mark("bcdefghijklm", "aaaaaa", "bbbbbb")
PASTED = control(run("They asked us."), run(" (PM2, T2)"), mark=OTHER)


@pytest.mark.parametrize(
    "body",
    [
        (run("We were never asked."), run(" (PM1, T1)"), PASTED),
        (PASTED, run("We were never asked."), run(" (PM1, T1)")),
        (run("We were "), PASTED, run("never asked."), run(" (PM1, T1)")),
    ],
)
def test_of_a_quotation_pasted_into_another_each_keeps_its_own_words(body) -> None:
    """In the middle of the other's, too; so whoever reads it back and whoever updates it mean the same."""
    old, document = opened(p(control(*body), properties='<w:pStyle w:val="Normal"/>'))
    said = {one.mark: one.said for one in document.quotations}
    assert said == {MARK: "We were never asked. (PM1, T1)", OTHER: "They asked us. (PM2, T2)"}
    read = {one.mark: text[one.start : one.end] for text, marked in marked_in(old) for one in marked}
    assert read[OTHER.text] == said[OTHER]
    assert said[MARK].startswith(read[MARK.text])
    outer = next(one for one in document.quotations if one.mark == MARK)
    document.change(outer, NEW, hunks(outer.said, "We were always asked, and often. (PM1, T1)"))
    new = document.saved()
    hold_rejected(old, new)
    changed = ReportDocument(new, "report.docx", WHEN)
    assert {one.mark: one.said for one in changed.quotations} == {
        NEW: "We were always asked, and often. (PM1, T1)", OTHER: said[OTHER],
    }  # fmt: skip
    document.strike(next(one for one in document.quotations if one.mark == MARK))
    (left,) = (one for one in ReportDocument(document.saved(), "report.docx", WHEN).quotations if one.said)
    assert (left.mark, left.said) == (OTHER, said[OTHER])


def marked_in(data: bytes):
    return [(one.text, one.marked) for one in word_paragraphs(data, "f.docx") if one.marked]


def lines_of(data: bytes) -> list[str]:
    """What a reader sees with all changes accepted, empty lines left out."""
    text = "\n".join(map(plain, visible_text(data, "f.docx").blocks))
    return [line.strip() for line in text.split("\n") if line.strip()]


def hold_rejected(old: bytes, new: bytes) -> None:
    """See that the report is what it was once the program's changes are rejected."""
    assert canonical(rejected(document_of(new), AUTHOR)) == canonical(rejected(document_of(old), "nobody"))


def opened(body: str) -> tuple[bytes, ReportDocument]:
    data = laden(body)
    return data, ReportDocument(data, "report.docx", WHEN)


QUOTED = control(run("We were ", "<w:i/>"), run("never asked."), run(" (PM1, T1)", '<w:rStyle w:val="Attribution"/>'))


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        (p(QUOTED), "We were never, ever asked. (PM1, T1)", ["We were never, ever asked. (PM1, T1)"]),
        (p(QUOTED), "We were asked. (Mentor)", ["We were asked. (Mentor)"]),
        (p(run("She said "), QUOTED, run(", and left.")), "No. (PM1, T1)", ["She said No. (PM1, T1), and left."]),
        (p(control(run("One\ttwo (A)"))), "One\nthree (A)", ["One", "three (A)"]),
        (p(control(run("x "), f"<w:ins {BY}>{run('put in ')}</w:ins>", run("y (A)"))), "x put y (A)", ["x put y (A)"]),
        (
            p(control(run("one "), "<w:r><w:t>two</w:t><w:footnoteReference w:id='1'/></w:r>", run(" three (A)"))),
            "one four three (A)",
            ["one four[1] three (A)"],
        ),
        (
            p(control("<w:commentRangeStart w:id='1'/>", run("a b"), "<w:commentRangeEnd w:id='1'/>", run(" c (A)"))),
            "a (A)",
            ["a (A)"],
        ),
    ],
)
def test_changed_words_are_tracked_where_they_stand(before: str, new: str, after: list[str]) -> None:
    old, document = opened(before)
    (one,) = document.quotations
    document.change(one, one.mark._replace(printed="cccccc"), hunks(one.said, new))
    made = document.saved()
    assert lines_of(made) == after
    hold_rejected(old, made)
    assert "cccccc" in document_of(made).decode()
    assert document_of(made).decode().count("commentRange") == document_of(old).decode().count("commentRange")


def test_only_words_that_change_are_marked_and_keep_their_form() -> None:
    _, document = opened(p(QUOTED))
    (one,) = document.quotations
    document.change(one, one.mark, hunks(one.said, "We were never asked. (PM2, T1)"))
    xml = document_of(document.saved()).decode()
    assert re.findall(r"<w:delText[^>]*>([^<]*)", xml)[-1:] == ["PM1"]
    (put_in,) = re.findall(r"<w:ins [^>]*>(.*?)</w:ins>", xml)
    assert "PM2" in put_in
    assert 'w:rStyle w:val="Attribution"' in put_in


SECTION = "<w:sectPr><w:type w:val='nextPage'/></w:sectPr>"


@pytest.mark.parametrize(
    "body",
    [
        p(QUOTED, properties='<w:pStyle w:val="Q"/><w:pageBreakBefore/>') + p(run("prose")),
        p(QUOTED, properties='<w:pStyle w:val="Q"/>'),
        p(QUOTED),
        p(QUOTED, properties=SECTION) + p(run("next section")),
        f"<w:tbl><w:tr><w:tc>{p(QUOTED, properties='<w:jc/>')}</w:tc></w:tr></w:tbl>" + p(run("below")),
        p(QUOTED) + f"<w:tbl><w:tr><w:tc>{p(run('cell'))}</w:tc></w:tr></w:tbl>" + p(run("below")),
        p(QUOTED, properties=f"<w:rPr><w:ins {BY}/></w:rPr>") + p(run("prose")),
        p(QUOTED, "<w:bookmarkStart w:id='8' w:name='b'/>") + "<w:bookmarkEnd w:id='8'/>" + p(run("prose")),
    ],
)
@pytest.mark.parametrize("behind", [True, False])
def test_a_new_quotation_comes_beside_another_in_its_form(body: str, behind: bool) -> None:
    old, document = opened(body)
    (one,) = document.quotations
    said = [("PM2: ", "label"), ("Really.\nYes.", "words"), (" (PM2, T1)", "attribution")]
    place = {"after": one.paragraph} if behind else {"after": None, "before": one.paragraph}
    document.put_in(said, MARK._replace(extract="zzzzzzzzzzzz"), one, **place)
    made = document.saved()
    hold_rejected(old, made)
    before, at = lines_of(old), lines_of(made).index("PM2: Really.")
    assert lines_of(made)[at : at + 2] == ["PM2: Really.", "Yes. (PM2, T1)"]
    assert [*lines_of(made)[:at], *lines_of(made)[at + 2 :]] == before
    assert at == (1 if behind else 0)
    assert b"customXml" not in document_of(made)
    again = ReportDocument(made, "report.docx", WHEN)
    assert {quotation.mark.extract for quotation in again.quotations} == {"abcdefghijkl", "zzzzzzzzzzzz"}
    xml = document_of(made).decode()
    assert xml.count("<w:pageBreakBefore") == body.count("<w:pageBreakBefore")
    assert xml.count("<w:sectPr") == document_of(old).decode().count("<w:sectPr")


def test_at_the_end_of_a_document_it_looks_like_a_quotation_too() -> None:
    end = p(run("Prose."), properties='<w:pStyle w:val="Body"/><w:keepLines/>')
    old, document = opened(p(QUOTED, properties='<w:pStyle w:val="Q"/>') + p(run("x")) + end)
    (one,) = document.quotations
    last = [*one.paragraph.itersiblings(f"{W}p")][-1]
    document.put_in([("New.", "words"), (" (PM2)", "attribution")], NEW, one, after=last)
    made = document.saved()
    hold_rejected(old, made)
    assert lines_of(made)[-2:] == ["Prose.", "New. (PM2)"]
    assert re.findall(r'w:pStyle w:val="(\w+)"', document_of(made).decode())[-2:] == ["Q", "Body"]


def test_a_quotation_that_must_not_be_printed_is_struck_out_with_its_paragraph() -> None:
    old, document = opened(p(run("before")) + p(QUOTED) + p(run("She said "), QUOTED, run(".")) + p(run("end")))
    for one in document.quotations:
        document.strike(one)
    made = document.saved()
    assert lines_of(made) == ["before", "She said .", "end"]
    hold_rejected(old, made)
    assert lines_of(cleaned(made, "f.docx").data) == ["before", "She said .", "end"]
    # LibreOffice takes all behind the elements that strike a control out as changed; an empty one must not stay.
    assert b"customXml" not in document_of(made)
    assert b"<w:sdt>" not in document_of(made)
    # A sign of a note in it is the writer's, and stays with its paragraph.
    old, document = opened(p(control(run("x (A)"), "<w:r><w:footnoteReference w:id='1'/></w:r>")) + p(run("end")))
    document.strike(document.quotations[0])
    assert lines_of(document.saved()) == ["[1]", "end"]
    hold_rejected(old, document.saved())


def test_words_and_attribution_are_struck_out_as_one_change() -> None:
    inner = run("We were never asked.") + run(" (PM1, T1)", '<w:rStyle w:val="Attribution"/>')
    old, document = opened(p(f"<w:ins {BY}>{control(inner)}</w:ins>") + p(run("end")))
    document.strike(document.quotations[0])
    made = document.saved()
    hold_rejected(old, made)
    assert len(re.findall(r"<w:del [^>]*[^/]>", document_of(made).decode())) == 1
    assert lines_of(made) == ["end"]


def test_a_new_quotation_that_waits_to_be_accepted_changes_as_one_insertion() -> None:
    old, document = opened(p(QUOTED) + p(run("end")))
    (one,) = document.quotations
    document.put_in([("New ones.", "words"), (" (PM2)", "attribution")], NEW, one, after=one.paragraph)
    again = ReportDocument(document.saved(), "report.docx", WHEN)
    waiting = again.quotations[1]
    again.change(waiting, NEW, hunks(waiting.said, "New ones now. (PM2)"))
    made = again.saved()
    assert lines_of(made) == ["We were never asked. (PM1, T1)", "New ones now. (PM2)", "end"]
    assert not re.findall(r"<w:ins [^>]*[^/]>(?:(?!</w:ins>).)*<w:ins ", document_of(made).decode())
    hold_rejected(old, made)


def test_parts_that_do_not_change_stay_byte_for_byte() -> None:
    old, document = opened(p(QUOTED))
    assert document.saved()
    document.strike(document.quotations[0])
    made = document.saved()
    for name in ("word/comments.xml", "word/footnotes.xml", "word/styles.xml", "docProps/custom.xml"):
        assert document_of(made, name) == document_of(old, name)


ANNS_MARK = f"<w:rPr><w:ins {BY}/></w:rPr>"
ANNS_FORM = f"<w:b/><w:rPrChange {BY.replace('7', '8', 1)}><w:rPr/></w:rPrChange>"


def change_ids(data: bytes) -> list[str]:
    """The numbers of the tracked changes."""
    return re.findall(r'<w:(?:ins|del|[rp]PrChange) [^>]*w:id="(\d+)"', document_of(data).decode())


@pytest.mark.parametrize("mark", [ANNS_MARK, f"<w:rPr><w:del {BY}/></w:rPr>", ""])
@pytest.mark.parametrize("do", ["strike", "behind"])
def test_changes_of_a_paragraphs_mark_stand_in_order_and_once(mark: str, do: str) -> None:
    """First what was put in, then what was struck out, as the standard has it; whoever changed it before."""
    old, document = opened(p(QUOTED, properties=mark))
    (one,) = document.quotations
    if do == "strike":
        document.strike(one)
    else:
        document.put_in([("New.", "words"), (" (PM2)", "attribution")], NEW, one, after=one.paragraph)
    made = document.saved()
    hold_rejected(old, made)
    marks = re.findall(r"<w:pPr>(?:(?!</w:pPr>).)*?<w:rPr>(.*?)</w:rPr>", document_of(made).decode())
    for one_mark in marks:
        assert re.findall(r"<w:(ins|del) ", one_mark) in (["ins"], ["del"], ["ins", "del"])
    assert len(set(change_ids(made))) == len(change_ids(made))


def test_a_change_of_form_in_words_that_are_parted_keeps_a_number_of_its_own() -> None:
    _, document = opened(p(control(run("We were never asked, really. (PM1, T1)", ANNS_FORM))))
    (one,) = document.quotations
    document.change(one, one.mark, hunks(one.said, "We were always asked, really. (PM2, T1)"))
    ids = change_ids(document.saved())
    assert "8" in ids
    assert len(set(ids)) == len(ids)
    # And where a paragraph takes over the form of the last one, twice over.
    old, document = opened(p(QUOTED) + p(run("end"), properties=f"<w:jc/><w:pPrChange {BY}><w:pPr/></w:pPrChange>"))
    (one,) = document.quotations
    last = next(one.paragraph.itersiblings(f"{W}p"))
    for _ in range(2):
        last = document.put_in([("New.", "words"), (" (PM2)", "attribution")], NEW, one, after=last)
    made = document.saved()
    hold_rejected(old, made)
    assert len(set(change_ids(made))) == len(change_ids(made))


def test_of_a_quotation_whose_mark_is_round_its_paragraphs_none_stays_empty() -> None:
    two = control(p(run("We were never asked.")), p(run("By anybody. (PM1, T1)")))
    old, document = opened(p(run("before")) + two + p(run("end")))
    document.strike(document.quotations[0])
    made = document.saved()
    hold_rejected(old, made)
    assert len(re.findall(rb"<w:p[ />]", document_of(cleaned(made, "f.docx").data))) == 2
    assert lines_of(made) == ["before", "end"]


_WORDS = st.lists(
    st.sampled_from(["one", "two", "three,", "four.", "…", "(sic)", "[her]"]), min_size=1, max_size=5
).map(" ".join)
_PIECE = st.one_of(
    _WORDS.map(lambda words: run(f"{words} ")),
    _WORDS.map(lambda words: run(f"{words} ", "<w:b/>")),
    _WORDS.map(lambda words: f"<w:ins {BY}>{run(f'{words} ')}</w:ins>"),
    st.just(f"<w:del {BY}><w:r><w:delText>gone</w:delText></w:r></w:del>"),
    st.just("<w:r><w:footnoteReference w:id='1'/></w:r>"),
    st.just("<w:commentRangeStart w:id='1'/>"),
    st.just("<w:commentRangeEnd w:id='1'/><w:r><w:commentReference w:id='1'/></w:r>"),
    st.just("<w:bookmarkStart w:id='3' w:name='x'/>"),
    st.just("<w:bookmarkEnd w:id='3'/>"),
    _WORDS.map(lambda words: f'<w:hyperlink r:id="rWeb">{run(words)}</w:hyperlink>'),
    st.just("<w:r><w:tab/><w:t>tabbed</w:t><w:br/></w:r>"),
)
_ENDED = st.just(run(" (PM1, T1)", '<w:rStyle w:val="Attribution"/>'))
_CONTROL = st.builds(lambda inner, ended: control(*inner, ended), st.lists(_PIECE, max_size=5), _ENDED)
_PARAGRAPH = st.builds(
    lambda inner, properties: p(*inner, properties=properties),
    st.lists(_PIECE | _CONTROL, max_size=4),
    st.sampled_from(["", '<w:pStyle w:val="Q"/>', f"<w:rPr><w:ins {BY}/></w:rPr>", SECTION]),
)
_BLOCK = _PARAGRAPH | _PARAGRAPH.map(lambda inner: f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>{p()}")


@given(st.lists(_BLOCK, min_size=1, max_size=4), st.data())
def test_whatever_is_changed_in_whatever_report_can_be_rejected(blocks: list[str], data: st.DataObject) -> None:
    old, document = opened("".join(blocks))
    expected = []
    for one in document.quotations:
        what = data.draw(st.sampled_from(["change", "strike", "behind", "before", "leave"]))
        expected.append(one.said)
        if what == "change":
            new = f"{data.draw(_WORDS)} (PM1, {data.draw(st.sampled_from(['T1', 'T2']))})"
            changes = hunks(one.said, new)
            assert applied(one.said, changes) == new
            document.change(one, one.mark, changes)
            expected[-1] = new
        elif what == "strike":
            document.strike(one)
            expected.pop()
        elif what != "leave" and one.is_anchor:
            place = {"after": one.paragraph} if what == "behind" else {"after": None, "before": one.paragraph}
            document.put_in([("New.", "words"), (" (PM2)", "attribution")], NEW, one, **place)
    made = document.saved()
    hold_rejected(old, made)
    standing = ReportDocument(made, "report.docx", WHEN).quotations
    assert [one.said for one in standing if one.mark != NEW] == expected
    assert all(one.said == "New. (PM2)" for one in standing if one.mark == NEW)
    assert visible_text(cleaned(made, "f.docx").data, "f.docx").blocks or not lines_of(made)
    # Other people's changes, comments, notes and places are as many as they were.
    for name in ("commentReference", "footnoteReference", "bookmarkStart", "bookmarkEnd", "commentRangeEnd"):
        assert document_of(made).count(f"<w:{name}".encode()) == document_of(old).count(f"<w:{name}".encode())


@given(_WORDS, _WORDS)
def test_changes_make_of_one_text_the_other(old: str, new: str) -> None:
    for here, there in ((old, new), (f"{old} (PM1)", f"{new} (PM2, T1)"), (f"{old} (PM1)", new)):
        found = hunks(here, there)
        assert applied(here, found) == there
        assert all(one.end < other.start for one, other in pairwise(found))
