"""What comes from a study is never run, never parsed as markup, never sent anywhere; and no system is left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

NETWORK = ("socket", "http", "urllib.request", "urllib3", "requests", "httpx", "ftplib", "smtplib", "telnetlib", "ssl")
POSIX_ONLY = ("fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog", "crypt", "spwd", "posix")
UNSAFE = ("pickle", "marshal", "shelve", "dill")
FORBIDDEN_MODULES = NETWORK + POSIX_ONLY + UNSAFE
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_OF_OS = {
    "fork",
    "forkpty",
    "getuid",
    "geteuid",
    "getgid",
    "chown",
    "chroot",
    "mkfifo",
    "nice",
    "system",
    "popen",
}
PRINTS = ("workbench/cli/",)
MADE_SAFE = {
    "Input": "workbench/tui/widgets/line.py",
    "MaskedInput": "",
    "TextArea": "workbench/tui/widgets/writing.py",
}
"""Textual's widgets to type into, which send what is typed to the terminal, and where each is made safe."""


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def is_safe_loader(call: ast.Call, tree: ast.Module) -> bool:
    """Whether a call of yaml.load is given a loader that is safe, by name or by what the name was set to."""
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "Loader"), None) or [*call.args, None][1]
    if isinstance(given, ast.Name):
        values = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == given.id for target in node.targets)
        ]
    else:
        values = [given] if given is not None else []
    words = [part for value in values for part in ast.walk(value)]
    named = [part.attr for part in words if isinstance(part, ast.Attribute)]
    named += [part.value for part in words if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return bool(named) and all(name.endswith("SafeLoader") for name in named)


def typed_into(node: ast.AST) -> list[str]:
    """Widgets that are made or made anew by a part of a module."""
    if isinstance(node, ast.Call):
        return [ast.unparse(node.func)]
    return [ast.unparse(base) for base in node.bases] if isinstance(node, ast.ClassDef) else []


def faults(tree: ast.Module, path: str) -> Iterator[str]:
    for node in ast.walk(tree):
        for name in typed_into(node):
            if MADE_SAFE.get(name.rpartition(".")[2], path) != path:
                yield f"line {node.lineno}: {name} is not made safe"
        for name in imported(node):
            if any(name == module or name.startswith(module + ".") for module in FORBIDDEN_MODULES):
                yield f"line {node.lineno}: import of {name}"
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        last = called.rpartition(".")[2]
        if called in FORBIDDEN_CALLS or (called.startswith("os.") and last in FORBIDDEN_OF_OS):
            yield f"line {node.lineno}: {called}()"
        if called == "print" and not path.startswith(PRINTS):
            yield f"line {node.lineno}: print() below a door"
        if called in {"yaml.load", "yaml.load_all"} and not is_safe_loader(node, tree):
            yield f"line {node.lineno}: YAML without a safe loader"
        if last in {"unsafe_load", "full_load", "from_markup"}:
            yield f"line {node.lineno}: {called}()"
        for keyword in node.keywords:
            if keyword.arg in {"markup", "shell", "resolve_entities"} and getattr(keyword.value, "value", None) is True:
                yield f"line {node.lineno}: {keyword.arg}=True"


def test_no_module_breaks_a_rule(modules):
    found = {path: list(faults(tree, path)) for path, tree in modules.items()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import socket",
        "from urllib import request",
        "from urllib.request import urlopen",
        "import http.client",
        "import fcntl",
        "import os\nos.fork()",
        "import pickle",
        "eval('1')",
        "print('x')",
        "class Wanted(Input): pass",
        "yield widgets.TextArea(words)",
        "import subprocess\nsubprocess.run('x', shell=True)",
        "Text(words, markup=True)",
        "Text.from_markup(words)",
        "etree.XMLParser(resolve_entities=True)",
        "import yaml\nyaml.load(text, Loader=yaml.Loader)",
        "import yaml\nyaml.load(text, yaml.FullLoader)",
        "import yaml\nloader = yaml.UnsafeLoader\nyaml.load(text, Loader=loader)",
    ],
)
def test_a_fault_would_be_found(code):
    assert list(faults(ast.parse(code), "workbench/coding/apply.py"))


@pytest.mark.parametrize(
    "code",
    [
        "from urllib.parse import urlsplit",
        "import yaml\nyaml.load(text, Loader=yaml.CSafeLoader)",
        "import yaml\nloader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)\nyaml.load(text, Loader=loader)",
        "Text(words, markup=False)",
    ],
)
def test_what_is_allowed_passes(code):
    assert list(faults(ast.parse(code), "workbench/coding/apply.py")) == []
