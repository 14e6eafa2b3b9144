"""The room of the codebook: what each code means and is used for, and what is changed there."""

from __future__ import annotations

from textual.widgets import Static

from workbench import coding, themes
from workbench.codebook.changes import change
from workbench.codebook.schema import Code, Conflict
from workbench.codebook.states import states
from workbench.spans import Span
from workbench.tui.screens.code_extracts import CodeExtractsScreen
from workbench.tui.screens.code_form import CodeForm
from workbench.tui.screens.codes import CodesScreen
from workbench.tui.screens.codes_jobs import LifeRead
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.lines import LinesScreen
from workbench.tui.widgets.code_rules import CodeRules, rules_of
from workbench.tui.widgets.codebook_rows import CodebookRows, CodesShown
from workbench.tui.widgets.drop_down import DropDown
from workbench.tui.widgets.life_rows import LifeRows
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.under_field import UnderField
from workbench.tui.widgets.writing import Writing


def test_codes_are_looked_at_and_changed(study, drive, workbench_in, settle, shown, pressing):
    coding.apply(study, "Parent 1 Early", [Span(30, 40)], ["trust"])
    coding.apply(study, "Parent 1 Early", [Span(50, 60)], ["listening"])
    theme = themes.add(study, "[/bold] Whom they trust")
    themes.edit(study, theme, add_codes=["trust"])
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("f10")
        room, rows = app.screen, app.screen.query_one(CodebookRows)
        assert isinstance(room, CodesScreen)
        assert rows.has_focus
        await press("slash", "f10")
        assert rows.has_focus
        rows.point_at("trust")
        await settle(pilot)
        assert "1 coding, 1 of them yours; in 1 theme: [/bold] Whom they trust." in shown(app)
        assert "1/1" in shown(app)
        assert "Put on the words" not in shown(app)
        rows.take(CodesShown())
        await settle(pilot)
        assert "There are no codes yet: a makes one." in shown(app)
        room._show()
        # Help tells what Enter does here, and nothing that is done to the words of a transcript only.
        help_on = HelpScreen(room)
        told_of = [one.id for place in help_on._places for one in help_on._commands(place)]
        assert "codes.choose" in told_of
        assert not {"codebook.apply", "codebook.hide", "codebook.show-all"} & set(told_of)
        # What is done with a code stands below the list, and is clicked there.
        assert "x retire T mark M merge S split" in shown(app)
        rows.point_at("forms")
        await settle(pilot)
        assert "Merged into Practical help" in shown(app)
        assert "Its codings count for" in shown(app)
        # Enter opens the form; what is saved there is shown here, and Ctrl+Z takes it back.
        rows.point_at("doubt")
        await press("enter")
        assert isinstance(app.screen, CodeForm)
        reason = app.screen.query_one("#reason", Line)
        reason.value = "clearer"
        assert app.screen.typed == {"reason": "clearer"}
        reason.value = ""
        await press("end", *"ing", "ctrl+s")
        assert app.screen is room
        assert room.code is not None
        assert room.code.name == "Doubting"
        await press("ctrl+z")
        assert room.code.name == "Doubt"
        # What became of it is told once the cursor rests on it: what was undone is no part of that.
        await press("e")
        await press("end", *"s", "ctrl+s")
        room._ask_life()
        await settle(pilot)
        assert "Ruth" in shown(app)
        assert "“Doubt” is called “Doubts” now" in shown(app)
        assert "Doubting" not in shown(app)
        # What is told of versions that are not the last any more is not shown; nor is it kept from being asked again.
        told = room.query_one(LifeRows).rows
        room._show_life(LifeRead("doubt", (), (), "", after=room._readings - 1))
        assert (room.query_one(LifeRows).rows, bool(room._stages)) == (told, True)
        rows.point_at("trust")
        room._told_of = "doubt"
        room._show_life(LifeRead("doubt", room._stages, told, "", after=room._readings))
        room.query_one(LifeRows).show(())
        rows.point_at("doubt")
        await settle(pilot)
        room._ask_life()
        await settle(pilot)
        assert room.query_one(LifeRows).rows == told
        await press("d")
        assert isinstance(app.screen, LinesScreen)
        assert "Compared: " in shown(app)
        assert "→ now." in shown(app)
        await press("escape")
        # Two of its versions are compared where one is marked.
        room.query_one(LifeRows).focus()
        await press("home", "space", "end", "d")
        assert isinstance(app.screen, LinesScreen)
        assert "“Doubt” is called “Doubts” now" in shown(app)
        assert "→ now." not in shown(app)
        await press("escape")
        rows.focus()
        rows.point_at("trust")
        await press("z")
        assert isinstance(app.screen, CodeExtractsScreen)
        assert "Trust  Parent 1 Early" not in shown(app)
        await press("escape")
        # Of a group it is told which of its codes each extract has.
        rows.point_at("support")
        await press("z")
        assert "Listening  Parent 1 Early" in shown(app)
        await press("escape")
        # What stands beside the list is of the code under the cursor, also where the filter put it there.
        await press("slash", *"practical", "enter")
        assert room.code is not None
        assert room.code.name == "Practical help"
        assert "Practical help" in str(room.query_one(CodeRules)._text.render())
        await press("escape")
        # What is done to words of a transcript is not done here.
        await press("h")
        assert app.screen is room

    drive(app, steps)


