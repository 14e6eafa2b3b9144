"""Work that takes time: done in a thread, one job after the other, answered by a message.

A job is a function that takes plain values and gives a message. It never touches a widget; whoever gets the message
changes the screen. Jobs of one app run in the order in which they were given, so that a coding and its undo cannot
overtake each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import Worker

from workbench.errors import Away, WorkbenchError
from workbench.study import Study

if TYPE_CHECKING:
    from workbench.tui.app import Workbench

Job = Callable[[], Message]
"""What is done in a thread; its answer is a message for whoever gave the job."""


GROUP = "work"
"""What Textual calls the jobs among its workers."""

READING = "reading"
"""What Textual calls those jobs that lose nothing when the program ends in the midst of them."""


class NotDone(Message):
    """A job did nothing to the study: what was asked for behind it, in the belief that it would, is not done either."""


class Clash(NotDone):
    """Somebody else wrote the same meanwhile, and nothing was written over that.

    Attributes:
        theirs: What it says by now, whole.
        now: What was to be changed as it stands by now, for whoever goes on from that.
    """

    def __init__(self, theirs: str, now: Any = None) -> None:
        self.theirs, self.now = theirs, now
        super().__init__()


class AskFirst(NotDone):
    """A job that is done only once its user, who is told what speaks against it, says so.

    Attributes:
        title: What it is about.
        said: What speaks against it.
        job: The job.
    """

    def __init__(self, title: str, said: str, job: Job) -> None:
        self.title, self.said, self.job = title, said, job
        super().__init__()


class Failed(NotDone):
    """A job could not be done; what was confirmed before is kept.

    Attributes:
        what: What was to be done: "Code the passage".
        message: What is wrong.
        hint: What to do about it.
    """

    def __init__(self, what: str, message: str, hint: str = "") -> None:
        self.what, self.message, self.hint = what, message, hint
        super().__init__()


class NotWritten(Failed):
    """A job wrote nothing, for the database is away just now: it can be done again as it was given."""


class Cancelled(Exception):
    """The user does not want the job any more; raised inside it."""


def start(
    asker: MessagePump,
    what: str,
    job: Job,
    *,
    only_reads: bool = False,
    turn: asyncio.Lock | None = None,
    follows: bool = False,
) -> None:
    """Do a job in a thread, after those given before, and post its answer to whoever asks.

    Args:
        asker: The app, screen or widget that gets the answer, or `Failed`.
        what: What is to be done, for the message if it fails.
        job: The job.
        only_reads: Whether nothing is lost when the program ends in the midst of it.
        turn: Whose turn it is, where it has nothing to do with the study and neither waits for other jobs nor they for
            it; None for the app's.
        follows: Whether it is about what the jobs given before it do: then it is not done where one of these that
            has not ended yet fails or does nothing.
    """
    app = cast("Workbench", cast(DOMNode, asker).app)
    group = READING if only_reads else GROUP
    before = app.not_done if follows else None
    done = _done(app, asker, what, job, group, turn, before)
    app.run_worker(done, name=what, group=group, exit_on_error=False)


def running(app: App[None]) -> list[Worker[object]]:
    """The jobs that are done or wait for their turn, in that order."""
    return [one for one in app.workers if one.group in (GROUP, READING) and not one.is_finished]


async def _done(
    app: Workbench,
    asker: MessagePump,
    what: str,
    job: Job,
    group: str,
    turn: asyncio.Lock | None,
    before: int | None,
) -> None:
    async with turn or app.turn:
        answer: Message
        if before is not None and app.not_done != before:
            answer = Failed(what, "What was asked for before it was not done.", "Look at what stands there now.")
        elif group == READING:
            answer = await _read(what, job)
        else:
            answer = await asyncio.to_thread(_answer, what, job, app.study)
            # It is kept, and what was asked for behind it waits its turn.
            while isinstance(answer, NotWritten) and turn is None and await app.waiting.for_database(answer):
                answer = await asyncio.to_thread(_answer, what, job, app.study)
            app.waiting.end(is_written=not isinstance(answer, NotDone))
        if isinstance(answer, NotDone) and group == GROUP and turn is None:
            app.not_done += 1
    # Whoever asked may have been closed meanwhile: then the app says what went wrong.
    if asker.is_running or not isinstance(answer, Failed):
        asker.post_message(answer)
    else:
        app.post_message(answer)


async def _read(what: str, job: Job) -> Message:
    """The answer of a job in a thread that the program does not wait for when it ends."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Message] = loop.create_future()

    def give(message: Message) -> None:
        if not answer.done():
            answer.set_result(message)

    def read() -> None:
        message = _answer(what, job)
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(give, message)

    Thread(target=read, daemon=True).start()
    return await answer


def _answer(what: str, job: Job, study: Study | None = None) -> Message:
    taken = len(study.database.own_steps) if study is not None else 0
    try:
        return job()
    except Away as error:
        # Where a step was committed before it went away, doing the job again would do that twice.
        kept = study is not None and len(study.database.own_steps) == taken
        return (NotWritten if kept else Failed)(what, error.message, error.hint)
    except WorkbenchError as error:
        return Failed(what, error.message, error.hint)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return Failed(what, f"{where}{error.strerror or error}.", "Check the path, who may use it, and the disk.")
    except Exception as error:
        # A fault of ours must not take the screen with it.
        return Failed(what, fault_in_words(error), FAULT_HINT)


FAULT_HINT = "What was confirmed before is kept. Please report this."


def fault_in_words(error: BaseException) -> str:
    """What is said of a fault of the program's own: its kind and place, for its text may hold words of an interview."""
    return f"The program made a mistake ({type(error).__name__}{_place_of(error)})."


def _place_of(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f", {trace.tb_frame.f_globals.get('__name__', '?')} line {trace.tb_lineno}"
