"""A living theme is always listed, whatever became of the theme above it; and lists do not change from run to run."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
import yaml

from workbench import exchange, opening, themes


def listed(study) -> list[tuple[str, bool]]:
    return [(theme.name, theme.parent is not None) for theme in themes.themes(study)]


def take_in(study, path, **options):
    plan = exchange.plan(study, exchange.read_packs([path]))
    return exchange.unpack(study, plan, **options), plan


@pytest.mark.both_engines
def test_a_subtheme_that_comes_back_after_its_theme_went(study) -> None:
    bob = replace(study, coder="Bob")
    themes.add(study, "Big")
    small = themes.add(bob, "Small", parent="Big")
    themes.remove(bob, small)
    themes.remove(study, themes.find_theme(study, "Big"))
    opening.undo(bob)
    assert listed(study) == [("Small", False)]
    opening.undo(study)
    assert listed(study) == [("Big", False), ("Small", True)]
    opening.redo(study)
    themes.edit(study, themes.find_theme(study, "Small"), parent="")
    assert listed(study) == [("Small", False)]


def test_a_subtheme_that_was_added_elsewhere_while_its_theme_was_removed_here(study, studies) -> None:
    big = themes.add(study, "Big")
    exchange.pack(study)
    there = studies.new("Owen")
    take_in(there, study.codings)
    themes.add(there, "Small", parent="Big")
    exchange.pack(there)
    themes.remove(study, big)
    take_in(study, there.codings / "themes.yaml")
    assert listed(study) == [("Small", False)]
    exchange.pack(study)
    assert "Small" in (study.codings / "themes.yaml").read_text()


def test_a_theme_with_subthemes_that_theirs_puts_below_another(study) -> None:
    for name, parent in (("Z", None), ("X", None), ("Y", "X")):
        themes.add(study, name, parent=parent)
    exchange.pack(study)
    path = study.folder / "themes.yaml"
    value = yaml.safe_load((study.codings / "themes.yaml").read_text())
    ids = {entry["name"]: entry["id"] for entry in value["themes"]}
    value["themes"] = [entry | {"parent": ids["Z"]} for entry in value["themes"] if entry["name"] == "X"]
    path.write_text(yaml.safe_dump(value))
    take_in(study, path, take="theirs")
    assert listed(study) == [("Z", False), ("X", True), ("Y", False)]
    opening.undo(study)
    assert listed(study) == [("Z", False), ("X", False), ("Y", True)]


def test_the_extracts_behind_a_theme_are_the_same_in_every_run(study, code) -> None:
    for one in ("listening", "practical", "trust", "doubt"):
        code(study, "Parent 1 Early", "She sat with me", one)
    themes.add(study, "Support", codes=["support", "trust", "doubt"])
    script = (
        "import sys; from pathlib import Path; from workbench import opening, themes;"
        "study, _ = opening.open_study(Path(sys.argv[1]), coder='Ruth');"
        "print([one.extract.code for some in themes.theme_extracts(study).values() for one in some])"
    )
    here = [one.extract.code for some in themes.theme_extracts(study).values() for one in some]
    study.close()
    # A run of its own has an order of its own for everything that has none.
    there = subprocess.run(
        [sys.executable, "-c", script, str(study.folder)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "0"},
    )
    assert there.stdout.strip() == str(here)
