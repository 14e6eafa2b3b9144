"""Any sequence of any steps: undoing all of it brings the start back, redoing all of it the end, across restarts.

The sequences are random and seeded: the same on every run.
"""

from __future__ import annotations

import contextlib
import json
import random
from dataclasses import replace

import pytest

from workbench import coding, exchange, memos, opening, sight, themes
from workbench.codebook.changes.change import add_code, edit_code
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound, Refused
from workbench.memos import Sifting
from workbench.spans import Span
from workbench.transcripts import importing, listing
from workbench.transcripts.importing import Given

WORDS = ["x", "été 👩\u200d👧", "[/bold] \x1b[1m", "“a”\nb", "no: - 'yes'", ""]


def decided(rows):
    """All rows but participants: they stand in their table (a file), and undo leaves files alone."""
    return {table: some for table, some in rows.items() if table != "participant"}


class Worker:
    """Does random steps as Ruth."""

    def __init__(self, studies, seed, tmp_path):
        self.random = random.Random(seed)
        self.studies, self.folder = studies, tmp_path
        self.study = studies.new()
        self.study.coder_id()
        self.made = 0

    def any_coding(self):
        own = [one.id for one in coding.extracts(self.study) if one.coder == "Ruth"]
        return self.random.choice(own) if own else None

    def any_own(self):
        own = [one for one in coding.extracts(self.study) if one.coder == "Ruth" and len(one.quote) > 2]
        return self.random.choice(own) if own else None

    def any_theme(self):
        found = themes.themes(self.study)
        return self.random.choice(found) if found else None

    def any_code(self):
        return self.random.choice([code.id for code in states.current(self.study).codes()] + ["lifts", "confidence"])

    def any_place(self):
        with self.study.read() as session:
            item = self.random.choice(listing.transcripts(session))
        start = self.random.randrange(item.characters - 9)
        return item.name, Span(start, start + self.random.randrange(2, 9))

    def name(self):
        self.made += 1
        return f"made {self.made}"

    def words(self):
        return self.random.choice(WORDS)

    # The kinds of step; one that has nothing to work on does nothing.

    def apply(self):
        name, place = self.any_place()
        coding.apply(self.study, name, [place], [self.any_code(), self.any_code()], memo=self.words())

    def mark(self):
        name, place = self.any_place()
        coding.mark_not_for_quotation(self.study, name, place)

    def unmark(self):
        name, place = self.random.choice(coding.marks(self.study))
        coding.mark_not_for_quotation(self.study, name, place, marked=False)

    def uncode(self):
        coding.remove(self.study, [self.any_coding()])

    def recode(self):
        coding.recode(self.study, [self.any_coding()], self.any_code())

    def move(self):
        one = self.any_own()
        coding.move_borders(self.study, one.id, Span(one.start, one.end - self.random.choice([-1, 1])))

    def split(self):
        one = self.any_own()
        coding.split(self.study, one.id, self.random.randrange(one.start + 1, one.end))

    def transfer(self):
        one = self.any_own()
        coding.transfer(self.study, coding.plan_transfer(self.study, one.transcript, one.code, self.any_code()))

    def code_in_vivo(self):
        coding.apply_in_vivo(self.study, *self.any_place())

    def memo(self):
        coding.set_memo(self.study, self.any_coding(), self.words())

    def add_theme(self):
        parent = self.any_theme()
        name = parent.name if parent and self.random.random() < 0.5 else None
        themes.add(self.study, self.name(), fields={"narrative": self.words()}, codes=[self.any_code()], parent=name)

    def edit_theme(self):
        theme, fields = self.any_theme(), {"definition": self.words(), "name": self.name()}
        themes.edit(self.study, theme, fields=fields, add_codes=[self.any_code()], remove_codes=theme.codes[:1])

    def move_theme(self):
        found = themes.themes(self.study)
        movable = [one for one in found if not any(other.parent == one.id for other in found)]
        theme = self.random.choice(movable)
        places = [one.name for one in found if one.parent is None and one.id not in (theme.id, theme.parent)]
        themes.edit(self.study, theme, parent=self.random.choice(places if theme.parent is None else [*places, ""]))

    def place_theme(self):
        themes.place(self.study, self.any_theme(), parent=None, at=self.random.randrange(3))

    def write_narrative(self):
        theme = self.any_theme()
        themes.write_narrative(self.study, theme, f"{self.words()} {self.name()}", before=theme.narrative)

    def remove_theme(self):
        themes.remove(self.study, self.any_theme())

    def judge(self):
        stance, use = self.random.choice(themes.STANCES), self.random.choice(themes.USES)
        themes.judge(self.study, self.any_theme(), [self.any_coding()], stance=stance, use=use)

    def forget(self):
        pairs = [(theme, one.id) for theme in themes.themes(self.study) for one in coding.extracts(self.study)]
        self.random.shuffle(pairs)
        for theme, one in pairs:
            with contextlib.suppress(NotFound):  # nothing was said of this one
                themes.forget(self.study, theme, [one])
                return

    def add_code(self):
        name = self.name()
        add_code(
            self.study, {"id": name.replace(" ", "_"), "name": name, "parent": self.random.choice(["", "support"])}
        )

    def code_anew(self):
        name, place = self.any_place()
        coding.apply_new(self.study, name, [place], coding.NewCode(self.name()), codes=[self.any_code()])

    def edit_code(self):
        edit_code(self.study, self.any_code(), {"definition": self.words(), "name": self.name()})

    def any_memo(self, kind=None):
        own = [one for one in memos.memos(self.study, Sifting(kind=kind)) if not one.in_coding]
        return self.random.choice(own).id if own else None

    def write_memo(self):
        name, _ = self.any_place()
        kind, words = self.random.choice(memos.KINDS[:5]), f"{self.words()} {self.name()}"
        about, named = self.random.choice([("study", ""), ("transcript", name), ("code", self.any_code())])
        memos.add(self.study, words, kind=kind, about=about, name=named, phase=self.random.choice([None, 3]))

    def write_memo_on_passage(self):
        name, place = self.any_place()
        memos.add(self.study, self.name(), about="passage", name=name, span=place)

    def write_memo_on_coding(self):
        memos.add(self.study, self.name(), kind="reflexive", about="coding", coding_id=self.any_coding())

    def write_concern(self):
        memos.add(self.study, self.name(), kind="safeguarding", about="participant", name="P1")

    def pass_on(self):
        memos.pass_on(self.study, self.any_memo("safeguarding"), self.name(), memos.today(), again=True)

    def note_familiarisation(self):
        memos.write_familiarisation(self.study, self.any_place()[0], f"{self.words()} {self.name()}")

    def note_phase(self):
        memos.add_entry(self.study, self.random.randrange(1, 7), self.name())

    def edit_memo(self):
        memos.edit(self.study, self.any_memo(), self.name(), phase=self.random.choice([None, 4]))

    def remove_memo(self):
        memos.remove(self.study, self.any_memo())

    def bring_in(self):
        name = self.name()
        path = self.folder / f"{name}.txt"
        path.write_text(f"Interviewer: {name}?\nParent: {name}, {self.random.random()} and more of it.\n")
        given = Given(participants=(name.replace(" ", ""),), wave="T2", role="parent")
        importing.import_files(self.study, [path], given)

    def unpack(self):
        name, place = self.any_place()
        rows = self.folder / f"{self.name()}.jsonl"
        # Its own coder's: others are made at first use, which is no step of anybody's work.
        row = {"transcript": name, "start": place.start, "end": place.end, "code": "trust", "coder": "Ruth"}
        rows.write_text(json.dumps(row))
        exchange.unpack(self.study, exchange.plan(self.study, exchange.read_packs([rows])))

    STEPS = (
        apply, mark, unmark, uncode, recode, memo, add_theme, edit_theme, move_theme, place_theme,
        write_narrative, remove_theme, judge, forget, add_code, code_anew, edit_code, bring_in, unpack,
        move, split, transfer, code_in_vivo,
        write_memo, write_memo_on_passage, write_memo_on_coding, write_concern, pass_on, note_familiarisation,
        note_phase, edit_memo, remove_memo,
    )  # fmt: skip

    def do(self, step):
        """One step, and whether it came to be: there may be nothing to do it on, or it may have to be refused."""
        if step is Worker.unmark and not coding.marks(self.study):
            return False
        on_codings = (
            Worker.uncode, Worker.recode, Worker.memo, Worker.judge, Worker.forget, Worker.write_memo_on_coding,
        )  # fmt: skip
        if step in on_codings and not self.any_coding():
            return False
        if step in (Worker.move, Worker.split, Worker.transfer) and not self.any_own():
            return False
        if step is Worker.pass_on and not self.any_memo("safeguarding"):
            return False
        if step in (Worker.edit_memo, Worker.remove_memo) and not self.any_memo():
            return False
        if step is Worker.move_theme and len(themes.themes(self.study)) < 2:
            return False
        needs = (
            Worker.edit_theme, Worker.move_theme, Worker.place_theme, Worker.write_narrative, Worker.remove_theme,
            Worker.judge, Worker.forget,
        )  # fmt: skip
        if step in needs and not self.any_theme():
            return False
        before = self.steps()
        with contextlib.suppress(BadInput, NotFound, Refused):
            step(self)
        done = self.steps() - before
        assert done in (0, 1)
        return bool(done)

    def steps(self):
        """How many steps there are to take back."""
        return sum(one.kind == "do" and not one.undone for one in sight.history(self.study))

    def again(self):
        self.study = self.studies.again(self.study)


