"""The list of codings at the caret, also where thousands are selected."""

from __future__ import annotations

from uuid import UUID

from textual.app import App, ComposeResult

from workbench.coding.reading import CodingHere
from workbench.sight import PlacedCoding
from workbench.tui.widgets.codings_here import MOST, CodingsHere, innermost

MANY = 20_000


class Stage(App[None]):
    def compose(self) -> ComposeResult:
        yield CodingsHere()


def coding(number: int) -> PlacedCoding:
    return PlacedCoding(UUID(int=number), 7 * number, 7 * number + 10 + number % 997, "trust", "Ruth", "")


def test_of_thousands_the_shortest_are_listed_with_the_one_that_is_held_and_the_rest_is_counted(drive):
    every = [coding(number) for number in range(MANY)]
    assert innermost(every[:MOST]) == every[:MOST]
    few = innermost(every)
    assert len(few) == MOST
    assert max(one.end - one.start for one in few) <= min(one.end - one.start for one in every if one not in few)
    assert innermost(every, few[3].id) == few
    longest = max(every, key=lambda one: one.end - one.start)
    with_held = innermost(every, longest.id)
    assert (len(with_held), with_held[-1]) == (MOST, longest)
    app = Stage()

    async def steps(pilot):
        here = app.query_one(CodingsHere)
        listed = [CodingHere(*one, ("PM1",), False) for one in with_held]
        here.show(listed, {"trust": "Trust"}, {}, "Ruth", longest.id, more=MANY - MOST)
        assert here.meant is not None
        assert here.meant.id == longest.id
        assert str(here.meant_line).endswith(f"({MOST} of {MANY})")
        assert here.option_count == MOST + 1
        assert str(here.get_option_at_index(MOST).prompt) == "and 19,950 more: select less"
        here.mean_next()
        assert here.meant.id == few[0].id

    drive(app, steps)
