"""Reports read as paragraphs: Word with tracked changes, notes, styles and tables; Markdown; plain text."""

from __future__ import annotations

import pytest
from word_files import build

from workbench.errors import BadInput, NotFound
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import check
from workbench.report.verify.document import plain_paragraphs, read_report, word_paragraphs
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.paragraphs import ReportParagraph

STYLES = """
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="HH1"><w:name w:val="HH Words"/><w:basedOn w:val="Zitat"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="QA"><w:name w:val="Quote Attribution"/></w:style>
"""


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if '<w:' in text else r(text)}</w:p>"


def r(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(name):
    return f'<w:pStyle w:val="{name}"/>'


def read(body, **parts):
    return [one for one in word_paragraphs(build(body, styles=STYLES, **parts), "r.docx") if one.text]


def test_styles_say_what_is_quoted_in_whatever_language_word_speaks():
    body = p("What grew", styled("T1")) + p("It was all couch grass.", styled("Zitat")) + p("Beans.", styled("HH1"))
    body += p("(Gardener 1)", styled("QA")) + p("Set in.", '<w:ind w:left="567" w:right="567"/>')
    body += p("Listed.", '<w:numPr/><w:ind w:left="567" w:right="567"/>') + p("Prose.")
    assert [(one.is_heading, one.is_quotation) for one in read(body)] == [
        (True, False), (False, True), (False, True), (False, False), (False, True), (False, False), (False, False),
    ]  # fmt: skip


def test_tracked_changes_count_as_accepted(known):
    change = f'{r("“It was all ")}<w:del w:id="1">{r("broken").replace("w:t", "w:delText")}</w:del>'
    change += f'<w:ins w:id="2">{r("couch")}</w:ins>{r(" grass and broken glass.” (Gardener 1, T1)")}'
    ((one,), paragraphs) = (check(known, read(p(change))), read(p(change)))
    assert (one.verdict, one.where) == ("verbatim", "paragraph 1")
    assert paragraphs[0].text == "“It was all couch grass and broken glass.” (Gardener 1, T1)"


def test_notes_and_tables_are_read_and_figures_of_notes_are_no_words(known):
    note = f'<w:footnote w:id="7">{p("“He shouted at me about a hedge.” (Gardener 2)")}</w:footnote>'
    figure = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = p(f"{r('“It was all couch grass')}{figure}{r(' and broken glass.”2 (Gardener 1, T1)')}")
    cell = p("“We see who pays and who does not.” (Warden)")
    body += f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    checked = check(known, read(body, footnotes=note))
    assert [(one.where, one.verdict) for one in checked] == [
        ("paragraph 1", "verbatim"), ("table 1, row 1", "verbatim"), ("note 1", "verbatim"),
    ]  # fmt: skip


def table(*rows):
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{one}</w:tr>' for one in cells)}</w:tbl>"


def test_a_row_of_a_table_names_who_speaks_in_it(known):
    said = "It was all couch grass and broken glass."
    body = table(("Theme", "Quotation", "Who"), ("Soil", said, "Gardener 1, T1"), ("Soil", said, "(Gardener 2, T1)"))
    body += table(("Gardener 2", f"“{said}”"), ("Gardener 2", "Came for the beans, and stayed."))
    body += table(("Who", "Quotations"), ("Gardener 1, T1", "4")) + p(f"“{said}” (Gardener 1, T1)")
    assert [(one.where, one.attribution, one.verdict) for one in check(known, read(body))] == [
        ("table 1, row 2", "Gardener 1, T1", "verbatim"), ("table 1, row 3", "Gardener 2, T1", "wrong attribution"),
        ("table 2, row 1", "Gardener 2", "wrong attribution"),
        # Paragraphs are counted with those of tables, as where a report is updated.
        ("paragraph 18", "Gardener 1, T1", "verbatim"),
    ]  # fmt: skip


def test_markdown(tmp_path, known):
    path = tmp_path / "report.md"
    path.write_text(
        "# “A heading of eight words is never a quotation”\n\nThey said *little*.\n\n"
        "> It was **all** couch grass\n> and broken glass.[^1] (Gardener 1, T1)\n\n"
        "| who | what |\n|---|---|\n| G2 | “He shouted at me about a hedge.” (Gardener 2) |\n"
    )
    checked = check(known, read_report(path)[1])
    assert [(one.where, one.section[:3], one.verdict) for one in checked] == [
        ("line 5", "“A ", "verbatim"), ("line 10", "“A ", "verbatim"),
    ]  # fmt: skip


def test_plain_text_breaks_at_pages_and_behind_colons(known):
    text = "One said:\nIt was all couch grass and\nbroken glass. (Gardener 1, T1)\n The next page goes on."
    rows = plain_paragraphs(text)
    assert [one.where for one in rows] == ["line 1", "line 2", "line 4"]
    (one,) = find_quotations(rows, Names(known))
    assert one.words.strip() == "It was all couch grass and\nbroken glass."


def test_a_quotation_of_a_text_file_is_said_to_stand_in_its_own_line(tmp_path, known):
    path = tmp_path / "report.txt"
    said = "It was all couch grass and broken glass."
    lines = [f"“{said}” (Gardener {number % 2 + 1}, T1)" for number in range(3)]
    path.write_text("\n".join(["What they said", *lines, "", "And then:", f"{said} (Gardener 1, T1)", "", *lines]))
    assert [one.where for one in check(known, read_report(path)[1])] == [f"line {at}" for at in (2, 3, 4, 7, 9, 10, 11)]
    # A page begins in line 3, and a line of Markdown is its own.
    path.write_text(f"Then\n4\n\fprose. “{said}” (G1)\nand\n“{said}” (G1)")
    assert [one.where for one in check(known, read_report(path)[1])] == ["line 3", "line 5"]
    path = path.with_suffix(".md")
    path.write_text("# Weeds\n\nprose, as it stands\n" + "\n".join(lines))
    assert [one.place for one in check(known, read_report(path)[1])] == [
        f"line {at}, below “Weeds”" for at in (4, 5, 6)
    ]  # fmt: skip


def test_plain_text_of_which_each_line_is_a_paragraph(known):
    prose = "This is the report's own prose on one line, as a program saves it that breaks no lines. " * 3
    text = f"{prose}\nAll couch grass and broken glass. (Gardener 1, T1)\n{prose}"
    rows = plain_paragraphs(text)
    assert [one.where for one in rows] == ["line 1", "line 2", "line 3"]
    (one,) = check(known, rows)
    assert one.verdict == "verbatim"


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("none.docx", None, NotFound),
        ("a.pdf", b"%PDF-1.7", BadInput),
        ("a.docx", b"no Word file", BadInput),
        ("a.docx", b"", BadInput),
        ("a.txt", b"\x89PNG\r\n\x00\x00", BadInput),
        ("a.doc", b"", BadInput),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, name, data, error):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as told:
        read_report(tmp_path / name)
    assert told.value.hint


