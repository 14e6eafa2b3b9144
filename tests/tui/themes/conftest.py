"""The themes screen under test: a coded study, and somebody at the keyboard and at the mouse."""

from __future__ import annotations

import pytest

from workbench import themes
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.widgets.theme_rows import ThemeRows

PARENT, LATE, SECOND, JOINT = "Parent 1 Early", "Parent 1 Late", "Parent 2 Early", "PM1+PM2 Early"
HOSTILE = "In [names city], [/bold] then \x1b[31mred\x1b[0m. My family 👩\u200d👩\u200d👧 at the cafe\u0301, العربية"


@pytest.fixture
def coded(study, code):
    """A study with five codings; the fixture's own connection is closed."""
    code(study, PARENT, "She sat with me", "listening")
    code(study, LATE, "I do the forms myself now", "practical", memo="a step on")
    code(study, JOINT, "It took months to be trusted", "trust")
    code(study, LATE, "I doubt it would have gone well", "doubt")
    code(study, SECOND, HOSTILE, "trust")
    return study


@pytest.fixture
def app(coded, workbench_in, monkeypatch):
    """The app; what it told is kept, however slow the machine is."""
    made = workbench_in(coded.folder)
    made.said = []
    tell = made.notify
    monkeypatch.setattr(made, "notify", lambda message, **how: (made.said.append(message), tell(message, **how)))
    return made


@pytest.fixture
def told():
    """``told(app)``: what notifications have said so far."""
    return lambda app: "\n".join(app.said)


@pytest.fixture
def at_themes(app, drive, settle):
    """Drive the app, beginning at the themes: ``at_themes(steps, size=…)``."""

    def run(steps, *, size=(120, 40)):
        async def go(pilot):
            await pilot.press("f4")
            await settle(pilot)
            assert isinstance(app.screen, ThemesScreen)
            await steps(Hand(pilot, settle))

        drive(app, go, size=size)

    return run


class Hand:
    """Somebody at the keyboard and at the mouse."""

    def __init__(self, pilot, settle):
        self.pilot, self.app, self._settle = pilot, pilot.app, settle

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self._settle(self.pilot)

    async def type(self, text):
        await self.pilot.press(*text)
        await self._settle(self.pilot)

    async def click(self, target, *, offset=(1, 0), times=1, control=False):
        await self.pilot.click(target, offset=offset, times=times, control=control)
        await self._settle(self.pilot)

    async def do(self, place, word):
        """Click a word of the line of commands in a pane."""
        # A notice may lie over the line: a click would only close it.
        self.app.clear_notifications()
        item = next(one for one in self.app.screen.query(f"{place} ActionItem") if str(one.render()).endswith(word))
        await self.click(item)

    async def only(self, study, *made):
        """The study has only these themes from now on, each given as what it is made with; the first one is meant."""
        for theme in reversed(themes.themes(study)):
            themes.remove(study, theme)
        found = [themes.add(study, name, **how) for name, how in made]
        self.app.said.clear()
        self.app.clear_notifications()
        await self.take_up()
        rows = self.rows(ThemeRows)
        rows.move_to(0)
        rows.focus()
        await self._settle(self.pilot)
        assert rows.current.name == made[0][0]
        return found

    async def take_up(self):
        """Show what was changed by another door."""
        self.app.study_changed()
        await self._settle(self.pilot)

    async def resize(self, size):
        await self.pilot.resize_terminal(*size)
        await self._settle(self.pilot)

    def rows(self, kind):
        return self.app.screen.query_one(kind)


@pytest.fixture
def behind():
    """``behind(study, theme)``: first word, stance and use of the extracts behind a theme."""

    def found(study, name):
        extracts = themes.theme_extracts(study)[themes.find_theme(study, name).id]
        return [(one.extract.quote.split()[0], one.stance, one.use) for one in extracts]

    return found
