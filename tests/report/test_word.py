import dataclasses
import io
import re
import sys

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_files import hold_against_the_standard

from workbench.errors import Unavailable
from workbench.report.compose import compose
from workbench.report.content import (
    Kind,
    ListItem,
    Paragraph,
    Part,
    Quotation,
    Report,
    Run,
    Source,
    Table,
    TitlePage,
    cell,
    plain,
)
from workbench.report.facts import ThemeExtractRow, ThemeRow
from workbench.report.unbroken import unbroken
from workbench.report.word.document import to_docx, write_report
from workbench.report.word.text import pieces, reads_from_the_right

HOSTILE = (
    '[names city] [/bold] *stars* _under_ =cmd() <script>&amp; "q" 👩\u200d👩\u200d👧 مرحبا بكم 42 يا صديقي (name) '
    "你好，世界 a\u0301 ]]> {label} %s \\n"
)


def one_quotation(words, attribution="PM1, T1", parts=None):
    quote = Quotation(parts or (Part(words),), attribution, Source("e", "t", 0, 1))
    return Report(TitlePage("T"), (quote,))


def block_quotations(study, data):
    return [each for each in study.read_docx(data).paragraphs if "Quot" in each.style]


def test_block_quotations_hold_words_and_attribution_and_nothing_else_has_their_style(facts, study):
    report = compose(facts)
    found = [each.text for each in block_quotations(study, to_docx(report))]
    quotes = [block for block in report.blocks if isinstance(block, Quotation)]
    assert found == [f"{quote.words} ({quote.attribution})" for quote in quotes]


def test_round_words_and_attribution_of_each_stands_a_control_that_nobody_sees_and_nothing_locks(facts, study):
    report = compose(facts)
    file = study.read_docx(to_docx(report))
    quotes = [block for block in report.blocks if isinstance(block, Quotation)]
    controls = list(file.root.iter(f"{study.W}sdt"))
    inside = ["".join({f"{study.W}t": each.text, f"{study.W}br": "\n"}[each.tag] for each in control.iter(
        f"{study.W}t", f"{study.W}br")) for control in controls]  # fmt: skip
    assert inside == [f"{quote.words} ({unbroken(quote.attribution)})" for quote in quotes]
    assert all(control.getparent().tag == f"{study.W}p" for control in controls)
    properties = [control.find(f"{study.W}sdtPr") for control in controls]
    assert [each.find(f"{study.W}tag").get(f"{study.W}val") for each in properties] == [quote.mark for quote in quotes]
    numbers = [int(each.find(f"{study.W}id").get(f"{study.W}val")) for each in properties]
    assert len(set(numbers)) == len(numbers) > 3
    assert all(0 < number < 2**31 for number in numbers)
    word15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
    assert all(each.find(f"{word15}appearance").get(f"{word15}val") == "hidden" for each in properties)
    assert not any(each.find(f"{study.W}{name}") is not None for each in properties for name in ("lock", "alias"))
    # Programs that do not know the frame's looks are told that they may leave them out.
    ignorable = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
    assert file.root.get(ignorable) == "w15"
    assert file.root.nsmap["w15"] == word15[1:-1]
    # The same words printed twice have one mark, and controls with numbers of their own.
    twice = Report(TitlePage("T"), (quotes[0], quotes[0]))
    again = [int(each.get(f"{study.W}val")) for each in study.read_docx(to_docx(twice)).root.iter(f"{study.W}id")]
    assert len(set(again)) == 2


def test_a_quotation_among_running_text_stands_between_its_quote_marks_as_running_text(study):
    source = Source("e", "t", 0, 1)
    parts = (Part("Yes.", "PM1"), Part("No.", "PM2"))
    report = Report(TitlePage("T"), (
        Quotation((Part("Yes."),), "PM1, T1", source, ("“", "”"), inline=True, mark="a"),
        Quotation((Part("مرحبا"),), "PM1, T1", source, ("«", "»"), inline=True),
        Quotation(parts, "PM1 and PM2, T1", source, ("‘", "’")),
    ))  # fmt: skip
    shown = [each for each in study.read_docx(to_docx(report)).paragraphs if "(PM1" in each.text]
    assert [(each.style, each.text) for each in shown] == [
        ("BodyText", "“Yes.” (PM1, T1)"),
        ("BodyText", "«مرحبا» (PM1, T1)"),
        ("BlockQuotation", "PM1: ‘Yes.\nPM2: No.’ (PM1 and PM2, T1)"),
    ]
    assert [len(list(each.xml.iter(f"{study.W}sdt"))) for each in shown] == [1, 0, 0]


