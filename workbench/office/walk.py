"""The walk through a Word file's XML, element by element, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from workbench.office.blocks import Block, Cell, Paragraph, Table
from workbench.office.hidden import hidden_by_style, switched
from workbench.office.symbols import UNKNOWN, symbol

NAMESPACES: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
"""WordprocessingML's namespaces, transitional and strict."""

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATHS: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    }
)
"""The namespaces of formulas, transitional and strict: their runs and words are called as those of other text."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_INVISIBLE = _words(
    """pPr sdtPr sdtEndPr tblPr tblPrEx tblGrid trPr tcPr sectPr instrText delText delInstrText annotationRef
    footnoteRef endnoteRef separator continuationSeparator rubyPr customXmlPr smartTagPr proofErr bookmarkStart
    bookmarkEnd commentRangeStart commentRangeEnd lastRenderedPageBreak"""
)
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_SET_IN = 142
"""Twentieths of a point: a quarter of a centimetre."""
_TAKEN_AWAY = {"del": "deleted", "moveFrom": "moved", "cellDel": "deleted"}


class Walk:
    """Walks one file; gathers on its way what is left out and which notes are referred to.

    Args:
        namespace: The file's namespace of WordprocessingML.
        hiding: Style ids that hide their text (True) or show it again (False).
        headings: Style ids of titles and headings.
        quoting: Style ids of block quotations.
    """

    def __init__(
        self, namespace: str, hiding: Mapping[str, bool], headings: Collection[str] = (), quoting: Collection[str] = ()
    ) -> None:
        self._w = f"{{{namespace}}}"
        self._run_properties = f"{self._w}rPr"
        self._namespace = namespace
        self._hiding = hiding
        self._headings = headings
        self._quoting = quoting
        self._names: dict[str, str] = {}
        self._boxes: list[Block] = []
        self.left_out: Counter[str] = Counter()
        """How many of what kind were passed over."""
        self.note_references: list[tuple[str, str]] = []
        """Kind (footnote, endnote) and id of each note referred to; the first is marked ``[1]``."""

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The paragraphs and tables in ``parent``, in reading order."""
        carried = ""
        for block, joined in self._blocks(parent):
            if isinstance(block, Table):
                if carried:
                    yield Paragraph(carried)
                    carried = ""
                yield block
            elif joined:
                # The paragraph's own mark was deleted: a reader sees it run on into the next one.
                carried += block.text
            else:
                yield replace(block, text=carried + block.text) if carried else block
                carried = ""
        if carried:
            yield Paragraph(carried)

    def _blocks(self, parent: etree._Element) -> Iterator[tuple[Block, bool]]:
        for element in parent:
            name = self._local(element)
            if name == "p":
                text = self._paragraph(element)
                is_heading = self._is_heading(element)
                is_quoted = not is_heading and self._is_quoted(element)
                yield Paragraph(text, is_heading, is_heading, is_quoted), self._mark_is_deleted(element)
                while self._boxes:
                    boxes, self._boxes = self._boxes, []
                    for box in boxes:
                        yield box, False
            elif name == "tbl":
                yield self._table(element), False
            elif name == "altChunk":
                self.left_out["embedded"] += 1
            elif name == "AlternateContent":
                yield from self._blocks(_choice(element))
            elif name in _TAKEN_AWAY:
                self._count_taken(element, _TAKEN_AWAY[name])
            elif name not in _INVISIBLE:
                yield from self._blocks(element)

    def _local(self, element: etree._Element) -> str:
        """The element's name without namespace, where that is Word's or holds words too; else the full name."""
        tag = element.tag
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = self._local_of(str(tag))
        return name

    def _local_of(self, tag: str) -> str:
        if tag.startswith(self._w):
            return tag[len(self._w) :]
        space, _, local = tag[1:].partition("}")
        if space == _COMPATIBILITY or (space in MATHS and local in ("r", "t")):
            return local
        return tag

    def _paragraph(self, paragraph: etree._Element) -> str:
        pieces: list[str] = []
        self._inline(paragraph, pieces, hidden=hidden_by_style(paragraph, self._hiding, self._namespace))
        return "".join(pieces)

    def _is_heading(self, paragraph: etree._Element) -> bool:
        properties = paragraph.find(f"{self._w}pPr")
        if properties is None:
            return False
        style = properties.find(f"{self._w}pStyle")
        if style is not None and style.get(f"{self._w}val", "") in self._headings:
            return True
        level = properties.find(f"{self._w}outlineLvl")
        return level is not None and level.get(f"{self._w}val", "9") != "9"

    def _is_quoted(self, paragraph: etree._Element) -> bool:
        properties = paragraph.find(f"{self._w}pPr")
        if properties is None:
            return False
        style = properties.find(f"{self._w}pStyle")
        if style is not None and style.get(f"{self._w}val", "") in self._quoting:
            return True
        indent = properties.find(f"{self._w}ind")
        if indent is None or properties.find(f"{self._w}numPr") is not None:
            return False
        return all(self._is_wide(indent, *names) for names in (("left", "start"), ("right", "end")))

    def _is_wide(self, indent: etree._Element, *names: str) -> bool:
        """Whether a paragraph is set in by at least a quarter of a centimetre on one side."""
        value = next((found for name in names if (found := indent.get(f"{self._w}{name}"))), "0")
        return value.isdecimal() and int(value) >= _SET_IN

    def _mark_is_deleted(self, paragraph: etree._Element) -> bool:
        properties = paragraph.find(f"{self._w}pPr/{self._w}rPr")
        if properties is None:
            return False
        return properties.find(f"{self._w}del") is not None or properties.find(f"{self._w}moveFrom") is not None

    def _inline(self, parent: etree._Element, pieces: list[str], *, hidden: bool) -> None:
        """Adds what is visible in ``parent`` to ``pieces``; ``hidden`` is what the paragraph's style says of runs."""
        for element in parent:
            name = self._local(element)
            if name == "r":
                self._run(element, pieces, hidden=hidden)
            elif name == "t":
                pieces.append((element.text or "").replace("\r", " ").replace("\n", " "))
            elif name in _TAKEN_AWAY:
                self._count_taken(element, _TAKEN_AWAY[name])
            elif name == "AlternateContent":
                self._inline(_choice(element), pieces, hidden=hidden)
            elif name not in _INVISIBLE:
                self._sign(element, name, pieces, hidden=hidden)

    def _run(self, run: etree._Element, pieces: list[str], *, hidden: bool) -> None:
        properties = run[0] if len(run) else None
        if properties is not None and properties.tag != self._run_properties:
            # They come first by the rules, and most runs without them hold one element of words.
            properties = run.find(self._run_properties) if len(run) > 1 else None
        if properties is not None:
            own = switched(properties, "vanish", self._namespace)
            if own is None:
                style = properties.find(f"{self._w}rStyle")
                own = self._hiding.get(style.get(f"{self._w}val", "")) if style is not None else None
            hidden = hidden if own is None else own
        if hidden:
            self.left_out["hidden"] += any((text.text or "").strip() for text in run.iter(f"{self._w}t"))
            return
        self._inline(run, pieces, hidden=False)

    def _sign(self, element: etree._Element, name: str, pieces: list[str], *, hidden: bool) -> None:
        if name in _CHARACTERS:
            pieces.append(_CHARACTERS[name])
        elif name == "sym":
            pieces.append(self._symbol(element))
        elif name in ("footnoteReference", "endnoteReference"):
            self.note_references.append((name.removesuffix("Reference"), element.get(f"{self._w}id", "")))
            pieces.append(f"[{len(self.note_references)}]")
        elif name == "commentReference":
            self.left_out["comments"] += 1
        elif name == "fldChar":
            pieces.append(self._form_field(element))
        elif name == "txbxContent":
            self._text_box(element)
        elif name == "ruby":
            for part in ("rubyBase", "rt"):
                for found in element.findall(self._w + part):
                    self._sign(found, part, pieces, hidden=hidden)
        elif name == "rt":
            pieces.append("(")
            self._inline(element, pieces, hidden=hidden)
            pieces.append(")")
        elif name == "rPr":
            return
        else:
            if name.endswith(("}graphicData", "}relIds")) and element.get("uri", "").endswith(
                ("diagram", "chart", "chartex")
            ):
                self.left_out["drawings"] += 1
            self._inline(element, pieces, hidden=hidden)

    def _text_box(self, content: etree._Element) -> None:
        outside, self._boxes = self._boxes, []
        inside = [replace(one, is_apart=True) if isinstance(one, Paragraph) else one for one in self.blocks(content)]
        self._boxes = [*outside, *inside]

    def _symbol(self, element: etree._Element) -> str:
        try:
            code = int(element.get(f"{self._w}char", ""), 16)
        except ValueError:
            code = 0
        shown = symbol(element.get(f"{self._w}font", ""), code)
        self.left_out["symbols"] += shown == UNKNOWN
        return shown

    def _form_field(self, element: etree._Element) -> str:
        """What a form's checkbox or list of choices shows."""
        box = element.find(f"{self._w}ffData/{self._w}checkBox")
        if box is not None:
            checked = switched(box, "checked", self._namespace)
            if checked is None:
                checked = bool(switched(box, "default", self._namespace))
            return "☒" if checked else "☐"
        choices = element.find(f"{self._w}ffData/{self._w}ddList")
        if choices is None:
            return ""
        entries = [entry.get(f"{self._w}val", "") for entry in choices.iter(f"{self._w}listEntry")]
        for setting in ("result", "default"):
            chosen = choices.find(f"{self._w}{setting}")
            number = chosen.get(f"{self._w}val", "") if chosen is not None else ""
            if number.isdecimal() and int(number) < len(entries):
                return str(entries[int(number)])
        return str(entries[0]) if entries else ""

    def _count_taken(self, element: etree._Element, kind: str) -> None:
        """Counts a deleted or moved passage once, though Word may cut it into several neighbours."""
        before = element.getprevious()
        if before is not None and before.tag == element.tag:
            return
        self.left_out[kind] += any(True for _ in element.iter(f"{self._w}t", f"{self._w}delText"))

    def _table(self, table: etree._Element) -> Table:
        above: dict[int, str] = {}
        rows = []
        for row in self._children(table, "tr"):
            if row.find(f"{self._w}trPr/{self._w}del") is not None:
                self.left_out["deleted"] += 1
                continue
            cells, column = [], 0
            for cell in self._children(row, "tc"):
                if cell.find(f"{self._w}tcPr/{self._w}cellDel") is not None:
                    self.left_out["deleted"] += 1
                    continue
                made, width = self._cell(cell, above, column)
                column += width
                cells.append(made)
            rows.append(tuple(cells))
        return Table(tuple(rows))

    def _cell(self, element: etree._Element, above: dict[int, str], column: int) -> tuple[Cell, int]:
        """One cell and how many columns it spans; ``above`` holds the words of cells merged over rows, by column."""
        cell = Cell(tuple(self.blocks(element)))
        span = element.find(f"{self._w}tcPr/{self._w}gridSpan")
        width = span.get(f"{self._w}val", "1") if span is not None else "1"
        merged = element.find(f"{self._w}tcPr/{self._w}vMerge")
        if merged is None:
            above.pop(column, None)
        elif merged.get(f"{self._w}val", "continue") == "restart":
            above[column] = cell.text
        else:
            # Some programs repeat a merged cell's words in each of its rows; other words are kept, to lose nothing.
            cell = Cell(() if above.get(column) == cell.text else cell.blocks, continues=True)
        return cell, int(width) if width.isdecimal() else 1

    def _children(self, parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, also within content controls and insertions."""
        for element in parent:
            name = self._local(element)
            if name == wanted:
                yield element
            elif name == "AlternateContent":
                yield from self._children(_choice(element), wanted)
            elif name not in _INVISIBLE and name not in _TAKEN_AWAY and name not in ("p", "tbl"):
                yield from self._children(element, wanted)


def _choice(alternatives: etree._Element) -> etree._Element:
    """The first of several renderings of one thing that has words, or the first; a choice goes before the fallback."""
    names = [f"{{{_COMPATIBILITY}}}{name}" for name in ("Choice", "Fallback")]
    found = [one for name in names for one in alternatives.findall(name)]
    return next(filter(_has_words, found), found[0] if found else alternatives)


def _has_words(element: etree._Element) -> bool:
    return any(one.text and one.text.strip() for one in element.iter("{*}t"))
