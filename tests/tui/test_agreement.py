"""Coders compared on the screens: the table, what its figures mean, and the passages on which they differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static

from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.compare_box import CompareBox, PersonRows
from workbench.tui.screens.differences import DifferencesScreen
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.difference_rows import DifferenceRows
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.measure_rows import MeasureRows


def test_a(drive, workbench_in, compared, settle, shown, told, pressing):
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        print(shown(app))
        await press("right", "right", "right", "right", "right", "s")
        print(shown(app))
        await press("m")
        print(shown(app))
        await pilot.resize_terminal(140, 40)
        await settle(pilot)
        print(shown(app))
        await press("a")
        print(shown(app))
        await press("down")
        print(shown(app))
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        print(shown(app))
        await press("escape", "c")
        print(shown(app))
        assert 0

    drive(app, steps, size=(80, 24))
