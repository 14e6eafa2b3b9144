"""Which styles of a Word file hide their text, and which are headings or block quotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

_QUOTING = ("quot", "zitat", "citat", "citaz", "cita", "citação", "blocktext", "extract", "verbatim")
_NOT_QUOTING = ("attribution", "source", "citationchar", "quotechar", "quotationchar")
_OFF = frozenset({"0", "false", "off"})


def switched(properties: etree._Element | None, name: str, namespace: str) -> bool | None:
    """Whether an on-off property such as ``w:vanish`` is set, cleared (False) or not mentioned (None).

    Args:
        properties: A ``w:rPr`` or the like, or None.
        name: The property's local name.
        namespace: The file's namespace of WordprocessingML.
    """
    element = None if properties is None else properties.find(f"{{{namespace}}}{name}")
    if element is None:
        return None
    return element.get(f"{{{namespace}}}val", "1").casefold() not in _OFF


def hiding_styles(styles: etree._Element, namespace: str) -> Mapping[str, bool]:
    """For each style id whose own or inherited settings speak of hidden text: whether it hides.

    Under the empty id stands what holds of paragraphs that name no style.

    Args:
        styles: The root of the file's style part.
        namespace: The file's namespace of WordprocessingML.
    """
    w = f"{{{namespace}}}"
    own: dict[str, bool | None] = {}
    based_on: dict[str, str] = {}
    everywhere = switched(styles.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr"), "vanish", namespace)
    for style in styles.iter(f"{w}style"):
        name, is_of_paragraphs = style.get(f"{w}styleId", ""), style.get(f"{w}type") == "paragraph"
        own[name] = switched(style.find(f"{w}rPr"), "vanish", namespace)
        base = style.find(f"{w}basedOn")
        if base is not None:
            based_on[name] = base.get(f"{w}val", "")
        elif own[name] is None and is_of_paragraphs:
            own[name] = everywhere
        if is_of_paragraphs and style.get(f"{w}default", "0") not in _OFF:
            based_on[""] = name
    own[""] = None if "" in based_on else everywhere
    hiding: dict[str, bool] = {}
    for name in own:
        answer, at, seen = own[name], name, {name}
        while answer is None and (at := based_on.get(at, "")) and at not in seen:
            seen.add(at)
            answer = own.get(at)
        if answer is not None:
            hiding[name] = answer
    return hiding


def hidden_by_style(paragraph: etree._Element, hiding: Mapping[str, bool], namespace: str) -> bool:
    """Whether a paragraph's style hides its text; where that says nothing of it, the style of the table it stands in.

    Args:
        paragraph: The paragraph.
        hiding: See `hiding_styles`.
        namespace: The file's namespace of WordprocessingML.
    """
    if not hiding:
        return False
    w = f"{{{namespace}}}"
    style = paragraph.find(f"{w}pPr/{w}pStyle")
    hides = hiding.get(style.get(f"{w}val", "") if style is not None else "")
    if hides is None:
        above = next(paragraph.iterancestors(f"{w}tbl", f"{w}txbxContent"), None)
        style = above.find(f"{w}tblPr/{w}tblStyle") if above is not None else None
        hides = hiding.get(style.get(f"{w}val", "")) if style is not None else None
    return bool(hides)


def heading_styles(styles: etree._Element, namespace: str) -> frozenset[str]:
    """The ids of the paragraph styles that are titles or headings, or based on one.

    Word knows these by their English names whatever language it speaks (``heading 1``), or by an outline level.

    Args:
        styles: The root of the file's style part.
        namespace: The file's namespace of WordprocessingML.
    """
    return _with_those_based_on(styles, namespace, lambda style, number: _is_heading(style, number, namespace))


def quoting_styles(styles: etree._Element, namespace: str) -> frozenset[str]:
    """The ids of the paragraph styles that are block quotations by their name, or based on one.

    Args:
        styles: The root of the file's style part.
        namespace: The file's namespace of WordprocessingML.
    """
    return _with_those_based_on(
        styles, namespace, lambda style, number: any(map(is_quoting_name, _names(style, number, namespace)))
    )


def _with_those_based_on(
    styles: etree._Element, namespace: str, is_one: Callable[[etree._Element, str], bool]
) -> frozenset[str]:
    found: set[str] = set()
    based_on: dict[str, str] = {}
    for style in styles.iter(f"{{{namespace}}}style"):
        number = style.get(f"{{{namespace}}}styleId", "")
        if is_one(style, number):
            found.add(number)
        base = style.find(f"{{{namespace}}}basedOn")
        based_on[number] = base.get(f"{{{namespace}}}val", "") if base is not None else ""
    for number in based_on:
        at, seen = number, {number}
        while at not in found and (at := based_on.get(at, "")) and at not in seen:
            seen.add(at)
        found |= seen if at in found else set()
    return frozenset(found)


def _is_heading(style: etree._Element, number: str, namespace: str) -> bool:
    names = _names(style, number, namespace)
    level = style.find(f"{{{namespace}}}pPr/{{{namespace}}}outlineLvl")
    return any(map(is_heading_name, names)) or (level is not None and level.get(f"{{{namespace}}}val", "9") != "9")


def _names(style: etree._Element, number: str, namespace: str) -> set[str]:
    name = style.find(f"{{{namespace}}}name")
    return {number, name.get(f"{{{namespace}}}val", "") if name is not None else ""}


def is_quoting_name(name: str) -> bool:
    """Whether a style of that name or id is a block quotation's, in one of several languages."""
    plain = "".join(name.split()).casefold()
    return any(word in plain for word in _QUOTING) and not any(word in plain for word in _NOT_QUOTING)


def is_heading_name(name: str) -> bool:
    """Whether a style of that name or id is a title or heading without being told so in the file."""
    plain = "".join(name.split()).casefold().rstrip("0123456789")
    return plain in ("heading", "title", "subtitle")
