"""Real double coding: 82 peer reviews, each labelled by two people, whose published alpha over texts is .81 ± .19."""

from __future__ import annotations

import importlib
import os
from collections import Counter
from itertools import chain, permutations
from pathlib import Path

import numpy as np
import pytest

from workbench.agreement import coefficients
from workbench.agreement.coefficients import Tally, tally

ROOT = Path(__file__).parents[2]

# Two invented texts, labelled by three: another division of the words, another label, another spelling of a word.
ROWS = {
    ("one 1", "coder1"): [("Thank you.", 0), ("This is wrong, and this.", 2), ("We changed it.", 1)],
    ("one 1", "coder2"): [("Thank you. This", 0), ("is wrong, and", 2), ("this. We changed it.", 1)],
    ("two 2", "coder2"): [("Please explain.", 2), ("Done so.", 1), ("Good.", 0)],
    ("two 2", "coder3"): [("Please explian. Done", 2), ("so. Good.", 0)],
}


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    return importlib.import_module("benchmarks.double_coding")


def alpha(coders):
    """Krippendorff's alpha of two coders' values, pair by pair."""
    values = Counter(chain(*coders))
    number = values.total()
    differing = 2 * sum(left != right for left, right in zip(*coders, strict=True)) / number
    by_chance = sum(values[left] * values[right] for left, right in permutations(values, 2)) / number / (number - 1)
    return 1 - differing / by_chance


def test_texts_labelled_by_two_come_out_of_a_study_as_counted_by_hand(script, tmp_path):
    for (text, coder), rows in ROWS.items():
        lines = ["side\tann\ttext", *(f"\t{label}\t{words}" for words, label in rows)]
        (tmp_path / f"{text}_{coder}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    labelled = script.read(tmp_path)
    assert {text: list(by_coder) for text, by_coder in labelled.items()} == {
        "one 1": ["coder1", "coder2"],
        "two 2": ["coder2", "coder3"],
    }
    study = script.made(tmp_path / "study", labelled)
    told = script.alphas_by_text(study, ["word", "character"])
    study.close()
    whose = [
        [[label for words, label in ROWS[text, coder] for _ in words.split()] for coder in coders]
        for text, coders in (("one 1", ("coder1", "coder2")), ("two 2", ("coder2", "coder3")))
    ]
    assert told["word", script.WHOSE] == pytest.approx([alpha(coders) for coders in whose])
    binary = [[[label > 0 for label in labels] for labels in coders] for coders in whose]
    assert told["word", script.BINARY] == pytest.approx([alpha(coders) for coders in binary])
    assert len(told["character", script.WHOSE]) == 2
    with pytest.raises(ValueError, match="coder2 has 10 words, and the text 9"):
        script.made(
            tmp_path / "other" / "study", {"one": {"coder1": [(["w"] * 9, "0")], "coder2": [(["w"] * 10, "1")]}}
        )


@pytest.mark.sample_data
def test_alpha_over_texts_by_words_is_the_published_mean(script):
    folder = Path(os.environ.get("WORKBENCH_SAMPLE_DATA") or "none") / "mdpi_args" / "data"
    if not folder.is_dir():
        pytest.skip("WORKBENCH_SAMPLE_DATA names no folder with doubly coded texts")
    alphas = []
    for by_coder in script.read(folder).values():
        coded = np.array([[label != "0" for words, label in rows for _ in words] for rows in by_coder.values()])
        by_unit = np.stack([2 - coded.sum(0), coded.sum(0)], -1)
        alphas.append(float(coefficients.alpha(Tally(*(field.sum(0) for field in tally(by_unit))))))
    assert len(alphas) == 82
    # Published: .81 ± .19. The spread is .198, which is .20 when it is rounded and .19 when it is cut off.
    assert (np.mean(alphas), np.std(alphas)) == pytest.approx((0.8133, 0.1976), abs=5e-5)
