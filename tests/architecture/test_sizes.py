from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

LONGEST_FILE, LONGEST_CLASS, LONGEST_FUNCTION = 400, 300, 60


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long_to_read_in_one_sitting(root):
    folders = ("workbench", "tests", "benchmarks", "docs")
    paths = [path for folder in folders for path in (root / folder).rglob("*.py")]
    assert len(paths) > 100
    assert {str(path.relative_to(root)): n for path in paths if (n := lines_of(path)) > LONGEST_FILE} == {}


def test_no_class_is_too_long(nodes):
    classes = [(path, one) for path, those in nodes.items() for one in those if isinstance(one, ast.ClassDef)]
    lengths = {f"{path}: {one.name}": (one.end_lineno or 0) - one.lineno + 1 for path, one in classes}
    assert {name: n for name, n in lengths.items() if n > LONGEST_CLASS} == {}


def long_functions(nodes: Iterable[ast.AST]) -> dict[str, int]:
    found = {}
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            length = (node.end_lineno or first) - first + 1
            if length > LONGEST_FUNCTION:
                found[node.name] = length
    return found


def test_no_function_is_too_long(nodes):
    migrations = "workbench/store/migrations/versions/"  # a list of tables, not a function to understand
    found = {path: long_functions(those) for path, those in nodes.items() if not path.startswith(migrations)}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_long_function_would_be_found():
    body = "\n".join("    pass" for _ in range(LONGEST_FUNCTION))
    assert long_functions(ast.walk(ast.parse(f"def long():\n{body}\n"))) == {"long": LONGEST_FUNCTION + 1}
