"""The handbook goes out as a Word file and comes back as changes that are shown and asked for before they are made."""

from __future__ import annotations

import json

import docx
import pytest

from workbench.codebook.changes import change


def cell(document, code: str, label: str):
    (table,) = [one for one in document.tables if one.cell(0, 1).text == code]
    return next(row.cells[1] for row in table.rows if row.cells[0].text == label)


@pytest.fixture
def handbook(studies, code, run, monkeypatch):
    """A study, one of whose codings stands in a handbook that was written by the command."""
    study = studies.new()
    code(study, "Parent 1 Early", "She came every week, even in the snow", "trust")
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    (study.folder / "out").mkdir()
    status, said, _ = run("codebook", "export", "-o", "out/book.docx")
    assert (status, said) == (0, "Wrote 5 codes to out/book.docx, with 1 extract of Ruth's.\n")
    return study, study.folder / "out" / "book.docx"


def test_it_goes_out_and_comes_back(handbook, run):
    study, path = handbook
    before = (study.codebooks / "peer.yaml").read_text()
    status, said, told = run("codebook", "import", "out/book.docx", "--yes")
    assert (status, told) == (0, "")
    assert "Nothing is other than it is here." in said
    document = docx.Document(path)
    cell(document, "trust", "Definition").text = "Leaning on somebody."
    cell(document, "doubt", "Name").text = "Doubting them"
    cell(document, "doubt", "Id").text = ""
    document.save(path)
    # Shown; without an answer nothing is done, and neither is it where one only wants to look.
    status, said, told = run("codebook", "import", "out/book.docx")
    assert (status, "Nothing was changed" in told) == (2, True)
    assert "Leaning on somebody." in said
    assert "a new code, or one that lost its id; it is left out." in told
    assert "--add makes the codes that are new." in told
    assert run("codebook", "import", "out/book.docx", "--preview")[0] == 1
    assert (study.codebooks / "peer.yaml").read_text() == before
    # Meanwhile the codebook was changed here: that stays.
    change.edit_code(study, "listening", {"name": "Listening well"})
    status, said, _ = run("codebook", "import", "out/book.docx", "--add", "--yes", "--json")
    done = json.loads(said)
    assert (status, done["done"], done["held_against"]) == (0, True, "then")
    assert [(one["id"], one["name"]) for one in done["added"]] == [("doubting-them", "Doubting them")]
    after = (study.codebooks / "peer.yaml").read_text()
    assert after.startswith(before.replace("'Listening'", "'Listening well'").split("  - id: trust")[0])
    assert "definition: Leaning on somebody.\n" in after
    assert "# heard, not told" in after
    assert run("undo")[0] == 0
    assert (study.codebooks / "peer.yaml").read_text() == before.replace("'Listening'", "'Listening well'")


def test_options_of_a_handbook_and_of_other_files(handbook, run):
    _, path = handbook
    before = path.read_bytes()
    status, said, told = run("codebook", "export", "-o", str(path), "--no-extracts", "--json")
    assert (status, said, "is there already" in told, path.read_bytes() == before) == (2, "", True, True)
    status, said, _ = run("codebook", "export", "-o", str(path), "--no-extracts", "--json", "--yes")
    assert (status, json.loads(said)["quotations"]) == (0, 0)
    status, said, _ = run("codebook", "export", "-o", str(path), "--coder", "nobody", "--yes")
    assert status == 2
    status, _, told = run("codebook", "export", "-o", "out/book.csv", "--no-extracts")
    assert (status, "about a handbook" in told) == (2, True)
    # What says how a table is read is refused of a handbook, and not passed over.
    for option in (("--paths", "/"), ("--sheet", "One"), ("--column", "name=Code")):
        status, _, told = run("codebook", "import", str(path), "--preview", *option)
        assert (status, f"Leave {option[0]} out." in told) == (2, True)
    status, _, told = run("codebook", "export", "-o", "out/book.pdf")
    assert (status, ".docx (a handbook), .csv, .xlsx, .md, .qdc" in told) == (2, True)
    assert run("codebook", "export", "-o", "codebooks/book.docx")[0] == 2


def test_words_of_transcripts_are_told_whatever_the_format(handbook, run):
    study, _ = handbook
    change.edit_code(study, "trust", {"definition": "I said: she sat with me when the letters came."})
    for ending in ("docx", "csv", "xlsx", "md", "qdc"):
        status, _, told = run("codebook", "export", "-o", f"out/book.{ending}", "--yes")
        assert (status, "letters" in told) == (0, False)
        assert "definition of trust: 8 words in a row, from word 3 on, stand in the transcript Parent 1 Early." in told
