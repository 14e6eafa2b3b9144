"""The states of the codebooks that the database has seen, with the steps that brought them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook.versions.known import BookImage, SeenState, seen_in
from workbench.model import CodebookFile, CodebookState, Coder, Image, Step
from workbench.store.database import portions
from workbench.study import Study

_VERSIONS = sa.select(col(CodebookState.sha256), col(CodebookState.version))


def seen_states(session: Session) -> list[SeenState]:
    """Every step that gave a codebook another state, in the order in which they were taken."""
    of_step = (Step.id, Step.made_at, Coder.name, Step.sentence, Step.kind, Step.undone)
    query = (
        sa.select(col(Image.before), col(Image.after), *map(col, of_step))
        .join(Step, col(Step.id) == Image.step_id)
        .join(Coder, col(Coder.id) == Step.coder_id, isouter=True)
        .where(col(Image.table_name) == CodebookFile.__tablename__)
        .order_by(col(Image.step_id), col(Image.id))
    )
    return seen_in((BookImage(*row) for row in session.execute(query)), versions_of(session))


def versions_of(session: Session) -> dict[str, str]:
    """What the authors called each state that the database has, by its sha256; empty where they gave it no version."""
    return dict(session.execute(_VERSIONS).all())


def texts_of(session: Session, states: Collection[str]) -> dict[str, str]:
    """The texts of states, by their sha256; one that the database does not have is left out."""
    query = sa.select(col(CodebookState.sha256), col(CodebookState.text))
    wanted = set(states)
    return {
        sha256: text
        for some in portions(wanted)
        for sha256, text in session.execute(query.where(col(CodebookState.sha256).in_(some)))
    }


class InStudy:
    """What the database of an open study knows of codebooks; see `known.Known`."""

    def __init__(self, study: Study) -> None:
        self._study = study

    def seen(self) -> list[SeenState]:
        """See `Known`."""
        with self._study.read() as session:
            return seen_states(session)

    def versions(self) -> Mapping[str, str]:
        """See `Known`."""
        with self._study.read() as session:
            return versions_of(session)

    def texts(self, states: Collection[str]) -> Mapping[str, str]:
        """See `Known`."""
        with self._study.read() as session:
            return texts_of(session, states)

    def beginning_with(self, digits: str) -> list[str]:
        """See `Known`."""
        sha256 = col(CodebookState.sha256)
        with self._study.read() as session:
            query = sa.select(sha256).where(sha256.startswith(digits, autoescape=True))
            return list(session.scalars(query.order_by(sha256)))

    def present(self) -> list[tuple[str, str]]:
        """See `Known`."""
        query = (
            sa.select(col(CodebookFile.file), col(CodebookState.text))
            .join(CodebookState, col(CodebookState.sha256) == CodebookFile.state_sha256)
            .order_by(col(CodebookFile.file))
        )
        with self._study.read() as session:
            return [(file, text) for file, text in session.execute(query)]

    def counts_by_stamp(self) -> Mapping[tuple[str, str | None], int]:
        """See `Known`."""
        with self._study.read() as session:
            return sight.counts_by_stamp(session, self._study)
