"""The commits that touched a codebook's file, under whatever name it had then. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.codebook.versions import git
from workbench.codebook.versions.git import Commit, Repository

_MOST_NAMES = 12
"""So many names a file may have had."""


@dataclass(frozen=True)
class Touched:
    """A commit that gave a codebook's file another text.

    Attributes:
        commit: The commit.
        path: What the file was called then, from the top of the repository.
        text: What stood in it from then on; None where it was taken away, or holds no text.
        before: What stood in it before; several where lines of work were joined, none where the file came with it.
    """

    commit: Commit
    path: str
    text: str | None
    before: tuple[str | None, ...]


@dataclass
class _Walk:
    """What is known of the commits of a repository that touched some paths.

    Attributes:
        repo: The repository.
        commits: Them, newest first, each with those before it.
        blobs: What stood under a name at a commit.
    """

    repo: Repository
    commits: list[tuple[Commit, tuple[str, ...]]]
    blobs: dict[tuple[str, str], git.Blob] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def look_at(self, name: str) -> None:
        """Ask what stood under a name at each of the commits."""
        if name in self.asked:
            return
        self.asked.add(name)
        ids = [commit.id for commit, _ in self.commits]
        for commit_id, blob in zip(ids, git.resolve(self.repo, [f"{one}:{name}" for one in ids]), strict=True):
            if blob is not None and blob.kind == "blob":
                self.blobs[commit_id, name] = blob


def history(repo: Repository, path: str) -> tuple[Touched, ...]:
    """The commits that touched a file up to the one checked out, newest first, through its renamings.

    Where lines of work were joined, that is a commit of this list if the file is then unlike all of them.

    Args:
        repo: The repository.
        path: What the file is called now, from the top of the repository.
    """
    return tuple(_touched(*_followed(repo, path)))


def former_names(repo: Repository, path: str) -> tuple[str, ...]:
    """What a file was called before, from the top of the repository, latest name first."""
    walk, called = _followed(repo, path)
    return tuple(name for name in dict.fromkeys(called[commit.id] for commit, _ in walk.commits) if name != path)


def _followed(repo: Repository, path: str) -> tuple[_Walk, dict[str, str]]:
    """The commits that touched a file, and what it was called at each of them."""
    names = [path]
    while True:
        walk = _Walk(repo, git.commits_touching(repo, names))
        called, more = _names_at(walk, names)
        if not more or len(names) >= _MOST_NAMES:
            return walk, called
        names += more


def _names_at(walk: _Walk, names: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """What the file was called at each commit, and names it had before the first that is known of it."""
    for name in names:
        walk.look_at(name)
    called: dict[str, str] = {}
    more: list[str] = []
    for commit, parents in walk.commits:
        now = called.setdefault(commit.id, names[0])
        for parent in parents:
            there = [name for name in (now, *names) if (parent, name) in walk.blobs]
            called.setdefault(parent, there[0] if there else now)
        is_new = (commit.id, now) in walk.blobs and not any((one, called[one]) in walk.blobs for one in parents)
        if is_new and (before := _name_before(walk.repo, commit, now)) is not None and before not in names:
            more.append(before)
    return called, more


def _name_before(repo: Repository, commit: Commit, name: str) -> str | None:
    """What a file was called before a commit that brought it under this name; None where it came anew."""
    parent = git.resolve(repo, [f"{commit.id}^1"])[0]
    return git.renamed_from(repo, parent.id, commit.id, name) if parent is not None else None


def _touched(walk: _Walk, called: dict[str, str]) -> Iterator[Touched]:
    found: list[tuple[Commit, git.Blob | None, list[git.Blob]]] = []
    for commit, parents in walk.commits:
        now = walk.blobs.get((commit.id, called[commit.id]))
        before = [walk.blobs.get((one, called[one])) for one in parents]
        if all(now != one for one in before) if before else now is not None:
            found.append((commit, now, [one for one in before if one is not None]))
    sizes = {one.id: one.size for _, now, before in found for one in (now, *before) if one is not None}
    texts = git.read(walk.repo, sizes, sizes=sizes)
    for commit, now, there in found:
        text = texts[now.id] if now is not None else None
        yield Touched(commit, called[commit.id], text, tuple(texts[one.id] for one in there))
