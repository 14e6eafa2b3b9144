"""The codes beside the themes: what is put on passages no more says so."""

from __future__ import annotations

from workbench import themes
from workbench.codebook.changes.keeping import retire_code
from workbench.codebook.changes.reshape import split_code
from workbench.tui.widgets.theme_rows import CodeRows


def test_a_code_that_was_retired_or_split_says_so(study):
    retire_code(study, "doubt")
    split_code(study, "trust", ["listening", "support"])
    rows = CodeRows()
    shown = {row.id: (rows.lines(row, 60)[0].plain, rows.tip(row)) for row in themes.codes_in_themes(study)}
    assert "Doubt retired" in shown["doubt"][0]
    assert "Trust split into Listening and Support" in shown["trust"][0]
    assert shown["doubt"][1] == "Doubt (doubt), retired"
    assert shown["listening"][1] == "Listening (listening)"
