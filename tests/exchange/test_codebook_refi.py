"""REFI-QDA codebooks: what they carry comes back as it was, and what programs write their own way is understood."""

import io
import zipfile
from dataclasses import replace

import pytest
from codebooks_for_tests import codebooks
from hypothesis import given
from lxml import etree

from workbench.codebook.schema import Change, Code, Codebook
from workbench.errors import BadInput
from workbench.exchange.codebooks.joining import joined
from workbench.exchange.codebooks.refi import as_qdc, guid_of, read_refi

_CONTROL = str.maketrans(dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE], "\ufffd"))
GUID = "0983e32e-6866-431a-bd94-dac9bb963825"


def carried(book: Codebook) -> Codebook:
    """What a .qdc carries: living codes as a tree, without what it has no place for."""

    def clean(text: str) -> str:
        return text.translate(_CONTROL)

    found = []
    waiting = [*reversed(book.children(None))]
    while waiting:
        code = waiting.pop()
        waiting += reversed(book.children(code.id))
        found.append(
            replace(
                code, name=clean(code.name), definition=clean(code.definition), include=clean(code.include),
                exclude=clean(code.exclude), examples=tuple(clean(one) for one in code.examples),
            )
        )  # fmt: skip
    return replace(book, codes=tuple(found))


@given(codebooks())
def test_what_a_qdc_carries_comes_back_as_it_was(book):
    plain = [replace(one, was=(), merged_into=None, retired=False, exclusive=False, changes=()) for one in book.codes]
    book = replace(book, codes=tuple(plain))
    source = read_refi(as_qdc(book).data, "x.qdc")
    # Into the same codebook: joined by GUID, and but for control characters nothing is other.
    whole = carried(book)
    again = joined(source, whole, ())
    assert (again.added, again.fields, again.faults) == ((), {}, ())
    # Into another study: everything but the ids.
    new = joined(source, None, ()).added
    ids = dict(zip([code.id for code in new], [code.id for code in whole.codes], strict=True))
    assert tuple(replace(code, id=ids[code.id], parent=ids.get(code.parent), was=()) for code in new) == whole.codes


def test_what_it_cannot_carry_is_left_out_and_told():
    book = Codebook("B", "2", "About", (
        Code("a", "A", retired=True), Code("b", "B", parent="a", was=("old", GUID), changes=(Change("", "why"),)),
        Code("c", "C", merged_into="b"),
        Code("d", "D", "x", "in", "out", ("coding: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e",)),
    ), "b.yaml")  # fmt: skip
    written = as_qdc(book)
    root = etree.fromstring(written.data)
    codes = {one.get("name"): one for one in root.iter("{*}Code")}
    assert list(codes) == ["A", "B", "D"]
    assert codes["A"].get("isCodable") == "false"
    assert codes["B"].get("guid") == GUID.upper() == guid_of(book.codes[1]).upper()
    assert codes["D"].findtext("{*}Description") == (
        "x\n\nInclude: in\n\nExclude: out\n\nExamples:\n• coding: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e"
    )
    losses = "\n".join(written.losses)
    for told in (
        "left out: c.",
        "headings for others: a.",
        "former ids",
        "changes",
        "version and description",
        "include",
    ):
        assert told in losses
    with pytest.raises(BadInput, match="needs at least one"):
        as_qdc(replace(book, codes=()))


def test_a_foreign_guid_is_kept_and_joins_again():
    text = f'<CodeBook><Codes><Code guid="{{{GUID.upper()}}}" name="Coke"/></Codes></CodeBook>'
    (code,) = joined(read_refi(text.encode(), "x.qdc"), None, ()).added
    assert code == Code("coke", "Coke", was=(GUID,))
    book = Codebook("B", "", "", (replace(code, name="Cola"),), "b.yaml")
    assert joined(read_refi(text.encode(), "x.qdc"), book, ()).fields == {"coke": {"name": "Coke"}}


def test_what_programs_write_their_own_way():
    text = """\ufeff<?xml version="1.0" encoding="utf-8"?>
    <x:Project xmlns:x="urn:QDA-XML:project:9.9" NAME="Our study" origin="Some Program 9.1 of 2026">
     <x:CodeBook><x:Codes>
      <x:Code Name="Food &amp; drink" isCodable="false"><x:Code name="Tea"><x:Description/></x:Code></x:Code>
      <x:Code name=" "/><x:Code name="Coke" color="#F00"/><x:Code name="Coke::diet" color="red-ish" guid="X"/>
      <x:Code guid="{0983E32E-6866-431A-BD94-DAC9BB963825}" name="Milk"><x:Description>Include: oat
milk</x:Description></x:Code>
     </x:Codes></x:CodeBook>
     <x:Sets/><x:Sets><x:Set name="Cold"><x:MemberCode targetGUID="0983e32e-6866-431a-bd94-dac9bb963825"/></x:Set>
     <x:Set name="People"><x:MemberSource targetGUID="0983e32e-6866-431a-bd94-dac9bb963825"/></x:Set></x:Sets>
    </x:Project>"""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("sources/a.txt", "words")
        package.writestr("PROJECT.QDE", text)
    for data, name in ((text.encode(), "x.qde"), (packed.getvalue(), "x.qdpx")):
        source = read_refi(data, name)
        assert (source.name, source.kind) == ("Our study", "REFI codebook by Some Program 9.1")
        new = joined(source, None, ())
        assert [(one.name, one.parent, one.colour, one.include) for one in new.added] == [
            ("Food & drink", None, None, ""), ("Tea", "food-drink", None, ""), ("Coke", None, "#FF0000", ""),
            ("diet", "coke", None, ""), ("Cold", None, None, ""), ("Milk", "cold", None, "oat\nmilk"),
        ]  # fmt: skip
        assert [one.message for one in source.faults] == [
            "a code without a name; it was left out",
            "colour: this is no colour; write it as #RRGGBB; it was left out",
        ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<CodeBook><Codes></CodeBook>", "damaged"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><CodeBook><Codes><Code name="&a;"/></Codes></CodeBook>', "document type"),
        (b"<CodeBook><Codes/></CodeBook>", "holds no codes"),
        (b"PK\x03\x04 cut off", "not a REFI project"),
        (b"", "damaged"),
    ],
)
def test_damaged_and_hostile_files_are_refused(data, problem):
    with pytest.raises(BadInput, match=problem):
        read_refi(data, "x.qdc")
