"""A study: its folder, its settings, its database, and who is coding. What every feature takes."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlmodel import Session, select

from workbench.errors import BadInput, Unavailable
from workbench.folder import REPORT_FILE, STUDY_FILE
from workbench.model import Coder, is_one_line
from workbench.settings import (
    ReportChoices,
    StudySettings,
    UserSettings,
    read_report_choices,
    read_study_settings,
    read_user_settings,
)
from workbench.store import journal, migrate, whose
from workbench.store.database import Database, open_postgresql, open_sqlite
from workbench.store.schema import SCHEMA
from workbench.store.soundness import latest_copy
from workbench.whereabouts import database_path, local_database, own_file, server_url


@dataclass(frozen=True)
class Study:
    """One open study.

    Attributes:
        folder: The study's folder.
        settings: What `study.yaml` says.
        database: Where its rows are.
        coder: The name of who is coding.
    """

    folder: Path
    settings: StudySettings
    database: Database
    coder: str

    @property
    def transcripts(self) -> Path:
        """The folder of the files as received."""
        return self.folder / "transcripts"

    @property
    def codebooks(self) -> Path:
        """The folder of the YAML codebooks."""
        return self.folder / "codebooks"

    @property
    def exports(self) -> Path:
        """The folder of what the program writes for people."""
        return self.folder / "exports"

    @property
    def codings(self) -> Path:
        """The folder of packed work."""
        return self.folder / "codings"

    @property
    def choices(self) -> ReportChoices:
        """What the writers chose for the report, as its file says now: a study with a faulty one can be opened.

        Raises:
            BadInput: The file is faulty.
        """
        return read_report_choices(self.folder / REPORT_FILE)

    @property
    def is_shared(self) -> bool:
        """Whether several folders (clones, synchronised copies) may work on the study's database."""
        return self.database.path != own_file(self.folder)

    def seen_key(self, file: str) -> str:
        """Under what name the database keeps what was last seen of a file of this folder.

        Where several folders share a database each has its own: one that is behind must not overrule the others.
        """
        if not self.is_shared:
            return file
        place = f"{platform.node()}:{self.folder.resolve()}"
        return f"{hashlib.sha256(place.encode()).hexdigest()[:16]}:{file}"

    def read(self) -> AbstractContextManager[Session]:
        """A session for reading."""
        return self.database.read()

    @contextmanager
    def step(self, sentence: str) -> Iterator[journal.Work]:
        """A step of the coder's own work, which they can undo. See `workbench.store.journal.step`."""
        with journal.step(self.database, sentence, coder_id=self.coder_id()) as work:
            yield work

    def take_in(self, sentence: str) -> AbstractContextManager[journal.Work]:
        """A step of the program's: something that was changed in files, outside the program. Nobody undoes it."""
        return journal.step(self.database, sentence, coder_id=None, kind="files")

    def coder_id(self) -> uuid.UUID:
        """Who is coding; made at first use."""
        found = find_coder(self, self.coder)
        return found if found is not None else make_coder(self, self.coder)

    def as_its_file_says(self) -> Study:
        """The same study with the settings that its file has now.

        Raises:
            BadInput: The file is faulty, or gone.
        """
        return replace(self, settings=read_study_settings(self.folder / STUDY_FILE))

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def find_coder(study: Study, name: str) -> uuid.UUID | None:
    """The coder of that name, capital and small letters aside; None where there is none."""
    with study.read() as session:
        known = session.execute(select(Coder.id, Coder.name)).all()
    # Compared here and not in SQL: the engines fold letters differently.
    exact = next((row_id for row_id, one in known if one == name), None)
    return exact or next((row_id for row_id, one in known if coder_key(one) == coder_key(name)), None)


def same_coder(one: str, other: str) -> bool:
    """Whether two names are one coder's."""
    return coder_key(one) == coder_key(other)


def coder_key(name: str) -> str:
    """What the spellings of one coder's name share: capitals, outer white space and the form of accents aside."""
    return unicodedata.normalize("NFC", name.strip()).casefold()


def make_coder(study: Study, name: str) -> uuid.UUID:
    """A new coder.

    Raises:
        BadInput: The name is empty or holds control characters.
    """
    if not is_one_line(name):
        raise BadInput(f"{name!r} cannot be a coder's name.", "Give a name of letters.", command="See: --coder NAME")
    name = unicodedata.normalize("NFC", name.strip())
    with journal.step(study.database, f"Coder {name} came in", coder_id=None, kind="setup") as work:
        coder = Coder(name=name)
        work.session.add(coder)
        work.session.flush()
        return coder.id


