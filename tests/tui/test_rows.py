"""The table that draws only what is seen: widths, shortening, the cursor by keyboard and by mouse."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App

from workbench.tui.widgets.library_rows import LIST
from workbench.tui.widgets.rows import Column, Row, Rows, fitted, fitting, table

widths = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=8)


@given(widths, st.integers(0, 200))
def test_columns_fit_or_are_as_narrow_as_they_may_be(columns, room):
    wanted = [max(pair) for pair in columns]
    least = [min(pair) for pair in columns]
    found = fitting(wanted, least, room)
    assert all(low <= width <= high for low, width, high in zip(least, found, wanted, strict=True))
    assert sum(found) <= room or found == least
    assert found == wanted or sum(found) in {room, sum(least)}


@given(st.text(alphabet="ab 1中é👩\u0301", max_size=30), st.integers(0, 20), st.booleans(), st.booleans())
def test_a_text_takes_exactly_its_cells(text, width, right, ends):
    found = fitted(text, width, right=right, ends=ends)
    assert cell_len(found) == width
    if cell_len(text) <= width:
        assert found.strip(" ") == text.strip(" ")
    elif width:
        assert "…" in found


@pytest.mark.parametrize(
    ("text", "width", "ends", "shown"),
    [
        ("Staff member 3", 9, True, "Staff … 3"),
        ("Parent 4 Autumn 2025", 14, True, "Parent 4 …2025"),
        ("Staff member 3", 9, False, "Staff me…"),
        ("Staff", 5, True, "Staff"),
        ("中文中文", 5, False, "中文…"),
        ("ab", 1, True, "…"),
    ],
)
def test_long_texts_are_shortened(text, width, ends, shown):
    assert fitted(text, width, ends=ends) == shown


def test_in_a_small_window_names_and_words_of_a_list_can_be_read():
    row = ("Parent 4 Autumn 2025", "Parent 4", "parent", "Autumn 2025", "individual", "verbatim", "12,345", "100%")
    found = table(LIST, [Row(1, row)])
    widths = fitting(found.widths, [min(wanted, one.least) for wanted, one in zip(found.widths, LIST, strict=True)], 64)
    assert sum(widths) == 64
    assert [fitted(text, width, ends=one.ends) for text, width, one in zip(row, widths, LIST, strict=True)][::5] == [
        "Parent 4 Autumn 2025",
        "verbatim",
    ]


class Shown(App):
    """A table and nothing else."""

    CSS = "Rows { height: 1fr; scrollbar-gutter: stable; }"

    def __init__(self, count, *, by_cell=False):
        super().__init__()
        self.moves, self.clicks = [], []
        self.table = Rows([Column("Name"), Column("Other")], by_cell=by_cell, empty="Nothing [red]here.")
        self.count = count

    def compose(self):
        yield self.table

    def on_mount(self):
        self.table.fill(made(range(self.count)))
        self.table.focus()

    def on_rows_moved(self, message):
        self.moves.append(message.rows.key)

    def on_rows_clicked(self, message):
        self.clicks.append((message.rows.key, message.rows.column, message.double))

    @property
    def lines(self):
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


def made(numbers):
    rows = [Row(number, (f"row {number} [bold]\x1b[31m", "x")) for number in numbers]
    return table([Column("Name"), Column("Other")], rows)


def run(app, steps, size=(40, 10)):
    async def go():
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(pilot)

    asyncio.run(go())


def test_only_what_is_seen_is_drawn_and_nothing_is_parsed():
    app = Shown(10_000)

    async def steps(pilot):
        assert app.lines[1] == "► row 0 [bold]␛[31m     x"
        await pilot.press("end")
        assert app.table.key == 9999
        assert app.lines[0].startswith("  Name")
        assert app.lines[9].startswith("► row 9999")
        await pilot.press("pageup", "up", "down", "up", "home", "down")
        assert app.table.key == 1

    run(app, steps)


def test_a_cursor_put_far_down_in_what_is_just_filled_in_is_seen(settle):
    app = Shown(0)

    async def steps(pilot):
        app.table.fill(made(range(30)))
        app.table.go_to(29)
        await settle(pilot)
        # The bar for what is too wide takes a line, and there is one for what is too long.
        assert app.table.show_horizontal_scrollbar
        assert any(line.startswith("►") for line in app.lines)
        await pilot.resize_terminal(60, 5)
        await settle(pilot)
        assert any(line.startswith("►") for line in app.lines)

    run(app, steps, size=(14, 8))


def test_the_mouse_puts_the_cursor_and_scrolls():
    app = Shown(50, by_cell=True)

    async def steps(pilot):
        await pilot.click(Rows, offset=(24, 3))
        await pilot.click(Rows, offset=(4, 0))
        await pilot.click(Rows, offset=(4, 2), times=2)
        await pilot.pause()
        assert app.clicks == [(2, 1, False), (1, 0, False), (1, 0, True)]
        await pilot.press("right", "right", "left", "right")
        assert (app.table.key, app.table.column) == (1, 1)

    run(app, steps)


def test_the_cursor_stays_on_what_it_was_on():
    app = Shown(50)

    async def steps(pilot):
        await pilot.press(*["down"] * 20)
        rows = made(range(50)).rows
        app.table.narrow([row for row in rows if row.key % 5 == 0])
        assert app.table.key == 20
        app.table.narrow(rows[:3])
        assert app.table.key == 0
        app.table.narrow([])
        assert app.table.key is None
        await pilot.press("down", "pagedown", "left")
        await pilot.pause()
        assert "Nothing [red]here." in "\n".join(app.lines)
        app.table.fill(made(range(3)))
        assert app.table.key == 0

    run(app, steps)


def test_a_table_that_does_not_fit_scrolls_sideways():
    app = Shown(3, by_cell=True)
    wide = [Column("A", 30, 30), Column("B", 30, 30)]

    async def steps(pilot):
        app.table.fill(table(wide, [Row(1, ("a" * 30, "b" * 30))]))
        await pilot.pause()
        assert "b" * 8 not in app.lines[1]
        await pilot.press("right")
        await pilot.pause()
        assert "b" * 30 in app.lines[1]

    run(app, steps)
