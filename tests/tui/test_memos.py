"""The memos on the screen: listed, narrowed, written, changed, removed, passed on, and gone to what they are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from textual.widgets import Button, Input, Static

from workbench import coding, memos, themes
from workbench.memos import Sifting
from workbench.tui.screens import memo_jobs as jobs
from workbench.tui.screens.choose import ChooseScreen
from workbench.tui.screens.memo_filter import MemoFilter
from workbench.tui.screens.memo_form import MemoForm
from workbench.tui.screens.memos import MemosScreen
from workbench.tui.screens.question import ElsewhereQuestion, UnsavedQuestion
from workbench.tui.widgets.blocks import BlocksView
from workbench.tui.widgets.found_rows import FoundRows
from workbench.tui.widgets.memo_rows import MemoRows

PARENT, HOSTILE = "Parent 1 Early", "[/bold] \x1b[31mred [names city] **strong** العربية"
DAY = dt.date(2024, 3, 5)


class Analyst:
    """Somebody among the memos."""

    def __init__(self, app, pilot, settle):
        self.app, self.pilot, self._settle = app, pilot, settle

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self._settle(self.pilot)

    async def at(self, memo_id):
        """Put the cursor on a memo, and wait until it is shown."""
        self.rows.go_to(memo_id)
        self.app.screen._rest()
        await self._settle(self.pilot)

    async def write(self, text):
        """Type into the editor, whatever stands there."""
        self.app.screen.query_one("#note").text = text
        await self.pilot.pause()

    @property
    def rows(self):
        return self.app.screen.query_one(MemoRows)

    @property
    def listed(self):
        return [one.text for one in self.rows.rows]

    @property
    def offered(self):
        """What can be done with the whole memo, as the line below it offers it."""
        return [one for one in self.app.screen.query("#whole-pane ActionItem") if one.parent.display]

    def text(self, selector):
        return str(self.app.screen.query_one(selector, Static).visual)


@pytest.fixture
def among_memos(drive, workbench_in, settle):
    """Runs steps on the memos screen of a study: ``among_memos(study, steps, size=…)``."""

    def run(study, steps, *, size=(120, 40)):
        app = workbench_in(study.folder)

        async def go(pilot):
            await pilot.press("f8")
            await settle(pilot)
            assert isinstance(app.screen, MemosScreen)
            await steps(Analyst(app, pilot, settle))

        drive(app, go, size=size)

    return run


def test_a_memo_is_written_changed_removed_and_brought_back(study, among_memos, settle, shown, told):
    async def steps(her):
        app = her.app
        assert "There are no memos yet" in shown(app)
        await her.press("n")
        assert isinstance(app.screen, ChooseScreen)
        await her.press(*"listening", "enter")
        assert isinstance(app.screen, MemoForm)
        await her.press("ctrl+s")
        assert "The memo is empty" in her.text("#trouble")
        await her.write(HOSTILE)
        app.screen._kind.value, app.screen._phase.value, app.screen._date.value = "code rule", 2, "5.3.2024x"
        await her.press("ctrl+s")
        assert "Day:" in her.text("#trouble")
        app.screen._date.value = "5.3.2024"
        await her.press("ctrl+s")
        (memo,) = memos.memos(study)
        assert (memo.text, memo.kind, memo.phase, memo.date, memo.about_id) == (
            HOSTILE, "code rule", 2, DAY, "listening",
        )  # fmt: skip
        page = shown(app)
        assert "[/bold] ␛[31mred [names city] strong" in page
        assert "\x1b" not in page
        assert "“Listening” (listening)" in her.text("#told")
        await her.press("enter")
        await her.write("Changed.")
        await her.press("escape")
        await her.press("y")  # throws nothing away
        assert isinstance(app.screen, UnsavedQuestion)
        await her.press("ctrl+s")
        assert her.listed == ["Changed."]
        assert memos.memos(study)[0].kind == "code rule"
        await her.press("d")
        assert her.listed == []
        assert "Removed the memo; Ctrl+Z brings it back." in told(app)
        await her.press("ctrl+z")
        assert her.listed == ["Changed."]
        await her.press("e")
        app.screen._date.value = ""
        await her.press("ctrl+s")
        assert (memos.memos(study)[0].date, memos.memos(study)[0].day) == (None, memos.today())
        await her.press("g")
        assert app.screen.PLACE == "coding"
        await her.press("f8", "x")
        app.screen.query_one("#path", Input).value = "exports/memos.md"
        await her.press("enter")
        await her.press("escape")
        assert "Changed." in (study.folder / "exports/memos.md").read_text()
        # What can be written about may be read only after the box is open.
        app.screen.choices = {jobs.OnWhat().called: jobs.OnWhat()}
        await her.press("n", *"listening")
        assert app.screen.query_one(FoundRows).current is None
        app.get_screen("memos").load()
        await settle(her.pilot)
        await her.press("enter")
        assert app.screen._what.name == "listening"
        await her.press("escape")
        assert isinstance(app.screen, MemosScreen)

    among_memos(study, steps)


def test_memos_are_narrowed_and_one_goes_to_what_they_are_about(study, among_memos, code, shown, told):
    (made,) = code(study, PARENT, "She sat with me", "trust", memo="in its own row")
    theme = themes.add(study, "Being held")
    place = coding.find_place(study, PARENT, quote="in the snow", start=None, end=None)
    ids = {
        about: memos.add(study, f"snow {about}", about=about, date=DAY, **given)
        for about, given in {
            "study": {"kind": "reflexive"},
            "transcript": {"name": PARENT},
            "passage": {"name": PARENT, "span": place},
            "coding": {"coding_id": made.id},
            "theme": {"name": "Being held"},
            "participant": {"name": "P1"},
        }.items()
    }
    secret = memos.add(study, "a bruise", kind="safeguarding", about="participant", name="P2")
    sam = memos.add(replace(study, coder="Sam"), "x" * 100_000, kind="field note")

    async def narrowed(her):
        assert len(her.listed) == 8
        assert "bruise" not in shown(her.app)
        # What was read is sifted as one types; what is written meanwhile is among it all the same.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(memos, "memos", None)
            await her.press("slash", *"snow the")
            assert her.listed == ["snow theme"]
        late = memos.add(study, "snow then", date=DAY)
        her.app.study_changed()
        await her.press("n")
        assert her.listed == ["snow then"]
        memos.remove(study, late)
        her.app.study_changed()
        await her.press("backspace", "enter")
        assert her.listed == ["snow theme"]
        assert her.rows.has_focus
        await her.press("escape", "f")
        box = her.app.screen
        assert isinstance(box, MemoFilter)
        box._since._line.value = "never"
        await her.press("ctrl+s")
        assert her.app.screen is box
        box._since._line.value, box._until._line.value = "2024-03-04", "2024-03-03"
        await her.press("ctrl+s")
        assert her.app.screen is box
        assert "No day is both since 2024-03-04 and until 2024-03-03." in shown(her.app)
        box._until._line.value, box._coder._select.value = "2024-03-06", "Ruth"
        box._kind._select.value = "reflexive"
        await her.press("ctrl+s")
        assert her.listed == ["snow study"]
        assert "Only: reflexive, by Ruth, since 2024-03-04, until 2024-03-06." in her.text("#sifted")

    async def passed_on(her):
        await her.press("f")
        her.app.screen._kind._select.value = "safeguarding"
        for field in (her.app.screen._since, her.app.screen._until):
            field._line.value = ""
        await her.press("ctrl+s")
        assert her.listed == ["a bruise"]
        assert "in no export, pack or report" in her.text("#sifted")
        assert "Not passed on yet" in her.text("#told")
        # Nor is it copied, or counted.
        await her.press("ctrl+c")
        assert "Memos on safeguarding are not copied" in told(her.app)
        assert her.app.words_copied == ()
        assert "Memos on safeguarding" in shown(her.app)
        assert "1 memo" not in shown(her.app)
        assert "Concerns stand apart" not in shown(her.app)
        assert [one.command.label for one in her.offered] == ["Passed on"]
        await her.press("x")
        assert isinstance(her.app.screen, MemosScreen)
        assert "in no export" in told(her.app)
        await her.press("p", *"[/] lead")
        memos.pass_on(study, secret, "somebody", DAY)
        await her.press("enter")
        assert isinstance(her.app.screen, ElsewhereQuestion)
        her.app.screen.query_one("#yes", Button).press()
        await her.press()
        assert memos.find(study, secret).passed_to == "[/] lead"
        assert "Passed on to [/] lead" in her.text("#told")
        assert memos.open_concerns(study) == 0
        await her.press("escape")
        assert len(her.listed) == 8
        assert "Concerns stand apart: f" in shown(her.app)
        assert len(her.offered) == 3
        await her.at(made.id)
        await her.press("ctrl+c")
        assert her.app.words_copied == (memos.find(study, made.id).text,)
        await her.press("n", "enter")
        her.app.screen._kind.value = "safeguarding"
        await her.write("another")
        await her.press("ctrl+s")
        assert len(her.listed) == 8
        assert "Wrote the memo; concerns stand apart: F8, f, kind safeguarding." in told(her.app)
        await her.press("ctrl+z")

    async def gone_to(her):
        rooms = {"transcript": "coding", "passage": "coding", "coding": "coding", "theme": "themes"}
        for about, where in rooms.items():
            await her.at(ids[about])
            await her.press("g")
            assert where == her.app.screen.PLACE
            if about == "passage":
                assert her.app.screen.view.selection == place
            await her.press("f8")
        assert her.app.get_screen("themes").theme.id == theme.id
        await her.at(ids["participant"])
        await her.press("g")
        assert [one.name for one in her.app.screen._found.values() if one.id in her.app.screen._listed] == [
            PARENT, "Parent 1 Late",
        ]  # fmt: skip
        await her.press("f8")
        await her.at(ids["study"])
        await her.press("g")
        assert "about the study as a whole" in told(her.app)

    async def of_others(her):
        await her.at(sam)
        view = her.app.screen.query_one(BlocksView)
        assert view.text.count("x") == 100_000
        for key in ("e", "d"):
            her.app.clear_notifications()
            await her.press(key)
            assert isinstance(her.app.screen, MemosScreen)
        assert "another coder's memo, Sam's" in told(her.app)
        await her.at(made.id)
        await her.press("enter")
        assert not her.app.screen.query_one("#memo-facts").display
        await her.write("its note")
        coding.set_memo(study, made.id, "theirs")
        await her.press("ctrl+s")
        assert isinstance(her.app.screen, ElsewhereQuestion)
        assert "theirs" in shown(her.app)
        her.app.screen.query_one("#yes", Button).press()
        await her.press()
        assert memos.find(study, made.id).text == "its note"

    async def steps(her):
        await narrowed(her)
        await passed_on(her)
        await gone_to(her)
        await of_others(her)

    among_memos(study, steps)


def test_in_a_small_window_list_and_memo_stand_one_below_the_other(study, among_memos, shown):
    for number in range(30):
        memos.add(study, f"memo {number}", date=DAY + dt.timedelta(number))

    async def steps(her):
        page = shown(her.app)
        assert "memo 29" in page
        assert her.app.screen.query_one(BlocksView).region.height
        await her.press("end")
        assert her.rows.current.text == "memo 0"
        her.app.screen.query_one(Input).focus()
        await her.press(*"memo 29", "enter")
        assert her.listed == ["memo 29"]

    among_memos(study, steps, size=(60, 16))


def test_while_coding_memos_are_written_on_words_codings_codes_and_the_transcript(study, code, at_text, told):
    (made,) = code(study, PARENT, "She sat with me", "trust")
    sam = memos.add(replace(study, coder="Sam"), HOSTILE, about="coding", coding_id=made.id)
    secret = memos.add(study, "a bruise", kind="safeguarding", about="coding", coding_id=made.id)

    async def steps(she):
        screen = she.app.screen

        def box():
            return she.app.screen

        def here():
            return str(screen.query_one("CodingsHere").border_subtitle or "")

        await she.go_to("letters")
        assert "memo" not in here()
        await she.press("M")
        assert isinstance(box(), MemoForm)
        await she.press("escape")
        await she.go_to("sat with")
        assert "1 memo here: M" in here()
        she.select("sat with me when")
        await she.press("M")
        assert list(box()._names)[:3] == [
            "the words “sat with me when”", "the coding with Trust", f"the transcript {PARENT}",
        ]  # fmt: skip
        assert "Sam's analytic memo: [/bold] ␛[31mred" in she.shown
        assert "bruise" not in she.shown
        await she.press("enter")
        box().query_one("#note").text = "Mine [/]"
        await she.press("ctrl+s")
        (mine,) = memos.memos(study, Sifting(about="passage"))
        assert (mine.text, mine.where.span) == ("Mine [/]", she.place("sat with me when"))
        assert "2 memos here" in here()
        await she.press("M", *"your analytic", "enter")
        assert box()._memo.id == mine.id
        await she.press("escape", "M", *"sam's", "enter")
        assert box().PLACE == "memos"
        assert box().memo.id == sam
        await she.press("f3", "F")
        assert "What strikes you as you read, before you code" in she.shown
        box().query_one("#note").text = "First hearing."
        await she.press("escape")
        assert memos.familiarisation(study, PARENT).text == "First hearing."
        assert "Wrote the first impressions; Ctrl+Z takes it back." in told(she.app)
        await she.press("F")
        assert box().standing == "First hearing."
        memos.write_familiarisation(study, PARENT, "Theirs.")
        box().query_one("#note").text = "Second."
        await she.press("ctrl+s")
        assert isinstance(box(), ElsewhereQuestion)
        box().query_one("#yes", Button).press()
        await she.press()
        assert memos.familiarisation(study, PARENT).text == "Second."
        await she.press("b", "home", "down", "down", "m")
        box().query_one("#note").text = "When to use it."
        await she.press("ctrl+s")
        assert memos.memos(study, Sifting(kind="code rule"))[0].about == "code"
        await she.press("f2", "m")
        box().query_one("#note").text = "A visit."
        await she.press("ctrl+s")
        await she.press("f4")
        await she.press("m")
        assert "There is nothing here to write a memo on." in she.told
        await she.press("shift+tab", "m")
        assert "the code" in box()._what.called
        await she.press("escape")
        assert {one.about for one in memos.memos(study)} == {"transcript", "passage", "coding", "code"}
        assert memos.find(study, secret).kind == "safeguarding"

    at_text(steps)