def test_every_quoted_word_stands_in_a_transcript(facts, study):
    texts = [" ".join(row.text.split()) for row in facts.transcripts]
    for each in block_quotations(study, to_docx(compose(facts))):
        words = each.text[: each.text.rindex(" (")]
        for line in words.split("\n"):
            for piece in re.sub(r"^PM\d: ", "", line).split("…"):
                assert any(piece.strip() in text for text in texts)


def test_the_style_is_a_named_one(facts, study):
    styles = etree.fromstring(study.read_docx(to_docx(compose(facts))).parts["word/styles.xml"])
    named = {style.get(f"{study.W}styleId"): style.find(f"{study.W}name").get(f"{study.W}val") for style in styles[1:]}
    assert {key: name for key, name in named.items() if "Quot" in key} == {"BlockQuotation": "Block Quotation"}
    used = {each.style for each in study.read_docx(to_docx(compose(facts))).paragraphs} - {""}
    assert used <= set(named)


def test_headings_are_words_own_and_the_contents_field_lists_them(facts, study):
    file = study.read_docx(to_docx(compose(facts)))
    shown = [(each.style, each.text) for each in file.paragraphs if each.style.startswith("Heading")]
    assert ("Heading1", "Someone who has been there") in shown
    assert ("Heading2", "Slow beginnings") in shown
    fields = [node.text for node in file.root.iter(f"{study.W}instrText")]
    assert any(text.strip().startswith("TOC ") for text in fields)
    listed = [each.text for each in file.paragraphs if each.style.startswith("TOC") and each.style != "TOCHeading"]
    assert listed == [text for style, text in shown if style in ("Heading1", "Heading2")]
    # The line in which the field ends begins no page of its own where the headings just fill one.
    marks = list(file.root.iter(f"{study.W}fldChar"))
    end = next(mark for mark in marks if mark.get(f"{study.W}fldCharType") == "end").getparent().getparent()
    assert end.find(f"{study.W}pPr/{study.W}spacing").get(f"{study.W}lineRule") == "exact"
    anchors = {node.get(f"{study.W}anchor") for node in file.root.iter(f"{study.W}hyperlink")}
    assert anchors <= {node.get(f"{study.W}name") for node in file.root.iter(f"{study.W}bookmarkStart")}


def test_few_paragraphs_in_a_row_ask_to_stay_with_the_next(facts, study):
    """A heading at the head of a long chain is left behind at the foot of a page: LibreOffice gives the chain up."""
    file = study.read_docx(to_docx(compose(facts)))
    styles = etree.fromstring(file.parts["word/styles.xml"])
    keeping = {
        each.get(f"{study.W}styleId") for each in styles if each.find(f"{study.W}pPr/{study.W}keepNext") is not None
    }
    assert {"Heading1", "Heading2", "ThemeConcept"} <= keeping

    def keeps(each):
        return each.style in keeping or each.xml.find(f"{study.W}pPr/{study.W}keepNext") is not None

    def longest(file):
        most = here = 0
        for each in file.paragraphs:
            within = any(True for _ in each.xml.iterancestors(f"{study.W}tc"))
            here = here + 1 if keeps(each) and not within else 0
            most = max(most, here)
        return most

    assert longest(file) <= 3
    # What announces a quotation stays with it, as long as the chain does not get too long.
    parts = ("One said:", "“Yes.”", "Plain.", "a:", "b:", "c: ", "d:", "End.")
    body = [plain(text) for text in parts]
    more = [plain("She:"), Quotation((Part("No."),), "PM1, T1", Source("e", "t", 0, 1)), plain("Last:")]
    file = study.read_docx(to_docx(Report(TitlePage("T"), (*body, *more))))
    kept = {each.text for each in file.paragraphs if each.style == "BodyText" and keeps(each)}
    assert {"One said:", "a:", "She:"} <= kept
    assert not {"“Yes.”", "Plain.", "End.", "Last:"} & kept
    assert longest(file) <= 3


def test_tables_repeat_their_header_and_do_not_split_rows(facts, study):
    root = study.read_docx(to_docx(compose(facts))).root
    for table in root.iter(f"{study.W}tbl"):
        rows = table.findall(f"{study.W}tr")
        assert rows[0].find(f"{study.W}trPr/{study.W}tblHeader") is not None
        assert all(row.find(f"{study.W}trPr/{study.W}cantSplit") is not None for row in rows)


