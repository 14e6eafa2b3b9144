"""Comments of Word files, and the words they stand on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.office.comments import CommentedText, commented_text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_body(body: str, comments: dict[str, str], more: Callable[[str, str], str] = lambda name, text: text) -> bytes:
    """A Word file with this body, and comments by their ids."""
    document = docx.Document()
    for words in comments.values():
        document.add_comment(document.add_paragraph("x").runs, words, author="Owen")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).decode("utf-8", "surrogateescape")
            if entry.filename == "word/document.xml":
                text = f"<w:document {W}><w:body>{body}</w:body></w:document>"
            new.writestr(entry, more(entry.filename, text).encode("utf-8", "surrogateescape"))
    return stream.getvalue()


def words_of(text: CommentedText) -> list[str]:
    """The words that each comment stands on, those of several paragraphs on lines of their own."""
    found = []
    for one in text.comments:
        assert one.start is not None
        assert one.end is not None
        lines = list(text.paragraphs[one.start.paragraph : one.end.paragraph + 1])
        lines[-1] = lines[-1][: one.end.offset]
        lines[0] = lines[0][one.start.offset :]
        found.append("\n".join(lines))
    return found


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1),
        min_size=3,
        max_size=5,
    )
)
def test_a_comment_stands_on_the_words_it_was_put_on(pieces: list[str]) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    runs = [paragraph.add_run(piece) for piece in pieces]
    document.add_comment(runs[1:-1], "being-there", author="Owen")
    read = commented_text(saved(document), "a.docx")
    assert words_of(read) == ["".join(pieces[1:-1])]
    assert read.paragraphs[0] == "".join(pieces)
    assert (read.comments[0].author, read.comments[0].lines) == ("Owen", ("being-there",))


def test_a_comment_over_paragraphs_and_cells_with_its_borders_between_them() -> None:
    body = """<w:commentRangeStart w:id="0"/><w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>two</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>three</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
    <w:commentRangeEnd w:id="0"/><w:p><w:r><w:t>four</w:t></w:r></w:p>"""
    read = commented_text(with_body(body, {"0": "pay\nbecause"}), "a.docx")
    assert read.paragraphs == ("One", "two", "three", "four")
    assert words_of(read) == ["One\ntwo\nthree"]
    assert read.comments[0].lines == ("pay", "because")


def test_tracked_changes_count_as_accepted_and_signs_in_the_text_are_no_borders() -> None:
    body = """<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>It </w:t></w:r>
    <w:del w:id="9"><w:r><w:delText>was</w:delText></w:r></w:del>
    <w:ins w:id="8"><w:r><w:t>is \ufdd01\ufdd2</w:t></w:r></w:ins><w:commentRangeEnd w:id="0"/>
    <w:r><w:t xml:space="preserve"> so</w:t></w:r></w:p>"""
    read = commented_text(with_body(body, {"0": "pay"}), "a.docx")
    assert words_of(read) == ["It is \ufffd1\ufffd"]


def test_a_comment_on_no_words_is_told_with_no_place() -> None:
    body = """<w:p><w:r><w:t>One</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>
    <w:p><w:commentRangeEnd w:id="1"/><w:commentRangeStart w:id="1"/></w:p>"""
    read = commented_text(with_body(body, {"0": "pay", "1": "pay"}), "a.docx")
    assert [one.start for one in read.comments] == [None, None]


def test_an_answer_to_a_comment_is_told_as_one() -> None:
    body = """<w:p><w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/><w:r><w:t>One</w:t></w:r>
    <w:commentRangeEnd w:id="0"/><w:commentRangeEnd w:id="1"/></w:p>"""
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    )
    numbers = iter(("00000001", "00000002"))

    def more(name: str, text: str) -> str:
        if name == "word/comments.xml":
            for number in numbers:
                text = text.replace("<w:p>", f'<w:p own:paraId="{number}">', 1)
            return text.replace(
                "<w:comments ", '<w:comments xmlns:own="http://schemas.microsoft.com/office/word/2010/wordml" ', 1
            )
        if name == "word/_rels/document.xml.rels":
            kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
            link = f'<Relationship Id="rId99" Type="{kind}" Target="extended.xml"/></Relationships>'
            return text.replace("</Relationships>", link)
        return text

    data = with_body(body, {"0": "pay", "1": "I would not"}, more)
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/extended.xml", extended)
    read = commented_text(stream.getvalue(), "a.docx")
    assert [(one.lines, one.is_reply) for one in read.comments] == [(("pay",), False), (("I would not",), True)]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(BadInput, match=r"a\.docx is not a Word file"):
        commented_text(b"no", "a.docx")
