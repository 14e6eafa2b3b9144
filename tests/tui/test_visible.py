"""What is never sent to a terminal is the same wherever text is shown."""

from __future__ import annotations

from workbench.tui.transcript.clusters import sent
from workbench.visible import OBEYED, in_quotes, one_line, visible


def test_every_view_knows_the_same_orders_to_a_terminal():
    for number in OBEYED:
        sign = chr(number)
        assert sign not in sent(sign), hex(number)
        assert sign not in one_line(f"x{sign}x"), hex(number)
        assert sign not in visible(sign) or sign in "\t\n", hex(number)


def test_controls_are_shown_by_picture_or_number():
    assert visible("\x1b[31m\x7f\u061c\x85\ud800\t\n") == "␛[31m␡<U+061C><U+0085><U+D800>\t\n"


def test_quotation_marks_within_quotation_marks_are_single():
    assert in_quotes("Split the code “Being\n there” (being-there)") == "“Split the code ‘Being there’ (being-there)”"
    assert in_quotes('It\'s “\x1b” and "that"') == '“It\'s ‘␛’ and "that"”'
