"""The benchmarks still run: every job gives a figure and a floor. How long anything takes is not asked."""

import importlib
import json
import os
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("style_sheets_read_once")
def test_every_job_gives_a_figure_and_a_floor(tmp_path, monkeypatch):
    target = tmp_path / "figures.json"
    monkeypatch.syspath_prepend(ROOT)
    # Within this process, which has most of the program's modules already. It takes WORKBENCH_… out of the environment.
    with mock.patch.dict(os.environ):
        main = importlib.import_module("benchmarks.__main__").main
        main(["--quick", "--folder", str(tmp_path), "--json", str(target)], standalone_mode=False)
    figures = json.loads(target.read_text(encoding="utf-8"))
    rows = figures["rows"]
    assert all(row["ours"] > 0 and row["floor"] > 0 and row["floor_is"] for row in rows)
    jobs = " ".join(row["job"] for row in rows)
    for word in (
        ".txt",
        ".docx",
        ".vtt",
        ".srt",
        "page, cold",
        "to the first paint",
        "a coding from the key",
        "page, cold in the coding room",
        "a selection move in the coding room",
        "codebook check",
        "codebook merge",
        "room of the codebook",
        "opening",
        "a step each",
        "pack",
        "extracts",
        "report",
        "--version",
    ):
        assert word in jobs
    assert {"python", "cores", "memory_gb", "sqlalchemy", "python-docx"} <= set(figures["machine"])
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]


def test_finding_is_measured(monkeypatch, capsys):
    monkeypatch.syspath_prepend(ROOT)
    finding = importlib.import_module("benchmarks.finding")
    for name, value in {"WORDS": 200, "VOCABULARY": 300, "CODINGS": 20, "RUNS": 1, "RARE": "w200"}.items():
        monkeypatch.setattr(finding, name, value)
    finding.main(3)
    said = capsys.readouterr().out
    for question in ("indexed in", "a rare word", "a common word", "a phrase", "one role's", "20 of 20 extracts"):
        assert question in said


def test_a_report_in_word_is_measured(monkeypatch, capsys):
    word_report = importlib.import_module("benchmarks.word_report")
    monkeypatch.setattr(word_report, "QUOTATIONS", 20)
    monkeypatch.setattr(word_report, "RUNS", 1)
    monkeypatch.setattr(word_report.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout="67\n"))
    monkeypatch.setattr(word_report.sys, "argv", ["word_report"])
    word_report.main()
    assert "ours, in a template: " in capsys.readouterr().out


def test_a_report_in_each_shape_is_measured(monkeypatch, capsys):
    shapes = importlib.import_module("benchmarks.shapes")
    monkeypatch.setattr(shapes, "QUOTATIONS", 20)
    for ending in (".docx", ".html", ".md", ".xlsx", ".csv", ".json"):
        monkeypatch.setattr(shapes.sys, "argv", ["shapes", ending])
        shapes.main()
        assert " MB, a file of " in capsys.readouterr().out
