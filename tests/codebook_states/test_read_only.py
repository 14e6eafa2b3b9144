"""A change to a codebook whose file cannot be written."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from workbench import sight
from workbench.codebook.changes.change import edit_code
from workbench.codebook.states import states
from workbench.errors import Late, Unavailable

FILE = "peer.yaml"


def test_where_a_file_cannot_be_written_nothing_is_done_and_that_is_the_reason_told(study, monkeypatch):
    usual = Path.write_bytes

    def read_only(path, data):
        if path.parent == study.codebooks:
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return usual(path, data)

    # With a change before it that has still to reach the file, too: the real reason is told.
    with monkeypatch.context() as patch:
        patch.setattr(states, "write_bytes_safely", lambda *_, **__: (_ for _ in ()).throw(Unavailable("full")))
        with pytest.raises(Late) as late:
            edit_code(study, "doubt", {"name": "Misgiving"})
    assert late.value.exit_code == 1
    kept, steps = states.text_of(study, states.current(study), FILE), len(sight.history(study))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", read_only)
        with pytest.raises(Unavailable, match=r"peer\.yaml was not written: its drive is read-only\.") as raised:
            edit_code(study, "doubt", {"name": "Doubts"})
    assert raised.value.exit_code == 2
    assert (states.text_of(study, states.current(study), FILE), len(sight.history(study))) == (kept, steps)
    edit_code(study, "doubt", {"name": "Doubts"})
    assert b"name: Doubts" in (study.codebooks / FILE).read_bytes()
    assert [path.name for path in study.codebooks.iterdir() if path.suffix == ".tmp"] == []
