"""While a sample is open, packs carry the states that one's own codings need, and keep what was in them."""

from __future__ import annotations

import json
from dataclasses import replace

from waiting_study import rewrite

from workbench import exchange
from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.codebook.file import sha256_of
from workbench.codebook.states import states

EARLY, LATE = "Parent 1 Early", "Parent 1 Late"
FIRST, HEARD, HEARD_OUT, BELIEVED = (
    "Being listened to.",
    "Being heard.",
    "Being heard out.",
    "Being heard out and believed.",
)


def test_the_states_of_others_codings_on_an_open_sample_stay_out_and_those_that_were_there_stay(study, code):
    owen = replace(study, coder="Owen")
    book = study.folder / "codebooks/peer.yaml"
    packed = study.codings / "codebook_states.jsonl"

    def there():
        return {json.loads(line)["sha256"] for line in packed.read_text().splitlines()}

    def coded_under(before, after, who, where, quote):
        rewrite(study, (before, after))
        states.take_in(study)
        code(who, where, quote, "listening")
        return sha256_of(book.read_text())

    of_owen_before = coded_under(HEARD, FIRST, owen, EARLY, "She sat with me")
    exchange.pack(study)
    assert there() == {of_owen_before}
    without = (EARLY, "PM1+PM2 Early", "Parent 2 Early", "S1+S2 Early")
    samples.draw(study, "First", ("Ruth", "Owen"), Asked(number=1, by=(), without=without))
    of_owen = coded_under(FIRST, HEARD_OUT, owen, LATE, "I doubt it")
    of_ruth = coded_under(HEARD_OUT, BELIEVED, study, LATE, "I doubt it")
    texts = (study.codings / "Owen.jsonl").read_bytes()
    done = exchange.pack(study)
    assert there() == {of_owen_before, of_ruth}
    assert done.left == (study.codings / "Owen.jsonl",)
    assert (study.codings / "Owen.jsonl").read_bytes() == texts
    assert of_owen not in "".join(path.read_text() for path in study.codings.iterdir())
    # Once more, with nothing new, says the same.
    exchange.pack(study)
    assert there() == {of_owen_before, of_ruth}
    samples.reveal(study, early=True)
    exchange.pack(study)
    assert there() == {of_owen_before, of_owen, of_ruth}
