"""What speaks against a theme, said once."""

from __future__ import annotations

import pytest

from workbench.report.facts import ThemeExtractRow
from workbench.themes import STANCES, ThemeExtract, is_against


@pytest.mark.parametrize(("stance", "against"), [*zip(STANCES, (False, True, True), strict=True)])
def test_what_complicates_or_contradicts_speaks_against_a_theme(stance, against):
    assert is_against(stance) is against
    assert ThemeExtract(None, stance).is_against is against
    assert ThemeExtractRow(None, stance).is_against is against


def test_a_judgement_leaves_what_it_does_not_name():
    one = ThemeExtract(None, "complicates", "key")
    assert one.judged(use="") == ThemeExtract(None, "complicates", "", is_judged=True)
    assert one.judged(stance="supports") == ThemeExtract(None, "supports", "key", is_judged=True)
