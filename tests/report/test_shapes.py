"""The shapes of a report beside Word: what is printed in each, read back by others' readers, and nothing else."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from report_shapes import READ, from_csv, plain_words

from workbench import coding, report, themes
from workbench.errors import BadInput, Refused, Unavailable
from workbench.report import as_json
from workbench.report.beside import paths_beside
from workbench.report.content import (
    Heading,
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
    Voice,
    cell,
    plain,
)
from workbench.report.markdown_file import escaped
from workbench.report.plain_words import clean
from workbench.report.shapes import ENDINGS, to_bytes

OTHERS = tuple(ending for ending in ENDINGS if ending != ".docx")
HOSTILE = (
    '<script>alert(1)</script> </blockquote><img src=x onerror="y"> [names city] [a](http://b.c) ![x](y) <!-- ]]> '
    "*stars* _under_ ~~gone~~ `code` $x$ | pipe | =cmd() {label} &amp; \"q\" 'r' # + - 1. @who \\n www.x.org مرحبا بكم "
    "你好，世界 a\u0301 👩\u200d👩\u200d👧 (name)"
)
# What a passage can hold: no line breaks, no blanks at its ends; `+-=@'` where a formula begins.
WORDS = st.one_of(
    st.text(max_size=40),
    st.text("ab *_`~#>|[](){}!\\&<=+-@'\".:1\u0301ب你$^:/w\x1b\ud800\x85", max_size=30),
    st.sampled_from([HOSTILE, "=cmd()", "'=1", "+1", "- a", "12. b", "***", "a\\", "# h #", ":smile:", "![x]", "---"]),
).map(lambda text: " ".join(text.split()) or "x")


def quote(words, attribution="PM1, T1", **more):
    return Quotation((Part(words),), attribution, Source("secret-extract", "Secret transcript", 4321, 8765), **more)


def in_report(*blocks, title="T"):
    return Report(TitlePage(title), (Heading("Trust", 1, theme="secret-theme"), *blocks))


@given(st.lists(st.tuples(WORDS, WORDS.map(lambda text: text.replace(" (", "("))), min_size=1, max_size=20))
@settings(max_examples=8)
def test_every_quotation_comes_back_word_for_word_from_each_shape(pairs):
    """The words as the printing gives them, but for control characters."""
    written = in_report(*(quote(*pair) for pair in pairs))
    for ending in OTHERS:
        found = READ[ending](to_bytes(written, Path(f"x{ending}")))
        assert found == [(clean(words), clean(attribution)) for words, attribution in pairs], ending


class Tags(HTMLParser):
    """Every element of a page with its attributes, as a reader that mends nothing sees them."""

    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.seen, self.names, self.title = [], Counter(), ""
        self.feed(data.decode())

    def handle_starttag(self, tag, attrs):
        self.seen += [(tag, name, value) for name, value in attrs]
        self.names[tag] += 1

    def handle_decl(self, decl):
        assert decl == "DOCTYPE html"

    def handle_comment(self, data):
        raise AssertionError(data)


def everywhere(text):
    """A report that has a text in every place a text can have."""
    run = Run(text, strong=True, footnote=text)
    blocks = [
        Heading(text, 2),
        *(Paragraph((Run(text), Run(text, emphasis=True)), kind) for kind in Kind),
        ListItem((run,), ordered=True, series=1, first=3),
        Paragraph((run,), Kind.LISTED, 0),
        Table(text, (text, text), ((cell(text), (plain(text), Paragraph((run,)))),), (1, 2)),
        quote(text, text, voice=Voice(text, text, text), language=text, quote_marks=("“", "”"), mark="secret-mark"),
        quote(text, text, inline=True, language="cy"),
    ]  # fmt: skip
    page = TitlePage(text, text, (text,), text, text, text, text)
    return Report(page, (Heading(text, 1, theme="secret-theme"), *blocks), language=text, running_note=text)


def test_no_text_becomes_an_element_an_attribute_or_an_address_of_the_page():
    page, tame = (Tags(to_bytes(everywhere(text), Path("x.html"))) for text in (HOSTILE, "tame"))
    assert page.names == tame.names
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.names)
    assert {(tag, name) for tag, name, _ in page.seen} == {(tag, name) for tag, name, _ in tame.seen}
    for tag, name, value in page.seen:
        assert not name.startswith("on")
        assert name not in ("src", "style", "action")
        if name == "href":
            assert value.startswith("#"), (tag, value)
        if name == "lang":
            assert value in ("", "en", "cy")
    data = to_bytes(everywhere(HOSTILE), Path("x.html")).decode()
    looks = re.search("<style>(.*?)</style>", data, re.DOTALL)[1]
    assert not re.search("url\\(|@import|//", looks)
    (policy,) = [value for tag, name, value in page.seen if name == "content" and "default-src" in value]
    # A browser takes the looks only where their hash is the one that is allowed.
    digest = base64.b64encode(hashlib.sha256(looks.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "\r" not in data


def test_the_page_says_what_stands_where():
    page = lxml_html.fromstring(to_bytes(compose_both(), Path("x.html")).decode())
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in page.iter("a")} <= set(ids)
    assert [link.text for link in page.xpath("//nav//a")] == ["Trust", "Below", "Trust"]
    assert [one.tag for one in page.xpath("//nav/ol/li/ol/li/a")] == ["a"]
    assert all(page.xpath(f"//{name}/caption") for name in ("table",))
    assert {one.get("scope") for one in page.iter("th")} == {"col", "row"}
    assert [one.text for one in page.xpath("//caption")] == ["Table 1: Who", "A code"]
    assert [item.text_content().strip() for item in page.xpath("//ol[@start='3']/li/p[1]")] == ["a", "b"]
    assert page.xpath("//ol[@start='3']/li[1]/ul/li/p/text()") == ["inner"]
    assert page.xpath("//ol[@start='3']/li[2]/p[2]/text()") == ["more"]
    (note,) = page.xpath("//section[@role='doc-endnotes']//li")
    assert note.text_content().startswith("Nine of 22.")
    assert page.xpath("//a[@role='doc-backlink']/@href") == ["#to-note-1"]
    assert page.xpath("//blockquote//b/text()") == ["PM1:", "PM2:"]
    # Each paragraph, and each attribution, reads in the direction of its own letters.
    assert {one.get("dir") for one in page.iter("p", "cite", "h1", "h2", "h3", "li") if one.text} - {None} == {"auto"}
    assert all(one.get("dir") == "auto" for one in page.xpath("//blockquote/p | //cite"))
    (inline,) = page.xpath("//p[@class='quoted']")
    assert inline.text_content() == "“Ie.” (PM1,\u00a0T1)"
    assert inline.xpath("span/@lang") == ["cy"]


def compose_both():
    """A report with a little of everything."""
    parts = (Part("Yes.", "PM1"), Part("No.", "PM2"))
    return in_report(
        Paragraph((Run("It "), Run("took ", strong=True), Run("time", footnote="Nine of 22."), Run("."))),
        Heading("Below", 2),
        ListItem((Run("a"),), ordered=True, series=1, first=3),
        ListItem((Run("inner"),), level=1),
        ListItem((Run("b"),), ordered=True, series=1, first=3),
        Paragraph((Run("more"),), Kind.LISTED),
        ListItem((Run("c"),), ordered=True, series=2),
        Table("Who", ("Role", "T1"), ((cell("Parent"), cell("1 of 2")),), (2, 1)),
        Table("A code", ("Code",), ((cell("x"),),), (1,), numbered=False),
        Quotation(parts, "PM1 and PM2, T1", Source("", "", 0, 1)),
        quote("Ie.", quote_marks=("“", "”"), inline=True, language="cy"),
        Paragraph((Run("set in"),), Kind.INDENTED),
        Heading("Trust", 1),
    )


def test_markdown_reads_back_as_what_was_written():
    data = to_bytes(compose_both(), Path("x.md")).decode()
    shown = MarkdownIt("commonmark").enable("table").render(data)
    for part in (
        "<h1>T</h1>", "<h2>Trust</h2>", "<h3>Below</h3>", "It <strong>took</strong> time[^1].", '<ol start="3">',
        "<p>Table 1: Who</p>", "<th>Role</th>", "<td>1 of 2</td>", "<p>“Ie.” (PM1, T1)</p>",
        "<strong>PM1:</strong> Yes.<br />\n<strong>PM2:</strong> No. (PM1 and PM2, T1)",
        "<blockquote>\n<p>set in</p>",
    ):  # fmt: skip
        assert part in shown, part
    page = lxml_html.fromstring(shown)
    assert (
        page.xpath("//ol[@start='3']/li[1]/ul/li/p/text() | //ol[@start='3']/li[1]/ul/li/text()")[0].strip() == "inner"
    )
    assert page.xpath("//ol[@start='3']/li[2]/p/text()") == ["b", "more"]
    assert page.xpath("//ol[not(@start)]/li/text()")[0].strip() == "c"  # a list of its own
    assert data.endswith("[^1]: Nine of 22.\n")


@given(st.lists(st.tuples(WORDS, st.sampled_from("._*- ")), min_size=1, max_size=5), st.integers(0, 255))
def test_no_word_of_a_paragraph_is_lost_or_added_in_markdown_whatever_is_set_off(parts, flags):
    runs = tuple(Run(words + end, bool(flags >> n & 1), bool(flags >> n & 2)) for n, (words, end) in enumerate(parts))
    data = to_bytes(in_report(Paragraph(runs)), Path("x.md")).decode()
    inline = [token for token in MarkdownIt("commonmark").parse(data) if token.type == "inline"]
    assert plain_words(inline[-1]) == clean("".join(run.text for run in runs)).strip()


def test_what_stands_at_the_beginning_of_a_line_begins_nothing():
    text = "- a\n12. b\n\n> c\n# d\n    e\n=== \n+ f"
    (token,) = [each for each in MarkdownIt("commonmark").parse(escaped(text)) if each.type == "inline"]
    assert plain_words(token) == "- a\n12. b\n\n> c\n# d\ne\n===\n+ f"


@pytest.mark.parametrize("ending", OTHERS)
def test_nothing_is_in_it_that_is_not_printed_and_its_bytes_are_the_same_each_time(ending):
    one = dataclasses.replace(everywhere("tame"), notices=("secret-notice",))
    data = to_bytes(one, Path(f"x{ending.upper()}"))
    assert data == to_bytes(one, Path(f"x{ending}"))
    texts = [data]
    if ending == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            texts = [parts.read(name) for name in parts.namelist()]
            assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
            assert b"creator" not in parts.read("docProps/core.xml")
    for text in texts:
        assert not re.search(b"(?i)secret|4321|8765", text)


def test_json_is_one_object_whose_form_is_known():
    found = json.loads(to_bytes(compose_both(), Path("x.json")))
    assert (found["format"], found["version"], found["title"]) == ("workbench-report", as_json.VERSION, "T")
    assert {block["kind"] for block in found["blocks"]} == {"heading", "paragraph", "list item", "quotation", "table"}
    first, second = [block for block in found["blocks"] if block["kind"] == "quotation"]
    assert first["parts"] == [{"label": "PM1", "words": "Yes."}, {"label": "PM2", "words": "No."}]
    assert (second["theme"], second["subtheme"], second["inline"]) == ("Trust", "", True)
    assert (second["quote_marks"], second["language"]) == (["“", "”"], "cy")
    guide = (Path(__file__).parents[2] / "docs" / "report.md").read_text()
    keys = {key for each in (found, *found["blocks"]) for key in each}
    assert all(f"`{key}`" in guide for key in keys), [key for key in keys if f"`{key}`" not in guide]


def test_a_quotation_longer_than_a_cell_is_refused_and_not_cut(tmp_path):
    long = in_report(quote("short"), quote("a" * 40_000))
    with pytest.raises(BadInput, match="quotation 2 has more") as caught:
        to_bytes(long, Path("x.xlsx"))
    assert ".csv" in caught.value.hint
    assert from_csv(to_bytes(long, Path("x.csv")))[1] == ("a" * 40_000, "PM1, T1")


def test_every_shape_is_written_refused_and_left_whole_alike(studies, code, monkeypatch, run):
    study = studies.new()
    words = "She sat with me when the letters came."
    code(study, "Parent 1 Early", words, "trust")
    theme = themes.add(study, "Trust", codes=["trust"], fields={"status": "reviewed"})
    themes.judge(study, theme, [coding.extracts(study)[0].id], use="key")
    paths = [study.folder / f"out{ending}" for ending in ENDINGS]
    for path in paths:
        done = report.write(study, path)
        assert (done.path, done.quotations) == (path, 1)
        assert done.beside == paths_beside(path)
        assert bool(done.beside) == (path.suffix == ".docx")
        if path.suffix in READ:
            assert READ[path.suffix](path.read_bytes()) == [(words, "Parent 1, Early")]
    with pytest.raises(BadInput, match=r"ends in \.docx, \.html, \.htm, \.md, \.xlsx, \.csv or \.json"):
        report.write(study, study.folder / "out.pdf")
    with pytest.raises(BadInput, match=r"ends in \.docx"):
        report.write_extract_book(study, study.folder / "out.html")
    monkeypatch.setenv("WORKBENCH_CODER", study.coder)
    path = study.folder / "by-command.md"
    at_command_line = ("--study", str(study.folder), "report", "-o", str(path))
    assert run(*at_command_line, "--json")[0] == 0
    assert READ[".md"](path.read_bytes()) == [(words, "Parent 1, Early")]
    left, said, told = run(*at_command_line)
    assert (left, said) == (2, "")
    assert "is there already" in told
    left, _, told = run(*at_command_line, "--yes", "--template", "house.dotx")
    assert left == 2
    assert "--template is for a Word file" in told
    # Words that must not be printed are refused, and what is there stays; so it does where nothing can be written.
    before = {path: path.read_bytes() for path in study.folder.glob("out*")}
    themes.write_narrative(study, theme, words, before="")
    coding.mark_not_for_quotation(
        study, "Parent 1 Early", coding.find_place(study, "Parent 1 Early", quote=words, start=None, end=None)
    )
    for path in paths:
        with pytest.raises(Refused, match="must not be printed"):
            report.write(study, path)
    themes.write_narrative(study, themes.find_theme(study, "Trust"), "", before=words)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbench.safefile._write_through", full)
    for path in paths:
        with pytest.raises(Unavailable, match="disk is full"):
            report.write(study, path)
    assert {path: path.read_bytes() for path in study.folder.glob("out*")} == before
    monkeypatch.undo()
    for path in paths:
        assert report.write(study, path).quotations == 0
        assert words.encode() not in path.read_bytes()
