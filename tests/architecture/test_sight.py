"""Codings and the history are asked for in `workbench/sight.py` (how much codes are used in `sight_use.py`, and under
which states of the codebook they were put on in `sight_stamps.py`; without SQLAlchemy, as long as no sample is open, in
`sight_glance.py`) alone, so that blind coding cannot leak; memos in `workbench/sight_memos.py`, so that what is on
safeguarding cannot.

What these modules list or count of codings they ask through `in_sight`, which says what a coder may see.

The rule: outside these and model.py the class `Coding` (or `Memo`) may only be called (a new row), stand in an
annotation, or be given to `insert` or to a helper `_update` that changes one row. Its columns are not named, it is
given to nothing else, and no text of SQL names its table. The journal's history is called by sight.py only. Code that
works on all journalled tables alike (undo) names none of them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

WATCHED = frozenset({"Coding", "Memo"})
TABLES = frozenset({"coding", "memo"})
MAY_SELECT = (
    "workbench/in_sight.py",
    "workbench/sight.py",
    "workbench/sight_glance.py",
    "workbench/sight_use.py",
    "workbench/sight_stamps.py",
    "workbench/sight_samples.py",
    "workbench/sight_then.py",
    "workbench/sight_memos.py",
    "workbench/model.py",
)
NOT_THROUGH_IN_SIGHT = {
    # A coder's own rows, to be changed.
    "own_codings",
    "own_codings_on",
    "refuse_changed",
    # Whether there is any, or one of this id; a list or a count is made of none of them.
    "is_coded",
    "there",
    "were_used",
    "coder_of",
    # Rows of ids that were asked for in sight.
    "coding_rows",
    "stamp",
    # What is gone since; `_in_sight` narrows it.
    "_gone_since",
    # What goes, or stays, with a text or a coding.
    "forget_removed",
    "memos_on",
    # Columns only: `codings` narrows it.
    "_with_what_stands_beside",
    # That somebody has begun, or has coded at all; what, how many and where is not told.
    "begun_on",
    "have_coded",
    "worked_here",
    # Which steps are out of sight.
    "_is_out_of_sight",
    # The rule itself.
    "shows_coding",
    "shows_memo",
}
"""What of the modules that may select codings does it past `in_sight`."""

MAY_BE_GIVEN_TO = frozenset({"insert", "_update"})
SQL = re.compile(r"\b(?:from|join|into|update|table)\s+[\"'`]?(?:coding|memo)\b", re.IGNORECASE)


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def watched_names(nodes: list[ast.AST]) -> tuple[set[str], set[str]]:
    """What the watched classes, and the module they are in, are called in a module."""
    classes, models = set(), set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "workbench.model":
            classes |= {alias.asname or alias.name for alias in node.names if alias.name in WATCHED}
        if isinstance(node, ast.ImportFrom) and node.module == "workbench":
            models |= {alias.asname or alias.name for alias in node.names if alias.name == "model"}
        if isinstance(node, ast.Import):
            models |= {alias.asname or alias.name for alias in node.names if alias.name == "workbench.model"}
    return classes, models


def annotations(nodes: list[ast.AST]) -> set[ast.AST]:
    """Every node that is part of an annotation."""
    roots: list[ast.expr | None] = []
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            roots.append(node.returns)
        if isinstance(node, ast.arg | ast.AnnAssign):
            roots.append(node.annotation)
    return {part for root in roots if root is not None for part in ast.walk(root)}


def breaches(tree: ast.Module) -> Iterator[str]:
    """What a module does with codings or memos that only sight.py may do."""
    nodes = list(ast.walk(tree))
    classes, models = watched_names(nodes)

    def is_watched(node: ast.AST) -> bool:
        if isinstance(node, ast.Attribute) and node.attr in WATCHED:
            return ast.unparse(node.value) in models
        return isinstance(node, ast.Name) and node.id in classes

    allowed = annotations(nodes)
    for node in nodes:
        if isinstance(node, ast.Call):
            allowed.add(node.func)
            if name_of(node.func) in MAY_BE_GIVEN_TO:
                allowed.update(node.args)
    for node in nodes:
        if is_watched(node) and node not in allowed:
            yield f"line {node.lineno}: {ast.unparse(node)} is used as more than a new row"
        if isinstance(node, ast.ImportFrom) and node.module == "workbench.model" and node.names[0].name == "*":
            yield f"line {node.lineno}: everything is imported from the model"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield f"line {node.lineno}: SQL names a table"
        if isinstance(node, ast.Subscript) and getattr(node.slice, "value", None) in TABLES:
            yield f"line {node.lineno}: a table is looked up by its name"
        if (
            isinstance(node, ast.Call)
            and name_of(node.func) == "history"
            and ast.unparse(node.func) == "journal.history"
        ):
            yield f"line {node.lineno}: the journal's history is read"


def test_only_sight_asks_for_codings_memos_and_history(modules):
    assert {"workbench/sight.py", "workbench/exchange/unpack.py"} <= set(modules)
    found = {path: list(breaches(tree)) for path, tree in modules.items() if path not in MAY_SELECT}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_sight_itself_does_what_is_watched_for(modules):
    assert len(list(breaches(modules["workbench/sight.py"]))) > 10
    assert len(list(breaches(modules["workbench/sight_memos.py"]))) > 10


def past_in_sight(tree: ast.Module) -> Iterator[str]:
    """The functions of a module that ask for codings otherwise than through `in_sight`."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            inside = {getattr(node, "id", "") for part in function.body for node in ast.walk(part)}
            if "Coding" in inside and "in_sight" not in inside:
                yield function.name


