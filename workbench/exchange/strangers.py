"""Whose codings come from somebody whom neither the study nor its open samples know: a name is easily typed wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.agreement.sample_list import samples_in
from workbench.exchange.merge_samples import Coming
from workbench.model import Coder
from workbench.study import coder_key
from workbench.typed_ids import nearest
from workbench.visible import one_line


def told(session: Session, coders: Iterable[str], coming: Coming) -> list[str]:
    """Of coders who are new in the study, for whom the open samples are, if not for them, and whom they may be.

    Args:
        session: A session for reading.
        coders: Whose codings come.
        coming: What comes of samples.
    """
    known = {coder_key(name) for name in session.scalars(sa.select(col(Coder.name)))}
    new = {key: name for name in coders if (key := coder_key(name)) not in known}
    if not new:
        return []
    still_open = {one.name: one.coders for one in samples_in(session) if one.is_open}
    for sample in coming.samples:
        names = {said.coder for taken in sample.transcripts.values() for said in taken.coders.values()}
        if sample.revealed_at is None:
            still_open.setdefault(sample.name, tuple(sorted(names, key=coder_key)))
    return [
        _told(name, sample, its)
        for key, name in sorted(new.items())
        for sample, its in still_open.items()
        if key not in map(coder_key, its)
    ]


def _told(name: str, sample: str, coders: Sequence[str]) -> str:
    near = nearest(name, coders)
    hint = f" The nearest is {one_line(near)}." if near else ""
    whom = ", ".join(map(one_line, coders))
    return (
        f"{one_line(name)} is new in this study, and the sample “{one_line(sample)}” is for {whom}: what is taken in "
        f"as {one_line(name)}'s counts for none of them.{hint} Whose a Word file's comments are is said with --by NAME."
    )
