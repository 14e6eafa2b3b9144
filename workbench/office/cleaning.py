"""A Word file as it can be sent to somebody outside: what a reader sees, and nothing else.

The copy is put together anew from the parts that are known to show something (`cleaning_parts`), each cleaned; what is
not known stays behind. Whether it still reads as the original does is looked at before it is given out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from workbench.errors import BadInput
from workbench.office import cleaning_marks as marks
from workbench.office.blocks import plain
from workbench.office.cleaning_bookmarks import clean_bookmarks
from workbench.office.cleaning_changes import accept_changes, changed_by
from workbench.office.cleaning_fields import freeze_fields
from workbench.office.cleaning_headers import unshown_headers
from workbench.office.cleaning_hidden import remove_hidden, remove_hidden_drawings
from workbench.office.cleaning_parts import (
    ContentTypes,
    Link,
    forget_links_out,
    links_kept,
    links_of,
    main_part,
    rels_name,
    rels_written,
)
from workbench.office.cleaning_pictures import PLAIN, without_metadata
from workbench.office.cleaning_settings import clean_app, clean_core, clean_settings, clean_styles
from workbench.office.cleaning_trees import TRACES, local, remove
from workbench.office.hidden import hiding_styles, switched
from workbench.office.package import WORD, Package
from workbench.office.packing import CONTENT_TYPES, packed, xml_bytes
from workbench.office.walk import NAMESPACES, Walk
from workbench.progress import Tell, silent

COMMENTS: Final = "comments"
NOTES: Final = "notes that nothing refers to any more"
HEADERS: Final = "headers and footers that no page shows"
PICTURES: Final = "pictures that told of their making"

_TEXTS = frozenset({"officeDocument", "header", "footer", "footnotes", "endnotes"})
_KIND = WORD._replace(holds="document")
_PICTURE_LINKS = frozenset({"image", "hdphoto"})


@dataclass(frozen=True)
class Cleaned:
    """The copy.

    Attributes:
        data: Its bytes.
        taken_out: How many of what were taken out or accepted; kinds with none are missing.
        told: What stays that whoever sends it may want to look at.
    """

    data: bytes
    taken_out: Mapping[str, int]
    told: tuple[str, ...]


@dataclass
class _Work:
    """A file that is being cleaned."""

    package: Package
    main: str
    w: str
    hiding: Mapping[str, bool]
    roots: dict[str, etree._Element] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    links: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    changed_by: Counter[str] = field(default_factory=Counter)


def cleaned(data: bytes, name: str, *, progress: Tell = silent) -> Cleaned:
    """A copy of a Word file without all that its reader does not see.

    Tracked changes are accepted; comments, hidden words, content controls, custom properties and XML, macros, names of
    people and everything else that is not shown are taken out. What was cleaned already stays as it is.

    Args:
        data: The file's bytes.
        name: The file, for messages.
        progress: Told before each stage.

    Raises:
        BadInput: It is no Word file, encrypted, damaged, or hostile; or holds other documents that are put in only when
            it is opened; or its copy would not read as it does.
    """
    progress(0, 3, "Reading")
    work = _opened(data, name)
    try:
        _read_parts(work)
        before = _look(work, work.hiding)
        progress(1, 3, "Cleaning")
        _clean_texts(work)
        text = _compare(work, before)
    except RecursionError as error:
        raise BadInput(f"{name} is nested too deeply to be read.", WORD.again) from error
    progress(2, 3, "Putting together")
    parts = dict(_written(work, text))
    types = ContentTypes(work.package).written(work.main, parts)
    copy = packed({CONTENT_TYPES: xml_bytes(types), **parts})
    _count_left_behind(work, parts)
    progress(3, 3, "")
    taken = {kind: number for kind, number in sorted(work.taken.items()) if kind and number}
    return Cleaned(copy, taken, tuple(_told(work, parts)))


def _opened(data: bytes, name: str) -> _Work:
    package = Package(data, name, _KIND)
    main = main_part(package)
    root = package.xml(main)
    space = etree.QName(root).namespace or ""
    if etree.QName(root).localname != "document" or space not in NAMESPACES:
        raise BadInput(f"{name} is an Office file, but no Word document.", "Name a Word file (.docx).")
    if root.find(f"{{{space}}}body") is None:
        raise BadInput(f"{name} is damaged: its document has no body.", WORD.again)
    if next(root.iter(f"{{{space}}}altChunk", f"{{{space}}}subDoc"), None) is not None:
        message = f"{name} holds other documents, which Word puts in only when it is opened."
        raise BadInput(message, "Open it in Word, save it, and clean what was saved.")
    links = links_of(package, main)
    hiding: dict[str, bool] = {}
    for link in links:
        if link.kind == "styles" and package.has(link.part):
            styles = package.xml(link.part)
            if any(
                switched(one.find(f"{{{space}}}rPr"), "vanish", space) for one in styles.iter(f"{{{space}}}tblStylePr")
            ):
                message = f"{name} has a style of tables that hides the words of some cells."
                raise BadInput(message, "Show them or take them out in Word, save it, and clean what was saved.")
            hiding.update(hiding_styles(styles, space))
    return _Work(package, main, f"{{{space}}}", hiding)


def _read_parts(work: _Work) -> None:
    """Read the document and all texts that belong to it, and leave one rendering of what has several."""
    work.roots[work.main] = work.package.xml(work.main)
    work.kinds[work.main] = "officeDocument"
    unshown = _unshown(work)
    for link in links_of(work.package, work.main):
        if link.part in unshown:
            continue
        if link.kind in _TEXTS and link.part not in work.roots and work.package.has(link.part):
            work.roots[link.part] = work.package.xml(link.part)
            work.kinds[link.part] = link.kind
        elif link.kind == "comments" and work.package.has(link.part):
            work.taken[COMMENTS] += sum(1 for _ in work.package.xml(link.part).iter(f"{work.w}comment"))
    for root in work.roots.values():
        work.changed_by.update(changed_by(root, work.w))
        marks.use_first_rendering(root, work.taken)
        remove_hidden_drawings(root, work.w, work.taken)


def _unshown(work: _Work) -> set[str]:
    """The parts that are headers and footers of pages that there are not."""
    links = links_of(work.package, work.main)
    settings = next((one.part for one in links if one.kind == "settings" and work.package.has(one.part)), None)
    root = work.package.xml(settings) if settings is not None else None
    ids = unshown_headers(work.roots[work.main], root, work.w)
    shown = {link.part for link in links if link.id not in ids}
    unshown = {link.part for link in links if link.id in ids} - shown
    work.taken[HEADERS] += len(unshown)
    return unshown


def _clean_texts(work: _Work) -> None:
    w, taken = work.w, work.taken
    for part, root in work.roots.items():
        freeze_fields(root, w, taken)
        forget_links_out(root, links_of(work.package, part), w, taken)
        marks.unwrap_controls(root, w, taken)
        accept_changes(root, w, taken)
        marks.remove_comments(root, w, taken)
        remove_hidden(root, w, work.hiding, taken)
        marks.flatten_objects(root, w, taken)
        marks.remove_ids(root, w, taken)
        marks.forget_files(root)
        marks.forget_strangers(root, w, taken)
    _drop_notes(work)
    clean_bookmarks(work.roots.values(), w, taken)
    for root in work.roots.values():
        marks.remove_empty_runs(root, w)


def _drop_notes(work: _Work) -> None:
    """Take out the notes whose signs were struck out or hidden: nobody sees them."""
    for part, kind in work.kinds.items():
        if kind not in ("footnotes", "endnotes"):
            continue
        name = kind.removesuffix("s")
        used = {
            sign.get(f"{work.w}id", "")
            for root in work.roots.values()
            for sign in root.iter(f"{work.w}{name}Reference")
        }
        for note in list(work.roots[part].iter(work.w + name)):
            is_drawn = note.get(f"{work.w}type", "normal") != "normal"
            if not is_drawn and note.get(f"{work.w}id", "") not in used:
                work.taken[NOTES] += 1
                remove(note)


def _look(work: _Work, hiding: Mapping[str, bool]) -> dict[tuple[str, str], str]:
    """All that a reader sees, by part and note."""
    found = {}
    for part, root in work.roots.items():
        if work.kinds[part] in ("footnotes", "endnotes"):
            for note in root.iter(f"{work.w}footnote", f"{work.w}endnote"):
                found[part, note.get(f"{work.w}id", "")] = _seen(work, note, hiding)
        else:
            body = root.find(f"{work.w}body")
            found[part, ""] = _seen(work, root if body is None else body, hiding)
    return found


def _seen(work: _Work, root: etree._Element, hiding: Mapping[str, bool]) -> str:
    texts = map(plain, Walk(work.w[1:-1], hiding).blocks(root))
    lines = (line.strip() for text in texts for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _compare(work: _Work, before: Mapping[tuple[str, str], str]) -> str:
    """The text of the document, once it is known that all parts read as they did.

    Raises:
        BadInput: One of them does not.
    """
    after = _look(work, {})  # no style of the copy hides words any more
    changed = [part for (part, note), text in after.items() if before.get((part, note)) != text]
    if changed:
        raise BadInput(
            f"No copy of {work.package.name} was made: it would not read as the original does ({changed[0]}).",
            "Accept all changes in Word, save it, and try again.",
        )
    return "\n".join(text for text in after.values())


def _written(work: _Work, text: str) -> Iterator[tuple[str, bytes]]:
    """The parts of the copy: those that can be reached from what is kept, with their relationships."""
    root_links = links_kept(work.package, links_of(work.package, ""), None, work.taken)
    yield rels_name(""), xml_bytes(rels_written(root_links))
    waiting, seen = [(link.part, link.kind) for link in root_links], {""}
    while waiting:
        part, kind = waiting.pop(0)
        if part in seen:
            continue
        seen.add(part)
        root = _cleaned_root(work, part, kind, text)
        if root is None:
            yield part, _picture(work, part, kind)
        else:
            yield part, xml_bytes(root)
        kept = links_kept(work.package, links_of(work.package, part), root, work.taken)
        work.links[part] = kept
        if kept:
            yield rels_name(part), xml_bytes(rels_written(kept))
        waiting += [(link.part, link.kind) for link in kept if not link.external]


def _cleaned_root(work: _Work, part: str, kind: str, text: str) -> etree._Element | None:
    """The XML of a part as it goes into the copy; None for what is no XML."""
    if part in work.roots:
        return work.roots[part]
    if not part.casefold().endswith(".xml"):
        return None
    root = work.package.xml(part)
    match kind:
        case "core-properties":
            clean_core(root, text, work.taken)
        case "extended-properties":
            clean_app(root, work.taken)
        case "settings":
            clean_settings(root, work.taken)
        case "styles":
            clean_styles(root, work.w)
    accept_changes(root, work.w, Counter())
    marks.remove_ids(root, work.w, work.taken)
    marks.forget_files(root)
    marks.forget_strangers(root, work.w, work.taken)
    forget_links_out(root, links_of(work.package, part), work.w, work.taken)
    for element in [one for one in root.iter() if local(one).startswith("filtered")]:
        remove(element)  # data that a chart is told not to show
    return root


def _picture(work: _Work, part: str, kind: str) -> bytes:
    data = work.package.read(part)
    if kind not in _PICTURE_LINKS:
        return data
    plain_picture = without_metadata(data, part.rpartition(".")[2].casefold())
    work.taken[PICTURES] += plain_picture != data
    return plain_picture


def _count_left_behind(work: _Work, parts: Mapping[str, bytes]) -> None:
    """Count the parts that nothing of the document leads to."""
    led_to = {link.part.casefold() for part in work.package.parts for link in links_of(work.package, part)}
    led_to |= {link.part.casefold() for link in links_of(work.package, "")}
    own = {CONTENT_TYPES.casefold(), *(part.casefold() for part in parts)}
    lost = [
        one for one in work.package.parts if one.casefold() not in led_to | own and not one.endswith((".rels", "/"))
    ]
    work.taken[TRACES] += len(lost)


def _told(work: _Work, parts: Mapping[str, bytes]) -> Iterator[str]:
    cropped = sum(
        1 for root in work.roots.values() for one in root.iter("{*}srcRect") if any(v != "0" for v in one.values())
    )
    if cropped:
        yield f"Pictures that are cropped: {cropped}. What was cut off is still in the file: compress them in Word."
    other = [
        part for part in parts if part.startswith("word/media/") and part.rpartition(".")[2].casefold() not in PLAIN
    ]
    if other:
        yield f"Pictures and recordings of kinds that were not looked into: {len(other)}."
    if work.changed_by:
        whose = ", ".join(f"{number:,} by {name or 'nobody named'}" for name, number in work.changed_by.most_common())
        yield f"Tracked changes that nobody had accepted or rejected, and that are accepted in the copy: {whose}."
    out = sum(link.external and link.kind not in ("hyperlink",) for links in work.links.values() for link in links)
    if out:
        yield f"Pictures and other things that are fetched from the web when it is opened: {out}."
