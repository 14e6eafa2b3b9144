"""Memos on safeguarding are asked for by those alone who are named here; what writes files asks for none of them."""

from __future__ import annotations

import ast

MAY_ASK = {
    "concerns": {"memos/listing.py"},
    "open_concerns": {"memos/listing.py", "standing.py"},
    "concerns_among": {"exchange/merge_memos.py"},
    "memo": {"memos/listing.py", "memos/writing.py"},
    "memo_ids": {"cli/common.py"},
    "memos_on": {"transcripts/removing.py"},
    "removed_memo": {"memos/writing.py"},
    "respell": {"transcripts/facts.py"},
    "follow": {"coding/apply.py", "exchange/unpack.py"},
}
"""What `sight_memos` gives of memos on safeguarding, and who may ask for it."""

FILE_WRITERS = ("workbench/report/", "workbench/exchange/", "workbench/example.py", "workbench/analysis/")


def test_only_those_named_ask_for_what_is_on_safeguarding(nodes: dict[str, list[ast.AST]]) -> None:
    asked: dict[str, set[str]] = {name: set() for name in MAY_ASK}
    offered = {
        node.name
        for node in nodes["workbench/sight_memos.py"]
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert offered == {*MAY_ASK, "memos", "memos_to_merge", "placed_memos", "impressions"}, "these give none of them"
    for path, found in nodes.items():
        for node in found:
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "sight_memos" and node.attr in asked:
                asked[node.attr].add(path.removeprefix("workbench/"))
            is_import = isinstance(node, ast.ImportFrom)
            whole = (
                {one.name: one.asname for one in node.names} if isinstance(node, ast.Import | ast.ImportFrom) else {}
            )
            renamed = whole.get("sight_memos") or "workbench.sight_memos" in whole
            assert not renamed, f"{path}: call it sight_memos"
            assert not (is_import and node.module == "workbench.sight_memos"), (
                f"{path}: import the module, not its names"
            )
            if path.startswith(FILE_WRITERS):
                by_name = {"memos", "find", "open_concerns", "pass_on"}
                names = (
                    {one.name for one in node.names}
                    if is_import and str(node.module).startswith("workbench.memos")
                    else set()
                )
                asks = (
                    isinstance(node, ast.Attribute) and ast.unparse(node).startswith("memos.") and node.attr in by_name
                )
                assert not asks, f"{path} asks for memos of any kind; what writes a file asks for `memos.printable`"
                assert not names & by_name, (
                    f"{path} asks for memos of any kind; what writes a file asks for `printable`"
                )
    assert asked == MAY_ASK
