"""Of all hits only what was accepted is coded, as one step; the box holds ten thousand."""

from __future__ import annotations

from uuid import uuid4

from textual.widgets import Static

from workbench import coding
from workbench.coding import Hit
from workbench.spans import Span
from workbench.transcripts import importing, removing
from workbench.tui.screens.code_hits import CodeHitsScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.screens.question import Question
from workbench.tui.widgets.decided_hits import DecidedHits
from workbench.tui.widgets.find_switches import FindSwitches

PARENT = "Parent 1 Early"
CAME, EVEN = "She came every week.", "She came every week, even in the snow."


async def without_words_there_is_nothing_to_code(hand):
    await hand.press("A")
    assert "Code all hits: no words are looked for; Ctrl+F asks for them." in hand.told
    await hand.press("ctrl+f", "alt+h")
    assert not isinstance(hand.app.screen, CodeHitsScreen)
    await hand.press(*"zzz")
    await hand.click(hand.app.screen.query_one(FindSwitches).children[-1])
    assert "“zzz” is said nowhere in this transcript." in hand.told


async def what_was_not_accepted_is_not_coded(hand):
    coding.mark_not_for_quotation(hand.app.opened, PARENT, hand.place("She sat"))
    await hand.press(*["backspace"] * 3, *"parent", "escape", "A")
    assert "is said nowhere in this transcript. Left out: 2 places in labels" in hand.told
    await hand.press("ctrl+f", *"she", "enter", "A")
    box = hand.app.screen
    assert isinstance(box, CodeHitsScreen)
    assert "3 hits: 0 accepted, 0 left out, 3 undecided" in hand.text("#how-many")
    assert "She sat with me when the letters came." in hand.shown
    assert "not for quotation" in hand.text("#passage")
    await hand.pilot.click("#passage", times=3)
    assert not box.get_selected_text()
    await hand.press("enter")
    assert "Nothing is accepted yet" in hand.told
    assert hand.app.screen is box
    await hand.press("x", "space", "space")
    assert "2 accepted, 1 left out, 0 undecided → 2 passages, each the sentence" in hand.text("#how-many")
    assert "− Parent 1 Early" in hand.shown
    await hand.press("t")
    assert "→ 1 passage, each the turn" in hand.text("#how-many")
    await hand.press("escape")
    assert isinstance(hand.app.screen, Question)
    await hand.press("escape", "s", "enter")
    assert isinstance(hand.app.screen, PickerScreen)
    await hand.press(*"tru", "tab", *["backspace"] * 3, *"pract", "enter")
    assert not isinstance(hand.app.screen, CodeHitsScreen)
    assert sorted(hand.codes) == [(code, words) for code in ("practical", "trust") for words in (EVEN, CAME)]
    assert "Coded 2 passages with Trust, Practical help; Ctrl+Z takes it back." in hand.shown + hand.told


async def it_is_one_step_and_nothing_is_doubled(hand):
    await hand.press("ctrl+z")
    assert hand.codes == []
    await hand.press("ctrl+y")
    assert len(hand.codes) == 4
    await hand.press("A", "a", "c", *"tru", "enter")
    assert [words for code, words in hand.codes if code == "trust"][1:] == [CAME, EVEN]
    assert len(hand.codes) == 5
    assert "2 codings stood there already" in hand.shown + hand.told
    await hand.press("A", "a", "n", "x", "x", "a", "w", "c", *"Pronoun", "ctrl+n", "ctrl+s")
    assert [words for code, words in hand.codes if code == "pronoun"] == ["She"]
    await hand.press("ctrl+z")
    assert len(hand.codes) == 5


async def a_text_that_was_replaced_meanwhile_is_not_coded_and_the_box_stays(hand, studies, tmp_path):
    await hand.press("A", "a")
    box = hand.app.screen
    other, _ = studies.open(hand.app.opened.folder, "Ruth")
    corrected = tmp_path / "Parent 1 T1.txt"
    corrected.write_text("Interviewer: And?\nParent 1: They came at night. She came and came again, they said to us.\n")
    coding.remove(other, [one.id for one in coding.extracts(other)])
    for name, span in coding.marks(other):
        coding.mark_not_for_quotation(other, name, span, marked=False)
    removing.unimport(other, [PARENT])
    importing.import_files(other, [corrected])
    other.close()
    await hand.press("c", *"tru", "enter")
    assert hand.app.screen is box
    assert hand.codes == []
    assert "not among the transcripts any more" in hand.told or "another text by now" in hand.told


async def ten_thousand_hits_are_listed_and_accepted_at_once(hand):
    one = Span(3, 6)
    revision = uuid4()
    hits = [
        Hit("[b]Parent[/]", revision, revision, at, at + 3, "before ", "she\x1b", " after", "P", (), None, None, False)
        for at in range(one.start, 50_003, 5)
    ]
    box = CodeHitsScreen(hand.app.opened, hits, "she")
    hand.app.push_screen(box)
    await hand.press()
    rows = box.query_one(DecidedHits)
    rows.accept_others()
    await hand.press("end", "x")
    assert "10,000 hits: 9,999 accepted, 1 left out" in str(box.query_one("#how-many", Static).visual)
    assert "she␛" in hand.shown
    for size in ((60, 20), (40, 12), (10, 5), (120, 40)):
        await hand.resize(*size)
    await hand.click(rows, 0, 1)
    assert len(rows.marked) == 9_998


def test_all_hits_are_coded_after_each_was_accepted(at_text, studies, tmp_path):
    async def steps(hand):
        await without_words_there_is_nothing_to_code(hand)
        await what_was_not_accepted_is_not_coded(hand)
        await it_is_one_step_and_nothing_is_doubled(hand)
        await a_text_that_was_replaced_meanwhile_is_not_coded_and_the_box_stays(hand, studies, tmp_path)

    at_text(steps)


def test_the_box_holds_ten_thousand(at_text):
    at_text(ten_thousand_hits_are_listed_and_accepted_at_once)
