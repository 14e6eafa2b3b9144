"""The codebook beside the transcript: filtered, folded, hidden on the text, by keys and by mouse."""

from __future__ import annotations

from textual.command import CommandList
from textual.widgets import Input

from workbench import coding
from workbench.codebook.schema import Code, Codebook
from workbench.codebook.states import states
from workbench.coding.place import put_aside
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.code_form import CodeForm
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.question import ElsewhereQuestion
from workbench.tui.widgets.code_rules import CodeRules
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.codebook_rows import FOLDED, HIDDEN, OPEN, CodebookRows, CodesShown
from workbench.tui.widgets.swatches import Swatches
from workbench.tui.widgets.writing import Writing

PARENT = "Parent 1 Early"
MANY = 300


def rows(hand):
    return hand.app.screen.query_one(CodebookRows)


def seen(hand):
    """The codes of the list, by id, those in sight or not."""
    return [row.key for row in rows(hand).rows]


def line(hand, code_id):
    """How a code is drawn."""
    (found,) = rows(hand).lines(rows(hand).outline.rows[rows(hand).outline.places[code_id]], 40)
    return found.plain


ALL = ["support", "listening", "practical", "trust", "doubt", "forms"]


async def a_filter_leaves_the_codes_in_which_the_words_stand_with_their_groups(hand):
    assert sorted(seen(hand)) == sorted(ALL)
    await hand.press("b", "slash", *"heard")
    assert seen(hand) == ["support", "listening"]
    assert rows(hand).code.id == "listening", "the group it stands in is no match"
    assert hand.app.screen.query_one(CodebookPane).border_title == "Codebook: 1 of 6"
    # To the codes, with the filter still on; a first Esc shows all, a second one goes back to the text.
    await hand.press("enter", "left")
    assert rows(hand).code.id == "support"
    # How one gets all back stands there, wherever the keyboard is; so does a click.
    assert "Esc or a click: all codes" in hand.shown
    await hand.press("t")
    assert "b Esc or a click: all codes" in hand.shown
    await hand.click("_Found")
    assert sorted(seen(hand)) == sorted(ALL)
    assert "all codes" not in hand.shown
    await hand.press("b", "slash", *"heard", "down")
    assert hand.app.focused is rows(hand)
    await hand.press("escape")
    assert sorted(seen(hand)) == sorted(ALL)
    assert hand.app.screen.query_one("#codebook-filter", Input).value == ""
    assert hand.app.focused is rows(hand)
    await hand.press("escape")
    assert hand.app.focused is hand.view
    # A slip of the finger is forgiven; what nothing is like is said.
    hand.app.screen.query_one("#codebook-filter", Input).value = "lisetning"
    await hand.press("b", "slash")
    assert seen(hand) == ["support", "listening"]
    hand.app.screen.query_one("#codebook-filter", Input).value = "qqqq"
    await hand.press()
    assert seen(hand) == []
    assert "No code has “qqqq” in it." in hand.shown
    await hand.press("escape")
    assert sorted(seen(hand)) == sorted(ALL)


async def a_folded_group_shows_what_was_counted_of_all_in_it(hand):
    assert line(hand, "support").startswith(f"{OPEN} ")
    await hand.press("home", "left")
    assert seen(hand)[0] == "support"
    assert "listening" not in seen(hand)
    assert line(hand, "support").startswith(f"{FOLDED} ")
    assert line(hand, "support").endswith("∑1/2")
    # It stays folded when something is coded, and the sum goes with it.
    await hand.code("every week", *"list")
    await hand.press("b")
    assert line(hand, "support").endswith("∑2/3")
    await hand.press("ctrl+z", "right", "right")
    assert rows(hand).code.id == "listening"
    assert line(hand, "listening").endswith(" 1/2")
    # The other button of the mouse shows what can be done with the code, before all that can be done elsewhere.
    await hand.click(rows(hand), 12, 1, button=3)
    first = hand.app.screen.query_one(CommandList).get_option_at_index(0)
    assert "Put on the words" in str(first.prompt)
    await hand.press("escape", "minus")
    assert "listening" not in seen(hand)
    assert rows(hand).code.id == "support", "the cursor is on what its code was folded into"
    await hand.press("plus")
    assert sorted(seen(hand)) == sorted(ALL)
    # By mouse: a click on the sign folds, one on the name shows the rule and folds nothing.
    await hand.click(rows(hand), 2, 0)
    assert "listening" not in seen(hand)
    await hand.click(rows(hand), 2, 0)
    await hand.click(rows(hand), 12, 1)
    assert "Being heard." in str(hand.app.screen.query_one(CodeRules)._text.render())


