"""The passages on which coders differ, on the screens: gone through, and settled."""

from __future__ import annotations

from compared_study import PARENT

from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.code_form import CodeForm
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.differences import DifferencesScreen
from workbench.tui.widgets.difference_rows import DifferenceRows


def test_from_a_figure_to_the_passages_and_into_the_transcript(drive, workbench_in, compared, shown, pressing):
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        await press("down", "down", "enter")
        screen = app.screen
        assert isinstance(screen, DifferencesScreen)
        rows = screen.query_one(DifferenceRows)
        assert [one.kind for one in rows.rows] == ["borders", "another"]
        assert "Trust · 2 passages" in shown(app)
        assert "[She sat with me] when the letters came." in shown(app)
        await press("a")
        assert [one.kind for one in rows.rows] == ["borders", "another", "only"]
        await press("end")
        assert "because she came" in shown(app)
        await press("f")
        assert [one.kind for one in rows.rows] == ["borders"]
        await press("f", "f", "f", "t")
        assert [one.kind for one in rows.rows] == ["borders", "another", "only"]
        await press("home", "enter")
        assert isinstance(app.screen, CodingScreen)
        assert "She sat with me" in shown(app)
        # Back where one was; from there to the table.
        await press("ctrl+g")
        assert app.screen is screen
        await press("escape")
        assert isinstance(app.screen, AgreementScreen)

    drive(app, steps, size=(120, 40))


def test_differences_are_settled_one_after_the_other(drive, workbench_in, compared, shown, told, pressing):
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        await press("a")
        screen = app.screen
        rows = screen.query_one(DifferenceRows)
        assert "Open: 1 Ruth's · 2 Owen's · b both · n neither" in shown(app)
        # Typed at once: each is about the next one.
        await press("2", "1", "n")
        assert [screen.settled.of(one).choice for one in rows.rows] == ["one", "one", "neither"]
        assert [screen.settled.of(one).taken_from for one in rows.rows] == ["Owen", "Ruth", ""]
        assert "3 passages · 3 settled" in shown(app)
        # Beside the words the list is narrow: code, transcript and line can be read all the same.
        assert f"{PARENT}, line 2  She sat with me" in shown(app)
        assert "another code   Doubt / Trust" in shown(app)
        assert "√ Ruth's" in shown(app)
        # Why: of the one under the cursor.
        await press("home", "w", *"short", "ctrl+s")
        assert screen.settled.of(rows.rows[0]).note == "short"
        assert "√ Settled: Owen's" in shown(app)
        assert "Why: short" in shown(app)
        # Another code, on the words that one of them chose.
        await press("c", *"doubt", "enter")
        assert "on which words" in shown(app)
        await press("down", "enter")
        decided = screen.settled.of(rows.rows[0])
        assert [(code, span.length) for code, span in decided.agreed] == [("doubt", 15)]
        await press("delete")
        assert not screen.settled.is_settled(rows.rows[0])
        await press("u")
        assert [one.kind for one in rows.rows] == ["borders"]
        await press("ctrl+z", "u")
        assert screen.settled.is_settled(rows.rows[0])
        await press("3")
        assert "Only 2 coders are compared." in told(app)

    drive(app, steps, size=(120, 40))


def test_a_rule_is_changed_for_a_passage(drive, workbench_in, compared, studies, shown, told, pressing):
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        await press("a")
        await press("down", "r")
        assert "Whose rule" in shown(app)
        await press(*"doubt", "enter")
        assert isinstance(app.screen, CodeForm)
        assert app.screen.query_one("#reason").value.startswith("Coders differed at coding: ")
        app.screen.query_one("#definition").focus()
        await press(*"Fear", "ctrl+s")
        screen = app.screen
        assert isinstance(screen, DifferencesScreen)
        decided = screen.settled.of(screen.differing)
        assert (decided.rule, decided.choice) == ("doubt", "")
        assert "The rule of Doubt was changed for it." in shown(app)
        # It is one step: codebook and passage together are taken back, and done again.
        await press("ctrl+z")
        assert screen.settled.of(screen.differing) is None
        assert "Fear" not in (compared.codebooks / "peer.yaml").read_text("utf-8")
        await press("ctrl+y")
        assert screen.settled.of(screen.differing).rule == "doubt"
        assert "Fear" in shown(app)

    drive(app, steps, size=(120, 40))
    study, _ = studies.open(compared.folder)
    book = (study.codebooks / "peer.yaml").read_text("utf-8")
    assert "Coders differed at coding: " in book
    assert "scared" not in book