def test_terms_in_quotation_marks_are_no_quotations(known):
    def listed(text):
        return [one.quotation for one in check(known, [ReportParagraph(text, "")])]

    assert listed("They felt ‘hard to reach’, and the talk was of “the first year”.") == []
    assert listed("See “Growing together: a handbook for allotments in small towns”.") == []
    assert listed("Kit’s ‘biscuits’ were a byword.") == []
    assert listed("It was “all couch grass and broken glass”.") == ["all couch grass and broken glass"]
    assert listed("The talk was of “all couch weed and glass”.") == []
    assert listed("It was “all couch weed and glass”, and others agreed (Gardener 1, T1).") != []
    assert listed("One said: “I never set foot on the plot again after that.”") != []


def test_figures_typed_by_hand_and_line_breaks_are_no_words(tmp_path, known):
    figure = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>'
    (one,) = check(known, read(p(f"{r('“It was all couch')}{figure}{r(' grass and broken glass.” (Gardener 1, T1)')}")))
    assert one.verdict == "verbatim"
    path = tmp_path / "report.md"
    path.write_text("“It was all couch<sup>3</sup> grass<br>and broken glass.” (Gardener 1, T1)\n")
    (one,) = check(known, read_report(path)[1])
    assert one.verdict == "verbatim"
    # What is raised and no figure is a word.
    path.write_text("“It was all<sup>not</sup> couch grass and broken glass.” (Gardener 1, T1)\n")
    (one,) = check(known, read_report(path)[1])
    assert one.verdict == "differs"


