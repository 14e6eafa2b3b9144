"""Looking, every now and then, whether another program changed the study's files or its database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

from workbench import opening
from workbench.study import Study
from workbench.tui import work

if TYPE_CHECKING:
    from workbench.tui.study_app import StudyApp

LOOK_EVERY = 1.0
"""Seconds between two looks."""

_LOOKING = "See what others changed"


class LookedAround(Message):
    """How the study stands now, seen by whoever looked whether others changed it."""

    def __init__(self, asked: Study, study: Study, standing: opening.Standing, notices: list[str]) -> None:
        self.asked, self.study, self.standing, self.notices = asked, study, standing, notices
        super().__init__()


class Lookout:
    """Looks around for the app, and tells it what others changed."""

    def __init__(self, app: StudyApp) -> None:
        self._app = app
        self._standing = opening.Standing((), 0)
        self._is_looking = self._has_failed = False

    def begin_anew(self, standing: opening.Standing) -> None:
        """Another study is open now, and stood so when it was opened."""
        self._standing = standing

    def look(self) -> None:
        """Look around, unless one look is still going on."""
        study, before = self._app.study, self._standing
        if study is None or self._is_looking:
            return
        self._is_looking = True

        def job() -> Message:
            return LookedAround(study, *opening.look_around(study, before))

        # What it takes in from files is taken in at the next opening where it was broken off.
        work.start(self._app, _LOOKING, job, only_reads=True)

    def seen(self, message: LookedAround) -> None:
        """Take up what was seen."""
        app = self._app
        self._is_looking = self._has_failed = False
        for notice in message.notices:
            # In a box each: on the bottom line the last would stand in place of the others.
            app.notify(notice, title="In the study's files", timeout=10)
        if app.study is None or app.study is not message.asked:
            # Something was set meanwhile, and what was seen is older than that: the next look sees both.
            return
        if message.study.settings != app.study.settings:
            app.take_up(replace(app.study, settings=message.study.settings))
        changed = message.standing != self._standing
        self._standing = message.standing
        if changed:
            app.study_changed(elsewhere=True)
        else:
            # What could not be read the last time is tried again.
            app.catch_up()

    def has_told(self, message: work.Failed) -> bool:
        """Whether this is a look that failed, and the user knows already that looking fails."""
        if message.what != _LOOKING:
            return False
        told, self._is_looking, self._has_failed = self._has_failed, False, True
        return told
