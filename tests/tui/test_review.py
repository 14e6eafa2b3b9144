"""The codings that wait for another look, walked through by keys: each decided, or left, and the next one comes."""

from __future__ import annotations

from threading import current_thread, main_thread

from textual.containers import VerticalScroll
from waiting_study import rewrite

from workbench import coding
from workbench.codebook.changes import keeping
from workbench.codebook.states import states
from workbench.coding import review
from workbench.spans import Span
from workbench.transcripts import importing
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.new_code import NewCodeScreen
from workbench.tui.screens.picker import PickerScreen
from workbench.tui.screens.question import WriteQuestion
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.widgets import review_told
from workbench.tui.widgets.codebook_rows import CodebookRows
from workbench.tui.widgets.home_rows import FigureRows
from workbench.tui.widgets.line import Line
from workbench.tui.widgets.long_text import LongText
from workbench.tui.widgets.review_rows import ReviewRows
from workbench.tui.widgets.writing import Writing


def test_the_queue_is_walked_through_by_keys(drive, workbench_in, waiting, settle, shown, told, pressing):
    coding.mark_not_for_quotation(
        waiting, "Parent 1 Early", coding.find_place(waiting, "Parent 1 Early", quote="I was", start=None, end=None)
    )
    waiting.close()
    app = workbench_in(waiting.folder)

    def said(selector):
        widget = app.screen.query_one(selector)
        return widget.text if isinstance(widget, LongText) else str(widget.visual)

    def left():
        return [(one.code, one.transcript) for one in app.screen.query_one(ReviewRows).rows]

    async def steps(pilot):
        press = pressing(pilot)
        assert "5 codings of yours wait for another look." in told(app)
        await press("f12")
        figures = app.screen.query_one(FigureRows)
        figures.focus()
        figures.go_to("waiting")
        assert "5 codings of yours wait for another look" in shown(app)
        await press("enter")
        room = app.screen
        assert isinstance(room, ReviewScreen)
        assert [code for code, _ in left()] == ["listening", "listening", "doubt", "doubt", "trust"]
        assert "Another look · 5 codings" in shown(app)
        assert "Being [-heard.-] {+heard without being judged.+}" in said("#told")
        assert "Owen 1" in said("#told")
        assert "She sat with me" in said("#words")
        # Left, it waits on.
        await press("space")
        assert len(left()) == 5
        await press("1")
        assert "its code was not split" in told(app)
        await press("K")
        assert [code for code, _ in left()] == ["doubt", "doubt", "trust"]
        await press("ctrl+z")
        assert len(left()) == 5
        assert room.waiting.code == "listening"
        # Faster than they are written.
        await press("k", "k")
        assert "not for quotation" in said("#words")
        assert "1  Fear" in said("#told")
        assert "2  Doubt" in said("#told")
        await press("1")
        assert (left(), room.waiting.transcript) == (
            [("doubt", "Parent 1 Late"), ("trust", "Parent 1 Early")],
            "Parent 1 Late",
        )
        assert [one.code for one in coding.extracts(app.opened, codes=["fear"])] == ["fear"]
        await press("o")
        assert isinstance(app.screen, CodingScreen)
        assert app.screen.opened.transcript.name == "Parent 1 Late"
        await press("ctrl+l")
        await press("2")
        assert "Kept Parent 1 Late" in told(app)
        await press("k")
        assert "its code is in no codebook" in told(app)
        await press("K")
        assert "none of its codings can be kept" in told(app)
        await press("c")
        assert isinstance(app.screen, PickerScreen)
        await press(*"listen", "enter")
        assert left() == []
        assert "That was the last one" in told(app)
        assert "No coding of yours waits for another look." in shown(app)
        assert "Of other coders' codings wait: Owen 1" in said("#told")
        await press("ctrl+z")
        assert len(left()) == 1
        # Before words of an interview come to stand in the codebook with a new code, it is asked.
        await press("c", *"Company", "ctrl+n")
        # A code that is only called as one that is gone gets an id of its own, and that is said.
        name = app.screen.query_one("#name", Line)
        for typed, made in (("Trust?", "trust-2"), ("Company", "company")):
            name.value = typed
            await settle(pilot)
            assert str(app.screen.query_one("#id").visual) == f"Its id will be {made}."
        app.screen.query_one("#definition", Writing).insert("Said: she sat with me when the letters came.")
        await press("ctrl+s")
        assert isinstance(app.screen, WriteQuestion)
        await press("enter")
        assert isinstance(app.screen, NewCodeScreen)
        assert "company" not in {one.id for one in states.current(app.opened).codes()}
        await press("ctrl+s")
        await press("right", "enter")
        assert left() == []
        assert coding.extracts(app.opened, codes=["company"])
        await press("ctrl+z")
        assert len(left()) == 1
        await press("x")
        assert left() == []
        assert review.how_many(app.opened) == 0
        await press("c", "x", "o", "space", "5", "k")
        assert isinstance(app.screen, ReviewScreen)
        assert "Keep: no coding of yours waits." in told(app)
        # What was changed meanwhile is not decided about, and what waits is read anew.
        rewrite(app.opened, ("without being judged", "by somebody"))
        app.study_changed()
        await settle(pilot)
        first = app.screen.query_one(ReviewRows).rows[0]
        coding.set_memo(app.opened, first.id, "meanwhile")
        await press("k")
        assert "changed meanwhile" in told(app)
        assert first.id in {one.id for one in app.screen.query_one(ReviewRows).rows}
        await press("k", "k")
        assert review.how_many(app.opened) == len(left()) <= 1

    drive(app, steps, size=(160, 45))