async def a_new_code_stands_in_the_group_under_the_cursor(hand):
    book = hand.app.opened.codebooks / "peer.yaml"
    before = book.read_bytes()
    await hand.press("b", "home", "left", "a", *"Turn up", "ctrl+s")
    added = b"  - id: turn-up\n    name: Turn up\n    parent: support\n    origin: data-driven\n"
    assert book.read_bytes().replace(added, b"").split() == before.split()
    assert added in book.read_bytes()
    assert rows(hand).code.id == "turn-up", "the group is unfolded, and the cursor on it"
    await hand.press("ctrl+z")
    assert book.read_bytes() == before
    # Beside a code that is no group, it stands where that does.
    await hand.press("end", "a")
    assert hand.app.screen.standing.parent is None
    await hand.press("escape", "home", "down", "a")
    assert hand.app.screen.standing.parent == "support"
    assert not hand.app.screen.unsaved
    await hand.press("escape")


async def a_code_is_changed_in_a_form_and_no_other_byte_of_its_file(hand):
    app, book = hand.app, hand.app.opened.codebooks / "peer.yaml"
    before = book.read_text()
    rows(hand).point_at("listening")
    await hand.press("b", "e")
    form = app.screen
    assert isinstance(form, CodeForm)
    assert not form.unsaved
    # Of the codes it may not stand under there is itself; found by a few letters, it is moved.
    form.query_one("#parent").focus()
    await hand.press("enter", *"trus", "enter")
    form.query_one("#definition", Writing).text = ""
    form.query_one("#definition", Writing).insert("Being heard, and believed.")
    form.query_one(Swatches).focus()
    await hand.press("right")
    assert form.query_one("#colour", Input).value == "#E69F00"
    assert "[■]" in hand.shown
    assert "orange" in hand.shown
    form.query_one("#colour", Input).value = "red"
    await hand.press("ctrl+s")
    assert "is no colour" in hand.text("#trouble") or "colour" in hand.text("#trouble")
    assert book.read_text() == before
    form.query_one("#colour", Input).value = "#E69F00"
    form.query_one("#examples", Writing).insert("She sat and listened.\n\nHe asked again.")
    await hand.press("ctrl+s")
    assert app.screen is not form
    assert book.read_text() == before.replace(
        "definition: Being heard.\n    parent: support\n",
        "definition: Being heard, and believed.\n    examples:\n      - She sat and listened.\n"
        '      - He asked again.\n    parent: trust\n    colour: "#E69F00"\n',
    )
    assert rows(hand).code.id == "listening"
    assert rows(hand).current.depth == 1
    assert "Being heard, and believed." in str(app.screen.query_one(CodeRules)._text.render())
    # One step, taken back as one in file and database.
    await hand.press("ctrl+z")
    assert book.read_text() == before
    assert states.current(app.opened).find("listening").parent == "support"


async def what_others_wrote_into_the_file_meanwhile_is_a_choice(hand):
    app, book = hand.app, hand.app.opened.codebooks / "peer.yaml"
    before = book.read_text()
    rows(hand).point_at("listening")
    await hand.press("b", "e")
    form = app.screen
    form.query_one("#name", Input).value = "Hearing"
    form.query_one("#definition", Writing).insert(" Mine.")
    theirs = before.replace("Being heard.", "Theirs.").replace("name: Doubt", "name: Doubts")
    book.write_text(theirs)
    await hand.press("ctrl+s")
    assert isinstance(app.screen, ElsewhereQuestion)
    assert "Definition: Theirs." in hand.shown
    assert book.read_text() == theirs
    await hand.press("escape")
    assert app.screen is form
    assert form.query_one("#definition", Writing).text == "Being heard. Mine."
    await hand.press("ctrl+s")
    await hand.press("right", "enter")
    assert app.screen is not form
    assert book.read_text() == theirs.replace("Theirs.", "Being heard. Mine.").replace("'Listening'", "'Hearing'")
    await hand.press("ctrl+z")
    assert book.read_text() == theirs
    book.write_text(before)
    await hand.look_around()


