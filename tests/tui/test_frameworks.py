"""The room in which codes of two frameworks are brought together: pairs, extracts side by side, decisions."""

from __future__ import annotations

from framework_study import OWN_BOOK

from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.frameworks import FrameworksScreen
from workbench.tui.screens.match_form import MatchForm
from workbench.tui.widgets.rows import Rows


def test_pairs_are_brought_together_by_keys(drive, workbench_in, frameworks, shown, told, pressing):
    frameworks.close()
    app = workbench_in(frameworks.folder)
    books = frameworks.codebooks

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        assert "They coded with codes of their own. f brings these together" in shown(app)
        await press("f")
        screen = app.screen
        assert isinstance(screen, FrameworksScreen)
        first = shown(app)
        assert "Two frameworks · Ruth (A) 3 of 3 left · Owen (B) 4 of 4 left · 5 turns" in first
        assert screen.both == ("trust", "fear")
        assert "[She sat with me] when" in first
        assert "[I was scared]" in first
        # The map: the same pair under the cursor; and a code by itself.
        await press("v")
        assert screen.both == ("trust", "fear")
        assert "B1 Presence" in shown(app)
        assert "“Trust” and “Fear”: both 1, only A 0, only B 0; Jaccard 1.00." in shown(app)
        await press("down", "right")
        assert screen.both == ("doubt", "night-fear")
        await press("v")
        assert screen.both == ("doubt", "night-fear")
        # Merged: nothing without a reason.
        await press("g")
        assert "it is not decided yet what becomes of their codes" in told(app)
        screen.query_one("#pairs", Rows).go_to(("listening", "presence"))
        await press("m", "ctrl+s")
        assert isinstance(app.screen, MatchForm)
        assert "Say why in a few words" in shown(app)
        await press(*"alike", "ctrl+s")
        assert app.screen is screen
        assert "Merged “Presence” into “Listening”; Ctrl+Z takes it back." in told(app)
        assert 'reason: "Merged into listening: alike"' in (books / "owen.yaml").read_text()
        assert "Ruth (A) 2 of 3 left · Owen (B) 3 of 3 left" in shown(app)
        # Nested, the other way round, in the other file.
        screen.query_one("#pairs", Rows).go_to(("trust", "fear"))
        await press("n", *"part", "ctrl+s")
        assert "    name: Fear\n    parent: trust\n" in (books / "peer.yaml").read_text()
        await press("ctrl+z")
        assert "name: Fear\n    parent" not in (books / "peer.yaml").read_text()
        # Kept; then a code that nothing stands beside.
        screen.query_one("#pairs", Rows).go_to(("trust", "fear"))
        await press("k", *"apart", "ctrl+s")
        assert "√ kept" in shown(app)
        assert "“Fear” kept beside “Trust”" in shown(app)
        screen.query_one("#pairs", Rows).go_to(("", "kettle"))
        await press("m")
        assert "[A kettle, mostly.]" in shown(app)
        assert app.screen is screen
        assert "there are no two codes of codebooks here" in told(app)
        await press("k", *"odd", "ctrl+s")
        screen.query_one("#pairs", Rows).go_to(("doubt", "night-fear"))
        await press("k", *"other", "ctrl+s")
        assert "all decided" in shown(app)
        assert "Nothing is left to decide of one of them: Esc shows the figures, g makes one codebook." in shown(app)
        await press("g", *"peer", "enter")
        assert "Brought 4 codes into peer.yaml" in told(app)
        assert "there are no two frameworks" in shown(app)
        assert "“Presence” merged into “Listening” (" in shown(app)
        assert "  - id: kettle\n    name: Kettle\n    changes:\n" in (books / "peer.yaml").read_text()
        await press("escape")
        assert isinstance(app.screen, AgreementScreen)
        assert "They coded with codes of their own" not in shown(app)
        # All of it can be taken back.
        await press(*["ctrl+z"] * 5)
        assert (books / "owen.yaml").read_bytes() == OWN_BOOK.encode()
        assert "They coded with codes of their own" in shown(app)

    drive(app, steps, size=(120, 40))


def test_where_there_are_no_two_frameworks_it_says_so(drive, workbench_in, compared, shown, told, pressing):
    compared.close()
    app = workbench_in(compared.folder)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+g")
        await press("f")
        assert "there are no two frameworks" in shown(app)
        await press("k")
        assert "there is no code of a codebook here" in told(app)
        await press("escape")
        assert isinstance(app.screen, AgreementScreen)

    drive(app, steps, size=(80, 24))
