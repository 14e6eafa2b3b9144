"""Changes of codes at random, one after the other, in a study with codings: none is lost, and all are taken back."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from workbench import coding, opening
from workbench.codebook.changes.change import edit_code
from workbench.codebook.changes.keeping import bring_back_code, remove_code, retire_code
from workbench.codebook.changes.moving import move_code_to
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.changes.reshape import merge_codes, split_code
from workbench.codebook.file import parse
from workbench.codebook.states import states
from workbench.errors import BadInput, Refused
from workbench.store import journal

SECOND = "name: Second\ncodes:\n  - id: money   # theirs\n    name: Money\n"


def ways(study, number, keep, one, other, third):
    """What can be done with three codes drawn."""
    return (
        lambda: edit_code(study, one, {"id": f"{one}-{number}", "colour": "#112233"}),
        lambda: merge_codes(study, [one, third], other, keep_children=keep),
        lambda: merge_codes(study, [one], NewCode(f"New {number}")),
        lambda: split_code(study, one, [NewCode(f"Part {number}"), other]),
        lambda: split_code(study, one, [one, NewCode(f"Part {number}")]),
        lambda: retire_code(study, one),
        lambda: bring_back_code(study, one),
        lambda: move_code_to(study, one, under=other),
        lambda: move_code_to(study, one, behind=other),
        lambda: remove_code(study, one),
    )


@pytest.mark.parametrize("seed", range(2))
def test_no_coding_is_ever_lost(studies, code, rows_of, seed):
    study = studies.new(files={"codebooks/second.yaml": SECOND})
    for name in ("trust", "listening", "practical", "money"):
        code(study, "Parent 1 Late", "I do the forms", name)
    begun = seen = rows_of(study)
    ids = {one["id"] for one in begun["coding"]}
    random, texts = Random(seed), [begun["files"]]
    for number in range(18):
        books = states.current(study)
        one, other, third = random.choices([each.id for each in books.codes()], k=3)
        with suppress(BadInput, Refused):
            random.choice(ways(study, number, random.random() < 0.5, one, other, third))()
        now = rows_of(study)
        assert (now["coding"], now["passage"]) == (begun["coding"], begun["passage"])
        books = states.current(study)
        assert {one.id for one in coding.extracts(study)} == ids
        assert all(books.lineage.known(each["code"]) for each in now["coding"])
        # What the database has is what the files have, and it can be read.
        assert {book.file: book for book in books.books} == {
            file: parse(text.decode(), file=file) for file, text in now["files"].items()
        }
        if now["files"] != seen["files"]:
            texts.append(now["files"])
        seen = now
    assert len(texts) > 4
    for before in reversed(texts[:-1]):
        opening.undo(study)
        assert rows_of(study)["files"] == before
    for after in texts[1:]:
        opening.redo(study)
        assert rows_of(study)["files"] == after
    assert journal.to_undo(study.database, study.coder_id()) is not None


def test_files_and_database_agree_though_the_program_dies_between_two_files(studies, monkeypatch):
    study = studies.new(files={"codebooks/second.yaml": SECOND})
    finish, calls = states._finish, []

    def dies(*given):
        calls.append(given[1])
        if len(calls) == 2:
            raise KeyboardInterrupt
        finish(*given)

    monkeypatch.setattr(states, "_finish", dies)
    with pytest.raises(KeyboardInterrupt):
        merge_codes(study, ["doubt", "money"], "trust")
    monkeypatch.undo()
    assert "merged_into" not in (study.codebooks / "second.yaml").read_text()
    study = studies.again(study)
    assert (study.codebooks / "second.yaml").read_text() == SECOND + "    merged_into: trust\n"
    assert states.current(study).find("money").id == states.current(study).find("doubt").id == "trust"
    opening.undo(study)
    assert (study.codebooks / "second.yaml").read_text() == SECOND