def test_codes_are_retired_merged_split_and_taken_out(study, drive, workbench_in, settle, shown, told, pressing):
    coding.apply(study, "Parent 1 Early", [Span(30, 40), Span(50, 60)], ["trust"])
    study.close()
    app = workbench_in(study.folder)

    def code(code_id):
        return states.current(app.opened).as_it_stands(code_id)

    async def steps(pilot):
        press = pressing(pilot)

        async def at(code_id, *keys):
            app.screen.query_one(CodebookRows).point_at(code_id)
            await press(*keys)

        await press("f10")
        # What it touches is said before; without a yes nothing is done.
        await at("trust", "x")
        assert "It touches 2 codings in 1 transcript (Ruth 2)." in shown(app)
        await press("escape")
        assert code("trust").is_living
        # Nor is a reason written that holds words of an interview, but where somebody says so.
        await at("trust", "x")
        app.screen.query_one("#reason", Line).value = "She said: she sat with me when the letters came."
        await press("ctrl+s")
        assert "The code Trust, reason: 8 words in a row" in " ".join(shown(app).split())
        await press("enter")
        assert app.screen.PLACE == "reshape"
        assert code("trust").is_living
        await press("ctrl+s")
        await press("right", "enter")
        assert [one.reason for one in code("trust").changes] == ["She said: she sat with me when the letters came."]
        await press("ctrl+z")
        await at("trust", "x")
        await press(*"worn", "ctrl+s")
        assert code("trust").retired
        assert [one.reason for one in code("trust").changes] == ["worn"]
        assert "retired" in shown(app)
        await press("ctrl+z")
        assert not code("trust").retired
        # Merged into one that is chosen; the other is under the cursor then.
        await at("doubt", "M")
        await press(*"listen", "enter")
        assert "Merge “Doubt” into “Listening”" in shown(app)
        await press("ctrl+s")
        assert code("doubt").merged_into == "listening"
        assert app.screen.code.id == "listening"
        assert "Merged “Doubt” into “Listening”" in told(app)
        await at("doubt", "S")
        assert "Doubt” is merged into Listening already" in told(app)
        # Merged into a new one, as one step.
        await at("listening", "M")
        assert "Mark several" not in shown(app)
        await press(*"Being heard", "enter")
        # One box: where it stands is said, what it touches, and at once where the name is taken.
        for words in ("Merge “Listening” into a new code", "Support …", "Its id will be being-heard.", "It touches"):
            assert words in shown(app), words
        line = app.screen.query_one("#name", Line)
        line.value = "trust"
        await settle(pilot)
        assert "There is another code of that name: trust." in shown(app)
        await press("ctrl+s")
        assert code("listening").is_living
        line.value = "Being heard"
        app.screen.query_one("#parent", UnderField).choose(None)
        await press("ctrl+s")
        assert code("listening").merged_into == "being-heard"
        assert code("being-heard").parent is None
        await press("ctrl+z", "ctrl+z")
        assert code("listening").is_living
        assert code("doubt").is_living
        # Split into two, by their names.
        await at("trust", "S")
        await press(*"In staff", "ctrl+s")
        assert "Name two codes or more" in shown(app)
        await press("enter", *"In mentors", "ctrl+s")
        assert code("trust").split_into == ("in-staff", "in-mentors")
        assert app.screen.code.id == "trust"
        assert "Split into In staff and In mentors" in shown(app)
        assert "2 of yours to be looked at again: v." in shown(app)
        await press("v")
        assert app.screen.PLACE == "review"
        await press("f10")
        # Several are marked, also where the filter leaves some out, and merged into one of them.
        await at("doubt", "T")
        await press("slash", *"listen", "enter", "T")
        await press("escape")
        assert "Codebook · 2 marked" in shown(app)
        assert [one.id for one in app.screen.query_one(CodebookRows).marked_codes] == ["listening", "doubt"]
        await press("M", *"listen", "enter")
        assert "Merge “Doubt” into “Listening”" in shown(app)
        await press("escape")
        await press("M", *"practical", "enter")
        assert "Merge 2 codes into “Practical help”" in shown(app)
        assert "It touches no coding and no theme." in shown(app)
        await press("ctrl+s")
        assert code("doubt").merged_into == code("listening").merged_into == "practical"
        assert "marked" not in shown(app)
        await press("ctrl+z")
        assert code("doubt").is_living
        # What stands under a group goes along, and that is said before.
        await at("support", "M", *"doubt", "enter")
        assert "2 codes under it go along." in str(app.screen.query_one("#touches", Static).visual)
        await press("escape")
        # Another id, and another place.
        await at("trust", "I")
        assert "It touches 2 codings in 1 transcript (Ruth 2)" in shown(app)
        line = app.screen.query_one("#id", Line)
        for typed, said in (
            ("Doubt", "That is the id of another code: “Doubt”."),
            ("lifts", "That is a former id of another code: “Practical help”."),
            ("in staff", "An id has no spaces"),
        ):
            line.value = typed
            await settle(pilot)
            assert said in shown(app)
        line.value = "trust"
        await press("end", *"-in-staff")
        app.screen.query_one("#reason", Line).value = "clearer"
        await press("ctrl+s")
        assert code("trust-in-staff").was[-1:] == ("trust",)
        assert [one.reason for one in code("trust-in-staff").changes] == ["clearer"]
        assert app.screen.code.id == "trust-in-staff"
        await press("W", *"doubt", "enter")
        app.screen.query_one("#where", DropDown).value = "behind"
        await press("ctrl+s")
        assert "Moved “Trust”" in told(app)
        ids = [one.id for one in states.current(app.opened).codes()]
        assert ids.index("trust-in-staff") == ids.index("doubt") + 1
        await press("ctrl+z", "ctrl+z")
        assert code("trust").id == "trust"
        # Taken out where nothing hangs on it, and refused where something does.
        await at("doubt", "delete")
        assert "Doubt" not in [one.name for one in states.current(app.opened).codes()]
        await at("trust", "delete")
        assert "trust" in [one.id for one in states.current(app.opened).codes()]
        await press("ctrl+z", "ctrl+z")
        assert code("trust").is_living

    before = next(study.codebooks.glob("*.yaml")).read_bytes()
    drive(app, steps)
    assert next(study.codebooks.glob("*.yaml")).read_bytes() == before