async def hidden_codes_are_not_on_the_text_and_that_is_told(hand):
    screen = hand.app.screen
    assert [one.code for one in screen.codings] == ["listening", "trust"]
    await hand.press("home", "h")
    assert "Hidden on the text: Support and 2 codes under it." in hand.told
    assert "3 codes hidden, 1 coding here" in hand.shown
    assert f"{HIDDEN} Listening" in line(hand, "listening")
    assert line(hand, "listening").endswith(" 1/2"), "what is hidden counts"
    assert [one.code for one in screen.codings] == ["trust"]
    hand.view.go_to(0)
    await hand.press("t", "right_square_bracket")
    assert hand.view.caret == hand.place("scared").start, "the next coding is one that is shown"
    # Put on words, a hidden code is told to be hidden.
    hand.select("even in the snow")
    hand.forget()
    await hand.press("b", "down", "enter")
    assert "it is hidden on the text" in hand.shown
    await hand.press("ctrl+z")
    assert put_aside(hand.app.opened).hidden == {"support", "listening", "practical"}
    # One of the group alone is shown again, then all by a click.
    await hand.press("h")
    assert "2 codes hidden, 0 codings here" in hand.shown
    await hand.click("HiddenLine")
    assert "hidden, " not in hand.shown
    assert len(screen.codings) == 2
    await hand.press("H")
    assert "No code is hidden" in hand.told
    await hand.press("home", "h", "H")
    assert put_aside(hand.app.opened).hidden == frozenset()
    await hand.press("h", "left")


async def where_a_code_comes_from_is_seen_in_its_form(hand):
    await hand.press("a", *"Rain", "ctrl+s")
    rows(hand).point_at("rain")
    await hand.press("e")
    form = hand.app.screen
    assert isinstance(form, CodeForm)
    label = form.query_one("#origin SelectCurrent #label")
    assert (form.standing["origin"], str(label.visual)) == ("data-driven", "data-driven")
    await hand.press("escape", "ctrl+z")
    assert "rain" not in seen(hand)


async def a_code_changes_places_with_the_next_one_in_its_group(hand):
    book = hand.app.opened.codebooks / "peer.yaml"
    before = book.read_bytes()
    order = seen(hand)
    rows(hand).point_at("trust")
    await hand.press("shift+down")
    assert "Trust stands behind Doubt; Ctrl+Z takes it back." in hand.told
    assert seen(hand).index("doubt") < seen(hand).index("trust")
    assert rows(hand).code.id == "trust"
    lines = book.read_text().splitlines()
    assert sorted(lines) == sorted(before.decode().splitlines())
    await hand.press("alt+up")
    assert (seen(hand), book.read_bytes()) == (order, before)
    # Not out of its group, and not where some are left out.
    rows(hand).point_at("listening")
    await hand.press("shift+up")
    assert "It goes no further in its group" in hand.told
    await hand.press("slash", *"heard", "enter", "shift+down")
    assert "Esc shows all, then it can be moved" in hand.told
    await hand.press("escape", "ctrl+z", "ctrl+z")
    assert (seen(hand), book.read_bytes()) == (order, before)


