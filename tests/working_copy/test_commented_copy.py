"""Working copies that come back from Word with codes in their margin."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from workbench import coding
from workbench.errors import BadInput
from workbench.report.for_the_team.commented_copy import CommentsRead, read_comments
from workbench.report.for_the_team.copying import write_copy
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import listing

NAME = "PM1+PM2 Early"


@pytest.fixture
def written(study: Study, tmp_path: Path) -> docx.document.Document:
    """All transcripts as a Word file, as a colleague opens it."""
    return docx.Document(str(write_copy(study, tmp_path / "all.docx").path))


def line(document: docx.document.Document, words: str) -> Paragraph:
    """The line with these words, which becomes three runs: before them, the words, behind them."""
    paragraph = next(one for one in document.paragraphs if words in one.text and "\t" in one.text)
    before, behind = paragraph.text.split(words, 1)
    for run in paragraph.runs[1:]:
        run._element.getparent().remove(run._element)
    paragraph.runs[0].text = before
    paragraph.add_run(words)
    paragraph.add_run(behind)
    return paragraph


def note(document: docx.document.Document, words: str, *lines: str, until: str = "") -> None:
    """A comment of Owen's on these words, or on all from there to the end of others."""
    first = line(document, words).runs[1]
    last = line(document, until).runs[1] if until else first
    document.add_comment([first, last], "\n".join(lines), author="Owen")


def read(study: Study, document: docx.document.Document, tmp_path: Path) -> CommentsRead:
    document.save(str(tmp_path / "back.docx"))
    return read_comments(study, (tmp_path / "back.docx").read_bytes(), "back.docx")


def said(study: Study, found: CommentsRead) -> list[tuple[str, str, str, str]]:
    """Who put which code on which words, with which memo."""
    with study.read() as session:
        texts = listing.texts(session, {one.transcript.revision_id for one in found.codings})
    return [
        (one.author, one.code, texts[one.transcript.revision_id][one.start : one.end], one.memo)
        for one in found.codings
    ]


def test_codings_that_were_printed_in_the_margin_come_back_as_they_are(study, code, tmp_path) -> None:
    with study.read() as session:
        text = listing.find_text(session, NAME).text
    over = Span(text.index("than I talked."), text.index("We listened") + len("We listened"))
    coding.apply(study, NAME, [over], ["listening"], memo="one\n\nand two")
    code(study, NAME, "I listened more", "trust", "doubt")
    code(
        replace(study, coder="Ann"), "Parent 2 Early", "cafe\u0301, \u0627\u0644\u0639\u0631\u0628\u064a\u0629", "trust"
    )
    path = write_copy(study, tmp_path / "all.docx", codings=True).path
    found = read_comments(study, path.read_bytes(), path.name)
    assert found.left == ()
    now = {(one.coder, one.transcript, one.start, one.end, one.code) for one in coding.extracts(study)}
    assert {(one.author, one.transcript.name, one.start, one.end, one.code) for one in found.codings} == now
    assert sorted(one.memo for one in found.codings) == ["", "", "", "one\nand two"]


def test_a_comment_names_codes_by_id_or_name_with_a_memo_below(study, written, tmp_path) -> None:
    note(written, "A kettle", "LISTENING; trust", "I wonder why.", "Trust?")
    note(written, "more than I talked.", "forms", until="We listened")
    found = read(study, written, tmp_path)
    assert found.left == ()
    assert said(study, found) == [
        ("Owen", "practical", "more than I talked.\nPM2: We listened", ""),
        ("Owen", "listening", "A kettle", "I wonder why.\nTrust?"),
        ("Owen", "trust", "A kettle", "I wonder why.\nTrust?"),
    ]


