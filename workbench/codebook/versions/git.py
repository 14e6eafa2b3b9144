"""What git knows of a study's codebooks: revisions, and the texts they hold. Reads only."""

from __future__ import annotations

import datetime as dt
import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.codebook.files import is_codebook, names_read
from workbench.codebook.versions.git_program import PART_ONLY, GitFailed, NoGitProgram, ask
from workbench.errors import BadInput

MOST_BYTES = 8_000_000
"""What is larger is no codebook: one with five hundred codes has a fortieth of it."""

_FILES = ("100644", "100755", "100664")


@dataclass(frozen=True)
class Repository:
    """The git repository that a study's codebooks lie in.

    Attributes:
        top: The folder it is a repository of.
        codebooks: Where the codebooks lie in it, as git writes paths; empty where it is a repository of them alone.
        head: The id of the commit that is checked out; None where nothing was committed yet.
        shallow: Whether the clone holds the latest commits only, and history begins in the middle.
    """

    top: Path
    codebooks: str
    head: str | None
    shallow: bool

    def book(self, file: str) -> str:
        """The path of a codebook, as git writes it."""
        return posixpath.join(self.codebooks, file)


@dataclass(frozen=True)
class NoRepository:
    """Why there is nothing to be had from git.

    Attributes:
        why: In words, a sentence.
        hint: What can be done about it; empty where nothing need be.
        is_plain: Whether there simply is none, so that nobody need be told who did not ask.
    """

    why: str
    hint: str = ""
    is_plain: bool = True


@dataclass(frozen=True)
class Commit:
    """A commit.

    Attributes:
        id: All digits of its id.
        author: Who made it, as git has the name.
        made_at: When, with the author's time zone.
        subject: The first line of its message.
    """

    id: str
    author: str
    made_at: dt.datetime
    subject: str

    @property
    def short(self) -> str:
        """The beginning of its id, as people write it."""
        return self.id[:7]


@dataclass(frozen=True)
class Blob:
    """What stands under a name in git.

    Attributes:
        id: Its id.
        kind: blob, tree, commit or tag.
        size: In bytes.
    """

    id: str
    kind: str
    size: int


def repository(folder: Path) -> Repository | NoRepository:
    """The repository that the codebooks of the study in a folder lie in, or why there is none to be had.

    It need not be the study's own: codebooks that several studies share may be a repository in it (a submodule).
    """
    books = folder / "codebooks"
    place = books if books.is_dir() else folder
    asked = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-cdup", "--show-prefix")
    try:
        said = ask(place, *asked)
    except NoGitProgram as error:
        return NoRepository(error.message, error.hint)
    except GitFailed as error:
        return _no_repository(place, error)
    if not said.startswith(b"true\n"):
        return NoRepository(*_BARE)
    _, shallow, up, prefix = said.removesuffix(b"\n").split(b"\n", 3)
    top = (place.resolve() / _path(up)).resolve()
    head = _look_up(top, ["HEAD^{commit}"])[0]
    inside = _path(prefix).rstrip("/")
    codebooks = inside if place == books else posixpath.join(inside, "codebooks")
    return Repository(top, codebooks, head.id if head else None, shallow == b"true")


def _no_repository(folder: Path, error: GitFailed) -> NoRepository:
    """Git's refusal in words."""
    if "dubious ownership" in error.said or "unsafe repository" in error.said:
        why = "Git does not trust this repository: its folder belongs to somebody else."
        hint = f"If you do, say so to git: git config --global --add safe.directory {_trusted(error.said, folder)}"
        return NoRepository(why, hint, is_plain=False)
    if "not a git repository" in error.said or "outside repository" in error.said:
        return NoRepository("The study is in no git repository.")
    if "work tree" in error.said:
        return NoRepository(*_BARE)
    return NoRepository(error.message, "Try: git status", is_plain=False)


_BARE = ("This is a repository without files of its own (a bare one).", "Work in a clone of it.")


_ADVICE = re.compile(r"safe\.directory '?(.+?)'?$", re.MULTILINE)


def _trusted(said: str, folder: Path) -> str:
    """What git wants to be told that it may trust: the top of the repository, as it names it itself."""
    found = _ADVICE.search(said)
    return '"' + (found[1] if found else str(folder.resolve())) + '"'


