"""REFI-QDA, the exchange format of programs for qualitative data: codebooks (.qdc), and those in projects. Pure.

A .qdc carries names, colours, hierarchy and one description a code. When to use a code, when not, examples and
origin go into the description as labelled texts, and come back from it. Whatever else a code of ours has is not
in it, and that is said. A code keeps its GUID: one made from its id, or the one it came with, which stands under
``was``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from workbench import __version__
from workbench.codebook.differences.wording import listed
from workbench.codebook.schema import Code, Codebook
from workbench.errors import BadInput
from workbench.exchange.codebooks.cells import NotRead, as_colour, bulleted, from_cell
from workbench.exchange.codebooks.entries import Source, Told
from workbench.exchange.codebooks.paths import NO_PATHS
from workbench.exchange.codebooks.rows import Node, as_entries, as_key, as_name, by_names
from workbench.exchange.codebooks.tables import Written
from workbench.office.package import Kind, Package, parse_xml

NAMESPACE = UUID("0b5f6c1e-8a53-4f0e-9d0c-5a6f3b1c7e42")
"""From it and a code's id its GUID is made, the same on every machine."""

GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""A GUID as it stands under ``was``: in small letters, without braces."""

PROJECT = Kind(
    "a REFI project (.qdpx)",
    "Export it again from the program it comes from.",
    holds="project",
    old="an old program's own",
    anew="Export it as REFI-QDA (.qdpx or .qdc).",
)

_AGAIN = "Export it again from the program it comes from."
_LABELS = {"include": "Include", "exclude": "Exclude", "examples": "Examples", "origin": "Origin"}
_FIELDS = {label: field for field, label in _LABELS.items()}
_LABEL = re.compile(rf"({'|'.join(_FIELDS)}):(?:[ ]|$)")
_ESCAPED = re.compile(rf"\\+(?:{'|'.join(_FIELDS)}):(?:[ ]|$)")
# What XML 1.0 cannot hold, however it is written.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def guid_of(code: Code) -> str:
    """A code's GUID: the one it came with, else one made from its id."""
    return next((one for one in code.was if GUID.fullmatch(one)), None) or str(uuid5(NAMESPACE, code.id))


def as_qdc(book: Codebook) -> Written:
    """A codebook as .qdc, valid against the schema of REFI-QDA.

    Raises:
        BadInput: It has no code that other programs could use: the format needs one.
    """
    shown = _shown(book)
    if not shown:
        raise BadInput(f"{book.file} has no code to export: a .qdc needs at least one.", "Add a code first.")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin={quoteattr(f"workbench {__version__}")}>')
    lines.append("<Codes>")
    waiting: list[Code | str] = [code for code in reversed(book.children(None)) if code.id in shown]
    depth = 1
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            depth -= 1
            lines.append("  " * depth + one)
            continue
        below = [code for code in book.children(one.id) if code.id in shown]
        lines += _element(one, depth, has_more=bool(below))
        if below:
            depth += 1
            waiting += ["</Code>", *reversed(below)]
    lines += ["</Codes>", "</CodeBook>", ""]
    return Written("\n".join(lines).encode(), tuple(_losses(book, shown)), len(book.codes) - len(shown))


def _shown(book: Codebook) -> set[str]:
    """The ids of the codes that are exported: the living ones, and whatever these stand under."""
    by_id = {code.id: code for code in book.codes}
    found: set[str] = set()
    for code in book.codes:
        step: Code | None = code if code.is_living else None
        while step is not None and step.id not in found:
            found.add(step.id)
            step = by_id.get(step.parent or "")
    return found


def _element(code: Code, depth: int, *, has_more: bool) -> list[str]:
    pad = "  " * depth
    colour = f' color="{code.colour}"' if code.colour else ""
    codable = "true" if code.is_living else "false"
    begin = f'{pad}<Code guid="{guid_of(code).upper()}" name={_attribute(code.name)} isCodable="{codable}"{colour}'
    words = description_of(code)
    if not words and not has_more:
        return [f"{begin}/>"]
    lines = [f"{begin}>"]
    if words:
        lines.append(f"{pad}  <Description>{escape(_clean(words), {chr(13): '&#13;'})}</Description>")
    return lines if has_more else [*lines, f"{pad}</Code>"]


