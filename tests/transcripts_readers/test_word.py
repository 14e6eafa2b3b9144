import subprocess
import sys

import docx
import pytest

from workbench.errors import BadInput
from workbench.transcripts.readers import Reading, read, read_bytes


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    def cell(text: str) -> str:
        return "<w:tc>" + "".join(p(r(part)) for part in text.split("\n")) + "</w:tc>"

    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def section(*parts: str) -> str:
    """The properties of a section with headers and footers; the fixture calls a part `rId_` and its name."""
    kinds = ((part.rstrip("0123456789"), part) for part in parts)
    return "<w:sectPr>" + "".join(f'<w:{kind}Reference r:id="rId_{part}"/>' for kind, part in kinds) + "</w:sectPr>"


def reading_of(data: bytes, *known: str) -> Reading:
    return read_bytes(data, ".docx", name="talk.docx", known_labels=known)


def seen(reading: Reading) -> list[tuple[str | None, str, int | None]]:
    return [(turn.speaker, reading.text[turn.start : turn.end], turn.time) for turn in reading.turns]


def test_paragraphs_as_python_docx_writes_them(tmp_path):
    document = docx.Document()
    document.add_heading("Interview", 1)
    for who, words in [("Interviewer", "Hello?"), ("Parent 3", "Hi,\tyes.")]:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{who}: ").bold = True
        paragraph.add_run(words)
    document.add_paragraph("And more.")
    path = tmp_path / "Parent 3 T2.DOCX"
    document.save(str(path))
    reading = read(path, known_labels=["Parent 3"])
    assert reading.text == "Interview\nInterviewer: Hello?\nParent 3: Hi,\tyes.\nAnd more."
    assert seen(reading) == [
        ("", "Interview", None),
        ("Interviewer", "Hello?", None),
        ("Parent 3", "Hi,\tyes.\nAnd more.", None),
    ]
    assert reading.reader == "Word"
    assert reading.notices == ()


def test_google_docs_content_controls_keep_their_words(word):
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('I went to [names city] ')}</w:sdtContent></w:sdt>"
    reading = reading_of(word(p(r("P3: "), control, r("and back."))), "P3")
    assert seen(reading) == [("P3", "I went to [names city] and back.", None)]


def test_a_table_of_two_columns(word):
    reading = reading_of(
        word(
            p(r("Title"))
            + table(("I:", "Hello?"), ("P3", "Hi.\nWell."), ("", "And."), ("I", ""), ("", "Oh."))
            + p(r("End"))
        ),
        "P3",
    )
    assert reading.text == "Title\nI: Hello?\nP3: Hi.\nWell.\nAnd.\nI:\nOh.\nEnd"
    assert seen(reading) == [
        (None, "Title", None),
        ("I", "Hello?", None),
        ("P3", "Hi.\nWell.\nAnd.", None),
        ("I", "Oh.", None),
        (None, "End", None),
    ]


@pytest.mark.parametrize("first", [("Time", "Speaker", "Text"), None])
def test_a_table_with_time_codes(word, first):
    rows = [("00:01:12", "Jo", "Hello?"), ("00:01:15", "Maria", "Hi."), ("[01:02:03]", "Jo", "So?")]
    reading = reading_of(word(table(*([first] if first else []), *rows)))
    said = [("Jo", "Hello?", 72000), ("Maria", "Hi.", 75000), ("Jo", "So?", 3723000)]
    assert seen(reading) == ([("", "Time\tSpeaker\tText", None)] if first else []) + said
    assert reading.text.endswith("Jo: Hello?\nMaria: Hi.\nJo: So?")


def test_a_table_with_numbers_keeps_them_before_the_words(word):
    reading = reading_of(word(table(("1", "I", "Hello?"), ("2", "R", "Hi."), ("3", "I", "So?"))))
    assert reading.text == "1\tI: Hello?\n2\tR: Hi.\n3\tI: So?"
    assert seen(reading) == [("I", "Hello?", None), ("R", "Hi.", None), ("I", "So?", None)]


def test_a_table_of_times_and_labelled_words(word):
    reading = reading_of(word(table(("00:01", "I: Hello?"), ("00:05", "P3: Hi.\nYes."), ("00:09", "I: So?"))), "P3")
    assert reading.text == "I: Hello?\nP3: Hi.\nYes.\nI: So?"
    assert seen(reading) == [("I", "Hello?", 1000), ("P3", "Hi.\nYes.", 5000), ("I", "So?", 9000)]


def test_other_tables_are_rows_of_cells(word):
    reading = reading_of(word(table(("Age", "Site", "Since"), ("34", "North", "May"))))
    assert reading.text == "Age\tSite\tSince\n34\tNorth\tMay"
    assert all(turn.speaker is None for turn in reading.turns)


