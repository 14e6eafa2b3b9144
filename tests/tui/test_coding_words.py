"""Words of a study on the coding screen and in its boxes: shown exactly, whatever they are."""

from __future__ import annotations

import json

from workbench.tui.widgets.place_line import PlaceLine

HOSTILE = "Parent 2 Early"
WORDS = "[names city], [/bold]"


def test_hostile_words_are_shown_exactly_everywhere(at_text, study, studies, code, hard):
    long, seen = hard[0], hard[1].strip()
    book = study.codebooks / "peer.yaml"
    for plain, name in (("Trust", long.rstrip(" x")), ("  Support", long)):
        book.write_text(book.read_text().replace(plain, json.dumps(name, ensure_ascii=False), 1))
    other, _ = studies.open(study.folder, "[/bold] [link]Zoë 中文")
    code(other, HOSTILE, WORDS, "trust")
    other.close()

    def look(hand, *words):
        assert "\x1b" not in hand.shown + hand.told
        assert [word for word in words if word not in hand.shown] == []

    async def steps(hand):
        assert "[names city], [/bold] then ␛[31mred␛[0m." in hand.shown.replace("\n", " ")
        hand.select(WORDS)
        await hand.press("r")
        look(
            hand,
            f"{HOSTILE} · P2 · Early · individual",
            "-   a [names city] [/bold]",
            seen[:-3],
            "· [/bold] [link]Zoë 中文",
        )
        assert "[/bold] [link]Zoë 中文's" in hand.told
        await hand.press("c")
        look(hand, "Code: [names city], [/bold]", seen)
        await hand.press(*"trust", "tab")
        look(hand, f"applies: {seen}")
        await hand.press("ctrl+n")
        look(hand, "There is a code of that name: trust.")
        await hand.press("escape", "enter")
        assert hand.codes == [("trust", WORDS)] * 2
        assert hand.text(PlaceLine).startswith(f"Coded “[names city], [/bold]” with {seen}")
        await hand.press("m")
        look(hand, f"─ Memo on {seen}")
        await hand.press("escape", "r")
        look(hand, f"Code: instead of {seen}")
        await hand.press("escape", "delete")
        assert hand.text(PlaceLine).startswith(f"Took off {seen}")
        await hand.press("ctrl+z")
        assert f"Undone: Removed 1 coding with “{seen}" in hand.told
        look(hand)

    at_text(steps, name=HOSTILE, size=(200, 40))
