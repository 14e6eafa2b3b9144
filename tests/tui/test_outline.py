"""The report's own outline on the screens: begun, hung into, moved about, taken back, saved."""

from __future__ import annotations

import pytest
from textual.widgets import Button

from workbench import coding, themes
from workbench.report.quotation_shown import open_quotation
from workbench.settings import read_report_choices, write_report_choices
from workbench.tui.screens.outline import OutlineScreen
from workbench.tui.screens.question import ElsewhereQuestion, KeptQuestion, Question
from workbench.tui.screens.quotation import QuotationScreen
from workbench.tui.screens.report import ReportScreen
from workbench.tui.screens.report_choices import ReportChoicesScreen
from workbench.tui.screens.theme_evidence import EvidenceForm, EvidenceLine
from workbench.tui.widgets.outline_nodes import OutlineNodes

PARENT, JOINT = "Parent 1 Early", "PM1+PM2 Early"


@pytest.fixture
def themed(study, code):
    """A study with a theme of two quotations, and another theme."""
    code(study, PARENT, "She sat with me", "listening")
    code(study, JOINT, "We listened, really.", "listening")
    code(study, PARENT, "She sat with me", "trust")
    theme = themes.add(study, "Being [/bold] there", codes=["listening"], fields={"status": "reviewed"})
    themes.judge(study, theme, [one.id for one in coding.extracts(study)], use="key")
    themes.add(study, "Doubt", fields={"status": "reviewed"})
    return study


def test_an_outline_is_written_by_keyboard_and_the_report_follows_it(
    themed, workbench_in, drive, pressing, shown, told
):
    path = themed.folder / "report.yaml"
    path.write_text("# ours\noutline:\n  - heading: Before\n    themes: [Gone]\n")

    def tree(app):
        return [
            ("  " * (len(one.path) - 1) + (one.shown or one.node.name))
            for one in app.screen.query_one(OutlineNodes).rows
        ]

    async def it_is_built(app, press):
        await press("o")
        assert isinstance(app.screen, OutlineScreen)
        assert tree(app) == ["Before", "  Gone"]
        assert "there is no theme 'Gone'" in shown(app)
        await press("down", "delete")
        await press("a", *"What it means", "enter")
        assert tree(app) == ["Before", "What it means"]
        await press("t", *"being", "enter")
        await press("q", *"parent sat")
        # Who speaks and to which theme is seen, and can be typed.
        assert shown(app).count("Parent 1, Early · Being [/bold] there") == 1
        await press("enter")
        assert tree(app)[1:] == ["What it means", "  She sat with me … (Parent 1, Early)", "  Being [/bold] there"]

    async def it_is_moved_and_taken_back(app, press):
        await press("up", "greater_than_sign")
        assert tree(app)[:2] == ["Before", "  What it means"]
        await press("u")
        assert tree(app)[:2] == ["Before", "What it means"]
        await press("minus")
        assert tree(app)[0] == "What it means"
        await press("w", *"Words *of* ours.", "ctrl+s")
        await press("e", "end", *" now", "enter")
        assert tree(app)[0] == "What it means now"
        assert "(own words)" in shown(app)

    async def steps(pilot):
        app, press = pilot.app, pressing(pilot)
        await press("f5")
        await it_is_built(app, press)
        await it_is_moved_and_taken_back(app, press)
        await press("escape")
        assert isinstance(app.screen, Question)
        await press("escape")
        # What another program wrote meanwhile is told before it is written over.
        write_report_choices(path, {"order": "question"})
        await press("ctrl+s")
        assert isinstance(app.screen, OutlineScreen)
        assert "order was changed by another program meanwhile" in shown(app)
        await press("ctrl+s")
        assert isinstance(app.screen, ReportScreen)
        assert "Saved the outline" in told(app)
        found = read_report_choices(path)
        quoted = {str(one.id) for one in coding.extracts(themed) if one.quote == "She sat with me"}
        first, second = found.outline
        assert (found.order, first.heading, first.text) == ("outline", "What it means now", "Words *of* ours.")
        assert first.themes == ["Being [/bold] there"]
        assert set(first.quotations) < quoted
        assert (second.heading, second.themes) == ("Before", [])
        assert path.read_text().startswith("# ours\n")
        assert "What it means now" in shown(app)
        assert "Not in the outline, and so not printed: Doubt." in " ".join(shown(app).replace("│", " ").split())

    drive(workbench_in(themed.folder), steps, size=(130, 50))