def test_what_cannot_be_a_coding_is_told_by_its_place_and_without_its_words(study, written, tmp_path) -> None:
    note(written, "A kettle", "A kettle is warm")
    note(written, "I doubt it", "trust; no such code")
    changed = line(written, "every week.")
    written.add_comment([changed.runs[1]], "doubt", author="Owen")
    changed.runs[1].text = "every day."
    heading = next(one for one in written.paragraphs if one.text == "Participants: PM1, PM2")
    written.add_comment(heading.runs, "doubt", author="Owen")
    found = read(study, written, tmp_path)
    assert [one[:3] for one in said(study, found)] == [("Owen", "trust", "I doubt it")]
    assert found.left == (
        "back.docx, comment 1: the words of “Parent 1 Early”, line 4, are not the transcript's.",
        "back.docx, comment 2, “Parent 1 Late”, line 3: There is no code 'no such code'.",
        "back.docx, comment 3: it stands on words of “PM1+PM2 Early” that are none of its lines.",
        "back.docx, comment 4, “PM1+PM2 Early”, line 5: its first line is not the id or the name of a code.",
    )


def test_codes_are_named_as_people_write_them(study, written, tmp_path) -> None:
    note(written, "A kettle", "Trust, listening.", "Warm, and more.")
    note(written, "I doubt it", "doubt:")
    note(written, "Little.", "trust, warmth")
    found = read(study, written, tmp_path)
    assert sorted(one[1:] for one in said(study, found)) == [
        ("doubt", "I doubt it", ""),
        ("listening", "A kettle", "Warm, and more."),
        ("trust", "A kettle", "Warm, and more."),
    ]
    assert found.left == (
        "back.docx, comment 3, “S1+S2 Early”, line 2: its first line is not the id or the name of a code.",
    )


def test_lines_below_a_name_that_was_changed_are_not_taken_for_another_transcripts(study, tmp_path) -> None:
    written = docx.Document(str(write_copy(study, tmp_path / "all.docx").path))
    names = [one for one in written.paragraphs if one.text in ("Parent 1 Early", "Parent 1 Late")]
    names[1].runs[0].text = "My notes"
    # Now these lines stand below those of the transcript before, one of them with its very number and words.
    before = next(one for one in written.paragraphs if one.text.startswith("3\tInterviewer: Go on."))
    below = next(one for one in written.paragraphs if "I doubt it" in one.text)
    for run in below.runs[1:]:
        run._element.getparent().remove(run._element)
    below.runs[0].text = before.text
    written.add_comment(below.runs, "trust", author="Owen")
    found = read(study, written, tmp_path)
    assert found.codings == ()
    assert found.left == ("back.docx, comment 1: the name of its transcript does not stand above it any more.",)


def test_comments_that_are_resolved_or_of_several_people_are_told(study, written, tmp_path, run) -> None:
    for words, author in (("A kettle", "Owen"), ("I doubt it", "Cara Smith")):
        written.add_comment([line(written, words).runs[1]], "trust", author=author)
    written.save(str(tmp_path / "plain.docx"))
    resolve(tmp_path / "plain.docx", tmp_path / "back.docx")
    told = [
        f"back.docx, comment {n}: it is marked as resolved in Word; its codes are codings all the same." for n in (1, 2)
    ]
    found = read_comments(study, (tmp_path / "back.docx").read_bytes(), "back.docx")
    assert (len(found.codings), list(found.told)) == (2, told)
    arguments = ("--study", str(study.folder), "unpack", str(tmp_path / "back.docx"), "--by", "Owen", "--json")
    assert json.loads(run(*arguments)[1])["notices"] == [
        "back.docx: 2 codings of Owen's in its comments, who is new in this study.",
        *told,
        "back.docx has comments of several people (Cara Smith 1, Owen 1): all are taken as Owen's.",
    ]
    (tmp_path / "back.doc").write_bytes(b"x")
    assert "save it as .docx" in run("--study", str(study.folder), "unpack", str(tmp_path / "back.doc"))[2]


