"""Single letters: initials of names, and letters that are part of a word or a word themselves."""

from __future__ import annotations

import pytest

from workbench.report.verify.assessing import Quoted
from workbench.report.verify.matching import judged
from workbench.report.verify.wording import wording


@pytest.mark.parametrize(
    ("said", "printed", "verdict"),
    [
        ("We sat in A&E at 39 °C, then in B&Q", "We sat in A&E at 39 °C, then in B&Q", "verbatim"),
        ("We sat in A&E at 39 °C, then in B&Q", "We sat in A&D at 39 °C, then in B&Q", "differs"),
        ("It was N/A on the form, B+ at school", "It was N/A on the form, B+ at school", "verbatim"),
        ("That was plan B and no other", "That was plan B and no other", "verbatim"),
        ("That was plan B and no other", "That was plan C and no other", "differs"),
        ("Then Bertha came and saw no other", "Then B came and saw no other", "shortened"),
    ],
)
def test_a_letter_within_a_word_is_no_initial(rules, said, printed, verdict):
    from talks import transcript

    row = transcript("Tap", "individual", "T1", ("G1",), [("Ines", f"{said}.")])
    (found,) = judged([Quoted(wording(printed))], [row], rules)
    assert found.verdict.value == verdict
