"""What a study says otherwise than its report did: what is put right is told no more, whatever signs it holds."""

from __future__ import annotations

from uuid import uuid4

from workbench.report.content import Heading, plain
from workbench.report.said import marks_of
from workbench.report.update.otherwise import otherwise

STUDY = uuid4()


def told(was, now, report):
    return list(otherwise(STUDY, marks_of(STUDY, [Heading("One", 1), *was]), [Heading("One", 1), *now], (), report))


def test_prose_with_dots_of_its_own_is_told_until_it_stands_in_the_report():
    before, now = plain("They came."), plain("They came … and went.")
    assert told([before], [before], {"They came."}) == []
    assert told([before], [now], {"They came."}) == ["“One”: 1 paragraph of its text"]
    assert told([before], [now], {"They came … and went."}) == []
