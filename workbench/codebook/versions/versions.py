"""What people mean when they name a version of the study's codebooks: a file, a revision of git, a state, or now.

Two files need no study, no database and no git; nothing of these is imported before it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.codebook.file import parse, read, sha256_of
from workbench.codebook.files import SUFFIXES
from workbench.codebook.schema import Codebook
from workbench.codebook.versions.ground import Ground
from workbench.errors import BadInput, NotFound, Refused
from workbench.typed_ids import nearest
from workbench.visible import first_few, one_line

if TYPE_CHECKING:
    from workbench.codebook.versions.git import Commit, Repository
    from workbench.codebook.versions.known import SeenState

NOW = "now"
"""What the files on disk are called."""

_DIGITS = re.compile(r"[0-9a-f]{4,64}")
_STATE_SHOWN = 8
_FILE = "codebook.yaml"
"""What a codebook is called of which no file is known."""
_ONLY_GIT = re.compile(r"[~^:@{/]|\bHEAD\b")
"""What no version that people give a codebook is likely to hold."""


@dataclass(frozen=True)
class Version:
    """A version of codebooks.

    Attributes:
        label: What it is, in words: ``version 1.2, 2026-03-14, commit 1a2b3c4 by Ruth``.
        books: Its codebooks, by file name.
        texts: The text of each, by file name.
        whole: Whether it stands for all codebooks of a study, and not for those it has only.
        commit: The commit it is of, where it is one's.
    """

    label: str
    books: tuple[Codebook, ...]
    texts: Mapping[str, str]
    whole: bool = True
    commit: Commit | None = None

    @property
    def states(self) -> dict[str, str]:
        """The sha256 of each codebook's text, by file name."""
        return {file: sha256_of(text) for file, text in self.texts.items()}


def two(first: str | None, second: str | None, ground: Ground) -> tuple[Version, Version]:
    """The two versions that are to be compared.

    Args:
        first: The older; without it what was last committed, or, without git, the states before the present ones.
        second: The newer; without it what stands on disk.
        ground: Where they are looked for.

    Raises:
        NotFound: Nothing is called so, or there is no study.
        Refused: The name means more than one thing.
        BadInput: A codebook cannot be used as it was then.
    """
    newer = version(second or NOW, ground)
    if first is not None:
        return version(first, ground), newer
    committed = version("HEAD", ground) if ground.git is not None else None
    if committed is not None and (committed.books or not ground.seen):
        return committed, newer
    # Without git, or where the codebooks are kept out of it.
    return _before_the_present(ground), newer


def version(name: str, ground: Ground) -> Version:
    """The version that a name means: a path, ``now``, a revision of git, a version's label, or a state's sha256.

    Args:
        name: As somebody typed it.
        ground: Where it is looked for.

    Raises:
        NotFound: Nothing is called so, or there is no study.
        Refused: The name means more than one thing.
        BadInput: A codebook cannot be used as it was then.
    """
    if name == NOW:
        return _now(ground)
    path = Path(name)
    if path.suffix.casefold() in SUFFIXES and (path.is_file() or ":" not in name):
        return _of_file(path if path.is_file() else _in_the_study(path, ground))
    if path.is_file() and not ground.is_in_a_study:
        return _of_file(path)
    found = _in_git(name, ground)
    if found is None or not _ONLY_GIT.search(name):
        found = _one_of(name, [*([found] if found else []), *_in_database(name, ground)])
    found = found or _labelled_in_git(name, ground) or _labelled_elsewhere(name, ground)
    if found is None and path.is_file():
        return _of_file(path)
    if found is None:
        raise _nothing_called(name, ground)
    return found


def paired(old: Version, new: Version) -> list[tuple[Codebook | None, Codebook | None]]:
    """The codebooks of two versions that are to be compared with each other.

    They are paired by file name; those left over by the codes they share, for a file may have been renamed. Where one
    version stands for certain codebooks only, the others of the other version are left out.

    Returns:
        In the order of the newer version, those that are gone behind them; None where one came or is gone.
    """
    before = {book.file: book for book in old.books}
    pairs: dict[str, Codebook] = {book.file: before.pop(book.file) for book in new.books if book.file in before}
    if len(old.books) == len(new.books) == 1:
        return [(old.books[0], new.books[0])]
    for book in new.books:
        if book.file in pairs:
            continue
        ids = {code_id for code in book.codes for code_id in (code.id, *code.was)}
        likest = max(before.values(), key=lambda one: sum(code.id in ids for code in one.codes), default=None)
        if likest is not None and any(code.id in ids for code in likest.codes):
            pairs[book.file] = before.pop(likest.file)
    found: list[tuple[Codebook | None, Codebook | None]] = [(pairs.get(book.file), book) for book in new.books]
    if not old.whole:
        found = [(one, other) for one, other in found if one is not None]
    return found + ([(book, None) for book in before.values()] if new.whole else [])