def test_a_table_tells_who_hears_it_what_it_is_and_keeps_the_remark_below_it(study):
    table = Table("Who took part", ("Role", "T1"), ((cell("Mentor"), cell("2")), (cell("Parent"), cell("3"))), (1, 1))
    report = Report(TitlePage("T"), (table, plain("One declined.", Kind.NOTE), table, plain("More.")))
    first, second = study.read_docx(to_docx(report)).root.iter(f"{study.W}tbl")
    properties = first.find(f"{study.W}tblPr")
    told = [properties.find(f"{study.W}{name}").get(f"{study.W}val") for name in ("tblCaption", "tblDescription")]
    assert told == ["Who took part", "2 rows. Columns: Role; T1."]
    kept = [
        [row.find(f".//{study.W}keepNext") is not None for row in one.findall(f"{study.W}tr")]
        for one in (first, second)
    ]
    assert kept == [[True, True, True], [True, True, False]]


@pytest.mark.parametrize(
    "first",
    [
        (Table("Who took part", ("Role",), ((cell("Mentor"),),), (1,), numbered=False),),
        (plain("They did as follows:"), ListItem((Run("They came."),))),
        (Paragraph((Run("They came."),), Kind.LISTED, 1),),
    ],
)
def test_whatever_a_report_begins_with_begins_a_page(study, tmp_path, first):
    target = tmp_path / "report.docx"
    target.write_bytes(to_docx(Report(TitlePage("T"), (*first, plain("More.")))))
    paragraphs = study.read_docx(target.read_bytes()).root.iter(f"{study.W}p")
    broken = ["".join(one.itertext()) for one in paragraphs if one.find(f".//{study.W}pageBreakBefore") is not None]
    assert broken[-1] in ("Role", "They did as follows:", "They came.")
    hold_against_the_standard(target)


def test_language_properties_and_page_numbers(facts, study):
    data = to_docx(compose(facts))
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author) == ("Peer mentoring in Eastmoor", "Fay Hill; Gus Ito")
    assert (properties.last_modified_by, properties.comments, properties.language) == ("", "", "en-GB")
    assert properties.created.isoformat().startswith("2026-11-02T09:30")
    parts = study.read_docx(data).parts
    assert b'<w:lang w:val="en-GB"' in parts["word/styles.xml"]
    assert any(b" PAGE " in content for name, content in parts.items() if "footer" in name)
    assert any(b"Draft" in content for name, content in parts.items() if "header" in name)
    assert not any("thumbnail" in name for name in parts)


def test_the_same_report_gives_the_same_bytes(facts):
    assert to_docx(compose(facts)) == to_docx(compose(facts))


def test_text_is_data(study):
    for words in (HOSTILE, "=cmd()", "{0}", "a" * 20_000):
        assert [each.text for each in block_quotations(study, to_docx(one_quotation(words)))] == [f"{words} (PM1, T1)"]


def test_what_no_document_can_hold_becomes_a_replacement_character(study):
    (found,) = block_quotations(study, to_docx(one_quotation("a\x1b[31mb\x00c\ufffed\ud800e")))
    assert found.text == "a\ufffd[31mb\ufffdc\ufffdd\ufffde (PM1, T1)"


def test_hostile_names_stand_in_titles_properties_and_headings(study):
    study_facts = dataclasses.replace(study.make_facts().study, title=f"{HOSTILE}\x0b\ntwo", language='"><x')
    theme = ThemeRow("t", HOSTILE, "defined", concept=HOSTILE, narrative=HOSTILE)
    file = study.read_docx(to_docx(compose(study.make_facts(study=study_facts, themes=(theme,)))))
    assert [each.text for each in file.paragraphs if each.style == "ThemeConcept"] == [HOSTILE.strip()]
    assert file.paragraphs[0].text == f"{HOSTILE}\ufffd two"


def test_right_to_left_and_east_asian_runs_are_marked(study):
    (found,) = block_quotations(study, to_docx(one_quotation("مرحبا بكم. 你好 hello")))
    runs = [
        (run.findtext(f"{study.W}t"), run.find(f"{study.W}rPr/{study.W}rtl") is not None)
        for run in found.xml.findall(f"{study.W}r")
    ]
    assert runs[0] == ("مرحبا بكم", True)
    assert (" hello", False) in runs
    assert found.xml.find(f"{study.W}pPr/{study.W}bidi") is not None
    hints = [node.get(f"{study.W}hint") for node in found.xml.iter(f"{study.W}rFonts")]
    assert hints == ["eastAsia"]