def resolve(repo: Repository, names: Sequence[str]) -> list[Blob | None]:
    """What names mean to git, by their order; None where nothing is called so, or more than one thing.

    A name may be anything a person typed: it is never taken for an option.

    Args:
        repo: The repository.
        names: Revisions, tags, branches, ``REV:path``, beginnings of ids.
    """
    return _look_up(repo.top, names)


def commit(repo: Repository, name: str) -> Commit | None:
    """The commit that a revision, tag or branch is; None where there is none of that name."""
    found = _look_up(repo.top, [f"{name}^{{commit}}"])[0]
    if found is None:
        return None
    return _commits(ask(repo.top, "log", "--no-walk", *_FORMAT, found.id, "--"))[0][0]


def names(repo: Repository) -> list[str]:
    """The tags and branches there are, latest first; for who looks for one that is not there."""
    listed = ("--format=%(refname:short)", "--sort=-creatordate", "refs/tags", "refs/heads")
    return _text(ask(repo.top, "for-each-ref", *listed)).splitlines()


def is_ambiguous(repo: Repository, name: str) -> bool:
    """Whether several things begin with what was given as the beginning of an id."""
    line = _line(name)
    return line is not None and ask(repo.top, "cat-file", "--batch-check", given=line + b"\n").endswith(b" ambiguous\n")


def codebooks_in(repo: Repository, commit_id: str) -> dict[str, str]:
    """The study's codebooks as of a commit: by file name the id under which git has its text."""
    within = ("--", f"{repo.codebooks}/") if repo.codebooks else ()
    listed = ask(repo.top, "ls-tree", "-z", "--full-tree", commit_id, *within)
    blobs: dict[str, str] = {}
    for entry in listed.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        file = posixpath.basename(_path(path))
        if about and about.split()[0].decode() in _FILES and is_codebook(file):
            blobs[file] = about.split()[2].decode()
    read_there = names_read(blobs)
    return {file: blob for file, blob in blobs.items() if file in read_there}


def codebooks_at(repo: Repository, commit_id: str) -> dict[str, str]:
    """The texts of the study's codebooks as of a commit, by file name; none where it had none.

    Args:
        repo: The repository.
        commit_id: All digits of a commit's id.

    Raises:
        BadInput: One of them is no text in UTF-8, or too large.
    """
    blobs = codebooks_in(repo, commit_id)
    texts = read(repo, blobs.values())
    return {file: _whole(texts[blob], f"{file} at {commit_id[:7]}") for file, blob in blobs.items()}


def text_at(repo: Repository, commit_id: str, path: str) -> str | None:
    """The text of a file as of a commit; None where it was not there.

    Args:
        repo: The repository.
        commit_id: All digits of a commit's id.
        path: The file, from the top of the repository; else from the study's folder or the codebooks'.

    Raises:
        BadInput: It is no text in UTF-8, or too large.
    """
    from_study = posixpath.join(posixpath.dirname(repo.codebooks), path)
    wanted = list(dict.fromkeys((path, from_study, repo.book(path), repo.book(posixpath.basename(path)))))
    found = next((one for one in resolve(repo, [f"{commit_id}:{one}" for one in wanted]) if one is not None), None)
    if found is None or found.kind != "blob":
        return None
    return _whole(read(repo, [found.id], sizes={found.id: found.size})[found.id], f"{path} at {commit_id[:7]}")


def _whole(text: str | None, what: str) -> str:
    if text is None:
        raise BadInput(f"{what} is no text in UTF-8 that could be a codebook.", "Name another revision.")
    return text


