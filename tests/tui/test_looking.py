"""Seeing what others changed, and reading again what could not be read."""

from __future__ import annotations

import asyncio
from threading import Event

from workbench import coding, opening
from workbench.errors import Unavailable
from workbench.spans import Span
from workbench.tui.screens import coding_jobs, library_room, room
from workbench.tui.widgets.codings_here import CodingsHere

PARENT = "Parent 1 Early"


def put(hand, coder, span):
    """Put a code on words as another program does."""
    other, _ = opening.open_study(hand.app.opened.folder, coder=coder)
    coding.apply(other, PARENT, [span], ["trust"])
    other.close()


async def one_coding_leads_to_one_read_and_anothers_is_seen(hand, reads):
    await hand.look_around()
    reads.clear()
    await hand.press("c", *"tru", "enter")
    await hand.look_around()
    await hand.press("ctrl+z")
    await hand.look_around()
    assert len(reads) == 2
    put(hand, "Ruth", Span(41, 56))
    await hand.look_around()
    await hand.look_around()
    assert len(reads) == 3


async def what_another_coder_did_is_shown(hand):
    assert [one.coder for one in hand.app.screen.codings] == ["Ruth"]
    put(hand, "Owen", Span(41, 50))
    await hand.look_around()
    assert sorted(one.coder for one in hand.app.screen.codings) == ["Owen", "Ruth"]


async def a_codebook_changed_outside_is_taken_in_and_a_broken_one_is_told(hand):
    def codes():
        return [code.id for code in hand.app.screen.opened.books.codes()]

    book = hand.app.opened.codebooks / "peer.yaml"
    assert "hope" not in codes()
    book.write_text(book.read_text() + "  - id: hope\n    name: Hope\n")
    await hand.look_around()
    assert "hope" in codes()
    # "Codings here" and the rule follow as well: a code that has gone, and one that is there again.
    here, text = hand.app.screen.query_one(CodingsHere), book.read_text()
    hand.view.go_to(0)
    coding.apply(hand.app.opened, PARENT, [Span(0, 20)], ["hope"])
    for words, said in ((text.partition("  - id: hope")[0], "not in the codebook"), (text, "Hope")):
        book.write_text(words)
        await hand.look_around()
        assert said in str(here.get_option_at_index(0).prompt)
    hand.forget()
    # Of several notices each is told, whatever else is told on the bottom line.
    book.write_text(book.read_text() + "  - id: [\n")
    (book.parent / "more.yaml").write_text("codes:\n  - id: [\n")
    await hand.look_around()
    hand.app.notify("Copied")
    for said in ("peer.yaml, line", "more.yaml, line", "Copied"):
        assert said in hand.told
    assert "hope" in codes()


def test_what_others_and_other_programs_changed_is_shown_and_read_once(at_text, monkeypatch):
    reads, read = [], coding_jobs.read
    monkeypatch.setattr(coding_jobs, "read", lambda *asked, **how: (reads.append(asked), read(*asked, **how))[1])

    async def steps(hand):
        await one_coding_leads_to_one_read_and_anothers_is_seen(hand, reads)
        await what_another_coder_did_is_shown(hand)
        await a_codebook_changed_outside_is_taken_in_and_a_broken_one_is_told(hand)

    at_text(steps)


def test_it_is_shown_which_study_opens_and_what_could_not_be_read_is_read_again_and_told_once(
    workbench_in, study, settle, shown, monkeypatch
):
    study.close()
    app, folder, go_on, fails = workbench_in(study.folder), study.folder, Event(), [True]
    open_and_look, read = opening.open_and_look, library_room.library

    def slowly(*asked, **how):
        go_on.wait(20)
        return open_and_look(*asked, **how)

    def failing(study):
        if fails:
            fails.append(True)
            raise Unavailable("The server is gone.")
        return read(study)

    monkeypatch.setattr(opening, "open_and_look", slowly)
    monkeypatch.setattr(library_room, "library", failing)

    async def look_around(pilot, times):
        for _ in range(times):
            app._look_around()
            await settle(pilot)

    async def it_is_shown_which_study_opens(pilot):
        await pilot.pause()
        assert "Opening " in shown(app)
        assert folder.name in shown(app)
        go_on.set()
        await settle(pilot)
        assert "Opening " not in shown(app)

    async def what_could_not_be_read_is_told_once_and_read_again(pilot):
        await look_around(pilot, 3)
        assert [note.title for note in app._notifications] == ["Not done: Read the library"]
        assert PARENT not in shown(app)
        fails.clear()
        await look_around(pilot, 1)
        assert PARENT in shown(app)

    async def what_fails_for_good_is_not_tried_for_ever(pilot):
        fails.append(True)
        app.study_changed()
        await settle(pilot)
        await look_around(pilot, 12)
        assert len(fails) == 1 + room.TRIES
        assert "F2 tries it again." in [note.message for note in app._notifications][-1]
        fails.clear()
        await pilot.press("f2")
        await settle(pilot)
        assert app.screen._shown_version == app.version

    async def it_is_shown_that_it_opens_anew(pilot):
        go_on.clear()
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert f"Opening {folder.name} …" in shown(app)
        go_on.set()
        await settle(pilot)
        assert app.screen.PLACE == "library"

    async def steps():
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await it_is_shown_which_study_opens(pilot)
            await what_could_not_be_read_is_told_once_and_read_again(pilot)
            await what_fails_for_good_is_not_tried_for_ever(pilot)
            await it_is_shown_that_it_opens_anew(pilot)

    asyncio.run(steps())
