"""A document made from a house's template: its styles, page, headers, footers and cover, ready to be written into.

What stands in the template's body is replaced, but where a paragraph says ``{{report}}``: then what stands before and
behind that stays, and the report goes in its place.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from workbench.errors import BadInput
from workbench.report.content import Report
from workbench.report.word.house_styles import HouseStyles
from workbench.report.word.marks import W15
from workbench.report.word.numbering import Numbering
from workbench.report.word.package import APPLICATION, MC, core_properties, language_of
from workbench.report.word.parts import WordParts
from workbench.report.word.placeholders import fill, place_of_report, values_of
from workbench.report.word.template import Template

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
_SECTION = f'<w:sectPr {nsdecls("w")}>{_PAGE}w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
_NOT_OURS = ("attachedTemplate", "mailMerge", "documentProtection", "writeProtection")
"""Settings of a template that lead out of the file, tell whose it is, or keep the writer from writing."""


class House:
    """A document made from a template.

    Args:
        template: The template.
        report: What is to be written into it.

    Attributes:
        parts: The document's parts.
        styles: Its styles.
        width: The width between the margins where the report stands, in twentieths of a point.
        has_title: Whether it has a title page of its own.
        has_contents: Whether it has a table of contents of its own.
        numbering: What numbers its lists.

    Raises:
        BadInput: A placeholder is not known or not where it can be; or a style that is asked for is not there.
    """

    def __init__(self, template: Template, report: Report) -> None:
        self.parts = WordParts(dict(template.parts))
        root = _with_marks(self.parts.xml(self.parts.main))
        self.parts.replace(self.parts.main, root)
        body = root.find(qn("w:body"))
        if body is None:
            raise BadInput(f"{template.name} is damaged: it has no body.", "Open it in Word and save it again.")
        self._body = body
        self._place = place_of_report(body, template.name)
        if self._place is None:
            for one in [each for each in body if each.tag != qn("w:sectPr")]:
                body.remove(one)
        if body.find(qn("w:sectPr")) is None:
            body.append(parse_xml(_SECTION))
        self._fill_in(template, report)
        self._take_out()
        self._tell_of_itself(report)
        self.width = _width_of(self._section())
        styles = self.parts.one_or_new("styles", f"{_WORD}.styles+xml", f"<w:styles {nsdecls('w')}/>")
        self.styles = HouseStyles(styles, template.styles, width=self.width, where=template.name, place=template.place)
        self.styles.speak(language_of(report))
        self.numbering = self._numbering()

    @property
    def has_headers(self) -> bool:
        """Whether any section of it has a header or footer of its own."""
        return next(self._body.iter(qn("w:headerReference"), qn("w:footerReference")), None) is not None

    @property
    def section(self) -> Any:
        """The properties of the section in which the report stands."""
        return self._section()

    def _numbering(self) -> Numbering:
        empty = f"<w:numbering {nsdecls('w')}/>"
        root = self.parts.one_or_new("numbering", f"{_WORD}.numbering+xml", empty)
        bullets, numbers = (self.styles.number_of(style) for style in ("ListBullet", "ListNumber"))
        return Numbering.of_template(root, bullets=bullets, numbers=numbers)

    def numbers(self, tag: str) -> list[int]:
        """The numbers of its own elements of a kind, such as ``w:bookmarkStart``."""
        found = (one.get(qn("w:id")) or one.get(qn("w:val")) or "" for one in self._body.iter(qn(tag)))
        return [int(number) for number in found if number.lstrip("-").isdigit()]

    def place(self, elements: Any) -> None:
        """Put what an element holds where the report goes."""
        if self._place is None:
            self._body.extend(elements)
            self._body.append(self._body.find(qn("w:sectPr")))
            return
        for one in elements:
            self._place.addprevious(one)
        section = self._place.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is None:
            self._body.remove(self._place)
            return
        # The section ends here: its properties hang on a paragraph without words.
        for one in [each for each in self._place if each.tag != qn("w:pPr")]:
            self._place.remove(one)

    def _section(self) -> Any:
        if self._place is not None:
            for one in (self._place, *self._place.itersiblings()):
                found = one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if one.tag == qn("w:p") else None
                if found is not None:
                    return found
        return self._body.find(qn("w:sectPr"))

    def _fill_in(self, template: Template, report: Report) -> None:
        """Put the title page's words in the place of placeholders, on the cover and in headers and footers."""
        place = self._place
        kept = [one for one in self._body if one is not place]
        values = values_of(report)
        filled: set[str] = set()
        for one in kept:
            filled |= fill(one, values, template.name)
        for kind in ("header", "footer"):
            for name in self.parts.names(kind):
                fill(self.parts.xml(name), values, template.name)
        self.has_title = "title" in filled
        said = " ".join(one.text or "" for one in self._body.iter(qn("w:instrText")))
        simple = " ".join(one.get(qn("w:instr"), "") for one in self._body.iter(qn("w:fldSimple")))
        self.has_contents = any(word == "TOC" for word in f"{said} {simple}".split())

    def _take_out(self) -> None:
        """Take out what a template may hold that is not for the reader of a report, or that nothing leads to now."""
        main, body = self.parts.main, self._body
        # What Word 2010 kept for Word 2007: it would not know the styles that are added.
        self.parts.drop(main, "stylesWithEffects")
        if next(body.iter(qn("w:commentReference")), None) is None:
            self.parts.drop(main, "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
        for kind, reference in (("footnotes", "w:footnoteReference"), ("endnotes", "w:endnoteReference")):
            notes = self.parts.one(kind)
            used = {one.get(qn("w:id")) for one in body.iter(qn(reference))}
            if notes is None:
                continue
            for note in list(notes):
                if note.get(qn("w:type")) is None and note.get(qn("w:id")) not in used:
                    notes.remove(note)
        for name in self.parts.names("settings"):
            settings = self.parts.xml(name)
            for tag in _NOT_OURS:
                for one in settings.findall(qn(f"w:{tag}")):
                    settings.remove(one)
            self.parts.drop(name, "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData")

    def _tell_of_itself(self, report: Report) -> None:
        """What the file says of itself is the report's, and not by whom and where the template was made."""
        self.parts.drop("", "thumbnail")
        for kind, text, content_type in (
            ("core-properties", core_properties(report), "application/vnd.openxmlformats-package.core-properties+xml"),
            (
                "extended-properties",
                APPLICATION,
                "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            ),
        ):
            self.parts.drop("", kind)
            self.parts.add_to_package(kind, content_type, parse_xml(text))


def house_for(template: Template, report: Report) -> House:
    """A document made from a template.

    Raises:
        BadInput: No report can be written into it: see `House`; or its parts do not go together.
    """
    try:
        return House(template, report)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # Its XML is well formed, but says what no Word file does: a number that is none, a style without a name.
        raise BadInput(f"{template.name} is damaged.", "Open it in Word and save it again.") from error


def _with_marks(root: Any) -> Any:
    """The root of a document, declaring that what shows marks may be left out by programs that do not know it."""
    names = dict(root.nsmap)
    prefix = next((name for name, uri in names.items() if uri == W15 and name), None)
    if prefix is None:
        prefix = next(name for name in ("w15", "w15m", "w15n") if name not in names)
    names[prefix] = W15
    if MC not in names.values():
        names["mc" if "mc" not in names else "mcm"] = MC
    if names != dict(root.nsmap):
        new = parse_xml(etree.tostring(etree.Element(root.tag, dict(root.attrib), nsmap=names)))
        new.extend(list(root))
        root = new
    ignorable = f"{{{MC}}}Ignorable"
    words = root.get(ignorable, "").split()
    if prefix not in words:
        root.set(ignorable, " ".join([*words, prefix]))
    return root


def _width_of(section: Any) -> int:
    """The width of a column of text."""
    size, margins, columns = (section.find(qn(tag)) for tag in ("w:pgSz", "w:pgMar", "w:cols"))

    def measure(element: Any, name: str, otherwise: int) -> int:
        value = element.get(qn(name), "") if element is not None else ""
        return int(float(value)) if value.replace(".", "", 1).lstrip("-").isdigit() else otherwise

    gutter = measure(margins, "w:gutter", 0)
    sides = measure(margins, "w:left", 1440) + measure(margins, "w:right", 1440) + gutter
    width = measure(size, "w:w", 11906) - sides
    number = max(1, measure(columns, "w:num", 1))
    return max(2000, (width - (number - 1) * measure(columns, "w:space", 720)) // number)
