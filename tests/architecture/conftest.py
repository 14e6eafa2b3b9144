"""The program's own files, parsed once for all tests of the architecture."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def modules() -> dict[str, ast.Module]:
    """Every module of the program: its path from the repository, with slashes, and its syntax tree."""
    paths = sorted((ROOT / "workbench").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@pytest.fixture(scope="session")
def nodes(modules: dict[str, ast.Module]) -> dict[str, list[ast.AST]]:
    """Everything in every module: going through the trees takes longer than looking at what is in them."""
    return {path: list(ast.walk(tree)) for path, tree in modules.items()}
