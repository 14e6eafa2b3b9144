"""What the rooms say is right in the screens too: how it is done at a command line stands apart (`command=`)."""

from __future__ import annotations

import ast
import re

from workbench.cli import cli

COMMAND_LINE = re.compile(rf"\bworkbench (?:{'|'.join(cli.commands)})\b|(?<![\w-])--[a-z]{{3,}}")
ONLY_THERE = (
    "codebook/versions/git",
    "opening/making.py",
    "opening/read_me.py",
    "opening/taking_back.py",
    "exchange/merge.py",
    "exchange/pack.py",
    "exchange/unpack.py",
    "store/database.py",
    "store/migrate.py",
)
"""Files whose words only a command line shows (packs), or a file that is handed out; that give options to git; or
that name what can be done nowhere else (migrating a server)."""
NOT_SAID = {"--clipboard", "--input", "workbench demo", "workbench codebook import FILE"}
"""Options of other programs, a name in the history, and what a spreadsheet of ours says of its way back."""


def said_in(tree):
    """Every text that a module may say to people, with its line: docstrings and what stands at `command=` left out."""
    nodes = list(ast.walk(tree))
    apart = {
        id(inner)
        for node in nodes
        for whole in (
            [one.value for one in node.keywords if one.arg == "command"]
            if isinstance(node, ast.Call)
            else [node.value]
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            else []
        )
        for inner in ast.walk(whole)
    }
    return [
        (node.lineno, node.value)
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart
    ]


def test_no_room_speaks_command_line_in_the_screens(modules):
    below = {name.removeprefix("workbench/"): tree for name, tree in modules.items()}
    assert len(below) > 100
    found = {
        f"{name}:{line}": text
        for name, tree in below.items()
        if not name.startswith(("cli/", *ONLY_THERE))
        for line, text in said_in(tree)
        if COMMAND_LINE.search(text) and text not in NOT_SAID
    }
    assert found == {}


def test_a_command_in_a_hint_would_be_found():
    assert COMMAND_LINE.search("See: workbench codings")
    assert COMMAND_LINE.search("Name another: --coder NAME")
    assert not COMMAND_LINE.search("Update workbench on this computer; workbench keeps a study in SQLite")
