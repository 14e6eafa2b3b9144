"""Altered quotations in whole reports, in each way in which people write these: all found, and judged rightly."""

from __future__ import annotations

import dataclasses
import io
import random

import pytest
from docx import Document
from misquoting import DOUBTFUL, MISQUOTED, RIGHT, Maker
from talks import TURNING, transcript

from workbench.report.verify.checking import check
from workbench.report.verify.document import plain_paragraphs, read_report, word_paragraphs
from workbench.report.verify.verdicts import GOOD

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


NOBODYS = ("Gardener 1, T3", "Gardener 1, Third visit", "Ines, T1", "Anna, T1", "Gardener 2, T1", "Gardener 1, T2")
"""Another wave than the study has, the transcript's own name, somebody the study does not know."""


@pytest.mark.parametrize(("read", "way"), WAYS)
def test_attributions_that_the_study_does_not_know_are_not_called_good(known, read, way):
    chance = random.Random(way.__name__)
    said = "It was all couch grass and broken glass."
    # Behind words without marks a name that nobody knows may be anything.
    wrong = NOBODYS if way is not unmarked else tuple(who for who in NOBODYS if who != "Anna, T1")
    found = check(known, read([way(said, who, chance) for who in wrong]))
    assert [one.verdict for one in found] == ["check"] * (len(wrong) - 2) + ["wrong attribution"] * 2
    by_name = [way("The list was her idea.", who, chance) for who in ("Moss, T1", "Moss", "Warden 2, T1")]
    assert [one.verdict for one in check(known, read(by_name))] == ["not for quotation"] * 3
    # The same kinds of doubt in whole reports.
    turning = dataclasses.replace(known, transcripts=(transcript("Turning", *TURNING), *known.transcripts), marked=())
    doubtful = list(cases(turning, DOUBTFUL, way))
    found = check(turning, read(doubtful))
    assert len(found) == len(doubtful)
    assert [(one.quotation, one.verdict) for one in found if one.verdict in GOOD] == []


def test_a_report_in_markdown(known, tmp_path):
    path = tmp_path / "report.md"
    said = "It was all couch grass and broken glass."
    lines = [f"> {said} ({who})" for who in ("Gardener 1, T1", "G1", "Gardener 1, T2", "Gardener 2, T1")]
    path.write_text("\n\n".join(lines))
    verdicts = [one.verdict for one in check(known, read_report(path)[1])]
    assert verdicts == ["verbatim", "verbatim", "wrong attribution", "wrong attribution"]
