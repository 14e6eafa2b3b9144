"""Where a study's folder and database are: found, kept away from synchronisers, brought along; and new studies."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from contextlib import closing

import pytest

from workbench import coding, opening
from workbench import whereabouts as room
from workbench.errors import BadInput, NotFound, Unavailable
from workbench.folder import find_folder
from workbench.settings import read_study_settings, user_data_folder
from workbench.spans import Span
from workbench.store import migrate
from workbench.whereabouts import database_path, is_on_network, is_synchronised

Mount = namedtuple("Mount", "mountpoint fstype opts")


@pytest.fixture
def mounted(monkeypatch):
    """Says what is mounted where."""

    def mounts(*found):
        monkeypatch.setattr(room.psutil, "disk_partitions", lambda all: [Mount(*one) for one in found])

    return mounts


def test_a_plain_folder_keeps_its_database(study):
    assert not is_synchronised(study.folder)
    assert not is_on_network(study.folder)
    assert study.database.path == study.folder / ".workbench" / "study.db"


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Evaluation Team",
        "Dropbox (Team)",
        "Google Drive",
        "iCloudDrive",
        "Nextcloud",
        "pCloud Drive",
    ],
)
def test_folders_of_synchronisers_are_known_by_name(tmp_path, name):
    inside = tmp_path / name / "work" / "study"
    inside.mkdir(parents=True)
    assert is_synchronised(inside)
    assert not is_synchronised(tmp_path)


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox.cache", ".sync"])
def test_folders_of_synchronisers_are_known_by_their_marks(tmp_path, mark):
    (tmp_path / "shared" / "a").mkdir(parents=True)
    (tmp_path / "shared" / mark).mkdir()
    assert is_synchronised(tmp_path / "shared" / "a")
    assert not is_synchronised(tmp_path)


def test_onedrive_is_known_by_the_systems_own_word(tmp_path, monkeypatch):
    (tmp_path / "Documents" / "study").mkdir(parents=True)
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Documents"))
    assert is_synchronised(tmp_path / "Documents" / "study")
    assert not is_synchronised(tmp_path)


@pytest.mark.parametrize(
    ("mount", "expected"),
    [
        (("nfs4", "rw"), True),
        (("cifs", "rw"), True),
        (("smbfs", "rw"), True),
        (("NTFS", "rw,remote"), True),
        (("fuse.sshfs", "rw"), True),
        (("ext4", "rw"), False),
        (("NTFS", "rw,fixed"), False),
    ],
)
def test_network_drives_are_known_by_their_mount(tmp_path, mounted, mount, expected):
    mounted((tmp_path.anchor, "ext4", "rw"), (str(tmp_path), *mount))
    assert is_on_network(tmp_path / "study") is expected
    assert not is_on_network(tmp_path.parent)


def test_the_nearest_mount_counts(tmp_path, mounted):
    mounted((tmp_path.anchor, "nfs", "rw"), (str(tmp_path), "ext4", "rw"))
    assert not is_on_network(tmp_path)
    assert is_on_network(tmp_path.parent)


def test_a_study_on_a_network_drive_keeps_its_database_on_this_computer(studies, mounted):
    study = studies.new()
    mounted((str(study.folder), "cifs", "rw"))
    path = database_path(study.folder, study.settings)
    assert path == user_data_folder() / "studies" / str(study.settings.id) / "study.db"


def test_a_synchronised_study_without_its_id_is_not_given_an_empty_database(tmp_path):
    lines = set()
    for name in ("a", "b"):
        folder = tmp_path / "OneDrive" / name
        folder.mkdir(parents=True)
        told = folder / "study.yaml"
        told.write_text("title: x\n")
        with pytest.raises(BadInput, match="has no id") as caught:
            database_path(folder, read_study_settings(told))
        line = caught.value.hint.partition("had one: ")[2]
        told.write_text(f"title: x\n{line}\n")
        assert database_path(folder, read_study_settings(told)).parent.name in line
        lines.add(line)
    assert len(lines) == 2


def test_a_study_that_moves_into_onedrive_brings_its_work_along(studies, tmp_path):
    study = studies.new()
    coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"])
    expected = coding.extracts(study)
    study.close()
    moved = tmp_path / "OneDrive - Team" / "study"
    moved.parent.mkdir()
    study.folder.rename(moved)
    for told in (True, False):
        opened, notices = opening.open_study(moved, coder="Ruth")
        assert coding.extracts(opened) == expected
        assert opened.database.path.is_relative_to(user_data_folder())
        assert any("under a synchroniser" in notice for notice in notices) is told
        opened.close()
    assert not (moved / ".workbench" / "study.db").exists()
    with closing(sqlite3.connect(moved / ".workbench" / "study-before-move.db")) as kept:
        assert kept.execute("SELECT count(*) FROM coding").fetchone() == (1,)


def test_a_study_that_leaves_onedrive_brings_its_work_along(studies, tmp_path):
    study = studies.new()
    study.close()
    inside = tmp_path / "OneDrive - Team" / "study"
    inside.parent.mkdir()
    study.folder.rename(inside)
    opened, _ = opening.open_study(inside, coder="Ruth")
    coding.apply(opened, "Parent 1 Early", [Span(41, 56)], ["trust"])
    expected = coding.extracts(opened)
    opened.close()
    outside = tmp_path / "home" / "study"
    outside.parent.mkdir()
    inside.rename(outside)
    (outside / ".workbench" / "study-before-move.db").unlink(missing_ok=True)
    for told in (True, False):
        opened, notices = opening.open_study(outside, coder="Ruth")
        assert coding.extracts(opened) == expected
        assert opened.database.path == outside / ".workbench" / "study.db"
        assert any("left one" in notice for notice in notices) is told
        opened.close()


def test_work_that_was_going_on_while_it_was_brought_along_is_not_lost(studies, tmp_path, monkeypatch):
    """The write-ahead log beside the old file is part of it."""
    study = studies.new()
    monkeypatch.setattr(room, "is_synchronised", lambda folder: True)
    coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"])
    assert study.database.path.with_name("study.db-wal").stat().st_size
    opened, _ = opening.open_study(study.folder, coder="Ruth")
    assert len(coding.extracts(opened)) == 1
    opened.close()


def test_a_move_that_was_broken_off_is_made_again(studies, monkeypatch):
    study = studies.new()
    coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"])
    study.close()
    monkeypatch.setattr(room, "is_synchronised", lambda folder: True)
    copied = migrate.back_up

    def half(path, to):
        copied(path, to)
        to.write_bytes(to.read_bytes()[:5000])
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(migrate, "back_up", half)
        with pytest.raises(KeyboardInterrupt):
            opening.open_study(study.folder)
    opened, _ = opening.open_study(study.folder, coder="Ruth")
    assert len(coding.extracts(opened)) == 1
    opened.close()


def test_the_folder_is_found_from_inside(study, tmp_path):
    inside = study.transcripts / "deep" / "er"
    inside.mkdir(parents=True)
    assert find_folder(inside) == find_folder(study.folder) == study.folder.resolve()
    with pytest.raises(NotFound, match="no study in"):
        find_folder(tmp_path)
    with pytest.raises(NotFound, match="not a folder"):
        find_folder(tmp_path / "nothing")
    with pytest.raises(NotFound, match="not a folder"):
        find_folder(study.folder / "study.yaml")


@pytest.mark.parametrize("name", ["plain", "with spaces & ümläuts ☃", "x" * 100 + "/" + "y" * 100])
def test_an_empty_study_is_made_without_asking(tmp_path, name):
    folder = tmp_path / name
    told = opening.make_study(folder)
    assert str(folder) in told[0]
    settings = read_study_settings(folder / "study.yaml")
    assert (settings.mode, [one.id for one in settings.waves]) == ("codebook", ["T1", "T2"])
    assert [one.id for one in settings.roles] == ["mentor", "parent", "staff"]
    assert (settings.interviewers, settings.title) == (["Interviewer", "I"], folder.name)
    assert settings.id is not None
    ignored = (folder / ".gitignore").read_text().splitlines()
    assert {"/transcripts/", "/exports/", "/.workbench/"} <= set(ignored)
    study, notices = opening.open_study(folder)
    assert notices == []
    study.close()


def test_two_studies_have_ids_of_their_own(tmp_path):
    for name in "ab":
        opening.make_study(tmp_path / name)
    ids = {read_study_settings(tmp_path / name / "study.yaml").id for name in "ab"}
    assert len(ids) == 2


def test_a_title_that_yaml_would_misread(tmp_path):
    folder = tmp_path / "yes: #1 'no' [x]"
    opening.make_study(folder)
    assert read_study_settings(folder / "study.yaml").title == folder.name


def test_what_is_in_the_folder_stays(tmp_path):
    (tmp_path / "codebooks").mkdir()
    for name in ("notes.txt", "codebooks/codebook.yaml"):
        (tmp_path / name).write_text("name: mine\ncodes: []\n")
    opening.make_study(tmp_path)
    for name in ("notes.txt", "codebooks/codebook.yaml"):
        assert (tmp_path / name).read_text() == "name: mine\ncodes: []\n"


def test_a_study_is_not_made_over_another_or_over_a_file(study, tmp_path):
    before = (study.folder / "study.yaml").read_bytes()
    with pytest.raises(BadInput, match=r"a study in .* already"):
        opening.make_study(study.folder)
    assert (study.folder / "study.yaml").read_bytes() == before
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="is a file"):
        opening.make_study(tmp_path / "file")
    with pytest.raises((BadInput, Unavailable), match="cannot be made"):
        opening.make_study(tmp_path / "file" / "below")


def test_conflict_copies_of_the_settings_are_named_and_not_read(study, studies):
    (study.folder / "study (1).yaml").write_text("mode: nonsense\n")
    # What no program reads as a codebook or as settings is not told of: macOS lays it beside each file.
    for hidden in ("._study.yaml", "._study (1).yaml"):
        (study.folder / hidden).write_bytes(b"\0")
    study.close()
    opened, notices = studies.open(study.folder)
    assert opened.settings == study.settings
    assert [notice for notice in notices if "study (1).yaml" in notice] == [
        "study (1).yaml: a synchroniser's conflict copy; it is not read."
    ]


def test_waves_and_roles_that_a_command_names_are_taken_up(study):
    before = (study.folder / "study.yaml").read_text()
    told = opening.take_up(study.folder, wave="T3", role="director")
    assert len(told) == 2
    settings = read_study_settings(study.folder / "study.yaml")
    assert [one.id for one in settings.waves] == ["T1", "T2", "T3"]
    assert [one.id for one in settings.roles] == ["mentor", "parent", "staff", "director"]
    assert settings.title == study.settings.title
    assert opening.take_up(study.folder, wave="t3", role="Director") == []
    after = (study.folder / "study.yaml").read_text()
    assert [line for line in before.splitlines() if line not in after.splitlines()] in (
        [],
        ["waves: [{id: T1, label: Early}, {id: T2, label: Late}]"],
    )


def test_an_unusable_coders_name(studies):
    for name in (" ", "a\nb", "\x1b[1m"):
        opened = studies.new(name)
        with pytest.raises(BadInput, match="cannot be a coder's name"):
            opened.coder_id()
