"""Who starts other programs is known: git, whose arguments are looked at in one place, and what fills a clipboard."""

from __future__ import annotations

import ast
import re

STARTS = {"workbench/codebook/versions/git_program.py", "workbench/tui/clipboard.py"}
"""All that start a program."""

ASKS_GIT = {"workbench/codebook/versions/git.py", "workbench/codebook/versions/git_setup.py"}
"""All that ask git."""

WRITES_GIT = {"workbench/codebook/versions/git_setup.py"}
"""All that write git's settings."""

_STARTING = re.compile(r"(os|asyncio)\.(system|popen|exec\w*|spawn\w*|posix_spawn\w*|fork\w*|startfile|create_sub\w*)")


def imported(node: ast.AST) -> set[str]:
    """The modules that an import names."""
    if isinstance(node, ast.Import):
        return {one.name for one in node.names}
    if isinstance(node, ast.ImportFrom):
        return {node.module or "", *(f"{node.module}.{one.name}" for one in node.names)}
    return set()


def starts(found: list[ast.AST]) -> bool:
    """Whether a module starts programs."""
    return any(
        {"subprocess", "pty", "multiprocessing"} & {name.partition(".")[0] for name in imported(node)}
        or (isinstance(node, ast.Attribute) and _STARTING.fullmatch(ast.unparse(node)))
        or (isinstance(node, ast.keyword) and node.arg == "shell")
        for node in found
    )


def test_programs_are_started_in_the_places_named(nodes):
    assert {path for path, found in nodes.items() if starts(found)} == STARTS
    assert starts([*ast.walk(ast.parse("import os\nos.system('x')"))])
    assert not starts([*ast.walk(ast.parse("import os\nos.replace('x', 'y')"))])


def test_git_is_asked_and_written_in_the_places_named(nodes):
    program = "workbench.codebook.versions.git_program"
    names = {path: set[str]().union(*map(imported, found)) for path, found in nodes.items()}
    assert {path for path, known in names.items() if f"{program}.ask" in known} == ASKS_GIT
    assert {path for path, known in names.items() if f"{program}.set_local" in known} == WRITES_GIT
    assert not [path for path, known in names.items() if "workbench.codebook.versions.git_program" in known
                and not {f"{program}.{name}" for name in ("ask", "set_local", "GitFailed")} & known]  # fmt: skip
