"""Words of a study on the coding screen and in its boxes: shown exactly, whatever they are."""

from __future__ import annotations

import json

from workbench.coding import extracts
from workbench.spans import Span
from workbench.tui.widgets.place_line import PlaceLine

HOSTILE = "Parent 2 Early"
WORDS = "[names city], [/bold]"


def said(app):
    return str(app.screen.query_one(PlaceLine).visual)


def test_hostile_words_are_shown_exactly_everywhere(on_coding, settle, shown, told, study, studies, code, hard):
    long, seen = hard[0], hard[1].strip()
    book = study.codebooks / "peer.yaml"
    for plain, name in (("Trust", long.rstrip(" x")), ("  Support", long)):
        book.write_text(book.read_text().replace(plain, json.dumps(name, ensure_ascii=False), 1))
    other, _ = studies.open(study.folder, "[/bold] [link]Zoë 中文")
    code(other, HOSTILE, WORDS, "trust")
    other.close()

    def look(app, *words):
        assert "\x1b" not in shown(app) + told(app)
        assert [word for word in words if word not in shown(app)] == []

    async def steps(app, pilot, view):
        assert "[names city], [/bold] then ␛[31mred␛[0m." in shown(app).replace("\n", " ")
        start = view.page.text.index(WORDS)
        view.select(Span(start, start + len(WORDS)))
        await pilot.press("m")
        await settle(pilot)
        look(
            app,
            f"{HOSTILE} · P2 · Early · individual",
            "│ ▼   a [names city] [/bold]",
            seen[:-3],
            "· [/bold] [link]Zoë 中文",
        )
        assert "[/bold] [link]Zoë 中文's" in told(app)
        await pilot.press("c")
        await settle(pilot)
        look(app, "Code: [names city], [/bold]", seen)
        await pilot.press(*"trust", "tab")
        await settle(pilot)
        look(app, f"Marked: {seen}")
        await pilot.press("ctrl+n")
        await settle(pilot)
        look(app, "There is a code of that name: trust.")
        await pilot.press("escape", "enter")
        await settle(pilot)
        assert [(one.code, one.quote) for one in extracts(app.opened)] == [("trust", WORDS)] * 2
        assert said(app).startswith(f"Coded “[names city], [/bold…” with {seen}")
        await pilot.press("m")
        await settle(pilot)
        look(app, f"─ Memo on {seen}")
        await pilot.press("escape", "r")
        await settle(pilot)
        look(app, f"Code: instead of {seen}")
        await pilot.press("escape", "delete")
        await settle(pilot)
        assert said(app).startswith(f"Took off {seen}")
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert f"Undone: Removed 1 coding with “{seen}" in told(app)
        look(app)

    on_coding(steps, name=HOSTILE, size=(200, 40))
