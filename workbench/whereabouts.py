"""Where a study's database is: apart from `study`, so that whoever only asks for it loads no database."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import psutil

from workbench.errors import BadInput
from workbench.folder import STUDY_FILE
from workbench.settings import StudySettings, UserSettings, read_study_settings, read_user_settings, user_data_folder

SYNCHRONISED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "sharepoint",
    "box sync",
    "pcloud",
    "syncthing",
    "seafile",
    "cloudstorage",
)
"""Folder names, folded, that tell of a synchroniser (whole names or their beginnings)."""

SYNC_MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log", ".sync")
"""Files and folders that a synchroniser leaves at the top of what it synchronises."""

NETWORK_FILE_SYSTEMS = (
    "nfs",
    "cifs",
    "smb",
    "afp",
    "webdav",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd",
    "ncp",
    "afs",
)


def sqlite_file(folder: Path) -> Path | None:
    """Where the SQLite file of the study in ``folder`` is, or would be; None where a server's database is used."""
    settings = read_study_settings(folder / STUDY_FILE)
    return None if server_url(settings, read_user_settings()) else database_path(folder, settings)


def is_kept(folder: Path) -> bool:
    """Whether the study in ``folder`` has a database already, or is told to use one on a server, which is not asked."""
    path = sqlite_file(folder)
    return path is None or path.exists()


def server_url(settings: StudySettings, user: UserSettings) -> str:
    """The URL of the server's database that a study is kept in; empty where it is in a file."""
    own = user.for_study(settings.id).database
    return os.environ.get("WORKBENCH_DATABASE_URL") or own or settings.database or ""


def database_path(folder: Path, settings: StudySettings) -> Path:
    """Where a study's SQLite file is: in its folder, or, where that is synchronised or on a network, elsewhere.

    Raises:
        BadInput: It would be elsewhere, and `study.yaml` has not the id by which it would be found.
    """
    if not (is_synchronised(folder) or is_on_network(folder)):
        return own_file(folder)
    path = local_database(folder, settings)
    if settings.id is None and not path.exists():
        raise BadInput(
            f"{STUDY_FILE} has no id, by which the database of a synchronised study is found.",
            f"Write the line with the id that it had into it; if it never had one: id: {path.parent.name}",
        )
    return path


def own_file(folder: Path) -> Path:
    """Where the SQLite file of a study is that neither a synchroniser nor a network has to do with: in its folder."""
    return folder / ".workbench" / "study.db"


def local_database(folder: Path, settings: StudySettings) -> Path:
    """Where the database of a synchronised study is: in the user's local data folder, under the study's id."""
    study_id = settings.id or uuid.uuid5(uuid.NAMESPACE_URL, folder.resolve().as_uri())
    return user_data_folder() / "studies" / str(study_id) / "study.db"


def is_synchronised(folder: Path) -> bool:
    """Whether a synchroniser (OneDrive, Dropbox, Nextcloud, Syncthing …) looks after the folder."""
    folder = folder.resolve()
    if any(part.casefold().startswith(SYNCHRONISED) for part in folder.parts):
        return True
    roots = [os.environ[key] for key in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer") if os.environ.get(key)]
    if any(folder.is_relative_to(Path(root).resolve()) for root in roots):
        return True
    return any((parent / mark).exists() for parent in (folder, *folder.parents) for mark in SYNC_MARKS)


def is_on_network(folder: Path) -> bool:
    """Whether the folder is on a network drive, where SQLite's locks cannot be trusted."""
    folder = folder.resolve()
    if str(folder).startswith(("\\\\", "//")):
        return True
    mounts = [mount for mount in psutil.disk_partitions(all=True) if folder.is_relative_to(mount.mountpoint)]
    if not mounts:
        return False
    nearest = max(mounts, key=lambda mount: len(mount.mountpoint))
    return nearest.fstype.casefold().startswith(NETWORK_FILE_SYSTEMS) or "remote" in nearest.opts.split(",")
