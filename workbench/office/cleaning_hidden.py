"""Hidden text of a Word file: found as Word finds it, by runs, by styles and by marks, and taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from workbench.office.cleaning_trees import content_of, is_marker, local, may_go, remove
from workbench.office.hidden import hidden_by_style, switched
from workbench.office.walk import MATHS

HIDDEN: Final = "hidden passages"
DRAWINGS: Final = "hidden drawings"

_DRAWN = "{urn:schemas-microsoft-com:vml}"
_UNSEEN = ("visibility:hidden", "display:none")
_INVISIBLE = frozenset({"rPr", "lastRenderedPageBreak", "instrText", "fldChar"})


def remove_hidden_drawings(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Take out drawings that Word is told not to show, with the words in them."""
    hidden = [one for one in root.iter("{*}docPr", "{*}cNvPr") if one.get("hidden") in ("1", "true", "on")]
    hidden += [one for one in root.iter(f"{_DRAWN}*") if any(word in _style(one) for word in _UNSEEN)]
    for one in hidden:
        holder = next((above for above in one.iterancestors(f"{w}drawing", f"{w}pict", f"{w}object")), None)
        if local(one) == "cNvPr" and holder is not None and next(holder.iter("{*}docPr"), None) is not None:
            # One of several shapes: the others stay.
            holder = next((above for above in one.iterancestors() if local(above) in ("wsp", "pic", "sp")), None)
        elif one.tag.startswith(_DRAWN) and one.getparent() is not holder:
            holder = one
        if holder is not None and holder.getparent() is not None:
            taken[DRAWINGS] += 1
            remove(holder)


def _style(shape: etree._Element) -> str:
    return str(shape.get("style", "")).replace(" ", "").casefold()


def remove_hidden(root: etree._Element, w: str, hiding: Mapping[str, bool], taken: Counter[str]) -> None:
    """Take out words that are not shown, and paragraphs and rows of which then nothing is left to be seen.

    The mark of a paragraph that is hidden though its words are seen stays so: it lets a heading stand in a line with
    the text behind it, and hides nothing.

    Args:
        root: The part's XML, in which all changes are accepted; it is changed.
        w: Its namespace of WordprocessingML in braces.
        hiding: The styles that hide their text (True) or show it again (False).
        taken: Where it is counted what was found.
    """
    space = w[1:-1]
    names = (f"{w}r", *(f"{{{maths}}}r" for maths in MATHS))
    for paragraph in list(root.iter(f"{w}p")):
        by_style = hidden_by_style(paragraph, hiding, space)
        runs = [run for run in paragraph.iter(*names) if next(run.iterancestors(f"{w}p")) is paragraph]
        hidden = [run for run in runs if _is_hidden(run.find(f"{w}rPr"), w, hiding, otherwise=by_style)]
        taken[HIDDEN] += sum(_has_words(run) for run in hidden)
        _empty(runs, hidden, w)
        mark = paragraph.find(f"{w}pPr/{w}rPr")
        own = switched(mark, "vanish", space)
        if by_style if own is None else own:
            _hidden_mark(paragraph, mark, w)
    for row in list(root.iter(f"{w}tr")):
        flag = row.find(f"{w}trPr/{w}hidden")
        if flag is not None and switched(row.find(f"{w}trPr"), "hidden", space):
            if _shows(row, w):
                remove(flag)
            else:
                remove(row)
    for name in ("webHidden", "vanish"):
        for element in list(root.iter(w + name)):
            above = element.getparent()
            if name == "webHidden" or (above is not None and next(above.iterancestors(*names), None) is not None):
                remove(element)


def _is_hidden(properties: etree._Element | None, w: str, hiding: Mapping[str, bool], *, otherwise: bool) -> bool:
    own = switched(properties, "vanish", w[1:-1])
    if own is None:
        style = None if properties is None else properties.find(f"{w}rStyle")
        own = hiding.get(style.get(f"{w}val", "")) if style is not None else None
    return otherwise if own is None else own


def _has_words(run: etree._Element) -> bool:
    return any((text.text or "").strip() for text in run.iter("{*}t"))


def _empty(runs: list[etree._Element], hidden: list[etree._Element], w: str) -> None:
    """Take out hidden runs; signs of fields of which something is seen stay, without the words between them."""
    gone = set(hidden)
    kept = _signs_kept(runs, gone, w) if hidden else set()
    for run in hidden:
        if kept.isdisjoint(run):
            remove(run)
            continue
        for element in list(run):
            if element not in kept:
                remove(element)


@dataclass
class _Field:
    signs: list[etree._Element] = field(default_factory=list)
    is_seen: bool = False


def _signs_kept(runs: list[etree._Element], gone: set[etree._Element], w: str) -> set[etree._Element]:
    """The signs and instructions of fields of which something is seen, or that end in another paragraph."""
    kept: set[etree._Element] = set()
    fields: list[_Field] = []
    for run in runs:
        for element in run:
            kind = element.get(f"{w}fldCharType")
            if kind == "begin":
                fields.append(_Field())
            if run not in gone:
                for one in fields:
                    one.is_seen = True
            if local(element) in ("fldChar", "instrText"):
                if fields:
                    fields[-1].signs.append(element)
                else:
                    kept.add(element)
            if kind == "end" and fields and not fields[-1].is_seen:
                fields.pop()
            elif kind == "end" and fields:
                kept.update(fields.pop().signs)
    return kept.union(*(one.signs for one in fields))


def _hidden_mark(paragraph: etree._Element, mark: etree._Element | None, w: str) -> None:
    """Take a paragraph out whose mark is hidden too, where nothing of it is to be seen."""
    if not _shows(paragraph, w):
        if may_go(paragraph, w) and paragraph.find(f"{w}pPr/{w}sectPr") is None:
            for marker in [one for one in content_of(paragraph, w) if is_marker(one)]:
                paragraph.addprevious(marker)
            remove(paragraph)
            return
        for name in ("vanish", "specVanish"):
            for element in [] if mark is None else mark.findall(w + name):
                remove(element)


def _shows(element: etree._Element, w: str) -> bool:
    """Whether anything but places and signs is left in it."""
    return any(local(one) not in _INVISIBLE for run in element.iter(f"{w}r") for one in run) or any(
        text.text for text in element.iter(*(f"{{{maths}}}t" for maths in MATHS))
    )
