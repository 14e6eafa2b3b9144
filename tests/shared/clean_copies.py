"""Copies of Word files as they are sent, looked at for what nobody sees; and pieces of Word's XML to make them of."""

from __future__ import annotations

import re

from laden_word import AUTHOR, HIDDEN, parts_of

from workbench.office.blocks import plain
from workbench.office.cleaning import cleaned
from workbench.office.visible import visible_text

BY = f'w:id="1" w:author="{AUTHOR}" w:date="2026-01-01T00:00:00Z"'
LEFTOVERS = re.compile(
    rb"w:(?:ins|del|moveFrom|moveTo|sdt|tag|customXml|smartTag|vanish|webHidden|comment\w+|perm(?:Start|End)|\w+Change|"
    rb"delText|fldData|rsid\w*|cell(?:Ins|Del|Merge)|docVar|attachedTemplate|object|proofErr)\b|paraId|mc:Fallback"
)


def seen(data: bytes) -> list[str]:
    """The lines with words that a reader sees."""
    text = visible_text(data, "f.docx")
    lines = "\n".join([*map(plain, text.blocks), *text.notes, *text.margins]).split("\n")
    return [line for line in lines if line.strip()]


def run(text: str, properties: str = "") -> str:
    return f'<w:r w:rsidR="00AB"><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def hold_clean(data: bytes) -> bytes:
    """Clean a file, and see that the copy holds nothing hidden and is cleaned for good."""
    copy = cleaned(data, "f.docx").data
    for name, part in parts_of(copy).items():
        for word in (HIDDEN, AUTHOR):
            assert word.encode() not in part, name
            assert word.encode("utf-16-le") not in part, name
            assert word not in name
        assert not LEFTOVERS.findall(part), name
    assert cleaned(copy, "f.docx").data == copy
    return copy
