"""Screens are styled once as they are put together, and are then as they would be if they were styled again."""

from __future__ import annotations

import pytest
from textual.dom import DOMNode
from textual.screen import Screen

from workbench.tui.rooms import ROOMS


def styles(screen):
    def of(node):
        return dict(node.styles.base._rules), {
            part: dict(it.base._rules) for part, it in node._component_styles.items()
        }

    return {node: of(node) for node in screen.walk_children(with_self=True)}


@pytest.mark.parametrize("size", [(50, 14), (80, 24), (120, 40), (160, 50)])
def test_a_screen_is_styled_once_and_needs_no_more(study, show, monkeypatch, settle, size):
    study.close()
    anew = []
    update = DOMNode.update_node_styles

    def noted(node, animate=True):
        anew.extend([node] if isinstance(node, Screen) else [])
        update(node, animate)

    async def steps(app, pilot, library):
        async def is_ready(screen):
            await settle(pilot)
            assert app.screen is screen
            assert anew == []
            found = styles(screen)
            update(screen, animate=False)
            assert styles(screen) == found

        monkeypatch.setattr(DOMNode, "update_node_styles", noted)
        for room in ROOMS:
            if room.PLACE != library.PLACE:
                app.go_to(room.PLACE)
                await is_ready(app.get_screen(room.PLACE))
        await pilot.press("f1")
        await is_ready(app.screen_stack[-1])

    show(study, steps, size=size)


def test_a_room_one_comes_back_to_has_the_colours_chosen_meanwhile(study, show, settle):
    study.close()

    async def steps(app, pilot, library):
        app.go_to("coding")
        await settle(pilot)
        before, dark = library.styles.background, app.current_theme.dark
        app.theme = next(name for name, theme in app.available_themes.items() if theme.dark != dark)
        await settle(pilot)
        app.go_to("library")
        await settle(pilot)
        assert library.styles.background != before

    show(study, steps)
