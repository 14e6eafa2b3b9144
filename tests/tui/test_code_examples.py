"""Examples in the form of a code stand one a line, whatever they are in the file."""

from workbench.codebook.schema import Code
from workbench.tui.screens.code_form import examples_in


def test_an_example_on_several_lines_stays_so_where_another_is_added():
    code = Code("a", "A", examples=("First line.\nSecond  line.", "Short."))
    assert examples_in("First line. Second line.\n\n Short. \nNew.", code) == (*code.examples, "New.")
    assert examples_in("First line. Another line.", code) == ("First line. Another line.",)
