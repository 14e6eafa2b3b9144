"""Reading a house's Word template, which may be damaged, protected, full of macros, or no Word file at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import BadInput
from workbench.folder import REPORT_FILE
from workbench.office.package import Kind, Package
from workbench.safefile import file_bytes, path_typed
from workbench.settings import ReportChoices
from workbench.study import Study
from workbench.visible import one_line

ENDINGS = (".docx", ".dotx")
"""What a template's name may end in."""

_TEMPLATE = Kind(
    "a Word file (.docx or .dotx)",
    "Open it in Word and save it again, or ask for the file once more.",
    "Open it in Word and save it without password.",
    ".doc or .dot",
    "Open it in Word and save it as .docx or .dotx.",
    "template",
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT, _DOT = f"{_WORD}.document.main+xml", f"{_WORD}.template.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_NEEDED = ("styles", "numbering", "settings", "header", "footer", "footnotes", "endnotes", "theme", "fontTable")
_WITHOUT_MACROS = "In Word save it as .docx or .dotx, which hold no macros, and name that file."


@dataclass(frozen=True)
class Template:
    """A template that can be written into.

    Attributes:
        name: The file's name, for messages.
        parts: What each of its parts holds, its text's type mended to that of a document.
        styles: The house's names for our styles, by our names for them.
        place: Where the names for styles stand, for messages.
    """

    name: str
    parts: Mapping[str, bytes]
    styles: Mapping[str, str] = field(default_factory=dict)
    place: str = "styles"


def read_template(path: Path, *, styles: Mapping[str, str] | None = None, place: str = "styles") -> Template:
    """Read a template and see that a report can be written into it.

    Args:
        path: The file.
        styles: The house's names for our styles, by our names for them.
        place: Where those names stand, for messages.

    Raises:
        BadInput: It is not there or no Word file; damaged, protected by a password, of an old or strict format, made to
            exhaust the computer; or holds macros.
    """
    name = f"The template {one_line(path.name)}"
    suffix = path.suffix.casefold()
    if suffix in (".docm", ".dotm"):
        raise BadInput(f"{name} may hold macros ({suffix}), and is not opened.", _WITHOUT_MACROS)
    try:
        data = file_bytes(path)
    except FileNotFoundError as error:
        raise BadInput(
            f"{name} is not there: {path}.", "Check the path; in report.yaml it begins in the study's folder."
        ) from error
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror}.", "Check who may read it.") from error
    package = Package(data, name, _TEMPLATE)
    main = next((link.target for link in package.relationships() if link.kind == "officeDocument"), "")
    kind = _type_of(package, main)
    if "macro" in kind.casefold() or any(part.casefold().endswith("vbaproject.bin") for part in package.parts):
        raise BadInput(f"{name} holds macros, and is not opened.", _WITHOUT_MACROS)
    if kind not in (_DOCUMENT, _DOT) or not package.has(main):
        raise BadInput(f"{name} is not {_TEMPLATE.called}.", "Name a file that Word made.")
    # All of it is unpacked within limits, and all XML read without entities, before anything else sees it.
    parts = {part: package.read(part) for part in package.parts if not part.endswith("/")}
    for part in parts:
        if part.casefold().endswith((".xml", ".rels")):
            root = package.xml(part)
            if part == main and root.tag.startswith(f"{{{_STRICT}"):
                raise BadInput(
                    f"{name} is a Strict Open XML file, which few programs read.",
                    "In Word save it as “Word Document (.docx)” or “Word Template (.dotx)”.",
                )
    for link in package.relationships(main):
        if link.kind in _NEEDED and not package.has(link.target):
            raise BadInput(f"{name} is damaged: its part {one_line(link.target)} is missing.", _TEMPLATE.again)
    types = next(part for part in parts if part.casefold() == "[content_types].xml")
    parts[types] = parts[types].replace(_DOT.encode(), _DOCUMENT.encode())
    return Template(name, parts, styles or {}, place)


def template_of(study: Study, choices: ReportChoices, path: Path) -> Template | None:
    """The template that a study's report is written into; None where it has its own looks.

    Args:
        study: The study; a template's path is taken from its folder.
        choices: What its writers chose.
        path: Where the report is to be written.

    Raises:
        BadInput: No report can be written into the template, or the report would replace it; see `read_template`.
    """
    if not choices.template.strip():
        return None
    file = path_typed(choices.template, within=study.folder.resolve())
    if file.exists() and path.exists() and file.samefile(path):
        raise BadInput(f"{path} was not written: it is the report's template.", "Name another file for the report.")
    return read_template(file, styles=choices.styles, place=f"{REPORT_FILE}: styles")


def _type_of(package: Package, part: str) -> str:
    """What the package says a part is; empty where it says nothing."""
    if not package.has("[Content_Types].xml"):
        return ""
    types = package.xml("[Content_Types].xml")
    name = f"/{part}".casefold()
    return next((one.get("ContentType", "") for one in types if one.get("PartName", "").casefold() == name), "")