def test_the_room_is_usable_in_every_window(drive, workbench_in, waiting, settle, shown, told):
    rewrite(waiting, ("name: Doubt\n", 'name: "[/b]\\e[31m Doubt"\n'))
    waiting.close()
    app = workbench_in(waiting.folder)

    async def steps(pilot):
        for place, code, wanted in (("doubt", "doubt", "doubt"), ("practical", "doubt", "listening")):
            await pilot.press("f10")
            await settle(pilot)
            app.screen.query_one(CodebookRows).point_at(place)
            await pilot.press("v")
            await settle(pilot)
            assert isinstance(app.screen, ReviewScreen)
            assert app.screen.waiting.code in (code, wanted)
        assert "No coding of yours with Practical help waits" in told(app)
        app.open_review("doubt")
        await settle(pilot)
        assert app.screen.waiting.code == "doubt"
        for size in ((160, 45), (80, 24), (40, 12), (10, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        assert "Fear" in shown(app)
        assert "I was scared" in shown(app)

    drive(app, steps, size=(80, 24))


def test_words_and_rule_have_the_room_and_are_read_to_their_end(
    drive, workbench_in, study, settle, shown, pressing, monkeypatch
):
    lines = [f"Mum: Answer {number}, and some words more." for number in range(40)]
    text = "\n".join([*lines, "I: Go on.", f"Mum: First words. {'And so on it went. ' * 60}Last words."]) + "\n"
    (study.transcripts / "Long.txt").write_text(text)
    importing.import_files(study, [study.transcripts / "Long.txt"])
    name = "Long"
    long = coding.find_place(study, name, quote=text[text.index("First words") :].strip(), start=None, end=None)
    places = [coding.find_place(study, name, quote=line[5:], start=None, end=None) for line in lines]
    coding.apply(study, name, places, ["listening"])
    coding.apply(study, name, [long], ["doubt"])
    coding.apply(study, name, [Span(long.start, long.start + 300)], ["practical"])
    rule = f"Being heard. {'Word upon word. ' * 400}By somebody"
    rewrite(study, ("definition: Being heard.", f"definition: {rule} who came."))
    coding.apply(study, name, [Span(long.start + 1, long.start + 40)], ["listening"])
    rewrite(study, (f"{rule} who", f"{rule} who stayed, and"))
    for gone in ("practical", "doubt"):
        keeping.retire_code(study, gone)
    study.close()
    app = workbench_in(study.folder)
    compared_by = []

    def word_diff(old, new):
        compared_by.append(current_thread())
        return compared(old, new)

    compared = review_told.word_diff
    monkeypatch.setattr(review_told, "word_diff", word_diff)

    async def steps(pilot):
        press = pressing(pilot)
        await press("ctrl+l")
        app.clear_notifications()
        rows = app.screen.query_one(ReviewRows)
        for size in ((140, 60), (140, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            listed = [" ".join(line.plain for line in rows.lines(rows.rows[number], 60)) for number in rows.in_sight]
            # No row that is seen tells a place where words could stand, and none is cut to a word or two.
            assert [one for one in listed if "and some" not in one and "First words. And" not in one] == []
        # Of a long rule what is other stands first, and all of it below; keys wait for neither.
        told = app.screen.query_one(LongText)
        rows.go_to(next(row.id for row in rows.rows if row.code == "listening" and row.span.start > long.start))
        await settle(pilot)
        assert "{+stayed, and+}" in shown(app)
        assert f"All of it, as it is:\n{rule}" in told.text
        assert compared_by
        assert main_thread() not in compared_by
        await press(*["right"] * 200)
        assert "who stayed, and came." in shown(app)
        # Of a passage that fills some lines all is seen, whatever stands round it; the rule begins below it.
        rows.go_to(next(row.id for row in rows.rows if row.code == "practical"))
        await settle(pilot)
        assert app.screen.query_one("#look-words", VerticalScroll).max_scroll_y == 0
        assert "There is no rule" not in shown(app)
        assert "Retired." in shown(app)
        # One that is longer than the room is read on by a key that is told, to its end, and then the rule.
        rows.go_to(next(row.id for row in rows.rows if row.code == "doubt"))
        await settle(pilot)
        assert "Last words." not in shown(app)
        assert "Right Left: read on, back" in shown(app)
        await press(*["right"] * 6)
        assert "Last words." in shown(app)
        await press(*["left"] * 9)
        assert "First words." in shown(app)

    drive(app, steps, size=(140, 40))
