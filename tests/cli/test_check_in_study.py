"""`codebook check` in a study: it opens the study where there is anything to tell, and leaves it alone where not."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from workbench import coding, opening, themes, whereabouts
from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.codebook import counterpart
from workbench.codebook.changes import change
from workbench.settings import user_data_folder
from workbench.study import Study
from workbench.transcripts import importing
from workbench.transcripts.removing import unimport

Run = Callable[..., tuple[int, str, str]]

BOOK = """\
name: Ours
codes:
  - id: warm
    name: Warm
    definition: Felt as warm.
  - id: cold
    name: Cold
    retired: true
  - {id: icy, name: Icy, merged_into: cold}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with two codebooks and nothing else, which was opened before; only to be copied."""
    folder = tmp_path_factory.mktemp("made") / "study"
    opening.make_study(folder)
    for name, text in (("ours.yaml", BOOK), ("second.yaml", "codes: [{id: more, name: More}]\n")):
        (folder / "codebooks" / name).write_text(text)
    opening.open_study(folder)[0].close()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that study; the program works in it."""
    copied = Path(shutil.copytree(made, tmp_path / "study"))
    monkeypatch.chdir(copied)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return copied


@pytest.fixture
def check(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[bool, str, str]]:
    """Checks, and says whether the study was opened for it, and what was said and told."""
    opened: list[Path] = []
    open_study = opening.open_study

    def noting(folder: Path, **how):
        opened.append(folder)
        return open_study(folder, **how)

    def checking(*, whole_way: bool = False) -> tuple[bool, str, str]:
        opened.clear()
        with monkeypatch.context() as watched:
            watched.setattr(opening, "open_study", noting)
            if whole_way:
                watched.setattr(counterpart, "faults_at_a_glance", lambda folder, files: None)
            _, out, err = run("codebook", "check")
        return bool(opened), out, err

    return checking


def database(folder: Path) -> Path:
    return folder / ".workbench" / "study.db"


def said(folder: Path, sql: str, *values: str) -> None:
    with closing(sqlite3.connect(database(folder))) as connection, connection:
        connection.execute(sql, values)


def put_on(study: Study, transcript: str, code: str) -> UUID:
    place = coding.find_place(study, transcript, quote="as warm as", start=None, end=None)
    return coding.apply(study, transcript, [place], [code])[0].id


def test_a_study_with_nothing_in_it_is_left_alone_and_nothing_is_lost(folder, check, run) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert check() == (False, "No fault found.\n", "")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert check(whole_way=True) == (True, "No fault found.\n", "")
    # What was changed outside is told, and taken in, by what opens the study.
    book = folder / "codebooks" / "ours.yaml"
    book.write_text(BOOK.replace("Felt as warm", "Felt as warmth").replace("name: Icy", "name: Cold"))
    (folder / "codebooks" / "third.yaml").write_text("codes:\n  - id: third\n    name: Third\n")
    assert check() == (False, "No fault found.\n", "")
    told = run("codebook", "show")[2]
    assert "ours.yaml" in told
    assert "changed outside the program and taken in" in told
    assert check() == (False, "No fault found.\n", "")
    # Nor is it opened where somebody else is at work in it.
    study, _ = opening.open_study(folder)
    change.add_code(study, {"id": "fresh", "name": "Fresh"}, file="third.yaml")
    assert check() == (False, "No fault found.\n", "")
    study.close()
    # With errors nothing is compared at all, as before.
    book.write_text("codes: [{id: a}, {id: a}]\n")
    assert check()[0] is False


def test_codebooks_that_are_not_as_the_study_has_them_are_settled_first(folder, check) -> None:
    second = folder / "codebooks" / "second.yaml"
    text = second.read_text()
    second.unlink()
    opened, _, told = check()
    assert (opened, "second.yaml is gone" in told) == (True, True)
    assert check() == (False, "No fault found.\n", "")  # told once, as before: nobody uses its codes
    second.write_text(text)
    assert check()[0]
    # A change that has not reached its file reaches it now.
    book = folder / "codebooks" / "ours.yaml"
    study, _ = opening.open_study(folder)
    change.add_code(study, {"id": "fresh", "name": "Fresh"}, file="ours.yaml")
    study.close()
    changed = book.read_text()
    book.write_text(BOOK)
    said(
        folder,
        "UPDATE file_seen SET sha256 = (SELECT sha256 FROM codebook_state WHERE text = ?) WHERE file = 'ours.yaml'",
        BOOK,
    )
    opened, out, told = check()
    assert (opened, out, "a change that had not reached the file was finished" in told) == (
        True, "No fault found.\n", True,
    )  # fmt: skip
    assert book.read_text() == changed
    assert check()[0] is False


