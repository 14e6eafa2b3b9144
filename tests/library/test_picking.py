"""Picking files: lines of paths as people paste them, and what a folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import BadInput
from workbench.transcripts.picking import Entry, look_into, named_in, paths_in

HERE = Path("/here")


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("", []),
        ("a.docx", ["/here/a.docx"]),
        ("/a/b.docx /c.txt", ["/a/b.docx", "/c.txt"]),
        ("'/a b/c.docx' \"/d e.txt\"", ["/a b/c.docx", "/d e.txt"]),
        ("/a\\ b/c.docx", ["/a b/c.docx"]),
        ("/it\\'s.txt", ["/it's.txt"]),
        ("file:///a%20b/c.docx", ["/a b/c.docx"]),
        ("/one.txt\n/two.txt\n", ["/one.txt", "/two.txt"]),
        ("/one.txt /one.txt", ["/one.txt"]),
        ("'/[bold]x[/].txt'", ["/[bold]x[/].txt"]),
    ],
)
def test_lines_of_paths(text, paths):
    assert paths_in(text, relative_to=HERE, windows=False) == [Path(path) for path in paths]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (r'"C:\My files\a.docx" C:\b.txt', [r"C:\My files\a.docx", r"C:\b.txt"]),
        ("file:///C:/a%20b.docx", ["C:/a b.docx"]),
    ],
)
def test_on_windows_a_backslash_is_part_of_a_path(text, paths):
    assert [path.name for path in paths_in(text, relative_to=HERE, windows=True)] == [Path(p).name for p in paths]


def test_a_path_with_blanks_that_is_there_needs_no_quotes(tmp_path):
    (tmp_path / "Parent 3 T1.docx").touch()
    (tmp_path / "it's.txt").touch()
    assert paths_in("Parent 3 T1.docx", relative_to=tmp_path) == [tmp_path / "Parent 3 T1.docx"]
    assert paths_in(f" {tmp_path}/it's.txt ", relative_to=HERE) == [tmp_path / "it's.txt"]


def test_nonsense_is_a_path_that_is_not_there():
    assert paths_in("\0", relative_to=HERE) == [HERE / "\0"]
    assert paths_in("x" * 9000, relative_to=HERE) == [HERE / ("x" * 9000)]
    assert paths_in("~no-such-user at all/x", relative_to=HERE, windows=False)[0] == HERE / "~no-such-user"
    assert paths_in("'unfinished", relative_to=HERE) == [HERE / "unfinished"]


def test_what_is_named_is_there_or_missing(tmp_path):
    (tmp_path / "a b.txt").touch()
    (tmp_path / "inner").mkdir()
    named = named_in(f"inner 'a b.txt' gone {'x' * 300} \0", relative_to=tmp_path)
    assert named.there == (Entry(tmp_path / "inner", True, 0), Entry(tmp_path / "a b.txt", False, 0))
    assert [path.name[:4] for path in named.missing] == ["gone", "xxxx", "\0"]


def test_a_folder_shows_folders_and_what_can_be_read(tmp_path):
    for name in ("Parent 10.docx", "Parent 9.TXT", "table.csv", "a.pdf", ".hidden.txt", "~$lock.docx"):
        (tmp_path / name).write_bytes(b"12345")
    (tmp_path / "inner").mkdir()
    (tmp_path / ".git").mkdir()
    shelf = look_into(tmp_path)
    assert [(one.path.name, one.is_folder, one.size) for one in shelf.entries] == [
        ("inner", True, 0),
        ("Parent 9.TXT", False, 5),
        ("Parent 10.docx", False, 5),
    ]
    assert shelf.others == 2
    with pytest.raises(BadInput, match="cannot be opened"):
        look_into(tmp_path / "none")


def test_a_file_comes_before_those_whose_names_go_on_from_its_own(tmp_path):
    for name in ("report to send.docx", "report.docx", "report.md", "report 10.docx", "report 9.docx"):
        (tmp_path / name).write_text("x")
    shelf = look_into(tmp_path, (".docx", ".md"))
    names = [one.path.name for one in shelf.entries]
    assert names == ["report.docx", "report.md", "report 9.docx", "report 10.docx", "report to send.docx"]