def resolve(path: Path, to: Path) -> None:
    """Mark all comments of a Word file as resolved, as Word does."""
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/comments.xml":
                first, *rest = re.split(r"<w:p(?=[ >])", data)
                its = (f'<w:p xmlns:w14="{w14}" w14:paraId="0000000{at}"{one}' for at, one in enumerate(rest, 1))
                data = "".join((first, *its))
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rIdMore" Type="{kind}" Target="commentsExtended.xml"/>'
                data = data.replace("</Relationships>", f"{link}</Relationships>")
            if name == "[Content_Types].xml":
                part = '<Override PartName="/word/commentsExtended.xml" ContentType="application/xml"/>'
                data = data.replace("</Types>", f"{part}</Types>")
            new.writestr(name, data.encode("utf-8", "surrogateescape"))
        rows = "".join(f'<w15:commentEx w15:paraId="0000000{n}" w15:done="1"/>' for n in (1, 2))
        new.writestr("word/commentsExtended.xml", f'<w15:commentsEx xmlns:w15="{w15}">{rows}</w15:commentsEx>')


def test_words_in_place_of_others_that_are_not_for_quotation_are_no_border(study, tmp_path) -> None:
    place = coding.find_place(study, NAME, quote="mostly", start=None, end=None)
    coding.mark_not_for_quotation(study, NAME, place)
    document = docx.Document(str(write_copy(study, tmp_path / "all.docx", [NAME]).path))
    note(document, "1 word left", "trust")
    found = read(study, document, tmp_path)
    assert found.codings == ()
    assert found.left == ("back.docx, comment 1: it begins or ends on words that are left out.",)


def test_a_document_without_a_transcript_of_the_study_is_refused(study, tmp_path) -> None:
    document = docx.Document()
    document.add_paragraph("Dear Owen")
    with pytest.raises(BadInput, match=r"back\.docx holds no transcript of this study"):
        read(study, document, tmp_path)


def test_what_was_noted_in_word_is_taken_in_as_its_authors_codings(study, written, tmp_path, run) -> None:
    note(written, "A kettle", "trust", "Warm.")
    note(written, "I doubt it", "no such code")
    written.save(str(tmp_path / "back.docx"))

    def unpacked(*arguments: str) -> tuple[int, dict[str, object]]:
        code, out, _ = run("--study", str(study.folder), "unpack", str(tmp_path / "back.docx"), *arguments, "--json")
        return code, json.loads(out)

    code, first = unpacked()
    assert (code, first["taken_in"]) == (1, 1)
    assert first["notices"] == ["back.docx: 1 coding of Owen's in its comments, who is new in this study."]
    assert first["left"] == [
        "back.docx, comment 1, “Parent 1 Late”, line 3: its first line is not the id or the name of a code."
    ]
    found = coding.extracts(study)
    assert [(one.coder, one.code, one.quote, one.memo) for one in found] == [("Owen", "trust", "A kettle", "Warm.")]
    assert unpacked()[1]["taken_in"] == 0
    assert unpacked("--by", "Ann")[1]["taken_in"] == 1
    assert {one.coder for one in coding.extracts(study)} == {"Ann", "Owen"}
    (study.folder / "codings").mkdir(exist_ok=True)
    code, _, told = run("--study", str(study.folder), "unpack", str(study.folder / "codings"), "--by", "Ann")
    assert code == 2
    assert "no Word file" in told
    code, _, told = run("--study", str(study.folder), "unpack", str(tmp_path / "none.docx"))
    assert code == 2
    assert "none.docx cannot be read" in told


def test_a_folder_of_word_files_is_taken_in_but_for_what_is_none(study, written, tmp_path, run) -> None:
    folder = tmp_path / "given back"
    folder.mkdir()
    note(written, "A kettle", "trust")
    written.save(str(folder / "all.docx"))
    letter = docx.Document()
    letter.add_paragraph("Dear Ruth")
    for name in ("Codebook.docx", "Letter.docx"):
        letter.save(str(folder / name))
    (folder / "~$all.docx").write_bytes(b"Owen")
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04")
    code, out, _ = run("--study", str(study.folder), "unpack", str(folder), "--by", "Owen", "--json")
    told = json.loads(out)
    assert (code, told["taken_in"]) == (1, 1)
    assert [one.partition(" ")[0] for one in told["left"]] == ["Letter.docx", "damaged.docx"]