def _attribute(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def _losses(book: Codebook, shown: set[str]) -> list[str]:
    codes = [code for code in book.codes if code.id in shown]
    left = [code.id for code in book.codes if code.id not in shown]
    losses = []
    if left:
        losses.append(f"Codes that are put on passages no more are left out: {', '.join(left)}.")
    marked = [code.id for code in codes if not code.is_living]
    if marked:
        losses.append(f"Put on passages no more, and kept as headings for others: {', '.join(marked)}.")
    inside = [field for field in _LABELS if any(getattr(code, field) for code in codes)]
    if inside:
        losses.append(
            f"A .qdc has no field for {listed(inside)}: they stand in the description, and come back from it."
        )
    gone = [
        words
        for words, has in (
            ("former ids (was)", any(not GUID.fullmatch(one) for code in codes for one in code.was)),
            ("splits (split_into)", any(code.split_into for code in codes)),
            ("why codes were changed (changes)", any(code.changes for code in codes)),
            ("that a passage gets one code of a group only (exclusive)", any(code.exclusive for code in codes)),
            (
                "what a merge left to be decided (conflicts)",
                bool(book.conflicts) or any(one.conflicts for one in codes),
            ),
            ("the codebook's own version and description", bool(book.version or book.description)),
        )
        if has
    ]
    if gone:
        losses.append(f"A .qdc cannot carry {listed(gone)}: not in it.")
    if any(_NOT_IN_XML.search(code.name + description_of(code)) for code in codes):
        losses.append("Control characters, which XML cannot hold, are replaced.")
    losses.append("A .qdc does not carry the ids: codes are known again by their GUIDs.")
    return losses


def description_of(code: Code) -> str:
    """A code's definition, and what else goes into a description, as labelled texts."""
    parts = [_safe(code.definition)] if code.definition else []
    for field, label in _LABELS.items():
        value = getattr(code, field)
        if value:
            text = "\n" + bulleted(value) if field == "examples" else f" {value}"
            parts.append(f"{label}:{_safe(text)}")
    return "\n\n".join(parts)


def _safe(text: str) -> str:
    """A text of which no line passes for a label."""
    lines = text.split("\n")
    return "\n".join("\\" + line if _LABEL.match(line) or _ESCAPED.match(line) else line for line in lines)


def fields_in(description: str) -> dict[str, Any]:
    """What a description says: the definition, and what stands behind labels in it. See `description_of`."""
    parts: dict[str, list[str]] = {"definition": []}
    field = "definition"
    for line in description.replace("\r\n", "\n").split("\n"):
        label = _LABEL.match(line)
        if label and _FIELDS[label[1]] not in parts:
            field = _FIELDS[label[1]]
            parts[field] = [line[label.end() :]]
        else:
            parts[field].append(line[1:] if _ESCAPED.match(line) else line)
    found: dict[str, Any] = {}
    for name, lines in parts.items():
        text = "\n".join(lines).strip()
        try:
            found[name] = from_cell(name, text)
        except NotRead:
            # Words of somebody's own behind a label that is like ours.
            found["definition"] = f"{found['definition']}\n\n{_LABELS[name]}: {text}".strip()
    return found


def read_refi(data: bytes, name: str, *, separator: str | None = None) -> Source:
    """The codes of a .qdc, of a project's .qde, or of a .qdpx with one; lenient in all that programs do their way.

    Args:
        data: What the file holds.
        name: The file's name.
        separator: What stands between the steps of names that are paths; see `rows.by_names`.

    Raises:
        BadInput: It is damaged or hostile, or holds no codes.
    """
    if data.startswith(b"PK"):
        package = Package(data, name, PROJECT)
        projects = [part for part in package.parts if part.casefold().endswith((".qde", ".qdc"))]
        if not projects:
            raise BadInput(f"{name} holds no project (project.qde).", _AGAIN)
        data = package.read(min(projects, key=lambda part: (part.count("/"), part)))
    root = parse_xml(data, name, again=_AGAIN)
    book = next((one for one in root.iter() if _tag(one) == "codebook"), root)
    faults: list[Told] = []
    notices: list[Told] = []
    nodes = list(_nodes(book, faults))
    if not nodes:
        raise BadInput(f"{name} holds no codes.", "Export the codebook from the program it comes from.")
    made_by = _attributes(book).get("origin") or _attributes(root).get("origin", "")
    if separator is not None or not made_by.startswith("workbench"):
        nodes = by_names(nodes, separator, notices) if separator != NO_PATHS else nodes
    nodes = _grouped(root, nodes, notices)
    headings = [node for node in nodes if node.fields.get("_heading")]
    for node in nodes:
        node.fields = {field: value for field, value in node.fields.items() if field != "_heading"}
    if headings:
        notices.append(Told("", f"{len(headings)} that are headings there, and not applied, may be applied here"))
    title = _attributes(root).get("name", "") if _tag(root) == "project" else ""
    title = title or re.sub(r"\.[^.]*$", "", name)
    kind = f"REFI codebook by {' '.join(made_by.split()[:3]).rstrip(',')}" if made_by else "REFI codebook"
    return Source(kind, title, tuple(as_entries(nodes)), tuple(faults), tuple(notices))


def _tag(element: Any) -> str:
    """An element's name without namespace, in small letters: versions and programs differ in both."""
    return str(element.tag).rpartition("}")[2].casefold()


def _attributes(element: Any) -> dict[str, str]:
    return {key.rpartition("}")[2].casefold(): value for key, value in element.attrib.items()}


def as_guid(text: str) -> str:
    """A GUID in the form in which they are compared; empty where it is none."""
    plain = text.strip().strip("{}").casefold()
    return plain if GUID.fullmatch(plain) else ""


def _nodes(book: Any, faults: list[Told]) -> Iterator[Node]:
    """The codes in the order of the file, each before those in it."""
    waiting: list[tuple[Any, Node | None]] = [(book, None)]
    number = 0
    while waiting:
        element, above = waiting.pop()
        if _tag(element) == "code":
            number += 1
            node = _node(element, number, above, faults)
            if node is not None:
                yield node
                above = node
        # What else there is in a codebook, such as Sets, holds references and no codes.
        inside = [one for one in element if _tag(one) in ("codes", "code", "subcodes")]
        waiting += [(one, above) for one in reversed(inside)]


def _node(element: Any, number: int, above: Node | None, faults: list[Told]) -> Node | None:
    said = _attributes(element)
    name = as_name(said.get("name", ""))
    place = f"line {element.sourceline}" if element.sourceline else f"code {number}"
    if not name:
        faults.append(Told(place, "a code without a name; it was left out"))
        return None
    words = next(
        ("".join(one.itertext()) for one in element if _tag(one) == "description"), said.get("description", "")
    )
    fields: dict[str, Any] = fields_in(words.strip())
    try:
        fields["colour"] = as_colour(said.get("color", said.get("colour", "")))
    except NotRead as problem:
        faults.append(Told(place, f"colour: {problem}; it was left out"))
    if said.get("iscodable", "").casefold() in ("false", "0"):
        fields["_heading"] = True
    return Node(
        place,
        name,
        guid=as_guid(said.get("guid", "")),
        fields=fields,
        above=above,
        parent="" if above is None else None,
    )


def _grouped(root: Any, nodes: list[Node], notices: list[Told]) -> list[Node]:
    """The codes with the sets that they are in as groups, for those that stand at the top and in one set only."""
    sets = [one for one in root.iter() if _tag(one) == "set" and any(_tag(member) == "membercode" for member in one)]
    by_guid = {node.guid: node for node in nodes if node.guid}
    names = {as_key(node.name): node for node in nodes if node.above is None}
    inside: dict[int, list[Any]] = {}
    for one in sets:
        for member in one:
            said = _attributes(member)
            found = by_guid.get(as_guid(said.get("guid", said.get("targetguid", ""))))
            if found is not None:
                inside.setdefault(id(found), []).append(one)
    made: dict[int, Node] = {}
    grouped: list[Node] = []
    several = 0
    for node in nodes:
        its = inside.get(id(node), [])
        several += len(its) > 1
        if len(its) == 1 and node.above is None:
            group = made.get(id(its[0]))
            if group is None:
                group = made[id(its[0])] = _group(its[0], names)
                if group not in nodes:
                    grouped.append(group)
            if group is not node:
                node.above, node.parent = group, None
        grouped.append(node)
    if made:
        notices.append(
            Told(
                "", f"{len(made)} sets of codes are groups here" if len(made) > 1 else "a set of codes is a group here"
            )
        )
    if several:
        notices.append(Told("", f"{several} codes are in several sets, and stand in no group for that"))
    return grouped


def _group(element: Any, names: Mapping[str, Node]) -> Node:
    said = _attributes(element)
    name = " ".join(said.get("name", "").split()) or "Set"
    words = next(("".join(one.itertext()) for one in element if _tag(one) == "description"), "")
    found = names.get(as_key(name))
    guid = as_guid(said.get("guid", ""))
    return found or Node(
        f"line {element.sourceline}", name, guid=guid, fields=fields_in(words.strip()), parent="", is_made=True
    )