def test_what_lists_or_counts_codings_asks_through_in_sight(modules):
    found = [name for path in MAY_SELECT if "sight" in path for name in past_in_sight(modules[path])]
    assert sorted(found) == sorted({*NOT_THROUGH_IN_SIGHT, "in_sight"})
    assert list(past_in_sight(ast.parse("def mine(session): return sa.select(Coding)"))) == ["mine"]


TO_MERGE = {
    "codings_to_merge": {"workbench/exchange/merge_codings.py"},
    "memos_to_merge": {"workbench/exchange/merge_memos.py"},
}
"""What gives codings and memos that are out of sight, too, and who may ask for it."""


def test_only_merging_asks_for_what_is_out_of_sight(modules):
    asked = {name: set() for name in TO_MERGE}
    for path, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in asked:
                asked[node.attr].add(path)
            assert not (isinstance(node, ast.ImportFrom) and {one.name for one in node.names} & asked.keys()), path
    assert asked == TO_MERGE


IMPORT = "from workbench.model import Coding\nimport sqlalchemy as sa\n"


@pytest.mark.parametrize(
    "code",
    [
        IMPORT + "rows = sa.select(Coding)",
        IMPORT + "rows = session.get(Coding, some_id)",
        IMPORT + "rows = sa.select(Passage).join(Coding, True)",
        IMPORT + "count = sa.select(sa.func.count(Coding.id))",
        IMPORT + "query = sa.delete(Coding).where(col(Coding.code) == 'x')",
        IMPORT + "alias = aliased(Coding)",
        IMPORT + "table = Coding.__table__",
        IMPORT + "thing = Coding\nrows = sa.select(thing)",
        "from workbench.model import Coding as Row\nrows = session.query(Row)",
        "from workbench.model import Memo\nrows = sa.select(Memo)",
        "from workbench import model\nrows = sa.select(model.Coding)",
        "import workbench.model\nrows = sa.select(workbench.model.Coding)",
        "from workbench.model import *\nrows = sa.select(Coding)",
        "rows = session.execute(sa.text('SELECT id FROM coding'))",
        "rows = sa.select(SQLModel.metadata.tables['coding'])",
        "from workbench.store import journal\nsteps = journal.history(session)",
    ],
)
def test_a_breach_would_be_found(code):
    assert list(breaches(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        IMPORT + "row = Coding(code='x')",
        IMPORT + "session.execute(sa.insert(Coding), rows)",
        IMPORT + "def own(rows: list[Coding]) -> Coding | None: return rows[0]",
        "message = 'The codings of a coder; take the coding from here.'",
        "from workbench import sight\nrows = sight.codings(session, study)",
    ],
)
def test_what_is_allowed_passes(code):
    assert list(breaches(ast.parse(code))) == []
