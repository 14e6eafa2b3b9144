"""What was changed on disk and in the database, by people who did not know of one another, meets."""

from __future__ import annotations

import pytest

from workbench.codebook.changes import deciding
from workbench.codebook.changes.change import edit_code
from workbench.codebook.schema import Conflict
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound, Unavailable

FILE = "peer.yaml"


@pytest.mark.both_engines
def test_what_both_changed_differently_stands_there_to_be_decided(study, studies, monkeypatch):
    def killed(*_args, **_named):
        raise Unavailable("killed between commit and rename")

    with monkeypatch.context() as patch:
        patch.setattr(states, "write_bytes_safely", killed)
        with pytest.raises(Unavailable):
            edit_code(study, "doubt", {"name": "Uncertainty"})
    path = study.codebooks / FILE
    path.write_bytes(path.read_bytes().replace(b"name: Doubt", b"name: Misgiving"))
    study.close()
    opened, notices = studies.open(study.folder)
    assert "Both changed the same: “Misgiving” (name)." in notices[0]
    (left,) = states.current(opened).find("doubt").conflicts
    assert left[:3] == ("name", "Misgiving", "Uncertainty")
    assert path.read_bytes().decode() == states.text_of(opened, states.current(opened), FILE)
    assert studies.open(study.folder)[1] == []
    assert deciding.settle(opened, "doubt", "name", "theirs") == FILE
    assert states.current(opened).find("doubt").name == "Uncertainty"


def test_what_is_open_at_the_top_is_settled_in_the_codebook_that_is_named(study):
    for file, ours in (("a.yaml", "One."), ("b.yaml", "Two.")):
        (study.codebooks / file).write_text(
            f"name: {file[0]}\ndescription: {ours}\nconflicts:\n  description: {{ours: {ours}, theirs: Other.}}\n"
            f"codes:\n  - {{id: in-{file[0]}, name: In {file[0]}}}\n"
        )
    states.take_in(study)
    with pytest.raises(BadInput, match="several codebooks"):
        deciding.settle(study, "-", "description", "theirs")
    # Decided was between other wordings than are open by now.
    seen = Conflict("description", "Two.", "Another.")
    with pytest.raises(deciding.ConflictChanged) as raised:
        deciding.settle(study, "-", "description", "theirs", file="b.yaml", shown=seen)
    assert raised.value.now.theirs == "Other."
    shown = raised.value.now
    assert deciding.settle(study, "-", "description", "theirs", file="b.yaml", shown=shown) == "b.yaml"
    said = {book.file: (book.description, len(book.conflicts)) for book in states.current(study).books}
    assert (said["a.yaml"], said["b.yaml"]) == (("One.", 1), ("Other.", 0))
    with pytest.raises(NotFound, match=r"at the top of the codebook b\.yaml"):
        deciding.settle(study, "-", "description", "ours", file="b.yaml")
    assert deciding.settle(study, "-", "description", "ours") == "a.yaml"
