"""Published examples, with values recomputed by other programs: every coefficient of ours comes out of them."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from workbench.agreement import coefficients, unitizing
from workbench.agreement.coefficients import Tally, tally

pytestmark = pytest.mark.sample_data

OURS = {
    "percent_agreement": coefficients.percent,
    "alpha_nominal": coefficients.alpha,
    "alpha_irrCAC": coefficients.alpha,
    "gwet_ac1": coefficients.ac1,
    "fleiss_kappa": coefficients.fleiss_kappa,
    "brennan_prediger": coefficients.brennan_prediger,
}
"""By the names in the file, what is worked out from a tally; Cohen's kappa, of two coders, from their table."""

VARIES_NOT = {"alpha_irrCAC", "fleiss_kappa"}
"""What is 1 or no figure elsewhere where nothing varies, and with us not defined."""


@pytest.fixture(scope="module")
def oracles():
    folder = os.environ.get("WORKBENCH_SAMPLE_DATA")
    path = Path(folder or "") / "oracles" / "agreement_oracles_dev.json"
    if not folder or not path.is_file():
        pytest.skip("WORKBENCH_SAMPLE_DATA names no folder with the published examples of agreement")
    return json.loads(path.read_text(encoding="utf-8"))


def ours(coders, name):
    """Our figure of that name for coders' values; None where we have no such coefficient, NaN where undefined."""
    values = sorted({value for coder in coders for value in coder if value is not None}, key=str)
    # A category that nobody gave: two there must be.
    values += ["another"] * (len(values) < 2)
    numbers = [[None if value is None else values.index(value) for value in coder] for coder in coders]
    if name == "cohen_kappa":
        table = np.zeros((len(values), len(values)), dtype=int)
        np.add.at(table, tuple(numbers), 1)
        return float(coefficients.cohen_kappa(table))
    if name not in OURS:
        return None
    by = np.array([[[*unit].count(one) for one in range(len(values))] for unit in zip(*numbers, strict=True)])
    return float(OURS[name](Tally(*(field.sum(0) for field in tally(by)))))


def test_values_of_coders_come_out_as_published_and_as_recomputed(oracles):
    compared = []
    for oracle in (one for one in oracles if one["kind"] == "coding"):
        nothing_varies = len({value for coder in oracle["coders"] for value in coder}) < 2
        for name, expected in oracle["expected_from_source"].items():
            figure = ours(oracle["coders"], name)
            if figure is not None:
                assert figure == pytest.approx(expected, abs=oracle["tolerance"]), (oracle["id"], name)
                compared.append(name)
        for name, expected in oracle["recomputed"].items():
            figure = ours(oracle["coders"], name)
            if figure is None:
                continue
            if nothing_varies and name in VARIES_NOT:
                assert np.isnan(figure), (oracle["id"], name)
            else:
                assert figure == pytest.approx(expected, abs=5.1e-7), (oracle["id"], name)
            compared.append(name)
    assert set(compared) == {"cohen_kappa", *OURS}
    assert len(compared) > 50


def test_units_of_coders_come_out_as_published_and_as_recomputed(oracles):
    (oracle,) = (one for one in oracles if one["kind"].startswith("unitizing"))
    values = sorted({value for units in oracle["coders"] for _, _, value in units})
    coders = [
        np.array([(start, end, values.index(value)) for start, end, value in units], dtype=np.int64)
        for units in oracle["coders"]
    ]
    sums = unitizing.coincidences(oracle["continuum_length"], coders, len(values))
    figures = {
        "u": float(unitizing.u_alpha(sums)[0]),
        "|u": float(unitizing.bar_u_alpha(sums)[0]),
        "cu": float(unitizing.cu_alpha(sums)[0]),
    }
    assert figures == pytest.approx(oracle["expected_from_source"], abs=oracle["tolerance"])
    recomputed = oracle["recomputed"]
    assert figures == pytest.approx({"u": recomputed["u"], "|u": recomputed["bar_u"], "cu": recomputed["cu"]})
    assert float(unitizing.coverage(sums)[0]) == pytest.approx(recomputed["coverage"])
    for number, value in enumerate(values):
        figure, coverage = recomputed["k"][value]
        expected = np.nan if figure is None else figure
        assert float(unitizing.k_u_alpha(sums)[0, number]) == pytest.approx(expected, nan_ok=True)
        assert float(unitizing.k_coverage(sums)[0, number]) == pytest.approx(coverage)
