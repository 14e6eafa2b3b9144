"""What counts as other words of a rule."""

import pytest

from workbench.codebook.rule import matters
from workbench.codebook.schema import Code


@pytest.mark.parametrize(
    ("before", "after", "is_other"),
    [
        ("Aged > 18.", "Aged < 18.", True),
        ("राम की", "राम का", True),
        ("Being heard; by *anybody*.", "being heard, by anybody", False),
        ("Don’t: e.g. snake_case", "don't (e.g.) snake case", False),
    ],
)
def test_signs_and_marks_of_letters_say_something_and_punctuation_does_not(before, after, is_other):
    assert bool(matters(Code("a", "A", definition=before), Code("a", "A", definition=after))) == is_other
