"""Which styles of a Word file hide their text."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

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

    Args:
        styles: The root of the file's style part.
        namespace: The file's namespace of WordprocessingML.
    """
    own: dict[str, bool | None] = {}
    based_on: dict[str, str] = {}
    for style in styles.iter(f"{{{namespace}}}style"):
        name = style.get(f"{{{namespace}}}styleId", "")
        own[name] = switched(style.find(f"{{{namespace}}}rPr"), "vanish", namespace)
        base = style.find(f"{{{namespace}}}basedOn")
        if base is not None:
            based_on[name] = base.get(f"{{{namespace}}}val", "")
    hiding: dict[str, bool] = {}
    for name in own:
        answer, at, seen = own[name], name, {name}
        while answer is None and (at := based_on.get(at, "")) and at not in seen:
            seen.add(at)
            answer = own.get(at)
        if answer is not None:
            hiding[name] = answer
    return hiding
