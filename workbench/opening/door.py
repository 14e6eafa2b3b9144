"""What both doors do first: open a study, bring files and database to agree, and see what others change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from workbench import themes
from workbench.agreement import turning
from workbench.codebook.changes.lost import likely_same
from workbench.codebook.files import conflict_copies
from workbench.codebook.states import states
from workbench.codebook.states.stamps import waiting_in_words
from workbench.errors import BadInput, WorkbenchError
from workbench.folder import REPORT_FILE, STUDY_FILE
from workbench.safefile import clear_leftovers
from workbench.store import journal
from workbench.study import Study, find_coder
from workbench.study import open_study as open_database
from workbench.transcripts import facts, taken_out


def open_study(folder: Path, *, coder: str | None = None) -> tuple[Study, list[str]]:
    """Open a study ready for work: database migrated, codebooks and tables that were changed on disk taken in.

    Args:
        folder: The study's folder.
        coder: Who codes, where the command line said so.

    Returns:
        The study and what the user should be told.

    Raises:
        WorkbenchError: It cannot be opened; the message says why.
    """
    study, _, notices = _opened(folder, coder)
    return study, notices


def open_and_look(folder: Path, *, coder: str | None = None) -> tuple[Study, Standing, list[str]]:
    """Open a study as `open_study` does, for somebody who goes on looking whether others change it.

    Returns:
        The study, how it stood when its files were taken in, and what the user should be told.

    Raises:
        WorkbenchError: As in `open_study`.
    """
    study, standing, notices = _opened(folder, coder)
    # Told each time to whoever opens it to work in; a command tells it where it took in what made them wait.
    waiting = waiting_in_words(study, states.current(study))
    return study, standing, [*notices, *(one for one in waiting if not any(one in notice for notice in notices))]


def _opened(folder: Path, coder: str | None) -> tuple[Study, Standing, list[str]]:
    study, notices = open_database(folder, coder=coder)
    notices += [f"{name}: a synchroniser's conflict copy; it is not read." for name in conflict_copies(folder)]
    for place in (folder, study.codebooks, study.transcripts, study.codings, study.exports, *taken_out.folders(study)):
        clear_leftovers(place)
    # Before they are read: what is changed from here on is seen at the first look.
    files = _files_standing(study)
    try:
        # What a program that died was moving comes first: rows of the tables are among it.
        notices += taken_out.settle(study)
        notices += _codebooks_taken_in(study)
        notices += facts.take_in(study)
        step = _latest_step(study)
    except WorkbenchError:
        study.close()
        raise
    return study, Standing(files, step), notices


@dataclass(frozen=True)
class Standing:
    """How a study's files and its journal stood when somebody looked; equal where nothing has changed.

    Attributes:
        files: Name, time of change and size of the files that people edit.
        step: The journal's latest step that was not taken through this very connection.
    """

    files: tuple[tuple[str, int, int], ...]
    step: int


def look_around(study: Study, before: Standing) -> tuple[Study, Standing, list[str]]:
    """See whether others changed the study meanwhile; files that were changed are taken in.

    Args:
        study: The open study.
        before: How it stood at the last look, or when it was opened.

    Returns:
        The study with its settings as they are now, how it stands now, and what the user should be told, also of what
        was taken in meanwhile through this very connection to print from it.

    Raises:
        WorkbenchError: The files or the database cannot be read.
    """
    # What is taken in below has to be shown as well, though it is taken in here.
    own = set(study.database.own_steps)
    files, notices = _files_standing(study), []
    if files != before.files:
        try:
            study = study.as_its_file_says()
        except BadInput as error:
            # Somebody is in the middle of editing it: the study goes on under the settings it was opened with.
            notices.append(str(error))
        notices += [*_codebooks_taken_in(study), *facts.take_in(study)]
    standing = Standing(files, _latest_step(study, after=before.step, but=own))
    # Last: where something above fails it is told at the next look.
    untold = study.database.untold
    notices += [untold.pop(0) for _ in range(len(untold))]
    return study, standing, list(dict.fromkeys(notices))


def _codebooks_taken_in(study: Study) -> list[str]:
    """What is to be told of codebooks once files and database agree, and of codes that have likely got another id."""
    told = states.take_in(study)
    return [*told, *(one.sentence for one in likely_same(study))] if told else told


def _latest_step(study: Study, *, after: int = 0, but: Collection[int] = ()) -> int:
    with study.read() as session:
        return journal.latest(session, after=after, but=but)


def _files_standing(study: Study) -> tuple[tuple[str, int, int], ...]:
    own = (study.folder / STUDY_FILE, study.folder / REPORT_FILE)
    paths = [*own, *(study.codebooks / name for name in states.files(study))]
    paths += [study.transcripts / name for name in (facts.PARTICIPANTS, facts.TRANSCRIPTS)]
    known = [(path.name, path.stat()) for path in paths if path.is_file()]
    return tuple((name, seen.st_mtime_ns, seen.st_size) for name, seen in known)


def undo(study: Study) -> journal.StepTaken:
    """Take back the coder's own latest step, in the database and, where it changed a codebook, in the file.

    The files of transcripts that it took out come back, see `workbench.transcripts.taken_out`.

    Raises:
        NotFound: There is nothing to undo.
        Refused: A later change stands in the way, or another file that of a transcript; nothing is changed.
        Unavailable: A file cannot be moved or written; nothing is changed.
    """
    return _turn(study, journal.undo)


def to_undo(study: Study) -> journal.StepTaken | None:
    """The step that `undo` would take back; None where there is nothing to undo."""
    coder_id = find_coder(study, study.coder)
    return journal.to_undo(study.database, coder_id) if coder_id is not None else None


def redo(study: Study) -> journal.StepTaken:
    """Bring again the step that the coder took back last.

    Raises:
        NotFound: There is nothing to redo.
        Refused: As in `undo`.
        Unavailable: As in `undo`.
    """
    return _turn(study, journal.redo)


def _turn(study: Study, turn: Callable[..., journal.StepTaken]) -> journal.StepTaken:
    moved: list[str] = []

    def check(session: Session, step_id: int) -> None:
        themes.refuse_twins(session, step_id)
        turning.refuse_opening(session, step_id)
        moved.extend(taken_out.follow(session, study, step_id))

    try:
        done = turn(study.database, study.coder_id(), check=check, beside=states.beside)
    finally:
        taken_out.settle(study)
    states.take_in(study)
    if moved:
        with suppress(WorkbenchError):
            # It is done; where the tables cannot be looked at now, the next opening does it.
            facts.take_in(study)
    return done
