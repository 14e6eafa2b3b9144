"""The field's own table through the program: coded in a study, asked for on the command line, to the printed digits."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

from workbench import coding
from workbench.codebook.states import states
from workbench.spans import Span
from workbench.transcripts import importing

CHARACTERS = 1000
TABLE = {
    # A's spans, B's spans; agreement, kappa, alpha, AC1, PABAK, Jaccard.
    "shifted": (((0, 100),), ((50, 150),), (0.900, 0.4444, 0.4447, 0.8780, 0.800, 0.3333)),
    "apart": (((0, 300),), ((300, 600),), (0.400, -0.4286, -0.4279, -0.0345, -0.200, 0)),
    "half": (((0, 500),), ((0, 450),), (0.950, 0.9000, 0.8998, 0.9002, 0.900, 0.9000)),
    "equal": (((0, 100),), ((0, 100),), (1, 1, 1, 1, 1, 1)),
    "one": (((0, 100),), (), (0.900, 0, -0.0521, 0.8895, 0.800, 0)),
    "none": ((), (), (1, None, None, 1, 1, None)),
    "all": (((0, 1000),), ((0, 1000),), (1, None, None, 1, 1, 1)),
    "within": (((0, 100), (20, 60)), ((200, 210),), (0.890, -0.0185, -0.0577, 0.8772, 0.780, 0)),
}
NAMES = ("percent", "kappa", "alpha", "ac1", "pabak", "jaccard")


def test_the_table_comes_out_of_the_command_in_every_form(run, study, tmp_path, monkeypatch):
    codes = "".join(f"  - {{id: {name}, name: {name.title()}}}\n" for name in TABLE)
    (study.codebooks / "peer.yaml").write_text(f"name: Table\nversion: 1\ncodes:\n{codes}")
    states.take_in(study)
    (tmp_path / "long.txt").write_text(f"Parent 1: {'x' * CHARACTERS}\n")
    importing.import_files(study, [tmp_path / "long.txt"])
    first = len("Parent 1: ")
    for who, number in ((study, 0), (replace(study, coder="Owen"), 1)):
        for name, rows in TABLE.items():
            places = [Span(first + start, first + end) for start, end in rows[number]]
            if places:
                coding.apply(who, "long", places, [name])
    monkeypatch.chdir(study.folder)
    asked = ("agreement", "Ruth", "Owen", "--unit", "character")
    told = {one["code"]: one for one in json.loads(run(*asked, "--json")[1])["codes"]}
    rows = {row["code"]: row for row in csv.DictReader(run(*asked, "--csv")[1].splitlines())}
    plain = run(*asked, "--more", "--plain")[1]
    assert list(told) == list(rows) == list(TABLE)
    for name, (_, _, expected) in TABLE.items():
        one, row = told[name], rows[name]
        assert one["n"] == CHARACTERS
        for key, value in zip(NAMES, expected, strict=True):
            if value is None:
                assert (one[key], row[key]) == (None, "undefined"), (name, key)
                assert one["why"][key]
            else:
                assert round(one[key], 4) == round(float(row[key]), 4) == value, (name, key)
        shown = plain[plain.index(f"code: {name.title()}\n") :]
        kappa = expected[1]
        assert f"kappa: {'undefined' if kappa is None else f'{kappa:.2f}'.replace('-', chr(0x2212))}\n" in shown