def open_study(folder: Path, *, coder: str | None = None) -> tuple[Study, list[str]]:
    """Open the study in ``folder``: read its settings, open its database and migrate it if that is due.

    Args:
        folder: The study's folder.
        coder: Who codes, where the command line said so.

    Returns:
        The study and what the user should be told.

    Raises:
        WorkbenchError: The settings or the database cannot be used; the message says why.
    """
    study = connect(folder, coder=coder)
    notices = []
    if study.database.path and (old := bring_database(folder, study.settings, study.database.path)):
        why = "the folder has come under a synchroniser, or left one"
        notices.append(f"The database was copied from {old} to {study.database.path}: {why}.")
    try:
        done = migrate.prepare(study.database)
        new = done == migrate.MADE
        whose.claim(study.database, study.settings.id)
        if not new and (trouble := migrate.back_up_today(study.database)):
            notices.append(trouble)
    except (BadInput, Unavailable):
        study.close()
        raise
    if new and study.database.sqlite and any(study.codings.glob("*.jsonl")):
        packed = (
            f"There was no database of this study here; a new one was made. {study.codings.name} holds packed work:"
        )
        notices.append(f"{packed} import the transcripts, then unpack it, and nothing of it is missing.")
    return study, [*notices, f"The program {done}."] if done and not new else notices


def connect(folder: Path, *, coder: str | None = None) -> Study:
    """The study in ``folder`` with its database as it is, without migrating it."""
    settings = read_study_settings(folder / STUDY_FILE)
    user = read_user_settings()
    url = server_url(settings, user)
    database = open_postgresql(url) if url else open_sqlite(database_path(folder, settings))
    return Study(folder, settings, database, who_codes(coder, settings, user))


def is_ready(settings: StudySettings) -> bool:
    """Whether a study that has still to be made will find its database ready; nothing is written.

    Returns:
        False where the database is on a server and waits for `workbench migrate`.

    Raises:
        Unavailable: The database is another study's, or cannot be reached.
    """
    url = server_url(settings, read_user_settings())
    if not url:
        return True
    database = open_postgresql(url)
    try:
        version = migrate.schema_of(database)
        if version not in (None, SCHEMA):
            message = f"The database {database.place} is of an older schema ({version}) and in use, perhaps elsewhere."
            raise Unavailable(message, "Name another database; or have its own study migrate it.")
        whose.refuse_anothers(database, settings.id)
        return version is not None
    finally:
        database.close()


def who_codes(named: str | None, settings: StudySettings, user: UserSettings) -> str:
    """The coder's name: command line, environment, the user's own file, else the system's user name.

    A sample that was handed out goes before the name that the user has in other studies.
    """
    here = named or os.environ.get("WORKBENCH_CODER") or user.for_study(settings.id).coder or settings.handed_to
    if chosen := here or user.coder:
        return chosen
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # No user name to be had (a bare container): a name that one recognises and can change.
        return "coder"


def outranked(name: str, settings: StudySettings, user: UserSettings) -> str:
    """Why somebody who was set as coder is not the one who codes, in words; empty where they are."""
    now = who_codes(None, settings, user)
    if not name or name == now:
        return ""
    if os.environ.get("WORKBENCH_CODER"):
        why = "the environment variable WORKBENCH_CODER says so"
    else:
        own = user.for_study(settings.id).coder
        why = "your settings for this study say so" if own else "it was handed out to them"
    return f"You code as {now} all the same: {why}."


def bring_database(folder: Path, settings: StudySettings, path: Path) -> Path | None:
    """Copy a study's database to ``path`` from where it was before the folder became, or ceased to be, synchronised.

    The one in the study's folder is renamed, since synchronisers must not touch it; the one in the user's local data
    folder stays, since another copy of the study may use it.

    Returns:
        The file it was copied from, or None where there was nothing to copy.

    Raises:
        Unavailable: The copy cannot be made.
    """
    own, outside = own_file(folder), local_database(folder, settings)
    before = outside if path == own else own
    if path.exists() or not before.exists() or before.stat().st_size == 0:
        return None
    copy = latest_copy(path)
    if copy is not None and copy.stat().st_mtime > before.stat().st_mtime:
        # The folder has not moved: its database is gone, and that one is from before.
        return None
    # Whole or not at all: a copy that was broken off must not pass for the database.
    coming = path.with_name("study-coming.db")
    coming.unlink(missing_ok=True)
    migrate.back_up(before, coming)
    coming.replace(path)
    return before if before == outside else before.rename(before.with_name("study-before-move.db"))