LONG = "The site lies between a railway and a river, and has been let since the war to whoever lives nearby. " * 3


@pytest.mark.parametrize("led", ["One said that ", "    ", "Gardener 1, T1: ", ""])
@pytest.mark.parametrize("width", [50, 68, 90])
def test_lines_that_were_broken_in_a_text_whose_paragraphs_are_lines(known, led, width):
    import textwrap

    said = (
        "My neighbour on the next plot lent me a fork and showed me where the water runs. She never told me what to "
        "do. […] She just dug beside me, and by March we had a bed of broad beans."
    )
    changed = said.replace("water", "tap")
    others = "My hands are cold. I say so. And that is all that I have to say of it to anybody who asks me for it. "

    def read(words, who="Gardener 1, T1"):
        quoted = textwrap.fill(f"{led}“{words}” ({who}). The team thought of it for long, and then again.", width)
        return check(known, plain_paragraphs(f"{LONG}\n\nWhat they said\n{LONG}{others}\n\n{quoted}\n\n{LONG}\n{LONG}"))

    assert [one.verdict for one in read(said)] == ["shortened"]
    assert [(one.verdict, one.where) for one in read(changed)] == [("differs", "line 6")]
    assert [one.verdict for one in read(said, "Gardener 2, T1")] == ["wrong attribution"]


def test_headings_and_quotations_that_are_lines_stay_apart():
    said = ["It was all couch grass and broken glass. (Gardener 1, T1)", "He shouted at me. (Gardener 2, T1)"]
    rows = plain_paragraphs("\n".join([LONG, "What they said", *said, "What else they said", "– Gardener 1", LONG]))
    assert [one.text for one in rows][1:4] == ["What they said", said[0], said[1]]
    assert [one.line for one in rows] == list(range(1, 8))


def test_a_table_that_is_pasted_into_plain_text_has_rows(known):
    said = "It was all couch grass and broken glass"
    text = f"Who\tQuotation\nGardener 1, T1\t{said}\nGardener 2, T1\t{said}\nGardener 1, T1\tAll couch grass and tins\n"
    rows = plain_paragraphs(f"Some prose\n{text}And more prose.\n\tset in\n\tby tabs")
    assert [(one.text, one.where, one.beside, one.is_quotation) for one in rows][3:5] == [
        ("Gardener 1, T1", "line 3", (said,), False),
        (said, "line 3", ("Gardener 1, T1",), True),
    ]
    assert [one.text for one in rows][-1] == "And more prose.\n\tset in\n\tby tabs"
    found = check(known, rows)
    assert [(one.verdict, one.where) for one in found] == [
        ("verbatim", "line 3"),
        ("wrong attribution", "line 4"),
        ("differs", "line 5"),
    ]
    # Labels and signs of lists have tabs behind them, too.
    for text in (
        "Gardener 1:\tAll grass\nGardener 2:\tAll glass",
        "•\tAll grass\n•\tAll glass",
        "1.\tGrass\n2.\tGlass",
    ):
        assert not any(one.beside for one in plain_paragraphs(text))


def test_what_is_set_in_above_a_name_is_quoted_whatever_it_says(known):
    text = "The gardens.\n\n    {}\n\n    – {}\n\nMore prose."
    for words, who, verdict in (
        ("She dug. By March I never did.", "Gardener 1, T1", "not found"),
        ("She just dug beside me.", "Gardener 1, T1", "verbatim"),
        ("She just dug beside me.", "Gardener 2, T1", "wrong attribution"),
    ):
        assert [one.verdict for one in check(known, plain_paragraphs(text.format(words, who)))] == [verdict]
    everything = text.format("The team met every month.", "Gardener 1, T1").replace("\n\n", "\n\n    ")
    assert check(known, plain_paragraphs(f"    {everything}")) == []
