"""Codings changed where they stand, on the coding screen: borders, cuts, in-vivo codes, all of a code, its extracts."""

from __future__ import annotations

from threading import Event

from workbench import coding, opening
from workbench.coding import extracts
from workbench.transcripts import listing
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.coding_change_jobs import PAGE
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.screens.transfer import TransferScreen
from workbench.tui.widgets.actions import ActionItem
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.codings_here import CodingsHere
from workbench.tui.widgets.extract_lines import ExtractLines
from workbench.tui.widgets.place_line import PlaceLine

PARENT, LATE, JOINT = "Parent 1 Early", "Parent 1 Late", "PM1+PM2 Early"


def test_borders_go_by_key_as_fast_as_one_presses(at_text):
    async def steps(hand):
        await hand.code("sat with me", *"tru")
        await hand.press("h", "l")
        assert hand.codes == [("trust", "She sat with me when")]
        assert "ends with “…with me when”; Ctrl+Z takes it back" in hand.text(PlaceLine)
        # The coding stays the one meant, whatever is faster: the keys or the disk.
        wait = Event()
        hand.wait_for(wait)
        await hand.pilot.press("k", "k", "j", "l", "l")
        wait.set()
        await hand.press()
        assert hand.codes == [("trust", "sat with me when")]
        await hand.press("L", "H")
        assert hand.codes == [("trust", "She sat with me when the letters came.")]
        await hand.press("J")
        assert "Nothing would be left" in hand.told
        assert "Ctrl+Z" not in hand.text(PlaceLine)
        await hand.press("H")
        assert "begins with “What was it" in hand.text(PlaceLine)
        await hand.press("H")
        assert "There is no sentence further to the left." in hand.told
        assert "begins with" not in hand.text(PlaceLine)
        for _ in range(5):
            await hand.press("ctrl+z")
        # Once more after an undo: from where it stands now.
        await hand.go_to("sat with")
        await hand.press("l")
        assert hand.codes == [("trust", "sat with me")]

    at_text(steps)


def test_it_is_told_that_only_an_interviewers_words_were_coded(at_text):
    async def steps(hand):
        await hand.code("Go on.", *"tru")
        assert "with Trust; the interviewer's words only; Ctrl+Z takes it back." in hand.text(PlaceLine)
        await hand.code("Go on.\nParent 1: She came", *"tru")
        assert "Coded “" in hand.text(PlaceLine)
        assert "interviewer's" not in hand.text(PlaceLine)

    at_text(steps)


def test_of_several_the_one_chosen_is_moved_and_stays_chosen(at_text):
    async def steps(hand):
        await hand.code("She sat with me when the letters came", *"tru")
        await hand.code("sat with", *"dou")
        await hand.go_to("with me")
        here = hand.app.screen.query_one(CodingsHere)
        assert here.meant.code == "doubt"
        await hand.press("o", "k", "k", "k", "k")
        assert sorted(hand.codes) == [("doubt", "sat with"), ("trust", "She sat with me")]
        assert here.meant.code == "trust"
        await hand.press("k")
        assert sorted(hand.codes) == [("doubt", "sat with"), ("trust", "She sat with")]
        assert here.meant.code == "trust"
        await hand.press("o")
        assert "doubt" in {one.code for one in here._codings}
        # The words selected, and the coding that they are to be of.
        hand.select("with me when")
        await hand.press()
        while here.meant.code != "doubt":
            await hand.press("o")
        await hand.press("equals_sign")
        assert ("doubt", "with me when") in hand.codes
        assert here.meant.code == "doubt"
        await hand.press("l")
        assert ("doubt", "with me when the") in hand.codes
        hand.forget()
        hand.view.go_to(hand.view.caret)
        await hand.press("equals_sign")
        assert "Select the words" in hand.told

    at_text(steps)


def test_over_turns_its_speakers_stand_beside_it_and_it_is_cut_by_mouse(at_text):
    async def steps(hand):
        await hand.code("A kettle, mostly.", *"tru")
        await hand.press("H", "H")
        assert hand.codes[0][1].startswith("It took months")
        await hand.press("t")
        shown = hand.shown
        assert "Trust · PM2, Interviewer, PM1" in shown
        await hand.go_to("What did")
        await hand.click(next(one for one in hand.app.screen.query(ActionItem) if "Split" in str(one.visual)))
        assert [words for _, words in hand.codes][1] == "What did you bring?\nPM1: A kettle, mostly."
        assert "Cut “Trust” in two" in hand.text(PlaceLine)
        hand.forget()
        await hand.press("s")
        assert "Put the caret where" in hand.told
        assert len(hand.codes) == 2

    at_text(steps, name=JOINT)


def test_words_become_a_code_and_one_that_there_is_is_used(at_text):
    async def steps(hand):
        hand.select("She came every week")
        await hand.press("i")
        assert hand.codes == [("she-came-every-week", "She came every week")]
        assert "Made the code “She came every week”" in hand.text(PlaceLine)
        await hand.press("i")
        assert "Coded already" in hand.text(PlaceLine)
        await hand.press("ctrl+z")
        assert hand.codes == []
        hand.view.go_to(0)
        await hand.press("i")
        assert "Select the words" in hand.told
        hand.select("I was scared")
        await hand.press("x", "i")
        assert "not for quotation" in hand.told
        assert hand.codes == []

    at_text(steps)


