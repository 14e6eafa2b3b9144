"""What is no template is refused, with what is wrong and what to do."""

import pytest
from house_templates import changed, everything, house, look

from workbench.errors import BadInput
from workbench.report.word.document import to_docx
from workbench.report.word.template import read_template


def refused(tmp_path, kind):
    """A file that is no template, by what is wrong with it."""
    good = house(tmp_path)
    target = tmp_path / "bad.docx"
    match kind:
        case "there":
            return tmp_path / "nowhere.docx"
        case "cut":
            target.write_bytes(good.read_bytes()[:2000])
        case "text":
            target.write_bytes(b"Dear all")
        case "locked":
            target.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 3)
        case "old":
            target.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        case "macros":
            changed(good, target, **{"word/vbaProject.bin": b"x"})
        case "renamed macros":
            changed(good, target, types=lambda data: data.replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"ms-word.document.macroEnabled.main+xml"))  # fmt: skip
        case "docm":
            target = tmp_path / "bad.DOTM"
            target.write_bytes(good.read_bytes())
        case "sheet":
            changed(good, target, types=lambda data: data.replace(b"wordprocessingml.document", b"spreadsheetml.sheet"))
        case "bomb":
            changed(good, target, **{"word/media/big.bin": bytes(20_000_000)})
        case "entities":
            changed(good, target, settings=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
        case "strict":
            changed(good, target, text=lambda data: data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main"))  # fmt: skip
        case "no body":
            names = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            changed(good, target, text=b"<w:document " + names + b"/>")
        case "no header":
            changed(house(tmp_path, look), target, **{"word/header1.xml": None})
        case "no number":
            number = (b'w:numId="1"', b'w:numId="x"', 1)
            changed(good, target, **{"word/numbering.xml": lambda data: data.replace(*number)})
        case "folder":
            target.mkdir()
    return target


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("there", "is not there"),
        ("cut", "or it is cut off"),
        ("text", "is not a Word file"),
        ("locked", "protected by a password"),
        ("old", "of the old kind"),
        ("macros", "holds macros"),
        ("renamed macros", "holds macros"),
        ("docm", "may hold macros"),
        ("sheet", "is not a Word file"),
        ("bomb", "swells to over"),
        ("entities", "declares a document type"),
        ("strict", "Strict Open XML"),
        ("no body", "is damaged"),
        ("no header", "is damaged: its part word/header1.xml is missing"),
        ("no number", "is damaged"),
        ("folder", "cannot be read"),
    ],
)
def test_what_is_no_template_is_refused_and_said_why(tmp_path, kind, told):
    with pytest.raises(BadInput, match=told) as caught:
        to_docx(everything(), read_template(refused(tmp_path, kind)))
    assert caught.value.hint
