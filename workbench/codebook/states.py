"""The study's codebooks as the database has seen them, and how files and database come to agree.

The YAML files are the source of truth for codes. Every state of a file that the program has seen is kept. A change
through the program stores the new state first, then renames the file into place, then notes that it saw it; until
then the change is *pending* (the codebook's state is not what was last seen on disk) and is finished on opening. Any
other difference is a change from outside and becomes a step of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.codebook.books import Codebooks as Codebooks
from workbench.codebook.books import parsed
from workbench.codebook.check import check
from workbench.codebook.file import parse, sha256_of
from workbench.codebook.lineage import Lineage
from workbench.codebook.schema import Codebook
from workbench.codebook.stamps import under_other_rules
from workbench.codebook.summing_up import in_one_line
from workbench.codebook.telling import tell
from workbench.codebook.versions import Version, paired
from workbench.errors import BadInput, NotFound, Refused, Unavailable
from workbench.model import CodebookFile, CodebookState, FileSeen
from workbench.safefile import conflict_copy, file_bytes, write_bytes_safely
from workbench.store.journal import Work
from workbench.study import Study
from workbench.visible import plural

SUFFIXES = (".yaml", ".yml")

_TOLD = 160
"""So long may be what history and notices tell of a codebook that was changed outside."""


def files(study: Study) -> list[str]:
    """The codebook files there are, by name; a synchroniser's conflict copies left out."""
    names = _yaml_names(study.codebooks)
    return [name for name in names if conflict_copy(name, names) is None]


def conflict_copies(study: Study) -> list[str]:
    """The conflict copies of a synchroniser among the codebook files."""
    names = _yaml_names(study.codebooks)
    return [name for name in names if conflict_copy(name, names) is not None]


def current(study: Study) -> Codebooks:
    """The codebooks in their present states, as `take_in` left them."""
    with study.read() as session:
        query = (
            sa.select(col(CodebookFile.file), col(CodebookState.sha256), col(CodebookState.text))
            .join(CodebookState, col(CodebookState.sha256) == CodebookFile.state_sha256)
            .order_by(col(CodebookFile.file))
        )
        rows = session.execute(query).all()
    books = tuple(parsed(text, file) for file, _, text in rows)
    return Codebooks(books, Lineage(books), {file: sha256 for file, sha256, _ in rows})


def text_of(study: Study, file: str) -> str:
    """The whole text of a codebook's present state.

    Raises:
        NotFound: There is no such codebook.
    """
    with study.read() as session:
        query = sa.select(col(CodebookState.text)).join(
            CodebookFile, col(CodebookFile.state_sha256) == CodebookState.sha256
        )
        text = session.scalar(query.where(col(CodebookFile.file) == file))
    if text is None:
        raise NotFound(f"There is no codebook {file} in the study.", "See the folder codebooks.")
    return text


def take_in(study: Study) -> list[str]:
    """Bring files and database to agree: finish pending changes, take in what was changed outside.

    Returns:
        What the user should be told.

    Raises:
        Unavailable: The database cannot be written.
    """
    notices = [f"{name}: a synchroniser's conflict copy; it is not read." for name in conflict_copies(study)]
    with study.read() as session:
        known = dict(session.execute(sa.select(col(CodebookFile.file), col(CodebookFile.state_sha256))).all())
        seen = dict(session.execute(sa.select(col(FileSeen.file), col(FileSeen.sha256))).all())
        past = set(session.scalars(sa.select(col(CodebookState.sha256)))) if study.is_shared else set()
    changed: dict[str, str | None] = {}
    for file in sorted({*files(study), *known}):
        text, fault = _on_disk(study.codebooks / file)
        state, on_disk = known.get(file), sha256_of(text) if text is not None else None
        last = seen.get(study.seen_key(file))
        if last is None and on_disk in past:
            # A folder that is new to a shared database and holds an earlier state: it is behind, nothing was changed.
            last = on_disk
        if fault is None and on_disk == state:
            _note_seen(study, file, on_disk)
        elif fault is None and state is not None and on_disk == last:
            notices.append(_finished_or_why_not(study, file, state, text))
        elif fault is None and state is None and on_disk is not None and on_disk == last:
            # The step that made the file was undone; the text stays among the states.
            _take_away(study, file)
        elif fault := fault or (_unusable(text, file) if text is not None else None):
            notices.append(fault)
        else:
            if state is not None and last is not None and state != last:
                notices.append(
                    f"{file}: changed outside before the program's own last change reached it; the file stands."
                )
            changed[file] = text
    if changed:
        notices += _take_in_changes(study, changed)
    return notices


