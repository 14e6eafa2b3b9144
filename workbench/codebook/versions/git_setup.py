"""What makes git merge codebooks by their codes, and name the code above each change: set up, shown, and taken away.

Two things: lines in the study's `.gitattributes`, which are committed and so reach everybody, and settings in this
clone's own git configuration, which git lets nobody hand on. Nothing else of either is touched.
"""

from __future__ import annotations

import shlex
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.codebook.versions.git import NoRepository, Repository, repository
from workbench.codebook.versions.git_program import GitFailed, ask, set_local
from workbench.errors import BadInput, Refused, Unavailable
from workbench.safefile import file_bytes, write_bytes_safely
from workbench.visible import first_few, one_line

DRIVER = "workbench-codebook"
"""What git calls the drivers."""


def lines_for(folder: str) -> tuple[str, ...]:
    """What stands in a `.gitattributes` above the codebooks; it holds wherever that lies in the repository.

    Args:
        folder: From there to the codebooks; empty where it lies beside them.
    """
    return tuple(f"{folder}/*.{ending} merge={DRIVER} diff={DRIVER}" for ending in _ENDINGS)


_ENDINGS = ("yaml", "yml")
_FILE = ".gitattributes"
_ABOVE = r"^[ \t]*-[ \t]+((id|name):.*)$"
"""Lines that begin a code: git shows the last one above each change."""

_PRIVATE = ("transcripts", "exports", ".workbench")
_OURS = ("unspecified", DRIVER)


@dataclass(frozen=True)
class Setting:
    """A setting of git.

    Attributes:
        name: Its name.
        value: What it is to be.
        now: What it is; None where it is not set.
    """

    name: str
    value: str
    now: str | None

    @property
    def is_set(self) -> bool:
        """Whether it is as it is to be."""
        return self.now == self.value


