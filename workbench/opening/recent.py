"""Which studies were opened last, and where transcripts came from last; kept in the user's own file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from workbench.errors import BadInput, WorkbenchError
from workbench.folder import STUDY_FILE, is_study
from workbench.settings import StudySettings, read_study_settings, read_user_settings, write_user_settings
from workbench.study import who_codes

_RECENT = 12
"""So many studies are remembered as opened last."""


def remember(folder: Path) -> list[str]:
    """Put a study first among those opened last, in the user's own file.

    Returns:
        What the user should be told where it cannot be kept.
    """
    here = str(folder.resolve())
    try:
        others = [one for one in read_user_settings().recent if one != here]
        write_user_settings({"recent": [here, *others][:_RECENT]})
    except WorkbenchError as error:
        return [f"This study could not be noted among those opened last. {error}"]
    return []


def forget(folder: Path) -> None:
    """Take a study out of those opened last; the study itself stays as it is.

    Raises:
        WorkbenchError: The user's own file cannot be read or written.
    """
    write_user_settings({"recent": [one for one in read_user_settings().recent if Path(one) != folder]})


def import_folder() -> Path:
    """Where to look for transcripts to import: where they were last, else among the user's documents."""
    places = [platformdirs.user_documents_path(), Path.home()]
    with suppress(BadInput):
        if last := read_user_settings().import_folder:
            places.insert(0, Path(last))
    for place in places:
        with suppress(OSError):
            if place.is_dir():
                return place
    return Path.home()


def remember_import_folder(folder: Path) -> None:
    """Look for transcripts in this folder the next time; where that cannot be noted, it is looked for elsewhere."""
    with suppress(WorkbenchError):
        write_user_settings({"import_folder": str(folder.resolve())})


def usual_coder() -> str:
    """Who codes in a new study unless somebody says otherwise: as in every study, else as in the one opened last.

    Raises:
        BadInput: The user's own file cannot be read.
    """
    user = read_user_settings()
    named = user.coder or next(filter(None, (_coder_in(Path(one)) for one in user.recent)), "")
    return who_codes(None, StudySettings(), user.model_copy(update={"coder": named}))


def _coder_in(folder: Path) -> str:
    """The name the user has set for a study; empty where they have not, or it cannot be read."""
    with suppress(BadInput, OSError):
        return read_user_settings().for_study(read_study_settings(folder / STUDY_FILE).id).coder
    return ""


@dataclass(frozen=True)
class Recent:
    """A study that was opened before.

    Attributes:
        folder: Where it is, or was.
        title: Its title; the folder's name where the title cannot be read.
        trouble: Why it cannot be opened; empty where nothing is known to stand in the way.
    """

    folder: Path
    title: str
    trouble: str


def recent_studies() -> list[Recent]:
    """The studies opened last, latest first, those that are not there any more among them.

    Raises:
        BadInput: The user's own file cannot be read.
    """
    return [_recent(Path(one)) for one in read_user_settings().recent]


def _recent(folder: Path) -> Recent:
    try:
        if not is_study(folder):
            return Recent(folder, folder.name, "not there any more")
        return Recent(folder, read_study_settings(folder / STUDY_FILE).title, "")
    except BadInput as error:
        return Recent(folder, folder.name, error.message)
    except OSError as error:
        return Recent(folder, folder.name, f"cannot be read: {error.strerror}")