def test_what_there_is_to_compare_with_is_compared_with_at_a_glance(folder, check, tmp_path) -> None:
    book = folder / "codebooks" / "ours.yaml"

    def with_example(coding_id: object) -> str:
        return BOOK.replace("    definition", f"    examples:\n      - coding: {coding_id}\n    definition")

    def the_same_on_both_ways() -> str:
        opened, out, _ = check()
        assert (opened, check(whole_way=True)[:2]) == (False, (True, out))
        return out

    missing = "00000000-0000-4000-8000-000000000000"
    book.write_text(with_example(missing))
    assert f"examples of warm: there is no coding {missing}" in the_same_on_both_ways()
    for name in ("P10 T1", "P2 T1"):
        (tmp_path / f"{name}.txt").write_text(f"Interviewer: And? {name}\nP1: Felt as warm as the sun in the yard.\n")
    study, _ = opening.open_study(folder, coder="Ruth")
    importing.import_files(study, [tmp_path / "P10 T1.txt", tmp_path / "P2 T1.txt"])
    book.write_text(BOOK.replace("Felt as warm.", "Felt as warm as the sun."))
    assert "6 words in a row, from word 1 on, stand in the transcripts P2 T1, P10 T1" in the_same_on_both_ways()
    book.write_text(BOOK)
    made = put_on(study, "P2 T1", "warm")
    assert the_same_on_both_ways() == "No fault found.\n"
    book.write_text(with_example(made))
    assert the_same_on_both_ways() == "No fault found.\n"
    coding.remove(study, [made])
    assert f"there is no coding {made}" in the_same_on_both_ways()
    book.write_text(BOOK)
    unimport(study, ["P2 T1", "P10 T1"])
    assert the_same_on_both_ways() == "No fault found.\n"
    study.close()


def test_what_is_to_be_told_of_codes_in_use_is_told_by_the_study(folder, check, tmp_path, monkeypatch) -> None:
    book = folder / "codebooks" / "ours.yaml"
    study, _ = opening.open_study(folder, coder="Ruth")
    themes.add(study, "Warmth", codes=["warm", "cold"])
    opened, _, told = check()
    assert (opened, "The theme “Warmth” holds cold, retired." in told) == (True, True)
    book.write_text(BOOK.replace("id: warm", "id: warmth").replace("Felt as warm.", "Felt as warm, and more."))
    assert "“Warm” (in themes) is gone; “Warm” looks like it." in check()[2]
    # A code that was put on a passage and is in no codebook by now.
    book.write_text(BOOK.replace("    retired: true\n", ""))
    (tmp_path / "P1 T1.txt").write_text("Interviewer: And?\nP1: Felt as warm as the sun in the yard.\n")
    importing.import_files(study, [tmp_path / "P1 T1.txt"])
    assert check()[0] is False
    put_on(study, "P1 T1", "more")
    (folder / "codebooks" / "second.yaml").write_text("codes: [{id: other, name: Else}]\n")
    assert "more: not in the codebook, and in use (1 coding)." in check()[2]
    (folder / "codebooks" / "second.yaml").write_text("codes: [{id: more, name: More}]\n")
    assert check()[0] is False
    # Of very many transcripts the whole way is as good, and shows how far it is; on a sample that is open it alone says
    # who sees what.
    with monkeypatch.context() as few:
        few.setattr(counterpart, "_MANY", 0)
        assert check()[0]
    samples.draw(study, "Check", ["Ruth", "Ben"], Asked(number=1, by=()))
    assert check()[0]
    study.close()


def test_where_it_is_not_clear_the_study_is_opened(folder, check, run, monkeypatch, made) -> None:
    said(folder, "UPDATE alembic_version SET version_num = '0005'")
    assert check()[0]
    said(folder, "UPDATE alembic_version SET version_num = 'newer'")
    assert check()[0]
    shutil.copy(database(made), database(folder))
    assert check()[0] is False
    with monkeypatch.context() as elsewhere:
        # Which of several folders has seen what is for the study to say.
        elsewhere.setattr(whereabouts, "is_synchronised", lambda folder: True)
        run("status")
        assert any(user_data_folder().rglob("study.db"))
        assert check()[0]
    whole = database(folder)
    whole = whole if whole.exists() else whole.with_name("study-before-move.db").rename(whole)
    whole.write_bytes(whole.read_bytes()[:5000])
    left, out, err = run("codebook", "check", "--json")
    assert (left != 0, json.loads(out), "is damaged" in err) == (True, [], True)
    whole.unlink()
    assert check()[0] is False  # there is none