def test_what_a_merge_left_open_is_settled(study, drive, workbench_in, settle, shown, told, pressing):
    (file,) = study.codebooks.glob("*.yaml")
    usual = file.read_text()
    open_still = (
        "    definition: Whom one believes.\n    conflicts:\n      definition:\n        ours: Whom one believes.\n"
        "        theirs: '[/bold] Whom one tells things.'\n        theirs_reason: The [trainer] asked.\n"
    )
    file.write_text(usual.replace("    was: [confidence]\n", f"    was: [confidence]\n{open_still}"))
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("f10")
        app.screen.query_one(CodebookRows).point_at("doubt")
        await press("equals_sign")
        assert "No merge left anything to be decided here" in told(app)
        await press("home", "shift+up")
        assert "It goes no further in its group; W puts it at another place." in told(app)
        left = Code("a", "A", conflicts=(Conflict("code", "taken out", "changed"),))
        assert "A merge left whether it stays to be decided" in rules_of(left).plain
        app.screen.query_one(CodebookRows).point_at("trust")
        await settle(pilot)
        assert "! Trust" in shown(app)
        assert "A merge left definition to be decided; = settles it." in shown(app)
        await press("equals_sign")
        assert "[/bold] Whom one tells things." in shown(app)
        assert "Why: The [trainer] asked." in shown(app)
        await press("f9")
        code = states.current(app.opened).as_it_stands("trust")
        assert (code.definition, code.conflicts) == ("[/bold] Whom one tells things.", ())
        await press("ctrl+z")
        await press("equals_sign")
        box = app.screen
        file.write_text(file.read_text().replace("[/bold] Whom one tells things.", "Whom one [leaves alone with.]"))
        await press("f9")
        assert app.screen is box
        assert states.current(app.opened).as_it_stands("trust").definition == "Whom one believes."
        assert "Not settled yet: other wordings are open by now" in shown(app)
        assert "Whom one [leaves alone with.]" in shown(app)
        box.query_one(Writing).text = "Both."
        await press("ctrl+s")
        assert states.current(app.opened).as_it_stands("trust").definition == "Both."
        # Where one side took a code out that the other changed, what was changed is told, and what hangs on it.
        stays = "    conflicts:\n      code: {ours: changed, theirs: taken out}\n"
        file.write_text(file.read_text().replace("definition: Being heard.\n", f"definition: Being [b]heard.\n{stays}"))
        states.take_in(app.opened)
        app.screen.load()
        await settle(pilot)
        app.clear_notifications()
        app.screen.query_one(CodebookRows).point_at("listening")
        await press("equals_sign")
        for words in ("Ours changed it; theirs took it out.", "Definition: Being [-heard.-] {+[b]heard.+}"):
            assert words in shown(app), words
        for words in ("It touches no coding", "Keep it (ours)", "Take it out (theirs)"):
            assert words in shown(app), words
        assert "As written" not in shown(app)
        await press("f9")
        assert all(code.id != "listening" for code in states.current(app.opened).codes())

    drive(app, steps)


