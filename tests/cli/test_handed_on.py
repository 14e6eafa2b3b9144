"""What is marked not for quotation goes out with a codebook in no format; what `tests/architecture/test_kept_out.py`
exports holds nothing of it.
"""

from __future__ import annotations

import json

from workbench import coding
from workbench.exchange.codebooks import WRITTEN

JOINT, MARKED = "PM1+PM2 Early", "kettle"


def test_no_format_of_a_codebook_gives_marked_words(studies, run, monkeypatch):
    study = studies.new()
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    (study.folder / "out").mkdir()
    place = coding.find_place(study, JOINT, quote="A kettle, mostly", start=None, end=None)
    coding.mark_not_for_quotation(study, JOINT, place)
    book, words = study.codebooks / "peer.yaml", json.dumps(f"I said so, a {MARKED}, mostly.")
    before = book.read_text()
    said = f"{before}\n  - id: said\n    retired: true\n    name: "
    holding = [
        before.replace("codes:", f"description: {words}\ncodes:", 1),
        f"{said}{words}\n",
        *(f"{said}Said\n    {field}: {words}\n" for field in ("definition", "include", "exclude")),
        f"{said}Said\n    examples: [{words}]\n",
        f"{said}Said\n    changes: [{{reason: {words}}}]\n",
    ]
    for number, text in enumerate(holding):
        book.write_text(text)
        run("status")  # Tells what was taken in, and what a code is called.
        for ending in WRITTEN if number == 2 else WRITTEN[:1]:
            status, out, err = run("codebook", "export", "-o", f"out/peer{ending}")
            assert (status, MARKED in out + err) == (1, False), (ending, number, err)
            assert "holds words that must not be printed" in err
            assert not (study.folder / "out" / f"peer{ending}").exists()
    book.write_text(before)
    assert run("codebook", "export", "-o", "out/peer.csv")[0] == 0
