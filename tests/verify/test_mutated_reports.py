"""Altered quotations in whole reports, in each way in which people write these: all found, and judged rightly."""

from __future__ import annotations

import dataclasses
import io
import random

import pytest
from docx import Document
from misquoting import MISQUOTED, RIGHT, Maker

from workbench.report.verify.checking import check
from workbench.report.verify.document import plain_paragraphs, read_report, word_paragraphs

_EACH = 9
"""So many of each kind of alteration in each report: more than 500 in all."""


def block_in_word(words, attribution, chance):
    return "Quote", f"{words} ({attribution})"


def apart_in_word(words, attribution, chance):
    return "Quote", f"{words}\n({attribution})"


def inline(words, attribution, chance):
    opening, closing = chance.choice(("“”", '""', "„“", "«»"))
    lead = chance.choice(("One said: ", "Gardeners were plain about it: ", "", "In her words, "))
    return "Normal", f"{lead}{opening}{words}{closing} ({attribution}). And on it went."


def single(words, attribution, chance):
    figure = chance.choice(("", "3", "[3]"))
    return "Normal", f"‘{words}’{figure} ({attribution})"


def unmarked(words, attribution, chance):
    return "Normal", f"{words.rstrip('.')}. ({attribution})"


def attribution_of(known, claim, chance):
    (who,) = claim.people
    row = known.participant_of[who]
    wave = chance.choice(sorted(claim.waves))
    name = chance.choice((row.label, row.label, row.participant, row.label.upper(), row.label.replace(" ", "")))
    return f"{name}, {chance.choice((wave, known.wave_of[wave].label))}"


def in_word(lines):
    document = Document()
    for style, text in lines:
        for part in text.split("\n(") if style == "Quote" else [text]:
            document.add_paragraph(part if part == text or not part.endswith(")") else f"({part}", style=style)
        document.add_paragraph("Then prose, as it stands between them.")
    document.save(file := io.BytesIO())
    return word_paragraphs(file.getvalue(), "r.docx")


def in_plain_text(lines):
    return plain_paragraphs("\n\nThen prose, as it stands between them.\n\n".join(text for _, text in lines))


WAYS = [(in_word, way) for way in (block_in_word, apart_in_word, inline, single, unmarked)]
WAYS += [(in_plain_text, way) for way in (inline, single, unmarked)]


def cases(known, kinds, way):
    for kind in kinds:
        make = Maker(known, f"{kind.__name__} {way.__name__}")
        chance = random.Random(f"{way.__name__} {kind.__name__}")
        for _ in range(_EACH):
            words, claim = kind(make)
            yield way(" ".join(words.strip("“”").split()), attribution_of(known, claim, chance), chance)


@pytest.mark.parametrize(("read", "way"), WAYS)
def test_alterations_in_whole_reports(known, read, way):
    people = tuple(dataclasses.replace(row, quoting="yes") for row in known.participants)
    unsealed = dataclasses.replace(known, marked=(), participants=people)
    wrong = list(cases(unsealed, MISQUOTED, way))
    found = check(unsealed, read(wrong))
    assert len(found) == len(wrong)
    assert [(one.quotation, one.attribution, one.verdict) for one in found if not one.is_fault] == []
    right = list(cases(unsealed, RIGHT, way))
    found = check(unsealed, read(right))
    assert len(found) == len(right)
    assert [(one.quotation, one.attribution, one.verdict, one.reasons) for one in found if one.is_fault] == []


def test_a_report_in_markdown(known, tmp_path):
    path = tmp_path / "report.md"
    said = "It was all couch grass and broken glass."
    lines = [f"> {said} ({who})" for who in ("Gardener 1, T1", "G1", "Gardener 1, T2", "Gardener 2, T1")]
    path.write_text("\n\n".join(lines))
    verdicts = [one.verdict for one in check(known, read_report(path)[1])]
    assert verdicts == ["verbatim", "verbatim", "wrong attribution", "wrong attribution"]
