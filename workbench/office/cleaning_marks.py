"""What stands in a Word file's text unseen, beside hidden words: controls, comments, bookmarks, ids and the like."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from workbench.office.cleaning_trees import PATH, TRACES, local, remove, unwrap

CONTROLS: Final = "marks round quotations, and other frames that Word keeps round text"
OBJECTS: Final = "embedded objects of which the picture stays"
PERMISSIONS: Final = "permissions to edit"

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_DRAWN = "{urn:schemas-microsoft-com:vml}"
_KNOWN = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/",
    "http://purl.org/dc/",
)
"""How the namespaces of what Word knows begin."""
_TEXTS = frozenset({"t", "delText", "instrText", "delInstrText"})
_IDS = frozenset({"paraId", "textId", "anchorId", "editId"})


def use_first_rendering(root: etree._Element, taken: Counter[str]) -> None:
    """Leave one rendering of what has several: the first, or the last where the first needs a part that we drop."""
    for element in list(root.iter(f"{_COMPATIBILITY}AlternateContent")):
        choices = element.findall(f"{_COMPATIBILITY}Choice")
        fallback = element.find(f"{_COMPATIBILITY}Fallback")
        if fallback is not None and (not choices or next(choices[0].iter("{*}contentPart"), None) is not None):
            unwrap(fallback)
            unwrap(element)
            for choice in choices:
                remove(choice)
            continue
        for other in (*choices[1:], *([] if fallback is None else [fallback])):
            taken[TRACES] += 1
            remove(other)


def unwrap_controls(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Put what content controls, smart tags and custom XML show into their place."""
    for element in list(root.iter(f"{w}sdt")):
        taken[CONTROLS] += 1
        content = element.find(f"{w}sdtContent")
        if content is None:
            remove(element)
            continue
        parent = element.getparent()
        if parent is None:
            continue
        at = parent.index(element)
        parent[at : at + 1] = list(content)
    for name in ("customXmlPr", "smartTagPr"):
        for element in list(root.iter(w + name)):
            remove(element)
    for element in list(root.iter(f"{w}customXml", f"{w}smartTag", "{*}conflictIns", "{*}conflictDel")):
        taken[TRACES] += 1
        unwrap(element)


def remove_comments(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Take out the places of comments, and who may edit which passage."""
    for element in list(root.iter(f"{w}commentReference", f"{w}commentRangeStart", f"{w}commentRangeEnd")):
        remove(element)
    for element in list(root.iter(f"{w}permStart", f"{w}permEnd", f"{w}proofErr", f"{w}annotationRef")):
        taken[PERMISSIONS] += local(element) == "permStart"
        remove(element)


def remove_ids(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Take out what tells of editing sessions: the ids of revisions and of paragraphs."""
    for element in root.iter():
        for name in list(element.attrib):
            space, _, own = name[1:].partition("}") if name[0] == "{" else ("", "", name)
            if (own.startswith("rsid") and f"{{{space}}}" == w) or (own in _IDS and "microsoft" in space):
                taken[TRACES] += 1
                del element.attrib[name]
    for element in list(root.iter(f"{w}rsid", f"{w}divId", f"{w}printerSettings")):
        remove(element)
    for element in list(root.iter("{*}creationId")):
        above = element.getparent()
        if above is not None and local(above) == "ext":
            holder = above.getparent()
            remove(above)
            if holder is not None and not len(holder) and local(holder) == "extLst":
                remove(holder)


def flatten_objects(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Leave the picture of an embedded object or form control, and take out what is behind it."""
    for element in list(root.iter(f"{w}object")):
        taken[OBJECTS] += 1
        for inner in list(element):
            if local(inner) in ("OLEObject", "control", "objectEmbed", "objectLink"):
                remove(inner)
        for shape in element.iter("{urn:schemas-microsoft-com:vml}shape"):
            shape.attrib.pop(f"{_OFFICE}ole", None)
        element.tag = f"{w}pict"
        element.attrib.clear()
    for element in list(root.iter(f"{w}control", f"{w}movie")):
        taken[OBJECTS] += 1
        remove(element)


def forget_files(root: etree._Element) -> None:
    """Name drawings by number, and leave out paths of files, and what old drawings tell of the file they came from."""
    for number, element in enumerate(root.iter("{*}docPr", "{*}cNvPr"), 1):
        if "name" in element.attrib:
            element.set("name", f"Drawing {number}")
    for element in root.iter("{*}*"):
        for name, value in element.items():
            own = name.rpartition("}")[2]
            if own in ("descr", "title", "alt", "tooltip", "src", "href") and PATH.match(value):
                if own == "tooltip" or name[0] == "{":
                    del element.attrib[name]
                else:
                    element.set(name, "")
    for element in root.iter("{*}f"):
        if PATH.match(element.text or ""):
            element.text = ""  # whence a chart has its figures
    told = {value for element in root.iter("{*}*") for value in element.values() if "#" in value}
    for number, element in enumerate(root.iter(f"{_DRAWN}*"), 1):
        for name in (f"{_OFFICE}gfxdata", f"{_OFFICE}title"):
            element.attrib.pop(name, None)
        own = element.get("id")
        if own and local(element) != "shapetype" and not any(f"#{own}" in value for value in told):
            element.set("id", f"Drawing{number}")


def forget_strangers(root: etree._Element, w: str, taken: Counter[str]) -> None:
    """Take out what Word does not know, and words that stand where it shows none."""
    for element in list(root.iter("{*}*")):
        if not _is_known(element.tag):
            taken[TRACES] += 1
            if next(element.iter(f"{w}*"), None) is not None:
                unwrap(element)
            else:
                remove(element)
            continue
        is_of_word = element.tag.startswith(w)  # all of whose attributes have a namespace
        for name in [one for one in element.attrib if (is_of_word if one[0] != "{" else not _is_known(one))]:
            taken[TRACES] += 1
            del element.attrib[name]
    for element in root.iter(f"{w}*"):
        if local(element) not in _TEXTS and (element.text or "").strip():
            element.text = None
        for child in element:
            child.tail = None


def _is_known(name: str) -> bool:
    return name[0] != "{" or name[1:].startswith(_KNOWN)


def remove_empty_runs(root: etree._Element, w: str) -> None:
    """Take out runs in which nothing is left."""
    for run in list(root.iter(f"{w}r")):
        if all(child.tag == f"{w}rPr" for child in run):
            remove(run)
