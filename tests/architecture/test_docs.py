"""The docs say all there is, and nothing that is not there."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from workbench import errors
from workbench.cli import cli
from workbench.codebook.schema import CODE_FIELDS, CODEBOOK_FIELDS
from workbench.exchange import lines, theme_lines
from workbench.settings import ENVIRONMENT, Question, ReportChoices, Role, StudySettings, UserSettings, UserStudy, Wave
from workbench.store.database import _SQLITE_FAULTS
from workbench.transcripts.tables import KINDS, QUOTING, RECORDS, STATUSES
from workbench.transcripts.tables.participants import PARTICIPANT_COLUMNS
from workbench.transcripts.tables.transcripts import TRANSCRIPT_COLUMNS

PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MENTION = re.compile(
    r"workbench(?: --study [^\s`]+)? ((?:[a-z]+)(?: [a-z]+(?:-[a-z]+)?)?)(?=[ `\n.,:;)\"]|$)([^`\n)]*)"
)


@pytest.fixture(scope="module")
def generate(root) -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", root / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(root) -> dict[str, str]:
    paths = [
        *(root / name for name in PAGES),
        *sorted((root / "docs").glob("*.md")),
        *sorted((root / "docs").glob("*.json")),
    ]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def in_code(page: str) -> set[str]:
    """What stands alone between code marks on a page."""
    return {name.replace("\\|", "|") for name in re.findall(r"`([^`\n]+)`", page)}


def test_generated_pages_are_current(generate, pages):
    for name, text_of in generate.PAGES.items():
        assert pages[f"docs/{name}"] == text_of(), "run: python docs/generate.py"


def test_every_command_and_option_is_documented(generate, pages):
    page = pages["docs/commands.md"]
    commands = dict.fromkeys(words for words, _, _ in generate.walk())
    assert len(commands) > 30
    for words, command, context in generate.walk():
        section = page.partition(f"\n## workbench {words}\n")[2].partition("\n## ")[0]
        named = in_code(section)
        for option in command.get_params(context):
            if option.param_type_name == "option":
                assert named.issuperset(option.opts), (words, option.opts)
                assert option.help, (words, option.opts)
    meant = {
        f"{words} {p.name}" for words, c, _ in generate.walk() for p in c.params if p.param_type_name == "argument"
    }
    assert set(generate.ARGUMENTS) == meant


def test_every_setting_and_variable_is_documented(pages, nodes):
    named = in_code(pages["docs/settings.md"])
    for model in (StudySettings, Wave, Role, Question, ReportChoices, UserSettings, UserStudy):
        assert named.issuperset(model.model_fields)
        assert all(field.description for field in model.model_fields.values())
    assert named.issuperset(ENVIRONMENT)
    texts = [node.value for those in nodes.values() for node in those if isinstance(node, ast.Constant)]
    read = {text for text in texts if isinstance(text, str) and re.fullmatch(r"WORKBENCH_[A-Z_]+", text)}
    assert read == set(ENVIRONMENT)


def test_every_kind_of_error_is_documented(pages):
    page = pages["docs/errors.md"]
    kinds = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert len(kinds) == 8
    for name, kind in kinds.items():
        assert f"`{name}`" in page
        if kind is not errors.WorkbenchError:
            assert re.search(rf"^\| `{name}` \|.*\| {kind.exit_code} \|$", page, re.MULTILINE), name
    for what, _ in _SQLITE_FAULTS.values():
        if what in {"is locked by another program", "is damaged"}:
            assert f"The database … {what}." in page


def test_every_key_of_the_files_is_documented(pages):
    assert in_code(pages["docs/codebook.md"]).issuperset({*CODEBOOK_FIELDS, *CODE_FIELDS})
    packs = in_code(pages["docs/packs.md"])
    assert packs.issuperset({*lines.CODING_KEYS, *theme_lines.THEME_FIELDS, lines.PASSAGES, lines.MEMOS, lines.THEMES})
    guide = pages["docs/guide.md"]
    assert in_code(guide).issuperset({*PARTICIPANT_COLUMNS, *TRANSCRIPT_COLUMNS, *QUOTING})
    assert [word for word in (*KINDS, *RECORDS, *STATUSES) if word not in guide] == []


def mentions(text: str) -> Iterator[tuple[str, set[str]]]:
    """The commands a text names as `workbench …`, each with the long options that follow it."""
    for words, rest in MENTION.findall(text):
        yield words, set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest))


def fault_of(words: str, options: set[str]) -> str:
    """What is wrong with a command as named: it, or an option, is not there; empty where nothing is."""
    command, path = cli, []
    for word in words.split():
        child = getattr(command, "commands", {}).get(word)
        if child is None:
            break
        command, path = child, [*path, word]
    if not path:
        return f"no command {words!r}"
    known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    return ", ".join(f"{' '.join(path)} has no {option}" for option in sorted(options - known))


def test_commands_that_pages_name_are_there(pages):
    found = [(page, fault) for page, text in pages.items() for code in [*in_code(text), *blocks(text)]
             for words, options in mentions(code) if (fault := fault_of(words, options))]  # fmt: skip
    assert found == []
    named = {words.split()[0] for text in pages.values() for code in blocks(text) for words, _ in mentions(code)}
    assert named.issuperset({"init", "import", "code", "theme", "report", "codebook", "mark"})


def blocks(page: str) -> list[str]:
    """The shell commands of a page."""
    return [code for language, code in FENCE.findall(page) if language in {"sh", "powershell"}]


def test_commands_that_messages_name_are_there(nodes):
    found = []
    for path, those in nodes.items():
        texts = [node.value for node in those if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        for text in texts:
            # Messages name commands after "See: ", "Run: " and the like, or in brackets or code marks.
            named = re.findall(r"(?:[:(`] ?|^\s+)(workbench [a-z].*)", text, re.MULTILINE)
            found += [
                (path, fault)
                for code in named
                for words, options in mentions(code)
                if (fault := fault_of(words, options))
            ]
    assert found == []


def test_a_command_that_is_not_there_would_be_found():
    assert [fault_of(words, options) for words, options in mentions("workbench frobnicate --now")]
    assert [fault_of(words, options) for words, options in mentions("workbench codings --sideways x")] == [
        "codings has no --sideways"
    ]
    assert [fault_of(words, options) for words, options in mentions('workbench theme add "A" --code b')] == [""]


def test_links_lead_somewhere(pages, root):
    for page, text in pages.items():
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            if not target.startswith("https://"):
                assert ((root / page).parent / target).is_file(), (page, target)


def public_names(tree: ast.Module, module: str) -> Iterator[tuple[str, bool]]:
    """A module, and its classes, functions and methods that do not begin with _: name, and whether documented."""
    yield module, bool(ast.get_docstring(tree))
    waiting: list[tuple[ast.AST, str]] = [(tree, module)]
    while waiting:
        parent, name = waiting.pop()
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith(
                "_"
            ):
                yield f"{name}.{node.name}", bool(ast.get_docstring(node))
                if isinstance(node, ast.ClassDef):
                    waiting.append((node, f"{name}.{node.name}"))


def test_public_names_have_docstrings(modules):
    names = dict(entry for path, tree in modules.items() for entry in public_names(tree, path))
    assert len(names) > 500
    bare = sorted(name for name, documented in names.items() if not documented)
    assert len(bare) <= len(names) // 100, bare


def test_a_name_without_docstring_would_be_found():
    tree = ast.parse(
        '"""A."""\nclass B:\n    """B."""\n    def c(self): pass\n    def _d(self): pass\ndef _e(): pass\n'
    )
    assert dict(public_names(tree, "a")) == {"a": True, "a.B": True, "a.B.c": False}
