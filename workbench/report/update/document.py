"""A report that somebody has worked on: where its quotations stand, and changes written into it as tracked ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from workbench.errors import BadInput
from workbench.office.cleaning_parts import ContentTypes, links_of, main_part
from workbench.office.cleaning_trees import following_block, local
from workbench.office.controls import others_in, tag_of
from workbench.office.hidden import heading_styles, is_heading_name
from workbench.office.package import WORD, Package
from workbench.office.packing import repacked, xml_bytes
from workbench.office.tracked_text import has_changes, pieces, text_of
from workbench.office.tracking import Edit, Tracker
from workbench.office.walk import NAMESPACES
from workbench.report.marks import Mark, read_mark
from workbench.report.update.new_runs import form_of, runs
from workbench.report.update.otherwise import Row, one_blank
from workbench.report.update.wording import Hunk
from workbench.report.word.marks import SAID

AUTHOR = "workbench"
"""Whose the changes are, as Word shows it."""

_TEXTS = frozenset({"header", "footer", "footnotes", "endnotes"})
_IN_NOTES = {"footnotes": "in a footnote", "endnotes": "in an endnote", "header": "in a page header"}
_NUMBERED = re.compile(r"\A[\d.]+\s+")


@dataclass(frozen=True, eq=False)
class Marked:
    """A quotation in a report, known by its mark.

    Attributes:
        mark: Its mark.
        said: Its words and attribution, with all tracked changes accepted.
        was: The same with all rejected; as `said` where there are none.
        where: Where it stands, in words.
        section: The heading it stands under; empty for none.
        control: The content control.
        content: What is in it.
        paragraph: The paragraph it stands in; None where it holds paragraphs itself.
        part: The part of the file.
        others: The controls of other quotations within it: what they hold is theirs.
    """

    mark: Mark
    said: str
    was: str
    where: str
    section: str
    control: etree._Element
    content: etree._Element
    paragraph: etree._Element | None
    part: str
    others: frozenset[etree._Element] = frozenset()

    @property
    def is_anchor(self) -> bool:
        """Whether other paragraphs can be put beside it."""
        return self.paragraph is not None and self.where.startswith("paragraph") and bool(self.said)


class ReportDocument:
    """A report in Word, opened to be changed.

    Args:
        data: The file's bytes.
        name: The file, for messages.
        when: When the changes are made (aware).

    Raises:
        BadInput: It is no Word file, encrypted, damaged, hostile, or holds macros.
    """

    def __init__(self, data: bytes, name: str, when: dt.datetime) -> None:
        package = Package(data, name, WORD._replace(holds="report"))
        self.data = data
        """The file's bytes as they were read."""
        self._main = main_part(package)
        root = package.xml(self._main)
        space = etree.QName(root).namespace or ""
        if etree.QName(root).localname != "document" or space not in NAMESPACES:
            raise BadInput(
                f"{name} is an Office file, but no Word document.", "Name the report as a Word file (.docx)."
            )
        if "macroEnabled" in ContentTypes(package).of(self._main):
            raise BadInput(f"{name} holds macros.", "Save it in Word as .docx, without macros.")
        self.w = f"{{{space}}}"
        self._roots = {self._main: root}
        self._kinds = {self._main: ""}
        self._headings: frozenset[str] = frozenset()
        for link in links_of(package, self._main):
            if not package.has(link.part):
                continue
            if link.kind in _TEXTS and link.part not in self._roots:
                self._roots[link.part] = package.xml(link.part)
                self._kinds[link.part] = link.kind
            elif link.kind == "styles":
                self._headings = heading_styles(package.xml(link.part), space)
        data_parts = [link.part for link in links_of(package, self._main) if link.kind == "customXml"]
        kept = [package.xml(part) for part in data_parts if package.has(part)]
        self.said = frozenset(mark for one in kept if one.tag == f"{{{SAID}}}said" for mark in (one.text or "").split())
        """The marks of what the export said beside its quotations; none where the file has lost them."""
        self._changed: set[str] = set()
        self._tracker = Tracker(self.w, AUTHOR, when, self._roots.values())
        self._places = dict(self._numbered())
        self.quotations = tuple(self._marked())
        """The quotations with marks, in the order of the document."""
        self.headings = frozenset(plain_heading(section) for _, section in self._places.values())
        """The headings, as `plain_heading` has them."""

    def change(self, quotation: Marked, mark: Mark, hunks: Sequence[Hunk]) -> None:
        """Change words of a quotation, and let its mark say what the study prints now."""
        self._tracker.edit(quotation.content, [Edit(*hunk) for hunk in hunks], without=quotation.others)
        quotation.control.find(f"{self.w}sdtPr/{self.w}tag").set(f"{self.w}val", mark.text)
        self._changed.add(quotation.part)

    def strike(self, quotation: Marked) -> None:
        """Strike a quotation out, with its paragraphs where nothing else stands in them."""
        own = quotation.paragraph
        around = [own] if own is not None else quotation.content.findall(f"{self.w}p")
        alone = [paragraph for paragraph in around if self._stands_alone(quotation, paragraph)]
        self._tracker.strike_control(quotation.control, without=quotation.others)
        for paragraph in alone:
            self._tracker.strike_mark(paragraph)
        self._changed.add(quotation.part)

    def put_in(
        self,
        said: Sequence[tuple[str, str]],
        mark: Mark,
        like: Marked,
        *,
        after: etree._Element | None,
        before: etree._Element | None = None,
    ) -> etree._Element:
        """Put a quotation in as a paragraph of its own.

        Args:
            said: Its words in pieces, each with what it is: "label", "words" or "attribution".
            mark: Its mark.
            like: The quotation whose looks it takes over.
            after: The paragraph it comes behind.
            before: The paragraph it comes before, where it comes behind none.

        Returns:
            Its paragraph.
        """
        control = self._control(said, mark, like)
        looks = self._looks(like.paragraph)
        if after is not None:
            self._tracker.put_paragraph(after, control, looks)
        elif before is not None:
            self._tracker.put_paragraph_before(before, control, looks)
        self._changed.add(self._main)
        return next(control.iterancestors(f"{self.w}p"))

    def put_line_before(self, quotation: etree._Element, said: str, like: Collection[str]) -> None:
        """Put a line in that leads to a quotation.

        Args:
            quotation: The quotation's paragraph, as it was put in.
            said: The line.
            like: All such lines: it takes over the looks of one that is there.
        """
        known = set(map(plain_heading, like))
        other = next((one for one in self._places if plain_heading(self._text(one)) in known), None)
        form = form_of(pieces(other, self.w), "words", self.w) if other is not None else None
        (run,) = runs(said, "words", form, self.w)
        self._tracker.put_paragraph_before(quotation, run, self._looks(other))

    def end_of(self, heading: str, lead: str, leads: Collection[str]) -> etree._Element | None:
        """The last paragraph or table under a heading, before the next heading; None where there is no such place.

        Args:
            heading: The heading.
            lead: The line below it that leads to what is wanted; empty for none.
            leads: All such lines: what stands below another is something else.
        """
        wanted, known = plain_heading(heading), set(map(plain_heading, leads))
        for holder in self._roots[self._main].iter(*(self.w + name for name in _HOLDERS)):
            row = list(self._in_a_row(holder))
            begin = next((at for at, one in enumerate(row) if self._heading_of(one) == wanted), None)
            if begin is None:
                continue
            ends = (at for at in range(begin + 1, len(row)) if self._is_heading(row[at]))
            below = row[begin : next(ends, len(row))]
            said = [plain_heading(self._text(one)) if one.tag == f"{self.w}p" else "" for one in below]
            led = [number for number, text in enumerate(said) if number and text in known]
            begins = next((number for number in led if said[number] == plain_heading(lead)), None)
            if begins is None and (lead or led):
                return None  # where others lead, nobody knows which side of them it belongs to
            end = next((number for number in led if begins is not None and number > begins), len(below))
            return next(one for one in reversed(below[:end]) if self._may_stand_before(one))
        return None

    def _may_stand_before(self, one: etree._Element) -> bool:
        """Whether a new paragraph can come behind it: behind a table only where a paragraph follows."""
        following = following_block(one)
        return one.tag == f"{self.w}p" or (following is not None and following.tag == f"{self.w}p")

    def _in_a_row(self, holder: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs and tables that stand in something one below the other, those in somebody's frames too."""
        for child in holder:
            if local(child) in ("p", "tbl"):
                yield child
            elif local(child) in ("sdt", "sdtContent", "customXml"):
                yield from self._in_a_row(child)

    def _heading_of(self, one: etree._Element) -> str | None:
        return plain_heading(self._text(one)) if self._is_heading(one) else None

    def rows(self) -> Iterator[Row]:
        """The rows of its tables."""
        for table in self._roots[self._main].iter(f"{self.w}tbl"):
            before = table.getprevious()
            above = one_blank(self._text(before)) if before is not None else ""
            for row in table.iter(f"{self.w}tr"):
                yield Row(above, tuple(one_blank(self._text(cell)) for cell in row.iter(f"{self.w}tc")))

    def texts(self) -> set[str]:
        """What its paragraphs say, as `one_blank` has them; those with quotations without these."""
        quoted = {one.content for one in self.quotations}
        found: set[str] = set()
        for paragraph in self._roots[self._main].iter(f"{self.w}p"):
            said = [""]
            for piece in pieces(paragraph, self.w):
                is_own = piece.run is None or quoted.isdisjoint(piece.run.iterancestors())
                if is_own:
                    said[-1] += piece.text
                elif said[-1]:
                    said.append("")
            found.update(map(one_blank, said))
        return found

    def saved(self) -> bytes:
        """The file's bytes with all changes; parts without any stay as they are byte for byte."""
        return repacked(self.data, {part: xml_bytes(self._roots[part]) for part in self._changed})

    # Reading

    def _numbered(self) -> Iterator[tuple[etree._Element, tuple[str, str]]]:
        """Each paragraph with words: where it is, and the heading it stands under."""
        for part, root in self._roots.items():
            number, section = 0, ""
            for paragraph in root.iter(f"{self.w}p"):
                if self._is_heading(paragraph):
                    section = " ".join(self._text(paragraph).split())
                number += next(paragraph.iter(f"{self.w}t"), None) is not None
                where = _IN_NOTES.get(self._kinds[part], "")
                above = {local(one) for one in paragraph.iterancestors()}
                if not where and "txbxContent" in above:
                    where = "in a text box"
                yield paragraph, (where or f"paragraph {number}", section)

    def _marked(self) -> Iterator[Marked]:
        for part, root in self._roots.items():
            for control in root.iter(f"{self.w}sdt"):
                mark = read_mark(tag_of(control, self.w) or "")
                content = control.find(f"{self.w}sdtContent")
                if mark is None or content is None:
                    continue
                others = others_in(content, self.w, lambda tag: read_mark(tag) is not None)
                paragraph = next(control.iterancestors(f"{self.w}p"), None)
                inside = content.find(f"{self.w}p") is not None
                place = paragraph if not inside else content.find(f"{self.w}p")
                where, section = self._places.get(place, ("", ""))
                was = said = text_of(pieces(content, self.w, without=others))
                if has_changes(content, self.w):
                    was = text_of(pieces(content, self.w, rejected=True, without=others))
                around = None if inside else paragraph
                yield Marked(mark, said, was, where, section, control, content, around, part, others)

    def _is_heading(self, paragraph: etree._Element) -> bool:
        properties = paragraph.find(f"{self.w}pPr")
        if paragraph.tag != f"{self.w}p" or properties is None:
            return False
        style = properties.find(f"{self.w}pStyle")
        name = style.get(f"{self.w}val", "") if style is not None else ""
        level = properties.find(f"{self.w}outlineLvl")
        return (
            name in self._headings
            or is_heading_name(name)
            or (level is not None and level.get(f"{self.w}val", "9") != "9")
        )

    def _text(self, paragraph: etree._Element) -> str:
        return text_of(pieces(paragraph, self.w))

    def _stands_alone(self, quotation: Marked, paragraph: etree._Element) -> bool:
        own = {piece.element for piece in pieces(quotation.content, self.w, without=quotation.others)}
        others = (piece for piece in pieces(paragraph, self.w) if piece.element not in own)
        signs = next(paragraph.iter(*(self.w + name for name in _SIGNS)), None)
        return not any(piece.text.strip() for piece in others) and signs is None

    # Writing

    def _looks(self, paragraph: etree._Element | None) -> etree._Element | None:
        """What a new paragraph looks like: as another one, but for what is only once in a document."""
        own = None if paragraph is None else paragraph.find(f"{self.w}pPr")
        if own is None:
            return None
        looks = deepcopy(own)
        for name in ("sectPr", "pPrChange", "pageBreakBefore"):
            for element in looks.findall(self.w + name):
                looks.remove(element)
        for mark in looks.findall(f"{self.w}rPr"):
            for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
                for element in mark.findall(self.w + name):
                    mark.remove(element)
        return looks

    def _control(self, said: Sequence[tuple[str, str]], mark: Mark, like: Marked) -> etree._Element:
        w = self.w
        control = etree.Element(f"{w}sdt")
        properties = etree.SubElement(control, f"{w}sdtPr")
        etree.SubElement(properties, f"{w}tag").set(f"{w}val", mark.text)
        etree.SubElement(properties, f"{w}id").set(f"{w}val", str(self._free_number()))
        if _W15 in self._roots[self._main].nsmap.values():
            etree.SubElement(properties, f"{{{_W15}}}appearance").set(f"{{{_W15}}}val", "hidden")
        content = etree.SubElement(control, f"{w}sdtContent")
        row = pieces(like.content, w, without=like.others)
        for text, what in said:
            content.extend(runs(text, what, form_of(row, what, w), w))
        return control

    def _free_number(self) -> int:
        if not hasattr(self, "_controls"):
            known = (one.get(f"{self.w}val", "") for root in self._roots.values() for one in root.iter(f"{self.w}id"))
            self._controls = {int(number) for number in known if number.lstrip("-").isdecimal()}
        number = len(self._controls) + 1
        while number in self._controls:
            number += 1
        self._controls.add(number)
        return number


_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_HOLDERS = ("body", "tc", "txbxContent")
"""What paragraphs stand in one below the other."""

_SIGNS = ("footnoteReference", "endnoteReference", "drawing", "pict", "object", "fldChar", "sectPr")


def plain_heading(text: str) -> str:
    """A heading without its number, as headings are compared."""
    return _NUMBERED.sub("", " ".join(text.split())).casefold()
