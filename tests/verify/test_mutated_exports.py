"""Reports of ours whose quotations were altered after they were exported, with their marks still round them."""

from __future__ import annotations

import dataclasses
import io
import random
from uuid import UUID

import pytest
from docx import Document
from docx.oxml.ns import qn
from misquoting import DOUBTFUL, MISQUOTED, RIGHT, Maker
from talks import TURNING, facts, transcript

from workbench.report.compose import compose
from workbench.report.content import Quotation
from workbench.report.facts import ExtractRow, ThemeExtractRow, ThemeRow
from workbench.report.verify.checking import check
from workbench.report.verify.document import word_paragraphs
from workbench.report.verify.verdicts import GOOD
from workbench.report.word.document import to_docx
from workbench.settings import ReportChoices

_EACH = 10
"""So many of each kind of alteration in each report."""


class Exported:
    """A report with a quotation for each turn of somebody, in somebody's hands."""

    def __init__(self, **choices):
        known = facts(marked=())
        known = dataclasses.replace(known, transcripts=(*known.transcripts, transcript("Turning", *TURNING)))
        people = tuple(dataclasses.replace(row, quoting="yes") for row in known.participants)
        extracts = [
            ExtractRow(
                f"{row.name}{turn.start}", row.name, turn.start, turn.end, "x", turn.participants, False, row.wave
            )
            for row in known.transcripts
            for turn in row.turns
            if len(turn.participants) == 1
        ]
        theme = ThemeRow(
            "t", "All of it", "reviewed", extracts=tuple(ThemeExtractRow(one, use="key") for one in extracts)
        )
        self.study = dataclasses.replace(
            known,
            participants=people,
            themes=(theme,),
            study=dataclasses.replace(known.study, id=UUID(int=9)),
            choices=ReportChoices(**choices),
        )
        report = compose(self.study)
        self.printed = [one for one in report.blocks if isinstance(one, Quotation)]
        self.data = to_docx(report)

    def with_words(self, quotations):
        """The report's paragraphs with other words and attributions within the marks."""
        document = Document(io.BytesIO(self.data))
        for control, block, (words, attribution) in zip(
            document.element.body.iter(qn("w:sdt")), self.printed, quotations, strict=False
        ):
            first, *others = control.iter(qn("w:t"))
            opening, closing = block.quote_marks
            first.text = f"{opening}{words}{closing} ({attribution})"
            for one in [*others, *control.iter(qn("w:br"))]:
                one.getparent().remove(one)
        document.save(file := io.BytesIO())
        return word_paragraphs(file.getvalue(), "r.docx")


@pytest.fixture(scope="module", params=[("block", "none"), ("inline", "double"), ("block", "single")], ids=str)
def exported(request):
    quotations, marks = request.param
    return Exported(quotations=quotations, quote_marks=marks)


FAULTS = ("differs", "wrong attribution", "not found")


@pytest.mark.parametrize(
    ("kinds", "verdicts"),
    [(MISQUOTED, FAULTS), (DOUBTFUL, ("check", *FAULTS)), (RIGHT, ("check", *GOOD))],
    ids=("misquoted", "doubtful", "right"),
)
def test_alterations_within_marks_are_judged_as_anybody_would(exported, kinds, verdicts):
    cases = []
    for kind in kinds:
        make = Maker(exported.study, f"{kind.__name__} {exported.printed[0].quote_marks}")
        for _ in range(_EACH):
            words, claim = kind(make)
            (who,), (wave,) = claim.people, claim.waves
            label = exported.study.participant_of[who].label
            cases.append((words.strip("“”"), f"{label}, {exported.study.wave_of[wave].label}"))
    random.Random("cases").shuffle(cases)
    many = len(exported.printed)
    for at in range(0, len(cases), many):
        altered = cases[at : at + many]
        found = check(exported.study, exported.with_words(altered))
        by_mark = {one.mark: one for one in found if one.mark}
        for (words, who), block in zip(altered, exported.printed, strict=False):
            one = by_mark[block.mark]
            assert one.verdict in verdicts, (words, who, one.quotation, one.verdict, one.reasons)
