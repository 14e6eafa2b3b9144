"""The parts of a Word file while a report is written into it: XML to be changed, links between parts, and the bytes.

The bytes depend on nothing but the content: times inside the archive are fixed.
"""

from __future__ import annotations

import posixpath
from typing import Any

from docx.oxml import parse_xml
from lxml import etree

from workbench.office.packing import zipped

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIP = f"{{{_PACKAGE}/relationships}}Relationship"
_TYPES = "[Content_Types].xml"
_DATA_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATA_NAME = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{6B1C8A52-3D0F-4E7B-9A64-2F5E8C7D1B03}"><ds:schemaRefs/></ds:datastoreItem>'
)
"""What names a part of data: the same in all files."""


class WordParts:
    """A Word file taken apart.

    Args:
        parts: What each part holds, by its name without a slash before it.

    Attributes:
        main: The name of the part with the text.
    """

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = dict(parts)
        self._trees: dict[str, Any] = {}
        (self.main,) = self._linked("", "officeDocument")[:1]

    def xml(self, name: str) -> Any:
        """The root of a part, which may be changed."""
        if name not in self._trees:
            self._trees[name] = parse_xml(self._parts[name])
        return self._trees[name]

    def replace(self, name: str, root: Any) -> None:
        """Put another root in the place of a part's."""
        self._trees[name] = root

    def names(self, kind: str) -> list[str]:
        """The parts of a kind, such as ``header``, that the text is linked to."""
        return self._linked(self.main, kind)

    def one(self, kind: str) -> Any | None:
        """The root of the part of a kind that the text is linked to; None where there is none."""
        names = self.names(kind)
        return self.xml(names[0]) if names else None

    def one_or_new(self, kind: str, content_type: str, empty: str) -> Any:
        """The same, but where there is none a new one is made from the XML of an empty one."""
        found = self.one(kind)
        if found is None:
            self.add(kind, content_type, parse_xml(empty))
            found = self.one(kind)
        return found

    def add(self, kind: str, content_type: str, root: Any) -> str:
        """Add a part that the text is linked to.

        Returns:
            The id of the link.
        """
        folder = posixpath.dirname(self.main)
        return self._add(self.main, posixpath.join(folder, kind), f"{R}/{kind}", content_type, root)

    def add_to_package(self, kind: str, content_type: str, root: Any) -> None:
        """Add a part that the file itself is linked to: what it says of itself."""
        of_package = kind == "core-properties"
        whole = f"{_PACKAGE}/relationships/metadata/{kind}" if of_package else f"{R}/{kind}"
        self._add("", f"docProps/{kind.partition('-')[0]}", whole, content_type, root)

    def add_data(self, root: Any) -> None:
        """Add a part of data that nobody sees, with the part that names it."""
        self._add(self.main, "customXml/item", f"{R}/customXml", "application/xml", root)
        item = self._linked(self.main, "customXml")[-1]
        self._add(item, "customXml/itemProps", f"{R}/customXmlProps", _DATA_TYPE, parse_xml(_DATA_NAME))

    def _add(self, source: str, stem: str, kind: str, content_type: str, root: Any) -> str:
        taken = {name.casefold() for name in self._parts}
        names = (f"{stem}{number or ''}.xml" for number in range(len(taken) + 1))
        name = next(name for name in names if name.casefold() not in taken)
        self._trees[name], self._parts[name] = root, b""
        override = etree.SubElement(self.xml(_TYPES), f"{{{_PACKAGE}/content-types}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
        links = self._links(source)
        ids = {link.get("Id") for link in links}
        identity = next(f"rId{number}" for number in range(1, len(ids) + 2) if f"rId{number}" not in ids)
        link = etree.SubElement(links, _RELATIONSHIP)
        link.set("Id", identity)
        link.set("Type", kind)
        link.set("Target", posixpath.relpath(name, posixpath.dirname(source) or "."))
        return identity

    def drop(self, source: str, *kinds: str) -> None:
        """Take away all links of some kinds, and the parts that nothing else is linked to."""
        for link in list(self._links(source)):
            if link.get("Type", "").rpartition("/")[2] in kinds:
                link.getparent().remove(link)
                if link.get("TargetMode") != "External":
                    self._forget(_target(source, link))

    def zipped(self) -> bytes:
        """The file's bytes."""
        for name, tree in self._trees.items():
            self._parts[name] = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
        return zipped(self._parts.items())

    def _forget(self, name: str) -> None:
        """Take a part away with its own links."""
        self._trees.pop(name, None)
        self._parts.pop(name, None)
        self._trees.pop(_links_of(name), None)
        self._parts.pop(_links_of(name), None)
        for one in list(self.xml(_TYPES)):
            if one.get("PartName", "").lstrip("/") == name:
                one.getparent().remove(one)

    def _links(self, source: str) -> Any:
        name = _links_of(source)
        if name not in self._parts:
            self._parts[name] = b""
            self._trees[name] = parse_xml(f'<Relationships xmlns="{_PACKAGE}/relationships"/>')
        return self.xml(name)

    def _linked(self, source: str, kind: str) -> list[str]:
        links = (link for link in self._links(source) if link.get("Type", "").rpartition("/")[2] == kind)
        found = [_target(source, link) for link in links if link.get("TargetMode") != "External"]
        return [name for name in found if name in self._parts]


def _links_of(source: str) -> str:
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _target(source: str, link: Any) -> str:
    whole = posixpath.join("/", posixpath.dirname(source), link.get("Target", ""))
    return posixpath.normpath(whole).lstrip("/")
