"""How codes look: by letter and by colour, each code its own as long as there are enough of both."""

from __future__ import annotations

from rich.cells import cell_len

from workbench.codebook.schema import Code
from workbench.tui.looks import LIGHT, looks_of


def test_no_two_of_a_thousand_codes_look_the_same_and_the_first_hundred_have_a_letter_each():
    looks = list(looks_of([Code(f"c{number}", f"C{number}") for number in range(1000)], LIGHT).values())
    assert len(set(looks)) == 1000
    assert len({look.mark for look in looks[:100]}) == 100
    assert {cell_len(look.mark) for look in looks} == {1}