def test_all_of_a_code_here_get_another_after_a_look_at_them(at_text):
    async def steps(hand):
        for words in ("She sat with me", "I was scared"):
            await hand.code(words, *"dou")
        await hand.code("I was scared", *"tru")
        await hand.go_to("She sat")
        await hand.press("w")
        assert isinstance(hand.app.screen, PickerScreen)
        await hand.press(*"tru", "enter")
        assert isinstance(hand.app.screen, TransferScreen)
        shown = hand.shown
        for said in ("Give 2 codings of yours the code “Trust” instead of “Doubt”?", "has it already", "I was scared"):
            assert said in shown
        await hand.press("enter", "escape")
        assert ("doubt", "She sat with me") in hand.codes
        await hand.press("w", *"tru", "enter")
        await hand.click("#transfer-them")
        assert hand.codes == [("trust", "She sat with me"), ("trust", "I was scared")]
        assert "2 codings transferred to “Trust”" in hand.text(PlaceLine)
        await hand.press("ctrl+z")
        # To a code that is made for it; meanwhile another program changes one of them.
        await hand.go_to("She sat")
        await hand.press("w", *"Being there", "enter", "ctrl+s")
        assert isinstance(hand.app.screen, TransferScreen)
        other, _ = opening.open_study(hand.app.opened.folder, coder="Ruth")
        coding.set_memo(other, extracts(other, codes=["doubt"])[0].id, "a note")
        other.close()
        await hand.press("ctrl+s")
        assert "were changed since" in hand.told
        assert ("doubt", "She sat with me") in hand.codes
        await hand.press("w", *"Being there", "enter", "ctrl+s")
        while not isinstance(hand.app.screen, TransferScreen):
            await hand.pilot.pause(0.01)
        assert "Make the code “Being there”, and give it to 2 codings of yours instead of “Doubt”?" in hand.shown
        await hand.press("ctrl+s")
        assert ("being-there", "She sat with me") in hand.codes
        # Made and transferred is one step.
        await hand.press("ctrl+z")
        assert ("doubt", "She sat with me") in hand.codes
        assert "being-there" not in {one.id for one in hand.app.screen.opened.books.codes()}

    at_text(steps)


def test_a_code_shows_what_it_was_put_on_elsewhere(at_text):
    async def steps(hand):
        with hand.app.opened.read() as session:
            texts = {name: listing.find_text(session, name).text for name in (JOINT, LATE)}
        for name, words in ((JOINT, "I listened"), (LATE, "I do the forms")):
            coding.apply(hand.app.opened, name, [coding.place_of_quote(texts[name], words)], ["trust"])
        await hand.code("She sat with me", *"tru")
        screen = hand.app.screen
        screen.read_extracts()
        await hand.press()
        rules = str(screen.query_one(CodeRules).query_one("#extracts-so-far").visual)
        assert "In other transcripts (2)" in rules
        assert rules.index("I do the forms") < rules.index("I listened")
        assert "She sat" not in rules
        # Any of them may be marked: they are copied by command, and not by mouse.
        await hand.pilot.click("#extracts-so-far", times=3, offset=(2, 2))
        assert not screen.get_selected_text()
        await hand.press("escape")
        await hand.press("z")
        assert isinstance(hand.app.screen, CodeExtractsScreen)
        rows = hand.app.screen.query_one(ExtractLines)
        assert [one.transcript for one in rows.rows] == [LATE, JOINT]
        assert "1 of 2, newest first" in hand.shown
        await hand.press("down", "space", "enter")
        assert isinstance(hand.app.screen, CodingScreen)
        assert hand.app.screen.opened.transcript.name == JOINT
        assert hand.view.selection == hand.place("I listened")

    at_text(steps)


def test_a_long_list_of_extracts_is_read_page_by_page(at_text):
    async def steps(hand):
        with hand.app.opened.read() as session:
            text = listing.find_text(session, PARENT).text
        begin = text.index("She came every week")
        spans = {coding.checked_span(text, begin, begin + length) for length in range(1, 59)}
        spans |= {coding.checked_span(text, begin + 4, begin + 4 + length) for length in range(1, 55)}
        spans |= {coding.checked_span(text, begin - 30, begin + length) for length in range(1, 30)}
        coding.apply(hand.app.opened, PARENT, sorted(spans), ["trust"])
        await hand.code("I do", *"tru")
        await hand.press("z")
        rows = hand.app.screen.query_one(ExtractLines)
        assert len(rows.rows) == PAGE < len(spans)
        await hand.press("end", "end")
        assert len({one.id for one in rows.rows}) == len(rows.rows) == len(spans)
        assert f"{len(spans)} of {len(spans)}" in hand.shown

    at_text(steps, name=LATE)