def read(repo: Repository, ids: Iterable[str], *, sizes: Mapping[str, int] | None = None) -> dict[str, str | None]:
    """The texts of many blobs at once, by their ids; None where one is not UTF-8, or too large.

    Args:
        repo: The repository.
        ids: The blobs.
        sizes: How large they are, where that is known already.

    Raises:
        GitFailed: This clone does not hold one of them.
    """
    wanted = list(dict.fromkeys(ids))
    if sizes is None:
        sizes = {one.id: one.size for one in resolve(repo, wanted) if one is not None}
    if not sizes.keys() >= set(wanted):
        raise GitFailed(*PART_ONLY)
    found: dict[str, str | None] = dict.fromkeys(wanted)
    asked = [one for one in wanted if sizes[one] <= MOST_BYTES]
    if not asked:
        return found
    answer, at = ask(repo.top, "cat-file", "--batch", given="".join(f"{one}\n" for one in asked).encode()), 0
    for one in asked:
        at = answer.index(b"\n", at) + 1
        found[one] = _utf8(answer[at : at + sizes[one]])
        at += sizes[one] + 1
    return found


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _look_up(top: Path, wanted: Sequence[str]) -> list[Blob | None]:
    """What `resolve` gives; a name that holds a line end or half a character is nothing's."""
    lines = [_line(one) for one in wanted]
    given = b"".join(line + b"\n" for line in lines if line is not None)
    if not given:
        return [None for _ in wanted]
    answers = iter(ask(top, "cat-file", "--batch-check", given=given).split(b"\n"))
    return [_blob(next(answers)) if line is not None else None for line in lines]


def _line(name: str) -> bytes | None:
    try:
        line = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return None
    return line if line.strip() and not {0, 10, 13} & set(line) else None


def _blob(answer: bytes) -> Blob | None:
    about = answer.split()
    if len(about) != 3 or not about[2].isdigit():
        return None  # "… missing", "… ambiguous"
    return Blob(about[0].decode(), about[1].decode(), int(about[2]))


_FORMAT = ("-z", "--encoding=UTF-8", "--format=%H%n%P%n%ad%n%an%n%s", "--date=raw", "--no-color", "--no-show-signature")


def commits_touching(repo: Repository, paths: Sequence[str]) -> list[tuple[Commit, tuple[str, ...]]]:
    """The commits up to the one checked out that changed something at these paths, newest first.

    Args:
        repo: The repository.
        paths: Files and folders, from the top of the repository.

    Returns:
        Each commit with the ids of the commits of the list before it: several where lines of work were joined.
    """
    if repo.head is None:
        return []
    walk = ("--full-history", "--simplify-merges", "--parents", "--date-order")
    return _commits(ask(repo.top, "log", *walk, *_FORMAT, repo.head, "--", *paths))


def commit_with(repo: Repository, data: bytes) -> Commit | None:
    """The first commit up to the one checked out in which a file had exactly these bytes; None where none had."""
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    if repo.head is None or _look_up(repo.top, [blob])[0] is None:
        return None
    found = _commits(ask(repo.top, "log", "--no-renames", f"--find-object={blob}", *_FORMAT, repo.head, "--"))
    return found[-1][0] if found else None


def _commits(said: bytes) -> list[tuple[Commit, tuple[str, ...]]]:
    found = []
    for entry in said.split(b"\0"):
        if entry.strip():
            about = _text(entry).lstrip("\n").split("\n", 4)
            found.append((Commit(about[0], about[3], _moment(about[2]), about[4].strip()), tuple(about[1].split())))
    return found


def _moment(raw: str) -> dt.datetime:
    """A date as git keeps it, seconds and zone; one that no calendar has becomes the first of 1970."""
    seconds, _, zone = raw.partition(" ")
    try:
        minutes = int(zone[-4:-2]) * 60 + int(zone[-2:])
        offset = dt.timezone(dt.timedelta(minutes=-minutes if zone.startswith("-") else minutes))
        return dt.datetime.fromtimestamp(max(0, int(seconds)), offset)
    except (ValueError, OverflowError, OSError):
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def renamed_from(repo: Repository, before: str, after: str, path: str) -> str | None:
    """The name that a file had in one commit, where another commit gave it a new one; None where it came anew."""
    said = ask(repo.top, "diff-tree", "-r", "-z", "-M", "--raw", "--no-ext-diff", "--no-textconv", before, after)
    parts = said.split(b"\0")
    for at, part in enumerate(parts):
        if part.startswith(b":") and part.split()[-1].startswith(b"R") and _path(parts[at + 2]) == path:
            return _path(parts[at + 1])
    return None


def _path(data: bytes) -> str:
    """A path as git writes it, whatever bytes are in it; turned back to the same bytes when it is asked for."""
    return data.decode("utf-8", "surrogateescape")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