def test_a_codebook_itself_is_seen_and_what_is_open_in_it(study, drive, workbench_in, settle, shown, told, pressing):
    change.edit_code(study, "trust", {"definition": "What one tells nobody else."})
    coding.apply(study, "Parent 1 Early", [Span(30, 40)], ["trust"])
    change.edit_code(study, "trust", {"definition": ""})
    (file,) = study.codebooks.glob("*.yaml")
    usual = file.read_text()
    name = states.current(study).book(None).name
    of_code = "    definition: Whom one believes.\n    conflicts:\n      definition: {ours: Ours., theirs: Theirs.}\n"
    of_book = "conflicts:\n  name: {ours: Ours, theirs: '[/bold] Theirs'}\n"
    usual = usual.replace(
        "Being heard.\n", "Being heard.\n    conflicts:\n      code: {ours: used, theirs: taken out}\n"
    )
    file.write_text(of_book + usual.replace("    was: [confidence]\n", f"    was: [confidence]\n{of_code}"))
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("f10")
        room, rows = app.screen, app.screen.query_one(CodebookRows)
        assert "left conflicts of a merge in “Listening” and “Trust” and in the codebook itself" in told(app)
        app.clear_notifications()
        # In a terminal of 24 lines five of them are for the rule, where something waits and is open.
        rows.point_at("trust")
        await settle(pilot)
        assert "1 of yours to be looked at again: v. 1 coding, 1 of them yours." in shown(app)
        assert room.query_one(CodeRules).content_size.height >= 5
        assert "Codebook · ! 3 open conflicts" in shown(app)
        # A group that is folded shows what is open in it, and says so.
        rows.action_fold_all()
        await settle(pilot)
        assert f"+ ! {name}" in shown(app)
        rows.action_unfold_all()
        rows.point_at("support")
        await press("left")
        assert "! Support" in shown(app)
        assert "! Of 1 code under it a merge left something to be decided." in shown(app)
        await press("right")
        assert "! Support" not in shown(app)
        # The codebook itself has a row as long as something of it is open; there it is seen and settled.
        await press("home")
        for words in (f"{name}  {file.name}", "A merge left name to be decided; = settles it.", "[/bold] Theirs"):
            assert words in shown(app), words
        await press("equals_sign", "f9")
        assert states.current(app.opened).book(file.name).name == "[/bold] Theirs"
        assert "Codebook · ! 2 open conflicts " in shown(app)
        assert rows.rows[0].code is not None
        # Of several codebooks each has a row, which tells what it is.
        (study.codebooks / "second.yaml").write_text(
            "name: '[b]Second'\nversion: '0.2'\ndescription: For [/b] later.\n"
        )
        states.take_in(app.opened)
        room.load()
        await settle(pilot)
        await press("end")
        for words in ("[b]Second  second.yaml", "Version 0.2: 0 codes.", "For [/b] later.", "Not used yet."):
            assert words in shown(app), words

    drive(app, steps, size=(80, 24))
