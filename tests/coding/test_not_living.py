"""What was retired or split is put on no passage; the name or id of what was merged finds its successor."""

from __future__ import annotations

import pytest

from workbench import coding
from workbench.codebook.changes.keeping import bring_back_code, retire_code
from workbench.codebook.changes.reshape import split_code
from workbench.codebook.finding import CodeFinder
from workbench.codebook.states.states import current
from workbench.coding.apply_all import PlacesIn
from workbench.errors import Refused
from workbench.spans import Span
from workbench.transcripts import listing

LATE = "Parent 1 Late"
RETIRED, SPLIT = "“Doubt” .doubt. .*retired", "“Trust” .trust. .*split into Listening and Support"


def test_no_way_of_coding_takes_a_code_that_is_not_living(study, code, rows_of):
    (made,) = code(study, LATE, "I do the forms", "listening")
    with study.read() as session:
        found = listing.find_text(session, LATE)
    retire_code(study, "doubt")
    split_code(study, "confidence", ["listening", "support"])
    start = found.text.index("doubt")
    place, new = Span(start, start + 5), coding.NewCode("Hope")
    before = rows_of(study)
    for name, words in (("doubt", RETIRED), ("Doubt", RETIRED), ("confidence", SPLIT), ("trust", SPLIT)):
        ways = (
            lambda name=name: coding.apply(study, LATE, [place], ["listening", name]),
            lambda name=name: coding.apply_all(study, [PlacesIn(LATE, found.revision_id, (place,))], [name]),
            lambda name=name: coding.apply_new(study, LATE, [place], new, codes=[name]),
            lambda name=name: coding.recode(study, [made.id], name),
            lambda name=name: coding.plan_transfer(study, LATE, "listening", name),
        )
        for way in ways:
            with pytest.raises(Refused, match=words):
                way()
    with pytest.raises(Refused, match=RETIRED):
        coding.apply_in_vivo(study, LATE, place)
    with pytest.raises(Refused, match=RETIRED):
        coding.make_code(study, coding.NewCode("DOUBT"))
    assert rows_of(study) == before
    assert not {"doubt", "trust", "forms"} & {one.code.id for one in CodeFinder(current(study)).find("")}
    # A plan that was shown before it was retired is not done either.
    bring_back_code(study, "doubt")
    plan = coding.plan_transfer(study, LATE, "listening", "doubt")
    retire_code(study, "doubt")
    with pytest.raises(Refused, match=RETIRED):
        coding.transfer(study, plan)
    # One that was merged is the one it became.
    assert coding.apply(study, LATE, [place], ["forms"])[0].code == "practical"
    assert coding.recode(study, [made.id], "lifts") == 1
