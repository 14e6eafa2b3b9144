"""What is chosen for one report at the command line."""

from __future__ import annotations

import json

import pytest

from workbench import themes
from workbench.office.blocks import plain
from workbench.office.visible import visible_text


@pytest.fixture
def engine():
    return "sqlite"


@pytest.fixture
def themed(request, code, monkeypatch):
    """A study with two extracts of a theme that are to be printed; one is in its folder."""
    study = request.getfixturevalue("studies").new()
    made = [
        *code(study, "Parent 1 Early", "She sat with me", "listening"),
        *code(study, "PM1+PM2 Early", "We listened, really.", "listening"),
    ]
    theme = themes.add(study, "Presence", codes=["listening"], fields={"status": "reviewed"})
    themes.judge(study, theme, [one.id for one in made], use="key")
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return study


def test_order_and_parts_of_one_report(themed, run):
    code, out, err = run("report", "-o", "r.docx", "--order", "role-then-theme", "--parts", "themes, method", "--json")
    assert code == 0, err
    assert json.loads(out)["quotations"] == 2
    text = "\n".join(map(plain, visible_text((themed.folder / "r.docx").read_bytes(), "r.docx").blocks))
    places = [text.rindex(words) for words in (
        "The themes", "From the mentors’ perspective", "From the parents’ perspective", "How the data were coded",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "Appendix" not in text
    assert not (themed.folder / "report.yaml").exists()
    code, _, err = run("report", "-o", "s.docx", "--parts", "themes,preface")
    assert (code, (themed.folder / "s.docx").exists()) == (2, False)
    assert "parts" in err
    assert run("report", "-o", "s.docx", "--order", "chance")[0] == 2