def _finished_or_why_not(study: Study, file: str, state: str, before: str | None) -> str:
    """Finish a pending change; where its file cannot be written, the work goes on with the state in the database."""
    try:
        _finish(study, file, state, before)
    except (Unavailable, Refused) as error:
        return f"{file}: a change has still to reach the file, and it cannot be written. {error}"
    return f"{file}: a change that had not reached the file was finished."


def change(study: Study, file: str, text: str, sentence: str, *, before: str | None) -> None:
    """Write a new state of a codebook through the program, as a step of the coder's. See `changing`."""
    with changing(study, file, text, sentence, before=before):
        pass


@contextmanager
def changing(study: Study, file: str, text: str, sentence: str, *, before: str | None) -> Iterator[Work]:
    """Write a new state of a codebook through the program, in a step of the coder's in which more can be done.

    The file is written when the step is closed; where something goes wrong before that nothing is changed at all.

    Args:
        study: The study.
        file: The codebook's file name.
        text: The whole new text.
        sentence: What was done, for the history.
        before: The state that the new text was made from; None where there is none.

    Raises:
        Refused: The file was changed meanwhile, outside or by another window of the program.
        BadInput: The new text is no usable codebook.
        Unavailable: File or database cannot be written; neither is then changed, or the change is finished on opening.
    """
    with changing_all(study, {file: (before, text)}, sentence) as work:
        yield work


@contextmanager
def changing_all(study: Study, texts: Mapping[str, tuple[str | None, str]], sentence: str) -> Iterator[Work]:
    """Write new states of several codebooks in one step; see `changing`.

    Args:
        study: The study.
        texts: By file name the state that the new text was made from (None where there is none), and the new text.
        sentence: What was done, for the history.
    """
    for file, (_, text) in texts.items():
        parse(text, file=file)
        there, fault = _on_disk(study.codebooks / file)
        if fault or (there is not None and (fault := _unusable(there, file))):
            raise BadInput(fault, f"Mend {file} there in your editor, then do this again.")
    with study.step(sentence) as work:
        for file, (before, text) in texts.items():
            _store(work.session, study, file, before, text)
        work.session.flush()
        yield work
    for file, (before, text) in texts.items():
        _finish(study, file, sha256_of(text), before)


def _store(session: Session, study: Study, file: str, before: str | None, text: str) -> None:
    """Put a codebook into its new state, in an open step, where nobody changed it meanwhile."""
    there, _ = _on_disk(study.codebooks / file)
    row = session.scalars(sa.select(CodebookFile).where(col(CodebookFile.file) == file)).first()
    row = row or CodebookFile(file=file)
    if row.state_sha256 != (sha256_of(there) if there is not None else None):
        raise Refused(
            f"{file} was changed outside the program meanwhile.", "Do it again: the change is taken in first."
        )
    if there != before:
        raise Refused(f"{file} was changed meanwhile, in another window.", "Nothing was done. Do it again.")
    row.state_sha256 = _keep_state(session, file, text)
    session.add(row)


def _on_disk(path: Path) -> tuple[str | None, str | None]:
    """The file's text (None where it is gone) or what is wrong with it, in words."""
    try:
        text = file_bytes(path).decode("utf-8")
    except FileNotFoundError:
        return None, None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, f"{path.name}, line {line}: not UTF-8; the state before is used. Save it as UTF-8 in your editor."
    except OSError as error:
        return None, f"{path.name} cannot be read ({error.strerror}); the state before is used."
    return text, None


def _unusable(text: str, file: str) -> str | None:
    """Why a codebook's new text cannot be taken in, in words; None where it can (it may have lesser faults)."""
    stops = [fault for fault in check(text, file=file, mode="codebook") if fault.stops]
    if not stops:
        return None
    return f"{stops[0].message} The state before is used until it is mended."


