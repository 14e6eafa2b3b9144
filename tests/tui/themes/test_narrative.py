"""A theme's narrative: saved on leaving, filled from the extracts, and changed by nobody but who writes it."""

from __future__ import annotations

from itertools import count
from threading import Event

from textual.events import Key, Paste
from textual.widgets import TextArea

from workbench import themes
from workbench.report import attributed
from workbench.report.content import as_text
from workbench.report.markdown import as_markdown, blocks_of
from workbench.tui.screens.narrative import NarrativeScreen
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.theme_rows import ExtractRows

ODD = "They\u2028came\x0b\x1b[31m\n\x0cand went\n"
SMALL = (80, 24)


async def it_is_saved_on_leaving_and_takes_extracts_in(hand, study, shown):
    await hand.only(study, ("Help", {"codes": ["practical"], "fields": {"narrative": "They did it:"}}))
    await hand.press("w")
    assert isinstance(hand.app.screen, NarrativeScreen)
    await hand.press("f8")  # the list is hidden where there is little room: it is shown first
    assert "Go to an extract: F8 or Enter places it" in shown(hand.app)
    assert hand.app.screen.query_one(ExtractRows).has_focus
    await hand.press("f4")
    assert "Written into the text." in shown(hand.app)
    await hand.type(" And")
    await hand.press("f9")
    assert "not saved yet" in shown(hand.app)
    await hand.press("f9")
    # What is typed while the list has the keyboard is not lost: it goes on in the text.
    assert hand.app.screen.query_one(ExtractRows).has_focus
    await hand.type(" so")
    assert hand.app.screen.query_one(TextArea).has_focus
    await hand.press("enter", "Z", "f9", "f9")
    assert hand.app.screen.query_one(ExtractRows).has_focus
    hand.app.post_message(Paste("!"))
    await hand.press("f11", "f9", "f8")
    assert "Go to an extract: F8 or Enter places it" in shown(hand.app)
    await hand.press("escape")
    assert isinstance(hand.app.screen, ThemesScreen)
    # What helps in the narrative is not told beside it.
    assert "w Write" in shown(hand.app)
    assert "Go to an extract" not in shown(hand.app)
    wanted = "They did it: “I do the forms  myself now” (Parent 1, Late) And so\nZ!"
    assert themes.find_theme(study, "Help").narrative == wanted


async def the_extract_that_one_was_on_is_written(hand, study):
    await hand.resize((120, 40))
    await hand.only(study, ("Both", {"codes": ["practical", "trust"]}))
    rows = hand.app.screen.query_one(ExtractRows)
    rows.move_to(next(number for number, one in enumerate(rows.rows) if "[names city]" in one.extract.quote))
    assert rows.cursor > 0
    wanted = rows.current.extract.quote
    await hand.press("w", "f4")
    # As a terminal sends them: Textual's own way to press a key does not know both.
    hand.app.post_message(Key("zero_width_non_joiner", "\u200c"))
    hand.app.post_message(Key("zero_width_joiner", "\u200d"))
    await hand.type("x")
    assert wanted.split()[0] in hand.app.screen.query_one(TextArea).text
    assert hand.app.screen.query_one(TextArea).text.endswith("\u200c\u200dx")
    await hand.press("escape")
    # What is in brackets would be a link to Markdown: the words are written so that it reads them as they were said.
    written = themes.find_theme(study, "Both").narrative
    assert r"In \[names city\], \[/bold\] then" in written
    (block,) = blocks_of(written, level=1, series=count())
    (said,) = attributed(study, [rows.current.extract.id])
    assert as_text(block).startswith(said.text)
    # Copied and pasted it is the same; what comes from elsewhere is taken as it is.
    await hand.press("w")
    area = hand.app.screen.query_one(TextArea)
    area.text = ""
    hand.app.screen.query_one(ExtractRows).focus()
    await hand.press("ctrl+c")
    area.focus()
    for pasted in (said.text, " *really*"):
        hand.app.post_message(Paste(pasted.replace("\n", "\r")))
        await hand.press("end")
    assert area.text.endswith(" *really*")
    (block,) = blocks_of(area.text, level=1, series=count())
    assert as_text(block) == f"{said.text} really"
    area.text = ""
    await hand.press("escape")


