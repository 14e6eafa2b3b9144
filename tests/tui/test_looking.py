"""Seeing what others changed, and reading again what could not be read."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from workbench import coding, opening
from workbench.errors import Unavailable
from workbench.spans import Span
from workbench.tui.screens import coding_jobs, library_room, room
from workbench.tui.widgets.codings_here import CodingsHere

PARENT = "Parent 1 Early"


@pytest.fixture
def folder(study):
    """The folder of the small study."""
    study.close()
    return study.folder


def test_what_another_program_did_is_shown(drive, workbench_in, folder, studies, settle):
    app = workbench_in(folder)

    async def steps(pilot):
        app.open_transcript(PARENT)
        await settle(pilot)
        app._look_around()
        await settle(pilot)
        other, _ = opening.open_study(folder, coder="Owen")
        coding.apply(other, PARENT, [Span(41, 56)], ["trust"])
        other.close()
        app._look_around()
        await settle(pilot)
        assert [one.coder for one in app.screen.codings] == ["Owen"]

    drive(app, steps)


def test_a_codebook_changed_outside_is_taken_in_and_a_broken_one_is_told(drive, workbench_in, folder, settle, told):
    app = workbench_in(folder)
    book = folder / "codebooks/peer.yaml"

    async def steps(pilot):
        await pilot.press("f3")
        await settle(pilot)
        app._look_around()
        await settle(pilot)
        book.write_text(book.read_text() + "  - id: hope\n    name: Hope\n")
        app._look_around()
        await settle(pilot)
        assert "hope" in [code.id for code in app.screen.opened.books.codes()]
        # "Codings here" and the rule follow as well: a code that has gone, and one that is there again.
        app.open_transcript(PARENT)
        await settle(pilot)
        here, text = app.screen.query_one(CodingsHere), book.read_text()
        coding.apply(app.opened, PARENT, [Span(0, 20)], ["hope"])
        for words, said in ((text.partition("  - id: hope")[0], "not in the codebook"), (text, "Hope")):
            book.write_text(words)
            app._look_around()
            await settle(pilot)
            assert said in str(here.get_option_at_index(0).prompt)
        book.write_text(book.read_text() + "  - id: [\n")
        app._look_around()
        await settle(pilot)
        assert "peer.yaml" in told(app)
        assert "line" in told(app)
        assert "hope" in [code.id for code in app.screen.opened.books.codes()]

    drive(app, steps)


def test_one_coding_leads_to_one_read_and_anothers_is_seen(drive, workbench_in, folder, settle, monkeypatch):
    app, reads, read = workbench_in(folder), [], coding_jobs.read
    monkeypatch.setattr(coding_jobs, "read", lambda *asked, **how: (reads.append(asked), read(*asked, **how))[1])

    async def look_around(pilot):
        app._look_around()
        await settle(pilot)

    async def steps(pilot):
        app.transcript = PARENT
        await pilot.press("f3")
        await settle(pilot)
        await look_around(pilot)
        reads.clear()
        await pilot.press("c", *"trust", "enter")
        await settle(pilot)
        await look_around(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        await look_around(pilot)
        assert len(reads) == 2
        other, _ = opening.open_study(folder, coder="Ruth")
        coding.apply(other, PARENT, [Span(41, 56)], ["trust"])
        other.close()
        await look_around(pilot)
        await look_around(pilot)
        assert len(reads) == 3

    drive(app, steps)


def test_what_could_not_be_read_is_read_again_and_told_once(drive, workbench_in, folder, settle, shown, monkeypatch):
    app, fails = workbench_in(folder), [True]
    read = library_room.library

    def failing(study):
        if fails:
            fails.append(True)
            raise Unavailable("The server is gone.")
        return read(study)

    monkeypatch.setattr(library_room, "library", failing)

    async def steps(pilot):
        for _ in range(3):
            app._look_around()
            await settle(pilot)
        assert [note.title for note in app._notifications] == ["Not done: Read the library"]
        assert PARENT not in shown(app)
        fails.clear()
        app._look_around()
        await settle(pilot)
        assert PARENT in shown(app)
        # What fails for good is not tried for ever.
        fails.append(True)
        app.study_changed()
        await settle(pilot)
        for _ in range(12):
            app._look_around()
            await settle(pilot)
        assert len(fails) == 1 + room.TRIES
        assert "F2 tries it again." in [note.message for note in app._notifications][-1]
        fails.clear()
        await pilot.press("f2")
        await settle(pilot)
        assert app.screen._shown_version == app.version

    drive(app, steps)


def test_it_is_shown_which_study_opens(workbench_in, folder, settle, shown, monkeypatch):
    app, go_on, open_study = workbench_in(folder), Event(), opening.open_study

    def slowly(*asked, **how):
        go_on.wait(20)
        return open_study(*asked, **how)

    monkeypatch.setattr(opening, "open_study", slowly)

    async def steps():
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await pilot.pause(0.05)
            assert "Opening " in shown(app)
            assert folder.name in shown(app)
            go_on.set()
            await settle(pilot)
            assert "Opening " not in shown(app)
            go_on.clear()
            await pilot.press("ctrl+o")
            await pilot.pause(0.1)
            await pilot.press("enter")
            await pilot.pause(0.1)
            assert f"Opening {folder.name} …" in shown(app)
            go_on.set()
            await settle(pilot)
            assert app.screen.PLACE == "library"

    asyncio.run(steps())
