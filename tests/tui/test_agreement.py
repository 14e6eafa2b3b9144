"""Coders compared on the screens: the table, what its figures mean, whom and on what, rounds and consensus."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from threading import Event

import docx
from textual.widgets import Static

from workbench.agreement import samples
from workbench.agreement.deciding import change_rule
from workbench.agreement.deciding import settle as settle_passage
from workbench.agreement.differing import differences
from workbench.agreement.drawing import Asked
from workbench.codebook.changes.change import edit_code
from workbench.tui.screens import agreement_jobs
from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.compare_box import CompareBox, PersonRows
from workbench.tui.screens.confusion_box import ConfusionBox
from workbench.tui.screens.differences import DifferencesScreen
from workbench.tui.screens.rounds_box import RoundsBox
from workbench.tui.screens.written import WrittenScreen
from workbench.tui.widgets.measure_rows import MeasureRows


def codes(app):
    rows = app.screen.query_one(MeasureRows)
    return [row.key for row in rows.measures.sorted_by(rows.sorting).rows]


def test_the_table_and_what_it_means(drive, workbench_in, compared, shown, pressing):
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        assert isinstance(app.screen, AgreementScreen)
        first = shown(app)
        assert "Agreement · Ruth (A), Owen (B) · all both coded · 5 turns · 2 transcripts" in first
        for heading in ("both", "only A", "only B", "agree", "kappa", "interval"):
            assert heading in first
        assert "alpha" not in first
        assert "Kappa pooled over 4 codes: 0.67" in first
        assert codes(app) == ["listening", "practical", "trust", "doubt"]
        # The column under the cursor is explained, sorted by, the other way, and not any more.
        await press(*["right"] * 5, "s")
        assert "Cohen's kappa" in shown(app)
        assert codes(app) == ["listening", "trust", "practical", "doubt"]
        await press("s")
        assert codes(app) == ["practical", "doubt", "listening", "trust"]
        await press("s")
        assert codes(app) == ["listening", "practical", "trust", "doubt"]
        # Of a figure that is the same in every draw there is no interval, and why is told where the cursor is.
        await press("down", "down", "right")
        assert "interval none, since it " in shown(app)
        await pilot.resize_terminal(140, 40)
        await press("m")
        for heading in ("alpha", "AC1", "PABAK", "Jaccard"):
            assert heading in shown(app)
        await press("x", "ctrl+s")
        assert isinstance(app.screen, WrittenScreen)
        assert (compared.folder / "exports" / "agreement.docx").is_file()

    drive(app, steps, size=(80, 24))


def test_the_map_of_codes_and_what_was_settled(drive, workbench_in, compared, shown, pressing):
    for one in differences(compared, ["Ruth", "Owen"]).passages:
        settle_passage(compared, one, "one", taken_from="Owen")
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        await press("v")
        assert isinstance(app.screen, ConfusionBox)
        assert "Codes taken for each other · 5 turns" in shown(app)
        await press("down", "down", "down")
        assert "Where only Ruth has “Doubt”, only Owen has: nothing else." in shown(app)
        await press("right", "right", "right")
        assert "Ruth has “Doubt” and Owen “Trust” instead: 0 turns. In 1 turn" in shown(app)
        await press("right")
        assert "Both gave “Doubt” to 0 turns" in shown(app)
        await press("enter")
        assert isinstance(app.screen, DifferencesScreen)
        assert app.screen.code == "doubt"
        await press("escape")
        await press("e")
        after = shown(app)
        assert "2 transcripts · as settled" in after
        assert "3 differences of 3 settled, 0 open." in after
        assert "After: Kappa pooled over" in after
        counts = [code.measured.counts for code in app.screen.comparison.codes]
        assert all(one["only_a"] == one["only_b"] == 0 for one in counts)
        await press("x", "ctrl+s")
        assert isinstance(app.screen, WrittenScreen)
        written = docx.Document(str(compared.folder / "exports" / "agreement.docx"))
        # What is written as agreement are the figures before.
        assert "3 differences of 3 settled, 0 open." in [one.text for one in written.paragraphs]
        assert [cell.text for cell in written.tables[0].rows[2].cells][2] == "1"
        await press("escape")
        await press("e")
        assert "as settled" not in shown(app).replace("e as settled", "")

    drive(app, steps, size=(120, 40))


def test_rounds_side_by_side_and_rules_word_by_word(drive, workbench_in, compared, code, shown, told, pressing, settle):
    (one, *_) = (each for each in differences(compared, ["Ruth", "Owen"]).passages if "doubt" in each.codes)
    edit_code(compared, "doubt", {"definition": "Fear of red [/x] letters."})
    settle_passage(compared, one, "both", note="it is both")
    owen = replace(compared, coder="Owen")
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        await press("r")
        assert not isinstance(app.screen, RoundsBox)
        assert "There is no sample for two of these: Ruth, Owen." in told(app)
        samples.draw(compared, "First", ("Ruth", "Owen"), Asked(share=1), seed=1)
        for who in (compared, owen):
            samples.finish(who)
        samples.reveal(compared)
        change_rule(compared, one, "doubt", {"definition": "Fear of letters."})
        app.study_changed()
        await settle(pilot)
        await press("e")
        assert "Definition: Fear of [-red [/x]-] letters." in shown(app)
        await press("e")
        await press("r")
        assert isinstance(app.screen, RoundsBox)
        for said in ("1 round · Ruth, Owen · by turn", "kappa 1", "interval 1", "pooled", "Round 1, “First”: 9 turns"):
            assert said in shown(app)
        await press("right_square_bracket", "left_square_bracket", "x", "ctrl+s")
        assert isinstance(app.screen, WrittenScreen)
        await press("escape")
        assert (compared.folder / "exports" / "agreement-rounds.docx").is_file()
        # Where coefficients are folded away, rounds have none.
        (compared.folder / "study.yaml").write_text(
            (compared.folder / "study.yaml").read_text().replace("mode: codebook", "mode: reflexive")
        )
        app.open_study(compared.folder)
        await settle(pilot)
        await press("ctrl+g")
        await press("r")
        assert "only A 1" in shown(app)
        assert "kappa" not in shown(app).casefold()

    drive(app, steps, size=(120, 44))


def test_choosing_whom_to_compare_and_stopping_it(
    drive, workbench_in, compared, shown, told, pressing, settle, monkeypatch
):
    compared.close()
    app = workbench_in(compared.folder)
    begun, go_on = Event(), Event()
    compare = agreement_jobs.compare

    def slow(*arguments, tell, **more):
        begun.set()
        go_on.wait(20)
        return compare(*arguments, tell=tell, **more)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        await press("c")
        assert isinstance(app.screen, CompareBox)
        people = app.screen.query_one(PersonRows)
        assert [(one.name, one.transcripts) for one in people.rows] == [("Ruth", 3), ("Owen", 2)]
        await press("space", "ctrl+s")
        assert "Mark two or more" in shown(app)
        monkeypatch.setattr(agreement_jobs, "compare", slow)
        await press("home", "space")
        app.screen.query_one("#unit").value = "character"
        await pilot.press("ctrl+s")
        assert await asyncio.to_thread(begun.wait, 20)
        await pilot.pause()
        assert "stops it" in shown(app)
        # It is stopped; what was there before stays.
        await pilot.press("escape")
        go_on.set()
        await settle(pilot)
        assert "Stopped." in told(app)
        assert "all both coded · 5 turns" in shown(app)
        await press("c")
        app.screen.query_one("#unit").value = "character"
        await press("ctrl+s")
        assert app.screen.comparison.frame.unit == "character"
        assert "characters · 2 transcripts" in shown(app)

    drive(app, steps, size=(120, 40))


def test_a_reflexive_study_discusses(drive, workbench_in, compared, shown, pressing):
    settings = compared.folder / "study.yaml"
    settings.write_text(settings.read_text("utf-8").replace("mode: codebook", "mode: reflexive"), "utf-8")
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        first = shown(app)
        assert "Discussion · Ruth (A), Owen (B)" in first
        assert "Coefficients are folded away" in first
        assert "kappa" not in first.lower()
        assert "alpha" not in first
        await press("m")
        assert "kappa" in shown(app)

    drive(app, steps, size=(120, 40))


def test_where_nobody_can_be_compared(drive, workbench_in, study, code, shown, pressing, told):
    code(study, "Parent 1 Late", "I doubt it", "doubt")
    study.close()
    app = workbench_in(study.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        assert "Only Ruth has coded." in shown(app)
        await press("c", "enter", "x")
        assert isinstance(app.screen, AgreementScreen)
        assert "nothing is compared yet" in told(app)
        assert str(app.screen.query_one("#in-full", Static).render()) == ""

    drive(app, steps, size=(80, 24))