async def an_extract_takes_the_place_of_nothing(hand, study, slowly, settle):
    """It is written behind what is selected, where F4 was pressed, and so that it is read back as it was said."""
    await hand.resize((120, 40))
    await hand.only(study, ("Help", {"codes": ["trust"], "fields": {"narrative": "I wrote"}}))
    await hand.press("w", "f6", "f7")
    area, rows = hand.app.screen.query_one(TextArea), hand.app.screen.query_one(ExtractRows)
    assert area.selected_text == ""
    rows.move_to(next(number for number, one in enumerate(rows.rows) if "[names city]" in one.extract.quote))
    (one,) = attributed(study, [rows.current.extract.id])
    said = as_markdown(one.text)
    await hand.press("ctrl+a")
    assert area.selected_text == "I wrote"
    ready = Event()
    slowly(hand.app, ready)
    # While it is got ready one goes on writing: there, and above.
    await hand.pilot.press("f4", "f4", "right", "!")
    area.insert("Before.\n", (0, 0))
    ready.set()
    await settle(hand.pilot)
    await hand.type("?")
    assert area.text == f"Before.\nI wrote {said} {said}!?"
    # Where the words would be read otherwise they begin a paragraph, or are not written at all.
    hand.app.words_copied = (one.text,)
    for begun, wanted in (("An `open \n` x", f"An `open \n\n{said}\n` x"), ("```\n", "```\n")):
        for put in (Key("f4", None), Paste(one.text)):
            area.text = begun
            area.move_cursor((1, 0) if begun.startswith("`") else (0, 9))
            hand.app.post_message(put)
            await settle(hand.pilot)
            assert area.text == wanted, put
    assert "a ``` or ~~~ above is open" in hand.app.said[-1]
    area.text = ""
    await hand.press("escape")


async def an_extract_is_placed_and_the_list_shows_it(hand, study, shown):
    await hand.resize((120, 40))
    await hand.only(study, ("Placed", {"codes": ["practical"], "fields": {"narrative": "They did it:"}}))
    await hand.press("w", "f8")
    rows, area = hand.app.screen.query_one(ExtractRows), hand.app.screen.query_one(TextArea)
    wanted = themes.reference_to(study, rows.current.extract.id)
    assert area.text == f"They did it: {wanted}"
    assert "Placed: it prints there as it is prepared." in shown(hand.app)
    assert rows.placed == {rows.current.extract.id}
    # Who speaks is seen beside it, however little room there is.
    assert "Parent 1, Late · placed" in shown(hand.app)
    assert "here: Parent 1, Late, “I do the forms" in shown(hand.app)
    # In an empty line it is a paragraph of its own.
    await hand.press("enter")
    await hand.press("f8")
    assert area.text == f"They did it: {wanted}\n\n{wanted}"
    await hand.press("enter")
    await hand.type("[[ffff0000]]")
    assert "here: no extract of this theme" in shown(hand.app)
    area.text = "```\n"
    area.move_cursor((1, 0))
    await hand.press("f8")
    assert area.text == "```\n"
    assert "a ``` or ~~~ above is open" in hand.app.said[-1]
    area.text = "None"
    await hand.press("end")
    assert rows.placed == frozenset()
    assert "here:" not in shown(hand.app)
    area.text = ""
    await hand.press("escape")


async def words_are_found_in_it(hand, study):
    await hand.only(study, ("Words", {"fields": {"narrative": "one two\n\nthree TWO"}}))
    await hand.press("w", "ctrl+f")
    await hand.type("two")
    await hand.press("enter")
    assert hand.app.screen.query_one(TextArea).selected_text == "two"
    await hand.press("ctrl+f", "enter")
    assert hand.app.screen.query_one(TextArea).selection.start == (2, 6)
    await hand.press("escape")


async def opening_it_changes_nothing_and_sends_nothing_raw(hand, study, shown):
    await hand.only(study, ("Odd", {"fields": {"narrative": ODD + "windows\r\n"}}))
    await hand.press("w")
    assert "· saved" in shown(hand.app)
    assert "\x1b" not in shown(hand.app)
    assert not hand.app.screen.unsaved
    # The last step was the making of the theme, which was not done here: it is asked about.
    await hand.press("escape", "ctrl+z", "right", "enter")
    assert isinstance(hand.app.screen, ThemesScreen)
    assert themes.themes(study) == []


async def it_is_begun_and_the_program_left(hand, study):
    await hand.only(study, ("Left", {}))
    await hand.press("w")
    await hand.type("Not lost")
    await hand.pilot.press("ctrl+q")


def test_a_narrative_is_written_and_saved_on_leaving_it_and_the_program(at_themes, coded, shown, slowly, settle):
    async def steps(hand):
        await it_is_saved_on_leaving_and_takes_extracts_in(hand, coded, shown)
        await the_extract_that_one_was_on_is_written(hand, coded)
        await an_extract_takes_the_place_of_nothing(hand, coded, slowly, settle)
        await an_extract_is_placed_and_the_list_shows_it(hand, coded, shown)
        await words_are_found_in_it(hand, coded)
        await opening_it_changes_nothing_and_sends_nothing_raw(hand, coded, shown)
        await it_is_begun_and_the_program_left(hand, coded)

    at_themes(steps, size=SMALL)
    assert themes.find_theme(coded, "Left").narrative == "Not lost"
