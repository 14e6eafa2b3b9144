import contextlib
import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.office import package as opening
from workbench.office.package import Package
from workbench.office.visible import visible_text

BODY = "<w:p><w:r><w:t>words of the interview</w:t></w:r></w:p>"


def _small_file() -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", f'<R><Relationship Type="{kind}" Target="d.xml"/></R>')
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr("d.xml", f'<w:document xmlns:w="{space}"><w:body>{BODY}</w:body></w:document>')
    return buffer.getvalue()


DAMAGED = _small_file()


def refused(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        visible_text(data, "talk.docx")
    assert caught.value.message.startswith("talk.docx")
    assert caught.value.hint
    assert "words of the interview" not in str(caught.value)
    return str(caught.value)


def test_no_zip_at_all():
    assert "not a Word file" in refused(b"just text")
    assert "not a Word file" in refused(b"PK\x03\x04 and then nothing")


def test_encrypted_and_old_office_files():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "old kind" in refused(ole)
    assert "password" in refused(ole + "EncryptedPackage".encode("utf-16-le"))


def test_a_truncated_file(word):
    data = word(BODY * 300)
    for share in (0.3, 0.6, 0.99):
        refused(data[: int(len(data) * share)])


def test_a_damaged_part(word, package):
    data = bytearray(package({"_rels/.rels": b"<x/>" * 40, "word/document.xml": b"y"}, zipfile.ZIP_STORED))
    data[40] ^= 0xFF
    assert "cannot be unpacked" in refused(bytes(data))


def test_a_password_on_a_part(word):
    data = word(BODY)
    # Set the "encrypted" bit in every central directory entry.
    marked = bytearray(data)
    at = 0
    while (at := marked.find(b"PK\x01\x02", at)) >= 0:
        marked[at + 8] |= 1
        at += 4
    assert "password" in refused(bytes(marked))


def test_a_zip_bomb_is_stopped_while_it_is_read(word, monkeypatch):
    body = BODY + "<w:p/>" * 1_500_000
    assert "swells" in refused(word(body))
    monkeypatch.setattr(opening, "LARGEST_PART", 1000)
    assert "swells" in refused(word(BODY * 100))


def test_declared_sizes_are_not_believed(word):
    data = bytearray(word(BODY + "<w:p/>" * 1_500_000))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at += 4
    with pytest.raises(BadInput):
        visible_text(bytes(data), "talk.docx")


def test_too_many_parts(package, monkeypatch):
    monkeypatch.setattr(opening, "MOST_ENTRIES", 5)
    assert "holds 6 files" in refused(package({f"{number}.xml": "x" for number in range(6)}))


def test_parts_twice(word):
    buffer = io.BytesIO(word(BODY))
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "<x/>")
    assert "twice" in refused(buffer.getvalue())


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><d>&e;</d>',
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>',
        '<!DOCTYPE d SYSTEM "http://example.org/d.dtd"><d/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities(package, document, encoding):
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="d.xml"/></Relationships>'
    )
    message = refused(package({"_rels/.rels": rels, "d.xml": document.encode(encoding)}))
    assert "document type" in message


def test_damaged_xml_and_missing_parts(package, word):
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="d.xml"/></Relationships>'
    )
    assert "line 2" in refused(package({"_rels/.rels": rels, "d.xml": "<d>\n<e></d>"}))
    assert "missing" in refused(package({"_rels/.rels": rels}))
    assert "main document" in refused(package({"other.txt": "x"}))
    assert "no Word document" in refused(package({"_rels/.rels": rels, "d.xml": '<workbook xmlns="x"/>'}))


def test_external_and_climbing_targets_stay_inside(package):
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="../../../etc/passwd"/>'
        '<Relationship Id="b" Type="x/officeDocument" TargetMode="External" Target="http://example.org/d.xml"/></Relationships>'
    )
    found = Package(package({"_rels/.rels": rels}), "f").relationships()
    assert [link.target for link in found] == ["etc/passwd"]


def test_crc_is_checked(package):
    data = bytearray(package({"a": b"A" * 1000}, zipfile.ZIP_STORED))
    data[data.find(b"AAAA") + 10] = ord("B")
    assert zlib.crc32(b"A" * 1000)
    with pytest.raises(BadInput, match="damaged"):
        Package(bytes(data), "f").read("a")


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=4))
def test_any_damage_is_bad_input_or_harmless(changes):
    data = bytearray(DAMAGED)
    for at, byte in changes:
        data[at % len(data)] = byte
    with contextlib.suppress(BadInput):
        visible_text(bytes(data), "talk.docx")