def test_an_outline_that_another_program_wrote_is_shown_before_it_is_written_over(
    themed, workbench_in, drive, pressing, settle, shown, told
):
    path = themed.folder / "report.yaml"
    write_report_choices(path, {"outline": [{"heading": "Before"}]})
    theirs = [{"heading": "Theirs", "text": "Their own words.", "themes": ["Doubt"]}]

    async def steps(pilot):
        app, press = pilot.app, pressing(pilot)
        await press("f5")
        await press("o")
        await press("a")
        await press(*"Mine", "enter")
        write_report_choices(path, {"outline": theirs})
        for _ in range(2):
            await press("ctrl+s")
            assert isinstance(app.screen, ElsewhereQuestion)
            for words in ("Theirs", "Their own words.", "Doubt", "It is gone"):
                assert words in shown(app)
            await press("escape")
            assert isinstance(app.screen, OutlineScreen)
            assert "changed this outline meanwhile" in shown(app)
            assert read_report_choices(path).outline[0].heading == "Theirs"
        # They take it back: nothing of theirs is there any more that could be lost.
        write_report_choices(path, {"outline": [{"heading": "Before"}]})
        await press("ctrl+s")
        app.screen.query_one("#yes", Button).press()
        await settle(pilot)
        assert isinstance(app.screen, OutlineScreen)
        await press("ctrl+s")
        assert isinstance(app.screen, ReportScreen)
        assert "Saved the outline" in told(app)
        assert [one.heading for one in read_report_choices(path).outline] == ["Before", "Mine"]

    async def once_more(pilot):
        app, press = pilot.app, pressing(pilot)
        await press("f5")
        await press("o")
        await press("a")
        await press(*"More", "enter")
        write_report_choices(path, {"outline": theirs})
        await press("ctrl+s")
        app.screen.query_one("#yes", Button).press()
        await settle(pilot)
        assert isinstance(app.screen, ReportScreen)
        assert [one.heading for one in read_report_choices(path).outline] == ["Before", "More", "Mine"]

    for each in (steps, once_more):
        drive(workbench_in(themed.folder), each, size=(100, 40))


def test_what_is_not_saved_of_outline_choices_evidence_and_quotation_outlives_the_program(
    themed, workbench_in, drive, pressing, shown, settle
):
    theme = themes.find_theme(themed, "Doubt")
    quoted = next(one for one in coding.extracts(themed) if one.quote == "She sat with me")
    opened = open_quotation(themed, "Being [/bold] there", quoted.id)

    def boxes():
        yield OutlineScreen(themed)
        yield ReportChoicesScreen(themed, "")
        yield EvidenceForm(themed, theme)
        yield QuotationScreen(themed, opened)

    async def it_is_typed_and_the_program_ends(pilot):
        app, press = pilot.app, pressing(pilot)
        outline, choices, evidence, quotation = boxes()
        app.push_screen(choices)
        await settle(pilot)
        await press("down")
        app.push_screen(evidence)
        await settle(pilot)
        evidence._field.fill([EvidenceLine(sentence="Nine of [bold] 22.", source="a survey")])
        app.push_screen(quotation)
        await settle(pilot)
        await press("l")
        app.push_screen(outline)
        await settle(pilot)
        await press("a", *"What it means", "enter")
        await press("t", *"doubt", "enter")
        await press("up", "w", *"Words of ours")
        for box in (outline, choices, evidence, quotation):
            assert box.unsaved, box
            kept[type(box)] = box.standing

    async def it_is_put_in_again(pilot):
        for box in boxes():
            pilot.app.push_screen(box)
            await settle(pilot)
            assert isinstance(pilot.app.screen, KeptQuestion), box
            said = shown(pilot.app)
            parts = ("Words of ours", "role then theme", "Nine of [bold]", "Left out 1×")
            assert any(one in said for one in parts), box
            pilot.app.screen.query_one("#yes", Button).press()
            await settle(pilot)
            assert pilot.app.screen is box
            assert box.unsaved
            assert box.standing == kept[type(box)]
            box.leave()
            await settle(pilot)

    async def it_is_not_asked_about_any_more(pilot):
        for box in boxes():
            pilot.app.push_screen(box)
            await settle(pilot)
            assert pilot.app.screen is box

    kept = {}
    for steps in (it_is_typed_and_the_program_ends, it_is_put_in_again, it_is_not_asked_about_any_more):
        drive(workbench_in(themed.folder), steps)