def test_notes_and_what_is_left_out(word):
    body = p(r("P3: Yes"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r(" no", "<w:vanish/>")) + p(
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:commentReference w:id="1"/></w:r>',
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
    )
    reading = reading_of(word(body, footnotes=f'<w:footnote w:id="2">{p(r("laughs"))}</w:footnote>'), "P3")
    assert reading.text == "P3: Yes[1]\n\n[1] laughs"
    assert seen(reading) == [("P3", "Yes[1]", None), ("", "laughs", None)]
    assert reading.notices == (
        "2 comments, 1 deleted passage and 1 hidden passage are not part of the text",
        "1 note stands at the end of the text, numbered in brackets",
    )


def test_page_headers_and_footers_stand_at_the_end_and_are_nobodys_speech(word):
    body = p(r("I: Hello?")) + p(r("P3: Hi"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    data = word(
        body + section("header1", "footer1"),
        header1=p(r("P3: Study 7")) + p(),
        footer1=p(r("In confidence")) + p(r("P3: Study 7")),
        footnotes=f'<w:footnote w:id="2">{p(r("laughs"))}</w:footnote>',
    )
    reading = reading_of(data, "I", "P3")
    assert reading.text == "I: Hello?\nP3: Hi[1]\n[1] laughs\nP3: Study 7\nIn confidence"
    assert seen(reading) == [
        ("I", "Hello?", None),
        ("P3", "Hi[1]", None),
        ("", "laughs", None),
        ("", "P3: Study 7", None),
        ("", "In confidence", None),
    ]
    assert reading.notices[1:] == ("2 lines of page headers and footers stand at the end of the text",)


def test_one_thing_left_out_is_singular(word):
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    reading = reading_of(word(p(r("words"), comment) + section("header1"), header1=p(r("Study"))))
    assert reading.notices == (
        "1 comment is not part of the text",
        "1 line of page headers and footers stands at the end of the text",
    )


@pytest.mark.parametrize(
    "blocks",
    [
        [table(("Interviewer", "Hello?"), ("P1: Hi there", ""), ("Interviewer", "So?"))],
        [table(("Interviewer", "Hello?"), ("", "P1: Hi there"), ("Interviewer", "So?"))],
        [table(("Interviewer", "Hello?\nP1: Hi there"), ("Interviewer", "So?"))],
        [table(("Interviewer", "Hello?"), ("P1: Hi there",), ("Interviewer", "So?"))],
        [table(("Interviewer", "Hello?")), p(r("P1: Hi there")), table(("Interviewer", "So?"))],
        [table(("Interviewer: Hello?",), ("P1: Hi there",), ("Interviewer: So?",))],
        [table(("00:01", "Interviewer: Hello?"), ("00:03", "P1: Hi there"), ("00:05", "Interviewer: So?"))],
        [p(r("Interviewer: ", "<w:b/>"), r("Hello?")), p(r("P1:\tHi there")), p(r("Interviewer: So?"))],
    ],
)
def test_in_tables_too_the_one_who_answers_once_is_not_the_interviewer(word, blocks):
    said = [(speaker, words) for speaker, words, _ in seen(reading_of(word("".join(blocks)), "Interviewer"))]
    assert said == [("Interviewer", "Hello?"), ("P1", "Hi there"), ("Interviewer", "So?")]


def test_a_list_in_a_cell_is_its_speakers(word):
    reading = reading_of(word(table(("I", "Why?"), ("P3", "Two things.\nA: rest\nB: work"), ("", "And so on."))), "P3")
    assert seen(reading)[1:] == [("P3", "Two things.\nA: rest\nB: work\nAnd so on.", None)]


@pytest.mark.parametrize("data", [b"no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"])
def test_bad_files(data):
    with pytest.raises(BadInput, match=r"talk\.docx"):
        reading_of(data)


def test_a_document_without_words(word):
    with pytest.raises(BadInput, match="no words"):
        reading_of(word(p() + p()))


def test_importing_the_readers_is_light():
    heavy = ("lxml", "docx", "webvtt", "srt", "sqlalchemy")
    code = f"import sys, workbench.transcripts.readers; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_headings_text_boxes_and_tables_are_no_speech(word):
    def heading(words):
        return p(r(words)).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>', 1)

    speech = p(r("I: How?")) + p(r("P3: Fine."))
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('boxed'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    body = speech + heading("Money") + p(r("More.")) + p(r("I: So?")) + p(r("P3: Hm."), box) + p(r("And.")) + speech
    assert seen(reading_of(word(body + table(("a", "b"))), "I", "P3")) == [
        ("I", "How?", None),
        ("P3", "Fine.", None),
        ("", "Money", None),
        (None, "More.", None),
        ("I", "So?", None),
        ("P3", "Hm.", None),
        ("", "boxed", None),
        (None, "And.", None),
        ("I", "How?", None),
        ("P3", "Fine.", None),
        (None, "a\tb", None),
    ]
    own = reading_of(word(heading("Title") + p(r("It was hard."))))
    assert seen(own) == [("", "Title", None), (None, "It was hard.", None)]
    assert own.notices == ("1 heading or text box is nobody's words",)
    assert seen(reading_of(word(heading("It was hard.")))) == [(None, "It was hard.", None)]


def test_labels_within_cells_are_cut_and_an_odd_cell_leaves_the_table_a_conversation(word):
    cells = (
        ("I", "How?"),
        ("P3", "Fine.\nI: Did he hit you?\nP3: No.\nI; Sure?"),
        ("P3, laughing", "Well."),
        ("P3 / I", "Yes."),
        ("[P3]", "Hm."),
    )
    reading = reading_of(word(table(*cells)), "I", "P3")
    assert seen(reading) == [
        ("I", "How?", None),
        ("P3", "Fine.", None),
        ("I", "Did he hit you?", None),
        ("P3", "No.", None),
        (None, "I; Sure?", None),
        (None, "P3, laughing\tWell.", None),
        ("P3 / I", "Yes.", None),
        ("P3", "Hm.", None),
    ]
    assert any(notice.startswith("from lines 5 and 6 on it is not clear") for notice in reading.notices)
    rows = reading_of(word(table(("I: a", "P3: b", "x"), ("I: c", "P3: d", "x"))), "I", "P3")
    assert [speaker for speaker, _, _ in seen(rows)] == ["I", "P3", "I", "P3"]


def test_what_stands_behind_the_speech_in_a_table_is_nobodys(word):
    rows = (("I", "How?", ""), ("P3", "Fine.", "I think she is lying"), ("", "Well.", ""), ("I", "So?", "a\nb"))
    expected = [
        ("I", "How?", None),
        ("P3", "Fine.", None),
        ("", "I think she is lying", None),
        ("P3", "Well.", None),
        ("I", "So?", None),
        ("", "a\nb", None),
    ]
    told = "what stands behind the speech in 2 rows of a table (notes) is nobody's words"
    for head in ((), (("Speaker", "Words", "Notes"),), (("Who", "Text", "Code"),)):
        reading = reading_of(word(table(*head, *rows)), "I", "P3")
        assert seen(reading)[len(head) :] == expected
        assert told in reading.notices
    notes_first = (("Speaker", "Notes", "Words"), *((who, note, words) for who, words, note in rows))
    assert seen(reading_of(word(table(*notes_first)), "I", "P3"))[1:] == expected


def test_the_speakers_of_a_table_stand_where_their_labels_do(word):
    rows = (("00:01", "How?", "I"), ("00:05", "Fine.", "P3"), ("00:09", "No.", "P3"))
    expected = [("I", "How?", 1000), ("P3", "Fine.", 5000), ("P3", "No.", 9000)]
    assert seen(reading_of(word(table(*rows)), "I", "P3")) == expected
    headed = reading_of(word(table(("Time", "Words", "Speaker"), *rows)), "I", "P3")
    assert seen(headed)[1:] == expected
    # Cells that are no known labels are no speakers: behind the words anything may stand.
    assert {who for who, _, _ in seen(reading_of(word(table(*rows)), "I"))} == {None}


def test_a_column_for_each_speaker(word):
    rows = (("How was it?", "Good for me."), ("And now?", ""), ("", "No.\nI am: fine."))
    expected = [("", "I\tP3", None), ("I", "How was it?", None), ("P3", "Good for me.", None)]
    expected += [("I", "And now?", None), ("P3", "No.\nI am: fine.", None)]
    assert seen(reading_of(word(table(("I", "P3"), *rows)), "I", "P3")) == expected
    wide = [(str(number), f"00:0{number}", *row, "unsure") for number, row in enumerate(rows, start=1)]
    reading = reading_of(word(table(("No.", "Time", "I", "P3", "Notes"), *wide)), "I", "P3")
    assert [one for one in seen(reading)[1:] if one[0]] == [
        (who, words, 1000 * second) for (who, words, _), second in zip(expected[1:], (1, 1, 2, 3), strict=True)
    ]
    assert {words for who, words, _ in seen(reading)[1:] if not who} == {"1", "2", "3", "unsure"}
    # What is said may be a label, too.
    assert seen(reading_of(word(table(("I", "P3"), ("P3", "I"))), "I", "P3"))[0] == ("I", "P3", None)
