"""Where versions of codebooks are looked for: the study's folder, its repository, its database.

Each is looked for when it is asked for, and once: who compares two files needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.codebook.versions.git import Repository
    from workbench.codebook.versions.known import Known, SeenState
    from workbench.study import Study


class Ground:
    """Where versions are looked for: the folder one is in, the study and the repository round it.

    Args:
        start: The folder; paths are relative to the one the program was started in.
        open_study: Opens the study, where states are looked for; asked for only then, and once.
        glances: Whether that is to be spared where its database can be read without.
    """

    def __init__(
        self, start: Path, open_study: Callable[[], Study | None] = lambda: None, *, glances: bool = False
    ) -> None:
        self._start = start
        self._open_study = open_study
        self._glances = glances

    @cached_property
    def folder(self) -> Path:
        """The study's folder.

        Raises:
            NotFound: There is none.
        """
        from workbench.folder import find_folder

        return find_folder(self._start)

    @property
    def is_in_a_study(self) -> bool:
        """Whether there is a study."""
        from workbench.errors import NotFound

        with suppress(NotFound):
            return self.folder.is_dir()
        return False

    @cached_property
    def files(self) -> list[Path]:
        """The study's codebooks on disk, by name; a synchroniser's conflict copies left out."""
        from workbench.codebook.files import codebook_files, read_of

        return read_of(codebook_files(self.folder / "codebooks"))

    @cached_property
    def git(self) -> Repository | None:
        """The repository round the study; None where there is none to be had, for the reason in `no_git`."""
        from workbench.codebook.versions.git import Repository, repository

        found = repository(self.folder)
        if isinstance(found, Repository):
            if found.head is not None:
                return found
            self.no_git = "Nothing was committed in this repository yet."
        else:
            self.no_git = f"{found.why} {found.hint}".strip()
        return None

    no_git: str = ""
    """Why there is nothing to be had from git, once that was asked for."""

    @property
    def missing(self) -> str:
        """What git does not tell of the history, and why; empty where it tells all."""
        if self.git is None:
            return self.no_git
        return "This clone is shallow: history begins with its first commit." if self.git.shallow else ""

    def do_without_git(self, why: str) -> None:
        """Leave git out from now on, where it cannot tell what it was asked for."""
        self.__dict__["git"], self.no_git = None, why

    @cached_property
    def known(self) -> Known | None:
        """What the study's database knows of codebooks; None where there is none, or nobody may look into it."""
        if self._glances:
            from workbench.codebook.versions.known import AtAGlance
            from workbench.whereabouts import own_file, sqlite_file

            # One elsewhere may be of several folders: which of them has seen what is for the study to say.
            path = sqlite_file(self.folder)
            if path is not None and path == own_file(self.folder) and path.exists():
                return AtAGlance(path, self.files, self._in_study)
        return self._in_study()

    def _in_study(self) -> Known | None:
        study = self._open_study()
        if study is None:
            return None
        from workbench.codebook.versions.seen import InStudy

        return InStudy(study)

    @cached_property
    def seen(self) -> list[SeenState]:
        """The states that the database has seen, in their order."""
        return self.known.seen() if self.known is not None else []

    @cached_property
    def elsewhere(self) -> dict[str, str]:
        """The states that the database has and no step brought, by their sha256: they came with packs.

        Each with what its authors called it.
        """
        if self.known is None:
            return {}
        here = {sha256 for one in self.seen for sha256 in (one.sha256, one.before)}
        return {sha256: version for sha256, version in sorted(self.known.versions().items()) if sha256 not in here}