@dataclass(frozen=True)
class Setup:
    """What is set up for the codebooks of a study, and what is still to be.

    Attributes:
        repo: The repository.
        attributes: The file of the lines.
        lines: Each line with whether what it says holds already.
        settings: The settings of this clone.
        exposed: Of the study's folders with what people said, those that git does not leave out.
    """

    repo: Repository
    attributes: Path
    lines: tuple[tuple[str, bool], ...]
    settings: tuple[Setting, ...]
    exposed: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be set up."""
        return all(holds for _, holds in self.lines) and all(one.is_set for one in self.settings)

    @property
    def is_begun(self) -> bool:
        """Whether there is anything of ours to be taken away."""
        return self.has_lines or any(one.now is not None for one in self.settings)

    @property
    def has_lines(self) -> bool:
        """Whether lines of ours stand in the file."""
        return any(line in _lines_of(_read(self.attributes)) for line, _ in self.lines)


def looked_at(folder: Path) -> Setup:
    """What is set up for the study in a folder.

    Raises:
        Unavailable: There is no git, or it cannot be asked.
        BadInput: The study is in no repository.
    """
    repo = repository(folder)
    if isinstance(repo, NoRepository):
        raise BadInput(repo.why, repo.hint or "Make one first: git init")
    # Codebooks that are a repository of their own know nothing of a file above them.
    is_own = repo.codebooks == ""
    place = (folder / "codebooks" if is_own else folder) / _FILE
    drivers = _drivers(repo)
    wanted_lines = lines_for("" if is_own else "codebooks")
    lines = tuple((line, drivers[ending] == {DRIVER}) for ending, line in zip(_ENDINGS, wanted_lines, strict=True))
    now = _settings(repo)
    wanted = {
        f"merge.{DRIVER}.name": "codebooks of the workbench, code by code",
        f"merge.{DRIVER}.driver": _driver(own_program()),
        f"diff.{DRIVER}.xfuncname": _ABOVE,
    }
    settings = tuple(Setting(name, value, now.get(name)) for name, value in wanted.items())
    return Setup(repo, place, lines, settings, _exposed(folder))


def is_missed(folder: Path) -> bool:
    """Whether a `.gitattributes` names our driver for the study's codebooks, and this clone does not know it.

    Git then merges by lines, and says nothing. It is asked only where such a line stands.
    """
    places = (folder / _FILE, folder / "codebooks" / _FILE)
    try:
        if not any(DRIVER.encode() in _read(place) for place in places):
            return False
        repo = repository(folder)
        return isinstance(repo, Repository) and f"merge.{DRIVER}.driver" not in _settings(repo)
    except (BadInput, Unavailable):
        return False


def set_up(setup: Setup) -> None:
    """Write what is missing. What others wrote stays as it is, to the byte.

    Raises:
        Refused: Another driver is named for the codebooks already.
        BadInput: `.gitattributes` is no text that git reads.
        Unavailable: The file or the settings cannot be written; then neither is.
    """
    refuse_others(setup)
    before = _read(setup.attributes)
    lines = [line for line, holds in setup.lines if not holds]
    if lines:
        _write(setup.attributes, with_lines(before, lines), before)
    written: list[Setting] = []
    try:
        for one in setup.settings:
            if not one.is_set:
                set_local(setup.repo.top, "--replace-all", one.name, one.value)
                written.append(one)
    except Unavailable:
        for one in written:
            back = ("--unset-all", one.name) if one.now is None else ("--replace-all", one.name, one.now)
            # Where that fails as well, the settings name a driver that no line asks for: git passes them over.
            with suppress(Unavailable):
                set_local(setup.repo.top, *back)
        if lines:
            _write(setup.attributes, before, with_lines(before, lines))
        raise


def others_of(setup: Setup) -> list[str]:
    """The other `.gitattributes` of the repository that name the driver: studies that need this clone's settings."""
    listed = ask(setup.repo.top, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    paths = {name.decode("utf-8", "surrogateescape") for name in listed.split(b"\0")}
    found = []
    for name in sorted(name for name in paths if name.rpartition("/")[2] == _FILE):
        path = setup.repo.top / name
        passed_over = path.is_symlink() or path.resolve() == setup.attributes.resolve()
        if not passed_over and f"merge={DRIVER}".encode() in _read(path):
            found.append(name)
    return found


def is_handed_on(setup: Setup) -> bool:
    """Whether git hands on the file of the lines: taking them away takes them from everybody, once it is committed."""
    return bool(ask(setup.repo.top, "ls-files", "-z", "--", str(setup.attributes)))


def take_away(setup: Setup) -> None:
    """Take away what `set_up` wrote, and nothing else; a file that holds nothing any more goes too.

    The settings stay where another study of the repository needs them, see `others_of`.

    Raises:
        Unavailable: The file or the settings cannot be written.
    """
    before = _read(setup.attributes)
    after = without_lines(before, tuple(line for line, _ in setup.lines))
    if after != before:
        _write(setup.attributes, after, before)
    for one in () if others_of(setup) else setup.settings:
        if one.now is not None:
            set_local(setup.repo.top, "--unset-all", one.name)


def with_lines(data: bytes, lines: list[str]) -> bytes:
    """A file with lines behind its own, with line ends as it has them.

    Its last line may have none; then the last of the new ones has none either, so that taking them away gives back the
    same bytes.
    """
    end = b"\r\n" if b"\r\n" in data else b"\n"
    new = end.join(line.encode() for line in lines)
    return data + end + new if data and not data.endswith(b"\n") else data + new + end


def without_lines(data: bytes, lines: tuple[str, ...]) -> bytes:
    """A file without those of its lines that are these."""
    known = {line.encode() for line in lines}
    kept = [line for line in data.splitlines(keepends=True) if line.strip(b"\r\n") not in known]
    found = b"".join(kept)
    last = data.splitlines(keepends=True)[-1:]
    if last and last[0] in known:
        # The last line has no end: the one before it had none when ours were written behind it.
        return found.removesuffix(b"\n").removesuffix(b"\r")
    return found


def _driver(program: str) -> str:
    """What git runs to merge: by lines where the program is gone, or cannot; else ours alone would stand there."""
    merge = f"{program} codebook merge %O %A %B --marker-size %L --path %P"
    there = f"s=0; if {program} --version >/dev/null 2>&1; then {merge}; s=$?; [ $s -gt 1 ] || exit $s; fi"
    told = "echo 'Merged by lines. If the workbench is gone from where it was: workbench git-setup' >&2"
    # What the program could not read is a conflict, even where the lines agree.
    by_lines = "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B || exit 1; [ $s = 0 ]"
    return f"{there}; {told}; {by_lines}"


def own_program() -> str:
    """How this program is started from a shell, in the way git's settings want it written."""
    started = Path(sys.argv[0])
    if started.is_absolute() and started.stem.casefold() == "workbench" and started.suffix in ("", ".exe"):
        words = [started.as_posix()]
    else:
        # -P: a folder of that name in a repository is not the program.
        words = [Path(sys.executable).as_posix(), "-P", "-m", "workbench"]
    return " ".join(map(shlex.quote, words)).replace("%", "%%")


def _exposed(folder: Path) -> tuple[str, ...]:
    """The folders with what people said, or what is made of it, whose files git would take into a commit.

    Of a link git takes the link alone. A study of which the codebooks alone are a repository exposes nothing.
    """
    found = []
    for name in _PRIVATE:
        if (folder / name).is_symlink():
            continue
        try:
            said = ask(folder, "check-ignore", "-z", "--stdin", given=f"{name}/x\0".encode(), codes=(0, 1))
        except GitFailed as error:
            if "not a git repository" in error.said:
                return ()
            raise
        if not said:
            found.append(name)
    return tuple(found)


def _settings(repo: Repository) -> dict[str, str]:
    """The settings of ours that this clone has."""
    said = ask(repo.top, "config", "--local", "-z", "--get-regexp", rf"^(merge|diff)\.{DRIVER}\.", codes=(0, 1))
    pairs = (entry.partition("\n") for entry in said.decode("utf-8", "replace").split("\0") if entry)
    return {name: value for name, _, value in pairs}


def _drivers(repo: Repository) -> dict[str, set[str]]:
    """What merge and diff drivers git would take for codebooks, by the endings of their files."""
    files = {repo.book(f"x.{ending}"): ending for ending in _ENDINGS}
    said = ask(repo.top, "check-attr", "-z", "merge", "diff", "--", *files).decode("utf-8", "surrogateescape")
    parts = said.split("\0")
    found: dict[str, set[str]] = {ending: set() for ending in _ENDINGS}
    for path, value in zip(parts[0::3], parts[2::3], strict=False):
        found[files[path]].add(value)
    return found


def refuse_others(setup: Setup) -> None:
    """Refuse where somebody else says already how codebooks are merged or compared."""
    others = sorted({one for values in _drivers(setup.repo).values() for one in values} - set(_OURS))
    if others:
        named = first_few(one_line({"set": "git's own", "unset": "none"}.get(one, one)) for one in others)
        message = f"Git is told already how to merge or compare these files: {named}."
        raise Refused(message, f"Take that out of {_FILE} or .git/info/attributes first; nothing was changed.")


def _read(path: Path) -> bytes:
    """What stands in the file; nothing where it is not there."""
    if path.is_symlink():
        raise BadInput(f"{path.name} is a link, which git does not read.", "Put a file in its place.")
    try:
        data = file_bytes(path)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Unavailable(f"{path.name} cannot be read: {error.strerror}.", "May you read it?") from error
    if b"\0" in data:
        raise BadInput(f"{path.name} is no text that git reads; it may be in UTF-16.", "Save it as UTF-8.")
    return data


def _lines_of(data: bytes) -> list[str]:
    return [line.decode("utf-8", "replace") for line in data.splitlines()]


def _write(path: Path, data: bytes, expected: bytes) -> None:
    if data:
        write_bytes_safely(path, data, expected=expected)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(f"{path.name} cannot be taken away: {error.strerror}.", "May you change it?") from error