def _take_in_changes(study: Study, changed: dict[str, str | None]) -> list[str]:
    notices = []
    before = {book.file: book for book in current(study).books}
    # Of those with which a study begins nothing can be said to have changed.
    after = [parsed(text, file) for file, text in changed.items() if text is not None and before]
    was = tuple(before[file] for file in changed if file in before)
    pairs = paired(Version("", was, {}), Version("", tuple(after), {}))
    moved = {file for file in changed if file in before and _stands_in(before[file], Lineage(after))}
    what = in_one_line(tell(pairs), longest=_TOLD)
    with study.take_in(f"Took in {', '.join(changed)} as on disk{f': {what}' if what else ''}") as work:
        for file, text in changed.items():
            row = work.session.scalars(sa.select(CodebookFile).where(col(CodebookFile.file) == file)).first()
            row = row or CodebookFile(file=file)
            if row.state_sha256 is not None:
                notices.append(
                    f"{file} was changed outside the program and taken in."
                    if text is not None
                    else f"{file} is gone; its codes stand in another file."
                    if file in moved
                    else f"{file} is gone; its codes are not in a codebook any more. It can be brought back."
                )
            row.state_sha256 = _keep_state(work.session, file, text) if text is not None else None
            work.session.add(row)
            # In one with the step: a file that is noted as seen and is in no step would pass for one whose making was
            # undone.
            _put_seen(work.session, study.seen_key(file), row.state_sha256)
    if not after:
        return notices
    waiting = under_other_rules(study, current(study), coder=study.coder).total()
    wait = f"{plural(waiting, 'coding')} of yours {'waits' if waiting == 1 else 'wait'} for another look."
    # One notice: on the screens each covers what lies below it.
    told = " ".join([*notices[-1:], *([f"What changed: {what}."] if what else []), *([wait] if waiting else [])])
    return [*notices[:-1], *([told] if told else [])]


def _stands_in(book: Codebook, lineage: Lineage) -> bool:
    """Whether other codebooks have all codes of one."""
    return bool(book.codes) and all(lineage.known(code.id) for code in book.codes)


def _keep_state(session: Session, file: str, text: str) -> str:
    sha256 = sha256_of(text)
    if session.get(CodebookState, sha256) is None:
        session.add(CodebookState(sha256=sha256, text=text, version=parse(text, file=file).version))
        session.flush()
    return sha256


def _finish(study: Study, file: str, state: str, before: str | None) -> None:
    """Bring a pending state into its file, and note that it is there."""
    with study.read() as session:
        text = session.get_one(CodebookState, state).text
    if _on_disk(study.codebooks / file)[0] == text:
        # Another program has finished the same change meanwhile.
        _note_seen(study, file, state)
        return
    expected = before.encode() if before is not None else b""
    write_bytes_safely(study.codebooks / file, text.encode(), expected=expected)
    _note_seen(study, file, state)


def _take_away(study: Study, file: str) -> None:
    """Take away a file that the program itself had made and nobody has changed."""
    try:
        (study.codebooks / file).unlink(missing_ok=True)
    except OSError as error:
        message = f"The codebook {file} cannot be taken away: {error.strerror}."
        raise Unavailable(message, "Close it if it is open in another program, and try again.") from error
    _note_seen(study, file, None)


def _note_seen(study: Study, file: str, sha256: str | None) -> None:
    with study.read() as session:
        row = session.get(FileSeen, study.seen_key(file))
        if (row.sha256 if row else None) == sha256:
            return
    with study.database.write() as session:
        _put_seen(session, study.seen_key(file), sha256)


def _put_seen(session: Session, key: str, sha256: str | None) -> None:
    session.execute(sa.delete(FileSeen).where(col(FileSeen.file) == key))
    if sha256 is not None:
        session.add(FileSeen(file=key, sha256=sha256))


def _yaml_names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(
        path.name for path in folder.iterdir() if path.suffix.casefold() in SUFFIXES and not path.name.startswith(".")
    )


def not_in_codebook(books: Codebooks, codes: Collection[str]) -> list[str]:
    """Of these ids, those that are in no codebook any more."""
    known = {code.id for code in books.codes()}
    return sorted({code for code in codes if books.lineage.today(code) not in known})


def book_of(books: Codebooks, file: str | None) -> Codebook:
    """The codebook of that file; without a name, the only one.

    Raises:
        NotFound: There is none, or several and none was named.
    """
    wanted: Sequence[Codebook] = [book for book in books.books if file is None or book.file == file]
    if len(wanted) == 1:
        return wanted[0]
    if file is not None or not books.books:
        raise NotFound(
            f"There is no codebook {file or ''} in the study.".replace("  ", " "), "See the folder codebooks."
        )
    names = ", ".join(book.file for book in books.books)
    raise NotFound("The study has several codebooks.", f"Name one: {names}", command="See: --file")
