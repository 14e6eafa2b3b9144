"""Comments in a merge: none of either side is lost, wherever both wrote beside the same words."""

from __future__ import annotations

import pytest

from workbench.codebook.file import parse
from workbench.codebook.merges import assembly, comments, text
from workbench.codebook.merges.merging import merged
from workbench.codebook.merges.text import merged_text

BASE = """\
codes:
  - id: a
    name: A
    definition: D
  - id: b
    name: B
"""
BARE = BASE.replace("    definition: D\n", "")
HEADED = BASE.replace("  - id: b", "  # part two\n\n  - id: b")
COMMENTED = BASE.replace("name: A", "name: A  # first").replace("  - id: b", "  # above\n  - id: b")
FLOW = "codes: [\n  {id: a, name: A},\n  {id: b, name: B}\n]\n"
LONG = f"{BASE}    definition: |+\n      text # no comment\n\n"

CASES = {
    "above the next line": (
        BASE,
        BASE.replace("name: A", "name: A # why A"),
        BASE.replace("    definition", "    # ask Ben\n    definition"),
        BASE.replace("name: A\n", "name: A # why A\n    # ask Ben\n"),
    ),
    "both at the end of the file": (BASE, f"{BASE}# ours\n", f"{BASE}# theirs\n", f"{BASE}# ours\n# theirs\n"),
    "in the place of a new field": (
        BARE,
        BARE.replace("A\n", "A\n    definition: D # y\n"),
        BARE.replace("A\n", "A\n    # x\n"),
        BARE.replace("A\n", "A\n    definition: D # y\n    # x\n"),
    ),
    "beside the same words": (
        BASE,
        BASE.replace("D\n", "E # ours\n"),
        BASE.replace("D\n", "D # theirs\n"),
        BASE.replace("    definition: D\n", "    # theirs\n    definition: E # ours\n"),
    ),
    "both reworded it": (
        COMMENTED,
        COMMENTED.replace("# above", "# above, ours").replace("# first", "# one"),
        COMMENTED.replace("# above", "# above, theirs").replace("# first", "# two"),
        COMMENTED.replace("  # above", "  # above, ours\n  # above, theirs").replace(
            "name: A  # first", "# two\n    name: A  # one"
        ),
    ),
    "of a field that is gone": (
        BASE,
        BARE,
        BASE.replace("D\n", "D # theirs\n"),
        BARE.replace("  - id: a", "  # theirs\n  - id: a"),
    ),
    "of a code that is gone": (
        BASE,
        BASE.split("  - id: b")[0],
        BASE.replace("name: B", "name: B # theirs"),
        BASE.split("  - id: b")[0] + "# theirs\n",
    ),
    "the same at other codes": (
        BASE,
        BASE.replace("name: A", "name: AA # ask"),
        BASE.replace("name: B", "name: BB # ask").replace("name: A", "name: A # me"),
        BASE.replace("name: A", "# me\n    name: AA # ask").replace("name: B", "name: BB # ask"),
    ),
    "both add codes behind a heading": (
        HEADED,
        HEADED.replace("  - id: b", "  - id: o # O\n    name: O\n\n  - id: b"),
        HEADED.replace("  - id: b", "  - id: t # T\n    name: T\n\n  - id: b"),
        HEADED.replace("  - id: b", "  - id: o # O\n    name: O\n\n  - id: t # T\n    name: T\n\n  - id: b"),
    ),
    "in brackets": (
        FLOW,
        FLOW.replace("B}", "BB} # ours"),
        FLOW.replace("A},", "AA}, # theirs"),
        "# theirs\n" + FLOW.replace("B}", "BB} # ours").replace("A}", "AA}"),
    ),
    "theirs in brackets": (
        BASE,
        BASE.replace("D\n", "E # ours\n"),
        "codes: [{id: a, name: A, definition: D}, # theirs\n  {id: b, name: B}]\n",
        "# theirs\n" + BASE.replace("D\n", "E # ours\n"),
    ),
    "beside texts of several lines": (
        LONG,
        LONG.replace("text", "text of ours"),
        LONG.replace("|+", "|+ # theirs") + "# end\n",
        LONG.replace("    definition: |", "    # theirs\n    definition: |").replace("text", "text of ours")
        + "# end\n",
    ),
    "without a last line end": (
        BASE[:-1],
        f"{BASE[:-1]} # ours",
        f"{BASE[:-1]} # theirs\n# end",
        BASE[:-1].replace("name: B", "# theirs\n    name: B # ours") + "\n# end",
    ),
    "with other line ends": (
        BASE,
        "\ufeff" + BASE.replace("A\n", "A # ours\n").replace("\n", "\r\n"),
        BASE.replace("A\n", "A # theirs\n"),
        "\ufeff" + BASE.replace("name: A\n", "# theirs\n    name: A # ours\n").replace("\n", "\r\n"),
    ),
}


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), CASES.values(), ids=CASES)
def test_no_comment_is_lost(base, ours, theirs, expected):
    found = merged_text(base, ours, theirs, file="b")
    assert found.text == expected
    assert not found.trouble
    assert parse(found.text, file="b") == merged(*(parse(text, file="b") for text in (base, ours, theirs)))
    assert merged_text(base, found.text, theirs, file="b").text == found.text


def test_where_the_codes_are_written_anew_each_comment_has_a_line(monkeypatch):
    monkeypatch.setattr(text, "assembled", lambda *given: iter([(assembly._anew(given[3].codebook), True)]))
    base = f"name: N\n{BASE}"
    ours = base.replace("name: A", "name: A2 # why").replace("  - id: b", "  # over\n  - id: b")
    ours = f"# top\n{ours}    # below\n# end\n"
    found = merged_text(base, ours, base.replace("D\n", "D2 # ask\n    # under\n"), file="b")
    assert found.is_rewritten
    new = base.replace("    name: A\n", "    # why\n    name: A2\n")
    new = new.replace("    definition: D\n", "    # ask\n    definition: D2\n    # under\n  # over\n")
    assert found.text == f"# top\n{new}    # below\n# end\n"


def test_where_a_comment_finds_no_place_the_merge_says_so(monkeypatch):
    monkeypatch.setattr(comments._Commented, "having", lambda *_: "codes: [")
    found = merged_text(BASE, BASE.replace("A\n", "A # ours\n"), BASE.replace("A\n", "A # theirs\n"), file="b")
    assert "cannot be written" in found.trouble
    assert "# ours" in found.text
    assert "# theirs" in found.text
