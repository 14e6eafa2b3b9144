"""Where versions of codebooks are looked for: the study's folder, its repository, its database.

Each is looked for when it is asked for, and once: who compares two files needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.codebook.versions.git import Repository
    from workbench.codebook.versions.seen import SeenState
    from workbench.study import Study


class Ground:
    """Where versions are looked for: the folder one is in, the study and the repository round it.

    Args:
        start: The folder; paths are relative to the one the program was started in.
        open_study: Opens the study, where states are looked for; asked for only then, and once.
    """

    def __init__(self, start: Path, open_study: Callable[[], Study | None] = lambda: None) -> None:
        self._start = start
        self._open_study = open_study

    @cached_property
    def folder(self) -> Path:
        """The study's folder.

        Raises:
            NotFound: There is none.
        """
        from workbench.folder import find_folder

        return find_folder(self._start)

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
    def study(self) -> Study | None:
        """The study, open; None where nobody may look into its database."""
        return self._open_study()

    @cached_property
    def seen(self) -> list[SeenState]:
        """The states that the database has seen, in their order."""
        if self.study is None:
            return []
        from workbench.codebook.versions.seen import seen_states

        with self.study.read() as session:
            return seen_states(session)

    @cached_property
    def elsewhere(self) -> dict[str, str]:
        """The states that came with packs and stood in no codebook here: each with what its authors called it."""
        if self.study is None:
            return {}
        from workbench.codebook.versions.seen import from_elsewhere

        with self.study.read() as session:
            return from_elsewhere(session, self.seen)
