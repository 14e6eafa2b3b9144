"""How the report is to be, on the screens: chosen with a section of it beside, and written into report.yaml."""

from __future__ import annotations

import docx
import pytest

from workbench import coding, themes
from workbench.settings import read_report_choices, write_report_choices
from workbench.tui.screens.question import Question
from workbench.tui.screens.report import ReportScreen
from workbench.tui.screens.report_choices import ReportChoicesScreen
from workbench.tui.widgets.blocks import BlocksView

PARENT, JOINT = "Parent 1 Early", "PM1+PM2 Early"


@pytest.fixture
def themed(study, code):
    """A study with a theme that two roles speak to."""
    code(study, PARENT, "She sat with me", "listening")
    code(study, JOINT, "We listened, really.", "listening")
    theme = themes.add(study, "Being [/bold] there", codes=["listening"], fields={"status": "reviewed"})
    themes.judge(study, theme, [one.id for one in coding.extracts(study)], use="key")
    return study


@pytest.fixture
def at_report(themed, workbench_in, drive, pressing):
    """Drive the app, beginning at the report."""

    def run(steps, *, size=(140, 50)):
        async def go(pilot):
            await pressing(pilot)("f5")
            await steps(pilot, pressing(pilot))

        drive(workbench_in(themed.folder), go, size=size)

    return run


def test_the_report_is_chosen_with_a_section_beside_and_nothing_is_lost(at_report, themed, shown, settle, told):
    path = themed.folder / "report.yaml"

    async def the_section_follows_what_is_chosen(pilot, press):
        await press("c")
        screen = pilot.app.screen
        assert isinstance(screen, ReportChoicesScreen)
        section = screen.query_one(BlocksView)
        assert "Being [/bold] there" in section.text
        assert "From the parents’ perspective" not in section.text
        # The quotations are in sight, where most of the choices show.
        assert "She sat with me" in shown(pilot.app)
        # The keyboard is on the first choice, the order.
        await press("down", "down")
        assert "From the parents’ perspective" in section.text
        assert "From the mentors’ perspective" in section.text
        screen._form.field("quotations").editors()[0].chosen = "inline"
        await settle(pilot)
        assert "“She sat with me …” (Parent 1, Early)" in section.text
        assert "Short quotations stand in the text between" in " ".join(section.text.split())
        assert not path.exists()
        return screen

    async def what_cannot_be_is_said_at_its_field(pilot, press, screen):
        parts = screen._form.field("parts").editors()[0]
        parts.text = "themes\npreface"
        await press("ctrl+s")
        assert pilot.app.screen is screen
        assert "'method'" in screen._form.field("parts")._fault
        parts.text = "themes\nmethod"
        await press("escape")
        assert isinstance(pilot.app.screen, Question)
        await press("escape")

    async def steps(pilot, press):
        screen = await the_section_follows_what_is_chosen(pilot, press)
        await what_cannot_be_is_said_at_its_field(pilot, press, screen)
        # What another program wrote meanwhile is not written over.
        write_report_choices(path, {"quotations": "inline", "layer": "lead coder"})
        await press("ctrl+s")
        assert pilot.app.screen is screen
        assert "quotations was changed by another program meanwhile" in shown(pilot.app)
        await press("ctrl+s")
        assert isinstance(pilot.app.screen, ReportScreen)
        found = read_report_choices(path)
        assert (found.order, found.parts, found.quotations) == ("theme then role", ["themes", "method"], "inline")
        # The room behind it follows.
        assert shown(pilot.app).index("Being [/bold] there") < shown(pilot.app).index("How the study was done")
        path.write_text("order: [")
        await press("c")
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "report.yaml, line" in told(pilot.app)

    at_report(steps)


def test_in_a_small_window_the_section_stands_below_and_what_a_choice_changes_comes_into_sight(
    at_report, themed, shown, settle
):
    theme = themes.find_theme(themed, "Being [/bold] there")
    themes.edit(themed, theme, fields={"narrative": "\n\n".join(f"Paragraph {number}." for number in range(30))})

    async def steps(pilot, press):
        await press("c")
        text = shown(pilot.app)
        assert "Order" in text
        assert "She sat with me" in text
        pilot.app.screen.query_one(BlocksView).scroll_home(animate=False)
        await settle(pilot)
        assert "Paragraph 1." in shown(pilot.app)
        await press("down", "down")
        assert "From the mentors’ perspective" in shown(pilot.app)
        pilot.app.screen.leave()
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReportScreen)

    at_report(steps, size=(80, 24))


def test_participants_and_styles_are_chosen_too_and_a_template_that_cannot_be_used_is_told(
    at_report, themed, shown, settle
):
    path, house = themed.folder / "report.yaml", themed.folder / "house.docx"
    house.write_bytes(b"no Word file")

    def text_of(field):
        return field.editors()[0]

    async def what_cannot_be_is_said(pilot, press, form):
        table = form.field("participants")
        text_of(table._parts["columns"]).text = "role\nage"
        text_of(table._parts["ranges"]).text = "age: ten"
        text_of(form.field("styles")).text = "quotaton: HH Quote"
        await press("ctrl+s")
        assert "Ranges: should be a valid integer" in table._fault
        assert "'quotation'" in form.field("styles")._fault
        text_of(table._parts["ranges"]).text = "age: 10"
        text_of(form.field("styles")).text = "quotation: HH Quote"
        text_of(form.field("template")).value = "house.docx"
        await settle(pilot)
        assert "The template house.docx" in form.field("template")._fault

    async def steps(pilot, press):
        await press("c")
        form = pilot.app.screen._form
        await what_cannot_be_is_said(pilot, press, form)
        docx.Document().save(house)
        text_of(form.field("template")).value = "./house.docx"
        await settle(pilot)
        assert form.field("template")._fault == ""
        assert "'HH Quote'" in form.field("styles")._fault
        await press("ctrl+s")
        found = read_report_choices(path)
        assert found.participants.model_dump() == {"columns": ["role", "age"], "ranges": {"age": 10}, "numbers": True}
        assert (found.template, found.styles) == ("./house.docx", {"quotation": "HH Quote"})
        overview = " ".join(shown(pilot.app).replace("│", " ").split())
        assert "No Word file can be written: report.yaml: styles" in overview
        await press("c")
        form = pilot.app.screen._form
        text_of(form.field("participants")._parts["columns"]).text = ""
        text_of(form.field("participants")._parts["ranges"]).text = ""
        text_of(form.field("styles")).text = ""
        await press("ctrl+s")
        assert path.read_text().split() == ["template:", "./house.docx"]
        assert "No Word file can be written" not in shown(pilot.app)

    at_report(steps)
