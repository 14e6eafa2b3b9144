"""Only ASCII signs where somebody wants that, and colours of codes that differ for every eye."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest
from rich.cells import cell_len
from textual.color import Color
from wcag import contrast

from workbench.tui.app import Workbench
from workbench.tui.ascii_signs import boxes_in_ascii, in_ascii
from workbench.tui.looks import _ON_DARK, _ON_LIGHT, DARK, HIGH_CONTRAST, LIGHT
from workbench.tui.screens.help import HelpScreen
from workbench.tui.transcript.colours import READABLE


def test_what_is_drawn_is_replaced_cell_for_cell_and_letters_stay():
    assert in_ascii("╭─ Library ─╮│║┃┬┘…   ► √ · “x” – 1×2") == '+- Library -+|||++... > * - "x" - 1x2'
    assert in_ascii("Import …") == "Import ~"
    assert in_ascii("café 中文 العربية 👩 ß") == "café 中文 العربية 👩 ß"
    assert boxes_in_ascii("“so …” – │␛▓") == "“so …” – |^#"
    for code in [*range(0x2190, 0x2200), *range(0x2400, 0x2427), *range(0x2500, 0x25FA), *range(0x2800, 0x2900)]:
        assert in_ascii(chr(code)).isascii()
        assert len(in_ascii(chr(code))) == cell_len(chr(code)) == 1


def test_the_screens_hold_nothing_but_ascii_and_the_words_of_the_study(study, drive, settle, shown):
    study.close()
    app = Workbench(study.folder, coder="Ruth", ascii_only=True)

    async def steps(pilot):
        def is_clean(screen_of=""):
            strange = {one for one in shown(app) if not one.isascii()}
            assert not strange, (screen_of, strange)

        for name, key in (("library", "f2"), ("coding", "f3"), ("themes", "f4"), ("report", "f5")):
            await pilot.press(key)
            await settle(pilot)
            assert name == app.screen.PLACE
            is_clean(name)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        is_clean("help")
        await pilot.press("escape", "ctrl+p")
        await settle(pilot)
        is_clean("palette")
        await pilot.press("escape", "f7")
        await settle(pilot)
        is_clean("history")
        await pilot.press("escape", "f6")
        await settle(pilot)
        is_clean("settings")
        await pilot.press("escape")
        app.open_transcript("Parent 2 Early")
        await settle(pilot)
        await pilot.press("space", "c", *"listen", "enter")
        await settle(pilot)
        assert "العربية" in shown(app)
        left = {one for one in shown(app) if not one.isascii() and not one.isalpha()}
        assert left <= set("👩👧\u200d\u0301"), left

    drive(app, steps)


SEEN_WITH = {
    "every cone": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB."""


def as_seen(colour, matrix):
    """A colour in CIELAB (D65), as an eye with these cones sees it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in Color.parse(colour).normalized
    ]
    red, green, blue = (min(1, max(0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in matrix)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize(("colours", "looks"), [(_ON_DARK, (DARK, HIGH_CONTRAST)), (_ON_LIGHT, (LIGHT,))])
def test_colours_of_codes_are_readable_and_differ_for_every_eye(colours, looks):
    for look in looks:
        assert min(contrast(Color.parse(one), Color.parse(look.background)) for one in colours) >= READABLE
    for matrix in SEEN_WITH.values():
        seen = [as_seen(one, matrix) for one in colours]
        assert min(dist(one, other) for one, other in combinations(seen, 2)) > 20