def _now(ground: Ground) -> Version:
    """The codebooks on disk."""
    books = {one.name: read(one) for one in ground.files}
    return _made({file: text for file, (text, _) in books.items()}, [book for _, book in books.values()], NOW)


def _in_the_study(path: Path, ground: Ground) -> Path:
    """The codebook of the study that has the name of a file which is not where it was looked for."""
    try:
        inside = ground.folder / "codebooks" / path.name
    except NotFound:
        # Two files need no study: what is missing is the file.
        raise NotFound(f"{one_line(str(path))} is not there.", "Check the path.") from None
    if len(path.parts) == 1 and inside.is_file():
        return inside
    there = [one.name for one in ground.files]
    raise NotFound(f"{one_line(str(path))} is not there.", _nearest(path.name, there) or "Check the path.")


def _of_file(path: Path) -> Version:
    text, book = read(path, file=path.name)
    return _made({path.name: text}, [book], one_line(path.name), first=True, whole=False)


def _in_git(name: str, ground: Ground) -> Version | None:
    """What a name means to git."""
    repo = ground.git
    if repo is None:
        return None
    from workbench.codebook.versions import git

    revision, colon, path = name.partition(":")
    commit = git.commit(repo, revision) if revision else None
    if commit is None:
        if git.is_ambiguous(repo, revision):
            raise Refused(f"{one_line(name)} is the beginning of several ids in git.", "Give more of it.")
        return None
    texts = git.codebooks_at(repo, commit.id)
    if colon:
        text = git.text_at(repo, commit.id, path)
        if text is None:
            hint = _nearest(path, [repo.book(file) for file in texts])
            raise NotFound(f"There was no file {one_line(path)} at {one_line(revision)}.", hint)
        texts = {Path(path).name: text}
    elif not texts:
        texts = _under_former_names(repo, commit, ground)
    typed = "" if commit.id.startswith(name.casefold()) or name == "HEAD" else one_line(name)
    return replace(_parsed(texts, _committed(commit), typed, whole=not colon), commit=commit)


def _under_former_names(repo: Repository, commit: Commit, ground: Ground) -> dict[str, str]:
    """The codebooks as of a commit when the study lay elsewhere in the repository, or nothing."""
    from workbench.codebook.versions.git import codebooks_in, text_at
    from workbench.codebook.versions.git_history import former_names

    found: dict[str, str] = {}
    for file in codebooks_in(repo, repo.head or ""):
        for path in former_names(repo, repo.book(file)):
            text = text_at(repo, commit.id, path)
            if text is not None:
                found.setdefault(file, text)
    return found


def _in_database(name: str, ground: Ground) -> list[Version]:
    """The versions of which the database has seen states: by label, and by the beginning of a sha256."""
    if ground.known is None:
        return []
    # What was taken back counts only where nothing else is called so.
    seen = sorted(ground.seen, key=lambda one: (one.holds, one.step))
    of_label = {one.file: one for one in seen if one.version == name and one.sha256}
    found: list[dict[str, SeenState]] = [of_label] if of_label else []
    digits = name.casefold()
    came = []
    for sha256 in ground.known.beginning_with(digits) if _DIGITS.fullmatch(digits) else ():
        found += [{one.file: one} for one in [one for one in seen if one.sha256 == sha256][-1:]]
        came += [sha256] if sha256 in ground.elsewhere else []
    texts = ground.known.texts({one.sha256 for some in found for one in some.values() if one.sha256})
    return [_of_states(list(some.values()), texts) for some in found] + _from_elsewhere(came, ground)


def _labelled_elsewhere(name: str, ground: Ground) -> Version | None:
    """The version of that label that came with a pack, where nothing else is called so."""
    return _one_of(name, _from_elsewhere([one for one, version in ground.elsewhere.items() if version == name], ground))


def _from_elsewhere(states: Sequence[str], ground: Ground) -> list[Version]:
    """States that came with packs, as versions; of which codebook they are is told by the codes they share."""
    if ground.known is None or not states:
        return []
    from workbench.codebook.pieces import codes_of

    last = {one.file: one.sha256 for one in ground.seen if one.sha256 is not None}
    texts, here = ground.known.texts(states), ground.known.texts(last.values())
    found = []
    for sha256, text in sorted(texts.items()):
        ids = codes_of(text).keys()
        shared = {file: len(ids & codes_of(here[state]).keys()) for file, state in last.items()}
        file = max(shared, key=lambda one: shared[one], default=_FILE)
        found.append(_parsed({file: text}, f"state {sha256[:_STATE_SHOWN]} from a pack", "", whole=False))
    return found