def test_a_quotation_in_another_language_is_not_checked_as_if_it_were_in_the_reports(study):
    source = Source("e", "t", 0, 1)
    report = Report(TitlePage("T"), (
        Quotation((Part("Das war gut."),), "PM1, T1", source, language="de", mark="a"),
        Quotation((Part("مرحبا OK."),), "PM1, T1", source, language="ar"),
        Quotation((Part("こんにちは"),), "PM1, T1", source),
        Quotation((Part("שלום"),), "PM1, T1", source, language="not a tag"),
        Quotation((Part("Yes."),), "PM1, T1", source, language="cy-GB"),
    ))  # fmt: skip
    told = []
    for each in study.read_docx(to_docx(report)).paragraphs:
        for run in each.xml.iter(f"{study.W}r"):
            tag = run.find(f"{study.W}rPr/{study.W}lang")
            if tag is not None:
                told.append((run.findtext(f"{study.W}t"), *((key.rpartition("}")[2], at) for key, at in tag.items())))
    assert told == [
        ("Das war gut.", ("val", "de-DE")),
        ("مرحبا", ("bidi", "ar-SA")),
        ("こんにちは", ("eastAsia", "ja-JP")),
        ("שלום", ("bidi", "he-IL")),
        ("Yes.", ("val", "cy-GB")),
    ]


def test_an_english_passage_with_an_arabic_word_reads_from_the_left():
    assert not reads_from_the_right("He said مرحبا")
    assert reads_from_the_right("… مرحبا he said")


def test_speakers_of_a_joint_interview_stand_on_lines_of_their_own(study):
    parts = (Part("Yes.", "PM1"), Part("No.", "PM2"))
    (found,) = block_quotations(study, to_docx(one_quotation("", "PM1 and PM2, T1", parts)))
    assert found.text == "PM1: Yes.\nPM2: No. (PM1 and PM2, T1)"


def test_a_quotation_of_three_thousand_words(study):
    talk = " ".join(f"word{n}" for n in range(3000)) + "."
    row = study.transcript("A T1", "individual", "verbatim", "T1", [("Ada", talk)])
    quote = ThemeExtractRow(study.extract((row,), "A T1", talk), "supports", "key")
    facts = study.make_facts(transcripts=(row,), themes=(ThemeRow("t", "T", "defined", extracts=(quote,)),))
    assert block_quotations(study, to_docx(compose(facts)))[0].text == f"{talk} (PM1, T1)"


def test_every_ordered_list_begins_anew(study):
    items = [ListItem((Run("x"),), ordered=True, series=series) for series in (1, 1, 2)]
    file = study.read_docx(to_docx(Report(TitlePage("T"), (*items, ListItem((Run("y"),)), plain("z")))))
    numbers = [node.get(f"{study.W}val") for node in file.root.iter(f"{study.W}numId")]
    assert numbers[0] == numbers[1] != numbers[2] != numbers[3]
    assert b"startOverride" in file.parts["word/numbering.xml"]


def test_it_is_written_to_its_place(facts, tmp_path):
    target = tmp_path / "über report.docx"
    target.write_bytes(b"old")
    write_report(compose(facts), target)
    assert docx.Document(str(target)).paragraphs[0].text == "Peer mentoring in Eastmoor"
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of files")
def test_where_the_disk_takes_no_more_the_old_file_stays_and_nothing_beside_it(facts, tmp_path):
    import resource

    target = tmp_path / "report.docx"
    target.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, limits[1]))
    try:
        with pytest.raises(Unavailable, match=r"report\.docx was not written: "):
            write_report(compose(facts), target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("report.docx", b"old")]


def test_openxml_audit_has_nothing_to_say(facts, tmp_path):
    themes = (
        *facts.themes,
        ThemeRow("h", HOSTILE, "defined", concept=HOSTILE, narrative=f"{HOSTILE}\n\n1. a\n   - مرحبا\n\n     b\n\n> c"),
    )
    target = tmp_path / "report.docx"
    write_report(compose(dataclasses.replace(facts, themes=themes)), target)
    hold_against_the_standard(target)


@given(st.text(max_size=60))
def test_any_words_come_out_of_the_pieces(text):
    shown = "".join({"break": "\n", "tab": "\t"}.get(piece.script, piece.text) for piece in pieces(text))
    expected = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    assert shown == expected.replace("\r\n", "\n").replace("\r", "\n")