@pytest.mark.both_engines
def test_undoing_and_redoing_everything(studies, rows_of, tmp_path, engine):
    worker = Worker(studies, f"an order of its own on {engine}", tmp_path)
    first = worker.steps()
    states_seen, done = [decided(rows_of(worker.study))], set()

    def do(step):
        if worker.do(step):
            done.add(step)
            states_seen.append(decided(rows_of(worker.study)))

    order = [*Worker.STEPS]
    worker.random.shuffle(order)
    # First what the others work on; two themes, for one is taken away again. What had nothing left to work on gets it,
    # and is tried again: every kind of step is among them in the end.
    worked_on = (Worker.apply, Worker.mark, Worker.add_theme, Worker.add_theme, Worker.judge)
    for _ in range(9):
        for step in (*worked_on, *order) if order else ():
            do(step)
        order = [step for step in order if step not in done]
    assert done == set(Worker.STEPS)
    for number, state in enumerate(reversed(states_seen[:-1])):
        if number % 12 == 0:
            worker.again()
        opening.undo(worker.study)
        assert decided(rows_of(worker.study)) == state
    assert worker.steps() == first
    for number, state in enumerate(states_seen[1:]):
        if number % 12 == 0:
            worker.again()
        opening.redo(worker.study)
        assert decided(rows_of(worker.study)) == state
    with pytest.raises(NotFound, match="nothing to redo"):
        opening.redo(worker.study)
    # And once more, half way back and forth.
    for _ in range(4):
        opening.undo(worker.study)
    for _ in range(4):
        opening.redo(worker.study)
    assert decided(rows_of(worker.study)) == states_seen[-1]


