"""The quotations of a report in each of its shapes, read back by others' readers."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
from lxml import html as lxml_html
from markdown_it import MarkdownIt


def from_html(data):
    """The quotations of a web page: what stands in them, and the attribution."""
    page = lxml_html.fromstring(data.decode())
    found = []
    for one in page.xpath("//blockquote | //p[@class='quoted']"):
        (cite,) = one.iter("cite")
        spans = [each.text_content() for each in one.iter("span")]
        found.append(("\n".join(spans), cite.text_content()[1:-1].replace("\u00a0", " ")))  # they do not break
    return found


def from_markdown(data):
    parsed = MarkdownIt("commonmark").enable("table").parse(data.decode())
    within, found = 0, []
    for token in parsed:
        within += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if within and token.type == "inline":
            found.append(plain_words(token).rsplit(" (", 1))
    return [(words, attribution[:-1]) for words, attribution in found]


def plain_words(token):
    assert {child.type for child in token.children} <= {
        "text", "hardbreak", "strong_open", "strong_close", "em_open", "em_close",
    }  # fmt: skip
    return "".join("\n" if child.type == "hardbreak" else child.content for child in token.children)


def from_xlsx(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    header, *rows = sheet.iter_rows()
    at = [one.value for one in header].index("quotation")
    assert not any(each.data_type == "f" for row in rows for each in row)
    unescape = re.compile("_x([0-9A-F]{4})_")
    said = [[unescape.sub(lambda found: chr(int(found[1], 16)), row[n].value) for n in (at, at + 1)] for row in rows]
    return [tuple(each) for each in said]


def from_csv(data):
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    at = header.index("quotation")
    for row in rows:
        for each in row:
            assert each[:1] not in "=+-@" or re.fullmatch(r"[+-]?\d+([.,]\d+)*|-|", each)
    return [tuple(re.sub("^'(?='*[=+@-])", "", row[n]) for n in (at, at + 1)) for row in rows]


def from_json(data):
    blocks = json.loads(data)["blocks"]
    quotations = [block for block in blocks if block["kind"] == "quotation"]
    return [("\n".join(part["words"] for part in one["parts"]), one["attribution"]) for one in quotations]


READ = {".html": from_html, ".htm": from_html, ".md": from_markdown, ".xlsx": from_xlsx, ".csv": from_csv,
        ".json": from_json}  # fmt: skip
