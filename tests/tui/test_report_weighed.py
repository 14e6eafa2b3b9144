"""The last rows in the room of the report: whose voices are printed, and who can be recognised."""

from workbench import coding, themes
from workbench.report.content import Quotation, as_text
from workbench.tui.screens.quotation import QuotationScreen
from workbench.tui.widgets.blocks import BlocksView


def test_what_asks_for_a_second_look_leads_to_its_theme(study, code, workbench_in, drive, settle, pressing, shown):
    code(study, "Parent 1 Early", "She sat with me when the letters came.", "listening")
    theme = themes.add(study, "Being [/bold] there", codes=["listening"], fields={"status": "reviewed"})
    themes.judge(study, theme, [one.id for one in coding.extracts(study)], use="key")

    async def steps(pilot):
        press, app = pressing(pilot), pilot.app
        await press("f5", "end")
        view = app.screen.query_one(BlocksView)
        assert "Recognisable?" in shown(app)
        assert "1 of 1 quotation could have been said by fewer" in " ".join(view.text.split())
        # The list leads nowhere until one is meant.
        assert app.screen.theme == ""
        await press("tab", "right_square_bracket")
        assert isinstance(view.meant_blocks[0], Quotation)
        assert app.screen.theme == str(theme.id)
        # It is the quotation itself, which can be prepared there.
        await press("q")
        assert isinstance(app.screen, QuotationScreen)
        await press("escape")
        await press("shift+tab", "up")
        assert "Balance" in shown(app)
        assert "it stands in no report" in " ".join(view.text.split())
        await press("right_curly_bracket")
        while "no quotation is from this time point" not in as_text(view.meant_blocks[0]):
            await press("right_curly_bracket")
        assert app.screen.theme == ""
        await press("right_square_bracket")
        assert "one voice" in as_text(view.meant_blocks[0])
        await press("enter")
        assert app.screen.PLACE == "themes"
        assert app.screen.theme.name == "Being [/bold] there"

    drive(workbench_in(study.folder), steps, size=(80, 24))