def test_the_journal_tells_it_all_in_words(study, code):
    code(study, "Parent 1 Early", "She sat with me", "trust")
    opening.undo(study)
    opening.redo(study)
    told = [(one.coder, one.sentence, one.kind, one.undone) for one in sight.history(study)][:3]
    assert told == [
        ("Ruth", "Did again: Coded Parent 1 Early with “Trust” (trust)", "redo", False),
        ("Ruth", "Undid: Coded Parent 1 Early with “Trust” (trust)", "undo", False),
        ("Ruth", "Coded Parent 1 Early with “Trust” (trust)", "do", False),
    ]
    assert len(sight.history(study, limit=2)) == 2


def test_work_of_two_coders_is_undone_apart(studies, rows_of, tmp_path):
    worker = Worker(studies, 11, tmp_path)
    owen = replace(worker.study, coder="Owen")
    coding.apply(owen, "Parent 1 Late", [Span(32, 40)], ["doubt"])
    first = decided(rows_of(worker.study))
    for step in (Worker.apply, Worker.add_theme, Worker.mark, Worker.judge):
        worker.do(step)
    coding.apply(owen, "Parent 1 Late", [Span(50, 60)], ["doubt"])
    theirs = coding.extracts(owen, coder="Owen")
    while worker.steps() > 3:
        opening.undo(worker.study)
    with pytest.raises(NotFound):
        opening.undo(worker.study)
    assert coding.extracts(owen, coder="Owen") == theirs
    opening.undo(owen)
    assert decided(rows_of(worker.study)) == first
