"""The id that a new code gets, as boxes say it while its name is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbench.codebook.books import Codebooks
from workbench.codebook.changes import lost
from workbench.codebook.finding import id_for
from workbench.study import Study
from workbench.tui import work
from workbench.visible import one_line


class _Found(Message):
    """The id that a code of a name gets."""

    def __init__(self, wanted: str, code_id: str) -> None:
        self.wanted, self.code_id = wanted, code_id
        super().__init__()


class NewId(Static):
    """What id a code of a name gets, or what stands in the way of the name.

    Told at once is what the codebooks say of it. Where that id was one of a code that is gone and in use, only the
    database knows: it is asked in a thread.
    """

    def __init__(self) -> None:
        super().__init__("", id="id", classes="hint", markup=False)
        self._wanted, self._is_asked = "", False
        self._again: Callable[[], None] | None = None

    def tell(self, study: Study, books: Codebooks, name: str, trouble: str) -> None:
        """Say it of a name as it is typed.

        Args:
            study: The study.
            books: Its codebooks.
            name: The name.
            trouble: What stands in the way of it; empty where nothing does.
        """
        self._wanted = "" if trouble else name
        self._say(trouble or f"Its id will be {id_for(books, name)}.")
        self._ask(study, books)

    def _say(self, said: str) -> None:
        self.update(Content(one_line(said)))

    def _ask(self, study: Study, books: Codebooks) -> None:
        """Ask for the id of the name as it stands by now; nothing is asked before the last answer."""
        wanted = self._wanted
        if not wanted or self._is_asked:
            return
        self._is_asked = True
        self._again = partial(self._ask, study, books)
        work.start(self, "Look for an id", lambda: _Found(wanted, lost.free_id(study, books, wanted)), only_reads=True)

    @on(_Found)
    def _take_found(self, message: _Found) -> None:
        message.stop()
        self._is_asked = False
        if message.wanted == self._wanted:
            self._say(f"Its id will be {message.code_id}.")
        elif self._again is not None:
            self._again()

    @on(work.Failed)
    def _failed(self, message: work.Failed) -> None:
        message.stop()
        self._is_asked = False
        if self._wanted:
            self._say(f"Which id it gets cannot be looked up: {message.message}")
