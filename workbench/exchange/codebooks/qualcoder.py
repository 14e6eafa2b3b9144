"""QualCoder's codebook as it writes it to read: Codebook.odt of today, codebook.txt of former versions. Pure.

Both are a line for each category and code, set in by how deep it stands, and its memo below. How often a code was used
is passed over. In the .odt QualCoder itself has run the lines of a memo together.
"""

from __future__ import annotations

import re
from typing import Any

from workbench.errors import BadInput
from workbench.exchange.codebooks.entries import Source, Told
from workbench.exchange.codebooks.rows import Node, as_entries
from workbench.office.package import Kind, Package

ODT = Kind("a text of LibreOffice (.odt)", "Export the codebook from QualCoder again.", holds="codebook")

_IN_ODT = re.compile(r"((?:\.\.\.)*)(?:█\s*)?(Category|Code): (.*)")
_COUNT = re.compile(r", Count: \d+$")
_IN_TXT = re.compile(r"((?:--)*)[^:\n]{2,30}: ?(.*), (catid|cid):\d+(?:, [^,:]{2,12}: ?\d+)?, [^,:]{2,15}: .*")
_MEMO = re.compile(r"(?:--)*[^\W\d_]{2,20}: ?(.*)")


def read_txt(text: str, name: str) -> Source:
    """A codebook from QualCoder's codebook.txt, in whichever language its words are.

    Raises:
        BadInput: It is none.
    """
    nodes: list[Node] = []
    above: list[tuple[int, Node]] = []
    memos: dict[int, list[str]] = {}
    begun = False
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        found = _IN_TXT.fullmatch(line)
        if found:
            node = Node(f"line {number}", " ".join(found[2].split()), parent="")
            _put(node, len(found[1]) // 2, nodes, above)
            begun = True
        elif nodes and begun:
            memo = _MEMO.fullmatch(line)
            memos[id(nodes[-1])] = [memo[1] if memo else line]
            begun = False
        elif nodes:
            memos[id(nodes[-1])].append(line)
    return _source(nodes, memos, name)


def read_odt(data: bytes, name: str) -> Source:
    """A codebook from QualCoder's Codebook.odt.

    Raises:
        BadInput: It is damaged, hostile, or no codebook of QualCoder.
    """
    package = Package(data, name, ODT)
    nodes: list[Node] = []
    above: list[tuple[int, Node]] = []
    memos: dict[int, list[str]] = {}
    for number, line in enumerate(_lines(package.xml("content.xml")), 1):
        found = _IN_ODT.match(line)
        if found and (found[2] == "Category" or _COUNT.search(line)):
            title = found[3] if found[2] == "Category" else _COUNT.sub("", found[3])
            _put(Node(f"line {number}", " ".join(title.split()), parent=""), len(found[1]) // 3, nodes, above)
        elif nodes and line.startswith("MEMO: "):
            memos[id(nodes[-1])] = [line.removeprefix("MEMO: ")]
        elif nodes and line.strip():
            memos.setdefault(id(nodes[-1]), []).append(line)
    return _source(nodes, memos, name)


def _put(node: Node, depth: int, nodes: list[Node], above: list[tuple[int, Node]]) -> None:
    while above and above[-1][0] >= depth:
        above.pop()
    node.above = above[-1][1] if above else None
    node.parent = None if above else ""
    above.append((depth, node))
    nodes.append(node)


def _source(nodes: list[Node], memos: dict[int, list[str]], name: str) -> Source:
    if not nodes:
        raise BadInput(
            f"{name} is no codebook of QualCoder.", "Export the codebook from QualCoder as REFI-QDA (.qdc), or as .odt."
        )
    for node in nodes:
        words = "\n".join(memos.get(id(node), [])).strip()
        node.fields = {"definition": words} if words else {}
    told = Told("", "a codebook that QualCoder writes to read has no colours and no ids; its .qdc has colours")
    return Source("codebook by QualCoder", re.sub(r"\.[^.]*$", "", name), tuple(as_entries(nodes)), (), (told,))


def _lines(root: Any) -> list[str]:
    """The lines of an OpenDocument text: paragraphs, cut where a line break stands in them."""
    lines: list[str] = []
    for element in root.iter():
        if _tag(element) in ("p", "h"):
            lines += _words(element).split("\n")
    return lines


def _words(element: Any) -> str:
    text = element.text or ""
    for one in element:
        tag = _tag(one)
        if tag == "line-break":
            text += "\n"
        elif tag == "tab":
            text += "\t"
        elif tag == "s":
            count = next((value for key, value in one.attrib.items() if key.endswith("}c")), "1")
            text += " " * (min(int(count), 1000) if count.isdigit() else 1)
        else:
            text += _words(one)
        text += one.tail or ""
    return text


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
