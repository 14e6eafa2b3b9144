from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from workbench.errors import BadInput, Refused, Unavailable
from workbench.safefile import clear_leftovers, conflict_copy, move_safely, write_bytes_safely, write_text_safely


def test_a_file_is_made_and_replaced_with_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / ("ü" * 100 + " x.txt")
    write_text_safely(path, "one\r\n")
    assert path.read_bytes() == b"one\r\n"
    path.chmod(0o640)
    write_bytes_safely(path, b"two")
    assert path.read_bytes() == b"two"
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a privilege there")
def test_what_a_link_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_bytes_safely(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_change_in_between_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_bytes_safely(path, b"one", expected=b"")
    with pytest.raises(Refused, match=r"a\.csv was changed"):
        write_bytes_safely(path, b"two", expected=b"")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "not permitted"),
        (errno.EIO, "was not written"),
        (errno.ENAMETOOLONG, "too long"),
    ],
)
def test_what_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def failing(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(Unavailable, match=words) as caught:
        write_bytes_safely(path, b"new")
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_open_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "replace", locked)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(Unavailable) as caught:
        write_bytes_safely(tmp_path / "a.csv", b"new")
    assert "Excel" in caught.value.hint


def test_places_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable, match="folder is not there"):
        write_bytes_safely(tmp_path / "none" / "a.csv", b"")
    with pytest.raises(Unavailable, match="it is a folder"):
        write_bytes_safely(tmp_path, b"")
    with pytest.raises(BadInput, match="character 2"):
        write_text_safely(tmp_path / "a.csv", "x\ud800")
    (tmp_path / "protected").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Unavailable, match="not permitted"):
        write_bytes_safely(tmp_path / "protected", b"new")
    assert (tmp_path / "protected").read_bytes() == b"old"


def test_a_folder_that_cannot_be_flushed_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync
    calls: list[int] = []

    def only_files(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(errno.EINVAL, "no such call here")
        flush(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    write_bytes_safely(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("study (1).yaml", "study.yaml"),
        ("study (1) (2).yaml", "study (1).yaml"),
        ("STUDY (1).YAML", "study.yaml"),
        ("participants-DESKTOP-AB12CDE.csv", "participants.csv"),
        ("participants-DESKTOP-AB12CDE-2.csv", "participants.csv"),
        ("participants-UWLT00231.csv", "participants.csv"),
        ("x (Kelly's conflicted copy 2026-01-02).csv", "x.csv"),
        ("x (conflicted copy 2026-01-02 101010).csv", "x.csv"),
        ("x.sync-conflict-20260102-101010-ABCDEF7.csv", "x.csv"),
        ("x (SFConflict kelly@example.org 2026-01-02-10-10-10).csv", "x.csv"),
        ("x_conf(1).csv", "x.csv"),
        ("x (Case Conflict).csv", "x.csv"),
        ("README (1)", "README"),
        ("Parent (1).docx", None),
        ("Parent-T2.docx", None),
        ("participants-V2.csv", None),
        ("participants-2026.csv", None),
        ("study.yaml", None),
        (" (1).yaml", None),
        (".hidden", None),
        ("x (2nd interview).csv", None),
    ],
)
def test_conflict_copies(name: str, original: str | None) -> None:
    names = {name, "study.yaml", "study (1).yaml", "participants.csv", "x.csv", "README", "Parent (1).docx"}
    assert conflict_copy(name, names) == original


def test_a_copy_beside_its_transcript_is_one() -> None:
    assert conflict_copy("Parent (1).docx", ["Parent (1).docx", "Parent.docx"]) == "Parent.docx"
    assert conflict_copy("Parent-T2.docx", ["Parent-T2.docx", "Parent.docx"]) is None
    for ending in (
        " (Ann's conflicted copy 2024-05-03)",
        "-DESKTOP-AB12CDE",
        "-LAPTOP-ABC-2",
        ".sync-conflict-20260102-101010",
    ):
        assert conflict_copy(f"Parent{ending}.docx", ["Parent.docx"], sure=True) == "Parent.docx"
    for ending in (" (1)", " (2)", "-UWLT00231", "-PARENT12", "-WINIFRED"):
        assert conflict_copy(f"Parent{ending}.docx", ["Parent.docx"], sure=True) is None


def test_only_old_files_of_the_program_are_cleared(tmp_path: Path) -> None:
    ours, new = tmp_path / ".workbench-0123456789abcdef.tmp", tmp_path / ".workbench-fedcba9876543210.tmp"
    others = [tmp_path / name for name in (".workbench-notes.tmp", "notes.tmp", ".workbench-0123456789abcdef.tmp.txt")]
    for path in (ours, new, *others):
        path.write_bytes(b"x")
        os.utime(path, (0, 0) if path != new else None)
    clear_leftovers(tmp_path)
    clear_leftovers(tmp_path / "nothing such")
    assert sorted(tmp_path.iterdir()) == sorted([new, *others])


def test_a_file_is_moved_also_to_another_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"words")
    move_safely(one, two)
    assert (one.exists(), two.read_bytes()) == (False, b"words")
    replace = Path.replace

    def across(self: Path, target: Path) -> Path:
        if self == two:
            raise OSError(errno.EXDEV, "another drive")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", across)
    move_safely(two, one)
    assert (two.exists(), one.read_bytes()) == (False, b"words")
    with pytest.raises(Unavailable, match="was not moved"):
        move_safely(two, one)
