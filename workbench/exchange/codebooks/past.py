"""Whether a file is one of our codebooks as it was once: the database has seen it, or git has."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import NamedTuple

from workbench.codebook.versions import git
from workbench.codebook.versions.git_program import GitFailed
from workbench.codebook.versions.seen import seen_states, texts_of
from workbench.study import Study


class Past(NamedTuple):
    """A codebook as it was.

    Attributes:
        text: Its text.
        when: When it came to be so.
    """

    text: str
    when: dt.datetime


def as_it_was(study: Study, data: bytes) -> Past | None:
    """The state of a codebook of the study's that a file is, byte by byte; None where it never was one.

    What was taken back is none: whoever takes such a file in wants it again.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    with study.read() as session:
        seen = next((one for one in reversed(seen_states(session)) if one.sha256 == sha256 and one.holds), None)
        if seen is not None:
            return Past(texts_of(session, [sha256])[sha256], seen.made_at)
    try:
        repo = git.repository(study.folder)
        commit = git.commit_with(repo, data) if isinstance(repo, git.Repository) else None
        return Past(data.decode("utf-8"), commit.made_at) if commit is not None else None
    except (GitFailed, UnicodeDecodeError):
        # Without git the file is held against the present state, as any other.
        return None
