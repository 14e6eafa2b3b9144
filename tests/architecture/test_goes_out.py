"""Who writes files and who copies is known: what goes out of the study has to be among what `test_kept_out` runs.

A new module that writes a file, or puts anything into the clipboard, fails here until it is entered, and its command or
function there.
"""

from __future__ import annotations

import ast
import re

WRITES_FILES = {
    # What goes out of the study: `test_kept_out` runs every command and function of these.
    "exchange/codebooks/exporting.py",
    "exchange/pack.py",
    "office/cleaning_copy.py",
    "opening/handing_out.py",
    "report/for_the_team/copying.py",
    "report/for_the_team/memo_book.py",
    "report/update/update.py",
    "report/shapes.py",
    "report/verify/commented.py",
    "report/word/document.py",
    # What makes, or is, the study's own files and those of its user: nobody is handed them.
    "codebook/versions/git_setup.py",
    "codebook/merges/files.py",
    "codebook/states/states.py",
    "coding/place.py",
    "example.py",
    "opening/importing.py",
    "opening/making.py",
    "settings/files.py",
    "store/sealing.py",
    "themes/narrative.py",
    "transcripts/importing.py",
    "transcripts/tables/edit.py",
    "transcripts/tables/rows.py",
    "transcripts/taken_out.py",
    "tui/aside.py",
    # What is copied where there is no clipboard.
    "tui/clipboard.py",
}
"""All that write any file. Whatever else is to write one is entered here, and run in `test_kept_out` if it goes out."""

COPIES = {
    "tui/app.py",
    # Extracts and passages as `report.attributed` gives them; the preview's blocks; memos by `report.may_be_copied`.
    "tui/screens/coding.py",
    "tui/screens/copying.py",
    "tui/screens/memos.py",
    "tui/screens/report.py",
    # The path of a file.
    "tui/screens/written.py",
}
"""All that put anything into the clipboard."""


_WRITING = re.compile(r"(write|move)_[a-z_]*safely|write_text|write_bytes|writelines|save|copyfile|copytree|rename")
_COPYING = re.compile(r"copy_words|copy_to_clipboard")


def called(found: list[ast.AST], what: re.Pattern[str]) -> bool:
    """Whether anything of such a name is called."""
    functions = (node.func for node in found if isinstance(node, ast.Call))
    names = (
        one.attr if isinstance(one, ast.Attribute) else one.id
        for one in functions
        if isinstance(one, ast.Attribute | ast.Name) and ast.unparse(one) != "output.write_text"
    )
    return any(what.fullmatch(name) for name in names)


def opens_for_writing(found: list[ast.AST]) -> bool:
    """Whether a file is opened in another way than for reading."""
    calls = [node for node in found if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "open"]
    texts = [one.value for node in calls for one in [*node.args, *(word.value for word in node.keywords)]
             if isinstance(one, ast.Constant)]  # fmt: skip
    return any(isinstance(one, str) and re.fullmatch("[rwxabt+]*[wxa+][rwxabt+]*", one) for one in texts)


def test_whatever_writes_a_file_or_copies_is_known_here(nodes: dict[str, list[ast.AST]]) -> None:
    files = {path.removeprefix("workbench/"): found for path, found in nodes.items()}
    # `safefile` is how all write; a database that was moved, a name, a package in memory and a form are no text files.
    no_words = {
        "safefile.py", "study.py", "transcripts/facts.py", "report/word/package.py", "office/spreadsheet.py",
        "tui/screens/code_form.py",
    }  # fmt: skip
    writing = {path for path, found in files.items() if called(found, _WRITING) or opens_for_writing(found)}
    assert writing - no_words == WRITES_FILES
    assert {path for path, found in files.items() if called(found, _COPYING)} == COPIES


def test_a_codebook_is_handed_on_by_one_function_alone(nodes: dict[str, list[ast.AST]]) -> None:
    """It refuses what must not be printed: that may stand in a codebook's own texts."""
    calling = {path for path, found in nodes.items() if called(found, re.compile("export_codebook"))}
    assert calling == {"workbench/opening/handing_on.py"}
