"""What a pack may not do: make themes stand above themselves, double a code, or end the program."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest

from workbench import coding, exchange, opening, themes
from workbench.spans import Span


@pytest.fixture
def study(tmp_path: Path):
    opening.make_study(tmp_path / "study")
    opened, _ = opening.open_study(tmp_path / "study", coder="Ruth")
    from workbench.codebook.changes.change import add_code
    from workbench.transcripts import importing

    add_code(opened, {"id": "trust", "name": "Trust"})
    add_code(opened, {"id": "fear", "name": "Fear"})
    (tmp_path / "PM1 T1.txt").write_text("Interviewer: And?\nPM1: I liked her a lot.\n")
    importing.import_files(opened, [tmp_path / "PM1 T1.txt"])
    yield opened
    opened.close()


def take_in(study, name: str, text: str, **options):
    path = study.folder / name
    path.write_text(text)
    plan = exchange.plan(study, exchange.read_packs([path]))
    return exchange.unpack(study, plan, **options), plan


def theme(name: str, theme_id: uuid.UUID, parent: uuid.UUID | None = None) -> str:
    return f"- {{id: {theme_id}, name: {name}, codes: []{f', parent: {parent}' if parent else ''}}}\n"


def test_themes_that_stand_above_each_other_are_left_out_and_deep_ones_taken(study) -> None:
    one, two, own, deep, top, middle = (uuid.uuid4() for _ in range(6))
    text = "themes:\n" + theme("A", one, two) + theme("B", two, one) + theme("C", own, own)
    text += theme("Top", top) + theme("Middle", middle, top) + theme("Deep", deep, middle)
    _, plan = take_in(study, "themes.yaml", text)
    assert [found.name for found in themes.themes(study)] == ["Deep", "Top", "Middle"]
    assert len(plan.left) == 3


def test_an_alias_bomb_is_told_and_ends_at_once(study) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in range(1, 9):
        bomb += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n"
    bomb += f"themes:\n- {{id: {uuid.uuid4()}, name: bomb, codes: [*a8]}}\n"
    _, plan = take_in(study, "themes.yaml", bomb)
    assert "a code must be a text" in plan.left[0]


@pytest.mark.parametrize("entry", ["position: 1" + "0" * 30, "made_at: '9999-12-31T23:59:59-14:00'", "stance: 1"])
def test_values_that_cannot_be_leave_their_theme_out(study, entry: str) -> None:
    text = f"themes:\n- {{id: {uuid.uuid4()}, name: Odd, {entry}}}\n" + theme("Even", uuid.uuid4())
    _, plan = take_in(study, "themes.yaml", text)
    names = [found.name for found in themes.themes(study)]
    assert "Even" in names
    assert ("Odd" in names) is entry.startswith("stance")
    assert len(plan.left) == 1


def test_taking_theirs_does_not_put_a_code_twice_on_a_passage(study) -> None:
    (first,) = coding.apply(study, "PM1 T1", [Span(23, 40)], ["trust"])
    coding.apply(study, "PM1 T1", [Span(23, 40)], ["fear"])
    start, end = first.span
    values = {"id": str(first.id), "transcript": "PM1 T1", "start": start, "end": end, "code": "fear", "coder": "Ruth"}
    take_in(study, "Ruth.jsonl", json.dumps(values) + "\n", take="theirs")
    assert [found.code for found in coding.extracts(study)] == ["fear"]


def test_the_same_id_twice_with_different_values_is_not_taken(study) -> None:
    theme_id = uuid.uuid4()
    _, plan = take_in(study, "themes.yaml", "themes:\n" + theme("One", theme_id) + theme("Two", theme_id))
    assert themes.themes(study) == []
    assert "more than once" in plan.left[0]


def test_names_may_hold_any_script(study) -> None:
    for name in ("👩‍👩‍👧", "أمينة", "小林", "Zoë"):
        assert themes.add(study, name).name == name
        values = {"transcript": "PM1 T1", "start": 23, "end": 30, "code": "trust", "coder": name}
        count, _ = take_in(study, "x.jsonl", json.dumps(values) + "\n")
        assert count == 1
