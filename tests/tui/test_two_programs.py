"""Two programs on one study: what both change is a choice, not a loss."""

from __future__ import annotations

from workbench import coding, opening
from workbench.tui.screens.question import Question


def recode_elsewhere(hand, code):
    """Recode the coder's coding as a second window of theirs does."""
    (extract,) = coding.extracts(hand.app.opened)
    other, _ = opening.open_study(hand.app.opened.folder, coder=hand.app.opened.coder)
    coding.recode(other, [extract.id], code)
    other.close()


def test_a_coding_that_was_recoded_meanwhile_is_asked_about(at_text):
    async def steps(hand):
        hand.select("even in the snow")
        await hand.press("c", *"trust", "enter")
        assert hand.codes == [("trust", "even in the snow")]
        # Seen as it was, it is neither taken off nor recoded unasked.
        recode_elsewhere(hand, "doubt")
        await hand.press("d")
        assert isinstance(hand.app.screen, Question)
        assert "“Doubt” (doubt) now" in " ".join(hand.shown.replace("│", " ").split())
        await hand.press("escape")
        assert hand.codes == [("doubt", "even in the snow")]
        await hand.press("r", *"listen")
        recode_elsewhere(hand, "trust")
        await hand.press("enter")
        assert isinstance(hand.app.screen, Question)
        await hand.press("right", "enter")
        assert hand.codes == [("listening", "even in the snow")]
        # What is shown by then is what is meant.
        await hand.press("d")
        assert hand.codes == []

    at_text(steps)
