"""Which parts of a Word file a copy takes along: those that are known to show something, and no others.

What is not named here stays behind: comments, people, custom XML, macros, thumbnails, printer settings, building
blocks, workbooks behind charts, and whatever a later version of Word invents.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from workbench.errors import BadInput
from workbench.office.cleaning_fields import is_for_readers
from workbench.office.cleaning_trees import RELATIONSHIPS, TRACES, remove, unwrap, words
from workbench.office.package import WORD, Package

LINKS: Final = "links to files"

MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
"""What the main part of a .docx is, macros or template or not."""

RELS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
TYPES_NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS_NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

_ALWAYS = words(
    """officeDocument styles numbering fontTable theme settings footnotes endnotes chartStyle chartColorStyle
    diagramDrawing core-properties extended-properties"""
)
_WHERE_MENTIONED = words(
    """header footer image hdphoto hyperlink chart chartEx chartUserShapes themeOverride diagramData diagramLayout
    diagramQuickStyle diagramColors video audio media model3d font"""
)
_WORDS_FOR = {
    "comments": "",
    "customXml": TRACES,
    "custom-properties": "lists of custom properties",
    "thumbnail": "thumbnails",
    "printerSettings": "printer settings",
    "vbaProject": "macros",
    "glossaryDocument": "building blocks",
    "attachedTemplate": "paths of templates",
    "oleObject": "",
    "control": "",
    "package": "workbooks and documents behind pictures and charts",
    "people": "lists of people",
    "origin": "digital signatures",
    "webextensiontaskpanes": "add-ins",
}


@dataclass(frozen=True)
class Link:
    """A relationship as it stands in the file.

    Attributes:
        id: What the linking part calls it.
        type: Its whole type.
        target: As written.
        external: Whether it leads out of the file.
        part: The part it leads to, from the package's root; empty where it leads out.
    """

    id: str
    type: str
    target: str
    external: bool
    part: str

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rpartition("/")[2]


def links_of(package: Package, part: str) -> tuple[Link, ...]:
    """All relationships of a part, or of the package for ``""``."""
    folder, _, base = part.rpartition("/")
    rels = posixpath.join(folder, "_rels", base + ".rels")
    if not package.has(rels):
        return ()
    found = []
    for element in package.xml(rels).iter("{*}Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        whole = unquote(target) if target.startswith("/") else posixpath.join("/", folder, unquote(target))
        leads_to = "" if external or not target else posixpath.normpath(whole).lstrip("/")
        found.append(Link(element.get("Id", ""), element.get("Type", ""), target, external, leads_to))
    return tuple(found)


def links_kept(
    package: Package, links: tuple[Link, ...], root: etree._Element | None, taken: Counter[str]
) -> tuple[Link, ...]:
    """Those of a part's relationships that a copy takes along.

    Args:
        package: The file.
        links: All of the part's.
        root: The part's XML as it is in the copy; None for the package itself and for parts that are no XML.
        taken: Where it is counted what stays behind.
    """
    mentioned = set() if root is None else set(_mentioned(root))
    kept = []
    for link in links:
        if link.external:
            if link.id in mentioned:
                kept.append(link)
            elif link.kind in _WORDS_FOR:
                taken[_WORDS_FOR[link.kind]] += 1
            elif not is_for_readers(link.target):
                taken[LINKS] += 1
        elif not package.has(link.part):
            continue
        elif link.kind in _ALWAYS or (link.kind in _WHERE_MENTIONED and link.id in mentioned):
            kept.append(link)
        elif not link.kind.startswith("comments"):
            taken[_WORDS_FOR.get(link.kind, TRACES)] += 1
    return tuple(kept)


def _mentioned(root: etree._Element) -> Iterator[str]:
    """The ids of relationships that a part's XML speaks of."""
    for element in root.iter():
        for name, value in element.items():
            space, _, own = name[1:].partition("}")
            if name[0] == "{" and (space in RELATIONSHIPS or own == "relid"):
                yield value


def forget_links_out(root: etree._Element, links: tuple[Link, ...], w: str, taken: Counter[str]) -> None:
    """Take out links to files on somebody's computer, and mentions of parts that stay behind; what they show stays."""
    local = {link.id for link in links if link.external and not is_for_readers(link.target)}
    dropped = {link.id for link in links if not link.external and link.kind not in _ALWAYS | _WHERE_MENTIONED}
    if not local | dropped:
        return
    for element in list(root.iter()):
        for name, value in element.items():
            space = name[1:].partition("}")[0]
            if name[0] != "{" or space not in RELATIONSHIPS or value not in local | dropped:
                continue
            taken[LINKS] += value in local
            own = str(element.tag).rpartition("}")[2]
            if element.tag == f"{w}hyperlink" and not element.get(f"{w}anchor"):
                unwrap(element)
            elif own in ("hlinkClick", "hlinkHover", "externalData", "attachedTemplate", "printerSettings"):
                remove(element)
            else:
                del element.attrib[name]


class ContentTypes:
    """Of what kind each part of a file is said to be.

    Args:
        package: The file.
    """

    def __init__(self, package: Package) -> None:
        root = package.xml("[Content_Types].xml")
        self._default = {
            one.get("Extension", "").casefold(): one.get("ContentType", "") for one in root.iter("{*}Default")
        }
        self._of = {
            one.get("PartName", "").lstrip("/").casefold(): one.get("ContentType", "")
            for one in root.iter("{*}Override")
        }

    def of(self, part: str) -> str:
        """A part's kind; empty where the file does not say it."""
        return str(self._of.get(part.casefold()) or self._default.get(part.rpartition(".")[2].casefold(), ""))

    def written(self, main: str, parts: Mapping[str, bytes]) -> etree._Element:
        """The list of kinds for the parts of a copy, of which one is the document."""
        space = f"{{{TYPES_NAMESPACE}}}"
        root = etree.Element(f"{space}Types", nsmap={None: TYPES_NAMESPACE})
        etree.SubElement(root, f"{space}Default", Extension="rels", ContentType=RELS_TYPE)
        etree.SubElement(root, f"{space}Default", Extension="xml", ContentType="application/xml")
        endings = {part.rpartition(".")[2].casefold() for part in parts} - {"rels", "xml"}
        for ending in sorted(endings):
            if kind := self._default.get(ending):
                etree.SubElement(root, f"{space}Default", Extension=ending, ContentType=kind)
        for part in sorted(parts):
            kind = MAIN_TYPE if part == main else self._of.get(part.casefold(), "")
            if kind:
                etree.SubElement(root, f"{space}Override", PartName=f"/{part}", ContentType=kind)
        return root


def rels_written(links: tuple[Link, ...]) -> etree._Element:
    """A part's relationships as XML."""
    space = f"{{{RELS_NAMESPACE}}}"
    root = etree.Element(f"{space}Relationships", nsmap={None: RELS_NAMESPACE})
    for link in links:
        one = etree.SubElement(root, f"{space}Relationship", Id=link.id, Type=link.type, Target=link.target)
        if link.external:
            one.set("TargetMode", "External")
    return root


def rels_name(part: str) -> str:
    """The name of the part that holds a part's relationships; those of the package for ``""``."""
    folder, _, base = part.rpartition("/")
    return posixpath.join(folder, "_rels", base + ".rels")


def main_part(package: Package) -> str:
    """The name of the part that is the document.

    Raises:
        BadInput: There is none.
    """
    for link in links_of(package, ""):
        if link.kind == "officeDocument" and package.has(link.part):
            return link.part
    raise BadInput(f"{package.name} is no Word file, or it is damaged: it names no main document.", WORD.again)
