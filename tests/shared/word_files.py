"""Word files made from the XML within them, for the tests that read such files."""

import io
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def relationships(*links: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId_{target.removesuffix(".xml")}" Type="{R}/{kind}" Target="{target}"/>'
        for kind, target in links
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def build(body: str, *, main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word file from the XML within its body; further parts by kind: styles="…", footnotes="…", header1="…"."""
    folder, _, base = main.rpartition("/")
    content = {
        "_rels/.rels": relationships(("officeDocument", main)),
        main: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        f"{folder}/_rels/{base}.rels": relationships(*((kind_of(part), f"{part}.xml") for part in parts)),
    }
    for part, inner in parts.items():
        tag = {"header": "hdr", "footer": "ftr"}.get(kind_of(part), part)
        content[f"{folder}/{part}.xml"] = f"<w:{tag} {SPACES}>{inner}</w:{tag}>"
    return zipped(content)


def kind_of(part: str) -> str:
    """What the relationship to a part is called: `header` for `header1`."""
    return part.rstrip("0123456789")


def zipped(content: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture
def word():
    """Builds a Word file's bytes from the XML of its body."""
    return build


@pytest.fixture
def package():
    """Builds a ZIP file's bytes from names and contents."""
    return zipped


def audited(path: Path) -> list[str]:
    """What openxml-audit says against a Word file: each fault in words, without where it stands."""
    pytest.importorskip("openxml_audit", reason="openxml-audit is not installed here")
    return sorted(one.description for one in _validator().validate(str(path)).errors)


@cache
def _validator():
    from openxml_audit import OpenXmlValidator

    return OpenXmlValidator()


def hold_against_the_standard(path: Path) -> None:
    """See that openxml-audit has nothing to say against a Word file."""
    pytest.importorskip("openxml_audit", reason="openxml-audit is not installed here")
    done = subprocess.run(
        [sys.executable, "-m", "openxml_audit", "--output", "json", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
