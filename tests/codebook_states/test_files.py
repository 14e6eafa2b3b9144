"""Files of codebooks that come, go, are renamed or were edited elsewhere, taken in when the study is opened."""

from __future__ import annotations

from contextlib import contextmanager, suppress

import pytest

from workbench import coding, sight
from workbench.codebook.changes.change import add_code, edit_code
from workbench.codebook.files import conflict_copies
from workbench.codebook.states import states
from workbench.codebook.states.stamps import under_other_rules
from workbench.errors import BadInput, NotFound, Unavailable
from workbench.study import Study

FILE = "peer.yaml"


def path_of(study):
    return study.codebooks / FILE


def ids(study):
    return [code.id for code in states.current(study).codes()]


def test_conflict_copies_are_named_and_not_read(study, studies):
    copy = study.codebooks / "peer (1).yaml"
    copy.write_text("name: other\ncodes:\n  - id: intruder\n    name: x\n")
    study.close()
    opened, notices = studies.open(study.folder)
    assert [notice for notice in notices if "peer (1).yaml" in notice] == [
        "peer (1).yaml: a synchroniser's conflict copy; it is not read."
    ]
    assert "intruder" not in ids(opened)
    assert conflict_copies(opened.codebooks) == ["peer (1).yaml"]
    assert copy.exists()


def test_a_second_codebook_is_taken_in_and_its_codes_may_be_used(study, studies, code):
    (study.codebooks / "second.yml").write_text(
        "name: second\ncodes:\n  - id: hope\n    name: Hope\n    parent: support\n"
    )
    study = studies.again(study)
    assert ids(study)[-1] == "hope"
    code(study, "Parent 1 Early", "Go on", "hope")
    assert [one.code for one in coding.extracts(study, codes=["support"])] == ["hope"]
    with pytest.raises(NotFound, match="several codebooks"):
        add_code(study, {"id": "joy", "name": "Joy"})
    assert add_code(study, {"id": "joy", "name": "Joy"}, file="second.yml") == "second.yml"
    with pytest.raises(BadInput):
        add_code(study, {"id": "trust", "name": "Again"}, file="second.yml")


def test_a_byte_order_mark_and_crlf_stay(study, studies):
    text = b"\xef\xbb\xbf" + path_of(study).read_bytes().replace(b"\n", b"\r\n")
    path_of(study).write_bytes(text)
    study = studies.again(study)
    assert "trust" in ids(study)
    edit_code(study, "trust", {"definition": "To rely."})
    after = path_of(study).read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.replace(b"    definition: To rely.\r\n", b"") == text


def test_a_file_that_is_put_back_stays_although_the_program_died_when_it_was_gone(study, studies, monkeypatch):
    kept = path_of(study).read_bytes()
    path_of(study).unlink()

    take_in = Study.take_in

    @contextmanager
    def killed(self, sentence):
        with take_in(self, sentence) as work:
            yield work
        raise Unavailable("killed after the commit")

    with monkeypatch.context() as patch:
        patch.setattr(Study, "take_in", killed)
        with suppress(Unavailable):
            states.take_in(study)
    path_of(study).write_bytes(kept)
    opened = studies.again(study)
    assert path_of(opened).read_bytes() == kept
    assert "trust" in ids(opened)


PULLED = """\
name: Peer support
version: 3
codes:
  - {id: support, name: Support}
  - {id: hearing, name: Hearing, definition: Being heard., parent: support, was: [listening]}
  - {id: practical, name: Practical help, parent: support, was: [lifts]}
  - {id: forms, name: Forms, merged_into: practical}
  - {id: trust, name: Trust, merged_into: hearing}
  - {id: doubt, name: Doubt, split_into: [fear, hope]}
  - {id: fear, name: Fear}
  - {id: hope, name: Hope}
"""


@pytest.mark.both_engines
def test_after_a_pull_every_coding_is_placed_or_waits(study, studies, code):
    """Codes under other ids, merged and split: history tells it, and no coding is lost."""
    used = ("listening", "practical", "trust", "doubt")
    for one in used:
        code(study, "Parent 1 Early", "She sat with me", one)
    path_of(study).write_text(PULLED)
    study.close()
    opened, notices = studies.open(study.folder)
    what = (
        "merged “Trust” into “Hearing”; split “Doubt” into “Fear” and “Hope”; added “Fear” and “Hope”; renamed "
        "“Listening” to “Hearing”"
    )
    assert notices == [
        f"{FILE} was changed outside the program and taken in. What changed: {what}. 1 coding of yours waits for "
        "another look."
    ]
    assert sight.history(opened)[0].sentence == f"Took in {FILE} as on disk: {what}"
    books = states.current(opened)
    waiting = under_other_rules(opened, books)
    today = {one: books.lineage.today(one) for one in used}
    assert today == {"listening": "hearing", "practical": "practical", "trust": "hearing", "doubt": "doubt"}
    assert waiting == {"doubt": 1}
    living = {one.id for one in books.living()}
    assert all(today[one] in living or waiting[today[one]] for one in used)


def test_a_file_that_was_renamed_is_told_as_the_same_codebook(study, studies):
    path_of(study).rename(study.codebooks / "support.yaml")
    study.close()
    opened, notices = studies.open(study.folder)
    renamed = f"renamed the file {FILE} to support.yaml"
    assert notices == [f"{FILE} is gone; its codes stand in another file. What changed: {renamed}."]
    assert sight.history(opened)[0].sentence == f"Took in {FILE}, support.yaml as on disk: {renamed}"
