"""What is wider than a terminal is broken where it may be; nothing is lost, and figures are never shortened."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.cli.fitting import BETWEEN, parts, wrapped

WORDS = st.lists(st.text("ab漢é👩\u200d\u00a0%", min_size=1, max_size=12), min_size=1, max_size=30)


@given(WORDS, st.integers(1, 40), st.sampled_from(["", "  "]))
def test_a_paragraph_keeps_its_words_and_its_lines_keep_to_the_width(words, width, indent):
    lines = list(wrapped(" ".join(words), width, indent=indent))
    assert " ".join(line.removeprefix(indent if number else "") for number, line in enumerate(lines)) == " ".join(words)
    for line in lines:
        assert cell_len(line) <= width or len(line.removeprefix(indent).split(" ")) == 1


@given(
    st.lists(st.integers(1, 30), min_size=2, max_size=20), st.integers(1, 120), st.sets(st.integers(2, 19), max_size=4)
)
def test_each_column_stands_in_one_table_and_each_table_has_the_names(widths, room, breaks):
    found = parts(widths, room, sorted(one for one in breaks if one < len(widths)))
    assert all(columns[0] == 0 for columns in found)
    assert [one for columns in found for one in columns[1:]] == list(range(1, len(widths)))
    for columns in found:
        assert len(columns) == 2 or sum(BETWEEN + widths[one] for one in columns[1:]) + min(widths[0], 14) <= room
    if sum(widths) + BETWEEN * (len(widths) - 1) <= room:
        assert len(found) == 1


def test_tables_are_broken_where_they_may_be():
    assert parts([30, 9, 9, 9, 9], 80, [3]) == [[0, 1, 2, 3, 4]]
    assert parts([30, 9, 9, 9, 9], 50, [3]) == [[0, 1, 2], [0, 3, 4]]
    assert parts([30, 9, 9, 9, 9], 30, [3]) == [[0, 1], [0, 2], [0, 3], [0, 4]]


def test_nothing_of_a_comparison_is_wider_than_the_terminal(run, study, compared, monkeypatch):
    del compared
    monkeypatch.chdir(study.folder)
    asked = ("agreement", "Ruth", "Owen", "--quiet", "--draws", "20")
    forms = {"--more": (80, 120), "--differences": (80,), "--confusion": (40,), "--consensus": (80,)}
    for more, widths in forms.items():
        whole = run(*asked, more)[1]
        for width in widths:
            with monkeypatch.context() as patch:
                patch.setattr(sys.stdout, "isatty", lambda: True)
                patch.setenv("COLUMNS", str(width))
                told = run(*asked, more)[1]
            assert max(map(cell_len, told.splitlines())) <= width, more
            if more != "--differences":
                # Only names and words are ever shortened.
                figures = {word for word in whole.split() if word[-1].isdigit() or word == "undefined"}
                assert figures <= set(told.split()), more
            if more == "--more":
                assert sum(line.startswith("code ") for line in told.splitlines()) == (3 if width == 80 else 2)
    with monkeypatch.context() as patch:
        patch.setattr(sys.stdout, "isatty", lambda: True)
        patch.setenv("COLUMNS", "80")
        plain = run(*asked, "--plain")[1]
    # Who listens gets each sentence in one piece.
    assert max(map(cell_len, plain.splitlines())) > 80
    assert "\ncode: Doubt\n" in plain
