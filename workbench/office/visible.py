"""The visible text of a .docx: every ``w:t`` a reader sees, in reading order, and nothing a reader does not see.

python-docx's paragraphs silently drop what stands in content controls, insertions, moved text, text boxes and notes.
This walk goes the other way: it descends into every element it does not know to be invisible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from workbench.errors import BadInput
from workbench.office.blocks import Block, VisibleText, plain
from workbench.office.hidden import heading_styles, hiding_styles, is_heading_name, is_quoting_name, quoting_styles
from workbench.office.margins import margin_lines
from workbench.office.package import Package, Relationship, parse_xml
from workbench.office.walk import NAMESPACES, Walk


def visible_text(data: bytes, name: str, prepare: Callable[[etree._Element, str], None] | None = None) -> VisibleText:
    """What a reader of a Word file sees.

    Args:
        data: The .docx file's bytes.
        name: The file, for messages.
        prepare: Changes the document's body before it is read; it is given the namespace, too.

    Raises:
        BadInput: It is no Word file, encrypted, damaged, or hostile; says which and what to do.
    """
    document = opened(data, name)
    package, links, root, walk = document.package, document.links, document.root, document.walk
    namespace = document.namespace
    if prepare is not None:
        prepare(document.body, namespace)
    parts = {(link.kind, link.target) for link in links}
    try:
        blocks = tuple(walk.blocks(document.body))
        margins = tuple(margin_lines(package, links, root, walk, namespace))
        notes = tuple(_notes(package, parts, walk, namespace))
    except RecursionError as error:
        raise BadInput(f"{name} is nested too deeply to be a transcript.", "Save it again in Word as .docx.") from error
    return VisibleText(blocks, notes, margins, {kind: number for kind, number in walk.left_out.items() if number})


@dataclass(frozen=True)
class OpenedDocument:
    """A Word file's main part, and what is needed to walk through it.

    Attributes:
        package: The file.
        links: The main part's links to other parts.
        root: Its XML.
        body: What holds its paragraphs.
        walk: A walk that knows the file's styles.
        namespace: The file's namespace of WordprocessingML.
    """

    package: Package
    links: Sequence[Relationship]
    root: etree._Element
    body: etree._Element
    walk: Walk
    namespace: str


def opened(data: bytes, name: str) -> OpenedDocument:
    """A Word file ready to be walked through.

    Raises:
        BadInput: As for `visible_text`.
    """
    package = Package(data, name)
    main = _main_part(package)
    root = package.xml(main)
    namespace = etree.QName(root).namespace or ""
    if etree.QName(root).localname != "document" or namespace not in NAMESPACES:
        raise BadInput(
            f"{name} is an Office file, but no Word document.", "Save the transcript as a Word file (.docx)."
        )
    links = package.relationships(main)
    walk = Walk(namespace, *_styles(package, {(link.kind, link.target) for link in links}, root, namespace))
    return OpenedDocument(package, links, root, _body(root, namespace, name), walk, namespace)


def _main_part(package: Package) -> str:
    for link in package.relationships():
        if link.kind == "officeDocument":
            return link.target
    raise BadInput(
        f"{package.name} is no Word file, or it is damaged: it names no main document.",
        "Save it again in Word as .docx.",
    )


def _body(root: etree._Element, namespace: str, name: str) -> etree._Element:
    body = root.find(f"{{{namespace}}}body")
    if body is None:
        raise BadInput(f"{name} is damaged: its document has no body.", "Open it in Word and save it again as .docx.")
    return body


def _styles(
    package: Package, parts: set[tuple[str, str]], root: etree._Element, namespace: str
) -> tuple[Mapping[str, bool], frozenset[str], frozenset[str]]:
    """Which of the styles hide their text, and which of those that paragraphs have are headings or block quotations."""
    used = {style.get(f"{{{namespace}}}val", "") for style in root.iter(f"{{{namespace}}}pStyle")}
    hiding: dict[str, bool] = {}
    headings = frozenset(filter(is_heading_name, used))
    quoting = frozenset(filter(is_quoting_name, used))
    for kind, target in sorted(parts):
        if kind == "styles" and package.has(target):
            data = package.read(target)
            if used - headings or b"vanish" in data or b"\0" in data[:4]:  # parsing costs more than all the rest
                styles = parse_xml(data, f"{package.name}, part {target}")
                hiding.update(hiding_styles(styles, namespace))
                headings |= heading_styles(styles, namespace)
                quoting |= quoting_styles(styles, namespace)
    return hiding, headings, quoting


def _notes(package: Package, parts: set[tuple[str, str]], walk: Walk, namespace: str) -> Iterator[str]:
    """The words of the notes referred to; a note may refer to another, so that the list grows while it is read."""
    roots: dict[str, dict[str, etree._Element]] = {}
    at = 0
    while at < len(walk.note_references):
        kind, number = walk.note_references[at]
        if kind not in roots:
            roots[kind] = _notes_of_kind(package, parts, kind, namespace)
        note = roots[kind].get(number)
        if note is None:
            raise BadInput(
                f"{package.name} is damaged: a {kind} it refers to is missing.", "Open it in Word and save it again."
            )
        blocks: list[Block] = list(walk.blocks(note))
        yield "\n".join(plain(block) for block in blocks).strip()
        at += 1


def _notes_of_kind(
    package: Package, parts: set[tuple[str, str]], kind: str, namespace: str
) -> dict[str, etree._Element]:
    found = {}
    for target in sorted(target for its_kind, target in parts if its_kind == f"{kind}s"):
        for note in package.xml(target).iter(f"{{{namespace}}}{kind}"):
            found[note.get(f"{{{namespace}}}id", "")] = note
    return found
