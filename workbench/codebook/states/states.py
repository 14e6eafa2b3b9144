"""The study's codebooks as the database has seen them, and how files and database come to agree.

The YAML files are the source of truth for codes. Every state of a file that the program has seen is kept. A change
through the program stores the new state first, then renames the file into place, then notes that it saw it; until
then the change is *pending* (the codebook's state is not what was last seen on disk) and is finished on opening. Any
other difference is a change from outside and becomes a step of its own; where it meets a pending one, both are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench.codebook.books import Codebooks, parsed
from workbench.codebook.differences.summing_up import in_one_line
from workbench.codebook.differences.telling import tell
from workbench.codebook.file import parse, sha256_of
from workbench.codebook.files import codebook_files, conflict_copies, read_of
from workbench.codebook.lineage import Lineage
from workbench.codebook.merges.meeting import brought_along, met, told_of
from workbench.codebook.schema import Codebook
from workbench.codebook.states.on_disk import text_on_disk, unusable
from workbench.codebook.states.stamps import waiting_in_words
from workbench.codebook.versions.seen import seen_states
from workbench.codebook.versions.versions import Version, paired
from workbench.errors import BadInput, Late, Refused, Unavailable, WorkbenchError
from workbench.model import CodebookFile, CodebookState, FileSeen
from workbench.safefile import refuse_unwritable, write_bytes_safely
from workbench.store import rewind
from workbench.store.journal import Work
from workbench.study import Study

_TOLD = 160
"""So long may be what history and notices tell of a codebook that was changed outside."""


def files(study: Study) -> list[str]:
    """The codebook files there are, by name; a synchroniser's conflict copies left out."""
    return [path.name for path in read_of(codebook_files(study.codebooks))]


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


def text_of(study: Study, books: Codebooks, file: str) -> str:
    """The whole text of a codebook in the state in which it stands in `books`, whatever came since.

    A change is made from the text that goes with the values it was thought out with: what came since is brought
    together with it, or it is refused.
    """
    with study.read() as session:
        return session.get_one(CodebookState, books.states[file]).text


def take_in(study: Study) -> list[str]:
    """Bring files and database to agree: finish pending changes, take in what was changed outside.

    Returns:
        What the user should be told.

    Raises:
        Unavailable: The database cannot be written.
    """
    notices = [f"{name}: a synchroniser's conflict copy; it is not read." for name in conflict_copies(study.codebooks)]
    with study.read() as session:
        known = dict(session.execute(sa.select(col(CodebookFile.file), col(CodebookFile.state_sha256))).all())
        seen = dict(session.execute(sa.select(col(FileSeen.file), col(FileSeen.sha256))).all())
    changed: dict[str, str | None] = {}
    meeting: dict[str, tuple[str, str, str | None]] = {}
    for file in sorted({*files(study), *known}):
        text, fault = text_on_disk(study.codebooks / file)
        state, on_disk = known.get(file), sha256_of(text) if text is not None else None
        last = seen.get(study.seen_key(file))
        if last is None and on_disk is not None and _is_behind(study, on_disk):
            # A folder that is new to a shared database and holds an earlier state: it is behind, nothing was changed.
            last = on_disk
        if fault is None and on_disk == state:
            _note_seen(study, file, on_disk)
        elif fault is None and state is not None and on_disk == last:
            notices.append(_finished_or_why_not(study, file, state, text))
        elif fault is None and state is None and on_disk is not None and on_disk == last:
            # The step that made the file was undone; the text stays among the states.
            _take_away(study, file)
        elif fault := fault or (unusable(text, file) if text is not None else None):
            notices.append(fault)
        elif state is not None and text is not None and state != last:
            meeting[file] = (text, state, last)
        else:
            changed[file] = text
    for file, (text, state, last) in meeting.items():
        notices += _brought_together(study, file, text, state, last)
    if changed:
        notices += _take_in_changes(study, changed)
    return notices


def _is_behind(study: Study, on_disk: str) -> bool:
    """Whether a codebook of a shared database was once as it stands in a folder.

    Not all states that the database has are asked: packs bring some in which no codebook ever was here.
    """
    if not study.is_shared:
        return False
    with study.read() as session:
        return any(on_disk in (one.sha256, one.before) for one in seen_states(session))


def _brought_together(study: Study, file: str, on_disk: str, state: str, last: str | None) -> list[str]:
    """Take in a file that was changed outside while another change had not reached it; it gets both.

    The new state is stored first, and the file is noted as seen as it is: until it holds both, that is pending.
    """
    with study.read() as session:
        theirs = session.get_one(CodebookState, state).text
        base = session.get(CodebookState, last) if last is not None else None
    found = met(base.text if base is not None else None, on_disk, theirs, file=file)
    if found.trouble:
        said = f"{file}: changed outside before the program's own last change reached it; the file stands."
        return [" ".join([said, *_take_in_changes(study, {file: on_disk})])]
    notices = [told_of(found, parsed(found.text, file))]
    if found.text != theirs:
        notices += _take_in_changes(study, {file: found.text}, on_disk={file: on_disk})
    new = sha256_of(found.text)
    if found.text != on_disk and (why := _why_not_finished(study, file, new, on_disk)):
        notices.append(why)
    # One notice: on the screens each covers what lies below it.
    return [" ".join(notices)]


def _finished_or_why_not(study: Study, file: str, state: str, before: str | None) -> str:
    """Finish a pending change; where its file cannot be written, the work goes on with the state in the database."""
    why = _why_not_finished(study, file, state, before)
    return why or f"{file}: a change that had not reached the file was finished."


