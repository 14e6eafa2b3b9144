"""Codebook files that were taken away outside the program, and bringing them back as they were last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.codebook.file import parse
from workbench.codebook.states import states
from workbench.errors import NotFound, Refused
from workbench.model import CodebookFile, CodebookState, Image, Step
from workbench.study import Study
from workbench.visible import one_line, plural


@dataclass(frozen=True)
class GoneBook:
    """A codebook whose file is gone, with codes that stand in no other codebook now.

    Attributes:
        file: The file's name.
        text: What stood in it last.
        codes: How many of its codes stand nowhere now.
        codings: How many codings were made with them.
    """

    file: str
    text: str
    codes: int
    codings: int

    @property
    def message(self) -> str:
        """What is wrong, as a sentence."""
        used = f", of {plural(self.codings, 'coding')}" if self.codings else ""
        return f"codebooks/{self.file} is gone, and with it {plural(self.codes, 'code')}{used}."


def gone_books(study: Study) -> list[GoneBook]:
    """The codebooks whose files were taken away outside the program, by name."""
    with study.read() as session:
        texts = _last_texts(session)
        if not texts:
            return []
        counts = sight.counts_by_code(session, study)
    books, gone = states.current(study), list[GoneBook]()
    for file, text in texts:
        before = books.with_text(file, text)
        missing = books.missing({code.id for code in before.codes()})
        used = before.lineage.added_up(counts)
        if missing:
            gone.append(GoneBook(file, text, len(missing), sum(used[code] for code in missing)))
    return gone


def missed_books(study: Study) -> list[GoneBook]:
    """Those of the codebooks that are gone whose codes are in use: these are told of until they come back.

    One that nobody uses may have been taken away for good; it is told of once, and can be brought back all the same.
    """
    return [one for one in gone_books(study) if one.codings]


def bring_back(study: Study, file: str | None = None) -> list[str]:
    """Write codebooks that are gone again as they were last; each is a step of the coder's.

    Args:
        study: The study.
        file: Which; without a name all that are gone.

    Returns:
        The files that were written.

    Raises:
        NotFound: None is gone, or not that one.
        Refused: One of its ids stands in another codebook by now, or there is a file of that name.
        Unavailable: The file cannot be written.
    """
    wanted = [one for one in gone_books(study) if file in (None, one.file)]
    if not wanted:
        raise NotFound(f"{file or 'No codebook'} is not gone." if file else "No codebook is gone.")
    done = []
    for one in wanted:
        if all(one.file != still.file for still in gone_books(study)):
            continue  # what came back before it has its codes
        ids = {code.id for code in parse(one.text, file=one.file).codes}
        twice = next((code.id for code in states.current(study).codes() if code.id in ids), None)
        if twice is not None:
            message = f"{one.file} cannot come back: the code {one_line(twice)} stands in another codebook by now."
            raise Refused(message, "Take it out there first.")
        states.change(study, one.file, one.text, f"Brought back the codebook {one.file}", before=None)
        done.append(one.file)
    return done


def refuse_new_beginning(study: Study) -> None:
    """Keep a study whose codebook is gone from being given a new one with one code, as if it had had none.

    Raises:
        Refused: Codes of a codebook that is gone are in use.
    """
    for one in missed_books(study):
        hint = "Bring it back first, in the library."
        raise Refused(one.message, hint, command="See: workbench codebook restore")


def _last_texts(session: Session) -> list[tuple[str, str]]:
    """Of each codebook whose file was taken away, its name and what stood in it last."""
    missing = sa.select(col(CodebookFile.id), col(CodebookFile.file)).where(col(CodebookFile.state_sha256).is_(None))
    found = []
    for row_id, file in session.execute(missing.order_by(col(CodebookFile.file))):
        # One that the program itself made, and whose making was undone, was never lost: it can be done again.
        query = sa.select(Image).join(Step, col(Step.id) == Image.step_id).where(col(Step.kind) == "files")
        images = session.scalars(query.where(col(Image.row_id) == row_id).order_by(col(Image.id).desc()))
        states_lost = (one.before["state_sha256"] for one in images if one.before and _is_away(one.after))
        if (lost := next(filter(None, states_lost), None)) is not None:
            found.append((file, session.get_one(CodebookState, lost).text))
    return found


def _is_away(row: Mapping[str, Any] | None) -> bool:
    return row is None or row["state_sha256"] is None