async def in_a_small_window_names_buttons_and_the_way_to_all_of_a_rule_are_seen(hand):
    await hand.resize(80, 24)
    hand.app.clear_notifications()  # what was taken in from the file is told over the codebook for a while
    await hand.press("b", "home", "h")
    for said in ("Practical help", "w Transfer x No quotation", "r Recode = Borders s Split", "here) · b H shows all"):
        assert said in hand.shown, said
    assert "Practical help 0/0" not in hand.shown
    await hand.press("H", "down")
    assert "all coders: 1/2" in hand.shown
    rule = hand.app.screen.query_one(CodeRules)
    await hand.resize(80, 14)
    assert rule.show_vertical_scrollbar
    assert str(rule.border_subtitle) == "z: all of it"
    hand.forget()
    await hand.press()
    await hand.click(rule, 3, 1)
    assert isinstance(hand.app.screen, CodeExtractsScreen)
    assert "Being heard." in hand.shown
    await hand.press("escape")
    await hand.resize(120, 40)
    assert str(rule.border_subtitle) == ""
    # Where there is no room for all buttons, a click lists the others.
    await hand.resize(62, 24)
    line = hand.app.screen.query_one("#more-actions")
    line.styles.width = 18
    await hand.press()
    assert "w Transfer …" in hand.shown
    await hand.click("#more-actions _More")
    assert "Not for quotation" in str(hand.app.screen.query_one(CommandList).get_option_at_index(0).prompt)
    await hand.press("escape")
    line.styles.width = "1fr"
    await hand.resize(120, 40)


async def a_double_click_leaves_the_keyboard_with_the_words(hand):
    hand.select("every week")
    before = len(hand.codes)
    hand.view.focus()
    place = next(number for number, row in enumerate(rows(hand).rows) if row.key == "trust")
    await hand.click("#codebook-rows", 12, place - rows(hand).scroll_offset.y, times=2)
    assert [code for code, words in hand.codes if words == "every week"][-1:] == ["trust"]
    assert len(hand.codes) == before + 1
    assert hand.app.focused is hand.view
    await hand.press("ctrl+z", "b")


def test_no_name_is_wider_than_the_list_whatever_script_it_is_in_and_however_deep_it_stands(hard):
    names = [hard[0], "قصة طويلة جدا عن الثقة", "סיפור 12", "e\u0301" * 50, "中文" * 30, "\u202eback"]
    codes = [Code(f"c{n}", f"{names[n % 6]} {n}", parent=f"c{n - 1}" if n % 40 else None) for n in range(MANY)]
    drawn = CodebookRows()
    books, hidden = (Codebook("b", "", "", tuple(codes), "b.yaml"),), frozenset(("c1", "c7"))
    drawn.take(CodesShown(books, here={"c7": 12}, everywhere={code.id: 1234 for code in codes[::2]}, hidden=hidden))
    for width in (8, 18, 32, 60):
        for row in drawn.outline.rows:
            (found,) = drawn.lines(row, width)
            assert found.cell_length <= width
            assert not set(found.plain) & set("\x1b\u202e")
    assert "12/" not in drawn.lines(drawn.outline.rows[7], 60)[0].plain, "it is not used in the study"


def test_codes_are_filtered_folded_and_hidden_and_stay_so(at_text, code, study, drive, workbench_in, settle):
    code(study, PARENT, "She sat with me", "listening")
    code(study, PARENT, "scared", "trust")
    code(study, "Parent 1 Late", "doubt", "listening")

    async def steps(hand):
        await a_filter_leaves_the_codes_in_which_the_words_stand_with_their_groups(hand)
        await a_folded_group_shows_what_was_counted_of_all_in_it(hand)
        await a_new_code_stands_in_the_group_under_the_cursor(hand)
        await a_code_is_changed_in_a_form_and_no_other_byte_of_its_file(hand)
        await what_others_wrote_into_the_file_meanwhile_is_a_choice(hand)
        await where_a_code_comes_from_is_seen_in_its_form(hand)
        await a_code_changes_places_with_the_next_one_in_its_group(hand)
        await in_a_small_window_names_buttons_and_the_way_to_all_of_a_rule_are_seen(hand)
        await a_double_click_leaves_the_keyboard_with_the_words(hand)
        await hidden_codes_are_not_on_the_text_and_that_is_told(hand)

    at_text(steps)
    app = workbench_in(study.folder)

    async def again(pilot):
        app.open_transcript(PARENT)
        await settle(pilot)
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.hidden == {"support", "listening", "practical"}
        assert [one.code for one in app.screen.codings] == ["trust"]
        assert "listening" not in [row.key for row in app.screen.query_one(CodebookRows).rows]

    drive(app, again)
    assert len(coding.extracts(app.opened)) == 3