def _why_not_finished(study: Study, file: str, state: str, before: str | None) -> str:
    """Finish a pending change; empty where that could be done."""
    try:
        _finish(study, file, state, before)
    except (Unavailable, Refused) as error:
        return f"{file}: a change has still to reach the file, and it cannot be written. {error}"
    return ""


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
        Refused: The same was changed meanwhile, outside or by another window of the program. Where the two changes have
            nothing to do with each other, both are in the new state.
        BadInput: The new text is no usable codebook.
        Unavailable: File or database cannot be written, and neither is changed.
        Late: The file could not be written any more once the step was taken; that is finished on opening.
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

    Raises:
        Refused: Also where the step was taken and an editor saved the file just then; the message says that it is kept.
    """
    for file, (_, text) in texts.items():
        parse(text, file=file)
        there, fault = text_on_disk(study.codebooks / file)
        if fault or (there is not None and (fault := unusable(there, file))):
            raise BadInput(fault, f"Mend {file} there in your editor, then do this again.")
        refuse_unwritable(study.codebooks / file, text.encode())
    texts = _brought_along(study, texts)
    with study.step(sentence) as work:
        for file, (before, text) in texts.items():
            _store(work.session, study, file, before, text)
        work.session.flush()
        yield work
    late: list[WorkbenchError] = []
    for file, (before, text) in texts.items():
        try:
            _finish(study, file, sha256_of(text), before)
        except (Unavailable, Refused) as error:
            # The step is taken: nobody is to do it again, and the other files get their share.
            why = f"{file} was changed by another program just now." if isinstance(error, Refused) else error.message
            hint = f"What you did is kept, and reaches {file} when the study is opened next."
            late.append((Refused if isinstance(error, Refused) else Late)(why, hint))
    if late:
        raise late[0]


def _brought_along(study: Study, texts: Mapping[str, tuple[str | None, str]]) -> Mapping[str, tuple[str | None, str]]:
    """The new texts, made anew where a file was changed since and the two changes have nothing to do with each other.

    What was changed outside is taken in first, as a step of its own.

    Raises:
        Refused: Both changed the same.
    """
    if all(before is None or text_on_disk(study.codebooks / file)[0] == before for file, (before, _) in texts.items()):
        return texts
    study.database.untold.extend(take_in(study))
    present = current(study)
    found = dict(texts)
    for file, (before, text) in texts.items():
        now = text_of(study, present, file) if file in present.states else None
        if before is None or now is None or now == before:
            continue
        both = brought_along(before, now, text, file=file)
        if both is None:
            raise Refused(f"{file} was changed meanwhile, and the same in it.", "Nothing was done. Do it again.")
        found[file] = (now, both)
    return found


def _store(session: Session, study: Study, file: str, before: str | None, text: str) -> None:
    """Put a codebook into its new state, in an open step, where nobody changed it meanwhile."""
    there, _ = text_on_disk(study.codebooks / file)
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


def _take_in_changes(
    study: Study, changed: Mapping[str, str | None], *, on_disk: Mapping[str, str] | None = None
) -> list[str]:
    """Store what was changed outside, as a step that is nobody's.

    Args:
        study: The study.
        changed: Each file with its new state; None where it is gone.
        on_disk: What stands in a file now whose new state is another, and has still to reach it.
    """
    on_disk, notices = on_disk or {}, list[str]()
    before = {book.file: book for book in current(study).books}
    # Of those with which a study begins nothing can be said to have changed.
    after = [parsed(text, file) for file, text in changed.items() if text is not None and before]
    was = tuple(before[file] for file in changed if file in before)
    pairs = paired(Version("", was, {}), Version("", tuple(after), {}))
    moved = {file for file in changed if file in before and _stands_in(before[file], Lineage(after))}
    what = in_one_line(tell(pairs), longest=_TOLD)
    how = "and brought it together with what it had not" if on_disk else "as on disk"
    with study.take_in(f"Took in {', '.join(changed)} {how}{f': {what}' if what else ''}") as work:
        for file, text in changed.items():
            row = work.session.scalars(sa.select(CodebookFile).where(col(CodebookFile.file) == file)).first()
            row = row or CodebookFile(file=file)
            if row.state_sha256 is not None and file not in on_disk:
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
            there = on_disk.get(file)
            seen = _keep_state(work.session, file, there) if there is not None else row.state_sha256
            _put_seen(work.session, study.seen_key(file), seen)
    if not after:
        return notices
    # One notice: on the screens each covers what lies below it.
    what_changed = [f"What changed: {what}."] if what else []
    told = " ".join([*notices[-1:], *what_changed, *waiting_in_words(study, current(study))])
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


def beside(session: Session, change: rewind.Change, now: rewind.Values) -> rewind.Values | None:
    """How a codebook that was changed since is to be once a step of its is undone, or done again: both hold.

    Args:
        session: The session of the open step.
        change: What the step is to do with the row.
        now: The row as it is.

    Returns:
        None where both changed the same, or it is no codebook.
    """
    if change.table != CodebookFile.__tablename__ or change.before is None or change.after is None:
        return None
    found = [session.get(CodebookState, row["state_sha256"] or "") for row in (change.before, now, change.after)]
    texts = [state.text for state in found if state is not None]
    if len(texts) < len(found):
        return None
    both = brought_along(*texts, file=now["file"])
    return now | {"state_sha256": _keep_state(session, now["file"], both)} if both is not None else None


def _finish(study: Study, file: str, state: str, before: str | None) -> None:
    """Bring a pending state into its file, and note that it is there."""
    with study.read() as session:
        text = session.get_one(CodebookState, state).text
    if text_on_disk(study.codebooks / file)[0] == text:
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