def _of_states(states: Sequence[SeenState], texts: Mapping[str, str]) -> Version:
    """States that the database has seen, as a version."""
    last = max(states, key=lambda one: one.step)
    which = f", state {last.sha256[:_STATE_SHOWN]}" if last.sha256 and len(states) == 1 else ""
    who = f" by {one_line(last.coder)}" if last.coder else ""
    words = f"{last.made_at.astimezone():%Y-%m-%d}{which}{who}"
    return _parsed({one.file: texts[one.sha256] for one in states if one.sha256}, words, "", whole=False)


def _before_the_present(ground: Ground) -> Version:
    """The codebooks as they were before the last step that changed one."""
    last = next((one for one in reversed(ground.seen) if one.holds), None)
    states = {one.file: one.sha256 for one in ground.seen}
    # One step may have changed several.
    states |= {one.file: one.before for one in reversed(ground.seen) if last is not None and one.step == last.step}
    wanted = {file: sha256 for file, sha256 in sorted(states.items()) if sha256}
    if last is None or ground.known is None or not wanted:
        why = ground.no_git or "Nothing is committed in git."
        raise NotFound(f"There is nothing earlier to compare with. {why}", "Name two files.")
    texts = ground.known.texts(list(wanted.values()))
    known = {file: texts[sha256] for file, sha256 in wanted.items()}
    return _parsed(known, f"before {last.made_at.astimezone():%Y-%m-%d %H:%M}", "")


def _labelled_in_git(name: str, ground: Ground) -> Version | None:
    """The version of that label in git's history, where the database has not seen it."""
    repo = ground.git
    if repo is None:
        return None
    from workbench.codebook.versions.git import codebooks_in
    from workbench.codebook.versions.git_history import history

    texts: dict[str, str] = {}
    last = None
    for file in codebooks_in(repo, repo.head or ""):
        for one in history(repo, repo.book(file)):
            if one.text is not None and label_in(one.text) == name:
                texts[file], last = one.text, one.commit
                break
    if last is None:
        return None
    return replace(_parsed(texts, _committed(last), "", whole=False), commit=last)


def _committed(commit: Commit) -> str:
    return f"{commit.made_at:%Y-%m-%d}, commit {commit.short} by {one_line(commit.author)}"


def label_in(text: str) -> str:
    """The version that a codebook's text names, without reading its codes; empty where it names none."""
    if not re.search(r"^version[ \t]*:", text, re.MULTILINE):
        return ""
    codes = re.search(r"^codes[ \t]*:", text, re.MULTILINE)
    try:
        above = parse(text[: codes.start()] if codes else text, file="codebook").version
        return above or parse(text, file="codebook").version
    except BadInput:
        return ""


def _parsed(texts: Mapping[str, str], words: str, typed: str, *, whole: bool = True) -> Version:
    """A version of these texts.

    Raises:
        BadInput: One of them is no usable codebook.
    """
    books = []
    for file, text in texts.items():
        try:
            books.append(parse(text, file=file))
        except BadInput as error:
            raise BadInput(f"As of {typed or words}: {error.message}", "Compare another version.") from error
    return _made(texts, books, words, typed=typed, whole=whole)


def _made(
    texts: Mapping[str, str],
    books: Sequence[Codebook],
    words: str,
    *,
    typed: str = "",
    first: bool = False,
    whole: bool = True,
) -> Version:
    called = list(dict.fromkeys(one_line(book.version) for book in books if book.version))
    label = f"version {called[0]}" if len(called) == 1 else ""
    parts = [words, label] if first else ["" if typed in called else typed, label, words]
    return Version(", ".join(filter(None, parts)), tuple(books), dict(texts), whole)


def _one_of(name: str, found: Sequence[Version]) -> Version | None:
    """The only one of what was found that is unlike the others.

    Raises:
        Refused: They differ.
    """
    different = {tuple(sorted(one.states.items())): one for one in reversed(found)}
    if len(different) > 1:
        what = first_few((one.label for one in found), between="; ")
        hint = "Give more digits; of a tag refs/tags/ and its name, of a state the beginning of its id."
        raise Refused(f"“{one_line(name)}” is more than one thing: {what}.", hint)
    return found[0] if found else None


def _nothing_called(name: str, ground: Ground) -> NotFound:
    """What is said where nothing is called so."""
    known = {one for one in (*(seen.version for seen in ground.seen), *ground.elsewhere.values()) if one}
    if ground.git is not None:
        from workbench.codebook.versions.git import names

        known |= set(names(ground.git))
    else:
        known |= {one.name for one in ground.files}
    hint = _nearest(name, known) or "Name a file, a revision of git, a version, or a state."
    return NotFound(f"No version of the codebooks is called “{one_line(name)}”. {ground.missing}".strip(), hint)


def _nearest(name: str, known: Iterable[str]) -> str:
    found = nearest(name, list(known))
    return f"The nearest is {one_line(found)}." if found else ""
