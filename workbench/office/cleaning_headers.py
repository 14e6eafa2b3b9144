"""Headers and footers that no page shows: a first page's or an even page's where there are none of their own."""

from __future__ import annotations

from lxml import etree

from workbench.office.cleaning_trees import RELATIONSHIPS, remove

_OFF = ("0", "false", "off")


def unshown_headers(document: etree._Element, settings: etree._Element | None, w: str) -> set[str]:
    """Take away what points to headers and footers that no page shows.

    A section without a header of its own shows that of the one before.

    Args:
        document: The document; changed.
        settings: Its settings; None where it has none.
        w: Its namespace of WordprocessingML in braces.

    Returns:
        The ids of relationships that nothing points to any more.
    """
    sections = [one for one in document.iter(f"{w}sectPr") if one.getparent().tag != f"{w}sectPrChange"]
    has_even = settings is not None and _is_on(settings.find(f"{w}evenAndOddHeaders"), w)
    unshown = []
    for name in ("headerReference", "footerReference"):
        for kind in ("first", "even"):
            open_ones: list[etree._Element] = []  # the one that holds in this section, as long as none was shown
            for section in sections:
                own = [one for one in section.findall(w + name) if one.get(f"{w}type") == kind]
                if own:
                    unshown += open_ones
                    open_ones = own
                if has_even if kind == "even" else _is_on(section.find(f"{w}titlePg"), w):
                    open_ones = []
            unshown += open_ones
    ids = {_id(one) for one in unshown}
    for one in unshown:
        remove(one)
    return ids - {_id(one) for one in document.iter(f"{w}headerReference", f"{w}footerReference")}


def _is_on(switch: etree._Element | None, w: str) -> bool:
    return switch is not None and switch.get(f"{w}val", "on") not in _OFF


def _id(reference: etree._Element) -> str:
    return next(filter(None, (reference.get(f"{{{space}}}id") for space in RELATIONSHIPS)), "")
