"""Words and turns of passages: the same whether whole texts are read or the database cuts the passages out."""

from __future__ import annotations

import pytest

from workbench import coding
from workbench.transcripts import listing


@pytest.mark.both_engines
def test_both_ways_say_the_same(study, monkeypatch):
    with study.read() as session:
        names = [item.name for item in listing.transcripts(session)]
        texts = {name: listing.find_text(session, name).text for name in names}
    for name, text in texts.items():
        middle = len(text) // 2
        for start, end in ((0, len(text)), (middle, middle + 40), (5, 90)):
            coding.apply(study, name, [coding.checked_span(text, start, end)], ["listening"])
    found = []
    for few in (0, 1_000):
        monkeypatch.setattr(listing, "_FEW", few)
        found.append(coding.extracts(study))
    assert found[0] == found[1]
    assert len(found[0]) == 3 * len(names)
    assert all(one.quote == texts[one.transcript][one.start : one.end] for one in found[0])
