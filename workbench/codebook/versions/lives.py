"""The life of a codebook: every version of it that is known, from git and from what the database has seen."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from workbench.codebook.file import read, sha256_of
from workbench.codebook.versions.git_program import GitFailed
from workbench.codebook.versions.ground import Ground
from workbench.codebook.versions.versions import label_in
from workbench.errors import BadInput, NotFound
from workbench.typed_ids import nearest
from workbench.visible import one_line

if TYPE_CHECKING:
    from workbench.codebook.versions.git import Commit
    from workbench.codebook.versions.git_history import Touched
    from workbench.codebook.versions.known import SeenState


@dataclass(frozen=True)
class Stage:
    """A version of a codebook, and what brought it.

    Attributes:
        file: What its file was called then.
        made_at: When; the earlier of commit and step.
        who: Who made it; empty where it is not known.
        what: What was done, as its author put it: the first line of a commit's message, or the step's sentence.
        version: The version that the codebook calls itself; empty where it gives none.
        text: What stood in it from then on; None where it was taken away, or was no text.
        before: What stood in it before; several where lines of work were joined, none where it came new.
        commit: The commit that brought it, if one did.
        step: The step that brought it, if the database has seen it.
    """

    file: str
    made_at: dt.datetime
    who: str
    what: str
    version: str
    text: str | None
    before: tuple[str | None, ...]
    commit: Commit | None = None
    step: SeenState | None = None

    @property
    def state(self) -> str | None:
        """The sha256 under which the database has it; None where it has not seen it."""
        return self.step.sha256 if self.step is not None else None


def lives(ground: Ground, file: str | None = None) -> list[Stage]:
    """Every version of the study's codebooks that is known, newest first.

    Where a commit and a step have the same text they are one. What was undone is no part of the life. Where git cannot
    tell what it is asked for it is left out, for the reason in `Ground.no_git`.

    Args:
        ground: Where to look.
        file: Only this codebook's.

    Raises:
        NotFound: There is no study, or it never had that codebook.
    """
    touched: dict[str, Sequence[Touched]] = {}
    try:
        files = _files(ground)
        if ground.git is not None:
            from workbench.codebook.versions.git_history import history

            wanted = files if file is None else [file]
            touched = {name: history(ground.git, ground.git.book(name)) for name in wanted}
    except GitFailed as error:
        # What the database has seen can be told all the same.
        ground.do_without_git(str(error))
        files, touched = _files(ground), {}
    if file is not None and file not in files:
        near = nearest(file, files)
        hint = f"The nearest is {one_line(near)}." if near else ""
        raise NotFound(f"The study has no codebook {one_line(file)}, and had none.", hint)
    each = [_life(ground, name, touched.get(name, ())) for name in ([file] if file is not None else files)]
    return list(heapq.merge(*each, key=lambda one: one.made_at, reverse=True))


def _files(ground: Ground) -> list[str]:
    """The codebooks there are or were, by name."""
    names = {path.name for path in ground.files} | {one.file for one in ground.seen}
    if ground.git is not None and ground.git.head is not None:
        from workbench.codebook.versions.git import codebooks_in

        names |= set(codebooks_in(ground.git, ground.git.head))
    return sorted(names)


def _life(ground: Ground, file: str, touched: Sequence[Touched]) -> list[Stage]:
    """One codebook's life, newest first."""
    steps = [one for one in reversed(ground.seen) if one.file == file and one.holds]
    texts: Mapping[str, str] = {}
    if ground.known is not None and steps:
        texts = ground.known.texts({sha256 for one in steps for sha256 in (one.sha256, one.before) if sha256})
    stages = list(_told_once(list(_joined(touched, steps, texts, file)), texts))
    if not steps and touched and (now := _uncommitted(ground, file, touched[0])) is not None:
        stages.insert(0, now)
    return stages


def _joined(
    touched: Sequence[Touched], steps: Sequence[SeenState], texts: Mapping[str, str], file: str
) -> Iterator[Stage]:
    """Commits and steps as one row, each in its own order; those with the same text as one."""
    waiting = list(steps)
    taken: dict[str, SeenState] = {}
    keys = {one.step: _key(texts.get(one.sha256 or "")) for one in steps}
    for commit in reversed(touched):
        # The oldest step with that text belongs to the oldest commit with it.
        same = [one for one in waiting if one.sha256 is not None and keys[one.step] == _key(commit.text)]
        # How a merge was settled is its own part of the life: the text may be that of one side, or of the joined lines.
        sides = {_key(text) for text in commit.before}
        same = [one for one in same if not _settles(one, texts) or _key(texts.get(one.before or "")) in sides]
        if same:
            taken[commit.commit.id] = same[-1]
            waiting.remove(same[-1])
    left = iter(waiting)
    step = next(left, None)
    for commit in touched:
        while step is not None and step.made_at >= commit.commit.made_at:
            yield _of_step(step, texts)
            step = next(left, None)
        yield _of_commit(commit, taken.get(commit.commit.id), file)
    while step is not None:
        yield _of_step(step, texts)
        step = next(left, None)


def _settles(step: SeenState, texts: Mapping[str, str]) -> bool:
    """Whether there may be less to be decided after a step than before it."""
    before, after = texts.get(step.before or "", ""), texts.get(step.sha256 or "", "")
    return before.count("theirs:") > after.count("theirs:")


def _key(text: str | None) -> str:
    """What is the same where only the line ends are others: git may keep them otherwise than they stand on disk."""
    return sha256_of(text.replace("\r\n", "\n")) if text is not None else ""


def _of_commit(one: Touched, step: SeenState | None, file: str) -> Stage:
    commit = one.commit
    at = commit.made_at if step is None else min(commit.made_at, step.made_at)
    name = PurePosixPath(one.path).name or file
    version = label_in(one.text) if one.text is not None else ""
    return Stage(name, at, commit.author, commit.subject, version, one.text, one.before, commit, step)


def _of_step(one: SeenState, texts: Mapping[str, str]) -> Stage:
    before = (texts.get(one.before),) if one.before is not None else ()
    text = texts.get(one.sha256) if one.sha256 is not None else None
    return Stage(one.file, one.made_at, one.coder or "", one.sentence, one.version, text, before, None, one)


def _told_once(stages: Sequence[Stage], texts: Mapping[str, str]) -> Iterator[Stage]:
    """The stages, each held against the latest of what it followed in git and what it followed in the database.

    Several steps may have been committed together, and several commits taken in as one step: what stages of their own
    tell is not to be told again.
    """
    keys = [_key(one.text) for one in stages]
    for place, one in enumerate(stages):
        former = texts.get(one.step.before or "") if one.step is not None and one.commit is not None else None
        if former is None or len(one.before) != 1 or _key(former) == _key(one.before[0]):
            yield one
            continue
        theirs = {_key(one.before[0]): one.before[0], _key(former): former}
        nearest = next((key for key in keys[place + 1 :] if key in theirs), None)
        yield replace(one, before=(theirs[nearest],)) if nearest is not None else one


def _uncommitted(ground: Ground, file: str, last: Touched) -> Stage | None:
    """What stands on disk and was not committed, where no database has seen it."""
    path = ground.folder / "codebooks" / file
    try:
        text, book = read(path)
    except (BadInput, NotFound):
        return None
    if _key(text) == _key(last.text):
        return None
    at = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    return Stage(file, at, "", "Not committed yet", book.version, text, (last.text,))
