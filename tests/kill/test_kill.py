"""A program killed at any moment: what it had confirmed is there, and file and database agree."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from workbench import coding, memos, sight, themes
from workbench.codebook.states import states
from workbench.model import ThemeExtract
from workbench.transcripts import listing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")

WORK = """
import sys
from pathlib import Path
from workbench import coding, memos, opening, themes
from workbench.codebook.changes.change import add_code
from workbench.spans import Span
from workbench.transcripts.importing import import_files

folder, number = Path(sys.argv[1]), int(sys.argv[2])
study, _ = opening.open_study(folder, coder="Ruth")

def confirm(kind, what):
    print(kind, what, flush=True)

confirm("ready", "x")
while True:
    number += 1
    span = Span(41 + number % 40, 90 + number % 7)
    (made,) = coding.apply(study, "Parent 1 Early", [span], ["trust"], memo=str(number))
    confirm("coding", made.id)
    coding.recode(study, [made.id], "doubt")
    confirm("recoded", made.id)
    add_code(study, {"id": f"c{number}", "name": f"Code {number}"})
    confirm("code", f"c{number}")
    theme = themes.add(study, f"Theme {number}", codes=[f"c{number}"])
    confirm("theme", theme.id)
    themes.judge(study, theme, [made.id], stance="contradicts", use="key")
    confirm("key", theme.id)
    memos.add(study, f"Memo {number}", about="theme", name=theme.name)
    confirm("memo", f"Memo {number}")
    themes.write_narrative(study, theme, f"Narrative {number}", before="")
    confirm("narrative", f"Narrative {number}")
    coding.remove(study, [made.id])
    confirm("removed", made.id)
    path = folder.parent / f"Parent 7 no {number}.txt"
    path.write_text(f"Interviewer: {number}?\\nParent 7: It was {number}.\\n")
    import_files(study, [path])
    confirm("file", path.name)
"""


def killed_while_working(folder, number, wait):
    """What a worker confirmed before it was killed, ``wait`` seconds after it had begun."""
    environment = os.environ | {"PYTHONPATH": str(Path(coding.__file__).parents[2])}
    worker = subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), str(number)], stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert worker.stdout.readline() == "ready x\n"
        # The first one has confirmed something of each kind; the others may be killed over their first piece of work.
        first = ""
        while number == 0 and "file" not in first:
            line = worker.stdout.readline()
            assert line
            first += line
        try:
            worker.wait(timeout=wait)
        except subprocess.TimeoutExpired:
            worker.send_signal(signal.SIGKILL)
        said, _ = worker.communicate(timeout=60)
    finally:
        worker.kill()
        worker.wait()
    assert worker.returncode == -signal.SIGKILL
    # A line that was cut off was not confirmed.
    return [line.split(" ", 1) for line in (first + said).split("\n")[:-1]]


def test_nothing_that_was_confirmed_is_lost(studies):
    study = studies.new()
    study.close()
    chance = random.SystemRandom()  # other moments on every run: any moment must do
    confirmed: dict[str, set[str]] = {}
    for attempt in range(3):
        said = killed_while_working(study.folder, attempt * 1000, chance.uniform(0.01, 0.6))
        for kind, what in said:
            confirmed.setdefault(kind, set()).add(what)
            if kind == "removed":
                confirmed["coding"].discard(what)
                confirmed["recoded"].discard(what)
        with closing(sqlite3.connect(study.database.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("SELECT * FROM open_step").fetchall() == []
        opened, _ = studies.open(study.folder)
        with opened.read() as session:
            kept = {str(one.id): one for one in sight.codings(session, opened, removed=True)}
        assert confirmed.get("coding", set()) | confirmed.get("removed", set()) <= set(kept)
        gone = {one for one in confirmed.get("coding", ()) if kept[one].removed_at is not None}
        # What was being done when it was killed may be done or not; here that can only be the last coding's removal.
        was_removing = said and said[-1][0] == "narrative"
        assert gone <= ({what for kind, what in said if kind == "coding"} if was_removing else set())
        assert len(gone) <= 1
        confirmed.setdefault("removed", set()).update(gone)
        for kind in ("coding", "recoded"):
            confirmed.setdefault(kind, set()).difference_update(gone)
        assert all(kept[one].removed_at is not None for one in confirmed["removed"])
        assert {kept[one].code for one in confirmed["recoded"]} <= {"doubt"}
        books = states.current(opened)
        assert confirmed.get("code", set()) <= {code.id for code in books.codes()}
        file = (opened.codebooks / "peer.yaml").read_bytes().decode()
        assert states.text_of(opened, states.current(opened), "peer.yaml") == file
        listed = themes.themes(opened)
        assert confirmed.get("theme", set()) <= {str(theme.id) for theme in listed}
        assert confirmed.get("narrative", set()) <= {theme.narrative for theme in listed}
        assert confirmed.get("memo", set()) <= {memo.text for memo in memos.memos(opened)}
        with opened.read() as session:
            judged = session.scalars(sa.select(ThemeExtract)).all()
            assert confirmed.get("key", set()) <= {str(one.theme_id) for one in judged}
            assert {(one.stance, one.use) for one in judged} == {("contradicts", "key")}
            imported = {item.file for item in listing.transcripts(session)}
        assert confirmed.get("file", set()) <= imported
        assert all((opened.transcripts / name).exists() for name in imported)
        opened.close()
