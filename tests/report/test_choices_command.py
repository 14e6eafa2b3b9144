"""What is chosen for one report at the command line."""

from __future__ import annotations

import json

import pytest

from workbench import coding, memos, report, themes
from workbench.office.blocks import plain
from workbench.office.visible import visible_text

PARENT = "Parent 1 Early"


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


def text_of(study, name):
    return "\n".join(map(plain, visible_text((study.folder / name).read_bytes(), name).blocks))


def test_order_and_parts_of_one_report(themed, run):
    code, out, err = run("report", "-o", "r.docx", "--order", "role-then-theme", "--parts", "themes, method", "--json")
    assert code == 0, err
    assert json.loads(out)["quotations"] == 2
    text = text_of(themed, "r.docx")
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


def test_memos_are_printed_only_where_asked_for_and_never_all(themed, run):
    place = coding.find_place(themed, PARENT, quote="in the snow", start=None, end=None)
    coding.mark_not_for_quotation(themed, PARENT, place)
    memos.add(themed, "What *I* bring.", kind="reflexive")
    memos.add(themed, "Where it is.", about="transcript", name=PARENT)
    memos.add(themed, "She says: IN THE “snow”!")
    memos.add(themed, "It is sealed.", about="passage", name=PARENT, span=place)
    memos.add(themed, "By role only.", about="participant", name="P2")
    memos.add(themed, "Danger.", kind="safeguarding")
    assert run("report", "-o", "r.docx")[0] == 0
    assert "What I bring." not in text_of(themed, "r.docx")
    code, _, err = run("report", "-o", "r.docx", "--yes", "--parts", "themes,memos")
    text = text_of(themed, "r.docx")
    assert code == 0
    assert text.index("Appendix: memos") < text.index("What I bring.")
    assert "a transcript" in text
    for words in ("snow", "sealed", "By role", "Danger", PARENT):
        assert words not in text.replace("Parent 1, Early", ""), words
    assert "2 memos printed, as written for the team: read them before the report goes out." in err
    assert "3 memos not printed:" in err
    (themed.folder / "report.yaml").write_text("parts: [themes, memos]\n")
    assert "memos" in [one.title.rpartition(" ")[2] for one in report.preview(themed).parts]
